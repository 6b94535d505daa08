//! Journals of two sides: every entry of both, and who changed what last.

use std::collections::BTreeMap;

use crate::domain::{Change, ChangeKey, Diagnostic, Journal, Target};

use super::{Merging, Who};

/// Who changed each thing last.
pub(super) struct Last(BTreeMap<Target, Who>);

impl Last {
    pub(super) fn of(diagnostic: &Diagnostic) -> Self {
        let mut last = BTreeMap::new();
        // Oldest first: what comes later takes the place of what came before.
        for (key, change) in &diagnostic.journal {
            let who = Who { role: change.role.clone(), day: Some(key.day) };
            match &key.target {
                Target::Cell(table, row, _) => {
                    last.insert(Target::Row(table.clone(), *row), who.clone());
                }
                Target::ActionField(action, _) => {
                    last.insert(Target::Action(*action), who.clone());
                }
                _ => {}
            }
            last.insert(key.target.clone(), who);
        }
        Self(last)
    }

    pub(super) fn who(&self, target: &Target) -> Who {
        let whole = match target {
            Target::Cell(table, row, _) => Some(Target::Row(table.clone(), *row)),
            Target::ActionField(action, _) => Some(Target::Action(*action)),
            _ => None,
        };
        let found = self.0.get(target).or_else(|| self.0.get(&whole?));
        found.cloned().unwrap_or_default()
    }
}

impl Merging<'_> {
    /// Every entry of both journals; of two about one thing on one day, the one that goes further
    /// than what both began from, or both values.
    pub(super) fn journal(&mut self) {
        let none = Journal::new();
        let base = self.base.map_or(&none, |base| &base.journal);
        let mut all = self.ours.journal.clone();
        for (key, theirs) in &self.theirs.journal {
            let change = match (all.get(key), base.get(key)) {
                (None, _) => theirs.clone(),
                (Some(ours), _) if ours == theirs => continue,
                (Some(_), Some(before)) if before == theirs => continue,
                (Some(ours), Some(before)) if before == ours => theirs.clone(),
                (Some(ours), _) => both(ours, theirs),
            };
            all.insert(key.clone(), change);
        }
        self.merged.document.journal = all;
    }
}

fn both(ours: &Change, theirs: &Change) -> Change {
    let role = if ours.role == theirs.role { ours.role.clone() } else { None };
    Change { from: listed(&ours.from, &theirs.from), to: listed(&ours.to, &theirs.to), role }
}

/// What stands between two values of one thing on one day.
const OR: &str = " / ";

fn listed(ours: &str, theirs: &str) -> String {
    let each = ours.split(OR).chain(theirs.split(OR));
    let all: std::collections::BTreeSet<&str> = each.collect();
    all.into_iter().collect::<Vec<_>>().join(OR)
}

/// The journal with every target replaced.
pub(super) fn renamed(journal: &Journal, rename: impl Fn(Target) -> Target) -> Journal {
    let mut renamed = Journal::new();
    for (key, change) in journal {
        let key = ChangeKey { day: key.day, target: rename(key.target.clone()) };
        let change = match renamed.get(&key) {
            Some(other) => both(other, change),
            None => change.clone(),
        };
        renamed.insert(key, change);
    }
    renamed
}
