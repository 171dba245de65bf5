//! The rows of the lists, one file each.

pub(super) mod claim;
mod counts;
mod document;
mod edit;
mod entity;
mod proposal;
mod reread;
mod speaker;
