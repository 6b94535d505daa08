//! Tests of the whole crate, in one binary so that the window library is linked once.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests stop by panicking"
)]

mod analysis;
mod architecture;
mod brief;
mod cli;
mod example;
mod golden;
mod imports;
mod packs;
mod storage;
mod places;
mod scoring;
mod sentences;
mod session;
mod registers;
mod territories;
mod window;
