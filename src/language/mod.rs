//! Languages: every sentence a user reads, with numbers, plurals and dates in that language.
//!
//! The sentences live in `assets/languages/<code>/*.toml`; the build script turns each entry into
//! a method of [`Lang`], so a missing key or placeholder cannot build. A further language is a
//! further folder. This layer knows nothing of the product.

pub mod number;
pub mod typography;

mod date;
mod texts;

pub use date::read_date;
pub use texts::Lang;
