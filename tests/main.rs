//! One binary for all integration tests: one file a command, and what holds for the whole.

// A test that cannot go on says so by panicking, and what it skips in a line, its helpers too.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::print_stderr)]

mod add;
mod anchoring;
mod bad_database;
mod bad_input;
mod bundle;
mod checkpoint;
mod claims;
mod disk;
mod docs;
mod entity;
mod eval;
mod export;
mod extract;
mod formats;
mod grade;
mod help;
mod import;
mod ingest;
mod layers;
mod list;
mod log;
mod ratchet;
mod recapture;
mod reread;
mod review;
mod review_terminal;
mod sample;
mod show;
mod support;
mod survives;
mod terminal;
mod verify;
mod verify_report;
mod version_1;
