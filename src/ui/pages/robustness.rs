//! « Robustesse »: which results stand when weights, unknowns and goalposts are drawn at random,
//! and what other weights would say.
//!
//! A statistician, or an élu who doubts, asks whether a result hangs on a detail. The page says in
//! how many of 2,000 draws each level is reached, which gaps and countries stay first, and lets one
//! try other weights without changing the diagnostic.

use egui::{ProgressBar, Ui};

use crate::{
    app::{Command, Document, Drawn, Draws, Session},
    domain::Place,
    language::Lang,
    reference,
    scoring::{BlockSpread, Robustness, Weights, assess_with},
    ui::{
        tokens::space,
        view::Out,
        widgets::{self, CalloutKind, Field, Span},
    },
};

/// The weights that are explored.
#[derive(Debug, Default)]
pub struct State {
    /// The profile, by its place in the pack.
    profile: Option<usize>,
    /// Whether the user stopped the draws.
    stopped: bool,
}

/// Draws the page.
pub fn show(ui: &mut Ui, session: &Session, document: &Document, state: &mut State, out: &mut Out) {
    let lang = session.lang();
    super::column(ui, "robustness", |ui| {
        widgets::title(ui, lang.robustness_title());
        widgets::weak(ui, lang.robustness_lead());
        ui.add_space(space::SMALL);
        match session.draws() {
            Draws::None if state.stopped => {
                if widgets::primary(ui, lang.robustness_start()).clicked() {
                    state.stopped = false;
                }
            }
            Draws::None => out.send(Command::Draw),
            Draws::Running(share) => running(ui, share, lang, state, out),
            Draws::Done(drawn) => done(ui, document, drawn, lang),
        }
        explore(ui, document, lang, state);
    });
}

fn running(ui: &mut Ui, share: f32, lang: Lang, state: &mut State, out: &mut Out) {
    ui.ctx().request_repaint_after_secs(0.1);
    ui.add(ProgressBar::new(share).show_percentage());
    if widgets::secondary(ui, lang.robustness_stop()).clicked() {
        state.stopped = true;
        out.send(Command::StopDrawing);
    }
}

fn done(ui: &mut Ui, document: &Document, drawn: &Drawn, lang: Lang) {
    let settings = drawn.noise.settings;
    widgets::small(ui, lang.robustness_settings(lang.integer(settings.draws), settings.seed));
    ui.add_space(space::SMALL);
    let pack = document.pack();
    for (block, spread) in pack.blocks.iter().zip(&drawn.noise.blocks) {
        if pack.indices.contains(&block.id) || block.levelled {
            let balance = drawn.balance.blocks.iter().find(|other| other.id == spread.id);
            one(ui, document, block.title.get(lang), spread, balance, lang);
        }
    }
    first(ui, document, &drawn.noise, lang);
    without(ui, document, &drawn.noise, lang);
    ui.add_space(space::SMALL);
    widgets::small(ui, lang.robustness_balance());
}

fn one(
    ui: &mut Ui,
    document: &Document,
    name: &str,
    spread: &BlockSpread,
    balance: Option<&BlockSpread>,
    lang: Lang,
) {
    let Some(value) = spread.spread else { return };
    let score = |value: f64| lang.number(value * 100.0, 0);
    widgets::heading(ui, name);
    let words = lang.robustness_spread(score(value.p5), score(value.p50), score(value.p95));
    let ends = Some((value.p5, value.p95));
    let span = Span { ends, centre: Some(value.p50), target: None };
    widgets::interval_bar(ui, span, &[], &lang.report_word_and(name, &words));
    let level = likeliest(document, spread, lang);
    let balanced = balance.and_then(|balance| likeliest(document, balance, lang));
    ui.label(match &level {
        Some(level) => format!("{words} · {level}"),
        None => words,
    });
    if let Some(balanced) = balanced.filter(|balanced| Some(balanced) != level.as_ref()) {
        widgets::small(ui, lang.robustness_with_balance(balanced));
    }
    ui.add_space(space::TINY);
}

/// The level that most draws reach, with their share: « N2 dans 84 % des tirages (solide) ».
fn likeliest(document: &Document, spread: &BlockSpread, lang: Lang) -> Option<String> {
    let (level, share) = spread.likeliest()?;
    let code = &document.pack().level(level)?.code;
    let share = lang.percent(share, 0);
    Some(if spread.is_solid() {
        lang.robustness_solid(code, share)
    } else {
        lang.robustness_fragile(code, share)
    })
}

/// How often the largest gaps and opportunities stay the largest.
fn first(ui: &mut Ui, document: &Document, drawn: &Robustness, lang: Lang) {
    let pack = document.pack();
    let share = |share: f64| lang.percent(share, 0);
    if !drawn.gaps.is_empty() {
        ui.add_space(space::SMALL);
        widgets::heading(ui, lang.robustness_gaps());
        for gap in &drawn.gaps {
            let tie = pack.ties.iter().find(|tie| tie.id == gap.id);
            let name = tie.map_or(gap.id.as_str(), |tie| tie.title.get(lang));
            ui.label(lang.robustness_stays(name, share(gap.share(drawn.settings))));
        }
    }
    if !drawn.countries.is_empty() {
        ui.add_space(space::SMALL);
        widgets::heading(ui, lang.robustness_countries());
        for country in &drawn.countries {
            let name = reference::place_name(&Place::Country(country.id), lang);
            ui.label(lang.robustness_stays(name, share(country.share(drawn.settings))));
        }
    }
}

/// How many answers are told that would move an index most if they were left out.
const MOST: usize = 5;

/// The answers that an index hangs on most.
fn without(ui: &mut Ui, document: &Document, drawn: &Robustness, lang: Lang) {
    let pack = document.pack();
    let mut moves: Vec<(&str, &str, f64)> = Vec::new();
    for left_out in &drawn.without {
        let Some(question) = pack.question(left_out.question.as_str()) else { continue };
        for (block, by) in &left_out.changes {
            if pack.indices.contains(block)
                && let Some(block) = pack.block(block.as_str())
            {
                moves.push((question.short.get(lang), block.title.get(lang), *by));
            }
        }
    }
    moves.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()));
    if moves.is_empty() {
        return;
    }
    ui.add_space(space::SMALL);
    widgets::heading(ui, lang.robustness_without());
    for (question, index, by) in moves.into_iter().take(MOST) {
        let sign = if by < 0.0 { "−" } else { "+" };
        let by = format!("{sign}{}", lang.number(by.abs() * 100.0, 1));
        ui.label(lang.robustness_without_one(by, index, question));
    }
}

/// What other weights would say: for exploration, and labelled so.
fn explore(ui: &mut Ui, document: &Document, lang: Lang, state: &mut State) {
    let pack = document.pack();
    if pack.profiles.is_empty() {
        return;
    }
    ui.add_space(space::LARGE);
    widgets::heading(ui, lang.robustness_explore());
    widgets::weak(ui, lang.robustness_explore_lead());
    let names: Vec<_> = pack.profiles.iter().map(|profile| profile.title.get(lang)).collect();
    let field = Field {
        id: egui::Id::unique("profile"),
        name: lang.robustness_profile(),
        hint: lang.robustness_method(),
        width: 320.0,
    };
    if let Some(profile) = widgets::select(ui, field, &names, state.profile) {
        state.profile = profile;
    }
    let Some(profile) = state.profile.and_then(|index| pack.profiles.get(index)) else { return };
    ui.label(profile.meaning.get(lang));
    widgets::callout(ui, CalloutKind::Info, lang.robustness_only_exploring(), |ui| {
        if widgets::quiet(ui, lang.robustness_back()).clicked() {
            state.profile = None;
        }
    });
    let weights = Weights::of_profile(pack, profile);
    let explored = assess_with(pack, document.diagnostic(), &weights);
    for id in &pack.indices {
        let Some(block) = pack.block(id.as_str()) else { continue };
        let of = |assessment: &crate::scoring::Assessment| {
            assessment.value(pack, id.as_str()).map_or_else(
                || lang.words_state_not_applicable().to_owned(),
                |value| match value.shown_centre() {
                    Some(centre) => lang.number(centre * 100.0, 0),
                    None => lang.words_insufficient().to_owned(),
                },
            )
        };
        let (now, then) = (of(document.assessment()), of(&explored));
        ui.label(lang.robustness_compared(block.title.get(lang), now, then));
    }
}
