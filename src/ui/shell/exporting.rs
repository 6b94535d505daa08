//! Exports under way: what is being done, how far it is, and the way to stop it.

use std::{path::Path, time::Duration};

use egui::{Frame, Margin, ProgressBar, Stroke, Ui, accesskit::Role};

use crate::{
    app::{Command, ExportProgress, ExportStep, Session},
    language::Lang,
    ui::{
        tokens::{RADIUS, Tokens},
        view::Out,
        widgets,
    },
};

/// How often the step is looked at again, in milliseconds.
const AGAIN: u64 = 80;

pub(super) fn show(ui: &mut Ui, session: &Session, out: &mut Out) {
    let lang = session.lang();
    for (path, progress) in session.exports() {
        Frame::new()
            .inner_margin(Margin { left: 24, right: 24, top: 10, bottom: 0 })
            .show(ui, |ui| one(ui, path, progress, lang, out));
        ui.ctx().request_repaint_after(Duration::from_millis(AGAIN));
    }
}

fn one(ui: &mut Ui, path: &Path, progress: &ExportProgress, lang: Lang, out: &mut Out) {
    let tokens = Tokens::of(ui);
    let step = progress.step();
    let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let sentence = lang.note_exporting(file, words(step, lang));
    let frame = Frame::new()
        .fill(tokens.surface)
        .stroke(Stroke::new(1.0, tokens.accent))
        .corner_radius(RADIUS)
        .inner_margin(Margin::symmetric(12, 8));
    let shown = frame.show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.label(&sentence);
            let bar = ProgressBar::new(step.share()).desired_width(160.0).fill(tokens.accent);
            ui.add(bar.desired_height(8.0));
            let stopping = step == ExportStep::Stopping;
            ui.add_enabled_ui(!stopping, |ui| {
                if widgets::secondary(ui, lang.note_stop()).clicked() {
                    out.send(Command::StopExport(path.to_owned()));
                }
            });
        });
    });
    ui.ctx().accesskit_node_builder(shown.response.id, |node| {
        node.set_role(Role::ProgressIndicator);
        node.set_label(sentence);
        node.set_numeric_value(f64::from(step.share()));
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(1.0);
    });
}

/// What is being done, in words.
const fn words(step: ExportStep, lang: Lang) -> &'static str {
    match step {
        ExportStep::Waiting => lang.note_step_waiting(),
        ExportStep::Content => lang.note_step_content(),
        ExportStep::Layout => lang.note_step_layout(),
        ExportStep::File => lang.note_step_file(),
        ExportStep::Writing => lang.note_step_writing(),
        ExportStep::Stopping => lang.note_stopping(),
    }
}
