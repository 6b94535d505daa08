//! The fuzzer's corpus, read again by the program itself: what was found once stays mended.
//!
//! The fuzzer is built apart (`fuzz/`, `docs/reliability.md` says for how long it ran); what must
//! hold of an input is written once, in its `targets.rs`, and held here at every run of the tests.

use std::{fs, panic, path::Path};

use ::passerelle as program;

#[path = "../../fuzz/src/targets.rs"]
mod targets;

/// The inputs that the fuzzer begins from, and those that once broke something.
const CORPUS: &str = "fuzz/corpus";

#[test]
fn every_input_of_the_corpus_is_read_or_refused_in_words() {
    let mut read = 0;
    for target in targets::TARGETS {
        let folder = Path::new(CORPUS).join(target);
        let mut files: Vec<_> = fs::read_dir(&folder)
            .unwrap_or_else(|_| panic!("{target} has no corpus"))
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        assert!(!files.is_empty(), "{target} has no corpus");
        for file in files {
            let bytes = fs::read(&file).unwrap();
            let done = panic::catch_unwind(|| targets::read(target, &bytes));
            assert!(done.is_ok(), "{} breaks {target}", file.display());
            read += 1;
        }
    }
    println!("{read} inputs of {} readers", targets::TARGETS.len());
}
