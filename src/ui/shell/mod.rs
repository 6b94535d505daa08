//! What stands around every page: the bar above, the path, the help, the line below, and what the
//! session tells and asks.

pub mod action;
mod aside;
mod ask_password;
mod ask_safety;
mod bar;
mod enter;
mod exporting;
pub mod find;
mod help;
mod keys_help;
mod notices;
pub mod palette;
pub mod path;
mod prompt;
mod saving;
mod status;
mod tour;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

pub use action::{Action, pressed};
pub use ask_password::Typed as TypedPassword;
pub use find::{State as Find, Step as FindStep};
pub use help::speaks_of as has_help;
pub use palette::State as Palette;
pub use path::{Step, sections};

use crate::app::{Command, Session};

use super::{
    pages::{self, PageStates},
    tokens::Tokens,
    view::{Out, Page},
};

/// How wide the answer to « Pourquoi ? » is, in points.
const WHY: f32 = 360.0;

/// How wide the window must be for the path to stand beside the page.
const PATH_NEEDS: f32 = 900.0;

/// How wide the window must be for the help to stand beside the page as well.
const HELP_NEEDS: f32 = 1080.0;

/// The title of the window: the file, and whether it holds everything.
pub fn title(session: &Session) -> String {
    let Some(document) = session.document() else { return "Passerelle".to_owned() };
    let name = document.file().and_then(|path| path.file_name()).map_or_else(
        || document.diagnostic().territory.name.clone(),
        |name| name.to_string_lossy().into_owned(),
    );
    let mark = if document.is_modified() { "• " } else { "" };
    format!("{mark}{name} – Passerelle")
}

/// What lies over the window.
#[derive(Debug)]
pub enum Overlay {
    /// The palette.
    Palette(Palette),
    /// Help and shortcuts.
    Keys,
    /// The help of the question or table at hand.
    Help,
    /// A card of the tour, counted from 0.
    Tour(usize),
}

/// Draws the whole window.
pub fn show(ui: &mut Ui, session: &Session, page: &Page, states: &mut PageStates, out: &mut Out) {
    ui.ctx()
        .accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(title(session)));
    let free = session.prompt().is_none() && !states.is_covered();
    let mut regions = tour::Regions::default();
    ui.add_enabled_ui(free, |ui| {
        // In the room nothing stands beside the question.
        if *page != Page::Meeting || session.document().is_none() {
            around(ui, session, page, states, (&mut regions, out));
        }
        let frame = Frame::new().fill(Tokens::of(ui).page).inner_margin(Margin::ZERO);
        let central = CentralPanel::no_frame().frame(frame).show(ui, |ui| {
            exporting::show(ui, session, out);
            notices::show(ui, session, out);
            if *page == Page::Meeting {
                states.find = None;
            }
            if let Some(find) = &mut states.find {
                let frame = edge(ui, Margin::symmetric(14, 6));
                let bar = Panel::top("find").frame(frame);
                match bar.show(ui, |ui| find::bar(ui, session.lang(), find)).inner {
                    Some(FindStep::Close) => states.find = None,
                    Some(step) => find.step(step),
                    None => {}
                }
            }
            if *page != Page::Meeting {
                enter::show(ui, session, page, &mut states.enter);
            }
            // What the page says is told apart from what stands around it.
            ui.scope(|ui| {
                if let Some(find) = &mut states.find {
                    match (page, session.document()) {
                        (Page::Table(id), Some(document)) => {
                            let (lang, table) = (session.lang(), &mut states.table);
                            find::look_in_rows(document, id, lang, table, find);
                        }
                        _ => find::look(ui, find),
                    }
                }
                match session.document() {
                    Some(document) if states.why.is_open() && !is_wide(ui) => {
                        why_alone(ui, document, session.lang(), states, out);
                    }
                    _ => pages::show(ui, session, page, states, out),
                }
                if let Some(find) = &states.find {
                    find::mark(ui, find);
                }
            });
        });
        regions.page = Some(central.response.rect);
    });
    over(ui, session, page, states, (regions, out));
    prompt::show(ui, session, states, out);
}

fn edge(ui: &Ui, margin: Margin) -> Frame {
    Frame::new().fill(Tokens::of(ui).surface).inner_margin(margin)
}

/// What stands around the page: the bar, the line below, the path, the help or « pourquoi ? ».
fn around(
    ui: &mut Ui,
    session: &Session,
    page: &Page,
    states: &mut PageStates,
    (regions, out): (&mut tour::Regions, &mut Out),
) {
    let lang = session.lang();
    let bar = Panel::top("bar").frame(edge(ui, Margin::symmetric(14, 8)));
    regions.bar =
        Some(bar.show(ui, |ui| bar::show(ui, session, page, &mut states.path, out)).response.rect);
    let Some(document) = session.document() else { return };
    Panel::bottom("status").frame(edge(ui, Margin::symmetric(14, 4))).show(ui, |ui| {
        status::show(ui, session, document);
    });
    // At high zoom the page itself needs the room.
    let wide = is_wide(ui);
    if wide {
        let path = Panel::left("path")
            .exact_size(236.0)
            .resizable(false)
            .frame(edge(ui, Margin::ZERO))
            .show(ui, |ui| path::show(ui, document, lang, page, &mut states.path, out));
        regions.path = Some(path.response.rect);
    }
    if wide && states.why.is_open() {
        Panel::right("why")
            .exact_size(WHY)
            .resizable(false)
            .frame(edge(ui, Margin::symmetric(16, 12)))
            .show(ui, |ui| {
                pages::why::show(ui, document, lang, &mut states.why, out);
            });
    } else if wide && help::speaks_of(page) && has_help_beside(ui) {
        let help = Panel::right("help")
            .exact_size(268.0)
            .resizable(false)
            .frame(edge(ui, Margin::symmetric(16, 12)))
            .show(ui, |ui| help::show(ui, session, page, states, out));
        regions.help = Some(help.response.rect);
    }
}

/// Whether there is room for the path, and for an answer to « Pourquoi ? », beside the page.
pub(super) fn is_wide(ui: &Ui) -> bool {
    PATH_NEEDS <= ui.ctx().content_rect().width()
}

/// Whether the help of a question or table stands beside it; where it does not, it is asked for.
fn has_help_beside(ui: &Ui) -> bool {
    HELP_NEEDS <= ui.ctx().content_rect().width()
}

/// The way to the help, where it does not stand beside the page.
pub fn way_to_help(ui: &mut Ui, lang: crate::language::Lang, out: &mut Out) {
    if !has_help_beside(ui) && super::widgets::quiet(ui, lang.shell_help()).clicked() {
        out.act = Some(Action::Help);
    }
}

/// The answer to « Pourquoi ? » in place of the page, where it has no room beside it.
fn why_alone(
    ui: &mut Ui,
    document: &crate::app::Document,
    lang: crate::language::Lang,
    states: &mut PageStates,
    out: &mut Out,
) {
    Frame::new().inner_margin(Margin::symmetric(20, 12)).show(ui, |ui| {
        pages::why::show(ui, document, lang, &mut states.why, out);
    });
}

/// What lies over the window: the palette, the help, or the tour.
fn over(
    ui: &Ui,
    session: &Session,
    page: &Page,
    states: &mut PageStates,
    (regions, out): (tour::Regions, &mut Out),
) {
    let lang = session.lang();
    match &mut states.overlay {
        Some(Overlay::Palette(palette)) => match palette::show(ui, session, palette) {
            palette::Came::Nothing => {}
            palette::Came::Closed => states.overlay = None,
            palette::Came::Chosen(target) => {
                states.overlay = None;
                follow(session, target, out);
            }
        },
        Some(Overlay::Keys) => match keys_help::show(ui, session, page) {
            keys_help::Came::Here => {}
            keys_help::Came::Over => states.overlay = None,
            keys_help::Came::Guide => {
                states.overlay = None;
                out.go(Page::Guide);
            }
        },
        Some(Overlay::Help) => {
            let asked = session.document().is_some() && help::speaks_of(page);
            if !(asked && aside::show(ui, session, page, states, out)) {
                states.overlay = None;
            }
        }
        Some(Overlay::Tour(at)) => match tour::show(ui, lang, *at, regions) {
            tour::Came::At(next) => *at = next,
            tour::Came::Over => {
                states.overlay = None;
                if !session.settings().toured {
                    out.send(Command::Toured);
                }
            }
        },
        None => {}
    }
}

/// Goes where something that was found leads.
fn follow(session: &Session, target: palette::Target, out: &mut Out) {
    match target {
        palette::Target::Action(action) => out.act = Some(action),
        palette::Target::Page(page) => out.go(page),
        palette::Target::Question(id) => {
            if let Some(document) = session.document() {
                out.go_to_question(document, &id);
            }
        }
        palette::Target::Country(country) => {
            out.go(Page::Country(country));
        }
        palette::Target::Row(table, row) => {
            out.row = Some(row);
            out.go(Page::Table(table));
        }
        palette::Target::Term(id) => {
            out.term = Some(id);
            out.go(Page::Glossary);
        }
        palette::Target::Chapter(index) => {
            out.chapter = Some(index);
            out.go(Page::Guide);
        }
    }
}
