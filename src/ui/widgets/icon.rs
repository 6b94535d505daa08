//! Icons drawn as shapes, since fonts lack them or draw them otherwise.

use egui::{
    Color32, CornerRadius, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui,
    Vec2, WidgetInfo, accesskit::Role, vec2,
};

/// An icon of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Done, chosen.
    Check,
    /// Close, remove.
    Cross,
    /// Add.
    Plus,
    /// Make smaller.
    Minus,
    /// Delete.
    Trash,
    /// Move up, open a list upwards.
    Up,
    /// Move down, open a list.
    Down,
    /// Next, unfold.
    Right,
    /// Back.
    Left,
    /// Look at this.
    Warning,
    /// Know this.
    Info,
    /// Ask, explain.
    Question,
    /// Open from disk.
    Folder,
    /// Save.
    Save,
    /// Take back.
    Undo,
    /// Do again.
    Redo,
    /// Search.
    Search,
    /// Read only.
    Lock,
    /// Flagged for review.
    Flag,
    /// Export, download.
    Export,
    /// Nothing yet: an empty ring.
    Ring,
    /// Begun: a half-filled ring.
    Half,
    /// A full square.
    Square,
    /// A full diamond.
    Diamond,
    /// A full triangle.
    Triangle,
}

impl Icon {
    /// Every icon.
    pub const ALL: [Self; 25] = [
        Self::Check,
        Self::Cross,
        Self::Plus,
        Self::Minus,
        Self::Trash,
        Self::Up,
        Self::Down,
        Self::Right,
        Self::Left,
        Self::Warning,
        Self::Info,
        Self::Question,
        Self::Folder,
        Self::Save,
        Self::Undo,
        Self::Redo,
        Self::Search,
        Self::Lock,
        Self::Flag,
        Self::Export,
        Self::Ring,
        Self::Half,
        Self::Square,
        Self::Diamond,
        Self::Triangle,
    ];

    /// Paints the icon in the largest square of `rect`.
    pub fn paint(self, painter: &Painter, rect: Rect, color: Color32) {
        let pen = Pen::new(painter, rect, color);
        match self {
            Self::Check => pen.line(&[(3.0, 8.5), (6.5, 12.0), (13.0, 4.5)]),
            Self::Cross => {
                pen.line(&[(4.0, 4.0), (12.0, 12.0)]);
                pen.line(&[(12.0, 4.0), (4.0, 12.0)]);
            }
            Self::Plus => {
                pen.line(&[(8.0, 3.0), (8.0, 13.0)]);
                pen.line(&[(3.0, 8.0), (13.0, 8.0)]);
            }
            Self::Minus => pen.line(&[(3.0, 8.0), (13.0, 8.0)]),
            Self::Up => pen.line(&[(3.5, 10.5), (8.0, 6.0), (12.5, 10.5)]),
            Self::Down => pen.line(&[(3.5, 5.5), (8.0, 10.0), (12.5, 5.5)]),
            Self::Right => pen.line(&[(6.0, 3.5), (10.5, 8.0), (6.0, 12.5)]),
            Self::Left => pen.line(&[(10.0, 3.5), (5.5, 8.0), (10.0, 12.5)]),
            Self::Undo => pen.turn(1.0),
            Self::Redo => pen.turn(-1.0),
            Self::Ring => pen.circle((8.0, 8.0), 5.0),
            Self::Half => pen.half(),
            Self::Square => pen.full(&[(3.0, 3.0), (13.0, 3.0), (13.0, 13.0), (3.0, 13.0)]),
            Self::Diamond => pen.full(&[(8.0, 1.6), (14.4, 8.0), (8.0, 14.4), (1.6, 8.0)]),
            Self::Triangle => pen.full(&[(8.0, 2.4), (14.4, 13.6), (1.6, 13.6)]),
            _ => self.paint_object(&pen),
        }
    }

    fn paint_object(self, pen: &Pen<'_>) {
        match self {
            Self::Trash => {
                pen.line(&[(2.5, 4.5), (13.5, 4.5)]);
                pen.line(&[(6.0, 4.0), (6.0, 2.2), (10.0, 2.2), (10.0, 4.0)]);
                pen.line(&[(4.0, 4.8), (4.7, 13.8), (11.3, 13.8), (12.0, 4.8)]);
                pen.line(&[(8.0, 7.0), (8.0, 11.5)]);
            }
            Self::Warning => {
                pen.closed(&[(8.0, 2.0), (14.6, 13.6), (1.4, 13.6)]);
                pen.line(&[(8.0, 6.2), (8.0, 9.6)]);
                pen.dot((8.0, 11.6), 0.9);
            }
            Self::Info => {
                pen.circle((8.0, 8.0), 6.2);
                pen.line(&[(8.0, 7.4), (8.0, 11.4)]);
                pen.dot((8.0, 4.9), 0.95);
            }
            Self::Question => {
                pen.circle((8.0, 8.0), 6.2);
                pen.line(&[(5.9, 6.4), (6.5, 5.0), (8.0, 4.4), (9.6, 5.1), (9.9, 6.5)]);
                pen.line(&[(9.9, 6.5), (8.2, 7.9), (8.0, 9.2)]);
                pen.dot((8.0, 11.3), 0.9);
            }
            Self::Folder => pen.closed(&[
                (1.8, 3.4),
                (6.2, 3.4),
                (7.7, 5.2),
                (14.2, 5.2),
                (14.2, 13.0),
                (1.8, 13.0),
            ]),
            Self::Save => {
                pen.closed(&[(2.4, 2.4), (11.2, 2.4), (13.6, 4.8), (13.6, 13.6), (2.4, 13.6)]);
                pen.line(&[(5.0, 13.4), (5.0, 9.4), (11.0, 9.4), (11.0, 13.4)]);
                pen.line(&[(5.4, 2.6), (5.4, 5.4), (9.8, 5.4), (9.8, 2.6)]);
            }
            Self::Search => {
                pen.circle((6.9, 6.9), 4.4);
                pen.line(&[(10.2, 10.2), (14.0, 14.0)]);
            }
            Self::Lock => {
                pen.rect((3.4, 7.2), (12.6, 13.8));
                pen.line(&[(5.4, 7.0), (5.4, 4.6), (6.6, 2.8), (8.0, 2.3)]);
                pen.line(&[(8.0, 2.3), (9.4, 2.8), (10.6, 4.6), (10.6, 7.0)]);
            }
            Self::Flag => {
                pen.line(&[(3.6, 14.2), (3.6, 2.4)]);
                pen.closed(&[(3.6, 2.6), (12.8, 2.6), (10.6, 5.5), (12.8, 8.4), (3.6, 8.4)]);
            }
            _ => {
                pen.line(&[(8.0, 2.2), (8.0, 9.8)]);
                pen.line(&[(4.8, 6.8), (8.0, 10.0), (11.2, 6.8)]);
                pen.line(&[(2.6, 10.6), (2.6, 13.6), (13.4, 13.6), (13.4, 10.6)]);
            }
        }
    }
}

/// Shows an icon that says nothing more than the words beside it.
pub fn icon(ui: &mut Ui, icon: Icon, size: f32, color: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size), Sense::hover());
    icon.paint(ui.painter(), rect, color);
    response
}

/// Shows an icon that stands for a word, which a screen reader hears and a tooltip shows.
pub fn named_icon(ui: &mut Ui, which: Icon, size: f32, color: Color32, name: &str) -> Response {
    let response = icon(ui, which, size, color);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    response.on_hover_text(name)
}

/// Draws on a grid of 16 by 16.
struct Pen<'a> {
    painter: &'a Painter,
    origin: Pos2,
    unit: f32,
    stroke: Stroke,
}

impl<'a> Pen<'a> {
    fn new(painter: &'a Painter, rect: Rect, color: Color32) -> Self {
        let side = rect.width().min(rect.height());
        let origin = rect.center() - Vec2::splat(side / 2.0);
        let unit = side / 16.0;
        Self { painter, origin, unit, stroke: Stroke::new((1.6 * unit).max(1.2), color) }
    }

    fn at(&self, (x, y): (f32, f32)) -> Pos2 {
        self.origin + vec2(x, y) * self.unit
    }

    fn points(&self, points: &[(f32, f32)]) -> Vec<Pos2> {
        points.iter().map(|point| self.at(*point)).collect()
    }

    fn line(&self, points: &[(f32, f32)]) {
        self.painter.line(self.points(points), self.stroke);
    }

    fn closed(&self, points: &[(f32, f32)]) {
        self.painter.add(Shape::closed_line(self.points(points), self.stroke));
    }

    fn circle(&self, center: (f32, f32), radius: f32) {
        self.painter.circle_stroke(self.at(center), radius * self.unit, self.stroke);
    }

    fn dot(&self, center: (f32, f32), radius: f32) {
        self.painter.circle_filled(self.at(center), radius * self.unit, self.stroke.color);
    }

    fn rect(&self, min: (f32, f32), max: (f32, f32)) {
        let rect = Rect::from_min_max(self.at(min), self.at(max));
        let round = CornerRadius::same(1);
        self.painter.rect_stroke(rect, round, self.stroke, StrokeKind::Middle);
    }

    /// The bent arrow of undo, mirrored for redo.
    fn turn(&self, side: f32) {
        let x = |x: f32| 8.0 + side * (x - 8.0);
        let arc = (0_u8..=12).map(|step| {
            let angle = (f32::from(step) * 15.0 - 90.0).to_radians();
            self.at((x(9.0 + 4.0 * angle.cos()), 9.0 + 4.0 * angle.sin()))
        });
        let mut points = vec![self.at((x(3.0), 5.0))];
        points.extend(arc);
        points.push(self.at((x(5.0), 13.0)));
        self.painter.line(points, self.stroke);
        self.line(&[(x(6.0), 2.0), (x(3.0), 5.0), (x(6.0), 8.0)]);
    }

    fn full(&self, points: &[(f32, f32)]) {
        let shape = Shape::convex_polygon(self.points(points), self.stroke.color, Stroke::NONE);
        self.painter.add(shape);
    }

    fn half(&self) {
        self.circle((8.0, 8.0), 5.0);
        let arc = (0_u8..=12).map(|step| {
            let angle = (90.0 + f32::from(step) * 15.0).to_radians();
            self.at((8.0 + 5.0 * angle.cos(), 8.0 + 5.0 * angle.sin()))
        });
        let half = Shape::convex_polygon(arc.collect(), self.stroke.color, Stroke::NONE);
        self.painter.add(half);
    }
}

/// Draws an icon of at most 16 points in the middle of a rectangle.
pub fn paint(painter: &Painter, icon: Icon, rect: Rect, color: Color32) {
    let side = rect.width().min(rect.height()).min(16.0);
    icon.paint(painter, Rect::from_center_size(rect.center(), Vec2::splat(side)), color);
}
