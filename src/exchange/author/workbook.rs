//! A pack as a workbook: a page that says what can be edited, five sheets, and its base, hidden.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use crate::{language::Lang, questionnaire::PackSource};

use super::{
    base,
    book::Book,
    form::Head,
    sheet::{Sheet, sheets},
};

/// Columns that name the row, or that only RON can change: set in grey.
const NAMES: [&str; 9] =
    ["dimension", "part", "kind", "block", "key", "list", "number", "file", "place"];

/// The workbook of a pack on a day; the same pack and day give the same bytes.
pub fn pack_workbook(
    source: &PackSource,
    title: &str,
    day: jiff::civil::Date,
    lang: Lang,
) -> Result<Vec<u8>, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or(1900).clamp(1900, 9999);
    let part = |value: i8| u8::try_from(value).unwrap_or(1);
    let created = ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))?;
    let mut file = Workbook::new();
    file.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&created));
    notice(file.add_worksheet().set_name(lang.packs_sheet_notice())?, title, lang)?;
    let Some(book) = Book::of(source) else {
        return Err(XlsxError::ParameterError(lang.packs_no_base().to_owned()));
    };
    for sheet in sheets(&book, lang) {
        page(file.add_worksheet().set_name(sheet.form.name(lang))?, &sheet, lang)?;
    }
    let hidden = file.add_worksheet().set_name(base::NAME)?.set_hidden(true);
    for (row, cells) in (0..).zip(base::rows(source)) {
        for (column, cell) in (0..).zip(&cells) {
            if !cell.is_empty() {
                hidden.write_string(row, column, cell)?;
            }
        }
    }
    file.save_to_buffer()
}

/// What can be edited, how, and what cannot.
fn notice(out: &mut Worksheet, title: &str, lang: Lang) -> Result<(), XlsxError> {
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let bold = Format::new().set_bold().set_font_size(15);
    out.set_column_width(0, 110)?;
    out.write_string_with_format(0, 0, title, &bold)?;
    let lines = [
        lang.packs_notice_what(),
        lang.packs_notice_edit(),
        lang.packs_notice_levels(),
        lang.packs_notice_question(),
        lang.packs_notice_steps(),
        lang.packs_notice_kept(),
        lang.packs_notice_back(),
    ];
    for (row, line) in (2..).zip(lines) {
        out.write_string_with_format(row, 0, line, &wrapped)?;
    }
    Ok(())
}

fn page(out: &mut Worksheet, sheet: &Sheet, lang: Lang) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let grey = wrapped.clone().set_font_color(rust_xlsxwriter::Color::RGB(0x5A_5A5A));
    let format = |head: &Head| if NAMES.contains(&head.field) { &grey } else { &wrapped };
    for (column, head) in (0..).zip(&sheet.heads) {
        out.set_column_width(column, head.width())?;
        out.write_string_with_format(0, column, head.label(lang), &bold)?;
    }
    for (row, cells) in (1..).zip(&sheet.rows) {
        for ((column, head), cell) in (0..).zip(&sheet.heads).zip(cells) {
            let is_figure = matches!(head.field, "weight" | "value" | "number");
            match cell.parse::<f64>() {
                _ if cell.is_empty() => {}
                Ok(figure) if is_figure => {
                    out.write_number_with_format(row, column, figure, format(head))?;
                }
                _ => {
                    out.write_string_with_format(row, column, cell, format(head))?;
                }
            }
        }
    }
    let last_row = u32::try_from(sheet.rows.len()).unwrap_or(0);
    let last_column = u16::try_from(sheet.heads.len()).unwrap_or(1).saturating_sub(1);
    out.autofilter(0, 0, last_row, last_column)?;
    out.set_freeze_panes(1, 1)?;
    out.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}
