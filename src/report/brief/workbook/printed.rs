//! A document as sheets: one for each table that it prints, with the words that lead to it.

use crate::report::{
    brief::{Asked, Block, Brief, Cell, Chart, Column, Figure, Findings, Front, Line, Table},
    document::DocumentOptions,
};

use super::{
    Datum, Field, Form, Sheet, Workbook, figures,
    joined::{Made, joined},
};

/// How wide a sheet of words is, in characters.
const WIDTH: f64 = 150.0;

/// The sheets of a document: what it says in words first, then table by table.
pub(super) fn workbook(brief: &Brief, options: &DocumentOptions) -> Workbook {
    let mut out = Sheets { options, made: Vec::new(), waiting: Vec::new(), heading_at: None };
    let lang = options.lang;
    let meta = &brief.meta;
    let mut first = vec![
        brief.cover.subtitle.clone(),
        meta.subtitle.clone(),
        meta.date_text.clone(),
        meta.pack.clone(),
    ];
    first.extend(meta.marks.iter().cloned());
    first.extend(brief.cover.words.iter().cloned());
    let facts = brief.cover.facts.iter();
    first.extend(facts.map(|(label, said)| Line::from(lang.report_word_and(label, said))));
    first.retain(|line| !line.is_empty());
    let readme = Sheet {
        name: lang.exports_readme().into(),
        title: meta.title.clone(),
        notes: first,
        columns: Vec::new(),
        rows: Vec::new(),
    };
    let mut sheets = vec![readme];
    if let Some(front) = &brief.front {
        out.front(front);
        sheets.extend(out.made.drain(..).map(|made| made.sheet));
    }
    for section in &brief.sections {
        out.section(&section.title, &section.blocks);
        sheets.extend(joined(std::mem::take(&mut out.made), &section.title, lang));
    }
    for Sheet { name, title, notes, .. } in &mut sheets {
        notes.retain(|note| note != name && note != title);
    }
    Workbook { meta: meta.clone(), sheets }
}

/// Sheets as they are made.
struct Sheets<'a> {
    options: &'a DocumentOptions,
    made: Vec<Made>,
    /// Words that lead to the next table.
    waiting: Vec<Line>,
    /// Where the last heading stands among them.
    heading_at: Option<usize>,
}

impl Sheets<'_> {
    fn front(&mut self, front: &Front) {
        self.waiting.push(front.lead.clone());
        self.chart(&front.title, &front.indices);
        let all = [&front.strengths, &front.gaps, &front.unknowns, &front.decisions];
        let lang = self.options.lang;
        let columns = vec![
            Field::words(lang.report_advice_column(), 30),
            Field::words(lang.exports_name(), 46),
            Field::words(lang.report_column_details(), 60),
            Field::words(lang.report_column_proof(), 46),
        ];
        let rows = all.iter().flat_map(|found| rows_of(found)).collect();
        self.sheet(&front.title, &front.title, columns, rows);
    }

    fn section(&mut self, title: &Line, blocks: &[Block]) {
        let mut heading = title.clone();
        self.waiting.push(title.clone());
        self.heading_at = None;
        self.blocks(title, &mut heading, blocks);
        // What is said under the last table goes with it; a section without a table, or words under
        // a heading of their own, are a sheet all the same.
        match self.made.last_mut() {
            Some(last) if self.heading_at.is_none() => last.sheet.notes.append(&mut self.waiting),
            _ => self.sheet(&heading, &heading, Vec::new(), Vec::new()),
        }
    }

    fn blocks(&mut self, title: &Line, heading: &mut Line, blocks: &[Block]) {
        let mut asked: Vec<&Asked> = Vec::new();
        for block in blocks {
            if let Block::Asked(one) = block {
                asked.push(one);
                continue;
            }
            self.questions(title, heading, &mut asked);
            match block {
                Block::Heading(text) => {
                    heading.clone_from(text);
                    self.heading_at = Some(self.waiting.len());
                    self.waiting.push(text.clone());
                }
                Block::Text(text) | Block::Note(text) => self.waiting.push(text.clone()),
                Block::List(lines) => self.waiting.extend(lines.iter().cloned()),
                Block::Chart(chart) => self.chart(title, chart),
                Block::Table(table) => self.table(heading, table),
                Block::Figure(figure) => self.figure(figure),
                Block::Group(blocks) => self.blocks(title, heading, blocks),
                Block::Asked(_) => {}
            }
        }
        self.questions(title, heading, &mut asked);
    }

    fn chart(&mut self, title: &Line, chart: &Chart) {
        let lang = self.options.lang;
        let columns = vec![
            Field::words(lang.exports_measure(), 46),
            Field::words(lang.exports_value(), 24),
            Field::words(lang.exports_remark(), 30),
        ];
        let rows = chart.bars.iter().map(|bar| {
            [&bar.label, &bar.value, &bar.note].map(|text| Datum::text(text.clone())).to_vec()
        });
        let rows = rows.collect();
        if !chart.key.is_empty() {
            self.waiting.push(chart.key.clone());
        }
        let name = if chart.caption.is_empty() { title } else { &chart.caption };
        self.sheet(name, &chart.caption, columns, rows);
    }

    fn figure(&mut self, figure: &Figure) {
        self.waiting.extend([figure.caption.clone(), figure.alt.clone()]);
        self.waiting.extend(figure.points.iter().chain(&figure.notes).cloned());
    }

    fn table(&mut self, heading: &Line, table: &Table) {
        let whole: f64 = table.columns.iter().map(|column| column.width).sum();
        let lang = self.options.lang;
        let forms: Vec<_> =
            (0..table.columns.len()).map(|at| figures::form(lang, table, at)).collect();
        let columns = table.columns.iter().zip(&forms);
        let columns = columns
            .map(|(column, form)| Field {
                form: form.unwrap_or(Form::Words),
                ..field(column, whole)
            })
            .collect();
        let rows = table.rows.iter().map(|row| {
            let cells = row.iter().zip(&forms);
            cells.map(|(cell, form)| figures::datum(lang, cell, *form)).collect()
        });
        let rows = rows.collect();
        let name = if table.caption.is_empty() { heading } else { &table.caption };
        self.sheet(heading, name, columns, rows);
    }

    /// Questions as a table to fill in.
    fn questions(&mut self, title: &Line, heading: &Line, asked: &mut Vec<&Asked>) {
        if asked.is_empty() {
            return;
        }
        let lang = self.options.lang;
        let columns = vec![
            Field::words(lang.exports_id(), 9),
            Field::words(lang.exports_question(), 46),
            Field::words(lang.documents_form_choices(), 56),
            Field::words(lang.documents_form_blanks(), 30),
            Field::words(lang.exports_answer(), 40),
            Field::words(lang.documents_form_help(), 46),
        ];
        let rows = asked.drain(..).map(|one| {
            let lines = |all: &[Line]| {
                let all: Vec<_> = all.iter().map(Line::as_str).collect();
                Datum::text(all.join(" · "))
            };
            vec![
                Datum::text(one.id.clone()),
                Datum::text(one.title.clone()),
                lines(&one.choices),
                lines(&[one.answers.as_slice(), &one.blanks].concat()),
                Datum::Empty,
                lines(&one.help),
            ]
        });
        let rows = rows.collect();
        let name = if heading.is_empty() { title } else { heading };
        self.sheet(name, name, columns, rows);
    }

    fn sheet(&mut self, name: &Line, title: &Line, columns: Vec<Field>, rows: Vec<Vec<Datum>>) {
        let notes = std::mem::take(&mut self.waiting);
        let title = if title.is_empty() { name } else { title };
        let under = self.heading_at.take();
        let sheet = Sheet { name: name.clone(), title: title.clone(), notes, columns, rows };
        self.made.push(Made { sheet, under });
    }
}

fn rows_of(found: &Findings) -> Vec<Vec<Datum>> {
    let row = |cells: [&Line; 4]| cells.map(|text| Datum::text(text.clone())).to_vec();
    let nothing = Line::default();
    if found.items.is_empty() {
        return vec![row([&found.title, &nothing, &found.empty, &nothing])];
    }
    let each = found.items.iter();
    each.map(|item| row([&found.title, &item.title, &item.detail, &item.proof])).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of the width of a sheet"
)]
fn field(column: &Column, whole: f64) -> Field {
    let width = (WIDTH * column.width / whole.max(1.0)).clamp(9.0, 80.0) as u16;
    Field::words(column.label.clone(), width)
}

/// A cell in one text.
pub(super) fn datum(cell: &Cell) -> Datum {
    let fields = cell.fields.iter().map(|(label, said)| format!("{label} {said}"));
    let details = cell.details.iter().map(Line::to_string);
    let all = std::iter::once(cell.text.to_string()).chain(fields).chain(details);
    let all: Vec<_> = all.filter(|text| !text.is_empty()).collect();
    Datum::text(all.join(" · "))
}
