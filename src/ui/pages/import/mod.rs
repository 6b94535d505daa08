//! « Importer des données »: a file of others, shown line by line before anything comes in.
//!
//! The official has a file from a ministry, the INSEE or a colleague, and does not know what of it
//! is about their territory. They see what it is, what would be added, changed or left, why, and
//! decide; nothing that was not shown comes in, and one « Annuler » takes it all back.

mod columns;
mod lines;
mod open;
mod unplaced;

use std::{path::Path, time::Duration};

use egui::{ProgressBar, Ui, accesskit::Role};

use crate::{
    app::{Command, Document, Import, ImportCommand, ImportDone, Purpose, Session},
    exchange::{Tried, Watch, layouts},
    language::Lang,
    ui::{
        tokens::{Tokens, space},
        view::{Out, Page},
        widgets::{self, CalloutKind},
    },
};

/// What the page keeps while it is open.
#[derive(Debug, Default)]
pub struct State {
    /// Whether only lines that would do something are shown.
    pub(super) only_new: bool,
}

/// How often progress is looked at again, in milliseconds.
const AGAIN: u64 = 80;

/// Draws the page.
pub fn show(ui: &mut Ui, session: &Session, document: &Document, state: &mut State, out: &mut Out) {
    let lang = session.lang();
    super::column(ui, "import", |ui| {
        widgets::title(ui, lang.imports_title());
        match session.import() {
            None => choose(ui, lang, out),
            Some(Import::Reading(path, watch)) => reading(ui, path, watch, lang, out),
            Some(Import::Failed(path, problem)) => {
                let why = lang.usage_not_read(path.display(), problem.sentence(lang));
                widgets::callout(ui, CalloutKind::Error, &why, |_| ());
                ui.add_space(space::SMALL);
                choose(ui, lang, out);
            }
            Some(Import::Open(desk)) => open::show(ui, document, desk, (lang, state), out),
            Some(Import::Done(done)) => report(ui, document, done, lang, out),
        }
    });
}

/// The choice of a file, and what is recognised.
fn choose(ui: &mut Ui, lang: Lang, out: &mut Out) {
    widgets::weak(ui, lang.imports_lead());
    ui.add_space(space::SMALL);
    if widgets::primary(ui, lang.imports_choose()).clicked() {
        out.send(Command::Browse(Purpose::Import));
    }
    ui.add_space(space::MEDIUM);
    widgets::heading(ui, lang.imports_known());
    for layout in layouts() {
        let tried = match layout.tried {
            Tried::Real => lang.imports_tried_real(),
            Tried::Few => lang.imports_tried_few(),
            Tried::MadeUp => lang.imports_tried_made_up(),
        };
        ui.add_space(space::TINY);
        ui.add(egui::Label::new(layout.title.get(lang)).wrap());
        widgets::small(ui, tried);
    }
    ui.add_space(space::SMALL);
    widgets::small(ui, lang.imports_any());
}

/// How far the reading is, and the way to stop it.
fn reading(ui: &mut Ui, path: &Path, watch: &Watch, lang: Lang, out: &mut Out) {
    let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let (read, size) = watch.bytes();
    let megabytes = |bytes: u64| lang.number(bytes as f64 / 1e6, 0);
    let sentence = lang.imports_reading(file, megabytes(read), megabytes(size));
    let shown = ui.horizontal_wrapped(|ui| {
        ui.label(&sentence);
        let bar = ProgressBar::new(watch.share()).desired_width(240.0);
        ui.add(bar.desired_height(8.0).fill(Tokens::of(ui).accent));
        ui.add_enabled_ui(!watch.is_stopped(), |ui| {
            if widgets::secondary(ui, lang.imports_stop()).clicked() {
                out.send(Command::Import(ImportCommand::Stop));
            }
        });
    });
    ui.ctx().accesskit_node_builder(shown.response.id, |node| {
        node.set_role(Role::ProgressIndicator);
        node.set_label(sentence);
        node.set_numeric_value(f64::from(watch.share()));
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(1.0);
    });
    ui.ctx().request_repaint_after(Duration::from_millis(AGAIN));
}

/// What came of it.
fn report(ui: &mut Ui, document: &Document, done: &ImportDone, lang: Lang, out: &mut Out) {
    let (added, changed) = (lang.integer(done.counts.added), lang.integer(done.counts.changed));
    let sentence = lang.imports_report_done(added, changed, &done.file, &done.title);
    widgets::callout(ui, CalloutKind::Info, &sentence, |_| ());
    widgets::small(ui, lang.imports_report_undo());
    ui.add_space(space::SMALL);
    ui.horizontal_wrapped(|ui| {
        let table = done.table.as_ref().and_then(|id| document.pack().table(id.as_str()));
        if let Some(table) = table
            && widgets::primary(ui, &lang.imports_see(table.short.get(lang))).clicked()
        {
            out.go(Page::Table(table.id.clone()));
            out.send(Command::Import(ImportCommand::Close));
        }
        if widgets::secondary(ui, lang.imports_another()).clicked() {
            out.send(Command::Import(ImportCommand::Close));
        }
        if widgets::quiet(ui, lang.imports_save_report()).clicked() {
            out.send(Command::Browse(Purpose::ImportReport));
        }
    });
}
