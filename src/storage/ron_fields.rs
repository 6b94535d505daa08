//! Cuts the text of a RON record into its fields without parsing what they hold.

/// The fields of a record `(name: value, …)` in their order, each with the text of its value;
/// `None` if the text is anything else.
pub(super) fn fields(text: &str) -> Option<Vec<(&str, &str)>> {
    let mut scan = Scan { text, at: 0 };
    let mut fields = Vec::new();
    scan.blanks()?;
    scan.take(b'(')?;
    loop {
        scan.blanks()?;
        if scan.take(b')').is_some() {
            scan.blanks()?;
            return (scan.at == text.len()).then_some(fields);
        }
        let name = scan.name()?;
        scan.blanks()?;
        scan.take(b':')?;
        let start = scan.at;
        scan.value()?;
        fields.push((name, text.get(start..scan.at)?));
        // After a value stands a comma, or the record ends.
        if scan.take(b',').is_none() && scan.peek() != Some(b')') {
            return None;
        }
    }
}

/// Whether a value ends, opens, closes or quotes something here.
const fn is_sign(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'[' | b']' | b'{' | b'}' | b',' | b'"' | b'\'' | b'#' | b'/')
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Passes over spaces and comments; `None` if a comment never ends.
    fn blanks(&mut self) -> Option<()> {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            if trimmed.starts_with("//") {
                self.at += trimmed.find('\n').unwrap_or(trimmed.len());
            } else if trimmed.starts_with("/*") {
                self.block_comment()?;
            } else {
                return Some(());
            }
        }
    }

    fn block_comment(&mut self) -> Option<()> {
        // Comments may hold comments: such a text is left to the parser.
        let inside = self.rest().get(2..)?;
        let end = inside.find("*/")?;
        if inside.get(..end)?.contains("/*") {
            return None;
        }
        self.at += end + 4;
        Some(())
    }

    fn name(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).filter(|name| !name.is_empty() && *name != "r")
    }

    /// Passes over a value, up to the comma or bracket after it.
    fn value(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            let ahead = self.text.as_bytes().get(self.at..)?;
            self.at += ahead.iter().position(|byte| is_sign(*byte))?;
            match self.peek()? {
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' | b',' if depth == 0 => return Some(()),
                b')' | b']' | b'}' => depth -= 1,
                b'"' => {
                    // Raw strings and bytes are left to the parser.
                    let before = self.at.checked_sub(1).and_then(|at| self.text.as_bytes().get(at));
                    if matches!(before, Some(b'r' | b'b')) {
                        return None;
                    }
                    self.string()?;
                    continue;
                }
                // A cell that nobody knows; other characters are left to the parser too.
                b'\'' if self.rest().starts_with("'?'") => self.at += 2,
                b'\'' | b'#' => return None,
                b'/' => {
                    let before = self.at;
                    self.blanks()?;
                    if self.at == before {
                        return None;
                    }
                    continue;
                }
                _ => {}
            }
            self.at += 1;
        }
    }

    /// Passes over a text in quotation marks.
    fn string(&mut self) -> Option<()> {
        self.at += 1;
        loop {
            let bytes = self.text.as_bytes().get(self.at..)?;
            let stop = memchr::memchr2(b'"', b'\\', bytes)?;
            self.at += stop + 1;
            if bytes.get(stop) == Some(&b'"') {
                return Some(());
            }
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_cut_into_its_fields() {
        let text =
            "// head\n(a: 1, b: (c: [\"x, ) \\\" y\", 2], d: {}), /* note, */ e: Some(3),)\n";
        let cut: Vec<_> =
            fields(text).unwrap().into_iter().map(|(name, value)| (name, value.trim())).collect();
        assert_eq!(cut, [("a", "1"), ("b", "(c: [\"x, ) \\\" y\", 2], d: {})"), ("e", "Some(3)")]);
        assert_eq!(fields("(a: ['?', ()],)").unwrap(), [("a", " ['?', ()]")]);
        assert_eq!(fields("()").unwrap(), []);
    }

    #[test]
    fn what_is_not_a_plain_record_is_left_to_the_parser() {
        for text in [
            "",
            "a: 1",
            "(a: 1",
            "(a: \"1)",
            "(a 1)",
            "(a: 'x')",
            "(a: b\"x\")",
            "(a: r#\"x\"#)",
            "(a: r\"x\")",
            "(a: 1) b",
            "(a: 1 / 2)",
            "(a: /* b)",
            "(a: [1}, b: 2",
            "(\"a\": 1)",
        ] {
            assert_eq!(fields(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_fail(text in ".{0,200}") {
            fields(&text);
        }
    }
}
