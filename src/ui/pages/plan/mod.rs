//! « Plan d'action »: what was decided, by whom, when, for how much, and how far it is.
//!
//! The official comes from a meeting with five decisions and must leave with a plan that a council
//! can vote: take up what is recommended or say why not, put it in order, name who leads, when,
//! what it costs and who pays. Everything can be taken back, so nothing asks for confirmation.

mod calendar;
mod choose;
mod edit;
mod list;
mod money;

use egui::{Id, Ui};
use jiff::civil::Date;

use crate::{
    advice::{Advice, Frame, advise, proposed},
    app::{Document, Edit, PlanEdit, Session},
    domain::{Action, ActionId, Plan},
    language::Lang,
    report::brief::{self, Section},
    ui::{
        tokens::space,
        view::{Out, Page},
        widgets::{self, CalloutKind, Field},
    },
};

use super::reading;

/// How the plan is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum View {
    /// Action by action.
    #[default]
    List,
    /// On the scale of the mandate.
    Calendar,
    /// By year and by funder.
    Budget,
}

/// What the page remembers.
#[derive(Debug, Default)]
pub struct State {
    view: View,
    /// The action whose fields are open.
    open: Option<ActionId>,
    /// The action that the focus goes to, after it was moved or added.
    focus: Option<ActionId>,
    /// How many actions there were when one's own was asked for, to open it when it is there.
    adding: Option<usize>,
    /// Whether every recommendation is listed, not only the first ones.
    all: bool,
    kept: Option<Kept>,
}

impl State {
    /// Opens an action in the list and brings it into view.
    pub const fn bring(&mut self, action: ActionId) {
        self.view = View::List;
        self.open = Some(action);
        self.focus = Some(action);
    }
}

/// What is computed from the document, kept until it changes.
#[derive(Debug)]
struct Kept {
    of: (u64, Lang, Date),
    advice: Advice,
    budget: Section,
    effect: Section,
    /// What the open action would change, in a line.
    of_action: Option<(ActionId, String)>,
}

/// What the parts of the page draw from.
#[derive(Clone, Copy)]
struct Sheet<'a> {
    document: &'a Document,
    lang: Lang,
    advice: &'a Advice,
}

impl Sheet<'_> {
    fn plan(&self) -> &Plan {
        &self.document.diagnostic().plan
    }
}

impl Kept {
    fn of(document: &Document, lang: Lang, today: Date) -> Self {
        let (pack, diagnostic) = (document.pack(), document.diagnostic());
        let assessment = document.assessment();
        Self {
            of: (document.revision(), lang, today),
            advice: advise(pack, diagnostic, assessment, today),
            budget: brief::budget_section(pack, diagnostic, assessment, lang),
            effect: brief::effect_section(pack, diagnostic, assessment, lang),
            of_action: None,
        }
    }

    /// What an action would change, in a line.
    fn effect_of(&mut self, page: (&Document, Lang), action: &Action) -> &str {
        let (document, lang) = page;
        if self.of_action.as_ref().is_none_or(|(id, _)| *id != action.id) {
            let (pack, diagnostic) = (document.pack(), document.diagnostic());
            let assessment = document.assessment();
            let words = brief::effect_of_action(pack, diagnostic, assessment, lang, action);
            self.of_action = Some((action.id, words));
        }
        self.of_action.as_ref().map_or("", |(_, words)| words)
    }
}

/// Draws the page.
pub fn show(ui: &mut Ui, session: &Session, document: &Document, state: &mut State, out: &mut Out) {
    let lang = session.lang();
    let today = session.clock().today();
    let key = (document.revision(), lang, today);
    let mut kept = match state.kept.take() {
        Some(kept) if kept.of == key => kept,
        _ => Kept::of(document, lang, today),
    };
    let plan = &document.diagnostic().plan;
    if let Some(before) = state.adding.take()
        && let Some(own) = plan.actions.get(before)
    {
        state.open = Some(own.id);
        ui.memory_mut(|memory| memory.request_focus(edit::id(own, "title")));
    }
    super::column(ui, "plan", |ui| {
        widgets::title(ui, lang.plan_title());
        widgets::weak(ui, lang.plan_lead());
        ui.add_space(space::SMALL);
        frame(ui, document, lang, out);
        let open = state.open.and_then(|id| plan.action(id));
        if let Some(action) = open {
            kept.effect_of((document, lang), action);
        }
        let page = Sheet { document, lang, advice: &kept.advice };
        start(ui, page, state, out);
        if !plan.actions.is_empty() {
            views(ui, lang, state);
            ui.add_space(space::SMALL);
            match state.view {
                View::List => {
                    let effect = kept.of_action.as_ref().map(|(_, words)| words.as_str());
                    list::show(ui, page, effect, state, out);
                }
                View::Calendar => calendar::show(ui, page, state),
                View::Budget => reading::section(ui, &kept.budget, lang, out),
            }
        }
        if state.view == View::List || plan.actions.is_empty() {
            choose::show(ui, page, state, out);
        }
        if !plan.actions.is_empty() && state.view == View::List {
            reading::section(ui, &kept.effect, lang, out);
        }
        ui.add_space(space::MEDIUM);
        ui.horizontal_wrapped(|ui| {
            if widgets::secondary(ui, lang.decisions_title()).clicked() {
                out.go(Page::Decisions);
            }
            if widgets::secondary(ui, lang.shell_brief()).clicked() {
                out.go(Page::Brief);
            }
        });
    });
    state.kept = Some(kept);
}

/// The months that the plan covers.
fn frame(ui: &mut Ui, document: &Document, lang: Lang, out: &mut Out) {
    let Some(frame) = Frame::of(document.diagnostic()) else { return };
    ui.horizontal_wrapped(|ui| {
        let field = |id: &'static str, name| Field {
            id: Id::unique(id),
            name,
            hint: lang.table_month_hint(),
            width: 84.0,
        };
        widgets::small(ui, lang.plan_frame_from());
        let from = field("plan from", lang.plan_what_from());
        if let Some(month) = widgets::month(ui, from, Some(frame.from), lang) {
            out.edit(Edit::Plan(PlanEdit::From(month)));
        }
        widgets::small(ui, lang.plan_frame_until());
        let until = field("plan until", lang.plan_what_until());
        if let Some(month) = widgets::month(ui, until, Some(frame.until), lang) {
            out.edit(Edit::Plan(PlanEdit::Until(month)));
        }
        if document.diagnostic().plan.until.is_none() {
            widgets::small(ui, lang.plan_frame_mandate());
        }
    });
}

/// The way to begin: what is proposed, taken up at once; one's own.
fn start(ui: &mut Ui, page: Sheet<'_>, state: &mut State, out: &mut Out) {
    let lang = page.lang;
    let diagnostic = page.document.diagnostic();
    let proposed = proposed(page.document.pack(), diagnostic, page.advice);
    let empty = page.plan().actions.is_empty();
    ui.add_space(space::SMALL);
    if empty {
        widgets::callout(ui, CalloutKind::Info, lang.plan_empty(), |_| ());
        ui.add_space(space::SMALL);
    }
    ui.horizontal_wrapped(|ui| {
        if !proposed.is_empty() {
            let label = lang.plan_take_proposed(proposed.len());
            let pressed =
                if empty { widgets::primary(ui, &label) } else { widgets::secondary(ui, &label) };
            if pressed.clicked() {
                out.edit(Edit::Plan(PlanEdit::Add(proposed)));
            }
        }
        if widgets::secondary(ui, lang.plan_add_own()).clicked() {
            out.edit(Edit::Plan(PlanEdit::Add(vec![Action::default()])));
            state.adding = Some(page.plan().actions.len());
            state.view = View::List;
        }
    });
    ui.add_space(space::SMALL);
}

fn views(ui: &mut Ui, lang: Lang, state: &mut State) {
    let views = [View::List, View::Calendar, View::Budget];
    let names = [lang.plan_view_list(), lang.plan_view_calendar(), lang.plan_view_budget()];
    let chosen = views.iter().position(|view| *view == state.view);
    if let Some(view) =
        widgets::segments(ui, lang.plan_view(), &names, chosen).and_then(|index| views.get(index))
    {
        state.view = *view;
    }
}
