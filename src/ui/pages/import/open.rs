//! A file that was read: what it is, what is odd about it, what would come of it.

use egui::{Id, Ui};

use crate::{
    app::{Command, Document, ImportCommand, ImportDesk, ImportWay, Purpose},
    domain::TableId,
    exchange::{Flag, Proposal},
    language::Lang,
    reference::{place_name, search_places},
    ui::{
        tokens::space,
        view::Out,
        widgets::{self, Button, CalloutKind, Field, Picked},
    },
};

use super::{State, columns, lines, unplaced};

/// How many unknown labels are asked about at once.
const LABELS: usize = 12;

/// Draws the file.
pub(super) fn show(
    ui: &mut Ui,
    document: &Document,
    desk: &ImportDesk,
    (lang, state): (Lang, &mut State),
    out: &mut Out,
) {
    let file = desk.path.file_name().unwrap_or(desk.path.as_os_str()).to_string_lossy();
    widgets::heading(ui, &file);
    reading_as(ui, document, desk, lang, out);
    if let ImportWay::Official(read) = &desk.read.way {
        let caution = read.layout.caution.get(lang);
        if !caution.is_empty() {
            widgets::callout(ui, CalloutKind::Info, caution, |_| ());
        }
    }
    match &desk.proposal {
        None => {
            widgets::callout(ui, CalloutKind::Warning, lang.imports_unknown_file(), |_| ());
            cancel(ui, lang, out);
        }
        Some(Err(unfit)) => {
            widgets::callout(ui, CalloutKind::Warning, &unfit.sentence(lang), |_| ());
            cancel(ui, lang, out);
        }
        Some(Ok(proposal)) => {
            flags(ui, proposal, lang);
            if let ImportWay::Table(table, _, matching) = &desk.read.way {
                columns::show(ui, document, (table, matching), lang, out);
            }
            labels(ui, desk, proposal, lang, out);
            summary(ui, document, proposal, lang);
            buttons(ui, proposal, lang, out);
            lines::show(ui, document, (desk, proposal), (lang, state), out);
            unplaced::show(ui, desk, proposal, lang, out);
        }
    }
}

fn cancel(ui: &mut Ui, lang: Lang, out: &mut Out) {
    ui.add_space(space::SMALL);
    if widgets::secondary(ui, lang.imports_cancel()).clicked() {
        out.send(Command::Import(ImportCommand::Close));
    }
}

/// As what the file is read, and which of its parts.
fn reading_as(ui: &mut Ui, document: &Document, desk: &ImportDesk, lang: Lang, out: &mut Out) {
    let recognised = &desk.read.recognised;
    let tables = &document.pack().tables;
    let (part, table) = match &desk.read.way {
        ImportWay::Table(table, part, _) => (*part, Some(table)),
        _ => (recognised.found.as_ref().map_or(0, |found| found.part), None),
    };
    let mut labels: Vec<String> = Vec::new();
    let official = recognised.found.as_ref().map(|found| found.layout.title.get(lang));
    labels.extend(official.map(str::to_owned));
    labels.extend(tables.iter().map(|table| lang.imports_rows_of(table.short.get(lang))));
    let first = usize::from(official.is_some());
    let chosen = match table {
        Some(id) => tables.iter().position(|table| table.id == *id).map(|at| at + first),
        None => official.map(|_| 0),
    };
    let id_of =
        |at: usize| at.checked_sub(first).and_then(|at| tables.get(at)).map(|t| t.id.clone());
    ui.horizontal_wrapped(|ui| {
        ui.label(lang.imports_read_as());
        let (id, name) = (Id::unique("import as"), lang.imports_read_as());
        let field = Field { id, name, hint: lang.imports_choose_table(), width: 420.0 };
        if let Some(Some(at)) = widgets::select(ui, field, &labels, chosen) {
            out.send(Command::Import(
                id_of(at)
                    .map_or(ImportCommand::Part(part), |table| ImportCommand::Table(table, part)),
            ));
        }
    });
    parts(ui, desk, (part, table), lang, out);
}

/// The sheets of a workbook, or the texts of an archive, if there are several.
fn parts(
    ui: &mut Ui,
    desk: &ImportDesk,
    (part, table): (usize, Option<&TableId>),
    lang: Lang,
    out: &mut Out,
) {
    let parts = desk.read.recognised.feed.parts();
    if parts.len() < 2 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.label(lang.imports_sheet());
        let (id, name) = (Id::unique("import sheet"), lang.imports_sheet());
        let field = Field { id, name, hint: "", width: 320.0 };
        if let Some(Some(at)) = widgets::select(ui, field, parts, Some(part)) {
            out.send(Command::Import(match table {
                Some(table) => ImportCommand::Table(table.clone(), at),
                None => ImportCommand::Part(at),
            }));
        }
    });
}

fn flags(ui: &mut Ui, proposal: &Proposal, lang: Lang) {
    for flag in &proposal.flags {
        let kind = match flag {
            Flag::FormerCodes(_) | Flag::Unplaced(_) => CalloutKind::Info,
            _ => CalloutKind::Warning,
        };
        ui.add_space(space::TINY);
        widgets::callout(ui, kind, &flag.sentence(lang), |_| ());
    }
}

/// Countries whose labels nobody knows, to be named or left.
fn labels(ui: &mut Ui, desk: &ImportDesk, proposal: &Proposal, lang: Lang, out: &mut Out) {
    if proposal.labels.is_empty() {
        return;
    }
    ui.add_space(space::SMALL);
    widgets::heading(ui, lang.imports_labels());
    for (label, lines) in proposal.labels.iter().take(LABELS) {
        ui.horizontal_wrapped(|ui| {
            ui.label(lang.imports_label(*lines, label));
            let (id, name) = (Id::unique(("import label", label)), lang.imports_label_is(label));
            let field = Field { id, name: &name, hint: lang.imports_label_hint(), width: 240.0 };
            let suggest = |text: &str| {
                let found = search_places(text, lang, 8).into_iter();
                found.map(|place| (place.clone(), place_name(&place, lang))).collect::<Vec<_>>()
            };
            if let Some(Picked::Suggestion(place)) = widgets::picker(ui, field, "", "", suggest) {
                let mut decisions = desk.decisions.clone();
                decisions.countries.insert(label.clone(), Some(place));
                out.send(Command::Import(ImportCommand::Decide(Box::new(decisions))));
            }
            let leave = widgets::quiet(ui, lang.imports_label_leave());
            if leave.accessible_name(lang.imports_label_leave_name(label)).clicked() {
                let mut decisions = desk.decisions.clone();
                decisions.countries.insert(label.clone(), None);
                out.send(Command::Import(ImportCommand::Decide(Box::new(decisions))));
            }
        });
    }
    if LABELS < proposal.labels.len() {
        widgets::small(ui, lang.imports_labels_more(proposal.labels.len() - LABELS));
    }
}

fn summary(ui: &mut Ui, document: &Document, proposal: &Proposal, lang: Lang) {
    ui.add_space(space::SMALL);
    widgets::heading(ui, &proposal.counts().sentence(lang));
    widgets::small(ui, proposal.tally.sentences(lang).join(" "));
    let spec = proposal.table.as_ref().and_then(|id| document.pack().table(id.as_str()));
    if let Some(sentence) = proposal.coverage_sentence(spec, lang) {
        widgets::small(ui, sentence);
    }
    ui.add_space(space::TINY);
}

fn buttons(ui: &mut Ui, proposal: &Proposal, lang: Lang, out: &mut Out) {
    let counts = proposal.counts();
    ui.horizontal_wrapped(|ui| {
        let label = lang.imports_accept(counts.added + counts.changed);
        let ready = !proposal.is_idle();
        if ui.add_enabled_ui(ready, |ui| ui.add(Button::primary(&label)).clicked()).inner {
            out.send(Command::Import(ImportCommand::Accept));
        }
        if widgets::secondary(ui, lang.imports_cancel()).clicked() {
            out.send(Command::Import(ImportCommand::Close));
        }
        let told = !proposal.lines.is_empty() || !proposal.unplaced.is_empty();
        if told && widgets::quiet(ui, lang.imports_save_report()).clicked() {
            out.send(Command::Browse(Purpose::ImportReport));
        }
    });
    ui.add_space(space::SMALL);
}
