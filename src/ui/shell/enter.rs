//! Where the keyboard enters a page that was just turned to.
//!
//! Whoever uses no mouse, or hears the page, chooses a step of the path and wants to be on that
//! page: told its name, one Tab away from its first field, not thirty steps of the path away.

use egui::{Id, Sense, Ui, WidgetInfo, accesskit::Role};

use crate::{
    app::{Document, Session},
    language::Lang,
    ui::{view::Page, widgets},
};

use super::{keys_help, path};

/// Gives the focus to the beginning of the page, if somebody just came there.
///
/// It is there only while it has the focus, so that Tab never meets it twice.
pub(super) fn show(ui: &Ui, session: &Session, page: &Page, asked: &mut bool) {
    let id = Id::unique("page");
    if *asked && widgets::can_arrive(ui) {
        *asked = false;
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    if !ui.memory(|memory| memory.has_focus(id)) {
        return;
    }
    let response = ui.interact(ui.max_rect().shrink(2.0), id, Sense::focusable_noninteractive());
    let lang = session.lang();
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Region, true, name(session.document(), page, lang))
    });
}

/// What a page is called.
fn name(document: Option<&Document>, page: &Page, lang: Lang) -> String {
    let pack = document.map(Document::pack);
    let titled = match page {
        Page::Dimension(id) => pack.and_then(|pack| pack.dimension(id)).map(|one| &one.title),
        Page::Table(id) => pack.and_then(|pack| pack.table(id.as_str())).map(|one| &one.title),
        _ => None,
    };
    if let Some(title) = titled {
        return title.get(lang).to_owned();
    }
    document
        .and_then(|document| path::label(document, page, lang))
        .unwrap_or_else(|| keys_help::about(page, lang).to_owned())
}
