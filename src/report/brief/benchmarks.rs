//! The answers beside the survey of the founding study: always with its base and its interval, and
//! never a rank.

use crate::{
    questionnaire::Truth,
    report::why::beside_survey,
    scoring::{Against, Compared, benchmarks},
};

use super::{Block, Cell, Column, Line, Section, Table, answers::figure, source::Source};

/// What can be held against the survey, if the pack names something.
pub(super) fn section(of: &Source<'_>) -> Option<Section> {
    // What is not known of this territory has nothing to stand beside.
    let known = |one: &Compared| match &one.against {
        Against::Share { among, .. } => *among != Truth::Unknown,
        Against::Range { figure, .. } => figure.is_some(),
    };
    let mut all = benchmarks(of.pack, of.diagnostic, of.assessment);
    all.retain(known);
    if all.is_empty() || !super::results::anything_known(of) {
        return None;
    }
    let lang = of.lang;
    let rows = all.iter().map(|one| {
        let (what, survey, standing) = beside_survey(lang, &one.against);
        // The document is about a territory, not to its reader.
        let standing = match &one.against {
            Against::Share { among: Truth::True, .. } => lang.printed_among().to_owned(),
            Against::Share { among: Truth::False, .. } => lang.printed_not_among().to_owned(),
            _ => standing,
        };
        let (survey, standing) = with_unit(of, one).unwrap_or((survey, standing));
        vec![Cell::text(what), Cell::text(survey), Cell::text(standing)]
    });
    let columns = vec![
        Column::words(lang.documents_column_surveyed(), 40.0),
        Column::words(lang.documents_column_survey(), 36.0),
        Column::words(lang.documents_column_standing(), 24.0),
    ];
    let title: Line = lang.documents_benchmarks_title().into();
    let rows = rows.collect();
    let table = Table { caption: Line::default(), summary: title.clone(), columns, rows };
    let intro = Block::Text(lang.documents_benchmarks_intro().into());
    Some(Section { title, blocks: vec![intro, Block::Table(table)] })
}

/// A range of the survey and where this territory stands, each figure with its unit.
fn with_unit(of: &Source<'_>, one: &Compared) -> Option<(String, String)> {
    let Against::Range { range, figure: Some((low, high)), within } = &one.against else {
        return None;
    };
    let lang = of.lang;
    let unit = of.pack.question(one.question.as_str())?.unit(lang);
    let told = |value: f64| figure(lang, value, 2, unit);
    let survey =
        lang.survey_range(told(range.high), lang.number(range.low, 0), told(range.typical));
    let standing = match within {
        Truth::True => lang.explain_within().to_owned(),
        _ if high - low <= 0.0 => told(*low),
        _ => lang.words_between(figure(lang, *low, 2, ""), told(*high)),
    };
    Some((survey, standing))
}
