//! What a file does not place anywhere, to be counted in the territory by hand.

use egui::{ScrollArea, Ui};

use crate::{
    app::{Command, ImportCommand, ImportDesk},
    exchange::Proposal,
    language::Lang,
    ui::{tokens::space, view::Out, widgets},
};

/// How high the list is at most.
const HEIGHT: f32 = 220.0;

/// Draws what could not be placed.
pub(super) fn show(ui: &mut Ui, desk: &ImportDesk, proposal: &Proposal, lang: Lang, out: &mut Out) {
    if proposal.unplaced.is_empty() {
        return;
    }
    ui.add_space(space::MEDIUM);
    widgets::heading(ui, &lang.imports_unplaced_title(proposal.unplaced.len()));
    widgets::small(ui, lang.imports_unplaced_text());
    ScrollArea::vertical().id_salt("import unplaced").max_height(HEIGHT).show(ui, |ui| {
        for group in &proposal.unplaced {
            let mut attached = group.attached;
            if ui.checkbox(&mut attached, group.words()).changed() {
                let mut decisions = desk.decisions.clone();
                if attached {
                    decisions.attached.insert(group.label.clone());
                } else {
                    decisions.attached.remove(&group.label);
                }
                out.send(Command::Import(ImportCommand::Decide(Box::new(decisions))));
            }
        }
    });
}
