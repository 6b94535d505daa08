//! The command line, as a person or a script meets it: what it says, its exit code, and that a
//! refusal leaves every file as it was.

mod author;
mod csv;
mod docs;
mod files;
mod journey;
mod merge;
mod opendata;
mod pack;
mod same_bytes;
mod usage;

use std::{
    collections::BTreeMap,
    ffi::OsString,
    fs,
    io::{self, Write as _},
    path::Path,
};

use passerelle::{
    cli::{self, Outcome, Terminal},
    storage::settings::Settings,
};

use crate::session::clock;

/// What a command said, and how it ended.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: u8,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs the command line in French, on a fixed day.
#[track_caller]
pub(crate) fn passerelle<S: AsRef<std::ffi::OsStr>>(args: &[S]) -> Said {
    let program = std::iter::once(OsString::from("passerelle"));
    let args: Vec<OsString> =
        program.chain(args.iter().map(|arg| arg.as_ref().to_owned())).collect();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut terminal = Terminal { out: &mut out, err: &mut err };
    let outcome = cli::run(&args, &Settings::default(), clock(), &mut terminal);
    let Outcome::Exit(code) = outcome else { panic!("{args:?} opens the window") };
    // Words are looked for with plain spaces, whatever typography puts between them.
    let text = |bytes| String::from_utf8(bytes).unwrap().replace(['\u{a0}', '\u{202f}'], " ");
    Said { code, out: text(out), err: text(err) }
}

/// Runs a command that must succeed, and returns what it printed.
#[track_caller]
pub(crate) fn done<S: AsRef<std::ffi::OsStr>>(args: &[S]) -> String {
    let said = passerelle(args);
    assert_eq!(said.code, 0, "{said:?}");
    said.out
}

/// Runs a command that must be refused: exit code 1, in French sentences that hold these words,
/// nothing on the standard output, and not a byte changed in the folder.
#[track_caller]
pub(crate) fn refused<S: AsRef<std::ffi::OsStr>>(folder: &Path, args: &[S], words: &[&str]) {
    let before = contents(folder);
    let said = passerelle(args);
    assert_eq!(said.code, 1, "{said:?}");
    assert_eq!(said.out, "", "a refusal prints no result");
    for word in words {
        assert!(said.err.contains(word), "no `{word}` in: {}", said.err);
    }
    for line in said.err.lines() {
        assert!(line.ends_with('.'), "not a sentence: {line}");
    }
    for english in ["error", "os error", "file", "Usage", "cannot"] {
        let alone = |word: &str| word.trim_matches(|c: char| !c.is_alphabetic()) == english;
        assert!(!said.err.split(' ').any(alone), "`{english}` in: {}", said.err);
    }
    assert!(before == contents(folder), "something was changed in {}", folder.display());
}

/// Every file of a folder, with what it holds; large ones by their size.
fn contents(folder: &Path) -> BTreeMap<OsString, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .map(|entry| {
            let length = entry.metadata().unwrap().len();
            let small = entry.path().is_file() && length < 1_000_000;
            let bytes = if small { fs::read(entry.path()).unwrap() } else { Vec::new() };
            (entry.file_name(), [length.to_le_bytes().to_vec(), bytes].concat())
        })
        .collect()
}

/// A folder with a diagnostic of Rennes in it, whose path is given as text.
pub(crate) fn rennes() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = path(&folder, "rennes.passerelle");
    done(&["new", "--territory", "35238", "-o", &file]);
    (folder, file)
}

/// A path in a folder, as text.
pub(crate) fn path(folder: &tempfile::TempDir, name: &str) -> String {
    folder.path().join(name).to_str().unwrap().to_owned()
}

/// Writes a file in a folder and returns its path.
pub(crate) fn written(folder: &tempfile::TempDir, name: &str, bytes: impl AsRef<[u8]>) -> String {
    put(folder.path().join(name), bytes).unwrap();
    path(folder, name)
}

/// Writes a file as another program would.
pub(crate) fn put(path: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> io::Result<()> {
    fs::File::create(path)?.write_all(bytes.as_ref())
}
