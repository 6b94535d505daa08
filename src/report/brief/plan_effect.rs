//! « Avant / après »: what the results would be if the plan were done, always told as a projection.

use crate::{
    advice::{NoEffect, Projection, project, project_rule},
    domain::{Action, Stage, Value},
    questionnaire::{Block as BlockSpec, Kind, Question},
    report::plan_words,
    scoring::{Aggregate, Assessment},
};

use super::{
    Block, Cell, Column, Line, Table,
    results::level_codes,
    source::{Source, join},
};

/// How many results one line names.
const MOST_NAMED: usize = 3;

/// What the plan would change: a table, what it rests on, and what projects nothing.
pub(super) fn blocks(of: &Source<'_>) -> Vec<Block> {
    let lang = of.lang;
    let Source { pack, diagnostic, assessment, .. } = *of;
    let projection = project(pack, diagnostic, assessment);
    let mut blocks = Vec::new();
    match &projection.after {
        Some(after) => {
            blocks.push(Block::Text(lang.plan_effect_intro().into()));
            blocks.push(Block::Table(table(of, after)));
        }
        None => blocks.push(Block::Text(lang.plan_effect_none().into())),
    }
    let silent = silent(of, &projection);
    if !silent.is_empty() {
        blocks.push(Block::Note(
            lang.plan_effect_silent(silent.join(lang.report_semicolon())).into(),
        ));
    }
    blocks
}

/// The actions for which nothing is projected, by name.
fn silent(of: &Source<'_>, projection: &Projection) -> Vec<String> {
    let silent = projection.actions.iter().filter(|one| one.raises.is_err());
    let found = silent.filter_map(|one| of.diagnostic.plan.action(one.action));
    found
        .map(|action| of.typed(&plan_words::action_name(of.pack, of.lang, action)).to_string())
        .collect()
}

/// A result before and after.
struct Moved {
    name: String,
    before: Aggregate,
    after: Aggregate,
    /// The levels before and after, by code, if it bears one and they differ.
    levels: Option<(String, String)>,
}

/// The results that a projection moves as far as a reader can see: indices, capacities, gauges.
fn moved(of: &Source<'_>, after: &Assessment) -> Vec<Moved> {
    let shown = |block: &BlockSpec| {
        block.levelled
            || of.pack.indices.contains(&block.id)
            || of.pack.ties.iter().any(|tie| tie.mobilisation == block.id)
    };
    let blocks = of.pack.blocks.iter().zip(&of.assessment.blocks).zip(&after.blocks);
    let blocks = blocks.filter(|((block, _), _)| shown(block)).filter_map(|((block, old), new)| {
        let levels = old
            .level
            .as_ref()
            .zip(new.level.as_ref())
            .map(|(old, new)| (level_codes(of, old), level_codes(of, new)));
        Some(Moved {
            name: of.text(&block.title).to_owned(),
            before: old.value?,
            after: new.value?,
            levels: levels.filter(|(old, new)| old != new),
        })
    });
    let gauges = of.pack.gauges.iter().zip(&of.assessment.gauges).zip(&after.gauges);
    let gauges = gauges.filter_map(|((gauge, old), new)| {
        let name = of.lang.report_gauge_label(&gauge.id, of.text(&gauge.short));
        Some(Moved { name, before: old.value?, after: new.value?, levels: None })
    });
    let seen =
        |one: &Moved| one.levels.is_some() || of.aggregate(&one.before) != of.aggregate(&one.after);
    blocks.chain(gauges).filter(seen).collect()
}

fn table(of: &Source<'_>, after: &Assessment) -> Table {
    let lang = of.lang;
    let value = |value: &Aggregate, level: Option<&String>| {
        let words = of.aggregate(value);
        let cell = if value.sufficient { Cell::text(words) } else { Cell::open(words) };
        cell.with(level.cloned().unwrap_or_default())
    };
    let rows = moved(of, after).into_iter().map(|one| {
        let (old, new) = one.levels.as_ref().map(|(old, new)| (old, new)).unzip();
        vec![Cell::text(one.name), value(&one.before, old), value(&one.after, new)]
    });
    let columns = vec![
        Column::words(lang.plan_column_result(), 44.0),
        Column::words(lang.plan_column_before(), 28.0),
        Column::words(lang.plan_column_after(), 28.0),
    ];
    let caption: Line = lang.plan_effect_table().into();
    Table { summary: caption.clone(), caption, columns, rows: rows.collect() }
}

/// What one action would change, in a line; or why nothing is projected.
pub(super) fn of_action(of: &Source<'_>, action: &Action) -> String {
    let lang = of.lang;
    if action.stage == Stage::Abandoned {
        return lang.plan_silent_abandoned().to_owned();
    }
    let Source { pack, diagnostic, assessment, .. } = *of;
    let projection = project(pack, diagnostic, assessment);
    let own = projection.actions.iter().find(|one| one.action == action.id);
    let raises = match own.map(|one| &one.raises) {
        Some(Ok(raises)) => raises,
        Some(Err(NoEffect::Own)) => return lang.plan_silent_own().to_owned(),
        Some(Err(NoEffect::NotCalledFor)) => return lang.plan_silent_not_called_for().to_owned(),
        Some(Err(NoEffect::NamesNone)) | None => return lang.plan_silent_names_none().to_owned(),
    };
    let told = raises.iter().filter_map(|raise| {
        let question = pack.question(raise.question.as_str())?;
        let to = match &raise.to {
            Value::Level(level) => {
                let most = match &question.kind {
                    Kind::Scale(levels) => levels.len().saturating_sub(1),
                    _ => return None,
                };
                lang.plan_raised_to_level(level, most)
            }
            Value::Choice(option) => lang.plan_raised_to(choice(of, question, option.as_str())),
            _ => return None,
        };
        let (label, text) = (of.text(&question.short), to);
        Some(lang.report_word_and(label, text))
    });
    let answers = join(told, lang.report_semicolon());
    match in_short(of, action) {
        Some(effect) => lang.plan_effect_of_action(answers, effect),
        None => lang.plan_effect_raises(answers),
    }
}

fn choice<'a>(of: &Source<'a>, question: &'a Question, id: &str) -> String {
    let named = question.kind.options().iter().find(|option| option.id == *id);
    match (named, id) {
        (Some(option), _) => of.text(&option.label).to_owned(),
        (None, "yes") => of.lang.words_yes().to_owned(),
        (None, "partly") => of.lang.words_partly().to_owned(),
        (None, "no") => of.lang.words_no().to_owned(),
        (None, other) => other.to_owned(),
    }
}

/// The results that one action would move most, before and after, in one line.
pub(super) fn in_short(of: &Source<'_>, action: &Action) -> Option<String> {
    let after = project_rule(of.pack, of.diagnostic, of.assessment, action.rule.as_ref()?)?;
    let mut moved = moved(of, &after);
    // What moves less than a line can show would be told as « 41 → 41 ».
    moved.retain(|one| short(of, &one.before) != short(of, &one.after));
    let gain = |one: &Moved| {
        let centres = one.after.shown_centre().zip(one.before.shown_centre());
        centres.map_or(one.after.low - one.before.low, |(after, before)| after - before)
    };
    moved.sort_by(|a, b| gain(b).total_cmp(&gain(a)));
    let told = moved.iter().take(MOST_NAMED).map(|one| {
        let (before, after) = (short(of, &one.before), short(of, &one.after));
        of.lang.plan_moves(after, before, &one.name)
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| of.lang.plan_projection(told.join(of.lang.report_semicolon())))
}

/// The value that is shown, without its interval.
fn short(of: &Source<'_>, value: &Aggregate) -> String {
    value.shown_centre().map_or_else(|| of.aggregate(value), |centre| of.score(centre))
}
