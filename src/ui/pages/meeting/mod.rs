//! One question at a time, in large type, for a room that answers together.
//!
//! Around a table, somebody reads the question aloud, people argue, and one person types a digit.
//! What is on the wall must be read from the other end of the room, and nothing else be asked.

mod answer;

use egui::{Align, Frame, Key, Layout, Margin, Modifiers, ProgressBar, RichText, ScrollArea, Ui};

use crate::{
    app::{Document, Edit, Session},
    domain::QuestionId,
    language::Lang,
    questionnaire::{Applicability, Question, applicability},
    ui::{
        theme,
        tokens::{Tokens, space},
        view::{Out, Page},
        widgets::{self, Button},
    },
};

use super::questions::{self, quick};

/// Which question is on the wall.
#[derive(Debug, Default)]
pub struct State {
    at: Option<QuestionId>,
    /// Whether a question was just turned to.
    turned: bool,
    /// Whether a text field had the focus in the last frame: Escape then only leaves the field.
    in_field: bool,
}

impl State {
    /// Begins with a question, or with the first that waits for an answer.
    pub fn begin(&mut self, question: Option<QuestionId>) {
        self.at = question;
        self.turned = true;
    }

    /// The question on the wall.
    pub const fn at(&self) -> Option<&QuestionId> {
        self.at.as_ref()
    }
}

/// The question on the wall, and what it is drawn from.
struct Board<'a> {
    session: &'a Session,
    document: &'a Document,
    question: &'a Question,
    lang: Lang,
    /// How large everything is, 1 on a laptop.
    scale: f32,
    /// How high the room for it is, in points.
    height: f32,
}

/// Below this height, in points, only what is needed to answer stays in sight.
const LOW: f32 = 480.0;

/// Draws the page.
pub fn show(ui: &mut Ui, session: &Session, document: &Document, state: &mut State, out: &mut Out) {
    let lang = session.lang();
    let asked: Vec<&Question> = asked(document);
    let at = state.at.as_ref();
    let place = asked.iter().position(|question| Some(&question.id) == at).unwrap_or_else(|| {
        let waits = |question: &&Question| !is_settled(document, question);
        asked.iter().position(waits).unwrap_or(0)
    });
    let Some(question) = asked.get(place).copied() else {
        out.go(Page::Welcome);
        return;
    };
    state.at = Some(question.id.clone());
    let size = ui.max_rect().size();
    let scale = (size.x / 1366.0).min(size.y / 740.0).clamp(0.7, 1.8);
    let board = Board { session, document, question, lang, scale, height: size.y };
    if std::mem::replace(&mut state.in_field, ui.ctx().text_edit_focused()) {
        ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    } else if let Some(step) = keys(ui) {
        turn(state, &asked, place, step, document, out);
        return;
    }
    let margin = Margin::symmetric(as_margin(48.0 * scale), as_margin(20.0 * scale));
    Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
            if let Some(step) = foot(ui, &board, place, asked.len()) {
                turn(state, &asked, place, step, document, out);
            }
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                head(ui, &board, (place, asked.len()), out);
                // The question stays in sight whatever is scrolled to below it.
                asks(ui, &board);
                ScrollArea::vertical().id_salt(&question.id).auto_shrink(false).show(ui, |ui| {
                    body(ui, &board, std::mem::take(&mut state.turned), out);
                });
            });
        });
    });
}

fn as_margin(points: f32) -> i8 {
    #[expect(clippy::cast_possible_truncation, reason = "small and clamped just before")]
    let margin = points.clamp(0.0, 120.0) as i8;
    margin
}

/// Every question that is asked of this territory, in the order of the path.
fn asked(document: &Document) -> Vec<&Question> {
    let diagnostic = document.diagnostic();
    let asks = |question: &&Question| applicability(diagnostic, question) == Applicability::Asked;
    document.pack().questions.iter().filter(asks).collect()
}

fn is_settled(document: &Document, question: &Question) -> bool {
    document.diagnostic().answer(question.id.as_str()).is_some_and(|a| a.state.is_settled())
}

/// Where one wants to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Previous,
    Next,
    NextOpen,
    Leave,
}

/// The keys that move; a text field keeps its arrows.
fn keys(ui: &Ui) -> Option<Step> {
    if ui.ctx().text_edit_focused() || !ui.is_enabled() {
        return None;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowRight) || pressed(Key::PageDown) {
        Some(Step::Next)
    } else if pressed(Key::ArrowLeft) || pressed(Key::PageUp) {
        Some(Step::Previous)
    } else if pressed(Key::Escape) {
        Some(Step::Leave)
    } else {
        None
    }
}

fn turn(
    state: &mut State,
    asked: &[&Question],
    place: usize,
    step: Step,
    document: &Document,
    out: &mut Out,
) {
    let to = match step {
        Step::Previous => place.checked_sub(1),
        Step::Next => (place + 1 < asked.len()).then_some(place + 1),
        Step::NextOpen => {
            let waits = |at: &usize| asked.get(*at).is_some_and(|q| !is_settled(document, q));
            (place + 1..asked.len()).chain(0..place).find(waits)
        }
        Step::Leave => {
            if let Some(question) = asked.get(place) {
                out.go_to_question(document, &question.id);
            }
            return;
        }
    };
    if let Some(question) = to.and_then(|to| asked.get(to)) {
        state.at = Some(question.id.clone());
        state.turned = true;
        out.send(crate::app::Command::Seal);
    }
}

/// The theme, how far one is, and the way out.
fn head(ui: &mut Ui, board: &Board<'_>, (place, count): (usize, usize), out: &mut Out) {
    let Board { document, question, lang, scale, .. } = *board;
    let done = asked(document).into_iter().filter(|q| is_settled(document, q)).count();
    ui.horizontal(|ui| {
        let theme = document.pack().dimension(&question.dimension);
        let theme = theme.map_or("", |theme| theme.title.get(lang));
        let words = RichText::new(theme).font(theme::strong_font(17.0 * scale));
        ui.label(words.color(Tokens::of(ui).accent));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.add(Button::secondary(lang.meeting_leave()).scaled(as_button(scale))).clicked() {
                out.go_to_question(document, &question.id);
            }
            let at = lang.meeting_at(lang.integer(count), lang.integer(place + 1));
            ui.label(RichText::new(at).size(17.0 * scale).color(Tokens::of(ui).weak));
        });
    });
    let share = widgets::drawn(done as f64 / count.max(1) as f64);
    let asked = lang.integer(count);
    let words = lang.meeting_progress(done, asked);
    let bar =
        ui.add(ProgressBar::new(share).desired_height(8.0 * scale).fill(Tokens::of(ui).accent));
    ui.ctx().accesskit_node_builder(bar.id, |node| node.set_label(words.as_str()));
    if LOW <= board.height {
        ui.label(RichText::new(words).size(14.0 * scale).color(Tokens::of(ui).weak));
    }
    ui.add_space(space::SMALL * scale);
}

/// Buttons are never smaller than those of other pages.
const fn as_button(scale: f32) -> f32 {
    scale.max(1.0)
}

/// The question, as large as leaves room for its answers.
fn asks(ui: &mut Ui, board: &Board<'_>) {
    let Board { question, lang, scale, .. } = *board;
    let (text, ink) = (question.text.get(lang), Tokens::of(ui).ink);
    let most = board.height * 0.3;
    let font = |size: f32| theme::strong_font(size * scale);
    let high = |size: &f32| {
        let width = ui.available_width();
        ui.painter().layout(text.to_owned(), font(*size), ink, width).size().y <= most
    };
    let size = [29.0, 25.0, 21.0].into_iter().find(high).unwrap_or(18.0);
    let shown = ui.add(egui::Label::new(RichText::new(text).font(font(size)).color(ink)).wrap());
    widgets::as_heading(&shown, text, 1);
    ui.ctx().accesskit_node_builder(shown.id, |node| {
        node.set_live(egui::accesskit::Live::Polite);
    });
    ui.add_space(space::TINY * scale);
}

/// Who is asked, the choices, and what is said beside the answer.
fn body(ui: &mut Ui, board: &Board<'_>, turned: bool, out: &mut Out) {
    let Board { document, question, lang, scale, session, .. } = *board;
    let tokens = Tokens::of(ui);
    ui.set_width(ui.available_width());
    let who = question.contributors.iter().filter_map(|id| document.pack().role(id));
    let who: Vec<_> = who.map(|role| role.title.get(lang)).collect();
    if !who.is_empty() {
        let words = lang.meeting_who(who.join(" · "));
        ui.label(RichText::new(words).size(16.0 * scale).color(tokens.weak));
    }
    ui.add_space(space::SMALL * scale);
    ui.add_enabled_ui(document.can_change(), |ui| {
        if let Some(answer) = answer::show(ui, board, turned) {
            let answer = questions::signed(answer, session.role());
            out.edit(Edit::Answer(question.id.clone(), Box::new(answer)));
        }
    });
}

/// The way on and back, and the keys that do everything.
fn foot(ui: &mut Ui, board: &Board<'_>, place: usize, count: usize) -> Option<Step> {
    let Board { lang, scale, question, .. } = *board;
    let mut asked = None;
    let button = as_button(scale);
    ui.horizontal(|ui| {
        ui.add_enabled_ui(0 < place, |ui| {
            if ui.add(Button::secondary(lang.meeting_previous()).scaled(button)).clicked() {
                asked = Some(Step::Previous);
            }
        });
        ui.add_enabled_ui(place + 1 < count, |ui| {
            if ui.add(Button::primary(lang.meeting_next()).scaled(button)).clicked() {
                asked = Some(Step::Next);
            }
        });
        if ui.add(Button::quiet(lang.meeting_next_open()).scaled(button)).clicked() {
            asked = Some(Step::NextOpen);
        }
        let keys = match quick::first_digit(question) {
            Some(0) => lang.meeting_keys_scale(),
            Some(_) => lang.meeting_keys_choice(),
            None => lang.meeting_keys_figure(),
        };
        let keys = RichText::new(keys).size(14.0 * scale).color(Tokens::of(ui).weak);
        // Where there is no room for them, F1 lists the keys.
        if 420.0 * scale <= ui.available_width() {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add(egui::Label::new(keys).wrap());
            });
        }
    });
    ui.add_space(space::TINY);
    asked
}
