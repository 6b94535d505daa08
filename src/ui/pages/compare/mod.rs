//! « Comparer »: the present state beside a frozen one, or beside another file.
//!
//! A year later the official must say to the council what has moved. They see each result before
//! and after, what can be said of the two, why, and go from any line to the answer behind it.

mod frozen;
mod input;
mod result;

use std::sync::Arc;

use egui::Ui;

use crate::{
    app::{Against, Beside, Command, Document, Other, Purpose, Session},
    domain::FrozenId,
    language::Lang,
    report::compare::{Spot, Told, told},
    ui::{
        tokens::space,
        view::{Out, Page},
        widgets::{self, CalloutKind},
    },
};

/// What the page keeps while it is open.
#[derive(Debug, Default)]
pub struct State {
    /// The name that is typed for the state to freeze.
    name: Option<String>,
    /// The frozen state that is being renamed, and its name as typed.
    renaming: Option<(FrozenId, String)>,
    /// Whether results that do not differ are shown too.
    all: bool,
    /// How many lines of each list are shown.
    shown: std::collections::BTreeMap<&'static str, usize>,
    kept: Option<Kept>,
}

/// The comparison in words, for one state of the document.
#[derive(Debug)]
struct Kept {
    of: (u64, Lang),
    other: Arc<Other>,
    told: Arc<Told>,
}

impl State {
    /// The comparison in words, computed once for each state of the document.
    fn told(&mut self, document: &Document, other: &Arc<Other>, lang: Lang) -> Arc<Told> {
        let of = (document.revision(), lang);
        if let Some(kept) = &self.kept
            && kept.of == of
            && Arc::ptr_eq(&kept.other, other)
        {
            return Arc::clone(&kept.told);
        }
        let (old, new) = other.in_order(document);
        let told = Arc::new(told(&other.compare(document), old, new, lang));
        self.kept = Some(Kept { of, other: Arc::clone(other), told: Arc::clone(&told) });
        told
    }
}

/// Draws the page.
pub fn show(ui: &mut Ui, session: &Session, document: &Document, state: &mut State, out: &mut Out) {
    let lang = session.lang();
    super::column(ui, "compare", |ui| {
        widgets::title(ui, lang.compare_title());
        match session.beside() {
            Some(beside) => comparison(ui, document, beside, lang, state, out),
            None => {
                widgets::weak(ui, lang.compare_lead());
                frozen::choose(ui, document, lang, state, out);
            }
        }
    });
}

fn comparison(
    ui: &mut Ui,
    document: &Document,
    beside: &Beside,
    lang: Lang,
    state: &mut State,
    out: &mut Out,
) {
    let name = name(document, beside);
    ui.horizontal_wrapped(|ui| {
        widgets::heading(ui, &lang.compare_against(&name));
        if widgets::secondary(ui, lang.compare_back()).clicked() {
            out.send(Command::StopComparing);
        }
    });
    let other = match &beside.read {
        Ok(other) => other,
        Err(error) => {
            let why = lang.compare_unreadable(error.sentence(lang));
            widgets::callout(ui, CalloutKind::Error, &why, |_| ());
            return;
        }
    };
    let told = state.told(document, other, lang);
    widgets::weak(ui, &*told.dates);
    ui.add_space(space::TINY);
    widgets::callout(ui, CalloutKind::Info, &told.summary, |_| ());
    ui.add_space(space::TINY);
    ui.horizontal_wrapped(|ui| {
        let button = widgets::primary(ui, lang.review_button());
        super::export::formats(&button, lang, Purpose::Review, out);
        widgets::small(ui, lang.review_button_text());
    });
    breaks(ui, document, &told, lang, out);
    result::show(ui, document, &told, lang, state, out);
    input::show(ui, document, &told, lang, state, out);
}

/// What the state beside the document is called.
fn name(document: &Document, beside: &Beside) -> String {
    match &beside.against {
        Against::Frozen(id) => {
            let state = document.diagnostic().frozen(*id);
            state.map(|state| state.name.clone()).unwrap_or_default()
        }
        Against::File(path) => {
            path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
        }
    }
}

fn breaks(ui: &mut Ui, document: &Document, told: &Told, lang: Lang, out: &mut Out) {
    if told.breaks.is_empty() {
        return;
    }
    ui.add_space(space::SMALL);
    widgets::heading(ui, lang.compare_breaks_title());
    widgets::small(ui, lang.compare_breaks_text());
    for one in &told.breaks {
        widgets::callout(ui, CalloutKind::Warning, &one.text, |ui| {
            if let Some(spot) = &one.place {
                link(ui, document, spot, lang, out);
            }
        });
        ui.add_space(space::TINY);
    }
}

/// A way to where something was entered.
fn link(ui: &mut Ui, document: &Document, spot: &Spot, lang: Lang, out: &mut Out) {
    let label = match spot {
        Spot::Question(id) => id.to_string(),
        Spot::Table(id) => {
            let table = document.pack().table(id.as_str());
            table.map_or_else(|| id.to_string(), |table| table.short.get(lang).to_owned())
        }
        Spot::Territory => lang.territory_step().to_owned(),
        Spot::Level(_) => lang.ladder_short().to_owned(),
        Spot::Plan(_) => lang.plan_short().to_owned(),
        Spot::Decision(_) => lang.decisions_short().to_owned(),
        Spot::Speaking => lang.speaking_short().to_owned(),
        Spot::Weights => lang.robustness_short().to_owned(),
        Spot::Cover => lang.shell_brief().to_owned(),
    };
    let name = lang.compare_go(&label);
    if widgets::link(ui, &label).accessible_name(name).clicked() {
        go(document, spot, out);
    }
}

fn go(document: &Document, spot: &Spot, out: &mut Out) {
    match spot {
        Spot::Question(id) => out.go_to_question(document, id),
        Spot::Table(id) if document.pack().table(id.as_str()).is_some() => {
            out.go(Page::Table(id.clone()));
        }
        Spot::Table(_) => {}
        Spot::Territory => out.go(Page::Territory),
        Spot::Level(block) => {
            out.block = Some(block.clone());
            out.go(Page::Ladder);
        }
        Spot::Plan(action) => {
            out.action = *action;
            out.go(Page::Plan);
        }
        Spot::Decision(row) => {
            out.row = Some(*row);
            out.go(Page::Decisions);
        }
        Spot::Speaking => out.go(Page::Speaking),
        Spot::Weights => out.go(Page::Robustness),
        Spot::Cover => out.go(Page::Brief),
    }
}
