//! « Robustesse »: which results stand when weights, unknowns and goalposts are drawn at random,
//! and what other weights would say.
//!
//! A statistician, or an élu who doubts, asks whether a result hangs on a detail. The page says in
//! how many of 2,000 draws each level is reached, which gaps and countries stay first, and lets one
//! try other weights without changing the diagnostic.

mod explore;

use std::sync::Arc;

use egui::{Label, ProgressBar, Ui};

use crate::{
    app::{Command, Document, Drawn, Draws, Session},
    language::Lang,
    report::draws::{DrawWords, draws},
    ui::{tokens::space, view::Out, widgets},
};

use super::{begin, reading};

/// What is explored, and the draws as they were last worded.
#[derive(Debug, Default)]
pub struct State {
    explored: explore::State,
    /// Whether the user stopped the draws.
    stopped: bool,
    worded: Option<(Arc<Drawn>, Lang, Arc<DrawWords>)>,
}

impl State {
    fn words(&mut self, document: &Document, drawn: &Arc<Drawn>, lang: Lang) -> Arc<DrawWords> {
        if let Some((of, kept, words)) = &self.worded
            && Arc::ptr_eq(of, drawn)
            && *kept == lang
        {
            return Arc::clone(words);
        }
        let words = Arc::new(draws(
            document.pack(),
            document.assessment(),
            (&drawn.noise, &drawn.balance),
            lang,
        ));
        self.worded = Some((Arc::clone(drawn), lang, Arc::clone(&words)));
        words
    }
}

/// Draws the page.
pub fn show(ui: &mut Ui, session: &Session, document: &Document, state: &mut State, out: &mut Out) {
    let lang = session.lang();
    explore::label(ui, document, lang, &mut state.explored, out);
    super::column(ui, "robustness", |ui| {
        widgets::title(ui, lang.robustness_title());
        widgets::weak(ui, lang.robustness_lead());
        // There is nothing to draw at random before something is known.
        if begin::show(ui, document, lang, out) {
            return;
        }
        ui.add_space(space::SMALL);
        match session.draws() {
            Draws::None if state.stopped => {
                if widgets::primary(ui, lang.robustness_start()).clicked() {
                    state.stopped = false;
                }
            }
            Draws::None => out.send(Command::Draw),
            Draws::Running(share) => running(ui, share, lang, state, out),
            Draws::Done(drawn) => {
                let words = state.words(document, drawn, lang);
                done(ui, document, &words, lang, out);
            }
        }
        explore::show(ui, document, lang, &mut state.explored, out);
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

fn done(ui: &mut Ui, document: &Document, words: &DrawWords, lang: Lang, out: &mut Out) {
    widgets::small(ui, words.settings.as_str());
    reading::chart(ui, &words.chart, lang, out);
    for (title, lines) in [
        (lang.draws_levels(), &words.levels),
        (lang.robustness_gaps(), &words.gaps),
        (lang.robustness_countries(), &words.countries),
    ] {
        if !lines.is_empty() {
            ui.add_space(space::SMALL);
            widgets::heading(ui, title);
            for line in lines {
                ui.add(Label::new(line).wrap());
            }
        }
    }
    if !words.without.is_empty() {
        ui.add_space(space::SMALL);
        widgets::heading(ui, lang.robustness_without());
        for one in &words.without {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().interact_size.y = 22.0;
                if widgets::link(ui, &one.name).clicked() {
                    out.go_to_question(document, &one.question);
                }
                ui.label(&one.text);
            });
        }
    }
    ui.add_space(space::SMALL);
    widgets::small(ui, lang.robustness_balance());
}
