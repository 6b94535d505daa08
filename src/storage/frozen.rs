//! Frozen states: folded into the document when they are made, unfolded only when they are read.
//!
//! A state is kept as the text of a file without its pack, journal and other frozen states: the
//! pack stands once in the document, and what was frozen stays what it was, to the byte.

use std::sync::Arc;

use jiff::civil::Date;

use crate::domain::{Diagnostic, Frozen, PackStamp};

use super::{
    Access, Extras, OpenError, OpenProblem, Opened, SIZE_LIMIT,
    fold::{fold, hash, unfold},
    migrate::{format_of, read_format},
    pack::resolve,
    write,
};

/// Freezes what a document says today under a name; `extras` are frozen with it.
pub fn freeze(diagnostic: &Diagnostic, extras: &Extras, name: &str, day: Date) -> Frozen {
    let bare = Diagnostic {
        pack: PackStamp {
            id: diagnostic.pack.id.clone(),
            version: String::new(),
            hash: "".into(),
            text: "".into(),
        },
        journal: std::collections::BTreeMap::new(),
        frozen: Vec::new(),
        ..diagnostic.clone()
    };
    let text = write(&bare, &extras.of_content());
    Frozen {
        id: diagnostic.next_frozen_id(),
        name: name.trim().to_owned(),
        day,
        as_of: diagnostic.as_of,
        pack: diagnostic.pack.clone(),
        hash: hash(&text).into(),
        content: fold(&text).into(),
    }
}

/// The document as it was when it was frozen, with its pack; the rest of the document does not
/// depend on whether this can be read.
pub fn thaw(frozen: &Frozen) -> Result<Opened, OpenError> {
    read(frozen).map_err(|problem| OpenError { path: None, problem })
}

fn read(frozen: &Frozen) -> Result<Opened, OpenProblem> {
    let damaged = || OpenProblem::DamagedFrozen(frozen.name.clone());
    let text = unfold(&frozen.content, SIZE_LIMIT).ok_or_else(damaged)?;
    if *hash(&text) != *frozen.hash {
        return Err(damaged());
    }
    let format = format_of(&text).ok_or_else(damaged)?;
    let (mut diagnostic, extras) = read_format(format, &text).map_err(|_fault| damaged())?;
    let (pack, stamp) = resolve(frozen.pack.clone())?;
    diagnostic.pack = stamp;
    Ok(Opened { diagnostic, pack, extras, access: Access::ReadWrite, stamp: None, password: None })
}

/// Gives frozen states the pack that the file names without repeating its text: that of the
/// document, as it was written and as it was resolved, or that of another frozen state.
pub(super) fn complete(diagnostic: &mut Diagnostic, written: &PackStamp) {
    let own = diagnostic.pack.clone();
    let mut known = vec![own.clone()];
    for state in &mut diagnostic.frozen {
        if state.pack == *written || (state.pack.text.is_empty() && state.pack.hash == own.hash) {
            Arc::make_mut(state).pack = own.clone();
        } else if state.pack.text.is_empty() {
            let text = known.iter().find(|pack| pack.hash == state.pack.hash);
            if let Some(text) = text.map(|pack| Arc::clone(&pack.text)) {
                Arc::make_mut(state).pack.text = text;
            }
        } else {
            known.push(state.pack.clone());
        }
    }
}
