//! What the answers contradict, beside the questions concerned and as a list.
//!
//! The person who answers wants to be told at once, in words, with the other answer one click
//! away, and never to be stopped by it.

use std::sync::Arc;

use egui::{RichText, Ui};

use crate::{
    advice::{self, Finding, Incoherence},
    app::Document,
    domain::{QuestionId, TableId},
    language::Lang,
    questionnaire::Grade,
    ui::{
        tokens::{Tokens, size, space},
        view::{Out, Page},
        widgets::{self, CalloutKind},
    },
};

/// What was found in the document as it last was.
#[derive(Debug, Default)]
pub struct Kept {
    of: Option<u64>,
    found: Arc<[Finding]>,
    /// Whether remarks are listed too.
    remarks: bool,
}

impl Kept {
    /// What is found in the document now, worst first.
    pub fn look(&mut self, document: &Document) -> Arc<[Finding]> {
        if self.of != Some(document.revision()) {
            self.of = Some(document.revision());
            let (pack, diagnostic) = (document.pack(), document.diagnostic());
            self.found = advice::coherence(pack, diagnostic, document.assessment()).into();
        }
        Arc::clone(&self.found)
    }
}

/// The word for a grade.
pub const fn grade(grade: Grade, lang: Lang) -> &'static str {
    match grade {
        Grade::Error => lang.coherence_error(),
        Grade::Alert => lang.coherence_alert(),
        Grade::Remark => lang.coherence_remark(),
    }
}

/// What was found about a question, where it is asked.
pub fn beside_question(
    ui: &mut Ui,
    document: &Document,
    found: &[Finding],
    id: &QuestionId,
    lang: Lang,
    out: &mut Out,
) {
    for finding in found.iter().filter(|finding| finding.questions.contains(id)) {
        one(ui, document, finding, Some(id), lang, out);
    }
}

/// What was found about a table, where it is filled.
pub fn beside_table(
    ui: &mut Ui,
    document: &Document,
    kept: &mut Kept,
    id: &TableId,
    lang: Lang,
    out: &mut Out,
) {
    let found = kept.look(document);
    let about = |finding: &&Finding| finding.tables.iter().any(|(table, _)| table == id);
    for finding in found.iter().filter(about) {
        one(ui, document, finding, None, lang, out);
    }
}

/// Everything that was found: errors and alerts, then remarks on demand.
pub fn list(ui: &mut Ui, document: &Document, kept: &mut Kept, lang: Lang, out: &mut Out) {
    let found = kept.look(document);
    let grave = found.iter().filter(|finding| finding.grade != Grade::Remark);
    let remarks: Vec<_> = found.iter().filter(|finding| finding.grade == Grade::Remark).collect();
    if found.is_empty() {
        widgets::callout(ui, CalloutKind::Success, lang.coherence_none(), |_| ());
        return;
    }
    widgets::heading(ui, &lang.coherence_title(found.len()));
    widgets::small(ui, lang.coherence_lead());
    for finding in grave {
        one(ui, document, finding, None, lang, out);
    }
    if remarks.is_empty() {
        return;
    }
    if kept.remarks {
        for finding in &remarks {
            one(ui, document, finding, None, lang, out);
        }
        if widgets::quiet(ui, lang.coherence_hide_remarks()).clicked() {
            kept.remarks = false;
        }
    } else if widgets::quiet(ui, &lang.coherence_show_remarks(remarks.len())).clicked() {
        kept.remarks = true;
    }
}

/// One thing that was found, with ways to what it is about; `here` is where it is read.
fn one(
    ui: &mut Ui,
    document: &Document,
    finding: &Finding,
    here: Option<&QuestionId>,
    lang: Lang,
    out: &mut Out,
) {
    let pack = document.pack();
    let sentence = finding.sentence(pack, lang);
    let hint = finding.hint(pack, lang);
    if finding.grade == Grade::Remark && here.is_some() {
        // Beside a question a remark is only a remark.
        let words = lang.coherence_said(grade(finding.grade, lang), format!("{sentence} {hint}"));
        widgets::small(ui, words);
        return;
    }
    let kind = match finding.grade {
        Grade::Error => CalloutKind::Error,
        Grade::Alert => CalloutKind::Warning,
        Grade::Remark => CalloutKind::Info,
    };
    let words = lang.coherence_said(grade(finding.grade, lang), sentence);
    ui.push_id(("finding", &words), |ui| {
        widgets::callout(ui, kind, &words, |ui| {
            let hint = RichText::new(hint).size(size::SMALL).color(Tokens::of(ui).weak);
            ui.add(egui::Label::new(hint).wrap());
            ways(ui, document, finding, here, lang, out);
        });
    });
    ui.add_space(space::TINY);
}

/// Buttons to the other answers and tables.
fn ways(
    ui: &mut Ui,
    document: &Document,
    finding: &Finding,
    here: Option<&QuestionId>,
    lang: Lang,
    out: &mut Out,
) {
    let pack = document.pack();
    let alone = matches!(finding.what, Incoherence::Unsupported(_)) && here.is_some();
    for id in finding.questions.iter().filter(|id| Some(*id) != here && !alone) {
        let Some(question) = pack.question(id.as_str()) else { continue };
        let name = format!("{id} {}", question.short.get(lang));
        if widgets::quiet(ui, &lang.coherence_see(name)).clicked() {
            out.go_to_question(document, id);
        }
    }
    for (id, rows) in &finding.tables {
        let Some(table) = pack.table(id.as_str()) else { continue };
        let mut name = table.short.get(lang).to_owned();
        if !rows.is_empty() {
            name = format!("{name} ({})", lang.coherence_rows(rows.len()));
        }
        if widgets::quiet(ui, &lang.coherence_see(name)).clicked() {
            out.go(Page::Table(id.clone()));
        }
    }
}
