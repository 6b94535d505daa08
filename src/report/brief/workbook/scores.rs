//! Every block and gauge: least, centre and most, how much is known, and the level.

use crate::{
    questionnaire::{Block as BlockSpec, BlockMembers},
    report::brief::{Line, results::level_codes, source::Source},
    scoring::{Aggregate, BlockScore},
};

use super::{ANSWERS, Datum, Field, Form, Formula, Sheet, answers::column};

/// Where a value comes from.
#[derive(Clone, Copy)]
enum Basis<'a> {
    /// The questions of the block.
    Questions,
    /// These rows of this sheet.
    Rows(&'a [usize]),
    /// Questions that several blocks share.
    Elsewhere,
}

pub(super) fn sheet(of: &Source<'_>) -> Sheet {
    let lang = of.lang;
    let blocks = of.pack.blocks.iter().zip(&of.assessment.blocks);
    let gauges = of.pack.gauges.iter().zip(&of.assessment.gauges).map(|(gauge, score)| {
        let kind = lang.exports_kind_gauge();
        let name = [gauge.id.as_str(), of.text(&gauge.title), kind].map(Datum::text);
        row(of, name, score.value.as_ref(), Basis::Elsewhere, Line::default())
    });
    let sheet = Sheet {
        name: lang.exports_scores().into(),
        title: lang.exports_scores().into(),
        notes: vec![lang.exports_scores_note().into()],
        columns: columns(of),
        rows: blocks.map(|(spec, score)| block(of, spec, score)).chain(gauges).collect(),
    };
    sheet.without_empty_columns(of)
}

fn columns(of: &Source<'_>) -> Vec<Field> {
    let lang = of.lang;
    let known = Field { label: lang.exports_known().into(), width: 12, form: Form::Share };
    vec![
        Field::words(lang.exports_id(), 10),
        Field::words(lang.exports_name(), 46),
        Field::words(lang.exports_kind(), 16),
        Field::figures(lang.exports_low(), 0),
        Field::figures(lang.exports_centre(), 0),
        Field::figures(lang.exports_high(), 0),
        known,
        Field::words(lang.exports_letter(), 10),
        Field::words(lang.exports_level(), 18),
        Field::words(lang.exports_remark(), 40),
    ]
}

fn block(of: &Source<'_>, spec: &BlockSpec, score: &BlockScore) -> Vec<Datum> {
    let lang = of.lang;
    let kind = if of.pack.indices.contains(&spec.id) {
        lang.exports_kind_index()
    } else if spec.levelled {
        lang.exports_kind_capacity()
    } else {
        lang.exports_kind_block()
    };
    let level = score.level.as_ref().filter(|_| score.value.is_some_and(|value| value.sufficient));
    let level = level.map(|reading| level_codes(of, reading)).unwrap_or_default();
    let name = [spec.id.as_str(), of.text(&spec.title), kind].map(Datum::text);
    let members = match &spec.of {
        BlockMembers::Questions => Vec::new(),
        BlockMembers::Mean(ids) => {
            let places = ids.iter().filter_map(|id| of.pack.block_index(id.as_str()));
            let value = |at: &usize| of.assessment.blocks.get(*at).and_then(|block| block.value);
            places.filter(|at| value(at).is_some()).collect()
        }
    };
    let basis = match &spec.of {
        BlockMembers::Questions => Basis::Questions,
        BlockMembers::Mean(_) => Basis::Rows(&members),
    };
    row(of, name, score.value.as_ref(), basis, level.into())
}

fn row(
    of: &Source<'_>,
    name: [Datum; 3],
    value: Option<&Aggregate>,
    basis: Basis<'_>,
    level: Line,
) -> Vec<Datum> {
    let lang = of.lang;
    let mut row = Vec::from(name);
    let Some(value) = value else {
        row.extend([const { Datum::Empty }; 6]);
        row.push(Datum::text(lang.words_state_not_applicable()));
        return row;
    };
    let centre = match value.shown_centre() {
        Some(centre) => computed(of, centre * 100.0, basis, Part::Centre),
        None => Datum::text(lang.words_insufficient()),
    };
    row.extend([
        computed(of, value.low * 100.0, basis, Part::Low),
        centre,
        computed(of, value.high * 100.0, basis, Part::High),
        computed(of, value.completeness, basis, Part::Known),
        Datum::text(value.reliability.letter.as_str()),
        Datum::text(level),
        Datum::text(if value.reliability.stale { lang.exports_stale() } else { "" }),
    ]);
    row
}

/// A part of an aggregate.
#[derive(Clone, Copy)]
enum Part {
    Low,
    Centre,
    High,
    Known,
}

fn computed(of: &Source<'_>, value: f64, basis: Basis<'_>, part: Part) -> Datum {
    let formula = match basis {
        Basis::Questions => Some(of_questions(part)),
        Basis::Rows(rows) => of_rows(of, rows, part),
        Basis::Elsewhere => None,
    };
    match formula {
        Some(formula) => Datum::Computed { value, formula },
        None => Datum::Number(value),
    }
}

const fn of_questions(part: Part) -> Formula {
    let (answers, block) = (ANSWERS, column::BLOCK);
    let (value, weight) = match part {
        Part::Low => (column::LOW, column::WEIGHT),
        Part::Centre => (column::MIDDLE, column::KNOWN),
        Part::High => (column::HIGH, column::WEIGHT),
        Part::Known => {
            let (weight, known) = (column::WEIGHT, column::KNOWN);
            return Formula::KnownShare { answers, block, weight, known };
        }
    };
    Formula::WeightedMean { answers, block, value, weight }
}

/// The mean of rows; none for a centre that needs one which is not shown.
fn of_rows(of: &Source<'_>, rows: &[usize], part: Part) -> Option<Formula> {
    let value = |at: &usize| of.assessment.blocks.get(*at).and_then(|block| block.value);
    let shown = |at: &usize| value(at).is_some_and(|value| value.shown_centre().is_some());
    let whole = !matches!(part, Part::Centre) || rows.iter().all(shown);
    (whole && !rows.is_empty()).then(|| Formula::MeanOfRows(rows.to_vec()))
}
