//! The keyboard: palette, find, help, digits in scales, meeting mode, tour.

use eframe::egui::{Event, Key, Modifiers, Shape, StrokeKind, Vec2, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use passerelle::{
    app::{Command, Density},
    domain::{State, Value},
    language::Lang,
    reference::fold,
    ui::{Action, Desk, Page},
};

use super::{
    LAPTOP, Look,
    desk::{click, desk, example, give},
    focused, outline, press, shot,
};

fn keys(window: &mut Harness<'_, Desk>, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
    window.run();
}

/// A key of the top row as an AZERTY keyboard sends it: the sign without Shift, the place of the
/// digit.
fn azerty(window: &mut Harness<'_, Desk>, digit: Key, sign: &str) {
    for pressed in [true, false] {
        window.event(Event::Key {
            key: Key::from_name(sign).unwrap_or(digit),
            physical_key: Some(digit),
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        });
        if pressed {
            window.event(Event::Text(sign.to_owned()));
        }
    }
    window.run();
    window.run();
}

fn type_text(window: &mut Harness<'_, Desk>, text: &str) {
    window.event(Event::Text(text.to_owned()));
    window.run();
    window.run();
}

fn state(window: &Harness<'_, Desk>, id: &str) -> State {
    let document = window.state().session.document().unwrap();
    document.diagnostic().answer(id).map(|answer| answer.state.clone()).unwrap_or_default()
}

/// The folded text of everything that a screen reader would hear.
fn heard(window: &Harness<'_, Desk>) -> String {
    fold(&outline(window))
}

/// The line of the palette that is marked, « selected » for those who hear it, and not « checked ».
fn marked(window: &Harness<'_, Desk>) -> egui::accesskit::NodeId {
    let mut lines = window.get_all_by_role(Role::ListBoxOption).map(|line| line.accesskit_node());
    let marked = lines.find(|line| line.is_selected() == Some(true)).unwrap();
    assert!(marked.toggled().is_none());
    marked.locate().0
}

#[test]
fn the_palette_finds_by_keyboard_alone_and_leads_there() {
    let mut window = example(LAPTOP, Look::Light);
    keys(&mut window, Modifiers::COMMAND, Key::K);
    // What has the focus for a screen reader is the marked line, while the field takes the keys.
    assert_eq!(focused(&window).unwrap().0, Role::ListBoxOption);
    window.get_by_role_and_label(Role::Dialog, "Rechercher partout");
    window.get_by_role_and_label(Role::SearchInput, "Rechercher partout");
    shot(&mut window, "palette");
    let first = marked(&window);
    type_text(&mut window, "gov 02");
    shot(&mut window, "palette-found");
    assert_ne!(first, marked(&window), "another answer is heard as another thing");
    press(&mut window, &[Key::Enter]);
    assert_eq!(window.state().page(), &Page::Dimension("GOV".into()));
    window.run();
    assert!(outline(&window).contains("La collectivité a-t-elle une stratégie internationale"));

    keys(&mut window, Modifiers::COMMAND, Key::K);
    type_text(&mut window, "Sénégal");
    press(&mut window, &[Key::Enter]);
    let senegal = passerelle::domain::CountryCode::parse("SN").unwrap();
    assert_eq!(window.state().page(), &Page::Country(senegal));

    keys(&mut window, Modifiers::COMMAND, Key::K);
    type_text(&mut window, "rrma");
    press(&mut window, &[Key::Enter]);
    assert_eq!(window.state().page(), &Page::Glossary);
    shot(&mut window, "glossary");

    keys(&mut window, Modifiers::COMMAND, Key::K);
    type_text(&mut window, "contraste");
    press(&mut window, &[Key::Enter]);
    let theme = window.state().session.settings().theme;
    assert_eq!(theme, passerelle::app::Theme::HighContrast);

    // Down, then Escape: nothing is done.
    keys(&mut window, Modifiers::COMMAND, Key::K);
    press(&mut window, &[Key::ArrowDown, Key::ArrowDown, Key::Escape]);
    assert_eq!(window.state().page(), &Page::Glossary);
    assert!(window.query_by_role(Role::SearchInput).is_none());
}

/// A key and its release, with what comes after it before anything is drawn again.
fn at_once(window: &Harness<'_, Desk>, modifiers: Modifiers, key: Key) {
    for pressed in [true, false] {
        let (physical_key, repeat) = (Some(key), false);
        window.event(Event::Key { key, physical_key, pressed, repeat, modifiers });
    }
}

#[test]
fn what_is_typed_while_a_slow_machine_opens_a_field_is_not_lost() {
    let mut window = example(LAPTOP, Look::Light);
    at_once(&window, Modifiers::COMMAND, Key::K);
    window.event(Event::Text("gov".to_owned()));
    window.event(Event::Text("-0".to_owned()));
    window.step();
    window.event(Event::Text("2".to_owned()));
    at_once(&window, Modifiers::NONE, Key::Enter);
    window.run();
    assert_eq!(window.state().page(), &Page::Dimension("GOV".into()));
    window.run();
    assert_eq!(focused(&window).unwrap().0, Role::RadioButton);

    at_once(&window, Modifiers::COMMAND, Key::F);
    window.event(Event::Text("strat".to_owned()));
    window.step();
    window.event(Event::Text("égie".to_owned()));
    window.run();
    let field = window.get_by_role_and_label(Role::TextInput, "Rechercher dans la page");
    assert_eq!(field.accesskit_node().value().as_deref(), Some("stratégie"));
    assert_eq!(state(&window, "GOV-02"), State::Given(Value::Level(2)));
}

#[test]
fn the_palette_says_when_nothing_matches_and_a_button_opens_it() {
    let mut window = example(LAPTOP, Look::Dark);
    window.get_by_label("Rechercher").click();
    window.run();
    window.run();
    type_text(&mut window, "zzzz");
    assert!(heard(&window).contains("rien ne correspond"));
    press(&mut window, &[Key::Enter]);
    assert!(window.query_by_role(Role::SearchInput).is_some(), "nothing to do: it stays");
    shot(&mut window, "palette-none-dark");
}

#[test]
fn a_partnership_is_brought_into_view() {
    let mut window = example(LAPTOP, Look::Light);
    let document = window.state().session.document().unwrap();
    let table = document.diagnostic().table("T5").unwrap();
    let at = table.column("counterpart").unwrap();
    let town = table.rows.last().unwrap().cell(at).as_text().unwrap().to_owned();
    keys(&mut window, Modifiers::COMMAND, Key::K);
    type_text(&mut window, &town);
    press(&mut window, &[Key::Enter]);
    assert_eq!(window.state().page(), &Page::Table("T5".into()));
    window.run();
    let (_, name) = focused(&window).expect("the row has the focus");
    assert!(!name.is_empty());
}

#[test]
fn digits_answer_the_question_at_hand_on_every_keyboard() {
    let mut window = example(LAPTOP, Look::Light);
    window.state_mut().go(Page::Dimension("GOV".into()));
    window.run();
    // A French keyboard writes « ' » on the key of the 4, without Shift.
    azerty(&mut window, Key::Num4, "'");
    assert_eq!(state(&window, "GOV-01"), State::Given(Value::Level(4)));
    // The level that was chosen has the focus, so that it is heard and seen.
    let here = window.get_all_by_role(Role::RadioButton).nth(4).unwrap();
    assert!(here.accesskit_node().is_focused(), "{:?}", focused(&window));
    azerty(&mut window, Key::Num0, "à");
    assert_eq!(state(&window, "GOV-01"), State::Given(Value::Level(0)));
    press(&mut window, &[Key::Num2]);
    assert_eq!(state(&window, "GOV-01"), State::Given(Value::Level(2)));
    type_text(&mut window, "?");
    assert_eq!(state(&window, "GOV-01"), State::Unknown);
    keys(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(state(&window, "GOV-01"), State::Given(Value::Level(2)));
    // In a text field a digit is a digit.
    window.get_by_role_and_label(Role::TextInput, "Source").focus();
    window.run();
    let before = state(&window, "GOV-01");
    azerty(&mut window, Key::Num4, "'");
    assert_eq!(state(&window, "GOV-01"), before);
}

#[test]
fn what_is_opened_by_keyboard_has_the_focus() {
    let mut window = example(LAPTOP, Look::Light);
    let take = |id: &str| Command::Edit(passerelle::app::Edit::Answer(id.into(), Box::default()));
    give(&mut window, take("GOV-02"));
    // From another page to a question that waits: the first of its levels.
    window.state_mut().go(Page::Overview);
    window.run();
    keys(&mut window, Modifiers::COMMAND, Key::Enter);
    window.run();
    let (role, name) = focused(&window).unwrap();
    assert_eq!(role, Role::RadioButton);
    assert!(name.starts_with("Nous n’avons aucune orientation"), "{name}");
    // A closed question that is opened does not let the focus fall.
    let closed = window.get_by(|node| {
        node.role() == Role::Button && node.label().is_some_and(|l| l.starts_with("Où l’action"))
    });
    closed.focus();
    window.run();
    press(&mut window, &[Key::Enter]);
    window.run();
    assert_eq!(focused(&window).unwrap().0, Role::RadioButton);
    give(&mut window, take("MOY-01"));
    // Of a figure, its field: what is typed is the answer, and « ? » says the same as everywhere.
    keys(&mut window, Modifiers::COMMAND, Key::K);
    type_text(&mut window, "MOY-01");
    press(&mut window, &[Key::Enter]);
    window.run();
    assert_eq!(focused(&window).unwrap().0, Role::TextInput);
    type_text(&mut window, "3");
    type_text(&mut window, ",2 M€");
    assert_eq!(state(&window, "MOY-01"), State::Given(Value::Number(3_200_000.0)));
    window.get_by_label("= 3\u{a0}200\u{a0}000");
    type_text(&mut window, "?");
    window.run();
    assert_eq!(state(&window, "MOY-01"), State::Unknown);
    assert_eq!(focused(&window).unwrap(), (Role::RadioButton, "Ne sait pas".to_owned()));
}

#[test]
fn of_a_question_taller_than_the_page_the_first_lines_are_in_view() {
    let mut window = example(LAPTOP / 2.0, Look::HighContrast);
    keys(&mut window, Modifiers::COMMAND, Key::K);
    type_text(&mut window, "TER-03");
    press(&mut window, &[Key::Enter]);
    window.run();
    window.run();
    shot(&mut window, "keys-tall-zoomed");
    let bar = window.get_by_role_and_label(Role::Button, "Exporter la note").rect().bottom();
    let first = window.get_all_by_role(Role::CheckBox).next().unwrap();
    assert!(first.accesskit_node().is_focused(), "{:?}", focused(&window));
    let (rect, whole) = (first.rect(), window.ctx.content_rect());
    assert!(bar < rect.top() && rect.bottom() < whole.bottom(), "{rect:?} under {bar}");
}

#[test]
fn the_help_speaks_at_once_of_the_question_that_a_page_opens() {
    let mut window = example(LAPTOP, Look::Light);
    window.state_mut().go(Page::Dimension("GOV".into()));
    window.run();
    assert!(heard(&window).contains("ou trouver la reponse"), "{}", outline(&window));
}

#[test]
fn a_figure_typed_outside_of_its_field_is_not_lost() {
    let mut window = example(LAPTOP, Look::Light);
    let take = passerelle::app::Edit::Answer("TER-04".into(), Box::default());
    give(&mut window, Command::Edit(take));
    window.state_mut().go(Page::Dimension("TER".into()));
    window.run();
    window.run();
    assert!(focused(&window).is_none());
    type_text(&mut window, "1");
    type_text(&mut window, "2");
    assert_eq!(state(&window, "TER-04"), State::Given(Value::Number(12.0)));
}

#[test]
fn a_page_that_is_turned_to_is_one_tab_away() {
    let mut window = example(LAPTOP, Look::Light);
    keys(&mut window, Modifiers::COMMAND, Key::K);
    type_text(&mut window, "matrice");
    press(&mut window, &[Key::Enter]);
    window.run();
    assert_eq!(focused(&window).unwrap(), (Role::Region, "Matrice des pays".to_owned()));
    shot(&mut window, "keys-entered");
    press(&mut window, &[Key::Tab]);
    let inside = super::focused_rect(&window).unwrap();
    assert!(236.0 < inside.left() && 52.0 < inside.top(), "{inside:?}");
    keys(&mut window, Modifiers::SHIFT, Key::F6);
    window.run();
    assert!(focused(&window).unwrap().1.starts_with("Matrice des pays"));
    keys(&mut window, Modifiers::NONE, Key::F6);
    window.run();
    assert_eq!(focused(&window).unwrap().0, Role::Region);
    press(&mut window, &[Key::Tab]);
    assert_ne!(focused(&window).unwrap().0, Role::Region, "it is met once");
}

#[test]
fn at_200_percent_help_and_why_are_still_there() {
    let mut window = example(LAPTOP / 2.0, Look::Light);
    window.state_mut().go(Page::Dimension("GOV".into()));
    window.run();
    assert!(!heard(&window).contains("ou trouver la reponse"));
    window.get_by_role_and_label(Role::Button, "Aide").focus();
    window.run();
    press(&mut window, &[Key::Enter]);
    window.run();
    shot(&mut window, "keys-help-zoomed");
    assert!(heard(&window).contains("ou trouver la reponse"));
    press(&mut window, &[Key::Escape]);
    assert!(!heard(&window).contains("ou trouver la reponse"));
    keys(&mut window, Modifiers::SHIFT, Key::F1);
    window.run();
    assert!(heard(&window).contains("ou trouver la reponse"));
    press(&mut window, &[Key::Escape]);

    // Whether all is saved is told, and not under something else.
    let state = State::Given(Value::Level(1));
    let answer = passerelle::domain::Answer { state, ..passerelle::domain::Answer::default() };
    let edit = passerelle::app::Edit::Answer("GOV-02".into(), Box::new(answer));
    give(&mut window, Command::Edit(edit));
    let saved = window.get_by_label_contains("Modifications non enregistrées").rect();
    let answered = window.get_by_label_contains("réponses sur 81").rect();
    assert!(window.ctx.content_rect().contains_rect(saved) && !answered.intersects(saved));
    let bar = window.get_by_role_and_label(Role::Button, "Exporter la note").rect();
    assert!(bar.bottom() < saved.top(), "{saved:?} is not in the bar, where it has no room");

    window.state_mut().go(Page::Overview);
    window.run();
    let why = window.get_all_by_role(Role::Button).find(|node| {
        node.accesskit_node().label().is_some_and(|name| name.starts_with("Pourquoi"))
    });
    why.unwrap().focus();
    window.run();
    press(&mut window, &[Key::Enter]);
    window.run();
    shot(&mut window, "keys-why-zoomed");
    assert!(heard(&window).contains("ce qui le compose"), "{}", outline(&window));
}

#[test]
fn a_question_of_the_program_has_the_keyboard_and_gives_it_back() {
    let mut window = example(LAPTOP, Look::Light);
    keys(&mut window, Modifiers::COMMAND, Key::K);
    type_text(&mut window, "GOV-01");
    press(&mut window, &[Key::Enter]);
    window.run();
    let before = focused(&window).unwrap();
    press(&mut window, &[Key::Num3]);
    keys(&mut window, Modifiers::COMMAND, Key::W);
    assert_eq!(focused(&window).unwrap(), (Role::Button, "Enregistrer".to_owned()));
    press(&mut window, &[Key::Escape]);
    window.run();
    let after = focused(&window).unwrap();
    assert_eq!(after.0, Role::RadioButton);
    assert_ne!(after, before, "the level that was chosen in between");
    // The same under the palette.
    keys(&mut window, Modifiers::COMMAND, Key::K);
    press(&mut window, &[Key::Escape]);
    window.run();
    assert_eq!(focused(&window).unwrap(), after);
}

#[test]
fn the_bar_is_taken_by_tab_in_the_order_in_which_it_is_read() {
    let mut window = example(LAPTOP, Look::Light);
    window.get_by_role_and_label(Role::Button, "Fichier").focus();
    window.run();
    let mut names = vec![focused(&window).unwrap().1];
    let mut at = super::focused_rect(&window).unwrap();
    for _ in 0..3 {
        press(&mut window, &[Key::Tab]);
        let next = super::focused_rect(&window).unwrap();
        assert!(at.right() < next.left(), "{at:?} then {next:?}");
        at = next;
        names.push(focused(&window).unwrap().1);
    }
    assert_eq!(names, ["Fichier", "Rechercher", "Affichage", "Exporter la note"]);
    assert!((LAPTOP.x - at.right()) < 24.0, "at the right end: {at:?}");
}

#[test]
fn one_question_at_a_time_is_answered_by_keyboard_alone() {
    let mut window = example(LAPTOP, Look::Light);
    window.state_mut().go(Page::Dimension("GOV".into()));
    window.run();
    keys(&mut window, Modifiers::NONE, Key::F5);
    assert_eq!(window.state().page(), &Page::Meeting);
    shot(&mut window, "meeting");
    assert!(heard(&window).contains("question"), "{}", outline(&window));
    azerty(&mut window, Key::Num3, "\"");
    assert_eq!(state(&window, "GOV-01"), State::Given(Value::Level(3)));
    // Up and down move, Space chooses; right turns the page.
    press(&mut window, &[Key::ArrowDown, Key::Space]);
    assert_eq!(state(&window, "GOV-01"), State::Given(Value::Level(4)));
    shot(&mut window, "meeting-answered");
    press(&mut window, &[Key::ArrowRight]);
    azerty(&mut window, Key::Num1, "&");
    assert_eq!(state(&window, "GOV-02"), State::Given(Value::Level(1)));
    press(&mut window, &[Key::ArrowLeft]);
    type_text(&mut window, "?");
    assert_eq!(state(&window, "GOV-01"), State::Unknown);
    // N writes what the room says; Escape leaves the field, then the meeting.
    press(&mut window, &[Key::N]);
    assert_eq!(focused(&window).unwrap().1, "Commentaire");
    type_text(&mut window, "À voir avec le cabinet, 2 avis");
    press(&mut window, &[Key::Escape]);
    assert_eq!(window.state().page(), &Page::Meeting);
    let document = window.state().session.document().unwrap();
    let comment = &document.diagnostic().answer("GOV-01").unwrap().comment;
    assert!(comment.ends_with("À voir avec le cabinet, 2 avis"), "{comment}");
    assert_eq!(state(&window, "GOV-01"), State::Unknown, "the 2 was a text");
    press(&mut window, &[Key::Escape]);
    assert_eq!(window.state().page(), &Page::Dimension("GOV".into()));
}

#[test]
fn the_wall_is_read_from_afar_in_every_size() {
    for (name, size) in [
        ("laptop", LAPTOP),
        ("full-hd", Vec2::new(1920.0, 1080.0)),
        ("zoomed", Vec2::new(683.0, 384.0)),
    ] {
        for look in [Look::Light, Look::Dark] {
            let mut window = example(size, look);
            for question in ["GOV-02", "MOY-05", "ESR-01", "ODD-05"] {
                let document = window.state().session.document().unwrap();
                let page = document.pack().question(question).unwrap().dimension.clone();
                window.state_mut().go(Page::Dimension(page));
                window.run();
                keys(&mut window, Modifiers::COMMAND, Key::K);
                type_text(&mut window, question);
                press(&mut window, &[Key::Enter]);
                keys(&mut window, Modifiers::NONE, Key::F5);
                assert_eq!(window.state().page(), &Page::Meeting);
                shot(&mut window, &format!("meeting-{name}-{question}-{look:?}"));
                press(&mut window, &[Key::Escape]);
            }
        }
    }
}

#[test]
fn find_goes_from_place_to_place_and_says_when_there_is_none() {
    let mut window = example(LAPTOP, Look::Light);
    window.state_mut().go(Page::Dimension("GOV".into()));
    window.run();
    keys(&mut window, Modifiers::COMMAND, Key::F);
    assert_eq!(focused(&window).unwrap().1, "Rechercher dans la page");
    type_text(&mut window, "INTERNATIONALÉ");
    let said = |window: &Harness<'_, Desk>| {
        let all = window.get_all_by_role(Role::Status);
        let words: Vec<_> = all.filter_map(|node| node.accesskit_node().label()).collect();
        words.into_iter().find(|words| words.contains("sur") || words.contains("Introuvable"))
    };
    window.run();
    let first = said(&window).unwrap();
    assert!(first.starts_with("1 sur "), "{first}");
    let count: usize = first.trim_start_matches("1 sur ").parse().unwrap();
    assert!(2 < count, "{first}");
    shot(&mut window, "find");
    press(&mut window, &[Key::Enter]);
    assert_eq!(said(&window).unwrap(), format!("2 sur {count}"));
    keys(&mut window, Modifiers::SHIFT, Key::Enter);
    keys(&mut window, Modifiers::SHIFT, Key::Enter);
    assert_eq!(said(&window).unwrap(), format!("{count} sur {count}"), "around the end");
    window.run();
    shot(&mut window, "find-last");
    assert_eq!(focused(&window).unwrap().1, "Rechercher dans la page", "typing goes on");
    type_text(&mut window, "xyz");
    window.run();
    assert_eq!(said(&window).unwrap(), "Introuvable dans cette page");
    press(&mut window, &[Key::Escape]);
    assert!(window.query_by_label("Rechercher dans la page").is_none());
    assert_eq!(window.state().page(), &Page::Dimension("GOV".into()));
}

#[test]
fn what_was_found_is_marked_under_what_lies_over_the_window() {
    let mut window = example(LAPTOP, Look::Light);
    window.state_mut().go(Page::Dimension("GOV".into()));
    window.run();
    keys(&mut window, Modifiers::COMMAND, Key::F);
    type_text(&mut window, "internationale");
    window.run();
    let mark = |window: &Harness<'_, Desk>| {
        window.output().shapes.iter().rposition(|shape| {
            matches!(&shape.shape, Shape::Rect(frame) if frame.stroke.width.to_bits() == 2.5_f32.to_bits()
                && frame.stroke_kind == StrokeKind::Outside)
        })
    };
    assert!(mark(&window).is_some());
    keys(&mut window, Modifiers::COMMAND, Key::K);
    type_text(&mut window, "zzz");
    let typed =
        window.output().shapes.iter().position(
            |shape| matches!(&shape.shape, Shape::Text(text) if text.galley.text() == "zzz"),
        );
    assert!(mark(&window) < typed, "{:?}, {typed:?}", mark(&window));
}

#[test]
fn find_searches_every_row_of_a_table_and_keeps_the_focus_in_its_field() {
    let mut window = example(LAPTOP, Look::Light);
    window.state_mut().go(Page::Table("T4".into()));
    window.run();
    keys(&mut window, Modifiers::COMMAND, Key::F);
    type_text(&mut window, "association");
    window.run();
    let said = |window: &Harness<'_, Desk>| {
        let all = window.get_all_by_role(Role::Status);
        all.filter_map(|node| node.accesskit_node().label())
            .find(|words| words.contains(" sur ") || words.contains("Introuvable"))
    };
    shot(&mut window, "find-table");
    let first = said(&window).unwrap();
    assert!(first.starts_with("1 sur "), "{first}");
    press(&mut window, &[Key::Enter]);
    assert_ne!(said(&window).unwrap(), first);
    assert_eq!(focused(&window).unwrap().1, "Rechercher dans la page");
}

#[test]
fn f1_tells_the_page_and_every_shortcut_that_the_keyboard_knows() {
    let mut window = example(Vec2::new(1366.0, 1400.0), Look::Light);
    window.state_mut().go(Page::Matrix);
    window.run();
    keys(&mut window, Modifiers::NONE, Key::F1);
    shot(&mut window, "f1");
    window.get_by_role_and_label(Role::Dialog, Lang::Fr.keys_help_title());
    let said = outline(&window);
    for action in Action::ALL.into_iter().filter(|action| !action.keys().is_empty()) {
        assert!(said.contains(action.label(Lang::Fr)), "{action:?}");
    }
    assert!(said.contains("Chaque pays, avec ses liens"), "help of the page");
    press(&mut window, &[Key::Escape]);
    assert!(!outline(&window).contains("Partout"));
}

#[test]
fn every_shortcut_does_what_the_list_says() {
    let mut window = example(LAPTOP, Look::Light);
    let first = window.state().page().clone();
    keys(&mut window, Modifiers::COMMAND, Key::PageDown);
    assert_ne!(window.state().page(), &first);
    keys(&mut window, Modifiers::COMMAND, Key::PageUp);
    assert_eq!(window.state().page(), &first);
    let take = passerelle::app::Edit::Answer("MOY-03".into(), Box::default());
    give(&mut window, Command::Edit(take));
    keys(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.state().page(), &Page::Dimension("MOY".into()), "the one left open");
    keys(&mut window, Modifiers::COMMAND, Key::Plus);
    assert!(1.0 < window.state().session.settings().zoom);
    keys(&mut window, Modifiers::COMMAND, Key::Num0);
    assert!((window.state().session.settings().zoom - 1.0).abs() < 1e-6);
    keys(&mut window, Modifiers::COMMAND, Key::O);
    assert!(window.state().session.prompt().is_some());
    window.get_by_role_and_label(Role::Dialog, Lang::Fr.app_dialog_open());
}

#[test]
fn the_tour_blocks_nothing_and_is_not_offered_to_whoever_opens_a_file() {
    let mut window = desk(LAPTOP, Look::Light);
    window.run();
    assert!(window.query_by_label("Passer la visite").is_none(), "only the first window offers it");
    window.state_mut().offer_tour();
    window.run();
    shot(&mut window, "tour-first");
    give(&mut window, Command::OpenExample);
    window.run();
    for card in 0..6 {
        shot(&mut window, &format!("tour-{card}"));
        // What lies behind can be used.
        window.state_mut().go(Page::Dimension("GOV".into()));
        window.run();
        azerty(&mut window, Key::Num2, "é");
        assert_eq!(state(&window, "GOV-01"), State::Given(Value::Level(2)));
        if card < 5 {
            click(&mut window, Role::Button, "Suivant");
        }
    }
    click(&mut window, Role::Button, "Terminer");
    assert!(window.query_by_label("Terminer").is_none());
    assert!(window.state().session.settings().toured);
}

#[test]
fn a_dense_window_shows_more_and_a_still_one_moves_nothing() {
    use passerelle::{app::Settings, ui::theme};
    let mut window = example(LAPTOP, Look::Light);
    let tall = |window: &mut Harness<'_, Desk>| {
        window.run();
        window.ctx.style_of(egui::Theme::Light).spacing.interact_size.y
    };
    let airy = tall(&mut window);
    give(&mut window, Command::SetDensity(Density::Dense));
    let settings: Settings = window.state().session.settings().clone();
    theme::apply(&window.ctx, &Settings { still: true, ..settings });
    assert!(tall(&mut window) < airy);
    assert!(window.ctx.style_of(egui::Theme::Light).animation_time < 1e-9);
    window.state_mut().go(Page::Dimension("GOV".into()));
    window.run();
    shot(&mut window, "dense");
}

#[test]
fn the_help_explains_the_words_it_uses_to_those_without_a_mouse() {
    let mut window = example(LAPTOP, Look::Light);
    keys(&mut window, Modifiers::COMMAND, Key::K);
    type_text(&mut window, "RES-06");
    press(&mut window, &[Key::Enter]);
    window.run();
    shot(&mut window, "help-words");
    let described = window
        .get_all_by_role(Role::Button)
        .filter(|node| node.accesskit_node().data().description().is_some())
        .count();
    assert!(0 < described, "{}", outline(&window));
}
