//! « Contributions »: questions out to whoever knows, answers back in.
//!
//! The official sees who is asked what, makes each their own workbook or paper form, and takes the
//! filled ones in; what they hold is shown on the page of merging before anything is taken.

use egui::{Label, RichText, Ui};

use crate::{
    app::{Command, Document, Purpose, Session},
    domain::{Diagnostic, Path},
    language::Lang,
    questionnaire::{Applicability, Pack, Role, applicability},
    ui::{
        theme,
        tokens::{size, space},
        view::{Out, Page},
        widgets,
    },
};

/// Draws the page.
pub fn show(ui: &mut Ui, session: &Session, document: &Document, out: &mut Out) {
    let lang = session.lang();
    super::column(ui, "kits", |ui| {
        widgets::title(ui, lang.kits_heading());
        widgets::weak(ui, lang.kits_lead());
        ui.add_space(space::SMALL);
        widgets::heading(ui, lang.kits_out_title());
        widgets::small(ui, lang.kits_out_text());
        let (pack, diagnostic) = (document.pack(), document.diagnostic());
        for role in &pack.roles {
            let (questions, tables) = asked(pack, diagnostic, role);
            if 0 < questions + tables {
                ui.add_space(space::TINY);
                one(ui, role, (questions, tables), lang, out);
            }
        }
        ui.add_space(space::MEDIUM);
        widgets::heading(ui, lang.kits_in_title());
        widgets::small(ui, lang.kits_in_text());
        ui.add_enabled_ui(document.can_change(), |ui| {
            if widgets::primary(ui, lang.merge_choose()).clicked() {
                out.send(Command::Browse(Purpose::Merge));
                out.go(Page::Merge);
            }
        });
    });
}

/// How many questions and tables a role is asked.
fn asked(pack: &Pack, diagnostic: &Diagnostic, role: &Role) -> (usize, usize) {
    let questions = pack.questions.iter().filter(|question| {
        question.contributors.contains(&role.id)
            && applicability(diagnostic, question) == Applicability::Asked
    });
    let full = diagnostic.path == Path::Full;
    let tables = pack.tables.iter().filter(|spec| full && spec.contributors.contains(&role.id));
    (questions.count(), tables.count())
}

fn one(ui: &mut Ui, role: &Role, (questions, tables): (usize, usize), lang: Lang, out: &mut Out) {
    let title = role.title.get(lang);
    widgets::card(ui, false, |ui| {
        ui.horizontal_wrapped(|ui| {
            let text = RichText::new(title).font(theme::strong_font(size::BODY));
            ui.add(Label::new(text));
            let mut parts = vec![lang.kits_size(questions)];
            if 0 < tables {
                parts.push(lang.kits_size_tables(tables));
            }
            widgets::small(ui, parts.join(" · "));
        });
        ui.horizontal_wrapped(|ui| {
            let make = widgets::secondary(ui, lang.kits_make());
            if make.accessible_name(lang.kits_make_for(title)).clicked() {
                out.send(Command::KitFor(role.id.clone()));
                out.send(Command::Browse(Purpose::Kit));
            }
            let paper = widgets::quiet(ui, lang.kits_make_pdf());
            if paper.accessible_name(lang.kits_make_pdf_for(title)).clicked() {
                out.send(Command::KitFor(role.id.clone()));
                out.send(Command::Browse(Purpose::KitPdf));
            }
        });
    });
}
