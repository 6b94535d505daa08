//! The focus goes to what was just opened, whose fields are not laid out yet.

use egui::{Id, Ui};

fn id() -> Id {
    Id::unique("arrival")
}

/// Has the next list or field that is drawn take the focus.
pub(crate) fn focus_next(ui: &Ui) {
    ui.data_mut(|data| data.insert_temp(id(), true));
}

/// Whether what lay over the window is gone, so that something below it can have the focus; if not,
/// the next frame is asked.
pub(crate) fn can_arrive(ui: &Ui) -> bool {
    let can = ui.memory(|memory| memory.allows_interaction(ui.layer_id()));
    if !can {
        ui.ctx().request_repaint();
    }
    can
}

/// Whether what is drawn now is to take the focus; said once.
pub(crate) fn takes_focus(ui: &Ui) -> bool {
    ui.data_mut(|data| data.remove_temp::<bool>(id())).unwrap_or_default()
}

/// Gives this field the focus if it is the next one, or was while it was only measured.
pub(super) fn arrive(ui: &Ui, id: Id) {
    let waiting = Id::unique("arrival waits");
    let waits = ui.data(|data| data.get_temp::<Option<Id>>(waiting)) == Some(Some(id));
    if !takes_focus(ui) && !waits {
        return;
    }
    if ui.is_enabled() {
        ui.data_mut(|data| data.remove_temp::<Option<Id>>(waiting));
        ui.memory_mut(|memory| memory.request_focus(id));
    } else {
        ui.data_mut(|data| data.insert_temp(waiting, Some(id)));
    }
}
