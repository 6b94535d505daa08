//! The questions of a theme, one open at a time.
//!
//! The person in front needs to see the whole theme at a glance, answer the question at hand
//! without leaving the keyboard, say « ne sait pas » without shame, and note where an answer comes
//! from while it is fresh.

mod card;
mod change;
mod figures;
mod proof;
pub(in crate::ui::pages) mod quick;
mod value;
mod voices;

use egui::{Align, Ui};

use super::{
    coherence, earlier,
    sources::{self, Recent},
};
use crate::{
    advice::Finding,
    app::{Document, Edit, Past, Session},
    domain::{Answer, DimensionId, Path, QuestionId, RoleId, State as AnswerState},
    language::Lang,
    questionnaire::{Applicability, Question, applicability, next_question, progress},
    ui::{
        tokens::space,
        view::{Out, Page},
        widgets,
    },
};

/// Which question is open, and what is half said of it.
#[derive(Debug, Default)]
pub struct State {
    open: Option<QuestionId>,
    /// Whether the page has chosen a question to begin with.
    begun: bool,
    /// The question to bring into view.
    bring: Option<QuestionId>,
    /// Whether the focus goes to the question that was opened.
    enter: bool,
    /// What the answers contradict.
    coherence: coherence::Kept,
    /// What was said at an earlier day, and the sources named before.
    earlier: earlier::Kept,
    recent: sources::Kept,
    /// The question that is to be answered by a range, before an end of it is known.
    range: Option<QuestionId>,
}

impl State {
    /// The question at hand.
    pub const fn open(&self) -> Option<&QuestionId> {
        self.open.as_ref()
    }

    /// Gives the focus to the question at hand.
    pub fn enter(&mut self) {
        self.enter = true;
        self.bring.clone_from(&self.open);
    }

    /// Opens a question and brings it into view.
    pub fn bring(&mut self, question: Option<QuestionId>) {
        if let Some(id) = question {
            self.begun = true;
            self.range = None;
            self.open = Some(id.clone());
            self.bring = Some(id);
            self.enter = true;
        }
    }
}

/// What every question of the page is drawn from.
struct Sheet<'a> {
    document: &'a Document,
    lang: Lang,
    role: Option<&'a RoleId>,
    found: &'a [Finding],
    past: Option<&'a Past>,
    recent: &'a [Recent],
}

/// Draws the page.
pub fn show(
    ui: &mut Ui,
    session: &Session,
    document: &Document,
    id: &DimensionId,
    state: &mut State,
    out: &mut Out,
) {
    let lang = session.lang();
    let (pack, diagnostic) = (document.pack(), document.diagnostic());
    let Some(dimension) = pack.dimension(id) else { return };
    let found = state.coherence.look(document);
    let (past, recent) = (state.earlier.look(session), state.recent.look(document));
    let page = Sheet {
        document,
        lang,
        role: session.role(),
        found: &found,
        past: past.as_deref(),
        recent: &recent,
    };
    if !state.begun {
        state.begun = true;
        state.open = first_open(&page, id);
        // The help beside the page, which was drawn before, is about this question too.
        ui.ctx().request_repaint();
    }
    super::column(ui, id.as_str(), |ui| {
        widgets::title(ui, dimension.title.get(lang));
        widgets::weak(ui, dimension.intro.get(lang));
        let done = progress(pack, diagnostic, id);
        widgets::small(ui, lang.questions_progress(done.settled, lang.integer(done.asked)));
        ui.add_space(space::SMALL);
        ui.add_enabled_ui(document.can_change(), |ui| {
            for question in pack.questions_of(id) {
                one(ui, &page, question, state, out);
            }
        });
        tables(ui, &page, id, out);
        left_for_later(ui, &page, id, out);
        after(ui, &page, id, out);
    });
}

fn first_open(page: &Sheet<'_>, id: &DimensionId) -> Option<QuestionId> {
    let diagnostic = page.document.diagnostic();
    let asked: Vec<_> = page
        .document
        .pack()
        .questions_of(id)
        .filter(|question| applicability(diagnostic, question) == Applicability::Asked)
        .collect();
    let unsettled = |question: &&Question| {
        !diagnostic.answer(question.id.as_str()).is_some_and(|a| a.state.is_settled())
    };
    let first = asked.iter().copied().find(unsettled);
    first.or_else(|| asked.first().copied()).map(|question| question.id.clone())
}

fn one(ui: &mut Ui, page: &Sheet<'_>, question: &Question, state: &mut State, out: &mut Out) {
    match applicability(page.document.diagnostic(), question) {
        Applicability::LeftForFullPath => {}
        Applicability::RuledOut => card::ruled_out(ui, page, question, out),
        Applicability::Derived => card::derived(ui, page, question, out),
        Applicability::Asked => {
            let open = state.open.as_ref() == Some(&question.id);
            let shown = if open {
                card::open(ui, page, question, state, out)
            } else {
                card::closed(ui, page, question, state)
            };
            if state.bring.as_ref() == Some(&question.id) {
                // Of a question that is taller than the page, its words and first levels.
                let whole = shown.rect.height() < ui.clip_rect().height();
                shown.scroll_to_me(Some(if whole { Align::Center } else { Align::TOP }));
                state.bring = None;
            }
        }
    }
}

/// The tables of the theme, for those who read on instead of using the path.
fn tables(ui: &mut Ui, page: &Sheet<'_>, id: &DimensionId, out: &mut Out) {
    let pack = page.document.pack();
    let Some(dimension) = pack.dimension(id) else { return };
    if page.document.diagnostic().path == Path::Quick {
        return;
    }
    for spec in dimension.tables.iter().filter_map(|id| pack.table(id.as_str())) {
        let rows =
            page.document.diagnostic().table(spec.id.as_str()).map_or(0, |table| table.rows.len());
        widgets::card(ui, false, |ui| {
            widgets::heading(ui, spec.title.get(page.lang));
            widgets::small(ui, page.lang.questions_rows(rows));
            if widgets::secondary(ui, page.lang.questions_open_table())
                .accessible_name(spec.title.get(page.lang))
                .clicked()
            {
                out.go(Page::Table(spec.id.clone()));
            }
        });
    }
}

/// What the quick path leaves out, and how to have it.
fn left_for_later(ui: &mut Ui, page: &Sheet<'_>, id: &DimensionId, out: &mut Out) {
    let diagnostic = page.document.diagnostic();
    let left = page
        .document
        .pack()
        .questions_of(id)
        .filter(|q| applicability(diagnostic, q) == Applicability::LeftForFullPath)
        .count();
    if 0 < left {
        ui.add_space(space::SMALL);
        widgets::small(ui, page.lang.questions_left(left));
        if widgets::quiet(ui, page.lang.questions_full_path()).clicked() {
            out.edit(Edit::Path(Path::Full));
        }
    }
}

/// The way on: the next question that waits, wherever it is, or the results.
fn after(ui: &mut Ui, page: &Sheet<'_>, id: &DimensionId, out: &mut Out) {
    let document = page.document;
    let last = document.pack().questions_of(id).last().map(|question| question.id.clone());
    ui.add_space(space::MEDIUM);
    match next_question(document.pack(), document.diagnostic(), last.as_ref()) {
        Some(next) if next.dimension != *id => {
            if widgets::secondary(ui, page.lang.questions_next_theme()).clicked() {
                out.go_to_question(document, &next.id);
            }
        }
        Some(_) => {}
        None => {
            if widgets::primary(ui, page.lang.questions_results()).clicked() {
                out.go(Page::Overview);
            }
        }
    }
}

/// A figure of a question in fields of its own, for a page that asks one question at a time.
pub(super) fn figure(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    question: &Question,
    current: &AnswerState,
) -> Option<AnswerState> {
    let (lang, role) = (session.lang(), session.role());
    let page = Sheet { document, lang, role, found: &[], past: None, recent: &[] };
    value::exact(ui, &page, question, current)
}

/// An answer in the role of whoever gives it.
pub(super) fn signed(mut answer: Answer, role: Option<&RoleId>) -> Answer {
    if answer.role.is_none() {
        answer.role = role.cloned();
    }
    if answer.state == AnswerState::NotAsked {
        // Taking an answer away keeps what was said beside it only if something was.
        answer.role = None;
    }
    answer
}

/// The answer's state, whatever was entered.
fn state_of<'a>(document: &'a Document, question: &Question) -> &'a AnswerState {
    document
        .diagnostic()
        .answers
        .get(&question.id)
        .map_or(&AnswerState::NotAsked, |answer| &answer.state)
}
