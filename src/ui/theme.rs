//! egui's style made from the tokens, and the fonts.

use std::sync::Arc;

use egui::{
    Color32, Context, CornerRadius, Event, FontData, FontDefinitions, FontFamily, FontId, Key,
    Margin, Shadow, Stroke, Style, TextStyle, ThemePreference, Ui, Vec2, style::WidgetVisuals,
};

use crate::app::{Density, Settings, Theme};

use super::shell::find::PageText;
use super::tokens::{DARK, HIGH_CONTRAST, LIGHT, RADIUS, Tokens, size};

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/SourceSans3-Regular.ttf");
const SEMIBOLD: &[u8] = include_bytes!("../../assets/fonts/SourceSans3-Semibold.ttf");

/// The family of headings and of what is chosen.
pub fn strong() -> FontFamily {
    FontFamily::Name("strong".into())
}

/// A heavier font of this size.
pub fn strong_font(size: f32) -> FontId {
    FontId::new(size, strong())
}

/// Gives a context our fonts, both themes and a focus ring; called once.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts());
    // Where the system does not say, paper is light.
    ctx.options_mut(|options| {
        options.fallback_theme = egui::Theme::Light;
        // The zoom is a setting: the desk takes the keys, and remembers.
        options.zoom_with_keyboard = false;
    });
    ctx.add_plugin(FocusRing::default());
    ctx.add_plugin(PageText::default());
    for (theme, tokens) in [(egui::Theme::Light, LIGHT), (egui::Theme::Dark, DARK)] {
        ctx.set_style_of(theme, style(&tokens, Feel::default()));
    }
}

/// Follows the user's settings; costs nothing when they have not changed.
pub fn apply(ctx: &Context, settings: &Settings) {
    let wanted = match settings.theme {
        Theme::System => ThemePreference::System,
        Theme::Light => ThemePreference::Light,
        Theme::Dark | Theme::HighContrast => ThemePreference::Dark,
    };
    if ctx.options(|options| options.theme_preference) != wanted {
        ctx.set_theme(wanted);
    }
    let dark = if settings.theme == Theme::HighContrast { &HIGH_CONTRAST } else { &DARK };
    let feel = Feel { density: settings.density, still: settings.still };
    for (theme, tokens) in [(egui::Theme::Light, &LIGHT), (egui::Theme::Dark, dark)] {
        let now = ctx.style_of(theme);
        if Tokens::of_visuals(&now.visuals) != tokens || Feel::of(&now) != feel {
            ctx.set_style_of(theme, style(tokens, feel));
        }
    }
    ctx.set_zoom_factor(settings.zoom);
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in [("regular", REGULAR), ("semibold", SEMIBOLD)] {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let family = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    fonts.families.insert(FontFamily::Proportional, family(&["regular"]));
    fonts.families.insert(FontFamily::Monospace, family(&["regular"]));
    fonts.families.insert(strong(), family(&["semibold", "regular"]));
    fonts
}

/// What of the look is not color: how dense it is, and whether it moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Feel {
    density: Density,
    still: bool,
}

impl Feel {
    /// The feel that a style was made with.
    fn of(style: &Style) -> Self {
        let density = if is_dense_style(style) { Density::Dense } else { Density::Airy };
        Self { density, still: style.animation_time == 0.0 }
    }
}

fn is_dense_style(style: &Style) -> bool {
    style.spacing.interact_size.y < 30.0
}

/// Whether more is put on one screen, so that widgets of our own may save room too.
pub fn is_dense(ui: &Ui) -> bool {
    is_dense_style(ui.style())
}

fn style(t: &Tokens, feel: Feel) -> Style {
    let mut style = Style::default();
    let font = |size| FontId::new(size, FontFamily::Proportional);
    style.text_styles = [
        (TextStyle::Small, font(size::SMALL)),
        (TextStyle::Body, font(size::BODY)),
        (TextStyle::Button, font(size::BODY)),
        (TextStyle::Monospace, font(size::BODY)),
        (TextStyle::Heading, strong_font(size::HEADING)),
    ]
    .into();
    style.spacing.item_spacing = Vec2::new(8.0, 8.0);
    style.spacing.button_padding = Vec2::new(12.0, 6.0);
    style.spacing.interact_size = Vec2::new(32.0, 32.0);
    style.spacing.extra_text_line_spacing = 3.0;
    style.spacing.icon_width = 18.0;
    style.spacing.combo_width = 160.0;
    style.spacing.text_edit_width = 240.0;
    style.spacing.tooltip_width = 360.0;
    style.spacing.menu_margin = Margin::same(6);
    style.interaction.selectable_labels = true;
    style.animation_time = 0.08;
    if feel.density == Density::Dense {
        style.spacing.item_spacing = Vec2::new(8.0, 4.0);
        style.spacing.button_padding = Vec2::new(10.0, 3.0);
        style.spacing.interact_size = Vec2::new(28.0, 26.0);
        style.spacing.extra_text_line_spacing = 1.0;
    }
    if feel.still {
        style.animation_time = 0.0;
        style.scroll_animation = egui::style::ScrollAnimation::none();
    }
    color(&mut style, t);
    style
}

fn color(style: &mut Style, t: &Tokens) {
    let visuals = &mut style.visuals;
    *visuals = if t.dark { egui::Visuals::dark() } else { egui::Visuals::light() };
    let radius = CornerRadius::same(RADIUS);
    let widget = |fill: Color32, edge: Color32, width: f32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(width, edge),
        corner_radius: radius,
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    visuals.widgets.noninteractive = widget(t.surface, t.line, t.edge_width, t.ink);
    visuals.widgets.inactive = widget(t.field, t.field_edge, t.edge_width, t.ink);
    visuals.widgets.hovered = widget(t.chosen, t.accent, t.edge_width, t.ink);
    visuals.widgets.active = widget(t.chosen, t.accent, 2.0, t.ink);
    visuals.widgets.open = widget(t.chosen, t.accent, t.edge_width, t.ink);
    visuals.selection.bg_fill = t.interval.gamma_multiply(if t.dark { 0.8 } else { 0.6 });
    visuals.selection.stroke = Stroke::new(2.0, t.accent);
    visuals.hyperlink_color = t.accent;
    visuals.weak_text_color = Some(t.weak);
    visuals.text_edit_bg_color = Some(t.field);
    visuals.extreme_bg_color = t.field;
    visuals.faint_bg_color = t.track;
    visuals.code_bg_color = t.track;
    visuals.warn_fg_color = t.warn;
    visuals.error_fg_color = t.error;
    visuals.panel_fill = t.page;
    visuals.window_fill = t.surface;
    visuals.window_stroke = Stroke::new(t.edge_width, t.line);
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = radius;
    visuals.popup_shadow =
        Shadow { offset: [0, 4], blur: 16, spread: 0, color: Color32::from_black_alpha(40) };
    visuals.window_shadow =
        Shadow { offset: [0, 8], blur: 32, spread: 0, color: Color32::from_black_alpha(60) };
    visuals.text_cursor.blink = false;
}

/// A ring around whatever has the focus, once the keyboard has been used to move it.
#[derive(Default)]
struct FocusRing {
    by_keyboard: bool,
}

impl egui::Plugin for FocusRing {
    fn debug_name(&self) -> &'static str {
        "focus ring"
    }

    fn input_hook(&mut self, _ctx: &Context, input: &mut egui::RawInput) {
        for event in &input.events {
            match event {
                Event::Key { key, pressed: true, .. } if moves_focus(*key) => {
                    self.by_keyboard = true;
                }
                Event::PointerButton { pressed: true, .. } => self.by_keyboard = false,
                _ => {}
            }
        }
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        if !self.by_keyboard {
            return;
        }
        let focused = ui.ctx().memory(egui::Memory::focused);
        let Some(response) = focused.and_then(|id| ui.ctx().read_response(id)) else { return };
        let tokens = Tokens::of(ui);
        let ring = response.rect.expand(2.0);
        let clip = response.interact_rect.expand(4.0);
        let stroke = Stroke::new(1.0 + tokens.edge_width, tokens.accent);
        ui.ctx().layer_painter(response.layer_id).with_clip_rect(clip).rect_stroke(
            ring,
            CornerRadius::same(RADIUS + 1),
            stroke,
            egui::StrokeKind::Inside,
        );
    }
}

fn moves_focus(key: Key) -> bool {
    matches!(
        key,
        Key::Tab
            | Key::ArrowUp
            | Key::ArrowDown
            | Key::ArrowLeft
            | Key::ArrowRight
            | Key::Home
            | Key::End
            | Key::PageUp
            | Key::PageDown
            | Key::F6
    )
}
