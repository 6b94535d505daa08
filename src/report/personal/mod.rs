//! What in a document looks like data about a person: found before it is exported, told with its
//! place, never removed by the program.
//!
//! The official wrote a phone number in a comment to call back; the brief goes to a public meeting.
//! They need to be told once, at the right place, and not be bothered by figures and codes.

mod scan;

use crate::{
    domain::{Cell, Diagnostic, Owner, State},
    language::Lang,
};

pub use scan::{Trace, scan};

use super::{brief::Spot, preflight::Weight};

/// Something in a document that looks like data about a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Personal {
    /// Where it stands.
    pub place: Spot,
    /// What it looks like, each kind once.
    pub traces: Vec<Trace>,
    /// Whether all of it is in private notes, which no export contains.
    pub private: bool,
}

/// Everything that looks like data about a person, in the order of the document.
pub fn personal(diagnostic: &Diagnostic) -> Vec<Personal> {
    let mut all = Vec::new();
    for (id, answer) in &diagnostic.answers {
        let reason = match &answer.state {
            State::NotApplicable { reason } => reason.as_str(),
            _ => "",
        };
        let place = || Spot::Question(id.clone());
        add(&mut all, place(), false, [&*answer.source, &answer.comment, reason].into_iter());
        add(&mut all, place(), true, std::iter::once(&*answer.note));
    }
    for (id, table) in &diagnostic.tables {
        let cells = table.rows.iter().flat_map(|row| row.cells.iter());
        add(&mut all, Spot::Table(id.clone()), false, cells.flat_map(texts));
    }
    let actions = diagnostic.plan.actions.iter().flat_map(|action| {
        let owner = match &action.owner {
            Some(Owner::Function(function)) => function.as_str(),
            _ => "",
        };
        [
            action.title.as_str(),
            owner,
            &action.indicator,
            &action.baseline,
            &action.target,
            &action.comment,
        ]
    });
    let dismissed = diagnostic.plan.dismissed.values().map(String::as_str);
    add(&mut all, Spot::Plan, false, actions.chain(dismissed));
    let decisions = diagnostic.decisions.values().map(|decision| decision.comment.as_str());
    add(&mut all, Spot::Decisions, false, decisions);
    let cover = &diagnostic.cover;
    let cover = [cover.title.as_str(), &cover.issuer, &cover.version];
    add(&mut all, Spot::Cover, false, cover.into_iter());
    all
}

impl Personal {
    /// How much it weighs: what will be printed and is sure is an alert.
    pub fn weight(&self) -> Weight {
        let alert = !self.private && self.traces.iter().any(|trace| trace.is_sure());
        if alert { Weight::Alert } else { Weight::Remark }
    }

    /// What it is and what to do, as sentences.
    pub fn sentence(&self, lang: Lang) -> String {
        let labels = self.traces.iter().map(|trace| trace.label(lang).to_owned());
        let what = labels.reduce(|all, next| lang.personal_and(all, next)).unwrap_or_default();
        if self.private { lang.personal_found_private(what) } else { lang.personal_found(what) }
    }
}

/// The texts of a cell.
fn texts(cell: &Cell) -> impl Iterator<Item = &str> {
    let (one, several) = match cell {
        Cell::Text(text) => (Some(&**text), &[][..]),
        Cell::List(all) => (None, all.as_slice()),
        _ => (None, &[][..]),
    };
    one.into_iter().chain(several.iter().map(|text| &**text))
}

fn add<'a>(
    all: &mut Vec<Personal>,
    place: Spot,
    private: bool,
    texts: impl Iterator<Item = &'a str>,
) {
    let mut traces: Vec<Trace> = texts.flat_map(scan).collect();
    traces.sort_unstable();
    traces.dedup();
    if !traces.is_empty() {
        all.push(Personal { place, traces, private });
    }
}
