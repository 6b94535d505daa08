//! Where each value of a RON text stands, so that one of them can be rewritten and all the rest,
//! comments included, stays as its author wrote it.
//!
//! It reads texts that were read as a pack before: whatever else gives nothing.

use std::ops::Range;

/// A value and where it stands.
#[derive(Debug)]
pub(super) struct Value {
    /// From its first to past its last byte, its name included.
    pub(super) span: Range<usize>,
    /// The name before its parenthesis, such as `Scale`.
    pub(super) tag: Option<String>,
    /// What it is.
    pub(super) node: Node,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Node {
    /// A text in quotation marks.
    Text,
    /// A number or a bare name.
    Word,
    /// Values between brackets, or without names between parentheses.
    List(Vec<Value>),
    /// Named values between parentheses.
    Record(Vec<(String, Value)>),
}

/// How deep values may lie in one another, as packs are read.
const DEPTH: usize = 64;

impl Value {
    /// The value of a whole text.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader { text, at: 0 };
        reader.attribute();
        let value = reader.value(DEPTH)?;
        reader.blank();
        (reader.at == text.len()).then_some(value)
    }

    /// The field of this name.
    pub(super) fn field(&self, name: &str) -> Option<&Self> {
        let Node::Record(fields) = &self.node else { return None };
        fields.iter().find(|(field, _)| field == name).map(|(_, value)| value)
    }

    /// The items of a list.
    pub(super) fn items(&self) -> &[Self] {
        if let Node::List(items) = &self.node { items } else { &[] }
    }

    /// What a text in quotation marks says.
    pub(super) fn said(&self, text: &str) -> Option<String> {
        match self.node {
            Node::Text => ron::from_str(text.get(self.span.clone())?).ok(),
            _ => None,
        }
    }

    /// A number or a bare name, as it is written.
    pub(super) fn word<'a>(&self, text: &'a str) -> Option<&'a str> {
        match self.node {
            Node::Word => text.get(self.span.clone()),
            _ => None,
        }
    }
}

/// A text on its way into values.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Passes over a head such as `#![enable(implicit_some)]`.
    fn attribute(&mut self) {
        self.blank();
        while self.rest().starts_with("#!") {
            self.at += self.rest().find(']').map_or(self.rest().len(), |end| end + 1);
            self.blank();
        }
    }

    /// Passes over spaces and comments.
    fn blank(&mut self) {
        loop {
            let rest = self.rest();
            let spaces = rest.len() - rest.trim_start().len();
            let rest = rest.trim_start();
            let comment = if rest.starts_with("//") {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                block_comment(rest)
            } else {
                0
            };
            self.at += spaces + comment;
            if comment == 0 {
                return;
            }
        }
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        self.blank();
        let start = self.at;
        let depth = depth.checked_sub(1)?;
        let (tag, node) = match self.peek()? {
            b'"' => (None, self.string()?),
            b'[' => (None, self.list(b']', depth)?),
            b'(' => (None, self.parenthesis(depth)?),
            b'{' | b'\'' => return None,
            _ => self.word(depth)?,
        };
        Some(Value { span: start..self.at, tag, node })
    }

    fn string(&mut self) -> Option<Node> {
        let mut escaped = false;
        let inside = self.rest().bytes().skip(1).position(|byte| {
            let closes = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            closes
        })?;
        self.at += inside + 2;
        Some(Node::Text)
    }

    /// A text such as `r#"…"#`, of which nothing is escaped.
    fn raw_string(&mut self) -> Option<Node> {
        let marks = self.rest().strip_prefix('r')?;
        let marks = marks.len() - marks.trim_start_matches('#').len();
        let open = 1 + marks + 1;
        let close = format!("\"{}", "#".repeat(marks));
        let inside = self.rest().get(open..)?.find(&close)?;
        self.at += open + inside + close.len();
        Some(Node::Text)
    }

    fn list(&mut self, close: u8, depth: usize) -> Option<Node> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.blank();
            if self.take(close) {
                return Some(Node::List(items));
            }
            items.push(self.value(depth)?);
            self.blank();
            if !self.take(b',') {
                return self.take(close).then_some(Node::List(items));
            }
        }
    }

    /// What stands between parentheses: named values if the first has a name.
    fn parenthesis(&mut self, depth: usize) -> Option<Node> {
        let start = self.at;
        self.at += 1;
        self.blank();
        if self.name().is_none() {
            self.at = start;
            return self.list(b')', depth);
        }
        self.at = start + 1;
        let mut fields = Vec::new();
        loop {
            self.blank();
            if self.take(b')') {
                return Some(Node::Record(fields));
            }
            let name = self.name()?;
            fields.push((name, self.value(depth)?));
            self.blank();
            if !self.take(b',') {
                return self.take(b')').then_some(Node::Record(fields));
            }
        }
    }

    /// The name of a field and the colon after it.
    fn name(&mut self) -> Option<String> {
        let rest = self.rest();
        let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))?;
        let name = rest.get(..length).filter(|name| !name.is_empty())?.to_owned();
        self.at += length;
        self.blank();
        self.take(b':').then_some(name)
    }

    /// A number, a bare name, or a name before a parenthesis.
    fn word(&mut self, depth: usize) -> Option<(Option<String>, Node)> {
        let rest = self.rest();
        if rest.starts_with("r\"") || rest.starts_with("r#") {
            return Some((None, self.raw_string()?));
        }
        let inside = |c: char| c.is_ascii_alphanumeric() || "_+-.".contains(c);
        let length = rest.find(|c| !inside(c)).unwrap_or(rest.len());
        let word = rest.get(..length).filter(|word| !word.is_empty())?.to_owned();
        self.at += length;
        let end = self.at;
        self.blank();
        if self.peek() == Some(b'(') {
            return Some((Some(word), self.parenthesis(depth)?));
        }
        self.at = end;
        Some((None, Node::Word))
    }
}

/// The length of a comment that may hold others.
fn block_comment(text: &str) -> usize {
    let mut open = 0_usize;
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let (step, change) = if rest.starts_with("/*") {
            (2, 1)
        } else if rest.starts_with("*/") {
            (2, -1)
        } else {
            (rest.chars().next().map_or(1, char::len_utf8), 0)
        };
        at += step;
        open = open.saturating_add_signed(change);
        if open == 0 || text.len() <= at {
            break;
        }
    }
    at.min(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::Pack;

    #[test]
    fn every_file_of_the_standard_pack_has_its_places() {
        for (name, text) in Pack::standard_source().files() {
            let value = Value::parse(text).unwrap_or_else(|| panic!("{name} is not understood"));
            assert_eq!(text.get(value.span.start..=value.span.start), Some("("), "{name}");
        }
    }

    #[test]
    fn values_know_where_they_stand() {
        let text = "#![enable(implicit_some)]\n// Head\n( a: \"x\\\"y\", /* b /* c */ */ b: Scale([r#\"z\"#, -1.5,]), c: [Two(1, 2), Known(\"Q\")],)";
        let value = Value::parse(text).unwrap();
        assert_eq!(value.field("a").unwrap().said(text).unwrap(), "x\"y");
        let scale = value.field("b").unwrap();
        assert_eq!(scale.tag.as_deref(), Some("Scale"));
        let anchors = scale.items()[0].items();
        assert_eq!(anchors[0].said(text).unwrap(), "z");
        assert_eq!(anchors[1].word(text), Some("-1.5"));
        let both = value.field("c").unwrap().items();
        assert_eq!(&text[both[0].span.clone()], "Two(1, 2)");
        assert_eq!(&text[both[1].span.clone()], "Known(\"Q\")");
        for damaged in ["(a: )", "(a: \"x)", "[1, 2", "(a: 1) b"] {
            assert!(Value::parse(damaged).is_none(), "{damaged}");
        }
    }
}
