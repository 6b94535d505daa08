//! The observatory and the peers through the window, by the names that a screen reader hears.

use std::{fs, path::Path};

use eframe::egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use passerelle::{
    app::{Command, PanelFormat, PanelPurpose, Purpose},
    language::Lang,
    storage::{self, Extras},
    ui::Page,
};

use super::{LAPTOP, Look, desk, outline, shot};
use crate::panel::{DAY, gathered, measures, network_of};

const FR: Lang = Lang::Fr;

fn network(folder: &Path) {
    for (at, member) in network_of(60).iter().enumerate() {
        let text = storage::write(member, &Extras::default());
        fs::write(folder.join(format!("member-{at}.passerelle")), text).unwrap();
    }
    fs::write(folder.join("abîmé.passerelle"), "(format: 1, pack: (").unwrap();
}

fn use_path(purpose: PanelPurpose, path: &Path) -> Command {
    Command::UsePath { purpose: Purpose::Panel(purpose), path: path.to_owned(), replace: false }
}

#[test]
fn a_folder_is_gathered_read_saved_and_put_beside_another_panel() {
    for (look, name) in [(Look::Light, "observatory"), (Look::Dark, "observatory-dark")] {
        let folder = tempfile::tempdir().unwrap();
        let members = folder.path().join("membres");
        fs::create_dir(&members).unwrap();
        network(&members);
        let mut window = desk::desk(LAPTOP, look);
        desk::click(&mut window, Role::Button, FR.panel_page());
        assert_eq!(*window.state().page(), Page::Observatory);
        shot(&mut window, &format!("{name}-empty"));
        desk::click(&mut window, Role::Button, FR.panel_choose_folder());
        desk::give(&mut window, use_path(PanelPurpose::Folder, &members));
        let said = outline(&window);
        for words in ["60 membres comptés", "1 fichier refusé", "abîmé.passerelle", "n = 60"] {
            let plain = said.replace(['\u{a0}', '\u{202f}'], " ");
            assert!(plain.contains(words), "no `{words}` in:\n{plain}");
        }
        assert!(said.contains(FR.panel_profile_title()));
        shot(&mut window, name);
        let panel = folder.path().join("reseau.panel");
        desk::give(&mut window, use_path(PanelPurpose::Save, &panel));
        assert!(panel.exists());
        for format in [PanelFormat::Csv, PanelFormat::Document(passerelle::app::Format::Markdown)] {
            let file = folder.path().join(format!("profil.{}", format.ending()));
            desk::give(&mut window, use_path(PanelPurpose::Export(format), &file));
            assert!(fs::read_to_string(&file).unwrap().contains("Jumelages"), "{file:?}");
        }
        // Another panel that one member parts: the page says what that would tell.
        let measures = measures();
        let other = gathered(&measures, &network_of(61)).publish(5, DAY).unwrap();
        let second = folder.path().join("autre.panel");
        fs::write(&second, passerelle::exchange::write_panel(&other).unwrap()).unwrap();
        desk::give(&mut window, use_path(PanelPurpose::Second, &second));
        let said = outline(&window);
        assert!(
            said.contains(FR.panel_beside_title()) && said.contains("ne diffèrent que d’un membre")
        );
        shot(&mut window, &format!("{name}-beside"));
        desk::click(&mut window, Role::Button, FR.panel_drop_second());
        assert!(!outline(&window).contains(FR.panel_beside_title()));
        // What is no panel is refused in place, and the panel at hand stays.
        fs::write(&second, "{}").unwrap();
        desk::give(&mut window, use_path(PanelPurpose::Open, &second));
        let said = outline(&window);
        assert!(said.contains("autre.panel") && said.contains(FR.panel_profile_title()));
    }
}

#[test]
fn results_and_levels_can_be_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    network(folder.path());
    for (look, name) in
        [(Look::Light, "observatory-results"), (Look::Dark, "observatory-results-dark")]
    {
        let mut window = desk::desk(LAPTOP, look);
        window.state_mut().go(Page::Observatory);
        desk::give(&mut window, use_path(PanelPurpose::Folder, folder.path()));
        for (at, title) in [FR.panel_results_title(), FR.panel_levels_title()].iter().enumerate() {
            window.get_by_role_and_label(Role::Heading, title).scroll_to_me();
            window.run();
            shot(&mut window, &format!("{name}-{at}"));
        }
    }
}

#[test]
fn too_few_members_make_no_panel_and_the_page_says_why() {
    let folder = tempfile::tempdir().unwrap();
    for (at, member) in network_of(4).iter().enumerate() {
        let text = storage::write(member, &Extras::default());
        fs::write(folder.path().join(format!("{at}.passerelle")), text).unwrap();
    }
    let mut window = desk::desk(LAPTOP, Look::Light);
    window.state_mut().go(Page::Observatory);
    desk::give(&mut window, use_path(PanelPurpose::Folder, folder.path()));
    assert!(outline(&window).contains("que 4 membres"));
    desk::give(&mut window, Command::Panel(passerelle::app::PanelCommand::Threshold(4)));
    desk::click(&mut window, Role::Button, FR.panel_threshold_again());
    assert!(outline(&window).contains(FR.panel_profile_title()));
}

#[test]
fn a_member_sees_its_peers_on_the_page_of_the_survey() {
    let folder = tempfile::tempdir().unwrap();
    let panel = gathered(&measures(), &network_of(60)).publish(5, DAY).unwrap();
    let file = folder.path().join("reseau.panel");
    fs::write(&file, passerelle::exchange::write_panel(&panel).unwrap()).unwrap();
    for (look, name) in [(Look::Light, "peers"), (Look::Dark, "peers-dark")] {
        let mut window = desk::example(LAPTOP, look);
        window.state_mut().go(Page::Benchmark);
        window.run();
        assert!(outline(&window).contains(FR.panel_peers_load()));
        desk::give(&mut window, use_path(PanelPurpose::Peers, &file));
        window.get_by_label(FR.panel_peers_close()).scroll_to_me();
        window.run();
        let said = outline(&window);
        let standings =
            [FR.panel_standing_within(), FR.panel_standing_outside(), FR.panel_standing_near()];
        assert!(standings.iter().any(|words| said.contains(words)), "{said}");
        shot(&mut window, name);
        desk::click(&mut window, Role::Button, FR.panel_peers_close());
        assert!(outline(&window).contains(FR.panel_peers_load()));
    }
}
