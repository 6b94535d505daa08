//! Access: on every page, in both languages, whatever can be reached has a role, a name and a
//! state, no two things that do different things are called the same, and at 200 % nothing runs
//! out of the window.

use std::collections::{BTreeMap, BTreeSet};

use eframe::egui::{Rect, accesskit::Role};
use egui_kittest::{Harness, kittest::NodeT as _};
use passerelle::{
    app::Command,
    language::Lang,
    ui::{Desk, Page, sections},
};

use super::{
    LAPTOP, Look,
    desk::{desk, example, give},
    shot,
};

/// Every page that there is, the first page of each kind of question among them.
fn pages(window: &Harness<'_, Desk>) -> Vec<Page> {
    let document = window.state().session.document().unwrap();
    let steps = sections(document, Lang::Fr).into_iter().flat_map(|section| section.steps);
    let others = [
        Page::Welcome,
        Page::About,
        Page::Glossary,
        Page::Meeting,
        Page::History,
        Page::Versions,
        Page::Recovery,
    ];
    steps.map(|step| step.page).chain(others).collect()
}

/// Something that can be reached, as a screen reader meets it.
#[derive(Clone, Debug)]
struct Met {
    role: Role,
    name: String,
    /// What is said beside the name, and the group it stands in.
    beside: String,
    has_state: bool,
    rect: Option<Rect>,
}

/// Everything that can be reached, with the nearest named thing around it.
fn reachable(window: &Harness<'_, Desk>) -> Vec<Met> {
    fn visit(node: egui_kittest::Node<'_>, group: &str, out: &mut Vec<Met>) {
        let data = node.accesskit_node();
        let raw = data.data();
        let name = data.label().unwrap_or_default();
        let acts = raw.supports_action(egui::accesskit::Action::Click)
            || raw.supports_action(egui::accesskit::Action::Focus);
        if acts && !data.is_disabled() {
            let states = matches!(data.role(), Role::RadioButton | Role::CheckBox);
            let has_state =
                if states { data.toggled().is_some() } else { data.role() != Role::Unknown };
            let said = raw.description().unwrap_or_default();
            let value = data.value().unwrap_or_default();
            out.push(Met {
                role: data.role(),
                name: name.clone(),
                beside: format!("{group}|{said}|{value}"),
                has_state,
                rect: raw.bounds().map(|_| node.rect()),
            });
        }
        let inner = if name.is_empty() || acts { group.to_owned() } else { name };
        for child in node.children() {
            visit(child, &inner, out);
        }
    }
    let mut out = Vec::new();
    visit(window.root(), "", &mut out);
    out
}

#[test]
fn whatever_can_be_reached_has_a_role_a_name_and_a_state() {
    let mut window = example(LAPTOP, Look::Light);
    let mut faults = Vec::new();
    for page in pages(&window) {
        for lang in Lang::ALL {
            give(&mut window, Command::SetLanguage(*lang));
            window.state_mut().go(page.clone());
            window.run();
            let met = reachable(&window);
            assert!(5 < met.len(), "{page:?}");
            for one in met {
                // Text that can be selected by the mouse is no control; a bar to scroll with is
                // egui's own, and passed by: what has the focus comes into view by itself.
                let text = matches!(
                    one.role,
                    Role::Label | Role::Heading | Role::Status | Role::ScrollBar
                );
                if text {
                    continue;
                }
                if one.name.trim().is_empty() || one.role == Role::GenericContainer {
                    faults.push(format!("{page:?} {lang:?}: {:?} « {} »", one.role, one.name));
                }
                if !one.has_state {
                    faults.push(format!("{page:?} {lang:?}: no state: {one:?}"));
                }
            }
        }
    }
    faults.dedup();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The names of pages, tables, questions and measures: wherever such a name stands, it leads to that thing,
/// and the export of the brief is offered by the bar and on its own page.
fn names_of_places(window: &Harness<'_, Desk>, lang: Lang) -> BTreeSet<String> {
    let document = window.state().session.document().unwrap();
    let pack = document.pack();
    let steps = sections(document, lang).into_iter().flat_map(|section| section.steps);
    steps
        .map(|step| step.label)
        .chain(pack.tables.iter().map(|table| table.short.get(lang).to_owned()))
        .chain(pack.questions.iter().map(|question| question.short.get(lang).to_owned()))
        .chain(pack.rules.iter().map(|rule| rule.title.get(lang).to_owned()))
        .chain([lang.exports_menu().to_owned()])
        .collect()
}

#[test]
fn no_two_things_on_a_page_are_called_the_same() {
    let mut window = example(LAPTOP, Look::Light);
    let mut faults = Vec::new();
    for page in pages(&window) {
        for lang in Lang::ALL {
            give(&mut window, Command::SetLanguage(*lang));
            window.state_mut().go(page.clone());
            window.run();
            let mut seen: BTreeMap<(String, String, String), usize> = BTreeMap::new();
            for one in reachable(&window) {
                let button = matches!(one.role, Role::Button | Role::Link | Role::TextInput);
                if button {
                    *seen.entry((format!("{:?}", one.role), one.name, one.beside)).or_default() +=
                        1;
                }
            }
            let places = names_of_places(&window, *lang);
            for ((role, name, beside), count) in seen {
                let leads = places.iter().any(|place| name.starts_with(place.as_str()));
                if 1 < count && !leads {
                    faults
                        .push(format!("{page:?} {lang:?}: {count} × {role} « {name} » ({beside})"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn at_200_percent_nothing_runs_out_of_the_window() {
    let half = LAPTOP / 2.0;
    let mut window = example(half, Look::Light);
    let mut faults = Vec::new();
    for page in pages(&window) {
        for lang in Lang::ALL {
            give(&mut window, Command::SetLanguage(*lang));
            window.state_mut().go(page.clone());
            window.run();
            if *lang == Lang::Fr {
                let name: String =
                    format!("{page:?}").chars().filter(char::is_ascii_alphanumeric).collect();
                shot(&mut window, &format!("zoom-{name}"));
            }
            // What scrolls sideways in a frame of its own may be wider.
            if matches!(page, Page::Matrix | Page::Map | Page::Table(_)) {
                continue;
            }
            for one in reachable(&window) {
                if one.rect.is_some_and(|rect| half.x + 1.0 < rect.max.x && rect.width() < 4000.0) {
                    faults.push(format!(
                        "{page:?} {lang:?}: {:?} « {} » {:?}",
                        one.role, one.name, one.rect
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_page_is_looked_at_in_two_sizes() {
    for (name, size) in [("laptop", LAPTOP), ("full-hd", egui::vec2(1920.0, 1080.0))] {
        let mut window = example(size, Look::Light);
        for page in pages(&window) {
            window.state_mut().go(page.clone());
            window.run();
            let of: String =
                format!("{page:?}").chars().filter(char::is_ascii_alphanumeric).collect();
            shot(&mut window, &format!("{name}-{of}"));
            assert_eq!(window.state().page(), &page);
        }
    }
}

#[test]
fn without_a_document_every_page_still_says_what_to_do() {
    let mut window = desk(LAPTOP, Look::Dark);
    for page in [Page::Welcome, Page::About, Page::Glossary, Page::Recovery, Page::Meeting] {
        window.state_mut().go(page.clone());
        window.run();
        let buttons = reachable(&window).into_iter().filter(|one| one.role == Role::Button);
        assert!(1 < buttons.count(), "{page:?}");
    }
}
