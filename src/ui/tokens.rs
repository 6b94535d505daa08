//! Design tokens: the colors, sizes and distances that every page uses.

use egui::{Color32, Ui};

/// The colors of one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
}

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
};

impl Tokens {
    /// The colors of the theme that is drawn.
    pub fn of(ui: &Ui) -> &'static Self {
        if ui.visuals().dark_mode { &DARK } else { &LIGHT }
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
    fn text_and_edges_stand_out_in_both_themes() {
        for t in [LIGHT, DARK] {
            for behind in [t.page, t.surface, t.field, t.chosen] {
                for text in [t.ink, t.weak, t.accent, t.warn, t.error, t.success] {
                    let ratio = contrast(text, behind);
                    assert!(4.5 <= ratio, "{text:?} on {behind:?}: {ratio}");
                }
            }
            assert!(4.5 <= contrast(t.on_accent, t.accent));
            for (part, behind) in [
                (t.field_edge, t.field),
                (t.field_edge, t.surface),
                (t.accent, t.track),
                (t.accent, t.interval),
            ] {
                assert!(3.0 <= contrast(part, behind), "{part:?} on {behind:?}");
            }
        }
    }
}
