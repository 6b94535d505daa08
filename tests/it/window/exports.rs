//! Exporting from the window: the menu of formats, and what the message after it offers.

use eframe::egui::{Key, accesskit::Role};
use egui_kittest::kittest::Queryable as _;
use passerelle::{
    app::{Command, Format, Prompt, Purpose},
    language::Lang,
};

use super::{LAPTOP, Look, desk, press, shot};

#[test]
fn every_format_is_offered_and_can_be_chosen_by_keyboard() {
    let mut harness = desk::example(LAPTOP, Look::Light);
    desk::click(&mut harness, Role::Button, Lang::Fr.exports_menu());
    shot(&mut harness, "export_menu");
    for format in Format::ALL {
        harness.get_by_role_and_label(Role::Button, format.label(Lang::Fr));
    }
    harness.get_by_role_and_label(Role::Button, Format::Docx.label(Lang::Fr)).focus();
    harness.run();
    press(&mut harness, &[Key::Enter]);
    let prompt = harness.state().session.prompt();
    let Some(Prompt::TypePath(purpose, path)) = prompt else { panic!("{prompt:?}") };
    assert_eq!(*purpose, Purpose::Export(Format::Docx));
    assert!(path.to_string_lossy().ends_with(".docx"));
}

#[test]
fn the_message_after_an_export_offers_to_show_the_file() {
    let folder = tempfile::tempdir().unwrap();
    for look in [Look::Light, Look::Dark] {
        let mut harness = desk::example(LAPTOP, look);
        let path = folder.path().join("note.md");
        let purpose = Purpose::Export(Format::Markdown);
        desk::give(&mut harness, Command::UsePath { purpose, path, replace: true });
        shot(&mut harness, &format!("export_done_{look:?}"));
        harness.get_by_role_and_label(Role::Button, Lang::Fr.exports_open());
        harness.get_by_role_and_label(Role::Button, Lang::Fr.exports_show());
    }
}
