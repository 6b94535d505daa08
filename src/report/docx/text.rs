//! Paragraphs and runs of `WordprocessingML`.

use crate::report::xml::Xml;

/// A character style.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// As the paragraph.
    Plain,
    /// Heavier.
    Strong,
    /// Smaller and paler.
    Weak,
    /// Not known: never like a figure.
    Open,
}

impl Look {
    const fn style(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Strong => Some("Strong"),
            Self::Weak => Some("Weak"),
            Self::Open => Some("Open"),
        }
    }
}

/// Where the next paragraph may stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    /// Anywhere, unless the style says otherwise.
    Free,
    /// On the same page.
    Next,
}

impl Hold {
    /// On the same page if so.
    pub(super) const fn when(so: bool) -> Self {
        if so { Self::Next } else { Self::Free }
    }
}

/// A paragraph in a style, with what `content` writes into it.
pub(super) fn paragraph(xml: &mut Xml, style: &str, content: impl FnOnce(&mut Xml)) {
    held(xml, style, Hold::Free, content);
}

/// The same, which may hold the next paragraph on its page.
pub(super) fn held(xml: &mut Xml, style: &str, hold: Hold, content: impl FnOnce(&mut Xml)) {
    xml.with("w:p", &[], |xml| {
        xml.with("w:pPr", &[], |xml| {
            xml.empty("w:pStyle", &[("w:val", style)]);
            if hold == Hold::Next {
                xml.empty("w:keepNext", &[]);
            }
        });
        content(xml);
    });
}

/// A paragraph with one text.
pub(super) fn line(xml: &mut Xml, style: &str, text: &str) {
    paragraph(xml, style, |xml| run(xml, text, Look::Plain));
}

/// A text within a paragraph; stretches that read from right to left are marked as such.
pub(super) fn run(xml: &mut Xml, text: &str, look: Look) {
    for (stretch, leftward) in stretches(text) {
        xml.with("w:r", &[], |xml| {
            if look != Look::Plain || leftward {
                xml.with("w:rPr", &[], |xml| {
                    if let Some(style) = look.style() {
                        xml.empty("w:rStyle", &[("w:val", style)]);
                    }
                    if leftward {
                        xml.empty("w:rtl", &[]);
                    }
                });
            }
            xml.leaf("w:t", &[("xml:space", "preserve")], stretch);
        });
    }
}

/// The next line of the same paragraph.
pub(super) fn line_break(xml: &mut Xml) {
    xml.with("w:r", &[], |xml| xml.empty("w:br", &[]));
}

/// A tabulation.
pub(super) fn tab(xml: &mut Xml) {
    xml.with("w:r", &[], |xml| xml.empty("w:tab", &[]));
}

/// A figure that the reader's program keeps up to date, such as a page number.
pub(super) fn field(xml: &mut Xml, instruction: &str) {
    xml.with("w:fldSimple", &[("w:instr", instruction)], |xml| run(xml, "1", Look::Plain));
}

/// The number of the page that a bookmark stands on, which is not known before the pages are set:
/// marked as out of date, so that the reader's program works it out.
pub(super) fn page_of(xml: &mut Xml, bookmark: &str) {
    let mark = |xml: &mut Xml, attributes: &[(&str, &str)]| {
        xml.with("w:r", &[], |xml| xml.empty("w:fldChar", attributes));
    };
    mark(xml, &[("w:fldCharType", "begin"), ("w:dirty", "true")]);
    xml.with("w:r", &[], |xml| {
        let words = format!(" PAGEREF {bookmark} \\h ");
        xml.leaf("w:instrText", &[("xml:space", "preserve")], &words);
    });
    mark(xml, &[("w:fldCharType", "separate")]);
    run(xml, "\u{a0}", Look::Plain);
    mark(xml, &[("w:fldCharType", "end")]);
}

/// The text cut where the direction of its letters changes; true is from right to left.
fn stretches(text: &str) -> Vec<(&str, bool)> {
    let mut all = Vec::new();
    let (mut start, mut leftward) = (0, false);
    for (at, c) in text.char_indices() {
        let Some(next) = direction(c) else { continue };
        if next != leftward {
            if start < at {
                all.extend(text.get(start..at).map(|stretch| (stretch, leftward)));
            }
            (start, leftward) = (at, next);
        }
    }
    all.extend(text.get(start..).filter(|rest| !rest.is_empty()).map(|rest| (rest, leftward)));
    all
}

/// Whether a letter reads from right to left; `None` for what follows its neighbours.
fn direction(c: char) -> Option<bool> {
    let leftward = matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    if leftward { Some(true) } else { c.is_alphanumeric().then_some(false) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_its_direction_changes_and_nothing_is_lost() {
        let text = "Ville de مراكش الكبرى, 12 ans";
        let all = stretches(text);
        assert_eq!(all, [("Ville de ", false), ("مراكش الكبرى, ", true), ("12 ans", false)]);
        assert_eq!(all.iter().map(|(stretch, _)| *stretch).collect::<String>(), text);
        assert_eq!(stretches(""), []);
        assert_eq!(stretches("«\u{a0}»"), [("«\u{a0}»", false)]);
    }
}
