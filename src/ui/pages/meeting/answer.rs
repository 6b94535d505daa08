//! The answer on the wall: choices in large type with their digits, fields for figures.

use egui::{
    Align2, EventFilter, FontId, Id, Key, Modifiers, Rect, Response, Sense, Stroke, StrokeKind,
    TextStyle, Ui, UiBuilder, WidgetInfo, accesskit::Role, pos2, vec2,
};

use crate::{
    domain::{Answer, State as AnswerState, Value},
    language::Lang,
    questionnaire::{Kind, Question},
    report::brief,
    ui::{
        pages::questions::{
            self,
            quick::{self, Typed},
        },
        theme,
        tokens::{RADIUS, Tokens, space},
        widgets,
    },
};

use super::Board;

/// Draws the answer; returns it when it changed.
pub(super) fn show(ui: &mut Ui, board: &Board<'_>, turned: bool) -> Option<Answer> {
    let Board { document, question, .. } = *board;
    let before = document.diagnostic().answer(question.id.as_str());
    let current = before.map_or(&AnswerState::NotAsked, |answer| &answer.state);
    let with = |state| Answer { state, ..before.cloned().unwrap_or_default() };
    quick::enter_field(ui, question, current);
    let mut next = quick::typed(ui, question)
        .and_then(|typed| quick::answered(question, current, typed))
        .map(with);
    if let Some(labels) = labels(question, board.lang) {
        // The keyboard goes on from what was just typed.
        let now = next.as_ref().map_or(current, |answer| &answer.state).clone();
        let reach = turned || next.is_some();
        if let Some(typed) = choices(ui, board, &labels, &now, reach) {
            next = quick::answered(question, current, typed).map(with).or(next);
        }
    } else {
        scaled(ui, board.scale);
        let mut said = None;
        if !matches!(current, AnswerState::Unknown | AnswerState::NotApplicable { .. }) {
            said = questions::figure(ui, board.document, board.session, question, current);
        }
        next = said.map(with).or(next);
    }
    let unknown = *current == AnswerState::Unknown;
    ui.add_space(space::TINY * board.scale);
    if big(ui, board, ("?", board.lang.questions_unknown()), unknown, Role::Button, "unknown")
        .clicked()
    {
        next = Some(with(if unknown { AnswerState::NotAsked } else { AnswerState::Unknown }));
    }
    beside(ui, board, current, next.as_ref())
}

/// The words of each choice; `None` for a figure.
fn labels(question: &Question, lang: Lang) -> Option<Vec<&str>> {
    match &question.kind {
        Kind::Scale(levels) => Some(levels.iter().map(|level| level.get(lang)).collect()),
        Kind::Choice(options) | Kind::Multiple { options, .. } => {
            Some(options.iter().map(|option| option.label.get(lang)).collect())
        }
        Kind::YesPartlyNo { yes, partly, no } => {
            Some([yes, partly, no].map(|text| text.get(lang)).to_vec())
        }
        Kind::Number { .. } | Kind::Numbers(_) | Kind::Derived(_) => None,
    }
}

/// Whether a choice is the answer, or among those picked.
fn is_on(question: &Question, current: &AnswerState, at: usize) -> bool {
    let values: [Option<&Value>; 2] = match current {
        AnswerState::Given(value) => [Some(value), None],
        AnswerState::Between(low, high) => [Some(low), Some(high)],
        _ => return false,
    };
    values.into_iter().flatten().any(|value| match (value, &question.kind) {
        (Value::Level(level), _) => usize::from(*level) == at,
        (Value::Choice(id), Kind::YesPartlyNo { .. }) => {
            ["yes", "partly", "no"].get(at).is_some_and(|option| *id == **option)
        }
        (Value::Choice(id), kind) => kind.options().get(at).is_some_and(|o| o.id == *id),
        (Value::Picks(picks), kind) => {
            kind.options().get(at).is_some_and(|option| picks.contains_key(&option.id))
        }
        _ => false,
    })
}

/// The choices, each with the digit that takes it; returns what was clicked as if typed.
fn choices(
    ui: &mut Ui,
    board: &Board<'_>,
    labels: &[&str],
    current: &AnswerState,
    turned: bool,
) -> Option<Typed> {
    let question = board.question;
    let first = quick::first_digit(question)?;
    let many = matches!(question.kind, Kind::Multiple { .. });
    let role = if many { Role::CheckBox } else { Role::RadioButton };
    let group = UiBuilder::new()
        .accessibility_role(if many { Role::Group } else { Role::RadioGroup })
        .accessibility_label(question.text.get(board.lang));
    ui.scope_builder(group, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0 * board.scale;
        let mut picked = None;
        let base = Id::unique(("meeting", &question.id));
        let ids: Vec<Id> = (0..labels.len()).map(|at| base.with(at)).collect();
        arrows(ui, &ids);
        if turned {
            let on = (0..labels.len()).find(|at| is_on(question, current, *at)).unwrap_or(0);
            if let Some(id) = ids.get(on) {
                ui.memory_mut(|memory| memory.request_focus(*id));
            }
        }
        for (at, label) in labels.iter().enumerate() {
            let key = widgets::choice_key(first, at).map_or_else(String::new, String::from);
            let on = is_on(question, current, at);
            let shown = big(ui, board, (&key, label), on, role, at);
            if shown.clicked() {
                picked = Some(Typed::Choice(at));
            }
        }
        picked
    })
    .inner
}

/// Up and down move among the choices; left and right belong to the questions.
fn arrows(ui: &Ui, ids: &[Id]) {
    let focused = ui.memory(egui::Memory::focused);
    let Some(here) = ids.iter().position(|id| Some(*id) == focused) else { return };
    let lock =
        EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let to = if pressed(Key::ArrowDown) {
        (here + 1) % ids.len()
    } else if pressed(Key::ArrowUp) {
        (here + ids.len() - 1) % ids.len()
    } else {
        here
    };
    if let Some(id) = ids.get(to) {
        ui.memory_mut(|memory| {
            memory.request_focus(*id);
            memory.set_focus_lock_filter(*id, lock);
        });
    }
}

/// One choice in large type: its key in a box, then its words.
fn big(
    ui: &mut Ui,
    board: &Board<'_>,
    (key, label): (&str, &str),
    on: bool,
    role: Role,
    salt: impl std::hash::Hash + std::fmt::Debug,
) -> Response {
    let tokens = Tokens::of(ui);
    let scale = board.scale;
    let width = ui.available_width();
    let size = 21.0 * scale;
    let font = if on { theme::strong_font(size) } else { FontId::proportional(size) };
    let indent = 58.0 * scale;
    let galley = ui.painter().layout(label.to_owned(), font, tokens.ink, width - indent - 16.0);
    let height = (galley.size().y + 14.0 * scale).max(44.0 * scale);
    let (_, rect) = ui.allocate_space(vec2(width, height));
    let id = Id::unique(("meeting", &board.question.id)).with(salt);
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        let name = if key.is_empty() { label.to_owned() } else { format!("{key}. {label}") };
        WidgetInfo::selected(role, ui.is_enabled(), on, name)
    });
    let painter = ui.painter();
    let (fill, edge) = match (on, response.hovered()) {
        (true, _) => (tokens.chosen, Stroke::new(2.0, tokens.accent)),
        (false, true) => (tokens.hover, Stroke::new(1.0, tokens.field_edge)),
        (false, false) => (tokens.surface, Stroke::new(1.0, tokens.line)),
    };
    painter.rect(rect, RADIUS, fill, edge, StrokeKind::Inside);
    let edge = 30.0 * scale;
    let middle = pos2(rect.left() + indent / 2.0, rect.center().y);
    let square = Rect::from_center_size(middle, vec2(edge, edge));
    let (fill, ink) =
        if on { (tokens.accent, tokens.on_accent) } else { (tokens.field, tokens.ink) };
    painter.rect(
        square,
        RADIUS,
        fill,
        Stroke::new(1.4, if on { tokens.accent } else { tokens.field_edge }),
        StrokeKind::Inside,
    );
    painter.text(middle, Align2::CENTER_CENTER, key, theme::strong_font(18.0 * scale), ink);
    let top = rect.center().y - galley.size().y / 2.0;
    painter.galley(pos2(rect.left() + indent, top), galley, tokens.ink);
    widgets::follow(response)
}

/// The remark and the flag, and the sentence that the answer makes.
fn beside(
    ui: &mut Ui,
    board: &Board<'_>,
    current: &AnswerState,
    next: Option<&Answer>,
) -> Option<Answer> {
    let Board { document, question, lang, .. } = *board;
    let before = document.diagnostic().answer(question.id.as_str());
    scaled(ui, board.scale);
    let id = Id::unique(("meeting note", &question.id));
    let free = !ui.ctx().text_edit_focused();
    let pressed = |key| free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let flag = pressed(Key::R);
    if pressed(Key::N) {
        ui.input_mut(|input| {
            input.events.retain(|event| !matches!(event, egui::Event::Text(_)));
        });
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    ui.add_space(space::TINY * board.scale);
    if current.is_settled() {
        let (pack, assessment) = (document.pack(), document.assessment());
        let words = brief::answer_words(pack, document.diagnostic(), assessment, lang, question);
        ui.label(egui::RichText::new(words).color(Tokens::of(ui).weak));
    }
    let mut said = next.or(before).cloned().unwrap_or_default();
    let mut changed = next.is_some();
    let hint = lang.meeting_note_hint();
    if let Some(text) = widgets::area(ui, id, lang.questions_comment(), hint, &said.comment) {
        said.comment = text;
        changed = true;
    }
    let mut review = said.review != flag;
    changed |= flag;
    changed |= ui.checkbox(&mut review, lang.meeting_review()).changed();
    said.review = review;
    changed.then_some(said)
}

/// Fields and their words as large as the rest.
fn scaled(ui: &mut Ui, scale: f32) {
    let font = FontId::proportional(18.0 * scale);
    for style in [TextStyle::Body, TextStyle::Button, TextStyle::Small] {
        ui.style_mut().text_styles.insert(style, font.clone());
    }
}
