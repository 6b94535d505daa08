//! The layers below windows and pages, built from the program's own sources for a fuzzer: without
//! the libraries that draw, they are instrumented in minutes, and so are the parsers they use.

#![allow(missing_docs, dead_code, unused_imports, unreachable_pub)]

#[path = "../../src/language/mod.rs"]
pub mod language;
#[path = "../../src/domain/mod.rs"]
pub mod domain;
#[path = "../../src/reference/mod.rs"]
pub mod reference;
#[path = "../../src/questionnaire/mod.rs"]
pub mod questionnaire;
#[path = "../../src/scoring/mod.rs"]
pub mod scoring;
#[path = "../../src/panel/mod.rs"]
pub mod panel;
#[path = "../../src/advice/mod.rs"]
pub mod advice;
#[path = "../../src/storage/mod.rs"]
pub mod storage;
#[path = "../../src/exchange/mod.rs"]
pub mod exchange;

pub mod report;

/// The program under the name that its targets call it by.
mod program {
    pub use crate::{
        advice, domain, exchange, language, panel, questionnaire, report, scoring, storage,
    };
}

mod measure;
mod targets;

pub use measure::Meter;

/// Has a target look at an input, within a second of processor time and a bound of memory.
pub fn run(target: &str, bytes: &[u8]) {
    // What is made once for all inputs is no input's cost.
    static READY: std::sync::Once = std::sync::Once::new();
    READY.call_once(|| targets::TARGETS.iter().for_each(|target| targets::read(target, b"")));
    measure::within(|| targets::read(target, bytes));
}
