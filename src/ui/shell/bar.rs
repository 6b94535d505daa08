//! The bar above: the document, whether it is saved, and what can always be done.

use egui::{Align, Layout, RichText, Ui, UiBuilder};

use crate::{
    app::{Command, Density, Document, IMPORTED, MERGED, RESTORED, Session, Theme},
    domain::{TableId, Target},
    language::Lang,
    report::plan_words,
    ui::{
        desk::ZOOMS,
        pages, theme,
        tokens::size,
        view::{Out, Page},
        widgets::{self, Button, Icon},
    },
};

use super::{action::Action, path};

pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    page: &Page,
    path: &mut path::State,
    out: &mut Out,
) {
    let lang = session.lang();
    ui.horizontal(|ui| {
        ui.set_min_height(32.0);
        let name = RichText::new("Passerelle").font(theme::strong_font(size::HEADING));
        ui.label(name);
        if let Some(document) = session.document() {
            ui.add_space(6.0);
            if super::is_wide(ui) {
                identity(ui, document, lang);
                super::saving::show(ui, session);
            } else {
                // The line below says then whether all is saved, the window's title what is open.
                path_menu(ui, document, (lang, page), path, out);
            }
        }
        // Where there is no room, the icon remains.
        let narrow = ui.available_width() < 650.0;
        at_right(ui, |ui| {
            if let Some(document) = session.document() {
                steps(ui, document, lang, out);
                file(ui, lang, out);
            }
            search(ui, lang, narrow, out);
            preferences(ui, session, out);
            if session.document().is_some() {
                pages::export::menu(ui, lang, out);
            }
        });
    });
}

/// What ends at the right, from left to right all the same, so that Tab and screen readers take it
/// in the order in which it is read.
fn at_right(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let id = ui.scope_id().with("at right");
    let known: f32 = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let mut room = ui.available_rect_before_wrap();
    room.min.x += (room.width() - known).max(0.0);
    // Nothing is broken for want of room while its width is not known.
    room.max.x += 4000.0;
    let within = UiBuilder::new().max_rect(room).layout(Layout::left_to_right(Align::Center));
    let width = ui.scope_builder(within, content).response.rect.width();
    if 0.5 < (width - known).abs() {
        ui.data_mut(|data| data.insert_temp(id, width));
        ui.ctx().request_discard("the right end of the bar is as wide as its words");
    }
}

/// The path as a menu, where the window is too narrow or too large to show it beside the page.
fn path_menu(
    ui: &mut Ui,
    document: &Document,
    (lang, page): (Lang, &Page),
    path: &mut path::State,
    out: &mut Out,
) {
    ui.menu_button(lang.keys_path(), |ui| {
        let height = (ui.ctx().content_rect().height() - 90.0).max(120.0);
        ui.set_width(250.0);
        ui.set_max_height(height);
        let before = out.page.clone();
        path::show(ui, document, lang, page, path, out);
        if out.page != before {
            ui.close();
        }
    });
}

/// The way to the palette, with its keys, for those who do not know them yet.
fn search(ui: &mut Ui, lang: Lang, narrow: bool, out: &mut Out) {
    let keys = Action::Palette.keys_in_words(ui.ctx(), lang);
    let button = Button::secondary(lang.keys_palette_short()).icon(Icon::Search).shortcut(&keys);
    let shown = if narrow {
        ui.add(Button::icon_only(Icon::Search, lang.keys_palette()))
    } else {
        ui.add(button).on_hover_text(lang.keys_palette())
    };
    if shown.clicked() {
        out.act = Some(Action::Palette);
    }
}

fn identity(ui: &mut Ui, document: &Document, lang: Lang) {
    let diagnostic = document.diagnostic();
    let mut words = diagnostic.territory.name.clone();
    if diagnostic.fictional {
        words = format!("{words} · {}", lang.words_fictional());
    }
    if diagnostic.path == crate::domain::Path::Quick {
        words = format!("{words} · {}", lang.words_quick());
    }
    ui.label(words);
}

/// Undo and redo, each saying what it would change.
fn steps(ui: &mut Ui, document: &Document, lang: Lang, out: &mut Out) {
    let history = document.history();
    let redo = history.redo_target().map(|target| change(document, target, lang));
    let undo = history.undo_target().map(|target| change(document, target, lang));
    let redo_name = redo.as_ref().map(|what| lang.shell_redo_of(what));
    let undo_name = undo.as_ref().map(|what| lang.shell_undo_of(what));
    let steps = [
        (Icon::Undo, undo_name, lang.shell_undo(), Command::Undo),
        (Icon::Redo, redo_name, lang.shell_redo(), Command::Redo),
    ];
    for (icon, name, plain, command) in steps {
        let shown = ui.add_enabled_ui(name.is_some(), |ui| {
            ui.add(Button::icon_only(icon, name.as_deref().unwrap_or(plain)))
        });
        if shown.inner.clicked() {
            out.send(command);
        }
    }
}

/// What a step changed, in words.
fn change(document: &Document, target: &Target, lang: Lang) -> String {
    let pack = document.pack();
    let table = |id: &TableId| {
        pack.table(id.as_str()).map_or_else(|| id.to_string(), |t| t.short.get(lang).to_owned())
    };
    match target {
        Target::Profile(field) if field == RESTORED => lang.safety_version_restored().to_owned(),
        Target::Profile(field) if field.starts_with(IMPORTED) => {
            lang.imports_undo(field.strip_prefix(IMPORTED).unwrap_or(field))
        }
        Target::Profile(field) if field == MERGED => lang.merge_change().to_owned(),
        Target::Profile(_) if target.as_frozen().is_some() => lang.frozen_change().to_owned(),
        Target::Profile(_) => lang.shell_change_profile().to_owned(),
        Target::Answer(id) => lang.shell_change_answer(id),
        Target::Cell(id, ..) => lang.shell_change_cell(table(id)),
        Target::Row(id, _) | Target::Rows(id) => lang.shell_change_rows(table(id)),
        Target::Coverage(id) => lang.shell_change_coverage(table(id)),
        Target::Ambition(id) => {
            let block = pack.blocks.iter().find(|block| block.id == *id);
            let name = block.map_or(id.as_str(), |block| block.short.get(lang));
            lang.shell_change_ambition(name)
        }
        target => plan_words::target(pack, document.diagnostic(), lang, target),
    }
}

fn file(ui: &mut Ui, lang: Lang, out: &mut Out) {
    ui.menu_button(lang.shell_file(), |ui| {
        let groups: [&[Action]; 4] = [
            &[Action::Open, Action::Save, Action::SaveAs, Action::Protect],
            &[Action::Import, Action::History, Action::Versions, Action::Compare],
            &[Action::Kits, Action::Merge, Action::Observatory],
            &[Action::Close, Action::Quit],
        ];
        for (nth, group) in groups.into_iter().enumerate() {
            if 0 < nth {
                ui.separator();
            }
            for action in group {
                item(ui, *action, lang, out);
            }
        }
    });
}

/// A line of a menu: an action, and its keys.
fn item(ui: &mut Ui, action: Action, lang: Lang, out: &mut Out) {
    let keys = action.keys_in_words(ui.ctx(), lang);
    let mut button = egui::Button::new(action.label(lang)).frame_when_inactive(false);
    if !keys.is_empty() {
        button = button.shortcut_text(keys);
    }
    if ui.add(button).clicked() {
        out.act = Some(action);
        ui.close();
    }
}

/// How dense the window is, and whether things move by themselves.
fn looks(ui: &mut Ui, session: &Session, out: &mut Out) {
    let lang = session.lang();
    widgets::caption(ui, lang.keys_density_name());
    let densities = [(Density::Airy, lang.keys_airy()), (Density::Dense, lang.keys_dense())];
    let names = densities.map(|(_, name)| name);
    let chosen = densities.iter().position(|(of, _)| *of == session.settings().density);
    if let Some((density, _)) = widgets::segments(ui, lang.keys_density_name(), &names, chosen)
        .and_then(|index| densities.get(index))
    {
        out.send(Command::SetDensity(*density));
    }
    let mut still = session.settings().still;
    if ui.checkbox(&mut still, lang.keys_still()).changed() {
        out.send(Command::SetStill(still));
    }
}

fn preferences(ui: &mut Ui, session: &Session, out: &mut Out) {
    let lang = session.lang();
    ui.menu_button(lang.shell_display(), |ui| {
        widgets::caption(ui, lang.shell_language());
        let names: Vec<_> = Lang::ALL.iter().map(|other| other.name()).collect();
        let chosen = Lang::ALL.iter().position(|other| *other == lang);
        if let Some(other) = widgets::choices(ui, lang.shell_language(), &names, chosen)
            .and_then(|index| Lang::ALL.get(index))
        {
            out.send(Command::SetLanguage(*other));
        }
        ui.add_space(4.0);
        widgets::caption(ui, lang.shell_theme());
        let themes = [
            (Theme::System, lang.shell_theme_system()),
            (Theme::Light, lang.shell_theme_light()),
            (Theme::Dark, lang.shell_theme_dark()),
            (Theme::HighContrast, lang.shell_theme_high_contrast()),
        ];
        let names = themes.map(|(_, name)| name);
        let chosen = themes.iter().position(|(theme, _)| *theme == session.settings().theme);
        if let Some((theme, _)) = widgets::choices(ui, lang.shell_theme(), &names, chosen)
            .and_then(|index| themes.get(index))
        {
            out.send(Command::SetTheme(*theme));
        }
        ui.add_space(4.0);
        widgets::caption(ui, lang.shell_zoom());
        ui.horizontal(|ui| {
            for zoom in ZOOMS {
                let label = lang.percent(f64::from(zoom), 0);
                let chosen = (session.settings().zoom - zoom).abs() < 0.01;
                if ui.selectable_label(chosen, label).clicked() {
                    out.send(Command::SetZoom(zoom));
                }
            }
        });
        ui.add_space(4.0);
        looks(ui, session, out);
        ui.separator();
        for action in [
            Action::Meeting,
            Action::Guide,
            Action::Glossary,
            Action::Keys,
            Action::Tour,
            Action::About,
        ] {
            if action.is_possible(session) {
                item(ui, action, lang, out);
            }
        }
    });
}
