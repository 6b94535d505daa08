//! What an élu can say of the results: short points, each traceable to its answers.
//!
//! A point enters only when its condition surely holds, its figures are known and no small count
//! of people stands in it. What could be said if more were known is told as missing, never guessed.

use std::collections::BTreeSet;

use crate::{
    domain::{CountryCode, Diagnostic, Evidence, PointChoice, PointId, QuestionId, TableId},
    questionnaire::{
        Applicability, Condition, Facts as _, FigureSource, Kind, LEAST_COUNT, Measure, Pack,
        PointSpec, Quantity, Term, Theme, Truth, applicability,
    },
    scoring::Assessment,
};

use super::{facts::Case, requirement};

/// How many countries one point names.
const MOST_COUNTRIES: usize = 3;

/// How many missing answers are told of one theme.
const MOST_MISSING: usize = 4;

/// The speaking points of a diagnostic.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Speaking {
    /// What can be said, theme by theme, in the order of the pack; proofs best proved first.
    pub points: Vec<Point>,
    /// What is missing, theme by theme.
    pub missing: Vec<Missing>,
}

/// One thing that can be said.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Its id in the pack.
    pub id: PointId,
    /// What it answers.
    pub theme: Theme,
    /// Its figures, in the order of the pack.
    pub figures: Vec<PointValue>,
    /// The answers it rests on.
    pub questions: Vec<QuestionId>,
    /// The tables it rests on.
    pub tables: Vec<TableId>,
    /// How well the weakest of its answers is proved, if all are graded.
    pub evidence: Option<Evidence>,
    /// What the official has chosen.
    pub choice: Option<PointChoice>,
    /// Whether it is said: not dropped, and among the first of its theme.
    pub said: bool,
}

/// A figure of a point.
#[derive(Clone, Debug, PartialEq)]
pub enum PointValue {
    /// The least and the most it can be.
    Between(f64, f64),
    /// Countries.
    Countries(Vec<CountryCode>),
}

/// What is missing for a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The theme.
    pub theme: Theme,
    /// The questions that would let something be said.
    pub questions: Vec<QuestionId>,
    /// The tables that would.
    pub tables: Vec<TableId>,
}

impl Speaking {
    /// The points of a theme.
    pub fn of(&self, theme: Theme) -> impl Iterator<Item = &Point> {
        self.points.iter().filter(move |point| point.theme == theme)
    }

    /// The points that are said.
    pub fn said(&self) -> impl Iterator<Item = &Point> {
        self.points.iter().filter(|point| point.said)
    }
}

impl Point {
    /// The figures behind it, in a compact form that changes when they do.
    pub fn basis(&self) -> String {
        let each = self.figures.iter().map(|value| match value {
            PointValue::Between(low, high) => format!("{low}..{high}"),
            PointValue::Countries(codes) => {
                codes.iter().map(CountryCode::as_str).collect::<Vec<_>>().join("+")
            }
        });
        each.collect::<Vec<_>>().join("|")
    }

    /// Whether the official worded it when its figures were others.
    pub fn is_outdated(&self) -> bool {
        let reworded = matches!(&self.choice, Some(PointChoice::Reworded { basis, .. })
            if *basis != self.basis());
        reworded
    }
}

/// What can be said of a diagnostic and its assessment by the same pack.
pub fn speaking(pack: &Pack, diagnostic: &Diagnostic, assessment: &Assessment) -> Speaking {
    let case = Case { pack, diagnostic, assessment };
    let mut found = Speaking::default();
    for theme in Theme::ALL {
        let specs = || pack.speaking.iter().filter(move |spec| spec.theme == theme);
        let mut points: Vec<Point> = specs().filter_map(|spec| point(case, spec)).collect();
        if theme == Theme::Proof {
            points.sort_by_key(|point| std::cmp::Reverse(point.evidence));
        }
        choose(&mut points, theme.most());
        if points.iter().filter(|point| point.said).count() < theme.most() {
            let mute = specs().filter(|spec| !points.iter().any(|point| point.id == spec.id));
            found.missing.extend(missing(case, theme, mute));
        }
        found.points.extend(points);
    }
    found
}

/// Marks those that are said: what the official wants first, then the others in order.
fn choose(points: &mut [Point], most: usize) {
    let wanted = |point: &Point| {
        matches!(point.choice, Some(PointChoice::Kept | PointChoice::Reworded { .. }))
    };
    let mut left = most;
    for round in [true, false] {
        for point in points.iter_mut().filter(|point| wanted(point) == round) {
            if 0 < left && point.choice != Some(PointChoice::Dropped) {
                point.said = true;
                left -= 1;
            }
        }
    }
}

/// The point, if it can be said.
fn point(case: Case<'_>, spec: &PointSpec) -> Option<Point> {
    if spec.when.as_ref().is_some_and(|when| !when.holds(&case.facts()).is_true()) {
        return None;
    }
    let figures: Option<Vec<PointValue>> =
        spec.figures.iter().map(|figure| value(case, &figure.of, figure.people)).collect();
    let (questions, tables) = behind(case.pack, questions(spec), tables(spec));
    let graded = questions.iter().map(|id| case.diagnostic.answer(id.as_str())?.evidence);
    let graded: Option<Vec<Evidence>> = graded.collect();
    Some(Point {
        id: spec.id.clone(),
        theme: spec.theme,
        figures: figures?,
        evidence: graded.and_then(|all| all.into_iter().min()),
        questions,
        tables,
        choice: case.diagnostic.points.get(&spec.id).cloned(),
        said: false,
    })
}

fn value(case: Case<'_>, source: &FigureSource, people: bool) -> Option<PointValue> {
    match source {
        FigureSource::Quantity(quantity) => {
            let (low, high) = case.facts().quantity(quantity)?;
            // What nobody knows at all has no least value that could be said.
            let known = low.is_finite() && (0.0 < low || high.is_finite());
            let few = people && low < LEAST_COUNT;
            (known && !few).then_some(PointValue::Between(low, high))
        }
        FigureSource::Rooted => {
            let strong = case.pack.matrix.as_ref()?.strong_roots;
            let rows = &case.assessment.matrix.as_ref()?.countries;
            let rooted = rows.iter().filter(|row| strong <= row.roots.low());
            let codes: Vec<_> = rooted.map(|row| row.country).take(MOST_COUNTRIES).collect();
            (!codes.is_empty()).then_some(PointValue::Countries(codes))
        }
    }
}

/// The conditions of a point, its figures among them.
fn conditions(spec: &PointSpec) -> Vec<Condition> {
    let figures = spec.figures.iter().filter_map(|figure| match &figure.of {
        FigureSource::Quantity(quantity) => Some(Condition::AtLeast(quantity.clone(), 0.0)),
        FigureSource::Rooted => None,
    });
    spec.when.iter().cloned().chain(figures).collect()
}

/// The questions whose answers a point rests on, each once; a ratio rests on what it is made of.
fn questions(spec: &PointSpec) -> Vec<QuestionId> {
    let mut seen = BTreeSet::new();
    let all = conditions(spec);
    let ids = all.iter().flat_map(requirement::questions);
    ids.filter(|id| seen.insert(id.clone())).collect()
}

/// The answers and tables behind questions: what is computed is traced to what was answered.
fn behind(
    pack: &Pack,
    questions: Vec<QuestionId>,
    mut tables: Vec<TableId>,
) -> (Vec<QuestionId>, Vec<TableId>) {
    let mut found: Vec<QuestionId> = Vec::new();
    for id in questions {
        let Some(question) = pack.question(id.as_str()) else { continue };
        let terms = match &question.measure {
            Measure::Ratio { of, to, .. } => vec![of, to],
            Measure::Own => Vec::new(),
        };
        let others = terms.into_iter().filter_map(|term| match term {
            Term::Answer(id)
            | Term::PartOf(id, _)
            | Term::SumOfParts(id)
            | Term::SumOfAmounts(id) => Some(id.clone()),
            Term::Own | Term::Part(_) => None,
        });
        let own = question.kind.is_asked().then(|| id.clone());
        for id in own.into_iter().chain(others) {
            if !found.contains(&id) {
                found.push(id);
            }
        }
        if let Kind::Derived(derivation) = &question.kind
            && let Some(table) = derivation.table()
            && !tables.contains(table)
        {
            tables.push(table.clone());
        }
    }
    (found, tables)
}

fn tables(spec: &PointSpec) -> Vec<TableId> {
    let mut found = Vec::new();
    for condition in conditions(spec) {
        condition.walk(&mut |one| {
            if let Some((Quantity::Rows(id, _), _)) = one.quantity()
                && !found.contains(id)
            {
                found.push(id.clone());
            }
        });
    }
    found
}

/// The answers that would let more be said, if there are some.
fn missing<'a>(
    case: Case<'_>,
    theme: Theme,
    mute: impl Iterator<Item = &'a PointSpec>,
) -> Option<Missing> {
    let mut found = Missing { theme, questions: Vec::new(), tables: Vec::new() };
    for spec in mute {
        let open = |condition: &Condition| condition.holds(&case.facts()) == Truth::Unknown;
        if !conditions(spec).iter().any(open) && spec.when.is_some() {
            continue;
        }
        for id in questions(spec).into_iter().filter(|id| is_missing(case, id)) {
            if !found.questions.contains(&id) {
                found.questions.push(id);
            }
        }
        let listed = |id: &TableId| {
            case.diagnostic.table(id.as_str()).is_some_and(|table| !table.rows.is_empty())
        };
        for id in tables(spec).into_iter().filter(|id| !listed(id)) {
            if !found.tables.contains(&id) {
                found.tables.push(id);
            }
        }
    }
    found.questions.truncate(MOST_MISSING);
    found.tables.truncate(MOST_MISSING);
    (!found.questions.is_empty() || !found.tables.is_empty()).then_some(found)
}

/// Whether a question is asked and nobody has an answer yet.
fn is_missing(case: Case<'_>, id: &QuestionId) -> bool {
    let answered = case.diagnostic.answer(id.as_str()).is_some_and(|a| a.state.is_answered());
    let asked = case
        .pack
        .question(id.as_str())
        .is_some_and(|question| applicability(case.diagnostic, question) == Applicability::Asked);
    asked && !answered && !case.is_out(id)
}
