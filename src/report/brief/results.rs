//! What scoring says: indices and ties, capacities with their levels, and gauges.

use crate::{
    domain::BlockId,
    questionnaire::{Block as BlockSpec, BlockMembers, Gate, TiePair, Truth},
    report::words,
    scoring::{Aggregate, BlockScore, LevelReading, Number, TieReading},
};

use super::{
    Bar, Block, Cell, Chart, Column, Line, Mark, Section, Spot, Table,
    source::{Source, join},
};

/// A bar for an aggregate; a bar without bounds for what does not apply.
pub(super) fn bar(of: &Source<'_>, label: &str, value: Option<&Aggregate>) -> Bar {
    let Some(value) = value else {
        let value = of.lang.words_state_not_applicable().into();
        return Bar { label: label.into(), value, ..Bar::default() };
    };
    Bar {
        label: label.into(),
        value: of.aggregate(value).into(),
        note: of.reliance(value).into(),
        low: Some(value.low),
        high: Some(value.high),
        centre: value.shown_centre(),
        target: None,
        number: None,
    }
}

/// A chart whose text says all that its bars draw; `key` says how to read it.
pub(super) fn chart(
    of: &Source<'_>,
    caption: &str,
    key: &str,
    marks: Vec<Mark>,
    bars: Vec<Bar>,
) -> Chart {
    let lang = of.lang;
    let told = bars.iter().map(|bar| {
        let note = if bar.note.is_empty() { String::new() } else { format!(", {}", bar.note) };
        lang.report_word_and(&bar.label, format!("{}{note}", bar.value))
    });
    let alt = lang.report_chart_alt(caption, join(told, lang.report_semicolon()));
    Chart { caption: caption.into(), alt: alt.into(), key: key.into(), marks, bars }
}

/// Whether anything at all is known, so that results are worth a page.
pub(super) fn anything_known(of: &Source<'_>) -> bool {
    of.assessment.blocks.iter().filter_map(|b| b.value).any(|value| 0.0 < value.completeness)
}

/// The indices and the ties, intensity against mobilisation.
pub(super) fn ties(of: &Source<'_>) -> Option<Section> {
    if of.pack.ties.is_empty() || !anything_known(of) {
        return None;
    }
    let lang = of.lang;
    let mut bars = Vec::new();
    let mut rows = Vec::new();
    for (pair, reading) in of.pack.ties.iter().zip(&of.assessment.ties) {
        let name = of.text(&pair.title);
        let (intensity, mobilisation) =
            (value_of(of, &pair.intensity), value_of(of, &pair.mobilisation));
        bars.extend(tie_bars(of, pair));
        let verdict = Cell::text(words::verdict(lang, reading.verdict));
        let gap = Number::Gap(pair.id.clone());
        rows.push(vec![
            Cell::text(name),
            value_cell(of, intensity.as_ref()).on(block_spot(&pair.intensity)),
            value_cell(of, mobilisation.as_ref()).on(block_spot(&pair.mobilisation)),
            gap_cell(of, reading).on(Spot::Number(gap)),
            verdict,
        ]);
    }
    let columns = vec![
        Column::words(lang.report_column_tie(), 26.0),
        Column::figures(lang.report_column_intensity(), 18.5),
        Column::figures(lang.report_column_mobilisation(), 18.5),
        Column::figures(lang.report_column_gap(), 17.0),
        Column::words(lang.report_column_reading(), 20.0),
    ];
    let caption = lang.report_ties_table();
    Some(Section {
        title: lang.report_ties_title().into(),
        blocks: vec![
            Block::Text(lang.report_ties_intro().into()),
            Block::Chart(chart(of, lang.report_ties_chart(), "", vec![], bars)),
            Block::Table(Table { caption: caption.into(), summary: caption.into(), columns, rows }),
        ],
    })
}

/// The two halves of a tie as bars.
pub(super) fn tie_bars(of: &Source<'_>, pair: &TiePair) -> [Bar; 2] {
    let name = of.text(&pair.title);
    let half = |block: &BlockId, name: &str| Bar {
        number: Some(Number::Block(block.clone())),
        ..bar(of, name, value_of(of, block).as_ref())
    };
    [
        half(&pair.intensity, &of.lang.report_tie_intensity(name)),
        half(&pair.mobilisation, &of.lang.report_tie_mobilisation(name)),
    ]
}

fn block_spot(block: &BlockId) -> Spot {
    Spot::Number(Number::Block(block.clone()))
}

fn value_of(of: &Source<'_>, block: &BlockId) -> Option<Aggregate> {
    of.assessment.value(of.pack, block.as_str())
}

fn value_cell(of: &Source<'_>, value: Option<&Aggregate>) -> Cell {
    let Some(value) = value else { return Cell::open(of.lang.words_state_not_applicable()) };
    let words = of.aggregate(value);
    let cell = if value.sufficient { Cell::text(words) } else { Cell::open(words) };
    cell.with(of.reliance(value))
}

fn gap_cell(of: &Source<'_>, reading: &TieReading) -> Cell {
    let words = crate::report::ties::gap(of.lang, reading);
    if reading.gap.is_some() { Cell::text(words) } else { Cell::open(words) }
}

/// The levelled blocks: how far they are, what level they reach, and what keeps them from the next.
pub(super) fn capacities(of: &Source<'_>) -> Option<Section> {
    let scored: Vec<_> = of.pack.blocks.iter().zip(&of.assessment.blocks).collect();
    let levelled: Vec<_> = scored.iter().filter(|(block, _)| block.levelled).collect();
    if levelled.is_empty() || !anything_known(of) {
        return None;
    }
    let rows = levelled.iter().map(|(block, score)| level_row(of, block, score)).collect();
    let lang = of.lang;
    let caption = lang.report_levels_table();
    let columns = vec![
        Column::words(lang.report_column_capacity(), 26.0),
        Column::words(lang.report_column_level(), 24.0),
        Column::words(lang.report_column_blocked(), 50.0),
    ];
    let table = Table { caption: caption.into(), summary: caption.into(), columns, rows };
    Some(Section {
        title: lang.report_capacities_title(levelled.len()).into(),
        blocks: vec![
            Block::Text(lang.report_capacities_intro(ladder(of)).into()),
            Block::Chart(levels_chart(of)),
            Block::Table(table),
        ],
    })
}

/// The levelled blocks on the scale of levels.
pub(super) fn levels_chart(of: &Source<'_>) -> Chart {
    let lang = of.lang;
    let mark = |level: &crate::questionnaire::LevelName| Mark {
        at: level.from,
        label: level.code.as_str().into(),
    };
    let marks = of.pack.levels.names.iter().map(mark).collect();
    let blocks = of.pack.blocks.iter().zip(&of.assessment.blocks);
    let levelled = blocks.filter(|(block, _)| block.levelled);
    let bars: Vec<_> = levelled.map(|(block, score)| levelled_bar(of, block, score)).collect();
    let aimed = bars.iter().any(|bar| bar.target.is_some());
    let key = if aimed { lang.report_chart_key_target() } else { "" };
    chart(of, lang.report_capacities_chart(), key, marks, bars)
}

/// The levels in a row with the value from which each is reached.
pub(super) fn ladder(of: &Source<'_>) -> String {
    let names = &of.pack.levels.names;
    let each = names.iter().map(|level| {
        of.lang.report_level_from(&level.code, of.text(&level.title), of.score(level.from))
    });
    join(each, ", ")
}

fn levelled_bar(of: &Source<'_>, block: &BlockSpec, score: &BlockScore) -> Bar {
    let ambition = of.diagnostic.ambitions.get(&block.id);
    let target = ambition.and_then(|wanted| of.pack.level(wanted.level)).map(|level| level.from);
    let mut bar = bar(of, of.text(&block.title), score.value.as_ref());
    if let (Some(value), Some(level)) = (&score.value, &score.level)
        && value.sufficient
    {
        bar.note = level_codes(of, level).into();
    }
    Bar { target, number: Some(Number::Level(block.id.clone())), ..bar }
}

/// The level reached, or the levels between which it lies, by code.
pub(super) fn level_codes(of: &Source<'_>, reading: &LevelReading) -> String {
    let (sure, possible) = reading.range();
    let code = |level: u8| of.pack.level(level).map_or("", |name| name.code.as_str());
    if sure == possible {
        code(sure).to_owned()
    } else {
        of.lang.report_level_possible(code(sure), code(possible))
    }
}

fn level_row(of: &Source<'_>, block: &BlockSpec, score: &BlockScore) -> Vec<Cell> {
    let number = Number::Level(block.id.clone());
    let name = Cell::text(of.text(&block.title)).on(Spot::Number(number));
    let (Some(value), Some(reading)) = (&score.value, &score.level) else {
        let none = Cell::open(of.lang.words_state_not_applicable());
        return vec![name, none, Cell::default()];
    };
    let wanted = crate::report::ladder::gap(of.pack, of.diagnostic, of.assessment, block, of.lang);
    let level = if value.sufficient {
        Cell::text(level_named(of, reading)).with(of.aggregate(value))
    } else {
        Cell::open(of.lang.words_insufficient()).with(of.aggregate(value))
    };
    let level = level.with(wanted);
    let mut blocking = blocking(of, block, reading);
    if !value.sufficient {
        blocking.text = of.lang.report_gather_first().into();
    }
    vec![name, level, blocking]
}

fn level_named(of: &Source<'_>, reading: &LevelReading) -> String {
    let (sure, _) = reading.range();
    let title = of.pack.level(sure).map_or("", |name| of.text(&name.title));
    of.lang.report_level_named(level_codes(of, reading), title)
}

/// The gates of the next level that do not hold, or are not known to.
fn blocking(of: &Source<'_>, block: &BlockSpec, reading: &LevelReading) -> Cell {
    let lang = of.lang;
    let (sure, _) = reading.range();
    let next = sure.saturating_add(1);
    let Some(level) = of.pack.level(next) else {
        return Cell::text(lang.report_highest_level());
    };
    let open: Vec<(&Gate, Truth)> = block
        .gates
        .iter()
        .zip(&reading.gates)
        .filter(|(gate, state)| gate.level <= next && state.holds != Truth::True)
        .map(|(gate, state)| (gate, state.holds))
        .collect();
    if open.is_empty() {
        return Cell::text(lang.report_needs_value(&level.code, of.score(level.from)));
    }
    let mut cell = Cell::text(lang.report_needs_gate(&level.code));
    for (gate, holds) in open {
        let asked = of.text(&gate.text).trim_end_matches('.');
        cell = cell.with(lang.report_gate_state(asked, words::gate(lang, holds)));
    }
    cell
}

/// The second readings, such as the ten recommendations.
pub(super) fn gauges(of: &Source<'_>) -> Option<Section> {
    if of.pack.gauges.is_empty() || !anything_known(of) {
        return None;
    }
    let lang = of.lang;
    Some(Section {
        title: lang.report_gauges_title().into(),
        blocks: vec![
            Block::Text(lang.report_gauges_intro().into()),
            Block::Chart(gauges_chart(of)),
        ],
    })
}

/// The second readings on the scale.
pub(super) fn gauges_chart(of: &Source<'_>) -> Chart {
    let lang = of.lang;
    let bars = of.pack.gauges.iter().zip(&of.assessment.gauges).map(|(gauge, score)| {
        let label = lang.report_gauge_label(&gauge.id, of.text(&gauge.short));
        let number = Some(Number::Gauge(gauge.id.clone()));
        Bar { number, ..bar(of, &label, score.value.as_ref()) }
    });
    chart(of, lang.report_gauges_chart(), "", vec![], bars.collect())
}

/// The indices, side by side.
pub(super) fn indices(of: &Source<'_>) -> Chart {
    let bars = of.pack.indices.iter().filter_map(|id| of.pack.block(id.as_str())).map(|block| {
        let value = of.assessment.value(of.pack, block.id.as_str());
        let number = Some(Number::Block(block.id.clone()));
        Bar { number, ..bar(of, of.text(&block.title), value.as_ref()) }
    });
    chart(of, of.lang.report_indices_chart(), of.lang.report_chart_key(), vec![], bars.collect())
}

/// What an index is made of, in words: the names of its members.
pub(super) fn members(of: &Source<'_>, block: &BlockSpec) -> Line {
    match &block.of {
        BlockMembers::Questions => Line::default(),
        BlockMembers::Mean(ids) => {
            let names: Vec<_> = ids
                .iter()
                .filter_map(|id| of.pack.block(id.as_str()))
                .map(|member| of.text(&member.short).to_owned())
                .collect();
            of.lang.report_mean_of(of.text(&block.title), of.list(&names)).into()
        }
    }
}
