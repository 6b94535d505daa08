//! Every answer, theme by theme, with its state, its proof and its comment.

use std::borrow::Cow;

use crate::{
    domain::{Answer, Evidence, State, Value},
    language::{Lang, typography},
    questionnaire::{
        Applicability, Choice, ColumnKind, Derivation, Dimension, Kind, Question, Text,
        applicability, progress,
    },
    report::{merge, words},
    scoring::{Exclusion, Outcome, to_debate},
};

use super::{
    Block, Cell, Column, Line, Section, Spot, Table,
    source::{Source, join},
};

/// The answers of every theme that has some, then what is still to fill in.
pub(super) fn section(of: &Source<'_>) -> Option<Section> {
    let lang = of.lang;
    let intro = if of.public {
        lang.paper_answers_public(grades(lang))
    } else {
        lang.report_answers_intro(grades(lang))
    };
    let mut blocks = vec![Block::Text(intro.into())];
    blocks.extend(debated(of));
    let before = blocks.len();
    for dimension in &of.pack.dimensions {
        let (told, left): (Vec<_>, Vec<_>) =
            of.pack.questions_of(&dimension.id).partition(|question| is_told(of, question));
        if told.is_empty() {
            continue;
        }
        blocks.push(Block::Heading(of.text(&dimension.title).into()));
        blocks.push(Block::Table(table(of, dimension, &told)));
        blocks.extend(left_out(of, &left));
    }
    let title = lang.report_answers_title().into();
    (before < blocks.len()).then_some(Section { title, blocks })
}

/// The grades of evidence with what they mean.
fn grades(lang: Lang) -> String {
    let each = Evidence::ALL.map(|e| lang.report_evidence_key(e.code(), words::evidence(lang, e)));
    each.join(", ")
}

/// Whether a question has something to print beside its name.
fn is_told(of: &Source<'_>, question: &Question) -> bool {
    if question.kind.is_asked() {
        return of.state(question).is_settled();
    }
    of.assessment
        .question(of.pack, question.id.as_str())
        .is_some_and(|score| score.figure.is_some() && score.outcome.is_known())
}

fn table(of: &Source<'_>, dimension: &Dimension, questions: &[&Question]) -> Table {
    let lang = of.lang;
    Table {
        caption: Line::default(),
        summary: lang.report_answers_summary(of.text(&dimension.title)).into(),
        columns: vec![
            Column::words(lang.report_column_question(), 36.0),
            Column::words(lang.report_column_answer(), 40.0),
            Column::words(lang.report_column_proof(), 24.0),
        ],
        rows: questions.iter().map(|question| row(of, question)).collect(),
    }
}

fn row(of: &Source<'_>, question: &Question) -> Vec<Cell> {
    let name = Cell::text(of.text(&question.text)).with(question.id.as_str());
    let name = name.on(Spot::Question(question.id.clone()));
    let Some(answer) = of.answer(question).filter(|_| question.kind.is_asked()) else {
        let figure = Cell::text(derived_words(of, question));
        return vec![name, figure, Cell::text(of.lang.report_computed())];
    };
    let words = state_words(of, question, &answer.state);
    let mut value = if answer.state.is_answered() { Cell::text(words) } else { Cell::open(words) };
    for line in voices(of, question, answer) {
        value = value.with(line);
    }
    if !answer.comment.trim().is_empty() {
        value = value.with(of.typed(&answer.comment));
    }
    if answer.review {
        value = value.with(of.lang.report_to_review());
    }
    vec![name, value, of.proof_of(answer)]
}

/// The answers of which several respondents say different things (method § 3.3).
fn debated(of: &Source<'_>) -> Vec<Block> {
    let lang = of.lang;
    let lines = to_debate(of.pack, of.diagnostic).into_iter().filter_map(|debate| {
        let question = of.pack.question(debate.question.as_str())?;
        let how = debate.agreement.map_or_else(
            || lang.voices_debate_differs().to_owned(),
            |agreement| lang.voices_debate_line(lang.percent(agreement, 0)),
        );
        let name = format!("{} · {}", question.id, of.text(&question.short));
        Some(Line::from(lang.voices_one(how, name)))
    });
    let lines: Vec<Line> = lines.collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let (title, text) = (lang.voices_title().into(), lang.voices_text().into());
    vec![Block::Heading(title), Block::Text(text), Block::List(lines)]
}

/// What each of several respondents said, and what counts between them.
fn voices(of: &Source<'_>, question: &Question, answer: &Answer) -> Vec<Line> {
    if answer.voices.len() < 2 {
        return Vec::new();
    }
    let lang = of.lang;
    let told = answer.voices.iter().map(|voice| {
        let (who, _) = merge::voice(of.pack, of.diagnostic, lang, (question.id.as_str(), voice));
        let said = state_words(of, question, &voice.state);
        Line::from(lang.voices_one(said.as_str(), who))
    });
    let mut lines: Vec<Line> = told.collect();
    let counts = if answer.is_shared() {
        let debates = to_debate(of.pack, of.diagnostic);
        let one = debates.into_iter().find(|one| one.question == question.id);
        let agreement = one.as_ref().and_then(|one| one.agreement);
        let how = agreement.map_or_else(
            || lang.voices_shared().to_owned(),
            |agreement| lang.voices_shared_median(lang.percent(agreement, 0)),
        );
        if one.is_some() { lang.voices_debated(how) } else { how }
    } else {
        lang.voices_decided().to_owned()
    };
    lines.push(counts.into());
    lines
}

/// What was not answered: to fill in, and what does not concern this territory.
fn left_out(of: &Source<'_>, questions: &[&Question]) -> Vec<Block> {
    let lang = of.lang;
    let named = |wanted: Applicability| -> Vec<&str> {
        questions
            .iter()
            .filter(|question| applicability(of.diagnostic, question) == wanted)
            .map(|question| of.text(&question.short))
            .collect()
    };
    let note = |names: &[&str], words: &dyn Fn(usize, String) -> String| {
        (!names.is_empty()).then(|| Block::Note(words(names.len(), names.join(", ")).into()))
    };
    [
        note(&named(Applicability::Asked), &|n, names| lang.report_left_asked(n, names)),
        note(&named(Applicability::LeftForFullPath), &|n, names| lang.report_left_full(n, names)),
        note(&named(Applicability::RuledOut), &|n, names| lang.report_left_ruled_out(n, names)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// An answer in words, whatever its state.
pub(super) fn state_words(of: &Source<'_>, question: &Question, state: &State) -> Line {
    let lang = of.lang;
    match state {
        State::NotAsked => lang.words_state_not_asked().into(),
        State::Unknown => lang.words_state_unknown().into(),
        State::NotApplicable { reason } if reason.trim().is_empty() => {
            lang.words_state_not_applicable().into()
        }
        State::NotApplicable { reason } => {
            lang.report_not_applicable_because(of.typed(reason)).into()
        }
        State::Given(value) => value_words(of, question, value).into(),
        State::Between(low, high) => range_words(of, question, low, high).into(),
    }
}

fn range_words(of: &Source<'_>, question: &Question, low: &Value, high: &Value) -> String {
    let lang = of.lang;
    match (&question.kind, low, high) {
        (Kind::Scale(anchors), Value::Level(low), Value::Level(high)) => {
            lang.report_level_between(low, high, anchors.len().saturating_sub(1))
        }
        (Kind::YesPartlyNo { .. }, Value::Choice(low), Value::Choice(high)) => {
            lang.words_between(yes_or_no(lang, low.as_str()), yes_or_no(lang, high.as_str()))
        }
        (Kind::Multiple { .. }, ..) => lang.report_sure_and_possible(
            value_words(of, question, low),
            value_words(of, question, high),
        ),
        _ => lang.words_between(value_words(of, question, low), value_words(of, question, high)),
    }
}

fn yes_or_no(lang: Lang, option: &str) -> &str {
    match option {
        "yes" => lang.words_yes(),
        "partly" => lang.words_partly(),
        "no" => lang.words_no(),
        other => other,
    }
}

fn value_words(of: &Source<'_>, question: &Question, value: &Value) -> String {
    let lang = of.lang;
    match (value, &question.kind) {
        (Value::Level(level), Kind::Scale(anchors)) => {
            let sentence = anchors.get(usize::from(*level)).map_or("", |text| of.text(text));
            lang.report_level_of(level, anchors.len().saturating_sub(1), sentence)
        }
        (Value::Choice(option), Kind::YesPartlyNo { yes, partly, no }) => {
            let word = yes_or_no(lang, option.as_str());
            match option.as_str() {
                "yes" => lang.report_word_and(word, of.text(yes)),
                "partly" => lang.report_word_and(word, of.text(partly)),
                "no" => lang.report_word_and(word, of.text(no)),
                _ => word.to_owned(),
            }
        }
        (Value::Choice(option), kind) => option_label(of, kind.options(), option.as_str()),
        (Value::Picks(picks), Kind::Multiple { options, amount }) => {
            let each = picks.iter().map(|(option, sum)| {
                let label = option_label(of, options, option.as_str());
                match (sum, amount) {
                    (Some(sum), Some(unit)) => {
                        lang.report_with_amount(label, figure(lang, *sum, 2, of.text(unit)))
                    }
                    _ => label,
                }
            });
            let each = join(each, ", ");
            if each.is_empty() { lang.report_none_of_them().to_owned() } else { each }
        }
        (Value::Number(number), Kind::Number { unit, decimals, .. }) => {
            figure(lang, *number, *decimals, of.text(unit))
        }
        (Value::Parts(parts), Kind::Numbers(asked)) => {
            let each = asked.iter().map(|part| {
                let number = parts.get(&part.id).map_or_else(
                    || lang.words_state_unknown().to_owned(),
                    |number| figure(lang, *number, part.decimals, of.text(&part.unit)),
                );
                lang.report_word_and(of.text(&part.label), number)
            });
            join(each, lang.report_semicolon())
        }
        // A value that no longer fits its question is shown as it was written.
        (other, _) => other.to_string(),
    }
}

/// The label of an option, or its id if the pack no longer has it.
pub(super) fn option_label(of: &Source<'_>, options: &[Choice], id: &str) -> String {
    options
        .iter()
        .find(|option| option.id == *id)
        .map_or_else(|| id.to_owned(), |option| of.text(&option.label).to_owned())
}

/// Words that end alike in the singular.
const SAME: [&str; 10] =
    ["pays", "mois", "fois", "cas", "corps", "temps", "cours", "avis", "concours", "accès"];

/// A unit as its figure asks for it: in French, less than two is singular.
fn agreed(lang: Lang, number: f64, unit: &str) -> Cow<'_, str> {
    let one = match lang {
        Lang::Fr => number.abs() < 2.0,
        Lang::En => (number - 1.0).abs() < f64::EPSILON,
    };
    let end = unit.find(' ').unwrap_or(unit.len());
    let (word, rest) = unit.split_at_checked(end).unwrap_or((unit, ""));
    let singular = word.strip_suffix('s').filter(|stem| 3 < stem.len() && !stem.ends_with('s'));
    match singular.filter(|_| one && !SAME.contains(&word)) {
        Some(stem) => Cow::Owned(format!("{stem}{rest}")),
        None => Cow::Borrowed(unit),
    }
}

/// A figure with its unit.
pub(in crate::report) fn figure(lang: Lang, number: f64, decimals: u8, unit: &str) -> String {
    let unit = agreed(lang, number, unit);
    let number = lang.number(number, decimals);
    match &*unit {
        "" => return number,
        "€" => return lang.language_euros(number),
        _ => {}
    }
    let text = lang.report_with_unit(number, unit);
    if lang == Lang::Fr { typography::french(&text) } else { text }
}

/// The figure of a computed question.
pub(super) fn derived_words(of: &Source<'_>, question: &Question) -> Line {
    let lang = of.lang;
    let score = of.assessment.question(of.pack, question.id.as_str());
    let Some((low, high)) = score.and_then(|score| score.figure) else {
        return outcome_words(of, score.map(|score| score.outcome)).into();
    };
    let words = |value: f64| match &question.kind {
        Kind::Derived(
            Derivation::ShareOfRows { .. }
            | Derivation::MeanLevel { .. }
            | Derivation::PartnershipActivity
            | Derivation::PartnershipQuality
            | Derivation::Alignment { .. },
        ) => lang.percent(value, 0),
        Kind::Derived(Derivation::CountOfRows { .. } | Derivation::DistinctValues { .. }) => {
            lang.number(value, 0)
        }
        _ => lang.number(value, 2),
    };
    let (low, high) = (words(low), words(high));
    let figure = if low == high { low } else { lang.words_between(low, high) };
    let figure = match of.text(&question.unit) {
        "" => figure,
        unit => lang.report_with_unit(figure, unit),
    };
    match distinct(of, question).as_slice() {
        [] => figure.into(),
        names => lang.report_word_and(figure, names.join(", ")).into(),
    }
}

/// The different values that a question counts, by label.
fn distinct(of: &Source<'_>, question: &Question) -> Vec<String> {
    let Kind::Derived(Derivation::DistinctValues { table, column, among }) = &question.kind else {
        return Vec::new();
    };
    let (Some(spec), Some(rows)) =
        (of.pack.table(table.as_str()), of.diagnostic.table(table.as_str()))
    else {
        return Vec::new();
    };
    let (Some(kind), Some(at)) = (spec.column(column.as_str()), rows.column(column.as_str()))
    else {
        return Vec::new();
    };
    let ColumnKind::Choice(options) = &kind.kind else { return Vec::new() };
    let among = among.as_ref().map(|test| test.resolve(rows));
    let counted = rows.rows.iter().filter(|row| {
        among.as_ref().is_none_or(|test| test.holds(row, of.diagnostic.as_of).is_true())
    });
    let mut names: Vec<String> = Vec::new();
    for id in counted.filter_map(|row| row.cell(at).as_text()) {
        let name = option_label(of, options, id);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn outcome_words(of: &Source<'_>, outcome: Option<Outcome>) -> &'static str {
    match outcome {
        Some(Outcome::Excluded(Exclusion::NothingToCount)) => {
            of.lang.words_state_nothing_to_count()
        }
        Some(Outcome::Excluded(Exclusion::NotApplicable)) => of.lang.words_state_not_applicable(),
        Some(Outcome::Excluded(Exclusion::RuledOut)) => of.lang.words_state_ruled_out(),
        Some(Outcome::Excluded(Exclusion::LeftForFullPath)) => of.lang.words_state_full_path(),
        _ => of.lang.words_origin_unknown(),
    }
}

/// Themes of which nothing was filled in yet, with how many questions and tables wait.
pub(super) fn untouched<'a>(of: &Source<'a>) -> Vec<(&'a Text, usize, usize)> {
    let of_theme = |dimension: &Dimension| progress(of.pack, of.diagnostic, &dimension.id);
    of.pack
        .dimensions
        .iter()
        .map(|dimension| (dimension, of_theme(dimension)))
        .filter(|(_, progress)| progress.is_untouched() && 0 < progress.asked + progress.tables)
        .map(|(dimension, progress)| (&dimension.title, progress.asked, progress.tables))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn less_than_two_is_singular_in_french() {
        let spoken = |lang, number, unit| figure(lang, number, 0, unit).replace('\u{a0}', " ");
        let said = |number, unit| spoken(Lang::Fr, number, unit);
        assert_eq!(said(0.0, "activités"), "0 activité");
        assert_eq!(said(1.0, "associations"), "1 association");
        assert_eq!(said(2.0, "associations"), "2 associations");
        assert_eq!(said(1.0, "pays"), "1 pays");
        assert_eq!(said(1.0, "€ par an"), "1 € par an");
        assert_eq!(said(0.0, "en douze mois"), "0 en douze mois");
        assert_eq!(spoken(Lang::En, 0.0, "activities"), "0 activities");
    }
}
