//! « Éléments de langage »: what the élu can say, each sentence with the answers behind it.
//!
//! The adviser prepares three minutes of speech: keeps what is right, rewords what does not sound
//! like the élu, drops the rest, and can always go back to what the answers suggest.

use egui::{Id, Label, RichText, Ui};

use crate::{
    app::{Document, Edit},
    domain::PointChoice,
    language::Lang,
    questionnaire::Theme,
    report::brief::{Spoken, Unsaid, speaking_points, theme_title},
    ui::{
        theme,
        tokens::{Tokens, size, space},
        view::{Out, Page},
        widgets::{self, CalloutKind, Icon},
    },
};

/// The points of the document as they were last worded.
#[derive(Debug, Default)]
pub struct State {
    of: Option<(u64, Lang)>,
    points: Vec<Spoken>,
    missing: Vec<Unsaid>,
}

impl State {
    fn look(&mut self, document: &Document, lang: Lang) {
        let of = Some((document.revision(), lang));
        if self.of != of {
            let (pack, diagnostic) = (document.pack(), document.diagnostic());
            let found = speaking_points(pack, diagnostic, document.assessment(), lang);
            (self.points, self.missing) = found;
            self.of = of;
        }
    }
}

/// Draws the page.
pub fn show(ui: &mut Ui, document: &Document, lang: Lang, state: &mut State, out: &mut Out) {
    state.look(document, lang);
    super::column(ui, "speaking", |ui| {
        widgets::title(ui, lang.speaking_title());
        widgets::weak(ui, lang.speaking_lead());
        ui.add_space(space::SMALL);
        if state.points.is_empty() {
            widgets::callout(ui, CalloutKind::Info, lang.speaking_nothing_at_all(), |_| ());
        }
        for of in Theme::ALL {
            let points = state.points.iter().filter(|one| one.point.theme == of);
            let points: Vec<&Spoken> = points.collect();
            let missing = state.missing.iter().find(|one| one.theme == of);
            if points.is_empty() && missing.is_none() {
                continue;
            }
            ui.add_space(space::MEDIUM);
            widgets::heading(ui, theme_title(lang, of));
            for one in points {
                ui.add_space(space::TINY);
                point(ui, document, one, lang, out);
            }
            if let Some(missing) = missing {
                ui.add_space(space::TINY);
                let lines = missing.lines.join(lang.report_semicolon());
                remark(ui, Icon::Question, &lang.speaking_missing(lines));
            }
        }
        ui.add_space(space::MEDIUM);
        widgets::small(ui, lang.speaking_caution());
        ui.horizontal_wrapped(|ui| {
            if widgets::secondary(ui, lang.shell_brief()).clicked() {
                out.go(Page::Brief);
            }
        });
    });
}

fn point(ui: &mut Ui, document: &Document, one: &Spoken, lang: Lang, out: &mut Out) {
    let said = one.point.said;
    widgets::card(ui, false, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let tokens = Tokens::of(ui);
        let (word, icon) = standing(lang, one);
        ui.horizontal(|ui| {
            widgets::icon(ui, icon, 16.0, if said { tokens.accent } else { tokens.weak });
            let word = RichText::new(word).font(theme::strong_font(size::SMALL));
            ui.label(word.color(if said { tokens.accent } else { tokens.weak }));
        });
        match &one.point.choice {
            Some(PointChoice::Reworded { text, .. }) => reworded(ui, one, text, lang, out),
            _ => {
                let text = RichText::new(&one.text);
                let text = if said { text } else { text.color(tokens.weak) };
                ui.add(Label::new(text).wrap());
            }
        }
        if one.point.is_outdated() {
            remark(ui, Icon::Warning, lang.speaking_outdated());
        }
        for trace in &one.traces {
            widgets::small(ui, trace.as_str());
        }
        if document.can_change() {
            acts(ui, one, lang, out);
        }
    });
}

/// What stands at the head of a point: never a color alone.
const fn standing(lang: Lang, one: &Spoken) -> (&'static str, Icon) {
    match (&one.point.choice, one.point.said) {
        (Some(PointChoice::Dropped), _) => (lang.speaking_state_dropped(), Icon::Cross),
        (_, false) => (lang.speaking_state_spare(), Icon::Ring),
        (Some(PointChoice::Kept), true) => (lang.speaking_state_kept(), Icon::Check),
        (Some(PointChoice::Reworded { .. }), true) => (lang.speaking_state_reworded(), Icon::Check),
        (None, true) => (lang.speaking_state_suggested(), Icon::Half),
    }
}

fn reworded(ui: &mut Ui, one: &Spoken, text: &str, lang: Lang, out: &mut Out) {
    let id = Id::unique(("speaking point", one.point.id.as_str()));
    let name = named(lang.speaking_word_it(), one);
    let typed = widgets::area(ui, id, &name, lang.speaking_word_it_hint(), text);
    if let Some(text) = typed {
        let text = text.chars().take(PointChoice::MOST).collect();
        let basis = one.point.basis();
        choose(one, Some(PointChoice::Reworded { text, basis }), out);
    }
    widgets::small(ui, lang.speaking_suggested(one.suggested.as_str()));
}

/// What can be done with a point.
fn acts(ui: &mut Ui, one: &Spoken, lang: Lang, out: &mut Out) {
    let choice = &one.point.choice;
    ui.horizontal_wrapped(|ui| {
        let mut act = |label: &str, to: Option<PointChoice>| {
            if widgets::quiet(ui, label).accessible_name(named(label, one)).clicked() {
                choose(one, to, out);
            }
        };
        if choice.is_none() {
            act(lang.speaking_keep(), Some(PointChoice::Kept));
        }
        if !matches!(choice, Some(PointChoice::Reworded { .. })) {
            let (text, basis) = (one.suggested.clone(), one.point.basis());
            act(lang.speaking_reword(), Some(PointChoice::Reworded { text, basis }));
        }
        if !matches!(choice, Some(PointChoice::Dropped)) {
            act(lang.speaking_drop(), Some(PointChoice::Dropped));
        }
        if choice.is_some() {
            act(lang.speaking_restore(), None);
        }
    });
}

/// A name that tells the buttons of several points apart.
fn named(label: &str, one: &Spoken) -> String {
    format!("{label} – {}", one.suggested)
}

fn choose(one: &Spoken, to: Option<PointChoice>, out: &mut Out) {
    out.edit(Edit::Point(one.point.id.clone(), to));
}

fn remark(ui: &mut Ui, icon: Icon, text: &str) {
    ui.horizontal_top(|ui| {
        let tokens = Tokens::of(ui);
        widgets::icon(ui, icon, 16.0, tokens.warn);
        ui.add(Label::new(RichText::new(text).color(tokens.ink)).wrap());
    });
}
