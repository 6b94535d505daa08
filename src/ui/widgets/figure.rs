//! The frame around every chart: its title, the chart, and the same in words that can be copied.
//!
//! An official pastes a chart into a slide for the council, or its figures into a spreadsheet; a
//! colleague who does not see the chart opens the table under it. The picture is the chart as it
//! is on the screen, always in light colors, since it ends on paper.

use std::sync::Arc;

use egui::{
    Align, Button as Plain, ColorImage, Frame, Grid, Id, InnerResponse, Label, Margin, Rect,
    Response, RichText, Shape, Theme, Ui, UiBuilder,
    accesskit::{Live, Role},
    style::ScrollAnimation,
};

use crate::{
    language::Lang,
    ui::{
        theme,
        tokens::{Tokens, size},
    },
};

use super::tabbed;

/// What stands around a chart.
#[derive(Clone, Copy, Debug)]
pub struct Figure<'a> {
    /// Its id, the same from one frame to the next.
    pub id: Id,
    /// What it shows; part of the picture.
    pub title: &'a str,
    /// How to read it; part of the picture, and may be empty.
    pub note: &'a str,
}

/// All that a chart shows, as a table whose first column names the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FigureTable {
    /// The headings.
    pub columns: Vec<String>,
    /// The rows; each has one cell for each column.
    pub rows: Vec<Vec<String>>,
}

impl FigureTable {
    /// The table as a spreadsheet takes it.
    pub fn tabbed(&self) -> String {
        tabbed(std::iter::once(&self.columns).chain(&self.rows))
    }
}

/// How far the copy of a picture is.
#[derive(Clone, Debug)]
enum Copy {
    /// It was asked for so many frames ago; the chart is brought into view first.
    Asked(u8),
    /// The screen was read; whether the whole chart was in view.
    Taken(Arc<ColorImage>, bool),
    /// Something was copied, or not, at this time.
    Told(Told, f64),
}

/// What became of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    Table,
    Picture,
    Part,
    Nothing,
}

/// How many frames a chart has to come into view, and the screen to be read.
const PATIENCE: u8 = 12;

/// For how many frames the chart settles before the screen is read.
const SETTLED: u8 = 3;

/// For how many seconds it is said what was copied.
const SAID: f64 = 15.0;

/// Around the chart in the picture, in points.
const MARGIN: f32 = 8.0;

/// Draws a chart in its frame; `table` tells all that the chart shows, and is only called when
/// somebody wants it.
pub fn figure<R>(
    ui: &mut Ui,
    of: Figure<'_>,
    table: &dyn Fn() -> FigureTable,
    lang: Lang,
    content: impl FnOnce(&mut Ui) -> R,
) -> R {
    let key = of.id.with("copy");
    let copy: Option<Copy> = ui.data(|data| data.get_temp(key));
    let group = UiBuilder::new().accessibility_role(Role::Figure).accessibility_label(of.title);
    ui.scope_builder(group, |ui| {
        let printed = printed(ui, of, matches!(copy, Some(Copy::Asked(_))), content);
        follow(ui, key, copy.clone(), printed.response.rect);
        let open = buttons(ui, of, key, table, lang);
        if open {
            twin(ui, of, &table());
        }
        if let Some(Copy::Told(told, at)) = copy {
            say(ui, key, told, at, lang);
        }
        printed.inner
    })
    .inner
}

/// Whether a chart is being drawn for its picture, in which there is nothing to press.
pub(crate) fn is_copied(ui: &Ui) -> bool {
    ui.data(|data| data.get_temp(Id::unique(COPIED))).unwrap_or(false)
}

const COPIED: &str = "a chart is drawn for its picture";

/// What the picture holds: the title, the chart and how to read it.
fn printed<R>(
    ui: &mut Ui,
    of: Figure<'_>,
    copied: bool,
    content: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<R> {
    let paper = ui.painter().add(Shape::Noop);
    ui.data_mut(|data| data.insert_temp(Id::unique(COPIED), copied));
    let printed = ui.vertical(|ui| {
        if copied {
            ui.set_style(ui.ctx().style_of(Theme::Light));
        }
        (Tokens::of(ui).page, inside(ui, of, content))
    });
    ui.data_mut(|data| data.insert_temp(Id::unique(COPIED), false));
    let InnerResponse { inner: (page, inner), response } = printed;
    if copied {
        let sheet = response.rect.expand(MARGIN);
        ui.painter().set(paper, Shape::rect_filled(sheet, 0.0, page));
    }
    InnerResponse { inner, response }
}

fn inside<R>(ui: &mut Ui, of: Figure<'_>, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.set_width(ui.available_width());
    if !of.title.is_empty() {
        super::caption(ui, of.title);
    }
    let inner = content(ui);
    if !of.note.is_empty() {
        super::small(ui, of.note);
    }
    inner
}

/// The acts under a chart; returns whether its table is open.
fn buttons(
    ui: &mut Ui,
    of: Figure<'_>,
    key: Id,
    table: &dyn Fn() -> FigureTable,
    lang: Lang,
) -> bool {
    let opened = of.id.with("table");
    let mut open = ui.data(|data| data.get_temp(opened)).unwrap_or(false);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.spacing_mut().button_padding = egui::vec2(4.0, 3.0);
        ui.spacing_mut().interact_size.y = 24.0;
        let label = if open { lang.figure_hide_table() } else { lang.figure_show_table() };
        if act(ui, label, of.title).clicked() {
            open = !open;
            ui.data_mut(|data| data.insert_temp(opened, open));
        }
        if act(ui, lang.figure_copy_table(), of.title).clicked() {
            ui.ctx().copy_text(table().tabbed());
            tell(ui, key, Told::Table);
        }
        if act(ui, lang.figure_copy_image(), of.title).clicked() {
            ui.data_mut(|data| data.insert_temp(key, Copy::Asked(0)));
            ui.ctx().request_repaint();
        }
    });
    open
}

/// A small act under a chart, named with the chart for those who hear it.
fn act(ui: &mut Ui, label: &str, title: &str) -> Response {
    let text = RichText::new(label).size(size::SMALL).color(Tokens::of(ui).accent);
    let response = ui.add(Plain::new(text).frame_when_inactive(false));
    let name = if title.is_empty() { label.to_owned() } else { format!("{label} · {title}") };
    super::follow(response).accessible_name(name)
}

fn tell(ui: &Ui, key: Id, told: Told) {
    let now = ui.input(|input| input.time);
    ui.data_mut(|data| data.insert_temp(key, Copy::Told(told, now)));
}

/// Takes a copy one step further: into view, off the screen, onto the clipboard.
fn follow(ui: &Ui, key: Id, copy: Option<Copy>, area: Rect) {
    match copy {
        Some(Copy::Asked(frames)) if PATIENCE <= frames => tell(ui, key, Told::Nothing),
        Some(Copy::Asked(frames)) => {
            ui.data_mut(|data| data.insert_temp(key, Copy::Asked(frames + 1)));
            ui.ctx().request_repaint();
            if frames == 0 && !ui.clip_rect().contains_rect(area) {
                let still = ScrollAnimation::none();
                ui.scroll_to_rect_animation(area.expand(MARGIN), Some(Align::Min), still);
            }
            if frames == SETTLED {
                read_screen(ui, key, area);
            }
        }
        Some(Copy::Taken(image, whole)) => {
            ui.ctx().copy_image((*image).clone());
            tell(ui, key, if whole { Told::Picture } else { Told::Part });
        }
        Some(Copy::Told(..)) | None => {}
    }
}

/// Asks for the screen, of which the chart is cut out when it comes.
fn read_screen(ui: &Ui, key: Id, area: Rect) {
    let ctx = ui.ctx().clone();
    let seen = ui.clip_rect().intersect(ui.ctx().content_rect());
    let whole = seen.expand(1.0).contains_rect(area);
    let wanted = area.expand(MARGIN).intersect(seen);
    ui.ctx().request_screenshot(move |screen| {
        let next = cut(&screen, wanted, ctx.pixels_per_point())
            .map(|image| Copy::Taken(Arc::new(image), whole));
        if let Some(next) = next {
            ctx.data_mut(|data| data.insert_temp(key, next));
        }
        ctx.request_repaint();
    });
}

/// The part of a picture of the screen that lies in an area, if there is one.
fn cut(screen: &ColorImage, area: Rect, pixels_per_point: f32) -> Option<ColorImage> {
    let [width, height] = screen.size;
    let at = |point: f32, most: usize| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to most")]
        let pixel = (point * pixels_per_point).round().clamp(0.0, most as f32) as usize;
        pixel
    };
    let (left, right) = (at(area.left(), width), at(area.right(), width));
    let (top, bottom) = (at(area.top(), height), at(area.bottom(), height));
    let size = [right.checked_sub(left)?, bottom.checked_sub(top)?];
    let rows = screen.pixels.chunks(width.max(1)).skip(top).take(size[1]);
    let pixels: Vec<_> = rows.filter_map(|row| row.get(left..right)).flatten().copied().collect();
    let is_whole = !pixels.is_empty() && pixels.len() == size.iter().product::<usize>();
    is_whole.then(|| ColorImage::new(size, pixels))
}

/// Says what became of a copy, for a while.
fn say(ui: &mut Ui, key: Id, told: Told, at: f64, lang: Lang) {
    let left = at + SAID - ui.input(|input| input.time);
    if left <= 0.0 {
        ui.data_mut(|data| data.remove::<Copy>(key));
        return;
    }
    ui.ctx().request_repaint_after_secs(super::drawn(left));
    let words = match told {
        Told::Table => lang.figure_table_copied(),
        Told::Picture => lang.figure_image_copied(),
        Told::Part => lang.figure_part_copied(),
        Told::Nothing => lang.figure_no_image(),
    };
    let said = super::small(ui, words);
    ui.ctx().accesskit_node_builder(said.id, |node| {
        node.set_role(Role::Status);
        node.set_live(Live::Polite);
    });
}

/// The chart as a table.
fn twin(ui: &mut Ui, of: Figure<'_>, table: &FigureTable) {
    let tokens = Tokens::of(ui);
    let edge = egui::Stroke::new(1.0, tokens.line);
    Frame::new().stroke(edge).inner_margin(Margin::same(8)).show(ui, |ui| {
        let room = ui.available_width() - 12.0 * table.columns.len() as f32;
        let first = 0.34_f32.max(1.0 / table.columns.len().max(1) as f32);
        let others = (table.columns.len().max(2) - 1) as f32;
        let width = |column: usize| room * if column == 0 { first } else { (1.0 - first) / others };
        let cell = |ui: &mut Ui, column: usize, text: RichText| {
            ui.vertical(|ui| {
                ui.set_width(width(column));
                ui.add(Label::new(text).wrap());
            });
        };
        let grid = Grid::new(of.id.with("twin")).striped(true).spacing([12.0, 4.0]);
        let shown = grid.show(ui, |ui| {
            for (column, label) in table.columns.iter().enumerate() {
                let text = RichText::new(label).font(theme::strong_font(size::SMALL));
                cell(ui, column, text.color(tokens.weak));
            }
            ui.end_row();
            for row in &table.rows {
                for (column, text) in row.iter().enumerate() {
                    cell(ui, column, RichText::new(text).size(14.0));
                }
                ui.end_row();
            }
        });
        ui.ctx().accesskit_node_builder(shown.response.id, |node| {
            node.set_role(Role::Table);
            node.set_label(of.title);
        });
    });
}

#[cfg(test)]
mod tests {
    use egui::{Color32, pos2};

    use super::*;

    #[test]
    fn a_picture_is_cut_out_of_the_screen_and_never_reaches_beyond() {
        let screen = ColorImage::new([4, 3], (0..12).map(Color32::from_black_alpha).collect());
        let cut_at = |x0, y0, x1, y1, scale| {
            cut(&screen, Rect::from_min_max(pos2(x0, y0), pos2(x1, y1)), scale)
        };
        let image = cut_at(0.5, 0.5, 1.5, 1.0, 2.0).unwrap();
        assert_eq!(image.size, [2, 1]);
        assert_eq!(image.pixels, [5, 6].map(Color32::from_black_alpha));
        assert_eq!(cut_at(-9.0, -9.0, 99.0, 99.0, 1.0).unwrap().size, [4, 3]);
        assert_eq!(cut_at(2.0, 1.0, 1.0, 2.0, 1.0), None);
        assert_eq!(cut_at(9.0, 9.0, 10.0, 10.0, 1.0), None);
    }

    #[test]
    fn a_table_is_copied_with_its_headings() {
        let table = FigureTable {
            columns: vec!["Lien".to_owned(), "Valeur".to_owned()],
            rows: vec![vec!["Diasporas".to_owned(), "58".to_owned()]],
        };
        assert_eq!(table.tabbed(), "Lien\tValeur\r\nDiasporas\t58\r\n");
    }
}
