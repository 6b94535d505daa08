//! A field with suggestions: for countries and territories.

use std::sync::Arc;

use egui::{Id, Key, Modifiers, Popup, PopupCloseBehavior, RichText, TextEdit, Ui};

use crate::ui::tokens::Tokens;

use super::{
    Field,
    drafts::{self, draft as kept, keep_draft},
};

/// What is typed in a picker while it has the focus, and which suggestion is marked.
#[derive(Clone, Debug, Default)]
struct Draft {
    text: String,
    marked: usize,
}

/// A suggestion: what it stands for, and how it is shown.
type Suggestion<T> = (T, String);

/// What came of a picker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked<T> {
    /// A suggestion was taken.
    Suggestion(T),
    /// The field was left with text that is none of the suggestions; blank text is given too.
    Text(String),
}

/// A field that suggests while one types; the arrows move, Enter takes the marked suggestion.
///
/// What is half typed is kept under the name `key`, or under one made of the field's id.
pub fn picker<T: Clone + Send + Sync + 'static>(
    ui: &mut Ui,
    field: Field<'_>,
    key: &str,
    shown: &str,
    suggest: impl Fn(&str) -> Vec<Suggestion<T>>,
) -> Option<Picked<T>> {
    let Field { id, name, hint, width } = field;
    let draft_key = drafts::key(key, id);
    let mut draft: Option<Draft> = ui.data(|data| data.get_temp(id));
    draft = draft.or_else(|| Some(Draft { text: kept(ui, &draft_key)?, marked: 0 }));
    let mut text = draft.as_ref().map_or_else(|| shown.to_owned(), |draft| draft.text.clone());
    let focused = ui.memory(|memory| memory.has_focus(id));
    let press = |key| focused && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (down, up, enter) = (press(Key::ArrowDown), press(Key::ArrowUp), press(Key::Enter));
    let hint = RichText::new(hint).color(Tokens::of(ui).weak);
    let edit = TextEdit::singleline(&mut text).id(id).hint_text(hint).desired_width(width);
    let response = super::follow(ui.add(edit)).accessible_name(name);
    if response.changed() {
        draft = Some(Draft { text: text.clone(), marked: 0 });
    }
    let mut picked = None;
    if let Some(draft) = &mut draft {
        let found = looked_up(ui, id, &draft.text, &suggest);
        let last = found.len().saturating_sub(1);
        draft.marked = (draft.marked + usize::from(down)).min(last).saturating_sub(usize::from(up));
        let mut taken = enter.then_some(draft.marked);
        let open = !found.is_empty() && (response.has_focus() || response.lost_focus());
        Popup::from_response(&response)
            .open(open)
            .close_behavior(PopupCloseBehavior::IgnoreClicks)
            .width(width.max(280.0))
            .show(|ui| {
                for (index, (_, label)) in found.iter().enumerate() {
                    let line = ui.selectable_label(index == draft.marked, label);
                    if line.clicked() {
                        taken = Some(index);
                    }
                }
            });
        let pointer_on_list =
            ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
        if let Some((suggestion, _)) = taken.and_then(|index| found.get(index)) {
            picked = Some(Picked::Suggestion(suggestion.clone()));
        } else if enter || (response.lost_focus() && !(open && pointer_on_list)) {
            picked = Some(Picked::Text(draft.text.trim().to_owned()));
        }
    }
    match (&picked, draft) {
        (None, Some(draft)) => {
            keep_draft(ui, &draft_key, Some(&draft.text));
            ui.data_mut(|data| data.insert_temp(id, draft));
        }
        _ => {
            keep_draft(ui, &draft_key, None);
            ui.data_mut(|data| {
                data.remove_temp::<Draft>(id);
                data.remove_temp::<Found<T>>(id);
            });
        }
    }
    picked
}

/// The suggestions for a text: looked up when it changes, not in every frame.
type Found<T> = (String, Arc<Vec<Suggestion<T>>>);

fn looked_up<T: Clone + Send + Sync + 'static>(
    ui: &Ui,
    id: Id,
    text: &str,
    suggest: &impl Fn(&str) -> Vec<Suggestion<T>>,
) -> Arc<Vec<Suggestion<T>>> {
    if let Some((of, found)) = ui.data(|data| data.get_temp::<Found<T>>(id))
        && of == text
    {
        return found;
    }
    let found = Arc::new(suggest(text));
    ui.data_mut(|data| data.insert_temp(id, (text.to_owned(), Arc::clone(&found))));
    found
}

/// Lets go of what is typed in every picker.
pub(super) fn forget_typing(ctx: &egui::Context) {
    ctx.data_mut(egui::util::IdTypeMap::remove_by_type::<Draft>);
}
