//! Tests of the whole crate, in one binary so that the window library is linked once.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests stop by panicking"
)]
#![expect(clippy::disallowed_methods, reason = "tests write files as others would")]
#![expect(clippy::format_push_string, reason = "a test's text need not be fast")]

mod advice;
mod analysis;
mod architecture;
mod brief;
mod cli;
mod coherence;
mod compare;
mod counsel;
mod example;
mod documents;
mod exports;
mod failing;
mod frozen;
mod fuzzed;
mod glossary;
mod golden;
mod guide;
mod hostile;
mod imports;
mod incident;
mod inside;
mod map;
mod matrix;
mod merge;
mod opendata;
mod packaging;
mod packs;
mod panel;
mod paper;
mod supply;
mod storage;
mod old_files;
mod password;
mod personal;
mod places;
mod plan;
mod preflight;
mod preview;
mod projection;
mod schemas;
mod scoring;
mod sentences;
mod killed;
mod kits;
mod safety;
mod session;
mod reference;
mod registers;
mod review;
mod suggest;
mod unsound;
mod templates;
mod territories;
mod tracing;
mod wikidata;
mod window;
