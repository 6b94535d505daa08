//! The questionnaire: what a pack is, how it is checked, and what to ask next.
//!
//! A pack is data: dimensions, questions, scales, goalposts, weights, blocks, gates, gauges, the
//! country matrix, and every text in every language. Reading one gives a [`Pack`] in which every
//! id resolves, or *all* its problems at once. No file is opened here: the caller hands the texts.

mod answer_check;
mod check;
mod coherence;
mod condition;
mod document_check;
mod eligibility;
mod flow;
mod merge_guide;
mod pack;
mod plan_check;
mod problem;
mod reading;
mod row_test;
mod rule;
mod device_spec;
mod score_rule;
mod source;
mod speaking;
mod spec;
mod table_spec;
mod text;

pub use answer_check::{AnswerProblem, check_answer, check_cell};
pub use check::check;
pub use coherence::{Coherence, Grade, Magnitude, Suspicion};
pub use condition::{Asked, Condition, Facts, Quantity, RowCheck, Truth};
pub use device_spec::{Ceiling, DeviceSpec, DeviceTest, Partner, Share};
pub use document_check::{
    DocumentPlace, DocumentProblem, DocumentProblemKind, check_document, check_entry,
};
pub use eligibility::{Competence, Eligibility, Memberships};
pub use flow::{
    AnswerFacts, Applicability, Progress, applicability, applies, next_question, progress,
    starting_rows,
};
pub use merge_guide::merge_guide;
pub use pack::{LEAST_COUNT, Pack};
pub use problem::{Problem, ProblemKind, Severity};
pub use reading::{Benchmark, Comparison, Profile};
pub use row_test::{RowTest, rows_passing};
pub use rule::{Carrier, CountryTest, Ease, Effort, Family, Lever, Rule, Trigger};
pub use score_rule::{Derivation, Measure, Scoring, Term};
pub use source::{PackSource, ReadError};
pub use speaking::{FigureSource, PointFigure, PointSpec, Theme};
pub use spec::{
    Block, BlockMembers, Choice, Dimension, Gate, Gauge, Group, Kind, LevelName, Levels,
    NumberPart, PackFile, PackPart, Part, Prefill, Question, Reference, Role, TiePair,
};
pub use table_spec::{
    ActivityStep, Channel, Column, ColumnKind, MatrixSpec, PartnershipSpec, TableSpec, TieSource,
    TieSpec, column,
};
pub use text::Text;
