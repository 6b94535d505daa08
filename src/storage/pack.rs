//! The pack within a document: stamped when the document is made, decoded only if unknown.

use std::sync::{Arc, OnceLock};

use crate::{
    domain::PackStamp,
    questionnaire::{Pack, PackSource},
};

use super::{
    OpenProblem,
    fold::{fold, hash, unfold},
};

/// The most that an embedded pack may unfold to, so that a small file cannot fill the memory.
const UNFOLDED_LIMIT: u64 = 16 * 1024 * 1024;

/// The stamp of a pack: its id, version, hash, and its whole text folded small.
pub fn stamp(pack: &Pack) -> PackStamp {
    match Pack::standard() {
        Some(standard) if std::ptr::eq(&raw const **standard, pack) => standard_stamp(standard),
        _ => new_stamp(pack),
    }
}

/// The pack that a document was made with, and its stamp made whole.
///
/// A stamp with neither hash nor text, as in a file written by hand, means the pack of that id
/// that comes with the program.
pub(super) fn resolve(stamp: PackStamp) -> Result<(Arc<Pack>, PackStamp), OpenProblem> {
    let standard = Pack::standard();
    if let Some(standard) = standard {
        let by_name = stamp.hash.is_empty() && stamp.text.is_empty() && stamp.id == standard.id;
        if *stamp.hash == *standard_hash(standard) || by_name {
            // What a document carries already is not folded again: that takes longer than all else.
            let (id, version) = (standard.id.clone(), standard.version.clone());
            let stamp = if stamp.text.is_empty() {
                standard_stamp(standard)
            } else {
                PackStamp { id, version, ..stamp }
            };
            return Ok((Arc::clone(standard), stamp));
        }
    }
    if stamp.text.is_empty() {
        return Err(OpenProblem::UnknownPack(stamp.id, stamp.version));
    }
    let damaged = || OpenProblem::DamagedPack(stamp.id.clone());
    let text = unfold(&stamp.text, UNFOLDED_LIMIT).ok_or_else(damaged)?;
    if !stamp.hash.is_empty() && *hash(&text) != *stamp.hash {
        return Err(damaged());
    }
    let source = PackSource::split(&text).ok().ok_or_else(damaged)?;
    match Pack::read(source) {
        Ok(pack) => Ok((Arc::new(pack), PackStamp { hash: hash(&text).into(), ..stamp })),
        Err(problems) => {
            Err(OpenProblem::RefusedPack(stamp.id, problems.into_iter().next().map(Box::new)))
        }
    }
}

fn standard_stamp(standard: &Pack) -> PackStamp {
    static STAMP: OnceLock<PackStamp> = OnceLock::new();
    STAMP.get_or_init(|| new_stamp(standard)).clone()
}

fn standard_hash(standard: &Pack) -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| hash(&standard.source().joined()))
}

fn new_stamp(pack: &Pack) -> PackStamp {
    let text = pack.source().joined();
    PackStamp {
        id: pack.id.clone(),
        version: pack.version.clone(),
        hash: hash(&text).into(),
        text: fold(&text).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINIMAL: &str = include_str!("../../tests/it/packs/minimal.ron");

    fn minimal() -> Pack {
        Pack::read(PackSource::of(&[("minimal.ron", MINIMAL)])).unwrap()
    }

    #[test]
    fn a_pack_that_the_program_lacks_comes_with_the_document() {
        let stamp = stamp(&minimal());
        assert_eq!(stamp.hash.len(), 64);
        let (pack, again) = resolve(stamp.clone()).unwrap();
        assert_eq!(pack.id, "test.minimal");
        assert_eq!(again, stamp);
        assert_eq!(pack.source(), minimal().source());
    }

    #[test]
    fn the_standard_pack_is_never_unfolded() {
        let standard = Pack::standard().unwrap();
        let own = stamp(standard);
        let stamp = PackStamp { text: "not even Base64".into(), ..own };
        assert!(Arc::ptr_eq(&resolve(stamp).unwrap().0, standard));
    }

    #[test]
    fn what_does_not_match_its_hash_is_refused() {
        let good = stamp(&minimal());
        let refused = |stamp| resolve(stamp).unwrap_err();
        let other = PackStamp { hash: "00".into(), ..good.clone() };
        assert!(matches!(refused(other), OpenProblem::DamagedPack(_)));
        let torn = PackStamp { text: good.text[..good.text.len() / 2].into(), ..good.clone() };
        assert!(matches!(refused(torn), OpenProblem::DamagedPack(_)));
        let bare = PackStamp { text: "".into(), ..good };
        assert!(matches!(refused(bare), OpenProblem::UnknownPack(..)));
    }

    #[test]
    fn a_stamp_by_name_alone_means_our_own_pack() {
        let standard = Pack::standard().unwrap();
        let own = stamp(standard);
        let bare = PackStamp { hash: "".into(), text: "".into(), ..own.clone() };
        assert_eq!(resolve(bare).unwrap().1, own);
    }
}
