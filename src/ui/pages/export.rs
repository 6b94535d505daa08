//! The menu of formats: a brief is exported in the one that its reader works with.

use egui::{Popup, Response, Ui};

use crate::{
    app::{Command, Format, Purpose},
    language::Lang,
    ui::{view::Out, widgets},
};

/// A button that opens the formats to export the brief in.
pub fn menu(ui: &mut Ui, lang: Lang, out: &mut Out) {
    let button = widgets::primary(ui, lang.exports_menu());
    formats(&button, lang, Purpose::Export, out);
}

/// The formats that a button opens.
pub(super) fn formats(
    button: &Response,
    lang: Lang,
    purpose: impl Fn(Format) -> Purpose,
    out: &mut Out,
) {
    Popup::menu(button).show(|ui| {
        for format in Format::ALL {
            let item = egui::Button::new(format.label(lang)).frame_when_inactive(false);
            if ui.add(item).clicked() {
                out.send(Command::Browse(purpose(format)));
                ui.close();
            }
        }
    });
}
