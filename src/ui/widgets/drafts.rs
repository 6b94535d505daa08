//! What is typed in fields and cannot be read yet: kept by name, so that a crash does not lose it.

use std::{collections::BTreeMap, sync::Arc};

use egui::{Context, Id, Ui};

/// Everything typed that cannot be read yet, by the name of its field.
pub type Drafts = Arc<BTreeMap<String, String>>;

fn id() -> Id {
    Id::unique("drafts")
}

/// Everything typed that cannot be read yet.
pub fn drafts(ctx: &Context) -> Drafts {
    ctx.data(|data| data.get_temp(id())).unwrap_or_default()
}

/// Gives the fields of another document what was typed in them.
pub fn set_drafts(ctx: &Context, drafts: &Drafts) {
    ctx.data_mut(|data| data.insert_temp(id(), Arc::clone(drafts)));
}

/// What was typed in a field and cannot be read.
pub(super) fn of(ui: &Ui, key: &str) -> Option<String> {
    if key.is_empty() {
        return None;
    }
    drafts(ui.ctx()).get(key).cloned()
}

/// Notes what a field holds and cannot be read, or that all of it can.
pub(super) fn keep(ui: &Ui, key: &str, text: Option<&str>) {
    if key.is_empty() {
        return;
    }
    let mut all = drafts(ui.ctx());
    if all.get(key).map(String::as_str) == text {
        return;
    }
    let kept = Arc::make_mut(&mut all);
    match text {
        Some(text) => kept.insert(key.to_owned(), text.to_owned()),
        None => kept.remove(key),
    };
    set_drafts(ui.ctx(), &all);
}
