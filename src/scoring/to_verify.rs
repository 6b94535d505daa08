//! « À vérifier »: which unknown matters most, and who may know (value of information).
//!
//! Before a meeting the official wants a short list: what to find out first, from whom, and what it
//! would settle. Each open answer or table is told with how much the interval H − L of its block and
//! of the indices would narrow, the gates it would decide and the countries it would class.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    domain::{BlockId, Coverage, Diagnostic, Interval, QuestionId, RoleId, State, TableId},
    questionnaire::{
        Applicability, Condition, Kind, Measure, Pack, Question, Term, TieSource, Truth,
        applicability,
    },
};

use super::{
    Assessment, Weights,
    figure::{Case, Figure},
    plan::{Members, Plan},
    provenance::tables,
};

/// Something that nobody has told yet, or not for sure.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// What to ask for.
    pub what: ToAsk,
    /// What is open about it.
    pub doubt: Doubt,
    /// By how much intervals would narrow, in the pack's order of blocks.
    ///
    /// Of a figure that several open answers make together, all of it counts for each of them.
    pub narrows: Vec<Narrowing>,
    /// The gates that it would decide, or help to: block and level.
    pub gates: Vec<(BlockId, u8)>,
    /// How many countries of the matrix it would class for sure, or help to.
    pub countries: usize,
    /// Who usually knows, likeliest first.
    pub contributors: Vec<RoleId>,
}

/// What can be asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ToAsk {
    /// The answer to a question.
    Question(QuestionId),
    /// The rows of a table, or whether they are all.
    Table(TableId),
}

/// What is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Nothing was entered.
    NotAsked,
    /// « Ne sait pas ».
    Unknown,
    /// A range, or an answer that lacks a part.
    Inexact,
    /// A table whose coverage leaves something open.
    Partial,
}

/// How much the interval of a block would narrow.
#[derive(Clone, Debug, PartialEq)]
pub struct Narrowing {
    /// The block.
    pub block: BlockId,
    /// By how much H − L would shrink, from 0 to 1.
    pub by: f64,
}

impl Check {
    /// The most that one of these blocks would narrow.
    pub fn most(&self, blocks: &[BlockId]) -> f64 {
        let some = self.narrows.iter().filter(|one| blocks.contains(&one.block));
        some.map(|one| one.by).fold(0.0, f64::max)
    }
}

/// The list, what matters most first: indices, then countries, gates, single blocks.
///
/// The assessment must be the one that `assess` gives for the same pack and diagnostic.
pub fn to_verify(pack: &Pack, diagnostic: &Diagnostic, assessment: &Assessment) -> Vec<Check> {
    let mut finder = Finder {
        case: Case { pack, diagnostic },
        assessment,
        plan: Plan::of(pack),
        weights: Weights::of_method(pack),
        found: BTreeMap::new(),
    };
    finder.intervals();
    finder.gates();
    finder.countries();
    finder.musts();
    let mut checks: Vec<Check> = Vec::new();
    let questions = pack.questions.iter().map(|question| ToAsk::Question(question.id.clone()));
    let tables = pack.tables.iter().map(|table| ToAsk::Table(table.id.clone()));
    for what in questions.chain(tables) {
        if let Some(found) = finder.found.remove(&what) {
            checks.extend(finder.check(what, found));
        }
    }
    let all: Vec<BlockId> = pack.blocks.iter().map(|block| block.id.clone()).collect();
    checks.sort_by(|a, b| {
        let by = |check: &Check| (check.countries, check.gates.len());
        b.most(&pack.indices)
            .total_cmp(&a.most(&pack.indices))
            .then_with(|| by(b).cmp(&by(a)))
            .then_with(|| b.most(&all).total_cmp(&a.most(&all)))
    });
    checks
}

/// The list by who is asked, in the pack's order of roles; what nobody is named for comes last.
pub fn by_contributor<'a>(
    pack: &'a Pack,
    checks: &'a [Check],
) -> Vec<(Option<&'a RoleId>, Vec<&'a Check>)> {
    let roles = pack.roles.iter().map(|role| Some(&role.id)).chain([None]);
    roles
        .map(|role| {
            let asked = |check: &&Check| check.contributors.first() == role;
            (role, checks.iter().filter(asked).collect::<Vec<_>>())
        })
        .filter(|(_, checks)| !checks.is_empty())
        .collect()
}

/// What is known to depend on one open thing.
#[derive(Default)]
struct Found {
    narrows: BTreeMap<usize, f64>,
    gates: BTreeSet<(usize, u8)>,
    countries: usize,
}

struct Finder<'a> {
    case: Case<'a>,
    assessment: &'a Assessment,
    plan: Plan,
    weights: Weights,
    found: BTreeMap<ToAsk, Found>,
}

impl Finder<'_> {
    /// What every question with an open value depends on.
    fn intervals(&mut self) {
        let pack = self.case.pack;
        let assessment = self.assessment;
        for (index, (question, score)) in
            pack.questions.iter().zip(&assessment.questions).enumerate()
        {
            let Some(width) = score.outcome.interval().map(Interval::width) else {
                continue;
            };
            if width <= 0.0 {
                continue;
            }
            let narrows = self.narrows(index, width);
            for source in self.sources(question) {
                let found = self.found.entry(source).or_default();
                for (block, by) in &narrows {
                    *found.narrows.entry(*block).or_default() += by;
                }
            }
        }
    }

    /// By how much each block narrows when a question's value does by `width`.
    fn narrows(&self, question: usize, width: f64) -> Vec<(usize, f64)> {
        let mut narrows: Vec<(usize, f64)> = Vec::new();
        for block in self.plan.reached_by(question) {
            let Some(value) = self.assessment.blocks.get(block).and_then(|score| score.value)
            else {
                continue;
            };
            let by = match self.plan.blocks.get(block) {
                Some(Members::Questions(_)) => self.weights.question(question) * width,
                Some(Members::Blocks(members)) => narrows
                    .iter()
                    .filter(|(member, _)| members.contains(member))
                    .map(|(member, by)| self.weights.block(*member) * by)
                    .sum(),
                None => 0.0,
            };
            narrows.push((block, by / value.weight));
        }
        narrows
    }

    /// The open answers and tables that a question's value is made of.
    fn sources(&self, question: &Question) -> BTreeSet<ToAsk> {
        let mut sources = BTreeSet::new();
        if question.kind.is_asked() && !self.is_exact(question) {
            sources.insert(ToAsk::Question(question.id.clone()));
        }
        if let Measure::Ratio { of, to, .. } = &question.measure {
            sources.extend([of, to].into_iter().filter_map(|term| self.open_term(term)));
        }
        if let Kind::Derived(derivation) = &question.kind {
            let tables = tables(self.case.pack, derivation);
            let open = |id: &&&str| self.table_doubt(id).is_some();
            let some: Vec<&str> = tables.iter().filter(open).copied().collect();
            let some = if some.is_empty() { tables } else { some };
            sources.extend(some.into_iter().map(|id| ToAsk::Table(id.into())));
        }
        for option in question.kind.options() {
            if let Some(when) = &option.applies_if
                && self.case.applies(Some(when)) == Truth::Unknown
            {
                sources.extend(self.asked_by(when));
            }
        }
        sources
    }

    fn is_exact(&self, question: &Question) -> bool {
        matches!(self.case.state(&question.id), State::Given(_) | State::NotApplicable { .. })
    }

    /// The question of a term, if its figure is open.
    fn open_term(&self, term: &Term) -> Option<ToAsk> {
        let id = match term {
            Term::Own | Term::Part(_) => return None,
            Term::Answer(id)
            | Term::PartOf(id, _)
            | Term::SumOfParts(id)
            | Term::SumOfAmounts(id) => id,
        };
        let exact = match self.case.total(term) {
            Figure::Known(low, high) => high - low <= 0.0,
            Figure::Absent => true,
            Figure::Unknown => false,
        };
        (!exact).then(|| ToAsk::Question(id.clone()))
    }

    /// The open answers and tables that a condition asks.
    fn asked_by(&self, condition: &Condition) -> Vec<ToAsk> {
        let asked = condition.asked();
        let questions = asked.questions.into_iter().map(|id| ToAsk::Question(id.clone()));
        let tables = asked.tables.into_iter().map(|id| ToAsk::Table(id.clone()));
        let mut open = Vec::new();
        for one in questions.chain(tables) {
            match &one {
                ToAsk::Table(id) if self.table_doubt(id.as_str()).is_some() => open.push(one),
                ToAsk::Table(_) => {}
                ToAsk::Question(id) => match self.case.pack.question(id.as_str()) {
                    Some(question) if question.kind.is_asked() => {
                        open.extend((!self.is_exact(question)).then_some(one));
                    }
                    Some(question) => open.extend(self.sources(question)),
                    None => {}
                },
            }
        }
        open
    }

    fn gates(&mut self) {
        let (pack, assessment) = (self.case.pack, self.assessment);
        for (index, (block, score)) in pack.blocks.iter().zip(&assessment.blocks).enumerate() {
            let states = score.level.iter().flat_map(|level| &level.gates);
            for (gate, state) in block.gates.iter().zip(states) {
                if state.holds == Truth::Unknown {
                    for source in self.asked_by(&gate.when) {
                        self.found.entry(source).or_default().gates.insert((index, gate.level));
                    }
                }
            }
        }
    }

    fn countries(&mut self) {
        let Some(spec) = &self.case.pack.matrix else { return };
        let rows = self.assessment.matrix.iter().flat_map(|matrix| &matrix.countries);
        for row in rows.filter(|row| !row.is_certain()) {
            let mut sources = BTreeSet::new();
            for table in &row.settled_by {
                let total = spec.ties.iter().find_map(|tie| match &tie.source {
                    TieSource::CountPer { table: own, per, .. } if own == table => {
                        self.open_term(per)
                    }
                    _ => None,
                });
                sources.extend(total);
                sources.insert(ToAsk::Table(table.clone()));
            }
            for source in sources {
                self.found.entry(source).or_default().countries += 1;
            }
        }
    }

    /// Answers that must be known, even where no number waits for them.
    fn musts(&mut self) {
        let pack = self.case.pack;
        for question in pack.questions.iter().filter(|question| question.must_know) {
            if applicability(self.case.diagnostic, question) == Applicability::Asked
                && !self.is_exact(question)
            {
                self.found.entry(ToAsk::Question(question.id.clone())).or_default();
            }
        }
    }

    /// What is open about a table; `None` if it says that it is complete.
    fn table_doubt(&self, id: &str) -> Option<Doubt> {
        match self.case.table(id) {
            None => Some(Doubt::NotAsked),
            Some(table) if table.is_blank() => Some(Doubt::NotAsked),
            Some(table) if table.coverage == Some(Coverage::Exhaustive) => None,
            Some(_) => Some(Doubt::Partial),
        }
    }

    fn check(&self, what: ToAsk, found: Found) -> Option<Check> {
        let pack = self.case.pack;
        let (doubt, contributors) = match &what {
            ToAsk::Question(id) => {
                let question = pack.question(id.as_str())?;
                if applicability(self.case.diagnostic, question) != Applicability::Asked {
                    return None;
                }
                let doubt = match self.case.state(id) {
                    State::NotAsked => Doubt::NotAsked,
                    State::Unknown => Doubt::Unknown,
                    State::Given(_) | State::Between(..) | State::NotApplicable { .. } => {
                        Doubt::Inexact
                    }
                };
                (doubt, question.contributors.clone())
            }
            ToAsk::Table(id) => {
                let doubt = self.table_doubt(id.as_str()).unwrap_or(Doubt::Inexact);
                (doubt, pack.table(id.as_str())?.contributors.clone())
            }
        };
        let id = |block: usize| pack.blocks.get(block).map(|block| block.id.clone());
        let narrows = found.narrows.into_iter();
        Some(Check {
            what,
            doubt,
            narrows: narrows.filter_map(|(b, by)| Some(Narrowing { block: id(b)?, by })).collect(),
            gates: found.gates.into_iter().filter_map(|(b, level)| Some((id(b)?, level))).collect(),
            countries: found.countries,
            contributors,
        })
    }
}
