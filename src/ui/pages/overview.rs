//! Results at a glance: what an official reads first, and can defend.
//!
//! Strengths come first, then gaps, then what nobody knows, each with its proof and one click away
//! from its question; then each tie, what the territory has against what is done with it.

use std::sync::Arc;

use egui::Ui;
use jiff::civil::Date;

use crate::{
    advice::{Advice, advise},
    app::Document,
    language::Lang,
    report::{
        Brief,
        brief::{self, Chart, Section},
        ties::{TieWords, ties},
    },
    ui::{
        tokens::space,
        view::{Out, Page},
        widgets,
    },
};

use super::{begin, reading, tie_pairs};

/// The brief of the document as it is now, worded once and kept until something changes.
#[derive(Debug, Default)]
pub struct Kept {
    of: Option<(u64, Lang, Date)>,
    worded: Option<Worded>,
    /// The day of reading.
    today: Date,
}

/// What the pages of results print.
#[derive(Clone, Debug)]
pub(super) struct Worded {
    /// The whole brief.
    pub(super) brief: Arc<Brief>,
    /// What is advised on the day of reading.
    pub(super) advice: Arc<Advice>,
    /// What there is to do.
    pub(super) to_do: Arc<[Section]>,
    ties: Arc<[TieWords]>,
    levels: Arc<Chart>,
}

impl Kept {
    /// Reads on this day from now on: terms that run out are counted to it.
    pub const fn read_on(&mut self, today: Date) {
        self.today = today;
    }

    /// The brief of this document in this language.
    pub fn brief(&mut self, document: &Document, lang: Lang) -> Arc<Brief> {
        self.worded(document, lang).brief
    }

    /// All that is worded of this document in this language.
    pub(super) fn worded(&mut self, document: &Document, lang: Lang) -> Worded {
        let key = Some((document.revision(), lang, self.today));
        match &self.worded {
            Some(worded) if self.of == key => worded.clone(),
            _ => {
                self.of = key;
                self.worded.insert(Worded::of(document, lang, self.today)).clone()
            }
        }
    }
}

impl Worded {
    fn of(document: &Document, lang: Lang, today: Date) -> Self {
        let (pack, diagnostic) = (document.pack(), document.diagnostic());
        let assessment = document.assessment();
        let advice = advise(pack, diagnostic, assessment, today);
        Self {
            brief: Arc::new(Brief::advised(pack, diagnostic, assessment, &advice, lang)),
            to_do: brief::to_do(pack, diagnostic, assessment, &advice, lang).into(),
            ties: ties(pack, diagnostic, assessment, lang).into(),
            levels: Arc::new(brief::capacities_chart(pack, diagnostic, assessment, lang)),
            advice: Arc::new(advice),
        }
    }
}

/// Draws the page.
pub fn show(ui: &mut Ui, document: &Document, lang: Lang, kept: &mut Kept, out: &mut Out) {
    let worded = kept.worded(document, lang);
    super::column(ui, "overview", |ui| {
        let Some(front) = &worded.brief.front else { return };
        widgets::title(ui, lang.overview_title());
        widgets::weak(ui, front.lead.as_str());
        begin::show(ui, document, lang, out);
        ui.add_space(space::MEDIUM);
        reading::chart(ui, &front.indices, lang, out);
        ui.add_space(space::MEDIUM);
        if ui.available_width() < 560.0 {
            reading::findings(ui, document, &front.strengths, out);
            reading::findings(ui, document, &front.gaps, out);
        } else {
            ui.columns(2, |columns| {
                if let [left, right] = columns {
                    reading::findings(left, document, &front.strengths, out);
                    reading::findings(right, document, &front.gaps, out);
                }
            });
        }
        ui.add_space(space::SMALL);
        reading::findings(ui, document, &front.unknowns, out);
        ui.add_space(space::SMALL);
        reading::findings(ui, document, &front.decisions, out);
        if !worded.ties.is_empty() {
            ui.add_space(space::LARGE);
            tie_pairs::show(ui, &worded.ties, lang, out);
        }
        if !worded.levels.bars.is_empty() {
            ui.add_space(space::LARGE);
            let count = worded.levels.bars.len();
            widgets::title(ui, &lang.report_capacities_title(count));
            reading::chart(ui, &worded.levels, lang, out);
            if widgets::secondary(ui, lang.overview_to_levels()).clicked() {
                out.go(Page::Ladder);
            }
        }
        on(ui, document, lang, out);
    });
}

/// Where to read on.
fn on(ui: &mut Ui, document: &Document, lang: Lang, out: &mut Out) {
    let pack = document.pack();
    ui.add_space(space::LARGE);
    ui.horizontal_wrapped(|ui| {
        let pages = [
            (!pack.gauges.is_empty(), lang.gauges_short(), Page::Gauges),
            (pack.matrix.is_some(), lang.shell_matrix(), Page::Matrix),
            (true, lang.verify_short(), Page::Verify),
            (true, lang.shell_brief(), Page::Brief),
        ];
        for (_, label, page) in pages.into_iter().filter(|(there, ..)| *there) {
            if widgets::secondary(ui, label).clicked() {
                out.go(page);
            }
        }
    });
}
