//! The sheet of one country: everything that is known of it, on one page.
//!
//! The person in front prepares a meeting, a trip or a vote about this country. They read what ties
//! the territory has, who carries them and what proves it, how each partnership is read term by
//! term, who could pay, and what is proposed; then go on to the next country without a mouse.

mod partnership;
mod tie;

use std::sync::Arc;

use egui::{
    FontId, Id, Key, Label, Modifiers, RichText, Sense, Ui, pos2,
    text::{LayoutJob, TextWrapping},
    vec2,
};

use jiff::civil::Date;

use crate::{
    advice::{advise, words::Told},
    app::{Document, Session},
    domain::{CountryCode, Place},
    language::Lang,
    report::{brief::CountrySheet, matrix::Entry},
    scoring::Number,
    ui::{
        theme,
        tokens::{Tokens, size, space},
        view::{Out, Page},
        widgets::{self, Button, CalloutKind, Figure, FigureTable, Icon, Span},
    },
};

use super::{matrix, why};

/// The sheet as it was last made.
#[derive(Debug, Default)]
pub struct State {
    /// Whether the page was just turned to.
    fresh: bool,
    kept: Option<(Of, Option<Arc<CountrySheet>>)>,
}

/// What a sheet was made from.
type Of = (u64, Lang, CountryCode, Date);

impl State {
    /// Notes that the page was turned.
    pub const fn turned(&mut self) {
        self.fresh = true;
    }

    /// The sheet of a country as the document is now, made once and kept until something changes.
    fn sheet(
        &mut self,
        session: &Session,
        document: &Document,
        country: CountryCode,
    ) -> Option<Arc<CountrySheet>> {
        let (lang, today) = (session.lang(), session.clock().today());
        let of = (document.revision(), lang, country, today);
        if let Some((kept, sheet)) = &self.kept
            && *kept == of
        {
            return sheet.clone();
        }
        let (pack, diagnostic) = (document.pack(), document.diagnostic());
        let assessment = document.assessment();
        let advice = advise(pack, diagnostic, assessment, today);
        let sheet = CountrySheet::new(pack, diagnostic, assessment, &advice, country, lang);
        let sheet = sheet.map(Arc::new);
        self.kept = Some((of, sheet.clone()));
        sheet
    }
}

/// Draws the sheet of a country.
pub fn show(
    ui: &mut Ui,
    session: &Session,
    document: &Document,
    country: CountryCode,
    (state, matrix): (&mut State, &mut matrix::State),
    out: &mut Out,
) {
    let lang = session.lang();
    let board = matrix.board(document, lang);
    let beside = board.beside(&Place::Country(country));
    super::column(ui, "country", |ui| {
        // Somebody who came by keyboard goes on from here, not from the top of the window.
        let came =
            std::mem::take(&mut state.fresh) && ui.memory(|memory| memory.focused().is_some());
        ways(ui, (country, came), beside, lang, matrix, out);
        let Some(sheet) = state.sheet(session, document, country) else {
            ui.add_space(space::MEDIUM);
            widgets::callout(ui, CalloutKind::Info, lang.sheet_gone(), |_| ());
            return;
        };
        head(ui, &sheet, lang, out);
        sums(ui, &sheet, lang, out);
        tie::show(ui, &sheet, lang, out);
        partnership::show(ui, document, &sheet, lang, out);
        measures(ui, &sheet, lang, out);
        devices(ui, document, &sheet, lang, out);
        context(ui, &sheet, lang);
    });
}

/// Back to the matrix, and on to the countries on either side, by buttons and by keys.
fn ways(
    ui: &mut Ui,
    (country, came): (CountryCode, bool),
    (before, after): (Option<&Entry>, Option<&Entry>),
    lang: Lang,
    matrix: &mut matrix::State,
    out: &mut Out,
) {
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let typing = ui.ctx().text_edit_focused();
    let mut back = !typing && pressed(Modifiers::NONE, Key::Escape);
    let mut up = pressed(Modifiers::ALT, Key::ArrowUp);
    let mut down = pressed(Modifiers::ALT, Key::ArrowDown);
    ui.horizontal_wrapped(|ui| {
        let button = ui.add(Button::quiet(lang.sheet_back()).icon(Icon::Left));
        if came {
            button.request_focus();
        }
        back |= button.clicked();
        let way = |ui: &mut Ui, label: &str, icon: Icon, to: Option<&Entry>| {
            ui.add_enabled_ui(to.is_some(), |ui| {
                let name = to.map_or("", |to| to.name.as_str());
                let button = ui.add(Button::quiet(label).icon(icon));
                let said = lang.report_word_and(label, name);
                button.accessible_name(said.clone()).on_hover_text(said).clicked()
            })
            .inner
        };
        up |= way(ui, lang.sheet_before(), Icon::Up, before);
        down |= way(ui, lang.sheet_after(), Icon::Down, after);
        // Where it would take a second line, the page says more than its keys.
        if 460.0 < ui.available_width() || crate::ui::shell::is_wide(ui) {
            widgets::small(ui, lang.sheet_keys());
        }
    });
    let to = before.filter(|_| up).or_else(|| after.filter(|_| down));
    if let Some(code) = to.and_then(|entry| entry.place.country()) {
        out.go(Page::Country(code));
    } else if back {
        matrix.return_to(country);
        out.go(Page::Matrix);
    }
}

/// The name, the class and what it calls for, and what would settle it.
fn head(ui: &mut Ui, sheet: &CountrySheet, lang: Lang, out: &mut Out) {
    widgets::title(ui, &sheet.name);
    let (sign, reading) = &sheet.reading;
    let said = format!("{sign}\u{a0}{reading}");
    ui.add(Label::new(RichText::new(said).font(theme::strong_font(size::BODY))).wrap());
    ui.add(Label::new(sheet.meaning).wrap());
    if sheet.settled_by.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        widgets::small(ui, lang.matrix_settled_by());
        for (table, name) in &sheet.settled_by {
            if widgets::quiet(ui, name).clicked() {
                out.go(Page::Table(table.clone()));
            }
        }
    });
}

/// The four figures that the ties and the partnerships make together, as a figure.
fn sums(ui: &mut Ui, sheet: &CountrySheet, lang: Lang, out: &mut Out) {
    ui.add_space(space::SMALL);
    let all = || sheet.ties.iter().map(|tie| &tie.figure).chain(&sheet.sums);
    let table = || FigureTable {
        columns: vec![lang.sheet_what().to_owned(), lang.sheet_value().to_owned()],
        rows: all().map(|one| vec![one.name.clone(), one.value.clone()]).collect(),
    };
    let (id, title) =
        (Id::unique(("country", sheet.country.as_str())), lang.sheet_figure(&sheet.name));
    widgets::figure(ui, Figure { id, title: &title, note: "" }, &table, lang, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for one in all() {
            bar(ui, (&one.name, &one.value, one.span), Some(&one.number), lang, out);
        }
    });
}

/// How high a figure with its bar is.
const BAR: f32 = 26.0;

/// A name, the bar of what is known, the value in figures, and the way to ask why. The bar says
/// name and value to those who do not see it.
fn bar(
    ui: &mut Ui,
    (name, value, (low, high)): (&str, &str, (f64, f64)),
    number: Option<&Number>,
    lang: Lang,
    out: &mut Out,
) {
    let room = ui.available_width();
    let (label, figure, ask) = ((room * 0.32).min(220.0), 84.0, 40.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        ui.spacing_mut().interact_size.y = BAR;
        painted(ui, label, name, FontId::proportional(size::BODY));
        ui.scope(|ui| {
            ui.set_width((room - label - figure - ask - 40.0).max(60.0));
            // Between nothing and everything, no middle means anything.
            let centre = (high - low < 1.0).then(|| f64::midpoint(low, high));
            let span = Span { ends: Some((low, high)), centre, target: None };
            widgets::interval_bar(ui, span, &[], &lang.report_word_and(name, value));
        });
        painted(ui, figure, value, theme::strong_font(size::BODY));
        if let Some(number) = number {
            why::ask(ui, name, number, lang, out);
        }
    });
}

/// Words on the line of a bar, which the bar says.
fn painted(ui: &mut Ui, width: f32, text: &str, font: FontId) {
    let ink = Tokens::of(ui).ink;
    let (rect, _) = ui.allocate_exact_size(vec2(width, BAR), Sense::hover());
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, ink);
    job.wrap = TextWrapping::truncate_at_width(width);
    let galley = ui.painter().layout_job(job);
    let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
}

/// What is advised of the country.
fn measures(ui: &mut Ui, sheet: &CountrySheet, lang: Lang, out: &mut Out) {
    ui.add_space(space::MEDIUM);
    widgets::heading(ui, lang.sheet_measures());
    if sheet.measures.is_empty() {
        widgets::weak(ui, lang.sheet_no_measure());
        return;
    }
    for one in &sheet.measures {
        let title = if one.sure { one.title.clone() } else { lang.advice_to_confirm(&one.title) };
        let strong = RichText::new(title).font(theme::strong_font(size::BODY));
        ui.add(Label::new(strong).wrap());
        ui.add(Label::new(&one.what).wrap());
        ui.add_space(space::TINY);
    }
    if widgets::quiet(ui, lang.sheet_to_advice()).clicked() {
        out.go(Page::Advice);
    }
}

/// Who could pay.
fn devices(ui: &mut Ui, document: &Document, sheet: &CountrySheet, lang: Lang, out: &mut Out) {
    ui.add_space(space::MEDIUM);
    widgets::heading(ui, lang.sheet_devices());
    if sheet.devices.is_empty() {
        widgets::weak(ui, lang.sheet_no_device());
    }
    for one in &sheet.devices {
        let said = lang.report_word_and(&one.name, one.verdict_words);
        ui.add(Label::new(RichText::new(said).font(theme::strong_font(size::BODY))).wrap());
        for line in &one.brings {
            widgets::small(ui, line);
        }
        for told in &one.told {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().interact_size.y = 20.0;
                widgets::small(ui, &told.text);
                way(ui, document, told, lang, out);
            });
        }
        ui.add_space(space::TINY);
    }
    if widgets::quiet(ui, lang.sheet_to_devices()).clicked() {
        out.go(Page::Devices);
    }
}

/// The way to what would settle a condition.
fn way(ui: &mut Ui, document: &Document, told: &Told, lang: Lang, out: &mut Out) {
    if let Some(id) = &told.question {
        let question = document.pack().question(id.as_str());
        let name = question.map_or(id.as_str(), |question| question.short.get(lang));
        if widgets::link(ui, name).clicked() {
            out.go_to_question(document, id);
        }
    } else if let Some(id) = &told.table {
        let table = document.pack().table(id.as_str());
        if widgets::link(ui, table.map_or(id.as_str(), |table| table.short.get(lang))).clicked() {
            out.go(Page::Table(id.clone()));
        }
    }
}

/// What stands beside and never counts.
fn context(ui: &mut Ui, sheet: &CountrySheet, lang: Lang) {
    ui.add_space(space::MEDIUM);
    widgets::heading(ui, lang.context_title());
    for one in &sheet.context {
        let text = RichText::new(lang.report_word_and(one.name, one.standing));
        ui.add(Label::new(text.color(Tokens::of(ui).ink)).wrap());
        widgets::small(ui, &one.origin);
    }
}
