//! The action plan and the decisions on partnerships, driven by accessible names.

use eframe::egui::{Key, Modifiers, Rect, accesskit::Role, pos2, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use passerelle::{
    advice::{advise, open_countries},
    app::{Command, Edit, PlanEdit},
    domain::{ActionField, Cost, Decision, Diagnostic, Place, Target},
    language::Lang,
    reference::place_name,
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

/// Where the line of the action at this place is, counted from 1.
fn line_at(window: &Harness<'_, Desk>, number: usize) -> Rect {
    let start = format!("{number}. ");
    let mut lines = window.get_all_by_role(Role::Button);
    let named = |name: String| name.starts_with(&start);
    lines.find(|node| node.accesskit_node().label().is_some_and(named)).unwrap().rect()
}

/// Takes the line at a place and lets it go at a height, looking on the way.
fn drag_line(window: &mut Harness<'_, Desk>, number: usize, to: f32, look: Option<&str>) {
    let from = line_at(window, number).left_center() + vec2(40.0, 0.0);
    window.drag_at(from);
    window.run();
    let before = rules(window);
    for share in [0.3, 0.7, 1.0] {
        window.hover_at(pos2(from.x + 6.0, from.y + (to - from.y) * share));
        window.run();
    }
    assert_eq!(rules(window), before, "nothing moves before it is let go");
    if let Some(name) = look {
        shot(window, name);
    }
    window.drop_at(pos2(from.x + 6.0, to));
    window.run();
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

#[test]
fn an_action_is_dragged_to_its_place_and_the_keyboard_does_the_same() {
    let mut window = unplanned(Look::Light);
    click(&mut window, Role::Button, &FR.plan_take_proposed(5));
    let start = ["M1", "P9-2", "P9-4", "P3-2", "P1-2"];
    assert_eq!(rules(&window), start);

    let third = line_at(&window, 3).bottom();
    drag_line(&mut window, 1, third, Some("plan-drag"));
    let moved = ["P9-2", "P9-4", "M1", "P3-2", "P1-2"];
    assert_eq!(rules(&window), moved);
    // Dragged is one step, taken back at once.
    give(&mut window, Command::Undo);
    assert_eq!(rules(&window), start);
    focus_line(&mut window, 1);
    for _ in 0..2 {
        window.key_press_modifiers(Modifiers::ALT, Key::ArrowDown);
        window.run();
    }
    assert_eq!(rules(&window), moved, "the keyboard ends where the pointer does");

    // Upwards, to the very top.
    let top = line_at(&window, 1).top();
    drag_line(&mut window, 4, top, None);
    assert_eq!(rules(&window), ["P3-2", "P9-2", "P9-4", "M1", "P1-2"]);
    // Beyond the last line, it is the last.
    let below = line_at(&window, 5).bottom() + 60.0;
    drag_line(&mut window, 1, below, None);
    let last = ["P9-2", "P9-4", "M1", "P1-2", "P3-2"];
    assert_eq!(rules(&window), last);
    // Let go where it was taken, nothing is done that « Annuler » would have to take back.
    let revision = window.state().session.document().unwrap().revision();
    let here = line_at(&window, 2).center().y + 5.0;
    drag_line(&mut window, 2, here, None);
    assert_eq!(rules(&window), last);
    assert_eq!(window.state().session.document().unwrap().revision(), revision);
}

#[test]
fn a_recommendation_about_several_countries_is_taken_up_country_by_country() {
    let mut window = unplanned(Look::Light);
    let (title, names) = {
        let document = window.state().session.document().unwrap();
        let (pack, diagnostic) = (document.pack(), document.diagnostic());
        let advice = advise(pack, diagnostic, document.assessment(), diagnostic.as_of);
        let one = advice.recommendations.iter().find(|one| one.rule.as_str() == "M1").unwrap();
        let open = open_countries(diagnostic, one);
        assert!(1 < open.len(), "{open:?}");
        let names: Vec<String> =
            open.iter().map(|code| place_name(&Place::Country(*code), FR)).collect();
        (plan_words::rule_name(pack, FR, &"M1".into()), names)
    };
    shot(&mut window, "plan-countries");
    enter(&mut window, &FR.plan_take_in(&names[1], &title));
    assert_eq!(rules(&window), ["M1"]);
    let said = outline(&window);
    assert!(said.contains(&FR.plan_for_country(&title, &names[1])), "{said}");
    // The others stay, the whole no longer does, and no country is taken up twice.
    let name = FR.plan_take_in(&names[0], &title);
    window.get_by_role_and_label(Role::Button, &name);
    assert!(window.query_by_role_and_label(Role::Button, &FR.plan_take_of(&title)).is_none());
    let again = diagnostic(&window).plan.actions[0].clone();
    give(&mut window, Command::Edit(Edit::Plan(PlanEdit::Add(vec![again]))));
    assert_eq!(rules(&window), ["M1"]);
    enter(&mut window, &name);
    assert_eq!(rules(&window), ["M1", "M1"]);
    shot(&mut window, "plan-country-lines");
    let document = window.state().session.document().unwrap();
    let text = storage::write(document.diagnostic(), &storage::Extras::default());
    let read = storage::read(text.as_bytes()).unwrap().diagnostic;
    assert_eq!(read.plan, document.diagnostic().plan);
    let id = read.plan.actions[0].id;
    let told = plan_words::value(document.pack(), FR, &Target::Action(id), "=M1@SN");
    assert!(told.starts_with(&title) && told.ends_with("Sénégal"), "{told}");
}
