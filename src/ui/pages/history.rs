//! The history of the document: who, by role, changed what, when, from what to what.
//!
//! A director who argues a figure before the council finds here who gave it and what stood there
//! before; three lists narrow it down, and it can be taken along as a table.

use std::{collections::BTreeSet, sync::Arc};

use egui::{Grid, Id, Label, RichText, Ui};
use jiff::civil::Date;

use crate::{
    app::{Command, Document, Purpose, Session},
    domain::{DimensionId, RoleId},
    language::Lang,
    report::history::{self, Line},
    ui::{
        theme,
        tokens::{Tokens, size, space},
        view::Out,
        widgets::{self, Field},
    },
};

use super::{acting, begin};

/// What is chosen on the page, and the history as it was last worded.
#[derive(Debug, Default)]
#[expect(clippy::option_option, reason = "any role, or one, which may be that none was said")]
pub struct State {
    theme: Option<DimensionId>,
    /// A role, or none said.
    role: Option<Option<RoleId>>,
    day: Option<Date>,
    shown: usize,
    of: Option<(u64, Lang)>,
    lines: Arc<[Line]>,
}

/// How many lines are added at a time.
const STEP: usize = 50;

impl State {
    fn lines(&mut self, document: &Document, lang: Lang) -> Arc<[Line]> {
        let key = Some((document.revision(), lang));
        if self.of != key {
            self.of = key;
            self.lines = history::lines(document.pack(), document.diagnostic(), lang).into();
        }
        Arc::clone(&self.lines)
    }

    fn takes(&self, line: &Line) -> bool {
        (self.theme.is_none() || self.theme == line.theme)
            && self.role.as_ref().is_none_or(|role| *role == line.role)
            && self.day.is_none_or(|day| line.day == Some(day))
    }
}

/// Draws the page.
pub fn show(ui: &mut Ui, session: &Session, document: &Document, state: &mut State, out: &mut Out) {
    let lang = session.lang();
    let lines = state.lines(document, lang);
    super::column(ui, "history", |ui| {
        widgets::title(ui, lang.safety_history_title());
        widgets::weak(ui, lang.safety_history_lead());
        if document.can_change() && !document.pack().roles.is_empty() {
            ui.add_space(space::SMALL);
            ui.horizontal_wrapped(|ui| {
                ui.label(lang.acting_who());
                acting::choose(ui, session, document, out);
            });
            widgets::small(ui, lang.acting_text());
            ui.add_space(space::SMALL);
        }
        if lines.is_empty() {
            ui.add_space(space::SMALL);
            widgets::weak(ui, lang.safety_history_none());
            begin::way(ui, document, lang, out);
            return;
        }
        ui.add_space(space::TINY);
        filters(ui, document, lang, &lines, state);
        let taken: Vec<&Line> = lines.iter().filter(|line| state.takes(line)).collect();
        ui.horizontal_wrapped(|ui| {
            widgets::small(ui, lang.safety_history_count(taken.len()));
            if widgets::secondary(ui, lang.safety_history_export()).clicked() {
                out.send(Command::Browse(Purpose::ExportHistory));
            }
        });
        if taken.is_empty() {
            widgets::weak(ui, lang.safety_history_no_match());
            return;
        }
        let most = state.shown.max(STEP);
        table(ui, document, lang, taken.get(..most).unwrap_or(&taken));
        let left = taken.len().saturating_sub(most);
        if 0 < left {
            let next = left.min(STEP);
            if widgets::secondary(ui, &lang.safety_history_more(next)).clicked() {
                state.shown = most + STEP;
            }
        }
    });
}

/// Theme, role and day.
fn filters(ui: &mut Ui, document: &Document, lang: Lang, lines: &[Line], state: &mut State) {
    let pack = document.pack();
    let present: BTreeSet<_> = lines.iter().filter_map(|line| line.theme.as_ref()).collect();
    let themes: Vec<_> = pack.dimensions.iter().filter(|d| present.contains(&d.id)).collect();
    let roles: Vec<_> =
        lines.iter().map(|line| &line.role).collect::<BTreeSet<_>>().into_iter().collect();
    let days: Vec<_> = lines
        .iter()
        .filter_map(|line| line.day)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .rev()
        .collect();
    let role_name = |role: &&Option<RoleId>| match role {
        Some(role) => history::role_name(pack, lang, role),
        None => lang.safety_history_no_role().to_owned(),
    };
    ui.horizontal_wrapped(|ui| {
        let labels: Vec<_> = themes.iter().map(|theme| theme.short.get(lang)).collect();
        let at = themes.iter().position(|theme| state.theme.as_ref() == Some(&theme.id));
        let words = (lang.safety_column_theme(), lang.safety_history_all_themes());
        if let Some(chosen) = choose(ui, "theme", words, &labels, at) {
            state.theme = chosen.and_then(|at| themes.get(at)).map(|theme| theme.id.clone());
        }
        let labels: Vec<_> = roles.iter().map(role_name).collect();
        let at = roles.iter().position(|role| state.role.as_ref() == Some(role));
        let words = (lang.safety_column_role(), lang.safety_history_all_roles());
        if let Some(chosen) = choose(ui, "role", words, &labels, at) {
            state.role = chosen.and_then(|at| roles.get(at)).map(|role| (*role).clone());
        }
        let labels: Vec<_> = days.iter().map(|day| lang.date(*day)).collect();
        let at = days.iter().position(|day| state.day == Some(*day));
        let words = (lang.safety_column_day(), lang.safety_history_all_days());
        if let Some(chosen) = choose(ui, "day", words, &labels, at) {
            state.day = chosen.and_then(|at| days.get(at)).copied();
        }
    });
}

#[expect(clippy::option_option, reason = "changed or not, then an option or none")]
fn choose<T: AsRef<str>>(
    ui: &mut Ui,
    salt: &str,
    (name, all): (&str, &str),
    labels: &[T],
    chosen: Option<usize>,
) -> Option<Option<usize>> {
    let field = Field { id: Id::unique(("history", salt)), name, hint: all, width: 210.0 };
    widgets::select(ui, field, labels, chosen)
}

fn table(ui: &mut Ui, document: &Document, lang: Lang, lines: &[&Line]) {
    let tokens = Tokens::of(ui);
    let room = ui.available_width() - 4.0 * 14.0;
    let widths = [0.14, 0.34, 0.26, 0.26].map(|share| share * room);
    let heads = [
        lang.safety_column_day(),
        lang.safety_column_what(),
        lang.safety_column_from(),
        lang.safety_column_to(),
    ];
    let shown = Grid::new("history lines").striped(true).spacing([14.0, 8.0]).show(ui, |ui| {
        for (head, width) in heads.iter().zip(widths) {
            let text = RichText::new(*head).font(theme::strong_font(size::SMALL));
            cell(ui, width, |ui| ui.add(Label::new(text).wrap()));
        }
        ui.end_row();
        for line in lines {
            cell(ui, widths[0], |ui| when(ui, document, lang, line));
            for (text, width) in [&line.what, &line.from, &line.to].into_iter().zip(&widths[1..]) {
                cell(ui, *width, |ui| {
                    let text = RichText::new(text).size(size::SMALL).color(tokens.ink);
                    ui.add(Label::new(text).wrap())
                });
            }
            ui.end_row();
        }
    });
    ui.ctx().accesskit_node_builder(shown.response.id, |node| {
        node.set_role(egui::accesskit::Role::Table);
        node.set_label(lang.safety_history_table());
    });
}

/// The day, and the role under it.
fn when(ui: &mut Ui, document: &Document, lang: Lang, line: &Line) -> egui::Response {
    let day = line.day.map(|day| lang.short_date(day)).unwrap_or_default();
    ui.label(RichText::new(day).size(size::SMALL));
    let role = line.role.as_ref().map(|role| history::role_name(document.pack(), lang, role));
    widgets::small(ui, role.unwrap_or_else(|| lang.safety_history_no_role().to_owned()))
}

fn cell<R>(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.vertical(|ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 2.0;
        content(ui)
    })
    .inner
}
