//! Widgets: each can be worked by keyboard and says its name and state to a screen reader.
//!
//! A widget receives words and values, and returns what was chosen; it never changes a document.

mod arrive;
mod bar;
mod button;
mod card;
mod choice;
mod drafts;
mod field;
mod figure;
mod gloss;
mod icon;
mod map;
mod listing;
mod picker;
mod roving;
mod select;
mod step;
mod tabbed;
mod text;
mod when;

pub(crate) use arrive::{can_arrive, focus_next, takes_focus};
pub(crate) use bar::charted_bar;
pub use bar::{SCALE, Span, interval_bar, scale};
pub use button::{Button, danger, primary, quiet, secondary};
pub use card::{Kind as CalloutKind, callout, card};
pub use choice::{checks, choice_key, choices, lettered, numbered, numbered_checks, segments};
pub use drafts::{Drafts, drafts, set_drafts};
pub(crate) use drafts::{draft, keep_draft, retain_drafts};
pub use field::{Number, area, line, number, secret};
pub(crate) use field::{catch_up, forget_figure};
pub(crate) use figure::is_copied;
pub use figure::{Figure, FigureTable, figure};
pub(crate) use gloss::explain;
pub use gloss::{glossed, glossed_heading};
pub use icon::{Icon, icon, named_icon, paint as paint_icon};
pub use listing::{Line, listing};
pub use map::{MapPick, WorldMap, map_key, paint_map_swatch};
pub use picker::{Picked, picker};
pub(crate) use roving::Roving;
pub use select::select;
pub use step::{PATH_HEADING, PATH_STEP, StepState, path_heading, path_step};
pub use tabbed::tabbed;
pub use text::{
    as_heading, as_option, caption, dialog_heading, heading, link, name_dialog, small, title, weak,
};
pub use when::{day, month};

use egui::{Align, Id, Response, Ui, accesskit::Action};

/// Where a field stands, what it is called, and how it looks while nothing is in it.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// Its id.
    pub id: Id,
    /// Its name, for those who cannot see it.
    pub name: &'a str,
    /// What is shown while it is empty.
    pub hint: &'a str,
    /// How wide it is, in points.
    pub width: f32,
}

/// Lets go of what is typed in the fields of a document that is left.
pub fn forget_typing(ctx: &egui::Context) {
    field::forget_typing(ctx);
    when::forget_typing(ctx);
    picker::forget_typing(ctx);
}

/// A value of the application as a length or share that is drawn.
pub const fn drawn(value: f64) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "a screen needs no more digits")]
    let drawn = value as f32;
    drawn
}

/// Brings a widget into view when the keyboard reaches it; what is in view already stays put.
pub(crate) fn follow(response: Response) -> Response {
    let seen = response.interact_rect.height() + 1.0 > response.rect.height();
    if response.gained_focus() && !seen {
        response.scroll_to_me(Some(Align::Center));
    }
    response
}

/// Whether a screen reader asks for the focus on something that Tab passes by, which egui itself
/// gives to Tab stops only.
pub(crate) fn is_asked_for(ui: &Ui, response: &Response) -> bool {
    ui.input(|input| input.has_accesskit_action_request(response.id, Action::Focus))
}
