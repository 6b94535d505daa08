//! Rows from a spreadsheet: which column is which, and what was not understood, before anything is
//! added.

use std::collections::BTreeSet;

use egui::{
    Id, Key, Modifiers, Rect, RichText, ScrollArea, Sense, Ui, WidgetInfo, accesskit::Role, vec2,
};

use crate::{
    app::Edit,
    domain::{Cell, ColumnId, Table},
    exchange::{Clipping, ImportProblem, ImportProblemKind, PastedRow},
    ui::{
        tokens::{Tokens, size, space},
        view::Out,
        widgets::{self, Button, CalloutKind},
    },
};

use super::{Sheet, cells, head::Said, words};

/// What was pasted, how it is understood, and which lines are left out.
#[derive(Debug, Default)]
pub(super) struct State {
    text: String,
    read: Option<Result<Clipping, ImportProblem>>,
    rows: Vec<PastedRow>,
    twice: BTreeSet<usize>,
    left_out: BTreeSet<usize>,
}

impl State {
    pub(super) fn of(text: &str, page: &Sheet<'_>) -> Self {
        let shown: Vec<_> = page.spec.columns.iter().map(|column| column.id.clone()).collect();
        let read = Clipping::read(text, page.spec, &shown);
        let mut state = Self { text: text.to_owned(), read: Some(read), ..Self::default() };
        state.understand(page);
        state
    }

    /// Reads the lines again, after another column was chosen.
    fn understand(&mut self, page: &Sheet<'_>) {
        let Some(Ok(clipping)) = &self.read else { return };
        self.rows = clipping.rows_in(page.spec, Some(page.lang));
        self.twice = repeated(&self.rows, page.table, &clipping.columns);
        // What is there already is left out unless somebody wants it.
        self.left_out = self.twice.clone();
        let blank = self.rows.iter().enumerate().filter(|(_, row)| row.cells.is_empty());
        self.left_out.extend(blank.map(|(at, _)| at));
    }

    fn wanted(&self) -> impl Iterator<Item = &PastedRow> {
        let wanted = |at: &usize| !self.left_out.contains(at);
        self.rows.iter().enumerate().filter(move |(at, _)| wanted(at)).map(|(_, row)| row)
    }
}

/// The pasted rows that the table, or an earlier line, has already in all that was pasted.
fn repeated(rows: &[PastedRow], table: &Table, columns: &[Option<ColumnId>]) -> BTreeSet<usize> {
    let columns: Vec<&ColumnId> = columns.iter().flatten().collect();
    let key = |cell: &dyn Fn(&ColumnId) -> Cell| -> String {
        columns.iter().map(|id| cell(id).to_string()).collect::<Vec<_>>().join("\u{1f}")
    };
    let places: Vec<_> = columns.iter().map(|id| (*id, table.column(id.as_str()))).collect();
    let place = |id: &ColumnId| places.iter().find(|(of, _)| *of == id).and_then(|(_, at)| *at);
    let mut seen: BTreeSet<String> =
        table.rows.iter().map(|row| key(&|id| super::view::cell(row, place(id)).clone())).collect();
    let is_seen = |row: &PastedRow| {
        let found = |id: &ColumnId| row.cells.iter().find(|(of, _)| of == id);
        !seen.insert(key(&|id| found(id).map_or(Cell::Empty, |(_, cell)| cell.clone())))
    };
    let mut is_seen = is_seen;
    let twice = rows.iter().enumerate().filter(|(_, row)| is_seen(row)).map(|(at, _)| at);
    twice.collect()
}

/// What the page is left for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leave {
    Stay,
    Cancel,
    Add,
}

/// Draws the page.
pub(super) fn show(ui: &mut Ui, page: &Sheet<'_>, state: &mut super::State, out: &mut Out) {
    let Some(mut paste) = state.paste.take() else { return };
    let escaped = !egui::Popup::is_any_open(ui.ctx())
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let mut leave = ScrollArea::vertical()
        .id_salt("paste")
        .auto_shrink(false)
        .show(ui, |ui| {
            let margin = egui::Margin { left: 28, right: 24, top: 18, bottom: 24 };
            egui::Frame::new().inner_margin(margin).show(ui, |ui| body(ui, page, &mut paste)).inner
        })
        .inner;
    if escaped {
        leave = Leave::Cancel;
    }
    match leave {
        Leave::Stay => state.paste = Some(paste),
        Leave::Cancel => state.reach = state.cursor.is_some(),
        Leave::Add => {
            let rows: Vec<_> = paste.wanted().map(|row| row.cells.clone()).collect();
            state.said = Some(Said::added(rows.len(), page));
            out.edit(Edit::AddRows(page.spec.id.clone(), rows));
        }
    }
}

fn body(ui: &mut Ui, page: &Sheet<'_>, paste: &mut State) -> Leave {
    let lang = page.lang;
    widgets::title(ui, lang.table_paste_title());
    match &paste.read {
        None => return wait(ui, page, paste),
        Some(Err(problem)) => {
            let words = format!("{} {}", problem.sentence(lang), problem.hint(lang));
            widgets::callout(ui, CalloutKind::Error, &words, |_| ());
            return wait(ui, page, paste);
        }
        Some(Ok(_)) => {}
    }
    widgets::weak(ui, lang.table_paste_check());
    let mut changed = false;
    if let Some(Ok(clipping)) = &mut paste.read {
        changed |= ui.checkbox(&mut clipping.has_headings, lang.table_first_line()).changed();
    }
    ui.add_space(space::TINY);
    if changed {
        paste.understand(page);
    }
    counts(ui, page, paste);
    let leave = buttons(ui, page, paste);
    ui.add_space(space::SMALL);
    preview(ui, page, paste);
    problems(ui, page, paste);
    leave
}

/// A field to paste into, where the clipboard did not come by itself.
fn wait(ui: &mut Ui, page: &Sheet<'_>, paste: &mut State) -> Leave {
    let lang = page.lang;
    widgets::weak(ui, lang.table_paste_how());
    let id = Id::unique("paste here");
    let name = lang.table_paste_here();
    if let Some(text) = widgets::area(ui, id, name, name, &paste.text) {
        *paste = State::of(&text, page);
    } else if paste.read.is_none() && ui.memory(|memory| memory.focused().is_none()) {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let cancel = widgets::secondary(ui, lang.shell_cancel()).clicked();
    if cancel { Leave::Cancel } else { Leave::Stay }
}

/// How many lines are added, and what is lost or odd in them.
fn counts(ui: &mut Ui, page: &Sheet<'_>, paste: &State) {
    let lang = page.lang;
    let count = |test: &dyn Fn(&PastedRow) -> bool| paste.wanted().filter(|row| test(row)).count();
    let lost = count(&|row| row.loses);
    if 0 < lost {
        widgets::callout(ui, CalloutKind::Warning, &lang.table_paste_lost(lost), |_| ());
    }
    let strange = count(&|row| {
        let odd = |kind: &ImportProblemKind| matches!(kind, ImportProblemKind::UnknownPlace(_));
        row.problems.iter().any(|problem| odd(&problem.kind))
    });
    if 0 < strange {
        widgets::callout(ui, CalloutKind::Warning, &lang.table_paste_strange(strange), |_| ());
    }
    if !paste.twice.is_empty() {
        let words = lang.table_paste_twice(paste.twice.len());
        widgets::callout(ui, CalloutKind::Info, &words, |_| ());
    }
}

fn buttons(ui: &mut Ui, page: &Sheet<'_>, paste: &State) -> Leave {
    let lang = page.lang;
    let count = paste.wanted().count();
    ui.horizontal_wrapped(|ui| {
        let label = lang.table_paste_add(count);
        let add =
            ui.add_enabled_ui(0 < count, |ui| ui.add(Button::primary(&label)).clicked()).inner;
        let cancel = widgets::secondary(ui, lang.shell_cancel()).clicked();
        if add {
            Leave::Add
        } else if cancel {
            Leave::Cancel
        } else {
            Leave::Stay
        }
    })
    .inner
}

const COLUMN: f32 = 168.0;
const TICK: f32 = 34.0;
const ROW: f32 = 26.0;

/// The pasted columns, each with the column it goes to, over the lines as they are understood.
fn preview(ui: &mut Ui, page: &Sheet<'_>, paste: &mut State) {
    let Some(Ok(clipping)) = &paste.read else { return };
    let mut clipping = clipping.clone();
    let width = COLUMN.mul_add(clipping.width() as f32, TICK);
    let mut changed = false;
    ScrollArea::horizontal().id_salt("pasted").show(ui, |ui| {
        ui.set_min_width(width);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(TICK);
            for index in 0..clipping.width() {
                changed |= target(ui, page, &mut clipping, index);
            }
        });
        let height = 280.0;
        ScrollArea::vertical().id_salt("lines").max_height(height).show_rows(
            ui,
            ROW,
            paste.rows.len(),
            |ui, lines| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for line in lines {
                    one(ui, page, paste, &clipping, line);
                }
            },
        );
    });
    if changed {
        paste.read = Some(Ok(clipping));
        paste.understand(page);
    }
}

/// Where a pasted column goes.
fn target(ui: &mut Ui, page: &Sheet<'_>, clipping: &mut Clipping, index: usize) -> bool {
    let lang = page.lang;
    let columns = &page.spec.columns;
    let labels: Vec<_> = columns.iter().map(|column| column.label.get(lang)).collect();
    let current = clipping.columns.get(index).cloned().flatten();
    let chosen = current.and_then(|id| columns.iter().position(|column| column.id == id));
    ui.vertical(|ui| {
        ui.set_width(COLUMN);
        ui.spacing_mut().item_spacing.y = 2.0;
        let number = lang.integer(index + 1);
        let heading = if clipping.has_headings {
            clipping.heading(index).to_owned()
        } else {
            lang.table_pasted_column(&number)
        };
        let text = RichText::new(&heading).size(size::SMALL).color(Tokens::of(ui).weak);
        ui.add(egui::Label::new(text).truncate());
        let id = Id::unique(("pasted column", index));
        let name = lang.table_goes_to(&heading);
        let hint = lang.table_passed_over();
        let field = widgets::Field { id, name: &name, hint, width: COLUMN - 12.0 };
        let picked = widgets::select(ui, field, &labels, chosen);
        if let Some(picked) = picked {
            let column = picked.and_then(|at| columns.get(at)).map(|column| column.id.clone());
            clipping.assign(index, column);
        }
        picked.is_some()
    })
    .inner
}

/// A pasted line: what is understood of it, in words; what is not, as it is.
fn one(ui: &mut Ui, page: &Sheet<'_>, paste: &mut State, clipping: &Clipping, line: usize) {
    let (lang, tokens) = (page.lang, Tokens::of(ui));
    let width = COLUMN.mul_add(clipping.width() as f32, TICK);
    let (rect, _) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
    let wanted = !paste.left_out.contains(&line);
    let place = Rect::from_min_size(rect.min, vec2(TICK, ROW));
    let response = ui.interact(place, Id::unique(("add line", line)), Sense::click());
    let Some(row) = paste.rows.get(line) else { return };
    let mut heard = Vec::new();
    cells::tick(ui, place, wanted);
    for (index, column) in clipping.columns.iter().enumerate() {
        let left = COLUMN.mul_add(index as f32, rect.left() + TICK);
        let room = Rect::from_min_size(egui::pos2(left, rect.top()), vec2(COLUMN - 8.0, ROW));
        let pasted = clipping.field(line, index);
        let column = column.as_ref().and_then(|id| page.spec.column(id.as_str()));
        let cell = column.and_then(|c| row.cells.iter().find(|(id, _)| *id == c.id));
        let (words, color) = match (column, cell) {
            (None, _) => (pasted.to_owned(), tokens.weak),
            (Some(column), Some((_, cell))) => {
                let words = words::cell(column, cell, lang);
                let strange = cell.places().any(|place| !super::facts::is_known(&place))
                    && matches!(
                        column.kind,
                        crate::questionnaire::ColumnKind::Place
                            | crate::questionnaire::ColumnKind::Places
                    );
                if strange {
                    (lang.table_unrecognised(words), tokens.warn)
                } else {
                    (words, tokens.ink)
                }
            }
            (Some(_), None) if pasted.is_empty() => (String::new(), tokens.ink),
            (Some(_), None) => (lang.table_not_understood(pasted), tokens.error),
        };
        let color = if wanted { color } else { tokens.weak };
        cells::text(ui, room, &words, false, color);
        if !words.is_empty() {
            heard.push(words);
        }
    }
    let number = lang.integer(line + 1);
    response.widget_info(|| {
        let name = lang.table_add_line(&number, heard.join(", "));
        WidgetInfo::selected(Role::CheckBox, true, wanted, name)
    });
    ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, tokens.line));
    if response.clicked() && !paste.left_out.remove(&line) {
        paste.left_out.insert(line);
    }
}

/// The first problems as sentences, with what to write instead.
fn problems(ui: &mut Ui, page: &Sheet<'_>, paste: &State) {
    const MOST: usize = 6;
    let lang = page.lang;
    let all: Vec<_> = paste.wanted().flat_map(|row| &row.problems).collect();
    if all.is_empty() {
        return;
    }
    ui.add_space(space::SMALL);
    widgets::heading(ui, lang.table_paste_problems());
    for problem in all.iter().take(MOST) {
        let words = format!("{} {}", problem.sentence(lang), problem.hint(lang));
        ui.add(egui::Label::new(words).wrap());
    }
    if let Some(more) = all.len().checked_sub(MOST).filter(|more| 0 < *more) {
        widgets::small(ui, lang.table_paste_more(more));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::Row;

    #[test]
    fn rows_that_are_there_already_are_found_whatever_else_they_say() {
        let row = |cells: &[(&str, Cell)]| PastedRow {
            cells: cells.iter().map(|(id, cell)| ((*id).into(), cell.clone())).collect(),
            problems: Vec::new(),
            loses: false,
        };
        let table = Table {
            columns: vec!["source".into(), "country".into()],
            rows: vec![Arc::new(Row { id: 1, cells: vec![Cell::text("INSEE"), Cell::text("SN")] })],
            ..Table::default()
        };
        let pasted = [
            row(&[("country", Cell::text("SN"))]),
            row(&[("country", Cell::text("DE"))]),
            row(&[("country", Cell::text("DE"))]),
            row(&[("country", Cell::text("SN")), ("count", Cell::Number(0.0))]),
        ];
        let columns = [Some("country".into()), None, Some("count".into())];
        assert_eq!(repeated(&pasted, &table, &columns), [0, 2].into());
    }
}
