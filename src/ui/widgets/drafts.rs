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

/// Has only those kept whose field is still there.
pub(crate) fn retain_drafts(ctx: &Context, is_there: impl Fn(&str) -> bool) {
    let mut all = drafts(ctx);
    if all.keys().all(|key| is_there(key)) {
        return;
    }
    Arc::make_mut(&mut all).retain(|key, _| is_there(key));
    set_drafts(ctx, &all);
}

/// The name under which a field's entry is kept: its own, or one made of its id.
pub(super) fn key(key: &str, id: Id) -> String {
    if key.is_empty() { format!("#{:016x}", id.value()) } else { key.to_owned() }
}

/// What was typed in a field and is not in the document.
pub(crate) fn draft(ui: &Ui, key: &str) -> Option<String> {
    drafts(ui.ctx()).get(key).cloned()
}

/// Notes what a field holds and the document does not, or that it holds all of it.
pub(crate) fn keep_draft(ui: &Ui, key: &str, text: Option<&str>) {
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
