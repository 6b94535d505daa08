//! The colors of documents: those of the window, on white paper and on a dark screen.

/// The colors of one way to show a document, as `RRGGBB`.
pub(crate) struct Palette {
    /// Text.
    pub(crate) ink: &'static str,
    /// Text of less weight.
    pub(crate) weak: &'static str,
    /// Headings, links, the value of a bar.
    pub(crate) accent: &'static str,
    /// The interval of a bar.
    pub(crate) interval: &'static str,
    /// Behind a bar.
    pub(crate) track: &'static str,
    /// Between rows.
    pub(crate) line: &'static str,
    /// Behind everything.
    pub(crate) page: &'static str,
    /// Behind a word that every page bears.
    pub(crate) mark: &'static str,
}

/// On paper and on a light screen.
pub(crate) const LIGHT: Palette = Palette {
    ink: "1B1F24",
    weak: "56606B",
    accent: "1F4E9E",
    interval: "A9C4EA",
    track: "E9EDF2",
    line: "D5DAE1",
    page: "FFFFFF",
    mark: "FDF1E2",
};

/// On a dark screen.
pub(crate) const DARK: Palette = Palette {
    ink: "ECEFF3",
    weak: "A9B2BD",
    accent: "8DB4F5",
    interval: "3F5F96",
    track: "2C3037",
    line: "3A3F47",
    page: "22252A",
    mark: "3A2E1B",
};

/// How far two colors differ in lightness, as the rules for accessible pages count it: 1 to 21.
pub(crate) fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The relative luminance of a color written as `RRGGBB`.
fn luminance(hex: &str) -> f64 {
    let part = |at: usize| {
        let byte = hex.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok());
        let value = f64::from(byte.unwrap_or(0)) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) }
    };
    0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_documents_can_be_read() {
        assert!((contrast("000000", "FFFFFF") - 21.0).abs() < 1e-9);
        for of in [&LIGHT, &DARK] {
            for ink in [of.ink, of.weak, of.accent] {
                assert!(4.5 < contrast(ink, of.page), "{ink}");
            }
        }
    }
}
