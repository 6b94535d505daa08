//! What a condition takes, answer by answer: what stands there today, and what would do.

use crate::{
    domain::{BlockId, QuestionId, TableId},
    questionnaire::{Condition, Facts as _, Kind, Quantity, Question, Truth},
    report::{brief, words},
    scoring::ScoredFacts,
};

use super::Of;

/// A line about what a condition takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// How the lines below it are joined, such as « au moins 2 de ces lignes ».
    Note(String),
    /// One thing that is asked for.
    Ask(Ask),
}

/// One thing that a condition asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// What to go to, if it is something to go to.
    pub what: Option<AskOf>,
    /// Its name.
    pub name: String,
    /// What stands there today.
    pub now: String,
    /// What it would take.
    pub takes: String,
    /// Whether that is so.
    pub holds: Truth,
}

/// What a condition looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AskOf {
    /// The answer to a question.
    Question(QuestionId),
    /// The rows of a table.
    Table(TableId),
    /// The value of a block.
    Block(BlockId),
}

/// The lines of a condition.
pub(super) fn of(of: Of<'_>, condition: &Condition, facts: &ScoredFacts<'_>) -> Vec<Need> {
    let mut needs = Vec::new();
    add(of, condition, facts, &mut needs);
    needs
}

fn add(of: Of<'_>, condition: &Condition, facts: &ScoredFacts<'_>, needs: &mut Vec<Need>) {
    let lang = of.lang;
    let note = match condition {
        Condition::Any(all) if 1 < all.len() => Some(lang.ladder_any_of().to_owned()),
        Condition::SomeOf(least, _) => Some(lang.ladder_some_of(*least)),
        Condition::Not(_) => Some(lang.ladder_none_of().to_owned()),
        _ => None,
    };
    needs.extend(note.map(Need::Note));
    let inside = condition.children();
    if inside.is_empty() {
        needs.extend(of.ask(condition, facts).map(Need::Ask));
    }
    for one in inside {
        add(of, one, facts, needs);
    }
}

impl Of<'_> {
    /// One comparison in words.
    fn ask(self, condition: &Condition, facts: &ScoredFacts<'_>) -> Option<Ask> {
        let lang = self.lang;
        let holds = condition.holds(facts);
        let about = |id: &QuestionId, takes: &dyn Fn(&Question) -> String| {
            let question = self.pack.question(id.as_str())?;
            Some(Ask {
                what: Some(AskOf::Question(id.clone())),
                name: question.short.get(lang).to_owned(),
                now: self.answer(question),
                takes: takes(question),
                holds,
            })
        };
        match condition {
            Condition::Picked(id, option) => about(id, &|question| {
                let options = question.kind.options().iter();
                let mut labels = options.filter(|one| one.id == *option);
                labels
                    .next()
                    .map_or_else(|| option.to_string(), |one| one.label.get(lang).to_owned())
            }),
            Condition::Known(id) => about(id, &|_| lang.ladder_takes_known().to_owned()),
            Condition::Unanswered(id) => about(id, &|_| lang.words_state_unknown().to_owned()),
            _ => {
                let (quantity, bound) = condition.quantity()?;
                match quantity {
                    Quantity::Level(id)
                    | Quantity::Score(id)
                    | Quantity::Figure(id)
                    | Quantity::Answer(id)
                    | Quantity::Part(id, _) => {
                        about(id, &|question| self.takes(condition, quantity, bound, question))
                    }
                    other => self.measured(condition, (other, bound), holds, facts),
                }
            }
        }
    }

    fn answer(self, question: &Question) -> String {
        brief::answer_words(self.pack, self.diagnostic, self.assessment, self.lang, question)
    }

    /// What a comparison takes of a question.
    fn takes(
        self,
        condition: &Condition,
        quantity: &Quantity,
        bound: f64,
        question: &Question,
    ) -> String {
        let lang = self.lang;
        let options = question.kind.options();
        match (quantity, &question.kind) {
            (Quantity::Level(_), Kind::Scale(anchors)) => {
                self.level_taken(condition, bound, anchors)
            }
            (Quantity::Score(_), Kind::Scale(anchors)) => {
                let top = anchors.len().saturating_sub(1) as f64;
                self.level_taken(condition, bound * top, anchors)
            }
            (Quantity::Score(_), Kind::Choice(_)) => {
                let fits = options
                    .iter()
                    .filter(|one| one.value.is_some_and(|value| fits(condition, value, bound)));
                let labels: Vec<&str> = fits.map(|one| one.label.get(lang)).collect();
                labels.join(lang.ladder_or())
            }
            (Quantity::Score(_), Kind::YesPartlyNo { .. }) => {
                let words =
                    [(1.0, lang.words_yes()), (0.5, lang.words_partly()), (0.0, lang.words_no())];
                let fits = words.iter().filter(|(value, _)| fits(condition, *value, bound));
                fits.map(|(_, word)| *word).collect::<Vec<_>>().join(lang.ladder_or())
            }
            (Quantity::Score(_), _) => {
                self.compared(condition, lang.ladder_out_of_100(self.score(bound)))
            }
            (_, Kind::Number { unit, .. }) => {
                let number = lang.number(bound, 2);
                let unit = unit.get(lang);
                let figure =
                    if unit.is_empty() { number } else { lang.report_with_unit(number, unit) };
                self.compared(condition, figure)
            }
            _ => self.compared(condition, lang.number(bound, 2)),
        }
    }

    /// A level of a scale by its sentence.
    fn level_taken(
        self,
        condition: &Condition,
        bound: f64,
        anchors: &[crate::questionnaire::Text],
    ) -> String {
        let lang = self.lang;
        let mut levels = (0_u8..).zip(anchors);
        let first = levels.find(|(level, _)| fits(condition, f64::from(*level), bound));
        match (condition, first) {
            (Condition::AtLeast(..) | Condition::Above(..), Some((level, anchor))) => {
                lang.ladder_takes_level(level, anchor.get(lang))
            }
            _ => self.compared(condition, lang.number(bound, 0)),
        }
    }

    /// « au moins 2 », by the kind of comparison.
    fn compared(self, condition: &Condition, value: String) -> String {
        match condition {
            Condition::Above(..) => self.lang.ladder_more_than(value),
            Condition::AtMost(..) => self.lang.ladder_at_most(value),
            Condition::Below(..) => self.lang.ladder_less_than(value),
            _ => self.lang.ladder_at_least(value),
        }
    }

    /// A comparison with something that is not one answer.
    fn measured(
        self,
        condition: &Condition,
        (quantity, bound): (&Quantity, f64),
        holds: Truth,
        facts: &ScoredFacts<'_>,
    ) -> Option<Ask> {
        let lang = self.lang;
        let out_of = |value: f64| lang.ladder_out_of_100(self.score(value));
        let (what, name, wanted) = match quantity {
            Quantity::Block(id) | Quantity::Completeness(id) => {
                let block = self.pack.block(id.as_str())?;
                let name = block.title.get(lang).to_owned();
                (Some(AskOf::Block(id.clone())), name, out_of(bound))
            }
            Quantity::Gauge(id) => {
                let gauge = self.pack.gauges.iter().find(|gauge| gauge.id == *id)?;
                (None, gauge.short.get(lang).to_owned(), out_of(bound))
            }
            Quantity::Gap(id) => {
                let tie = self.pack.ties.iter().find(|tie| tie.id == *id)?;
                (None, tie.title.get(lang).to_owned(), self.score(bound))
            }
            Quantity::Rows(id, _) => {
                let table = self.pack.table(id.as_str())?;
                let name = lang.why_table(table.short.get(lang));
                (Some(AskOf::Table(id.clone())), name, lang.number(bound, 0))
            }
            _ => return None,
        };
        let now = match (quantity, facts.quantity(quantity)) {
            (Quantity::Block(id), _) => {
                let value = self.assessment.value(self.pack, id.as_str());
                value.map(|value| words::aggregate(lang, &value))
            }
            (Quantity::Rows(..), Some((low, high))) => {
                let (low, high) = (lang.number(low, 0), lang.number(high, 0));
                Some(if low == high { low } else { lang.words_between(low, high) })
            }
            (_, Some((low, high))) => {
                let (low, high) = (self.score(low), self.score(high));
                Some(if low == high { low } else { lang.words_between(low, high) })
            }
            (_, None) => None,
        };
        Some(Ask {
            what,
            name,
            now: now.unwrap_or_else(|| lang.words_state_not_applicable().to_owned()),
            takes: self.compared(condition, wanted),
            holds,
        })
    }
}

/// Whether a value passes the comparison of a condition.
fn fits(condition: &Condition, value: f64, bound: f64) -> bool {
    match condition {
        Condition::Above(..) => bound < value,
        Condition::AtMost(..) => value <= bound,
        Condition::Below(..) => value < bound,
        _ => bound <= value,
    }
}
