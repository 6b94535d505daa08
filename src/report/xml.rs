//! XML and HTML written without a way to forget an escape or to leave an element open.

use crate::language::typography;

use super::brief::Figure;

/// Names and values of an element's attributes.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// Text in markup that is well formed at any time.
pub(super) struct Xml(String);

impl Xml {
    /// Markup that begins with a declaration.
    pub(super) fn new(declaration: &'static str) -> Self {
        Self(declaration.to_owned())
    }

    /// An element with what `content` writes into it.
    pub(super) fn with(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        content: impl FnOnce(&mut Self),
    ) {
        self.begin(name, attributes);
        self.0.push('>');
        content(self);
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// An element with a text in it.
    pub(super) fn leaf(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.with(name, attributes, |xml| xml.text(text));
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.begin(name, attributes);
        self.0.push_str("/>");
    }

    /// Text, whatever it holds, with the narrow spaces of a printer.
    pub(super) fn text(&mut self, text: &str) {
        for c in typography::printed(text).chars().filter(|c| is_allowed(*c)) {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                _ => self.0.push(c),
            }
        }
    }

    /// Markup or style that comes with the program.
    pub(super) fn own(&mut self, markup: &'static str) {
        self.0.push_str(markup);
    }

    /// A drawing of ours within a web page, whose texts were escaped when it was drawn. A page
    /// knows what `svg` is: the address that names it in a file of its own is left out.
    pub(super) fn drawing(&mut self, figure: &Figure) {
        self.0.push_str(&figure.svg.replacen(" xmlns=\"http://www.w3.org/2000/svg\"", "", 1));
    }

    /// The whole.
    pub(super) fn finish(self) -> String {
        self.0
    }

    fn begin(&mut self, name: &str, attributes: Attributes<'_>) {
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.text(value);
            self.0.push('"');
        }
    }
}

/// What XML 1.0 can hold at all.
const fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | ' '..='\u{7e}' | '\u{a0}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_can_neither_end_nor_begin_anything() {
        let mut xml = Xml::new("");
        xml.with("a", &[("b", "\"><c d='")], |xml| xml.text("]]></a>&amp;\u{0}\u{8}\u{fffe}é😀"));
        assert_eq!(xml.finish(), "<a b=\"&quot;&gt;&lt;c d='\">]]&gt;&lt;/a&gt;&amp;amp;é😀</a>");
    }
}
