//! The country matrix: where the territory's ties are, and where its partnerships are.
//!
//! The person in front wants to find the countries where something should be decided, to see why,
//! and to be sure that a blank is not taken for a zero. What is context stands beside the figures,
//! dated, and never counts.

mod bar;
mod grid;
mod line;

use std::{collections::BTreeSet, sync::Arc};

use egui::{Id, Margin, RichText, ScrollArea, Ui};

use crate::{
    app::Document,
    domain::{Class, CountryCode, Place},
    language::Lang,
    report::{
        matrix::{Board, Column, Context, Group, Wish},
        words,
    },
    scoring::Matrix,
    ui::{
        tokens::{Tokens, size, space},
        view::{Out, Page},
        widgets::{self, CalloutKind, Figure, FigureTable},
    },
};

/// What is asked of the matrix, the line at hand, and the lines as they were last made.
#[derive(Debug)]
pub struct State {
    wish: Wish,
    /// The contexts that have a column.
    contexts: Vec<Context>,
    /// The groups that are folded, by key.
    folded: BTreeSet<String>,
    /// The line at hand.
    at: Option<Spot>,
    /// Whether the line at hand is to be brought into view and given the focus.
    reach: bool,
    /// The column that was just shown, to be brought into view.
    bring: Option<Column>,
    kept: Option<Kept>,
}

/// A line by what it is about, so that it stays at hand when lines move.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Spot {
    /// The heading of a group.
    Head(String),
    /// A country or a zone.
    Line(Place),
}

/// The lines of one state of the document.
#[derive(Debug)]
struct Kept {
    of: (u64, Lang, Wish),
    board: Arc<Board>,
    /// The lines in sight order: groups, and entries within them, as folded.
    lines: Vec<Line>,
}

/// A line of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    /// The heading of a group.
    Head(usize),
    /// An entry of a group.
    Entry(usize, usize),
}

impl Default for State {
    fn default() -> Self {
        Self {
            wish: Wish::default(),
            contexts: vec![Context::Union, Context::Aid],
            folded: BTreeSet::new(),
            at: None,
            reach: false,
            bring: None,
            kept: None,
        }
    }
}

impl State {
    /// The lines of the document as it is now, made once and kept until something changes.
    pub(super) fn board(&mut self, document: &Document, lang: Lang) -> Arc<Board> {
        let of = (document.revision(), lang, self.wish.clone());
        if let Some(kept) = &self.kept
            && kept.of == of
        {
            return Arc::clone(&kept.board);
        }
        let (pack, diagnostic) = (document.pack(), document.diagnostic());
        let made = Board::new(pack, diagnostic, document.assessment(), &self.wish, lang);
        let board = Arc::new(made);
        let lines = lines(&board, &self.folded);
        self.kept = Some(Kept { of, board: Arc::clone(&board), lines });
        board
    }

    /// Puts a country at hand, so that the page shows its line when it is opened.
    pub(super) fn return_to(&mut self, country: CountryCode) {
        self.at = Some(Spot::Line(Place::Country(country)));
        self.reach = true;
        // A line that is folded away or filtered out cannot be returned to.
        let place = Place::Country(country);
        let Some(kept) = &mut self.kept else { return };
        let holds = |group: &&Group| group.entries.iter().any(|entry| entry.place == place);
        if let Some(group) = kept.board.groups.iter().find(holds)
            && self.folded.remove(&group.key)
        {
            kept.lines = lines(&kept.board, &self.folded);
        }
    }

    /// Folds or unfolds a group.
    fn fold(&mut self, key: &str, folded: bool) {
        if folded {
            self.folded.insert(key.to_owned());
        } else {
            self.folded.remove(key);
        }
        if let Some(kept) = &mut self.kept {
            kept.lines = lines(&kept.board, &self.folded);
        }
    }

    fn lines(&self) -> &[Line] {
        self.kept.as_ref().map_or(&[], |kept| kept.lines.as_slice())
    }
}

/// The lines of groups, without those that are folded away.
fn lines(board: &Board, folded: &BTreeSet<String>) -> Vec<Line> {
    let mut lines = Vec::new();
    for (at, group) in board.groups.iter().enumerate() {
        if !group.title.is_empty() {
            lines.push(Line::Head(at));
            if folded.contains(&group.key) {
                continue;
            }
        }
        lines.extend((0..group.entries.len()).map(|entry| Line::Entry(at, entry)));
    }
    lines
}

/// What is below the grid and must stay in sight.
const BELOW: f32 = 176.0;

/// The least that the grid is high.
const LEAST: f32 = 260.0;

/// Draws the page.
pub fn show(ui: &mut Ui, document: &Document, lang: Lang, state: &mut State, out: &mut Out) {
    let room = ui.available_height();
    ScrollArea::vertical().id_salt("matrix").auto_shrink(false).show(ui, |ui| {
        let margin = Margin { left: 28, right: 20, top: 16, bottom: 16 };
        egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let top = ui.cursor().top();
            widgets::title(ui, lang.matrix_title());
            widgets::weak(ui, lang.matrix_lead());
            let (Some(spec), Some(matrix)) =
                (&document.pack().matrix, &document.assessment().matrix)
            else {
                empty(ui, document, lang, out);
                return;
            };
            if matrix.countries.is_empty() && matrix.zones.is_empty() {
                empty(ui, document, lang, out);
                unplaced(ui, document, matrix, lang, out);
                return;
            }
            bar::show(ui, document, lang, state);
            unplaced(ui, document, matrix, lang, out);
            let board = state.board(document, lang);
            let height = (room - (ui.cursor().top() - top) - BELOW).max(LEAST);
            let shown = grid::Shown { spec, board: &board, height, lang };
            framed(ui, shown, state, out);
            legend(ui, lang, &state.contexts);
        });
    });
}

/// The grid in the frame of every figure, with the whole matrix as a table.
fn framed(ui: &mut Ui, shown: grid::Shown<'_>, state: &mut State, out: &mut Out) {
    let (lang, contexts) = (shown.lang, state.contexts.clone());
    let table = || {
        let (columns, rows) = shown.board.table(shown.spec, &contexts, lang);
        FigureTable { columns, rows }
    };
    let (id, title) = (Id::unique("matrix figure"), lang.matrix_grid());
    widgets::figure(ui, Figure { id, title, note: "" }, &table, lang, |ui| {
        grid::show(ui, shown, state, out);
    });
}

/// What to do before there is a matrix.
fn empty(ui: &mut Ui, document: &Document, lang: Lang, out: &mut Out) {
    ui.add_space(space::MEDIUM);
    widgets::callout(ui, CalloutKind::Info, lang.matrix_empty(), |_| ());
    let pack = document.pack();
    let Some(spec) = &pack.matrix else { return };
    ui.horizontal_wrapped(|ui| {
        let partnerships = std::iter::once(&spec.partnerships.table);
        let ties = spec.ties.iter().map(|tie| tie.source.table());
        for table in ties.chain(partnerships).filter_map(|id| pack.table(id.as_str())) {
            if widgets::secondary(ui, table.short.get(lang)).clicked() {
                out.go(Page::Table(table.id.clone()));
            }
        }
    });
}

/// The sign and the word of each class; what it means is told where one points, and in groups.
fn legend(ui: &mut Ui, lang: Lang, contexts: &[Context]) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().interact_size.y = 20.0;
        ui.spacing_mut().item_spacing.x = space::MEDIUM;
        for class in Class::ALL {
            let sign = words::class_sign(Some(class));
            let color = line::color(Some(class), Tokens::of(ui));
            let said = format!("{sign}\u{a0}{}", words::class(lang, Some(class)));
            let shown = ui.label(RichText::new(said).size(size::SMALL).color(color));
            shown.on_hover_text(words::class_reading(lang, Some(class)));
        }
    });
    ui.spacing_mut().item_spacing.y = 2.0;
    widgets::small(ui, lang.matrix_legend());
    if !contexts.is_empty() {
        let source = |one: &Context| lang.report_word_and(one.name(lang), one.source(lang));
        let sources: Vec<String> = contexts.iter().map(source).collect();
        widgets::small(ui, lang.context_shown(sources.join(lang.report_semicolon())));
    }
}

/// Rows whose country matched nothing, to be looked at.
fn unplaced(ui: &mut Ui, document: &Document, matrix: &Matrix, lang: Lang, out: &mut Out) {
    if matrix.unplaced.is_empty() {
        return;
    }
    let text = lang.matrix_unplaced(matrix.unplaced.len());
    widgets::callout(ui, CalloutKind::Warning, &text, |ui| {
        ui.horizontal_wrapped(|ui| {
            let mut tables: Vec<_> = matrix.unplaced.iter().map(|(table, _)| table).collect();
            tables.dedup();
            for spec in tables.into_iter().filter_map(|id| document.pack().table(id.as_str())) {
                if widgets::quiet(ui, spec.short.get(lang)).clicked() {
                    out.go(Page::Table(spec.id.clone()));
                }
            }
        });
    });
}
