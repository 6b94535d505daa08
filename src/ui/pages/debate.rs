//! « À débattre »: the answers on which respondents do not agree, before those to be found out.

use egui::{Label, Ui};

use crate::{
    app::Document,
    language::Lang,
    report::merge,
    scoring::{Debate, to_debate},
    ui::{
        tokens::space,
        view::Out,
        widgets::{self, CalloutKind},
    },
};

/// Draws the list; nothing if everybody agrees.
pub(super) fn list(ui: &mut Ui, document: &Document, lang: Lang, out: &mut Out) {
    let debates = to_debate(document.pack(), document.diagnostic());
    if debates.is_empty() {
        return;
    }
    ui.add_space(space::SMALL);
    widgets::heading(ui, lang.voices_title());
    widgets::callout(ui, CalloutKind::Warning, lang.voices_text(), |_| ());
    for debate in &debates {
        one(ui, document, debate, lang, out);
    }
}

fn one(ui: &mut Ui, document: &Document, debate: &Debate, lang: Lang, out: &mut Out) {
    let (pack, diagnostic) = (document.pack(), document.diagnostic());
    let (Some(question), Some(answer)) =
        (pack.question(debate.question.as_str()), diagnostic.answer(debate.question.as_str()))
    else {
        return;
    };
    ui.add_space(space::TINY);
    ui.spacing_mut().item_spacing.y = 2.0;
    let label = format!("{} · {}", question.id, question.short.get(lang));
    let name = lang.compare_go(&label);
    if widgets::link(ui, &label).accessible_name(name).clicked() {
        out.go_to_question(document, &question.id);
    }
    let how = debate.agreement.map_or_else(
        || lang.voices_debate_differs().to_owned(),
        |agreement| lang.voices_debate_line(lang.percent(agreement, 0)),
    );
    widgets::small(ui, how);
    for voice in &answer.voices {
        let of = (question.id.as_str(), voice);
        let (who, said) = merge::voice(pack, diagnostic, lang, of);
        ui.add(Label::new(lang.voices_one(said, who)).wrap());
    }
}
