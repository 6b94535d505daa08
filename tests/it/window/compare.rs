//! Comparing two dates through the window, by the names that a screen reader hears.

use std::fs;

use eframe::egui::accesskit::Role;
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use passerelle::{
    app::{ActionChange, Against, Command, Edit, PlanEdit, Purpose, ResolutionChange},
    domain::{ActionField, Ambition, ResolutionField, Target},
    language::Lang,
    report::plan_words,
    storage::{self, Extras},
    ui::{Desk, Page, sections},
};

use super::{LAPTOP, Look, desk, outline, shot};

fn frozen(window: &Harness<'_, Desk>) -> Vec<String> {
    let document = window.state().session.document().unwrap();
    document.diagnostic().frozen.iter().map(|state| state.name.clone()).collect()
}

fn button(window: &mut Harness<'_, Desk>, name: &str) {
    desk::click(window, Role::Button, name);
}

#[test]
fn a_frozen_state_is_compared_and_every_line_leads_to_its_question() {
    for (look, name) in [(Look::Light, "compare"), (Look::Dark, "compare-dark")] {
        let mut window = desk::example(LAPTOP, look);
        let document = window.state().session.document().unwrap();
        let steps = sections(document, Lang::Fr).into_iter().flat_map(|section| section.steps);
        let step = steps.into_iter().find(|step| step.label == Lang::Fr.compare_page());
        window.state_mut().go(step.expect("the path leads to the page").page);
        window.run();
        assert_eq!(*window.state().page(), Page::Compare);
        shot(&mut window, &format!("{name}-choose"));
        button(&mut window, &Lang::Fr.compare_see_name("État des lieux 2025"));
        window.run();
        shot(&mut window, name);
        let said = outline(&window);
        for words in [Lang::Fr.compare_up(), Lang::Fr.compare_uncertain(), "GOV-04"] {
            assert!(said.contains(words), "no `{words}` in:\n{said}");
        }
        let link = Lang::Fr.compare_go("GOV-04");
        window.get_all_by_label(&link).next().unwrap().scroll_to_me();
        window.run();
        window.get_all_by_label(&link).next().unwrap().click();
        window.run();
        assert_eq!(*window.state().page(), Page::Dimension("GOV".into()));
    }
}

#[test]
fn what_was_entered_otherwise_leads_to_its_place() {
    let mut window = desk::example(LAPTOP, Look::Light);
    window.state_mut().go(Page::Compare);
    desk::give(&mut window, Command::CompareWith(Against::Frozen(1)));
    let document = window.state().session.document().unwrap();
    let short = document.pack().question("MOY-01").unwrap().short.get(Lang::Fr).to_owned();
    let name = Lang::Fr.compare_go(format!("MOY-01 · {short}"));
    let links: Vec<_> = window.get_all_by_label(&name).collect();
    links.last().unwrap().scroll_to_me();
    window.run();
    shot(&mut window, "compare-inputs");
    window.get_all_by_label(&name).last().unwrap().click();
    window.run();
    assert_eq!(*window.state().page(), Page::Dimension("MOY".into()));
}

#[test]
fn a_state_is_frozen_renamed_and_removed_by_hand() {
    let mut window = desk::example(LAPTOP, Look::Light);
    window.state_mut().go(Page::Compare);
    window.run();
    button(&mut window, Lang::Fr.compare_freeze());
    let proposed = Lang::Fr.compare_default_name("30 juin 2026");
    assert_eq!(frozen(&window), ["État des lieux 2025", &proposed]);
    button(&mut window, &Lang::Fr.compare_rename_name(&proposed));
    let field = window.get_all_by_label(Lang::Fr.compare_name()).next().unwrap();
    field.focus();
    window.run();
    let field = window.get_all_by_label(Lang::Fr.compare_name()).next().unwrap();
    field.type_text(" bis");
    window.run();
    shot(&mut window, "compare-rename");
    button(&mut window, Lang::Fr.compare_rename_done());
    assert_eq!(frozen(&window)[1], format!("{proposed} bis"));
    button(&mut window, &Lang::Fr.compare_remove_name(format!("{proposed} bis")));
    button(&mut window, &Lang::Fr.compare_remove_name("État des lieux 2025"));
    assert!(frozen(&window).is_empty());
    shot(&mut window, "compare-empty");
    window.get_by_label(Lang::Fr.compare_frozen_none());
    desk::give(&mut window, Command::Undo);
    assert_eq!(frozen(&window), ["État des lieux 2025"]);
}

#[test]
fn freezing_is_in_the_menu_of_the_file() {
    let mut window = desk::example(LAPTOP, Look::Light);
    button(&mut window, Lang::Fr.shell_file());
    button(&mut window, Lang::Fr.compare_freeze_menu());
    assert_eq!(*window.state().page(), Page::Compare);
    window.get_by_role_and_label(Role::Button, Lang::Fr.compare_freeze());
}

#[test]
fn another_file_is_compared_with_its_breaks_or_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let mut then = crate::compare::valmont_a_year_before();
    then.territory.name = "Aubeville".into();
    let file = folder.path().join("aubeville.passerelle");
    fs::write(&file, storage::write(&then, &Extras::default())).unwrap();
    let mut window = desk::example(LAPTOP, Look::Light);
    window.state_mut().go(Page::Compare);
    let compare = |path: &std::path::Path| Command::UsePath {
        purpose: Purpose::Compare,
        path: path.to_owned(),
        replace: false,
    };
    desk::give(&mut window, compare(&file));
    shot(&mut window, "compare-break");
    let said = outline(&window);
    assert!(said.contains(Lang::Fr.compare_breaks_title()), "{said}");
    assert!(said.contains("Aubeville"), "{said}");
    assert!(!said.contains(Lang::Fr.compare_up()), "{said}");
    button(&mut window, Lang::Fr.compare_back());
    fs::write(&file, "Bonjour").unwrap();
    desk::give(&mut window, compare(&file));
    shot(&mut window, "compare-refused");
    assert!(outline(&window).contains("aubeville.passerelle"));
    let document = window.state().session.document().unwrap();
    assert!(document.diagnostic().territory.name == "Valmont" && !document.is_modified());
}

#[test]
fn a_damaged_frozen_state_is_said_in_words() {
    let mut then = crate::compare::valmont();
    let mut state = storage::freeze(&then, &Extras::default(), "Bilan", then.as_of);
    state.content = "abcd".into();
    then.frozen = vec![state.into()];
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("valmont.passerelle");
    fs::write(&file, storage::write(&then, &Extras::default())).unwrap();
    let mut window = desk::desk(LAPTOP, Look::Light);
    desk::give(&mut window, Command::Open(file));
    window.state_mut().go(Page::Compare);
    desk::give(&mut window, Command::CompareWith(Against::Frozen(1)));
    shot(&mut window, "compare-damaged");
    assert!(outline(&window).contains("est endommagé"));
}

/// Follows the link of this name, else the last one that holds these words; returns the page it leads to.
fn follow(window: &mut Harness<'_, Desk>, words: &str) -> Page {
    let name = {
        let links = window.get_all_by_role(Role::Link);
        let names = links.filter_map(|link| link.accesskit_node().label());
        let names: Vec<String> = names.filter(|name| name.contains(words)).collect();
        let whole = names.iter().find(|name| **name == Lang::Fr.compare_go(words));
        whole.or(names.last()).unwrap_or_else(|| panic!("no link to {words}")).clone()
    };
    window.get_all_by_role_and_label(Role::Link, &name).last().unwrap().scroll_to_me();
    window.run();
    window.get_all_by_role_and_label(Role::Link, &name).last().unwrap().click();
    window.run();
    let page = window.state().page().clone();
    window.state_mut().go(Page::Compare);
    window.run();
    page
}

#[test]
fn changes_of_plan_levels_and_decisions_lead_to_their_pages() {
    let mut window = desk::example(LAPTOP, Look::Light);
    desk::give(&mut window, Command::Freeze("Avant le conseil".to_owned()));
    let document = window.state().session.document().unwrap();
    let (pack, diagnostic) = (document.pack().clone(), document.diagnostic().clone());
    let action = diagnostic.plan.actions.last().unwrap().id;
    let row = *diagnostic.decisions.keys().next().unwrap();
    let block = pack.blocks.iter().rfind(|block| block.levelled).unwrap();
    let wanted = Ambition { level: 4, year: Some(2031) };
    let remark = || "Après le vote".to_owned();
    let edits = vec![
        Edit::Plan(PlanEdit::Set(action, ActionChange::Comment(remark()))),
        Edit::Decision(row, ResolutionChange::Comment(remark())),
        Edit::Ambition(block.id.clone(), Some(wanted)),
        Edit::AsOf(jiff::civil::date(2026, 9, 30)),
    ];
    desk::give(&mut window, Command::Edit(Edit::All(edits)));
    let frozen = diagnostic.frozen.iter().map(|state| state.id).max().unwrap();
    window.state_mut().go(Page::Compare);
    desk::give(&mut window, Command::CompareWith(Against::Frozen(frozen)));
    shot(&mut window, "compare-plan");
    let named = |target: &Target| plan_words::target(&pack, &diagnostic, Lang::Fr, target);
    let of_action = named(&Target::ActionField(action, ActionField::Comment));
    let decided = named(&Target::Decision(row, ResolutionField::Comment));
    assert_eq!(follow(&mut window, &decided), Page::Decisions);
    let level = Lang::Fr.safety_what_ambition(block.short.get(Lang::Fr));
    assert_eq!(follow(&mut window, &level), Page::Ladder);
    assert_eq!(follow(&mut window, "30 septembre 2026"), Page::Territory);
    assert_eq!(follow(&mut window, &of_action), Page::Plan);
    // The plan opens at the action that was changed.
    window.state_mut().go(Page::Plan);
    window.run();
    assert!(outline(&window).contains("Après le vote"));
}

#[test]
fn every_result_leads_to_its_page() {
    let mut window = desk::example(LAPTOP, Look::Light);
    window.state_mut().go(Page::Compare);
    desk::give(&mut window, Command::CompareWith(Against::Frozen(1)));
    window.get_by_label(Lang::Fr.compare_view_all()).click();
    window.run();
    let pack = window.state().session.document().unwrap().pack().clone();
    let level = pack.blocks.iter().find(|block| block.levelled).unwrap();
    let gauge = &pack.gauges[0];
    let gauge = Lang::Fr.report_gauge_label(&gauge.id, gauge.short.get(Lang::Fr));
    assert_eq!(follow(&mut window, level.title.get(Lang::Fr)), Page::Ladder);
    assert_eq!(follow(&mut window, &gauge), Page::Gauges);
    let senegal = passerelle::domain::CountryCode::parse("SN").unwrap();
    assert_eq!(follow(&mut window, "Sénégal"), Page::Country(senegal));
}
