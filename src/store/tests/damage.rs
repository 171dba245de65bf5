//! What `verify` finds.
