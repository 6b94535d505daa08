//! Each result of the two states side by side.

use std::collections::BTreeSet;

use crate::{
    domain::{BlockId, CountryCode, QuestionId},
    questionnaire::{BlockMembers, Pack},
    scoring::{Assessment, CountryFigure, CountryRow, Number},
};

use super::{
    Breaks, Causes, ClassReading, CountryMoved, Moved, Reach, Taken, Verdict,
    likeness::{counterpart, read_by_gauge},
};

/// Two states, what breaks between them, and what made them differ.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) old: Taken<'a>,
    pub(super) new: Taken<'a>,
    pub(super) breaks: &'a Breaks,
    pub(super) causes: &'a Causes<'a>,
}

/// Every question whose value differs, by name.
type Differing = BTreeSet<QuestionId>;

impl Case<'_> {
    /// Every question, those of the later pack first.
    pub(super) fn questions(self) -> Vec<Moved> {
        let gone = |id: &&QuestionId| {
            self.old
                .pack
                .question(id.as_str())
                .is_some_and(|q| counterpart(q, self.new.pack).is_none())
        };
        let new = self.new.pack.questions.iter().map(|question| &question.id);
        let old = self.old.pack.questions.iter().map(|question| &question.id).filter(gone);
        let all = new.chain(old).map(|id| {
            let broken = self.breaks.question(id);
            let mut moved = self.moved(Number::Question(id.clone()), broken, Vec::new());
            if moved.verdict.differs() {
                moved.questions.push(id.clone());
            }
            moved
        });
        all.collect()
    }

    /// Every block.
    pub(super) fn blocks(self, differing: &Differing) -> Vec<Moved> {
        let all = self.block_ids(|_| true).into_iter().map(|id| {
            let questions = self.questions_of(&[&id], differing);
            self.moved(Number::Block(id.clone()), self.breaks.block(&id), questions)
        });
        all.collect()
    }

    /// The level of every block that bears one.
    pub(super) fn levels(self, differing: &Differing) -> Vec<Moved> {
        let all = self.block_ids(|levelled| levelled).into_iter().map(|id| {
            let questions = self.questions_of(&[&id], differing);
            self.moved(Number::Level(id.clone()), self.breaks.level(&id), questions)
        });
        all.collect()
    }

    /// Every gauge.
    pub(super) fn gauges(self, differing: &Differing) -> Vec<Moved> {
        let new = self.new.pack.gauges.iter().map(|gauge| &gauge.id);
        let old = self.old.pack.gauges.iter().map(|gauge| &gauge.id);
        let old = old.filter(|id| self.new.pack.gauge(id).is_none());
        let all = new.chain(old).map(|id| {
            let read = read_by_gauge(self.new.pack, id.as_str()).into_iter();
            let questions = read.filter(|id| differing.contains(*id)).cloned().collect();
            self.moved(Number::Gauge(id.clone()), self.breaks.gauge(id), questions)
        });
        all.collect()
    }

    /// The gap of every tie.
    pub(super) fn ties(self, differing: &Differing) -> Vec<Moved> {
        let all = self.new.pack.ties.iter().map(|tie| {
            let halves = [&tie.intensity, &tie.mobilisation];
            let broken = halves.iter().any(|id| self.breaks.block(id));
            let questions = self.questions_of(&halves, differing);
            self.moved(Number::Gap(tie.id.clone()), broken, questions)
        });
        all.collect()
    }

    /// Every country of either matrix.
    pub(super) fn countries(self) -> Vec<CountryMoved> {
        let codes = |of: Taken<'_>| -> BTreeSet<CountryCode> {
            let matrix = of.assessment.matrix.iter();
            matrix.flat_map(|matrix| matrix.countries.iter().map(|row| row.country)).collect()
        };
        let all: BTreeSet<_> = codes(self.old).union(&codes(self.new)).copied().collect();
        all.into_iter().map(|code| self.country(code)).collect()
    }

    fn country(self, country: CountryCode) -> CountryMoved {
        let broken = self.breaks.country(country);
        let figure = |figure| self.moved(Number::Country(country, figure), broken, Vec::new());
        let read = |assessment: &Assessment| row(assessment, country).map(ClassReading::of);
        let (old, new) = (read(self.old.assessment), read(self.new.assessment));
        let verdict = match class_verdict(old.as_ref(), new.as_ref()) {
            Verdict::Same => Verdict::Same,
            _ if broken => Verdict::Broken,
            verdict => verdict,
        };
        CountryMoved {
            country,
            roots: figure(CountryFigure::Roots),
            partnership: figure(CountryFigure::Partnership),
            causes: self.causes.of(|_, assessment| read(assessment), PartialEq::eq),
            old,
            new,
            verdict,
        }
    }

    /// One result before and after.
    fn moved(self, what: Number, broken: bool, questions: Vec<QuestionId>) -> Moved {
        let reach = |pack: &Pack, assessment: &Assessment| reach(&what, pack, assessment);
        let old = reach(self.old.pack, self.old.assessment);
        let new = reach(self.new.pack, self.new.assessment);
        let verdict = match Verdict::of(old.as_ref(), new.as_ref()) {
            Verdict::Same => Verdict::Same,
            _ if broken => Verdict::Broken,
            verdict => verdict,
        };
        let same = |a: &Option<Reach>, b: &Option<Reach>| {
            Verdict::of(a.as_ref(), b.as_ref()) == Verdict::Same
        };
        let causes = self.causes.of(reach, same);
        Moved { what, old, new, verdict, causes, questions }
    }

    /// The blocks of either pack, in the later one's order.
    fn block_ids(self, keep: impl Fn(bool) -> bool) -> Vec<BlockId> {
        let new = self.new.pack.blocks.iter();
        let old = self.old.pack.blocks.iter();
        let old = old.filter(|block| self.new.pack.block(block.id.as_str()).is_none());
        new.chain(old).filter(|block| keep(block.levelled)).map(|block| block.id.clone()).collect()
    }

    /// The questions of blocks, and of the blocks that they are means of, whose value differs.
    fn questions_of(self, blocks: &[&BlockId], differing: &Differing) -> Vec<QuestionId> {
        let pack = self.new.pack;
        let mut within: BTreeSet<&BlockId> = blocks.iter().copied().collect();
        let mut todo: Vec<&BlockId> = within.iter().copied().collect();
        while let Some(id) = todo.pop() {
            if let Some(BlockMembers::Mean(ids)) = pack.block(id.as_str()).map(|block| &block.of) {
                todo.extend(ids.iter().filter(|id| within.insert(id)));
            }
        }
        let questions = pack
            .questions
            .iter()
            .filter(|question| question.block.as_ref().is_some_and(|block| within.contains(block)));
        questions.map(|q| &q.id).filter(|id| differing.contains(*id)).cloned().collect()
    }
}

/// The row of a country, if it is in the matrix.
fn row(assessment: &Assessment, country: CountryCode) -> Option<&CountryRow> {
    assessment.matrix.as_ref()?.countries.iter().find(|row| row.country == country)
}

impl ClassReading {
    fn of(row: &CountryRow) -> Self {
        Self { class: row.named_class(), possible: row.possible.clone(), open: row.is_open() }
    }
}

/// A country has moved if no class is possible both before and after.
fn class_verdict(old: Option<&ClassReading>, new: Option<&ClassReading>) -> Verdict {
    match (old, new) {
        (None, None) => Verdict::Same,
        (None, Some(_)) => Verdict::Appeared,
        (Some(_), None) => Verdict::Gone,
        (Some(old), Some(new)) if old == new => Verdict::Same,
        (Some(old), Some(new)) => {
            let common = old.possible.iter().any(|class| new.possible.contains(class));
            let known = !old.possible.is_empty() && !new.possible.is_empty();
            if common || !known { Verdict::Within } else { Verdict::Other }
        }
    }
}

/// A result as it can be told.
fn reach(what: &Number, pack: &Pack, assessment: &Assessment) -> Option<Reach> {
    let plain = |low, high| Reach { low, centre: None, high };
    match what {
        Number::Question(id) => {
            let question = pack.question(id.as_str());
            let renamed = question
                .is_none()
                .then(|| pack.questions.iter().find(|question| question.aliases.contains(id)));
            let id = renamed.flatten().map_or(id, |question| &question.id);
            let interval = assessment.question(pack, id.as_str())?.outcome.interval()?;
            Some(plain(interval.low(), interval.high()))
        }
        Number::Block(id) => {
            let value = assessment.value(pack, id.as_str())?;
            Some(Reach { low: value.low, centre: value.shown_centre(), high: value.high })
        }
        Number::Level(id) => {
            let (sure, possible) = assessment.block(pack, id.as_str())?.level.as_ref()?.range();
            Some(plain(f64::from(sure), f64::from(possible)))
        }
        Number::Gauge(id) => {
            let value = assessment.gauges.iter().find(|gauge| gauge.id == *id)?.value?;
            Some(Reach { low: value.low, centre: value.shown_centre(), high: value.high })
        }
        Number::Gap(id) => {
            let tie = assessment.ties.iter().find(|tie| tie.id == *id)?;
            let (low, high) = tie.gap_bounds?;
            Some(Reach { low, centre: tie.gap, high })
        }
        Number::Country(country, figure) => {
            let row = row(assessment, *country)?;
            let value = match figure {
                CountryFigure::Roots => row.roots,
                CountryFigure::Partnership => row.partnership,
                CountryFigure::Opportunity => row.opportunity,
                CountryFigure::Unrooted => row.unrooted,
                CountryFigure::Tie(_) => return None,
            };
            Some(plain(value.low(), value.high()))
        }
        Number::Partnership(..) => None,
    }
}
