//! What to look at before exporting: each point one click from its question.

use egui::Ui;

use crate::{
    app::Document,
    language::Lang,
    report::{
        brief::Spot,
        preflight::{Concern, Weight},
    },
    ui::{
        tokens::{Tokens, Tone, space},
        view::Out,
        widgets::{self, Icon},
    },
};

use super::State;

/// How many points of each weight are shown at first.
const FIRST: usize = 12;

pub(super) fn show(ui: &mut Ui, document: &Document, lang: Lang, state: &mut State, out: &mut Out) {
    let all = state.all_concerns;
    let concerns = state.concerns(document);
    widgets::heading(ui, &lang.note_checks_heading(concerns.len()));
    if concerns.is_empty() {
        widgets::weak(ui, lang.note_checks_none());
        return;
    }
    widgets::small(ui, lang.note_checks_lead());
    let mut hidden = 0;
    for weight in Weight::ALL {
        let of_weight: Vec<&Concern> =
            concerns.iter().filter(|concern| concern.weight == weight).collect();
        if of_weight.is_empty() {
            continue;
        }
        ui.add_space(space::SMALL);
        heading(ui, weight, of_weight.len(), lang);
        let shown = if all { usize::MAX } else { FIRST };
        for concern in of_weight.iter().take(shown) {
            one(ui, document, concern, lang, out);
        }
        let more = of_weight.len().saturating_sub(shown);
        hidden += more;
        if 0 < more {
            widgets::small(ui, lang.note_checks_more(more));
        }
    }
    if 0 < hidden && widgets::secondary(ui, lang.note_checks_all()).clicked() {
        state.all_concerns = true;
    }
}

fn heading(ui: &mut Ui, weight: Weight, count: usize, lang: Lang) {
    let (icon, tone) = match weight {
        Weight::Error => (Icon::Cross, Tone::Error),
        Weight::Alert => (Icon::Warning, Tone::Warning),
        Weight::Remark => (Icon::Info, Tone::Accent),
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TINY;
        let (rect, _) = ui.allocate_exact_size(egui::vec2(18.0, 20.0), egui::Sense::hover());
        widgets::paint_icon(ui.painter(), icon, rect, Tokens::of(ui).tone(tone));
        widgets::heading(ui, &weight.heading(count, lang));
    });
}

fn one(ui: &mut Ui, document: &Document, concern: &Concern, lang: Lang, out: &mut Out) {
    let name = place(document, &concern.place, lang);
    ui.add_space(2.0);
    ui.spacing_mut().item_spacing.y = 1.0;
    if widgets::link(ui, &name).clicked() {
        super::follow(document, &concern.place, out);
    }
    widgets::small(ui, concern.sentence(document.pack(), lang));
}

/// What the place of a concern is called.
fn place(document: &Document, spot: &Spot, lang: Lang) -> String {
    let pack = document.pack();
    let name = match spot {
        Spot::Question(id) => pack.question(id.as_str()).map(|question| question.short.get(lang)),
        Spot::Table(id) => pack.table(id.as_str()).map(|table| table.short.get(lang)),
        Spot::Plan => Some(lang.personal_plan()),
        Spot::Decisions => Some(lang.personal_decisions()),
        Spot::Cover => Some(lang.personal_cover()),
        Spot::Number(_) => None,
    };
    name.unwrap_or_default().to_owned()
}
