//! The pages of results: every number can be asked why, down to the question behind it.

use eframe::egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use passerelle::{app::Draws, language::Lang, ui::Page};

use super::{
    LAPTOP, Look,
    desk::{click, example},
    outline, shot,
};

/// The name of the button that asks about a number.
fn why(name: &str) -> String {
    Lang::Fr.why_ask_about(name)
}

#[test]
fn an_index_is_taken_apart_down_to_its_questions() {
    let mut window = example(LAPTOP, Look::Light);
    window.state_mut().go(Page::Overview);
    window.run();
    click(&mut window, Role::Button, &why("Capacité d’action"));
    shot(&mut window, "why-index");
    let said = outline(&window);
    assert!(said.contains(Lang::Fr.explain_mean()), "{said}");
    // The chart has the same button: the panel beside is laid out first.
    let name = why("Organisation et gouvernance");
    let asked: Vec<_> = window.get_all_by_label(&name).collect();
    asked.first().unwrap().click();
    drop(asked);
    window.run();
    shot(&mut window, "why-block");
    let said = outline(&window);
    assert!(said.contains(Lang::Fr.explain_weighted_mean()), "{said}");
    click(&mut window, Role::Button, &why("Stratégie internationale"));
    click(&mut window, Role::Button, "Aller à la question");
    assert_eq!(window.state().page(), &Page::Dimension("GOV".into()));
}

#[test]
fn draws_are_made_when_the_page_opens_and_kept() {
    let mut window = example(LAPTOP, Look::Light);
    window.state_mut().go(Page::Robustness);
    window.run();
    window.run();
    assert!(matches!(window.state().session.draws(), Draws::Done(_)));
    shot(&mut window, "robustness");
    let said = outline(&window);
    assert!(said.contains("tirages, graine 42"), "{said}");
}

#[test]
fn what_to_verify_leads_to_the_question_and_to_who_knows() {
    let mut window = example(LAPTOP, Look::Light);
    window.state_mut().go(Page::Verify);
    window.run();
    shot(&mut window, "verify");
    click(&mut window, Role::RadioButton, "Par interlocuteur");
    shot(&mut window, "verify-roles");
    window.state_mut().go(Page::Benchmark);
    window.run();
    shot(&mut window, "benchmark");
    let said = outline(&window);
    assert!(said.contains("Wilson"), "{said}");
}
