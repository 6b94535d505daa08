//! What is wrong in a file or a paste: where, what, and what to write instead.

use crate::{domain::QuestionId, language::Lang, questionnaire::AnswerProblem};

/// One problem of an import, at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportProblem {
    /// Where it is; nowhere in particular if it concerns the whole.
    pub spot: Option<Spot>,
    /// What is wrong.
    pub kind: ImportProblemKind,
}

/// A field of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted from 1; none for the line as a whole.
    pub column: Option<usize>,
    /// The column's heading, if there is one.
    pub heading: String,
}

/// What can be wrong in an import; `known` lists what could be written instead.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportProblemKind {
    /// There is nothing in it.
    Empty,
    /// It is not a text.
    Binary,
    /// A quotation mark is never closed.
    UnclosedQuote,
    /// The first line does not name the columns that are needed.
    NoHeading {
        /// The headings that are known.
        known: String,
    },
    /// Two columns have the same heading.
    RepeatedHeading(String),
    /// A column is not known and was passed over.
    IgnoredHeading(String),
    /// A line has more fields than there are columns.
    ExtraFields,
    /// The pack has no such question.
    UnknownQuestion(String),
    /// A question stands on two lines; the first of them.
    RepeatedQuestion(QuestionId, usize),
    /// The state is none of the five.
    UnknownState(String),
    /// The state calls for a value and there is none.
    NoValue,
    /// A range lacks one of its ends.
    HalfRange,
    /// A value stands beside a state that has none.
    Contradiction,
    /// Not a number.
    NotANumber(String),
    /// Not a level.
    NotALevel(String),
    /// Not one of the options.
    UnknownOption {
        /// What is written.
        found: String,
        /// The options.
        known: Known,
    },
    /// Neither yes nor no.
    NotYesNo(String),
    /// Not a calendar year.
    NotAYear(String),
    /// Not a month.
    NotAMonth(String),
    /// Not a named figure such as `total=14000`.
    NotAPart {
        /// What is written.
        found: String,
        /// The ids of the figures.
        known: String,
    },
    /// Not a country or zone we know; kept as it was written.
    UnknownPlace(String),
    /// A cell without which the row makes no sense is empty.
    Required,
    /// The value was understood and is not possible.
    Value(AnswerProblem),
}

impl ImportProblem {
    /// A problem of the whole file.
    pub(super) const fn whole(kind: ImportProblemKind) -> Self {
        Self { spot: None, kind }
    }

    /// Where it is and what is wrong, as a sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        let what = self.kind.sentence(lang);
        match &self.spot {
            None => lang.exchange_at_file(what),
            Some(Spot { line, column: None, .. }) => lang.exchange_at_line(line, what),
            Some(Spot { line, column: Some(column), heading }) if heading.is_empty() => {
                lang.exchange_at_field(column, line, what)
            }
            Some(Spot { line, column: Some(column), heading }) => {
                lang.exchange_at_column(column, heading, line, what)
            }
        }
    }

    /// What to write instead, as a sentence.
    pub fn hint(&self, lang: Lang) -> String {
        self.kind.hint(lang)
    }
}

/// What could be written, as each language calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known(Vec<String>);

impl Known {
    /// The list of these things, by the names that `name` gives them.
    pub fn of<T>(all: &[T], name: impl Fn(&T, Lang) -> String) -> Self {
        let list = |lang: &Lang| {
            let names: Vec<String> = all.iter().map(|one| name(one, *lang)).collect();
            names.join(lang.report_semicolon())
        };
        Self(Lang::ALL.iter().map(list).collect())
    }

    /// The list in this language.
    pub fn get(&self, lang: Lang) -> &str {
        let at = Lang::ALL.iter().position(|of| *of == lang);
        at.and_then(|at| self.0.get(at)).map_or("", String::as_str)
    }
}

impl ImportProblemKind {
    /// What is wrong, as the end of a sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Empty => lang.exchange_empty().to_owned(),
            Self::Binary => lang.exchange_binary().to_owned(),
            Self::UnclosedQuote => lang.exchange_unclosed_quote().to_owned(),
            Self::NoHeading { .. } => lang.exchange_no_heading().to_owned(),
            Self::RepeatedHeading(heading) => lang.exchange_repeated_heading(heading),
            Self::IgnoredHeading(heading) => lang.exchange_ignored_heading(heading),
            Self::ExtraFields => lang.exchange_extra_fields().to_owned(),
            Self::UnknownQuestion(id) => lang.exchange_unknown_question(id),
            Self::RepeatedQuestion(id, line) => lang.exchange_repeated_question(id, line),
            Self::UnknownState(found) => lang.exchange_unknown_state(found),
            Self::NoValue => lang.exchange_no_value().to_owned(),
            Self::HalfRange => lang.exchange_half_range().to_owned(),
            Self::Contradiction => lang.exchange_contradiction().to_owned(),
            Self::NotANumber(found) => lang.exchange_not_a_number(found),
            Self::NotALevel(found) => lang.exchange_not_a_level(found),
            Self::UnknownOption { found, .. } => lang.exchange_unknown_option(found),
            Self::NotYesNo(found) => lang.exchange_not_yes_no(found),
            Self::NotAYear(found) => lang.exchange_not_a_year(found),
            Self::NotAMonth(found) => lang.exchange_not_a_month(found),
            Self::NotAPart { found, .. } => lang.exchange_not_a_part(found),
            Self::UnknownPlace(found) => lang.exchange_unknown_place(found),
            Self::Required => lang.exchange_required().to_owned(),
            Self::Value(problem) => problem.sentence(lang),
        }
    }

    /// What to write instead, as a sentence.
    pub fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Empty => lang.exchange_empty_hint().to_owned(),
            Self::Binary => lang.exchange_binary_hint().to_owned(),
            Self::UnclosedQuote => lang.exchange_unclosed_quote_hint().to_owned(),
            Self::NoHeading { known } => lang.exchange_no_heading_hint(known),
            Self::RepeatedHeading(_) => lang.exchange_repeated_heading_hint().to_owned(),
            Self::IgnoredHeading(_) => lang.exchange_ignored_heading_hint().to_owned(),
            Self::ExtraFields => lang.exchange_extra_fields_hint().to_owned(),
            Self::UnknownQuestion(_) => lang.exchange_unknown_question_hint().to_owned(),
            Self::RepeatedQuestion(..) => lang.exchange_repeated_question_hint().to_owned(),
            Self::UnknownState(_) => lang.exchange_unknown_state_hint().to_owned(),
            Self::NoValue => lang.exchange_no_value_hint().to_owned(),
            Self::HalfRange => lang.exchange_half_range_hint().to_owned(),
            Self::Contradiction => lang.exchange_contradiction_hint().to_owned(),
            Self::NotANumber(_) => lang.exchange_not_a_number_hint().to_owned(),
            Self::NotALevel(_) => lang.exchange_not_a_level_hint().to_owned(),
            Self::UnknownOption { known, .. } => lang.exchange_one_of(known.get(lang)),
            Self::NotAPart { known, .. } => lang.exchange_one_of(known),
            Self::NotYesNo(_) => lang.exchange_not_yes_no_hint().to_owned(),
            Self::NotAYear(_) => lang.exchange_not_a_year_hint().to_owned(),
            Self::NotAMonth(_) => lang.exchange_not_a_month_hint().to_owned(),
            Self::UnknownPlace(_) => lang.exchange_unknown_place_hint().to_owned(),
            Self::Required => lang.exchange_required_hint().to_owned(),
            Self::Value(problem) => problem.hint(lang),
        }
    }
}
