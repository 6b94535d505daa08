//! What an adviser relies on: compliance on made-up rows, speaking points that are true and
//! traced, small counts that nothing gives away, and a JSON that is what its guide says.

use std::{collections::BTreeSet, path::Path, sync::Arc};

use jiff::civil::{Date, date};
use passerelle::{
    advice::{Advice, Subject, advise, speaking},
    app::{Command, Edit, Session, Settings},
    domain::{
        Answer, Cell, ColumnId, Coverage, Diagnostic, PointChoice, Row, State, Table, TableId,
        Value,
    },
    exchange::advise_json,
    language::Lang,
    questionnaire::{Kind, Lever, Pack, Theme, Truth},
    report::{
        Brief, DocumentKind, DocumentOptions,
        brief::{self, Workbook, speaking_points},
    },
    scoring::assess,
    storage,
};

const TODAY: Date = date(2026, 11, 25);

fn pack() -> &'static Arc<Pack> {
    Pack::standard().unwrap()
}

fn valmont() -> Diagnostic {
    storage::open(Path::new("templates/examples/valmont.passerelle")).unwrap().diagnostic
}

fn of(code: &str) -> Diagnostic {
    use passerelle::{app::NewDiagnostic, domain::Path};
    let profile = passerelle::reference::territory(code).unwrap();
    NewDiagnostic::of(&profile, Path::Full).create(pack(), TODAY)
}

fn on(diagnostic: &Diagnostic, day: Date) -> Advice {
    advise(pack(), diagnostic, &assess(pack(), diagnostic), day)
}

fn table(diagnostic: &mut Diagnostic, id: &str, columns: &[&str], rows: &[Vec<Cell>]) {
    let columns = columns.iter().map(|id| ColumnId::from(*id)).collect();
    let row = |(id, cells): (u32, &Vec<Cell>)| Arc::new(Row { id, cells: cells.clone() });
    let rows = (1..).zip(rows).map(row).collect();
    let table = Table { columns, rows, coverage: Some(Coverage::Exhaustive), ..Table::default() };
    diagnostic.tables.insert(TableId::from(id), Arc::new(table));
}

const AGREEMENT: [&str; 6] =
    ["country", "counterpart", "agreement", "agreement_ends", "sent_to_prefect", "tier"];

/// A partnership: country, agreement, its term, whether it was sent, tier of the partner.
fn partnership(said: [&str; 5]) -> Vec<Cell> {
    let [country, agreement, ends, sent, tier] = said;
    let cell = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::text(text) };
    [country, "Ville d'essai", agreement, ends, sent, tier].map(cell).to_vec()
}

/// The rows that a rule surely and possibly concerns, on a day.
fn concerned(diagnostic: &Diagnostic, rule: &str, day: Date) -> (Vec<u32>, Vec<u32>) {
    let advice = on(diagnostic, day);
    let Some(one) = advice.compliance.iter().find(|one| one.rule == *rule) else {
        return (Vec::new(), Vec::new());
    };
    let rows = |wanted: Truth| {
        let of = one.subjects.iter().filter_map(move |subject| match subject {
            Subject::Row(_, row, holds) if *holds == wanted => Some(*row),
            _ => None,
        });
        of.collect()
    };
    (rows(Truth::True), rows(Truth::Unknown))
}

#[test]
fn agreements_are_told_by_their_term_on_the_day_of_reading() {
    let mut made = of("35238");
    let rows = [
        partnership(["DE", "expired", "", "yes", "commune"]),
        partnership(["IT", "in_force", "2027-05", "yes", "commune"]),
        partnership(["ES", "in_force", "2027-06", "yes", "commune"]),
        partnership(["PT", "in_renewal", "2026-01", "yes", "commune"]),
        partnership(["JP", "none", "", "not_applicable", "commune"]),
        partnership(["CA", "in_force", "", "yes", "commune"]),
        partnership(["SN", "", "", "", ""]),
    ];
    table(&mut made, "T5", &AGREEMENT, &rows);
    // Six months from November 2026 end in May 2027; the term nobody entered is to be looked up.
    assert_eq!(concerned(&made, "C1", TODAY), (vec![1, 2, 4], vec![6, 7]));
    // A month later June is near too, whatever day the diagnostic describes.
    assert_eq!(concerned(&made, "C1", date(2026, 12, 1)).0, [1, 2, 3, 4]);
    assert_eq!(made.as_of, TODAY);
}

#[test]
fn agreements_not_sent_and_partners_that_are_states_are_told() {
    let mut made = of("35238");
    let rows = [
        partnership(["DE", "in_force", "2030-01", "no", "commune"]),
        partnership(["IT", "in_force", "2030-01", "yes", "state"]),
        partnership(["ES", "in_force", "2030-01", "", ""]),
        partnership(["PT", "none", "", "no", "region"]),
    ];
    table(&mut made, "T5", &AGREEMENT, &rows);
    assert_eq!(concerned(&made, "C2", TODAY), (vec![1], vec![3]));
    // A tier that nobody entered is no sign of a State.
    assert_eq!(concerned(&made, "C3", TODAY), (vec![2], vec![]));
}

#[test]
fn declarations_and_suspended_contexts_are_told_and_stay_inside() {
    let mut made = of("35238");
    assert!(
        on(&made, TODAY)
            .compliance
            .iter()
            .any(|one| { one.rule == *"C4" && one.holds == Truth::Unknown })
    );
    for (choice, fires) in [("yes", false), ("partly", true), ("no", true)] {
        let state = State::Given(Value::Choice(choice.into()));
        made.answers.insert("PAR-10".into(), Answer { state, ..Answer::default() });
        let fired = on(&made, TODAY).compliance.iter().any(|one| one.rule == *"C4");
        assert_eq!(fired, fires, "{choice}");
    }
    let row = |country: &str, context: Cell| {
        vec![Cell::text(country), Cell::text("Ville d'essai"), context]
    };
    let rows = [
        row("DE", Cell::text("suspended")),
        row("IT", Cell::Empty),
        row("ML", Cell::Empty),
        row("SN", Cell::text("normal")),
        row("PT", Cell::Unknown),
    ];
    table(&mut made, "T5", &["country", "counterpart", "context"], &rows);
    assert_eq!(concerned(&made, "C5", TODAY), (vec![1, 3], vec![5]));
    let assessment = assess(pack(), &made);
    for public in [false, true] {
        let options =
            DocumentOptions { public, ..DocumentOptions::of(DocumentKind::Brief, Lang::Fr) };
        let text = format!("{:?}", Brief::of(pack(), &made, &assessment, &options));
        let says = text.to_lowercase().contains("suspend");
        assert_eq!(says, !public, "the context in the public version: {public}");
    }
}

/// Each point names its article, with a date; the reserve and the day of reading stand beside.
#[test]
fn compliance_names_the_law_its_date_and_its_reserve() {
    let rules = pack().rules.iter().filter(|rule| rule.id.as_str().starts_with('C'));
    for rule in rules.filter(|rule| rule.id != "C5") {
        for lang in Lang::ALL {
            let said = format!("{} {}", rule.why.get(*lang), rule.source.get(*lang));
            assert!(said.contains("1115-"), "{}: {said}", rule.id);
            assert!(["2014", "2016", "2021", "2024"].iter().any(|y| said.contains(y)), "{said}");
        }
    }
    let assessment = assess(pack(), &valmont());
    let options = DocumentOptions {
        read_on: Some(date(2026, 12, 31)),
        ..DocumentOptions::of(DocumentKind::Brief, Lang::Fr)
    };
    let text = format!("{:?}", Brief::of(pack(), &valmont(), &assessment, &options));
    assert!(text.contains("avis juridique") && text.contains("décembre 2026, jour de la lecture"));
}

/// The terminal and the brief count to the same day.
#[test]
fn the_brief_and_the_terminal_count_terms_alike() {
    let mut made = of("35238");
    table(&mut made, "T5", &AGREEMENT, &[partnership(["DE", "in_force", "2027-06", "yes", ""])]);
    let assessment = assess(pack(), &made);
    for (day, due) in [(TODAY, false), (date(2026, 12, 1), true)] {
        let options = DocumentOptions {
            read_on: Some(day),
            ..DocumentOptions::of(DocumentKind::Brief, Lang::Fr)
        };
        let brief = format!("{:?}", Brief::of(pack(), &made, &assessment, &options));
        let title = pack().rule(&"C1".into()).unwrap().title.get(Lang::Fr);
        assert_eq!(brief.contains(title), due);
        assert_eq!(on(&made, day).compliance.iter().any(|one| one.rule == *"C1"), due);
    }
}

#[test]
fn a_gap_is_paired_with_the_strong_tie_that_could_close_it() {
    let made = valmont();
    let assessment = assess(pack(), &made);
    let advice = on(&made, TODAY);
    let mut paired = 0;
    for one in &advice.recommendations {
        let rule = pack().rule(&one.rule).unwrap();
        for lever in &rule.levers {
            let Lever::Tie(id) = lever else { continue };
            let tie = pack().ties.iter().find(|tie| tie.id == *id).unwrap();
            let value = assessment.value(pack(), tie.intensity.as_str()).unwrap();
            let strong = value.shown_centre().is_some_and(|centre| 0.5 <= centre);
            let told = one.assets.iter().any(
                |asset| matches!(asset, passerelle::advice::Asset::Tie(named, _) if named == id),
            );
            assert_eq!(told, strong, "{} and {id}", one.rule);
            paired += usize::from(told);
        }
    }
    assert!(3 < paired, "only {paired} measures build on a tie");
}

#[test]
fn speaking_points_of_the_worked_example_are_true_and_traced() {
    let made = valmont();
    let assessment = assess(pack(), &made);
    for lang in Lang::ALL {
        let (points, _) = speaking_points(pack(), &made, &assessment, *lang);
        let said: Vec<_> = points.iter().filter(|one| one.point.said).collect();
        for theme in Theme::ALL {
            let count = said.iter().filter(|one| one.point.theme == theme).count();
            assert!(0 < count && count <= theme.most(), "{theme:?}: {count}");
        }
        for one in &points {
            assert!(!one.text.contains(['{', '}']), "{}", one.text);
            assert!(!one.traces.is_empty(), "{} has no trace", one.text);
            assert!(one.traces.iter().all(|trace| trace.contains("20")), "{:?}", one.traces);
        }
    }
    let (points, _) = speaking_points(pack(), &made, &assessment, Lang::Fr);
    let text = |id: &str| points.iter().find(|one| one.point.id == *id).unwrap().text.clone();
    let number = |count: f64| Lang::Fr.number(count, 0);
    let cost = format!("L’action internationale coûte {}", number(90_000.0));
    assert!(text("cost-budget").starts_with(&cost), "{}", text("cost-budget"));
    let students = format!("{} de nos {} étudiants", number(1_596.0), number(14_000.0));
    assert!(text("why-students").starts_with(&students), "{}", text("why-students"));
    // The jobs are those of the employment zone, and the sentence says so.
    assert!(text("why-jobs").contains("zone d’emploi"), "{}", text("why-jobs"));
}

#[test]
fn nothing_is_said_of_what_nobody_knows_and_what_is_missing_is_told() {
    let mut made = of("35238");
    made.answers.retain(|id, _| id.as_str() == "TER-01");
    for unknown in [false, true] {
        if unknown {
            for question in pack().questions.iter().filter(|q| q.kind.is_asked()) {
                let answer = Answer { state: State::Unknown, ..Answer::default() };
                made.answers.insert(question.id.clone(), answer);
            }
        }
        let assessment = assess(pack(), &made);
        let found = speaking(pack(), &made, &assessment);
        assert_eq!(found.points, []);
        let themes: Vec<_> = found.missing.iter().map(|one| one.theme).collect();
        assert_eq!(themes, Theme::ALL);
        let brief = Brief::new(pack(), &made, &assessment, Lang::Fr);
        let section = brief.sections.iter().find(|s| s.title.as_str() == "Éléments de langage");
        let text = format!("{section:?}");
        assert!(text.contains("il manque") && text.contains("demander à"), "{text}");
    }
}

#[test]
fn private_and_small_things_never_enter_a_speaking_point() {
    let mut made = valmont();
    for answer in made.answers.values_mut() {
        answer.note = "SECRET".to_owned();
    }
    let parts = |international: f64| {
        let all = [("total".into(), 14_000.0), ("international".into(), international)];
        State::Given(Value::Parts(all.into()))
    };
    made.answers.get_mut("ESR-01").unwrap().state = parts(8.0);
    let assessment = assess(pack(), &made);
    let (points, _) = speaking_points(pack(), &made, &assessment, Lang::Fr);
    assert!(points.iter().all(|one| one.point.id != "why-students"), "eight students are told");
    assert!(!format!("{points:?}").contains("SECRET"));
    made.answers.get_mut("ESR-01").unwrap().state = parts(11.0);
    let assessment = assess(pack(), &made);
    let (points, _) = speaking_points(pack(), &made, &assessment, Lang::Fr);
    assert!(points.iter().any(|one| one.point.id == "why-students"));
    // No public version has them, reworded or not.
    let choice = PointChoice::Reworded { text: "SECRET".to_owned(), basis: String::new() };
    made.points.insert("why-students".into(), choice);
    let options =
        DocumentOptions { public: true, ..DocumentOptions::of(DocumentKind::Brief, Lang::Fr) };
    let text = format!("{:?}", Brief::of(pack(), &made, &assessment, &options));
    assert!(!text.contains("SECRET") && !text.contains("Éléments de langage"));
}

#[test]
fn a_point_is_kept_reworded_dropped_restored_and_each_is_undone() {
    let mut session = Session::new(Settings::default(), crate::session::clock());
    let run = |session: &mut Session, command: Command| {
        session.apply(command);
    };
    run(&mut session, Command::OpenExample);
    let id = || "cost-staff".into();
    let chosen = |session: &Session| {
        session.document().unwrap().diagnostic().points.get("cost-staff").cloned()
    };
    let reworded = |text: &str| {
        Some(PointChoice::Reworded { text: text.to_owned(), basis: "2..2".to_owned() })
    };
    run(&mut session, Command::Edit(Edit::Point(id(), Some(PointChoice::Kept))));
    run(&mut session, Command::Edit(Edit::Point(id(), reworded("D"))));
    // Letters of one wording are one step.
    run(&mut session, Command::Edit(Edit::Point(id(), reworded("De"))));
    run(&mut session, Command::Edit(Edit::Point(id(), reworded("Deux agents."))));
    run(&mut session, Command::Edit(Edit::Point(id(), Some(PointChoice::Dropped))));
    assert_eq!(chosen(&session), Some(PointChoice::Dropped));
    let text =
        storage::write(session.document().unwrap().diagnostic(), &storage::Extras::default());
    assert!(text.contains("\"cost-staff\": (choice: \"dropped\")"), "{text}");
    run(&mut session, Command::Undo);
    assert_eq!(chosen(&session), reworded("Deux agents."));
    let document = session.document().unwrap();
    let brief = Brief::new(pack(), document.diagnostic(), document.assessment(), Lang::Fr);
    let said = format!("{brief:?}");
    assert!(said.contains("Deux agents.") && said.contains("Reformulé par la collectivité"));
    // The figures behind it change: the wording is told to be read again.
    let state = State::Given(Value::Number(3.0));
    let mut answer = document.diagnostic().answers["MOY-04"].clone();
    answer.state = state;
    run(&mut session, Command::Edit(Edit::Answer("MOY-04".into(), Box::new(answer))));
    let document = session.document().unwrap();
    let found = speaking(pack(), document.diagnostic(), document.assessment());
    assert!(found.points.iter().any(|point| point.id == "cost-staff" && point.is_outdated()));
    run(&mut session, Command::Undo);
    run(&mut session, Command::Undo);
    run(&mut session, Command::Undo);
    run(&mut session, Command::Undo);
    assert_eq!(chosen(&session), None);
    run(&mut session, Command::Redo);
    assert_eq!(chosen(&session), Some(PointChoice::Kept));
    run(&mut session, Command::Edit(Edit::Point(id(), None)));
    assert_eq!(chosen(&session), None);
}

/// Small counts cannot be drawn from what stands beside them.
#[test]
fn a_small_count_is_not_given_away_by_roots_nor_by_a_difference() {
    let mut made = of("35238");
    let people = |country: &str, count: f64| {
        vec![Cell::text(country), Cell::text("immigrants"), Cell::Number(count)]
    };
    let columns = ["country", "measure", "count"];
    let rows = [people("DE", 4_111.0), people("JP", 7.0), people("SN", 2_222.0)];
    table(&mut made, "T1", &columns, &rows);
    let assessment = assess(pack(), &made);
    let text = format!("{:?}", Brief::new(pack(), &made, &assessment, Lang::Fr));
    // Japan is masked, and Senegal with it: the total others publish would leave seven.
    assert!(text.contains("moins de 11") && text.contains("protège un petit effectif"));
    let printed = |count: f64| {
        let shown = format!("{:?}", Lang::Fr.number(count, 0));
        text.contains(shown.trim_matches('"'))
    };
    assert!(printed(4_111.0) && !printed(2_222.0));
    let options = DocumentOptions::of(DocumentKind::Brief, Lang::Fr);
    let book = format!("{:?}", Workbook::new(pack(), &made, &assessment, &options));
    assert!(!book.contains("2222") && book.contains("4111"), "the workbook gives it away");
    // Roots of masked countries are masked in every table of countries.
    let masked = |text: &str| text.matches("masqué").count();
    let mut open = made.clone();
    table(&mut open, "T1", &columns, &[people("DE", 4_111.0), people("JP", 700.0)]);
    let other = format!("{:?}", Brief::new(pack(), &open, &assess(pack(), &open), Lang::Fr));
    assert!(masked(&other) + 3 < masked(&text), "{} and {}", masked(&other), masked(&text));
}

/// « Familles de réseaux couvertes : 3 » says of how many, and which.
#[test]
fn a_computed_figure_says_what_it_counts() {
    let made = valmont();
    let assessment = assess(pack(), &made);
    let words = |id: &str| {
        let question = pack().question(id).unwrap();
        brief::answer_words(pack(), &made, &assessment, Lang::Fr, question)
    };
    assert_eq!(
        words("RES-03"),
        "3 sur 5\u{a0}: Réseau national, Réseau régional (RRMA), Réseau européen"
    );
    assert!(words("MOY-06").contains("pour un plafond de 1"), "{}", words("MOY-06"));
}

/// Where a help example speaks of Valmont's level, it is the level of the worked example.
#[test]
fn help_examples_of_valmont_agree_with_the_worked_example() {
    let made = valmont();
    let mut compared = 0;
    for question in pack().questions.iter().filter(|q| matches!(q.kind, Kind::Scale(_))) {
        let example = question.example.get(Lang::Fr).to_lowercase();
        let level = example.strip_prefix("valmont\u{a0}: ").unwrap_or(&example);
        let Some(level) = level.strip_prefix("niveau ").and_then(|rest| rest.chars().next()) else {
            continue;
        };
        let State::Given(Value::Level(answered)) = &made.answers[&question.id].state else {
            panic!("{}: the example has a level, the answer has none", question.id);
        };
        assert_eq!(level.to_string(), answered.to_string(), "{}", question.id);
        compared += 1;
    }
    assert!(25 < compared, "{compared} examples compared");
    let associations = pack().question("ASS-01").unwrap().example.get(Lang::Fr);
    assert!(associations.contains("15 associations"), "{associations}");
}

/// Every key of the JSON is in its guide, and every key of the guide is in the JSON.
#[test]
fn the_guide_of_the_json_names_every_field_and_no_other() {
    fn keys(value: &serde_json::Value, found: &mut BTreeSet<String>) {
        match value {
            serde_json::Value::Object(all) => {
                for (key, value) in all {
                    found.insert(key.clone());
                    keys(value, found);
                }
            }
            serde_json::Value::Array(all) => all.iter().for_each(|value| keys(value, found)),
            _ => {}
        }
    }
    let guide = include_str!("../../docs/advise-json.md");
    let made = valmont();
    let json = advise_json(pack(), &made, &on(&made, TODAY), Lang::Fr).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let mut written = BTreeSet::new();
    keys(&json, &mut written);
    let named: BTreeSet<&str> = guide.split('`').skip(1).step_by(2).collect();
    let missing: Vec<_> = written.iter().filter(|key| !named.contains(key.as_str())).collect();
    assert!(missing.is_empty(), "not in the guide: {missing:?}");
    // Of the guide's tables, the first column names fields.
    let cells = guide.lines().filter(|line| line.starts_with("| `"));
    for cell in cells.filter_map(|line| line.split('|').nth(1)) {
        for field in cell.split('`').skip(1).step_by(2) {
            assert!(written.contains(field), "the guide names {field}, the JSON has none");
        }
    }
}

#[test]
fn the_terminal_tells_the_law_and_takes_silence_for_no_praise() {
    use crate::cli::{done, rennes};
    let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ");
    let (_folder, file) = rennes();
    let said = done(&["advise", &file]);
    assert!(said.contains(&plain(Lang::Fr.advice_too_early())), "{said}");
    assert!(!said.contains(&plain(Lang::Fr.advice_nothing())), "{said}");
    let said = done(&["advise", "templates/examples/valmont.passerelle"]);
    for rule in pack().rules.iter().filter(|rule| ["C1", "C4"].contains(&rule.id.as_str())) {
        assert!(said.contains(&plain(rule.why.get(Lang::Fr))), "{} without its law", rule.id);
        assert!(said.contains(&plain(rule.what.get(Lang::Fr))), "{} without what to do", rule.id);
    }
    assert!(said.contains(&plain(Lang::Fr.advice_reserve())));
}

/// A métropole that holds its competences: open, closed and to be verified, each for its reason.
#[test]
fn a_real_authority_hears_all_three_answers_about_devices() {
    use passerelle::{
        advice::{Verdict, words},
        domain::{OptionId, Picks},
    };
    let mut made = of("243500139");
    let held = ["sanitation", "waste", "mobility"];
    let picks: Picks = held.iter().map(|id| (OptionId::from(*id), None)).collect();
    let state = State::Given(Value::Picks(picks));
    made.answers.insert("TER-05".into(), Answer { state, ..Answer::default() });
    let advice = on(&made, TODAY);
    let told = |id: &str| {
        let one = advice.device(id).unwrap();
        let lines = words::device(pack(), Lang::Fr, one);
        (one.verdict, lines.into_iter().map(|line| line.text).collect::<Vec<_>>().join(" ; "))
    };
    for (id, year) in [("1EAU", 2025), ("1DEC", 2020), ("1MOB", 2021)] {
        let (verdict, said) = told(id);
        assert_eq!(verdict, Verdict::Eligible, "{id}: {said}");
        assert!(said.ends_with(&Lang::Fr.devices_aged(year)), "{id}: {said}");
    }
    let (verdict, said) = told("1ENE");
    assert_eq!(verdict, Verdict::Closed, "{said}");
    assert!(said.contains("énergie"), "{said}");
    // Its conditions hold, and the call of the year is still to be looked up.
    let (verdict, said) = told("AGEAU");
    assert_eq!(verdict, Verdict::ToVerify, "{said}");
    assert!(said.contains("programme en cours"), "{said}");
    let (verdict, said) = told("FICOL");
    assert_eq!(verdict, Verdict::ToVerify, "{said}");
    assert!(said.contains("Partenariats"), "{said}");
}

#[test]
fn each_measure_of_the_brief_prints_its_priority_and_the_four_terms_of_it() {
    let made = valmont();
    let assessment = assess(pack(), &made);
    let advice = on(&made, made.as_of);
    assert!(5 < advice.printed().count());
    for lang in Lang::ALL {
        let brief = format!("{:?}", Brief::new(pack(), &made, &assessment, *lang));
        for one in advice.printed() {
            let of = one.priority;
            let [gap, ambition, leverage, ease, value] =
                [of.gap, of.ambition, of.leverage, of.ease, of.value]
                    .map(|value| lang.number(value * 100.0, 0));
            let terms = lang.advice_priority_terms(ambition, ease, gap, leverage, value);
            let printed = format!("{:?}", brief::Line::from(terms));
            assert!(brief.contains(&printed), "{}: {printed}", one.rule);
        }
    }
}
