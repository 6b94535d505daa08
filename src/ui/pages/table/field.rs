//! A field for each kind of column, in which empty, unknown, zero, « non » and « aucun » differ.

use egui::{Align, Id, Layout, Response, RichText, TextEdit, Ui};

use crate::{
    domain::{Cell, ColumnId, RowId, TableId},
    language::Lang,
    questionnaire::{Choice, Column, ColumnKind, column as common},
    ui::{
        pages::sources::{self, Recent},
        theme,
        tokens::{Tokens, size},
        widgets::{self, Button, Icon},
    },
};

use super::{place, typing::meaning, words};

/// What was entered, and which list was folded or unfolded.
#[derive(Debug, Default)]
pub(super) struct Changes {
    pub(super) cells: Vec<(ColumnId, Cell)>,
    pub(super) folded: Option<ColumnId>,
}

/// One field of a row's form.
pub(super) struct Field<'a> {
    pub(super) lang: Lang,
    pub(super) table: &'a TableId,
    /// None for a row that nothing was entered in yet.
    pub(super) row: Option<RowId>,
    pub(super) column: &'a Column,
    pub(super) cell: &'a Cell,
    pub(super) salt: u64,
    /// Of a town: the cell of its country.
    pub(super) country: Option<&'a Cell>,
    /// Sources that were named before.
    pub(super) recent: &'a [Recent],
    pub(super) unfolded: bool,
    /// Whether the form begins here.
    pub(super) begins: bool,
}

impl Field<'_> {
    pub(super) fn id(&self) -> Id {
        Id::unique(("field", self.table, self.salt, &self.column.id))
    }

    /// The name under which an entry that cannot be read is kept.
    pub(super) fn key(&self) -> String {
        key_of(self.table, self.row, &self.column.id)
    }

    pub(super) fn label(&self) -> &str {
        self.column.label.get(self.lang)
    }

    /// What an empty field says: how to type, or that nobody knows.
    pub(super) fn hint(&self) -> &'static str {
        let lang = self.lang;
        match (&self.column.kind, self.cell) {
            (_, Cell::Unknown) => lang.words_state_unknown(),
            (ColumnKind::Number { .. }, _) => lang.table_number_hint(),
            (ColumnKind::Month, _) => lang.table_month_hint(),
            (ColumnKind::Year, _) => lang.table_year_hint(),
            (ColumnKind::Place | ColumnKind::Places, _) => lang.table_place_hint(),
            (ColumnKind::Town { .. }, _) => lang.table_town_hint(),
            _ => "",
        }
    }

    pub(super) fn set(&self, changes: &mut Changes, cell: Cell) {
        if cell != *self.cell {
            changes.cells.push((self.column.id.clone(), cell));
        }
    }
}

/// The name under which what is typed in a cell is kept as long as the table does not hold it.
pub(super) fn key_of(table: &TableId, row: Option<RowId>, column: &ColumnId) -> String {
    match row {
        Some(row) => format!("{table}/{row}/{column}"),
        None => format!("{table}/{NEW}/{column}"),
    }
}

/// What stands for a row that nothing was entered in yet, in the names of entries.
pub(super) const NEW: &str = "new";

/// Draws the field with its name, its help and what stands beside it.
pub(super) fn show(ui: &mut Ui, field: &Field<'_>, changes: &mut Changes) {
    let shown = ui.push_id(field.id(), |ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        let unknown = name(ui, field, changes);
        let help = field.column.help.get(field.lang);
        if !help.is_empty() {
            widgets::small(ui, help);
        }
        value(ui, field, changes);
        unknown
    });
    if field.begins {
        begin(ui, field, &shown.response, shown.inner.id);
    }
}

/// Brings the field into view with the focus in it, or on what stands beside it.
fn begin(ui: &Ui, field: &Field<'_>, shown: &Response, beside: Id) {
    shown.scroll_to_me(Some(Align::Center));
    let typed = !matches!(
        field.column.kind,
        ColumnKind::YesNo
            | ColumnKind::Choice(_)
            | ColumnKind::Choices { .. }
            | ColumnKind::Level(_)
    );
    let id = if typed { field.id() } else { beside };
    ui.memory_mut(|memory| memory.request_focus(id));
}

/// The field's name, whether it must be filled or never leaves, and « ne sait pas ».
fn name(ui: &mut Ui, field: &Field<'_>, changes: &mut Changes) -> Response {
    let (lang, tokens) = (field.lang, Tokens::of(ui));
    ui.horizontal(|ui| {
        ui.set_min_height(30.0);
        let text = RichText::new(field.label()).font(theme::strong_font(size::BODY));
        ui.label(text);
        let small = |text: &str| RichText::new(text).size(size::SMALL).color(tokens.weak);
        if field.column.required {
            ui.label(small(lang.table_required()));
        }
        if field.column.private {
            widgets::icon(ui, Icon::Lock, 14.0, tokens.weak);
            ui.label(small(lang.table_private()));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let unknown = *field.cell == Cell::Unknown;
            let button = Button::quiet(lang.questions_unknown()).pressed(unknown);
            let response = ui.add(button).accessible_name(lang.table_unknown_of(field.label()));
            if response.clicked() {
                field.set(changes, if unknown { Cell::Empty } else { Cell::Unknown });
            }
            if !field.cell.is_empty() && !unknown && is_picked(&field.column.kind) {
                let clear = ui
                    .add(Button::quiet(lang.questions_clear()))
                    .accessible_name(lang.table_clear_of(field.label()));
                if clear.clicked() {
                    field.set(changes, Cell::Empty);
                }
            }
            response
        })
        .inner
    })
    .inner
}

/// Whether a column is filled by picking, so that emptying it takes a button.
const fn is_picked(kind: &ColumnKind) -> bool {
    matches!(kind, ColumnKind::YesNo | ColumnKind::Level(_) | ColumnKind::Choices { .. })
}

fn value(ui: &mut Ui, field: &Field<'_>, changes: &mut Changes) {
    let lang = field.lang;
    match &field.column.kind {
        ColumnKind::Text => {
            let text = field.cell.as_text().unwrap_or_default();
            let (id, hint) = (field.id(), field.hint());
            if let Some(text) = widgets::line(ui, id, field.label(), hint, text, f32::INFINITY) {
                field.set(changes, Cell::text(&text));
            }
            if field.column.id == *common::SOURCE
                && let Some(recent) = sources::offer(ui, field.recent, text, lang)
            {
                field.set(changes, Cell::text(&recent.source));
                let year = recent.year.map(sources::year_cell);
                changes.cells.extend(year.map(|year| (common::YEAR.into(), year)));
            }
        }
        ColumnKind::Number { .. } | ColumnKind::Year | ColumnKind::Month => {
            typed(ui, field, changes);
        }
        ColumnKind::YesNo => {
            let chosen = field.cell.as_flag().map(|flag| usize::from(!flag));
            let labels = [lang.table_yes(), lang.table_no()];
            if let Some(index) = widgets::segments(ui, field.label(), &labels, chosen) {
                field.set(changes, Cell::Flag(index == 0));
            }
        }
        ColumnKind::Choice(options) => choice(ui, field, options, changes),
        ColumnKind::Choices { options, most } => choices(ui, field, (options, *most), changes),
        ColumnKind::Level(levels) => {
            let sentences: Vec<_> = levels.iter().map(|level| level.get(lang)).collect();
            let chosen = match field.cell {
                Cell::Number(level) => {
                    (0..levels.len()).find(|at| (*at as f64 - level).abs() < 0.5)
                }
                _ => None,
            };
            if let Some(index) = widgets::choices(ui, field.label(), &sentences, chosen) {
                field.set(changes, Cell::Number(index as f64));
            }
        }
        ColumnKind::Place => place::one(ui, field, changes),
        ColumnKind::Places => place::several(ui, field, changes),
        ColumnKind::Town { country } => place::town(ui, field, country, changes),
    }
}

fn choice(ui: &mut Ui, field: &Field<'_>, options: &[Choice], changes: &mut Changes) {
    let labels: Vec<_> = options.iter().map(|option| option.label.get(field.lang)).collect();
    let chosen = field.cell.as_text().and_then(|text| options.iter().position(|o| o.id == *text));
    let none = if *field.cell == Cell::Unknown { field.hint() } else { field.lang.table_choose() };
    let width = ui.available_width().min(420.0);
    let of = widgets::Field { id: field.id(), name: field.label(), hint: none, width };
    let picked = widgets::select(ui, of, &labels, chosen);
    if let Some(picked) = picked {
        let option = picked.and_then(|index| options.get(index));
        let cell = option.map_or(Cell::Empty, |option| Cell::text(option.id.as_str()));
        field.set(changes, cell);
    }
}

/// Several options: what is picked in a line, the list below it when it is unfolded.
fn choices(
    ui: &mut Ui,
    field: &Field<'_>,
    (options, most): (&[Choice], usize),
    changes: &mut Changes,
) {
    let lang = field.lang;
    let none = Vec::new();
    let picked = match field.cell {
        Cell::List(picked) => picked,
        _ => &none,
    };
    if !field.cell.is_empty() {
        ui.add(egui::Label::new(words::cell(field.column, field.cell, lang)).wrap());
    }
    let label = if field.unfolded {
        lang.table_fold().to_owned()
    } else {
        lang.table_unfold(most.min(options.len()))
    };
    let icon = if field.unfolded { Icon::Up } else { Icon::Down };
    let button = ui
        .add(Button::secondary(&label).icon(icon))
        .accessible_name(lang.table_list_of(&label, field.label()));
    if button.clicked() {
        changes.folded = Some(field.column.id.clone());
    }
    if !field.unfolded {
        return;
    }
    let labels: Vec<_> = options.iter().map(|option| option.label.get(lang)).collect();
    let is_on = |index: usize| {
        options.get(index).is_some_and(|option| picked.iter().any(|id| option.id == **id))
    };
    let toggled = widgets::checks(ui, field.label(), &labels, is_on, |_, _| {});
    if let Some(option) = toggled.and_then(|index| options.get(index)) {
        let mut next: Vec<_> = picked.iter().filter(|id| option.id != ***id).cloned().collect();
        if next.len() == picked.len() {
            next.push(option.id.as_str().into());
        }
        field.set(changes, if next.is_empty() { Cell::Empty } else { Cell::List(next) });
    }
    if most < picked.len() {
        let text = RichText::new(lang.table_too_many(most)).size(size::SMALL);
        ui.colored_label(Tokens::of(ui).error, text);
    }
}

/// A figure, a range, a year or a month, typed as one likes.
///
/// What cannot be read stays in the field with a sentence under it, and changes nothing; what is
/// typed is never written otherwise as long as the cursor stays.
fn typed(ui: &mut Ui, field: &Field<'_>, changes: &mut Changes) {
    let (id, lang, tokens) = (field.id(), field.lang, Tokens::of(ui));
    let key = field.key();
    let draft: Option<(String, Cell)> = ui.data(|data| data.get_temp(id));
    let draft = draft.or_else(|| Some((widgets::draft(ui, &key)?, field.cell.clone())));
    let here = ui.memory(|memory| memory.has_focus(id));
    let draft = draft.filter(|(text, over)| {
        here || over == field.cell || meaning(field.column, text, lang).as_ref() == Ok(field.cell)
    });
    let shown = || match field.cell {
        Cell::Unknown => String::new(),
        cell => words::cell(field.column, cell, lang),
    };
    let mut text = draft.map_or_else(shown, |(text, _)| text);
    let unit = words::unit(field.column, lang);
    let response = ui
        .horizontal(|ui| {
            let hint = RichText::new(field.hint()).color(tokens.weak);
            let edit = TextEdit::singleline(&mut text).id(id).hint_text(hint).desired_width(170.0);
            let response = ui.add(edit).accessible_name(field.label());
            ui.label(RichText::new(unit).color(tokens.weak));
            response
        })
        .inner;
    if response.gained_focus() {
        response.scroll_to_me(Some(Align::Center));
    }
    let read = meaning(field.column, &text, lang);
    widgets::keep_draft(ui, &key, read.is_err().then_some(text.as_str()));
    if response.changed() {
        let over = match &read {
            // Wiping out the field of an unknown figure is not taking « ne sait pas » back.
            Ok(cell) if !(text.is_empty() && *field.cell == Cell::Unknown) => {
                field.set(changes, cell.clone());
                cell.clone()
            }
            _ => field.cell.clone(),
        };
        ui.data_mut(|data| data.insert_temp(id, (text, over)));
    } else if response.lost_focus() && read.is_ok() {
        ui.data_mut(|data| data.remove_temp::<(String, Cell)>(id));
    }
    if let Err(problem) = read
        && !response.has_focus()
    {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_invalid(egui::accesskit::Invalid::True);
            node.set_description(problem.as_str());
        });
        let text = RichText::new(problem).size(size::SMALL);
        ui.add(egui::Label::new(text.color(tokens.error)).wrap());
    }
}
