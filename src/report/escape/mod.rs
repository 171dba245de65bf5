//! What a text may do to the place it is shown in, and how it is kept from it: one file a place.
//!
//! The words of a claim come from web pages that anybody may have written.

pub(super) mod delimited;
pub(super) mod html;
pub(super) mod markdown;
pub(super) mod terminal;
