//! Buttons: primary, secondary, quiet and dangerous, with or without an icon.

use egui::{
    Color32, FontId, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2, Widget, WidgetInfo,
    accesskit::Role, pos2, vec2,
};

use crate::ui::{
    theme,
    tokens::{RADIUS, Tokens, size, space},
};

use super::Icon;

/// The one thing to do next.
pub fn primary(ui: &mut Ui, label: &str) -> Response {
    ui.add(Button::primary(label))
}

/// Something that destroys.
pub fn danger(ui: &mut Ui, label: &str) -> Response {
    ui.add(Button::danger(label))
}

/// Something else to do.
pub fn secondary(ui: &mut Ui, label: &str) -> Response {
    ui.add(Button::secondary(label))
}

/// Something beside the point, without a frame.
pub fn quiet(ui: &mut Ui, label: &str) -> Response {
    ui.add(Button::quiet(label))
}

/// How much a button calls for being pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Primary,
    Secondary,
    Quiet,
    Danger,
}

/// A button; `ui.add(Button::primary("…"))` returns its response.
#[must_use = "a button is shown by `ui.add`"]
pub struct Button<'a> {
    kind: Kind,
    text: &'a str,
    shown: bool,
    icon: Option<Icon>,
    shortcut: &'a str,
    pressed: bool,
    width: f32,
    scale: f32,
}

impl<'a> Button<'a> {
    /// The one thing this page or dialog is for.
    pub const fn primary(text: &'a str) -> Self {
        Self::new(Kind::Primary, text)
    }

    /// Anything else that can be done here.
    pub const fn secondary(text: &'a str) -> Self {
        Self::new(Kind::Secondary, text)
    }

    /// A small act beside something, drawn as text until pointed at.
    pub const fn quiet(text: &'a str) -> Self {
        Self::new(Kind::Quiet, text)
    }

    /// An act that removes something.
    pub const fn danger(text: &'a str) -> Self {
        Self::new(Kind::Danger, text)
    }

    /// A quiet button with an icon only; `name` is heard and shown as a tooltip.
    pub const fn icon_only(icon: Icon, name: &'a str) -> Self {
        let mut button = Self::new(Kind::Quiet, name);
        button.icon = Some(icon);
        button.shown = false;
        button
    }

    const fn new(kind: Kind, text: &'a str) -> Self {
        Self {
            kind,
            text,
            shown: true,
            icon: None,
            shortcut: "",
            pressed: false,
            width: 0.0,
            scale: 1.0,
        }
    }

    /// Puts an icon before the text.
    pub const fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Shows the keyboard shortcut after the text.
    pub const fn shortcut(mut self, shortcut: &'a str) -> Self {
        self.shortcut = shortcut;
        self
    }

    /// Shows the button as switched on, such as a flag that is set.
    pub const fn pressed(mut self, pressed: bool) -> Self {
        self.pressed = pressed;
        self
    }

    /// Makes the button at least this wide, in points.
    pub const fn min_width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Makes the button larger or smaller than the others, for a page in large type.
    pub const fn scaled(mut self, scale: f32) -> Self {
        self.scale = scale;
        self
    }

    fn colors(&self, t: &Tokens, hovered: bool) -> (Color32, Stroke, Color32) {
        let edge = |color| Stroke::new(t.edge_width, color);
        match self.kind {
            Kind::Primary if hovered => (t.accent_hover, Stroke::NONE, t.on_accent),
            Kind::Primary => (t.accent, Stroke::NONE, t.on_accent),
            Kind::Danger => (t.error, Stroke::NONE, t.on_error),
            _ if self.pressed => (t.chosen, edge(t.accent), t.accent),
            Kind::Secondary if hovered => (t.hover, edge(t.field_edge), t.ink),
            Kind::Secondary => (t.surface, edge(t.field_edge), t.ink),
            Kind::Quiet if hovered => (t.hover, Stroke::NONE, t.accent),
            Kind::Quiet if self.shown => (Color32::TRANSPARENT, Stroke::NONE, t.accent),
            Kind::Quiet => (Color32::TRANSPARENT, Stroke::NONE, t.weak),
        }
    }
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let scale = self.scale;
        let font = if matches!(self.kind, Kind::Primary | Kind::Danger) {
            theme::strong_font(size::BODY * scale)
        } else {
            FontId::proportional(size::BODY * scale)
        };
        let side = 16.0 * scale;
        let pad = scale * if self.shown { space::MEDIUM - 2.0 } else { 7.0 };
        let icon_room = self.icon.map_or(0.0, |_| side + if self.shown { 6.0 } else { 0.0 });
        // Where a line wraps, a button goes to the next one before its words do.
        let row =
            if ui.layout().main_wrap() { ui.max_rect().width() } else { ui.available_width() };
        let limit = (row - 2.0 * pad - icon_room).max(40.0);
        let layout = |text: &str, font| {
            ui.painter().layout(text.to_owned(), font, Color32::PLACEHOLDER, limit)
        };
        let label = layout(if self.shown { self.text } else { "" }, font);
        let shortcut = layout(self.shortcut, FontId::proportional(size::SMALL * scale));
        let gap = if self.shortcut.is_empty() { 0.0 } else { space::SMALL };
        let content = label.size().x + icon_room + gap + shortcut.size().x;
        let least = scale * if self.shown { 32.0 } else { 30.0 };
        let wanted = vec2(
            (content + 2.0 * pad).max(self.width),
            8.0f32.mul_add(scale, label.size().y).max(least),
        );
        let (rect, mut response) = ui.allocate_exact_size(wanted, Sense::click());
        let t = Tokens::of(ui);
        let (fill, stroke, ink) = self.colors(t, response.hovered() && ui.is_enabled());
        let painter = ui.painter();
        painter.rect(rect, RADIUS, fill, stroke, StrokeKind::Inside);
        let mut x = rect.center().x - content / 2.0;
        if let Some(which) = self.icon {
            let top = rect.center().y - side / 2.0;
            let square = Rect::from_min_size(pos2(x, top), Vec2::splat(side));
            which.paint(painter, square, ink);
            x += icon_room;
        }
        let middle = |galley_height: f32| rect.center().y - galley_height / 2.0;
        let after = x + label.size().x + gap;
        painter.galley(pos2(x, middle(label.size().y)), label, ink);
        let faint = if self.kind == Kind::Primary { ink } else { t.weak };
        painter.galley(pos2(after, middle(shortcut.size().y)), shortcut, faint);
        response.widget_info(|| WidgetInfo {
            enabled: response.enabled(),
            label: Some(self.text.to_owned()),
            selected: self.pressed.then_some(true),
            ..WidgetInfo::new(Role::Button)
        });
        response = super::follow(response);
        if !self.shown {
            response = response.on_hover_text(self.text);
            // The tooltip says the name again, which is for the eye alone.
            ui.ctx().accesskit_node_builder(response.id, egui::accesskit::Node::clear_description);
        }
        response
    }
}
