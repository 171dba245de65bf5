//! How queries are run.
