//! The widget that each kind of question is answered with.

use std::collections::BTreeMap;

use egui::{Grid, Id, Ui};

use crate::{
    domain::{OptionId, PartId, Picks, QuestionId, State as AnswerState, Value},
    language::Lang,
    questionnaire::{Choice, Kind, NumberPart, Question, Text},
    ui::widgets::{self, Number},
};

use super::{
    Sheet, State,
    change::{between, end, given, yes_partly_no},
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
pub(super) fn range(
    ui: &mut Ui,
    page: &Sheet<'_>,
    question: &Question,
    current: &AnswerState,
    state: &mut State,
) -> Option<AnswerState> {
    let id = question.id.clone();
    let known = (end(current, false).cloned(), end(current, true).cloned());
    let (mut low, mut high) = match &state.range {
        Some((of, low, high)) if *of == id => (low.clone(), high.clone()),
        _ => known.clone(),
    };
    let labels = labels(question, page.lang);
    let mut changed = false;
    for (label, bound, value) in
        [(labels.0, Bound::Low, &mut low), (labels.1, Bound::High, &mut high)]
    {
        widgets::small(ui, label);
        if let Some(entered) = field(ui, page, question, value.as_ref(), bound) {
            *value = entered;
            changed = true;
        }
    }
    if !changed {
        return None;
    }
    match (low, high) {
        (Some(low), Some(high)) => {
            state.range = None;
            Some(between(low, high))
        }
        (low, high) => {
            state.range = Some((id, low, high));
            None
        }
    }
}

/// How both ends are called: what is sure and what is possible, or the least and the most.
const fn labels(question: &Question, lang: Lang) -> (&'static str, &'static str) {
    match question.kind {
        Kind::Multiple { .. } => (lang.questions_sure(), lang.questions_possible()),
        _ => (lang.questions_least(), lang.questions_most()),
    }
}

/// Which end of an answer a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Bound {
    Only,
    Low,
    High,
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
                bounds: (*min, *max),
                width: 140.0,
                grouped: true,
                key: &spot.key("number"),
            };
            let current = value.and_then(|value| match value {
                Value::Number(number) => Some(*number),
                _ => None,
            });
            let entered = widgets::number(ui, spot.id("number"), &of, current, lang)?;
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
        match self.bound {
            Bound::Only => format!("{}/{part}", self.question),
            bound => format!("{}/{part}/{bound:?}", self.question),
        }
    }

    fn id(&self, part: &str) -> Id {
        Id::unique((self.question, self.bound, part))
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
                widgets::checks(
                    ui,
                    self.name,
                    &labels,
                    |index| at(index).is_some_and(|id| picks.contains_key(id)),
                    |ui, index| {
                        if let (Some(unit), Some(id)) = (amount, at(index))
                            && let Some(sum) = picks.get(id)
                            && let Some(entered) =
                                self.amount(ui, id, unit, labels.get(index), *sum)
                        {
                            let mut picks = picks.clone();
                            picks.insert(id.clone(), entered);
                            next = Some(picks);
                        }
                    },
                )
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
