//! Files in every wrapping hold the same rows.

use std::io::{Cursor, Write as _};

use flate2::{Compression, write::GzEncoder};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;

fn file(bytes: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new().prefix("opendata-").tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file
}

fn rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, FileProblem> {
    let file = file(bytes);
    let feed = Feed::open(file.path())?;
    let mut found = Vec::new();
    feed.read(0, &Watch::default(), &mut |row| {
        found.push(row.texts());
        ControlFlow::Continue(())
    })?;
    Ok(found)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("LisezMoi.pdf", SimpleFileOptions::default()).unwrap();
    writer.start_file(name, SimpleFileOptions::default()).unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap().into_inner()
}

const TEXT: &str = "sep=;\r\nPays;Année\r\n\"Côte d’Ivoire\";2024\r\n";

#[test]
fn the_same_rows_come_out_of_every_wrapping() {
    let expected = vec![vec!["Pays", "Année"], vec!["Côte d’Ivoire", "2024"]];
    let wide = |to: fn(u16) -> [u8; 2]| TEXT.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    let latin = encoding_rs::WINDOWS_1252.encode(TEXT).0.into_owned();
    let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(wide(u16::to_le_bytes)).collect();
    for bytes in [
        TEXT.as_bytes().to_vec(),
        format!("\u{feff}{TEXT}").into_bytes(),
        latin,
        wide(u16::to_le_bytes),
        wide(u16::to_be_bytes),
        marked,
        gzip(TEXT.as_bytes()),
        zip("donnees/rna.CSV", TEXT.as_bytes()),
    ] {
        assert_eq!(rows(&bytes).unwrap(), expected);
    }
}

#[test]
fn what_cannot_be_read_gets_a_reason() {
    let zeros = (" ".repeat(1000) + "\n").repeat(6_400).into_bytes();
    assert_eq!(rows(&gzip(&zeros)).unwrap_err(), FileProblem::Bomb);
    assert_eq!(rows(&zip("a.csv", &zeros)).unwrap_err(), FileProblem::Bomb);
    assert_eq!(rows(b"").unwrap_err(), FileProblem::Empty);
    assert_eq!(rows(b"\x89PNG\r\n\x1a\n\0\0").unwrap_err(), FileProblem::Binary);
    let whole = gzip(TEXT.as_bytes());
    assert_eq!(rows(&whole[..whole.len() - 9]).unwrap_err(), FileProblem::Damaged);
    assert_eq!(Feed::open(Path::new("/nowhere")).unwrap_err(), FileProblem::NotFound);
}

#[test]
fn a_reading_is_followed_and_stopped() {
    let text = "a;b\n".repeat(100_000);
    let file = file(text.as_bytes());
    let (feed, watch) = (Feed::open(file.path()).unwrap(), Watch::default());
    let mut count = 0;
    let stopped = feed.read(0, &watch, &mut |_| {
        count += 1;
        if count == 50_000 {
            watch.stop();
        }
        ControlFlow::Continue(())
    });
    assert_eq!(stopped, Err(FileProblem::Cancelled));
    assert!(count < 60_000 && 0.0 < watch.share() && watch.share() <= 1.0);
}

#[test]
fn texts_in_two_encodings_are_read_and_told() {
    let file = file(b"a;b\n\xc3\xa9t\xc3\xa9;1\n\xe9t\xe9;2\n");
    let mut found = Vec::new();
    let feed = Feed::open(file.path()).unwrap();
    let seen = feed.read(0, &Watch::default(), &mut |row| {
        found.push(row.text(0).into_owned());
        ControlFlow::Continue(())
    });
    assert_eq!(seen, Ok(Seen { rows: 3, mixed: true }));
    assert_eq!(found, ["a", "été", "été"]);
}
