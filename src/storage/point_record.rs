//! What was chosen of speaking points, as files of format 1 are read and written.

use std::collections::BTreeMap;

use crate::domain::{PointChoice, PointId};

use super::{
    Extras,
    extras::Place,
    record::{Coded, Word, record},
    write::{Fields, Writer, quoted},
};

record! {
    /// What was chosen of one point.
    PointRecord {
        choice: Option<Word<Chosen>>,
        text: String,
        basis: String,
    }
}

/// The word of a choice.
#[derive(Clone, Copy, Debug)]
pub(super) enum Chosen {
    Kept,
    Reworded,
    Dropped,
}

impl Coded for Chosen {
    fn read(word: &str) -> Option<Self> {
        Some(match word {
            "kept" => Self::Kept,
            "reworded" => Self::Reworded,
            "dropped" => Self::Dropped,
            _ => return None,
        })
    }
}

impl PointRecord {
    /// The choice; one that says nothing keeps the point.
    pub(super) fn into_domain(self, id: PointId, extras: &mut Extras) -> (PointId, PointChoice) {
        extras.keep(Place::Point(id.clone()), self.unknown);
        let choice = match self.choice {
            Some(Word(Chosen::Reworded)) => {
                PointChoice::Reworded { text: self.text, basis: self.basis }
            }
            Some(Word(Chosen::Dropped)) => PointChoice::Dropped,
            Some(Word(Chosen::Kept)) | None => PointChoice::Kept,
        };
        (id, choice)
    }
}

impl Writer<'_> {
    pub(super) fn points(&mut self, points: &BTreeMap<PointId, PointChoice>) {
        let all = points.iter().map(|(id, choice)| (id.as_str(), choice));
        self.map("points", all, |file, id, choice| {
            let mut fields = Fields::default();
            fields.add("choice", &quoted(choice.code()));
            if let PointChoice::Reworded { text, basis } = choice {
                fields.text("text", text);
                fields.text("basis", basis);
            }
            file.record(2, &quoted(id), fields, &Place::Point(id.into()));
        });
    }
}
