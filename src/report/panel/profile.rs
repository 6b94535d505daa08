//! The network's profile as the study's survey drew it: budgets, staff, organisation, types of
//! action, themes, citizens, so that the survey can be repeated every year.

use crate::{
    domain::QuestionId,
    panel::{Counts, Key, Scale, Told},
    questionnaire::{Comparison, Kind, Question},
    reference,
    report::brief::{Bar, Block, Chart, Line, Section},
};

use super::{
    Of, names,
    shares::{self, Share},
};

/// What the survey asked, question by question, in the pack's order.
pub(super) fn section(of: Of<'_>) -> Section {
    let lang = of.lang;
    let mut blocks = vec![Block::Text(lang.panel_profile_lead(of.panel.k).into())];
    let mut asked: Vec<&QuestionId> = Vec::new();
    let mut hidden: Vec<&str> = Vec::new();
    for benchmark in &of.pack.benchmarks {
        if asked.contains(&&benchmark.question) {
            continue;
        }
        asked.push(&benchmark.question);
        let Some(question) = of.pack.question(benchmark.question.as_str()) else { continue };
        match one(of, question) {
            Some(more) => blocks.extend(more),
            None => hidden.push(question.short.get(lang)),
        }
    }
    if !hidden.is_empty() {
        let names = hidden.join(lang.report_semicolon());
        blocks.push(Block::Note(lang.panel_profile_hidden(of.panel.k, names).into()));
    }
    Section { title: lang.panel_profile_title().into(), blocks }
}

/// One question of the survey; `None` if nothing can be told of the group.
fn one(of: Of<'_>, question: &Question) -> Option<Vec<Block>> {
    let lang = of.lang;
    let bars = bars(of, question)?;
    let n = n(of, question);
    let short = question.short.get(lang);
    let caption = lang.panel_caption(&n, short);
    let told: Vec<String> =
        bars.iter().map(|bar| lang.report_word_and(&bar.label, &bar.value)).collect();
    let alt = lang.report_chart_alt(&caption, told.join(lang.report_semicolon()));
    let key = lang.panel_key(of.panel.k, n);
    let mut blocks = vec![
        Block::Heading(short.into()),
        Block::Text(question.text.get(lang).into()),
        Block::Chart(Chart {
            caption: caption.into(),
            alt: alt.into(),
            key: key.into(),
            marks: Vec::new(),
            bars,
        }),
    ];
    let mut notes = conditions(of, question);
    notes.extend(quartiles(of, question));
    notes.extend(shares::study_of_question(of, question.id.as_str()));
    blocks.extend(notes.into_iter().map(|note| Block::Note(note.into())));
    Some(blocks)
}

fn told<'a>(of: Of<'a>, key: &Key) -> Option<(&'a Told, &'a Counts)> {
    let told = of.panel.measures.get(key)?;
    Some((told, told.groups.get(&of.group)?))
}

/// How many members answered the question.
fn n(of: Of<'_>, question: &Question) -> String {
    let id = &question.id;
    let picks = question.kind.options().iter().map(|o| Key::Pick(id.clone(), o.id.clone()));
    let mut keys = [Key::Answer(id.clone()), Key::Figure(id.clone())].into_iter().chain(picks);
    let n = keys.find_map(|key| Some(told(of, &key)?.1.n())).unwrap_or(0);
    of.lang.integer(n as usize)
}

fn bars(of: Of<'_>, question: &Question) -> Option<Vec<Bar>> {
    let (lang, id) = (of.lang, &question.id);
    let bars: Vec<Bar> = match &question.kind {
        Kind::Multiple { options, .. } => options
            .iter()
            .filter_map(|option| {
                let (_, counts) = told(of, &Key::Pick(id.clone(), option.id.clone()))?;
                let bar = Share::of(counts, 1, 2).bar(option.label.get(lang), lang);
                Some(with_study(of, bar, id, option.id.as_str()))
            })
            .collect(),
        Kind::Scale(_) => levels(of, told(of, &Key::Answer(id.clone()))?.1),
        Kind::Choice(_) | Kind::YesPartlyNo { .. } => {
            let (told, counts) = told(of, &Key::Answer(id.clone()))?;
            let Scale::Options(options) = &told.scale else { return None };
            let bar = |(at, option): (usize, &crate::domain::OptionId)| {
                let label = names::option_name(question, lang, option.as_str());
                let bar = Share::of(counts, at, at + 1).bar(label, lang);
                with_study(of, bar, id, option.as_str())
            };
            options.iter().enumerate().map(bar).collect()
        }
        Kind::Number { .. } | Kind::Derived(_) => brackets(of, question)?,
        Kind::Numbers(_) => return None,
    };
    // Where nothing is told of any answer, the question is named among those that are hidden.
    let told = |bar: &Bar| bar.value.as_str() != lang.panel_hidden();
    bars.iter().any(told).then_some(bars)
}

/// The share that the study found, under the share of the panel.
fn with_study(of: Of<'_>, bar: Bar, question: &QuestionId, option: &str) -> Bar {
    let study = shares::study_of_option(of, question.as_str(), option);
    if study.is_empty() {
        return bar;
    }
    let note: Line = if bar.note.is_empty() {
        study.into()
    } else {
        [bar.note.as_str(), study.as_str()].join(of.lang.report_semicolon()).into()
    };
    Bar { note, ..bar }
}

/// Levels, those together that are told together.
pub(super) fn levels(of: Of<'_>, counts: &Counts) -> Vec<Bar> {
    let Counts::Ordered(parts) = counts else { return Vec::new() };
    if parts.len() < 2 {
        return Vec::new();
    }
    let bar = |part: &crate::panel::Part| {
        let last = part.to.saturating_sub(1);
        let label = if part.from == last {
            of.lang.panel_level(last)
        } else {
            of.lang.panel_levels(part.from, last)
        };
        Share::of(counts, part.from, part.to).bar(label, of.lang)
    };
    parts.iter().map(bar).collect()
}

/// A figure in the brackets of the study.
fn brackets(of: Of<'_>, question: &Question) -> Option<Vec<Bar>> {
    let (told, counts) = told(of, &Key::Figure(question.id.clone()))?;
    let Scale::Figure(cuts) = &told.scale else { return None };
    let unit = question.unit(of.lang);
    let number = |value: f64| of.lang.number(value, 0);
    let mut bars = Vec::new();
    let mut from: Option<f64> = None;
    for to in cuts.iter().copied().map(Some).chain([None]) {
        let at = |value: Option<f64>, end: usize| {
            value.map_or(Some(end), |value| told.scale.starting(value))
        };
        let share = Share::of(counts, at(from, 0)?, at(to, told.scale.len())?);
        let label = match (from, to) {
            (None, Some(to)) => of.lang.panel_below(number(to), unit),
            (Some(from), Some(to)) => of.lang.panel_from_to(number(from), number(to), unit),
            (Some(from), None) => of.lang.panel_from(number(from), unit),
            (None, None) => return None,
        };
        bars.push(share.bar(label, of.lang));
        from = to;
    }
    Some(bars)
}

/// The median and the middle half of a figure.
fn quartiles(of: Of<'_>, question: &Question) -> Option<String> {
    let (told, _) = told(of, &Key::Figure(question.id.clone()))?;
    let [first, middle, third] = told.quartiles(of.group)?;
    let unit = question.unit(of.lang);
    let told = |low: f64, high: f64| {
        super::span(of.lang, (low, high), unit, &|value| of.lang.number(value, 2))
    };
    let (middle, half) = (told(middle.low, middle.high), told(first.low, third.high));
    Some(of.lang.panel_quartiles(half, middle))
}

/// The shares that the study counts across several answers, such as « au moins … ».
fn conditions(of: Of<'_>, question: &Question) -> Vec<String> {
    let values: Vec<f64> = match &question.kind {
        Kind::Scale(levels) => (0..levels.len()).map(|level| level as f64).collect(),
        Kind::Choice(options) => options.iter().filter_map(|option| option.value).collect(),
        _ => return Vec::new(),
    };
    let Some((told, counts)) = told(of, &Key::Answer(question.id.clone())) else {
        return Vec::new();
    };
    if told.scale.len() != values.len() {
        return Vec::new();
    }
    let asked = of.pack.benchmarks.iter().filter(|one| one.question == question.id);
    asked
        .filter_map(|benchmark| {
            let Comparison::Among(condition) = &benchmark.compare else { return None };
            let share = shares::of_condition(counts, condition, &values)?;
            let finding = reference::finding(&benchmark.finding)?;
            Some(of.lang.report_word_and(finding.label(of.lang), share.words(of.lang)))
        })
        .collect()
}
