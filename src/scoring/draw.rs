//! Draws of weights, goalposts and missing values, over flat lists found once.
//!
//! A draw takes numbers from the generator in this order: in the balance test whether means are
//! geometric; then for each question that counts, in the pack's order, its weight, its goalposts if
//! it has any, its value if it is open; then the weight of each block within a mean.

use crate::{
    domain::{Diagnostic, OptionId, QuestionId, Score},
    questionnaire::{
        Block, Condition, Facts, Gate, Kind, Pack, Quantity, Question, Scoring, TiePair, Truth,
    },
};

use super::{
    Assessment, BlockSpread, DrawSettings, GateState, GaugeSpread, QuestionScore, ScoredFacts,
    generator::SplitMix64,
    level,
    normalize::piecewise,
    plan::{Members, Plan},
    robustness::spread,
};

/// What is added to a value before its logarithm, so that zero counts little and not nothing.
const FLOOR: f64 = 0.01;

/// A question that counts.
struct Drawn<'a> {
    /// Its place in the pack.
    place: usize,
    weight: f64,
    value: Value<'a>,
    cap: f64,
}

/// Where a question's value comes from in a draw.
enum Value<'a> {
    /// It is known.
    Point(f64),
    /// It is open.
    Between(f64, f64),
    /// It follows from a figure by goalposts.
    Goalposts(&'a [f64], f64, f64),
    /// It follows from the logarithms of a share over its reference.
    Quotient(f64, f64),
}

/// The members of a block or gauge, by their places in the flat lists.
enum Group {
    Questions(Vec<usize>),
    Blocks(Vec<usize>),
}

/// A gate within draws.
enum GateDraw<'a> {
    /// Draws do not change it.
    Fixed(bool),
    /// What is drawn decides.
    Open(&'a Condition),
}

/// The draws so far, and all that the next one needs.
pub(super) struct Draws<'a> {
    pack: &'a Pack,
    facts: ScoredFacts<'a>,
    limit: u8,
    generator: SplitMix64,
    balance: bool,
    questions: Vec<Drawn<'a>>,
    /// Each block that has a value, after its members: its place and what it is made of.
    blocks: Vec<(usize, Group)>,
    gauges: Vec<Group>,
    gates: Vec<Vec<(u8, GateDraw<'a>)>>,
    /// The pairs of blocks whose difference is a gap.
    pairs: Vec<Option<(usize, usize)>>,
    now: Now,
    drawn_blocks: Vec<Vec<f64>>,
    drawn_gauges: Vec<Vec<f64>>,
    drawn_levels: Vec<Vec<usize>>,
}

/// The present draw.
struct Now {
    weights: Vec<f64>,
    values: Vec<f64>,
    /// The value and the weight of each block of the pack.
    blocks: Vec<f64>,
    block_weights: Vec<f64>,
    /// The value of each question of the pack that was open and is drawn.
    by_place: Vec<Option<f64>>,
}

impl<'a> Draws<'a> {
    pub(super) fn new(
        pack: &'a Pack,
        diagnostic: &'a Diagnostic,
        assessment: &'a Assessment,
        plan: &Plan,
        settings: DrawSettings,
    ) -> Self {
        let questions: Vec<Drawn<'a>> = pack
            .questions
            .iter()
            .zip(&assessment.questions)
            .enumerate()
            .filter_map(|(place, (question, score))| drawn(pack, place, question, score))
            .collect();
        let flat = |places: &[usize]| -> Vec<usize> {
            let find = |place: &usize| questions.iter().position(|one| one.place == *place);
            places.iter().filter_map(find).collect()
        };
        let has_value =
            |block: &usize| assessment.blocks.get(*block).is_some_and(|one| one.value.is_some());
        let group = |block: &usize| match plan.blocks.get(*block)? {
            Members::Questions(places) => Some((*block, Group::Questions(flat(places)))),
            Members::Blocks(blocks) => {
                let blocks = blocks.iter().copied().filter(has_value).collect();
                Some((*block, Group::Blocks(blocks)))
            }
        };
        let blocks = plan.order.iter().filter(|block| has_value(block)).filter_map(group).collect();
        let gauges = plan.gauges.iter().map(|places| Group::Questions(flat(places))).collect();
        let pair = |tie: &TiePair| {
            let place = |id: &str| pack.block_index(id).filter(has_value);
            Some((place(tie.intensity.as_str())?, place(tie.mobilisation.as_str())?))
        };
        let count = pack.blocks.len();
        Self {
            pack,
            facts: ScoredFacts::new(pack, diagnostic, assessment),
            limit: level::limit(pack, diagnostic),
            generator: SplitMix64::new(settings.seed),
            balance: settings.balance,
            blocks,
            gauges,
            gates: gates(pack, assessment),
            pairs: pack.ties.iter().map(pair).collect(),
            now: Now {
                weights: vec![0.0; questions.len()],
                values: vec![0.0; questions.len()],
                blocks: vec![0.0; count],
                block_weights: vec![1.0; count],
                by_place: vec![None; pack.questions.len()],
            },
            questions,
            drawn_blocks: vec![Vec::with_capacity(settings.draws); count],
            drawn_gauges: vec![Vec::with_capacity(settings.draws); pack.gauges.len()],
            drawn_levels: vec![vec![0; pack.levels.names.len()]; count],
        }
    }

    /// One more draw.
    pub(super) fn next(&mut self) {
        let geometric = self.balance && self.generator.unit() < 0.5;
        for (index, question) in self.questions.iter().enumerate() {
            let weight = question.weight * self.generator.between(0.75, 1.25);
            let value = question.draw(&mut self.generator);
            if let (Some(weights), Some(values)) =
                (self.now.weights.get_mut(index), self.now.values.get_mut(index))
            {
                (*weights, *values) = (weight, value);
            }
            if !matches!(question.value, Value::Point(_))
                && let Some(place) = self.now.by_place.get_mut(question.place)
            {
                *place = Some(value);
            }
        }
        for (_, group) in &self.blocks {
            let Group::Blocks(members) = group else { continue };
            for member in members {
                if let Some(weight) = self.now.block_weights.get_mut(*member) {
                    *weight = self.generator.between(0.75, 1.25);
                }
            }
        }
        for (block, group) in &self.blocks {
            let value = self.now.mean(group, geometric);
            if let Some(place) = self.now.blocks.get_mut(*block) {
                *place = value;
            }
            if let Some(drawn) = self.drawn_blocks.get_mut(*block) {
                drawn.push(value);
            }
        }
        for (group, drawn) in self.gauges.iter().zip(&mut self.drawn_gauges) {
            if matches!(group, Group::Questions(members) if !members.is_empty()) {
                drawn.push(self.now.mean(group, geometric));
            }
        }
        self.count_levels();
    }

    fn count_levels(&mut self) {
        let facts = DrawnFacts { pack: self.pack, facts: self.facts, now: &self.now };
        for (block, _) in &self.blocks {
            let (Some(spec), Some(value), Some(gates)) =
                (self.pack.blocks.get(*block), self.now.blocks.get(*block), self.gates.get(*block))
            else {
                continue;
            };
            if !spec.levelled {
                continue;
            }
            let passes = |level: u8| {
                gates.iter().filter(|(own, _)| *own == level).all(|(_, gate)| match gate {
                    GateDraw::Fixed(holds) => *holds,
                    GateDraw::Open(condition) => condition.holds(&facts).is_true(),
                })
            };
            let level = level::reached(&self.pack.levels, self.limit, *value, passes);
            let counts = self.drawn_levels.get_mut(*block);
            if let Some(count) = counts.and_then(|counts| counts.get_mut(usize::from(level))) {
                *count += 1;
            }
        }
    }

    /// The gaps of the present draw.
    pub(super) fn gaps(&self) -> Vec<Option<f64>> {
        let value = |block: usize| self.now.blocks.get(block).copied();
        let gap = |pair: &Option<(usize, usize)>| {
            let (intensity, mobilisation) = (*pair)?;
            Some(value(intensity)? - value(mobilisation)?)
        };
        self.pairs.iter().map(gap).collect()
    }

    /// The spread of every block and gauge.
    pub(super) fn spreads(self) -> (Vec<BlockSpread>, Vec<GaugeSpread>) {
        let blocks = self.pack.blocks.iter().zip(self.drawn_blocks).zip(self.drawn_levels);
        let block = |((block, drawn), counts): ((&Block, Vec<f64>), Vec<usize>)| {
            let draws = drawn.len() as f64;
            let levelled = block.levelled && !drawn.is_empty();
            let shares = counts.into_iter().map(|count| count as f64 / draws);
            BlockSpread {
                id: block.id.clone(),
                levels: if levelled { shares.collect() } else { Vec::new() },
                spread: spread(drawn),
            }
        };
        let gauges = self.pack.gauges.iter().zip(self.drawn_gauges);
        (
            blocks.map(block).collect(),
            gauges
                .map(|(gauge, drawn)| GaugeSpread { id: gauge.id.clone(), spread: spread(drawn) })
                .collect(),
        )
    }
}

impl Drawn<'_> {
    fn draw(&self, generator: &mut SplitMix64) -> f64 {
        let (low, high) = match self.value {
            Value::Point(value) => return value,
            Value::Between(low, high) => (low, high),
            Value::Goalposts(posts, low, high) => {
                let scale = generator.between(0.85, 1.15);
                let of = |figure: f64| piecewise(figure / scale, posts).min(self.cap);
                (of(low), of(high))
            }
            Value::Quotient(low, high) => {
                let scale = libm::log2(generator.between(0.85, 1.15));
                let of = |doublings: f64| ((doublings - scale + 2.0) / 4.0).clamp(0.0, self.cap);
                (of(low), of(high))
            }
        };
        if low < high { generator.between(low, high) } else { low }
    }
}

impl Now {
    /// The weighted mean of a group, arithmetic or geometric.
    fn mean(&self, group: &Group, geometric: bool) -> f64 {
        let (members, weights, values) = match group {
            Group::Questions(members) => (members, &self.weights, &self.values),
            Group::Blocks(members) => (members, &self.block_weights, &self.blocks),
        };
        let (mut sum, mut whole) = (0.0, 0.0);
        for member in members {
            let (Some(weight), Some(value)) = (weights.get(*member), values.get(*member)) else {
                continue;
            };
            let value = if geometric { libm::log(FLOOR + (1.0 - FLOOR) * value) } else { *value };
            sum += weight * value;
            whole += weight;
        }
        let mean = if 0.0 < whole { sum / whole } else { 0.0 };
        let mean = if geometric { (libm::exp(mean) - FLOOR) / (1.0 - FLOOR) } else { mean };
        mean.clamp(0.0, 1.0)
    }
}

/// A question as draws see it; `None` if it does not count.
fn drawn<'a>(
    pack: &Pack,
    place: usize,
    question: &'a Question,
    score: &QuestionScore,
) -> Option<Drawn<'a>> {
    let ends = score.outcome.interval()?;
    let cap = question.cap_score().map_or(1.0, Score::get);
    let figure = score.figure.filter(|_| score.outcome.is_known());
    let value = match (&question.scoring, figure) {
        (Scoring::Goalposts(posts), Some((low, high))) => Value::Goalposts(posts, low, high),
        (Scoring::Quotient(id), Some((low, high))) if 0.0 < low => {
            let reference = pack.reference(id).map_or(1.0, |reference| reference.value);
            Value::Quotient(libm::log2(low / reference), libm::log2(high / reference))
        }
        _ if ends.width() <= 0.0 => Value::Point(ends.low()),
        _ => Value::Between(ends.low(), ends.high()),
    };
    let weight = question.weight.get();
    (0.0 < weight).then_some(Drawn { place, weight, value, cap })
}

/// The gates of every block: those that draws may change, and those that they cannot.
fn gates<'a>(pack: &'a Pack, assessment: &Assessment) -> Vec<Vec<(u8, GateDraw<'a>)>> {
    let blocks = pack.blocks.iter().zip(&assessment.blocks);
    blocks
        .map(|(block, score)| {
            let states = score.level.iter().flat_map(|level| &level.gates);
            let gate = |(gate, state): (&'a Gate, &GateState)| {
                let open = state.holds == Truth::Unknown || asks_results(&gate.when);
                let draw = if open {
                    GateDraw::Open(&gate.when)
                } else {
                    GateDraw::Fixed(state.holds.is_true())
                };
                (gate.level, draw)
            };
            block.gates.iter().zip(states).map(gate).collect()
        })
        .collect()
}

/// Whether a condition asks the value of a block.
fn asks_results(condition: &Condition) -> bool {
    let mut asks = false;
    condition.walk(&mut |one| {
        asks |= one.quantity().is_some_and(|(quantity, _)| matches!(quantity, Quantity::Block(_)));
    });
    asks
}

/// The facts of a draw: what was open has the value drawn, and blocks theirs.
struct DrawnFacts<'a> {
    pack: &'a Pack,
    facts: ScoredFacts<'a>,
    now: &'a Now,
}

impl DrawnFacts<'_> {
    fn drawn(&self, id: &QuestionId) -> Option<f64> {
        let place = self.pack.question_index(id.as_str())?;
        self.now.by_place.get(place).copied().flatten()
    }
}

impl Facts for DrawnFacts<'_> {
    fn quantity(&self, quantity: &Quantity) -> Option<(f64, f64)> {
        let drawn = match quantity {
            Quantity::Score(id) => self.drawn(id),
            Quantity::Level(id) => match self.pack.question(id.as_str()).map(|q| &q.kind) {
                Some(Kind::Scale(levels)) => {
                    let top = levels.len().saturating_sub(1) as f64;
                    self.drawn(id).map(|value| value * top)
                }
                _ => None,
            },
            Quantity::Block(id) => {
                let place = self.pack.block_index(id.as_str())?;
                self.facts.quantity(quantity)?;
                self.now.blocks.get(place).copied()
            }
            _ => None,
        };
        match drawn {
            Some(value) => Some((value, value)),
            None => self.facts.quantity(quantity),
        }
    }

    fn picked(&self, question: &QuestionId, option: &OptionId) -> Truth {
        self.facts.picked(question, option)
    }

    fn known(&self, question: &QuestionId) -> bool {
        self.facts.known(question)
    }

    fn unanswered(&self, question: &QuestionId) -> bool {
        self.facts.unanswered(question)
    }
}
