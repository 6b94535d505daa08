//! Files of answers and rows: what people write is understood, what is wrong is told all at once.

use std::fmt::Write as _;

use passerelle::{
    domain::{Answer, Cell, ColumnId, Coverage, Diagnostic, Evidence, State, Value},
    exchange::{
        AnswerImport, ImportProblem, ImportProblemKind as Kind, Known, import_answers,
        import_table, paste,
    },
    language::Lang,
    questionnaire::{
        AnswerProblem, DocumentPlace, DocumentProblemKind, Pack, PackSource, TableSpec,
        check_document,
    },
    storage::read,
};
use proptest::prelude::*;

/// A pack with one question of each kind and one column of each kind.
fn pack() -> Pack {
    let source = include_str!("packs/minimal.ron")
        .replacen("blocks: [", &format!("{TABLE}\nblocks: ["), 1)
        .replacen("questions: [", &format!("questions: [{QUESTIONS}"), 1)
        .replacen(
            "groups: [",
            "roles: [(id: \"mayor\", title: (fr: \"Maire\", en: \"Mayor\"))],\ngroups: [",
            1,
        )
        .replacen(
            "id: \"ONE\", group: \"all\",",
            "id: \"ONE\", group: \"all\", tables: [\"T\"],",
            1,
        );
    Pack::read(PackSource::of(&[("all.ron", &source)])).unwrap_or_else(|p| panic!("{p:#?}"))
}

const TABLE: &str = r#"tables: [(
    id: "T", title: (fr: "Liens", en: "Ties"), short: (fr: "Liens", en: "Ties"),
    why: (fr: "Pour voir.", en: "To see."), source: (fr: "Ici.", en: "Here."),
    columns: [
        (id: "country", label: (fr: "Pays", en: "Country"), kind: Place, required: true),
        (id: "countries", label: (fr: "Autres pays", en: "Other countries"), kind: Places),
        (id: "count", label: (fr: "Effectif", en: "Count"), kind: Number(min: 0)),
        (id: "active", label: (fr: "Actif", en: "Active"), kind: YesNo),
        (id: "last", label: (fr: "Dernière activité", en: "Last activity"), kind: Month),
        (id: "since", label: (fr: "Depuis", en: "Since"), kind: Year),
        (id: "themes", label: (fr: "Thèmes", en: "Themes"), kind: Choices(most: 2, options: [
            (id: "water", label: (fr: "Eau", en: "Water")),
            (id: "culture", label: (fr: "Culture", en: "Culture")),
            (id: "health", label: (fr: "Santé", en: "Health")),
        ])),
        (id: "level", label: (fr: "Niveau", en: "Level"), kind: Level(["a", "b", "c"])),
        (id: "remark", label: (fr: "Remarque", en: "Remark"), kind: Text),
    ],
)],"#;

const QUESTIONS: &str = r#"
    (id: "SCALE", aliases: ["OLD"], dimension: "ONE", part: Action,
     kind: Scale(["rien du tout", "un peu", "assez", "beaucoup", "tout à fait"]),
     text: "T", short: "S", why: "W", evidence: "E", source: "S", example: "X"),
    (id: "CHOICE", dimension: "ONE", part: Action,
     kind: Choice([(id: "explicit", label: (fr: "Écrite, votée", en: "Written")), (id: "no", label: (fr: "Aucune", en: "None"))]),
     text: "T", short: "S", why: "W", evidence: "E", source: "S", example: "X"),
    (id: "YPN", dimension: "ONE", part: Action, kind: YesPartlyNo(yes: "Y", partly: "P", no: "N"),
     text: "T", short: "S", why: "W", evidence: "E", source: "S", example: "X"),
    (id: "MULTI", dimension: "ONE", part: Action,
     kind: Multiple(options: [(id: "water", label: (fr: "Eau", en: "Water")), (id: "waste", label: (fr: "Déchets", en: "Waste"))], amount: "€"),
     text: "T", short: "S", why: "W", evidence: "E", source: "S", example: "X"),
    (id: "PARTS", dimension: "ONE", part: Action,
     kind: Numbers([
        (id: "total", label: (fr: "Tous les étudiants", en: "All students"), unit: "n"),
        (id: "international", label: (fr: "Internationaux", en: "International"), unit: "n", within: "total"),
     ]),
     text: "T", short: "S", why: "W", evidence: "E", source: "S", example: "X"),
"#;

fn answers(text: &str) -> Result<AnswerImport, Vec<ImportProblem>> {
    import_answers(text.as_bytes(), &pack())
}

/// The state that one value of one question is read as.
#[track_caller]
fn state(id: &str, value: &str) -> State {
    let import = answers(&format!("id;value\n{id};\"{value}\"\n")).unwrap();
    import.answers.into_iter().next().unwrap().1.state
}

fn choice(option: &str) -> State {
    State::Given(Value::Choice(option.into()))
}

#[test]
fn values_are_read_as_people_write_them() {
    assert_eq!(state("SCALE", "N3"), State::Given(Value::Level(3)));
    assert_eq!(state("SCALE", "Un peu"), State::Given(Value::Level(1)));
    assert_eq!(state("CHOICE", "ecrite, votée"), choice("explicit"));
    assert_eq!(state("CHOICE", "no"), choice("no"));
    assert_eq!(state("YPN", "En partie"), choice("partly"));
    assert_eq!(state("YPN", "non"), choice("no"));
    assert_eq!(state("ONE-1", "1 234,5"), State::Given(Value::Number(1234.5)));
    let range = State::Between(Value::Number(10.0), Value::Number(60.0));
    assert_eq!(state("ONE-1", "10..60"), range);
    assert_eq!(state("ONE-1", "?"), State::Unknown);
    let picks = [("water".into(), Some(30_000.0)), ("waste".into(), None)].into();
    assert_eq!(state("MULTI", "Eau = 30 k€ | waste"), State::Given(Value::Picks(picks)));
    assert_eq!(state("MULTI", "aucun"), State::Given(Value::Picks([].into())));
    let parts = [("international".into(), 1596.0), ("total".into(), 14_000.0)].into();
    assert_eq!(
        state("PARTS", "Internationaux=1 596|total=14 000"),
        State::Given(Value::Parts(parts))
    );
    assert_eq!(state("OLD", "2"), State::Given(Value::Level(2)));
}

#[test]
fn the_five_states_are_told_apart() {
    let import = answers(
        "id;état;valeur;min;max;année;source;preuve;rôle;commentaire\n\
         SCALE;answered;2;;;2024;Délibération;E2;Maire;imprimé\n\
         ONE-1;range;;3;4,5;;;;;\n\
         CHOICE;ne sait pas;;;;;;;;demandé au DGS\n\
         YPN;not_applicable;;;;;;;;pas d'université\n\
         MULTI;not_asked;;;;;;;;\n\
         PARTS;;;;;;;;;\n",
    )
    .unwrap();
    let given: Vec<_> = import.answers.iter().map(|(id, a)| (id.as_str(), &a.state)).collect();
    let reason = "pas d'université".to_owned();
    assert_eq!(
        given,
        [
            ("SCALE", &State::Given(Value::Level(2))),
            ("ONE-1", &State::Between(Value::Number(3.0), Value::Number(4.5))),
            ("CHOICE", &State::Unknown),
            ("YPN", &State::NotApplicable { reason }),
            ("MULTI", &State::NotAsked),
        ]
    );
    let first = &import.answers[0].1;
    assert_eq!((first.year, first.evidence), (Some(2024), Some(Evidence::E2)));
    assert_eq!((first.source.as_str(), first.comment.as_str()), ("Délibération", "imprimé"));
    assert_eq!(first.role, Some("mayor".into()));
    assert_eq!(import.answers[2].1.comment, "demandé au DGS");
    assert_eq!(import.answers[3].1.comment, "");
    assert!(import.answers[4].1 == Answer::default() && import.warnings.is_empty());
}

#[test]
fn all_problems_are_told_at_once_with_place_and_hint() {
    let problems = answers(
        "id;state;value;min;max;year;evidence;role\n\
         SCALE;;9;;;;;\n\
         NOPE;;1;;;;;\n\
         ONE-1;perhaps;3;;;;;\n\
         ONE-2;;douze;;;24;E7;king\n\
         CHOICE;;maybe;;;;;\n\
         YPN;unknown;yes;;;;;\n\
         MULTI;answered;;;;;;\n\
         PARTS;;international=5|total=4;;;;;\n\
         ONE-1;range;;3;;;;\n\
         ONE-1;range;;5;3;;;\n\
         SCALE;;2;;;;;;trop\n",
    )
    .unwrap_err();
    let told: Vec<_> = problems
        .iter()
        .map(|problem| {
            let spot = problem.spot.as_ref().unwrap();
            for lang in Lang::ALL {
                assert!(problem.sentence(*lang).ends_with(['.', '…']), "{problem:?}");
                assert!(problem.hint(*lang).ends_with('.'), "{problem:?}");
            }
            (spot.line, spot.column.unwrap(), &problem.kind)
        })
        .collect();
    // By the words that people see, in their language, not by the ids of the pack.
    let option = |found: &str, fr: &str, en: &str| Kind::UnknownOption {
        found: found.to_owned(),
        known: Known::of(&[(fr, en)], |(fr, en), lang| {
            String::from(if lang == Lang::Fr { *fr } else { *en })
        }),
    };
    let grades = (
        "E0 (sans preuve)\u{a0}; E1 (déclaré)\u{a0}; E2 (document interne)\u{a0}; \
         E3 (document public ou statistique officielle)",
        "E0 (unsupported); E1 (stated); E2 (internal document); \
         E3 (public document or official statistics)",
    );
    let above = AnswerProblem::PartAboveWhole("international".into(), "total".into());
    assert_eq!(
        told,
        [
            (2, 3, &Kind::Value(AnswerProblem::LevelTooHigh(9, 4))),
            (3, 1, &Kind::UnknownQuestion("NOPE".into())),
            (4, 2, &Kind::UnknownState("perhaps".into())),
            (5, 6, &Kind::NotAYear("24".into())),
            (5, 7, &option("E7", grades.0, grades.1)),
            (5, 8, &option("king", "Maire", "Mayor")),
            (5, 3, &Kind::NotANumber("douze".into())),
            (6, 3, &option("maybe", "Écrite, votée\u{a0}; Aucune", "Written; None")),
            (7, 3, &Kind::Contradiction),
            (8, 3, &Kind::NoValue),
            (9, 3, &Kind::Value(above)),
            (10, 5, &Kind::HalfRange),
            (11, 4, &Kind::Value(AnswerProblem::Reversed)),
            (12, 9, &Kind::ExtraFields),
        ]
    );
}

#[test]
fn headings_are_needed_once_each() {
    let kind = |text: &str| answers(text).unwrap_err().remove(0).kind;
    assert!(matches!(kind("question posée;réponse\nSCALE;2\n"), Kind::NoHeading { .. }));
    assert_eq!(kind("id;value;valeur\nSCALE;2;3\n"), Kind::RepeatedHeading("valeur".into()));
    assert_eq!(kind("id;value\nSCALE;2\nscale;3\n"), Kind::RepeatedQuestion("SCALE".into(), 2));
    let import = answers("id;value;couleur\nSCALE;2;bleu\n").unwrap();
    assert_eq!(import.warnings[0].kind, Kind::IgnoredHeading("couleur".into()));
}

fn spec() -> TableSpec {
    pack().table("T").unwrap().clone()
}

fn cells(row: &[(ColumnId, Cell)]) -> String {
    row.iter().fold(String::new(), |mut out, (id, cell)| {
        write!(out, "{id}={cell} ").unwrap();
        out
    })
}

#[test]
fn rows_are_read_by_id_or_label_in_either_language() {
    let import = import_table(
        "couverture;exhaustive\n\
         Pays;Other countries;count;Actif;Dernière activité;since;Thèmes;level;remark\n\
         Sénégal;Mali|Congo (RDC)|Nulle-Part;1 234,5;oui;mars 2024;1998;Eau|culture;N2;\"a\nb\"\n\
         DEU;;10..60;no;2024;?;water, health;;?\n\
         ;;;;;;;;\n\
         zone:other_africa;Mali, Togo;?;?;15/03/2024;;;;\n"
            .as_bytes(),
        &spec(),
    )
    .unwrap();
    assert_eq!(import.coverage, Some(Coverage::Exhaustive));
    let rows: Vec<_> = import.rows.iter().map(|row| cells(row)).collect();
    assert_eq!(
        rows,
        [
            "country=SN countries=ML|CD|Nulle-Part count=1234.5 active=yes last=2024-03 since=1998 \
             themes=water|culture level=2 remark=a\nb ",
            "country=DE count=10..60 active=no last=2024 since=? themes=water|health remark=? ",
            "country=zone:other_africa countries=ML|TG count=? active=? last=2024-03 ",
        ]
    );
    let warned: Vec<_> = import.warnings.iter().map(|problem| &problem.kind).collect();
    assert_eq!(warned, [&Kind::UnknownPlace("Nulle-Part".into())]);
}

#[test]
fn nothing_is_imported_of_a_table_with_problems() {
    let problems = import_table(
        "country;count;active;last;since;themes;level\n\
         SN;-3;maybe;2024-13;98;water|fire;7\n\
         ML;x;;;;water|culture|health;\n"
            .as_bytes(),
        &spec(),
    )
    .unwrap_err();
    let told: Vec<_> = problems
        .iter()
        .map(|problem| (problem.spot.as_ref().unwrap().line, problem.spot.as_ref().unwrap().column))
        .collect();
    let column = |line, column| (line, Some(column));
    assert_eq!(
        told,
        [
            column(2, 2),
            column(2, 3),
            column(2, 4),
            column(2, 5),
            column(2, 6),
            column(2, 7),
            column(3, 2),
            column(3, 6),
        ]
    );
    let none = import_table(b"a;b\n1;2\n", &spec()).unwrap_err();
    assert!(matches!(none[0].kind, Kind::NoHeading { .. }));
}

#[test]
fn a_paste_has_headings_or_takes_the_columns_in_order() {
    let columns: Vec<ColumnId> = ["country", "count"].map(ColumnId::from).to_vec();
    let rows = |text: &str| {
        let import = paste(text, &spec(), &columns).unwrap();
        import.rows.iter().map(|row| cells(row)).collect::<Vec<_>>()
    };
    assert_eq!(rows("Mali\t3\nTogo\t4\n"), ["country=ML count=3 ", "country=TG count=4 "]);
    assert_eq!(rows("Effectif\tPays\n3\tMali"), ["count=3 country=ML "]);
    assert_eq!(rows("Mali"), ["country=ML "]);
    let extra = paste("Mali\t3\t4\n", &spec(), &columns).unwrap_err();
    assert_eq!(extra[0].kind, Kind::ExtraFields);
    let required = paste("\t3\n", &spec(), &columns).unwrap();
    assert_eq!(required.warnings[0].kind, Kind::Required);
}

proptest! {
    #[test]
    fn any_bytes_are_imported_or_refused_with_sentences(bytes in any::<Vec<u8>>()) {
        if let Err(problems) = import_answers(&bytes, &pack()) {
            prop_assert!(!problems.is_empty());
        }
        if let Err(problems) = import_table(&bytes, &spec()) {
            prop_assert!(problems.iter().all(|p| p.sentence(Lang::Fr).ends_with('.')));
        }
    }

    #[test]
    fn compact_forms_are_read_back(low in -1e6..1e6_f64, more in 0.0..1e6_f64) {
        let value = Value::Number(low.abs());
        prop_assert_eq!(state("ONE-1", &value.to_string()), State::Given(value.clone()));
        let range = State::Between(value, Value::Number(low.abs() + more));
        prop_assert_eq!(state("ONE-1", &range.to_string()), range);
    }
}

#[test]
fn everything_wrong_in_a_document_is_told() {
    let mut document: Diagnostic =
        read(include_bytes!("fixtures/v1.passerelle")).unwrap().diagnostic;
    let fault = |d: &Diagnostic| {
        let list = check_document(&pack(), d);
        for problem in &list {
            for lang in Lang::ALL {
                assert!(
                    problem.sentence(*lang).ends_with('.') && problem.hint(*lang).ends_with('.')
                );
            }
        }
        list.into_iter().map(|problem| (problem.place, problem.kind)).collect::<Vec<_>>()
    };
    document.journal.clear();
    document.ambitions.clear();
    document.tables.clear();
    document.answers.retain(|id, _| id.as_str() == "GOV-01");
    let unknown = (DocumentPlace::Answer("GOV-01".into()), DocumentProblemKind::NotInPack);
    assert_eq!(fault(&document), [unknown]);
    let answer = Answer {
        state: State::NotApplicable { reason: " ".to_owned() },
        year: Some(2031),
        role: Some("king".into()),
        ..Answer::default()
    };
    document.answers = [("SCALE".into(), answer)].into();
    let at = || DocumentPlace::Answer("SCALE".into());
    assert_eq!(
        fault(&document),
        [
            (at(), DocumentProblemKind::NoReason),
            (at(), DocumentProblemKind::UnknownRole("king".into())),
            (at(), DocumentProblemKind::FutureYear(2031)),
        ]
    );
}
