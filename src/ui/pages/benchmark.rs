//! « Repères »: answers beside what the founding study's survey found, with how little that is.
//!
//! An élu asks « et les autres ? ». The page answers without ever ranking: how many authorities of
//! how many, what chance alone would give, and whether this territory is within.

use egui::Ui;

use crate::{
    app::Document,
    language::Lang,
    reference::{SURVEY_REPLIES, SURVEY_YEAR},
    report::{brief, why::beside_survey},
    scoring::{Against, Compared, benchmarks},
    ui::{
        tokens::space,
        view::Out,
        widgets::{self, Span},
    },
};

/// Draws the page.
pub fn show(ui: &mut Ui, document: &Document, lang: Lang, out: &mut Out) {
    let (pack, diagnostic) = (document.pack(), document.diagnostic());
    let found = benchmarks(pack, diagnostic, document.assessment());
    super::column(ui, "benchmark", |ui| {
        widgets::title(ui, lang.benchmark_title());
        widgets::weak(ui, lang.benchmark_lead(SURVEY_REPLIES, SURVEY_YEAR));
        ui.add_space(space::SMALL);
        for one in &found {
            compared(ui, document, one, lang, out);
        }
        ui.add_space(space::MEDIUM);
        widgets::small(ui, lang.benchmark_method());
    });
}

fn compared(ui: &mut Ui, document: &Document, one: &Compared, lang: Lang, out: &mut Out) {
    let Some(question) = document.pack().question(one.question.as_str()) else { return };
    let (label, survey, standing) = beside_survey(lang, &one.against);
    widgets::card(ui, false, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        widgets::heading(ui, label);
        if let Against::Share { finding, .. } = &one.against
            && let Some(interval) = finding.interval
        {
            let centre = Some(f64::from(finding.finding.percent) / 100.0);
            let ends = Some((interval.low(), interval.high()));
            widgets::interval_bar(ui, Span { ends, centre, target: None }, &[], &survey);
        }
        ui.label(survey);
        ui.label(standing);
        widgets::small(ui, lang.benchmark_lines(lines(&one.against)));
        ui.horizontal_wrapped(|ui| {
            let (pack, diagnostic) = (document.pack(), document.diagnostic());
            let own = brief::answer_words(pack, diagnostic, document.assessment(), lang, question);
            if widgets::link(ui, question.short.get(lang)).clicked() {
                out.go_to_question(document, &question.id);
            }
            widgets::small(ui, lang.benchmark_own(own));
        });
    });
    ui.add_space(space::TINY);
}

/// The lines of the study that give the figure, and those that contradict it.
fn lines(against: &Against) -> String {
    match against {
        Against::Share { finding, other: None, .. } => finding.finding.lines.to_owned(),
        Against::Share { finding, other: Some(other), .. } => {
            format!("{} ; {}", finding.finding.lines, other.finding.lines)
        }
        Against::Range { range, .. } => range.lines.to_owned(),
    }
}
