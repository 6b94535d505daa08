//! The workbook: every sheet an Excel table that sorts, filters and recomputes.
//!
//! Whatever an official typed is written as text, so that nothing typed is ever computed.

mod paper;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, Formula as Expression, IgnoreError,
    Table, TableColumn, TableStyle, Workbook as File, Worksheet, XlsxError, utility,
};

use super::{
    brief::{Datum, Field, Form, Formula, Line, Meta, Sheet, Workbook},
    palette::LIGHT,
};
use paper::{Paper, names};

/// The most that a cell holds, in UTF-16 units, as Excel counts.
const LONGEST: usize = 32_000;

/// The most lines that stay in view above a table: with more, rows would have no room left.
const MOST_FROZEN: usize = 12;

/// Figures without decimals, thousands apart.
const WHOLE: &str = "#,##0";

/// The workbook as a file; the same workbook gives the same bytes.
pub(super) fn write(workbook: &Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut file = File::new();
    file.set_properties(&properties(&workbook.meta)?);
    let names = names(&workbook.sheets);
    for (sheet, name) in workbook.sheets.iter().zip(&names) {
        let page = Page { workbook, names: &names, sheet };
        page.write(file.add_worksheet().set_name(name)?)?;
    }
    file.save_to_buffer()
}

fn properties(meta: &Meta) -> Result<DocProperties, XlsxError> {
    let part = |value: i8| u8::try_from(value).unwrap_or(1);
    let (year, month, day) = meta.date;
    let year = u16::try_from(year).unwrap_or(1900).clamp(1900, 9999);
    let created = ExcelDateTime::from_ymd(year, part(month), part(day))?;
    let marks: Vec<_> = meta.marks.iter().map(Line::as_str).collect();
    Ok(DocProperties::new()
        .set_title(meta.title.as_str())
        .set_author(meta.territory.as_str())
        .set_subject(marks.join(", "))
        .set_comment(meta.description.as_str())
        .set_creation_datetime(&created))
}

/// One sheet on its way into the file.
struct Page<'a> {
    workbook: &'a Workbook,
    names: &'a [String],
    sheet: &'a Sheet,
}

impl Page<'_> {
    /// The row of the column heads.
    fn head(sheet: &Sheet) -> u32 {
        u32::try_from(sheet.notes.len()).unwrap_or(0) + 2
    }

    fn write(&self, out: &mut Worksheet) -> Result<(), XlsxError> {
        let widths: Vec<_> = self.sheet.columns.iter().map(|field| field.width).collect();
        let paper = Paper::of(&widths);
        self.set_up(out, &paper)?;
        let title = Format::new().set_bold().set_font_size(15).set_font_color(color(LIGHT.accent));
        if self.sheet.columns.is_empty() {
            out.write_string_with_format(0, 0, self.sheet.title.printed(), &title)?;
            return self.remarks(out);
        }
        let weak = Format::new().set_font_color(color(LIGHT.weak));
        let head = std::iter::once((self.sheet.title.printed(), title, 4))
            .chain([(self.mark(), weak.clone(), 3)])
            .chain(self.sheet.notes.iter().map(|note| (note.printed(), weak.clone(), 3)));
        let mut above = 0;
        for (row, (text, format, size)) in (0..).zip(head) {
            let format = format.set_text_wrap().set_align(FormatAlign::Top);
            let tall = lines(&text, paper.width.saturating_mul(3) / size);
            above += tall;
            let whole = if size == 4 { 20.0 / 15.0 } else { 1.0 };
            out.set_row_height(row, height(tall) * whole)?;
            // As wide as the first page and no wider: what runs over would be cut there.
            if paper.first < paper.last {
                out.merge_range(row, paper.first, row, paper.last, cut(&text), &format)?;
            } else {
                out.write_string_with_format(row, paper.first, cut(&text), &format)?;
            }
        }
        self.table(out, above < MOST_FROZEN)
    }

    /// What every sheet must bear: whose it is, and that it is an example or a quick reading.
    fn mark(&self) -> String {
        let meta = &self.workbook.meta;
        let parts = std::iter::once(&meta.title).chain(&meta.marks).map(Line::printed);
        parts.collect::<Vec<_>>().join(" · ")
    }

    fn set_up(&self, out: &mut Worksheet, paper: &Paper) -> Result<(), XlsxError> {
        // In a header, « & » begins a command.
        let mark = self.mark().replace('&', "&&");
        let mark: String = mark.chars().take(200).collect();
        out.set_paper_size(9).set_landscape().set_margins(0.5, 0.5, 0.75, 0.75, 0.3, 0.3);
        // A wide sheet made to fit one page could not be read.
        out.set_print_fit_to_pages(paper.across, 0);
        if 1 < paper.across {
            out.set_repeat_columns(0, 0)?;
        }
        out.set_header(format!("&L{mark}")).set_footer("&R&P / &N");
        for (index, field) in (0..).zip(&self.sheet.columns) {
            out.set_column_width(index, field.width)?;
        }
        Ok(())
    }

    fn remarks(&self, out: &mut Worksheet) -> Result<(), XlsxError> {
        let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        out.set_column_width(0, 100)?;
        for (row, note) in (2..).zip(&self.sheet.notes) {
            out.write_string_with_format(row, 0, cut(&note.printed()), &wrapped)?;
            out.set_row_height(row, height(lines(note.as_str(), 100)))?;
        }
        Ok(())
    }

    fn table(&self, out: &mut Worksheet, frozen: bool) -> Result<(), XlsxError> {
        let head = Self::head(self.sheet);
        let last_column = u16::try_from(self.sheet.columns.len()).unwrap_or(1) - 1;
        let heads = heads(&self.sheet.columns);
        let wrapped = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
        let tall = heads.iter().zip(&self.sheet.columns).map(|(head, field)| {
            // The button of the filter takes some room.
            lines(head, field.width.saturating_sub(3))
        });
        out.set_row_height(head, height(tall.max().unwrap_or(1)))?;
        let columns: Vec<_> = heads
            .iter()
            .zip(0..)
            .zip(&self.sheet.columns)
            .map(|((label, column), field)| {
                let format = match field.form {
                    Form::Words => wrapped.clone().set_indent(indent(column, field)),
                    _ => wrapped.clone().set_align(FormatAlign::Right),
                };
                TableColumn::new().set_header(label).set_header_format(&format)
            })
            .collect();
        let rows = u32::try_from(self.sheet.rows.len()).unwrap_or(0);
        // A table has at least one row, even if there is nothing to put into it.
        let table = Table::new()
            .set_columns(&columns)
            .set_style(TableStyle::Light1)
            .set_alt_text_title(self.sheet.title.shortened(200).as_str());
        out.add_table(head, 0, head + rows.max(1), last_column, &table)?;
        let row = if frozen { head + 1 } else { 0 };
        out.set_freeze_panes(row, 1)?.set_repeat_rows(head, head)?;
        // A year that stands in a text is no mistake to be pointed at.
        let stored = IgnoreError::NumberStoredAsText;
        out.ignore_error_range(head, 0, head + rows.max(1), last_column, stored)?;
        let formats: Vec<_> = self.sheet.columns.iter().map(format).collect();
        for (row, cells) in (head + 1..).zip(&self.sheet.rows) {
            for ((column, datum), format) in (0..).zip(cells).zip(&formats) {
                self.cell(out, (row, column), datum, format)?;
            }
            let tall = cells.iter().zip(&self.sheet.columns).map(|(datum, field)| match datum {
                Datum::Text(text) => lines(text.as_str(), field.width.saturating_sub(1)),
                Datum::Empty | Datum::Number(_) | Datum::Computed { .. } => 1,
            });
            out.set_row_height(row, height(tall.max().unwrap_or(1)))?;
        }
        Ok(())
    }

    fn cell(
        &self,
        out: &mut Worksheet,
        (row, column): (u32, u16),
        datum: &Datum,
        format: &Format,
    ) -> Result<(), XlsxError> {
        match datum {
            Datum::Text(text) => {
                let words = format.clone().set_text_wrap();
                let field = self.sheet.columns.get(usize::from(column));
                // A word in place of a figure stands where the figure would.
                let words = match field.filter(|field| matches!(field.form, Form::Words)) {
                    Some(field) => {
                        words.set_align(FormatAlign::Left).set_indent(indent(column, field))
                    }
                    None => words.set_align(FormatAlign::Right),
                };
                out.write_string_with_format(row, column, cut(&text.printed()), &words)?;
            }
            Datum::Number(value) if value.is_finite() => {
                let field = self.sheet.columns.get(usize::from(column));
                let form = field.map_or(Form::Words, |field| field.form);
                // « 12, » is what a pattern with decimals makes of twelve.
                if matches!(form, Form::Figures(1..)) && value.fract() == 0.0 {
                    let whole = format.clone().set_num_format(WHOLE);
                    out.write_number_with_format(row, column, *value, &whole)?;
                } else {
                    out.write_number_with_format(row, column, *value, format)?;
                }
            }
            Datum::Computed { value, formula } if value.is_finite() => {
                let expression = self.expression(formula, row, column);
                let expression = Expression::new(expression).set_result(value.to_string());
                out.write_formula_with_format(row, column, expression, format)?;
            }
            Datum::Empty | Datum::Number(_) | Datum::Computed { .. } => {}
        }
        Ok(())
    }

    /// A formula in the words of a spreadsheet; the row's own first cell names the block.
    fn expression(&self, formula: &Formula, row: u32, column: u16) -> String {
        let id = format!("$A{}", row + 1);
        match formula {
            Formula::WeightedMean { answers, block, value, weight } => {
                let [block, value, weight] =
                    [block, value, weight].map(|c| self.range(*answers, *c));
                format!(
                    "=100*SUMPRODUCT(({block}={id})*{weight}*{value})/SUMIF({block},{id},{weight})"
                )
            }
            Formula::KnownShare { answers, block, weight, known } => {
                let [block, weight, known] =
                    [block, weight, known].map(|c| self.range(*answers, *c));
                format!("=SUMIF({block},{id},{known})/SUMIF({block},{id},{weight})")
            }
            Formula::MeanOfRows(rows) => {
                let letter = utility::column_number_to_name(column);
                let first = Self::head(self.sheet) as usize + 2;
                let cells: Vec<_> =
                    rows.iter().map(|at| format!("{letter}{}", first + at)).collect();
                format!("=AVERAGE({})", cells.join(","))
            }
        }
    }

    /// A whole column of another sheet's table.
    fn range(&self, sheet: usize, column: usize) -> String {
        let (Some(name), Some(of)) = (self.names.get(sheet), self.workbook.sheets.get(sheet))
        else {
            return String::new();
        };
        let letter = utility::column_number_to_name(u16::try_from(column).unwrap_or(0));
        let first = Self::head(of) as usize + 2;
        let last = first + of.rows.len().max(1) - 1;
        format!("'{name}'!${letter}${first}:${letter}${last}")
    }
}

/// How far words stand from the column before them: a figure there ends at its very edge.
const fn indent(column: u16, field: &Field) -> u8 {
    if 0 < column && matches!(field.form, Form::Words) { 1 } else { 0 }
}

/// About how many lines a text takes in a column of this width.
fn lines(text: &str, width: u16) -> usize {
    text.chars().count().div_ceil(usize::from(width).max(4)).max(1)
}

/// The height of a row, in points: not every program finds it by itself.
fn height(lines: usize) -> f64 {
    (lines as f64 * 15.0).min(300.0)
}

/// The heads of a table, each different from the others, as Excel demands.
fn heads(columns: &[Field]) -> Vec<String> {
    let mut heads: Vec<String> = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        let label = column.label.shortened(200).printed();
        let taken = heads.iter().any(|other| other.to_lowercase() == label.to_lowercase());
        heads.push(if taken || label.is_empty() {
            format!("{label} {}", index + 1)
        } else {
            label
        });
    }
    heads
}

/// How a column is written; Excel shows the marks of the reader's own language.
fn format(field: &Field) -> Format {
    let pattern = match field.form {
        Form::Words => String::from("General"),
        Form::Figures(0) => String::from(WHOLE),
        Form::Figures(decimals) => format!("#,##0.{}", "#".repeat(usize::from(decimals.min(6)))),
        Form::Year => String::from("0"),
        Form::Share => String::from("0%"),
        Form::Euros => String::from("#,##0\\ \"€\""),
    };
    Format::new().set_num_format(pattern).set_align(FormatAlign::Top)
}

/// A text cut to what a cell holds.
fn cut(text: &str) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        LONGEST < units
    });
    end.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

fn color(hex: &str) -> Color {
    Color::from(format!("#{hex}").as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_excel_would_refuse_it() {
        let long = "😀".repeat(20_000);
        assert_eq!(cut(&long).chars().count(), LONGEST / 2);
        assert_eq!(cut("court"), "court");
    }
}
