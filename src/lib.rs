//! dixit keeps track of **who said what, and how we know**.
//!
//! # The map
//! The rooms in the order in which data goes through them, and what each may use:
//!
//! | room | what it does | uses |
//! |---|---|---|
//! | [`model`] | claim, document, entity, span, date, strength, identity, claim files | nothing |
//! | [`text`] | what is true of any text: an offset map, words, sentences, quotation marks | `model` |
//! | [`lang`] | one folder a language: lexicons and rules as data, compiled in | `model`, `text` |
//! | [`extract`] | reads claims out of a text, one file a mechanism, one merge | `model`, `text`, `lang` |
//! | [`anchor`] | finds the claims of a page again in a later version of it | `model` |
//! | [`store`] | the SQLite file: schema, documents, claims, search, the log, verification | `model` |
//! | [`report`] | rows made ready to show, one file an output format | `model` |
//! | [`cli`] | arguments, errors with hints, one file a command | all |
//!
//! # The invariants
//! - `extract`, `anchor`, `store` and `report` do not know one another; only `cli` joins them.
//! - SQL is written in `store` alone.
//! - `extract` does no input or output, cannot fail, and is a pure function of text, document
//!   and registry; `anchor` is one of two texts and the claims of one.
//! - Only `cli` prints, and only `cli` reads the clock.
//! - Every change of a base is an entry of its log, in the same transaction, in somebody's name.
//! - Every claim is a slice of its document's text, on character boundaries, and names the
//!   rule that found it.
//!
//! `tests/layers.rs` holds them.

pub mod anchor;
pub mod cli;
pub mod extract;
pub mod lang;
pub mod model;
pub mod report;
pub mod store;
pub mod text;
