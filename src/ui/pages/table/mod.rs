//! A table: its rows, how complete it is, and one row at a time as a form.
//!
//! The person in front has an Excel sheet of sixty countries and half an hour: they need to paste
//! it, see at once what was not understood, correct a row in plain fields, and say whether the list
//! is complete, without ever having a blank taken for a zero.

mod bar;
mod cells;
mod columns;
mod copy;
mod coverage;
mod facts;
mod field;
mod form;
mod grid;
mod head;
mod keys;
mod paste;
mod pick;
mod place;
mod totals;
mod typing;
mod view;
mod words;

use std::{collections::BTreeSet, sync::LazyLock};

use egui::{Event, Frame, Margin, Panel, ScrollArea, Ui};

use super::{
    coherence, earlier,
    sources::{self, Recent},
};
use crate::{
    app::{Document, Past, Session},
    domain::{ColumnId, RowId, Table, TableId},
    language::Lang,
    questionnaire::TableSpec,
    ui::{
        tokens::{Tokens, space},
        view::Out,
        widgets,
    },
};

/// What is at hand on the page: order, selection, the row being filled, the text being pasted.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each says something of its own")]
pub struct State {
    wish: view::Wish,
    view: view::View,
    /// The totals in words, of what look of the view.
    totals: (u64, Vec<String>),
    /// The columns that the grid last showed.
    shown: Vec<columns::Shown>,
    cursor: Option<pick::Cursor>,
    anchor: Option<RowId>,
    selected: BTreeSet<RowId>,
    /// Whether the grid asks for the focus.
    reach: bool,
    /// Whether the row at hand is to be seen, whoever has the focus.
    sight: bool,
    typing: Option<typing::Typing>,
    form: Option<form::State>,
    /// How many rows were opened, so that fields of one are never taken for those of another.
    opened: u64,
    paste: Option<paste::State>,
    /// What the table held at an earlier day, and the sources named before.
    earlier: earlier::Kept,
    recent: sources::Kept,
    /// What the answers contradict.
    coherence: coherence::Kept,
    said: Option<head::Said>,
    channels: bool,
    /// Whether what was being typed when the page was last left, or the program ended, was looked
    /// for.
    resumed: bool,
}

/// What every part of the page is drawn from.
struct Sheet<'a> {
    document: &'a Document,
    spec: &'a TableSpec,
    table: &'a Table,
    lang: Lang,
    past: Option<&'a Past>,
    recent: &'a [Recent],
}

/// Draws the page.
pub fn show(
    ui: &mut Ui,
    session: &Session,
    document: &Document,
    id: &TableId,
    state: &mut State,
    out: &mut Out,
) {
    static BLANK: LazyLock<Table> = LazyLock::new(Table::default);
    let Some(spec) = document.pack().table(id.as_str()) else { return };
    let table = document.diagnostic().table(id.as_str()).unwrap_or(&BLANK);
    let (past, recent) = (state.earlier.look(session), state.recent.look(document));
    let (past, lang) = (past.as_deref(), session.lang());
    let page = Sheet { document, spec, table, lang, past, recent: &recent };
    state.look(ui, &page);
    state.take_paste(ui, &page);
    if state.paste.is_some() {
        paste::show(ui, &page, state, out);
    } else if state.form.is_some() {
        form::show(ui, &page, state, out);
    } else {
        rows(ui, &page, state, out);
    }
}

/// The rows, what is asked about them above, what can be done with them below.
fn rows(ui: &mut Ui, page: &Sheet<'_>, state: &mut State, out: &mut Out) {
    if !page.table.rows.is_empty() {
        let frame =
            Frame::new().fill(Tokens::of(ui).surface).inner_margin(Margin::symmetric(20, 6));
        Panel::bottom("rows").frame(frame).show(ui, |ui| bar::show(ui, page, state, out));
    }
    ScrollArea::vertical().id_salt(&page.spec.id).auto_shrink(false).show(ui, |ui| {
        let margin = Margin { left: 28, right: 24, top: 18, bottom: 24 };
        Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.set_width(ui.available_width());
            head::show(ui, page, state, out);
            let (document, id) = (page.document, &page.spec.id);
            coherence::beside_table(ui, document, &mut state.coherence, id, page.lang, out);
            ui.add_space(space::SMALL);
            if page.table.rows.is_empty() {
                head::empty(ui, page, state, out);
            } else {
                grid::show(ui, page, state, out);
            }
        });
    });
}

impl State {
    /// Looks at the rows again if something changed, and lets go of those that are gone.
    fn look(&mut self, ui: &Ui, page: &Sheet<'_>) {
        let before = self.view.looks;
        self.view.look(page.spec, page.table, page.document.revision(), page.lang, &self.wish);
        if before == self.view.looks {
            return;
        }
        let here: BTreeSet<RowId> = page.table.rows.iter().map(|row| row.id).collect();
        self.selected.retain(|id| here.contains(id));
        self.cursor.take_if(|cursor| !here.contains(&cursor.row));
        self.anchor.take_if(|id| !here.contains(id));
        self.typing.take_if(|typing| !here.contains(&typing.row));
        self.said.take_if(|said| said.is_past(page.document.revision()));
        self.form.take_if(|form| form.is_gone(&here));
        if self.form.is_none() {
            // What was typed in a row that was removed goes with it.
            widgets::retain_drafts(ui.ctx(), |key| match row_of(key, &page.spec.id) {
                Some(row) => here.contains(&row),
                None => true,
            });
        }
    }

    /// The state for another page: fields of its rows are not taken for those of this one.
    pub(in crate::ui::pages) fn turned(&self) -> Self {
        Self { opened: self.opened, ..Self::default() }
    }

    /// Takes what Ctrl+V brings, unless a field has the focus.
    fn take_paste(&mut self, ui: &Ui, page: &Sheet<'_>) {
        if ui.ctx().text_edit_focused() || !page.document.can_change() || !ui.is_enabled() {
            return;
        }
        let pasted = ui.input_mut(|input| {
            let at = input.events.iter().position(|event| matches!(event, Event::Paste(_)))?;
            match input.events.remove(at) {
                Event::Paste(text) => Some(text),
                _ => None,
            }
        });
        if let Some(text) = pasted {
            self.form = None;
            self.paste = Some(paste::State::of(&text, page));
        }
    }

    /// Opens the form of a row, or of a new one, at a column.
    fn open(&mut self, row: Option<RowId>, column: Option<ColumnId>) {
        self.opened += 1;
        self.typing = None;
        self.form = Some(form::State::new(row, column, self.opened));
    }
}

/// The row of a table whose entry is kept under a name.
fn row_of(key: &str, table: &TableId) -> Option<RowId> {
    let mut parts = key.split('/');
    (parts.next()? == table.as_str()).then_some(())?;
    parts.next()?.parse().ok()
}
