//! The results of a group: where the middle half of its members stands, and their levels.

use crate::{
    domain::BlockId,
    panel::{Counts, Key, Part},
    report::brief::{Bar, Block, Chart, Section},
};

use super::{Of, names, shares::Share};

/// Indices and components, levels, gauges.
pub(super) fn sections(of: Of<'_>) -> Vec<Section> {
    let lang = of.lang;
    let blocks = of.pack.blocks.iter();
    let shown = blocks.filter(|block| block.levelled || of.pack.indices.contains(&block.id));
    let shown: Vec<Key> = shown.map(|block| Key::Block(block.id.clone())).collect();
    let gauges: Vec<Key> =
        of.pack.gauges.iter().map(|gauge| Key::Gauge(gauge.id.clone())).collect();
    let mut content = vec![Block::Text(lang.panel_results_lead().into())];
    content.extend(quartiles(of, lang.panel_results_blocks(), &shown));
    content.extend(quartiles(of, lang.panel_results_gauges(), &gauges));
    let mut sections = vec![Section { title: lang.panel_results_title().into(), blocks: content }];
    let levels = levels(of);
    if !levels.is_empty() {
        sections.push(Section { title: lang.panel_levels_title().into(), blocks: levels });
    }
    sections
}

/// The median and the middle half of several values; what is hidden is named under them.
fn quartiles(of: Of<'_>, title: &str, keys: &[Key]) -> Vec<Block> {
    let lang = of.lang;
    let (mut bars, mut hidden) = (Vec::new(), Vec::new());
    for key in keys {
        let label = names::key(of.pack, lang, key);
        let told = of.panel.measures.get(key);
        let quartiles = told.and_then(|told| told.quartiles(of.group));
        let (Some(told), Some([low, middle, high])) = (told, quartiles) else {
            hidden.push(label);
            continue;
        };
        let n = told.groups.get(&of.group).map_or(0, Counts::n);
        let number = |value: f64| lang.number(value, 0);
        let n = lang.integer(n as usize);
        bars.push(Bar {
            label: label.into(),
            value: lang.panel_median(number(middle.high), number(middle.low)).into(),
            note: super::quarters(lang, [low, high], &n, &number).into(),
            low: Some(low.middle() / 100.0),
            high: Some(high.middle() / 100.0),
            centre: Some(middle.middle() / 100.0),
            ..Bar::default()
        });
    }
    let mut blocks = Vec::new();
    if !bars.is_empty() {
        let told: Vec<String> =
            bars.iter().map(|bar| lang.report_word_and(&bar.label, &bar.value)).collect();
        let alt = lang.report_chart_alt(title, told.join(lang.report_semicolon()));
        let key = lang.panel_quartile_key(of.panel.k);
        blocks.push(Block::Chart(Chart {
            caption: title.into(),
            alt: alt.into(),
            key: key.into(),
            marks: Vec::new(),
            bars,
        }));
    }
    if !hidden.is_empty() {
        let names = hidden.join(lang.report_semicolon());
        blocks.push(Block::Note(lang.panel_results_hidden(of.panel.k, names).into()));
    }
    blocks
}

/// For each component that bears one, how many members have reached which level for sure.
fn levels(of: Of<'_>) -> Vec<Block> {
    let levelled = of.pack.blocks.iter().filter(|block| block.levelled);
    let charts = levelled.filter_map(|block| {
        let bars = bars_of_levels(of, &block.id)?;
        let lang = of.lang;
        let key = Key::Level(block.id.clone());
        let n = of.panel.counts(&key, of.group).map_or(0, Counts::n);
        let n = lang.integer(n as usize);
        let caption = lang.panel_caption(&n, names::key(of.pack, lang, &key));
        let told: Vec<String> =
            bars.iter().map(|bar| lang.report_word_and(&bar.label, &bar.value)).collect();
        let alt = lang.report_chart_alt(&caption, told.join(lang.report_semicolon()));
        Some(Block::Chart(Chart {
            caption: caption.into(),
            alt: alt.into(),
            key: lang.panel_key(of.panel.k, n).into(),
            marks: Vec::new(),
            bars,
        }))
    });
    charts.collect()
}

fn bars_of_levels(of: Of<'_>, block: &BlockId) -> Option<Vec<Bar>> {
    let counts = of.panel.counts(&Key::Level(block.clone()), of.group)?;
    let Counts::Ordered(parts) = counts else { return None };
    let name = |level: usize| {
        let level = u8::try_from(level).ok().and_then(|level| of.pack.level(level));
        level.map_or_else(String::new, |level| {
            of.lang.panel_level_named(&level.code, level.title.get(of.lang))
        })
    };
    let bar = |part: &Part| {
        let last = part.to.saturating_sub(1);
        let label = if part.from == last {
            name(last)
        } else {
            of.lang.panel_level_span(name(part.from), name(last))
        };
        Share::of(counts, part.from, part.to).bar(label, of.lang)
    };
    (1 < parts.len()).then(|| parts.iter().map(bar).collect())
}
