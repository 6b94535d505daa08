//! One disagreement: both sides under each other's eyes, and what is decided.

use egui::{Align, Label, Layout, RichText, Ui};

use crate::{
    domain::merge::Choice,
    language::Lang,
    report::merge::{ConflictTold, SideTold, choice_name},
    ui::{
        theme,
        tokens::{size, space},
        widgets,
    },
};

/// Draws a conflict; returns what was decided, if something was.
pub(super) fn show(
    ui: &mut Ui,
    (at, conflict): (usize, &ConflictTold),
    choice: Option<Choice>,
    lang: Lang,
) -> Option<Choice> {
    let mut decided = None;
    widgets::card(ui, choice.is_none(), |ui| {
        let what = RichText::new(&conflict.what).font(theme::strong_font(size::BODY));
        ui.add(Label::new(what).wrap());
        ui.add_space(space::TINY);
        ui.columns(2, |columns| {
            let sides = [
                (lang.merge_side_ours(), &conflict.ours),
                (lang.merge_side_theirs(), &conflict.theirs),
            ];
            for (column, (name, of)) in columns.iter_mut().zip(sides) {
                // Columns would justify their text.
                column.with_layout(Layout::top_down(Align::Min), |ui| side(ui, name, of));
            }
        });
        ui.add_space(space::TINY);
        let labels: Vec<_> =
            conflict.offers.iter().map(|(choice, _)| choice_name(lang, *choice)).collect();
        let chosen = conflict.offers.iter().position(|(offer, _)| Some(*offer) == choice);
        let name = lang.merge_choice_of(&conflict.what);
        ui.push_id(("conflict", at), |ui| {
            ui.horizontal_wrapped(|ui| {
                let picked = widgets::segments(ui, &name, &labels, chosen);
                decided = picked.and_then(|at| conflict.offers.get(at)).map(|(choice, _)| *choice);
            });
        });
        for (offer, outcome) in &conflict.offers {
            if let Some(words) = super::outcome(*offer, outcome, lang) {
                widgets::small(ui, words);
            }
        }
    });
    decided
}

/// What one side says, who says so, and by what proof.
fn side(ui: &mut Ui, name: &str, of: &SideTold) {
    ui.spacing_mut().item_spacing.y = 2.0;
    widgets::caption(ui, name);
    widgets::small(ui, of.who.as_str());
    ui.add(Label::new(RichText::new(&of.value).size(size::BODY)).wrap());
    for proof in &of.proof {
        widgets::small(ui, proof.as_str());
    }
}
