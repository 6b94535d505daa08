//! `passerelle pack`: a network's own pack, from the skeleton to a diagnostic, and through a
//! spreadsheet and back.

use std::{fs, path::Path};

use super::{done, path, refused, written};

/// Every file of a folder, by name.
fn files(folder: &str) -> Vec<(String, String)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn the_skeleton_is_sound_and_asks_its_questions() {
    let folder = tempfile::tempdir().unwrap();
    for lang in ["fr", "en"] {
        let own = path(&folder, lang);
        assert!(done(&["--lang", lang, "pack", "new", &own]).contains("pack.ron"));
        let head = Path::new(&own).join("pack.ron").to_str().unwrap().to_owned();
        assert_eq!(done(&["check", "--pack", &head]), "Aucun problème.\n");
        let file = path(&folder, &format!("{lang}.passerelle"));
        done(&["new", "--territory", "44109", "--pack", &head, "-o", &file]);
        let score = done(&["score", &file, "--draws", "0"]);
        assert!(score.contains("Culture"), "{score}");
        refused(folder.path(), &["pack", "new", &own], &["n’est pas vide", "--force"]);
    }
}

#[test]
fn a_pack_goes_through_a_workbook_and_comes_back_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let book = path(&folder, "pack.xlsx");
    let said = done(&["pack", "export", "default", "-o", &book]);
    assert!(said.contains("questions") && said.contains("règles"), "{said}");
    refused(folder.path(), &["pack", "export", "default", "-o", &book], &["--force"]);
    let back = path(&folder, "grille");
    let said = done(&["pack", "import", &book, "-o", &back]);
    assert!(said.contains("Rien n’a changé") && said.contains("conditions"), "{said}");
    let mut ours = files("templates/questionnaire");
    for (_, text) in &mut ours {
        *text = text.replace("\r\n", "\n");
    }
    assert!(files(&back) == ours, "the pack that came back differs");
    refused(folder.path(), &["pack", "import", &book, "-o", &back], &["n’est pas vide"]);
}

#[test]
fn what_is_no_workbook_or_no_pack_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let book = written(&folder, "a.xlsx", "not a workbook");
    let out = path(&folder, "grille");
    refused(folder.path(), &["pack", "import", &book, "-o", &out], &["a.xlsx", "n’a pas été lu"]);
    let own = written(&folder, "grille.ron", "(id: \"a\")");
    let book = path(&folder, "b.xlsx");
    refused(folder.path(), &["pack", "export", &own, "-o", &book], &["grille.ron", "check --pack"]);
    let file = path(&folder, "a.passerelle");
    let args = ["new", "--territory", "44109", "--pack", &own, "-o", &file];
    refused(folder.path(), &args, &["grille.ron", "check --pack"]);
}
