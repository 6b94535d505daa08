//! What stands around every page: the bar above, the path, the help, the line below, and what the
//! session tells and asks.

mod ask_safety;
mod bar;
mod exporting;
mod help;
mod notices;
pub mod path;
mod prompt;
mod saving;
mod status;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

pub use path::{Step, sections};

use crate::app::Session;

use super::{
    pages::{self, PageStates},
    tokens::Tokens,
    view::{Out, Page},
};

/// How wide the answer to « Pourquoi ? » is, in points.
const WHY: f32 = 360.0;

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

/// Draws the whole window.
pub fn show(ui: &mut Ui, session: &Session, page: &Page, states: &mut PageStates, out: &mut Out) {
    let tokens = Tokens::of(ui);
    ui.ctx()
        .accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(title(session)));
    let edge = |margin| Frame::new().fill(tokens.surface).inner_margin(margin);
    ui.add_enabled_ui(session.prompt().is_none(), |ui| {
        Panel::top("bar").frame(edge(Margin::symmetric(14, 8))).show(ui, |ui| {
            bar::show(ui, session, out);
        });
        if let Some(document) = session.document() {
            Panel::bottom("status").frame(edge(Margin::symmetric(14, 4))).show(ui, |ui| {
                status::show(ui, session, document);
            });
            // At high zoom the page itself needs the room.
            let wide = 900.0 <= ui.available_width();
            if wide {
                Panel::left("path")
                    .exact_size(236.0)
                    .resizable(false)
                    .frame(edge(Margin::ZERO))
                    .show(ui, |ui| {
                        path::show(ui, document, session.lang(), page, &mut states.path, out);
                    });
            }
            if wide && states.why.is_open() {
                Panel::right("why")
                    .exact_size(WHY)
                    .resizable(false)
                    .frame(edge(Margin::symmetric(16, 12)))
                    .show(ui, |ui| {
                        pages::why::show(ui, document, session.lang(), &mut states.why, out);
                    });
            } else if wide && help::speaks_of(page) && 1080.0 <= ui.available_width() + 236.0 {
                Panel::right("help")
                    .exact_size(268.0)
                    .resizable(false)
                    .frame(edge(Margin::symmetric(16, 12)))
                    .show(ui, |ui| help::show(ui, document, session.lang(), page, states));
            }
        }
        let frame = Frame::new().fill(tokens.page).inner_margin(Margin::ZERO);
        CentralPanel::no_frame().frame(frame).show(ui, |ui| {
            exporting::show(ui, session, out);
            notices::show(ui, session, out);
            pages::show(ui, session, page, states, out);
        });
    });
    prompt::show(ui, session, states, out);
}
