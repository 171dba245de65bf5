//! `dixit ingest`.
