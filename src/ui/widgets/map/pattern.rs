//! What a shade looks like in the window: a color, and for classes a pattern over it.

use egui::{
    Color32, ColorImage, Context, Id, TextureHandle, TextureOptions, TextureWrapMode,
    epaint::Vertex, pos2,
};

use crate::{report::map::Shade, scoring::Class, ui::tokens::Tokens};

/// The patterns, by the order of [`Pattern`].
#[derive(Clone)]
pub(super) struct Patterns([TextureHandle; 5]);

/// A pattern that repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pattern {
    Slant,
    Level,
    Upright,
    Dots,
    Cross,
}

impl Pattern {
    const ALL: [Self; 5] = [Self::Slant, Self::Level, Self::Upright, Self::Dots, Self::Cross];
}

/// How wide a pattern is before it repeats, in points of the screen.
const PERIOD: f32 = 6.0;

/// How many pixels of a pattern's image make that width.
const PIXELS: usize = 16;

impl Patterns {
    /// The patterns of this window, made when they are first asked for.
    pub(super) fn of(ctx: &Context) -> Self {
        let id = Id::unique("map patterns");
        if let Some(made) = ctx.data(|data| data.get_temp::<Self>(id)) {
            return made;
        }
        let options =
            TextureOptions { wrap_mode: TextureWrapMode::Repeat, ..TextureOptions::LINEAR };
        let made =
            Self(Pattern::ALL.map(|pattern| {
                ctx.load_texture(format!("map {pattern:?}"), image(pattern), options)
            }));
        ctx.data_mut(|data| data.insert_temp(id, made.clone()));
        made
    }

    /// The texture of a pattern.
    pub(super) fn texture(&self, pattern: Pattern) -> egui::TextureId {
        let Self([slant, level, upright, dots, cross]) = self;
        match pattern {
            Pattern::Slant => slant,
            Pattern::Level => level,
            Pattern::Upright => upright,
            Pattern::Dots => dots,
            Pattern::Cross => cross,
        }
        .id()
    }
}

/// A corner of a patterned area; `origin` is where the pattern starts, so that it moves along.
pub(super) fn corner(at: egui::Pos2, origin: egui::Pos2, color: Color32) -> Vertex {
    let from = at - origin;
    Vertex { pos: at, uv: pos2(from.x / PERIOD, from.y / PERIOD), color }
}

/// The color of a shade, and the pattern over it with its own color.
pub(super) fn look(shade: Shade, t: &Tokens) -> (Color32, Option<(Pattern, Color32)>) {
    match shade {
        Shade::Class(Class::Pillar) => (t.success, None),
        Shade::Class(Class::LatentOpportunity) => (t.chosen, Some((Pattern::Slant, t.accent))),
        Shade::Class(Class::ToRevive) => (t.warn_soft, Some((Pattern::Level, t.warn))),
        Shade::Class(Class::ToRoot) => (t.chosen, Some((Pattern::Upright, t.accent))),
        Shade::Class(Class::Dormant) => (t.surface, Some((Pattern::Dots, t.weak))),
        Shade::Calm => (t.line.lerp_to_gamma(t.weak, 0.4), None),
        Shade::Zero => (t.surface, None),
        Shade::Unknown => (t.surface, Some((Pattern::Cross, t.weak))),
        Shade::Step(step) => (t.step(step), None),
    }
}

/// White where the pattern draws, clear elsewhere; edges are soft.
fn image(pattern: Pattern) -> ColorImage {
    let pixels = (0..PIXELS * PIXELS)
        .map(|at| {
            let share = |value: usize| (value as f32 + 0.5) / PIXELS as f32;
            let strength = drawn(pattern, share(at % PIXELS), share(at / PIXELS));
            Color32::WHITE.gamma_multiply(strength)
        })
        .collect();
    ColorImage::new([PIXELS, PIXELS], pixels)
}

/// How much of the pattern is at a point of its square, from 0 to 1.
fn drawn(pattern: Pattern, x: f32, y: f32) -> f32 {
    /// How far something is from the nearest of lines one apart.
    fn off(value: f32) -> f32 {
        (value - value.round()).abs()
    }
    let (distance, half) = match pattern {
        Pattern::Slant => (off(x + y) / std::f32::consts::SQRT_2, 0.13),
        Pattern::Level => (off(y - 0.5), 0.17),
        Pattern::Upright => (off(x - 0.5), 0.17),
        Pattern::Dots => ((x - 0.5).hypot(y - 0.5), 0.22),
        Pattern::Cross => (off(x + y).min(off(x - y)) / std::f32::consts::SQRT_2, 0.08),
    };
    ((half - distance) * PIXELS as f32 / 2.0 + 0.5).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::tokens::{DARK, HIGH_CONTRAST, LIGHT, contrast};

    #[test]
    fn classes_differ_by_their_pattern_alone() {
        let patterns: Vec<_> = Class::ALL
            .into_iter()
            .map(|class| look(Shade::Class(class), &LIGHT).1.map(|(pattern, _)| pattern))
            .collect();
        for (index, pattern) in patterns.iter().enumerate() {
            assert!(!patterns[..index].contains(pattern), "{patterns:?}");
        }
    }

    #[test]
    fn patterns_stand_out_from_what_is_behind() {
        for t in [LIGHT, DARK, HIGH_CONTRAST] {
            for shade in Class::ALL.into_iter().map(Shade::Class).chain([Shade::Unknown]) {
                let (behind, over) = look(shade, &t);
                if let Some((pattern, ink)) = over {
                    assert!(3.0 <= contrast(ink, behind), "{pattern:?} on {behind:?}");
                }
            }
        }
    }
}
