//! The action plan and the decisions on partnerships, driven by accessible names.

use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use passerelle::{
    app::{Command, Edit, PlanEdit},
    domain::{ActionField, Cost, Decision, Diagnostic, Target},
    language::Lang,
    report::plan_words,
    storage,
    ui::{Desk, Page},
};

use super::{
    LAPTOP, Look,
    desk::{click, example, fill, give},
    outline, press, shot,
};

const FR: Lang = Lang::Fr;

fn diagnostic<'a>(window: &'a Harness<'_, Desk>) -> &'a Diagnostic {
    window.state().session.document().unwrap().diagnostic()
}

fn rules(window: &Harness<'_, Desk>) -> Vec<String> {
    let actions = diagnostic(window).plan.actions.iter();
    actions.map(|action| action.rule.as_ref().map_or("-".to_owned(), ToString::to_string)).collect()
}

/// The page of the plan of an example in which nothing has been planned.
fn unplanned<'a>(look: Look) -> Harness<'a, Desk> {
    let mut window = example(LAPTOP, look);
    let plan = diagnostic(&window).plan.clone();
    let removed = plan.actions.iter().map(|action| Edit::Plan(PlanEdit::Remove(action.id)));
    let open = plan.dismissed.keys().map(|rule| Edit::Plan(PlanEdit::Reconsider(rule.clone())));
    give(&mut window, Command::Edit(Edit::All(removed.chain(open).collect())));
    window.state_mut().go(Page::Plan);
    window.run();
    window
}

/// Puts the focus on the line of the action at this place, counted from 1.
fn focus_line(window: &mut Harness<'_, Desk>, number: usize) {
    let start = format!("{number}. ");
    let lines = window.get_all_by_role(Role::Button);
    let line = lines
        .into_iter()
        .find(|node| node.accesskit_node().label().is_some_and(|name| name.starts_with(&start)))
        .unwrap();
    line.focus();
    window.run();
}

/// Presses the button with this name by keyboard, wherever it is on the page.
fn enter(window: &mut Harness<'_, Desk>, name: &str) {
    window.get_by_role_and_label(Role::Button, name).focus();
    window.run();
    press(window, &[Key::Enter]);
}

#[test]
fn an_official_makes_a_plan_orders_it_by_keyboard_and_finds_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("valmont.passerelle");
    let mut window = unplanned(Look::Light);
    shot(&mut window, "plan-empty");

    click(&mut window, Role::Button, &FR.plan_take_proposed(5));
    assert_eq!(rules(&window), ["M1", "P9-2", "P9-4", "P3-2", "P1-2"]);
    focus_line(&mut window, 1);
    window.key_press_modifiers(Modifiers::ALT, Key::ArrowDown);
    window.run();
    window.key_press_modifiers(Modifiers::ALT, Key::ArrowDown);
    window.run();
    assert_eq!(rules(&window), ["P9-2", "P9-4", "M1", "P3-2", "P1-2"]);
    window.key_press_modifiers(Modifiers::ALT, Key::ArrowUp);
    window.run();
    assert_eq!(rules(&window), ["P9-2", "M1", "P9-4", "P3-2", "P1-2"], "the focus went along");

    window.key_press(Key::Enter);
    window.run();
    shot(&mut window, "plan-open");
    fill(&mut window, FR.plan_cost_total(), "12 500,50 €");
    let cost = |window: &Harness<'_, Desk>| diagnostic(window).plan.actions[1].cost.clone();
    assert_eq!(cost(&window), Some(Cost::Total(12_500.5)));
    let id = diagnostic(&window).plan.actions[1].id;
    let target = Target::ActionField(id, ActionField::Cost);
    let document = window.state().session.document().unwrap();
    let what = plan_words::target(document.pack(), document.diagnostic(), FR, &target);
    click(&mut window, Role::Button, &FR.shell_undo_of(&what));
    assert_eq!(cost(&window), None, "what was typed is one step, and the order stays");
    assert_eq!(rules(&window)[1], "M1");
    click(&mut window, Role::Button, &FR.shell_redo_of(&what));
    assert_eq!(cost(&window), Some(Cost::Total(12_500.5)));

    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run();
    fill(&mut window, "Chemin du fichier", &file.display().to_string());
    window.key_press(Key::Enter);
    window.run();
    let saved = storage::open(&file).unwrap().diagnostic;
    assert_eq!(saved.plan, diagnostic(&window).plan);
    give(&mut window, Command::Close);
    give(&mut window, Command::Open(file));
    assert_eq!(rules(&window), ["P9-2", "M1", "P9-4", "P3-2", "P1-2"]);
    assert_eq!(cost(&window), Some(Cost::Total(12_500.5)));
}

#[test]
fn what_is_dismissed_stays_in_view_with_its_reason() {
    let mut window = unplanned(Look::Light);
    let title = {
        let document = window.state().session.document().unwrap();
        plan_words::rule_name(document.pack(), FR, &"P9-2".into())
    };
    click(&mut window, Role::Button, &FR.plan_dismiss_of(&title));
    assert_eq!(diagnostic(&window).plan.dismissal(&"P9-2".into()), Some(""));
    assert!(outline(&window).contains(FR.plan_reason_missing()));
    fill(&mut window, &FR.plan_reason_of(&title), "Déjà voté");
    assert_eq!(diagnostic(&window).plan.dismissal(&"P9-2".into()), Some("Déjà voté"));
    assert!(!outline(&window).contains(FR.plan_reason_missing()));
    enter(&mut window, &FR.plan_reconsider_of(&title));
    assert!(diagnostic(&window).plan.dismissed.is_empty());
    enter(&mut window, &FR.plan_take_of(&title));
    assert_eq!(rules(&window), ["P9-2"]);
    enter(&mut window, FR.plan_add_own());
    fill(&mut window, FR.plan_name_field(), "Ouvrir un guichet");
    assert_eq!(diagnostic(&window).plan.actions[1].title, "Ouvrir un guichet");
    enter(&mut window, &FR.plan_move_up("Ouvrir un guichet"));
    assert_eq!(rules(&window), ["-", "P9-2"]);
    enter(&mut window, &FR.plan_remove("Ouvrir un guichet"));
    give(&mut window, Command::Undo);
    assert_eq!(diagnostic(&window).plan.actions[0].title, "Ouvrir un guichet");
}

#[test]
fn the_plan_is_looked_at_in_three_ways() {
    for look in [Look::Light, Look::Dark] {
        let mut window = example(LAPTOP, look);
        window.state_mut().go(Page::Plan);
        window.run();
        shot(&mut window, &format!("plan-list-{look:?}"));
        click(&mut window, Role::RadioButton, FR.plan_view_calendar());
        shot(&mut window, &format!("plan-calendar-{look:?}"));
        assert!(outline(&window).contains(&FR.plan_hundred_days_title().to_uppercase()));
        click(&mut window, Role::RadioButton, FR.plan_view_budget());
        shot(&mut window, &format!("plan-budget-{look:?}"));
        let said = outline(&window);
        assert!(said.contains(FR.plan_by_year()) && said.contains(FR.plan_by_funder()), "{said}");
        click(&mut window, Role::RadioButton, FR.plan_view_list());
        focus_line(&mut window, 6);
        window.key_press(Key::Enter);
        window.run();
        press(&mut window, &[Key::Tab; 12]);
        shot(&mut window, &format!("plan-edit-{look:?}"));
    }
}

#[test]
fn each_partnership_is_decided_beside_what_is_proposed() {
    for look in [Look::Light, Look::Dark] {
        let mut window = example(LAPTOP, look);
        window.state_mut().go(Page::Decisions);
        window.run();
        shot(&mut window, &format!("decisions-{look:?}"));
        // Of the third partnership nothing is decided; the choice before « à décider » is « clore ».
        let open = FR.plan_choice_open();
        let undecided: Vec<_> = window.get_all_by_role_and_label(Role::RadioButton, open).collect();
        undecided[2].focus();
        drop(undecided);
        window.run();
        press(&mut window, &[Key::ArrowLeft, Key::Space]);
        assert_eq!(diagnostic(&window).decisions[&3].choice, Some(Decision::Close));
        let label = FR.decisions_vote_of("Partenariat technique avec Mizuhama – Japon");
        fill(&mut window, &label, "14/12/2026");
        assert_eq!(diagnostic(&window).decisions[&3].vote, Some(jiff::civil::date(2026, 12, 14)));
        give(&mut window, Command::Undo);
        assert_eq!(diagnostic(&window).decisions[&3].vote, None);
    }
}
