//! The observatory and the peers through the window, by the names that a screen reader hears.

use std::{fs, path::Path};

use eframe::egui::accesskit::Role;
use egui_kittest::{Harness, kittest::Queryable as _};
use passerelle::{
    app::{
        Command, Effect, Failed, PanelCommand, PanelFormat, PanelPurpose, Purpose, Session,
        Settings, Tone, perform,
    },
    language::Lang,
    panel::{Group, Key, Panel, unanswered},
    questionnaire::Pack,
    report::Format,
    storage::{self, Extras},
    ui::{Desk, Page},
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
fn a_gathering_that_is_stopped_leaves_everything_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    network(folder.path());
    let mut session = Session::new(Settings::default(), crate::session::clock());
    let gather = || Command::UsePath {
        purpose: Purpose::Panel(PanelPurpose::Folder),
        path: folder.path().to_owned(),
        replace: false,
    };
    let finish = |session: &mut Session, effects: Vec<Effect>| {
        for effect in effects {
            let event = perform(effect).unwrap();
            session.receive(event);
        }
    };
    let effects = session.apply(gather());
    assert!(session.observatory().running.is_some());
    // A second folder waits until the first is read or stopped.
    assert!(session.apply(gather()).is_empty());
    session.apply(Command::Panel(PanelCommand::Stop));
    finish(&mut session, effects);
    let observatory = session.observatory();
    assert_eq!(observatory.failed, Some(Failed::Stopped));
    assert!(observatory.running.is_none() && observatory.shown.is_none());
    assert!(observatory.report.is_none());
    // The same folder can be read again, and stopping that keeps the panel at hand.
    let effects = session.apply(Command::Panel(PanelCommand::Again));
    finish(&mut session, effects);
    assert!(session.observatory().shown.is_some() && session.observatory().failed.is_none());
    let effects = session.apply(Command::Panel(PanelCommand::Again));
    session.apply(Command::Panel(PanelCommand::Stop));
    finish(&mut session, effects);
    assert!(session.observatory().shown.is_some());
    assert_eq!(session.observatory().failed, Some(Failed::Stopped));
}

/// Two regions make a nation's panel, member by member unknown; what cannot be joined is told and
/// leaves the panel at hand as it was.
#[test]
fn panels_are_joined_into_one() {
    let folder = tempfile::tempdir().unwrap();
    let measures = measures();
    let put = |name: &str, panel: &Panel| {
        let file = folder.path().join(name);
        fs::write(&file, passerelle::exchange::write_panel(panel).unwrap()).unwrap();
        file
    };
    let north = gathered(&measures, &network_of(60)).publish(5, DAY).unwrap();
    let south = gathered(&measures, &network_of(45)).publish(5, DAY).unwrap();
    let mut alien = south.clone();
    alien.pack.hash = "0".repeat(64);
    let files = [put("nord.panel", &north), put("sud.panel", &south), put("autre.panel", &alien)];
    let mut window = desk::desk(LAPTOP, Look::Light);
    window.state_mut().go(Page::Observatory);
    desk::give(&mut window, use_path(PanelPurpose::Open, &files[0]));
    desk::click(&mut window, Role::Button, FR.panel_join());
    desk::give(&mut window, use_path(PanelPurpose::Join, &files[1]));
    let said = outline(&window).replace(['\u{a0}', '\u{202f}'], " ");
    assert!(said.contains("105 membres") && said.contains("réunit 2 panels"), "{said}");
    assert!(outline(&window).contains(FR.panel_merge_overlap()));
    shot(&mut window, "observatory-joined");
    let joined = window.state().session.observatory().shown.clone().unwrap().panel;
    assert_eq!(*joined, north.merged(&south).unwrap());
    desk::give(&mut window, use_path(PanelPurpose::Join, &files[2]));
    assert!(outline(&window).contains("autre.panel"));
    assert_eq!(window.state().session.observatory().shown.clone().unwrap().panel, joined);
}

/// The profile in every format; `PASSERELLE_SHOTS` keeps the files to be looked at.
#[test]
fn the_profile_is_exported_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    network(folder.path());
    let mut window = desk::desk(LAPTOP, Look::Light);
    desk::give(&mut window, use_path(PanelPurpose::Folder, folder.path()));
    for format in PanelFormat::ALL {
        let file = folder.path().join(format!("profil.{}", format.ending()));
        desk::give(&mut window, use_path(PanelPurpose::Export(format), &file));
        let bytes = fs::read(&file).unwrap();
        match format {
            PanelFormat::Document(Format::Pdf) => {
                assert!(bytes.starts_with(b"%PDF-1.7") && 20_000 < bytes.len());
            }
            PanelFormat::Document(Format::Docx | Format::Xlsx) => {
                assert!(text_of_parts(&bytes).contains("Jumelages"), "{file:?}");
            }
            _ => assert!(str::from_utf8(&bytes).unwrap().contains("Jumelages"), "{file:?}"),
        }
        if let Ok(kept) = std::env::var("PASSERELLE_SHOTS") {
            fs::create_dir_all(&kept).unwrap();
            fs::copy(&file, Path::new(&kept).join(file.file_name().unwrap())).unwrap();
        }
    }
    let refused = window.state().session.notices().iter().any(|n| n.news.tone() == Tone::Error);
    assert!(!refused);
}

/// All that the parts of a document of an office suite say.
fn text_of_parts(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        if part.name().is_ok_and(|name| name.ends_with(".xml")) {
            std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        }
    }
    text
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
    desk::give(&mut window, Command::Panel(PanelCommand::Threshold(4)));
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
        what_others_found_hard(&mut window, &panel);
        window.state_mut().go(Page::Benchmark);
        window.run();
        desk::click(&mut window, Role::Button, FR.panel_peers_close());
        assert!(outline(&window).contains(FR.panel_peers_load()));
    }
}

/// The help of a question tells how many members did not answer it, as the panel counts them.
fn what_others_found_hard(window: &mut Harness<'_, Desk>, panel: &Panel) {
    window.state_mut().go(Page::Dimension("GOV".into()));
    window.run();
    let answered = panel.counts(&Key::Answer("GOV-01".into()), Group::All).unwrap().n();
    let without = panel.members(Group::All) - answered;
    assert!(panel.k <= without, "{without} of {}", panel.members(Group::All));
    let share = FR.percent(f64::from(without) / f64::from(panel.members(Group::All)), 0);
    let told = FR.shell_help_hard_text(panel.members(Group::All), share);
    assert!(outline(window).contains(&told), "{told}");
    shot(window, "help-hard");
    // Of fewer than k nothing is told, nor of a question that the panel does not ask alike.
    let question = Pack::standard().unwrap().question("GOV-01").unwrap();
    let mut few = panel.clone();
    few.k = without + 1;
    assert_eq!(unanswered(&few, question), None);
    few.k = panel.k;
    few.questions.remove(&question.id);
    assert_eq!(unanswered(&few, question), None);
}
