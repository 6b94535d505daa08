//! The page of the brief: its pages, the search in them, the ways to questions, the checks before
//! an export, and the export itself.

use std::path::PathBuf;

use eframe::egui::{Key, Modifiers, accesskit::Role, pos2, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use passerelle::{
    app::{Command, Edit, Effect, ExportStep, Format, Preview, Purpose, perform},
    domain::{Answer, Confidentiality, State, Status, Value},
    language::Lang,
    report::{DocumentKind, DocumentOptions, SectionKind},
    ui::{Desk, Page},
};

use super::{
    LAPTOP, Look,
    desk::{click, example, fill, give},
    outline, press, shot,
};

const FR: Lang = Lang::Fr;

fn note(look: Look) -> Harness<'static, Desk> {
    let mut window = example(LAPTOP, look);
    window.state_mut().go(Page::Brief);
    // Asked for, laid out, drawn.
    for _ in 0..3 {
        window.run();
    }
    window
}

/// The text of a page, as a screen reader has it.
fn page_text(window: &Harness<'_, Desk>, page: usize) -> String {
    let Preview::Pages(pages, fresh) = window.state().session.preview() else { panic!("no pages") };
    assert!(fresh);
    pages.sheets()[page].text()
}

fn pages(window: &Harness<'_, Desk>) -> usize {
    let Preview::Pages(pages, _) = window.state().session.preview() else { panic!("no pages") };
    pages.sheets().len()
}

/// Clicks what may lie below what is seen of its list.
fn reach(window: &mut Harness<'_, Desk>, role: Role, name: &str) {
    window.get_by_role_and_label(role, name).scroll_to_me();
    window.run();
    click(window, role, name);
}

#[test]
fn the_pages_are_there_and_can_be_heard() {
    let mut window = note(Look::Dark);
    shot(&mut window, "note-Dark");
    let count = pages(&window);
    assert!(10 < count, "{count}");
    let name = FR.note_page_name(1, count);
    let first = window.get_by_role_and_label(Role::Image, &name);
    let heard = egui_kittest::kittest::NodeT::accesskit_node(&first).description().unwrap();
    assert!(heard.contains(FR.report_front_title()), "{heard}");
}

#[test]
fn pages_turn_by_key_and_by_heading_and_change_their_size() {
    let mut window = note(Look::Light);
    shot(&mut window, "note-Light");
    let count = pages(&window);
    press(&mut window, &[Key::PageDown, Key::PageDown]);
    window.get_by_label(&FR.note_page_of(3, count));
    press(&mut window, &[Key::End]);
    window.get_by_label(&FR.note_page_of(count, count));
    window.run();
    shot(&mut window, "note-end");
    press(&mut window, &[Key::Home]);
    let Preview::Pages(all, _) = window.state().session.preview() else { panic!("no pages") };
    let title = FR.report_gauges_title();
    let gauges = all.headings().iter().find(|heading| heading.words.ends_with(title));
    let gauges = gauges.unwrap().clone();
    let entry = FR.note_plan_entry(&gauges.words, gauges.page + 1);
    reach(&mut window, Role::ListItem, &entry);
    window.run();
    let at = FR.note_page_of(gauges.page + 1, count);
    let next = FR.note_page_of(gauges.page + 2, count);
    // A heading at the foot of its page leaves most of the view to the page after.
    let shown = window.query_by_label(&at).or_else(|| window.query_by_label(&next)).is_some();
    assert!(shown, "neither {at} nor {next}: {}", outline(&window));
    click(&mut window, Role::Button, FR.note_larger());
    window.run();
    shot(&mut window, "note-large");
    press(&mut window, &[Key::Minus, Key::Minus, Key::Minus]);
    window.run();
    shot(&mut window, "note-small");
    click(&mut window, Role::Button, FR.note_fit());
    click(&mut window, Role::RadioButton, FR.note_mode_text());
    let said = outline(&window);
    assert!(said.contains("Table"), "{said}");
    shot(&mut window, "note-text");
}

#[test]
fn the_left_of_a_large_page_can_be_read() {
    let mut window = note(Look::Light);
    let sheet = FR.note_page_name(1, pages(&window));
    let left = |window: &Harness<'_, Desk>| {
        window.get_by_role_and_label(Role::Image, &sheet).rect().left()
    };
    let before = left(&window);
    for _ in 0..3 {
        click(&mut window, Role::Button, FR.note_larger());
        window.run();
    }
    assert!((left(&window) - before).abs() < 12.0, "{before} then {}", left(&window));
}

#[test]
fn two_fingers_change_the_size_and_what_is_read_stays_in_view() {
    let mut window = note(Look::Light);
    let count = pages(&window);
    press(&mut window, &[Key::PageDown, Key::PageDown]);
    window.run();
    let sheet = FR.note_page_name(3, count);
    let width = |window: &Harness<'_, Desk>| {
        window.get_by_role_and_label(Role::Image, &sheet).rect().width()
    };
    let before = width(&window);
    let over = egui::Event::PointerMoved(pos2(900.0, 500.0));
    window.event(over);
    window.run();
    for (factor, larger) in [(1.3, true), (1.3, true), (0.7, false)] {
        let now = width(&window);
        window.event(egui::Event::Zoom(factor));
        window.run();
        assert_eq!(now < width(&window), larger, "{factor}: {now}");
        window.get_by_label(&FR.note_page_of(3, count));
    }
    assert!(before < width(&window));
}

#[test]
fn from_the_question_behind_a_sentence_one_comes_back_to_the_page() {
    let mut window = note(Look::Light);
    let links = window
        .get_all_by_role(Role::Link)
        .filter_map(|link| egui_kittest::kittest::NodeT::accesskit_node(&link).label());
    let to_question = FR.note_to_question("");
    let name = links.into_iter().find(|label| label.starts_with(to_question.trim_end())).unwrap();
    click(&mut window, Role::Link, &name);
    window.run();
    assert!(matches!(window.state().page(), Page::Dimension(_)), "{name}");
    window.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    window.run();
    assert_eq!(window.state().page(), &Page::Brief);
}

#[test]
fn a_word_is_found_and_an_edit_is_followed() {
    let mut window = note(Look::Light);
    window.key_press_modifiers(Modifiers::COMMAND, Key::F);
    window.run();
    fill(&mut window, FR.note_search(), "methode");
    window.run();
    shot(&mut window, "note-found");
    assert!(outline(&window).contains("occurrence"));
    press(&mut window, &[Key::Enter, Key::Enter]);
    fill(&mut window, FR.note_search(), "Zanzibar les Bains");
    window.get_by_label(FR.note_found_none());

    let mut territory = window.state().session.document().unwrap().diagnostic().territory.clone();
    territory.name = "Zanzibar-les-Bains".to_owned();
    give(&mut window, Command::Edit(Edit::Territory(Box::new(territory))));
    for _ in 0..3 {
        window.run();
    }
    assert!(page_text(&window, 0).contains("Zanzibar-les-Bains"));
    // The header of every page names it too, and is not searched.
    fill(&mut window, FR.note_search(), "zanzibar-les-bains");
    let said = outline(&window);
    assert!(said.contains("1 / "), "{said}");
    let page = |window: &Harness<'_, Desk>| page_text(window, 0);
    give(&mut window, Command::Undo);
    for _ in 0..3 {
        window.run();
    }
    assert!(!page(&window).contains("Zanzibar"));
}

#[test]
fn a_click_on_a_number_asks_why_and_on_a_sentence_leads_to_its_question() {
    let mut window = note(Look::Light);
    let number = FR.note_to_number("");
    let links = window.get_all_by_role(Role::Link).filter_map(|link| {
        egui_kittest::kittest::NodeT::accesskit_node(&link)
            .label()
            .filter(|l| l.starts_with(&number))
    });
    let name = links.into_iter().find(|label| label.contains("Capacité d’action 41")).unwrap();
    click(&mut window, Role::Link, &name);
    window.run();
    assert!(outline(&window).contains(FR.why_title()));
    shot(&mut window, "note-why");
    click(&mut window, Role::Button, FR.why_close());
    window.run();
    let Preview::Pages(all, _) = window.state().session.preview() else { panic!("no pages") };
    let place = all.sheets()[0]
        .places
        .iter()
        .find(|place| matches!(place.spot, passerelle::report::brief::Spot::Question(_)));
    let place = place.unwrap().clone();
    let passerelle::report::brief::Spot::Question(id) = &place.spot else { panic!() };
    let dimension = {
        let document = window.state().session.document().unwrap();
        document.pack().question(id.as_str()).unwrap().dimension.clone()
    };
    let name = FR.note_to_question(place.words.trim());
    window.get_by_role_and_label(Role::Link, &name).click();
    window.run();
    assert_eq!(window.state().page(), &Page::Dimension(dimension));
    // Nobody looks at the pages any more: they are let go.
    assert!(!window.state().session.has_preview());
}

#[test]
fn words_that_run_over_two_lines_are_told_while_the_mouse_is_on_them() {
    let mut window = note(Look::Light);
    let Preview::Pages(all, _) = window.state().session.preview() else { panic!("no pages") };
    let long = all.sheets()[0].places.iter().find(|place| 1 < place.areas.len());
    let words = long.expect("some words that are broken").words.trim().to_owned();
    let link = window.get_all_by_role(Role::Link).find(|link| {
        let node = egui_kittest::kittest::NodeT::accesskit_node(link);
        node.label().is_some_and(|label| label.contains(&words))
    });
    link.unwrap().hover();
    window.run_steps(60);
    shot(&mut window, "note-hovered");
    let told = window.get_all_by(|node| {
        node.role() == Role::Label && node.value().is_some_and(|value| value.contains(&words))
    });
    assert_eq!(told.count(), 1);
}

#[test]
fn the_checks_lead_to_questions_and_hold_nothing_back() {
    let mut window = note(Look::Light);
    let answer = Answer { state: State::Given(Value::Number(12.0)), ..Answer::default() };
    let document = window.state().session.document().unwrap();
    let number = document.pack().questions.iter().find(|question| {
        matches!(question.kind, passerelle::questionnaire::Kind::Number { .. })
            && document.diagnostic().answer(question.id.as_str()).is_some()
    });
    let (id, short) = number.map(|q| (q.id.clone(), q.short.get(FR).to_owned())).unwrap();
    give(&mut window, Command::Edit(Edit::Answer(id.clone(), Box::new(answer))));
    let found = {
        let document = window.state().session.document().unwrap();
        let (pack, diagnostic) = (document.pack(), document.diagnostic());
        passerelle::report::preflight::preflight(pack, diagnostic, document.assessment())
    };
    click(&mut window, Role::RadioButton, &FR.note_side_checks(FR.integer(found.len())));
    shot(&mut window, "note-checks");
    let said = outline(&window);
    assert!(said.contains(&FR.note_checks_heading(found.len())), "{said}");
    assert!(said.contains(FR.note_no_source()), "{said}");
    let links: Vec<_> = window.get_all_by_role_and_label(Role::Link, &short).collect();
    links[0].click();
    drop(links);
    window.run();
    assert!(matches!(window.state().page(), Page::Dimension(_)));
}

#[test]
fn the_document_is_chosen_and_the_pages_follow() {
    let mut window = note(Look::Light);
    let whole = pages(&window);
    click(&mut window, Role::RadioButton, FR.note_side_options());
    shot(&mut window, "note-options");
    let labels = [SectionKind::Profile, SectionKind::Deciding].map(|kind| kind.label(FR));
    // What to say stands between both.
    for _ in 0..2 {
        reach(&mut window, Role::Button, &FR.note_part_up(labels[0]));
    }
    let printed = |window: &Harness<'_, Desk>| window.state().session.options().printed();
    let at = |window: &Harness<'_, Desk>, kind| printed(window).iter().position(|k| *k == kind);
    assert!(at(&window, SectionKind::Profile) < at(&window, SectionKind::Deciding));
    reach(&mut window, Role::CheckBox, labels[1]);
    assert_eq!(at(&window, SectionKind::Deciding), None);
    reach(&mut window, Role::RadioButton, FR.note_public());
    for _ in 0..3 {
        window.run();
    }
    shot(&mut window, "note-public");
    let said = outline(&window);
    let document = window.state().session.document().unwrap();
    let gone = passerelle::report::public::removed(document.pack(), document.diagnostic());
    assert!(!gone.is_empty());
    for one in gone {
        assert!(said.contains(&one.sentence(FR)), "{one:?}");
    }
    assert!(page_text(&window, 0).contains(FR.documents_mark_public()));
    assert!(pages(&window) < whole);
    reach(&mut window, Role::RadioButton, DocumentKind::Summary.label(FR));
    for _ in 0..3 {
        window.run();
    }
    assert!(pages(&window) < 4);
    shot(&mut window, "note-summary");
}

/// Types into the field with this name, which its label bears too.
fn write(window: &mut Harness<'_, Desk>, name: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, name).focus();
    window.run();
    window.get_by_role_and_label(Role::TextInput, name).type_text(text);
    window.run();
}

/// The document that the window has open.
fn diagnostic<'a>(window: &'a Harness<'_, Desk>) -> &'a passerelle::domain::Diagnostic {
    window.state().session.document().unwrap().diagnostic()
}

/// Chooses from a list that opens.
fn choose(window: &mut Harness<'_, Desk>, name: &str, option: &str) {
    reach(window, Role::ComboBox, name);
    click(window, Role::Button, option);
}

#[test]
fn the_cover_is_written_beside_the_pages_that_follow_it() {
    let mut window = note(Look::Light);
    click(&mut window, Role::RadioButton, FR.cover_side());
    shot(&mut window, "note-cover");
    let before = pages(&window);
    reach(&mut window, Role::CheckBox, FR.cover_page());
    write(&mut window, FR.cover_title(), "Stratégie internationale");
    write(&mut window, FR.cover_subtitle(), "Conseil du 14 décembre");
    write(&mut window, FR.documents_cover_version(), "2.1");
    write(&mut window, FR.documents_cover_date(), "14/12/2026");
    let said = |name: &str, value: &str| format!("{name}, {value}");
    choose(&mut window, &said(FR.cover_status(), FR.cover_unsaid()), FR.documents_status_draft());
    let degree = said(FR.cover_degree(), FR.cover_unsaid());
    choose(&mut window, &degree, FR.documents_degree_restricted());
    for _ in 0..3 {
        window.run();
    }
    let cover = &diagnostic(&window).cover;
    assert_eq!(cover.title, "Stratégie internationale");
    assert_eq!(cover.status, Some(Status::Draft));
    assert_eq!(cover.confidentiality, Some(Confidentiality::Restricted));
    assert_eq!(cover.date, Some(jiff::civil::date(2026, 12, 14)));
    assert_eq!(pages(&window), before + 1);
    let first = page_text(&window, 0);
    for word in ["Stratégie internationale", "Conseil du 14 décembre", "2.1", "14 décembre 2026"]
    {
        assert!(first.contains(word), "{word}: {first}");
    }
    for word in [FR.documents_status_draft(), FR.documents_degree_restricted()] {
        assert!(first.contains(word), "{word}: {first}");
    }
    shot(&mut window, "note-cover-filled");
    // One step for what is typed and chosen in one go is enough; nothing is lost on the way back.
    for _ in 0..12 {
        give(&mut window, Command::Undo);
    }
    assert!(diagnostic(&window).cover.is_blank());
}

#[test]
fn a_logo_is_chosen_from_a_file_and_what_is_none_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (logo, other) = (folder.path().join("blason.svg"), folder.path().join("texte.svg"));
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\">\
        <rect width=\"40\" height=\"20\" fill=\"#00695c\"/></svg>";
    std::fs::write(&logo, svg).unwrap();
    std::fs::write(&other, "bonjour").unwrap();
    let mut window = note(Look::Light);
    click(&mut window, Role::RadioButton, FR.cover_side());
    let choose = |window: &mut Harness<'_, Desk>, path: &std::path::Path| {
        reach(window, Role::Button, FR.cover_choose_logo());
        fill(window, FR.shell_path(), &path.to_string_lossy());
        click(window, Role::Button, FR.shell_open_it());
        for _ in 0..3 {
            window.run();
        }
    };
    choose(&mut window, &logo);
    let alt = FR.documents_logo_of("Valmont");
    assert!(page_text(&window, 0).contains(&alt), "{}", page_text(&window, 0));
    assert!(outline(&window).contains("blason.svg"));
    shot(&mut window, "note-logo");
    choose(&mut window, &other);
    assert!(!page_text(&window, 0).contains(&alt));
    let said = outline(&window);
    assert!(said.contains("ni un PNG ni un SVG"), "{said}");
    choose(&mut window, &folder.path().join("absent.png"));
    assert!(outline(&window).contains("absent.png"));
    reach(&mut window, Role::Button, FR.cover_drop_logo());
    assert_eq!(window.state().session.settings().logo, None);
}

#[test]
fn a_questionnaire_is_made_for_one_contributor() {
    let mut window = note(Look::Light);
    let options = DocumentOptions::of(DocumentKind::Questionnaire, FR);
    give(&mut window, Command::SetOptions(Box::new(options)));
    click(&mut window, Role::RadioButton, FR.note_side_options());
    for _ in 0..3 {
        window.run();
    }
    let whole = pages(&window);
    let role = window.state().session.document().unwrap().pack().roles[3].clone();
    let list = format!("{}, {}", FR.cover_role(), FR.cover_role_everybody());
    choose(&mut window, &list, role.title.get(FR));
    for _ in 0..3 {
        window.run();
    }
    assert_eq!(window.state().session.options().role, Some(role.id));
    assert!(pages(&window) < whole / 2);
    assert!(page_text(&window, 0).contains(&FR.documents_form_for(role.title.get(FR))));
    shot(&mut window, "note-role");
}

#[test]
fn an_own_template_is_what_the_pages_show() {
    let folder = tempfile::tempdir().unwrap();
    let template = folder.path().join("brief.typ");
    let own = "#let brief = json(\"/brief.json\")\n#set document(title: brief.meta.title)\n\
        #set text(font: \"Source Sans 3\")\n#title()\nUne page à nous seuls";
    std::fs::write(&template, own).unwrap();
    let mut window = note(Look::Light);
    let whole = pages(&window);
    give(&mut window, Command::UseTemplate(Some(folder.path().to_owned())));
    for _ in 0..3 {
        window.run();
    }
    assert_eq!(pages(&window), 1);
    assert!(page_text(&window, 0).contains("à nous seuls"));
    std::fs::write(&template, own.replace("#title()", "#tilte()")).unwrap();
    give(&mut window, Command::UseTemplate(Some(folder.path().to_owned())));
    for _ in 0..3 {
        window.run();
    }
    // A mistake is told with its line, and our pages take their place.
    assert_eq!(pages(&window), whole);
    let said = outline(&window);
    assert!(said.contains("brief.typ, ligne 4") && said.contains("tilte"), "{said}");
    shot(&mut window, "note-template");
}

#[test]
fn a_narrow_window_shows_one_thing_at_a_time() {
    let mut window = example(vec2(683.0, 384.0), Look::Light);
    window.state_mut().go(Page::Brief);
    for _ in 0..3 {
        window.run();
    }
    shot(&mut window, "note-narrow");
    click(&mut window, Role::RadioButton, FR.note_side());
    shot(&mut window, "note-narrow-side");
}

/// Asks for an export and keeps what is to be done, so that the moment between can be looked at.
fn begin(window: &mut Harness<'_, Desk>, path: PathBuf) -> Effect {
    let purpose = Purpose::Export(Format::Pdf);
    let session = &mut window.state_mut().session;
    let mut effects = session.apply(Command::UsePath { purpose, path, replace: true });
    // As long as it lasts, the window looks again and again.
    window.run_steps(3);
    effects.pop().unwrap()
}

fn end(window: &mut Harness<'_, Desk>, effect: Effect) {
    let event = perform(effect).unwrap();
    window.state_mut().session.receive(event);
    window.run();
}

#[test]
fn an_export_tells_how_far_it_is_and_ends_with_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("note.pdf");
    let mut window = example(LAPTOP, Look::Light);
    let effect = begin(&mut window, path.clone());
    let words = FR.note_exporting("note.pdf", FR.note_step_waiting());
    window.get_by_role_and_label(Role::ProgressIndicator, &words);
    shot(&mut window, "note-exporting");
    end(&mut window, effect);
    assert!(window.state().session.exports().is_empty());
    window.get_by_role_and_label(Role::Button, FR.exports_open());
    assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF"));
}

#[test]
fn a_stopped_export_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = example(LAPTOP, Look::Light);
    let effect = begin(&mut window, folder.path().join("note.pdf"));
    window.get_by_role_and_label(Role::Button, FR.note_stop()).click();
    window.run_steps(3);
    assert_eq!(window.state().session.exports()[0].1.step(), ExportStep::Stopping);
    end(&mut window, effect);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    let said = outline(&window);
    assert!(said.contains(&FR.note_stopped("note.pdf")), "{said}");
    assert!(window.state().session.exports().is_empty());
}
