//! What is wrong in an author's workbook: sheet, row, column, and what to write instead.

use crate::language::Lang;

/// One problem at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorProblem {
    /// The sheet, as the workbook calls it.
    pub sheet: String,
    /// The row, counted from 1; none for the sheet as a whole.
    pub row: Option<usize>,
    /// The column's letters and heading; none for the row as a whole.
    pub column: Option<(String, String)>,
    /// What is wrong.
    pub kind: AuthorProblemKind,
}

/// What can be wrong in an author's workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthorProblemKind {
    /// The sheet is missing.
    NoSheet,
    /// The sheet lacks this heading.
    NoColumn(String),
    /// The hidden sheet of the base is missing or damaged.
    NoBase,
    /// The row says nothing of what it is about.
    NoId,
    /// An id that cannot be one.
    BadId(String),
    /// The same item stands on an earlier row.
    Repeated(String, usize),
    /// What cannot be changed in a spreadsheet: what stands there, what was there.
    Fixed(String, String),
    /// Not one of the values: what stands there, what could.
    NotOneOf(String, String),
    /// Not a weight of 0 to 3.
    NotAWeight(String),
    /// Not a value from 0 to 1.
    NotAValue(String),
    /// Neither yes nor no.
    NotYesNo(String),
    /// A level or option of a question that no sheet has.
    NoQuestion(String),
    /// A level or option that this kind of question cannot have: what, and the kind.
    NoLevel(String, String),
    /// A new scale that has another number of levels than five.
    Levels(usize),
    /// A new question without options.
    NoOptions,
    /// A new figure that would be scored.
    ScoredNumber,
    /// A text that must be there is empty.
    NoText,
    /// A rule that the base has not.
    NewRule(String),
    /// A step that does not follow the last one: its number, that of the next.
    NoStep(String, usize),
    /// A text that the base has not.
    NoPlace(String),
}

impl AuthorProblem {
    /// Where it is, what is wrong and what to write instead.
    pub fn sentence(&self, lang: Lang) -> String {
        let what = format!("{} {}", self.kind.sentence(lang), self.kind.hint(lang));
        match (self.row, &self.column) {
            (None, _) => lang.packs_at_sheet(&self.sheet, what),
            (Some(row), None) => lang.packs_at_row(row, &self.sheet, what),
            (Some(row), Some((letters, heading))) => {
                lang.packs_at_cell(letters, heading, row, &self.sheet, what)
            }
        }
    }
}

impl AuthorProblemKind {
    /// What is wrong.
    fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::NoSheet => lang.packs_no_sheet().to_owned(),
            Self::NoColumn(heading) => lang.packs_no_column(heading),
            Self::NoBase => lang.packs_no_base().to_owned(),
            Self::NoId => lang.packs_no_id().to_owned(),
            Self::BadId(id) => lang.packs_bad_id(id),
            Self::Repeated(id, row) => lang.packs_repeated(id, row),
            Self::Fixed(found, _) => lang.packs_fixed(found),
            Self::NotOneOf(found, _) => lang.packs_not_one_of(found),
            Self::NotAWeight(found) => lang.packs_not_a_weight(found),
            Self::NotAValue(found) => lang.packs_not_a_value(found),
            Self::NotYesNo(found) => lang.packs_not_yes_no(found),
            Self::NoQuestion(id) => lang.packs_no_question(id),
            Self::NoLevel(key, kind) => lang.packs_no_level(key, kind),
            Self::Levels(count) => lang.packs_levels(count),
            Self::NoOptions => lang.packs_no_options().to_owned(),
            Self::ScoredNumber => lang.packs_scored_number().to_owned(),
            Self::NoText => lang.packs_no_text().to_owned(),
            Self::NewRule(id) => lang.packs_new_rule(id),
            Self::NoStep(number, _) => lang.packs_no_step(number),
            Self::NoPlace(place) => lang.packs_no_place(place),
        }
    }

    /// What to write instead.
    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::NoSheet | Self::NoColumn(_) => lang.packs_no_sheet_hint().to_owned(),
            Self::NoBase => lang.packs_no_base_hint().to_owned(),
            Self::NoId => lang.packs_no_id_hint().to_owned(),
            Self::BadId(_) => lang.packs_bad_id_hint().to_owned(),
            Self::Repeated(..) => lang.packs_repeated_hint().to_owned(),
            Self::Fixed(_, before) => lang.packs_fixed_hint(before),
            Self::NotOneOf(_, known) => lang.packs_not_one_of_hint(known),
            Self::NotAWeight(_) => lang.packs_not_a_weight_hint().to_owned(),
            Self::NotAValue(_) => lang.packs_not_a_value_hint().to_owned(),
            Self::NotYesNo(_) => lang.packs_not_yes_no_hint().to_owned(),
            Self::NoQuestion(_) => lang.packs_no_question_hint().to_owned(),
            Self::NoLevel(..) => lang.packs_no_level_hint().to_owned(),
            Self::Levels(_) => lang.packs_levels_hint().to_owned(),
            Self::NoOptions => lang.packs_no_options_hint().to_owned(),
            Self::ScoredNumber => lang.packs_scored_number_hint().to_owned(),
            Self::NoText => lang.packs_no_text_hint().to_owned(),
            Self::NewRule(_) => lang.packs_new_rule_hint().to_owned(),
            Self::NoStep(_, next) => lang.packs_no_step_hint(next),
            Self::NoPlace(_) => lang.packs_no_place_hint().to_owned(),
        }
    }
}
