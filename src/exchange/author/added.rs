//! A question that an author wrote in the spreadsheet, as a record of RON.
//!
//! Its scoring is the plain one of its kind; anything finer is written in the file afterwards.

use std::collections::BTreeMap;

use super::book::{quoted, written};

/// A new question, gathered from two sheets.
#[derive(Debug, Default)]
pub(super) struct Added {
    /// The row of the first sheet.
    pub(super) row: usize,
    /// Its id.
    pub(super) id: String,
    /// The theme under which it is asked.
    pub(super) dimension: String,
    /// What it describes, as RON has it.
    pub(super) part: &'static str,
    /// How it is answered, as RON has it.
    pub(super) kind: &'static str,
    /// The block in which it counts; empty if it is not scored.
    pub(super) block: String,
    /// How much it counts.
    pub(super) weight: u8,
    /// Whether the quick path asks it.
    pub(super) quick: bool,
    /// Whether not knowing is worth a recommendation.
    pub(super) must_know: bool,
    /// Its texts by field, in the order of the sheet.
    pub(super) texts: Vec<(&'static str, Words)>,
    /// Its levels or options by key, in the order of the sheet.
    pub(super) levels: Vec<(String, AddedLevel)>,
}

/// A text in each language.
pub(super) type Words = Vec<(String, String)>;

/// A level or option of a new question.
#[derive(Debug)]
pub(super) struct AddedLevel {
    /// What it says.
    pub(super) label: Words,
    /// What it is worth, if that was said.
    pub(super) value: Option<f64>,
}

/// A text as RON has it.
pub(super) fn text(words: &Words) -> String {
    let words: Vec<_> = words.iter().map(|(code, text)| (code.as_str(), text.clone())).collect();
    written(&words, false)
}

/// An option as RON has it.
pub(super) fn option(id: &str, level: &AddedLevel) -> String {
    let value = level.value.map(|value| format!(", value: {value}")).unwrap_or_default();
    format!("(id: {}, label: {}{value})", quoted(id), text(&level.label))
}

impl Added {
    /// Whether it counts in a score.
    const fn is_scored(&self) -> bool {
        !self.block.is_empty()
    }

    /// The record, to be put after another one of the list.
    pub(super) fn record(&self) -> String {
        let mut lines = vec![format!(
            "id: {}, dimension: {}, part: {},",
            quoted(&self.id),
            quoted(&self.dimension),
            self.part
        )];
        if self.is_scored() {
            lines.push(format!("block: {}, weight: {},", quoted(&self.block), self.weight));
        }
        let flags = [("quick", self.quick), ("must_know", self.must_know)];
        for (name, _) in flags.iter().filter(|(_, is_set)| *is_set) {
            lines.push(format!("{name}: true,"));
        }
        lines.push(format!("kind: {},", self.kind()));
        if let Some(scoring) = self.scoring() {
            lines.push(format!("scoring: {scoring},"));
        }
        for (field, words) in &self.texts {
            let optional = matches!(*field, "caution" | "otherwise");
            if !optional || words.iter().any(|(_, text)| !text.is_empty()) {
                lines.push(format!("{field}: {},", text(words)));
            }
        }
        let inside = lines.join("\n            ");
        format!(",\n        (\n            {inside}\n        )")
    }

    fn kind(&self) -> String {
        let by_key: BTreeMap<&str, &AddedLevel> =
            self.levels.iter().map(|(key, level)| (key.as_str(), level)).collect();
        let said = |key: &str| by_key.get(key).map_or_else(String::new, |l| text(&l.label));
        let options = || {
            let each: Vec<_> = self.levels.iter().map(|(key, level)| option(key, level)).collect();
            each.join(", ")
        };
        match self.kind {
            "Scale" => format!("Scale([{}])", ["0", "1", "2", "3", "4"].map(said).join(", ")),
            "Choice" => format!("Choice([{}])", options()),
            "Multiple" => format!("Multiple(options: [{}])", options()),
            "Number" => format!("Number(unit: {})", said("unit")),
            _ => {
                let [yes, partly, no] = ["yes", "partly", "no"].map(said);
                format!("YesPartlyNo(yes: {yes}, partly: {partly}, no: {no})")
            }
        }
    }

    fn scoring(&self) -> Option<&'static str> {
        let scoring = match self.kind {
            "Scale" => "Levels",
            "Multiple" => "ShareOfApplicable",
            "Number" => return None,
            _ => "Options",
        };
        self.is_scored().then_some(scoring)
    }
}
