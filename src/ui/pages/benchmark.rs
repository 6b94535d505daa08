//! « Repères »: answers beside what the founding study's survey found, with how little that is.
//!
//! An élu asks « et les autres ? ». The page answers without ever ranking: how many authorities of
//! how many, what chance alone would give, and whether this territory is within.

use std::sync::Arc;

use egui::{Label, RichText, Ui};

use crate::{
    app::{Document, Session},
    language::Lang,
    reference::{SURVEY_REPLIES, SURVEY_YEAR},
    report::survey::{BesideWords, SurveyWords, survey},
    ui::{
        theme,
        tokens::{size, space},
        view::Out,
        widgets::{self, CalloutKind, Span},
    },
};

use super::{begin, reading};

/// The survey as it was last worded.
#[derive(Debug, Default)]
pub struct State {
    kept: Option<(u64, Lang, Arc<SurveyWords>)>,
    peers: super::peers::State,
}

impl State {
    fn words(&mut self, document: &Document, lang: Lang) -> Arc<SurveyWords> {
        if let Some((revision, kept, words)) = &self.kept
            && (*revision, *kept) == (document.revision(), lang)
        {
            return Arc::clone(words);
        }
        let (pack, diagnostic) = (document.pack(), document.diagnostic());
        let words = Arc::new(survey(pack, diagnostic, document.assessment(), lang));
        self.kept = Some((document.revision(), lang, Arc::clone(&words)));
        words
    }
}

/// Draws the page.
pub fn show(ui: &mut Ui, session: &Session, document: &Document, state: &mut State, out: &mut Out) {
    let lang = session.lang();
    let words = state.words(document, lang);
    super::column(ui, "benchmark", |ui| {
        widgets::title(ui, lang.benchmark_title());
        widgets::weak(ui, lang.benchmark_lead(SURVEY_REPLIES, SURVEY_YEAR));
        begin::show(ui, document, lang, out);
        ui.add_space(space::SMALL);
        if words.all.is_empty() {
            widgets::callout(ui, CalloutKind::Info, lang.survey_empty(), |_| ());
        }
        for one in &words.all {
            compared(ui, document, one, lang, out);
        }
        if !words.chart.bars.is_empty() {
            ui.add_space(space::MEDIUM);
            reading::chart(ui, &words.chart, lang, out);
        }
        ui.add_space(space::SMALL);
        widgets::small(ui, lang.benchmark_method());
        super::peers::show(ui, session, document, &mut state.peers, out);
    });
}

fn compared(ui: &mut Ui, document: &Document, one: &BesideWords, lang: Lang, out: &mut Out) {
    widgets::card(ui, false, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        widgets::heading(ui, &one.label);
        for bar in &one.bars {
            let ends = bar.low.zip(bar.high);
            let span = Span { ends, centre: bar.centre, target: None };
            let said = lang.report_word_and(&bar.label, &bar.value);
            widgets::interval_bar(ui, span, &[], &said);
        }
        for line in &one.study {
            ui.add(Label::new(line).wrap());
        }
        if !one.contradiction.is_empty() {
            ui.add(Label::new(&one.contradiction).wrap());
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().interact_size.y = 22.0;
            if widgets::link(ui, &one.subject).clicked() {
                out.go_to_question(document, &one.question);
            }
            ui.label(lang.survey_own(&one.own));
        });
        let standing = RichText::new(&one.standing).font(theme::strong_font(size::BODY));
        ui.add(Label::new(standing).wrap());
    });
    ui.add_space(space::TINY);
}
