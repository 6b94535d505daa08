//! Exchange: answers and tables in from spreadsheets, out to others.

mod score_json;

pub use score_json::{SCHEMA, ScoreFile, score_file, score_json};
