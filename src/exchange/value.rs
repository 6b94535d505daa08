//! Values of answers and cells as people and the compact forms of the domain write them.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    domain::{Cell, PartId, Picks, Place, State, Value},
    language::{Lang, number},
    questionnaire::{Choice, ColumnKind, Kind, NumberPart},
    reference::find_place,
};

use super::{
    problem::{ImportProblemKind as Problem, Known},
    word,
};

/// The answers to a question of yes, partly or no.
const YES_PARTLY_NO: [fn(Lang) -> &'static str; 3] =
    [Lang::words_yes, Lang::words_partly, Lang::words_no];

/// What separates the ends of a range.
const RANGE: &str = "..";

/// The state that a text stands for: nothing, a value, `low..high`, `?` or `n/a`.
pub(super) fn read_state(kind: &Kind, text: &str) -> Result<State, Problem> {
    if text.is_empty() {
        return Ok(State::NotAsked);
    }
    match read_value(kind, text) {
        Ok(value) => Ok(State::Given(value)),
        Err(_) if word::is_unknown(text) => Ok(State::Unknown),
        Err(_) if word::is_not_applicable(text) => {
            Ok(State::NotApplicable { reason: String::new() })
        }
        Err(problem) => match text.split_once(RANGE) {
            Some((low, high)) => {
                Ok(State::Between(read_value(kind, low.trim())?, read_value(kind, high.trim())?))
            }
            None => Err(problem),
        },
    }
}

/// A value of the kind that a question asks for.
pub fn read_value(kind: &Kind, text: &str) -> Result<Value, Problem> {
    match kind {
        Kind::Scale(anchors) => word::level(anchors, text).map(Value::Level),
        Kind::Choice(options) => word::option(options, text).map(Value::Choice),
        Kind::YesPartlyNo { .. } => yes_partly_no(text),
        Kind::Multiple { options, .. } => picks(options, text).map(Value::Picks),
        Kind::Number { .. } => word::figure(text).map(Value::Number),
        Kind::Numbers(parts) => figures(parts, text).map(Value::Parts),
        Kind::Derived(_) => Err(Problem::Value(crate::questionnaire::AnswerProblem::Computed)),
    }
}

fn yes_partly_no(text: &str) -> Result<Value, Problem> {
    let option = if word::is_any(text, Lang::exchange_words_partly) {
        "partly"
    } else {
        match word::yes_no(text) {
            Some(true) => "yes",
            Some(false) => "no",
            None => {
                let known = Known::of(&YES_PARTLY_NO, |word, lang| word(lang).to_owned());
                return Err(Problem::UnknownOption { found: text.to_owned(), known });
            }
        }
    };
    Ok(Value::Choice(option.into()))
}

fn picks(options: &[Choice], text: &str) -> Result<Picks, Problem> {
    let pick = |part: &str| match (word::option(options, part), part.rsplit_once('=')) {
        (Ok(option), _) => Ok((option, None)),
        (Err(_), Some((option, amount))) => {
            Ok((word::option(options, option.trim())?, Some(word::figure(amount)?)))
        }
        (Err(problem), None) => Err(problem),
    };
    match items(text).map(pick).collect() {
        Err(_) if word::is_any(text, Lang::exchange_words_none) => Ok(Picks::new()),
        picks => picks,
    }
}

fn figures(parts: &[NumberPart], text: &str) -> Result<BTreeMap<PartId, f64>, Problem> {
    let unreadable = |found: &str| Problem::NotAPart {
        found: found.to_owned(),
        known: word::join(parts.iter().map(|part| part.id.as_str())),
    };
    let figure = |item: &str| {
        let (name, figure) = item.split_once('=').ok_or_else(|| unreadable(item))?;
        let name = name.trim();
        let part = parts
            .iter()
            .find(|part| {
                part.id.as_str().eq_ignore_ascii_case(name) || word::is_text(name, &part.label)
            })
            .ok_or_else(|| unreadable(item))?;
        Ok((part.id.clone(), word::figure(figure)?))
    };
    items(text).map(figure).collect()
}

/// The items of a list.
fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split(['|', '\n']).map(str::trim).filter(|item| !item.is_empty())
}

/// Reads a cell as somebody types it in this language, whose figures may be grouped by a mark.
pub fn read_typed_cell(
    kind: &ColumnKind,
    text: &str,
    lang: Lang,
) -> Result<(Cell, Vec<String>), Problem> {
    match kind {
        ColumnKind::Number { .. } => read_cell(kind, &number::ungrouped(text, lang)),
        _ => read_cell(kind, text),
    }
}

/// Reads a cell as people write it: « oui », `10..60`, « de 10 à 60 », « mars 2024 », `?`, a label, a
/// place; returns the cell, and the places in it that are not known.
pub fn read_cell(kind: &ColumnKind, text: &str) -> Result<(Cell, Vec<String>), Problem> {
    let known = |cell| Ok((cell, Vec::new()));
    if text.is_empty() {
        return known(Cell::Empty);
    }
    match kind {
        ColumnKind::Place => Ok(read_place(text)),
        ColumnKind::Places => Ok(read_places(text)),
        _ => match read_plain_cell(kind, text) {
            Ok(cell) => known(cell),
            Err(_) if word::is_unknown(text) => known(Cell::Unknown),
            Err(problem) => Err(problem),
        },
    }
}

fn read_plain_cell(kind: &ColumnKind, text: &str) -> Result<Cell, Problem> {
    match kind {
        ColumnKind::Text | ColumnKind::Town { .. } | ColumnKind::Place | ColumnKind::Places => {
            Ok(if text == "?" { Cell::Unknown } else { Cell::text(text) })
        }
        ColumnKind::Number { .. } => number_cell(text),
        ColumnKind::Year => word::year(text).map(|year| Cell::Number(f64::from(year))),
        ColumnKind::Month => month_cell(text),
        ColumnKind::YesNo => {
            word::yes_no(text).map(Cell::Flag).ok_or_else(|| Problem::NotYesNo(text.to_owned()))
        }
        ColumnKind::Choice(options) => {
            word::option(options, text).map(|option| Cell::Text(option.as_str().into()))
        }
        ColumnKind::Choices { options, .. } => choices_cell(options, text),
        ColumnKind::Level(levels) => word::level(levels, text).map(|l| Cell::Number(f64::from(l))),
    }
}

fn number_cell(text: &str) -> Result<Cell, Problem> {
    match (word::figure(text), word::ends(text)) {
        (Ok(figure), _) => Ok(Cell::Number(figure)),
        (Err(_), Some((low, high))) => Ok(Cell::Range(word::figure(low)?, word::figure(high)?)),
        (Err(problem), None) => Err(problem),
    }
}

/// A month; a bare year is kept as such and counts as its December.
fn month_cell(text: &str) -> Result<Cell, Problem> {
    if let Ok(year) = word::year(text) {
        return Ok(Cell::Number(f64::from(year)));
    }
    let month = word::month(text).ok_or_else(|| Problem::NotAMonth(text.to_owned()))?;
    Ok(Cell::text(&month.to_string()))
}

/// Options separated by `|`, or by commas where no label has one.
fn choices_cell(options: &[Choice], text: &str) -> Result<Cell, Problem> {
    let mut picked: Vec<Arc<str>> = Vec::new();
    for item in items(text) {
        let found = word::option(options, item).map(|option| vec![option]).or_else(|problem| {
            let parts = item.split([',', ';']).map(|part| word::option(options, part.trim()));
            parts.collect::<Result<Vec<_>, _>>().ok().ok_or(problem)
        })?;
        for option in found {
            if !picked.iter().any(|other| **other == *option.as_str()) {
                picked.push(option.as_str().into());
            }
        }
    }
    Ok(Cell::List(picked))
}

fn read_place(text: &str) -> (Cell, Vec<String>) {
    if word::is_unknown(text) && find_place(text).is_none() {
        return (Cell::Unknown, Vec::new());
    }
    find_place(text).map_or_else(
        || (Cell::text(text), vec![text.to_owned()]),
        |place| (Cell::text(&place.to_string()), Vec::new()),
    )
}

/// Places separated by `|`, or by commas where no name has one.
fn read_places(text: &str) -> (Cell, Vec<String>) {
    if word::is_unknown(text) {
        return (Cell::Unknown, Vec::new());
    }
    let (mut places, mut unknown): (Vec<Arc<str>>, _) = (Vec::new(), Vec::new());
    let mut keep = |found: Option<Place>, typed: &str| {
        let place: Arc<str> = found.as_ref().map_or_else(|| typed.into(), |p| p.to_string().into());
        if found.is_none() {
            unknown.push(typed.to_owned());
        }
        if !places.contains(&place) {
            places.push(place);
        }
    };
    for item in items(text) {
        match find_place(item) {
            Some(place) => keep(Some(place), item),
            None => {
                for part in item.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
                    keep(find_place(part), part);
                }
            }
        }
    }
    (Cell::List(places), unknown)
}
