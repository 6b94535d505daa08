//! Every widget on one page, for eyes: in each look, on a laptop screen and at 200 %.

use egui::{Id, Key, ScrollArea, Ui, vec2};
use passerelle::{
    language::Lang,
    ui::{
        tokens::{PAGE_WIDTH, Tokens},
        widgets::{self, Button, CalloutKind, Field, Icon, Number, Span},
    },
};

use super::{LAPTOP, Look, focused, focused_rect, harness, outline, press, scaled, shot};

const LEVELS: [&str; 5] = [
    "Nous n’avons aucune donnée.",
    "Nous avons des impressions et des contacts personnels.",
    "Nous disposons de statistiques agrégées, par nationalité ou pays de naissance.",
    "Nous avons aussi une carte des associations.",
    "Cette carte est tenue à jour et construite avec elles.",
];

const STATES: [&str; 5] =
    ["Répondre", "Fourchette", "Ne sait pas", "Sans objet", "Pas encore demandé"];

fn question(ui: &mut Ui) {
    widgets::card(ui, true, |ui| {
        let ask = "Que savez-vous des diasporas présentes sur votre territoire ?";
        widgets::heading(ui, ask);
        widgets::segments(ui, "État de la réponse", &STATES, Some(0));
        widgets::choices(ui, ask, &LEVELS, Some(2));
        ui.horizontal_wrapped(|ui| {
            widgets::segments(ui, "Preuve", &["E0", "E1", "E2", "E3"], Some(3));
            ui.add(Button::secondary("À revoir").icon(Icon::Flag).pressed(true));
            ui.add(Button::quiet("Note privée").icon(Icon::Lock));
        });
        widgets::area(ui, Id::unique("comment"), "Commentaire", "Commentaire (imprimé)", "");
    });
}

fn fields(ui: &mut Ui) {
    widgets::heading(ui, "Champs");
    let budget = Number { name: "Budget annuel", unit: "€", ..Number::default() };
    widgets::number(ui, Id::unique("budget"), &budget, Some(1_234_567.5), Lang::Fr);
    let on = |index| index != 1;
    widgets::checks(ui, "Quels moyens ?", &LEVELS[1..4], on, |_, _| {});
    let field = Field { id: Id::unique("select"), name: "Niveau", hint: "Aucun", width: 260.0 };
    widgets::select(ui, field, &LEVELS, Some(1));
}

fn buttons(ui: &mut Ui) {
    widgets::heading(ui, "Boutons et icônes");
    ui.horizontal_wrapped(|ui| {
        ui.add(Button::primary("Exporter la note").icon(Icon::Export));
        ui.add(Button::secondary("Rechercher…").icon(Icon::Search).shortcut("Ctrl K"));
        ui.add(Button::secondary("Annuler").icon(Icon::Undo));
        ui.add(Button::quiet("Ajouter une ligne").icon(Icon::Plus));
        ui.add(Button::danger("Supprimer").icon(Icon::Trash));
        ui.add(Button::icon_only(Icon::Redo, "Rétablir"));
        ui.add_enabled(false, Button::primary("Enregistrer"));
    });
    ui.horizontal_wrapped(|ui| {
        let color = Tokens::of(ui).ink;
        for which in Icon::ALL {
            widgets::icon(ui, which, 20.0, color);
        }
    });
}

fn messages(ui: &mut Ui) {
    widgets::heading(ui, "Messages et barres");
    let texts = [
        (CalloutKind::Info, "Sans connaissance partagée, une diaspora reste invisible."),
        (CalloutKind::Warning, "Deux réponses se contredisent."),
        (CalloutKind::Error, "Le fichier n’a pas été enregistré : le disque est plein."),
        (CalloutKind::Success, "La note est exportée."),
    ];
    for (kind, text) in texts {
        widgets::callout(ui, kind, text, |_| ());
    }
    let marks = [0.3, 0.6, 0.8];
    let known = Span { ends: Some((0.52, 0.66)), centre: Some(0.58), target: Some(0.8) };
    widgets::interval_bar(ui, known, &marks, "Atouts : 58, entre 52 et 66");
    let open = Span { ends: Some((0.1, 0.72)), ..Span::default() };
    widgets::interval_bar(ui, open, &marks, "Communication : entre 10 et 72");
}

fn show(ui: &mut Ui) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(PAGE_WIDTH.min(ui.available_width()));
        widgets::title(ui, "Diasporas et habitants du monde");
        widgets::weak(ui, "Question 4 sur 8 · environ 9 minutes");
        question(ui);
        fields(ui);
        buttons(ui);
        messages(ui);
    });
}

#[test]
fn the_gallery_draws_in_every_look_and_size() {
    let looks = [("light", Look::Light), ("dark", Look::Dark), ("contrast", Look::HighContrast)];
    for (name, look) in looks {
        let mut tall = harness(vec2(820.0, 1500.0), look, (), |ui, ()| show(ui));
        tall.run();
        shot(&mut tall, &format!("gallery-{name}"));
    }
    let mut laptop = harness(LAPTOP, Look::Light, (), |ui, ()| show(ui));
    laptop.run();
    shot(&mut laptop, "gallery-laptop");
    let mut large = scaled(LAPTOP / 2.0, 2.0, Look::Light, (), |ui, ()| show(ui));
    large.run();
    shot(&mut large, "gallery-200");
}

#[test]
fn a_screen_reader_hears_every_widget() {
    let mut window = harness(vec2(820.0, 1500.0), Look::Light, (), |ui, ()| show(ui));
    window.run();
    insta::assert_snapshot!(outline(&window));
}

#[test]
fn tab_reaches_everything_and_the_page_follows() {
    let mut window = scaled(LAPTOP / 2.0, 2.0, Look::Light, (), |ui, ()| show(ui));
    window.run();
    let mut names = Vec::new();
    for _ in 0..40 {
        press(&mut window, &[Key::Tab]);
        let Some((role, name)) = focused(&window) else { continue };
        let rect = focused_rect(&window).unwrap();
        assert!(rect.min.y >= 0.0 && rect.max.y <= LAPTOP.y / 2.0, "{name} at {rect:?}");
        names.push(format!("{role:?} {name}"));
    }
    for wanted in ["RadioButton Répondre", "RadioButton E3", "Button Supprimer", "Button Rétablir"]
    {
        assert!(names.iter().any(|name| name == wanted), "{wanted} not in {names:#?}");
    }
}
