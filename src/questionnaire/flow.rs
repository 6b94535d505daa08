//! What to ask: which questions apply, how far each theme is, and what comes next.

use crate::domain::{
    Cell, Diagnostic, DimensionId, OptionId, Path, QuestionId, State, TableId, Value,
};

use super::{
    Column, ColumnKind, Condition, Facts, Kind, Pack, Part, Quantity, Question, TableSpec, Truth,
    rows_passing,
};

/// Whether a question is asked of this territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// It is asked.
    Asked,
    /// It is computed from tables and other answers.
    Derived,
    /// It is left for the full path.
    LeftForFullPath,
    /// The profile or another answer rules it out; the question's `otherwise` says why.
    RuledOut,
}

/// How far a theme is; never a score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Questions that are asked.
    pub asked: usize,
    /// Questions answered, unknown or not applicable.
    pub settled: usize,
    /// Answers flagged « à revoir ».
    pub review: usize,
    /// Tables that are asked.
    pub tables: usize,
    /// Tables with rows or a declared coverage.
    pub tables_begun: usize,
    /// About how many seconds of work wait.
    pub seconds_left: usize,
}

impl Progress {
    /// Whether nothing was entered.
    pub const fn is_untouched(&self) -> bool {
        self.settled == 0 && self.tables_begun == 0
    }

    /// Whether everything that is asked was dealt with.
    pub const fn is_complete(&self) -> bool {
        self.settled == self.asked && self.tables_begun == self.tables
    }

    /// The sum of two themes.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            asked: self.asked + other.asked,
            settled: self.settled + other.settled,
            review: self.review + other.review,
            tables: self.tables + other.tables,
            tables_begun: self.tables_begun + other.tables_begun,
            seconds_left: self.seconds_left + other.seconds_left,
        }
    }
}

/// Whether and how a question is asked.
pub fn applicability(diagnostic: &Diagnostic, question: &Question) -> Applicability {
    if !question.kind.is_asked() {
        return Applicability::Derived;
    }
    if !applies(diagnostic, question.applies_if.as_ref()).is_possible() {
        Applicability::RuledOut
    } else if diagnostic.path == Path::Quick && !question.quick && question.part != Part::Profile {
        Applicability::LeftForFullPath
    } else {
        Applicability::Asked
    }
}

/// Whether what bears this `applies_if` concerns the territory, as far as answers tell.
pub fn applies(diagnostic: &Diagnostic, when: Option<&Condition>) -> Truth {
    when.map_or(Truth::True, |when| when.holds(&AnswerFacts::of(diagnostic)))
}

/// About how many seconds it takes to read a question, find out and answer.
///
/// The paths promise half a day and three quarters of an hour: a test of the line below the page holds
/// the sums against that.
const fn seconds(kind: &Kind) -> usize {
    match kind {
        Kind::Scale(_) | Kind::Choice(_) | Kind::YesPartlyNo { .. } => 80,
        Kind::Multiple { .. } => 110,
        Kind::Number { .. } => 180,
        Kind::Numbers(_) => 240,
        Kind::Derived(_) => 0,
    }
}

/// About how many seconds it takes to fill a table, mostly by pasting it.
const TABLE: usize = 15 * 60;

/// How far a theme is.
pub fn progress(pack: &Pack, diagnostic: &Diagnostic, dimension: &DimensionId) -> Progress {
    let mut progress = Progress::default();
    for question in pack.questions_of(dimension) {
        if applicability(diagnostic, question) != Applicability::Asked {
            continue;
        }
        progress.asked += 1;
        let answer = diagnostic.answer(question.id.as_str());
        let settled = answer.is_some_and(|answer| answer.state.is_settled());
        progress.settled += usize::from(settled);
        progress.review += usize::from(answer.is_some_and(|answer| answer.review));
        if !settled {
            progress.seconds_left += seconds(&question.kind);
        }
    }
    if diagnostic.path == Path::Full
        && let Some(dimension) = pack.dimension(dimension)
    {
        progress.tables = dimension.tables.len();
        let begun =
            |id: &&TableId| diagnostic.table(id.as_str()).is_some_and(|table| !table.is_blank());
        progress.tables_begun = dimension.tables.iter().filter(begun).count();
        progress.seconds_left += TABLE * (progress.tables - progress.tables_begun);
    }
    progress
}

/// The next question to answer after this one, or the first; wraps around once.
pub fn next_question<'a>(
    pack: &'a Pack,
    diagnostic: &Diagnostic,
    after: Option<&QuestionId>,
) -> Option<&'a Question> {
    let start = after.and_then(|id| pack.question_index(id.as_str())).map_or(0, |index| index + 1);
    let (before, from) = pack.questions.split_at_checked(start)?;
    from.iter().chain(before).find(|question| {
        applicability(diagnostic, question) == Applicability::Asked
            && !diagnostic
                .answer(question.id.as_str())
                .is_some_and(|answer| answer.state.is_settled())
    })
}

/// What is known from answers and rows alone, before any scoring.
#[derive(Clone, Copy, Debug)]
pub struct AnswerFacts<'a> {
    diagnostic: &'a Diagnostic,
}

impl<'a> AnswerFacts<'a> {
    /// The facts of this diagnostic.
    pub const fn of(diagnostic: &'a Diagnostic) -> Self {
        Self { diagnostic }
    }

    fn state(&self, id: &QuestionId) -> &State {
        self.diagnostic.answer(id.as_str()).map_or(&State::NotAsked, |answer| &answer.state)
    }
}

/// Both ends of an answer as figures taken by `figure`; everything if it is not answered.
fn ends(state: &State, figure: impl Fn(&Value) -> Option<f64>) -> Option<(f64, f64)> {
    let everything = Some((f64::NEG_INFINITY, f64::INFINITY));
    match state {
        State::Given(value) => figure(value).map_or(everything, |x| Some((x, x))),
        State::Between(low, high) => match (figure(low), figure(high)) {
            (Some(low), Some(high)) => Some((low.min(high), low.max(high))),
            _ => everything,
        },
        State::NotApplicable { .. } => None,
        State::NotAsked | State::Unknown => everything,
    }
}

impl Facts for AnswerFacts<'_> {
    fn quantity(&self, quantity: &Quantity) -> Option<(f64, f64)> {
        match quantity {
            Quantity::Level(id) => ends(self.state(id), |value| match value {
                Value::Level(level) => Some(f64::from(*level)),
                _ => None,
            }),
            Quantity::Figure(id) | Quantity::Answer(id) => {
                ends(self.state(id), |value| match value {
                    Value::Number(number) => Some(*number),
                    _ => None,
                })
            }
            Quantity::Part(id, part) => ends(self.state(id), |value| match value {
                Value::Parts(parts) => parts.get(part).copied(),
                _ => None,
            }),
            Quantity::Rows(id, test) => {
                let Some(table) = self.diagnostic.table(id.as_str()) else {
                    return Some((0.0, 0.0));
                };
                let ((sure, possible), _) =
                    rows_passing(table, &test.0, None, self.diagnostic.as_of);
                Some((sure as f64, possible as f64))
            }
            // The linter refuses scores in `applies_if`; should one slip through, it decides nothing.
            Quantity::Score(_)
            | Quantity::Block(_)
            | Quantity::Completeness(_)
            | Quantity::Gauge(_)
            | Quantity::Gap(_) => Some((f64::NEG_INFINITY, f64::INFINITY)),
        }
    }

    fn picked(&self, question: &QuestionId, option: &OptionId) -> Truth {
        let has = |value: &Value| match value {
            Value::Choice(chosen) => chosen == option,
            Value::Picks(picks) => picks.contains_key(option),
            Value::Level(_) | Value::Number(_) | Value::Parts(_) => false,
        };
        match self.state(question) {
            State::Given(value) => Truth::of(has(value)),
            State::Between(low, high) => match (has(low), has(high)) {
                (true, true) => Truth::True,
                (false, false) => Truth::False,
                _ => Truth::Unknown,
            },
            State::NotApplicable { .. } => Truth::False,
            State::NotAsked | State::Unknown => Truth::Unknown,
        }
    }

    fn known(&self, question: &QuestionId) -> bool {
        self.state(question).is_answered()
    }

    fn unanswered(&self, question: &QuestionId) -> bool {
        *self.state(question) == State::Unknown
    }
}

/// The rows that a table starts with: one for each option of its `rows_from` column.
pub fn starting_rows(spec: &TableSpec) -> Option<(&Column, Vec<Cell>)> {
    let column = spec.column(spec.rows_from.as_ref()?.as_str())?;
    match &column.kind {
        ColumnKind::Choice(options) => {
            Some((column, options.iter().map(|o| Cell::text(o.id.as_str())).collect()))
        }
        _ => None,
    }
}
