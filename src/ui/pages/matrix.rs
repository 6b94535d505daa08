//! The country matrix: where the territory's ties are, and where its partnerships are.
//!
//! The person in front wants to find the countries where something should be decided, to see why,
//! and to be sure that a blank is not taken for a zero.

use egui::{
    Align2, Color32, FontId, Id, Rect, RichText, ScrollArea, Sense, Stroke, Ui, WidgetInfo,
    accesskit::Role, pos2, vec2,
};

use crate::{
    app::Document,
    domain::{CountryCode, Interval, Place},
    language::Lang,
    questionnaire::MatrixSpec,
    reference,
    report::{map::step, words},
    scoring::{Class, CountryFigure, CountryRow, Matrix, Number, StrengthOrigin},
    ui::{
        theme,
        tokens::{Tokens, size, space},
        view::{Out, Page},
        widgets::{self, CalloutKind, Field, Icon, paint_icon},
    },
};

use super::why;

/// What the countries are ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Order {
    /// The strongest opportunity first.
    #[default]
    Opportunity,
    /// The strongest roots first.
    Roots,
    /// The strongest partnership first.
    Partnership,
    /// By name.
    Name,
}

/// Filter, order and the country at hand.
#[derive(Debug, Default)]
pub struct State {
    order: Order,
    class: Option<usize>,
    text: String,
    country: Option<CountryCode>,
}

impl State {
    /// Opens the sheet of a country, whatever was filtered.
    pub const fn open(&mut self, country: CountryCode) {
        self.country = Some(country);
    }
}

const ROW: f32 = 30.0;
const NAME: f32 = 170.0;
const CELL: f32 = 84.0;
const SUM: f32 = 78.0;

/// Draws the page.
pub fn show(ui: &mut Ui, document: &Document, lang: Lang, state: &mut State, out: &mut Out) {
    ScrollArea::vertical().id_salt("matrix").auto_shrink(false).show(ui, |ui| {
        egui::Frame::new()
            .inner_margin(egui::Margin { left: 28, right: 24, top: 20, bottom: 40 })
            .show(ui, |ui| {
                ui.set_max_width(980.0);
                widgets::title(ui, lang.matrix_title());
                widgets::weak(ui, lang.matrix_lead());
                let (Some(spec), Some(matrix)) =
                    (&document.pack().matrix, &document.assessment().matrix)
                else {
                    empty(ui, document, lang, out);
                    return;
                };
                let rows = chosen(matrix, lang, state);
                controls(ui, lang, state, rows.len());
                if matrix.countries.is_empty() && matrix.zones.is_empty() {
                    empty(ui, document, lang, out);
                } else {
                    grid(ui, spec, matrix, &rows, lang, state);
                    legend(ui, lang);
                }
                unplaced(ui, document, matrix, lang, out);
                let at_hand = state.country;
                if let Some(row) = matrix.countries.iter().find(|row| Some(row.country) == at_hand)
                {
                    sheet(ui, document, spec, row, lang, out);
                }
            });
    });
}

/// What to do before there is a matrix.
fn empty(ui: &mut Ui, document: &Document, lang: Lang, out: &mut Out) {
    ui.add_space(space::MEDIUM);
    widgets::callout(ui, CalloutKind::Info, lang.matrix_empty(), |_| ());
    let pack = document.pack();
    let Some(spec) = &pack.matrix else { return };
    ui.horizontal_wrapped(|ui| {
        let partnerships = std::iter::once(&spec.partnerships.table);
        let ties = spec.ties.iter().map(|tie| tie.source.table());
        for table in ties.chain(partnerships).filter_map(|id| pack.table(id.as_str())) {
            if widgets::secondary(ui, table.short.get(lang)).clicked() {
                out.go(Page::Table(table.id.clone()));
            }
        }
    });
}

fn controls(ui: &mut Ui, lang: Lang, state: &mut State, shown: usize) {
    ui.horizontal_wrapped(|ui| {
        let hint = lang.matrix_find();
        let id = Id::unique("find country");
        if let Some(text) = widgets::line(ui, id, hint, hint, &state.text, 160.0) {
            state.text = text;
        }
        let classes: Vec<_> = Class::ALL.map(|class| words::class(lang, Some(class))).to_vec();
        let field = Field {
            id: Id::unique("class"),
            name: lang.matrix_class(),
            hint: lang.matrix_all_classes(),
            width: 190.0,
        };
        if let Some(class) = widgets::select(ui, field, &classes, state.class) {
            state.class = class;
        }
        let orders = [Order::Opportunity, Order::Roots, Order::Partnership, Order::Name];
        let labels = [
            lang.matrix_by_opportunity(),
            lang.matrix_by_roots(),
            lang.matrix_by_partnership(),
            lang.matrix_by_name(),
        ];
        let chosen = orders.iter().position(|order| *order == state.order);
        if let Some(order) = widgets::segments(ui, lang.matrix_order(), &labels, chosen)
            .and_then(|index| orders.get(index))
        {
            state.order = *order;
        }
        widgets::small(ui, lang.matrix_count(shown));
    });
}

/// The countries that pass the filter, in the chosen order.
fn chosen<'a>(matrix: &'a Matrix, lang: Lang, state: &State) -> Vec<(&'a CountryRow, String)> {
    let class = state.class.and_then(|index| Class::ALL.get(index).copied());
    let wanted = reference::fold(&state.text);
    let mut rows: Vec<_> = matrix
        .countries
        .iter()
        .filter(|row| class.is_none() || row.class == class)
        .map(|row| (row, name(row.country, lang)))
        .filter(|(_, name)| wanted.is_empty() || reference::fold(name).contains(&wanted))
        .collect();
    let high_first = |a: Interval, b: Interval| b.mid().total_cmp(&a.mid());
    rows.sort_by(|(a, name_a), (b, name_b)| {
        let first = match state.order {
            Order::Opportunity => high_first(a.opportunity, b.opportunity),
            Order::Roots => high_first(a.roots, b.roots),
            Order::Partnership => high_first(a.partnership, b.partnership),
            Order::Name => std::cmp::Ordering::Equal,
        };
        first.then_with(|| reference::fold(name_a).cmp(&reference::fold(name_b)))
    });
    rows
}

fn name(country: CountryCode, lang: Lang) -> String {
    reference::place_name(&Place::Country(country), lang)
}

/// The table: a line a country, a shade a strength, the figure always beside it.
fn grid(
    ui: &mut Ui,
    spec: &MatrixSpec,
    matrix: &Matrix,
    rows: &[(&CountryRow, String)],
    lang: Lang,
    state: &mut State,
) {
    ui.add_space(space::SMALL);
    let width = NAME + CELL * spec.ties.len() as f32 + 2.0 * SUM + 230.0;
    ScrollArea::horizontal().id_salt("wide").show(ui, |ui| {
        ui.set_min_width(width);
        ui.spacing_mut().item_spacing.y = 0.0;
        head(ui, spec, lang, width);
        for (row, name) in rows {
            let open = state.country == Some(row.country);
            if line(ui, row, name, lang, width, open).clicked() {
                state.country = (!open).then_some(row.country);
            }
        }
        for zone in &matrix.zones {
            let name = reference::place_name(&Place::Zone(zone.zone.clone()), lang);
            let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &name));
            text(ui, rect.left() + 8.0, rect, &name, false, Tokens::of(ui).weak);
            for (index, tie) in zone.ties.iter().enumerate() {
                shade(ui, cell(rect, index), tie.value, tie.origin);
            }
            let at = rect.left() + NAME + CELL * zone.ties.len() as f32 + 8.0;
            text(ui, at, rect, lang.matrix_zone(), false, Tokens::of(ui).weak);
        }
    });
}

fn head(ui: &mut Ui, spec: &MatrixSpec, lang: Lang, width: f32) {
    let (rect, _) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
    let color = Tokens::of(ui).weak;
    text(ui, rect.left() + 8.0, rect, lang.matrix_country(), true, color);
    let right = |ui: &Ui, x: f32, words: &str| {
        let font = theme::strong_font(13.0);
        ui.painter().text(pos2(x - 8.0, rect.center().y), Align2::RIGHT_CENTER, words, font, color);
    };
    for (index, tie) in spec.ties.iter().enumerate() {
        right(ui, cell(rect, index).right(), tie.title.get(lang));
    }
    let after = cell(rect, spec.ties.len()).left();
    right(ui, after + SUM, lang.matrix_roots());
    right(ui, after + 2.0 * SUM, lang.matrix_partnership());
    text(ui, after + 2.0 * SUM + 14.0, rect, lang.matrix_reading(), true, color);
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, color));
}

fn line(
    ui: &mut Ui,
    row: &CountryRow,
    name: &str,
    lang: Lang,
    width: f32,
    open: bool,
) -> egui::Response {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::click());
    let certainty = if row.is_certain() { lang.words_sure() } else { lang.words_to_confirm() };
    let class = words::class_of(lang, row);
    response.widget_info(|| {
        let words = format!(
            "{name}, {class}, {certainty}, {} {}, {} {}",
            lang.matrix_roots(),
            span(row.roots),
            lang.matrix_partnership(),
            span(row.partnership)
        );
        WidgetInfo::selected(Role::Row, true, open, words)
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    if open || response.hovered() {
        ui.painter().rect_filled(rect, 0.0, if open { tokens.chosen } else { tokens.track });
    }
    text(ui, rect.left() + 8.0, rect, name, true, tokens.ink);
    for (index, tie) in row.ties.iter().enumerate() {
        shade(ui, cell(rect, index), tie.value, tie.origin);
    }
    let after = cell(rect, row.ties.len()).left();
    let sum = |x: f32, interval: Interval, heavy: bool| {
        let font = if heavy { theme::strong_font(14.0) } else { FontId::proportional(14.0) };
        let place = pos2(x - 8.0, rect.center().y);
        ui.painter().text(place, Align2::RIGHT_CENTER, span(interval), font, tokens.ink);
    };
    sum(after + SUM, row.roots, true);
    sum(after + 2.0 * SUM, row.partnership, false);
    badge(
        ui,
        after + 2.0 * SUM + 14.0,
        rect,
        row.class.filter(|_| !row.is_open()),
        class,
        certainty,
    );
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, tokens.line));
    if response.has_focus() {
        let stroke = Stroke::new(2.0, tokens.accent);
        ui.painter().rect_stroke(rect, 2.0, stroke, egui::StrokeKind::Inside);
    }
    response
}

fn cell(rect: Rect, index: usize) -> Rect {
    let left = CELL.mul_add(index as f32, rect.left() + NAME);
    Rect::from_min_size(pos2(left, rect.top()), vec2(CELL, rect.height()))
}

fn text(ui: &Ui, x: f32, rect: Rect, words: &str, heavy: bool, color: Color32) {
    let font = if heavy { theme::strong_font(14.0) } else { FontId::proportional(14.0) };
    ui.painter().text(pos2(x, rect.center().y), Align2::LEFT_CENTER, words, font, color);
}

/// The strength of a tie: a shade for what is sure, the figure or the range in it.
fn shade(ui: &Ui, rect: Rect, value: Interval, origin: StrengthOrigin) {
    let tokens = Tokens::of(ui);
    let fill = tokens.step(step(value.low()));
    let inner = rect.shrink2(vec2(1.0, 1.0));
    ui.painter().rect_filled(inner, 0.0, fill);
    let ink = tokens.ink_on(fill);
    let unknown = origin == StrengthOrigin::Unknown;
    let words = if unknown { "?".to_owned() } else { span(value) };
    let place = pos2(rect.right() - 8.0, rect.center().y);
    ui.painter().text(place, Align2::RIGHT_CENTER, words, FontId::proportional(14.0), ink);
}

/// An interval as one figure out of 100, or two.
fn span(interval: Interval) -> String {
    let figure = |value: f64| format!("{:.0}", value * 100.0);
    let (low, high) = (figure(interval.low()), figure(interval.high()));
    if low == high { low } else { format!("{low}–{high}") }
}

fn badge(ui: &Ui, x: f32, rect: Rect, class: Option<Class>, label: &str, certainty: &str) {
    let tokens = Tokens::of(ui);
    let (icon, color) = look(class, tokens);
    if let Some(icon) = icon {
        let place = Rect::from_center_size(pos2(x + 8.0, rect.center().y), vec2(14.0, 14.0));
        paint_icon(ui.painter(), icon, place, color);
    }
    let shown = ui.painter().text(
        pos2(x + 22.0, rect.center().y),
        Align2::LEFT_CENTER,
        label,
        FontId::proportional(14.0),
        if class.is_some() { tokens.ink } else { tokens.weak },
    );
    if class.is_some() {
        let place = pos2(shown.right() + 8.0, rect.center().y);
        let font = FontId::proportional(12.5);
        ui.painter().text(place, Align2::LEFT_CENTER, certainty, font, tokens.weak);
    }
}

/// The sign of a class: shape and word, never color alone.
const fn look(class: Option<Class>, tokens: &Tokens) -> (Option<Icon>, Color32) {
    match class {
        Some(Class::Pillar) => (Some(Icon::Square), tokens.success),
        Some(Class::LatentOpportunity) => (Some(Icon::Diamond), tokens.accent),
        Some(Class::ToRevive) => (Some(Icon::Triangle), tokens.warn),
        Some(Class::ToRoot) => (Some(Icon::Half), tokens.accent),
        Some(Class::Dormant) => (Some(Icon::Ring), tokens.weak),
        None => (None, tokens.weak),
    }
}

fn legend(ui: &mut Ui, lang: Lang) {
    ui.add_space(space::SMALL);
    widgets::small(ui, lang.matrix_legend());
    ui.spacing_mut().item_spacing.y = 2.0;
    for class in Class::ALL {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().interact_size.y = 20.0;
            let tokens = Tokens::of(ui);
            let (icon, color) = look(Some(class), tokens);
            let (rect, _) = ui.allocate_exact_size(vec2(16.0, 18.0), Sense::hover());
            if let Some(icon) = icon {
                paint_icon(ui.painter(), icon, rect, color);
            }
            ui.label(RichText::new(words::class(lang, Some(class))).size(size::SMALL));
            widgets::small(ui, words::class_reading(lang, Some(class)));
        });
    }
}

/// Rows whose country matched nothing, to be looked at.
fn unplaced(ui: &mut Ui, document: &Document, matrix: &Matrix, lang: Lang, out: &mut Out) {
    if matrix.unplaced.is_empty() {
        return;
    }
    ui.add_space(space::SMALL);
    widgets::callout(
        ui,
        CalloutKind::Warning,
        &lang.matrix_unplaced(matrix.unplaced.len()),
        |_| (),
    );
    ui.horizontal_wrapped(|ui| {
        let mut tables: Vec<_> = matrix.unplaced.iter().map(|(table, _)| table).collect();
        tables.dedup();
        for spec in tables.into_iter().filter_map(|id| document.pack().table(id.as_str())) {
            if widgets::quiet(ui, spec.short.get(lang)).clicked() {
                out.go(Page::Table(spec.id.clone()));
            }
        }
    });
}

/// A figure of a country, and the button that asks why.
fn asked(
    ui: &mut Ui,
    row: &CountryRow,
    figure: CountryFigure,
    line: &str,
    lang: Lang,
    out: &mut Out,
) {
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 22.0;
        ui.label(line);
        why::ask(ui, line, &Number::Country(row.country, figure), lang, out);
    });
}

/// The country at hand: what is behind its figures.
fn sheet(
    ui: &mut Ui,
    document: &Document,
    spec: &MatrixSpec,
    row: &CountryRow,
    lang: Lang,
    out: &mut Out,
) {
    ui.add_space(space::MEDIUM);
    widgets::card(ui, true, |ui| {
        widgets::title(ui, &name(row.country, lang));
        ui.label(words::class_reading_of(lang, row));
        for (tie, strength) in spec.ties.iter().zip(&row.ties) {
            let origin = words::origin(lang, strength.origin);
            let line = lang.matrix_tie(origin, tie.title.get(lang), span(strength.value));
            asked(ui, row, CountryFigure::Tie(tie.id.clone()), &line, lang, out);
        }
        for (figure, name, value) in [
            (CountryFigure::Roots, lang.why_roots(), row.roots),
            (CountryFigure::Partnership, lang.why_partnership(), row.partnership),
            (CountryFigure::Opportunity, lang.why_opportunity(), row.opportunity),
            (CountryFigure::Unrooted, lang.why_unrooted(), row.unrooted),
        ] {
            asked(ui, row, figure, &lang.report_word_and(name, span(value)), lang, out);
        }
        for reading in &row.partnerships {
            let q = &reading.quality;
            widgets::small(
                ui,
                lang.matrix_quality(
                    span(reading.activity),
                    span(q.actors),
                    span(q.agreement),
                    span(q.evaluation),
                    span(q.objectives),
                    partner(document, spec, reading.row),
                    span(q.mean),
                    span(q.reciprocity),
                    span(q.resources),
                ),
            );
            if reading.suspended {
                widgets::small(ui, lang.matrix_suspended());
            }
        }
        if !row.settled_by.is_empty() {
            ui.horizontal_wrapped(|ui| {
                widgets::small(ui, lang.matrix_settled_by());
                for table in
                    row.settled_by.iter().filter_map(|id| document.pack().table(id.as_str()))
                {
                    if widgets::quiet(ui, table.short.get(lang)).clicked() {
                        out.go(Page::Table(table.id.clone()));
                    }
                }
            });
        }
    });
}

/// The counterpart of a partnership, as its table names it.
fn partner(document: &Document, spec: &MatrixSpec, row: crate::domain::RowId) -> String {
    let table = document.diagnostic().table(spec.partnerships.table.as_str());
    let named = |id: &str| {
        let table = table?;
        let cell = table.row(row)?.cell(table.column(id)?);
        cell.as_text().map(str::to_owned)
    };
    named("counterpart").or_else(|| named("name")).unwrap_or_default()
}
