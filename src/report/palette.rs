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
