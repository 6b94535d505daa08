//! Draws the parts of a brief in the window, so that screen and paper say the same.

use egui::{Grid, Id, Label, Response, RichText, Sense, Stroke, Ui, WidgetInfo, accesskit::Role};

use crate::{
    app::Document,
    language::Lang,
    report::brief::{Bar, Block, Chart, Column, Findings, Section, Table},
    ui::{
        theme,
        tokens::{Tokens, size, space},
        view::Out,
        widgets::{self, Figure, FigureTable, Roving, Span},
    },
};

use super::why;

/// A section with its title.
pub(super) fn section(ui: &mut Ui, section: &Section, lang: Lang, out: &mut Out) {
    ui.add_space(space::LARGE);
    widgets::title(ui, section.title.as_str());
    blocks(ui, &section.blocks, lang, out);
}

fn blocks(ui: &mut Ui, blocks_of: &[Block], lang: Lang, out: &mut Out) {
    for block in blocks_of {
        ui.add_space(space::TINY);
        match block {
            Block::Heading(text) => {
                ui.add_space(space::SMALL);
                widgets::heading(ui, text.as_str());
            }
            Block::Text(text) => {
                ui.add(Label::new(text.as_str()).wrap());
            }
            Block::Note(text) => {
                widgets::small(ui, text.as_str());
            }
            Block::List(lines) => {
                for line in lines {
                    bullet(ui, line.as_str(), "", "");
                }
            }
            Block::Chart(bars) => chart(ui, bars, lang, out),
            Block::Table(rows) => table(ui, rows),
            // The window has a page for the map, which paints the same picture.
            Block::Figure(figure) => {
                ui.add(Label::new(figure.alt.as_str()).wrap());
            }
            Block::Group(some) => blocks(ui, some, lang, out),
            Block::Asked(asked) => {
                bullet(ui, asked.title.as_str(), "", asked.id.as_str());
            }
        }
    }
}

/// A few findings under their title.
pub(super) fn findings(ui: &mut Ui, document: &Document, findings: &Findings, out: &mut Out) {
    widgets::heading(ui, findings.title.as_str());
    if findings.items.is_empty() {
        widgets::weak(ui, findings.empty.as_str());
    }
    for item in &findings.items {
        let heard = bullet(ui, item.title.as_str(), item.detail.as_str(), item.proof.as_str());
        if item.question.is_some() || item.number.is_some() {
            let link = ui.interact(heard.rect, heard.id.with("question"), Sense::click());
            let name = item.title.as_str();
            link.widget_info(|| WidgetInfo::labeled(Role::Link, true, name));
            if link.hovered() {
                let color = Tokens::of(ui).accent;
                ui.painter().vline(
                    heard.rect.left(),
                    heard.rect.y_range(),
                    Stroke::new(2.0, color),
                );
            }
            if link.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                match &item.question {
                    Some(question) => out.go_to_question(document, question),
                    None => out.why.clone_from(&item.number),
                }
            }
        }
    }
}

fn bullet(ui: &mut Ui, title: &str, detail: &str, proof: &str) -> Response {
    let tokens = Tokens::of(ui);
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(10.0, 20.0), Sense::hover());
        ui.painter().circle_filled(rect.center() + egui::vec2(-1.0, 1.0), 2.5, tokens.accent);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            let heavy = if detail.is_empty() {
                RichText::new(title)
            } else {
                RichText::new(title).font(theme::strong_font(size::BODY))
            };
            ui.add(Label::new(heavy).wrap());
            if !detail.is_empty() {
                ui.add(Label::new(detail).wrap());
            }
            if !proof.is_empty() {
                widgets::small(ui, proof);
            }
        });
    })
    .response
}

/// Interval bars in the frame of every chart, with their table.
pub(super) fn chart(ui: &mut Ui, chart: &Chart, lang: Lang, out: &mut Out) {
    let caption = chart.caption.as_str();
    let figure =
        Figure { id: Id::unique(("chart", caption)), title: caption, note: chart.key.as_str() };
    let table = || chart_table(chart, lang);
    widgets::figure(ui, figure, &table, lang, |ui| bars(ui, chart, lang, out));
}

/// Bars with their names before and their values after, over the scale; arrows go from bar to
/// bar, and a bar that is chosen is asked why.
fn bars(ui: &mut Ui, chart: &Chart, lang: Lang, out: &mut Out) {
    let name = (ui.available_width() * 0.30).min(230.0);
    ui.spacing_mut().item_spacing.y = 3.0;
    let wordy = chart.bars.iter().any(|bar| WORDY < bar.note.as_str().chars().count());
    if !chart.marks.is_empty() {
        let labels = chart.marks.iter().map(|mark| (mark.at, mark.label.as_str()));
        under_bars(ui, (name, wordy), |ui| widgets::scale(ui, labels));
    }
    let marks: Vec<f64> = chart.marks.iter().map(|mark| mark.at).collect();
    let base = Id::unique(("bars", chart.caption.as_str()));
    let roving = Roving::new(ui, base, chart.bars.len(), None);
    for (index, bar) in chart.bars.iter().enumerate() {
        let place = Place { roving: &roving, index, marks: &marks, wordy };
        bar_line(ui, (bar.label.as_str(), name), bar, place, lang, out);
    }
    roving.moved(ui);
    under_bars(ui, (name, wordy), |ui| widgets::scale(ui, widgets::SCALE));
}

/// Where a bar stands among those of its chart, and what is marked on all of them.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) roving: &'a Roving,
    pub(super) index: usize,
    pub(super) marks: &'a [f64],
    /// Whether sentences stand beside the bars, not only figures.
    pub(super) wordy: bool,
}

/// The letters of the longest note beside a bar that is still a figure with its reliability.
const WORDY: usize = 40;

/// One line of a chart: a name as wide as said, the bar, its value.
pub(super) fn bar_line(
    ui: &mut Ui,
    (name, width): (&str, f32),
    bar: &Bar,
    place: Place<'_>,
    lang: Lang,
    out: &mut Out,
) {
    let room = Room::of(ui, width, place.wordy);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        cell(ui, width, |ui| {
            ui.add(Label::new(name).wrap());
        });
        let drawn = ui.scope(|ui| {
            ui.set_width(room.bar);
            let at = (place.roving, place.index);
            widgets::charted_bar(ui, at, span(bar), place.marks, &spoken(bar))
        });
        cell(ui, room.value, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let text = RichText::new(bar.value.as_str()).font(theme::strong_font(size::BODY));
            ui.add(Label::new(text).wrap());
            if !bar.note.is_empty() {
                widgets::small(ui, bar.note.as_str());
            }
        });
        if let Some(number) = &bar.number {
            if drawn.inner.clicked() {
                out.why = Some(number.clone());
            }
            why::ask(ui, bar.label.as_str(), number, lang, out);
        }
    });
}

/// How wide a bar and its value are, beside a name.
struct Room {
    bar: f32,
    value: f32,
}

impl Room {
    fn of(ui: &Ui, name: f32, wordy: bool) -> Self {
        const ASK: f32 = 42.0;
        let whole = ui.available_width();
        let value = if wordy { (whole * 0.34).min(270.0) } else { (whole * 0.22).min(150.0) };
        Self { bar: (whole - name - value - 24.0 - ASK).max(60.0), value }
    }
}

/// Something that stands above or under the bars alone, whose names are as wide as said.
pub(super) fn under_bars(ui: &mut Ui, (name, wordy): (f32, bool), content: impl FnOnce(&mut Ui)) {
    let room = Room::of(ui, name, wordy);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        ui.spacing_mut().interact_size.y = 16.0;
        ui.allocate_space(egui::vec2(name, 1.0));
        ui.scope(|ui| {
            ui.set_width(room.bar);
            content(ui);
        });
    });
}

/// All that a chart draws, figure by figure.
fn chart_table(chart: &Chart, lang: Lang) -> FigureTable {
    let aimed = chart.bars.iter().any(|bar| bar.target.is_some());
    let mut columns = vec![
        lang.figure_what(),
        lang.figure_value(),
        lang.figure_low(),
        lang.figure_centre(),
        lang.figure_high(),
    ];
    columns.extend(aimed.then(|| lang.figure_target()));
    columns.push(lang.figure_remark());
    let row = |bar: &Bar| {
        let score = |value: Option<f64>, none: &str| {
            value.map_or_else(|| none.to_owned(), |value| lang.number(value * 100.0, 0))
        };
        let applies = bar.low.is_some();
        let none =
            if applies { lang.words_insufficient() } else { lang.words_state_not_applicable() };
        let mut cells = vec![
            bar.label.to_string(),
            bar.value.to_string(),
            score(bar.low, none),
            score(bar.centre, none),
            score(bar.high, none),
        ];
        cells.extend(aimed.then(|| score(bar.target, lang.figure_no_target())));
        cells.push(bar.note.to_string());
        cells
    };
    FigureTable {
        columns: columns.into_iter().map(str::to_owned).collect(),
        rows: chart.bars.iter().map(row).collect(),
    }
}

fn cell(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.vertical(|ui| {
        ui.set_width(width);
        content(ui);
    });
}

fn span(bar: &Bar) -> Span {
    Span { ends: bar.low.zip(bar.high), centre: bar.centre, target: bar.target }
}

fn spoken(bar: &Bar) -> String {
    format!("{}, {} {}", bar.label, bar.value, bar.note)
}

/// A table of a brief; cells wrap.
pub(super) fn table(ui: &mut Ui, table: &Table) {
    if !table.caption.is_empty() {
        widgets::caption(ui, table.caption.as_str());
    }
    let room = ui.available_width() - 12.0 * table.columns.len() as f32;
    let whole: f64 = table.columns.iter().map(|column| column.width).sum();
    let width = |column: &Column| widgets::drawn(column.width / whole.max(1.0)) * room;
    let salt = (table.summary.as_str(), table.caption.as_str(), table.rows.len());
    let shown = Grid::new(salt).striped(true).spacing([12.0, 6.0]).show(ui, |ui| {
        for column in &table.columns {
            cell(ui, width(column), |ui| {
                let text = RichText::new(column.label.as_str()).font(theme::strong_font(14.0));
                ui.add(Label::new(text.color(Tokens::of(ui).weak)).wrap());
            });
        }
        ui.end_row();
        for row in &table.rows {
            for (column, value) in table.columns.iter().zip(row) {
                cell(ui, width(column), |ui| entry(ui, value));
            }
            ui.end_row();
        }
    });
    ui.ctx().accesskit_node_builder(shown.response.id, |node| {
        node.set_role(Role::Table);
        node.set_label(table.summary.as_str());
    });
}

fn entry(ui: &mut Ui, value: &crate::report::brief::Cell) {
    ui.spacing_mut().item_spacing.y = 1.0;
    if !value.text.is_empty() {
        let text = RichText::new(value.text.as_str()).size(14.0);
        let text = if value.open { text.italics().color(Tokens::of(ui).weak) } else { text };
        ui.add(Label::new(text).wrap());
    }
    for (name, said) in &value.fields {
        widgets::small(ui, format!("{name} : {said}"));
    }
    for line in &value.details {
        widgets::small(ui, line.as_str());
    }
}
