//! One network or device as a card: what it is, what it asks, why it is shown here, how old the
//! information is.

use egui::{Align, Label, Layout, RichText, Ui};

use crate::{
    advice::{Standing, Suggestion},
    app::{Document, Session},
    domain::Year,
    language::Lang,
    reference,
    ui::{
        theme,
        tokens::{Tokens, size},
        view::Out,
        widgets::{self, Icon},
    },
};

use super::reason;

/// What a card shows.
pub(super) struct Entry<'a> {
    pub(super) title: String,
    /// Its holder or scale.
    pub(super) side: &'a str,
    /// Its facts, each under its name.
    pub(super) parts: Vec<(&'a str, &'a str)>,
    pub(super) source: &'a str,
    pub(super) as_of: Option<Year>,
    pub(super) to_check: Option<&'a str>,
    pub(super) suggestion: &'a Suggestion,
}

impl Entry<'_> {
    /// Whether its words hold every word that is looked for, given folded.
    pub(super) fn holds(&self, wanted: &str) -> bool {
        let mut words = format!("{} {} {}", self.suggestion.id, self.title, self.side);
        for (_, text) in &self.parts {
            words.push(' ');
            words.push_str(text);
        }
        let words = reference::fold(&words);
        wanted.split(' ').all(|word| words.contains(word))
    }
}

pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    document: &Document,
    entry: &Entry<'_>,
    out: &mut Out,
) {
    let lang = session.lang();
    let first = matches!(entry.suggestion.standing, Standing::Suggested);
    widgets::card(ui, false, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        head(ui, lang, entry);
        for (name, text) in &entry.parts {
            part(ui, name, text);
        }
        if let Some(what) = entry.to_check {
            remark(ui, Icon::Warning, &lang.registers_to_check(what), Tokens::of(ui).warn);
        }
        for reason in &entry.suggestion.reasons {
            let color = if first { Tokens::of(ui).accent } else { Tokens::of(ui).weak };
            let icon = if first { Icon::Check } else { Icon::Info };
            let text = reason::words(document, lang, reason);
            let said = match entry.suggestion.standing {
                Standing::ToCheck => lang.registers_to_check(text),
                _ => lang.registers_why(text),
            };
            remark(ui, icon, &said, color);
            reason::way(ui, document, lang, entry, reason, out);
        }
        age(ui, session, entry);
    });
}

fn head(ui: &mut Ui, lang: Lang, entry: &Entry<'_>) {
    ui.horizontal_top(|ui| {
        let standing = standing(lang, entry.suggestion.standing);
        let room = ui.available_width() - 190.0;
        ui.vertical(|ui| {
            ui.set_width(room);
            let title = RichText::new(&entry.title).font(theme::strong_font(size::BODY));
            let response = ui.add(Label::new(title.color(Tokens::of(ui).ink)).wrap());
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_role(egui::accesskit::Role::Heading);
            });
            widgets::small(ui, entry.side);
        });
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            let tokens = Tokens::of(ui);
            let color = match entry.suggestion.standing {
                Standing::Suggested => tokens.accent,
                Standing::Member => tokens.success,
                Standing::ToCheck => tokens.warn,
                Standing::Untested | Standing::Unmet => tokens.weak,
            };
            // The heading above says it of those that are only to be read.
            if !matches!(entry.suggestion.standing, Standing::Untested | Standing::Unmet) {
                let text = RichText::new(standing).font(theme::strong_font(size::SMALL));
                ui.label(text.color(color));
            }
        });
    });
}

const fn standing(lang: Lang, standing: Standing) -> &'static str {
    match standing {
        Standing::Suggested => lang.registers_standing_suggested(),
        Standing::ToCheck => lang.registers_standing_to_check(),
        Standing::Member => lang.registers_standing_member(),
        Standing::Untested => lang.registers_standing_untested(),
        Standing::Unmet => lang.registers_standing_unmet(),
    }
}

fn part(ui: &mut Ui, name: &str, text: &str) {
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(112.0);
            widgets::small(ui, name);
        });
        ui.add(Label::new(text).wrap());
    });
}

fn remark(ui: &mut Ui, icon: Icon, text: &str, color: egui::Color32) {
    ui.horizontal_top(|ui| {
        widgets::icon(ui, icon, 16.0, color);
        let text = RichText::new(text).color(Tokens::of(ui).ink);
        ui.add(Label::new(text).wrap());
    });
}

/// The source and the age of the information; old information is said to be.
fn age(ui: &mut Ui, session: &Session, entry: &Entry<'_>) {
    let lang = session.lang();
    let (text, old) = match entry.as_of {
        None => (lang.registers_as_of_unknown().to_owned(), true),
        Some(year) if reference::may_be_old(year, session.clock().today()) => {
            (lang.registers_as_of_old(year), true)
        }
        Some(year) => (lang.registers_as_of(year), false),
    };
    let line = lang.registers_sourced(text, entry.source);
    let text = RichText::new(line).size(size::SMALL).color(Tokens::of(ui).weak);
    ui.add(Label::new(if old { text.italics() } else { text }).wrap());
}
