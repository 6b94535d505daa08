//! What moved, what cannot be claimed, and both states of the results side by side.

use crate::{
    reference::fold,
    report::{
        brief::{Block, Cell, Column, Finding, Line, Section, Table},
        compare::{ToldGroup, ToldRow, sign},
        words::capital,
    },
    scoring::{Number, Verdict},
};

use super::{MOST, Review, bounded};

/// The most countries of the table.
const MOST_COUNTRIES: usize = 6;

/// The most names in one sentence.
const MOST_NAMES: usize = 4;

impl Review<'_> {
    fn group(&self, title: &str) -> &[ToldRow] {
        let found = self.told.groups.iter().find(|group: &&ToldGroup| group.title == title);
        found.map_or(&[], |group| group.rows.as_slice())
    }

    /// The level of a block before and after, if both states bear one.
    fn level(&self, of: &Number) -> Option<&ToldRow> {
        let Number::Block(id) = of else { return None };
        let levels = self.group(self.lang().compare_levels());
        levels.iter().find(|row| row.number == Number::Level(id.clone()))
    }
}

/// The results that moved beyond doubt: indices first, then what moved furthest, then countries.
pub(super) fn moved(review: &Review<'_>) -> Vec<Finding> {
    let lang = review.lang();
    let indices = review.group(lang.compare_indices());
    let mut blocks: Vec<_> =
        review.group(lang.compare_blocks()).iter().filter(|row| row.verdict.has_moved()).collect();
    blocks.sort_by(|a, b| distance(b).total_cmp(&distance(a)));
    let countries = review.group(lang.compare_countries());
    let moved = |row: &&ToldRow| row.verdict.has_moved();
    let all = indices.iter().chain(countries).filter(moved).chain(blocks);
    let findings = all.map(|row| {
        let detail = lang.review_moved_detail(&row.from, row.reading, &row.to);
        let level = review.level(&row.number).filter(|level| level.verdict.has_moved());
        let detail = match level {
            Some(level) => lang.review_moved_level(detail, &level.from, &level.to),
            None => detail,
        };
        Finding {
            title: row.label.as_str().into(),
            detail: detail.into(),
            proof: Line::from(row.because.as_str()).shortened(130),
            question: None,
            number: Some(row.number.clone()),
        }
    });
    bounded(review, findings.collect())
}

/// How many of the results that this page is about moved, and how many stay within uncertainty.
pub(super) fn summary(review: &Review<'_>) -> String {
    let lang = review.lang();
    let groups = [lang.compare_indices(), lang.compare_blocks(), lang.compare_countries()];
    let verdicts = || groups.into_iter().flat_map(|title| review.group(title)).map(|r| r.verdict);
    let moved = match verdicts().filter(|verdict| verdict.has_moved()).count() {
        0 => lang.compare_moved_none().to_owned(),
        count => lang.compare_moved(count),
    };
    let within = verdicts().filter(|verdict| *verdict == Verdict::Within).count();
    let within = (0 < within).then(|| lang.compare_within(within));
    let parts: Vec<_> = std::iter::once(moved).chain(within).collect();
    capital(&lang.compare_summary(parts.join(lang.report_semicolon())))
}

/// How far apart the two intervals are.
fn distance(row: &ToldRow) -> f64 {
    match (row.old, row.new) {
        (Some(old), Some(new)) => (new.low - old.high).max(old.low - new.high),
        _ => 0.0,
    }
}

/// What cannot be claimed: what stays within uncertainty, and what breaks.
pub(super) fn open(review: &Review<'_>) -> Vec<Finding> {
    let lang = review.lang();
    let groups = [lang.compare_indices(), lang.compare_blocks(), lang.compare_countries()];
    let rows = groups.into_iter().flat_map(|title| review.group(title));
    let within = rows.filter(|row| row.verdict == Verdict::Within);
    let names: Vec<String> = within.map(|row| row.label.clone()).collect();
    let mut found = Vec::new();
    if !names.is_empty() {
        let shown: Vec<_> = names.iter().take(MOST_NAMES).cloned().collect();
        let detail = match names.len().saturating_sub(MOST_NAMES) {
            0 => review.new.list(&shown),
            more => lang.report_and_others(more, shown.join(", ")),
        };
        found.push(Finding {
            title: lang.review_open_within(names.len()).into(),
            detail: detail.into(),
            proof: Line::default(),
            question: None,
            number: None,
        });
    }
    let breaks = review.told.breaks.iter().map(|one| Finding {
        title: lang.review_open_break().into(),
        detail: Line::from(one.text.as_str()).shortened(220),
        proof: Line::default(),
        question: None,
        number: None,
    });
    found.extend(breaks.take(MOST - 1));
    found
}

/// Both states of indices, capacities and countries, with what can be said of each.
pub(super) fn section(review: &Review<'_>) -> Section {
    let lang = review.lang();
    let indices = review.group(lang.compare_indices()).iter();
    let capacities = review
        .group(lang.compare_blocks())
        .iter()
        .filter(|row| review.level(&row.number).is_some());
    let countries = review.group(lang.compare_countries()).iter();
    let mut countries: Vec<_> = countries.filter(|row| row.verdict.differs()).collect();
    countries.sort_by_cached_key(|row| fold(&row.label));
    let more = countries.len().saturating_sub(MOST_COUNTRIES);
    let countries = countries.into_iter().take(MOST_COUNTRIES);
    let rows = indices.chain(capacities).chain(countries).map(|row| line(review, row)).collect();
    let columns = vec![
        Column::words(lang.review_column_result(), 34.0),
        Column::figures(review.when(&review.old), 20.0),
        Column::figures(review.when(&review.new), 20.0),
        Column::words(lang.review_column_reading(), 26.0),
    ];
    let caption = lang.review_results_table();
    let table = Table { caption: caption.into(), summary: caption.into(), columns, rows };
    let more = (0 < more).then(|| Block::Note(lang.paper_more_countries(more).into()));
    let blocks = [Block::Text(lang.review_results_text().into()), Block::Table(table)];
    Section {
        title: lang.review_results_title().into(),
        blocks: blocks.into_iter().chain(more).collect(),
    }
}

fn line(review: &Review<'_>, row: &ToldRow) -> Vec<Cell> {
    let level = review.level(&row.number);
    let (was, is) = level.map_or(("", ""), |level| (level.from.as_str(), level.to.as_str()));
    let reading = Cell::text(format!("{}\u{a0}{}", sign(row.verdict), row.reading));
    vec![
        Cell::text(row.label.as_str()),
        Cell::text(row.from.as_str()).with(was),
        Cell::text(row.to.as_str()).with(is),
        reading,
    ]
}
