//! Spreadsheets made here, sound and unsound.

use std::{
    io::{Cursor, Write as _},
    path::PathBuf,
};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;

/// A file in a folder of its own, which goes with the folder.
struct Made {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

fn made(name: &str, bytes: &[u8]) -> Made {
    let folder = tempfile::Builder::new().prefix("opendata-").tempdir().unwrap();
    let path = folder.path().join(name);
    let mut file = File::create(&path).unwrap();
    file.write_all(bytes).unwrap();
    Made { _folder: folder, path }
}

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content><office:body><office:spreadsheet>\
         {tables}</office:spreadsheet></office:body></office:document-content>"
    );
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
    ])
}

fn rows(made: &Made, sheet: usize) -> Vec<(usize, Vec<String>)> {
    let rows = open(&made.path).unwrap().read(sheet, 1000).unwrap();
    rows.into_iter().map(|row| (row.number, row.cells)).collect()
}

fn line(number: usize, cells: &[&str]) -> (usize, Vec<String>) {
    (number, cells.iter().map(|&cell| cell.to_owned()).collect())
}

fn refused(bytes: &[u8]) -> FileProblem {
    let made = made("file.bin", bytes);
    let read = open(&made.path).and_then(|mut sheets| sheets.read(0, 1000).map(|_| ()));
    read.unwrap_err()
}

#[test]
fn a_workbook_is_read_as_it_looks() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Lisez-moi").unwrap().write(0, 0, "titre").unwrap();
    let sheet = book.add_worksheet().set_name("Données").unwrap();
    sheet.write(2, 1, " Sénégal ").unwrap();
    sheet.write(2, 3, 0.1 + 0.2).unwrap();
    sheet.write(4, 0, 1234.0).unwrap();
    sheet.write_with_format(4, 1, 0.125, &Format::new().set_num_format("0.0%")).unwrap();
    let day = ExcelDateTime::from_ymd(2024, 3, 15).unwrap();
    sheet.write_with_format(4, 2, day, &Format::new().set_num_format("dd/mm/yyyy")).unwrap();
    sheet.write_formula(4, 3, rust_xlsxwriter::Formula::new("=1+1").set_result("2")).unwrap();
    sheet.write(4, 4, true).unwrap();
    let made = made("a.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!(open(&made.path).unwrap().names(), ["Lisez-moi", "Données"]);
    let expected = [
        line(3, &["", "Sénégal", "", "0.3"]),
        line(5, &["1234", "12.5 %", "2024-03-15", "2", "true"]),
    ];
    assert_eq!(rows(&made, 1), expected);
    assert_eq!(open(&made.path).unwrap().read(1, 1).unwrap_err(), FileProblem::TooManyRows(1));
    assert_eq!(open(&made.path).unwrap().read(2, 9).unwrap_err(), FileProblem::NoSheet);
}

#[test]
fn a_document_of_libreoffice_is_read_as_it_looks() {
    let tables = "<table:table table:name=\"Un\"><table:table-row><table:table-cell/>\
        </table:table-row></table:table>\
        <table:table table:name=\"L&apos;autre\">\
        <table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>\
        <table:table-row>\
        <table:table-cell table:number-columns-repeated=\"2\"/>\
        <table:table-cell office:value-type=\"string\">\
        <office:annotation><text:p>remarque</text:p></office:annotation>\
        <text:p>A &amp; <text:span>B</text:span></text:p><text:p>C</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"float\" office:value=\"1234.5\">\
        <text:p>1 234,50</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"percentage\" office:value=\"0.12\"/>\
        <table:table-cell office:value-type=\"date\" office:date-value=\"2024-03-15\"/>\
        <table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>\
        <table:table-row table:number-rows-repeated=\"3\"><table:table-cell \
        table:number-columns-repeated=\"2\"><text:p>x</text:p></table:table-cell>\
        </table:table-row>\
        <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/>\
        </table:table-row></table:table>";
    let made = made("a.ods", &ods(tables));
    assert_eq!(open(&made.path).unwrap().names(), ["Un", "L'autre"]);
    let filled = line(3, &["", "", "A & B\nC", "1234.5", "12 %", "2024-03-15"]);
    let repeated = [4, 5, 6].map(|number| line(number, &["x", "x"]));
    assert_eq!(rows(&made, 1), [vec![filled], repeated.to_vec()].concat());
    assert_eq!(rows(&made, 0), []);
}

#[test]
fn what_is_no_spreadsheet_is_told_apart() {
    assert_eq!(refused(b""), FileProblem::Empty);
    assert_eq!(refused(b"a;b\n1;2\n"), FileProblem::NotASpreadsheet);
    assert_eq!(refused(b"PK\x03\x04 and then nothing"), FileProblem::Damaged);
    assert_eq!(refused(&zip(&[("a.txt", b"a")])), FileProblem::NotASpreadsheet);
    assert_eq!(
        refused(&zip(&[("[Content_Types].xml", b"<a/>"), ("xl/workbook.bin", b"")])),
        FileProblem::BinaryWorkbook
    );
    let mut protected = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    protected.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(refused(&protected), FileProblem::Password);
    assert_eq!(refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and then nothing"), FileProblem::Damaged);
    assert_eq!(open(Path::new("/nowhere")).err(), Some(FileProblem::NotFound));
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(open(folder.path()).err(), Some(FileProblem::Folder));
}

#[test]
fn every_truncation_of_a_workbook_is_refused_or_read_and_never_worse() {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "a").unwrap();
    let whole = book.save_to_buffer().unwrap();
    for length in (0..whole.len()).step_by(97) {
        refused(&whole[..length]);
    }
}

#[test]
fn bombs_are_refused_before_they_go_off() {
    let zeros = vec![b' '; 6 << 20];
    assert_eq!(refused(&zip(&[("[Content_Types].xml", &zeros)])), FileProblem::Bomb);
    let parts: &[(&str, &[u8])] = &[("mimetype", b"x"), ("content.xml", &zeros)];
    assert_eq!(refused(&zip(parts)), FileProblem::Bomb);
    let boast = b"<sst uniqueCount=\"99999999999\"><si/></sst>";
    let parts: &[(&str, &[u8])] =
        &[("[Content_Types].xml", b"<a/>"), ("xl/sharedStrings.xml", boast)];
    assert_eq!(refused(&zip(parts)), FileProblem::Bomb);
    let wide = "<table:table table:name=\"a\"><table:table-row><table:table-cell \
        table:number-columns-repeated=\"16384\"><text:p>x</text:p></table:table-cell>\
        </table:table-row></table:table>";
    assert_eq!(refused(&ods(wide)), FileProblem::TooManyColumns(COLUMN_LIMIT));
    let long = format!(
        "<table:table table:name=\"a\"><table:table-row><table:table-cell><text:p>{}</text:p>\
         </table:table-cell></table:table-row></table:table>",
        "0123456789abcdef".chars().cycle().take(CELL_LIMIT + 1).collect::<String>()
    );
    assert_eq!(refused(&ods(&long)), FileProblem::LongCell { row: 1 });
}
