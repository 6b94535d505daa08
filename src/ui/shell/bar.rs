//! The bar above: the document, whether it is saved, and what can always be done.

use egui::{Align, Key, KeyboardShortcut, Layout, Modifiers, RichText, Ui};

use crate::{
    app::{Command, Document, Format, Purpose, Session, Theme},
    language::Lang,
    ui::{
        theme,
        tokens::{Tokens, size},
        view::{Out, Page},
        widgets,
    },
};

pub(super) fn show(ui: &mut Ui, session: &Session, out: &mut Out) {
    let lang = session.lang();
    ui.horizontal(|ui| {
        ui.set_min_height(32.0);
        let name = RichText::new("Passerelle").font(theme::strong_font(size::HEADING));
        ui.label(name);
        if let Some(document) = session.document() {
            ui.add_space(6.0);
            identity(ui, document, lang);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if session.document().is_some() && widgets::primary(ui, lang.shell_export()).clicked() {
                out.send(Command::Browse(Purpose::Export(Format::Pdf)));
            }
            preferences(ui, session, out);
            if let Some(document) = session.document() {
                file(ui, lang, out);
                steps(ui, document, lang, out);
            }
        });
    });
}

fn identity(ui: &mut Ui, document: &Document, lang: Lang) {
    let diagnostic = document.diagnostic();
    let tokens = Tokens::of(ui);
    let mut words = diagnostic.territory.name.clone();
    if diagnostic.fictional {
        words = format!("{words} · {}", lang.words_fictional());
    }
    if diagnostic.path == crate::domain::Path::Quick {
        words = format!("{words} · {}", lang.words_quick());
    }
    ui.label(words);
    let saved = if !document.can_change() {
        lang.shell_read_only()
    } else if document.is_modified() {
        lang.shell_modified()
    } else if document.file().is_some() {
        lang.shell_saved()
    } else {
        ""
    };
    ui.label(RichText::new(saved).size(size::SMALL).color(tokens.weak));
}

fn steps(ui: &mut Ui, document: &Document, lang: Lang, out: &mut Out) {
    let history = document.history();
    let redo = ui.add_enabled_ui(history.redo_target().is_some(), |ui| {
        widgets::secondary(ui, lang.shell_redo())
    });
    if redo.inner.clicked() {
        out.send(Command::Redo);
    }
    let undo = ui.add_enabled_ui(history.undo_target().is_some(), |ui| {
        widgets::secondary(ui, lang.shell_undo())
    });
    if undo.inner.clicked() {
        out.send(Command::Undo);
    }
}

fn file(ui: &mut Ui, lang: Lang, out: &mut Out) {
    ui.menu_button(lang.shell_file(), |ui| {
        let mut item = |ui: &mut Ui, label: &str, keys: Option<(Modifiers, Key)>, command| {
            let mut button = egui::Button::new(label).frame_when_inactive(false);
            if let Some((modifiers, key)) = keys {
                let keys = ui.ctx().format_shortcut(&KeyboardShortcut::new(modifiers, key));
                button = button.shortcut_text(keys);
            }
            if ui.add(button).clicked() {
                out.send(command);
                ui.close();
            }
        };
        let shift = Modifiers::COMMAND | Modifiers::SHIFT;
        let command = Modifiers::COMMAND;
        item(ui, lang.shell_open(), Some((command, Key::O)), Command::Browse(Purpose::Open));
        item(ui, lang.shell_save(), Some((command, Key::S)), Command::Save);
        item(ui, lang.shell_save_as(), Some((shift, Key::S)), Command::Browse(Purpose::SaveAs));
        ui.separator();
        item(ui, lang.shell_close(), None, Command::Close);
        item(ui, lang.shell_quit(), Some((command, Key::Q)), Command::Quit);
    });
}

fn preferences(ui: &mut Ui, session: &Session, out: &mut Out) {
    let lang = session.lang();
    ui.menu_button(lang.shell_display(), |ui| {
        widgets::caption(ui, lang.shell_language());
        for other in Lang::ALL {
            if ui.radio(lang == *other, other.name()).clicked() {
                out.send(Command::SetLanguage(*other));
            }
        }
        ui.add_space(4.0);
        widgets::caption(ui, lang.shell_theme());
        let themes = [
            (Theme::System, lang.shell_theme_system()),
            (Theme::Light, lang.shell_theme_light()),
            (Theme::Dark, lang.shell_theme_dark()),
        ];
        for (theme, label) in themes {
            if ui.radio(session.settings().theme == theme, label).clicked() {
                out.send(Command::SetTheme(theme));
            }
        }
        ui.add_space(4.0);
        widgets::caption(ui, lang.shell_zoom());
        ui.horizontal(|ui| {
            for percent in [90u16, 100, 125, 150, 200] {
                let zoom = f32::from(percent) / 100.0;
                let label = lang.percent(f64::from(zoom), 0);
                let chosen = (session.settings().zoom - zoom).abs() < 0.01;
                if ui.selectable_label(chosen, label).clicked() {
                    out.send(Command::SetZoom(zoom));
                }
            }
        });
        ui.separator();
        if ui.button(lang.shell_about()).clicked() {
            out.go(Page::About);
            ui.close();
        }
    });
}
