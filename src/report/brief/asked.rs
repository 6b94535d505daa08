//! The blank questionnaire, or interview guide: everything that one contributor is asked, on paper.
//!
//! Somebody takes it to a meeting, reads the levels aloud, and writes by hand. It needs no answer
//! at all; « ne sait pas » and « sans objet » stand beside every question, for they are answers.

use crate::{
    domain::RoleId,
    questionnaire::{Column as ColumnSpec, ColumnKind, Dimension, Kind, Question, TableSpec},
};

use super::{Asked, Block, Cell, Column, Line, Section, Table, source::Source};

/// How many blank rows a table has on paper.
const BLANK_ROWS: usize = 6;

/// The most columns of a table on paper; others are named beside it.
const MOST_COLUMNS: usize = 6;

/// The questions and tables of one theme for a role, or for everybody; none if it has none.
pub(super) fn section(
    of: &Source<'_>,
    dimension: &Dimension,
    role: Option<&RoleId>,
) -> Option<Section> {
    let is_for = |all: &[RoleId]| role.is_none_or(|role| all.contains(role));
    let questions = of.pack.questions_of(&dimension.id);
    let asked = questions.filter(|one| one.kind.is_asked() && is_for(&one.contributors));
    let mut blocks = vec![Block::Text(of.text(&dimension.intro).into())];
    blocks.extend(asked.map(|question| Block::Asked(form(of, question))));
    for id in &dimension.tables {
        if let Some(spec) = of.pack.table(id.as_str()).filter(|spec| is_for(&spec.contributors)) {
            blocks.extend(table(of, spec));
        }
    }
    (1 < blocks.len()).then(|| Section { title: of.text(&dimension.title).into(), blocks })
}

/// How to fill it in, before the first theme.
pub(super) fn guide(of: &Source<'_>, role: Option<&RoleId>) -> Section {
    let lang = of.lang;
    let whom = role.and_then(|id| of.pack.role(id)).map(|role| of.text(&role.title));
    let whom = whom.map_or_else(
        || lang.documents_form_everybody().to_owned(),
        |title| lang.documents_form_for(title),
    );
    let lines = [
        lang.documents_form_levels(),
        lang.documents_form_unknown(),
        lang.documents_form_proof(),
        lang.documents_form_privacy(),
    ];
    Section {
        title: lang.documents_form_guide().into(),
        blocks: vec![
            Block::Text(whom.into()),
            Block::List(lines.into_iter().map(Line::from).collect()),
            Block::Asked(Asked {
                title: lang.documents_form_who().into(),
                blanks: vec![
                    lang.documents_form_function().into(),
                    lang.documents_form_day().into(),
                ],
                ..Asked::default()
            }),
        ],
    }
}

fn form(of: &Source<'_>, question: &Question) -> Asked {
    let lang = of.lang;
    let (mut choices, mut answers) = (Vec::new(), Vec::new());
    let labelled = |label: &str, unit: &str| -> Line {
        if unit.is_empty() { label.into() } else { lang.report_with_amount(label, unit).into() }
    };
    match &question.kind {
        Kind::Scale(levels) => choices.extend(
            levels.iter().enumerate().map(|(n, text)| lang.documents_form_level(n, of.text(text))),
        ),
        Kind::Choice(options) => {
            choices.extend(options.iter().map(|one| of.text(&one.label).to_owned()));
        }
        Kind::YesPartlyNo { yes, partly, no } => {
            let words = [lang.words_yes(), lang.words_partly(), lang.words_no()];
            let texts = [yes, partly, no].map(|text| of.text(text));
            choices.extend(words.iter().zip(texts).map(|(w, text)| lang.report_word_and(w, text)));
        }
        Kind::Multiple { options, amount } => {
            choices.extend(options.iter().map(|one| {
                let label = of.text(&one.label);
                amount.as_ref().map_or_else(
                    || label.to_owned(),
                    |unit| lang.documents_form_amount(label, of.text(unit)),
                )
            }));
        }
        Kind::Number { unit, includes, .. } => {
            answers.push(labelled(lang.report_column_answer(), of.text(unit)));
            choices.extend(
                includes.iter().map(|one| lang.documents_form_includes(of.text(&one.label))),
            );
        }
        Kind::Numbers(parts) => answers
            .extend(parts.iter().map(|part| labelled(of.text(&part.label), of.text(&part.unit)))),
        Kind::Derived(_) => {}
    }
    choices.push(lang.documents_form_not_known().to_owned());
    choices.push(lang.documents_form_not_applicable().to_owned());
    let blanks = [lang.documents_form_source(), lang.documents_form_comment()];
    let help = [&question.why, &question.source, &question.caution];
    let help = help.into_iter().map(|text| Line::from(of.text(text)));
    Asked {
        id: question.id.as_str().into(),
        title: of.text(&question.text).into(),
        help: help.filter(|line| !line.is_empty()).collect(),
        answers,
        choices: choices.into_iter().map(Line::from).collect(),
        blanks: blanks.map(Line::from).to_vec(),
    }
}

/// A table to be filled in by hand, with what its columns hold.
fn table(of: &Source<'_>, spec: &TableSpec) -> Vec<Block> {
    let lang = of.lang;
    let shown: Vec<&ColumnSpec> = spec.columns.iter().filter(|column| !column.private).collect();
    let (wide, others) = shown.split_at(shown.len().min(MOST_COLUMNS));
    let columns: Vec<Column> =
        wide.iter().map(|column| Column::words(of.text(&column.label), 10.0)).collect();
    let blank = || vec![Cell::text("\u{a0}"); columns.len()];
    let rows = (0..BLANK_ROWS).map(|_| blank()).collect();
    let title: Line = of.text(&spec.title).into();
    let mut blocks = vec![Block::Heading(title.clone()), Block::Note(of.text(&spec.why).into())];
    blocks.push(Block::Note(of.text(&spec.source).into()));
    let line = |column: &&ColumnSpec| {
        let label = of.text(&column.label);
        let options = options(of, &column.kind);
        let text = if options.is_empty() { of.text(&column.help).to_owned() } else { options };
        if text.is_empty() { label.to_owned() } else { lang.report_word_and(label, text) }
    };
    blocks.push(Block::List(shown.iter().map(line).map(Line::from).collect()));
    if !others.is_empty() {
        let names: Vec<_> = others.iter().map(|column| of.text(&column.label)).collect();
        blocks.push(Block::Note(lang.documents_form_also(names.join(", ")).into()));
    }
    blocks.push(Block::Table(Table { caption: Line::default(), summary: title, columns, rows }));
    blocks
}

/// What may be chosen in a column, one after the other.
fn options(of: &Source<'_>, kind: &ColumnKind) -> String {
    let texts: Vec<&str> = match kind {
        ColumnKind::Choice(options) | ColumnKind::Choices { options, .. } => {
            options.iter().map(|one| of.text(&one.label)).collect()
        }
        ColumnKind::Level(levels) => levels.iter().map(|text| of.text(text)).collect(),
        _ => Vec::new(),
    };
    texts.join(" / ")
}
