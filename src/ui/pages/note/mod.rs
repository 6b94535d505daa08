//! The brief before it is exported: its very pages, what to look at first, and its text.
//!
//! The official reads the note as the mayor will, finds a word, doubts a figure, goes to the
//! question behind it, and sees what somebody could object to before pressing « Exporter ».

mod bar;
mod checks;
mod cover;
mod options;
mod paper;
mod plan;
mod text;

use std::{collections::BTreeMap, sync::Arc};

use egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Stroke, Ui};

use crate::{
    app::{Document, Earlier, Preview, Session},
    language::Lang,
    report::{
        Brief, DocumentOptions,
        brief::Spot,
        preflight::{Concern, preflight},
        preview::{Hit, Pages, find},
    },
    ui::{
        tokens::{Tokens, space},
        view::{Out, Page},
        widgets,
    },
};

/// What the page remembers.
#[derive(Debug, Default)]
pub struct State {
    mode: Mode,
    side: Side,
    /// How large the pages are; as wide as there is room if absent.
    zoom: Option<f32>,
    /// How large they are shown, 1 being their true size.
    shown_zoom: f32,
    /// How far two fingers, or the wheel, went since the last step of size, as a logarithm.
    pinched: f32,
    /// What stands at the top of the view: a page, and how far down on it in points of paper.
    top: (usize, f32),
    /// The page at the top of the view.
    current: usize,
    /// The heading that the plan was last scrolled to.
    told: Option<usize>,
    /// Where to go: a page, and how far down on it in points of paper.
    target: Option<(usize, f32)>,
    search: Search,
    textures: BTreeMap<usize, paper::Texture>,
    concerns: Option<(u64, Vec<Concern>)>,
    /// The document in words, or why it cannot be worded.
    brief: Option<(Worded, Result<Arc<Brief>, String>)>,
    /// Whether every concern is shown, and not the first of each weight only.
    all_concerns: bool,
}

/// What a document in words was made from: the revision, what was chosen, the earlier state.
type Worded = (u64, DocumentOptions, Option<Earlier>);

/// How the brief is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    /// As pages.
    #[default]
    Pages,
    /// As running text.
    Text,
    /// Not at all: what stands beside it takes the room, in a narrow window.
    Side,
}

/// What stands beside the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Side {
    /// The headings.
    #[default]
    Plan,
    /// What to look at before exporting.
    Checks,
    /// What the document is made of.
    Options,
    /// What its cover says, and its look.
    Cover,
}

/// What is searched, and where it was found.
#[derive(Debug, Default)]
struct Search {
    words: String,
    /// The words and pages that the hits belong to.
    of: Option<(String, Arc<Pages>)>,
    hits: Vec<Hit>,
    at: usize,
    /// Whether the field is to take the focus.
    asked: bool,
}

impl Search {
    /// Looks the words up in these pages, unless that is done.
    fn follow(&mut self, pages: &Arc<Pages>) {
        let known =
            |(words, of): &(String, Arc<Pages>)| *words == self.words && Arc::ptr_eq(of, pages);
        if self.of.as_ref().is_some_and(known) {
            return;
        }
        self.hits = find(pages.sheets(), &self.words);
        self.at = self.at.min(self.hits.len().saturating_sub(1));
        self.of = Some((self.words.clone(), Arc::clone(pages)));
    }

    /// Goes so many hits on, around the ends; returns where it stands.
    fn step(&mut self, by: isize) -> Option<(usize, f32)> {
        let count = isize::try_from(self.hits.len()).ok().filter(|count| 0 < *count)?;
        let at = isize::try_from(self.at).ok()?.saturating_add(by).rem_euclid(count);
        self.at = usize::try_from(at).ok()?;
        self.place()
    }

    fn place(&self) -> Option<(usize, f32)> {
        let hit = self.hits.get(self.at)?;
        Some((hit.page, hit.areas.first()?.top))
    }
}

/// How wide what stands beside the pages is.
const SIDE: f32 = 268.0;

/// From this width on, it stands beside them.
const BESIDE: f32 = 800.0;

impl State {
    /// Lets the pictures go: another page is turned to.
    pub(super) fn leave(&mut self) {
        self.textures.clear();
        self.brief = None;
    }

    /// The document in words, put together once for each state of it.
    fn brief(&mut self, session: &Session, document: &Document) -> Result<Arc<Brief>, String> {
        let of = (document.revision(), session.options().clone(), session.review_from(document));
        match &self.brief {
            Some((known, brief)) if *known == of => brief.clone(),
            _ => {
                let made = session.worded(document).map(Arc::new);
                let brief = made.map_err(|failure| failure.sentence(session.lang()));
                self.brief = Some((of, brief.clone()));
                brief
            }
        }
    }

    /// What to look at before exporting, found once for each state of the document.
    fn concerns(&mut self, document: &Document) -> &[Concern] {
        let revision = document.revision();
        if self.concerns.as_ref().is_none_or(|(of, _)| *of != revision) {
            let found = preflight(document.pack(), document.diagnostic(), document.assessment());
            self.concerns = Some((revision, found));
        }
        self.concerns.as_ref().map_or(&[], |(_, found)| found)
    }
}

/// Draws the page.
pub fn show(ui: &mut Ui, session: &Session, document: &Document, state: &mut State, out: &mut Out) {
    let lang = session.lang();
    let wide = BESIDE <= ui.available_width();
    if wide && state.mode == Mode::Side {
        state.mode = Mode::Pages;
    }
    let tokens = Tokens::of(ui);
    let edge = Frame::new().fill(tokens.surface).inner_margin(Margin::symmetric(16, 8));
    Panel::top("note bar").frame(edge).show(ui, |ui| bar::show(ui, session, state, wide));
    if wide {
        let frame = Frame::new().fill(tokens.surface).inner_margin(Margin::symmetric(12, 10));
        Panel::left("note side").exact_size(SIDE).resizable(false).frame(frame).show(ui, |ui| {
            side(ui, session, document, state, out);
        });
    }
    let paper = state.mode == Mode::Pages;
    let desk = Frame::new().fill(if paper { tokens.track } else { tokens.page });
    CentralPanel::no_frame().frame(desk).show(ui, |ui| match state.mode {
        Mode::Pages => paper::show(ui, session, document, state, out),
        Mode::Text => match state.brief(session, document) {
            Ok(brief) => text::show(ui, document, &brief, lang, out),
            Err(why) => paper::failed(ui, &why, lang),
        },
        Mode::Side => {
            Frame::new().inner_margin(Margin::symmetric(16, 10)).show(ui, |ui| {
                side(ui, session, document, state, out);
            });
        }
    });
}

/// What stands beside the pages: their headings, or what to look at first.
fn side(ui: &mut Ui, session: &Session, document: &Document, state: &mut State, out: &mut Out) {
    let lang = session.lang();
    let count = lang.integer(state.concerns(document).len());
    let names = [
        lang.note_side_plan().to_owned(),
        lang.note_side_checks(count),
        lang.note_side_options().to_owned(),
        lang.cover_side().to_owned(),
    ];
    let chosen = Some(state.side as usize);
    match widgets::segments(ui, lang.note_side(), &names, chosen) {
        Some(0) => state.side = Side::Plan,
        Some(1) => state.side = Side::Checks,
        Some(2) => state.side = Side::Options,
        Some(3) => state.side = Side::Cover,
        _ => {}
    }
    ui.add_space(space::TINY);
    let line = ui.available_rect_before_wrap();
    ui.painter().hline(line.x_range(), line.top(), Stroke::new(1.0, Tokens::of(ui).line));
    ui.add_space(space::TINY);
    let salt = ("note side", state.side as usize);
    ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| match state.side {
        Side::Plan => plan::show(ui, session, state),
        Side::Checks => checks::show(ui, document, lang, state, out),
        Side::Options => options::show(ui, session, document, out),
        Side::Cover => cover::show(ui, session, document, out),
    });
}

/// Goes to what stands behind a word or figure.
fn follow(document: &Document, spot: &Spot, out: &mut Out) {
    match spot {
        Spot::Question(id) => out.go_to_question(document, id),
        Spot::Table(id) => out.go(Page::Table(id.clone())),
        Spot::Plan => out.go(Page::Plan),
        Spot::Decisions => out.go(Page::Decisions),
        Spot::Cover => out.go(Page::Brief),
        Spot::Number(number) => out.why = Some(number.clone()),
    }
}

/// The pages that are laid out, whether or not they are those of the present state.
fn pages(session: &Session) -> Option<&Arc<Pages>> {
    match session.preview() {
        Preview::Pages(pages, _) => Some(pages),
        Preview::None | Preview::Failed(_) => None,
    }
}

/// The name of a page.
fn page_name(lang: Lang, page: usize, pages: usize) -> String {
    lang.note_page_name(page + 1, pages)
}
