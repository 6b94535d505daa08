//! « Pourquoi ? » beside a page of results: the number at hand, taken apart.
//!
//! The person in front was asked in a meeting where a figure comes from. They see the formula in
//! words, each part with its weight, can open any part in turn, come back, and go to the question.

use std::sync::Arc;

use egui::{Label, RichText, ScrollArea, Ui};

use crate::{
    app::Document,
    domain::BlockId,
    language::Lang,
    report::why::{Why, WhyPart, number_name, why},
    scoring::{Check, Lever, Number, ToAsk, levers, strongest, to_verify},
    ui::{
        theme,
        tokens::{size, space},
        view::Out,
        widgets::{self, Button, Icon, Span},
    },
};

/// How many levers are told.
const MOST: usize = 3;

/// The numbers that were asked one from another, and what is known about moving them.
#[derive(Debug, Default)]
pub struct State {
    asked: Vec<Number>,
    /// What was computed, and for which state of the document.
    kept: Option<(u64, Arc<Kept>)>,
}

/// What would move numbers, for one state of the document.
#[derive(Debug)]
pub(crate) struct Kept {
    levers: Vec<Lever>,
    /// What to find out, what matters most first.
    pub(crate) checks: Vec<Check>,
}

impl State {
    /// Asks about a number, from the page or from within another answer.
    pub fn ask(&mut self, number: Number) {
        if self.asked.last() != Some(&number) {
            self.asked.push(number);
        }
    }

    /// Whether a number is asked about.
    pub fn is_open(&self) -> bool {
        !self.asked.is_empty()
    }

    /// Asks about nothing any more.
    pub fn close(&mut self) {
        self.asked.clear();
    }

    /// What would move numbers, computed once for each state of the document.
    pub(crate) fn kept(&mut self, document: &Document) -> Arc<Kept> {
        let revision = document.revision();
        if let Some((of, kept)) = &self.kept
            && *of == revision
        {
            return Arc::clone(kept);
        }
        let (pack, diagnostic) = (document.pack(), document.diagnostic());
        let assessment = document.assessment();
        let kept = Arc::new(Kept {
            levers: levers(pack, diagnostic, assessment),
            checks: to_verify(pack, diagnostic, assessment),
        });
        self.kept = Some((revision, Arc::clone(&kept)));
        kept
    }
}

/// A small button that asks why a number is what it is.
pub(crate) fn ask(ui: &mut Ui, name: &str, number: &Number, lang: Lang, out: &mut Out) {
    if widgets::is_copied(ui) {
        ui.allocate_space(egui::vec2(30.0, 30.0));
        return;
    }
    let label = lang.why_ask_about(name);
    if ui.add(Button::icon_only(Icon::Question, &label)).clicked() {
        out.why = Some(number.clone());
    }
}

/// Draws the answer to the last number that was asked.
pub fn show(ui: &mut Ui, document: &Document, lang: Lang, state: &mut State, out: &mut Out) {
    let Some(number) = state.asked.last().cloned() else { return };
    let (pack, diagnostic) = (document.pack(), document.diagnostic());
    let answer = why(pack, diagnostic, document.assessment(), &number, lang);
    head(ui, document, lang, state);
    let Some(answer) = answer else { return };
    let kept = state.kept(document);
    ScrollArea::vertical().id_salt("why").auto_shrink(false).show(ui, |ui| {
        ui.set_width(ui.available_width());
        widgets::heading(ui, &answer.title);
        ui.label(RichText::new(&answer.value).font(theme::strong_font(size::TITLE)));
        ui.add(Label::new(&answer.formula).wrap());
        if let Some(question) = &answer.question
            && widgets::secondary(ui, lang.why_to_question()).clicked()
        {
            out.go_to_question(document, question);
        }
        parts(ui, &answer, lang, out);
        if let Number::Block(id) | Number::Level(id) = &number {
            raising(ui, document, &kept, id, lang, out);
            unknown(ui, document, &kept, id, lang, out);
        }
    });
}

fn head(ui: &mut Ui, document: &Document, lang: Lang, state: &mut State) {
    ui.horizontal(|ui| {
        if 1 < state.asked.len() {
            let before = state.asked.len().checked_sub(2).and_then(|at| state.asked.get(at));
            let name = before.map(|number| {
                let (pack, diagnostic) = (document.pack(), document.diagnostic());
                number_name(pack, diagnostic, document.assessment(), number, lang)
            });
            let back = lang.why_back();
            let back =
                name.map_or_else(|| back.to_owned(), |name| lang.report_word_and(back, name));
            if ui.add(Button::icon_only(Icon::Left, &back)).clicked() {
                state.asked.pop();
            }
        }
        widgets::caption(ui, lang.why_title());
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.add(Button::icon_only(Icon::Cross, lang.why_close())).clicked() {
                state.close();
            }
        });
    });
}

fn parts(ui: &mut Ui, answer: &Why, lang: Lang, out: &mut Out) {
    if !answer.parts.is_empty() {
        ui.add_space(space::SMALL);
        widgets::caption(ui, lang.why_parts());
        for one in &answer.parts {
            part(ui, one, lang, out);
        }
    }
    if !answer.excluded.is_empty() {
        ui.add_space(space::SMALL);
        widgets::caption(ui, lang.why_excluded());
        for line in &answer.excluded {
            widgets::small(ui, line.as_str());
        }
    }
}

fn part(ui: &mut Ui, part: &WhyPart, lang: Lang, out: &mut Out) {
    ui.add_space(space::TINY);
    ui.horizontal(|ui| {
        ui.set_min_height(24.0);
        let room = (ui.available_width() - 40.0).max(80.0);
        ui.vertical(|ui| {
            ui.set_width(room);
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.add(Label::new(RichText::new(&part.label).font(theme::strong_font(14.0))).wrap());
            let said = match (part.value.is_empty(), part.note.is_empty()) {
                (false, false) => format!("{} · {}", part.value, part.note),
                (false, true) => part.value.clone(),
                (true, _) => part.note.clone(),
            };
            if !said.is_empty() {
                widgets::small(ui, said);
            }
            if let Some((low, high)) = part.span {
                let span = Span {
                    ends: Some((low, high)),
                    centre: Some(f64::midpoint(low, high)),
                    target: None,
                };
                let words = lang.report_word_and(&part.label, &part.value);
                widgets::interval_bar(ui, span, &[], &words);
            }
        });
        if let Some(number) = &part.number {
            ask(ui, &part.label, number, lang, out);
        }
    });
}

/// What one step up would do to a block, the strongest first.
fn raising(
    ui: &mut Ui,
    document: &Document,
    kept: &Kept,
    block: &BlockId,
    lang: Lang,
    out: &mut Out,
) {
    let found = strongest(&kept.levers, block, |lever| lever.step.as_ref());
    let found: Vec<_> = found.into_iter().filter(|(_, e)| 0.0005 < e.shown()).take(MOST).collect();
    if found.is_empty() {
        return;
    }
    ui.add_space(space::SMALL);
    widgets::caption(ui, lang.why_levers());
    let pack = document.pack();
    for (lever, effect) in found {
        let Some(question) = pack.question(lever.question.as_str()) else { continue };
        if widgets::link(ui, question.short.get(lang)).clicked() {
            out.go_to_question(document, &lever.question);
        }
        let by = format!("+{}", lang.number(effect.shown() * 100.0, 1));
        let level = effect.level.filter(|[before, after]| before != after);
        let level = level.and_then(|[_, (sure, _)]| pack.level(sure));
        let words = match level {
            Some(level) => lang.why_lever_level(by, &level.code),
            None => lang.why_lever(by),
        };
        widgets::small(ui, words);
    }
}

/// The open answer that would narrow a block most.
fn unknown(
    ui: &mut Ui,
    document: &Document,
    kept: &Kept,
    block: &BlockId,
    lang: Lang,
    out: &mut Out,
) {
    let block = std::slice::from_ref(block);
    let widest = kept.checks.iter().max_by(|a, b| a.most(block).total_cmp(&b.most(block)));
    let Some(check) = widest.filter(|check| 0.0005 < check.most(block)) else { return };
    ui.add_space(space::SMALL);
    widgets::caption(ui, lang.why_unknowns());
    to_ask(ui, document, &check.what, lang, out);
    widgets::small(ui, lang.why_narrows(lang.number(check.most(block) * 100.0, 1)));
}

/// The name of a question or table, which leads there.
pub(crate) fn to_ask(ui: &mut Ui, document: &Document, what: &ToAsk, lang: Lang, out: &mut Out) {
    let pack = document.pack();
    match what {
        ToAsk::Question(id) => {
            let Some(question) = pack.question(id.as_str()) else { return };
            if widgets::link(ui, question.short.get(lang)).clicked() {
                out.go_to_question(document, id);
            }
        }
        ToAsk::Table(id) => {
            let Some(table) = pack.table(id.as_str()) else { return };
            if widgets::link(ui, table.title.get(lang)).clicked() {
                out.go(crate::ui::Page::Table(id.clone()));
            }
        }
    }
}
