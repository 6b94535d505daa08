//! « Niveaux »: the rung of each capacity, what holds the next one back, and the level wanted.
//!
//! The élu asks « pourquoi seulement N2 ? ». Each capacity shows its rung, the condition that
//! holds it back with the answer behind it, one click away, and the level that was decided on.

mod strip;

use std::sync::Arc;

use egui::{Align, Id, Label, RichText, Ui};

use crate::{
    app::{Document, Edit},
    domain::{Ambition, BlockId},
    language::Lang,
    questionnaire::Truth,
    report::ladder::{Ask, AskOf, Capacity, GateWords, Ladder, Need, Next, ladder},
    scoring::Number,
    ui::{
        theme,
        tokens::{Tokens, size, space},
        view::{Out, Page},
        widgets::{self, CalloutKind, Icon},
    },
};

use super::{begin, reading, why};

/// The ladder as it was last worded.
#[derive(Debug, Default)]
pub struct State {
    kept: Option<(u64, Lang, Arc<Ladder>)>,
    /// The capacity to bring into view.
    bring: Option<BlockId>,
}

impl State {
    /// Brings a capacity into view.
    pub fn bring(&mut self, block: BlockId) {
        self.bring = Some(block);
    }

    fn ladder(&mut self, document: &Document, lang: Lang) -> Arc<Ladder> {
        if let Some((revision, kept, ladder)) = &self.kept
            && (*revision, *kept) == (document.revision(), lang)
        {
            return Arc::clone(ladder);
        }
        let (pack, diagnostic) = (document.pack(), document.diagnostic());
        let found = Arc::new(ladder(pack, diagnostic, document.assessment(), lang));
        self.kept = Some((document.revision(), lang, Arc::clone(&found)));
        found
    }
}

/// Draws the page.
pub fn show(ui: &mut Ui, document: &Document, lang: Lang, state: &mut State, out: &mut Out) {
    let ladder = state.ladder(document, lang);
    super::column(ui, "ladder", |ui| {
        widgets::title(ui, lang.ladder_title());
        widgets::weak(ui, lang.ladder_lead());
        if ladder.capacities.is_empty() {
            widgets::callout(ui, CalloutKind::Info, lang.ladder_empty(), |_| ());
            return;
        }
        begin::show(ui, document, lang, out);
        ui.add_space(space::SMALL);
        reading::chart(ui, &ladder.chart, lang, out);
        ui.add_space(space::SMALL);
        widgets::small(ui, lang.ladder_ambition_lead());
        for capacity in &ladder.capacities {
            ui.add_space(space::SMALL);
            let card = widgets::card(ui, false, |ui| one(ui, document, capacity, lang, out));
            if state.bring.take_if(|block| *block == capacity.block).is_some() {
                card.response.scroll_to_me(Some(Align::TOP));
            }
        }
    });
}

fn one(ui: &mut Ui, document: &Document, capacity: &Capacity, lang: Lang, out: &mut Out) {
    ui.spacing_mut().item_spacing.y = 5.0;
    ui.horizontal(|ui| {
        ui.vertical(|ui| {
            ui.set_width(ui.available_width() - 44.0);
            widgets::heading(ui, &capacity.title);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().interact_size.y = 20.0;
                ui.label(RichText::new(&capacity.level).font(theme::strong_font(size::BODY)));
                let reliance =
                    if capacity.reliance == capacity.level { "" } else { &capacity.reliance };
                let parts = [capacity.value.as_str(), reliance];
                let said: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
                widgets::small(ui, said.join(" · "));
            });
        });
        let number = Number::Level(capacity.block.clone());
        why::ask(ui, &capacity.title, &number, lang, out);
    });
    let target = capacity.rungs.iter().find(|rung| rung.wanted).map(|rung| rung.from);
    strip::show(ui, capacity, target, lang);
    if !capacity.held.is_empty() {
        ui.add(Label::new(RichText::new(&capacity.held).color(Tokens::of(ui).warn)).wrap());
    }
    match &capacity.next {
        Some(next) => opens(ui, document, next, lang, out),
        None if capacity.ends.is_some() => {
            widgets::small(ui, lang.ladder_top());
        }
        None => {}
    }
    ambition(ui, document, capacity, lang, out);
}

/// What the next level takes.
fn opens(ui: &mut Ui, document: &Document, next: &Next, lang: Lang, out: &mut Out) {
    ui.add_space(space::TINY);
    widgets::caption(ui, &lang.ladder_next(&next.name));
    line(ui, next.enough, |ui| {
        ui.add(Label::new(&next.value).wrap());
    });
    for gate in &next.gates {
        condition(ui, document, gate, lang, out);
    }
}

/// A line after the sign of whether it holds.
fn line(ui: &mut Ui, holds: Truth, content: impl FnOnce(&mut Ui)) {
    let tokens = Tokens::of(ui);
    let (icon, color) = match holds {
        Truth::True => (Icon::Check, tokens.success),
        Truth::False => (Icon::Lock, tokens.warn),
        Truth::Unknown => (Icon::Half, tokens.weak),
    };
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(16.0, 20.0), egui::Sense::hover());
        widgets::paint_icon(ui.painter(), icon, rect.shrink(1.0), color);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            content(ui);
        });
    });
}

fn condition(ui: &mut Ui, document: &Document, gate: &GateWords, lang: Lang, out: &mut Out) {
    line(ui, gate.holds, |ui| {
        ui.add(Label::new(lang.report_gate_state(&gate.text, gate.state)).wrap());
        // Of a condition that holds, its answer is one question away in « Pourquoi ? ».
        if gate.holds.is_true() {
            return;
        }
        for need in &gate.needs {
            match need {
                Need::Note(text) => {
                    widgets::small(ui, text.as_str());
                }
                Need::Ask(ask) => asked(ui, document, ask, lang, out),
            }
        }
    });
}

/// An answer that a condition looks at, with what stands there and what it would take.
fn asked(ui: &mut Ui, document: &Document, ask: &Ask, lang: Lang, out: &mut Out) {
    line(ui, ask.holds, |ui| {
        if widgets::link(ui, &ask.name).clicked() {
            match &ask.what {
                Some(AskOf::Question(id)) => out.go_to_question(document, id),
                Some(AskOf::Table(id)) => out.go(Page::Table(id.clone())),
                Some(AskOf::Block(id)) => out.why = Some(Number::Block(id.clone())),
                None => {}
            }
        }
        widgets::small(ui, lang.ladder_now(&ask.now));
        if !ask.holds.is_true() {
            widgets::small(ui, lang.ladder_takes(&ask.takes));
        }
    });
}

/// The level that the élu wants, to be decided here, and how far it is.
fn ambition(ui: &mut Ui, document: &Document, capacity: &Capacity, lang: Lang, out: &mut Out) {
    ui.add_space(space::TINY);
    widgets::caption(ui, lang.ladder_ambition());
    let none = lang.ladder_none_wanted();
    let codes = capacity.rungs.iter().map(|rung| rung.code.as_str());
    let labels: Vec<&str> = std::iter::once(none).chain(codes).collect();
    let wanted = capacity.ambition;
    let chosen = wanted.map_or(0, |wanted| usize::from(wanted.level) + 1);
    ui.add_enabled_ui(document.can_change(), |ui| {
        ui.horizontal_wrapped(|ui| {
            let name = lang.ladder_ambition_of(&capacity.title);
            let picked = widgets::segments(ui, &name, &labels, Some(chosen));
            if let Some(index) = picked.filter(|index| *index != chosen) {
                let level = index.checked_sub(1).and_then(|level| u8::try_from(level).ok());
                let year = wanted.and_then(|wanted| wanted.year);
                decide(capacity, level.map(|level| Ambition { level, year }), out);
            }
            if let Some(wanted) = wanted {
                year(ui, capacity, wanted, lang, out);
            }
        });
    });
    if !capacity.gap.is_empty() {
        ui.add(Label::new(&capacity.gap).wrap());
    }
}

fn year(ui: &mut Ui, capacity: &Capacity, wanted: Ambition, lang: Lang, out: &mut Out) {
    ui.label(lang.ladder_by_year());
    let name = lang.ladder_year_of(&capacity.title);
    let key = format!("ambition/{}/year", capacity.block);
    let of = widgets::Number {
        name: &name,
        decimals: 0,
        bounds: (Some(2000.0), Some(2100.0)),
        width: 64.0,
        grouped: false,
        key: &key,
        ..widgets::Number::default()
    };
    let id = Id::unique(("ambition year", &capacity.block));
    let now = wanted.year.map(f64::from);
    if let Some(year) = widgets::number(ui, id, &of, now, lang) {
        #[expect(clippy::cast_possible_truncation, reason = "a year between the bounds")]
        let year = year.map(|year| year.round() as crate::domain::Year);
        decide(capacity, Some(Ambition { year, ..wanted }), out);
    }
}

fn decide(capacity: &Capacity, ambition: Option<Ambition>, out: &mut Out) {
    out.edit(Edit::Ambition(capacity.block.clone(), ambition));
}
