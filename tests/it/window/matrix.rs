//! The matrix and the sheets of countries: grouped, folded, opened and left by keyboard.

use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use passerelle::{
    domain::CountryCode,
    language::Lang,
    ui::{Desk, Page},
};

use super::{
    LAPTOP, Look,
    desk::{click, example},
    focused, outline, press, shot,
};

fn matrix<'a>(look: Look) -> Harness<'a, Desk> {
    let mut window = example(LAPTOP, look);
    window.state_mut().go(Page::Matrix);
    window.run();
    window
}

/// Chooses a line of a list that opens.
fn choose(window: &mut Harness<'_, Desk>, list: &str, line: &str) {
    let all = window.get_all_by_role(Role::ComboBox);
    let wanted = all
        .into_iter()
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(list)));
    wanted.unwrap().click();
    window.run();
    window.get_by_label(line).click();
    window.run();
}

/// Tabs until something of this role has the focus.
fn tab_to(window: &mut Harness<'_, Desk>, role: Role) -> String {
    for _ in 0..120 {
        press(window, &[Key::Tab]);
        if let Some((found, name)) = focused(window)
            && found == role
        {
            return name;
        }
    }
    panic!("Tab never reaches {role:?}");
}

fn country(text: &str) -> Page {
    Page::Country(CountryCode::parse(text).unwrap())
}

#[test]
fn groups_are_folded_and_a_sheet_is_opened_and_left_by_keyboard() {
    let mut window = matrix(Look::Light);
    choose(&mut window, "Grouper", "Grouper par continent");
    shot(&mut window, "matrix-grouped");
    let head = tab_to(&mut window, Role::RowHeader);
    assert!(head.starts_with("Afrique, "), "{head}");
    let rows = |window: &Harness<'_, Desk>| window.get_all_by_role(Role::Row).count();
    let all = rows(&window);
    press(&mut window, &[Key::ArrowLeft]);
    assert!(rows(&window) < all, "the group is folded");
    assert_eq!(focused(&window).unwrap().1, head, "its heading keeps the focus");
    press(&mut window, &[Key::ArrowRight]);
    assert_eq!(rows(&window), all);
    press(&mut window, &[Key::ArrowDown]);
    let (role, first) = focused(&window).unwrap();
    assert_eq!(role, Role::Row);
    assert!(first.starts_with("Maroc, "), "{first}");
    press(&mut window, &[Key::Enter]);
    assert_eq!(window.state().page(), &country("MA"));
    shot(&mut window, "country-MA");
    // On to the next country of the list, and back to its line.
    window.key_press_modifiers(Modifiers::ALT, Key::ArrowDown);
    window.run();
    let next = window.state().page().clone();
    assert!(matches!(next, Page::Country(_)) && next != country("MA"), "{next:?}");
    press(&mut window, &[Key::Escape]);
    assert_eq!(window.state().page(), &Page::Matrix);
    let (role, line) = focused(&window).unwrap();
    assert_eq!(role, Role::Row);
    assert!(!line.starts_with("Maroc, "), "the line of the sheet that was left: {line}");
}

#[test]
fn a_line_says_every_figure_and_every_standing() {
    let window = matrix(Look::Light);
    let rows: Vec<_> = window.get_all_by_role(Role::Row).collect();
    let label = |code: &str| {
        let found = rows
            .iter()
            .find_map(|node| node.accesskit_node().label().filter(|label| label.starts_with(code)));
        found.unwrap()
    };
    let germany = label("Allemagne");
    for said in ["Pilier", "Diasporas 38", "Racines", "Partenariat", "Opportunité", "Sans racines"]
    {
        assert!(germany.contains(said), "{germany} lacks {said}");
    }
    assert!(germany.contains("Membre de l’Union européenne"), "{germany}");
}

#[test]
fn context_columns_are_chosen_and_said_not_to_count() {
    let mut window = matrix(Look::Light);
    let heads = |window: &Harness<'_, Desk>| {
        let all = window.get_all_by_role(Role::ColumnHeader);
        all.filter_map(|node| node.accesskit_node().label()).collect::<Vec<_>>()
    };
    let region = "Région ONU (contexte, non noté)".to_owned();
    assert!(!heads(&window).contains(&region));
    click(&mut window, Role::Button, "Colonne de contexte\u{a0}: Région ONU");
    assert!(heads(&window).contains(&region), "{:?}", heads(&window));
    shot(&mut window, "matrix-context");
    choose(&mut window, "Filtrer par contexte", "Groupe du CAD\u{a0}: PMA");
    let said = outline(&window);
    assert!(said.contains("Sénégal") && !said.contains("« Allemagne, "), "{said}");
    click(&mut window, Role::Button, "Tout montrer");
    assert!(outline(&window).contains("« Allemagne, "));
}

#[test]
fn heads_order_the_lines() {
    let mut window = matrix(Look::Light);
    let first = |window: &Harness<'_, Desk>| {
        window.get_all_by_role(Role::Row).next().unwrap().accesskit_node().label().unwrap()
    };
    click(&mut window, Role::ColumnHeader, "Pays");
    assert!(first(&window).starts_with("Allemagne, "), "{}", first(&window));
    click(&mut window, Role::ColumnHeader, "P · Partenariat");
    assert!(first(&window).starts_with("Allemagne, "), "{}", first(&window));
    click(&mut window, Role::ColumnHeader, "P · Partenariat");
    assert!(!first(&window).starts_with("Allemagne, "), "{}", first(&window));
}

#[test]
fn a_sheet_says_ties_terms_devices_and_context() {
    let mut window = matrix(Look::Light);
    window.state_mut().go(country("PT"));
    window.run();
    let said = outline(&window);
    for text in [
        "Portugal",
        "Les liens, et qui les porte",
        "Les partenariats, terme par terme",
        "réciprocité",
        "Proposition",
        "Les dispositifs qui conviennent",
        "contexte, non noté",
    ] {
        assert!(said.contains(text), "the sheet lacks {text}:\n{said}");
    }
    // A country that no table names any more has a page that says so.
    window.state_mut().go(country("NZ"));
    window.run();
    assert!(outline(&window).contains(Lang::Fr.sheet_gone()));
}

#[test]
fn nothing_is_asked_of_the_screen_while_nothing_is_touched() {
    let mut window = matrix(Look::Light);
    assert!(window.run() <= 3);
    window.state_mut().go(country("PT"));
    window.run();
    assert!(window.run() <= 3);
}

#[test]
fn the_pages_are_drawn_for_eyes() {
    if std::env::var_os("PASSERELLE_SHOTS").is_none() {
        return;
    }
    for (name, look) in
        [("light", Look::Light), ("dark", Look::Dark), ("contrast", Look::HighContrast)]
    {
        let mut window = matrix(look);
        shot(&mut window, &format!("matrix-{name}"));
        choose(&mut window, "Grouper", "Grouper par lecture");
        shot(&mut window, &format!("matrix-class-{name}"));
        for code in ["PT", "DE", "SN"] {
            window.state_mut().go(country(code));
            window.run();
            shot(&mut window, &format!("country-{code}-{name}"));
        }
    }
}
