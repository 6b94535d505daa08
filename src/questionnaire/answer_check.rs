//! Whether an answer or a cell is one that its question or column can have.

use crate::{
    domain::{Cell, OptionId, PartId, Picks, Place, State, Value},
    language::Lang,
    reference,
};

use super::{Choice, Column, ColumnKind, Kind, NumberPart, Question};

/// What is wrong with a value that somebody entered.
#[derive(Clone, Debug, PartialEq)]
pub enum AnswerProblem {
    /// The question is computed, never answered.
    Computed,
    /// The value is of another kind than the question asks for.
    WrongKind,
    /// The level is above the highest; the level, the highest.
    LevelTooHigh(u8, u8),
    /// The option does not exist; its id, and those that do.
    UnknownOption(OptionId, Vec<OptionId>),
    /// The part does not exist; its id, and those that do.
    UnknownPart(PartId, Vec<PartId>),
    /// The value is less than it can be; the value, the least.
    TooSmall(f64, f64),
    /// The value is more than it can be; the value, the most.
    TooLarge(f64, f64),
    /// A part exceeds the part that contains it; the part, the whole.
    PartAboveWhole(PartId, PartId),
    /// A range starts above its end.
    Reversed,
    /// More options than allowed; how many, how many at most.
    TooMany(usize, usize),
    /// The place is not a country or zone that the program knows; as it was typed.
    UnknownPlace(String),
    /// The number is infinite or not a number.
    NotFinite,
}

/// Checks what is known of an answer; a state without value is always possible.
pub fn check_answer(question: &Question, state: &State) -> Result<(), AnswerProblem> {
    if !question.kind.is_asked() && state.is_settled() {
        return Err(AnswerProblem::Computed);
    }
    match state {
        State::NotAsked | State::Unknown | State::NotApplicable { .. } => Ok(()),
        State::Given(value) => check_value(&question.kind, value),
        State::Between(low, high) => {
            check_value(&question.kind, low)?;
            check_value(&question.kind, high)?;
            if reversed(low, high) { Err(AnswerProblem::Reversed) } else { Ok(()) }
        }
    }
}

/// Checks a cell; an empty or unknown one is always possible.
pub fn check_cell(column: &Column, cell: &Cell) -> Result<(), AnswerProblem> {
    match (&column.kind, cell) {
        (_, Cell::Empty | Cell::Unknown)
        | (ColumnKind::Text | ColumnKind::Town { .. }, Cell::Text(_))
        | (ColumnKind::YesNo, Cell::Flag(_)) => Ok(()),
        (ColumnKind::Number { min, max, .. }, _) => {
            let (low, high) = cell.as_range().ok_or(AnswerProblem::WrongKind)?;
            check_number(low, *min, *max)?;
            check_number(high, *min, *max)
        }
        (ColumnKind::Year, Cell::Number(year)) => check_year(*year),
        (ColumnKind::Month, _) => cell.as_month().map(|_| ()).ok_or(AnswerProblem::WrongKind),
        (ColumnKind::Choice(options), Cell::Text(option)) => check_option(options, option),
        (ColumnKind::Choices { options, most }, Cell::List(picked)) => {
            picked.iter().try_for_each(|option| check_option(options, option))?;
            check_count(picked.len(), *most)
        }
        (ColumnKind::Level(levels), Cell::Number(level)) => {
            check_level_number(*level, levels.len())
        }
        (ColumnKind::Place, Cell::Text(_)) | (ColumnKind::Places, Cell::List(_)) => {
            cell.places().try_for_each(|place| check_place(&place))
        }
        _ => Err(AnswerProblem::WrongKind),
    }
}

fn check_value(kind: &Kind, value: &Value) -> Result<(), AnswerProblem> {
    match (kind, value) {
        (Kind::Scale(anchors), Value::Level(level)) => check_level(*level, anchors.len()),
        (Kind::Choice(options), Value::Choice(option)) => check_option(options, option.as_str()),
        (Kind::YesPartlyNo { .. }, Value::Choice(option)) => {
            let known = ["yes", "partly", "no"];
            if known.contains(&option.as_str()) {
                return Ok(());
            }
            Err(AnswerProblem::UnknownOption(option.clone(), known.map(OptionId::from).to_vec()))
        }
        (Kind::Multiple { options, .. }, Value::Picks(picks)) => check_picks(options, picks),
        (Kind::Number { min, max, .. }, Value::Number(number)) => check_number(*number, *min, *max),
        (Kind::Numbers(parts), Value::Parts(figures)) => {
            figures.iter().try_for_each(|(id, figure)| {
                known_part(parts, id)?;
                check_number(*figure, Some(0.0), None)
            })?;
            parts.iter().try_for_each(|part| check_within(part, |id| figures.get(id).copied()))
        }
        _ => Err(AnswerProblem::WrongKind),
    }
}

fn check_level(level: u8, count: usize) -> Result<(), AnswerProblem> {
    let highest = u8::try_from(count.saturating_sub(1)).unwrap_or(u8::MAX);
    if level <= highest { Ok(()) } else { Err(AnswerProblem::LevelTooHigh(level, highest)) }
}

fn check_level_number(level: f64, count: usize) -> Result<(), AnswerProblem> {
    let highest = count.saturating_sub(1) as f64;
    check_number(level, Some(0.0), Some(highest))?;
    if level.fract() == 0.0 { Ok(()) } else { Err(AnswerProblem::WrongKind) }
}

/// The calendar years that anything in a diagnostic can be about.
const YEARS: (f64, f64) = (1000.0, 2999.0);

fn check_year(year: f64) -> Result<(), AnswerProblem> {
    check_number(year, Some(YEARS.0), Some(YEARS.1))?;
    if year.fract() == 0.0 { Ok(()) } else { Err(AnswerProblem::WrongKind) }
}

fn check_option(options: &[Choice], id: &str) -> Result<(), AnswerProblem> {
    if options.iter().any(|option| option.id == *id) {
        return Ok(());
    }
    let known = options.iter().map(|option| option.id.clone()).collect();
    Err(AnswerProblem::UnknownOption(id.into(), known))
}

fn check_picks(options: &[Choice], picks: &Picks) -> Result<(), AnswerProblem> {
    picks.iter().try_for_each(|(option, amount)| {
        check_option(options, option.as_str())?;
        amount.map_or(Ok(()), |amount| check_number(amount, Some(0.0), None))
    })
}

const fn check_count(count: usize, most: usize) -> Result<(), AnswerProblem> {
    if count <= most { Ok(()) } else { Err(AnswerProblem::TooMany(count, most)) }
}

fn check_number(value: f64, min: Option<f64>, max: Option<f64>) -> Result<(), AnswerProblem> {
    match (min, max) {
        _ if !value.is_finite() => Err(AnswerProblem::NotFinite),
        (Some(min), _) if value < min => Err(AnswerProblem::TooSmall(value, min)),
        (_, Some(max)) if max < value => Err(AnswerProblem::TooLarge(value, max)),
        _ => Ok(()),
    }
}

fn known_part(parts: &[NumberPart], id: &PartId) -> Result<(), AnswerProblem> {
    if parts.iter().any(|part| part.id == *id) {
        return Ok(());
    }
    let known = parts.iter().map(|part| part.id.clone()).collect();
    Err(AnswerProblem::UnknownPart(id.clone(), known))
}

fn check_within(
    part: &NumberPart,
    figure: impl Fn(&PartId) -> Option<f64>,
) -> Result<(), AnswerProblem> {
    let Some(whole) = &part.within else { return Ok(()) };
    match (figure(&part.id), figure(whole)) {
        (Some(value), Some(most)) if most < value => {
            Err(AnswerProblem::PartAboveWhole(part.id.clone(), whole.clone()))
        }
        _ => Ok(()),
    }
}

fn check_place(place: &Place) -> Result<(), AnswerProblem> {
    let known = match place {
        Place::Country(code) => reference::country(*code).is_some(),
        Place::Zone(zone) => reference::zone(zone.as_str()).is_some(),
        Place::Other(_) => false,
    };
    if known { Ok(()) } else { Err(AnswerProblem::UnknownPlace(place.to_string())) }
}

fn reversed(low: &Value, high: &Value) -> bool {
    match (low, high) {
        (Value::Level(low), Value::Level(high)) => high < low,
        (Value::Number(low), Value::Number(high)) => high < low,
        (Value::Parts(low), Value::Parts(high)) => {
            low.iter().any(|(id, low)| high.get(id).is_some_and(|high| high < low))
        }
        (Value::Picks(sure), Value::Picks(possible)) => {
            sure.keys().any(|option| !possible.contains_key(option))
        }
        _ => false,
    }
}

impl AnswerProblem {
    /// What is wrong, as a sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        let number = |value: &f64| lang.number(*value, 3);
        match self {
            Self::Computed => lang.answers_computed().to_owned(),
            Self::WrongKind => lang.answers_wrong_kind().to_owned(),
            Self::LevelTooHigh(level, highest) => lang.answers_level_too_high(highest, level),
            Self::UnknownOption(id, _) => lang.answers_unknown_option(id),
            Self::UnknownPart(id, _) => lang.answers_unknown_part(id),
            Self::TooSmall(value, least) => lang.answers_too_small(number(least), number(value)),
            Self::TooLarge(value, most) => lang.answers_too_large(number(most), number(value)),
            Self::PartAboveWhole(part, whole) => lang.answers_part_above_whole(part, whole),
            Self::Reversed => lang.answers_reversed().to_owned(),
            Self::TooMany(count, most) => lang.answers_too_many(count, most),
            Self::UnknownPlace(text) => lang.answers_unknown_place(text),
            Self::NotFinite => lang.answers_not_finite().to_owned(),
        }
    }

    /// What to enter instead, as a sentence.
    pub fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Computed => lang.answers_computed_hint().to_owned(),
            Self::WrongKind => lang.answers_wrong_kind_hint().to_owned(),
            Self::LevelTooHigh(_, highest) => lang.answers_level_too_high_hint(highest),
            Self::UnknownOption(_, known) => lang.answers_one_of(list(known)),
            Self::UnknownPart(_, known) => lang.answers_one_of(list(known)),
            Self::TooSmall(..) | Self::TooLarge(..) | Self::NotFinite => {
                lang.answers_number_hint().to_owned()
            }
            Self::PartAboveWhole(..) => lang.answers_part_above_whole_hint().to_owned(),
            Self::Reversed => lang.answers_reversed_hint().to_owned(),
            Self::TooMany(_, most) => lang.answers_too_many_hint(most),
            Self::UnknownPlace(_) => lang.answers_unknown_place_hint().to_owned(),
        }
    }
}

fn list<T: ToString>(ids: &[T]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
