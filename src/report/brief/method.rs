//! What is still to find out, and how to read the figures.

use crate::{
    questionnaire::{Measure, Reference, Scoring},
    report::exploration,
    scoring::Letter,
};

use super::{
    Block, Cell, Column, Line, Section, Spot, Table,
    answers::{figure, state_words, untouched},
    findings::{by_theme, unknown_questions, who_knows},
    results,
    source::Source,
    tables::LEAST_COUNT,
};

/// What nobody knows yet, theme by theme, with who may know.
pub(super) fn to_find_out(of: &Source<'_>) -> Option<Section> {
    let lang = of.lang;
    let title = lang.report_todo_title().into();
    let fresh = untouched(of);
    let unknown: Vec<_> = unknown_questions(of)
        .into_iter()
        .filter(|question| {
            let theme = of.pack.dimension(&question.dimension);
            theme.is_some_and(|theme| !fresh.iter().any(|(t, ..)| **t == theme.title))
        })
        .collect();
    let mut blocks = Vec::new();
    if !unknown.is_empty() {
        let themes = by_theme(of, &unknown);
        let rows = themes.iter().flat_map(|(_, questions)| questions).map(|question| {
            vec![
                Cell::text(of.text(&question.short)).on(Spot::Question(question.id.clone())),
                Cell::open(state_words(of, question, of.state(question))),
                Cell::text(who_knows(of, question).unwrap_or_default()),
            ]
        });
        blocks.push(Block::Text(lang.report_todo_intro(unknown.len()).into()));
        blocks.push(Block::Table(todo_table(of, rows.collect())));
    }
    if !fresh.is_empty() {
        blocks.push(Block::Text(lang.report_untouched_intro().into()));
        blocks.push(Block::Table(untouched_table(of, &fresh)));
    }
    (!blocks.is_empty()).then_some(Section { title, blocks })
}

fn todo_table(of: &Source<'_>, rows: Vec<Vec<Cell>>) -> Table {
    let lang = of.lang;
    let columns = vec![
        Column::words(lang.report_column_missing(), 44.0),
        Column::words(lang.report_column_state(), 22.0),
        Column::words(lang.report_column_who(), 34.0),
    ];
    let summary = lang.report_todo_summary().into();
    Table { caption: Line::default(), summary, columns, rows }
}

fn untouched_table(
    of: &Source<'_>,
    fresh: &[(&crate::questionnaire::Text, usize, usize)],
) -> Table {
    let lang = of.lang;
    let rows = fresh.iter().map(|(title, questions, tables)| {
        let counted = |count: usize| Cell::text(lang.integer(count));
        vec![Cell::text(of.text(title)), counted(*questions), counted(*tables)]
    });
    let columns = vec![
        Column::words(lang.report_column_theme(), 60.0),
        Column::figures(lang.report_column_questions(), 20.0),
        Column::figures(lang.report_column_tables(), 20.0),
    ];
    let summary = lang.report_untouched_summary().into();
    Table { caption: Line::default(), summary, columns, rows: rows.collect() }
}

/// How to read the figures, by which questionnaire, and against which reference values.
pub(super) fn section(of: &Source<'_>) -> Section {
    let lang = of.lang;
    let pack = of.pack;
    let mut points: Vec<Line> = vec![lang.report_method_interval().into()];
    let blocks = pack.indices.iter().filter_map(|id| pack.block(id.as_str()));
    points.extend(blocks.map(|block| results::members(of, block)).filter(|line| !line.is_empty()));
    let known = results::anything_known(of);
    if known && !pack.levels.names.is_empty() {
        points.push(lang.report_method_levels(results::ladder(of)).into());
    }
    points.push(lang.report_method_reliability(letters(of)).into());
    if let Some(matrix) = pack.matrix.as_ref().filter(|_| known) {
        let roots = of.score(matrix.strong_roots);
        let partnership = of.score(matrix.strong_partnership);
        points.push(lang.report_method_matrix(roots, partnership).into());
    }
    let noted = exploration::noted(pack, of.diagnostic, lang);
    points.extend(noted.into_iter().map(|sentence| lang.explore_brief(sentence).into()));
    points.push(lang.report_method_privacy(lang.number(LEAST_COUNT, 0)).into());
    let mut blocks = vec![
        Block::Text(lang.report_method_pack(of.text(&pack.title), &pack.version).into()),
        Block::List(points),
    ];
    if known && !pack.references.is_empty() {
        blocks.push(Block::Heading(lang.report_references_title().into()));
        blocks.push(Block::Table(references(of)));
    }
    Section { title: lang.report_method_title().into(), blocks }
}

/// The reliability letters with the value from which each is earned.
fn letters(of: &Source<'_>) -> String {
    let all = [(Letter::A, 60), (Letter::B, 40), (Letter::C, 20), (Letter::D, 0)];
    let each = all.map(|(letter, from)| of.lang.report_letter_from(letter.as_str(), from));
    each.join(", ")
}

/// The unit of a reference value: that of the question which is held against it.
fn unit_of<'a>(of: &'a Source<'_>, reference: &Reference) -> &'a str {
    let uses = |scoring: &Scoring| matches!(scoring, Scoring::Quotient(id) if *id == reference.id);
    let question = of.pack.questions.iter().find(|question| uses(&question.scoring));
    match question.map(|question| (&question.measure, question)) {
        Some((Measure::Own, question)) => question.unit(of.lang),
        // Of a hundred: a share.
        Some((Measure::Ratio { times, .. }, _)) if (times - 100.0).abs() < f64::EPSILON => "%",
        _ => "",
    }
}

fn references(of: &Source<'_>) -> Table {
    let lang = of.lang;
    let row = |reference: &Reference| {
        let source = lang.report_source_year(of.text(&reference.source), reference.year);
        let value = figure(lang, reference.value, 2, unit_of(of, reference));
        let proof = Cell::text(source);
        vec![
            Cell::text(of.text(&reference.title)),
            Cell::text(value),
            if reference.verified { proof } else { proof.with(lang.report_to_verify()) },
        ]
    };
    Table {
        caption: Line::default(),
        summary: lang.report_references_title().into(),
        columns: vec![
            Column::words(lang.report_column_reference(), 46.0),
            Column::figures(lang.report_column_value(), 14.0),
            Column::words(lang.report_column_proof(), 40.0),
        ],
        rows: of.pack.references.iter().map(row).collect(),
    }
}
