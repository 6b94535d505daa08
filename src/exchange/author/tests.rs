//! The round trip: what comes back untouched is the same, what was changed arrives, what is wrong
//! is told at its cell.

use std::collections::BTreeSet;

use super::{
    base,
    book::Book,
    grid::RawSheet,
    sheet::{Sheet, sheets},
    *,
};
use crate::questionnaire::{Kind, Pack, PackSource, Scoring, Severity};

/// The sheets of a pack as they are read again.
fn raw(source: &PackSource, lang: Lang) -> Vec<RawSheet> {
    let book = Book::of(source).unwrap();
    let sheet = |sheet: Sheet| {
        let heads = sheet.heads.iter().map(|head| head.label(lang)).collect();
        let rows = std::iter::once(heads).chain(sheet.rows);
        RawSheet { name: sheet.form.name(lang).to_owned(), rows: (1..).zip(rows).collect() }
    };
    let mut all: Vec<RawSheet> = sheets(&book, lang).into_iter().map(sheet).collect();
    let rows = (1..).zip(base::rows(source).into_iter().map(Vec::from)).collect();
    all.push(RawSheet { name: base::NAME.to_owned(), rows });
    all
}

/// The cell under a heading, on the row that begins with these cells.
fn cell<'a>(sheets: &'a mut [RawSheet], at: (&str, &[&str], &str)) -> &'a mut String {
    let (sheet, begins, heading) = at;
    let sheet = sheets.iter_mut().find(|s| s.name == sheet).unwrap();
    let column = sheet.rows[0].1.iter().position(|cell| cell == heading).unwrap();
    let is_row = |cells: &[String]| begins.iter().zip(cells).all(|(a, b)| a == b);
    let (_, row) = sheet.rows.iter_mut().find(|(_, cells)| is_row(cells)).unwrap();
    &mut row[column]
}

/// Adds a row after all others, from texts by heading.
fn add(sheets: &mut [RawSheet], name: &str, cells: &[(&str, &str)]) {
    let sheet = sheets.iter_mut().find(|s| s.name == name).unwrap();
    let heads = sheet.rows[0].1.clone();
    let mut row = vec![String::new(); heads.len()];
    for (heading, text) in cells {
        let column = heads.iter().position(|head| head == heading);
        row[column.unwrap_or_else(|| panic!("no {heading}"))] = (*text).to_owned();
    }
    let number = sheet.rows.last().unwrap().0 + 1;
    sheet.rows.push((number, row));
}

#[test]
fn what_comes_back_untouched_is_the_same_to_the_byte() {
    for lang in Lang::ALL {
        let source = Pack::standard_source();
        let back = authored(&raw(&source, *lang), *lang).unwrap();
        assert!(back.source == source, "a byte has changed");
        assert_eq!((back.texts, back.figures, back.items), (0, 0, 0));
        assert!(back.questions.is_empty() && back.kept.is_empty());
    }
}

#[test]
fn every_text_of_the_pack_has_its_cell() {
    let source = Pack::standard_source();
    let sheets = raw(&source, Lang::Fr);
    let sheets = sheets.iter().filter(|sheet| sheet.name != base::NAME);
    let cells = sheets.flat_map(|sheet| sheet.rows.iter().flat_map(|(_, cells)| cells));
    let told: BTreeSet<&str> = cells.map(String::as_str).collect();
    let mut seen = 0;
    for (name, text) in source.files() {
        for said in text.split("fr: \"").skip(1) {
            let said = said.split('"').next().unwrap();
            assert!(told.contains(said), "{name}: « {said} » has no cell");
            seen += 1;
        }
    }
    assert!(2000 < seen, "{seen} texts");
}

#[test]
fn what_an_author_changes_arrives_and_the_rest_stays() {
    let mut sheets = raw(&Pack::standard_source(), Lang::Fr);
    let mut put = |at: (&str, &[&str], &str), text: &str| text.clone_into(cell(&mut sheets, at));
    put(("Questions", &["GOV-01"], "Énoncé (fr)"), "Avez-vous un \"diagnostic\" ?");
    put(("Questions", &["GOV-01"], "Poids"), "2");
    put(("Questions", &["GOV-01"], "Parcours rapide"), "non");
    put(("Questions", &["GOV-02"], "Précaution (fr)"), "Attention au vote.");
    put(("Questions", &["GOV-02"], "Précaution (en)"), "Mind the vote.");
    put(("Niveaux et options", &["GOV-01", "3"], "Texte (en)"), "A full inventory.");
    put(("Règles", &["P3-1"], "Décision (fr)"), "Décider autrement");
    put(("Étapes des règles", &["P3-1", "comment", "1"], "Étape (fr)"), "D'abord ceci.");
    put(("Autres textes", &["pack.ron", "title"], "Texte (fr)"), "Notre grille");
    let back = authored(&sheets, Lang::Fr).unwrap();
    assert_eq!((back.texts, back.figures, back.items), (6, 2, 0));
    let pack = Pack::read(back.source.clone()).unwrap();
    let question = pack.question("GOV-01").unwrap();
    assert_eq!(question.text.get(Lang::Fr), "Avez-vous un \"diagnostic\"\u{a0}?");
    assert_eq!((question.weight.get(), question.quick), (2.0, false));
    assert_eq!(pack.question("GOV-02").unwrap().caution.get(Lang::En), "Mind the vote.");
    let Kind::Scale(levels) = &question.kind else { panic!("{:?}", question.kind) };
    assert_eq!(levels[3].get(Lang::En), "A full inventory.");
    let rule = pack.rules.iter().find(|rule| rule.id.as_str() == "P3-1").unwrap();
    assert_eq!(rule.title.get(Lang::Fr), "Décider autrement");
    assert_eq!(rule.how[0].get(Lang::Fr), "D’abord ceci.");
    assert_eq!(pack.title.get(Lang::Fr), "Notre grille");
    // Whatever no cell changed is as it was, comments included.
    let before: Vec<_> = Pack::standard_source().files().map(|(_, t)| t.lines().count()).collect();
    let after: Vec<_> = back.source.files().map(|(_, text)| text.lines().count()).collect();
    assert_eq!(before, after);
}

/// A new scale, a new choice and a new number, each with what it needs.
fn with_new_questions() -> Vec<RawSheet> {
    let mut sheets = raw(&Pack::standard_source(), Lang::Fr);
    for (id, kind, block, weight) in [
        ("GOV-90", "échelle", "GOV", "2"),
        ("GOV-91", "choix", "GOV", "1"),
        ("GOV-92", "Number", "", ""),
    ] {
        let mut row = vec![
            ("Identifiant", id),
            ("Thème", "GOV"),
            ("Décrit", "action"),
            ("Type", kind),
            ("Bloc", block),
            ("Poids", weight),
        ];
        for heading in ["Énoncé", "Intitulé court", "Pourquoi", "Preuve", "Source", "Exemple"] {
            row.extend([(heading, "Un texte")]);
        }
        let both: Vec<(String, &str)> = row
            .iter()
            .flat_map(|(heading, text)| match *text {
                "Un texte" => {
                    vec![
                        (format!("{heading} (fr)"), "Un texte"),
                        (format!("{heading} (en)"), "A text"),
                    ]
                }
                text => vec![((*heading).to_owned(), text)],
            })
            .collect();
        let row: Vec<(&str, &str)> = both.iter().map(|(h, t)| (h.as_str(), *t)).collect();
        add(&mut sheets, "Questions", &row);
    }
    let mut level = |question: &str, key: &str, value: &str| {
        let row = [
            ("Question", question),
            ("Repère", key),
            ("Valeur", value),
            ("Texte (fr)", "Un niveau"),
            ("Texte (en)", "A level"),
        ];
        add(&mut sheets, "Niveaux et options", &row);
    };
    for key in ["0", "1", "2", "3", "4"] {
        level("GOV-90", key, "");
    }
    level("GOV-91", "jamais", "0");
    level("GOV-91", "souvent", "1");
    level("GOV-92", "unit", "");
    sheets
}

#[test]
fn new_questions_stand_at_the_end_of_their_theme() {
    let back = authored(&with_new_questions(), Lang::Fr).unwrap();
    assert_eq!(back.questions, ["GOV-90", "GOV-91", "GOV-92"]);
    let (pack, problems) = Pack::read_and_check(back.source).unwrap();
    let wrong: Vec<_> = problems.iter().filter(|p| p.severity() == Severity::Error).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let ids: Vec<&str> = pack.questions.iter().map(|q| q.id.as_str()).collect();
    let last = ids.iter().rposition(|id| id.starts_with("GOV-")).unwrap();
    assert_eq!(ids[last - 2..=last], ["GOV-90", "GOV-91", "GOV-92"]);
    assert_eq!(pack.question("GOV-91").unwrap().scoring, Scoring::Options);
    assert_eq!(pack.question("GOV-92").unwrap().scoring, Scoring::Unscored);
}

#[test]
fn options_and_steps_are_added() {
    let mut sheets = raw(&Pack::standard_source(), Lang::Fr);
    let book = Book::of(&Pack::standard_source()).unwrap();
    let multiple = book.questions.iter().find(|asked| asked.kind == "Multiple").unwrap();
    let option = [
        ("Question", multiple.id.as_str()),
        ("Repère", "new-one"),
        ("Valeur", "0,5"),
        ("Texte (fr)", "Autre"),
        ("Texte (en)", "Other"),
    ];
    add(&mut sheets, "Niveaux et options", &option);
    let how = (0..).take_while(|n| book.slots.contains_key(&format!("rules/P3-1/how/{n}")));
    let next = (how.count() + 1).to_string();
    let step = [
        ("Règle", "P3-1"),
        ("Liste", "comment"),
        ("Numéro", next.as_str()),
        ("Étape (fr)", "Puis cela."),
        ("Étape (en)", "Then that."),
    ];
    add(&mut sheets, "Étapes des règles", &step);
    let back = authored(&sheets, Lang::Fr).unwrap();
    assert_eq!(back.items, 2);
    let pack = Pack::read(back.source).unwrap();
    let options = pack.question(&multiple.id).unwrap().kind.options();
    assert_eq!(options.last().unwrap().value, Some(0.5));
    let rule = pack.rules.iter().find(|rule| rule.id.as_str() == "P3-1").unwrap();
    assert_eq!(rule.how.last().unwrap().get(Lang::En), "Then that.");
}

#[test]
fn a_row_taken_away_removes_nothing_and_is_told() {
    let mut sheets = raw(&Pack::standard_source(), Lang::Fr);
    let questions = sheets.iter_mut().find(|sheet| sheet.name == "Questions").unwrap();
    questions.rows.retain(|(_, cells)| cells[0] != "GOV-03");
    let back = authored(&sheets, Lang::Fr).unwrap();
    assert!(back.source == Pack::standard_source());
    assert_eq!(back.kept, [("Questions".to_owned(), vec!["GOV-03".to_owned()])]);
}

#[test]
fn every_mistake_is_told_at_its_cell_with_what_to_write() {
    let mut sheets = with_new_questions();
    let mut put = |at: (&str, &[&str], &str), text: &str| text.clone_into(cell(&mut sheets, at));
    put(("Questions", &["GOV-01"], "Poids"), "7");
    put(("Questions", &["GOV-02"], "Thème"), "PAR");
    put(("Questions", &["GOV-03"], "Parcours rapide"), "peut-être");
    put(("Questions", &["GOV-04"], "Identifiant"), "GOV-05");
    put(("Questions", &["GOV-90"], "Énoncé (en)"), "");
    put(("Questions", &["GOV-91"], "Bloc"), "GOUVERNANCE");
    put(("Questions", &["GOV-92"], "Bloc"), "GOV");
    put(("Niveaux et options", &["GOV-90", "4"], "Repère"), "5");
    put(("Niveaux et options", &["GOV-91", "jamais"], "Valeur"), "12");
    put(("Niveaux et options", &["GOV-01", "2"], "Question"), "GOV-99");
    put(("Règles", &["P3-1"], "Règle"), "P99");
    put(("Étapes des règles", &["P3-1", "comment", "1"], "Numéro"), "40");
    put(("Autres textes", &["pack.ron", "title"], "Endroit"), "titre");
    let problems = authored(&sheets, Lang::Fr).unwrap_err();
    let told: Vec<String> =
        problems.iter().map(|p| p.sentence(Lang::Fr).replace('\u{a0}', " ")).collect();
    let all = told.join("\n");
    for (place, hint) in [
        ("Feuille « Questions », ligne", "colonne F (Poids) : « 7 » n’est pas un poids. Écrivez 1"),
        ("colonne B (Thème) : « PAR » ne peut pas être changé ici.", "Remettez « GOV »"),
        ("colonne G (Parcours rapide) : « peut-être »", "Écrivez oui ou non."),
        ("« GOV-05 » figure déjà à la ligne", "Gardez une seule ligne"),
        ("(Énoncé (fr)) : ce texte manque", "dans chaque langue"),
        ("(Bloc) : « GOUVERNANCE » n’est pas possible.", "GOV"),
        ("(Bloc) : un nombre ne peut pas être noté sans barème", "Laissez le bloc vide"),
        ("l’échelle a 5 lignes", "0, 1, 2, 3 et 4"),
        ("(Valeur) : « 12 » n’est pas une valeur de 0 à 1.", "0,5"),
        ("colonne A (Question) : la question « GOV-99 » n’existe", "ajoutez d’abord la question"),
        ("(Règle) : la règle « P99 » n’existe pas", "fichier .ron"),
        ("(Numéro) : l’étape « 40 » ne suit pas", "numéro d’une étape qui existe"),
        ("(Endroit) : aucun texte de la grille", "tel qu’il était à l’export"),
    ] {
        let found = told.iter().any(|line| line.contains(place) && line.contains(hint));
        assert!(found, "{place} … {hint} in\n{all}");
    }
}

#[test]
fn a_workbook_without_its_sheets_or_base_says_which() {
    let whole = raw(&Pack::standard_source(), Lang::Fr);
    let without = |name: &str| -> String {
        let sheets: Vec<_> = whole.iter().filter(|sheet| sheet.name != name).cloned().collect();
        let problems = authored(&sheets, Lang::Fr).unwrap_err();
        problems.iter().map(|problem| problem.sentence(Lang::Fr)).collect()
    };
    assert!(without("Règles").contains("elle manque"));
    assert!(without(base::NAME).contains("feuille masquée"));
    let mut sheets = whole.clone();
    let base = sheets.last_mut().unwrap();
    base.rows[3].1[0] = "../ailleurs.ron".to_owned();
    assert!(authored(&sheets, Lang::Fr).is_err(), "a base never names a file elsewhere");
}
