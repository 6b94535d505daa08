//! The lines of the form: for each question what may be chosen, and what is already known.

use crate::{
    domain::{Answer, OptionId, PartId, Picks, State, Value},
    language::Lang,
    questionnaire::{Choice, Kind, NumberPart, Question, Text},
};

/// One line to be filled in.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Entry {
    /// What tells it from the others: `GOV-02`, `MOY-03#water`.
    pub(super) key: String,
    /// What is asked.
    pub(super) text: String,
    /// What may be chosen; nothing where it is typed.
    pub(super) list: Vec<String>,
    /// What is known already.
    pub(super) value: String,
    /// Of a range, the other end.
    pub(super) until: String,
    /// The year of what is known.
    pub(super) year: String,
    /// The source of what is known.
    pub(super) source: String,
    /// Whether it is the question itself, with year, source and comment, and not a part of it.
    pub(super) is_main: bool,
    /// Whether a figure is asked.
    pub(super) is_figure: bool,
    /// Whether it has a field for the other end of a range.
    pub(super) has_until: bool,
}

/// What separates a level or option from its sentence.
pub(super) const DOT: &str = " · ";
/// What separates a question from its option or part in a key.
pub(super) const PART: char = '#';

/// The lines of a question, itself first.
pub(super) fn entries(question: &Question, answer: Option<&Answer>, lang: Lang) -> Vec<Entry> {
    let none = Answer::default();
    let answer = answer.unwrap_or(&none);
    let mut main = Entry {
        key: question.id.to_string(),
        text: question.text.get(lang).to_owned(),
        year: answer.year.map_or_else(String::new, |year| year.to_string()),
        source: answer.source.clone(),
        is_main: true,
        ..Entry::default()
    };
    let mut rest = Vec::new();
    let exits = [lang.kits_unknown(), lang.kits_not_applicable()].map(str::to_owned);
    let exit = match &answer.state {
        State::Unknown => lang.kits_unknown().to_owned(),
        State::NotApplicable { .. } => lang.kits_not_applicable().to_owned(),
        _ => String::new(),
    };
    let (low, high) = ends(&answer.state);
    match &question.kind {
        Kind::Scale(_) | Kind::Choice(_) | Kind::YesPartlyNo { .. } => {
            main.list = choices(&question.kind, lang);
            let shown = |value: Option<&Value>| {
                value.map_or_else(String::new, |value| label(&question.kind, value, lang))
            };
            main.value = if exit.is_empty() { shown(low) } else { exit };
            main.has_until = matches!(question.kind, Kind::Scale(_));
            if low != high {
                main.until = shown(high);
            }
            main.list.extend(exits);
        }
        Kind::Number { unit, .. } => {
            main.text = with_unit(&main.text, unit.get(lang), lang);
            main.is_figure = true;
            main.has_until = true;
            main.value = if exit.is_empty() { number(low) } else { exit };
            if low != high {
                main.until = number(high);
            }
        }
        Kind::Numbers(parts) => {
            main.value = exit;
            main.list = exits.to_vec();
            rest.extend(parts.iter().map(|part| of_part(question, part, (low, high), lang)));
        }
        Kind::Multiple { options, amount } => {
            main.list = std::iter::once(lang.kits_none_of_them().to_owned()).chain(exits).collect();
            let nothing = picks(high).is_some_and(Picks::is_empty);
            main.value = if nothing { lang.kits_none_of_them().to_owned() } else { exit };
            for option in options {
                rest.extend(of_option(question, (option, amount.as_ref()), (low, high), lang));
            }
        }
        Kind::Derived(_) => {}
    }
    std::iter::once(main).chain(rest).collect()
}

/// The line of one figure of several.
fn of_part(
    question: &Question,
    part: &NumberPart,
    (low, high): (Option<&Value>, Option<&Value>),
    lang: Lang,
) -> Entry {
    Entry {
        key: format!("{}{PART}{}", question.id, part.id),
        text: with_unit(part.label.get(lang), part.unit.get(lang), lang),
        value: part_of(low, &part.id),
        until: if low == high { String::new() } else { part_of(high, &part.id) },
        is_figure: true,
        has_until: true,
        ..Entry::default()
    }
}

/// The line of one option, and that of its amount where one is asked.
fn of_option(
    question: &Question,
    (option, amount): (&Choice, Option<&Text>),
    (low, high): (Option<&Value>, Option<&Value>),
    lang: Lang,
) -> Vec<Entry> {
    let (sure, possible) = (picks(low), picks(high));
    let mut lines = vec![Entry {
        key: format!("{}{PART}{}", question.id, option.id),
        text: option.label.get(lang).to_owned(),
        list: yes_no(lang),
        value: picked(&option.id, sure, possible, lang),
        ..Entry::default()
    }];
    lines.extend(amount.map(|unit| Entry {
        key: format!("{}{PART}{}{PART}", question.id, option.id),
        text: with_unit(option.label.get(lang), unit.get(lang), lang),
        value: amount_of(possible, &option.id),
        is_figure: true,
        ..Entry::default()
    }));
    lines
}

/// What may be chosen of a question with a list, each with its sentence.
fn choices(kind: &Kind, lang: Lang) -> Vec<String> {
    match kind {
        Kind::Scale(levels) => {
            levels.iter().enumerate().map(|(at, text)| level(at, text.get(lang))).collect()
        }
        Kind::Choice(options) => {
            options.iter().map(|option| option.label.get(lang).to_owned()).collect()
        }
        Kind::YesPartlyNo { yes, partly, no } => {
            let words = [lang.words_yes(), lang.words_partly(), lang.words_no()];
            let texts = [yes, partly, no].map(|text| text.get(lang));
            words.iter().zip(texts).map(|(word, text)| format!("{word}{DOT}{text}")).collect()
        }
        _ => Vec::new(),
    }
}

fn level(at: usize, text: &str) -> String {
    format!("{at}{DOT}{text}")
}

/// A value as the list has it.
fn label(kind: &Kind, value: &Value, lang: Lang) -> String {
    let all = choices(kind, lang);
    let at = match (kind, value) {
        (Kind::Scale(_), Value::Level(level)) => Some(usize::from(*level)),
        (Kind::Choice(options), Value::Choice(id)) => options.iter().position(|o| o.id == *id),
        (Kind::YesPartlyNo { .. }, Value::Choice(id)) => {
            ["yes", "partly", "no"].iter().position(|word| id == word)
        }
        _ => None,
    };
    at.and_then(|at| all.get(at)).cloned().unwrap_or_default()
}

/// « oui » and « non », as a line of a list of options has them.
pub(super) fn yes_no(lang: Lang) -> Vec<String> {
    [lang.words_yes(), lang.words_no(), lang.kits_unknown()].map(str::to_owned).to_vec()
}

/// The option behind a line of a list, if it is one.
pub(super) fn chosen<'a>(kind: &'a Kind, text: &str) -> Option<&'a Choice> {
    let options = kind.options();
    let same = |option: &&Choice| {
        Lang::ALL.iter().any(|lang| super::is_same(option.label.get(*lang), text))
    };
    options.iter().find(same)
}

fn ends(state: &State) -> (Option<&Value>, Option<&Value>) {
    match state {
        State::Given(value) => (Some(value), Some(value)),
        State::Between(low, high) => (Some(low), Some(high)),
        State::NotAsked | State::Unknown | State::NotApplicable { .. } => (None, None),
    }
}

fn number(value: Option<&Value>) -> String {
    match value {
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

fn part_of(value: Option<&Value>, id: &PartId) -> String {
    match value {
        Some(Value::Parts(parts)) => parts.get(id).map_or_else(String::new, ToString::to_string),
        _ => String::new(),
    }
}

const fn picks(value: Option<&Value>) -> Option<&Picks> {
    match value {
        Some(Value::Picks(picks)) => Some(picks),
        _ => None,
    }
}

fn picked(id: &OptionId, sure: Option<&Picks>, possible: Option<&Picks>, lang: Lang) -> String {
    let has = |picks: Option<&Picks>| picks.is_some_and(|picks| picks.contains_key(id));
    match (has(sure), has(possible)) {
        (true, _) => lang.words_yes().to_owned(),
        (false, true) => lang.kits_unknown().to_owned(),
        (false, false) if possible.is_some_and(|picks| !picks.is_empty()) => {
            lang.words_no().to_owned()
        }
        (false, false) => String::new(),
    }
}

fn amount_of(picks: Option<&Picks>, id: &OptionId) -> String {
    let amount = picks.and_then(|picks| picks.get(id)).copied().flatten();
    amount.map_or_else(String::new, |amount| amount.to_string())
}

fn with_unit(text: &str, unit: &str, lang: Lang) -> String {
    if unit.is_empty() { text.to_owned() } else { lang.report_with_amount(text, unit) }
}
