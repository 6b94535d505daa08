//! F1: what the page is for, and every shortcut, from the table that the keyboard itself reads.

use egui::{Id, Modal, RichText, ScrollArea, Ui};

use crate::{
    app::Session,
    language::Lang,
    ui::{
        theme,
        tokens::{Tokens, size, space},
        view::Page,
        widgets,
    },
};

use super::action::Action;

/// Keys and what they do, as two sentences of the language.
type Line = (&'static str, &'static str);

/// What came of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Came {
    /// It is read.
    Here,
    /// It was closed.
    Over,
    /// The guide is asked for.
    Guide,
}

/// Draws the help over the window; returns what came of it.
pub(super) fn show(ui: &Ui, session: &Session, page: &Page) -> Came {
    let lang = session.lang();
    let screen = ui.ctx().content_rect().size();
    let frame = egui::Frame::popup(ui.style()).inner_margin(18);
    let shown = Modal::new(Id::unique("keys")).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(860.0_f32.min(screen.x - 60.0));
        widgets::dialog_heading(ui, lang.keys_help_title());
        let height = (screen.y - 190.0).max(160.0);
        ScrollArea::vertical().id_salt("keys").max_height(height).show(ui, |ui| {
            widgets::caption(ui, lang.keys_help_page());
            ui.add(egui::Label::new(about(page, lang)).wrap());
            ui.add_space(space::SMALL);
            let everywhere: Vec<(String, &str)> = Action::ALL
                .into_iter()
                .filter(|action| !action.keys().is_empty())
                .map(|action| (action.keys_in_words(ui.ctx(), lang), action.label(lang)))
                .collect();
            let both = |lines: &[Line]| -> Vec<(String, &'static str)> {
                lines.iter().map(|(keys, what)| ((*keys).to_owned(), *what)).collect()
            };
            let left = [(lang.keys_help_everywhere(), everywhere)];
            let right = [
                (lang.keys_help_questions(), both(&questions(lang))),
                (lang.keys_help_meeting(), both(&meeting(lang))),
                (lang.keys_help_tables(), both(&tables(lang))),
                (lang.keys_help_windows(), both(&windows(lang))),
            ];
            if ui.available_width() < 640.0 {
                part(ui, &left);
                part(ui, &right);
            } else {
                ui.columns(2, |columns| {
                    for (ui, lists) in columns.iter_mut().zip([&left[..], &right[..]]) {
                        part(ui, lists);
                    }
                });
            }
        });
        ui.add_space(space::TINY);
        ui.horizontal(|ui| {
            let close = widgets::primary(ui, lang.keys_help_close());
            let guide = widgets::secondary(ui, lang.manual_open());
            if ui.memory(|memory| memory.focused().is_none()) {
                close.request_focus();
            }
            match (close.clicked(), guide.clicked()) {
                (_, true) => Came::Guide,
                (true, _) => Came::Over,
                _ => Came::Here,
            }
        })
        .inner
    });
    if shown.inner == Came::Here && shown.should_close() { Came::Over } else { shown.inner }
}

/// What a page is for, in two sentences. No page is left out: one that is added does not compile
/// before it has its own.
pub(super) const fn about(page: &Page, lang: Lang) -> &'static str {
    match page {
        Page::Welcome => lang.keys_page_welcome(),
        Page::Territory => lang.keys_page_territory(),
        Page::Dimension(_) => lang.keys_page_questions(),
        Page::Table(_) => lang.keys_page_table(),
        Page::Overview => lang.keys_page_overview(),
        Page::Ladder => lang.keys_page_ladder(),
        Page::Gauges => lang.keys_page_gauges(),
        Page::Matrix => lang.keys_page_matrix(),
        Page::Country(_) => lang.keys_page_country(),
        Page::Map => lang.keys_page_map(),
        Page::Networks | Page::Devices => lang.keys_page_registers(),
        Page::Advice => lang.keys_page_advice(),
        Page::Plan => lang.keys_page_plan(),
        Page::Decisions => lang.keys_page_decisions(),
        Page::Speaking => lang.speaking_lead(),
        Page::Verify => lang.keys_page_verify(),
        Page::Benchmark => lang.keys_page_benchmark(),
        Page::Robustness => lang.keys_page_robustness(),
        Page::Compare => lang.keys_page_compare(),
        Page::Brief => lang.keys_page_brief(),
        Page::Meeting => lang.keys_page_meeting(),
        Page::Import => lang.imports_lead(),
        Page::History => lang.safety_history_lead(),
        Page::Versions => lang.safety_versions_lead(),
        Page::Recovery => lang.keys_page_recovery(),
        Page::Glossary => lang.glossary_lead(),
        Page::Guide => lang.manual_lead(),
        Page::Observatory => lang.panel_lead(),
        Page::Kits => lang.kits_lead(),
        Page::Merge => lang.merge_lead(),
        Page::About => lang.keys_page_about(),
    }
}

const fn questions(lang: Lang) -> [Line; 5] {
    [
        (lang.keys_key_digits(), lang.keys_do_digits()),
        (lang.keys_key_digits_one(), lang.keys_do_digits_one()),
        (lang.keys_key_question(), lang.keys_do_question()),
        (lang.keys_key_arrows(), lang.keys_do_arrows()),
        (lang.keys_key_space(), lang.keys_do_space()),
    ]
}

const fn meeting(lang: Lang) -> [Line; 3] {
    [
        (lang.keys_key_sides(), lang.keys_do_sides()),
        (lang.keys_key_n(), lang.keys_do_note()),
        (lang.keys_key_r(), lang.keys_do_review()),
    ]
}

const fn tables(lang: Lang) -> [Line; 6] {
    [
        (lang.keys_key_f2(), lang.keys_do_f2()),
        (lang.keys_key_enter(), lang.keys_do_enter()),
        (lang.keys_key_paste(), lang.keys_do_paste()),
        (lang.keys_key_fill(), lang.keys_do_fill()),
        (lang.keys_key_shift_arrows(), lang.keys_do_shift_arrows()),
        (lang.keys_key_delete(), lang.keys_do_delete()),
    ]
}

const fn windows(lang: Lang) -> [Line; 2] {
    [(lang.keys_key_tab(), lang.keys_do_tab()), (lang.keys_key_escape(), lang.keys_do_escape())]
}

/// Lists of shortcuts under their headings.
fn part(ui: &mut Ui, lists: &[(&str, Vec<(String, &str)>)]) {
    let tokens = Tokens::of(ui);
    for (title, lines) in lists {
        widgets::caption(ui, title);
        for (keys, what) in lines {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 10.0;
                let keys = RichText::new(keys).font(theme::strong_font(size::SMALL));
                let room = egui::vec2(128.0, 0.0);
                ui.allocate_ui_with_layout(room, egui::Layout::top_down(egui::Align::Min), |ui| {
                    ui.set_width(128.0);
                    ui.add(egui::Label::new(keys.color(tokens.accent)).wrap());
                });
                let what = RichText::new(*what).size(size::SMALL).color(tokens.ink);
                ui.add(egui::Label::new(what).wrap());
            });
        }
        ui.add_space(space::SMALL);
    }
}
