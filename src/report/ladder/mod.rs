//! The ladder of levels in words: for each capacity the rung it stands on, what holds the next one
//! back and what would open it, and how far it is from what the élu wants.
//!
//! An élu asks « why only N2? » and « what would it take? ». The answer names the condition, the
//! answer that does not meet it yet, and the one that would, with the question to go to.

mod needs;

use crate::{
    domain::{Ambition, BlockId, Diagnostic},
    language::Lang,
    questionnaire::{Block, Gate, LevelName, Pack, Truth},
    scoring::{Aggregate, Assessment, BlockScore, LevelReading, ScoredFacts},
};

use super::{brief, words};

pub use needs::{Ask, AskOf, Need};

/// The levels of every capacity that bears one, in the pack's order.
#[derive(Clone, Debug, PartialEq)]
pub struct Ladder {
    /// Every capacity on the scale, with the levels marked on it.
    pub chart: brief::Chart,
    /// The capacities.
    pub capacities: Vec<Capacity>,
}

/// One capacity on its ladder.
#[derive(Clone, Debug, PartialEq)]
pub struct Capacity {
    /// The block.
    pub block: BlockId,
    /// Its name.
    pub title: String,
    /// Its value in words, such as « 58 [52 ; 66] ».
    pub value: String,
    /// How far the value can be relied on, or that too little is known.
    pub reliance: String,
    /// The level reached in words, such as « N2, N3 possible : Organisé ».
    pub level: String,
    /// The least and the most that the value can be, from 0 to 1; `None` if it does not apply.
    pub ends: Option<(f64, f64)>,
    /// The value to show, if enough is known.
    pub centre: Option<f64>,
    /// The levels, lowest first.
    pub rungs: Vec<Rung>,
    /// That the value alone would give more, and what holds it back; empty if nothing does.
    pub held: String,
    /// What the next level takes; `None` at the top, or where nothing applies.
    pub next: Option<Next>,
    /// The level that is wanted, if somebody said so.
    pub ambition: Option<Ambition>,
    /// How far the capacity is from that level.
    pub gap: String,
}

/// One level of a ladder.
#[derive(Clone, Debug, PartialEq)]
pub struct Rung {
    /// The level, from 0.
    pub level: u8,
    /// Its code, such as « N2 ».
    pub code: String,
    /// Its name.
    pub title: String,
    /// The value from which it can be reached, from 0 to 1.
    pub from: f64,
    /// How it stands.
    pub state: RungState,
    /// Whether it is the level wanted.
    pub wanted: bool,
}

/// How a level of a ladder stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RungState {
    /// It is reached.
    Reached,
    /// What is still unknown would decide.
    Possible,
    /// The value would give it; a condition does not hold.
    Held,
    /// The value is too low.
    Ahead,
}

/// What the next level takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// The level's name, such as « N3 : Stratégique ».
    pub name: String,
    /// What the value takes, or that it is high enough.
    pub value: String,
    /// Whether the value is high enough.
    pub enough: Truth,
    /// The conditions that the level takes, those that hold too.
    pub gates: Vec<GateWords>,
}

/// A condition of a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GateWords {
    /// The condition as a sentence, with the code of its level.
    pub text: String,
    /// Whether it holds.
    pub holds: Truth,
    /// The same in words.
    pub state: &'static str,
    /// What it asks for, what is answered, and what it would take.
    pub needs: Vec<Need>,
}

/// The ladder of a scored diagnostic, worded in `lang`.
pub fn ladder(pack: &Pack, diagnostic: &Diagnostic, assessment: &Assessment, lang: Lang) -> Ladder {
    let of = Of { pack, diagnostic, assessment, lang };
    let blocks = pack.blocks.iter().zip(&assessment.blocks);
    Ladder {
        chart: brief::capacities_chart(pack, diagnostic, assessment, lang),
        capacities: blocks
            .filter(|(block, _)| block.levelled)
            .map(|(block, score)| of.capacity(block, score))
            .collect(),
    }
}

/// How far a capacity is from the level that is wanted of it; empty if none is wanted.
pub fn gap(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    block: &Block,
    lang: Lang,
) -> String {
    let of = Of { pack, diagnostic, assessment, lang };
    assessment.block(pack, block.id.as_str()).map_or_else(String::new, |score| of.gap(block, score))
}

/// What a ladder is worded from.
#[derive(Clone, Copy)]
struct Of<'a> {
    pack: &'a Pack,
    diagnostic: &'a Diagnostic,
    assessment: &'a Assessment,
    lang: Lang,
}

impl<'a> Of<'a> {
    fn capacity(self, block: &Block, score: &BlockScore) -> Capacity {
        let lang = self.lang;
        let none = || lang.words_state_not_applicable().to_owned();
        let value = score.value.as_ref();
        let known = score.value.as_ref().zip(score.level.as_ref());
        Capacity {
            block: block.id.clone(),
            title: block.title.get(lang).to_owned(),
            value: value.map_or_else(none, |value| words::aggregate(lang, value)),
            reliance: value.map_or_else(String::new, |value| words::reliance(lang, value)),
            level: known.map_or_else(none, |(value, level)| self.level(value, level)),
            ends: value.map(|value| (value.low, value.high)),
            centre: value.and_then(Aggregate::shown_centre),
            rungs: self.rungs(block, score),
            held: known.map_or_else(String::new, |(value, level)| self.held(value, level)),
            next: known.and_then(|(value, level)| self.next(block, value, level)),
            ambition: self.diagnostic.ambitions.get(&block.id).copied(),
            gap: self.gap(block, score),
        }
    }

    fn code(self, level: u8) -> &'a str {
        self.pack.level(level).map_or("", |name| name.code.as_str())
    }

    fn score(self, value: f64) -> String {
        self.lang.number(value * 100.0, 0)
    }

    /// The level reached, or that too little is known to name one.
    fn level(self, value: &Aggregate, level: &LevelReading) -> String {
        if !value.sufficient {
            return self.lang.words_insufficient().to_owned();
        }
        let (sure, possible) = level.range();
        let codes = if sure == possible {
            self.code(sure).to_owned()
        } else {
            self.lang.report_level_possible(self.code(sure), self.code(possible))
        };
        self.lang.report_level_named(codes, self.title(sure))
    }

    fn title(self, level: u8) -> &'a str {
        self.pack.level(level).map_or("", |name| name.title.get(self.lang))
    }

    fn rungs(self, block: &Block, score: &BlockScore) -> Vec<Rung> {
        let wanted = self.diagnostic.ambitions.get(&block.id).map(|wanted| wanted.level);
        let state = |level: u8| {
            let (Some(value), Some(reading)) = (&score.value, &score.level) else {
                return RungState::Ahead;
            };
            let (sure, possible) = reading.range();
            match level {
                level if level <= sure && value.sufficient => RungState::Reached,
                level if level <= possible => RungState::Possible,
                level if level <= reading.by_value => RungState::Held,
                _ => RungState::Ahead,
            }
        };
        let rung = |(level, name): (u8, &LevelName)| Rung {
            level,
            code: name.code.clone(),
            title: name.title.get(self.lang).to_owned(),
            from: name.from,
            state: state(level),
            wanted: wanted == Some(level),
        };
        (0..).zip(&self.pack.levels.names).map(rung).collect()
    }

    /// That the value alone would give more than the conditions allow.
    fn held(self, value: &Aggregate, reading: &LevelReading) -> String {
        let (sure, _) = reading.range();
        match value.shown_centre() {
            Some(centre) if sure < reading.by_value => self.lang.ladder_held(
                self.code(sure),
                self.score(centre),
                self.code(reading.by_value),
            ),
            _ => String::new(),
        }
    }

    fn next(self, block: &Block, value: &Aggregate, reading: &LevelReading) -> Option<Next> {
        let (sure, _) = reading.range();
        let next = sure.saturating_add(1);
        let name = self.pack.level(next)?;
        let (enough, said) = self.threshold(name, value);
        let said = match self.limit() {
            Some(limit) if limit < next => self.lang.ladder_quick_limit(self.code(limit)),
            _ if !value.sufficient => self.lang.report_gather_first().to_owned(),
            _ => said,
        };
        let gates = block.gates.iter().zip(&reading.gates);
        let facts = ScoredFacts::new(self.pack, self.diagnostic, self.assessment);
        Some(Next {
            name: self.lang.report_level_named(&name.code, name.title.get(self.lang)),
            value: said,
            enough: if value.sufficient { enough } else { Truth::Unknown },
            gates: gates
                .filter(|(gate, _)| gate.level == next)
                .map(|(gate, state)| self.gate(gate, state.holds, &facts))
                .collect(),
        })
    }

    /// Whether the value is high enough for a level.
    fn threshold(self, name: &LevelName, value: &Aggregate) -> (Truth, String) {
        let (lang, from) = (self.lang, self.score(name.from));
        let shown = value.shown_centre().unwrap_or(value.low);
        if reaches(shown, name.from) {
            (Truth::True, lang.ladder_enough(from, self.score(shown)))
        } else if reaches(value.high, name.from) {
            let (least, most) = (self.score(value.low), self.score(value.high));
            (Truth::Unknown, lang.ladder_maybe_enough(from, least, most))
        } else {
            (Truth::False, lang.ladder_not_enough(from, self.score(shown)))
        }
    }

    /// The highest level that the path can give, if it cannot give all.
    fn limit(self) -> Option<u8> {
        self.pack.levels.quick_limit.filter(|_| self.assessment.quick)
    }

    fn gate(self, gate: &Gate, holds: Truth, facts: &ScoredFacts<'_>) -> GateWords {
        GateWords {
            text: gate.text.get(self.lang).to_owned(),
            holds,
            state: words::gate(self.lang, holds),
            needs: needs::of(self, &gate.when, facts),
        }
    }

    /// How far a capacity is from the level that is wanted of it.
    fn gap(self, block: &Block, score: &BlockScore) -> String {
        let lang = self.lang;
        let Some(wanted) = self.diagnostic.ambitions.get(&block.id) else { return String::new() };
        let code = self.code(wanted.level);
        let wanted_words = match wanted.year {
            Some(year) => lang.report_wanted_by(code, year),
            None => lang.report_wanted(code),
        };
        let (Some(value), Some(reading)) = (&score.value, &score.level) else {
            return wanted_words;
        };
        let (sure, possible) = reading.range();
        let gap = match wanted.level {
            _ if !value.sufficient => lang.ladder_gap_unknown().to_owned(),
            level if level <= sure => lang.ladder_gap_none().to_owned(),
            level if level <= possible => lang.ladder_gap_maybe().to_owned(),
            level => self.distance(block, value, reading, level),
        };
        lang.report_word_and(wanted_words, gap)
    }

    /// The levels, points and conditions between what is reached and what is wanted.
    fn distance(
        self,
        block: &Block,
        value: &Aggregate,
        reading: &LevelReading,
        wanted: u8,
    ) -> String {
        let lang = self.lang;
        let (sure, _) = reading.range();
        let levels = lang.ladder_gap_levels(usize::from(wanted.saturating_sub(sure)));
        let shown = value.shown_centre().unwrap_or(value.low);
        let short = self.pack.level(wanted).map_or(0.0, |name| name.from - shown);
        let points = self.score(short.max(0.0));
        let points = (points != "0").then(|| lang.ladder_gap_points(points));
        let gates = block.gates.iter().zip(&reading.gates);
        let open = gates.filter(|(gate, state)| gate.level <= wanted && !state.holds.is_true());
        let open = open.count();
        let gates = (0 < open).then(|| lang.ladder_gap_gates(open));
        let parts: Vec<String> = [Some(levels), points, gates].into_iter().flatten().collect();
        match parts.as_slice() {
            [head @ .., last] if !head.is_empty() => lang.report_and(head.join(", "), last),
            parts => parts.join(", "),
        }
    }
}

/// Whether a value reaches a threshold, as scoring sees it.
fn reaches(value: f64, threshold: f64) -> bool {
    threshold <= value + 1e-9
}
