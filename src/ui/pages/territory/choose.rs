//! The field in which a territory is looked for: the same on the first page and on the territory's.

use egui::Ui;

use crate::{
    domain::{AuthorityKind, Named},
    reference::{self, Profile, TerritoryHit},
    ui::widgets::{self, Field, Picked},
};

/// What came of the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A territory that the tables know.
    Known(Box<Profile>),
    /// A name that they do not know.
    Other(String),
}

/// Suggestions shown at once.
const SHOWN: usize = 8;

/// A field that finds communes, EPCI and EPT; `shown` is what stands in it before one types.
pub fn territory(ui: &mut Ui, field: Field<'_>, shown: &str) -> Option<Choice> {
    let suggest = |text: &str| labelled(reference::search_territories(text, SHOWN));
    match widgets::picker(ui, field, "", shown, suggest)? {
        Picked::Suggestion(code) => {
            reference::territory(&code).map(|profile| Choice::Known(Box::new(profile)))
        }
        Picked::Text(text) => (text != shown).then_some(Choice::Other(text)),
    }
}

/// A field that finds intercommunal authorities of the kinds wanted; other names are kept.
pub(super) fn group(
    ui: &mut Ui,
    field: Field<'_>,
    shown: &str,
    wanted: fn(AuthorityKind) -> bool,
) -> Option<Named> {
    // Communes that bear the name come first in the search: more are asked for than are shown.
    const ASKED: usize = 60;
    let suggest = |text: &str| {
        let hits = reference::search_territories(text, ASKED).into_iter();
        labelled(hits.filter(|hit| wanted(hit.kind)).take(SHOWN).collect())
    };
    let named = |code: &str| {
        let found = reference::territory(code)?.territory;
        Some(Named { code: found.code, name: found.name })
    };
    match widgets::picker(ui, field, "", shown, suggest)? {
        Picked::Suggestion(code) => named(&code),
        Picked::Text(text) => other(text, shown),
    }
}

/// A field that finds one of a few named places; other names are kept.
pub(super) fn named(
    ui: &mut Ui,
    field: Field<'_>,
    shown: &str,
    all: impl Fn() -> Vec<Named>,
) -> Option<Named> {
    let suggest = |text: &str| {
        let wanted = reference::fold(text);
        let begins = |named: &Named| {
            let name = reference::fold(&named.name);
            name.split(' ').any(|word| word.starts_with(&wanted))
                || name.starts_with(&wanted)
                || named.code.eq_ignore_ascii_case(text.trim())
        };
        let found = all().into_iter().filter(|named| !wanted.is_empty() && begins(named));
        found.take(SHOWN).map(|named| (named.clone(), with_code(&named))).collect()
    };
    match widgets::picker(ui, field, "", shown, suggest)? {
        Picked::Suggestion(named) => Some(named),
        Picked::Text(text) => other(text, shown),
    }
}

fn with_code(named: &Named) -> String {
    format!("{} ({})", named.name, named.code)
}

fn other(text: String, shown: &str) -> Option<Named> {
    (text != shown).then_some(Named { code: String::new(), name: text })
}

fn labelled(hits: Vec<TerritoryHit>) -> Vec<(String, String)> {
    hits.into_iter().map(|hit| (hit.code.to_owned(), hit.label)).collect()
}
