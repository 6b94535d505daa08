//! Design tokens: the colors, sizes and distances that every page uses.

use egui::{Color32, Ui, Visuals};

/// A meaning carried by a color; always with an icon or a word beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to feel about it.
    Neutral,
    /// Something to know, or to act upon.
    Accent,
    /// Attention.
    Warning,
    /// Refusal.
    Error,
    /// Done.
    Success,
}

impl Tone {
    /// Every tone.
    pub const ALL: [Self; 5] =
        [Self::Neutral, Self::Accent, Self::Warning, Self::Error, Self::Success];
}

/// The colors of one theme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tokens {
    /// Whether the theme is dark.
    pub dark: bool,
    /// Text.
    pub ink: Color32,
    /// Text of less weight.
    pub weak: Color32,
    /// What can be acted upon, and what is chosen.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// Behind what is chosen.
    pub chosen: Color32,
    /// Intervals.
    pub interval: Color32,
    /// Behind intervals.
    pub track: Color32,
    /// Behind pages.
    pub page: Color32,
    /// Behind bars at the edges and cards.
    pub surface: Color32,
    /// Behind what is typed.
    pub field: Color32,
    /// Around what is typed.
    pub field_edge: Color32,
    /// Between things.
    pub line: Color32,
    /// Attention.
    pub warn: Color32,
    /// Refusal.
    pub error: Color32,
    /// Done.
    pub success: Color32,
    /// Under the pointer.
    pub hover: Color32,
    /// The accent under the pointer.
    pub accent_hover: Color32,
    /// The part of an interval that is open.
    pub open: Color32,
    /// Text on the color of refusal.
    pub on_error: Color32,
    /// Behind a word of attention.
    pub warn_soft: Color32,
    /// Behind a word of refusal.
    pub error_soft: Color32,
    /// Behind a word of what is done.
    pub success_soft: Color32,
    /// How wide edges are, in points.
    pub edge_width: f32,
}

#[expect(clippy::disallowed_methods, reason = "this is the one file where colors are made")]
const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

/// The light theme.
pub const LIGHT: Tokens = Tokens {
    dark: false,
    ink: rgb(0x1B_1F24),
    weak: rgb(0x56_606B),
    accent: rgb(0x1F_4E9E),
    on_accent: rgb(0xFF_FFFF),
    chosen: rgb(0xE3_ECF8),
    interval: rgb(0xA9_C4EA),
    track: rgb(0xE9_EDF2),
    page: rgb(0xF7_F8FA),
    surface: rgb(0xFF_FFFF),
    field: rgb(0xFF_FFFF),
    field_edge: rgb(0x6B_7683),
    line: rgb(0xD5_DAE1),
    warn: rgb(0x9A_4A00),
    error: rgb(0xB3_261E),
    success: rgb(0x1C_6B3A),
    hover: rgb(0xEE_F1F5),
    accent_hover: rgb(0x17_3F84),
    open: rgb(0x5B_86CC),
    on_error: rgb(0xFF_FFFF),
    warn_soft: rgb(0xFD_F1E2),
    error_soft: rgb(0xFC_EBE9),
    success_soft: rgb(0xE6_F4EA),
    edge_width: 1.0,
};

/// The dark theme.
pub const DARK: Tokens = Tokens {
    dark: true,
    ink: rgb(0xEC_EFF3),
    weak: rgb(0xA9_B2BD),
    accent: rgb(0x8D_B4F5),
    on_accent: rgb(0x10_1A2C),
    chosen: rgb(0x25_344F),
    interval: rgb(0x3F_5F96),
    track: rgb(0x2C_3037),
    page: rgb(0x1B_1D21),
    surface: rgb(0x22_252A),
    field: rgb(0x17_191C),
    field_edge: rgb(0x7E_8894),
    line: rgb(0x3A_3F47),
    warn: rgb(0xF0_B05A),
    error: rgb(0xFF_8A80),
    success: rgb(0x7B_D69A),
    hover: rgb(0x2E_3239),
    accent_hover: rgb(0xAE_CBF9),
    open: rgb(0x6F_9CE4),
    on_error: rgb(0x2B_0A08),
    warn_soft: rgb(0x3A_2E1B),
    error_soft: rgb(0x42_2625),
    success_soft: rgb(0x1F_3628),
    edge_width: 1.0,
};

/// Clear-cut colors and thick edges, for those who need them.
pub const HIGH_CONTRAST: Tokens = Tokens {
    dark: true,
    ink: rgb(0xFF_FFFF),
    weak: rgb(0xE6_E6E6),
    accent: rgb(0xFF_DD33),
    on_accent: rgb(0x00_0000),
    chosen: rgb(0x3A_3400),
    interval: rgb(0x8A_7800),
    track: rgb(0x2B_2B2B),
    page: rgb(0x00_0000),
    surface: rgb(0x00_0000),
    field: rgb(0x00_0000),
    field_edge: rgb(0xFF_FFFF),
    line: rgb(0xB0_B0B0),
    warn: rgb(0xFF_B84D),
    error: rgb(0xFF_A199),
    success: rgb(0x8A_F0A8),
    hover: rgb(0x2B_2B2B),
    accent_hover: rgb(0xFF_EB8A),
    open: rgb(0xFF_DD33),
    on_error: rgb(0x00_0000),
    warn_soft: rgb(0x00_0000),
    error_soft: rgb(0x00_0000),
    success_soft: rgb(0x00_0000),
    edge_width: 2.0,
};

impl Tokens {
    /// The colors of the theme that is drawn.
    pub fn of(ui: &Ui) -> &'static Self {
        Self::of_visuals(ui.visuals())
    }

    /// The colors that `visuals` were made from.
    pub fn of_visuals(visuals: &Visuals) -> &'static Self {
        match (visuals.dark_mode, visuals.window_fill == HIGH_CONTRAST.surface) {
            (false, _) => &LIGHT,
            (true, false) => &DARK,
            (true, true) => &HIGH_CONTRAST,
        }
    }

    /// The color of words and icons of a tone.
    pub const fn tone(&self, tone: Tone) -> Color32 {
        match tone {
            Tone::Neutral => self.weak,
            Tone::Accent => self.accent,
            Tone::Warning => self.warn,
            Tone::Error => self.error,
            Tone::Success => self.success,
        }
    }

    /// What stands behind words of a tone.
    pub const fn tone_soft(&self, tone: Tone) -> Color32 {
        match tone {
            Tone::Neutral => self.hover,
            Tone::Accent => self.chosen,
            Tone::Warning => self.warn_soft,
            Tone::Error => self.error_soft,
            Tone::Success => self.success_soft,
        }
    }
}

/// How far each shade of strength goes from the surface to the accent: the middle is jumped over,
/// where neither ink would read.
const SHARES: [f32; 6] = [0.0, 0.12, 0.26, 0.42, 0.79, 1.0];

impl Tokens {
    /// What stands behind a strength, by its step: 0 for none, then 1 to 5, light to dark.
    pub fn step(&self, step: u8) -> Color32 {
        let share = SHARES.get(usize::from(step)).copied().unwrap_or(1.0);
        self.surface.lerp_to_gamma(self.accent, share)
    }

    /// The ink that reads best on a color of this theme.
    pub fn ink_on(&self, behind: Color32) -> Color32 {
        if contrast(self.on_accent, behind) < contrast(self.ink, behind) {
            self.ink
        } else {
            self.on_accent
        }
    }
}

/// Distances, in points at normal zoom.
pub mod space {
    /// Between a thing and its label.
    pub const TINY: f32 = 4.0;
    /// Between things that belong together.
    pub const SMALL: f32 = 8.0;
    /// Within a card.
    pub const MEDIUM: f32 = 14.0;
    /// Between parts of a page.
    pub const LARGE: f32 = 24.0;
}

/// Sizes of type, in points at normal zoom.
pub mod size {
    /// Remarks.
    pub const SMALL: f32 = 13.0;
    /// Text.
    pub const BODY: f32 = 15.0;
    /// Headings within a page.
    pub const HEADING: f32 = 17.0;
    /// The title of a page.
    pub const TITLE: f32 = 23.0;
}

/// The radius of corners.
pub const RADIUS: u8 = 6;

/// The widest that text and questions run.
pub const PAGE_WIDTH: f32 = 780.0;

/// The contrast ratio of two opaque colors, from 1 to 21 (WCAG 2.1).
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(color: Color32) -> f32 {
    let channel = |value: u8| {
        let value = f32::from(value) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.0722f32.mul_add(
        channel(color.b()),
        0.2126f32.mul_add(channel(color.r()), 0.7152 * channel(color.g())),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_measure_is_that_of_wcag() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 1e-3);
        assert!((contrast(Color32::WHITE, Color32::WHITE) - 1.0).abs() < 1e-3);
    }

    #[test]
    fn text_and_edges_stand_out_in_every_theme() {
        for t in [LIGHT, DARK, HIGH_CONTRAST] {
            for behind in [t.page, t.surface, t.field, t.chosen, t.hover, t.track] {
                for text in [t.ink, t.weak, t.accent] {
                    reads(text, behind);
                }
                assert!(3.0 <= contrast(t.field_edge, behind), "edge on {behind:?}");
            }
            for tone in Tone::ALL {
                for behind in [t.page, t.surface, t.field, t.chosen, t.tone_soft(tone)] {
                    reads(t.tone(tone), behind);
                }
                reads(t.ink, t.tone_soft(tone));
            }
            reads(t.on_accent, t.accent);
            reads(t.on_accent, t.accent_hover);
            reads(t.on_error, t.error);
            for (part, behind) in
                [(t.accent, t.track), (t.accent, t.interval), (t.open, t.page), (t.ink, t.interval)]
            {
                assert!(3.0 <= contrast(part, behind), "{part:?} on {behind:?}");
            }
        }
    }

    #[test]
    fn figures_read_on_every_shade_of_strength() {
        for t in [LIGHT, DARK, HIGH_CONTRAST] {
            for step in 0..=5 {
                reads(t.ink_on(t.step(step)), t.step(step));
            }
            for step in 0..5 {
                let (lighter, darker) = (t.step(step), t.step(step + 1));
                assert!(1.15 < contrast(lighter, darker), "{step}: {lighter:?} {darker:?}");
            }
        }
    }

    fn reads(text: Color32, behind: Color32) {
        let ratio = contrast(text, behind);
        assert!(4.5 <= ratio, "{text:?} on {behind:?}: {ratio}");
    }

    #[test]
    fn documents_have_the_colors_of_the_window() {
        use crate::report::palette;
        let hex = |color: Color32| {
            let [r, g, b, _] = color.to_array();
            format!("{r:02X}{g:02X}{b:02X}")
        };
        for (t, of) in [(LIGHT, palette::LIGHT), (DARK, palette::DARK)] {
            let own = [t.ink, t.weak, t.accent, t.interval, t.track, t.surface, t.warn_soft];
            let theirs = [of.ink, of.weak, of.accent, of.interval, of.track, of.page, of.mark];
            assert_eq!(own.map(hex), theirs);
        }
    }

    #[test]
    fn the_themes_are_told_apart_by_their_visuals() {
        for t in [&LIGHT, &DARK, &HIGH_CONTRAST] {
            let visuals =
                Visuals { dark_mode: t.dark, window_fill: t.surface, ..Visuals::default() };
            assert_eq!(Tokens::of_visuals(&visuals), t);
        }
    }
}
