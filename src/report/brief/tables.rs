//! The tables as they were filled in: narrow ones as tables, wide ones row by row.

use std::{borrow::Cow, cell::OnceCell};

use crate::{
    domain::{
        Cell as Entry, ColumnId, Coverage, Evidence, Month, Perimeter, Place, Row, RowId,
        Table as Rows,
    },
    questionnaire::{Column as ColumnSpec, ColumnKind, TableSpec, column},
    report::{public::by_continent, words},
};

use super::{
    Block, Cell, Column, Line, Section, Spot, Table,
    answers::{figure, option_label},
    source::{Proof, Source, join},
};

pub(super) use crate::questionnaire::LEAST_COUNT;

/// How much stands side by side, wordy columns counted twice; a wider table is told row by row.
const MOST_BREADTH: usize = 6;

/// From how many columns on a row told in a cell is long.
const MANY: usize = 12;

/// The most rows of one table; a longer one is cut and says so.
const MOST_ROWS: usize = 500;

/// Columns that are told together as the proof of a row.
const PROOF: [&str; 4] = [column::SOURCE, column::YEAR, column::PERIMETER, column::EVIDENCE];

/// Every table that has rows; `None` if none has.
pub(super) fn section(of: &Source<'_>) -> Option<Section> {
    let mut blocks = Vec::new();
    for spec in &of.pack.tables {
        let Some(rows) = of.diagnostic.table(spec.id.as_str()) else { continue };
        if rows.rows.is_empty() || is_untouched(spec, rows) {
            continue;
        }
        let rows = &*told(of, spec, rows);
        blocks.push(Block::Heading(of.text(&spec.title).into()));
        blocks.extend(entered(of, spec, rows));
        if let Some(more) = rows.rows.len().checked_sub(MOST_ROWS).filter(|more| 0 < *more) {
            blocks.push(Block::Note(of.lang.report_more_rows(more).into()));
        }
    }
    let title = of.lang.report_tables_title().into();
    (!blocks.is_empty()).then_some(Section { title, blocks })
}

/// Each partnership with all that was entered of it; none if there is no partnership.
pub(super) fn partnerships(of: &Source<'_>) -> Option<Section> {
    let id = &of.pack.matrix.as_ref()?.partnerships.table;
    let (spec, rows) = (of.pack.table(id.as_str())?, of.diagnostic.table(id.as_str())?);
    if rows.rows.is_empty() || is_untouched(spec, rows) {
        return None;
    }
    let blocks = entered(of, spec, rows);
    Some(Section { title: of.lang.printed_partnerships_title().into(), blocks })
}

/// A table as it was filled in, after what its gaps mean and the source that all its rows share.
fn entered(of: &Source<'_>, spec: &TableSpec, rows: &Rows) -> Vec<Block> {
    let mut table = table(of, spec, rows);
    let shared = take_shared_proof(&mut table);
    let shared = shared.map(|proof| Block::Note(of.lang.paper_shared_proof(proof).into()));
    coverage(of, spec, rows).into_iter().chain(shared).chain([Block::Table(table)]).collect()
}

/// The proof that stands at the end of every row, taken out if it is everywhere the same.
fn take_shared_proof(table: &mut Table) -> Option<Line> {
    let mut proofs = table.rows.iter().map(|row| row.last());
    let first = proofs.next()??.clone();
    let alone = first.details.is_empty() && !first.text.is_empty() && !first.open;
    let shared = alone && 1 < table.rows.len() && proofs.all(|proof| proof == Some(&first));
    shared.then(|| {
        table.columns.pop();
        for row in &mut table.rows {
            row.pop();
        }
        first.text
    })
}

/// The rows that may be told: of people by country, a public version tells continents only.
pub(super) fn told<'a>(of: &Source<'_>, spec: &TableSpec, rows: &'a Rows) -> Cow<'a, Rows> {
    if of.public && of.pack.counted(&spec.id).is_some() {
        Cow::Owned(by_continent(of.pack, spec, rows, of.lang))
    } else {
        Cow::Borrowed(rows)
    }
}

/// Of a list that is complete and has one small count of people, the row that is masked with it:
/// the total that others publish would leave the small one as the difference.
pub(super) fn also_masked(rows: &Rows, count: usize) -> Option<RowId> {
    if rows.coverage != Some(Coverage::Exhaustive) {
        return None;
    }
    let low = |row: &Row| row.cell(count).as_range().map(|(low, _)| low);
    let counts: Vec<(f64, RowId)> =
        rows.rows.iter().filter_map(|row| Some((low(row)?, row.id))).collect();
    let (few, others): (Vec<_>, Vec<_>) =
        counts.into_iter().partition(|(low, _)| *low < LEAST_COUNT);
    let least = others.into_iter().min_by(|a, b| a.0.total_cmp(&b.0));
    least.filter(|_| few.len() == 1).map(|(_, row)| row)
}

/// Whether nothing was entered beyond the rows that the table starts with.
fn is_untouched(spec: &TableSpec, rows: &Rows) -> bool {
    rows.rows.iter().all(|row| is_blank(spec, rows, row))
}

/// Whether nothing was entered in a row that its table starts with.
pub(super) fn is_blank(spec: &TableSpec, rows: &Rows, row: &Row) -> bool {
    let mut columns = rows.columns.iter().enumerate();
    columns.all(|(index, id)| spec.rows_from.as_ref() == Some(id) || row.cell(index).is_empty())
}

fn coverage(of: &Source<'_>, spec: &TableSpec, rows: &Rows) -> Option<Block> {
    coverage_words(of, spec, rows).map(|words| Block::Note(words.into()))
}

/// What is missing from a table means, channel by channel, if the table asks for it.
pub(super) fn coverage_words(of: &Source<'_>, spec: &TableSpec, rows: &Rows) -> Option<String> {
    if !spec.asks_coverage {
        return None;
    }
    let said = match rows.coverage {
        Some(coverage) => words::coverage(of.lang, coverage),
        None => of.lang.report_coverage_unsaid(),
    };
    let options = spec
        .channels
        .as_ref()
        .and_then(|id| spec.column(id.as_str()))
        .map_or(&[][..], |column| choices(&column.kind));
    let channels = rows.channel_coverage.iter().map(|(channel, coverage)| {
        let label = option_label(of, options, channel.as_str());
        of.lang.report_word_and(label, words::coverage(of.lang, *coverage))
    });
    let all = std::iter::once(said.to_owned()).chain(channels);
    Some(of.lang.report_coverage(join(all, " · ")))
}

const fn choices(kind: &ColumnKind) -> &[crate::questionnaire::Choice] {
    match kind {
        ColumnKind::Choice(options) | ColumnKind::Choices { options, .. } => options.as_slice(),
        _ => &[],
    }
}

/// The columns that may be printed, have something to say, and are not part of the proof.
fn shown<'a>(spec: &'a TableSpec, rows: &Rows) -> Vec<&'a ColumnSpec> {
    let filled = |id: &ColumnId| {
        rows.column(id.as_str())
            .is_some_and(|index| rows.rows.iter().any(|row| !row.cell(index).is_empty()))
    };
    spec.columns
        .iter()
        .filter(|column| !column.private && !PROOF.contains(&column.id.as_str()))
        .filter(|column| filled(&column.id))
        .collect()
}

fn table(of: &Source<'_>, spec: &TableSpec, rows: &Rows) -> Table {
    let mut columns = shown(spec, rows);
    let summary = of.lang.report_table_summary(rows.rows.len(), of.text(&spec.title)).into();
    let entries = Entries::new(of, spec, rows);
    let listed = rows.rows.iter().take(MOST_ROWS);
    let (columns, rows) = if columns.iter().map(|c| breadth(&c.kind)).sum::<usize>() <= MOST_BREADTH
    {
        lead(spec, &mut columns);
        (side_by_side(of, &columns), listed.map(|row| entries.across(row, &columns)).collect())
    } else {
        (row_by_row(of, columns.len()), listed.map(|row| entries.down(row, &columns)).collect())
    };
    Table { caption: Line::default(), summary, columns, rows }
}

/// Puts first what tells rows apart, where a table begins with a choice that many of them share.
pub(super) fn lead(spec: &TableSpec, columns: &mut [&ColumnSpec]) {
    let choice = |column: &&ColumnSpec| matches!(column.kind, ColumnKind::Choice(_));
    if spec.rows_from.is_some() || !columns.first().is_some_and(choice) {
        return;
    }
    // A source tells no row apart.
    let text = |column: &&ColumnSpec| {
        matches!(column.kind, ColumnKind::Text) && !PROOF.contains(&column.id.as_str())
    };
    let place = |column: &&ColumnSpec| matches!(column.kind, ColumnKind::Place);
    let town = |column: &&ColumnSpec| column.id == *column::COUNTERPART;
    let at = columns.iter().position(text);
    let at = at.or_else(|| columns.iter().position(town));
    if let Some(at) = at.or_else(|| columns.iter().position(place))
        && let Some(head) = columns.get_mut(..=at)
    {
        head.rotate_right(1);
    }
}

const fn breadth(kind: &ColumnKind) -> usize {
    match kind {
        ColumnKind::Choices { .. } | ColumnKind::Level(_) | ColumnKind::Places => 2,
        _ => 1,
    }
}

fn side_by_side(of: &Source<'_>, columns: &[&ColumnSpec]) -> Vec<Column> {
    let heads = columns.iter().map(|column| {
        let label = of.text(&column.label);
        match column.kind {
            ColumnKind::Number { .. } => Column::figures(label, 12.0),
            ColumnKind::Year | ColumnKind::Month | ColumnKind::YesNo => Column::words(label, 12.0),
            _ => Column::words(label, 20.0),
        }
    });
    heads.chain([Column::words(of.lang.report_column_proof(), 22.0)]).collect()
}

/// The columns of a table that is told row by row: the more there is to a row, the more room.
fn row_by_row(of: &Source<'_>, told: usize) -> Vec<Column> {
    let lang = of.lang;
    let proof = if told < MANY { 26.0 } else { 20.0 };
    vec![
        Column::words(lang.report_column_row(), 24.0),
        Column::words(lang.report_column_details(), 76.0 - proof),
        Column::words(lang.report_column_proof(), proof),
    ]
}

/// The rows of one table, to be worded.
pub(super) struct Entries<'a> {
    pub(super) of: &'a Source<'a>,
    pub(super) spec: &'a TableSpec,
    pub(super) rows: &'a Rows,
    /// The row that is masked with a small one, once it was looked for.
    masked: OnceCell<Option<RowId>>,
}

impl<'a> Entries<'a> {
    pub(super) const fn new(of: &'a Source<'a>, spec: &'a TableSpec, rows: &'a Rows) -> Self {
        Self { of, spec, rows, masked: OnceCell::new() }
    }
}

impl Entries<'_> {
    fn across(&self, row: &Row, columns: &[&ColumnSpec]) -> Vec<Cell> {
        let cells = columns.iter().map(|column| self.cell(row, column));
        let mut cells: Vec<_> = cells.chain([self.proof(row)]).collect();
        if let Some(first) = cells.first_mut() {
            // No row is without a name.
            if first.text.is_empty() {
                first.text = self.name(row);
            }
            first.spot = Some(Spot::Table(self.spec.id.clone()));
        }
        cells
    }

    fn down(&self, row: &Row, columns: &[&ColumnSpec]) -> Vec<Cell> {
        let named = self.naming();
        let others = columns.iter().filter(|c| !named.iter().any(|n| n.id == c.id));
        let fields = others.filter_map(|column| {
            let value = self.cell(row, column).text;
            let label = self.of.lang.report_field(self.of.text(&column.label));
            (!value.is_empty()).then(|| (label.into(), value))
        });
        let details = Cell { fields: fields.collect(), ..Cell::default() };
        let name = Cell::text(self.name(row)).on(Spot::Table(self.spec.id.clone()));
        vec![name, details, self.proof(row)]
    }

    /// The columns that name a row: what it was made from, or its first text and its place.
    fn naming(&self) -> Vec<&ColumnSpec> {
        if let Some(fixed) =
            self.spec.rows_from.as_ref().and_then(|id| self.spec.column(id.as_str()))
        {
            return vec![fixed];
        }
        let first = |wanted: &dyn Fn(&ColumnKind) -> bool| {
            self.spec.columns.iter().find(|column| !column.private && wanted(&column.kind))
        };
        let text = first(&|kind| matches!(kind, ColumnKind::Text));
        let place = first(&|kind| matches!(kind, ColumnKind::Place));
        [text, place].into_iter().flatten().collect()
    }

    /// What a row is called.
    pub(super) fn name(&self, row: &Row) -> Line {
        let mut parts: Vec<_> =
            self.naming().into_iter().map(|column| self.cell(row, column).text).collect();
        // A twin town that a list names bears its own name until somebody gives the tie another.
        if let (Some(first), Some(town)) =
            (parts.first_mut(), self.spec.column(column::COUNTERPART))
            && first.is_empty()
        {
            *first = self.cell(row, town).text;
        }
        let name = join(parts.iter().map(Line::as_str), " – ");
        if name.is_empty() { self.of.lang.report_row_number(row.id).into() } else { name.into() }
    }

    /// One entry in words.
    pub(super) fn cell(&self, row: &Row, column: &ColumnSpec) -> Cell {
        let index = self.rows.column(column.id.as_str());
        let Some(entry) = index.map(|index| row.cell(index)) else { return Cell::default() };
        let lang = self.of.lang;
        if self.protects(row, column) {
            return Cell::open(lang.devices_masked_too());
        }
        match entry {
            Entry::Empty => Cell::default(),
            Entry::Unknown => Cell::open(lang.words_state_unknown()),
            Entry::Flag(true) => Cell::text(lang.words_yes()),
            Entry::Flag(false) => Cell::text(lang.words_no()),
            Entry::Number(number) => Cell::text(self.number(column, *number, *number)),
            Entry::Range(low, high) => {
                Cell::text(self.number(column, low.min(*high), low.max(*high)))
            }
            Entry::Text(text) => Cell::text(self.word(column, text)),
            Entry::List(texts) => {
                Cell::text(join(texts.iter().map(|text| self.word(column, text).to_string()), ", "))
            }
        }
    }

    /// Whether an entry is masked to protect a smaller one.
    pub(super) fn protects(&self, row: &Row, column: &ColumnSpec) -> bool {
        let also = || also_masked(self.rows, self.rows.column(column.id.as_str())?);
        self.of.pack.counts_people(&self.spec.id, &column.id)
            && *self.masked.get_or_init(also) == Some(row.id)
    }

    fn word(&self, column: &ColumnSpec, text: &str) -> Line {
        match &column.kind {
            ColumnKind::Choice(options) | ColumnKind::Choices { options, .. } => {
                option_label(self.of, options, text).into()
            }
            ColumnKind::Place | ColumnKind::Places => self.of.place(&Place::parse(text)).into(),
            ColumnKind::Month => Month::parse(text).map_or_else(
                || self.of.typed(text),
                |month| self.of.lang.month_of_year(month.month(), month.year()).into(),
            ),
            _ => self.of.typed(text),
        }
    }

    fn number(&self, column: &ColumnSpec, low: f64, high: f64) -> String {
        let lang = self.of.lang;
        let (unit, decimals) = match &column.kind {
            ColumnKind::Number { unit, decimals, .. } => (self.of.text(unit), *decimals),
            ColumnKind::Level(levels) => return self.level(levels, low, high),
            // Years are not grouped by thousands.
            _ if low.to_bits() == high.to_bits() => return format!("{low}"),
            _ => return lang.words_between(low, high),
        };
        let least = LEAST_COUNT;
        if self.of.pack.counts_people(&self.spec.id, &column.id) && low < least {
            let masked = lang.words_masked(lang.number(least, 0));
            return if high < least {
                masked
            } else {
                lang.report_at_most(figure(lang, high, 0, unit))
            };
        }
        if low.to_bits() == high.to_bits() {
            figure(lang, low, decimals, unit)
        } else {
            lang.words_between(figure(lang, low, decimals, ""), figure(lang, high, decimals, unit))
        }
    }

    fn level(&self, levels: &[crate::questionnaire::Text], low: f64, high: f64) -> String {
        let said = |level: f64| {
            let sentence = levels
                .iter()
                .enumerate()
                .find(|(index, _)| (*index as f64 - level).abs() < 0.5)
                .map_or("", |(_, text)| self.of.text(text).trim_end_matches('.'));
            self.of.lang.report_level_named_by(sentence, level)
        };
        if low.to_bits() == high.to_bits() {
            said(low)
        } else {
            self.of.lang.words_between(said(low), said(high))
        }
    }

    /// Source, year, area and grade of a row.
    pub(super) fn proof(&self, row: &Row) -> Cell {
        let entry = |id: &str| self.rows.column(id).map(|index| row.cell(index));
        let text = |id: &str| entry(id).and_then(Entry::as_text).unwrap_or_default();
        let year = entry(column::YEAR).and_then(Entry::as_month).map(Month::year);
        self.of.proof(&Proof {
            source: text(column::SOURCE),
            year,
            perimeter: Perimeter::parse(text(column::PERIMETER)),
            evidence: Evidence::parse(text(column::EVIDENCE)),
            role: None,
        })
    }
}
