//! Files of others that are empty, damaged, huge, in another encoding, packed to burst or full of
//! formulas, handed to every importer, to a contributor's return, to a merge and to a panel: a
//! sentence, and nothing changed.

use std::{
    fs,
    io::{Cursor, Write as _},
};

use tempfile::TempDir;
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{
    cli::{done, passerelle, path, refused, rennes, written},
    hostile::folded,
};

/// An archive of parts.
fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// Workbooks that no reader takes, and a word of what is said of each.
fn workbooks() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let blank = vec![b' '; 8 << 20];
    let types: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");
    let claims = b"<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
        uniqueCount=\"4000000000\"></sst>";
    vec![
        ("empty.xlsx", Vec::new(), "vide"),
        ("cut.xlsx", b"PK\x03\x04 cut".to_vec(), "abîmé"),
        ("cut.ods", zipped(&[("mimetype", b"x"), ("content.xml", b"<office:doc")]), "abîmé"),
        ("sheet.xlsx", zipped(&[types, ("xl/worksheets/sheet1.xml", &blank)]), "décompressé"),
        ("texts.xlsx", zipped(&[types, ("xl/sharedStrings.xml", claims)]), "décompressé"),
        ("bomb.ods", zipped(&[("mimetype", b"x"), ("content.xml", &blank)]), "décompressé"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut".to_vec(), "abîmé"),
    ]
}

/// Texts that no importer takes.
fn texts() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let head = "id;titre;objet;adrs_codeinsee\n";
    let lines = [head, &"\n".repeat(8 << 20)].concat().into_bytes();
    let open = format!("a;b\n1;\"{}", "x;y\n".repeat(1_500_000));
    vec![
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0".to_vec(), "ni un texte ni un classeur"),
        ("nothing.csv", Vec::new(), "vide"),
        ("open.csv", open.into_bytes(), "ligne 2"),
        ("long.csv", [b"a;b\n".to_vec(), vec![b'x'; 1 << 20]].concat(), "ligne 2"),
        ("wide.csv", "a;".repeat(9000).into_bytes(), "colonnes"),
        ("bomb.csv.gz", gzipped(&lines), "Rien n’a été changé"),
        ("bomb.zip", zipped(&[("data.csv", &lines)]), "Rien n’a été changé"),
        ("cut.csv.gz", gzipped(b"a;b\n1;2\n")[..20].to_vec(), "abîmé"),
    ]
}

fn put_all(
    folder: &TempDir,
    files: Vec<(&str, Vec<u8>, &'static str)>,
) -> Vec<(String, &'static str)> {
    files.into_iter().map(|(name, bytes, words)| (written(folder, name, bytes), words)).collect()
}

#[test]
fn every_importer_refuses_them_with_a_sentence() {
    let (folder, file) = rennes();
    let unsound = put_all(&folder, workbooks().into_iter().chain(texts()).collect());
    for kind in ["insee", "mesr", "sise", "rna", "wikidata", "customs", "table"] {
        for (input, words) in &unsound {
            let mut args = vec!["import", &file, input, "--from", kind];
            if kind == "table" {
                args.extend(["--table", "T5"]);
            }
            refused(folder.path(), &args, &[words]);
        }
    }
    // Where the columns are right, the reading itself stops before it fills the memory.
    for name in ["bomb.csv.gz", "bomb.zip"] {
        let input = path(&folder, name);
        refused(folder.path(), &["import", &file, &input, "--from", "rna"], &["décompressé"]);
    }
    let gone = path(&folder, "none.csv");
    refused(folder.path(), &["import", &file, &gone, "--from", "customs"], &["déplacé"]);
}

#[test]
fn a_contributor_s_return_and_a_merge_refuse_them_too() {
    let (folder, file) = rennes();
    let zip = written(&folder, "bomb.zip", zipped(&[("data.csv", &vec![b' '; 8 << 20])]));
    refused(folder.path(), &["kit-return", &file, &zip], &["Ce n’est pas un texte"]);
    for (input, words) in put_all(&folder, workbooks()) {
        let args = ["kit-return", &file, &input, "--accept"];
        refused(folder.path(), &args, &[words, "Rien n’a été changé"]);
        refused(folder.path(), &["merge", &file, &input], &["Rien n’a été changé"]);
    }
    let burst = document(&folded(&"a".repeat(40 << 20)));
    let deep = format!("(format: 1, odd: {}", "[".repeat(100_000));
    let latin = b"(format: 1, territory: (name: \"Orl\xe9ans\"))".to_vec();
    for (name, bytes) in [
        ("burst.passerelle", burst.into_bytes()),
        ("deep.passerelle", deep.into_bytes()),
        ("latin.passerelle", latin),
        ("empty.passerelle", Vec::new()),
        ("torn.passerelle", fs::read(&file).unwrap()[..200].to_vec()),
    ] {
        let input = written(&folder, name, bytes);
        refused(folder.path(), &["merge", &file, &input], &[name]);
        refused(folder.path(), &["merge", &file, &file, "--base", &input], &[name]);
    }
}

/// A diagnostic with this text as its pack.
fn document(pack: &str) -> String {
    format!(
        "(format: 1, pack: (id: \"x.y\", version: \"1\", sha256: \"\", text: \"{pack}\"), as_of: \"2026-06-30\")"
    )
}

#[test]
fn a_panel_counts_the_others_and_tells_which_it_refused() {
    let folder = tempfile::tempdir().unwrap();
    for (at, member) in crate::panel::network_of(6).iter().enumerate() {
        let text = passerelle::storage::write(member, &passerelle::storage::Extras::default());
        written(&folder, &format!("{at}.passerelle"), text);
    }
    written(&folder, "burst.passerelle", document(&folded(&"a".repeat(40 << 20))));
    written(&folder, "deep.passerelle", format!("(format: 1, odd: {}", "[".repeat(100_000)));
    written(&folder, "zip.passerelle", zipped(&[("a", &vec![b' '; 8 << 20])]));
    let huge = fs::File::create(folder.path().join("huge.passerelle")).unwrap();
    huge.set_len(3 << 30).unwrap();
    let out = tempfile::tempdir().unwrap();
    let panel = path(&out, "six.panel");
    let said = passerelle(&["panel", folder.path().to_str().unwrap(), "-o", &panel]);
    assert_eq!(said.code, 0, "{said:?}");
    for words in ["6 membres comptés", "4 fichiers refusés", "burst", "deep", "zip", "huge"] {
        assert!(said.err.contains(words), "no `{words}` in {}", said.err);
    }
    // A panel that is none is refused, whatever it is.
    for (input, _) in put_all(&out, workbooks()) {
        refused(out.path(), &["panel", "--merge", &panel, &input], &[]);
    }
}

#[test]
fn an_older_encoding_is_read_and_two_in_one_file_are_told() {
    let (_folder, file) = rennes();
    let (folder, _) = rennes();
    let text = "Pays;Ville partenaire\nSénégal;Saint-Louis\nCôte d’Ivoire;Abidjan\n";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin: Vec<u8> =
        text.replace('’', "'").chars().map(|c| u8::try_from(c as u32).unwrap()).collect();
    let mixed = [latin.clone(), "Bénin;Cotonou\n".as_bytes().to_vec()].concat();
    for (name, bytes, words) in [
        ("latin.csv", latin, "Sénégal"),
        ("utf16.csv", [vec![0xff, 0xfe], utf16].concat(), "Côte d’Ivoire"),
        ("mixed.csv", mixed, "deux codages"),
    ] {
        let input = written(&folder, name, bytes);
        let said =
            done(&["import", &file, &input, "--from", "table", "--table", "T5", "--dry-run"]);
        let said = said.replace(['\u{a0}', '\u{202f}'], " ");
        assert!(said.contains(words), "no `{words}` in {said}");
    }
}
