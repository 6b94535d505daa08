//! Fields of a file that this version does not know: kept word for word, and written back.

use std::collections::BTreeMap;

use crate::domain::{
    ActionId, BlockId, ChangeKey, FrozenId, FundingId, PointId, QuestionId, RowId, RuleId, TableId,
    Voice,
};

/// What a file holds beyond what this version knows, to be handed back when it is saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extras(BTreeMap<Place, Unknown>);

/// Unknown fields of one record, as RON text by name.
pub(super) type Unknown = BTreeMap<String, String>;

/// Which record of a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Document,
    Pack,
    Territory,
    /// A code and name within the territory, by its field.
    Named(&'static str),
    Answer(QuestionId),
    /// What one of several respondents said, by role and state.
    Voice(QuestionId, String),
    Table(TableId),
    Ambition(BlockId),
    /// An exploration, by its compact form.
    Exploration(String),
    Plan,
    Action(ActionId),
    /// A line of funding of an action.
    Funding(ActionId, FundingId),
    Dismissed(RuleId),
    Decision(RowId),
    Cover,
    Point(PointId),
    Change(ChangeKey),
    Frozen(FrozenId),
    FrozenPack(FrozenId),
}

impl Place {
    /// What one of several respondents said to a question.
    pub(super) fn voice(id: &QuestionId, voice: &Voice) -> Self {
        let role = voice.role.as_ref().map_or("", |role| role.as_str());
        Self::Voice(id.clone(), format!("{role} {}", voice.state))
    }
}

impl Extras {
    /// Whether the file held nothing unknown.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the plan held something unknown, which would be lost with it.
    pub(super) fn of_plan(&self) -> bool {
        self.0.contains_key(&Place::Plan)
    }

    /// Whether a table held something unknown, which would be lost with it.
    pub fn of_table(&self, id: &TableId) -> bool {
        self.0.contains_key(&Place::Table(id.clone()))
    }

    /// What belongs to the content alone: nothing of the pack, the journal or frozen states.
    pub(super) fn of_content(&self) -> Self {
        let other = |place: &Place| {
            matches!(
                place,
                Place::Pack | Place::Change(_) | Place::Frozen(_) | Place::FrozenPack(_)
            )
        };
        let kept = self.0.iter().filter(|(place, _)| !other(place));
        Self(kept.map(|(place, fields)| (place.clone(), fields.clone())).collect())
    }

    pub(super) fn keep(&mut self, place: Place, unknown: Unknown) {
        if !unknown.is_empty() {
            self.0.insert(place, unknown);
        }
    }

    /// The unknown fields of a record, by name.
    pub(super) fn at(&self, place: &Place) -> impl Iterator<Item = (&str, &str)> {
        self.0.get(place).into_iter().flatten().map(|(name, ron)| (name.as_str(), ron.as_str()))
    }
}
