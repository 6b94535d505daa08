//! The country matrix: where the territory's ties are, and where its partnerships are.
//!
//! The person in front wants to find the countries where something should be decided, to see why,
//! and to be sure that a blank is not taken for a zero.

mod grid;
mod sheet;

use egui::{Id, RichText, ScrollArea, Sense, Ui, vec2};

use crate::{
    app::Document,
    domain::{CountryCode, Interval, Place},
    language::Lang,
    reference,
    report::words,
    scoring::{Class, CountryRow, Matrix},
    ui::{
        tokens::{Tokens, size, space},
        view::{Out, Page},
        widgets::{self, CalloutKind, Field, paint_icon},
    },
};

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
                    grid::show(ui, spec, matrix, &rows, lang, state);
                    legend(ui, lang);
                }
                unplaced(ui, document, matrix, lang, out);
                let at_hand = state.country;
                if let Some(row) = matrix.countries.iter().find(|row| Some(row.country) == at_hand)
                {
                    sheet::show(ui, document, spec, row, lang, out);
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

fn legend(ui: &mut Ui, lang: Lang) {
    ui.add_space(space::SMALL);
    widgets::small(ui, lang.matrix_legend());
    ui.spacing_mut().item_spacing.y = 2.0;
    for class in Class::ALL {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().interact_size.y = 20.0;
            let tokens = Tokens::of(ui);
            let (icon, color) = grid::look(Some(class), tokens);
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
