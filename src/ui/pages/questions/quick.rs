//! Digits and « ? » answer the question at hand, on any keyboard.
//!
//! On an AZERTY keyboard the row of digits writes `&é"'(` unless Shift is held: the place of the
//! key is what counts, so 2 is the key with the 2 on it, with or without Shift, and the keypad too.

use egui::{Event, Key, Modifiers, Ui};

use crate::{
    domain::{Picks, State as AnswerState, Value},
    questionnaire::{Kind, Question},
};

use crate::ui::widgets::lettered;

use super::{
    change::{end, yes_partly_no},
    figures,
};

/// What was typed to answer a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui::pages) enum Typed {
    /// A choice by its place in the list, counted from 0.
    Choice(usize),
    /// « Ne sait pas ».
    Unknown,
}

/// Takes what was typed outside of any field to answer a question: a digit, « ? », or the letter of
/// a choice beyond the digits.
pub(in crate::ui::pages) fn typed(ui: &Ui, question: &Question) -> Option<Typed> {
    if !ui.is_enabled() {
        return None;
    }
    if ui.ctx().text_edit_focused() {
        return unknown_in_field(ui, question);
    }
    let Some(first) = first_digit(question) else { return typed_sign(ui) };
    let options = question.kind.options().len();
    let by_letter = |key: Key| {
        let mut name = key.name().chars();
        let letter = name.next().filter(|c| c.is_ascii_alphabetic() && name.next().is_none())?;
        lettered(first, letter).filter(|place| *place < options).map(Typed::Choice)
    };
    let by_digit = |key: Key| {
        let digit = digit(key)?;
        // A digit that stands for nothing here is taken too, so that it does nothing else.
        Some(Typed::Choice(digit.checked_sub(first).map_or(usize::MAX, usize::from)))
    };
    ui.input_mut(|input| {
        let mut typed = None;
        input.events.retain(|event| {
            let found = match event {
                event if is_question_mark(event) => Some(Typed::Unknown),
                Event::Key { key, physical_key, pressed: true, modifiers, .. }
                    if plain(*modifiers) =>
                {
                    let typed = by_digit(physical_key.unwrap_or(*key)).or_else(|| by_digit(*key));
                    typed.or_else(|| by_letter(*key))
                }
                _ => None,
            };
            typed = typed.or(found);
            found.is_none()
        });
        // The sign that the key writes is not meant for anything else.
        if typed.is_some() {
            input.events.retain(|event| !matches!(event, Event::Text(_)));
        }
        typed
    })
}

/// In a field of figures « ? » cannot be read as one: it says there what it says everywhere.
fn unknown_in_field(ui: &Ui, question: &Question) -> Option<Typed> {
    let focused = ui.memory(egui::Memory::focused)?;
    figures::is_field(question, focused).then(|| typed_sign(ui)).flatten()
}

/// « ? », taken away.
fn typed_sign(ui: &Ui) -> Option<Typed> {
    ui.input_mut(|input| {
        let before = input.events.len();
        input.events.retain(|event| !is_question_mark(event));
        (input.events.len() < before).then_some(Typed::Unknown)
    })
}

fn is_question_mark(event: &Event) -> bool {
    match event {
        Event::Text(text) => text == "?",
        Event::Key { key, pressed: true, modifiers, .. } => {
            *key == Key::Questionmark && plain(*modifiers)
        }
        _ => false,
    }
}

/// A figure that is typed outside of any field begins in the question's first one.
pub(in crate::ui::pages) fn enter_field(ui: &Ui, question: &Question, current: &AnswerState) {
    let begins = |event: &Event| matches!(event, Event::Text(text) if text.starts_with(|c: char| c.is_ascii_digit()));
    let free = !ui.ctx().text_edit_focused() && ui.is_enabled() && !current.is_settled();
    if let Some(id) = figures::first(question).filter(|_| free)
        && ui.input(|input| input.events.iter().any(begins))
    {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}

const fn plain(modifiers: Modifiers) -> bool {
    !modifiers.ctrl && !modifiers.alt && !modifiers.command && !modifiers.mac_cmd
}

const fn digit(key: Key) -> Option<u8> {
    Some(match key {
        Key::Num0 => 0,
        Key::Num1 => 1,
        Key::Num2 => 2,
        Key::Num3 => 3,
        Key::Num4 => 4,
        Key::Num5 => 5,
        Key::Num6 => 6,
        Key::Num7 => 7,
        Key::Num8 => 8,
        Key::Num9 => 9,
        _ => return None,
    })
}

/// The digit that stands for the first choice of a question: levels count from 0, choices from 1.
pub(in crate::ui::pages) const fn first_digit(question: &Question) -> Option<u8> {
    match question.kind {
        Kind::Scale(_) => Some(0),
        Kind::Choice(_) | Kind::YesPartlyNo { .. } | Kind::Multiple { .. } => Some(1),
        Kind::Number { .. } | Kind::Numbers(_) | Kind::Derived(_) => None,
    }
}

/// The state of an answer after something was typed; `None` if it means nothing here.
pub(in crate::ui::pages) fn answered(
    question: &Question,
    current: &AnswerState,
    typed: Typed,
) -> Option<AnswerState> {
    let place = match typed {
        Typed::Unknown => return Some(AnswerState::Unknown),
        Typed::Choice(place) => place,
    };
    let value = match &question.kind {
        Kind::Scale(levels) => {
            Value::Level(u8::try_from(place).ok().filter(|_| place < levels.len())?)
        }
        Kind::Choice(options) => Value::Choice(options.get(place)?.id.clone()),
        Kind::YesPartlyNo { .. } => Value::Choice(yes_partly_no().get(place)?.clone()),
        Kind::Multiple { options, .. } => {
            let option = &options.get(place)?.id;
            let mut picks = match end(current, false) {
                Some(Value::Picks(picks)) => picks.clone(),
                _ => Picks::new(),
            };
            if picks.remove(option).is_none() {
                picks.insert(option.clone(), None);
            }
            Value::Picks(picks)
        }
        Kind::Number { .. } | Kind::Numbers(_) | Kind::Derived(_) => return None,
    };
    Some(AnswerState::Given(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::Pack;

    #[test]
    fn a_place_is_a_level_or_a_choice() {
        let pack = Pack::standard().unwrap();
        let state = |id: &str, place| {
            answered(pack.question(id).unwrap(), &AnswerState::NotAsked, Typed::Choice(place))
        };
        assert_eq!(state("GOV-01", 0), Some(AnswerState::Given(Value::Level(0))));
        assert_eq!(state("GOV-01", 4), Some(AnswerState::Given(Value::Level(4))));
        assert_eq!(state("GOV-01", 5), None);
        assert_eq!(state("GOV-04", 0), Some(AnswerState::Given(Value::Choice("none".into()))));
        assert_eq!(state("GOV-04", usize::MAX), None);
        assert_eq!(state("PAR-10", 2), Some(AnswerState::Given(Value::Choice("no".into()))));
        assert_eq!(state("MOY-01", 2), None, "a figure is typed in its field");
        let picked = state("PAR-08", 1).unwrap();
        let question = pack.question("PAR-08").unwrap();
        assert!(matches!(end(&picked, false), Some(Value::Picks(picks)) if picks.len() == 1));
        let again = answered(question, &picked, Typed::Choice(1)).unwrap();
        assert_eq!(again, AnswerState::Given(Value::Picks(Picks::new())));
    }
}
