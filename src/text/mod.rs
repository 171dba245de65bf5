//! What is true of any text: its tokens, quotation marks and sentences.
//!
//! Everything here counts in bytes of the text; only what leaves dixit counts in code points.

mod quotes;
mod sentences;
mod token;

pub use quotes::{Quote, Quotes};
pub use sentences::sentences;
pub use token::{Kind, Splitting, Token, tokenise};
