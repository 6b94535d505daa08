//! The log of sources: every figure with where it comes from, its year, its area and its proof.
//!
//! Whoever brings a diagnostic up to date, or is asked « where is that from? » in a council, reads
//! it line by line. What has no source says so.

use std::collections::BTreeMap;

use crate::{
    domain::{Answer, Cell as Entry, Evidence, Month, Perimeter, Row, Table as Rows},
    questionnaire::{Question, TableSpec, column},
    report::words,
};

use super::{
    Block, Cell, Column, Line, Section, Table,
    answers::{derived_words, state_words},
    source::Source,
    tables::{is_blank, told},
};

/// The log, if anything was entered.
pub(super) fn section(of: &Source<'_>) -> Option<Section> {
    let lang = of.lang;
    let (mut blocks, mut without) = (Vec::new(), 0);
    for dimension in &of.pack.dimensions {
        let told = of.pack.questions_of(&dimension.id).filter_map(|question| answer(of, question));
        let rows: Vec<_> = told.collect();
        if !rows.is_empty() {
            without += rows.iter().filter(|row| row.get(2).is_some_and(|cell| cell.open)).count();
            blocks.push(Block::Heading(of.text(&dimension.title).into()));
            blocks.push(Block::Table(table(of, lang.report_column_question(), rows)));
        }
    }
    for spec in &of.pack.tables {
        let Some(rows) = of.diagnostic.table(spec.id.as_str()) else { continue };
        let rows = grouped(of, spec, &told(of, spec, rows));
        if !rows.is_empty() {
            without += rows.iter().filter(|row| row.get(2).is_some_and(|cell| cell.open)).count();
            blocks.push(Block::Heading(of.text(&spec.title).into()));
            blocks.push(Block::Table(table(of, lang.report_column_row(), rows)));
        }
    }
    if blocks.is_empty() {
        return None;
    }
    let intro = if without == 0 {
        lang.documents_sources_all().to_owned()
    } else {
        lang.documents_sources_without(without)
    };
    blocks.insert(0, Block::Text(lang.documents_sources_intro().into()));
    blocks.insert(1, Block::Text(intro.into()));
    Some(Section { title: lang.documents_sources_section().into(), blocks })
}

fn table(of: &Source<'_>, first: &str, rows: Vec<Vec<Cell>>) -> Table {
    let lang = of.lang;
    let columns = vec![
        Column::words(first, 22.0),
        Column::words(lang.report_column_value(), 27.5),
        Column::words(lang.exports_source(), 24.5),
        Column::words(lang.exports_year(), 8.8),
        Column::words(lang.documents_column_perimeter(), 18.0),
        Column::words(lang.exports_evidence(), 9.2),
    ];
    let summary = lang.documents_sources_summary().into();
    Table { caption: Line::default(), summary, columns, rows }
}

/// A question that says something, with its proof.
fn answer(of: &Source<'_>, question: &Question) -> Option<Vec<Cell>> {
    let name = Cell::text(of.text(&question.short)).with(question.id.as_str());
    if !question.kind.is_asked() {
        let score = of.assessment.question(of.pack, question.id.as_str())?;
        score.figure.filter(|_| score.outcome.is_known())?;
        let from = Cell::text(of.lang.report_computed());
        let rest = [Cell::default(), Cell::default(), Cell::default()];
        let said = Cell::text(derived_words(of, question).shortened(160));
        return Some([name, said, from].into_iter().chain(rest).collect());
    }
    let answer = of.answer(question).filter(|answer| answer.state.is_answered())?;
    let said = Cell::text(state_words(of, question, &answer.state).shortened(160));
    let Answer { source, year, perimeter, evidence, .. } = answer;
    let proof = proof(of, source, year.map(|year| year.to_string()), *perimeter, *evidence);
    Some([name, said].into_iter().chain(proof).collect())
}

fn proof(
    of: &Source<'_>,
    source: &str,
    year: Option<String>,
    perimeter: Option<Perimeter>,
    evidence: Option<Evidence>,
) -> [Cell; 4] {
    let lang = of.lang;
    let said = |text: Option<String>, missing: &str| {
        text.filter(|text| !text.is_empty()).map_or_else(|| Cell::open(missing), Cell::text)
    };
    let source = of.typed(source).to_string();
    let area = perimeter.map(|area| words::perimeter(lang, area).to_owned());
    [
        said(Some(source), lang.documents_no_source()),
        said(year, lang.documents_no_year()),
        // Without a word, a figure is about the territory itself.
        Cell::text(area.unwrap_or_else(|| lang.documents_own_area().to_owned())),
        said(evidence.map(|grade| grade.code().to_owned()), lang.documents_no_evidence()),
    ]
}

/// What rows have in common: source, year, area and grade.
type Common = (String, Option<String>, Option<Perimeter>, Option<Evidence>);

/// The rows of a table, those of one source together.
fn grouped(of: &Source<'_>, spec: &TableSpec, rows: &Rows) -> Vec<Vec<Cell>> {
    let mut groups: BTreeMap<Common, usize> = BTreeMap::new();
    for row in rows.rows.iter().filter(|row| !is_blank(spec, rows, row)) {
        *groups.entry(common(rows, row)).or_default() += 1;
    }
    let line = |((source, year, perimeter, evidence), count): (Common, usize)| {
        let name = Cell::text(of.text(&spec.short)).with(spec.id.as_str());
        let said = Cell::text(of.lang.documents_rows(count));
        let proof = proof(of, &source, year, perimeter, evidence);
        [name, said].into_iter().chain(proof).collect()
    };
    groups.into_iter().map(line).collect()
}

fn common(rows: &Rows, row: &Row) -> Common {
    let entry = |id: &str| rows.column(id).map(|at| row.cell(at));
    let text = |id: &str| entry(id).and_then(Entry::as_text).unwrap_or_default();
    let year = entry(column::YEAR).and_then(Entry::as_month).map(Month::year);
    (
        text(column::SOURCE).to_owned(),
        year.map(|year| year.to_string()),
        Perimeter::parse(text(column::PERIMETER)),
        Evidence::parse(text(column::EVIDENCE)),
    )
}
