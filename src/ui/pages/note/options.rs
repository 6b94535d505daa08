//! What the document is made of: which one, which parts in which order, for whom.
//!
//! Whoever sends it chooses by its reader, sees the pages change at once, and before publishing
//! reads the list of what a public version does not tell.

use egui::{Id, Ui};

use crate::{
    app::{Command, Document, DocumentKind, DocumentOptions, SectionKind, Session},
    language::Lang,
    report::public::removed,
    ui::{
        tokens::space,
        view::Out,
        widgets::{self, Button, Field, Icon},
    },
};

pub(super) fn show(ui: &mut Ui, session: &Session, document: &Document, out: &mut Out) {
    let lang = session.lang();
    let now = session.options();
    let mut options = now.clone();
    kind(ui, &mut options, lang);
    if options.document == DocumentKind::Questionnaire {
        ui.add_space(space::SMALL);
        role(ui, document, &mut options, lang);
    } else {
        // A blank questionnaire holds nothing that a public version could leave out.
        ui.add_space(space::SMALL);
        readers(ui, document, &mut options, lang);
    }
    if 1 < options.document.sections().len() {
        ui.add_space(space::SMALL);
        parts(ui, &mut options, lang);
    }
    if options != *now {
        out.send(Command::SetOptions(Box::new(options)));
        ui.ctx().request_repaint();
    }
}

/// Which document.
fn kind(ui: &mut Ui, options: &mut DocumentOptions, lang: Lang) {
    widgets::heading(ui, lang.note_document());
    let labels = DocumentKind::ALL.map(|kind| kind.label(lang));
    let chosen = DocumentKind::ALL.iter().position(|kind| *kind == options.document);
    let picked = widgets::choices(ui, lang.note_document(), &labels, chosen);
    if let Some(kind) = picked.and_then(|index| DocumentKind::ALL.get(index)) {
        options.document = *kind;
        options.sections = None;
    }
    widgets::small(ui, options.document.purpose(lang));
}

/// Of a questionnaire, whom it is for: one contributor gets no more than what they are asked.
fn role(ui: &mut Ui, document: &Document, options: &mut DocumentOptions, lang: Lang) {
    widgets::heading(ui, lang.cover_role());
    let roles = &document.pack().roles;
    let titles: Vec<&str> = roles.iter().map(|role| role.title.get(lang)).collect();
    let chosen = options.role.as_ref();
    let chosen = chosen.and_then(|id| roles.iter().position(|role| role.id == *id));
    let field = Field {
        id: Id::unique("note role"),
        name: lang.cover_role(),
        hint: lang.cover_role_everybody(),
        width: ui.available_width() - 8.0,
    };
    if let Some(picked) = widgets::select(ui, field, &titles, chosen) {
        options.role = picked.and_then(|index| roles.get(index)).map(|role| role.id.clone());
    }
    widgets::small(ui, lang.cover_role_text());
}

/// Whether it may leave the authority, and what it then does not tell.
fn readers(ui: &mut Ui, document: &Document, options: &mut DocumentOptions, lang: Lang) {
    widgets::heading(ui, lang.note_readers());
    let labels = [lang.note_inside(), lang.note_public()];
    let chosen = Some(usize::from(options.public));
    if let Some(index) = widgets::choices(ui, lang.note_readers(), &labels, chosen) {
        options.public = index == 1;
    }
    if !options.public {
        return;
    }
    let gone = removed(document.pack(), document.diagnostic());
    widgets::caption(ui, lang.note_removed());
    if gone.is_empty() {
        widgets::small(ui, lang.note_removed_nothing());
    }
    for one in gone {
        widgets::small(ui, format!("– {}", one.sentence(lang)));
    }
    let inside = options.document.sections().iter().filter(|kind| kind.is_internal());
    let inside: Vec<_> = inside.map(|kind| kind.label(lang)).collect();
    if !inside.is_empty() {
        widgets::small(ui, format!("– {}", lang.note_removed_parts(inside.join(", "))));
    }
}

/// Which parts, in which order.
fn parts(ui: &mut Ui, options: &mut DocumentOptions, lang: Lang) {
    widgets::heading(ui, lang.note_parts());
    widgets::small(ui, lang.note_parts_lead());
    let known = options.document.sections();
    let chosen = options.sections.clone().unwrap_or_else(|| known.to_vec());
    // What is printed, in order; then what is left out.
    let left = known.iter().copied().filter(|kind| !chosen.contains(kind));
    let all: Vec<SectionKind> = chosen.iter().copied().chain(left).collect();
    let mut moved = None;
    let mut picked = None;
    for (index, kind) in all.iter().enumerate() {
        let printed = index < chosen.len();
        let asked = part(ui, kind.label(lang), printed.then_some((index, chosen.len())), lang);
        match asked {
            Some(Asked::Turn) => picked = Some(*kind),
            Some(Asked::Up) => moved = index.checked_sub(1).map(|to| (index, to)),
            Some(Asked::Down) => moved = Some((index, index + 1)),
            None => {}
        }
    }
    let mut chosen = chosen;
    if let Some((from, to)) = moved {
        chosen.swap(from, to);
        options.sections = Some(chosen);
    } else if let Some(kind) = picked {
        if chosen.contains(&kind) {
            chosen.retain(|one| *one != kind);
        } else {
            chosen.push(kind);
        }
        options.sections = Some(chosen);
    }
    if options.sections.is_some() && widgets::secondary(ui, lang.note_parts_usual()).clicked() {
        options.sections = None;
    }
}

/// What was asked of a part.
enum Asked {
    /// To print it, or not to.
    Turn,
    /// To print it earlier.
    Up,
    /// To print it later.
    Down,
}

/// One part; of one that is printed, its place among how many.
fn part(ui: &mut Ui, label: &str, place: Option<(usize, usize)>, lang: Lang) -> Option<Asked> {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let room = (ui.available_width() - 64.0).max(80.0);
        let turned = ui
            .vertical(|ui| {
                ui.set_width(room);
                widgets::checks(ui, label, &[label], |_| place.is_some(), |_, _| ())
            })
            .inner;
        let mut asked = turned.map(|_| Asked::Turn);
        if let Some((index, count)) = place {
            let (up, down) = (lang.note_part_up(label), lang.note_part_down(label));
            for (icon, name, open, to) in [
                (Icon::Up, up, 0 < index, Asked::Up),
                (Icon::Down, down, index + 1 < count, Asked::Down),
            ] {
                ui.add_enabled_ui(open, |ui| {
                    if ui.add(Button::icon_only(icon, &name)).clicked() {
                        asked = Some(to);
                    }
                });
            }
        }
        asked
    })
    .inner
}
