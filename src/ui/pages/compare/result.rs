//! Results before and after: two bars, two values, what can be said of them, and why.

use egui::{Label, RichText, Ui};

use crate::{
    app::Document,
    language::Lang,
    report::compare::{Spot, Told, ToldGroup, ToldRow, sign},
    scoring::{Number, Reach, Verdict},
    ui::{
        pages::why,
        theme,
        tokens::{Tokens, size, space},
        view::{Out, Page},
        widgets::{self, Span},
    },
};

use super::{State, go, link};

/// How many questions one line leads to.
const MOST_LINKS: usize = 6;

/// Draws the results, group by group.
pub(super) fn show(
    ui: &mut Ui,
    document: &Document,
    told: &Told,
    lang: Lang,
    state: &mut State,
    out: &mut Out,
) {
    ui.add_space(space::MEDIUM);
    ui.horizontal_wrapped(|ui| {
        widgets::title(ui, lang.compare_results_title());
        let views = [lang.compare_view_changes(), lang.compare_view_all()];
        let chosen = Some(usize::from(state.all));
        if let Some(index) = widgets::segments(ui, lang.compare_view(), &views, chosen) {
            state.all = index == 1;
        }
    });
    for group in &told.groups {
        let rows: Vec<&ToldRow> =
            group.rows.iter().filter(|row| state.all || row.verdict.differs()).collect();
        one_group(ui, document, group, &rows, lang, out);
    }
}

fn one_group(
    ui: &mut Ui,
    document: &Document,
    group: &ToldGroup,
    rows: &[&ToldRow],
    lang: Lang,
    out: &mut Out,
) {
    ui.add_space(space::SMALL);
    widgets::heading(ui, group.title);
    if rows.is_empty() {
        widgets::small(ui, lang.compare_nothing_shown());
    }
    for row in rows {
        ui.separator();
        one_row(ui, document, row, lang, out);
    }
}

fn one_row(ui: &mut Ui, document: &Document, row: &ToldRow, lang: Lang, out: &mut Out) {
    let room = ui.available_width() - 36.0;
    let widths = [0.36, 0.20, 0.22, 0.22].map(|share| share * room);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        cell(ui, widths[0], |ui| label(ui, document, row, lang, out));
        if row.old.is_none() && row.new.is_none() {
            cell(ui, widths[1] + widths[2] + 12.0, |ui| {
                ui.add(Label::new(lang.compare_from_to(&row.from, &row.to)).wrap());
            });
        } else {
            cell(ui, widths[1], |ui| bars(ui, row, lang));
            cell(ui, widths[2], |ui| values(ui, row));
        }
        cell(ui, widths[3], |ui| reading(ui, row, lang, out));
    });
}

/// What it is, and what made it differ, with the way to each answer behind it.
fn label(ui: &mut Ui, document: &Document, row: &ToldRow, lang: Lang, out: &mut Out) {
    ui.spacing_mut().item_spacing.y = 2.0;
    if leads(document, &row.number) {
        let name = lang.compare_go(&row.label);
        if widgets::link(ui, &row.label).accessible_name(name).clicked() {
            follow(document, &row.number, out);
        }
    } else {
        ui.add(Label::new(RichText::new(&row.label).font(theme::strong_font(size::BODY))).wrap());
    }
    if !row.because_of.is_empty() {
        widgets::small(ui, &*row.because_of);
    }
    let asks = !matches!(row.number, Number::Question(_)) && !row.questions.is_empty();
    if asks {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            for id in row.questions.iter().take(MOST_LINKS) {
                link(ui, document, &Spot::Question(id.clone()), lang, out);
            }
        });
    }
}

/// Whether a result has a page in the document as it is now.
fn leads(document: &Document, number: &Number) -> bool {
    let pack = document.pack();
    match number {
        Number::Question(id) => pack.question(id.as_str()).is_some(),
        Number::Block(id) | Number::Level(id) => pack.block(id.as_str()).is_some(),
        Number::Gauge(id) => pack.gauges.iter().any(|gauge| gauge.id == *id),
        Number::Gap(id) => pack.ties.iter().any(|tie| tie.id == *id),
        Number::Country(country, _) => {
            let matrix = document.assessment().matrix.iter();
            matrix.flat_map(|matrix| &matrix.countries).any(|row| row.country == *country)
        }
        Number::Partnership(..) => false,
    }
}

/// Goes to the page of a result; of a question, to the question.
fn follow(document: &Document, number: &Number, out: &mut Out) {
    match number {
        Number::Question(id) => out.go_to_question(document, id),
        Number::Level(id) => go(document, &Spot::Level(id.clone()), out),
        Number::Gauge(_) => out.go(Page::Gauges),
        Number::Block(_) | Number::Gap(_) => out.go(Page::Overview),
        Number::Country(country, _) => out.go(Page::Country(*country)),
        Number::Partnership(..) => {}
    }
}

/// The earlier interval above the later one, on one scale.
fn bars(ui: &mut Ui, row: &ToldRow, lang: Lang) {
    ui.spacing_mut().item_spacing.y = 2.0;
    let gap = matches!(row.number, Number::Gap(_));
    let old = lang.compare_old_of(&row.label, &row.from);
    let new = lang.compare_new_of(&row.label, &row.to);
    for (reach, words) in [(row.old, old), (row.new, new)] {
        widgets::interval_bar(ui, span(reach, gap), &[], &words);
    }
}

/// A gap lies between -1 and 1: it is drawn around the middle.
fn span(reach: Option<Reach>, gap: bool) -> Span {
    let place = |value: f64| if gap { f64::midpoint(value, 1.0) } else { value };
    let Some(reach) = reach else { return Span::default() };
    let exact = (reach.high - reach.low).abs() < 1e-9;
    let centre = reach.centre.or_else(|| exact.then_some(reach.low));
    Span {
        ends: Some((place(reach.low), place(reach.high))),
        centre: centre.map(place),
        target: None,
    }
}

fn values(ui: &mut Ui, row: &ToldRow) {
    ui.spacing_mut().item_spacing.y = 2.0;
    let weak = Tokens::of(ui).weak;
    ui.add(Label::new(RichText::new(&row.from).size(14.0).color(weak)).wrap());
    let after = RichText::new(&row.to).font(theme::strong_font(14.0));
    ui.add(Label::new(after).wrap());
}

/// What can be said, by sign and word; the color only helps.
fn reading(ui: &mut Ui, row: &ToldRow, lang: Lang, out: &mut Out) {
    let tokens = Tokens::of(ui);
    let color = match row.verdict {
        Verdict::Up | Verdict::Down | Verdict::Other => tokens.ink,
        Verdict::Broken => tokens.warn,
        _ => tokens.weak,
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let text = format!("{} {}", sign(row.verdict), row.reading);
        let text = RichText::new(text).color(color);
        let text =
            if row.verdict.has_moved() { text.font(theme::strong_font(size::BODY)) } else { text };
        ui.add(Label::new(text).wrap());
        why::ask(ui, &row.label, &row.number, lang, out);
    });
}

fn cell(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.vertical(|ui| {
        ui.set_width(width);
        content(ui);
    });
}
