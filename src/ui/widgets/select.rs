//! A list that opens: for options that are many or stand in a row.

use egui::{ComboBox, Ui};

use super::Field;

/// One option of a list that opens; the first line, the field's
/// hint, stands for none. Returns what was just chosen.
#[expect(clippy::option_option, reason = "changed or not, then an option or none")]
pub fn select<T: AsRef<str>>(
    ui: &mut Ui,
    field: Field<'_>,
    options: &[T],
    chosen: Option<usize>,
) -> Option<Option<usize>> {
    let Field { id, name, hint: none, width } = field;
    let shown = chosen.and_then(|index| options.get(index)).map_or(none, AsRef::as_ref);
    let mut picked = None;
    let response = ComboBox::from_id_salt(id)
        .selected_text(shown)
        .width(width)
        // A short list shows whole.
        .height(320.0)
        .truncate()
        .show_ui(ui, |ui| {
            ui.set_min_width(width);
            if ui.selectable_label(chosen.is_none(), none).clicked() {
                picked = Some(None);
                ui.close();
            }
            for (index, option) in options.iter().enumerate() {
                if ui.selectable_label(chosen == Some(index), option.as_ref()).clicked() {
                    picked = Some(Some(index));
                    ui.close();
                }
            }
        })
        .response;
    if picked.is_some() {
        response.request_focus();
    }
    super::follow(response).accessible_name(format!("{name}, {shown}"));
    picked.filter(|picked| *picked != chosen)
}
