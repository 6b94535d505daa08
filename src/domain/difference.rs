//! What differs between two states of a document, thing by thing.

use std::{collections::BTreeMap, fmt::Display, sync::Arc};

use super::{
    Action, ActionField, ActionId, Ambition, Answer, Coverage, Diagnostic, Evidence, Frozen, Plan,
    PlanField, PointChoice, PointId, QuestionId, Resolution, ResolutionField, Row, RowId, Table,
    TableId, Target,
};

/// One thing that is not the same in two states of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The thing.
    pub target: Target,
    /// Which side of it.
    pub aspect: Aspect,
    /// What it was, in the compact form of the journal; empty for nothing.
    pub from: String,
    /// What it is, likewise.
    pub to: String,
}

/// A side of a thing that may change alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// The thing itself: the value of an answer, a cell, a row.
    Value,
    /// The year of an answer.
    Year,
    /// Where an answer comes from.
    Source,
    /// How well it is proved.
    Evidence,
    /// Its printed remark.
    Comment,
    /// Its private remark.
    Note,
    /// Whether it is to be looked at again.
    Review,
    /// Why it is without object, its area, its role, what it includes.
    Other,
}

/// Everything that differs between two states of a document, in the order of the journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// The differences.
    pub all: Vec<Difference>,
    /// How many answers differ.
    pub answers: usize,
    /// How many rows of tables differ.
    pub rows: usize,
}

impl Differences {
    /// What became of the first state in the second.
    pub fn between(from: &Diagnostic, to: &Diagnostic) -> Self {
        let mut found = Self::default();
        found.profile(from, to);
        for (id, before, after) in both(&from.answers, &to.answers) {
            found.answer(id, before, after);
        }
        for (id, before, after) in both(&from.tables, &to.tables) {
            found.table(id, before, after);
        }
        for (id, before, after) in both(&from.ambitions, &to.ambitions) {
            found.note(Target::Ambition(id.clone()), Aspect::Value, level(before), level(after));
        }
        found.explorations(from, to);
        found.plan(&from.plan, &to.plan);
        for (row, before, after) in both(&from.decisions, &to.decisions) {
            found.decision(*row, before, after);
        }
        for (id, before, after) in both(&from.points, &to.points) {
            found.point(id, before, after);
        }
        found.frozen(from, to);
        found
    }

    /// Notes which frozen states were made, renamed or taken away.
    fn frozen(&mut self, from: &Diagnostic, to: &Diagnostic) {
        let by_id = |of: &Diagnostic| -> BTreeMap<_, _> {
            of.frozen.iter().map(|state| (state.id, Arc::clone(state))).collect()
        };
        let (old, new) = (by_id(from), by_id(to));
        for (id, before, after) in both(&old, &new) {
            let name = |state: Option<&Arc<Frozen>>| {
                state.map_or_else(String::new, |state| state.name.clone())
            };
            let found = self.all.len();
            self.note(Target::frozen(*id), Aspect::Value, name(before), name(after));
            if found == self.all.len() && before != after {
                self.other(Target::frozen(*id), Default::default());
            }
        }
    }

    fn point(&mut self, id: &PointId, before: Option<&PointChoice>, after: Option<&PointChoice>) {
        let words =
            |choice: Option<&PointChoice>| choice.map_or_else(String::new, PointChoice::summary);
        let target = Target::Point(id.clone());
        let found = self.all.len();
        self.note(target.clone(), Aspect::Value, words(before), words(after));
        if self.all.len() == found && before != after {
            self.other(target, Default::default());
        }
    }

    /// Whether nothing differs.
    pub const fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Notes a difference, if it is one.
    fn note(&mut self, target: Target, aspect: Aspect, from: impl Display, to: impl Display) {
        let (from, to) = (from.to_string(), to.to_string());
        if from != to {
            self.all.push(Difference { target, aspect, from, to });
        }
    }

    fn profile(&mut self, from: &Diagnostic, to: &Diagnostic) {
        let field = |name: &str| Target::Profile(name.to_owned());
        let before = self.all.len();
        let names = (&from.territory.name, &to.territory.name);
        self.note(field("territory"), Aspect::Value, names.0, names.1);
        if self.all.len() == before && from.territory != to.territory {
            let codes = (from.territory.code.clone(), to.territory.code.clone());
            self.other(field("territory"), codes);
        }
        self.note(field("as_of"), Aspect::Value, from.as_of, to.as_of);
        self.note(field("path"), Aspect::Value, from.path.code(), to.path.code());
        self.note(field("cover"), Aspect::Value, &from.cover, &to.cover);
    }

    fn explorations(&mut self, from: &Diagnostic, to: &Diagnostic) {
        if from.explorations != to.explorations {
            let target = Target::Profile("explorations".to_owned());
            let (before, after) = (from.explorations.len(), to.explorations.len());
            self.note(target.clone(), Aspect::Value, before, after);
            if before == after {
                self.other(target, Default::default());
            }
        }
    }

    fn answer(&mut self, id: &QuestionId, before: Option<&Answer>, after: Option<&Answer>) {
        let none = Answer::default();
        let (before, after) = (before.unwrap_or(&none), after.unwrap_or(&none));
        if before == after {
            return;
        }
        self.answers += 1;
        let target = || Target::Answer(id.clone());
        let found = self.all.len();
        let year = |answer: &Answer| answer.year.map_or_else(String::new, |y| y.to_string());
        let grade = |answer: &Answer| answer.evidence.map_or("", Evidence::code);
        let review = |answer: &Answer| if answer.review { "yes" } else { "" };
        self.note(target(), Aspect::Value, &before.state, &after.state);
        self.note(target(), Aspect::Year, year(before), year(after));
        self.note(target(), Aspect::Source, &before.source, &after.source);
        self.note(target(), Aspect::Evidence, grade(before), grade(after));
        self.note(target(), Aspect::Comment, &before.comment, &after.comment);
        self.note(target(), Aspect::Note, &before.note, &after.note);
        self.note(target(), Aspect::Review, review(before), review(after));
        if self.all.len() == found {
            self.other(target(), Default::default());
        }
    }

    /// Notes a difference that has no words of its own.
    fn other(&mut self, target: Target, (from, to): (String, String)) {
        self.all.push(Difference { target, aspect: Aspect::Other, from, to });
    }

    fn table(&mut self, id: &TableId, before: Option<&Arc<Table>>, after: Option<&Arc<Table>>) {
        if let (Some(before), Some(after)) = (before, after)
            && Arc::ptr_eq(before, after)
        {
            return;
        }
        let none = Arc::new(Table::default());
        let (before, after) = (before.unwrap_or(&none), after.unwrap_or(&none));
        let coverage = |table: &Table| table.coverage.map_or("", Coverage::code);
        self.note(Target::Coverage(id.clone()), Aspect::Value, coverage(before), coverage(after));
        if before.channel_coverage != after.channel_coverage {
            self.other(Target::Coverage(id.clone()), Default::default());
        }
        let (old, new) = (by_id(before), by_id(after));
        for (row, old, new) in both(&old, &new) {
            self.row(id, *row, (before, old.copied()), (after, new.copied()));
        }
    }

    fn row(
        &mut self,
        table: &TableId,
        id: RowId,
        (before, old): (&Table, Option<&Arc<Row>>),
        (after, new): (&Table, Option<&Arc<Row>>),
    ) {
        let found = self.all.len();
        match (old, new) {
            (Some(old), Some(new)) if Arc::ptr_eq(old, new) && before.columns == after.columns => {}
            (Some(old), Some(new)) => {
                let columns = before.columns.iter().chain(&after.columns);
                let mut seen = std::collections::BTreeSet::new();
                for column in columns.filter(|column| seen.insert(*column)) {
                    let cell = |table: &Table, row: &Row| {
                        table.column(column.as_str()).map(|at| row.cell(at).to_string())
                    };
                    let target = Target::Cell(table.clone(), id, column.clone());
                    let (from, to) = (cell(before, old), cell(after, new));
                    self.note(
                        target,
                        Aspect::Value,
                        from.unwrap_or_default(),
                        to.unwrap_or_default(),
                    );
                }
            }
            (old, new) => {
                let words = |row: Option<&Arc<Row>>| row.map_or_else(String::new, |r| r.summary());
                let target = Target::Row(table.clone(), id);
                let (from, to) = (words(old), words(new));
                self.all.push(Difference { target, aspect: Aspect::Value, from, to });
            }
        }
        self.rows += usize::from(found < self.all.len());
    }

    fn plan(&mut self, from: &Plan, to: &Plan) {
        let month = |month: Option<super::Month>| month.map_or_else(String::new, |m| m.to_string());
        for (field, before, after) in
            [(PlanField::From, from.from, to.from), (PlanField::Until, from.until, to.until)]
        {
            self.note(Target::Plan(field), Aspect::Value, month(before), month(after));
        }
        let by_id = |plan: &Plan| -> BTreeMap<ActionId, Action> {
            plan.actions.iter().map(|action| (action.id, action.clone())).collect()
        };
        let (old, new) = (by_id(from), by_id(to));
        for (id, before, after) in both(&old, &new) {
            self.action(*id, before, after);
        }
        let order = |plan: &Plan, other: &BTreeMap<ActionId, Action>| -> Vec<ActionId> {
            plan.actions.iter().map(|one| one.id).filter(|id| other.contains_key(id)).collect()
        };
        if order(from, &new) != order(to, &old) {
            self.other(Target::Plan(PlanField::Order), Default::default());
        }
        for (rule, before, after) in both(&from.dismissed, &to.dismissed) {
            let text = |reason: Option<&String>| reason.cloned().unwrap_or_default();
            let found = self.all.len();
            let target = Target::Dismissed(rule.clone());
            self.note(target.clone(), Aspect::Value, text(before), text(after));
            if before.is_some() != after.is_some() && self.all.len() == found {
                self.other(target, Default::default());
            }
        }
    }

    fn action(&mut self, id: ActionId, before: Option<&Action>, after: Option<&Action>) {
        let (Some(before), Some(after)) = (before, after) else {
            let words = |one: Option<&Action>| one.map_or_else(String::new, Action::summary);
            let (from, to) = (words(before), words(after));
            return self.all.push(Difference {
                target: Target::Action(id),
                aspect: Aspect::Value,
                from,
                to,
            });
        };
        let found = self.all.len();
        for field in ActionField::ALL {
            let target = Target::ActionField(id, field);
            self.note(target, Aspect::Value, before.told(field), after.told(field));
        }
        if before != after && self.all.len() == found {
            self.other(Target::Action(id), Default::default());
        }
    }

    fn decision(&mut self, row: RowId, before: Option<&Resolution>, after: Option<&Resolution>) {
        let told =
            |one: Option<&Resolution>, field| one.map_or_else(String::new, |r| r.told(field));
        for field in ResolutionField::ALL {
            let target = Target::Decision(row, field);
            self.note(target, Aspect::Value, told(before, field), told(after, field));
        }
    }
}

fn level(ambition: Option<&Ambition>) -> String {
    ambition.map_or_else(String::new, ToString::to_string)
}

fn by_id(table: &Table) -> BTreeMap<RowId, &Arc<Row>> {
    table.rows.iter().map(|row| (row.id, row)).collect()
}

/// The entries of two maps side by side, by key.
fn both<'a, K: Ord, V>(
    from: &'a BTreeMap<K, V>,
    to: &'a BTreeMap<K, V>,
) -> impl Iterator<Item = (&'a K, Option<&'a V>, Option<&'a V>)> {
    let new = to.iter().filter(|(key, _)| !from.contains_key(key));
    let mut all: Vec<_> = from
        .iter()
        .map(|(key, before)| (key, Some(before), to.get(key)))
        .chain(new.map(|(key, after)| (key, None, Some(after))))
        .collect();
    all.sort_by_key(|(key, ..)| *key);
    all.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Cell, Journal, PackStamp, Path, State, Territory, Value};

    fn blank() -> Diagnostic {
        Diagnostic {
            territory: Territory::default(),
            as_of: jiff::civil::date(2026, 11, 25),
            pack: PackStamp {
                id: "p".into(),
                version: String::new(),
                hash: "".into(),
                text: "".into(),
            },
            path: Path::Full,
            fictional: false,
            answers: BTreeMap::new(),
            tables: BTreeMap::new(),
            ambitions: BTreeMap::new(),
            plan: Plan::default(),
            decisions: BTreeMap::new(),
            explorations: Vec::new(),
            frozen: Vec::new(),
            cover: crate::domain::Cover::default(),
            points: BTreeMap::new(),
            journal: Journal::new(),
        }
    }

    fn table(rows: &[(RowId, &str)]) -> Arc<Table> {
        let mut table = Table { columns: vec!["country".into()], ..Table::default() };
        for (id, country) in rows {
            table.rows.push(Arc::new(Row { id: *id, cells: vec![Cell::text(country)] }));
        }
        Arc::new(table)
    }

    #[test]
    fn the_same_state_differs_in_nothing() {
        assert!(Differences::between(&blank(), &blank()).is_empty());
    }

    #[test]
    fn answers_rows_and_remarks_are_told_apart() {
        let (mut from, mut to) = (blank(), blank());
        let level = |level| State::Given(Value::Level(level));
        from.answers.insert("A".into(), Answer { state: level(1), ..Answer::default() });
        to.answers.insert("A".into(), Answer { state: level(2), ..Answer::default() });
        let remark = Answer { comment: "vu".into(), state: State::Unknown, ..Answer::default() };
        to.answers.insert("B".into(), remark);
        from.tables.insert("T".into(), table(&[(1, "MA"), (2, "SN"), (3, "VN")]));
        to.tables.insert("T".into(), table(&[(3, "VN"), (2, "ML"), (4, "DE")]));
        let found = Differences::between(&from, &to);
        let told: Vec<_> =
            found.all.iter().map(|d| format!("{:?} {} > {}", d.aspect, d.from, d.to)).collect();
        assert_eq!(
            told,
            [
                "Value 1 > 2",
                "Value  > ?",
                "Comment  > vu",
                "Value MA > ",
                "Value SN > ML",
                "Value  > DE"
            ]
        );
        assert_eq!((found.answers, found.rows), (2, 3));
    }
}
