//! « Jauges »: the same answers read once more, recommendation by recommendation.
//!
//! The élu knows the ten recommendations of the study and asks where the territory stands on each.
//! Each gauge shows its interval, the answers behind it, weakest first, and the measures they call
//! for, one click away.

use std::{collections::BTreeSet, sync::Arc};

use egui::{Label, RichText, Ui};

use crate::{
    app::Document,
    domain::GaugeId,
    language::Lang,
    report::gauges::{GaugeWords, Gauges, gauges},
    scoring::Number,
    ui::{
        theme,
        tokens::{size, space},
        view::{Out, Page},
        widgets::{self, CalloutKind},
    },
};

use super::{begin, overview, reading, why};

/// The gauges as they were last worded, and those of which all questions are shown.
#[derive(Debug, Default)]
pub struct State {
    kept: Option<(u64, Lang, Arc<Gauges>)>,
    whole: BTreeSet<GaugeId>,
}

/// How many questions are shown of a gauge at first.
const FIRST: usize = 4;

impl State {
    fn gauges(
        &mut self,
        document: &Document,
        lang: Lang,
        brief: &mut overview::Kept,
    ) -> Arc<Gauges> {
        if let Some((revision, kept, gauges)) = &self.kept
            && (*revision, *kept) == (document.revision(), lang)
        {
            return Arc::clone(gauges);
        }
        let (pack, diagnostic) = (document.pack(), document.diagnostic());
        let advice = brief.worded(document, lang).advice;
        let found = Arc::new(gauges(pack, diagnostic, document.assessment(), &advice, lang));
        self.kept = Some((document.revision(), lang, Arc::clone(&found)));
        found
    }
}

/// Draws the page.
pub fn show(
    ui: &mut Ui,
    document: &Document,
    lang: Lang,
    (state, brief): (&mut State, &mut overview::Kept),
    out: &mut Out,
) {
    let gauges = state.gauges(document, lang, brief);
    super::column(ui, "gauges", |ui| {
        widgets::title(ui, lang.gauges_title());
        widgets::weak(ui, lang.gauges_lead());
        if gauges.gauges.is_empty() {
            widgets::callout(ui, CalloutKind::Info, lang.gauges_empty(), |_| ());
            return;
        }
        begin::show(ui, document, lang, out);
        ui.add_space(space::SMALL);
        reading::chart(ui, &gauges.chart, lang, out);
        for gauge in &gauges.gauges {
            ui.add_space(space::SMALL);
            widgets::card(ui, false, |ui| one(ui, document, gauge, (lang, state), out));
        }
    });
}

fn one(
    ui: &mut Ui,
    document: &Document,
    gauge: &GaugeWords,
    (lang, state): (Lang, &mut State),
    out: &mut Out,
) {
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.horizontal(|ui| {
        ui.vertical(|ui| {
            ui.set_width(ui.available_width() - 44.0);
            widgets::heading(ui, &gauge.title);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().interact_size.y = 20.0;
                ui.label(RichText::new(&gauge.value).font(theme::strong_font(size::BODY)));
                widgets::small(ui, gauge.reliance.as_str());
            });
        });
        why::ask(ui, &gauge.title, &Number::Gauge(gauge.id.clone()), lang, out);
    });
    measures(ui, gauge, lang, out);
    questions(ui, document, gauge, (lang, state), out);
}

/// The measures that the answers call for.
fn measures(ui: &mut Ui, gauge: &GaugeWords, lang: Lang, out: &mut Out) {
    if gauge.measures.is_empty() {
        widgets::small(ui, lang.gauges_no_measure());
        return;
    }
    widgets::caption(ui, lang.gauges_measures());
    for measure in &gauge.measures {
        let words = if measure.sure {
            measure.title.clone()
        } else {
            lang.gauges_measure_to_verify(&measure.title)
        };
        if widgets::link(ui, &words).clicked() {
            out.go(Page::Advice);
        }
    }
}

/// The questions that the gauge reads, weakest first.
fn questions(
    ui: &mut Ui,
    document: &Document,
    gauge: &GaugeWords,
    (lang, state): (Lang, &mut State),
    out: &mut Out,
) {
    if !gauge.questions.is_empty() {
        widgets::caption(ui, lang.gauges_questions());
    }
    let whole = state.whole.contains(&gauge.id);
    let shown = if whole { gauge.questions.len() } else { FIRST };
    for question in gauge.questions.iter().take(shown) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().interact_size.y = 20.0;
            if widgets::link(ui, &question.name).clicked() {
                out.go_to_question(document, &question.id);
            }
            ui.label(&question.value);
            widgets::small(ui, question.weight.as_str());
        });
    }
    let more = gauge.questions.len().saturating_sub(FIRST);
    if 0 < more {
        let label = if whole { lang.gauges_fewer().to_owned() } else { lang.gauges_more(more) };
        let button = widgets::quiet(ui, &label);
        if button.accessible_name(lang.gauges_toggle(&gauge.title, label)).clicked() {
            if whole {
                state.whole.remove(&gauge.id);
            } else {
                state.whole.insert(gauge.id.clone());
            }
        }
    }
    if !gauge.excluded.is_empty() {
        ui.add(
            Label::new(RichText::new(lang.gauges_excluded(&gauge.excluded)).size(size::SMALL))
                .wrap(),
        );
    }
}
