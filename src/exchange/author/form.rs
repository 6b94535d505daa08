//! The sheets in which a pack is edited: which columns each has and what they are called.
//!
//! An author opens a spreadsheet and expects words, not field names; a heading is understood in
//! whatever language it was written.

use crate::{exchange::word::is_any, language::Lang, reference::fold};

/// One sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// The questions, one a row.
    Questions,
    /// Levels, options, figures and units of the questions.
    Levels,
    /// The rules' texts, one rule a row.
    Rules,
    /// The steps and pitfalls of the rules.
    Steps,
    /// Every other text of the pack.
    Others,
}

/// One column: what it holds, and of a text in which language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Head {
    /// The field, such as `weight` or `text`.
    pub(super) field: &'static str,
    /// The language's code.
    pub(super) language: Option<String>,
}

impl Form {
    /// Every sheet, in the order of the workbook.
    pub(super) const ALL: [Self; 5] =
        [Self::Questions, Self::Levels, Self::Rules, Self::Steps, Self::Others];

    /// The sheet's name.
    pub(super) const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Questions => lang.packs_sheet_questions(),
            Self::Levels => lang.packs_sheet_levels(),
            Self::Rules => lang.packs_sheet_rules(),
            Self::Steps => lang.packs_sheet_steps(),
            Self::Others => lang.packs_sheet_others(),
        }
    }

    /// Whether a sheet's name is this one, in any language.
    pub(super) fn is_named(self, name: &str) -> bool {
        is_any(name, |lang| self.name(lang))
    }

    /// The columns that are not texts.
    pub(super) const fn fixed(self) -> &'static [&'static str] {
        match self {
            Self::Questions => {
                &["id", "dimension", "part", "kind", "block", "weight", "quick", "must_know"]
            }
            Self::Levels => &["question", "key", "value"],
            Self::Rules => &["rule"],
            Self::Steps => &["rule", "list", "number"],
            Self::Others => &["file", "place"],
        }
    }

    /// The columns of texts, each in every language of the pack.
    pub(super) const fn texts(self) -> &'static [&'static str] {
        match self {
            Self::Questions => {
                &["text", "short", "why", "evidence", "source", "example", "caution", "otherwise"]
            }
            Self::Levels => &["label"],
            Self::Rules => &["title", "what", "why", "indicator", "otherwise", "source"],
            Self::Steps => &["step"],
            Self::Others => &["words"],
        }
    }

    /// All columns, for a pack of these languages.
    pub(super) fn heads(self, languages: &[String]) -> Vec<Head> {
        let fixed = self.fixed().iter().map(|field| Head { field, language: None });
        let texts = self.texts().iter().flat_map(|field| {
            languages.iter().map(|code| Head { field, language: Some(code.clone()) })
        });
        fixed.chain(texts).collect()
    }
}

impl Head {
    /// The heading.
    pub(super) fn label(&self, lang: Lang) -> String {
        let name = label(self.field, lang);
        self.language.as_ref().map_or_else(|| name.to_owned(), |code| format!("{name} ({code})"))
    }

    /// Whether a heading is this one, in any language.
    pub(super) fn is_called(&self, heading: &str) -> bool {
        let name = match &self.language {
            Some(code) => heading.trim_end().strip_suffix(&format!("({code})")),
            None => Some(heading),
        };
        name.is_some_and(|name| is_any(name.trim(), |lang| label(self.field, lang)))
    }

    /// How wide its column is, in characters.
    pub(super) fn width(&self) -> f64 {
        match self.field {
            "weight" | "quick" | "must_know" | "value" | "number" => 10.0,
            "text" | "why" | "source" | "what" | "step" | "words" | "label" => 55.0,
            "title" | "evidence" | "example" | "caution" | "otherwise" | "indicator" => 40.0,
            "place" => 44.0,
            _ => 18.0,
        }
    }
}

/// What a field is called.
fn label(field: &str, lang: Lang) -> &'static str {
    match field {
        "id" => lang.packs_col_id(),
        "dimension" => lang.packs_col_dimension(),
        "part" => lang.packs_col_part(),
        "kind" => lang.packs_col_kind(),
        "block" => lang.packs_col_block(),
        "weight" => lang.packs_col_weight(),
        "quick" => lang.packs_col_quick(),
        "must_know" => lang.packs_col_must_know(),
        "question" => lang.packs_col_question(),
        "key" => lang.packs_col_key(),
        "value" => lang.packs_col_value(),
        "rule" => lang.packs_col_rule(),
        "list" => lang.packs_col_list(),
        "number" => lang.packs_col_number(),
        "file" => lang.packs_col_file(),
        "place" => lang.packs_col_place(),
        "text" => lang.packs_col_text(),
        "short" => lang.packs_col_short(),
        "why" => lang.packs_col_why(),
        "evidence" => lang.packs_col_evidence(),
        "source" => lang.packs_col_source(),
        "example" => lang.packs_col_example(),
        "caution" => lang.packs_col_caution(),
        "otherwise" => lang.packs_col_otherwise(),
        "title" => lang.packs_col_title(),
        "what" => lang.packs_col_what(),
        "indicator" => lang.packs_col_indicator(),
        "label" => lang.packs_col_label(),
        "step" => lang.packs_col_step(),
        _ => lang.packs_col_words(),
    }
}

/// A word of RON that a sheet tells in the user's language: a part, a kind or a list.
pub(super) fn told(word: &str, lang: Lang) -> &str {
    match word {
        "Profile" => lang.packs_part_profile(),
        "Intensity" => lang.packs_part_intensity(),
        "Mobilisation" => lang.packs_part_mobilisation(),
        "Action" => lang.packs_part_action(),
        "Scale" => lang.packs_kind_scale(),
        "Choice" => lang.packs_kind_choice(),
        "YesPartlyNo" => lang.packs_kind_yes_partly_no(),
        "Multiple" => lang.packs_kind_multiple(),
        "Number" => lang.packs_kind_number(),
        "Numbers" => lang.packs_kind_numbers(),
        "Derived" => lang.packs_kind_derived(),
        "how" => lang.packs_list_how(),
        "pitfalls" => lang.packs_list_pitfalls(),
        other => other,
    }
}

/// The parts of a questionnaire.
pub(super) const PARTS: [&str; 4] = ["Profile", "Intensity", "Mobilisation", "Action"];

/// The kinds that a new question may have here.
pub(super) const KINDS: [&str; 5] = ["Scale", "Choice", "YesPartlyNo", "Multiple", "Number"];

/// The lists of a rule.
pub(super) const LISTS: [&str; 2] = ["how", "pitfalls"];

/// Which of these words of RON a text means, in any language.
pub(super) fn meant<'a>(text: &str, words: &[&'a str]) -> Option<&'a str> {
    let folded = fold(text);
    let same = |word: &&&str| {
        text == **word || Lang::ALL.iter().any(|lang| fold(told(word, *lang)) == folded)
    };
    words.iter().find(same).copied()
}
