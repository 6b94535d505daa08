//! Whether two packs ask and score the same under one name.

use crate::{
    domain::QuestionId,
    questionnaire::{Block, Choice, Kind, NumberPart, Pack, Question, Scoring},
};

/// How a question of one pack stands to that of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// It is asked and scored the same, in the same words.
    Same,
    /// It is asked in other words and scored the same.
    Reworded,
    /// It is asked or scored otherwise.
    Changed,
}

/// The question of another pack that stands for this one: by its name, or by one it has had.
pub(super) fn counterpart<'a>(of: &Question, pack: &'a Pack) -> Option<&'a Question> {
    pack.question(of.id.as_str())
        .or_else(|| of.aliases.iter().find_map(|id| pack.question(id.as_str())))
        .or_else(|| pack.questions.iter().find(|question| question.aliases.contains(&of.id)))
}

/// How two questions of one name stand to each other.
pub(super) fn likeness(a: (&Pack, &Question), b: (&Pack, &Question)) -> Likeness {
    let ((a_pack, a), (b_pack, b)) = (a, b);
    let scored = a.measure == b.measure
        && a.scoring == b.scoring
        && same_reference(a_pack, b_pack, &a.scoring)
        && a.cap == b.cap
        && a.stale_after == b.stale_after
        && a.applies_if == b.applies_if
        && a.block == b.block
        && a.weight == b.weight;
    if !scored || !same_answers(&a.kind, &b.kind) {
        return Likeness::Changed;
    }
    if a.text == b.text && a.kind == b.kind { Likeness::Same } else { Likeness::Reworded }
}

/// Whether the value that answers are held against is the same.
fn same_reference(a: &Pack, b: &Pack, scoring: &Scoring) -> bool {
    let Scoring::Quotient(id) = scoring else { return true };
    let value = |pack: &Pack| pack.reference(id).map(|reference| reference.value);
    value(a) == value(b)
}

/// Whether the same answers can be given, whatever their words; a unit is more than a word.
fn same_answers(a: &Kind, b: &Kind) -> bool {
    match (a, b) {
        (Kind::Scale(a), Kind::Scale(b)) => a.len() == b.len(),
        (Kind::Choice(a), Kind::Choice(b)) => same_choices(a, b),
        (
            Kind::Multiple { options: a, amount: per_a },
            Kind::Multiple { options: b, amount: per_b },
        ) => same_choices(a, b) && per_a == per_b,
        (
            Kind::Number { unit: a, includes: of_a, .. },
            Kind::Number { unit: b, includes: of_b, .. },
        ) => a == b && same_choices(of_a, of_b),
        (Kind::Numbers(a), Kind::Numbers(b)) => {
            let same = |(a, b): (&NumberPart, &NumberPart)| a.id == b.id && a.unit == b.unit;
            a.len() == b.len() && a.iter().zip(b).all(same)
        }
        (Kind::YesPartlyNo { .. }, Kind::YesPartlyNo { .. }) => true,
        (a, b) => a == b,
    }
}

fn same_choices(a: &[Choice], b: &[Choice]) -> bool {
    let same = |(a, b): (&Choice, &Choice)| {
        a.id == b.id && a.value == b.value && a.applies_if == b.applies_if
    };
    a.len() == b.len() && a.iter().zip(b).all(same)
}

/// Whether two blocks are made of the same members; their questions are looked at apart.
pub(super) fn same_block(a: &Block, b: &Block) -> bool {
    a.of == b.of && a.centre_needs == b.centre_needs && a.levelled == b.levelled
}

/// Whether a block reaches its levels by the same thresholds and gates.
pub(super) fn same_levels(a: (&Pack, &Block), b: (&Pack, &Block)) -> bool {
    let thresholds = |pack: &Pack| -> Vec<(String, f64)> {
        pack.levels.names.iter().map(|level| (level.code.clone(), level.from)).collect()
    };
    let gates = a.1.gates.len() == b.1.gates.len()
        && a.1.gates.iter().zip(&b.1.gates).all(|(a, b)| a.level == b.level && a.when == b.when);
    thresholds(a.0) == thresholds(b.0) && gates
}

/// The questions that a gauge reads.
pub(super) fn read_by_gauge<'a>(pack: &'a Pack, gauge: &str) -> Vec<&'a QuestionId> {
    let reads = |question: &&Question| question.gauges.iter().any(|id| id.as_str() == gauge);
    pack.questions.iter().filter(reads).map(|question| &question.id).collect()
}

/// Whether two packs cross ties and partnerships in the same way.
pub(super) fn same_matrix(a: &Pack, b: &Pack) -> bool {
    a.matrix == b.matrix
}
