//! The window without a window: a harness that pages and widgets are tried in.
//!
//! Set `PASSERELLE_SHOTS` to a folder to have every shot written there as a PNG.

use eframe::egui::{self, Context, Key, Rect, Theme, Ui, Vec2, accesskit::Role};
use egui_kittest::{Harness, kittest::NodeT as _};
use passerelle::{
    app::{Settings, Theme as Setting},
    ui::theme,
};

mod compare;
mod access;
mod cpu;
mod crisp;
mod desk;
mod exports;
mod explore;
mod import;
mod extremes;
mod figures;
mod forms;
mod gallery;
mod guide;
mod journey;
mod ladder;
mod note;
mod observatory;
mod keys;
mod map;
mod matrix;
mod merge;
mod pages;
mod password;
mod plan;
mod safety;
mod speaking;
mod territory;
mod table;
mod results;
mod widgets;

/// The size of a town-hall laptop's screen.
pub(crate) const LAPTOP: Vec2 = Vec2::new(1366.0, 768.0);

/// One of the looks that the window can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Light,
    Dark,
    HighContrast,
}

/// A harness with the product's fonts and palette, whose state `page` draws.
pub(crate) fn harness<'a, S: 'a>(
    size: Vec2,
    look: Look,
    state: S,
    page: impl FnMut(&mut Ui, &mut S) + 'a,
) -> Harness<'a, S> {
    scaled(size, 1.0, look, state, page)
}

/// The same at a zoom, `size` being what is left of the screen in points.
pub(crate) fn scaled<'a, S: 'a>(
    size: Vec2,
    zoom: f32,
    look: Look,
    state: S,
    mut page: impl FnMut(&mut Ui, &mut S) + 'a,
) -> Harness<'a, S> {
    bare(size, zoom, look, state, move |ui, state| {
        egui::CentralPanel::default().show(ui, |ui| page(ui, state));
    })
}

/// The same without a frame around it, for what fills the window by itself.
pub(crate) fn bare<'a, S: 'a>(
    size: Vec2,
    zoom: f32,
    look: Look,
    state: S,
    page: impl FnMut(&mut Ui, &mut S) + 'a,
) -> Harness<'a, S> {
    let theme = if look == Look::Light { Theme::Light } else { Theme::Dark };
    Harness::builder()
        .with_size(size)
        .with_pixels_per_point(zoom)
        .with_theme(theme)
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(24)
        .renderer(cpu::CpuRenderer::default())
        .with_context_setup(move |ctx| prepare(ctx, look))
        .build_ui_state(page, state)
}

fn prepare(ctx: &Context, look: Look) {
    theme::install(ctx);
    let theme = match look {
        Look::Light => Setting::Light,
        Look::Dark => Setting::Dark,
        Look::HighContrast => Setting::HighContrast,
    };
    theme::apply(ctx, &Settings { theme, zoom: ctx.zoom_factor(), ..Settings::default() });
}

/// The role and name of what has the focus.
pub(crate) fn focused<S>(harness: &Harness<'_, S>) -> Option<(Role, String)> {
    let node = harness.root().children_recursive().find(|n| n.accesskit_node().is_focused())?;
    let node = node.accesskit_node();
    Some((node.role(), node.label().unwrap_or_default()))
}

/// Where what has the focus is on the screen.
pub(crate) fn focused_rect<S>(harness: &Harness<'_, S>) -> Option<Rect> {
    let root = harness.root();
    root.children_recursive().find(|n| n.accesskit_node().is_focused()).map(|n| n.rect())
}

/// Presses keys one after the other, letting the window settle after each.
pub(crate) fn press<S>(harness: &mut Harness<'_, S>, keys: &[Key]) {
    for key in keys {
        harness.key_press(*key);
        harness.run();
    }
}

/// Writes what the window shows to the folder of shots, if one is asked for.
pub(crate) fn shot<S>(harness: &mut Harness<'_, S>, name: &str) {
    let Ok(folder) = std::env::var("PASSERELLE_SHOTS") else { return };
    let image = harness.render().unwrap();
    image.save(std::path::Path::new(&folder).join(format!("{name}.png"))).unwrap();
}

/// The accessibility tree below the root as indented lines: role, name, value and state.
pub(crate) fn outline<S>(harness: &Harness<'_, S>) -> String {
    fn visit(node: egui_kittest::Node<'_>, depth: usize, out: &mut String) {
        let data = node.accesskit_node();
        let named = data.label().is_some() || data.value().is_some();
        let below = depth + usize::from(named);
        if named {
            out.push_str(&"  ".repeat(depth));
            out.push_str(&format!("{:?}", data.role()));
            for text in [data.label(), data.value()].into_iter().flatten() {
                out.push_str(&format!(" « {text} »"));
            }
            if let Some(toggled) = data.toggled() {
                out.push_str(&format!(" {toggled:?}"));
            }
            // A value is told again as a description on the systems that would not tell it else.
            if let Some(said) =
                data.description().filter(|said| data.value().as_ref() != Some(said))
            {
                out.push_str(&format!(" — {said}"));
            }
            if data.is_disabled() {
                out.push_str(" (disabled)");
            }
            out.push('\n');
        }
        for child in node.children() {
            visit(child, below, out);
        }
    }
    let mut out = String::new();
    visit(harness.root(), 0, &mut out);
    out
}
