//! Everything that is neither an answer nor a row, piece by piece, so that one rule merges it.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use crate::domain::{
    Action, ActionField, ActionId, Ambition, BlockId, Confidentiality, Cover, Coverage, Decision,
    Diagnostic, Frozen, FrozenId, Month, OptionId, Path, PointChoice, PointId, Resolution, RowId,
    RuleId, Status, TableId, Territory,
};

use super::{How, Merging, Said, Subject, Target, text};

/// A piece of a document that changes as a whole.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::domain) enum Atom {
    Territory(Box<Territory>),
    AsOf(Option<Date>),
    Path(Option<Path>),
    Cover(CoverField),
    Ambition(BlockId, Option<Ambition>),
    Coverage(TableId, Option<Coverage>),
    Channel(TableId, OptionId, Option<Coverage>),
    From(Option<Month>),
    Until(Option<Month>),
    Dismissed(RuleId, Option<String>),
    Action(ActionId, Option<Box<Action>>),
    Field(ActionId, Field),
    Choice(RowId, Option<Decision>),
    Vote(RowId, Option<Date>),
    Remark(RowId, String),
    Frozen(FrozenId, Option<Arc<Frozen>>),
    Point(PointId, Option<PointChoice>),
}

/// One field of a cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::domain) enum CoverField {
    Title(String),
    Issuer(String),
    Date(Option<Date>),
    Version(String),
    Status(Option<Status>),
    Confidentiality(Option<Confidentiality>),
}

/// One field of an action, in an action that has it.
#[derive(Clone, Debug)]
pub(in crate::domain) struct Field {
    pub(super) field: ActionField,
    pub(super) donor: Box<Action>,
}

/// Fields are the same if they say the same.
impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.field == other.field && self.donor.told(self.field) == other.donor.told(self.field)
    }
}

impl Atom {
    /// How it reads, in the compact form of the journal.
    pub(super) fn told(&self) -> String {
        fn text<T: ToString>(one: Option<&T>) -> String {
            one.map_or_else(String::new, ToString::to_string)
        }
        match self {
            Self::Territory(one) if one.code.is_empty() => one.name.clone(),
            Self::Territory(one) => format!("{} ({})", one.name, one.code),
            Self::AsOf(day) | Self::Vote(_, day) | Self::Cover(CoverField::Date(day)) => {
                text(day.as_ref())
            }
            Self::Path(path) => path.map_or("", Path::code).to_owned(),
            Self::Cover(
                CoverField::Title(said) | CoverField::Issuer(said) | CoverField::Version(said),
            )
            | Self::Remark(_, said) => said.clone(),
            Self::Cover(CoverField::Status(one)) => one.map_or("", Status::code).to_owned(),
            Self::Cover(CoverField::Confidentiality(one)) => {
                one.map_or("", Confidentiality::code).to_owned()
            }
            Self::Ambition(_, one) => text(one.as_ref()),
            Self::Coverage(_, one) | Self::Channel(_, _, one) => {
                one.map_or("", Coverage::code).to_owned()
            }
            Self::From(month) | Self::Until(month) => text(month.as_ref()),
            Self::Dismissed(_, reason) => reason.clone().unwrap_or_default(),
            Self::Action(_, one) => one.as_ref().map_or_else(String::new, |one| one.summary()),
            Self::Field(_, one) => one.donor.told(one.field),
            Self::Choice(_, one) => one.map_or("", Decision::code).to_owned(),
            Self::Frozen(_, one) => one.as_ref().map_or_else(String::new, |one| one.name.clone()),
            Self::Point(_, one) => one.as_ref().map_or_else(String::new, PointChoice::summary),
        }
    }

    /// Whether nothing was said.
    fn is_blank(&self) -> bool {
        match self {
            Self::Territory(one) => **one == Territory::default(),
            Self::Dismissed(_, one) => one.is_none(),
            Self::Action(_, one) => one.is_none(),
            Self::Frozen(_, one) => one.is_none(),
            Self::Point(_, one) => one.is_none(),
            Self::Field(_, one) => one.donor.told(one.field) == Action::default().told(one.field),
            _ => self.told().is_empty(),
        }
    }

    /// Two remarks as one, if this is a remark.
    fn joined(
        &self,
        base: &str,
        our_name: &str,
        (theirs, their_name): (&Self, &str),
    ) -> Option<Self> {
        let both = || text::joined(base, (&self.told(), our_name), (&theirs.told(), their_name));
        match self {
            Self::Remark(row, _) => Some(Self::Remark(*row, both())),
            Self::Field(id, one) if one.field == ActionField::Comment => {
                let donor = Action { comment: both(), ..(*one.donor).clone() };
                Some(Self::Field(*id, Field { field: one.field, donor: Box::new(donor) }))
            }
            _ => None,
        }
    }

    /// Gives the action it is about another number.
    pub(super) fn number_action(&mut self, map: &BTreeMap<u32, u32>) {
        let (Self::Action(id, _) | Self::Field(id, _)) = self else { return };
        if let Some(to) = map.get(id) {
            *id = *to;
        }
        if let Self::Action(id, Some(action)) = self {
            action.id = *id;
        }
    }

    /// Puts it into a document.
    pub(super) fn set(self, of: &mut Diagnostic) {
        match self {
            Self::Territory(one) => of.territory = *one,
            Self::AsOf(day) => of.as_of = day.unwrap_or(of.as_of),
            Self::Path(path) => of.path = path.unwrap_or(of.path),
            Self::Cover(field) => field.set(&mut of.cover),
            Self::Ambition(id, one) => put(&mut of.ambitions, id, one),
            Self::Coverage(id, one) => {
                Arc::make_mut(of.tables.entry(id).or_default()).coverage = one;
            }
            Self::Channel(id, channel, one) => {
                let table = Arc::make_mut(of.tables.entry(id).or_default());
                put(&mut table.channel_coverage, channel, one);
            }
            Self::From(month) => of.plan.from = month,
            Self::Until(month) => of.plan.until = month,
            Self::Dismissed(id, one) => put(&mut of.plan.dismissed, id, one),
            Self::Action(id, one) => {
                let place = of.plan.actions.iter().position(|action| action.id == id);
                match (place, one) {
                    (Some(at), None) => drop(of.plan.actions.remove(at)),
                    (None, Some(action)) => of.plan.actions.push(*action),
                    _ => {}
                }
            }
            Self::Field(id, one) => {
                if let Some(action) = of.plan.actions.iter_mut().find(|action| action.id == id) {
                    set_field(action, one);
                }
            }
            Self::Choice(row, choice) => resolution(of, row, |one| one.choice = choice),
            Self::Vote(row, vote) => resolution(of, row, |one| one.vote = vote),
            Self::Remark(row, comment) => resolution(of, row, |one| one.comment = comment),
            Self::Point(id, one) => put(&mut of.points, id, one),
            Self::Frozen(id, one) => {
                of.frozen.retain(|state| state.id != id);
                of.frozen.extend(one);
                of.frozen.sort_by_key(|state| state.id);
            }
        }
    }
}

impl CoverField {
    /// Every field of a cover.
    pub(super) fn all(cover: &Cover) -> [Self; 6] {
        [
            Self::Title(cover.title.clone()),
            Self::Issuer(cover.issuer.clone()),
            Self::Date(cover.date),
            Self::Version(cover.version.clone()),
            Self::Status(cover.status),
            Self::Confidentiality(cover.confidentiality),
        ]
    }

    fn set(self, cover: &mut Cover) {
        match self {
            Self::Title(one) => cover.title = one,
            Self::Issuer(one) => cover.issuer = one,
            Self::Date(one) => cover.date = one,
            Self::Version(one) => cover.version = one,
            Self::Status(one) => cover.status = one,
            Self::Confidentiality(one) => cover.confidentiality = one,
        }
    }
}

fn put<K: Ord, V>(map: &mut BTreeMap<K, V>, key: K, value: Option<V>) {
    match value {
        Some(value) => drop(map.insert(key, value)),
        None => drop(map.remove(&key)),
    }
}

fn resolution(of: &mut Diagnostic, row: RowId, change: impl FnOnce(&mut Resolution)) {
    let mut one = of.decisions.remove(&row).unwrap_or_default();
    change(&mut one);
    if !one.is_blank() {
        of.decisions.insert(row, one);
    }
}

fn set_field(action: &mut Action, Field { field, donor }: Field) {
    let from = *donor;
    match field {
        ActionField::Title => action.title = from.title,
        ActionField::Owner => action.owner = from.owner,
        ActionField::Start => action.start = from.start,
        ActionField::End => action.end = from.end,
        ActionField::Cost => action.cost = from.cost,
        ActionField::Funding => action.funding = from.funding,
        ActionField::Stage => action.stage = from.stage,
        ActionField::Indicator => action.indicator = from.indicator,
        ActionField::Baseline => action.baseline = from.baseline,
        ActionField::Target => action.target = from.target,
        ActionField::Comment => action.comment = from.comment,
    }
}

impl Merging<'_> {
    /// Merges one piece of the documents.
    pub(super) fn atom(&mut self, target: Target, base: Option<&Atom>, ours: Atom, theirs: Atom) {
        if ours == theirs {
            return;
        }
        let (from, to) = (ours.told(), theirs.told());
        match super::changed(base, &ours, &theirs, Atom::is_blank) {
            Some(one) if *one == ours => {}
            Some(_) => {
                let how = match (ours.is_blank(), theirs.is_blank()) {
                    (true, _) => How::New,
                    (false, true) => How::Removed,
                    (false, false) => How::Changed,
                };
                theirs.set(&mut self.merged.document);
                self.take(target, how, from, to);
            }
            None => {
                let names = [0, 1].map(|side: usize| {
                    let who = self.who.get(side).map(|last| last.who(&target)).unwrap_or_default();
                    (self.guide.attribution)(who.role.as_ref(), who.day)
                });
                let [our_name, their_name] = &names;
                let before = base.map_or_else(String::new, Atom::told);
                if let Some(both) = ours.joined(&before, our_name, (&theirs, their_name)) {
                    let to = both.told();
                    both.set(&mut self.merged.document);
                    return self.take(target, How::Joined, from, to);
                }
                let ours = Said { text: from, atom: Box::new(ours) };
                let theirs = Said { text: to, atom: Box::new(theirs) };
                self.conflict(Subject::Other { target, ours, theirs });
            }
        }
    }
}
