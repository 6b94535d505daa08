//! The page of the territory and the registers, worked by the names that a screen reader hears.

use eframe::egui::{Key, accesskit::Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use passerelle::{
    app::{Command, Edit, NewDiagnostic, Session},
    domain::{Answer, AuthorityKind, Path, QuestionId, State, Territory, Value},
    reference,
    storage::settings::Settings,
    ui::{desk::Desk, view::Page},
};

use super::{LAPTOP, Look, harness, press, shot};

type Window = Harness<'static, Desk>;

fn desk(new: NewDiagnostic) -> Desk {
    let mut session = Session::new(Settings::default(), crate::session::clock());
    session.apply(Command::New(Box::new(new)));
    Desk::new(session)
}

fn of(code: &str) -> NewDiagnostic {
    NewDiagnostic::of(&reference::territory(code).unwrap(), Path::Full)
}

fn nowhere() -> NewDiagnostic {
    let territory = Territory { name: "Sivom des Trois Rives".into(), ..Territory::default() };
    NewDiagnostic { territory, population: None, path: Path::Full }
}

fn open(new: NewDiagnostic, page: Page) -> Window {
    tall(LAPTOP.y, Look::Light, new, page)
}

fn tall(height: f32, look: Look, new: NewDiagnostic, page: Page) -> Window {
    let size = vec2(LAPTOP.x, height);
    let mut window = harness(size, look, desk(new), |ui, desk: &mut Desk| {
        desk.show(ui);
    });
    window.run();
    window.state_mut().go(page);
    window.run();
    window
}

fn territory(window: &Window) -> Territory {
    window.state().session.document().unwrap().diagnostic().territory.clone()
}

/// Whether some text of the window holds this.
fn says(window: &Window, text: &str) -> bool {
    window.root().children_recursive().any(|node| {
        let node = node.accesskit_node();
        [node.label(), node.value()].into_iter().flatten().any(|said| said.contains(text))
    })
}

fn type_in(window: &mut Window, field: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, field).focus();
    window.run();
    window.get_by_role_and_label(Role::TextInput, field).type_text(text);
    window.run();
}

#[test]
fn nantes_metropole_is_chosen_and_shows_its_members() {
    let mut window = open(of("35238"), Page::Territory);
    assert!(says(&window, "Rennes Métropole"));
    window.get_by_label("Choisir un autre territoire").click();
    window.run();
    type_in(&mut window, "Rechercher une commune ou une intercommunalité", "Nantes Métropole");
    press(&mut window, &[Key::Enter]);
    let chosen = territory(&window);
    assert_eq!((chosen.name.as_str(), chosen.code.as_str()), ("Nantes Métropole", "244400404"));
    assert_eq!(chosen.kind, Some(AuthorityKind::Metropole));
    let population = |window: &Window| {
        let document = window.state().session.document().unwrap();
        document.diagnostic().answer("TER-02").unwrap().state.clone()
    };
    assert_eq!(population(&window), State::Given(Value::Number(689_456.0)));
    for text in ["689\u{a0}456", "24 communes membres", "Pays de la Loire Coopération"] {
        assert!(says(&window, text), "{text}");
    }
    assert!(says(&window, "Nantes, 327"), "the largest member stands in the list");
    assert!(says(&window, "Mauves-sur-Loire, "), "and so does a small one");

    // One step back gives Rennes again, whole.
    window.state_mut().session.apply(Command::Undo);
    window.run();
    assert_eq!(territory(&window).name, "Rennes");
    assert_eq!(population(&window), State::Given(Value::Number(230_890.0)));
}

#[test]
fn a_name_is_edited_reverted_and_undone() {
    let mut window = open(of("244400404"), Page::Territory);
    type_in(&mut window, "Nom", " (ouest)");
    let edited = territory(&window).name;
    assert!(edited.contains("(ouest)"), "{edited}");
    assert!(says(&window, "les tables disent «\u{a0}Nantes Métropole\u{a0}»"));
    window.get_by_label("Nom\u{a0}: reprendre la valeur des tables").click();
    window.run();
    assert_eq!(territory(&window).name, "Nantes Métropole");
    window.state_mut().session.apply(Command::Undo);
    assert_eq!(territory(&window).name, edited);
}

#[test]
fn a_population_of_ones_own_loses_the_source_and_gets_it_back() {
    let mut window = open(of("35238"), Page::Territory);
    let answer = |window: &Window| {
        let document = window.state().session.document().unwrap();
        document.diagnostic().answer("TER-02").unwrap().clone()
    };
    let before = answer(&window);
    assert_eq!((before.year, before.source.is_empty()), (Some(2023), false));
    type_in(&mut window, "Population municipale", "1");
    let typed = answer(&window);
    assert_ne!(typed.state, before.state);
    assert_eq!((typed.year, typed.source.as_str()), (None, ""), "INSEE did not publish that");
    assert!(says(&window, "les tables disent 230\u{a0}890"));
    window.get_by_label("Population municipale\u{a0}: reprendre la valeur des tables").click();
    window.run();
    assert_eq!(answer(&window), before);
}

#[test]
fn a_territory_that_no_table_knows_is_welcome_and_nothing_is_invented() {
    let window = open(nowhere(), Page::Territory);
    assert!(says(&window, "Aucune table embarquée ne connaît ce territoire"));
    assert!(says(&window, "à compléter"));
    assert!(!says(&window, "Modifié par vous"));
    assert!(says(&window, "La population est à compléter"));

    let mut window = open(of("35238"), Page::Territory);
    let field = "Rechercher une commune ou une intercommunalité";
    window.get_by_label("Choisir un autre territoire").click();
    window.run();
    type_in(&mut window, field, "Sivom des Trois Rives");
    press(&mut window, &[Key::Tab]);
    assert_eq!(territory(&window).name, "Rennes", "typing alone renames nothing");
    window.get_by_label("Utiliser ce nom").click();
    window.run();
    let document = window.state().session.document().unwrap();
    assert_eq!(document.diagnostic().territory.name, "Sivom des Trois Rives");
    assert_eq!(document.diagnostic().territory.region, None);
    assert!(document.diagnostic().answer("TER-02").is_none(), "Rennes' population went with it");
}

#[test]
fn the_date_and_the_path_change_and_answers_stay() {
    let mut window = tall(1900.0, Look::Light, of("35238"), Page::Territory);
    let answers = window.state().session.document().unwrap().diagnostic().answers.clone();
    window.get_by_label("Rapide").click();
    window.run();
    let diagnostic =
        |window: &Window| window.state().session.document().unwrap().diagnostic().clone();
    assert_eq!(diagnostic(&window).path, Path::Quick);
    assert_eq!(diagnostic(&window).answers, answers);
    let edit = Edit::AsOf(jiff::civil::date(2026, 6, 30));
    window.state_mut().session.apply(Command::Edit(edit));
    window.run();
    assert!(says(&window, "30 juin 2026"));
    window.get_by_label("Aujourd’hui").click();
    window.run();
    assert_eq!(diagnostic(&window).as_of, jiff::civil::date(2026, 11, 23));
}

#[test]
fn devices_wait_for_the_competences() {
    let mut window = open(of("35238"), Page::Devices);
    let missing = "la collectivité exerce la compétence eau potable ou assainissement (question";
    assert!(says(&window, missing));
    let question = QuestionId::from("TER-05");
    let picks = [("drinking_water".into(), None)].into();
    let answer = Answer { state: State::Given(Value::Picks(picks)), ..Answer::default() };
    window.state_mut().session.apply(Command::Edit(Edit::Answer(question, Box::new(answer))));
    window.run();
    assert!(!says(&window, missing));
    assert!(says(
        &window,
        "Condition non remplie\u{a0}: la collectivité exerce la compétence déchets"
    ));
    // Information of former years is said to be old, and what is not sure to be checked.
    assert!(says(&window, "elle peut avoir plus de douze mois"));
    assert!(says(&window, "édition en cours"));
    type_in(&mut window, "Rechercher dans la liste", "oudin");
    assert!(says(&window, "1 dispositif"));
    assert!(!says(&window, "Erasmus"));
}

#[test]
fn networks_begin_with_that_of_the_region() {
    let window = open(of("35238"), Page::Networks);
    assert!(says(&window, "votre région a le sien\u{a0}: Réseau Bretagne Solidaire"));
    assert!(says(&window, "Information non datée"));
}

#[test]
fn the_credits_are_one_step_from_the_first_page_and_back() {
    let session = Session::new(Settings::default(), crate::session::clock());
    let size = vec2(LAPTOP.x, 2400.0);
    let mut window = harness(size, Look::Light, Desk::new(session), |ui, desk: &mut Desk| {
        desk.show(ui);
    });
    window.run();
    window.get_by_label("À propos de Passerelle").click();
    window.run();
    assert_eq!(*window.state().page(), Page::About);
    for text in ["aucune donnée ne sort de ce poste", "GeoNames", "Licence Ouverte 2.0", "Méthode"]
    {
        assert!(says(&window, text), "{text}");
    }
    for credit in reference::credits() {
        assert!(says(&window, credit.source), "{}", credit.source);
    }
    shot(&mut window, "about");
    window.get_by_label("Retour à l’accueil").click();
    window.run();
    assert_eq!(*window.state().page(), Page::Welcome);
}

#[test]
fn the_pages_draw_in_light_and_dark() {
    for (name, look) in [("dark", Look::Dark), ("light", Look::Light)] {
        for (what, new) in
            [("rennes", of("35238")), ("nantes", of("244400404")), ("unknown", nowhere())]
        {
            let mut window = tall(1900.0, look, new, Page::Territory);
            shot(&mut window, &format!("territory-{what}-{name}"));
        }
        for (what, page) in [("networks", Page::Networks), ("devices", Page::Devices)] {
            let mut window = tall(2600.0, look, of("35238"), page);
            shot(&mut window, &format!("{what}-{name}"));
        }
    }
    let mut laptop = open(of("244400404"), Page::Territory);
    shot(&mut laptop, "territory-laptop");
    let mut laptop = open(of("35238"), Page::Devices);
    shot(&mut laptop, "devices-laptop");
}
