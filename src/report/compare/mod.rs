//! A comparison in words: what moved, why, what cannot be compared, and what was entered otherwise.
//!
//! The official reads it on a screen, in a terminal and in the annual review; all three say the
//! same. Small counts of people are masked and private remarks left out, since it is passed on.

mod input;
mod result;

use std::cmp::Ordering;

use crate::{
    domain::{ActionId, BlockId, Diagnostic, QuestionId, RowId, TableId},
    language::Lang,
    questionnaire::Pack,
    scoring::{Break, Cause, Comparison, InputKind, Number, Reach, Taken, Verdict},
};

use super::words::{self, capital};

/// A comparison in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The two dates.
    pub dates: String,
    /// How much moved, in one sentence.
    pub summary: String,
    /// What keeps results from being compared, one sentence each.
    pub breaks: Vec<ToldBreak>,
    /// Results side by side.
    pub groups: Vec<ToldGroup>,
    /// What was entered otherwise.
    pub inputs: Vec<ToldInputs>,
}

/// A break in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldBreak {
    /// What breaks.
    pub text: String,
    /// Where it was entered.
    pub place: Option<Spot>,
}

/// Where something was entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// In the answer to a question.
    Question(QuestionId),
    /// In a table.
    Table(TableId),
    /// On the page of the territory.
    Territory,
    /// Among the levels wanted.
    Level(BlockId),
    /// In the plan; the action, if it is still there.
    Plan(Option<ActionId>),
    /// Among the decisions on partnerships, by row.
    Decision(RowId),
    /// Among the speaking points.
    Speaking,
    /// Among the weights that were tried.
    Weights,
    /// On the covers of documents.
    Cover,
}

/// Results of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct ToldGroup {
    /// What they are.
    pub title: &'static str,
    /// The results, in the pack's order.
    pub rows: Vec<ToldRow>,
}

/// One result in words.
#[derive(Clone, Debug, PartialEq)]
pub struct ToldRow {
    /// What it is.
    pub label: String,
    /// The number behind it.
    pub number: Number,
    /// What it was.
    pub from: String,
    /// What it is.
    pub to: String,
    /// What it was, from 0 to 1, where it can be drawn.
    pub old: Option<Reach>,
    /// What it is, likewise.
    pub new: Option<Reach>,
    /// What can be said of the two.
    pub verdict: Verdict,
    /// That in words.
    pub reading: &'static str,
    /// What made the difference; empty if nothing did.
    pub because: String,
    /// The same without the names of answers, where those stand beside it.
    pub because_of: String,
    /// The questions in it whose value differs.
    pub questions: Vec<QuestionId>,
}

/// Things of one kind that were entered otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldInputs {
    /// What kind.
    pub kind: InputKind,
    /// What they are.
    pub title: String,
    /// The things.
    pub lines: Vec<ToldInput>,
}

/// One thing that was entered otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldInput {
    /// What it is.
    pub what: String,
    /// What became of it, one side a line.
    pub changes: Vec<String>,
    /// Where it was entered.
    pub place: Option<Spot>,
}

/// What words are made from.
#[derive(Clone, Copy)]
struct Words<'a> {
    old: Taken<'a>,
    new: Taken<'a>,
    lang: Lang,
}

/// A comparison of two states in words.
pub fn told(comparison: &Comparison, old: Taken<'_>, new: Taken<'_>, lang: Lang) -> Told {
    let words = Words { old, new, lang };
    Told {
        dates: words.dates(),
        summary: words.summary(comparison),
        breaks: words.breaks(comparison),
        groups: result::groups(words, comparison),
        inputs: input::groups(words, comparison),
    }
}

impl Told {
    /// Whether a result can be said to have moved.
    pub fn has_moved(&self) -> bool {
        self.groups.iter().flat_map(|group| &group.rows).any(|row| row.verdict.has_moved())
    }
}

/// What a verdict says.
pub const fn reading(lang: Lang, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Same => lang.compare_same(),
        Verdict::Up => lang.compare_up(),
        Verdict::Down => lang.compare_down(),
        Verdict::Other => lang.compare_other(),
        Verdict::Within => lang.compare_uncertain(),
        Verdict::Appeared => lang.compare_appeared(),
        Verdict::Gone => lang.compare_gone(),
        Verdict::Broken => lang.compare_break(),
    }
}

/// The sign that stands before a verdict, so that color is never alone.
pub const fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Same => "=",
        Verdict::Up => "▲",
        Verdict::Down => "▼",
        Verdict::Other => "◆",
        Verdict::Within => "○",
        Verdict::Appeared => "+",
        Verdict::Gone => "–",
        Verdict::Broken => "×",
    }
}

/// How many names a sentence gives before it counts the others.
const MOST_NAMES: usize = 2;

impl<'a> Words<'a> {
    fn dates(self) -> String {
        let lang = self.lang;
        let (from, to) = (self.old.diagnostic.as_of, self.new.diagnostic.as_of);
        match from.cmp(&to) {
            Ordering::Equal => lang.compare_same_date(lang.date(from)),
            Ordering::Greater => lang.compare_reversed(lang.date(from), lang.date(to)),
            Ordering::Less => lang.compare_dates(lang.date(from), lang.date(to)),
        }
    }

    /// How many results moved, may have, and cannot be compared; questions are not counted.
    fn summary(self, of: &Comparison) -> String {
        if of.is_empty() {
            return self.lang.compare_nothing().to_owned();
        }
        let lists = [&of.blocks, &of.levels, &of.gauges, &of.ties];
        let verdicts = lists.into_iter().flatten().map(|one| one.verdict);
        let verdicts: Vec<_> =
            verdicts.chain(of.countries.iter().map(|country| country.verdict)).collect();
        let count = |keep: &dyn Fn(Verdict) -> bool| {
            verdicts.iter().filter(|verdict| keep(**verdict)).count()
        };
        let moved = count(&Verdict::has_moved);
        let within = count(&|verdict| verdict == Verdict::Within);
        let broken = count(&|verdict| verdict == Verdict::Broken);
        let mut parts = vec![match moved {
            0 => self.lang.compare_moved_none().to_owned(),
            n => self.lang.compare_moved(n),
        }];
        parts.extend((0 < within).then(|| self.lang.compare_within(within)));
        parts.extend((0 < broken).then(|| self.lang.compare_broken(broken)));
        capital(&self.lang.compare_summary(parts.join(self.lang.report_semicolon())))
    }

    fn breaks(self, of: &Comparison) -> Vec<ToldBreak> {
        of.breaks.iter().map(|one| self.one_break(of, one)).collect()
    }

    fn one_break(self, of: &Comparison, one: &Break) -> ToldBreak {
        let lang = self.lang;
        let (old, new) = (self.old.diagnostic, self.new.diagnostic);
        let name = |of: &Diagnostic| match of.territory.name.trim() {
            "" => lang.report_nameless().to_owned(),
            name => name.to_owned(),
        };
        let (text, place) = match one {
            Break::Territory => {
                let text = lang.compare_break_territory(name(old), name(new));
                (text, Some(Spot::Territory))
            }
            Break::OtherPack => {
                let title = |pack: &Pack| lang.report_pack(pack.title.get(lang), &pack.version);
                let text =
                    lang.compare_break_other_pack(title(self.old.pack), title(self.new.pack));
                (text, None)
            }
            Break::Path => (lang.compare_break_path().to_owned(), Some(Spot::Territory)),
            Break::Pack { reworded, changed } => (self.pack_break(of, reworded, changed), None),
            Break::Area(id) => {
                let area = |of: &Diagnostic| {
                    let area = of.answer(id.as_str()).and_then(|answer| answer.perimeter);
                    area.map_or(lang.compare_own_area(), |area| words::perimeter(lang, area))
                };
                let text = lang.compare_break_area(area(old), self.subject(id), area(new));
                (text, Some(Spot::Question(id.clone())))
            }
            Break::AreaOfRows(id, rows) => {
                let text = lang.compare_break_area_rows(*rows, self.table(id));
                (text, Some(Spot::Table(id.clone())))
            }
        };
        ToldBreak { text, place }
    }

    fn pack_break(
        self,
        of: &Comparison,
        reworded: &[QuestionId],
        changed: &[QuestionId],
    ) -> String {
        let lang = self.lang;
        let share = lang.percent(of.comparable.share(), 0);
        let versions = (&self.old.pack.version, &self.new.pack.version);
        let (all, same) = (of.comparable.of, of.comparable.same);
        let mut sentences = vec![lang.compare_break_pack(all, versions.0, same, share, versions.1)];
        if !changed.is_empty() {
            sentences.push(lang.compare_break_pack_changed(changed.len(), self.names(changed)));
        }
        if !reworded.is_empty() {
            sentences.push(lang.compare_break_pack_reworded(reworded.len(), self.names(reworded)));
        }
        sentences.join(" ")
    }

    /// What questions are about, a few by name and the others counted: a council reads this.
    fn names(self, ids: &[QuestionId]) -> String {
        let first: Vec<_> = ids.iter().take(MOST_NAMES).map(|id| self.subject(id)).collect();
        let left = ids.len().saturating_sub(MOST_NAMES);
        if left == 0 {
            return first.join(", ");
        }
        self.lang.report_and_others(left, first.join(", "))
    }

    /// A question by id and subject, from the pack that has it.
    fn question(self, id: &QuestionId) -> String {
        self.known(id).map_or_else(|| id.to_string(), |subject| format!("{id} · {subject}"))
    }

    /// What a question is about; its id if no pack has it.
    fn subject(self, id: &QuestionId) -> String {
        self.known(id).map_or_else(|| id.to_string(), ToOwned::to_owned)
    }

    fn known(self, id: &QuestionId) -> Option<&'a str> {
        let mut packs = [self.new.pack, self.old.pack].into_iter();
        packs.find_map(|pack| pack.question(id.as_str())).map(|found| found.short.get(self.lang))
    }

    fn table(self, id: &TableId) -> String {
        let found = [self.new.pack, self.old.pack].into_iter().find_map(|p| p.table(id.as_str()));
        found.map_or_else(|| id.to_string(), |table| table.short.get(self.lang).to_owned())
    }

    /// What made the difference, as a sentence; empty if nothing did.
    fn because(self, causes: &[Cause], questions: &[QuestionId]) -> String {
        if causes.is_empty() {
            return String::new();
        }
        let lang = self.lang;
        let asked = |id: &&QuestionId| {
            let question = self.new.pack.question(id.as_str());
            question.is_some_and(|question| question.kind.is_asked())
        };
        let questions: Vec<_> = questions.iter().filter(asked).cloned().collect();
        let words = causes.iter().map(|cause| match cause {
            Cause::Answers if questions.is_empty() => lang.compare_cause_answers().to_owned(),
            Cause::Answers => lang.compare_cause_answers_of(self.names(&questions)),
            Cause::Rows => lang.compare_cause_rows().to_owned(),
            Cause::Perimeter => lang.compare_cause_perimeter().to_owned(),
            Cause::Time => lang.compare_cause_time().to_owned(),
            Cause::Pack => lang.compare_cause_pack().to_owned(),
        });
        lang.compare_because(words.collect::<Vec<_>>().join(", "))
    }

    /// The state in which a thing is to be looked up: the later one unless it is gone from it.
    const fn later(self) -> Taken<'a> {
        self.new
    }
}
