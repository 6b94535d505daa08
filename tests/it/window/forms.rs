//! Filling in: what is half typed is neither lost nor rewritten, what was said before is offered,
//! every way of writing works, and nothing is out of sight in a meeting.

use std::path::Path;

use eframe::egui::{Event, ImeEvent, Key, Modifiers, Vec2, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use passerelle::{
    app::{Command, Edit, PlanEdit, Prompt},
    domain::{Action, Answer, Cell, State, Value},
    language::Lang,
    ui::{Desk, Page},
};

use super::{
    LAPTOP, Look,
    desk::{click, example, give},
    focused, outline, press,
    safety::Office,
    shot,
};

type Window<'a> = Harness<'a, Desk>;

/// The names of fields that hold a text, with what they hold.
fn fields(window: &Window<'_>) -> Vec<(String, String)> {
    let all = window.get_all_by_role(Role::TextInput);
    all.map(|node| {
        let node = node.accesskit_node();
        (node.label().unwrap_or_default(), node.value().unwrap_or_default())
    })
    .collect()
}

fn value_of(window: &Window<'_>, name: &str) -> String {
    let found = fields(window).into_iter().find(|(label, _)| label == name);
    found.unwrap_or_else(|| panic!("no field {name}: {:#?}", fields(window))).1
}

fn enter(window: &mut Window<'_>, name: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, name).focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    for letter in text.chars() {
        window.event(Event::Text(letter.to_string()));
        window.run();
    }
}

fn state(window: &Window<'_>, id: &str) -> State {
    let document = window.state().session.document().unwrap();
    document.diagnostic().answer(id).map(|answer| answer.state.clone()).unwrap_or_default()
}

/// Opens a question by the palette.
fn ask(window: &mut Window<'_>, question: &str) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::K);
    window.run();
    window.event(Event::Text(question.to_owned()));
    window.run();
    press(window, &[Key::Enter]);
    window.run();
}

#[test]
fn the_end_of_a_range_that_passes_the_other_is_not_rewritten_while_it_is_typed() {
    let mut window = example(LAPTOP, Look::Light);
    let between = State::Between(Value::Number(10.0), Value::Number(20.0));
    let answer = Answer { state: between.clone(), ..Answer::default() };
    give(&mut window, Command::Edit(Edit::Answer("MOY-01".into(), Box::new(answer))));
    ask(&mut window, "MOY-01");
    let name = fields(&window)[0].0.clone();
    let first = |window: &Window<'_>| fields(window)[0].1.clone();
    assert_eq!(first(&window), "10");
    window.get_all_by_role(Role::TextInput).next().unwrap().focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    for letter in "150".chars() {
        window.event(Event::Text(letter.to_string()));
        window.run();
    }
    assert_eq!(first(&window), "150", "{name}");
    let State::Between(low, high) = state(&window, "MOY-01") else { panic!() };
    assert_eq!((low, high), (Value::Number(15.0), Value::Number(20.0)), "the last that can be");
    press(&mut window, &[Key::Tab]);
    assert_eq!(first(&window), "150", "and it stays, with the reason under it");
    window.get_by_label_contains("d’au plus 20");
}

#[test]
fn a_range_of_which_one_end_is_known_waits_for_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.passerelle");
    let mut office = Office::open(folder.path(), Look::Light);
    office.start(Some(&file));
    office.go(Page::Dimension("GOV".into()));
    click(&mut office.window, Role::RadioButton, "Entre deux");
    let level = "Nous avons des listes éparses, tenues par différents services.";
    let all = office.window.get_all_by_label(level);
    all.into_iter().next().unwrap().click();
    office.window.run();
    assert_eq!(state(&office.window, "GOV-01"), State::NotAsked, "half a range is no answer");
    // Another page, then a crash: it still waits.
    office.go(Page::Overview);
    office.go(Page::Dimension("GOV".into()));
    assert_eq!(office.window.get_all_by_label(level).count(), 2, "two ends are asked for");
    office.wait(1500);
    drop(office);
    let mut office = Office::open(folder.path(), Look::Light);
    office.give(Command::Open(file));
    office.click("Reprendre ce travail");
    office.go(Page::Dimension("GOV".into()));
    let document = office.window.state().session.document().unwrap();
    let question = document.pack().question("GOV-01").unwrap();
    let passerelle::questionnaire::Kind::Scale(levels) = &question.kind else { panic!() };
    let most = levels[3].get(Lang::Fr).to_owned();
    office.window.get_all_by_label(&most).last().unwrap().click();
    office.window.run();
    let answered = state(&office.window, "GOV-01");
    assert_eq!(answered, State::Between(Value::Level(1), Value::Level(3)));
    let document = office.window.state().session.document().unwrap();
    assert!(document.drafts().is_empty(), "{:?}", document.drafts());
}

#[test]
fn a_year_is_neither_rounded_nor_wiped_out_while_it_is_typed() {
    let mut window = example(LAPTOP, Look::Light);
    ask(&mut window, "GOV-01");
    enter(&mut window, "Année", "2021,5");
    assert_eq!(value_of(&window, "Année"), "2021,5");
    press(&mut window, &[Key::Tab]);
    assert_eq!(value_of(&window, "Année"), "2021,5");
    window.get_by_label_contains("nombre entier");
    let document = window.state().session.document().unwrap();
    let kept = document.drafts().get("GOV-01/year").map(String::as_str);
    assert_eq!(kept, Some("2021,5"));
}

/// Types what cannot be read into the first field with this name, lets the power go, and returns
/// what stands there after recovery.
fn survives(folder: &Path, page: &Page, prepare: &dyn Fn(&mut Office<'_>), name: &str) -> String {
    let file = folder.join("a.passerelle");
    let mut office = Office::open(folder, Look::Light);
    office.start(Some(&file));
    prepare(&mut office);
    office.give(Command::Save);
    office.go(page.clone());
    open_first(&mut office, page);
    enter(&mut office.window, name, "douze mille");
    office.wait(1500);
    drop(office); // the power goes
    let mut office = Office::open(folder, Look::Light);
    office.give(Command::Open(file));
    assert!(matches!(office.window.state().session.prompt(), Some(Prompt::Leftover(_))), "{name}");
    office.click("Reprendre ce travail");
    office.go(page.clone());
    open_first(&mut office, page);
    value_of(&office.window, name)
}

/// Opens the first row or action, whose fields are shown only then.
fn open_first(office: &mut Office<'_>, page: &Page) {
    match page {
        Page::Table(_) => {
            office.window.get_all_by_role(Role::Cell).next().unwrap().focus();
            office.window.run();
            press(&mut office.window, &[Key::Enter]);
            office.window.run();
        }
        Page::Plan => {
            let fr = Lang::Fr;
            let open = |node: &egui_kittest::Node<'_>| {
                node.accesskit_node()
                    .label()
                    .is_some_and(|name| name.starts_with(&fr.plan_numbered("Ouvrir un guichet", 1)))
            };
            let button = office.window.get_all_by_role(Role::Button).find(open);
            if let Some(button) = button {
                button.click();
                office.window.run();
                office.window.run();
            }
        }
        _ => {}
    }
}

/// A page, what is there before, and the name of a field.
type Case<'a> = (Page, &'a dyn Fn(&mut Office<'_>), &'a str);

#[test]
fn what_cannot_be_read_survives_a_crash_in_tables_and_on_the_territory() {
    let with_row = |office: &mut Office<'_>| {
        let cells = vec![("country".into(), Cell::text("SN"))];
        office.give(Command::Edit(Edit::AddRows("T1".into(), vec![cells])));
    };
    let none = |_: &mut Office<'_>| {};
    let cases: [Case<'_>; 3] = [
        (Page::Table("T1".into()), &with_row, "Effectif"),
        (Page::Territory, &none, "Population municipale"),
        (Page::Territory, &none, "Date décrite"),
    ];
    for (page, prepare, name) in cases {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(survives(folder.path(), &page, prepare, name), "douze mille", "{name}");
    }
}

#[test]
fn what_cannot_be_read_survives_a_crash_in_the_plan() {
    let folder = tempfile::tempdir().unwrap();
    let with_action = |office: &mut Office<'_>| {
        let own = Action { title: "Ouvrir un guichet".to_owned(), ..Action::default() };
        office.give(Command::Edit(Edit::Plan(PlanEdit::Add(vec![own]))));
    };
    let held = survives(folder.path(), &Page::Plan, &with_action, "Coût total de l’action");
    assert_eq!(held, "douze mille");
}

#[test]
fn what_is_typed_in_a_cell_of_the_grid_is_kept_before_it_is_entered() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.passerelle");
    let mut office = Office::open(folder.path(), Look::Light);
    office.start(Some(&file));
    let cells = vec![("country".into(), Cell::text("SN"))];
    office.give(Command::Edit(Edit::AddRows("T1".into(), vec![cells])));
    office.give(Command::Save);
    office.go(Page::Table("T1".into()));
    office.window.get_by_label("Effectif, ligne 1").click();
    office.window.run();
    for letter in ["1", "4", "3", "0"] {
        office.window.event(Event::Text(letter.to_owned()));
        office.window.run();
    }
    assert_eq!(value_of(&office.window, "Effectif"), "1430");
    let document = office.window.state().session.document().unwrap();
    assert_eq!(document.drafts().len(), 1, "{:?}", document.drafts());
    office.wait(1500);
    drop(office); // the power goes, the cursor still in the cell
    let mut office = Office::open(folder.path(), Look::Light);
    office.give(Command::Open(file));
    office.click("Reprendre ce travail");
    office.go(Page::Table("T1".into()));
    office.window.run();
    assert_eq!(value_of(&office.window, "Effectif"), "1430");
    press(&mut office.window, &[Key::Enter]);
    let document = office.window.state().session.document().unwrap();
    let table = document.diagnostic().table("T1").unwrap();
    let at = table.column("count").unwrap();
    assert_eq!(table.rows[0].cell(at), &Cell::Number(1430.0));
    assert!(document.drafts().is_empty(), "{:?}", document.drafts());
}

#[test]
fn what_is_no_answer_yet_is_not_left_without_asking_nor_met_in_another_document() {
    let folder = tempfile::tempdir().unwrap();
    let mut office = Office::open(folder.path(), Look::Light);
    office.start(Some(&folder.path().join("a.passerelle")));
    office.go(Page::Territory);
    enter(&mut office.window, "Population municipale", "environ douze");
    office.give(Command::Save);
    office.give(Command::Close);
    office.window.run();
    assert!(matches!(office.window.state().session.prompt(), Some(Prompt::Unsaved(_))));
    office.window.get_by_role_and_label(Role::Dialog, Lang::Fr.shell_unread_title());
    office.window.get_by_label("«\u{a0}environ douze\u{a0}»");
    shot(&mut office.window, "forms-unread");
    office.click("Revenir au diagnostic");
    assert_eq!(value_of(&office.window, "Population municipale"), "environ douze");
    office.give(Command::Close);
    office.click("Abandonner");
    assert!(office.window.state().session.document().is_none());
    office.start(None);
    office.go(Page::Territory);
    assert_eq!(value_of(&office.window, "Population municipale"), "");
}

#[test]
fn a_source_that_was_named_is_one_click_away() {
    let mut window = example(LAPTOP, Look::Light);
    let said = |level, source: &str, year| Answer {
        state: State::Given(Value::Level(level)),
        source: source.to_owned(),
        year,
        ..Answer::default()
    };
    let all = [
        ("GOV-01", said(2, "Rapport d’activité du service", Some(2025))),
        ("GOV-02", said(1, "", None)),
    ];
    for (id, answer) in all {
        give(&mut window, Command::Edit(Edit::Answer(id.into(), Box::new(answer))));
    }
    ask(&mut window, "GOV-02");
    shot(&mut window, "forms-sources");
    enter(&mut window, "Source", "activite du");
    let name = "Reprendre la source\u{a0}: Rapport d’activité du service (2025)";
    click(&mut window, Role::Button, name);
    window.run();
    let document = window.state().session.document().unwrap();
    let answer = document.diagnostic().answer("GOV-02").unwrap();
    assert_eq!(answer.source, "Rapport d’activité du service");
    assert_eq!(answer.year, Some(2025));
    assert!(window.query_by_label(name).is_none(), "it stands there now");
}

#[test]
fn last_year_s_answer_and_rows_are_taken_up_to_be_looked_at_again() {
    let mut window = example(LAPTOP, Look::Light);
    let edit = |window: &mut Window<'_>, edit| give(window, Command::Edit(edit));
    let level = |level| {
        let state = State::Given(Value::Level(level));
        let (source, year) = ("Délibération 12".to_owned(), Some(2024));
        Box::new(Answer { state, source, year, ..Answer::default() })
    };
    edit(&mut window, Edit::AsOf(jiff::civil::date(2025, 12, 31)));
    edit(&mut window, Edit::Answer("GOV-02".into(), level(3)));
    give(&mut window, Command::Freeze("État des lieux 2025".into()));
    edit(&mut window, Edit::AsOf(jiff::civil::date(2026, 11, 23)));
    edit(&mut window, Edit::Answer("GOV-02".into(), Box::default()));
    ask(&mut window, "GOV-02");
    shot(&mut window, "forms-earlier");
    window.get_by_label_contains("Au 31/12/2025");
    click(&mut window, Role::Button, "Reprendre cette réponse");
    window.run();
    let document = window.state().session.document().unwrap();
    let answer = document.diagnostic().answer("GOV-02").unwrap().clone();
    assert_eq!(answer.state, State::Given(Value::Level(3)));
    assert_eq!((answer.source.as_str(), answer.year), ("Délibération 12", Some(2024)));
    assert!(answer.review, "to be looked at again");
    assert!(window.query_by_label("Reprendre cette réponse").is_none());

    let table = |window: &Window<'_>| {
        let document = window.state().session.document().unwrap();
        document.diagnostic().table("T6").cloned().unwrap_or_default()
    };
    let before = table(&window);
    let ids = before.rows.iter().map(|row| row.id).collect();
    edit(&mut window, Edit::RemoveRows("T6".into(), ids));
    window.state_mut().go(Page::Table("T6".into()));
    window.run();
    shot(&mut window, "forms-earlier-table");
    let name = format!("Reprendre les {} lignes du 31/12/2025", before.rows.len());
    click(&mut window, Role::Button, &name);
    window.run();
    let after = table(&window);
    assert_eq!(after.rows.len(), before.rows.len());
    let at = (before.column("name").unwrap(), after.column("name").unwrap());
    for (then, now) in before.rows.iter().zip(&after.rows) {
        assert_eq!(then.cell(at.0), now.cell(at.1));
    }
}

#[test]
fn every_way_of_writing_works_in_a_remark_and_undo_stays_inside() {
    let mut window = example(LAPTOP, Look::Light);
    // What no font draws is a box in the window, and itself in the document.
    window.ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
    ask(&mut window, "GOV-02");
    let document = window.state().session.document().unwrap();
    let before = document.diagnostic().answer("GOV-02").unwrap().clone();
    let cleared = Answer { comment: String::new(), ..before };
    give(&mut window, Command::Edit(Edit::Answer("GOV-02".into(), Box::new(cleared))));
    let comment = |window: &Window<'_>| {
        let document = window.state().session.document().unwrap();
        document.diagnostic().answer("GOV-02").unwrap().comment.clone()
    };
    let level = state(&window, "GOV-02");
    window.get_by_label("Commentaire").focus();
    window.run();
    let text = |window: &mut Window<'_>, text: &str| {
        window.event(Event::Text(text.to_owned()));
        window.run();
    };
    // A dead key composes before it commits: « ^ » then « e ».
    let composing = ImeEvent::Preedit { text: "^".to_owned(), active_range_chars: None };
    window.event(Event::Ime(composing));
    window.run();
    window.event(Event::Ime(ImeEvent::Commit("ê".to_owned())));
    window.run();
    text(&mut window, "tre œuvre, 12");
    // AltGr and E on a French keyboard: the euro sign comes with Ctrl and Alt held.
    window.key_press_modifiers(Modifiers { ctrl: true, alt: true, ..Modifiers::NONE }, Key::E);
    text(&mut window, "€");
    press(&mut window, &[Key::Enter]);
    text(&mut window, "Ça va 👍 ");
    // A name that an input method writes.
    let composing = ImeEvent::Preedit { text: "nihon".to_owned(), active_range_chars: None };
    window.event(Event::Ime(composing));
    window.run();
    window.event(Event::Ime(ImeEvent::Commit("日本".to_owned())));
    window.run();
    assert_eq!(comment(&window), "être œuvre, 12€\nÇa va 👍 日本");
    assert_eq!(state(&window, "GOV-02"), level, "12 was a text");
    shot(&mut window, "forms-written");
    // Undo inside the field takes back what was typed there and nothing else.
    let mut last = comment(&window);
    for _ in 0..40 {
        window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        window.run();
        window.run();
        let now = comment(&window);
        if now.is_empty() {
            break;
        }
        last = now;
    }
    assert!(comment(&window).is_empty(), "undone to « {last} »");
    assert_eq!(state(&window, "GOV-02"), level);
    assert_eq!(focused(&window).unwrap().1, "Commentaire");
}

#[test]
fn every_choice_has_a_key_on_the_page_and_on_the_wall() {
    let mut window = example(LAPTOP, Look::Light);
    let document = window.state().session.document().unwrap();
    let pack = document.pack();
    let longest = pack
        .questions
        .iter()
        .filter(|question| {
            matches!(question.kind, passerelle::questionnaire::Kind::Multiple { .. })
        })
        .max_by_key(|question| question.kind.options().len())
        .unwrap();
    let options = longest.kind.options().len();
    assert!(9 < options, "the standard questionnaire has a list longer than the digits");
    let (id, tenth) = (longest.id.clone(), longest.kind.options()[9].id.clone());
    give(&mut window, Command::Edit(Edit::Answer(id.clone(), Box::default())));
    ask(&mut window, id.as_str());
    shot(&mut window, "forms-keys");
    let picked = |window: &Window<'_>| match state(window, id.as_str()) {
        State::Given(Value::Picks(picks)) => picks.contains_key(&tenth),
        _ => false,
    };
    press(&mut window, &[Key::A]);
    assert!(picked(&window));
    window.key_press(Key::F5);
    window.run();
    window.run();
    assert_eq!(window.state().page(), &Page::Meeting);
    press(&mut window, &[Key::A]);
    assert!(!picked(&window), "once more takes it back");
    assert!(outline(&window).contains("« A. "), "{}", outline(&window));
}

#[test]
fn the_question_stays_in_sight_on_the_wall_and_buttons_grow_with_it() {
    for (size, least) in
        [(Vec2::new(683.0, 384.0), 32.0), (LAPTOP, 32.0), (Vec2::new(1920.0, 1080.0), 42.0)]
    {
        let mut window = example(size, Look::Light);
        for question in ["GOV-02", "MOY-05", "ODD-05", "PAR-08"] {
            ask(&mut window, question);
            window.key_press(Key::F5);
            window.run();
            window.run();
            for _ in 0..4 {
                press(&mut window, &[Key::ArrowDown]);
                let heading = window.get_by_role(Role::Heading).rect();
                assert!(0.0 <= heading.top() && heading.bottom() < size.y * 0.6, "{heading:?}");
                let focus = super::focused_rect(&window).unwrap();
                assert!(heading.bottom() <= focus.bottom(), "{question}: {focus:?}");
            }
            let next = window.get_by_role_and_label(Role::Button, "Suivante →").rect();
            assert!(least <= next.height() && next.bottom() <= size.y, "{size:?}: {next:?}");
            press(&mut window, &[Key::Escape]);
        }
    }
}

#[test]
fn f1_tells_what_each_page_is_for() {
    let fr = Lang::Fr;
    let mut window = example(LAPTOP, Look::Light);
    let pages = [
        (Page::Plan, fr.keys_page_plan()),
        (Page::Decisions, fr.keys_page_decisions()),
        (Page::Compare, fr.keys_page_compare()),
        (Page::Ladder, fr.keys_page_ladder()),
        (Page::Gauges, fr.keys_page_gauges()),
    ];
    for (page, text) in pages {
        window.state_mut().go(page);
        window.run();
        window.key_press(Key::F1);
        window.run();
        window.run();
        assert!(outline(&window).contains(text), "{text}");
        press(&mut window, &[Key::Escape]);
    }
}

/// A new diagnostic of a town that the tables know, in which nothing was answered.
fn blank<'a>(size: Vec2, look: Look) -> Window<'a> {
    let mut window = super::desk::desk(size, look);
    let profile = passerelle::reference::territory("35238").unwrap();
    let new = passerelle::app::NewDiagnostic::of(&profile, passerelle::domain::Path::Full);
    give(&mut window, Command::New(Box::new(new)));
    window.run();
    window
}

/// Every page that the path leads to, and those that menus open.
fn every_page(window: &Window<'_>) -> Vec<Page> {
    let document = window.state().session.document().unwrap();
    let lang = Lang::Fr;
    let steps = passerelle::ui::sections(document, lang).into_iter().flat_map(|part| part.steps);
    let senegal = passerelle::domain::CountryCode::parse("SN").unwrap();
    let others = [
        Page::History,
        Page::Versions,
        Page::Recovery,
        Page::Glossary,
        Page::About,
        Page::Country(senegal),
        Page::Welcome,
        Page::Meeting,
    ];
    steps.map(|step| step.page).chain(others).collect()
}

pub(super) fn named(page: &Page) -> String {
    format!("{page:?}").chars().filter(char::is_ascii_alphanumeric).collect()
}

#[test]
fn an_empty_diagnostic_says_on_every_page_what_to_do_and_has_the_button() {
    let mut window = blank(LAPTOP, Look::Light);
    let results = [
        Page::Overview,
        Page::Ladder,
        Page::Gauges,
        Page::Advice,
        Page::Benchmark,
        Page::Robustness,
        Page::Verify,
    ];
    for page in every_page(&window) {
        window.state_mut().go(page.clone());
        window.run();
        window.run();
        shot(&mut window, &format!("empty-{}", named(&page)));
        if results.contains(&page) {
            click(&mut window, Role::Button, "Répondre à la première question");
            window.run();
            assert!(matches!(window.state().page(), Page::Dimension(_)), "{page:?}");
        }
    }
    // What is answered takes the invitation away.
    let answer = Answer { state: State::Given(Value::Level(1)), ..Answer::default() };
    give(&mut window, Command::Edit(Edit::Answer("GOV-01".into(), Box::new(answer))));
    window.state_mut().go(Page::Overview);
    window.run();
    assert!(window.query_by_label("Répondre à la première question").is_none());
}

/// Pictures for eyes: every page of the worked example on the screens that town halls have.
#[test]
fn every_page_is_looked_at_on_every_screen() {
    if std::env::var_os("PASSERELLE_SHOTS").is_none() {
        return;
    }
    let looks = [Look::Light, Look::Dark, Look::HighContrast];
    let full = Vec2::new(1920.0, 1080.0);
    let sizes = [("laptop", LAPTOP), ("full", full), ("zoomed", LAPTOP / 2.0)];
    let wanted = std::env::var("PASSERELLE_LOOKS").unwrap_or_default();
    for (name, size) in sizes {
        for look in looks {
            let set = format!("{name}-{look:?}");
            if !wanted.is_empty() && !wanted.split(',').any(|one| one == set) {
                continue;
            }
            let mut window = example(size, look);
            for page in every_page(&window) {
                window.state_mut().go(page.clone());
                window.run();
                window.run();
                shot(&mut window, &format!("{set}-{}", named(&page)));
            }
        }
    }
    if wanted.is_empty() || wanted.contains("dense") {
        let mut window = example(LAPTOP, Look::Light);
        give(&mut window, Command::SetDensity(passerelle::app::Density::Dense));
        let settings = window.state().session.settings().clone();
        passerelle::ui::theme::apply(&window.ctx, &settings);
        for page in every_page(&window) {
            window.state_mut().go(page.clone());
            window.run();
            window.run();
            shot(&mut window, &format!("dense-{}", named(&page)));
        }
    }
}

#[test]
fn tab_goes_on_from_a_field_that_escape_has_left() {
    let mut window = example(LAPTOP, Look::Light);
    window.state_mut().go(Page::Dimension("GOV".into()));
    window.run();
    window.get_by_role_and_label(Role::TextInput, "Source").focus();
    window.run();
    for (modifiers, expected) in [(Modifiers::NONE, "Année"), (Modifiers::SHIFT, "Source")] {
        press(&mut window, &[Key::Escape]);
        assert_eq!(focused(&window), None, "nothing has it");
        window.key_press_modifiers(modifiers, Key::Tab);
        window.run();
        assert_eq!(focused(&window).unwrap(), (Role::TextInput, expected.to_owned()));
    }
    // On another page there is nothing to go on from.
    press(&mut window, &[Key::Escape]);
    window.state_mut().go(Page::Overview);
    window.run();
    press(&mut window, &[Key::Tab]);
    assert_ne!(focused(&window).unwrap().1, "Source");
}

#[test]
fn source_and_year_stand_on_one_line() {
    let mut window = example(LAPTOP, Look::Light);
    window.state_mut().go(Page::Dimension("GOV".into()));
    window.run();
    let of = |name: &str| window.get_by_role_and_label(Role::TextInput, name).rect();
    let (source, year) = (of("Source"), of("Année"));
    assert_eq!((source.top(), source.bottom()), (year.top(), year.bottom()));
}

#[test]
fn typing_takes_the_place_of_the_name_that_is_suggested_for_a_file() {
    let mut window = example(LAPTOP, Look::Light);
    give(&mut window, Command::Browse(passerelle::app::Purpose::SaveAs));
    window.run();
    let Some(Prompt::TypePath(_, start)) = window.state().session.prompt() else { panic!() };
    let start = start.to_string_lossy().into_owned();
    window.event(Event::Text("Essai".to_owned()));
    window.run();
    let typed = value_of(&window, Lang::Fr.shell_path());
    let (folder, _) = start.rsplit_once('/').unwrap_or_default();
    let expected = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    assert_eq!(typed, format!("{expected}Essai.passerelle"), "in place of {start}");
}

/// Opens the list whose name begins so, and takes an option.
fn pick(window: &mut Window<'_>, name: &str, option: &str) {
    let list = window.get_by(|node| {
        node.role() == Role::ComboBox && node.label().is_some_and(|label| label.starts_with(name))
    });
    list.click();
    window.run();
    click(window, Role::Button, option);
    window.run();
}

#[test]
fn in_what_role_somebody_works_is_said_once_and_noted_with_each_answer() {
    let mut window = example(LAPTOP, Look::Light);
    let roles: Vec<_> = {
        let pack = window.state().session.document().unwrap().pack();
        let title = |lang| {
            move |role: &passerelle::questionnaire::Role| {
                (role.id.clone(), role.title.get(lang).to_owned())
            }
        };
        pack.roles.iter().map(title(Lang::Fr)).collect()
    };
    window.state_mut().go(Page::History);
    window.run();
    pick(&mut window, "Vous intervenez en tant que", &roles[1].1);
    give(&mut window, Command::Edit(Edit::Answer("GOV-02".into(), Box::default())));
    ask(&mut window, "GOV-02");
    press(&mut window, &[Key::Num1]);
    let given = |window: &Window<'_>| {
        let document = window.state().session.document().unwrap();
        document.diagnostic().answer("GOV-02").unwrap().role.clone()
    };
    assert_eq!(given(&window), Some(roles[1].0.clone()));
    // Somebody else may have said it.
    pick(&mut window, "Répondant", &roles[2].1);
    assert_eq!(given(&window), Some(roles[2].0.clone()));
    window.state_mut().go(Page::History);
    window.run();
    assert!(outline(&window).contains(&roles[1].1), "{}", outline(&window));
    shot(&mut window, "history-role");
}

#[test]
fn figures_are_read_back_as_english_shows_them() {
    let mut window = example(LAPTOP, Look::Light);
    give(&mut window, Command::SetLanguage(Lang::En));
    window.state_mut().go(Page::Territory);
    window.run();
    window.run();
    let document = window.state().session.document().unwrap();
    assert!(document.drafts().is_empty(), "{:?}", document.drafts());
    ask(&mut window, "MOY-01");
    let name = fields(&window)[0].0.clone();
    enter(&mut window, &name, "95,000");
    assert_eq!(state(&window, "MOY-01"), State::Given(Value::Number(95_000.0)));
    // The same in a cell.
    window.state_mut().go(Page::Table("T1".into()));
    window.run();
    window.get_by_label("Count, row 1").focus();
    window.run();
    press(&mut window, &[Key::F2]);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    window.event(Event::Text("2,750".to_owned()));
    window.run();
    press(&mut window, &[Key::Enter]);
    let table = window.state().session.document().unwrap().diagnostic().table("T1").unwrap();
    let at = table.column("count").unwrap();
    assert_eq!(table.rows[0].cell(at), &Cell::Number(2_750.0));
}
