//! Above the rows: why they are asked, how complete they are, and what to do first.

use egui::{
    Id, OutputCommand, Ui, ViewportCommand,
    accesskit::{Live, Role},
};

use crate::{
    app::{Command, Edit},
    language::Lang,
    questionnaire::starting_rows,
    ui::{
        pages::earlier,
        shell::way_to_help,
        tokens::{PAGE_WIDTH, space},
        view::Out,
        widgets::{self, Button, CalloutKind, Icon},
    },
};

use super::{Sheet, State, coverage, paste};

/// What was just done to rows, until something else is.
#[derive(Debug)]
pub(super) struct Said {
    what: What,
    revision: u64,
}

#[derive(Clone, Copy, Debug)]
enum What {
    Removed(usize),
    Added(usize),
    Filled(usize),
    Copied(usize),
}

impl Said {
    /// The edit is applied after the frame: it makes the next revision.
    fn after(what: What, page: &Sheet<'_>) -> Self {
        Self { what, revision: page.document.revision() + 1 }
    }

    pub(super) fn removed(rows: usize, page: &Sheet<'_>) -> Self {
        Self::after(What::Removed(rows), page)
    }

    pub(super) fn added(rows: usize, page: &Sheet<'_>) -> Self {
        Self::after(What::Added(rows), page)
    }

    pub(super) fn filled(rows: usize, page: &Sheet<'_>) -> Self {
        Self::after(What::Filled(rows), page)
    }

    pub(super) fn copied(rows: usize, page: &Sheet<'_>) -> Self {
        Self { what: What::Copied(rows), revision: page.document.revision() }
    }

    /// Whether the document has changed since.
    pub(super) const fn is_past(&self, revision: u64) -> bool {
        self.revision < revision
    }

    fn words(&self, lang: Lang) -> String {
        match self.what {
            What::Removed(rows) => lang.table_removed(rows),
            What::Added(rows) => lang.table_added(rows),
            What::Filled(rows) => lang.table_filled(rows),
            What::Copied(rows) => lang.table_copied(rows),
        }
    }
}

/// Title, reason, what was just done, coverage and the tools.
pub(super) fn show(ui: &mut Ui, page: &Sheet<'_>, state: &mut State, out: &mut Out) {
    let lang = page.lang;
    ui.scope(|ui| {
        ui.set_max_width(PAGE_WIDTH.min(ui.available_width()));
        widgets::title(ui, page.spec.title.get(lang));
        widgets::weak(ui, page.spec.why.get(lang));
        way_to_help(ui, lang, out);
    });
    if page.spec.asks_coverage {
        ui.add_enabled_ui(page.document.can_change(), |ui| coverage::show(ui, page, state, out));
    }
    said(ui, page, state, out);
    if !page.table.rows.is_empty() {
        ui.add_space(space::TINY);
        tools(ui, page, state, out);
    }
}

/// What was just done, said to a screen reader too, and how to take it back.
fn said(ui: &mut Ui, page: &Sheet<'_>, state: &mut State, out: &mut Out) {
    let Some(said) = &state.said else { return };
    let lang = page.lang;
    let words = said.words(lang);
    let can_undo = !matches!(said.what, What::Copied(_));
    let shown = widgets::callout(ui, CalloutKind::Success, &words, |ui| {
        can_undo && ui.add(Button::quiet(lang.table_take_back()).icon(Icon::Undo)).clicked()
    });
    ui.ctx().accesskit_node_builder(shown.response.id, |node| {
        node.set_role(Role::Status);
        node.set_live(Live::Polite);
        node.set_label(words);
    });
    if shown.inner {
        state.said = None;
        out.send(Command::Undo);
    }
}

fn tools(ui: &mut Ui, page: &Sheet<'_>, state: &mut State, out: &mut Out) {
    let lang = page.lang;
    ui.horizontal_wrapped(|ui| {
        begin(ui, page, state);
        let (rows, looks) = (state.view.faults, &mut state.wish);
        let (id, find) = (Id::unique("find row"), lang.table_find());
        if let Some(text) = widgets::line(ui, id, find, find, &looks.text, 200.0) {
            looks.text = text;
        }
        if 0 < rows || looks.faulty {
            let label = lang.table_faulty(rows);
            let button = Button::secondary(&label).icon(Icon::Warning).pressed(looks.faulty);
            if ui.add(button).clicked() {
                looks.faulty = !looks.faulty;
            }
        }
        missing_rows(ui, page, out);
        let copy = Button::quiet(lang.table_copy()).icon(Icon::Export);
        let copy = ui.add(copy).accessible_name(lang.table_copy_long());
        if copy.on_hover_text(lang.table_copy_help()).clicked() {
            copy_out(ui, page, state);
        }
    });
}

/// The two ways to begin: one row, or many at once.
fn begin(ui: &mut Ui, page: &Sheet<'_>, state: &mut State) {
    let lang = page.lang;
    ui.add_enabled_ui(page.document.can_change(), |ui| {
        if ui.add(Button::primary(lang.table_add()).icon(Icon::Plus)).clicked() {
            state.wish = super::view::Wish { sort: state.wish.sort.take(), ..Default::default() };
            state.open(None, None);
        }
        if widgets::secondary(ui, lang.table_paste()).clicked() {
            state.paste = Some(paste::State::default());
            // Where the system allows it, its clipboard comes by itself.
            ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
        }
    });
}

/// Puts the selected rows, else those that are shown, on the clipboard.
pub(super) fn copy_out(ui: &Ui, page: &Sheet<'_>, state: &mut State) {
    let (rows, text) = state.tsv(page);
    ui.output_mut(|output| output.commands.push(OutputCommand::CopyText(text)));
    state.said = Some(Said::copied(rows, page));
}

/// The rows that the table should start with and lacks.
fn missing_rows(ui: &mut Ui, page: &Sheet<'_>, out: &mut Out) {
    let Some((column, cells)) = starting_rows(page.spec) else { return };
    let place = page.table.column(column.id.as_str());
    let has = |cell: &crate::domain::Cell| {
        place.is_some_and(|at| page.table.rows.iter().any(|row| row.cell(at) == cell))
    };
    let missing: Vec<_> = cells
        .into_iter()
        .filter(|cell| !has(cell))
        .map(|cell| vec![(column.id.clone(), cell)])
        .collect();
    if missing.is_empty() {
        return;
    }
    let empty = page.table.rows.is_empty();
    let label = if empty {
        page.lang.table_start_rows(missing.len())
    } else {
        page.lang.table_missing_rows(missing.len())
    };
    let button = if empty { Button::primary(&label) } else { Button::quiet(&label) };
    if ui.add_enabled(page.document.can_change(), button).clicked() {
        out.edit(Edit::AddRows(page.spec.id.clone(), missing));
    }
}

/// What to do first.
pub(super) fn empty(ui: &mut Ui, page: &Sheet<'_>, state: &mut State, out: &mut Out) {
    let lang = page.lang;
    ui.set_max_width(PAGE_WIDTH.min(ui.available_width()));
    widgets::card(ui, true, |ui| {
        widgets::heading(ui, lang.table_begin());
        widgets::weak(ui, lang.table_begin_how());
        ui.horizontal_wrapped(|ui| {
            missing_rows(ui, page, out);
            begin(ui, page, state);
            if let Some(past) = page.past.filter(|_| page.document.can_change()) {
                earlier::of_table(ui, past, page.spec, lang, out);
            }
        });
        ui.add_space(space::TINY);
        widgets::caption(ui, lang.table_where());
        ui.label(page.spec.source.get(lang));
        if !page.spec.caution.is_empty() {
            widgets::small(ui, page.spec.caution.get(lang));
        }
    });
}
