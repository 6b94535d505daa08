//! The words of the brief as one sheet, so that the workbook says all that the pages say.
//!
//! Beside the sheets to compute with: somebody who has only the workbook searches and quotes the
//! brief from here, part by part, in the order of its pages.

use crate::{
    language::Lang,
    report::brief::{Block, Brief, Chart, Figure, Findings, Line, Table},
};

use super::{Datum, Field, Sheet, printed::datum};

/// Between the cells of a row of a table.
const BETWEEN: &str = " | ";

/// The sheet: a row for each paragraph, and for each row of a table.
pub(super) fn sheet(brief: &Brief, lang: Lang) -> Sheet {
    let mut text = Text::default();
    if let Some(front) = &brief.front {
        text.part(&front.title);
        text.say(&front.lead);
        text.chart(&front.indices);
        for found in [&front.strengths, &front.gaps, &front.unknowns, &front.decisions] {
            text.findings(found);
        }
    }
    for section in &brief.sections {
        text.part(&section.title);
        text.blocks(&section.blocks);
    }
    Sheet {
        name: lang.paper_sheet_text().into(),
        title: lang.paper_sheet_text().into(),
        notes: vec![lang.paper_sheet_text_note().into()],
        columns: vec![
            Field::words(lang.paper_part(), 32),
            Field::words(lang.paper_heading(), 32),
            Field::words(lang.paper_text(), 110),
        ],
        rows: text.rows,
    }
}

/// The rows as they are made, and where in the brief they stand.
#[derive(Default)]
struct Text {
    part: Line,
    heading: Line,
    rows: Vec<Vec<Datum>>,
}

impl Text {
    fn part(&mut self, title: &Line) {
        self.part.clone_from(title);
        self.heading = Line::default();
    }

    fn say(&mut self, text: &Line) {
        self.row(text.as_str());
    }

    fn row(&mut self, text: &str) {
        if !text.is_empty() {
            let place = [&self.part, &self.heading].map(|line| Datum::text(line.clone()));
            self.rows.push(place.into_iter().chain([Datum::text(text)]).collect());
        }
    }

    fn joined<'a>(&mut self, parts: impl IntoIterator<Item = &'a Line>) {
        let parts = parts.into_iter().filter(|part| !part.is_empty()).map(Line::as_str);
        self.row(&parts.collect::<Vec<_>>().join(BETWEEN));
    }

    fn findings(&mut self, found: &Findings) {
        self.heading.clone_from(&found.title);
        if found.items.is_empty() {
            self.say(&found.empty);
        }
        for item in &found.items {
            self.joined([&item.title, &item.detail, &item.proof]);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading(text) => self.heading.clone_from(text),
                Block::Text(text) | Block::Note(text) => self.say(text),
                Block::List(lines) => lines.iter().for_each(|line| self.say(line)),
                Block::Chart(chart) => self.chart(chart),
                Block::Table(table) => self.table(table),
                Block::Figure(figure) => self.figure(figure),
                Block::Group(blocks) => self.blocks(blocks),
                Block::Asked(asked) => {
                    let lines = [&asked.help, &asked.answers, &asked.choices, &asked.blanks];
                    self.joined(
                        [&asked.id, &asked.title].into_iter().chain(lines.into_iter().flatten()),
                    );
                }
            }
        }
    }

    fn chart(&mut self, chart: &Chart) {
        self.say(&chart.caption);
        for bar in &chart.bars {
            self.joined([&bar.label, &bar.value, &bar.note]);
        }
        self.say(&chart.key);
    }

    fn table(&mut self, table: &Table) {
        self.say(&table.caption);
        self.joined(table.columns.iter().map(|column| &column.label));
        for row in &table.rows {
            let cells = row.iter().map(datum).filter_map(|datum| match datum {
                Datum::Text(text) => Some(text),
                Datum::Empty | Datum::Number(_) | Datum::Computed { .. } => None,
            });
            let cells: Vec<Line> = cells.collect();
            self.joined(&cells);
        }
    }

    fn figure(&mut self, figure: &Figure) {
        self.say(&figure.caption);
        figure.points.iter().chain(&figure.notes).for_each(|line| self.say(line));
    }
}
