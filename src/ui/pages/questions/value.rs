//! The widget that each kind of question is answered with.

use std::collections::BTreeMap;

use egui::{Grid, Id, Ui};

use crate::{
    domain::{OptionId, PartId, Picks, QuestionId, State as AnswerState, Value},
    exchange::read_value,
    language::Lang,
    questionnaire::{Choice, Kind, NumberPart, Question, Text},
    ui::widgets::{self, Number},
};

use super::{
    Sheet,
    change::{between, end, given, yes_partly_no},
    figures,
};

/// A definite answer; returns the state when it changed.
pub(super) fn exact(
    ui: &mut Ui,
    page: &Sheet<'_>,
    question: &Question,
    state: &AnswerState,
) -> Option<AnswerState> {
    let value = end(state, false);
    field(ui, page, question, value, Bound::Only).map(given)
}

/// An answer from one value to another; returns the state when both ends are known.
///
/// The end that is known alone is kept as an entry that the document does not hold yet, so that
/// neither a page that is left nor a crash loses it.
pub(super) fn range(
    ui: &mut Ui,
    page: &Sheet<'_>,
    question: &Question,
    current: &AnswerState,
) -> Option<AnswerState> {
    let known = |high| end(current, high).cloned().or_else(|| alone(ui, question, high));
    let (mut low, mut high) = (known(false), known(true));
    let labels = labels(question, page.lang);
    let mut changed = false;
    // Of figures, neither end may pass the other while it is typed.
    let (least, most) = (figure_of(low.as_ref()), figure_of(high.as_ref()));
    let ends = [(labels.0, Bound::Low(most), &mut low), (labels.1, Bound::High(least), &mut high)];
    for (label, bound, value) in ends {
        widgets::small(ui, label);
        if let Some(entered) = field(ui, page, question, value.as_ref(), bound) {
            *value = entered;
            changed = true;
        }
    }
    let (one, other) = match (&low, &high) {
        (Some(_), Some(_)) => (None, None),
        ends => (ends.0.as_ref(), ends.1.as_ref()),
    };
    for (high, end) in [(false, one), (true, other)] {
        widgets::keep_draft(ui, &alone_key(question, high), end.map(Value::to_string).as_deref());
    }
    if !changed {
        return None;
    }
    match (low, high) {
        (Some(low), Some(high)) => Some(between(low, high)),
        // One end was taken away: no answer is left, and the other end waits.
        _ => current.is_answered().then_some(AnswerState::NotAsked),
    }
}

/// The name under which one end of a range is kept while the other is not known.
fn alone_key(question: &Question, high: bool) -> String {
    format!("{}/{}", question.id, if high { "most" } else { "least" })
}

/// One end of a range of which the other is not known yet.
fn alone(ui: &Ui, question: &Question, high: bool) -> Option<Value> {
    let text = widgets::draft(ui, &alone_key(question, high))?;
    read_value(&question.kind, &text).ok()
}

/// Whether one end of a range waits for the other.
pub(super) fn is_half(ui: &Ui, question: &Question) -> bool {
    [false, true].into_iter().any(|high| alone(ui, question, high).is_some())
}

/// Lets go of an end that waits for the other: the question is answered otherwise.
pub(super) fn forget_half(ui: &Ui, question: &Question) {
    for high in [false, true] {
        widgets::keep_draft(ui, &alone_key(question, high), None);
    }
}

const fn figure_of(value: Option<&Value>) -> Option<f64> {
    match value {
        Some(Value::Number(number)) => Some(*number),
        _ => None,
    }
}

/// How both ends are called: what is sure and what is possible, or the least and the most.
const fn labels(question: &Question, lang: Lang) -> (&'static str, &'static str) {
    match question.kind {
        Kind::Multiple { .. } => (lang.questions_sure(), lang.questions_possible()),
        _ => (lang.questions_least(), lang.questions_most()),
    }
}

/// Which end of an answer a field holds, and of a figure the other end.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Bound {
    Only,
    Low(Option<f64>),
    High(Option<f64>),
}

impl Bound {
    /// The word for it in names.
    const fn word(self) -> &'static str {
        match self {
            Self::Only => "",
            Self::Low(_) => "low",
            Self::High(_) => "high",
        }
    }

    /// What a figure can be, given what the question allows.
    fn within(self, min: Option<f64>, max: Option<f64>) -> (Option<f64>, Option<f64>) {
        match self {
            Self::Only => (min, max),
            Self::Low(most) => (min, most.or(max)),
            Self::High(least) => (least.or(min), max),
        }
    }
}

/// The widget of a question; returns the value, or none, when it changed.
#[expect(clippy::option_option, reason = "changed or not, then a value or none")]
fn field(
    ui: &mut Ui,
    page: &Sheet<'_>,
    question: &Question,
    value: Option<&Value>,
    bound: Bound,
) -> Option<Option<Value>> {
    let lang = page.lang;
    let spot = Spot { question: &question.id, name: question.text.get(lang), bound, lang };
    match &question.kind {
        Kind::Scale(levels) => spot.scale(ui, levels, value),
        Kind::Choice(options) => spot.choice(ui, options, value),
        Kind::YesPartlyNo { yes, partly, no } => spot.yes_partly_no(ui, [yes, partly, no], value),
        Kind::Multiple { options, amount } => spot.multiple(ui, options, amount.as_ref(), value),
        Kind::Number { unit, min, max, decimals, .. } => {
            let of = Number {
                name: spot.name,
                unit: unit.get(lang),
                decimals: (*decimals).max(2),
                bounds: spot.bound.within(*min, *max),
                width: 140.0,
                grouped: true,
                key: &spot.key(figures::NUMBER),
            };
            let current = value.and_then(|value| match value {
                Value::Number(number) => Some(*number),
                _ => None,
            });
            let entered = widgets::number(ui, spot.id(figures::NUMBER), &of, current, lang)?;
            Some(entered.map(Value::Number))
        }
        Kind::Numbers(parts) => spot.numbers(ui, parts, value),
        Kind::Derived(_) => None,
    }
}

/// Where a field stands.
struct Spot<'a> {
    question: &'a QuestionId,
    name: &'a str,
    bound: Bound,
    lang: Lang,
}

#[expect(clippy::option_option, reason = "changed or not, then a value or none")]
impl Spot<'_> {
    /// The name under which an entry that cannot be read is kept.
    fn key(&self, part: &str) -> String {
        figures::key(self.question, self.bound.word(), part)
    }

    fn id(&self, part: &str) -> Id {
        figures::field(self.question, self.bound.word(), part)
    }

    fn scale(&self, ui: &mut Ui, levels: &[Text], value: Option<&Value>) -> Option<Option<Value>> {
        let sentences: Vec<_> = levels.iter().map(|level| level.get(self.lang)).collect();
        let chosen = match value {
            Some(Value::Level(level)) => Some(usize::from(*level)),
            _ => None,
        };
        let picked = self.pick(ui, &sentences, chosen, 0)?;
        Some(u8::try_from(picked).ok().map(Value::Level))
    }

    fn choice(
        &self,
        ui: &mut Ui,
        options: &[Choice],
        value: Option<&Value>,
    ) -> Option<Option<Value>> {
        let labels: Vec<_> = options.iter().map(|option| option.label.get(self.lang)).collect();
        let chosen = match value {
            Some(Value::Choice(id)) => options.iter().position(|option| option.id == *id),
            _ => None,
        };
        let picked = self.pick(ui, &labels, chosen, 1)?;
        Some(options.get(picked).map(|option| Value::Choice(option.id.clone())))
    }

    fn yes_partly_no(
        &self,
        ui: &mut Ui,
        sentences: [&Text; 3],
        value: Option<&Value>,
    ) -> Option<Option<Value>> {
        let ids = yes_partly_no();
        let sentences = sentences.map(|text| text.get(self.lang));
        let chosen = match value {
            Some(Value::Choice(id)) => ids.iter().position(|option| option == id),
            _ => None,
        };
        let picked = self.pick(ui, &sentences, chosen, 1)?;
        Some(ids.get(picked).cloned().map(Value::Choice))
    }

    fn pick(
        &self,
        ui: &mut Ui,
        labels: &[&str],
        chosen: Option<usize>,
        first: u8,
    ) -> Option<usize> {
        // Digits give a definite answer, so the ends of a range have none.
        let first = (self.bound == Bound::Only).then_some(first);
        let list = |ui: &mut Ui| widgets::numbered(ui, self.name, labels, chosen, first);
        ui.push_id(self.id("list"), list).inner
    }

    fn multiple(
        &self,
        ui: &mut Ui,
        options: &[Choice],
        amount: Option<&Text>,
        value: Option<&Value>,
    ) -> Option<Option<Value>> {
        let none = Picks::new();
        let picks = match value {
            Some(Value::Picks(picks)) => picks,
            _ => &none,
        };
        let labels: Vec<_> = options.iter().map(|option| option.label.get(self.lang)).collect();
        let at = |index: usize| options.get(index).map(|option| &option.id);
        let mut next: Option<Picks> = None;
        let toggled = ui
            .push_id(self.id("list"), |ui| {
                // Digits give a definite answer, so the ends of a range have none.
                let first = (self.bound == Bound::Only).then_some(1);
                let is_on = |index| at(index).is_some_and(|id| picks.contains_key(id));
                widgets::numbered_checks(ui, self.name, &labels, (is_on, first), |ui, index| {
                    if let (Some(unit), Some(id)) = (amount, at(index))
                        && let Some(sum) = picks.get(id)
                        && let Some(entered) = self.amount(ui, id, unit, labels.get(index), *sum)
                    {
                        let mut picks = picks.clone();
                        picks.insert(id.clone(), entered);
                        next = Some(picks);
                    }
                })
            })
            .inner;
        if let Some(id) = toggled.and_then(at) {
            let mut picks = picks.clone();
            if picks.remove(id).is_none() {
                picks.insert(id.clone(), None);
            }
            next = Some(picks);
        }
        if value.is_none() && widgets::quiet(ui, self.lang.questions_none()).clicked() {
            next = Some(Picks::new());
        }
        next.map(|picks| Some(Value::Picks(picks)))
    }

    /// The amount that goes with a picked option.
    fn amount(
        &self,
        ui: &mut Ui,
        option: &OptionId,
        unit: &Text,
        label: Option<&&str>,
        sum: Option<f64>,
    ) -> Option<Option<f64>> {
        ui.horizontal(|ui| {
            ui.add_space(34.0);
            let of = Number {
                name: label.copied().unwrap_or_default(),
                unit: unit.get(self.lang),
                bounds: (Some(0.0), None),
                key: &self.key(option.as_str()),
                ..Number::default()
            };
            widgets::number(ui, self.id(option.as_str()), &of, sum, self.lang)
        })
        .inner
    }

    fn numbers(
        &self,
        ui: &mut Ui,
        parts: &[NumberPart],
        value: Option<&Value>,
    ) -> Option<Option<Value>> {
        let none = BTreeMap::new();
        let known: &BTreeMap<PartId, f64> = match value {
            Some(Value::Parts(known)) => known,
            _ => &none,
        };
        let mut next = None;
        Grid::new(self.id("parts")).num_columns(2).spacing([16.0, 8.0]).show(ui, |ui| {
            for part in parts {
                let label = part.label.get(self.lang);
                ui.label(label);
                let most = part.within.as_ref().and_then(|whole| known.get(whole)).copied();
                let of = Number {
                    name: label,
                    unit: part.unit.get(self.lang),
                    decimals: part.decimals.max(2),
                    bounds: (Some(0.0), most),
                    key: &self.key(part.id.as_str()),
                    ..Number::default()
                };
                let current = known.get(&part.id).copied();
                let id = self.id(part.id.as_str());
                ui.vertical(|ui| {
                    if let Some(entered) = widgets::number(ui, id, &of, current, self.lang) {
                        let mut parts = known.clone();
                        match entered {
                            Some(number) => parts.insert(part.id.clone(), number),
                            None => parts.remove(&part.id),
                        };
                        next = Some(parts);
                    }
                });
                ui.end_row();
            }
        });
        next.map(|parts| (!parts.is_empty()).then_some(Value::Parts(parts)))
    }
}
