//! Panels in words: a network's profile as the study's survey drew it, a member beside its peers,
//! and both as documents and tables.
//!
//! Whoever reads sees of how many each share is, what was hidden and why, and never an order of
//! members. Every share stands with its 95 % Wilson interval, or between two bounds where the exact
//! count would tell of fewer than k members.

mod csv;
mod document;
mod names;
mod peers;
mod profile;
mod results;
mod shares;

use crate::{
    language::Lang,
    panel::{Band, Group, MergeError, PackName, Panel},
    questionnaire::Pack,
};

use super::brief::{Block, Cell, Column, Section, Table};

pub use csv::csv;
pub use document::{PanelFormat, document, export_panel};
pub use names::{group as group_name, key as key_name};
pub use peers::{PeerWords, peers};

/// What words are made from.
#[derive(Clone, Copy, Debug)]
pub struct Of<'a> {
    /// The panel.
    pub panel: &'a Panel,
    /// The pack whose words are used: the panel's, or the nearest to it that is known.
    pub pack: &'a Pack,
    /// Whom it is told of.
    pub group: Group,
    /// The language.
    pub lang: Lang,
}

/// What a panel is, in a line: members, years, pack, k.
pub fn head(panel: &Panel, lang: Lang) -> String {
    let (from, to) = panel.years;
    let years = if from == to { from.to_string() } else { lang.panel_years(from, to) };
    let members = lang.panel_members(panel.members(Group::All) as usize);
    let head = lang.panel_head(panel.k, members, &panel.pack.version, years);
    if 1 < panel.joined { lang.panel_head_joined(head, panel.joined) } else { head }
}

/// Why two panels cannot be joined, and what to do.
pub fn why_not_joined(error: &MergeError, lang: Lang) -> String {
    match error {
        MergeError::OtherPack(a, b) => {
            let name = |pack: &PackName| format!("{} {}", pack.id, pack.version);
            lang.panel_merge_other_pack(name(a), name(b))
        }
        MergeError::Unlike(key) => lang.panel_merge_unlike(key),
    }
}

/// From where to where, in words; open where nothing bounds it.
fn span(lang: Lang, (low, high): (f64, f64), unit: &str, number: &dyn Fn(f64) -> String) -> String {
    let words = match (low.is_finite(), high.is_finite()) {
        (true, true) => lang.panel_span(number(high), number(low), unit),
        (false, true) => lang.panel_span_below(number(high), unit),
        (true, false) => lang.panel_span_from(number(low), unit),
        (false, false) => lang.panel_span_open().to_owned(),
    };
    words.trim_end().to_owned()
}

/// The first and the third quartile in words, with how many members they are of.
fn quarters(
    lang: Lang,
    [first, third]: [Band; 2],
    n: &str,
    number: &dyn Fn(f64) -> String,
) -> String {
    let (first_low, first_high) = (number(first.low), number(first.high));
    let (third_low, third_high) = (number(third.low), number(third.high));
    lang.panel_middle_half(first_high, first_low, n, third_high, third_low)
}

/// The profile of a group: what the survey asked, then the results, then who is counted.
pub fn profile(of: Of<'_>) -> Vec<Section> {
    let mut sections = vec![profile::section(of)];
    sections.extend(results::sections(of));
    sections.push(members(of));
    sections
}

/// Who is counted, group by group.
fn members(of: Of<'_>) -> Section {
    let lang = of.lang;
    let rows = Group::every().into_iter().filter_map(|group| {
        let n = of.panel.members(group);
        let hidden = n == 0 && of.panel.members(parent(group)) == 0;
        (!hidden).then(|| {
            let count = if n == 0 {
                Cell::open(lang.panel_hidden())
            } else {
                Cell::text(lang.integer(n as usize))
            };
            vec![Cell::text(names::group(lang, group)), count]
        })
    });
    let table = Table {
        caption: lang.panel_members_title().into(),
        summary: lang.panel_members_summary().into(),
        columns: vec![
            Column::words(lang.panel_column_group(), 0.7),
            Column::figures(lang.panel_column_members(), 0.3),
        ],
        rows: rows.collect(),
    };
    let note = lang.panel_members_note(of.panel.k);
    Section {
        title: lang.panel_members_title().into(),
        blocks: vec![Block::Table(table), Block::Note(note.into())],
    }
}

const fn parent(group: Group) -> Group {
    match group {
        Group::Class(family, _) => Group::Family(family),
        Group::Kind(_) => Group::Family(crate::reference::PeerGroup::Intercommunal),
        Group::All | Group::Family(_) => Group::All,
    }
}

/// Two panels side by side: what charts of both show, line by line; nothing is concluded.
pub fn side_by_side(
    first: &[Section],
    second: &[Section],
    [first_name, second_name]: [&str; 2],
    lang: Lang,
) -> Section {
    let mut blocks = vec![Block::Text(lang.panel_beside_lead().into())];
    let theirs: Vec<_> = charts(second).collect();
    for own in charts(first) {
        let Some(other) = theirs.iter().find(|chart| chart.caption == own.caption) else {
            continue;
        };
        let rows = own.bars.iter().map(|bar| {
            let same = other.bars.iter().find(|other| other.label == bar.label);
            let there = same.map_or_else(
                || Cell::open(lang.panel_hidden()),
                |other| Cell::text(other.value.clone()),
            );
            vec![Cell::text(bar.label.clone()), Cell::text(bar.value.clone()), there]
        });
        blocks.push(Block::Table(Table {
            caption: own.caption.clone(),
            summary: own.caption.clone(),
            columns: vec![
                Column::words(lang.panel_column_what(), 0.4),
                Column::words(first_name, 0.3),
                Column::words(second_name, 0.3),
            ],
            rows: rows.collect(),
        }));
    }
    Section { title: lang.panel_beside_title().into(), blocks }
}

fn charts(sections: &[Section]) -> impl Iterator<Item = &super::brief::Chart> {
    sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Chart(chart) => Some(chart),
        _ => None,
    })
}
