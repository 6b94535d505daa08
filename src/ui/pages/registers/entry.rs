//! One network or device as a card: what it is, what it asks, why it is shown here, how old the
//! information is.

use egui::{Align, Color32, Label, Layout, RichText, Ui};

use crate::{
    advice::words::ToldKind,
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

use super::reason::Way;

/// What a card shows.
pub(super) struct Entry<'a> {
    pub(super) id: &'static str,
    pub(super) title: String,
    /// Its holder or scale.
    pub(super) side: &'a str,
    /// Its facts, each under its name.
    pub(super) parts: Vec<(&'a str, String)>,
    pub(super) source: &'a str,
    pub(super) as_of: Option<Year>,
    /// What stands at its head; empty where the heading above says it.
    pub(super) badge: &'static str,
    /// The heading it stands under, by place among the headings.
    pub(super) group: usize,
    /// Why it is shown here, and what is missing.
    pub(super) told: Vec<Told>,
}

/// One sentence of a card, with the way to what would settle it.
pub(super) struct Told {
    pub(super) kind: ToldKind,
    pub(super) text: String,
    pub(super) way: Option<Way>,
}

impl Entry<'_> {
    /// Whether its words hold every word that is looked for, given folded.
    pub(super) fn holds(&self, wanted: &str) -> bool {
        let mut words = format!("{} {} {}", self.id, self.title, self.side);
        for (_, text) in &self.parts {
            words.push(' ');
            words.push_str(text);
        }
        let words = reference::fold(&words);
        wanted.split(' ').all(|word| words.contains(word))
    }

    /// Whether the information may be more than a year old, or bears no date.
    fn is_old(&self, session: &Session) -> bool {
        reference::may_be_old(self.as_of, session.clock().today())
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
    let old = entry.is_old(session);
    widgets::card(ui, false, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        head(ui, entry);
        for (name, text) in &entry.parts {
            part(ui, name, text, old);
        }
        for told in &entry.told {
            let (icon, color) = sign(ui, told.kind);
            remark(ui, icon, &told.text, color);
            if let Some(way) = &told.way {
                way.show(ui, document, lang, &entry.title, out);
            }
        }
        age(ui, lang, entry, old);
    });
}

fn head(ui: &mut Ui, entry: &Entry<'_>) {
    ui.horizontal_top(|ui| {
        let room = ui.available_width() - 190.0;
        ui.vertical(|ui| {
            ui.set_width(room);
            let title = RichText::new(&entry.title).font(theme::strong_font(size::BODY));
            let response = ui.add(Label::new(title.color(Tokens::of(ui).ink)).wrap());
            widgets::as_heading(&response, &entry.title, 2);
            widgets::small(ui, entry.side);
        });
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            let color = Tokens::of(ui).ink;
            let text = RichText::new(entry.badge).font(theme::strong_font(size::SMALL));
            ui.label(text.color(color));
        });
    });
}

/// The sign of a sentence: color is never alone.
fn sign(ui: &Ui, kind: ToldKind) -> (Icon, Color32) {
    let tokens = Tokens::of(ui);
    match kind {
        ToldKind::Met => (Icon::Check, tokens.success),
        ToldKind::Fails => (Icon::Cross, tokens.error),
        ToldKind::NotYet | ToldKind::Unverified => (Icon::Warning, tokens.warn),
        ToldKind::Unanswered => (Icon::Question, tokens.warn),
        ToldKind::Aged => (Icon::Info, tokens.warn),
        ToldKind::Remark => (Icon::Info, tokens.accent),
    }
}

/// A fact under its name; old information is greyed.
fn part(ui: &mut Ui, name: &str, text: &str, old: bool) {
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(112.0);
            widgets::small(ui, name);
        });
        let tokens = Tokens::of(ui);
        let color = if old { tokens.weak } else { tokens.ink };
        ui.add(Label::new(RichText::new(text).color(color)).wrap());
    });
}

fn remark(ui: &mut Ui, icon: Icon, text: &str, color: Color32) {
    ui.horizontal_top(|ui| {
        widgets::icon(ui, icon, 16.0, color);
        let text = RichText::new(text).color(Tokens::of(ui).ink);
        ui.add(Label::new(text).wrap());
    });
}

/// The source and the age of the information; old information is said to be.
fn age(ui: &mut Ui, lang: Lang, entry: &Entry<'_>, old: bool) {
    let text = match entry.as_of {
        None => lang.registers_as_of_unknown().to_owned(),
        Some(year) if old => lang.registers_as_of_old(year),
        Some(year) => lang.registers_as_of(year),
    };
    let line = lang.registers_sourced(text, entry.source);
    let text = RichText::new(line).size(size::SMALL).color(Tokens::of(ui).weak);
    ui.add(Label::new(if old { text.italics() } else { text }).wrap());
}
