//! An answer out of the lines of an official file: sums, or the quotient of two.

use std::collections::BTreeMap;

use crate::{
    domain::{Evidence, PartId, QuestionId, State, Value},
    questionnaire::{Kind, NumberPart, Question, check_answer},
};

use super::{
    extract::{Extract, Item},
    layout::{Layout, Make},
    make::label,
    noted::Flag,
    proposal::{Line, Proposal, Status, Target, Unfit, What},
};

/// How many names a comment lists.
const NAMES: usize = 12;

/// Adds the answer that items make to a proposal.
pub(super) fn make(
    extract: &Extract,
    target: Target<'_>,
    items: &[&Item],
    proposal: &mut Proposal,
) -> Result<(), Unfit> {
    let layout = extract.layout;
    let Some(question) = question(layout, target)? else { return Ok(()) };
    let (value, known) = match &layout.make {
        Make::Parts { parts, .. } => sums(layout, parts, items),
        Make::Ratio { of, to, times, .. } => quotient(layout, (of, to), *times, items),
        Make::Rows { .. } => (None, 0),
    };
    if known < items.len() {
        proposal.flags.push(Flag::Partial(known, items.len()));
    }
    if !extract.unplaced.is_empty() {
        let figures = extract.unplaced.iter().filter_map(|item| last_figure(layout, item));
        let lost = figures.fold(0.0, |sum, figure| sum + figure);
        if 0.0 < lost {
            proposal.flags.push(Flag::Unplaced(lost));
        }
    }
    let (Some(value), Some(first)) = (value, items.first()) else { return Ok(()) };
    let before = target.diagnostic.answer(question.id.as_str()).cloned().unwrap_or_default();
    let words = in_words(question, &value, target);
    let state = State::Given(over(&before.state, value));
    if check_answer(question, &state).is_err() {
        proposal.flags.push(Flag::Unreadable(items.len()));
        return Ok(());
    }
    let mut answer = before.clone();
    answer.state = state;
    answer.year = extract.year.or(before.year);
    layout.source.get(target.lang).clone_into(&mut answer.source);
    answer.evidence = Some(Evidence::E3);
    if answer.comment.is_empty() {
        answer.comment = names(layout, items);
    }
    let status = match &before.state {
        _ if before.state == answer.state && before.year == answer.year => Status::Same,
        State::NotAsked => Status::New,
        state => Status::ChangesAnswer(state.to_string()),
    };
    let wanted = status != Status::Same;
    let what = What::Answer(question.id.clone(), Box::new(answer));
    let remarks = Vec::new();
    proposal.lines.push(Line { at: first.line, what, words, status, wanted, remarks });
    Ok(())
}

/// What is known before, with the new figures put in.
fn over(before: &State, value: Value) -> Value {
    match (before, value) {
        (State::Given(Value::Parts(own)), Value::Parts(new)) => {
            let mut parts = own.clone();
            parts.extend(new);
            Value::Parts(parts)
        }
        (_, value) => value,
    }
}

fn question<'a>(layout: &Layout, target: Target<'a>) -> Result<Option<&'a Question>, Unfit> {
    let id: &QuestionId = match &layout.make {
        Make::Parts { question, .. } | Make::Ratio { question, .. } => question,
        Make::Rows { .. } => return Ok(None),
    };
    target.pack.question(id.as_str()).map(Some).ok_or_else(|| Unfit(id.to_string()))
}

/// Sums by part, of the items whose figures are known, and how many those are.
fn sums(
    layout: &Layout,
    parts: &[(PartId, Vec<String>)],
    items: &[&Item],
) -> (Option<Value>, usize) {
    let mut sums: BTreeMap<PartId, f64> = BTreeMap::new();
    let mut known = 0;
    for item in items {
        let figure = |fields: &Vec<String>| {
            fields.iter().map(|id| item.sum(layout, id)).sum::<Option<f64>>()
        };
        let figures: Option<Vec<f64>> = parts.iter().map(|(_, fields)| figure(fields)).collect();
        let Some(figures) = figures else { continue };
        known += 1;
        for ((part, _), figure) in parts.iter().zip(figures) {
            *sums.entry(part.clone()).or_default() += figure;
        }
    }
    ((0 < known).then_some(Value::Parts(sums)), known)
}

fn quotient(
    layout: &Layout,
    (of, to): (&[String], &[String]),
    times: f64,
    items: &[&Item],
) -> (Option<Value>, usize) {
    let (mut above, mut below, mut known) = (0.0, 0.0, 0);
    for item in items {
        let sum = |ids: &[String]| ids.iter().map(|id| item.sum(layout, id)).sum::<Option<f64>>();
        if let (Some(a), Some(b)) = (sum(of), sum(to)) {
            above += a;
            below += b;
            known += 1;
        }
    }
    let share = (0.0 < below).then(|| Value::Number((times * above / below * 10.0).round() / 10.0));
    (share, known)
}

/// The figure that matters most of an item: that of the last part.
fn last_figure(layout: &Layout, item: &Item) -> Option<f64> {
    let Make::Parts { parts, .. } = &layout.make else { return None };
    let (_, fields) = parts.last()?;
    fields.iter().map(|id| item.sum(layout, id)).sum()
}

/// The figures of items in a few words, such as « Étudiants en tout : 1 234 ».
pub(super) fn figures(layout: &Layout, target: Target<'_>, items: &[&Item]) -> String {
    let Make::Parts { parts, question, .. } = &layout.make else { return String::new() };
    let question = target.pack.question(question.as_str());
    match (question, sums(layout, parts, items).0) {
        (Some(question), Some(value)) => value_in_words(question, &value, target),
        _ => String::new(),
    }
}

/// An answer by what it is about and its figures.
fn in_words(question: &Question, value: &Value, target: Target<'_>) -> String {
    let name = format!("{} ({})", question.short.get(target.lang), question.id);
    target.lang.opendata_figure(value_in_words(question, value, target), name)
}

/// Figures in the order in which the question asks them.
fn value_in_words(question: &Question, value: &Value, target: Target<'_>) -> String {
    let lang = target.lang;
    match (value, &question.kind) {
        (Value::Parts(sums), Kind::Numbers(parts)) => {
            let word = |part: &NumberPart| {
                let figure = lang.number(*sums.get(&part.id)?, 0);
                Some(lang.opendata_figure(figure, part.label.get(lang)))
            };
            parts.iter().filter_map(word).collect::<Vec<_>>().join(", ")
        }
        (Value::Number(value), _) => lang.number(*value, 1),
        _ => String::new(),
    }
}

/// The names that a comment gives.
fn names(layout: &Layout, items: &[&Item]) -> String {
    let mut names: Vec<String> = Vec::new();
    for item in items {
        let name = match &layout.make {
            Make::Parts { label, .. } | Make::Ratio { label, .. } => {
                item.field(layout, label).to_owned()
            }
            Make::Rows { .. } => label(layout, item),
        };
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    let more = NAMES < names.len();
    names.truncate(NAMES);
    names.join(", ") + if more { "…" } else { "" }
}
