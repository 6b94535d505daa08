//! A problem of a pack: what, where, and what to do about it.

use crate::language::Lang;

/// Whether a pack can be used in spite of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The pack cannot be used.
    Error,
    /// The pack can be used, but its author would want to know.
    Warning,
}

/// One problem found in a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file it is in, as the pack names it.
    pub file: String,
    /// The line, counted from 1, if it could be found.
    pub line: Option<usize>,
    /// The item, such as `question GOV-02`.
    pub place: String,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What can be wrong with a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The file is not valid RON, or has a field or type that packs do not have.
    Syntax(String),
    /// An id names nothing: what kind of thing, and the id.
    UnresolvedId(&'static str, String),
    /// Two things of one kind bear the same id.
    DuplicateId(String),
    /// A text lacks a language: which text, which language.
    MissingLanguage(&'static str, String),
    /// A text that must be there is empty.
    MissingText(&'static str),
    /// A block has members of which none counts.
    WeightlessBlock,
    /// A scored question has no block, or a weight of zero.
    Unweighted,
    /// A question that is not scored names a block or a gauge.
    WeightedUnscored,
    /// A condition can never hold.
    Unreachable(String),
    /// A condition always holds.
    AlwaysTrue(String),
    /// A condition refers, through others, to itself.
    ConditionCycle(String),
    /// A condition on when to ask uses a score; only answers and rows are known then.
    ScoreInApplicability,
    /// Goalposts do not rise, or are fewer than two.
    GoalpostsNotIncreasing,
    /// An option that is scored has no value, or one outside 0 to 1.
    OptionValue(String),
    /// A scale has not five anchors; how many it has.
    ScaleAnchors(usize),
    /// The way of scoring does not fit the kind of question.
    ScoringMismatch,
    /// A number that must lie within bounds does not: which number.
    OutOfRange(&'static str),
    /// Level thresholds do not rise from 0.
    LevelsNotIncreasing,
    /// A table read by the matrix lacks a column, or has one of another kind.
    MatrixColumn(String),
    /// A question that is not applicable to some leaves no sentence saying so.
    NoOtherwise,
    /// The quick path asks nothing.
    NoQuickPath,
    /// A block contains itself.
    BlockCycle(String),
    /// Nothing reads this item.
    Unused,
    /// A rule may fire although every answer is the best.
    FiresAtBest,
    /// A rule fires although nothing is known.
    FiresUnknown,
    /// A rule may fire although nothing it looks at concerns the territory.
    FiresWithoutObject,
    /// The worst answer to a question reaches no measure.
    GapWithoutRule,
    /// A device tests again what its register asks for.
    TestedTwice,
}

impl ProblemKind {
    /// How serious it is.
    pub const fn severity(&self) -> Severity {
        match self {
            Self::AlwaysTrue(_)
            | Self::NoQuickPath
            | Self::Unused
            | Self::NoOtherwise
            | Self::GapWithoutRule
            | Self::TestedTwice => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

impl Problem {
    /// How serious it is.
    pub const fn severity(&self) -> Severity {
        self.kind.severity()
    }

    /// What is wrong, as a sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        match &self.kind {
            ProblemKind::Syntax(message) => lang.lint_syntax(message),
            ProblemKind::UnresolvedId(what, id) => lang.lint_unresolved(id, what),
            ProblemKind::DuplicateId(id) => lang.lint_duplicate(id),
            ProblemKind::MissingLanguage(text, code) => lang.lint_missing_language(code, text),
            ProblemKind::MissingText(text) => lang.lint_missing_text(text),
            ProblemKind::WeightlessBlock => lang.lint_weightless_block().to_owned(),
            ProblemKind::Unweighted => lang.lint_unweighted().to_owned(),
            ProblemKind::WeightedUnscored => lang.lint_weighted_unscored().to_owned(),
            ProblemKind::Unreachable(condition) => lang.lint_unreachable(condition),
            ProblemKind::AlwaysTrue(condition) => lang.lint_always_true(condition),
            ProblemKind::ConditionCycle(ids) => lang.lint_condition_cycle(ids),
            ProblemKind::ScoreInApplicability => lang.lint_score_in_applicability().to_owned(),
            ProblemKind::GoalpostsNotIncreasing => lang.lint_goalposts().to_owned(),
            ProblemKind::OptionValue(option) => lang.lint_option_value(option),
            ProblemKind::ScaleAnchors(count) => lang.lint_scale_anchors(count),
            ProblemKind::ScoringMismatch => lang.lint_scoring_mismatch().to_owned(),
            ProblemKind::OutOfRange(what) => lang.lint_out_of_range(what),
            ProblemKind::LevelsNotIncreasing => lang.lint_levels().to_owned(),
            ProblemKind::MatrixColumn(column) => lang.lint_matrix_column(column),
            ProblemKind::NoOtherwise => lang.lint_no_otherwise().to_owned(),
            ProblemKind::NoQuickPath => lang.lint_no_quick_path().to_owned(),
            ProblemKind::BlockCycle(ids) => lang.lint_block_cycle(ids),
            ProblemKind::Unused => lang.lint_unused().to_owned(),
            ProblemKind::FiresAtBest => lang.lint_fires_at_best().to_owned(),
            ProblemKind::FiresUnknown => lang.lint_fires_unknown().to_owned(),
            ProblemKind::FiresWithoutObject => lang.lint_fires_without_object().to_owned(),
            ProblemKind::GapWithoutRule => lang.lint_gap_without_rule().to_owned(),
            ProblemKind::TestedTwice => lang.lint_tested_twice().to_owned(),
        }
    }

    /// What to do about it, as a sentence.
    pub const fn hint(&self, lang: Lang) -> &'static str {
        match &self.kind {
            ProblemKind::Syntax(_) => lang.lint_syntax_hint(),
            ProblemKind::UnresolvedId(..) => lang.lint_unresolved_hint(),
            ProblemKind::DuplicateId(_) => lang.lint_duplicate_hint(),
            ProblemKind::MissingLanguage(..) => lang.lint_missing_language_hint(),
            ProblemKind::MissingText(_) => lang.lint_missing_text_hint(),
            ProblemKind::WeightlessBlock => lang.lint_weightless_block_hint(),
            ProblemKind::Unweighted => lang.lint_unweighted_hint(),
            ProblemKind::WeightedUnscored => lang.lint_weighted_unscored_hint(),
            ProblemKind::Unreachable(_) => lang.lint_unreachable_hint(),
            ProblemKind::AlwaysTrue(_) => lang.lint_always_true_hint(),
            ProblemKind::ConditionCycle(_) => lang.lint_condition_cycle_hint(),
            ProblemKind::ScoreInApplicability => lang.lint_score_in_applicability_hint(),
            ProblemKind::GoalpostsNotIncreasing => lang.lint_goalposts_hint(),
            ProblemKind::OptionValue(_) => lang.lint_option_value_hint(),
            ProblemKind::ScaleAnchors(_) => lang.lint_scale_anchors_hint(),
            ProblemKind::ScoringMismatch => lang.lint_scoring_mismatch_hint(),
            ProblemKind::OutOfRange(_) => lang.lint_out_of_range_hint(),
            ProblemKind::LevelsNotIncreasing => lang.lint_levels_hint(),
            ProblemKind::MatrixColumn(_) => lang.lint_matrix_column_hint(),
            ProblemKind::NoOtherwise => lang.lint_no_otherwise_hint(),
            ProblemKind::NoQuickPath => lang.lint_no_quick_path_hint(),
            ProblemKind::BlockCycle(_) => lang.lint_block_cycle_hint(),
            ProblemKind::Unused => lang.lint_unused_hint(),
            ProblemKind::FiresAtBest => lang.lint_fires_at_best_hint(),
            ProblemKind::FiresUnknown => lang.lint_fires_unknown_hint(),
            ProblemKind::FiresWithoutObject => lang.lint_fires_without_object_hint(),
            ProblemKind::GapWithoutRule => lang.lint_gap_without_rule_hint(),
            ProblemKind::TestedTwice => lang.lint_tested_twice_hint(),
        }
    }
}
