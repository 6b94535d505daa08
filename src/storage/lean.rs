//! Reads of many documents only what results are made from, so that thousands are read in seconds.
//!
//! What counts nothing (the journal, frozen states, the plan, the covers) is passed over without
//! being parsed, and a pack is decoded once however many documents hold it: they are told apart by
//! their whole text, never by what they say of it. A document that does not look as expected is
//! read in full, so that what is wrong with it is told as always.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{
    domain::{Diagnostic, PackStamp},
    questionnaire::Pack,
};

use super::{
    FORMAT, OpenError, OpenProblem,
    migrate::{format_of, read_format},
    open::{decode, load, read},
    pack::resolve,
    ron_fields::fields,
};

/// A document without what results do not depend on.
#[derive(Clone, Debug)]
pub struct Lean {
    /// The document; its journal, frozen states, plan, decisions and cover are left out.
    pub diagnostic: Diagnostic,
    /// The pack it was made with.
    pub pack: Arc<Pack>,
}

/// The packs that were decoded, shared by all who read.
#[derive(Debug, Default)]
pub struct PackShelf(Mutex<Vec<Shelved>>);

#[derive(Clone, Debug)]
struct Shelved {
    /// What the document said: hash and folded text.
    written: (Arc<str>, Arc<str>),
    pack: Arc<Pack>,
    stamp: PackStamp,
}

/// How many packs are kept; more are decoded each time.
const SHELF: usize = 64;

/// The fields of a document that results are made from.
const NEEDED: [&str; 6] = ["territory", "as_of", "path", "fictional", "answers", "tables"];

/// Reads of the document in a file what results are made from.
pub fn open_lean(path: &Path, shelf: &PackShelf) -> Result<Lean, OpenError> {
    let wrap = |problem| OpenError { path: Some(path.to_owned()), problem };
    let (bytes, _) = load(path).map_err(wrap)?;
    read_lean(&bytes, shelf).map_err(|error| wrap(error.problem))
}

/// Reads of the document that these bytes are what results are made from.
pub fn read_lean(bytes: &[u8], shelf: &PackShelf) -> Result<Lean, OpenError> {
    if let Some(lean) = lean(bytes, shelf) {
        return Ok(lean);
    }
    let opened = read(bytes)?;
    Ok(Lean { diagnostic: opened.diagnostic, pack: opened.pack })
}

/// The document, if it looks as expected.
fn lean(bytes: &[u8], shelf: &PackShelf) -> Option<Lean> {
    let text = decode(bytes).ok()?;
    let format = format_of(text).filter(|format| *format == FORMAT)?;
    let all = fields(text)?;
    let (_, written) = all.iter().find(|(name, _)| *name == "pack")?;
    let mut short = format!("(format: {format}, pack: (");
    let mut folded = "";
    for (name, value) in fields(written)? {
        if name == "text" {
            folded = plain(value)?;
        } else {
            append(&mut short, name, value);
        }
    }
    short.push_str("),");
    for (name, value) in all {
        if NEEDED.contains(&name) {
            append(&mut short, name, value);
        }
    }
    short.push(')');
    let (mut diagnostic, _) = read_format(format, &short).ok()?;
    let stamp = PackStamp { text: Arc::from(""), ..diagnostic.pack.clone() };
    let (pack, stamp) = shelf.pack(stamp, folded).ok()?;
    diagnostic.pack = stamp;
    Some(Lean { diagnostic, pack })
}

fn append(to: &mut String, name: &str, value: &str) {
    to.push_str(name);
    to.push(':');
    to.push_str(value);
    to.push(',');
}

/// What stands between quotation marks, if nothing in it is escaped.
fn plain(value: &str) -> Option<&str> {
    let inside = value.trim().strip_prefix('"')?.strip_suffix('"')?;
    memchr::memchr2(b'"', b'\\', inside.as_bytes()).is_none().then_some(inside)
}

impl PackShelf {
    /// The pack of a document, decoded unless it was before.
    fn pack(&self, stamp: PackStamp, folded: &str) -> Result<(Arc<Pack>, PackStamp), OpenProblem> {
        let known = {
            let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let is_same =
                |one: &&Shelved| *one.written.0 == *stamp.hash && *one.written.1 == *folded;
            kept.iter().find(is_same).cloned()
        };
        if let Some(known) = known {
            return Ok((known.pack, known.stamp));
        }
        let written = (Arc::clone(&stamp.hash), Arc::from(folded));
        let (pack, stamp) = resolve(PackStamp { text: Arc::clone(&written.1), ..stamp })?;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < SHELF {
            let (pack, stamp) = (Arc::clone(&pack), stamp.clone());
            kept.push(Shelved { written, pack, stamp });
        }
        Ok((pack, stamp))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::assess;

    const EXAMPLE: &str = include_str!("../../templates/examples/valmont.passerelle");

    #[test]
    fn what_is_read_gives_the_same_results() {
        let shelf = PackShelf::default();
        let lean = lean(EXAMPLE.as_bytes(), &shelf).unwrap();
        let full = read(EXAMPLE.as_bytes()).unwrap();
        assert_eq!(lean.diagnostic.answers, full.diagnostic.answers);
        assert_eq!(lean.diagnostic.tables, full.diagnostic.tables);
        assert_eq!(lean.diagnostic.territory, full.diagnostic.territory);
        assert!(lean.diagnostic.journal.is_empty() && lean.diagnostic.frozen.is_empty());
        let results = assess(&lean.pack, &lean.diagnostic);
        assert_eq!(results, assess(&full.pack, &full.diagnostic));
    }

    #[test]
    fn a_pack_is_decoded_once_and_told_apart_by_its_text() {
        let other = include_str!("../../tests/it/packs/minimal.ron");
        let pack = Pack::read(crate::questionnaire::PackSource::of(&[("minimal.ron", other)]));
        let stamp = super::super::stamp(&pack.unwrap());
        let shelf = PackShelf::default();
        let bare = PackStamp { text: "".into(), ..stamp.clone() };
        let (first, _) = shelf.pack(bare.clone(), &stamp.text).unwrap();
        let (again, _) = shelf.pack(bare.clone(), &stamp.text).unwrap();
        assert!(Arc::ptr_eq(&first, &again));
        // The same hash over another text is not taken at its word.
        let torn = &stamp.text[..stamp.text.len() / 2];
        assert!(matches!(shelf.pack(bare, torn), Err(OpenProblem::DamagedPack(_))));
    }

    #[test]
    fn what_is_damaged_is_told_as_when_it_is_opened() {
        let shelf = PackShelf::default();
        for text in [&EXAMPLE[..EXAMPLE.len() / 2], "", "(format: 99)", "(format: 1, answers: {)"] {
            let told = read_lean(text.as_bytes(), &shelf).unwrap_err();
            assert_eq!(told, read(text.as_bytes()).unwrap_err());
        }
        let broken = EXAMPLE.replacen("as_of: \"2026-06-30\"", "as_of: \"2026-06-31\"", 1);
        let told = read_lean(broken.as_bytes(), &shelf).unwrap_err();
        assert_eq!(told, read(broken.as_bytes()).unwrap_err());
    }
}
