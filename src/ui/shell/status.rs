//! The line below: how far the diagnostic is, and that nothing leaves this computer.

use egui::{Align, Layout, Ui};

use crate::{
    app::{Document, Session},
    questionnaire::{Progress, progress},
    ui::widgets,
};

pub(super) fn show(ui: &mut Ui, session: &Session, document: &Document) {
    let lang = session.lang();
    let pack = document.pack();
    let all = pack
        .dimensions
        .iter()
        .map(|dimension| progress(pack, document.diagnostic(), &dimension.id))
        .fold(Progress::default(), Progress::plus);
    ui.horizontal(|ui| {
        widgets::small(ui, lang.shell_progress(all.settled, lang.integer(all.asked)));
        if 0 < all.review {
            widgets::small(ui, lang.shell_reviews(all.review));
        }
        widgets::small(ui, lang.shell_pack(pack.title.get(lang), &pack.version));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            widgets::small(ui, lang.shell_offline());
            if session.is_busy() {
                ui.add(egui::Spinner::new().size(14.0));
            }
        });
    });
}
