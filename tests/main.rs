//! One binary for all integration tests: one file a command, and what holds for the whole.

mod bad_database;
mod bad_input;
mod claims;
mod docs;
mod eval;
mod export;
mod extract;
mod help;
mod import;
mod ingest;
mod layers;
mod list;
mod sample;
mod show;
mod support;
mod verify;
