//! Format 1, as files of it are read. Never changed once released: a later format gets its own file.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;
use serde::Deserialize;

use crate::domain::{
    ActionField, ActionId, Ambition, Answer, AuthorityKind, BlockId, Cell, Change, ChangeKey,
    ColumnId, Confidentiality, Cover, Coverage, Diagnostic, Evidence, Exploration, Frozen,
    FrozenId, Named, OptionId, PackId, PackStamp, PartId, Path, Perimeter, PlanField, PointId,
    QuestionId, ResolutionField, RoleId, Row, RowId, RuleId, State, Status, Table, TableId, Target,
    Territory, Value, Voice, Weight, Year,
};

use super::{
    cell::CellRecord,
    extras::{Extras, Place},
    plan_record::{PlanRecord, ResolutionRecord},
    point_record::PointRecord,
    record::{Entries, Word, record},
};

record! {
    /// A whole file.
    Document {
        format: u32,
        pack: Pack,
        territory: TerritoryRecord,
        as_of: Option<Word<Date>>,
        path: Option<Word<Path>>,
        fictional: bool,
        answers: Entries<QuestionId, AnswerRecord>,
        tables: Entries<TableId, TableRecord>,
        ambitions: Entries<BlockId, AmbitionRecord>,
        plan: PlanRecord,
        decisions: Entries<RowId, ResolutionRecord>,
        explorations: Vec<ExplorationRecord>,
        snapshots: Entries<FrozenId, FrozenRecord>,
        cover: CoverRecord,
        points: Entries<PointId, PointRecord>,
        journal: Vec<ChangeRecord>,
    }
}

record! {
    /// The pack's stamp.
    Pack {
        id: String,
        version: String,
        sha256: String,
        text: String,
    }
}

record! {
    /// The territory.
    TerritoryRecord {
        name: String,
        code: String,
        kind: Option<Word<AuthorityKind>>,
        epci: Option<NamedRecord>,
        ept: Option<NamedRecord>,
        departement: Option<NamedRecord>,
        region: Option<NamedRecord>,
    }
}

record! {
    /// A code and a name.
    NamedRecord {
        code: String,
        name: String,
    }
}

record! {
    /// An answer.
    AnswerRecord {
        state: Option<StateRecord>,
        year: Option<Year>,
        perimeter: Option<Word<Perimeter>>,
        source: String,
        evidence: Option<Word<Evidence>>,
        role: Option<RoleId>,
        comment: String,
        note: String,
        review: bool,
        includes: Vec<OptionId>,
        voices: Vec<VoiceRecord>,
        decided: bool,
    }
}

record! {
    /// What one of several respondents said.
    VoiceRecord {
        state: Option<StateRecord>,
        role: Option<RoleId>,
        day: Option<Word<Date>>,
        year: Option<Year>,
        perimeter: Option<Word<Perimeter>>,
        source: String,
        evidence: Option<Word<Evidence>>,
    }
}

record! {
    /// A table.
    TableRecord {
        coverage: Option<Word<Coverage>>,
        channels: Entries<OptionId, Word<Coverage>>,
        columns: Vec<ColumnId>,
        rows: Entries<RowId, Vec<CellRecord>>,
    }
}

record! {
    /// The level wanted for a component.
    AmbitionRecord {
        level: u8,
        year: Option<Year>,
    }
}

record! {
    /// Other weights that were tried.
    ExplorationRecord {
        day: Option<Word<Date>>,
        profile: String,
        weights: Entries<BlockId, Weight>,
        role: Option<RoleId>,
    }
}

record! {
    /// A frozen state; its pack is left out where it is the document's.
    FrozenRecord {
        name: String,
        day: Option<Word<Date>>,
        as_of: Option<Word<Date>>,
        pack: Option<Pack>,
        sha256: String,
        text: String,
    }
}

record! {
    /// What the covers of documents say.
    CoverRecord {
        title: String,
        subtitle: String,
        issuer: String,
        date: Option<Word<Date>>,
        version: String,
        status: Option<Word<Status>>,
        confidentiality: Option<Word<Confidentiality>>,
    }
}

record! {
    /// An entry of the journal.
    ChangeRecord {
        day: Option<Word<Date>>,
        what: Option<TargetRecord>,
        from: String,
        to: String,
        role: Option<RoleId>,
    }
}

/// What is known of an answer.
#[derive(Debug, Deserialize)]
pub(super) enum StateRecord {
    Level(u8),
    Choice(OptionId),
    Picks(Entries<OptionId, Option<f64>>),
    Number(f64),
    Parts(Entries<PartId, f64>),
    Between(ValueRecord, ValueRecord),
    Unknown,
    NotApplicable(String),
}

/// One end of a range.
#[derive(Debug, Deserialize)]
pub(super) enum ValueRecord {
    Level(u8),
    Choice(OptionId),
    Picks(Entries<OptionId, Option<f64>>),
    Number(f64),
    Parts(Entries<PartId, f64>),
}

/// What was changed.
#[derive(Debug, Deserialize)]
pub(super) enum TargetRecord {
    Profile(String),
    Answer(QuestionId),
    Cell(TableId, RowId, ColumnId),
    Row(TableId, RowId),
    Rows(TableId),
    Coverage(TableId),
    Ambition(BlockId),
    Plan(Word<PlanField>),
    Action(ActionId),
    ActionField(ActionId, Word<ActionField>),
    Dismissed(RuleId),
    Decision(RowId, Word<ResolutionField>),
    Point(PointId),
}

impl Document {
    /// The document and what is unknown of it; the name of a required field if it is missing.
    pub(super) fn into_domain(self) -> Result<(Diagnostic, Extras), &'static str> {
        let mut extras = Extras::default();
        extras.keep(Place::Document, self.unknown);
        let Word(as_of) = self.as_of.ok_or("as_of")?;
        if self.pack.id.is_empty() {
            return Err("pack.id");
        }
        let pack = self.pack.into_domain(Place::Pack, &mut extras);
        let frozen = self.snapshots.into_iter();
        let diagnostic = Diagnostic {
            frozen: frozen.map(|(id, f)| f.into_domain(id, (as_of, &pack), &mut extras)).collect(),
            pack,
            territory: self.territory.into_domain(&mut extras),
            as_of,
            path: self.path.map(|Word(path)| path).unwrap_or_default(),
            fictional: self.fictional,
            answers: self
                .answers
                .into_iter()
                .map(|(id, a)| a.into_domain(id, &mut extras))
                .collect(),
            tables: self.tables.into_iter().map(|(id, t)| t.into_domain(id, &mut extras)).collect(),
            ambitions: self
                .ambitions
                .into_iter()
                .map(|(id, a)| a.into_domain(id, &mut extras))
                .collect(),
            plan: self.plan.into_domain(&mut extras),
            decisions: self
                .decisions
                .into_iter()
                .map(|(row, one)| one.into_domain(row, &mut extras))
                .collect(),
            explorations: self
                .explorations
                .into_iter()
                .map(|one| one.into_domain(&mut extras))
                .collect::<Result<_, _>>()?,
            cover: self.cover.into_domain(&mut extras),
            points: self
                .points
                .into_iter()
                .map(|(id, one)| one.into_domain(id, &mut extras))
                .collect(),
            journal: journal(self.journal, &mut extras)?,
        };
        Ok((diagnostic, extras))
    }
}

fn journal(
    changes: Vec<ChangeRecord>,
    extras: &mut Extras,
) -> Result<BTreeMap<ChangeKey, Change>, &'static str> {
    changes.into_iter().map(|change| change.into_domain(extras)).collect()
}

impl Pack {
    fn into_domain(self, place: Place, extras: &mut Extras) -> PackStamp {
        extras.keep(place, self.unknown);
        PackStamp {
            id: PackId::from(self.id),
            version: self.version,
            hash: self.sha256.into(),
            text: self.text.into(),
        }
    }
}

impl TerritoryRecord {
    fn into_domain(self, extras: &mut Extras) -> Territory {
        extras.keep(Place::Territory, self.unknown);
        let mut named = |field, record: Option<NamedRecord>| {
            record.map(|NamedRecord { code, name, unknown }| {
                extras.keep(Place::Named(field), unknown);
                Named { code, name }
            })
        };
        Territory {
            epci: named("epci", self.epci),
            ept: named("ept", self.ept),
            departement: named("departement", self.departement),
            region: named("region", self.region),
            name: self.name,
            code: self.code,
            kind: self.kind.map(|Word(kind)| kind),
        }
    }
}

impl AnswerRecord {
    fn into_domain(self, id: QuestionId, extras: &mut Extras) -> (QuestionId, Answer) {
        extras.keep(Place::Answer(id.clone()), self.unknown);
        let voices = self.voices.into_iter();
        let voices = voices.map(|voice| voice.into_domain(&id, extras)).collect();
        let answer = Answer {
            state: self.state.map(State::from).unwrap_or_default(),
            year: self.year,
            perimeter: self.perimeter.map(|Word(perimeter)| perimeter),
            source: self.source,
            evidence: self.evidence.map(|Word(evidence)| evidence),
            role: self.role,
            comment: self.comment,
            note: self.note,
            review: self.review,
            includes: self.includes.into_iter().collect(),
            voices,
            decided: self.decided,
        };
        (id, answer)
    }
}

impl VoiceRecord {
    fn into_domain(self, id: &QuestionId, extras: &mut Extras) -> Voice {
        let voice = Voice {
            state: self.state.map(State::from).unwrap_or_default(),
            role: self.role,
            day: self.day.map(|Word(day)| day),
            year: self.year,
            perimeter: self.perimeter.map(|Word(perimeter)| perimeter),
            source: self.source,
            evidence: self.evidence.map(|Word(evidence)| evidence),
        };
        extras.keep(Place::voice(id, &voice), self.unknown);
        voice
    }
}

impl TableRecord {
    fn into_domain(self, id: TableId, extras: &mut Extras) -> (TableId, Arc<Table>) {
        extras.keep(Place::Table(id.clone()), self.unknown);
        let row = |(id, cells): (RowId, Vec<CellRecord>)| {
            let cells: Vec<Cell> = cells.into_iter().map(|CellRecord(cell)| cell).collect();
            Arc::new(Row { id, cells })
        };
        let table = Table {
            columns: self.columns,
            rows: self.rows.into_iter().map(row).collect(),
            coverage: self.coverage.map(|Word(coverage)| coverage),
            channel_coverage: self.channels.into_iter().map(|(id, Word(c))| (id, c)).collect(),
        };
        (id, Arc::new(table))
    }
}

impl AmbitionRecord {
    fn into_domain(self, id: BlockId, extras: &mut Extras) -> (BlockId, Ambition) {
        extras.keep(Place::Ambition(id.clone()), self.unknown);
        (id, Ambition { level: self.level, year: self.year })
    }
}

impl ExplorationRecord {
    fn into_domain(self, extras: &mut Extras) -> Result<Exploration, &'static str> {
        let Word(day) = self.day.ok_or("explorations.day")?;
        let weights = self.weights.into_iter().collect();
        let one = Exploration { day, profile: self.profile, weights, role: self.role };
        extras.keep(Place::Exploration(one.to_string()), self.unknown);
        Ok(one)
    }
}

impl FrozenRecord {
    fn into_domain(
        self,
        id: FrozenId,
        (as_of, pack): (Date, &PackStamp),
        extras: &mut Extras,
    ) -> Arc<Frozen> {
        extras.keep(Place::Frozen(id), self.unknown);
        let as_of = self.as_of.map_or(as_of, |Word(date)| date);
        let own = self.pack.map(|own| own.into_domain(Place::FrozenPack(id), extras));
        Arc::new(Frozen {
            id,
            name: self.name,
            day: self.day.map_or(as_of, |Word(date)| date),
            as_of,
            pack: own.unwrap_or_else(|| pack.clone()),
            hash: self.sha256.into(),
            content: self.text.into(),
        })
    }
}

impl CoverRecord {
    fn into_domain(self, extras: &mut Extras) -> Cover {
        extras.keep(Place::Cover, self.unknown);
        Cover {
            title: self.title,
            subtitle: self.subtitle,
            issuer: self.issuer,
            date: self.date.map(|Word(date)| date),
            version: self.version,
            status: self.status.map(|Word(status)| status),
            confidentiality: self.confidentiality.map(|Word(degree)| degree),
        }
    }
}

impl ChangeRecord {
    fn into_domain(self, extras: &mut Extras) -> Result<(ChangeKey, Change), &'static str> {
        let Word(day) = self.day.ok_or("journal.day")?;
        let key = ChangeKey { day, target: self.what.ok_or("journal.what")?.into() };
        extras.keep(Place::Change(key.clone()), self.unknown);
        Ok((key, Change { from: self.from, to: self.to, role: self.role }))
    }
}

impl From<StateRecord> for State {
    fn from(record: StateRecord) -> Self {
        match record {
            StateRecord::Level(level) => Self::Given(Value::Level(level)),
            StateRecord::Choice(option) => Self::Given(Value::Choice(option)),
            StateRecord::Picks(picks) => Self::Given(Value::Picks(picks.into_iter().collect())),
            StateRecord::Number(number) => Self::Given(Value::Number(number)),
            StateRecord::Parts(parts) => Self::Given(Value::Parts(parts.into_iter().collect())),
            StateRecord::Between(low, high) => Self::Between(low.into(), high.into()),
            StateRecord::Unknown => Self::Unknown,
            StateRecord::NotApplicable(reason) => Self::NotApplicable { reason },
        }
    }
}

impl From<ValueRecord> for Value {
    fn from(record: ValueRecord) -> Self {
        match record {
            ValueRecord::Level(level) => Self::Level(level),
            ValueRecord::Choice(option) => Self::Choice(option),
            ValueRecord::Picks(picks) => Self::Picks(picks.into_iter().collect()),
            ValueRecord::Number(number) => Self::Number(number),
            ValueRecord::Parts(parts) => Self::Parts(parts.into_iter().collect()),
        }
    }
}

impl From<TargetRecord> for Target {
    fn from(record: TargetRecord) -> Self {
        match record {
            TargetRecord::Profile(field) => Self::Profile(field),
            TargetRecord::Answer(id) => Self::Answer(id),
            TargetRecord::Cell(table, row, column) => Self::Cell(table, row, column),
            TargetRecord::Row(table, row) => Self::Row(table, row),
            TargetRecord::Rows(table) => Self::Rows(table),
            TargetRecord::Coverage(table) => Self::Coverage(table),
            TargetRecord::Ambition(block) => Self::Ambition(block),
            TargetRecord::Plan(Word(field)) => Self::Plan(field),
            TargetRecord::Action(id) => Self::Action(id),
            TargetRecord::ActionField(id, Word(field)) => Self::ActionField(id, field),
            TargetRecord::Dismissed(rule) => Self::Dismissed(rule),
            TargetRecord::Decision(row, Word(field)) => Self::Decision(row, field),
            TargetRecord::Point(id) => Self::Point(id),
        }
    }
}
