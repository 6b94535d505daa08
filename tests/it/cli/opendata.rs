//! Official files from a terminal: told before they come in, and refused without a trace.

use std::{fs, io::Write as _};

use super::{contents, done, passerelle, refused, rennes, written};

/// What a command that is done says, with plain spaces.
fn told<S: AsRef<std::ffi::OsStr>>(args: &[S]) -> String {
    done(args).replace('\u{a0}', " ")
}

fn fixture(name: &str) -> String {
    format!("tests/it/fixtures/opendata/{name}")
}

#[test]
fn a_dry_run_tells_everything_and_changes_nothing() {
    let (folder, file) = rennes();
    let before = contents(folder.path());
    let said = told(&["import", &file, &fixture("sise.csv"), "--from", "sise", "--dry-run"]);
    assert_eq!(contents(folder.path()), before);
    for words in [
        "Étudiants en tout : 330, Dont étudiants internationaux : 30",
        "École sans adresse",
        "À ajouter : 1",
        "rien n’a été changé",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn what_is_told_is_entered_and_reported_and_a_second_time_there_is_nothing_to_do() {
    let (folder, file) = rennes();
    let report = folder.path().join("rapport.csv").display().to_string();
    let args = ["import", &file, &fixture("nat.csv"), "--from", "insee", "--report", &report];
    let said = told(&args);
    assert!(said.contains("Lignes ajoutées : 2"), "{said}");
    assert!(said.contains("jamais sur un fichier réel"), "{said}");
    assert!(said.contains("un total de 700"), "{said}");
    let report = fs::read_to_string(report).unwrap();
    assert_eq!(report.lines().count(), 3, "{report}");
    assert!(report.contains("Portugal · étrangers"), "{report}");
    let before = contents(folder.path());
    let said = told(&["import", &file, &fixture("nat.csv"), "--from", "insee"]);
    assert!(said.contains("déjà là : 2") && said.contains("rien n’a été changé"), "{said}");
    assert_eq!(contents(folder.path()), before);
}

#[test]
fn decisions_are_taken_on_the_command_line() {
    let (_folder, file) = rennes();
    let sise = fixture("sise.csv");
    let attach = ["import", &file, &sise, "--from", "sise", "--attach", "École sans adresse"];
    assert!(told(&attach).contains("Étudiants en tout : 415, Dont étudiants internationaux : 55"));
    let (folder, file) = rennes();
    let rows = written(&folder, "b.csv", "Qui;Où\nA;Syldavie\nB;Mali\n");
    let args = [
        "import",
        &file,
        &rows,
        "--from",
        "table",
        "--table",
        "T5",
        "--map",
        "Qui=counterpart",
        "--map",
        "Où=country",
        "--country",
        "Syldavie=RO",
        "--accept",
        "2",
    ];
    let said = told(&args);
    assert!(said.contains("A · Roumanie") && said.contains("Lignes ajoutées : 1"), "{said}");
}

#[test]
fn every_unsound_file_gets_a_sentence_and_changes_nothing() {
    let (folder, file) = rennes();
    let mut bomb = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    bomb.start_file("content.xml", zip::write::SimpleFileOptions::default()).unwrap();
    bomb.write_all(&vec![b' '; 6 << 20]).unwrap();
    bomb.start_file("mimetype", zip::write::SimpleFileOptions::default()).unwrap();
    let bomb = bomb.finish().unwrap().into_inner();
    let long = format!("a;b\n1;\"{}", "x;y\n".repeat(1_500_000));
    let unsound: [(&str, Vec<u8>, &str); 8] = [
        ("empty.csv", Vec::new(), "vide"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0".to_vec(), "ni un texte ni un classeur"),
        ("bomb.ods", bomb, "décompressé"),
        ("cut.xlsx", b"PK\x03\x04 cut".to_vec(), "abîmé"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut".to_vec(), "abîmé"),
        ("open.csv", long.into_bytes(), "ligne 2"),
        ("other.csv", b"a;b\n1;2\n".to_vec(), "n’a pas les colonnes"),
        ("wide.csv", "a;".repeat(9000).into_bytes(), "colonnes"),
    ];
    for (name, bytes, words) in unsound {
        let input = written(&folder, name, bytes);
        refused(folder.path(), &["import", &file, &input, "--from", "rna"], &[words]);
    }
    let nowhere = folder.path().join("none.csv").display().to_string();
    refused(folder.path(), &["import", &file, &nowhere, "--from", "mesr"], &["déplacé"]);
    let input = written(&folder, "r.csv", "Pays\nMali\n");
    let table = ["import", &file, &input, "--from", "table", "--table", "T9"];
    refused(folder.path(), &table, &["T9"]);
    let map =
        ["import", &file, &input, "--from", "table", "--table", "T1", "--map", "Ville=country"];
    refused(folder.path(), &map, &["Ville", "Pays"]);
    let said = passerelle(&["import", &file, &input, "--from", "table"]);
    assert_eq!(said.code, 2, "{said:?}");
}

/// A formula in a file is a text like any other: nothing is computed, and a report hands none on.
#[test]
fn formulas_are_texts() {
    let (folder, file) = rennes();
    let rows = written(&folder, "f.csv", "Pays;Effectif\nMali;=1+1\n=cmd|' /C calc'!A0;12\n");
    let report = folder.path().join("r.csv").display().to_string();
    let args = ["import", &file, &rows, "--from", "table", "--table", "T1", "--report", &report];
    let said = told(&args);
    assert!(said.contains("« =1+1 » n’est pas un nombre"), "{said}");
    let report = fs::read_to_string(report).unwrap();
    assert!(!report.lines().any(|line| line.contains(";=")), "{report}");
}
