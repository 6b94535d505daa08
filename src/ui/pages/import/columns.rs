//! The columns of a file beside those of the table they go to.

use egui::{Id, Label, RichText, Ui};

use crate::{
    app::{Command, Document, ImportCommand},
    domain::TableId,
    exchange::Matching,
    language::Lang,
    ui::{
        tokens::{Tokens, size, space},
        view::Out,
        widgets::{self, Field},
    },
};

/// How wide a heading and its example are.
const HEADING: f32 = 300.0;

/// Draws the columns of the file, each with the column that it goes to.
pub(super) fn show(
    ui: &mut Ui,
    document: &Document,
    (table, matching): (&TableId, &Matching),
    lang: Lang,
    out: &mut Out,
) {
    let Some(spec) = document.pack().table(table.as_str()) else { return };
    let labels: Vec<&str> = spec.columns.iter().map(|column| column.label.get(lang)).collect();
    ui.add_space(space::SMALL);
    widgets::heading(ui, lang.imports_columns());
    widgets::small(ui, lang.imports_columns_text());
    let clipping = &matching.clipping;
    for at in 0..clipping.width() {
        let heading = clipping.heading(at);
        let sample = clipping.field(0, at);
        ui.horizontal(|ui| {
            ui.vertical(|ui| {
                ui.set_width(HEADING);
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add(Label::new(heading).truncate());
                let weak = Tokens::of(ui).weak;
                let sample =
                    RichText::new(lang.imports_sample(sample)).size(size::SMALL).color(weak);
                ui.add(Label::new(sample).truncate());
            });
            let current = clipping.columns.get(at).cloned().flatten();
            let chosen = current.and_then(|id| spec.columns.iter().position(|c| c.id == id));
            let (id, name) = (Id::unique(("import column", at)), lang.table_goes_to(heading));
            let field = Field { id, name: &name, hint: lang.table_passed_over(), width: 260.0 };
            if let Some(picked) = widgets::select(ui, field, &labels, chosen) {
                let column = picked.and_then(|at| spec.columns.get(at)).map(|c| c.id.clone());
                out.send(Command::Import(ImportCommand::Assign(at, column)));
            }
        });
    }
}
