//! Rules: what they name exists, and they advise neither too much nor too little.
//!
//! Three proofs hold for every rule over answers: the best answers never fire it, unknown answers
//! never fire it, and nothing fires it where its questions do not concern the territory. A fourth
//! holds for the pack: each question that scores what the authority does reaches some measure.

use crate::{
    domain::{BlockId, ColumnId, OptionId, QuestionId},
    questionnaire::{
        BlockMembers, Condition, Ease, Facts, Family, Kind, Lever, Pack, Part, ProblemKind,
        Quantity, Question, RowTest, Rule, Scoring, TableSpec, Trigger, Truth,
    },
    reference,
};

use super::{Checker, conditions, ids::unresolved_in_test};

/// The longest that an easy measure may take, in months.
const QUICK_MONTHS: u8 = 6;

pub(super) fn check(checker: &mut Checker<'_>) {
    let pack = checker.pack;
    for rule in &pack.rules {
        for (what, id) in unresolved(pack, rule) {
            report(checker, rule, ProblemKind::UnresolvedId(what, id));
        }
        if rule.months == 0 || rule.ease == Ease::Quick && QUICK_MONTHS < rule.months {
            report(checker, rule, ProblemKind::OutOfRange("months"));
        }
        if let Trigger::When(condition) = &rule.when {
            conditions::check_one(checker, "rule", rule.id.as_str(), condition);
            prove(checker, rule, condition);
        }
    }
    carriers(checker);
    devices(checker);
    reach(checker);
}

fn report(checker: &mut Checker<'_>, rule: &Rule, kind: ProblemKind) {
    checker.report("rule", rule.id.as_str(), kind);
}

fn prove(checker: &mut Checker<'_>, rule: &Rule, condition: &Condition) {
    let all = |answers| condition.holds(&Case { pack: checker.pack, answers, but: None });
    if all(Answers::Best).is_possible() {
        report(checker, rule, ProblemKind::FiresAtBest);
    }
    if all(Answers::Unknown).is_true() {
        report(checker, rule, ProblemKind::FiresUnknown);
    }
    if all(Answers::Absent).is_possible() {
        report(checker, rule, ProblemKind::FiresWithoutObject);
    }
}

/// Each question on what the authority does reaches some measure when it alone is worst.
fn reach(checker: &mut Checker<'_>) {
    let pack = checker.pack;
    let measures: Vec<_> = pack
        .rules
        .iter()
        .filter(|rule| matches!(rule.family, Family::Recommendation | Family::Compliance))
        .filter_map(|rule| match &rule.when {
            Trigger::When(condition) => Some(condition),
            _ => None,
        })
        .collect();
    if measures.is_empty() {
        return;
    }
    for question in pack.questions.iter().filter(|question| counts(question)) {
        let facts = Case { pack, answers: Answers::Best, but: Some(&question.id) };
        if !measures.iter().any(|condition| condition.holds(&facts).is_possible()) {
            checker.question(question, ProblemKind::GapWithoutRule);
        }
    }
}

fn counts(question: &Question) -> bool {
    matches!(question.part, Part::Mobilisation | Part::Action)
        && question.scoring != Scoring::Unscored
}

fn absent(what: &'static str, id: &str, found: bool) -> Option<(&'static str, String)> {
    (!found).then(|| (what, id.to_owned()))
}

/// What a rule names and neither the pack nor the registers have.
fn unresolved(pack: &Pack, rule: &Rule) -> Vec<(&'static str, String)> {
    let networks = reference::networks();
    let mut missing: Vec<(&'static str, String)> = Vec::new();
    missing.extend(
        rule.gauges.iter().filter_map(|id| absent("gauge", id.as_str(), pack.gauge(id).is_some())),
    );
    missing.extend(absent("role", rule.owner.as_str(), pack.role(&rule.owner).is_some()));
    missing.extend(rule.raises.iter().filter_map(|id| {
        let levelled = pack.block(id.as_str()).is_some_and(|block| block.levelled);
        absent("levelled block", id.as_str(), levelled)
    }));
    missing.extend(
        rule.carriers
            .iter()
            .filter_map(|id| absent("carrier", id.as_str(), pack.carrier(id).is_some())),
    );
    missing.extend(rule.levers.iter().filter_map(|lever| match lever {
        Lever::Tie(id) => absent("tie", id.as_str(), pack.ties.iter().any(|tie| tie.id == *id)),
        Lever::Countries => absent("matrix", "matrix", pack.matrix.is_some()),
    }));
    missing.extend(
        rule.devices.iter().filter_map(|id| {
            absent("device", id.as_str(), reference::device(id.as_str()).is_some())
        }),
    );
    missing.extend(rule.networks.iter().filter_map(|id| {
        absent("network", id.as_str(), networks.iter().any(|network| *id == *network.id))
    }));
    missing.extend(unresolved_trigger(pack, &rule.when));
    missing.extend(rule.shows.iter().filter_map(|id| {
        let Trigger::Rows(table, _) = &rule.when else { return Some(("column", id.to_string())) };
        let column = pack.table(table.as_str()).and_then(|table| table.column(id.as_str()));
        // What is private may only be told by what is private.
        let may = column.is_some_and(|column| !column.private || rule.private);
        absent("column", id.as_str(), may)
    }));
    missing
}

fn unresolved_trigger(pack: &Pack, trigger: &Trigger) -> Vec<(&'static str, String)> {
    let rows = |id: &str, test: &RowTest| match pack.table(id) {
        None => vec![("table", id.to_owned())],
        Some(table) => unresolved_in_test(table, test),
    };
    match trigger {
        Trigger::Rows(id, test) => rows(id.as_str(), test),
        Trigger::Countries(test) => match (&pack.matrix, &test.partnership) {
            (None, _) => vec![("matrix", "matrix".to_owned())],
            (Some(matrix), Some(test)) => rows(matrix.partnerships.table.as_str(), test),
            (Some(_), None) => vec![],
        },
        Trigger::When(_) | Trigger::Unknown | Trigger::Stale | Trigger::Disputed => vec![],
    }
}

fn carriers(checker: &mut Checker<'_>) {
    for carrier in &checker.pack.carriers {
        let missing = match checker.pack.table(carrier.table.as_str()) {
            None => vec![("table", carrier.table.to_string())],
            Some(table) => {
                let column = |id: &ColumnId| has_column(table, id);
                let columns = std::iter::once(&carrier.countries).chain(&carrier.names);
                unresolved_in_test(table, &carrier.of)
                    .into_iter()
                    .chain(columns.filter_map(column))
                    .collect()
            }
        };
        for (what, id) in missing {
            checker.report("carrier", carrier.id.as_str(), ProblemKind::UnresolvedId(what, id));
        }
    }
}

fn has_column(table: &TableSpec, id: &ColumnId) -> Option<(&'static str, String)> {
    absent("column", id.as_str(), table.column(id.as_str()).is_some())
}

fn devices(checker: &mut Checker<'_>) {
    let pack = checker.pack;
    for spec in &pack.devices {
        let id = spec.id.as_str();
        let mut missing: Vec<_> =
            absent("device", id, reference::device(id).is_some()).into_iter().collect();
        missing.extend(
            spec.through
                .iter()
                .filter_map(|id| absent("carrier", id.as_str(), pack.carrier(id).is_some())),
        );
        if let Some((question, option)) = spec.ceiling.iter().find_map(|one| one.used.as_ref()) {
            let options = pack.question(question.as_str()).map(|q| q.kind.options());
            let found = options.is_some_and(|all| all.iter().any(|one| one.id == *option));
            missing.extend(absent("option", option.as_str(), found));
        }
        for (what, name) in missing {
            checker.report("device", id, ProblemKind::UnresolvedId(what, name));
        }
        let asked = reference::device(id).and_then(|device| device.requires);
        let asked = asked.and_then(|of| pack.eligibility.condition(of));
        for test in &spec.tests {
            conditions::check_one(checker, "device", id, &test.when);
            if Some(&test.when) == asked {
                checker.report("device", id, ProblemKind::TestedTwice);
            }
        }
        let within = |share: f64| 0.0 < share && share <= 1.0;
        let ceiling = spec.ceiling.as_ref().is_none_or(|one| within(one.times));
        if !ceiling || !spec.shares.iter().all(|share| within(share.at_most)) {
            checker.report("device", id, ProblemKind::OutOfRange("share"));
        }
    }
}

/// How all questions are answered.
#[derive(Clone, Copy, PartialEq)]
enum Answers {
    Best,
    Worst,
    Unknown,
    Absent,
}

/// Facts of a territory whose answers are all alike, but one that is worst.
#[derive(Clone, Copy)]
struct Case<'a> {
    pack: &'a Pack,
    answers: Answers,
    but: Option<&'a QuestionId>,
}

impl Case<'_> {
    fn of(&self, id: &QuestionId) -> Answers {
        if self.but == Some(id) { Answers::Worst } else { self.answers }
    }

    /// The end of a range that an answer stands at; anything if the question is not scored.
    fn end(&self, id: &QuestionId, worst: f64, best: f64) -> Option<(f64, f64)> {
        match self.of(id) {
            Answers::Best => Some((best, best)),
            Answers::Worst => Some((worst, worst)),
            Answers::Unknown => Some((worst.min(best), worst.max(best))),
            Answers::Absent => None,
        }
    }

    fn figure(&self, question: &Question) -> Option<(f64, f64)> {
        let id = &question.id;
        match &question.scoring {
            Scoring::Goalposts(posts) => self.end(id, *posts.first()?, *posts.last()?),
            Scoring::Quotient(reference) => {
                let value = self.pack.reference(reference)?.value;
                self.end(id, value / 4.0, value * 4.0)
            }
            Scoring::Saturation(at) => self.end(id, 0.0, *at),
            Scoring::Direct => self.end(id, 0.0, 1.0),
            _ if self.answers == Answers::Absent => None,
            _ => Some((f64::NEG_INFINITY, f64::INFINITY)),
        }
    }

    /// The value of something made of many questions, the odd one among them or not.
    fn whole(&self, holds_odd: impl Fn(&Question) -> bool) -> Option<(f64, f64)> {
        let odd = self.but.and_then(|id| self.pack.question(id.as_str()));
        match self.answers {
            Answers::Best if !odd.is_some_and(holds_odd) => Some((1.0, 1.0)),
            Answers::Absent => None,
            _ => Some((0.0, 1.0)),
        }
    }
}

/// Whether a block scores a question, itself or through its members.
fn scores(pack: &Pack, block: &BlockId, question: &Question) -> bool {
    let Some(own) = &question.block else { return false };
    let members = pack.block(block.as_str()).map(|block| &block.of);
    own == block
        || matches!(members, Some(BlockMembers::Mean(of)) if of.iter().any(|one| {
            one != block && scores(pack, one, question)
        }))
}

impl Facts for Case<'_> {
    fn quantity(&self, quantity: &Quantity) -> Option<(f64, f64)> {
        match quantity {
            Quantity::Level(id) => match &self.pack.question(id.as_str())?.kind {
                Kind::Scale(levels) => self.end(id, 0.0, levels.len().saturating_sub(1) as f64),
                _ => None,
            },
            Quantity::Score(id) => self.end(id, 0.0, 1.0),
            Quantity::Figure(id) => self.figure(self.pack.question(id.as_str())?),
            Quantity::Part(..) | Quantity::Answer(_) if self.answers == Answers::Absent => None,
            Quantity::Part(..) | Quantity::Answer(_) | Quantity::Rows(..) => {
                Some((0.0, f64::INFINITY))
            }
            Quantity::Block(id) => self.whole(|question| scores(self.pack, id, question)),
            Quantity::Gauge(id) => self.whole(|question| question.gauges.contains(id)),
            Quantity::Completeness(_) => match self.answers {
                Answers::Absent => None,
                Answers::Unknown => Some((0.0, 0.0)),
                Answers::Best | Answers::Worst => Some((1.0, 1.0)),
            },
            Quantity::Gap(id) => {
                let tie = self.pack.ties.iter().find(|tie| tie.id == *id)?;
                let of_tie = |question: &Question| scores(self.pack, &tie.mobilisation, question);
                // With all that can be done done, no gap is left.
                self.whole(of_tie).map(|(low, _)| (-1.0, 1.0 - low))
            }
        }
    }

    fn picked(&self, id: &QuestionId, option: &OptionId) -> Truth {
        let worth = |wanted: f64| {
            let question = self.pack.question(id.as_str());
            let scored = question.filter(|question| question.scoring == Scoring::Options);
            let options = scored.map_or(&[][..], |question| question.kind.options());
            let value = options.iter().find(|one| one.id == *option).and_then(|one| one.value);
            if value.is_some_and(|value| f64::EPSILON < (value - wanted).abs()) {
                Truth::False
            } else {
                Truth::Unknown
            }
        };
        match self.of(id) {
            Answers::Best => worth(1.0),
            Answers::Worst => worth(0.0),
            Answers::Unknown => Truth::Unknown,
            Answers::Absent => Truth::False,
        }
    }

    fn known(&self, id: &QuestionId) -> bool {
        matches!(self.of(id), Answers::Best | Answers::Worst)
    }

    fn unanswered(&self, id: &QuestionId) -> bool {
        self.of(id) == Answers::Unknown
    }
}
