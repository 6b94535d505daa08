//! The workbook that goes out: instructions, questions, tables, and a hidden sheet that says what
//! it is and what every cell held on that day.
//!
//! Only the cells to be filled in can be typed into; the sheets are protected without a password,
//! so that nobody is locked out of their own file. Whatever is written is text or a figure, never a
//! formula.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Formula, ProtectionOptions, Workbook, Worksheet, XlsxError, utility,
};

use crate::{
    domain::{Row, Table},
    language::{Lang, number, typography::printed},
    questionnaire::{Dimension, TableSpec},
};

use super::{
    Base, COLUMNS, KIT_FORMAT, KitOrder, KitProblem, PASSPORT, QUESTIONS, TABLE,
    entry::{Entry, entries},
    table::{BLANK_ROWS, columns, help, list, shown},
};

/// The columns of the sheet of questions.
pub(super) mod at {
    pub(crate) const KEY: u16 = 0;
    pub(crate) const ID: u16 = 1;
    pub(crate) const TEXT: u16 = 2;
    pub(crate) const VALUE: u16 = 3;
    pub(crate) const UNTIL: u16 = 4;
    pub(crate) const YEAR: u16 = 5;
    pub(crate) const SOURCE: u16 = 6;
    pub(crate) const COMMENT: u16 = 7;
    pub(crate) const HELP: u16 = 8;
}

/// The most that a cell holds, in characters.
const LONGEST: usize = 8_000;

/// The workbook for a role, or why there is none.
pub fn write_kit(order: &KitOrder<'_>) -> Result<Vec<u8>, KitProblem> {
    let Some(role) = order.pack.role(order.role) else {
        return Err(KitProblem::UnknownRole(order.role.to_string()));
    };
    if order.questions().is_empty() && order.tables().is_empty() {
        return Err(KitProblem::NothingAsked(role.title.get(order.lang).to_owned()));
    }
    made(order, role.title.get(order.lang)).map_err(|error| KitProblem::NotMade(error.to_string()))
}

fn made(order: &KitOrder<'_>, role: &str) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(order, role)?);
    let mut form = Form { order, looks: Looks::new(), lists: Vec::new(), base: Base::new() };
    form.guide(book.add_worksheet(), role)?;
    form.questions(book.add_worksheet())?;
    for spec in order.tables() {
        form.table(book.add_worksheet(), spec)?;
    }
    form.lists(book.add_worksheet())?;
    form.passport(book.add_worksheet())?;
    book.save_to_buffer()
}

fn properties(order: &KitOrder<'_>, role: &str) -> Result<DocProperties, XlsxError> {
    let day = order.day;
    let part = |value: i8| u8::try_from(value).unwrap_or(1);
    let year = u16::try_from(day.year()).unwrap_or(1900).clamp(1900, 9999);
    let created = ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))?;
    Ok(DocProperties::new()
        .set_title(order.lang.kits_title(&order.diagnostic.territory.name))
        .set_author(order.diagnostic.territory.name.as_str())
        .set_subject(role)
        .set_creation_datetime(&created))
}

/// How cells look.
struct Looks {
    title: Format,
    heading: Format,
    theme: Format,
    text: Format,
    weak: Format,
    input: Format,
    figure: Format,
}

impl Looks {
    fn new() -> Self {
        let color = |hex: &str| Color::from(hex);
        let top = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let open = || {
            top()
                .set_unlocked()
                .set_background_color(color("#FFF8DC"))
                .set_border(FormatBorder::Thin)
                .set_border_color(color("#8A8A8A"))
        };
        Self {
            title: Format::new().set_bold().set_font_size(15).set_font_color(color("#1F4E79")),
            heading: top().set_bold().set_background_color(color("#DCE6F1")),
            theme: Format::new().set_bold().set_font_size(13).set_font_color(color("#1F4E79")),
            text: top(),
            weak: top().set_font_color(color("#595959")),
            input: open().set_num_format("@"),
            figure: open(),
        }
    }
}

/// A workbook on its way.
struct Form<'a> {
    order: &'a KitOrder<'a>,
    looks: Looks,
    /// What may be chosen, one list a column of the hidden sheet.
    lists: Vec<Vec<String>>,
    base: Base,
}

impl Form<'_> {
    const fn lang(&self) -> Lang {
        self.order.lang
    }

    fn guide(&self, out: &mut Worksheet, role: &str) -> Result<(), XlsxError> {
        let lang = self.lang();
        let territory = &self.order.diagnostic.territory.name;
        out.set_name(lang.kits_sheet_guide())?;
        out.set_print_fit_to_pages(1, 0).set_column_width(0, 110)?;
        put(out, (0, 0), &lang.kits_title(territory), &self.looks.title)?;
        let (day, as_of) = (lang.date(self.order.day), lang.date(self.order.diagnostic.as_of));
        let lines = [
            lang.kits_for(role),
            lang.kits_sent(as_of, day),
            lang.kits_guide_fill().to_owned(),
            lang.kits_guide_levels().to_owned(),
            lang.kits_guide_unknown().to_owned(),
            lang.kits_guide_blank().to_owned(),
            lang.kits_guide_proof().to_owned(),
            lang.kits_guide_rows().to_owned(),
            lang.kits_guide_privacy().to_owned(),
            lang.kits_guide_protected().to_owned(),
            lang.kits_guide_back().to_owned(),
        ];
        for (row, line) in (2..).zip(lines) {
            put(out, (row, 0), &line, &self.looks.text)?;
            out.set_row_height(row, height(&line, 110))?;
        }
        protect(out);
        Ok(())
    }

    fn questions(&mut self, out: &mut Worksheet) -> Result<(), XlsxError> {
        let lang = self.lang();
        out.set_name(lang.kits_sheet_questions())?;
        let widths = [8, 9, 52, 34, 18, 9, 30, 34, 52];
        for (column, width) in (0..).zip(widths) {
            out.set_column_width(column, width)?;
        }
        out.set_column_hidden(at::KEY)?;
        put(out, (0, at::KEY), QUESTIONS, &self.looks.weak)?;
        let territory = &self.order.diagnostic.territory.name;
        put(out, (0, at::ID), &lang.kits_title(territory), &self.looks.title)?;
        put(
            out,
            (1, at::ID),
            lang.kits_questions_text(),
            &self.looks.weak.clone().unset_text_wrap(),
        )?;
        let heads = [
            (at::ID, lang.kits_head_id()),
            (at::TEXT, lang.kits_head_question()),
            (at::VALUE, lang.kits_head_answer()),
            (at::UNTIL, lang.kits_head_until()),
            (at::YEAR, lang.kits_head_year()),
            (at::SOURCE, lang.kits_head_source()),
            (at::COMMENT, lang.kits_head_comment()),
            (at::HELP, lang.kits_head_help()),
        ];
        for (column, head) in heads {
            put(out, (2, column), head, &self.looks.heading)?;
        }
        out.set_freeze_panes(3, 3)?;
        let mut row = 3;
        let asked = self.order.questions();
        for dimension in &self.order.pack.dimensions {
            row = self.theme(out, dimension, &asked, row)?;
        }
        out.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(2, 2)?;
        protect(out);
        Ok(())
    }

    fn theme(
        &mut self,
        out: &mut Worksheet,
        dimension: &Dimension,
        asked: &[&crate::questionnaire::Question],
        first: u32,
    ) -> Result<u32, XlsxError> {
        let lang = self.lang();
        let mut row = first;
        let own = asked.iter().filter(|question| question.dimension == dimension.id);
        for (nth, question) in own.enumerate() {
            if nth == 0 {
                put(out, (row, at::ID), dimension.title.get(lang), &self.looks.theme)?;
                row += 1;
            }
            let answer = self.order.diagnostic.answer(question.id.as_str());
            let help = [&question.why, &question.source, &question.caution];
            let help: Vec<_> =
                help.iter().map(|text| text.get(lang)).filter(|text| !text.is_empty()).collect();
            for entry in entries(question, answer, lang) {
                self.entry(out, row, &entry)?;
                if entry.is_main {
                    put(out, (row, at::ID), question.id.as_str(), &self.looks.weak)?;
                    put(out, (row, at::HELP), &help.join(" "), &self.looks.weak)?;
                    out.set_row_height(row, height(&entry.text, 52).max(45.0))?;
                }
                row += 1;
            }
        }
        Ok(row)
    }

    fn entry(&mut self, out: &mut Worksheet, row: u32, entry: &Entry) -> Result<(), XlsxError> {
        put(out, (row, at::KEY), &entry.key, &self.looks.weak)?;
        put(out, (row, at::TEXT), &entry.text, &self.looks.text)?;
        self.input(out, (row, at::VALUE), &entry.value, entry.is_figure)?;
        self.choose(out, (row, row, at::VALUE), &entry.list, false)?;
        self.base.insert(key(&entry.key, "value"), entry.value.clone());
        if entry.has_until {
            self.input(out, (row, at::UNTIL), &entry.until, entry.is_figure)?;
            self.choose(out, (row, row, at::UNTIL), &entry.list, false)?;
            self.base.insert(key(&entry.key, "until"), entry.until.clone());
        }
        if entry.is_main {
            for (column, name, text) in
                [(at::YEAR, "year", &entry.year), (at::SOURCE, "source", &entry.source)]
            {
                self.input(out, (row, column), text, column == at::YEAR)?;
                self.base.insert(key(&entry.key, name), text.clone());
            }
            self.input(out, (row, at::COMMENT), "", false)?;
        }
        Ok(())
    }

    fn table(&mut self, out: &mut Worksheet, spec: &TableSpec) -> Result<(), XlsxError> {
        let lang = self.lang();
        let name: String = format!("{} {}", spec.id, spec.short.get(lang));
        let allowed = |c: &char| !"[]:*?/\\'".contains(*c);
        let name: String = printed(&name).chars().filter(allowed).take(30).collect();
        out.set_name(name.trim())?;
        out.set_column_hidden(0)?;
        let columns = columns(spec);
        put(out, (0, 0), &format!("{TABLE}{}", spec.id), &self.looks.weak)?;
        put(out, (0, 1), spec.title.get(lang), &self.looks.title)?;
        let plain = self.looks.weak.clone().unset_text_wrap();
        for (row, text) in (1..).zip([&spec.source, &spec.caution]) {
            put(out, (row, 1), text.get(lang), &plain)?;
        }
        put(out, (3, 0), COLUMNS, &self.looks.weak)?;
        out.set_row_hidden(3)?;
        for (nth, column) in (1..).zip(&columns) {
            put(out, (3, nth), column.id.as_str(), &self.looks.weak)?;
            put(out, (4, nth), column.label.get(lang), &self.looks.heading)?;
            put(out, (5, nth), &help(column, lang), &self.looks.weak)?;
            out.set_column_width(nth, if column.kind.is_free_text() { 26 } else { 20 })?;
        }
        out.set_row_height(5, 60)?.set_freeze_panes(6, 2)?;
        let none = Table::default();
        let table = self.order.diagnostic.table(spec.id.as_str()).unwrap_or(&none);
        let mut row = 6;
        for known in &table.rows {
            put(out, (row, 0), &known.id.to_string(), &self.looks.weak)?;
            self.cells(out, row, (spec, table), Some(known))?;
            row += 1;
        }
        for _ in 0..BLANK_ROWS {
            self.cells(out, row, (spec, table), None)?;
            row += 1;
        }
        for (nth, column) in (1..).zip(&columns) {
            let (choices, open) = list(&column.kind, lang);
            self.choose(out, (6, row - 1, nth), &choices, open)?;
        }
        out.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(4, 4)?;
        protect(out);
        Ok(())
    }

    fn cells(
        &mut self,
        out: &mut Worksheet,
        row: u32,
        (spec, table): (&TableSpec, &Table),
        known: Option<&std::sync::Arc<Row>>,
    ) -> Result<(), XlsxError> {
        let lang = self.lang();
        for (nth, column) in (1..).zip(columns(spec)) {
            let cell = known.zip(table.column(column.id.as_str())).map(|(row, at)| row.cell(at));
            let text = cell.map_or_else(String::new, |cell| shown(&column.kind, cell, lang));
            let figure = matches!(
                column.kind,
                crate::questionnaire::ColumnKind::Number { .. }
                    | crate::questionnaire::ColumnKind::Year
            );
            self.input(out, (row, nth), &text, figure)?;
            if let Some(known) = known {
                let place = format!("{}!{}", spec.id, known.id);
                self.base.insert(key(&place, column.id.as_str()), text);
            }
        }
        Ok(())
    }

    /// A cell to be filled in, with what it holds already.
    fn input(
        &self,
        out: &mut Worksheet,
        (row, column): (u32, u16),
        text: &str,
        figure: bool,
    ) -> Result<(), XlsxError> {
        let look = if figure { &self.looks.figure } else { &self.looks.input };
        match number::parse(text).filter(|_| figure) {
            Some(number) => out.write_number_with_format(row, column, number, look)?,
            None if text.is_empty() => out.write_blank(row, column, look)?,
            None => out.write_string_with_format(row, column, cut(text), look)?,
        };
        Ok(())
    }

    /// Offers a list in a run of cells; where it is open, anything else may be typed too.
    fn choose(
        &mut self,
        out: &mut Worksheet,
        (first, end, column): (u32, u32, u16),
        list: &[String],
        open: bool,
    ) -> Result<(), XlsxError> {
        if list.is_empty() {
            return Ok(());
        }
        let known = self.lists.iter().position(|other| other == list);
        let at = known.unwrap_or_else(|| {
            self.lists.push(list.to_vec());
            self.lists.len() - 1
        });
        let letter = utility::column_number_to_name(u16::try_from(at).unwrap_or(0));
        let sheet = self.lang().kits_sheet_lists();
        let range = format!("='{sheet}'!${letter}$1:${letter}${}", list.len());
        let lang = self.lang();
        let rule = DataValidation::new()
            .allow_list_formula(Formula::new(range))
            .ignore_blank(true)
            .show_error_message(!open)
            .set_error_style(DataValidationErrorStyle::Stop)
            .set_error_title(lang.kits_choose_title())?
            .set_error_message(lang.kits_choose_text())?;
        out.add_data_validation(first, column, end, column, &rule)?;
        Ok(())
    }

    /// The hidden sheet of lists.
    fn lists(&self, out: &mut Worksheet) -> Result<(), XlsxError> {
        out.set_name(self.lang().kits_sheet_lists())?;
        for (column, list) in (0..).zip(&self.lists) {
            for (row, text) in (0..).zip(list) {
                put(out, (row, column), text, &self.looks.text)?;
            }
        }
        out.set_very_hidden(true);
        protect(out);
        Ok(())
    }

    /// The hidden sheet that says what the workbook is, and what every cell held.
    fn passport(&self, out: &mut Worksheet) -> Result<(), XlsxError> {
        out.set_name(PASSPORT)?;
        let (of, pack) = (self.order.diagnostic, &self.order.diagnostic.pack);
        let facts = [
            ("kit", KIT_FORMAT.to_string()),
            ("pack", pack.id.to_string()),
            ("pack_version", pack.version.clone()),
            ("pack_sha256", pack.hash.to_string()),
            ("territory", of.territory.name.clone()),
            ("territory_code", of.territory.code.clone()),
            ("as_of", of.as_of.to_string()),
            ("day", self.order.day.to_string()),
            ("role", self.order.role.to_string()),
            ("language", self.lang().code().to_owned()),
        ];
        let mut row = 0;
        for (name, value) in facts {
            out.write_string(row, 0, name)?.write_string(row, 1, value)?;
            row += 1;
        }
        for (key, text) in &self.base {
            out.write_string(row, 0, format!("base:{key}"))?.write_string(row, 1, cut(text))?;
            row += 1;
        }
        out.set_very_hidden(true);
        protect(out);
        Ok(())
    }
}

/// The key of one cell.
pub(super) fn key(place: &str, column: &str) -> String {
    format!("{place}|{column}")
}

/// Words for the reader, as they are printed.
fn put(
    out: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    look: &Format,
) -> Result<(), XlsxError> {
    out.write_string_with_format(row, column, cut(&printed(text)), look)?;
    Ok(())
}

fn cut(text: &str) -> &str {
    text.char_indices().nth(LONGEST).and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// No password: the structure is kept, and nobody is locked out.
fn protect(out: &mut Worksheet) {
    out.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::default()
    });
}

/// The height of a row, in points: not every program finds it by itself.
fn height(text: &str, width: usize) -> f64 {
    let lines = text.chars().count().div_ceil(width).max(1);
    (lines as f64 * 15.0 + 3.0).min(180.0)
}
