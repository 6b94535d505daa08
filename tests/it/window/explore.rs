//! Other weights are labelled for as long as they are tried, lead back, and are noted on request.

use eframe::egui::{accesskit::Role, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use passerelle::{
    app::Command,
    domain::{Exploration, Weight},
    language::Lang,
    scoring::assess,
    storage::{self, Extras},
    ui::{Desk, Page},
};

use super::{Look, desk, outline, shot};

fn noted(window: &Harness<'_, Desk>) -> Vec<Exploration> {
    window.state().session.document().unwrap().diagnostic().explorations.clone()
}

fn at_robustness<'a>() -> Harness<'a, Desk> {
    let mut window = desk::example(vec2(1366.0, 3400.0), Look::Light);
    window.state_mut().go(Page::Robustness);
    window.run();
    window.run();
    window
}

fn choose(window: &mut Harness<'_, Desk>, now: &str, next: &str) {
    let name = format!("{}, {now}", Lang::Fr.robustness_profile());
    desk::click(window, Role::ComboBox, &name);
    window.get_by_label(next).click();
    window.run();
}

#[test]
fn other_weights_are_labelled_lead_back_and_are_noted_on_request() {
    let mut window = at_robustness();
    assert!(!outline(&window).contains(Lang::Fr.explore_label()));
    let results = window.state().session.document().unwrap().assessment().clone();
    choose(&mut window, Lang::Fr.robustness_method(), "Solidarité");
    let said = outline(&window);
    assert!(said.contains(Lang::Fr.explore_label()), "{said}");
    assert!(said.contains("exploration"), "{said}");
    shot(&mut window, "explore-profile");
    assert!(noted(&window).is_empty());
    desk::click(&mut window, Role::Button, Lang::Fr.explore_note());
    desk::click(&mut window, Role::Button, Lang::Fr.explore_note());
    let all = noted(&window);
    assert_eq!(all.len(), 1, "once a day for the same weights");
    assert_eq!(all[0].profile, "solidarity");
    assert!(outline(&window).contains(Lang::Fr.explore_noted_title()));
    let document = window.state().session.document().unwrap();
    assert_eq!(*document.assessment(), results, "no result changes");
    assert_eq!(**document.assessment(), assess(document.pack(), document.diagnostic()));
    let text = storage::write(document.diagnostic(), &Extras::default());
    assert!(text.contains("profile: \"solidarity\", weights: {\"ODD\": 2, \"PAR\": 2}"), "{text}");
    let again = storage::read(text.as_bytes()).unwrap().diagnostic;
    assert_eq!(again, **document.diagnostic());
    desk::give(&mut window, Command::Undo);
    assert!(noted(&window).is_empty());
    desk::click(&mut window, Role::Button, Lang::Fr.explore_back());
    assert!(!outline(&window).contains(Lang::Fr.explore_label()));
}

#[test]
fn weights_of_ones_own_are_typed_and_shares_follow() {
    let mut window = at_robustness();
    // A profile is where one starts from; changing a weight makes the weights one's own.
    choose(&mut window, Lang::Fr.robustness_method(), "Solidarité");
    let name = Lang::Fr.explore_type("Partenariats");
    desk::fill(&mut window, &name, "3");
    let said = outline(&window);
    assert!(said.contains("soit 27"), "{said}");
    shot(&mut window, "explore-own");
    desk::click(&mut window, Role::Button, Lang::Fr.explore_note());
    let all = noted(&window);
    assert_eq!(all[0].profile, "");
    assert_eq!(all[0].weights.get("PAR").copied(), Weight::new(3.0));
    for block in ["I_DIA", "I_ESR", "I_ECO", "I_ASS"] {
        let pack = window.state().session.document().unwrap().pack().clone();
        let title = pack.block(block).unwrap().title.get(Lang::Fr).to_owned();
        desk::fill(&mut window, &Lang::Fr.explore_type(&title), "0");
    }
    let said = outline(&window);
    assert!(said.contains(Lang::Fr.explore_no_weight()), "{said}");
    assert!(said.contains(Lang::Fr.explore_nothing()), "{said}");
}
