//! The help that follows the question or table at hand.

use egui::{ScrollArea, Ui};

use crate::{
    app::{Document, Session},
    domain::RoleId,
    language::Lang,
    panel::unanswered,
    questionnaire::Text,
    reference::{Term, terms_in},
    ui::{
        pages::PageStates,
        view::{Out, Page},
        widgets,
    },
};

/// Whether a page has help beside it.
pub const fn speaks_of(page: &Page) -> bool {
    matches!(page, Page::Dimension(_) | Page::Table(_))
}

pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    page: &Page,
    states: &PageStates,
    out: &mut Out,
) {
    let (Some(document), lang) = (session.document(), session.lang()) else { return };
    ScrollArea::vertical().id_salt("help").auto_shrink(false).show(ui, |ui| {
        widgets::heading(ui, lang.shell_help());
        match page {
            Page::Table(id) => table(ui, document, lang, id.as_str(), out),
            _ => question(ui, (session, document), lang, states, out),
        }
    });
}

fn question(
    ui: &mut Ui,
    (session, document): (&Session, &Document),
    lang: Lang,
    states: &PageStates,
    out: &mut Out,
) {
    let open = states.questions.open().and_then(|id| document.pack().question(id.as_str()));
    let Some(question) = open else {
        widgets::weak(ui, lang.shell_help_none());
        return;
    };
    part(ui, lang.shell_help_why(), &question.why, lang);
    part(ui, lang.shell_help_source(), &question.source, lang);
    who(ui, document, lang, &question.contributors);
    part(ui, lang.shell_help_example(), &question.example, lang);
    part(ui, lang.shell_help_evidence(), &question.evidence, lang);
    part(ui, lang.shell_help_caution(), &question.caution, lang);
    if let Some(panel) = session.observatory().peers.as_ref().map(|shown| &shown.panel)
        && let Some(hard) = unanswered(panel, question)
    {
        let share = lang.percent(hard.share(), 0);
        let members = lang.integer(hard.members as usize);
        words(ui, lang.shell_help_hard(), &lang.shell_help_hard_text(members, share), lang);
    }
    let texts = [
        &question.text,
        &question.why,
        &question.source,
        &question.example,
        &question.evidence,
        &question.caution,
    ];
    glossary(ui, &texts.map(|text| text.get(lang)), lang, out);
}

fn table(ui: &mut Ui, document: &Document, lang: Lang, id: &str, out: &mut Out) {
    let Some(spec) = document.pack().table(id) else { return };
    part(ui, lang.shell_help_why(), &spec.why, lang);
    part(ui, lang.shell_help_source(), &spec.source, lang);
    who(ui, document, lang, &spec.contributors);
    part(ui, lang.shell_help_caution(), &spec.caution, lang);
    let texts = [&spec.title, &spec.why, &spec.source, &spec.caution];
    glossary(ui, &texts.map(|text| text.get(lang)), lang, out);
}

fn part(ui: &mut Ui, heading: &str, text: &Text, lang: Lang) {
    if !text.is_empty() {
        words(ui, heading, text.get(lang), lang);
    }
}

fn who(ui: &mut Ui, document: &Document, lang: Lang, roles: &[RoleId]) {
    let names: Vec<_> =
        roles.iter().filter_map(|id| Some(document.pack().role(id)?.title.get(lang))).collect();
    if !names.is_empty() {
        words(ui, lang.shell_help_who(), &names.join(" · "), lang);
    }
}

fn words(ui: &mut Ui, heading: &str, text: &str, lang: Lang) {
    ui.add_space(8.0);
    widgets::caption(ui, heading);
    ui.add_space(-4.0);
    widgets::glossed(ui, text, lang);
}

/// The words of the field that the help uses, each a button that tells what it means: for those
/// who use no mouse.
fn glossary(ui: &mut Ui, texts: &[&str], lang: Lang, out: &mut Out) {
    let mut terms: Vec<&'static Term> = Vec::new();
    for (_, term) in texts.iter().flat_map(|text| terms_in(text, lang)) {
        if !terms.iter().any(|known| known.id == term.id) {
            terms.push(term);
        }
    }
    if terms.is_empty() {
        return;
    }
    ui.add_space(8.0);
    widgets::caption(ui, lang.glossary_words());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(2.0, 0.0);
        for term in terms {
            let button = widgets::quiet(ui, term.name(lang));
            ui.ctx().accesskit_node_builder(button.id, |node| {
                node.set_description(term.sentence(lang));
            });
            if button.clicked() {
                out.term = Some(term.id);
                out.go(Page::Glossary);
            }
            // What has the focus is explained as what is pointed at.
            if button.has_focus() {
                button.show_tooltip_ui(|ui| widgets::explain(ui, term, lang));
            } else {
                button.on_hover_ui(|ui| widgets::explain(ui, term, lang));
            }
        }
    });
}
