//! One question as a card: closed with its answer in a line, or open to be answered.

use egui::{Id, Label, Response, RichText, Sense, Ui, WidgetInfo, accesskit::Role};

use crate::{
    app::Edit,
    domain::{Answer, State as AnswerState, Value},
    language::Lang,
    questionnaire::{Condition, Derivation, Grade, Kind, Question, TableSpec, next_question},
    report::brief,
    ui::{
        pages::{coherence, earlier},
        shell::way_to_help,
        theme,
        tokens::{Tokens, size, space},
        view::{Out, Page},
        widgets::{self, Icon, paint_icon},
    },
};

use super::{
    Sheet, State,
    change::{Mode, turned, with_state},
    figures, proof, quick, signed, state_of, value, voices,
};

/// A question that is not at hand: its words, and what was answered.
pub(super) fn closed(
    ui: &mut Ui,
    page: &Sheet<'_>,
    question: &Question,
    state: &mut State,
) -> Response {
    let lang = page.lang;
    let answer = state_of(page.document, question);
    let summary = if answer.is_settled() {
        words_of(page, question)
    } else {
        lang.questions_to_answer().to_owned()
    };
    let contradicted = contradicted(page, question);
    let shown = widgets::card(ui, false, |ui| {
        ui.horizontal_top(|ui| {
            mark(ui, page, question);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                let text =
                    RichText::new(question.text.get(lang)).font(theme::strong_font(size::BODY));
                ui.add(Label::new(text).wrap().selectable(false));
                let summary = RichText::new(&summary).size(14.0).color(Tokens::of(ui).weak);
                ui.add(Label::new(summary).wrap().selectable(false));
                for said in &contradicted {
                    let said = RichText::new(said).size(size::SMALL).color(Tokens::of(ui).warn);
                    ui.add(Label::new(said).wrap().selectable(false));
                }
            });
        });
    });
    let response =
        ui.interact(shown.response.rect, Id::unique(("open", &question.id)), Sense::click());
    response.widget_info(|| {
        let said = contradicted.join(" ");
        let name = format!("{} {summary} {said}", question.text.get(lang));
        let name = name.trim_end();
        WidgetInfo::labeled(Role::Button, true, name)
    });
    if response.has_focus() || response.hovered() {
        let stroke =
            egui::Stroke::new(if response.has_focus() { 2.0 } else { 1.0 }, Tokens::of(ui).accent);
        ui.painter().rect_stroke(response.rect, 6.0, stroke, egui::StrokeKind::Inside);
    }
    if response.clicked() {
        state.bring(Some(question.id.clone()));
    }
    response
}

/// What other answers contradict, in words; remarks wait until the question is open.
fn contradicted(page: &Sheet<'_>, question: &Question) -> Vec<String> {
    let grave = page.found.iter().filter(|finding| {
        finding.grade != Grade::Remark && finding.questions.contains(&question.id)
    });
    let pack = page.document.pack();
    grave
        .map(|finding| {
            let kind = coherence::grade(finding.grade, page.lang);
            page.lang.coherence_said(kind, finding.sentence(pack, page.lang))
        })
        .collect()
}

/// Whether the question is dealt with, as a sign.
fn mark(ui: &mut Ui, page: &Sheet<'_>, question: &Question) {
    let tokens = Tokens::of(ui);
    let review = page.document.diagnostic().answer(question.id.as_str()).is_some_and(|a| a.review);
    let (icon, color) = match state_of(page.document, question) {
        _ if review => (Icon::Flag, tokens.warn),
        AnswerState::NotAsked => (Icon::Ring, tokens.weak),
        AnswerState::Unknown => (Icon::Half, tokens.weak),
        _ => (Icon::Check, tokens.success),
    };
    let (rect, _) = ui.allocate_exact_size(egui::vec2(18.0, 22.0), Sense::hover());
    paint_icon(ui.painter(), icon, rect, color);
}

/// The question at hand.
pub(super) fn open(
    ui: &mut Ui,
    page: &Sheet<'_>,
    question: &Question,
    state: &mut State,
    out: &mut Out,
) -> Response {
    let lang = page.lang;
    widgets::card(ui, true, |ui| {
        widgets::glossed_heading(ui, question.text.get(lang), lang, size::HEADING);
        ui.add_space(space::TINY);
        let answer = page.document.diagnostic().answer(question.id.as_str());
        let current = state_of(page.document, question);
        if state.enter && widgets::can_arrive(ui) {
            state.enter = false;
            if page.document.can_change() {
                widgets::focus_next(ui);
            }
        }
        if let Some(next) = typed(ui, question, current, state) {
            out.edit(set(page, question, with_state(answer, next)));
        }
        let ranged = matches!(current, AnswerState::Between(..))
            || state.range.as_ref() == Some(&question.id)
            || (!current.is_settled() && value::is_half(ui, question));
        if !matches!(current, AnswerState::Unknown | AnswerState::NotApplicable { .. }) {
            let entered = if ranged {
                value::range(ui, page, question, current)
            } else {
                value::exact(ui, page, question, current)
            };
            if let Some(entered) = entered {
                out.edit(set(page, question, with_state(answer, entered)));
            }
        }
        modes(ui, page, question, ranged, state, out);
        reason(ui, page, question, out);
        if let Some(past) = page.past
            && let Some(answer) = earlier::of_question(ui, page.document, past, question, lang)
        {
            value::forget_half(ui, question);
            out.edit(set(page, question, answer));
        }
        coherence::beside_question(ui, page.document, page.found, &question.id, lang, out);
        if let Some(answer) = answer
            && let Some(answer) = voices::show(ui, page, question, answer)
        {
            out.edit(Edit::Answer(question.id.clone(), Box::new(answer)));
        }
        if let Some(answer) = answer.filter(|answer| answer.state.is_settled()) {
            ui.add_space(space::TINY);
            if let Some(answer) = proof::show(ui, page, question, answer) {
                out.edit(set(page, question, answer));
            }
        }
        ui.add_space(space::TINY);
        on(ui, page, question, state, out);
        // A question of which nothing can be entered leaves the focus where it is.
        widgets::takes_focus(ui);
    })
    .response
}

/// What a digit, a letter or « ? » makes of the answer.
fn typed(
    ui: &Ui,
    question: &Question,
    current: &AnswerState,
    state: &mut State,
) -> Option<AnswerState> {
    quick::enter_field(ui, question, current);
    let next = quick::answered(question, current, quick::typed(ui, question)?)?;
    state.range = None;
    value::forget_half(ui, question);
    figures::forget(ui, question);
    // What then is the answer has the focus, be it the level or the state in place of a field.
    state.enter = !matches!(next, AnswerState::Given(Value::Picks(_)));
    Some(next)
}

/// An edit of the answer, in the role of whoever answers.
fn set(page: &Sheet<'_>, question: &Question, answer: Answer) -> Edit {
    Edit::Answer(question.id.clone(), Box::new(signed(answer, page.role)))
}

/// The states beside a definite answer.
fn modes(
    ui: &mut Ui,
    page: &Sheet<'_>,
    question: &Question,
    ranged: bool,
    state: &mut State,
    out: &mut Out,
) {
    let lang = page.lang;
    let current = state_of(page.document, question);
    let mode = if ranged { Mode::Range } else { Mode::of(current) };
    let modes = Mode::for_question(question);
    let labels: Vec<_> = modes.iter().map(|mode| mode_label(*mode, lang)).collect();
    let chosen = modes.iter().position(|m| *m == mode);
    ui.horizontal_wrapped(|ui| {
        if let Some(mode) = widgets::segments(ui, lang.questions_state(), &labels, chosen)
            .and_then(|index| modes.get(index))
        {
            state.range =
                (*mode == Mode::Range && !current.is_answered()).then(|| question.id.clone());
            value::forget_half(ui, question);
            if let Some(next) = turned(current, *mode) {
                let answer = page.document.diagnostic().answer(question.id.as_str());
                out.edit(set(page, question, with_state(answer, next)));
            } else if *mode == Mode::Range {
                out.edit(set(page, question, with_state(None, AnswerState::NotAsked)));
            }
        }
        if current.is_settled() && widgets::quiet(ui, lang.questions_clear()).clicked() {
            out.edit(Edit::Answer(question.id.clone(), Box::default()));
        }
    });
}

const fn mode_label(mode: Mode, lang: Lang) -> &'static str {
    match mode {
        Mode::Exact => lang.questions_exact(),
        Mode::Range => lang.questions_range(),
        Mode::Unknown => lang.questions_unknown(),
        Mode::NotApplicable => lang.questions_not_applicable(),
    }
}

/// Why a question does not concern the territory: asked for, and said when missing.
fn reason(ui: &mut Ui, page: &Sheet<'_>, question: &Question, out: &mut Out) {
    let AnswerState::NotApplicable { reason } = state_of(page.document, question) else { return };
    let lang = page.lang;
    let id = Id::unique(("reason", &question.id));
    let hint = lang.questions_reason_hint();
    if let Some(reason) =
        widgets::line(ui, id, lang.questions_reason(), hint, reason, f32::INFINITY)
    {
        let answer = page.document.diagnostic().answer(question.id.as_str());
        let next = with_state(answer, AnswerState::NotApplicable { reason });
        out.edit(set(page, question, next));
    }
    if reason.trim().is_empty() {
        let text = RichText::new(lang.questions_reason_missing()).size(size::SMALL);
        ui.colored_label(Tokens::of(ui).warn, text);
    }
}

/// The way to the next question of the theme.
fn on(ui: &mut Ui, page: &Sheet<'_>, question: &Question, state: &mut State, out: &mut Out) {
    let document = page.document;
    let next = next_question(document.pack(), document.diagnostic(), Some(&question.id));
    let settled = state_of(document, question).is_settled();
    let label = page.lang.questions_next();
    ui.horizontal_wrapped(|ui| {
        if let Some(next) = next {
            let pressed =
                if settled { widgets::primary(ui, label) } else { widgets::secondary(ui, label) };
            if pressed.clicked() && next.dimension == question.dimension {
                state.bring(Some(next.id.clone()));
            } else if pressed.clicked() {
                out.go_to_question(document, &next.id);
            }
        }
        way_to_help(ui, page.lang, out);
    });
}

/// A question that another answer rules out: said, with the reason and the way to that answer.
pub(super) fn ruled_out(ui: &mut Ui, page: &Sheet<'_>, question: &Question, out: &mut Out) {
    let (lang, pack) = (page.lang, page.document.pack());
    widgets::card(ui, false, |ui| {
        widgets::weak(ui, question.text.get(lang));
        widgets::small(ui, question.otherwise.get(lang));
        let asked = question.applies_if.as_ref().map(Condition::asked).unwrap_or_default();
        ui.push_id(("decided", &question.id), |ui| {
            ui.horizontal_wrapped(|ui| {
                widgets::small(ui, lang.coherence_decided_by());
                for other in asked.questions.iter().filter_map(|id| pack.question(id.as_str())) {
                    if widgets::quiet(ui, other.short.get(lang)).clicked() {
                        out.go_to_question(page.document, &other.id);
                    }
                }
                for table in asked.tables.iter().filter_map(|id| pack.table(id.as_str())) {
                    if widgets::quiet(ui, table.short.get(lang)).clicked() {
                        out.go(Page::Table(table.id.clone()));
                    }
                }
            });
        });
    });
}

fn words_of(page: &Sheet<'_>, question: &Question) -> String {
    let document = page.document;
    let (pack, assessment) = (document.pack(), document.assessment());
    brief::answer_words(pack, document.diagnostic(), assessment, page.lang, question)
}

/// A question that is computed: what it says now, and from what.
pub(super) fn derived(ui: &mut Ui, page: &Sheet<'_>, question: &Question, out: &mut Out) {
    let lang = page.lang;
    let words = words_of(page, question);
    widgets::card(ui, false, |ui| {
        let text = RichText::new(question.text.get(lang)).font(theme::strong_font(size::BODY));
        ui.add(Label::new(text).wrap());
        ui.horizontal_wrapped(|ui| {
            widgets::small(ui, lang.questions_computed(words));
            let table = match &question.kind {
                Kind::Derived(derivation) => derivation_table(page, derivation),
                _ => None,
            };
            if let Some(spec) = table
                && widgets::quiet(ui, spec.short.get(lang)).clicked()
            {
                out.go(Page::Table(spec.id.clone()));
            }
        });
    });
}

/// The table that a computed question reads first.
fn derivation_table<'a>(page: &Sheet<'a>, derivation: &Derivation) -> Option<&'a TableSpec> {
    let pack = page.document.pack();
    let partnerships = || pack.matrix.as_ref().map(|matrix| &matrix.partnerships.table);
    let id = match derivation {
        Derivation::Measure => None,
        Derivation::EffectiveNumber { table, .. }
        | Derivation::ShareOfRows { table, .. }
        | Derivation::CountOfRows { table, .. }
        | Derivation::DistinctValues { table, .. }
        | Derivation::MeanLevel { table, .. } => Some(table),
        Derivation::PartnershipActivity
        | Derivation::PartnershipQuality
        | Derivation::Alignment { .. } => partnerships(),
    };
    pack.table(id?.as_str())
}
