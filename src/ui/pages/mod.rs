//! The pages, each drawn from the session and answering with commands.

pub mod about;
mod acting;
pub mod advice;
mod begin;
pub mod benchmark;
pub(super) mod changes;
pub mod country;
mod debate;
pub mod decisions;
pub mod compare;
pub mod coherence;
pub mod earlier;
pub mod export;
pub mod gauges;
pub mod glossary;
pub mod guide;
pub mod history;
pub mod import;
pub mod kits;
pub mod ladder;
pub mod map;
pub mod matrix;
pub mod merge;
pub mod note;
pub mod meeting;
pub mod observatory;
pub mod overview;
mod peers;
pub mod plan;
pub mod questions;
pub mod reading;
pub mod recovery;
pub mod registers;
pub mod robustness;
pub mod sources;
pub mod speaking;
pub mod table;
pub mod territory;
mod tie_pairs;
pub mod verify;
pub mod versions;
pub mod welcome;
pub mod why;

use egui::{Frame, Margin, ScrollArea, Ui};

use crate::{
    app::{Document, Session},
    domain::{ActionId, BlockId, RowId},
};

use super::{
    shell,
    tokens::PAGE_WIDTH,
    view::{Out, Page},
};

/// What pages remember while a document is open.
#[derive(Debug, Default)]
pub struct PageStates {
    /// The question at hand.
    pub questions: questions::State,
    /// The row at hand.
    pub table: table::State,
    /// The brief as it was last worded.
    pub brief: overview::Kept,
    /// The levels as they were last worded.
    pub ladder: ladder::State,
    /// The gauges as they were last worded.
    pub gauges: gauges::State,
    /// What is looked at of the pages of the brief.
    pub note: note::State,
    /// The survey and the peers as they were last worded.
    pub benchmark: benchmark::State,
    /// The profile of a network as it was last worded.
    pub observatory: observatory::State,
    /// Filter and order of the matrix.
    pub matrix: matrix::State,
    /// The sheet of a country as it was last made.
    pub country: country::State,
    /// Layer, view and country of the map.
    pub map: map::State,
    /// What is half typed on the page of the territory.
    pub territory: territory::State,
    /// Filters of the registers of networks and devices.
    pub registers: registers::State,
    /// How the plan is looked at, and the action at hand.
    pub plan: plan::State,
    /// What is proposed for partnerships.
    pub decisions: decisions::State,
    /// The speaking points as they were last worded.
    pub speaking: speaking::State,
    /// The number that is asked about.
    pub why: why::State,
    /// How the list of what to verify is shown.
    pub verify: verify::State,
    /// The weights that are explored.
    pub robustness: robustness::State,
    /// Which found work is compared.
    pub recovery: recovery::State,
    /// Filters of the history.
    pub history: history::State,
    /// How the lines of an import are looked at.
    pub import: import::State,
    /// What is merged, in words.
    pub merge: merge::State,
    /// The state that is compared with, in words.
    pub compare: compare::State,
    /// The version that is looked at.
    pub versions: versions::State,
    /// Which sections of the path are folded.
    pub path: shell::path::State,
    /// What is chosen on the welcome page.
    pub welcome: welcome::State,
    /// The term that is looked for.
    pub glossary: glossary::State,
    /// The chapter that is looked for.
    pub guide: guide::State,
    /// The question on the wall.
    pub meeting: meeting::State,
    /// What is looked for in the page.
    pub find: Option<shell::Find>,
    /// Whether the focus goes to the page, which was just turned to.
    pub enter: bool,
    /// What lies over the window.
    pub overlay: Option<shell::Overlay>,
    /// The path that is being typed where no dialog can be shown.
    pub typed_path: Option<String>,
    /// The password that is being typed in place of a question.
    pub typed_password: Option<shell::TypedPassword>,
}

impl PageStates {
    /// Whether something lies over the window that takes the keys for itself.
    pub const fn is_covered(&self) -> bool {
        use shell::Overlay::{Help, Keys, Palette};
        matches!(self.overlay, Some(Palette(_) | Keys | Help))
    }

    /// Brings something into view on the page that was turned to.
    pub fn bring(
        &mut self,
        page: &Page,
        (row, action, block): (Option<RowId>, Option<ActionId>, Option<BlockId>),
    ) {
        match (page, row) {
            (Page::Decisions, Some(row)) => self.decisions.bring(row),
            (_, Some(row)) => self.table.bring(row),
            (_, None) => {}
        }
        if let Some(action) = action {
            self.plan.bring(action);
        }
        if let Some(block) = block {
            self.ladder.bring(block);
        }
    }

    /// Forgets what belongs to the page that is left.
    pub fn turned(&mut self) {
        self.questions = questions::State::default();
        self.why.close();
        self.country.turned();
        self.table = self.table.turned();
        self.versions = versions::State::default();
        self.note.leave();
    }
}

/// Lets go of what is typed in the fields of a document that is left.
pub fn forget_typing(ctx: &egui::Context) {
    ctx.data_mut(egui::util::IdTypeMap::remove_by_type::<(String, crate::domain::Cell)>);
}

/// Draws a page.
pub fn show(ui: &mut Ui, session: &Session, page: &Page, states: &mut PageStates, out: &mut Out) {
    let lang = session.lang();
    states.brief.read_on(session.clock().today());
    match (page, session.document()) {
        (Page::About, document) => about::show(ui, document, lang, out),
        (Page::Glossary, document) => {
            glossary::show(ui, lang, document.is_some(), &mut states.glossary, out);
        }
        (Page::Guide, document) => {
            guide::show(ui, lang, document.is_some(), &mut states.guide, out);
        }
        (Page::Observatory, _) => {
            observatory::show(ui, session, &mut states.observatory, out);
        }
        (Page::Recovery, _) => recovery::show(ui, session, &mut states.recovery, out),
        (_, None) | (Page::Welcome, _) => welcome::show(ui, session, &mut states.welcome, out),
        (page, Some(document)) => of_document(ui, session, document, page, states, out),
    }
}

/// Draws a page of the open document.
fn of_document(
    ui: &mut Ui,
    session: &Session,
    document: &Document,
    page: &Page,
    states: &mut PageStates,
    out: &mut Out,
) {
    let lang = session.lang();
    match page {
        Page::About
        | Page::Glossary
        | Page::Guide
        | Page::Observatory
        | Page::Recovery
        | Page::Welcome => {}
        Page::Territory => territory::show(ui, session, document, &mut states.territory, out),
        Page::Networks => registers::networks(ui, session, document, &mut states.registers, out),
        Page::Devices => registers::devices(ui, session, document, &mut states.registers, out),
        Page::Dimension(id) => {
            questions::show(ui, session, document, id, &mut states.questions, out);
        }
        Page::Table(id) => {
            table::show(ui, session, document, id, &mut states.table, out);
        }
        Page::Overview => overview::show(ui, document, lang, &mut states.brief, out),
        Page::Ladder => ladder::show(ui, document, lang, &mut states.ladder, out),
        Page::Gauges => {
            gauges::show(ui, document, lang, (&mut states.gauges, &mut states.brief), out);
        }
        Page::Matrix => matrix::show(ui, document, lang, &mut states.matrix, out),
        Page::Country(code) => {
            let kept = (&mut states.country, &mut states.matrix);
            country::show(ui, session, document, *code, kept, out);
        }
        Page::Map => {
            map::show(ui, document, lang, &mut states.map, &mut states.matrix, out);
        }
        Page::Advice => advice::show(ui, document, lang, &mut states.brief, out),
        Page::Plan => plan::show(ui, session, document, &mut states.plan, out),
        Page::Decisions => {
            decisions::show(ui, session, document, &mut states.decisions, out);
        }
        Page::Speaking => speaking::show(ui, document, lang, &mut states.speaking, out),
        Page::Verify => {
            verify::show(ui, document, lang, &mut states.verify, &mut states.why, out);
        }
        Page::Benchmark => {
            benchmark::show(ui, session, document, &mut states.benchmark, out);
        }
        Page::Robustness => {
            robustness::show(ui, session, document, &mut states.robustness, out);
        }
        Page::Compare => {
            compare::show(ui, session, document, &mut states.compare, out);
        }
        Page::Import => import::show(ui, session, document, &mut states.import, out),
        Page::Kits => kits::show(ui, session, document, out),
        Page::Merge => merge::show(ui, session, document, &mut states.merge, out),
        Page::History => history::show(ui, session, document, &mut states.history, out),
        Page::Meeting => meeting::show(ui, session, document, &mut states.meeting, out),
        Page::Versions => {
            versions::show(ui, session, document, &mut states.versions, out);
        }
        Page::Brief => {
            note::show(ui, session, document, &mut states.note, out);
        }
    }
}

/// A page that scrolls, as wide as reads well.
fn column<R>(ui: &mut Ui, salt: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    ScrollArea::vertical()
        .id_salt(salt)
        .auto_shrink(false)
        .show(ui, |ui| {
            Frame::new()
                .inner_margin(Margin { left: 28, right: 24, top: 20, bottom: 40 })
                .show(ui, |ui| {
                    let width = ui.available_width().min(PAGE_WIDTH);
                    // Where nothing stands beside it, the page stands in the middle.
                    let left = ((ui.available_width() - width) / 2.0).max(0.0);
                    ui.horizontal_top(|ui| {
                        ui.add_space(left);
                        ui.vertical(|ui| {
                            ui.set_width(width);
                            content(ui)
                        })
                        .inner
                    })
                    .inner
                })
                .inner
        })
        .inner
}
