//! The lines of a file, each with what would become of it and why, to be taken or left.

use egui::{Label, RichText, ScrollArea, Ui};

use crate::{
    app::{Command, Document, ImportCommand, ImportDesk},
    exchange::{Line, Proposal, Status},
    language::Lang,
    questionnaire::TableSpec,
    ui::{
        tokens::{Tokens, size, space},
        view::Out,
        widgets,
    },
};

use super::State;

/// How high a line is: what it brings above what is to be said of it.
const ROW: f32 = 46.0;

/// How high the list is at most.
const HEIGHT: f32 = 420.0;

/// Draws the lines.
pub(super) fn show(
    ui: &mut Ui,
    document: &Document,
    (desk, proposal): (&ImportDesk, &Proposal),
    (lang, state): (Lang, &mut State),
    out: &mut Out,
) {
    if proposal.lines.is_empty() {
        widgets::weak(ui, lang.imports_no_lines());
        return;
    }
    head(ui, (desk, proposal), (lang, state), out);
    let is_shown = |line: &&Line| !state.only_new || line.status != Status::Same;
    let shown: Vec<&Line> = proposal.lines.iter().filter(is_shown).collect();
    let spec = proposal.table.as_ref().and_then(|id| document.pack().table(id.as_str()));
    ScrollArea::vertical().id_salt("import lines").max_height(HEIGHT).show_rows(
        ui,
        ROW,
        shown.len(),
        |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for line in shown.get(range).into_iter().flatten() {
                one(ui, line, (desk, spec), lang, out);
            }
        },
    );
}

/// What is shown, and all of it taken or left at once, except where each is to be confirmed.
fn head(
    ui: &mut Ui,
    (desk, proposal): (&ImportDesk, &Proposal),
    (lang, state): (Lang, &mut State),
    out: &mut Out,
) {
    ui.horizontal_wrapped(|ui| {
        widgets::caption(ui, lang.imports_lines());
        if proposal.lines.iter().any(|line| line.status == Status::Same) {
            ui.checkbox(&mut state.only_new, lang.imports_only_new());
        }
        let confirms = desk.read.recognised.found.as_ref().is_some_and(|f| f.layout.confirm)
            && !matches!(desk.read.way, crate::app::ImportWay::Table(..));
        let mut all = |wanted: bool| {
            let mut decisions = desk.decisions.clone();
            decisions.chosen = proposal.lines.iter().map(|line| (line.at, wanted)).collect();
            out.send(Command::Import(ImportCommand::Decide(Box::new(decisions))));
        };
        if !confirms && widgets::quiet(ui, lang.imports_all()).clicked() {
            all(true);
        }
        if widgets::quiet(ui, lang.imports_none()).clicked() {
            all(false);
        }
    });
    ui.add_space(space::TINY);
}

fn one(
    ui: &mut Ui,
    line: &Line,
    (desk, spec): (&ImportDesk, Option<&TableSpec>),
    lang: Lang,
    out: &mut Out,
) {
    let tokens = Tokens::of(ui);
    let summary = line.summary(spec, lang);
    let verdict = line.verdict(lang);
    let mut said = vec![lang.imports_line(line.at), verdict.to_owned()];
    said.extend(line.changes(spec, lang));
    said.extend(line.remarks.iter().map(|remark| remark.sentence(lang)));
    let said = said.join(" · ");
    ui.allocate_ui(egui::vec2(ui.available_width(), ROW), |ui| {
        ui.set_min_height(ROW);
        ui.horizontal_top(|ui| {
            let mut wanted = line.wanted;
            let can = line.status != Status::Same;
            let ticked = ui.add_enabled_ui(can, |ui| ui.checkbox(&mut wanted, "")).inner;
            if ticked.clone().accessible_name(format!("{summary}, {said}")).changed() {
                let mut decisions = desk.decisions.clone();
                decisions.chosen.insert(line.at, wanted);
                out.send(Command::Import(ImportCommand::Decide(Box::new(decisions))));
            }
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                let color = if line.wanted { tokens.ink } else { tokens.weak };
                ui.add(Label::new(RichText::new(&summary).color(color)).truncate());
                let small = RichText::new(&said).size(size::SMALL).color(tokens.weak);
                ui.add(Label::new(small).truncate()).on_hover_text(&said);
            });
        });
    });
}
