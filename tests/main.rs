//! One binary for all integration tests: one file a command, and what holds for the whole.

mod bad_database;
mod bad_input;
mod claims;
mod docs;
mod eval;
mod extract;
mod help;
mod ingest;
mod layers;
mod support;
