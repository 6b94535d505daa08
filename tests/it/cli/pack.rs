//! `passerelle check --pack`: every fault of a broken pack at once, with file, line, place and hint.

use super::{done, path, refused, written};

const MINIMAL: &str = include_str!("../packs/minimal.ron");

/// A pack with one fault of each kind that an author makes.
fn broken() -> String {
    let question = |id: &str, kind: &str, scoring: &str| {
        format!(
            "(id: \"{id}\", dimension: \"ONE\", part: Action, block: \"RIGHT\", weight: 1, \
             kind: {kind}, scoring: {scoring}, text: (fr: \"Q ?\", en: \"Q?\"), \
             short: (fr: \"Q\", en: \"Q\"), why: (fr: \"Pour.\", en: \"For.\"), \
             evidence: (fr: \"E\", en: \"E\"), source: (fr: \"S\", en: \"S\"), \
             example: (fr: \"X\", en: \"X\")),\n"
        )
    };
    let text = |text: &str| format!("(fr: \"{text}\", en: \"{text}\")");
    let choice = format!(
        "Choice([(id: \"a\", label: {}, value: 0.5), (id: \"b\", label: {})])",
        text("A"),
        text("B")
    );
    let scale = format!("Scale([{}, {}])", text("Non"), text("Oui"));
    let number = format!("Number(unit: {})", text("km"));
    let extra = [
        question("NEW-1", &choice, "Options"),
        question("NEW-2", &scale, "Levels"),
        question("ONE-2", &number, "Goalposts([0, 4])"),
        question("NEW-3", &number, "Goalposts([4, 0])"),
    ]
    .concat();
    let changes = [
        (
            "        blocks: [",
            "        blocks: [\n            (id: \"EMPTY\", title: (fr: \"Vide\", en: \"Empty\"), short: (fr: \"Vide\", en: \"Empty\")),",
        ),
        ("group: \"all\"", "group: \"nowhere\""),
        (", en: \"Low\"", ""),
        (
            "when: AtLeast(Figure(\"ONE-1\"), 15)",
            "when: Below(Figure(\"ONE-1\"), 0), text: (fr: \"F.\", en: \"F.\")), \
             (level: 1, when: Known(\"ONE-9\")",
        ),
    ];
    let mut pack = MINIMAL.replacen(
        "        ],\n        blocks:",
        &format!("{extra}        ],\n        blocks:"),
        1,
    );
    for (from, to) in changes {
        assert!(pack.contains(from), "the minimal pack has no `{from}`");
        pack = pack.replacen(from, to, 1);
    }
    pack
}

#[test]
fn every_fault_is_told_at_once_with_its_place_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let file = written(&folder, "grille.ron", broken());
    let said = super::passerelle(&["check", "--pack", &file]);
    assert_eq!((said.code, said.out.as_str()), (1, ""), "{said:?}");
    for (place, what, hint) in [
        ("dimension ONE", "« nowhere »", "Vérifiez l’orthographe"),
        ("level L0", "n’est pas donné dans la langue « en »", "Écrivez ce texte"),
        ("block EMPTY", "Aucun membre de ce bloc ne compte", "Rattachez-lui"),
        ("block LEFT", "ne peut jamais être remplie", "Comparez"),
        ("question NEW-3", "bornes ne sont pas strictement croissantes", "Rangez-les"),
        ("question NEW-1", "L’option « b » n’a pas de valeur", "Donnez une valeur"),
        ("question NEW-2", "L’échelle a 2 niveaux au lieu de cinq", "Décrivez"),
        ("question ONE-2", "est utilisé deux fois", "Donnez à chacun"),
        ("block LEFT", "« ONE-9 »", "Vérifiez l’orthographe"),
    ] {
        let found = said.err.lines().any(|line| {
            line.starts_with("grille.ron:") && [place, what, hint].iter().all(|w| line.contains(w))
        });
        assert!(found, "{place}, {what}, {hint} in\n{}", said.err);
    }
    assert!(said.err.lines().last().unwrap().ends_with("problèmes."), "{}", said.err);
}

#[test]
fn a_sound_pack_has_no_problem() {
    let folder = tempfile::tempdir().unwrap();
    let file = written(&folder, "grille.ron", format!("\u{feff}{MINIMAL}"));
    assert_eq!(done(&["check", "--pack", &file]), "Aucun problème.\n");
    assert_eq!(done(&["check", "--pack", "templates/questionnaire/pack.ron"]), "Aucun problème.\n");
}

#[test]
fn a_pack_that_cannot_be_read_says_which_file() {
    let folder = tempfile::tempdir().unwrap();
    let refuses = |text: &[u8], words: &[&str]| {
        let file = written(&folder, "grille.ron", text);
        refused(folder.path(), &["check", "--pack", &file], words);
    };
    refuses(b"(id: \"a\", title: \"caf\xe9\")", &["grille.ron", "UTF-8"]);
    refuses(b"(include: [\"absent.ron\"])", &["absent.ron", "n’existe pas"]);
    refuses(b"(include: [\"../ailleurs.ron\"])", &["ailleurs.ron", "son propre dossier"]);
    refuses(b"", &["grille.ron", "ne se lit pas"]);
    let none = path(&folder, "aucune.ron");
    refused(folder.path(), &["check", "--pack", &none], &["aucune.ron", "n’existe pas"]);
}
