//! What several respondents said to one question, and the way to decide between them.

use egui::{Label, Ui};

use crate::{
    domain::{Answer, Voice},
    questionnaire::Question,
    report::merge,
    scoring::to_debate,
    ui::{
        tokens::space,
        widgets::{self, CalloutKind},
    },
};

use super::Sheet;

/// Draws the voices; returns the answer that was chosen between them, if one was.
pub(super) fn show(
    ui: &mut Ui,
    page: &Sheet<'_>,
    question: &Question,
    answer: &Answer,
) -> Option<Answer> {
    if answer.voices.is_empty() {
        return None;
    }
    let (lang, document) = (page.lang, page.document);
    let kind = if answer.is_disputed() { CalloutKind::Warning } else { CalloutKind::Info };
    let mut chosen = None;
    ui.add_space(space::TINY);
    widgets::callout(ui, kind, lang.voices_several(), |_| ());
    ui.vertical(|ui| {
        for (at, voice) in answer.voices.iter().enumerate() {
            let of = (question.id.as_str(), voice);
            let (who, said) = merge::voice(document.pack(), document.diagnostic(), lang, of);
            let line = if voice.source.is_empty() {
                lang.voices_one(&said, &who)
            } else {
                lang.voices_one_source(&said, &voice.source, &who)
            };
            ui.add(Label::new(line).wrap());
            if answer.is_shared() && document.can_change() {
                ui.push_id(("voice", at), |ui| {
                    let button = widgets::quiet(ui, lang.voices_decide());
                    if button.accessible_name(lang.voices_decide_name(&said, &who)).clicked() {
                        chosen = Some(decided(answer, voice));
                    }
                });
            }
        }
        widgets::small(ui, outcome(page, question, answer));
    });
    chosen
}

/// What counts now.
fn outcome(page: &Sheet<'_>, question: &Question, answer: &Answer) -> String {
    let (lang, document) = (page.lang, page.document);
    if !answer.is_shared() {
        return lang.voices_decided().to_owned();
    }
    let debates = to_debate(document.pack(), document.diagnostic());
    let one = debates.iter().find(|one| one.question == question.id);
    match one.and_then(|one| one.agreement) {
        Some(agreement) => lang.voices_shared_median(lang.percent(agreement, 0)),
        None => lang.voices_shared().to_owned(),
    }
}

/// The answer once this voice is chosen; the others stay beside it.
fn decided(answer: &Answer, voice: &Voice) -> Answer {
    Answer {
        state: voice.state.clone(),
        year: voice.year,
        perimeter: voice.perimeter,
        source: voice.source.clone(),
        evidence: voice.evidence,
        role: voice.role.clone(),
        decided: true,
        ..answer.clone()
    }
}
