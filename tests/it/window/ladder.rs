//! The ladder of levels: what holds a level back leads to its question, and a level is aimed at.

use eframe::egui::{Key, accesskit::Role, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use passerelle::{
    app::Command,
    domain::Ambition,
    language::Lang,
    report::ladder::{RungState, ladder},
    ui::{Desk, Page},
};

use super::{Look, desk, outline, press, shot};

fn at_ladder<'a>() -> Harness<'a, Desk> {
    let mut window = desk::example(vec2(1366.0, 3200.0), Look::Light);
    window.state_mut().go(Page::Ladder);
    window.run();
    window
}

fn aimed(window: &Harness<'_, Desk>) -> Option<Ambition> {
    let document = window.state().session.document().unwrap();
    document.diagnostic().ambitions.get("GOV").copied()
}

#[test]
fn what_holds_a_level_back_is_named_and_leads_to_its_question() {
    let mut window = at_ladder();
    let said = outline(&window);
    // GOV is at N2; N3 takes a strategy that was voted and a place in the organisation chart.
    assert!(said.contains("Une stratégie délibérée fixe les priorités"), "{said}");
    assert!(said.contains("niveau 3 ou plus"), "{said}");
    desk::click(&mut window, Role::Link, "Stratégie internationale");
    assert_eq!(window.state().page(), &Page::Dimension("GOV".into()));
}

#[test]
fn a_level_is_aimed_at_by_keyboard_and_taken_back() {
    let mut window = at_ladder();
    let group = Lang::Fr.ladder_ambition_of("Organisation et gouvernance");
    let radio = |window: &Harness<'_, Desk>, label: &str| {
        let group = window.get_by_role_and_label(Role::RadioGroup, &group);
        let node = group.get_by_role_and_label(Role::RadioButton, label);
        node.focus();
    };
    radio(&window, "Aucun");
    window.run();
    press(&mut window, &[Key::ArrowRight, Key::ArrowRight, Key::ArrowRight, Key::ArrowRight]);
    press(&mut window, &[Key::Space]);
    assert_eq!(aimed(&window), Some(Ambition { level: 3, year: None }));
    desk::fill(&mut window, &Lang::Fr.ladder_year_of("Organisation et gouvernance"), "2030");
    assert_eq!(aimed(&window), Some(Ambition { level: 3, year: Some(2030) }));
    let said = outline(&window);
    assert!(said.contains("N3 visé en 2030"), "{said}");
    assert!(said.contains("il manque 1"), "{said}");
    shot(&mut window, "ladder-aimed");
    let journal = &window.state().session.document().unwrap().diagnostic().journal;
    let last: Vec<_> = journal.values().map(|change| change.to.as_str()).collect();
    assert!(last.contains(&"3 (2030)"), "{last:?}");
    desk::give(&mut window, Command::Undo);
    desk::give(&mut window, Command::Undo);
    assert_eq!(aimed(&window), None);
}

#[test]
fn rungs_tell_what_the_value_gives_and_what_conditions_hold_back() {
    let window = at_ladder();
    let document = window.state().session.document().unwrap();
    let (pack, diagnostic) = (document.pack(), document.diagnostic());
    let found = ladder(pack, diagnostic, document.assessment(), Lang::Fr);
    assert_eq!(found.capacities.len(), 8);
    for capacity in &found.capacities {
        let reading = document.assessment().block(pack, capacity.block.as_str()).unwrap();
        let level = reading.level.as_ref().unwrap();
        let (sure, possible) = level.range();
        for rung in &capacity.rungs {
            let expected = match rung.level {
                at if at <= sure && reading.value.unwrap().sufficient => RungState::Reached,
                at if at <= possible => RungState::Possible,
                at if at <= level.by_value => RungState::Held,
                _ => RungState::Ahead,
            };
            assert_eq!(rung.state, expected, "{} {}", capacity.block, rung.code);
        }
        let held = capacity.rungs.iter().any(|rung| rung.state == RungState::Held);
        assert!(!held || !capacity.held.is_empty(), "{capacity:?}");
    }
}
