//! Spreadsheets with something wrong in them: every problem at once, with its place and what to
//! write instead, and the diagnostic left as it was.

use std::fs;

use super::{done, refused, rennes, written};

/// Checks that a file of answers is refused with these words.
#[track_caller]
fn answers(text: impl AsRef<[u8]>, words: &[&str]) {
    let (folder, file) = rennes();
    let csv = written(&folder, "réponses.csv", text);
    let words: Vec<&str> = words.iter().copied().chain(["rien n’a été changé"]).collect();
    refused(folder.path(), &["import", &file, &csv, "--from", "answers"], &words);
}

/// Checks that a file of rows is refused with these words.
#[track_caller]
fn rows(table: &str, text: impl AsRef<[u8]>, words: &[&str]) {
    let (folder, file) = rennes();
    let csv = written(&folder, "lignes.csv", text);
    let args = ["import", &file, &csv, "--from", "csv", "--table", table];
    refused(folder.path(), &args, words);
}

#[test]
fn wrong_answers_are_told_with_line_and_column() {
    answers("id;value\nGOV-99;2\n", &["Ligne 2, colonne 1 (id)", "GOV-99", "par exemple GOV-02"]);
    answers("id;value\nGOV-01;9\n", &["Ligne 2, colonne 2 (value)", "le plus haut est 4"]);
    answers("id;value\nGOV-01;-1\n", &["Ligne 2, colonne 2", "n’est pas un niveau"]);
    answers("id;value\nTER-02;douze\n", &["« douze » n’est pas un nombre", "1 234,5"]);
    answers("id;value\nTER-02;0\n", &["inférieur au minimum possible, 1"]);
    answers("id;value\nDIA-01;140\n", &["dépasse le maximum possible, 100"]);
    answers("id;value\nGOV-04;roi\n", &["« roi » n’est pas une valeur possible", "explicit"]);
    answers("id;value\nPAR-01;0,5\n", &["cette question se calcule"]);
    answers("id;value;year\nGOV-01;2;24\n", &["« 24 » n’est pas une année", "quatre chiffres"]);
    answers("id;value;role\nGOV-01;2;M. Dupont\n", &["M. Dupont", "finance"]);
    answers("id;state;value\nGOV-01;ne sait pas;2\n", &["une valeur est donnée"]);
    answers("id;state;min;max\nTER-02;fourchette;9;5\n", &["commence au-dessus de sa fin"]);
    answers(
        "id;value\nESR-01;total=10|international=11\n",
        &["« international » dépasse « total »"],
    );
}

#[test]
fn wrong_files_are_told_as_a_whole() {
    answers("", &["il n’y a rien à importer"]);
    answers("\n\n", &["il n’y a rien à importer"]);
    answers(b"PK\x03\x04\0\0\x08\0classeur", &["n’est pas un fichier texte", "CSV UTF-8"]);
    answers("GOV-01 est au niveau 2\n", &["ne nomme pas les colonnes", "id, state, value"]);
    answers("id|value\nGOV-01|2\n", &["ne nomme pas les colonnes"]);
    answers("id;value\nGOV-01;\"2\nGOV-02;3\n", &["un guillemet s’ouvre ici", "Ligne 2"]);
    answers("id;value\nGOV-01;2;;oups\n", &["plus de cases"]);
    answers("id;value\nGOV-01;2\ngov-01;3\n", &["figure déjà à la ligne 2"]);
    answers("id;value;valeur\nGOV-01;2;3\n", &["figure deux fois"]);
    rows("T5", "a;b\n1;2\n", &["ne nomme pas les colonnes", "country"]);
    rows("T9", "country\nSN\n", &["« T9 »", "T1", "T7"]);
    rows("T5", "couverture;peut-être\nPays\nSN\n", &["peut-être", "exhaustive"]);
}

#[test]
fn every_problem_is_told_at_once() {
    let text = "id;value;year\nGOV-99;2;2024\nGOV-01;9;24\nTER-02;douze;2023\n";
    answers(text, &["4 problèmes", "Ligne 2", "Ligne 3", "Ligne 4"]);
    rows(
        "T5",
        "Pays;Dernière activité;Convention;Population du partenaire\n\
         Sénégal;2024-13;peut-être;-3\nMali;hier;En vigueur;beaucoup\n",
        &["5 problèmes", "Ligne 2, colonne 2", "Ligne 3, colonne 4", "mars 2024"],
    );
}

/// What would be a formula in a spreadsheet is a text here, and never a number.
#[test]
fn formulas_are_texts_and_never_run() {
    answers("id;value\nTER-02;=1+1\n", &["« =1+1 » n’est pas un nombre"]);
    answers("id;value\nGOV-01;=cmd|' /C calc'!A0\n", &["n’est pas un niveau"]);
    let (folder, file) = rennes();
    let csv = written(
        &folder,
        "a.csv",
        "id;value;comment\nGOV-01;2;\"=HYPERLINK(\"\"http://exemple.test\"\")\"\n",
    );
    done(&["import", &file, &csv, "--from", "answers"]);
    let saved = fs::read_to_string(&file).unwrap();
    assert!(saved.contains(r#"comment: "=HYPERLINK(\"http://exemple.test\")""#), "kept as typed");
}

/// The same answers, as each spreadsheet of a town hall may write them.
#[test]
fn encodings_and_separators_give_the_same_file() {
    let text = "identifiant;état;valeur;source\r\nGOV-01;répondu;2;Délibération d'été\r\n";
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let forms: [Vec<u8>; 6] = [
        text.into(),
        format!("\u{feff}{text}").into(),
        latin,
        wide(&format!("\u{feff}{text}")),
        text.replace(';', "\t").into(),
        text.replace(';', ",").into(),
    ];
    let mut saved = forms.iter().map(|bytes| {
        let (folder, file) = rennes();
        let csv = written(&folder, "a.csv", bytes);
        done(&["import", &file, &csv, "--from", "answers"]);
        fs::read(&file).unwrap()
    });
    let first = saved.next().unwrap();
    assert!(String::from_utf8_lossy(&first).contains("Délibération d'été"));
    assert!(saved.all(|other| other == first));
}

#[test]
fn a_country_nobody_knows_is_kept_and_pointed_out() {
    let (folder, file) = rennes();
    let csv =
        written(&folder, "a.csv", "Pays;Ville ou collectivité partenaire\nAtlantide;Poseïs\n");
    let said = super::passerelle(&["import", &file, &csv, "--from", "csv", "--table", "T5"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.err.contains("« Atlantide » n’est pas un pays reconnu"), "{said:?}");
    refused(folder.path(), &["check", &file], &["Atlantide", "1 problème."]);
}

/// An import replaces what it speaks of, and nothing else of an answer.
#[test]
fn private_notes_survive_an_import_without_them() {
    let (folder, file) = rennes();
    let first = written(&folder, "a.csv", "id;value;note\nGOV-01;2;vu avec le cabinet\n");
    done(&["import", &file, &first, "--from", "answers"]);
    let second = written(&folder, "b.csv", "id;value\nGOV-01;3\n");
    done(&["import", &file, &second, "--from", "answers"]);
    let saved = fs::read_to_string(&file).unwrap();
    assert!(saved.contains(r#""GOV-01": (state: Level(3), note: "vu avec le cabinet")"#));
}
