//! What would move results most: each answer a step up, or at its best, all else as it is.
//!
//! An official who sees a low value asks « what should we change first? ». For every asked question
//! that counts, this tells what one step more, and the best answer, would do to its block, to the
//! indices above, and to levels whose gates it decides. Other answers and the questions that apply
//! are left as they are; so a lever is a first-order reading, not a forecast.

use crate::{
    domain::{Answer, BlockId, Diagnostic, Interval, QuestionId, State},
    questionnaire::{Asked, Pack, Question},
};

use super::{
    Aggregate, Assessment, BlockScore, Outcome, QuestionScore, ScoredFacts, Weights,
    aggregate::{With, block_value},
    level,
    plan::Plan,
    step::{Trial, best, step},
};

/// What a better answer to one question would change.
#[derive(Clone, Debug, PartialEq)]
pub struct Lever {
    /// The question.
    pub question: QuestionId,
    /// What it is worth now; `None` if that is unknown.
    pub value: Option<Interval>,
    /// One step up: the next level, option, pick or goalpost; `None` at the top or from unknown.
    pub step: Option<Change>,
    /// The best answer; `None` if it is given already.
    pub best: Option<Change>,
}

/// A better answer and what follows.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The value of the better answer.
    pub to: f64,
    /// Its figure in the unit of the question's measure, where goalposts give one.
    pub figure: Option<f64>,
    /// What changes, in the pack's order of blocks.
    pub effects: Vec<Effect>,
}

/// What a change does to one block.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// The block: the question's own, an index above it, or one whose gate the question decides.
    pub block: BlockId,
    /// By how much L changes.
    pub low: f64,
    /// By how much C changes, if there is one before and after.
    pub centre: Option<f64>,
    /// By how much H changes.
    pub high: f64,
    /// The range of levels before and after, if it changes.
    pub level: Option<[(u8, u8); 2]>,
}

impl Effect {
    /// How much the number that is shown moves: C, or L where there is no C.
    pub fn shown(&self) -> f64 {
        self.centre.unwrap_or(self.low)
    }
}

/// The levers of a diagnostic, in the pack's order of questions.
///
/// The assessment must be the one that `assess` gives for the same pack and diagnostic.
pub fn levers(pack: &Pack, diagnostic: &Diagnostic, assessment: &Assessment) -> Vec<Lever> {
    let mut scratch = Scratch {
        pack,
        plan: Plan::of(pack),
        weights: Weights::of_method(pack),
        values: assessment.blocks.iter().map(|block| block.value).collect(),
        gates: gates(pack),
        diagnostic: diagnostic.clone(),
        now: assessment,
        trial: assessment.clone(),
    };
    let questions = pack.questions.iter().zip(&assessment.questions).enumerate();
    questions
        .filter_map(|(index, (question, score))| scratch.lever(index, question, score))
        .collect()
}

/// The levers that move a block, strongest first; by a step, or by the best answer.
pub fn strongest<'a>(
    levers: &'a [Lever],
    block: &BlockId,
    change: fn(&Lever) -> Option<&Change>,
) -> Vec<(&'a Lever, &'a Effect)> {
    let effect = |lever: &'a Lever| {
        let effects = change(lever)?.effects.iter();
        Some((lever, effects.into_iter().find(|effect| effect.block == *block)?))
    };
    let mut found: Vec<_> = levers.iter().filter_map(effect).collect();
    found.sort_by(|(_, a), (_, b)| b.shown().total_cmp(&a.shown()));
    found
}

/// A copy of the case in which one answer at a time is tried.
struct Scratch<'a> {
    pack: &'a Pack,
    plan: Plan,
    weights: Weights,
    values: Vec<Option<Aggregate>>,
    /// For each block and each of its gates, what the gate asks.
    gates: Vec<Vec<Asked<'a>>>,
    diagnostic: Diagnostic,
    now: &'a Assessment,
    trial: Assessment,
}

fn gates(pack: &Pack) -> Vec<Vec<Asked<'_>>> {
    let blocks = pack.blocks.iter();
    blocks.map(|block| block.gates.iter().map(|gate| gate.when.asked()).collect()).collect()
}

impl Scratch<'_> {
    fn lever(&mut self, index: usize, question: &Question, score: &QuestionScore) -> Option<Lever> {
        if !question.kind.is_asked() {
            return None;
        }
        score.outcome.interval()?;
        let case = super::figure::Case { pack: self.pack, diagnostic: &self.diagnostic };
        let value = match score.outcome {
            Outcome::Known(value) => Some(value),
            _ => None,
        };
        let next = value.and_then(|value| step(case, question, value));
        let top = best(case, question, value);
        let step = next.map(|trial| self.change(index, question, trial));
        let best = top.map(|trial| self.change(index, question, trial));
        (step.is_some() || best.is_some()).then(|| Lever {
            question: question.id.clone(),
            value,
            step,
            best,
        })
    }

    /// Tries an answer, notes what it changes, and takes it back.
    fn change(&mut self, index: usize, question: &Question, trial: Trial) -> Change {
        let Trial { to, figure, state } = trial;
        let before = state.map(|state| {
            let answer = Answer { state, ..self.answer(&question.id) };
            self.diagnostic.answers.insert(question.id.clone(), answer)
        });
        if let Some(score) = self.trial.questions.get_mut(index) {
            score.outcome = Outcome::Known(Interval::point(to));
            score.figure = figure.map(|figure| (figure, figure)).or(score.figure);
        }
        let effects = self.effects(index, &question.id);
        match before {
            Some(Some(answer)) => {
                self.diagnostic.answers.insert(question.id.clone(), answer);
            }
            Some(None) => {
                self.diagnostic.answers.remove(&question.id);
            }
            None => {}
        }
        if let (Some(score), Some(now)) =
            (self.trial.questions.get_mut(index), self.now.questions.get(index))
        {
            score.clone_from(now);
        }
        Change { to, figure, effects }
    }

    fn answer(&self, id: &QuestionId) -> Answer {
        let blank = || Answer { state: State::NotAsked, ..Answer::default() };
        self.diagnostic.answers.get(id).cloned().unwrap_or_else(blank)
    }

    fn effects(&mut self, index: usize, id: &QuestionId) -> Vec<Effect> {
        let reached = self.plan.reached_by(index);
        let mut values = self.values.clone();
        for block in &reached {
            let with =
                With { plan: &self.plan, weights: &self.weights, questions: &self.trial.questions };
            let value = block_value(self.pack, with, *block, &values);
            if let Some(place) = values.get_mut(*block) {
                *place = value;
            }
            if let Some(score) = self.trial.blocks.get_mut(*block) {
                score.value = value;
            }
        }
        let mut effects = Vec::new();
        for (block, now) in self.now.blocks.iter().enumerate() {
            let Some(value) = values.get(block).copied().flatten() else { continue };
            let moved = reached.contains(&block);
            let level = self.level(block, now, &value, (id, &reached));
            if moved || level.is_some() {
                effects.extend(effect(now, &value, level));
            }
        }
        for block in reached {
            if let (Some(score), Some(now)) =
                (self.trial.blocks.get_mut(block), self.now.blocks.get(block))
            {
                score.value = now.value;
            }
        }
        effects
    }

    /// The level's range before and after, if it changes.
    fn level(
        &self,
        block: usize,
        now: &BlockScore,
        value: &Aggregate,
        (id, reached): (&QuestionId, &[usize]),
    ) -> Option<[(u8, u8); 2]> {
        let reading = now.level.as_ref()?;
        let spec = self.pack.blocks.get(block)?;
        let facts = ScoredFacts::new(self.pack, &self.diagnostic, &self.trial);
        let is_reached = |block: &&BlockId| {
            self.pack.block_index(block.as_str()).is_some_and(|index| reached.contains(&index))
        };
        let mut gates = reading.gates.clone();
        for ((state, gate), asked) in gates.iter_mut().zip(&spec.gates).zip(self.gates.get(block)?)
        {
            if asked.questions.contains(&id) || asked.blocks.iter().any(is_reached) {
                state.holds = gate.when.holds(&facts);
            }
        }
        if gates == reading.gates && !reached.contains(&block) {
            return None;
        }
        let limit = level::limit(self.pack, &self.diagnostic);
        let after = level::reading(&self.pack.levels, limit, value, gates);
        let (before, after) = (reading.range(), after.range());
        (before != after).then_some([before, after])
    }
}

fn effect(now: &BlockScore, value: &Aggregate, level: Option<[(u8, u8); 2]>) -> Option<Effect> {
    let before = now.value?;
    Some(Effect {
        block: now.id.clone(),
        low: value.low - before.low,
        centre: value.centre.zip(before.centre).map(|(after, before)| after - before),
        high: value.high - before.high,
        level,
    })
}
