//! What keeps results from being compared: said in so many words, and never averaged away.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    domain::{BlockId, CountryCode, GaugeId, Place, QuestionId, Row, Table, TableId, Territory},
    questionnaire::{Block, BlockMembers, Kind, Measure, Pack, Question, Term, column},
    scoring::provenance,
};

use super::{
    Taken,
    input::other_area,
    likeness::{
        Likeness, counterpart, likeness, read_by_gauge, same_block, same_levels, same_matrix,
    },
};

/// Something that keeps results from being compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Break {
    /// The two states are of different territories.
    Territory,
    /// The two states were asked with packs that have nothing to do with each other.
    OtherPack,
    /// The pack has changed.
    Pack {
        /// The questions that are asked in other words and count the same.
        reworded: Vec<QuestionId>,
        /// The questions that are asked or scored otherwise, or stand in one pack only.
        changed: Vec<QuestionId>,
    },
    /// One state follows the quick path, the other the full one.
    Path,
    /// An answer is no longer about the same area.
    Area(QuestionId),
    /// Rows of a table are no longer about the same area; how many.
    AreaOfRows(TableId, usize),
}

/// How many questions mean the same in both packs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparable {
    /// Those that are asked and scored the same, whatever their words.
    pub same: usize,
    /// All questions of either pack.
    pub of: usize,
}

impl Comparable {
    /// The share of questions that mean the same, from 0 to 1.
    pub fn share(self) -> f64 {
        if self.of == 0 { 1.0 } else { self.same as f64 / self.of as f64 }
    }
}

/// What breaks between two states, and which results it keeps from being compared.
pub(super) struct Breaks {
    pub(super) all: Vec<Break>,
    pub(super) comparable: Comparable,
    everything: bool,
    questions: BTreeSet<QuestionId>,
    blocks: BTreeSet<BlockId>,
    levels: BTreeSet<BlockId>,
    gauges: BTreeSet<GaugeId>,
    matrix: bool,
    countries: BTreeSet<CountryCode>,
}

impl Breaks {
    pub(super) fn between(old: Taken<'_>, new: Taken<'_>) -> Self {
        let mut found = Self {
            all: Vec::new(),
            comparable: Comparable { same: 0, of: 0 },
            everything: false,
            questions: BTreeSet::new(),
            blocks: BTreeSet::new(),
            levels: BTreeSet::new(),
            gauges: BTreeSet::new(),
            matrix: !same_matrix(old.pack, new.pack),
            countries: BTreeSet::new(),
        };
        if is_other(&old.diagnostic.territory, &new.diagnostic.territory) {
            found.all.push(Break::Territory);
        }
        found.packs(old, new);
        if old.diagnostic.path != new.diagnostic.path {
            found.all.push(Break::Path);
        }
        let whole = [Break::Territory, Break::OtherPack, Break::Path];
        found.everything = found.all.iter().any(|one| whole.contains(one));
        found.areas(old, new);
        found.spread(old.pack, new.pack);
        found
    }

    pub(super) fn question(&self, id: &QuestionId) -> bool {
        self.everything || self.questions.contains(id)
    }

    pub(super) fn block(&self, id: &BlockId) -> bool {
        self.everything || self.blocks.contains(id)
    }

    pub(super) fn level(&self, id: &BlockId) -> bool {
        self.block(id) || self.levels.contains(id)
    }

    pub(super) fn gauge(&self, id: &GaugeId) -> bool {
        self.everything || self.gauges.contains(id)
    }

    pub(super) fn country(&self, code: CountryCode) -> bool {
        self.everything || self.matrix || self.countries.contains(&code)
    }

    /// What the packs have in common.
    fn packs(&mut self, old: Taken<'_>, new: Taken<'_>) {
        let (mut reworded, mut changed) = (Vec::new(), Vec::new());
        let mut matched = 0;
        for question in &new.pack.questions {
            let Some(before) = counterpart(question, old.pack) else {
                changed.push(question.id.clone());
                continue;
            };
            matched += 1;
            match likeness((old.pack, before), (new.pack, question)) {
                Likeness::Same => {}
                Likeness::Reworded => reworded.push(question.id.clone()),
                Likeness::Changed => changed.push(question.id.clone()),
            }
        }
        let gone = old.pack.questions.iter().filter(|q| counterpart(q, new.pack).is_none());
        changed.extend(gone.map(|question| question.id.clone()));
        let of = old.pack.questions.len() + new.pack.questions.len() - matched;
        self.comparable = Comparable { same: of - changed.len(), of };
        self.questions.extend(changed.iter().cloned());
        if old.diagnostic.pack.id != new.diagnostic.pack.id {
            self.all.push(Break::OtherPack);
        } else if old.diagnostic.pack.hash != new.diagnostic.pack.hash {
            self.all.push(Break::Pack { reworded, changed });
        }
    }

    /// Answers and rows that are no longer about the same area, and what is computed from them.
    fn areas(&mut self, old: Taken<'_>, new: Taken<'_>) {
        let mut moved = BTreeSet::new();
        for (id, before) in &old.diagnostic.answers {
            if let Some(after) = new.diagnostic.answers.get(id)
                && other_area(before, after)
            {
                self.all.push(Break::Area(id.clone()));
                moved.insert(id.clone());
            }
        }
        let mut tables = BTreeSet::new();
        for (id, before) in &old.diagnostic.tables {
            let Some(after) = new.diagnostic.tables.get(id) else { continue };
            let rows = rows_of_other_area(before, after);
            if rows.is_empty() {
                continue;
            }
            self.all.push(Break::AreaOfRows(id.clone(), rows.len()));
            tables.insert(id.clone());
            self.countries.extend(rows.iter().flat_map(|row| countries(after, row)));
        }
        for question in &new.pack.questions {
            let reads = match &question.measure {
                Measure::Own => false,
                Measure::Ratio { of, to, .. } => {
                    [of, to].into_iter().filter_map(answered).any(|id| moved.contains(id))
                }
            };
            let counts = match &question.kind {
                Kind::Derived(from) => {
                    provenance::tables(new.pack, from).iter().any(|id| tables.contains(*id))
                }
                _ => false,
            };
            if reads || counts {
                self.questions.insert(question.id.clone());
            }
        }
        self.questions.extend(moved);
    }

    /// What is made of questions that cannot be compared cannot be compared either.
    fn spread(&mut self, old: &Pack, new: &Pack) {
        for block in old.blocks.iter().chain(&new.blocks) {
            let pair = old.block(block.id.as_str()).zip(new.block(block.id.as_str()));
            let same = pair.is_some_and(|(a, b)| {
                same_block(a, b)
                    && members(old, a) == members(new, b)
                    && !members(new, b).keys().any(|id| self.questions.contains(*id))
            });
            if !same {
                self.blocks.insert(block.id.clone());
            }
            if !pair.is_some_and(|(a, b)| same_levels((old, a), (new, b))) {
                self.levels.insert(block.id.clone());
            }
        }
        // A mean is as broken as its members, however deep they lie.
        for _ in 0..new.blocks.len() {
            for block in &new.blocks {
                if let BlockMembers::Mean(ids) = &block.of
                    && ids.iter().any(|id| self.blocks.contains(id))
                {
                    self.blocks.insert(block.id.clone());
                }
            }
        }
        for gauge in old.gauges.iter().chain(&new.gauges) {
            let read = |pack| read_by_gauge(pack, gauge.id.as_str());
            let same =
                read(old) == read(new) && read(new).iter().all(|id| !self.questions.contains(*id));
            if !same {
                self.gauges.insert(gauge.id.clone());
            }
        }
    }
}

/// Whether two territories are not the same, by their codes or else by their names.
fn is_other(a: &Territory, b: &Territory) -> bool {
    if a.code.is_empty() || b.code.is_empty() {
        a.name.trim().to_lowercase() != b.name.trim().to_lowercase()
    } else {
        a.code != b.code
    }
}

/// The questions of a block with their weights.
fn members<'a>(pack: &'a Pack, block: &Block) -> BTreeMap<&'a QuestionId, String> {
    let own = |question: &&Question| question.block.as_ref() == Some(&block.id);
    let weighted = |question: &'a Question| (&question.id, question.weight.get().to_string());
    pack.questions.iter().filter(own).map(weighted).collect()
}

/// The answer that a term is made of, where it is one.
const fn answered(term: &Term) -> Option<&QuestionId> {
    match term {
        Term::Answer(id) | Term::PartOf(id, _) | Term::SumOfParts(id) | Term::SumOfAmounts(id) => {
            Some(id)
        }
        Term::Own | Term::Part(_) => None,
    }
}

/// The rows of the later table that the earlier one has for another area.
fn rows_of_other_area<'a>(before: &Table, after: &'a Table) -> Vec<&'a Row> {
    let (was, is) = (before.column(column::PERIMETER), after.column(column::PERIMETER));
    let area = |row: &Row, at: Option<usize>| at.map(|at| row.cell(at).to_string());
    let other = |row: &&Row| {
        let old = before.row(row.id).and_then(|old| area(old, was)).filter(|a| !a.is_empty());
        let new = area(row, is).filter(|a| !a.is_empty());
        old.zip(new).is_some_and(|(old, new)| old != new)
    };
    after.rows.iter().map(AsRef::as_ref).filter(other).collect()
}

/// The countries that a row names.
fn countries(table: &Table, row: &Row) -> Vec<CountryCode> {
    let columns = [column::COUNTRY, column::COUNTRIES];
    let cells = columns.iter().filter_map(|id| table.column(id)).map(|at| row.cell(at));
    let places = cells.flat_map(crate::domain::Cell::places);
    places
        .filter_map(|place| match place {
            Place::Country(code) => Some(code),
            _ => None,
        })
        .collect()
}
