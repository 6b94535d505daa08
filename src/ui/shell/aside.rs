//! The help of a question or table over the window: where nothing fits beside the page, and for
//! those who do not want to go through all that lies between the field and the help.

use egui::{Id, Modal, Ui};

use crate::{
    app::Session,
    ui::{
        pages::PageStates,
        tokens::space,
        view::{Out, Page},
        widgets,
    },
};

use super::help;

/// Draws the help over the window; returns whether it is read on.
pub(super) fn show(
    ui: &Ui,
    session: &Session,
    page: &Page,
    states: &PageStates,
    out: &mut Out,
) -> bool {
    let lang = session.lang();
    let screen = ui.ctx().content_rect().size();
    let frame = egui::Frame::popup(ui.style()).inner_margin(18);
    let shown = Modal::new(Id::unique("aside")).frame(frame).show(ui.ctx(), |ui| {
        widgets::name_dialog(ui, lang.shell_help());
        ui.set_width(560.0_f32.min(screen.x - 60.0));
        ui.scope(|ui| {
            ui.set_max_height((screen.y - 150.0).max(140.0));
            help::show(ui, session, page, states, out);
        });
        ui.add_space(space::TINY);
        let close = widgets::primary(ui, lang.keys_help_close());
        if ui.memory(|memory| memory.focused().is_none()) {
            close.request_focus();
        }
        close.clicked()
    });
    !shown.inner && !shown.should_close() && out.page.is_none()
}
