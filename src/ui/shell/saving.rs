//! How the document stands, in words, in the bar: saved since when, not saved, cannot be saved.
//!
//! The words change at most every ten seconds, then every minute: nothing moves while one reads.

use egui::{Color32, RichText, Ui, accesskit::Role};

use crate::{
    app::{Age, Clock, CopyStatus, SaveStatus, Session},
    language::Lang,
    ui::{
        tokens::{Tokens, size},
        widgets::{self, Icon},
    },
};

pub(super) fn show(ui: &mut Ui, session: &Session) {
    let (lang, clock) = (session.lang(), session.clock());
    let Some(status) = session.save_status() else { return };
    let Some(words) = words(lang, clock, status) else { return };
    let tokens = Tokens::of(ui);
    let color = match status {
        SaveStatus::Failed(..) => tokens.error,
        SaveStatus::Modified(CopyStatus::Failed(_)) | SaveStatus::Held(_) => tokens.warn,
        _ => tokens.weak,
    };
    if session.document().is_some_and(|document| document.password().is_some()) {
        widgets::icon(ui, Icon::Lock, 14.0, tokens.weak);
        let under = RichText::new(lang.password_bar()).size(size::SMALL).color(tokens.weak);
        ui.label(under).on_hover_text(lang.password_bar_more());
    }
    sign(ui, status, color);
    let mut shown = ui.label(RichText::new(&words).size(size::SMALL).color(color));
    let more = explanation(lang, status);
    if !more.is_empty() {
        shown = shown.on_hover_text(&more);
    }
    ui.ctx().accesskit_node_builder(shown.id, |node| {
        node.set_role(Role::Status);
        node.set_label(words);
        if !more.is_empty() {
            node.set_description(more);
        }
    });
}

/// A sign beside the words of what needs attention.
fn sign(ui: &mut Ui, status: SaveStatus<'_>, color: Color32) {
    let icon = match status {
        SaveStatus::Failed(..) | SaveStatus::Modified(CopyStatus::Failed(_)) => Icon::Warning,
        SaveStatus::Held(_) | SaveStatus::ReadOnly => Icon::Lock,
        _ => return,
    };
    widgets::icon(ui, icon, 14.0, color);
}

/// What the bar says.
fn words(lang: Lang, clock: Clock, status: SaveStatus<'_>) -> Option<String> {
    Some(match status {
        SaveStatus::Untouched => return None,
        SaveStatus::ReadOnly => lang.safety_read_only().to_owned(),
        SaveStatus::Held(holder) if holder.who.is_empty() => lang.safety_held_somebody().to_owned(),
        SaveStatus::Held(holder) if holder.is_me() => lang.safety_held_here_short().to_owned(),
        SaveStatus::Held(holder) => lang.safety_held_short(&holder.who),
        SaveStatus::Saving => lang.safety_saving().to_owned(),
        SaveStatus::Modified(_) => lang.safety_modified().to_owned(),
        SaveStatus::Failed(error, _) => lang.safety_cannot_save(error.problem.short(lang)),
        SaveStatus::Saved(None) => lang.safety_saved().to_owned(),
        SaveStatus::Saved(Some(age)) => match age {
            Age::Now => lang.safety_saved_now().to_owned(),
            Age::Seconds(n) => lang.safety_saved_seconds(n),
            Age::Minutes(n) => lang.safety_saved_minutes(n),
            Age::Hours(n) => lang.safety_saved_hours(n),
            Age::On(then) => lang.safety_saved_on(lang.short_date(clock.local(then).date())),
        },
    })
}

/// What it means for the work, for those who ask.
fn explanation(lang: Lang, status: SaveStatus<'_>) -> String {
    let copy = |copy| match copy {
        CopyStatus::Kept => lang.safety_copy_kept().to_owned(),
        CopyStatus::Due => lang.safety_copy_due().to_owned(),
        CopyStatus::Failed(error) => lang.safety_copy_failed(error.problem.short(lang)),
    };
    match status {
        SaveStatus::Modified(kept) => copy(kept),
        SaveStatus::Failed(error, kept) => {
            [error.sentence(lang), lang.safety_retried().to_owned(), copy(kept)].join(" ")
        }
        _ => String::new(),
    }
}
