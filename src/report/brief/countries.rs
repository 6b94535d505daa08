//! The country matrix, and the register of partnerships beside it.

use crate::{
    advice::{Advice, Proposal},
    domain::{Decision, Interval, Place, Row},
    questionnaire::{Column as ColumnSpec, MatrixSpec, TieSource, TieSpec, column},
    reference::fold,
    report::words,
    scoring::{
        Class, CountryFigure, CountryRow, Matrix, Number, PartnershipFigure, PartnershipReading,
        Quality, TieStrength,
    },
};

use super::{
    Block, Cell, Column, Line, Section, Spot, Table, alike,
    counsel::Counsel,
    plan,
    source::{Source, join},
    tables::{Entries, LEAST_COUNT, also_masked},
};

/// The most countries without any action to take that are listed.
const MOST_WITHOUT_ACTION: usize = 15;

/// The most partner countries of which no tie is known that have a row of their own.
const MOST_OPEN: usize = 3;

/// The place of the state in the public register.
const STATE: usize = 1;

/// Countries and zones; says why there is none if the pack has a matrix.
pub(super) fn matrix(of: &Source<'_>) -> Option<Section> {
    let spec = of.pack.matrix.as_ref()?;
    let lang = of.lang;
    let title = lang.report_matrix_title().into();
    let Some(matrix) = &of.assessment.matrix else {
        let blocks = vec![Block::Text(lang.report_matrix_none().into())];
        return super::results::anything_known(of).then_some(Section { title, blocks });
    };
    let mut blocks = vec![Block::Text(lang.report_matrix_intro().into())];
    blocks.push(Block::List(legend(of, matrix)));
    blocks.extend(super::map::figure(of));
    blocks.extend(countries(of, spec, matrix));
    blocks.extend(zones(of, spec, matrix));
    if !matrix.unplaced.is_empty() {
        blocks.push(Block::Note(lang.report_unplaced(matrix.unplaced.len()).into()));
    }
    Some(Section { title, blocks })
}

/// The classes that occur, each with its sign and reading.
fn legend(of: &Source<'_>, matrix: &Matrix) -> Vec<Line> {
    let open = matrix.countries.iter().find(|row| row.is_open());
    let open = open.map(|row| {
        let sign = format!("{}\u{a0}{}", words::class_sign_of(row), words::class_of(of.lang, row));
        of.lang.report_word_and(sign, words::class_reading_of(of.lang, row))
    });
    let occurs = |class: Class| {
        let named = |row: &&CountryRow| row.named_class() == Some(class);
        matrix.countries.iter().any(|row| named(&row))
    };
    Class::ALL
        .into_iter()
        .filter(|class| occurs(*class))
        .map(|class| {
            of.lang.report_word_and(
                signed(of, Some(class)),
                words::class_reading(of.lang, Some(class)),
            )
        })
        .chain(open)
        .map(Line::from)
        .collect()
}

fn signed(of: &Source<'_>, class: Option<Class>) -> String {
    format!("{}\u{a0}{}", words::class_sign(class), words::class(of.lang, class))
}

fn countries(of: &Source<'_>, spec: &MatrixSpec, matrix: &Matrix) -> Vec<Block> {
    let lang = of.lang;
    let asks = |row: &&CountryRow| row.possible.iter().any(Option::is_some);
    let calm = matrix.countries.iter().filter(|row| !asks(row)).count();
    let hidden = calm.saturating_sub(MOST_WITHOUT_ACTION);
    let mut left = MOST_WITHOUT_ACTION;
    // Rows that could only say « unknown » give way to the names of their countries.
    let open: Vec<&CountryRow> =
        in_order(of, matrix).into_iter().filter(|row| row.is_open()).collect();
    let open = if open.len() <= MOST_OPEN { Vec::new() } else { open };
    let rows = in_order(of, matrix).into_iter().filter(|row| {
        if row.is_open() && !open.is_empty() {
            return false;
        }
        let shown = asks(row) || 0 < left;
        left = if asks(row) { left } else { left.saturating_sub(1) };
        shown
    });
    let rows: Vec<_> = rows.map(|row| country(of, row)).collect();
    let open = (!open.is_empty()).then(|| {
        let names: Vec<_> = open.iter().map(|row| of.place(&Place::Country(row.country))).collect();
        Block::Note(lang.pages_open_countries(names.len(), of.list(&names)).into())
    });
    if rows.is_empty() {
        let none = || Block::Text(lang.report_matrix_empty().into());
        return vec![open.unwrap_or_else(none)];
    }
    // Roots sum up ties of which a public version tells nothing.
    let roots = (!of.public).then(|| Column::figures(lang.report_column_roots(), 10.0));
    let ends = [
        Column::figures(lang.report_column_partnership(), 12.5),
        Column::words(lang.report_column_reading(), 25.0),
    ];
    let columns = tie_columns(of, spec, lang.report_column_country());
    let columns = columns.into_iter().chain(roots).chain(ends).collect();
    let caption = lang.report_matrix_table();
    let mut table = Table { caption: caption.into(), summary: caption.into(), columns, rows };
    let alike = alike::take(of, &mut table);
    let more = (0 < hidden).then(|| Block::Note(lang.report_matrix_more(hidden).into()));
    [Block::Table(table)].into_iter().chain(alike).chain(open).chain(more).collect()
}

/// The countries, strongest roots first; those that nothing tells apart by their names.
pub(super) fn in_order<'a>(of: &Source<'_>, matrix: &'a Matrix) -> Vec<&'a CountryRow> {
    let mut rows = Vec::with_capacity(matrix.countries.len());
    for alike in matrix.countries.chunk_by(|a, b| a.roots == b.roots) {
        let mut alike: Vec<_> = alike.iter().collect();
        alike.sort_by_cached_key(|row| fold(&of.place(&Place::Country(row.country))));
        rows.extend(alike);
    }
    rows
}

fn tie_columns(of: &Source<'_>, spec: &MatrixSpec, places: &str) -> Vec<Column> {
    let told = || spec.ties.iter().filter(|tie| is_told(of, tie));
    let width = 48.0 / told().count().max(1) as f64;
    let place = Column::words(places, 15.0);
    let ties = told().map(|tie| {
        let title = of.text(&tie.title);
        // The heading fits its column in wider letters than ours too.
        Column::figures(title, width.max(title.chars().count() as f64 * 1.3))
    });
    std::iter::once(place).chain(ties).collect()
}

/// Whether the strength of a tie country by country may be told: in a public version, not of ties
/// that count people.
pub(super) const fn is_told(of: &Source<'_>, tie: &TieSpec) -> bool {
    !(of.public && matches!(tie.source, TieSource::CountPer { .. }))
}

fn country(of: &Source<'_>, row: &CountryRow) -> Vec<Cell> {
    let place = Place::Country(row.country);
    let (name, ties) = (of.place(&place), strengths(of, &place, &row.ties));
    let figure =
        |value, figure| interval(of, value).on(Spot::Number(Number::Country(row.country, figure)));
    // Roots are made of the ties: where one is masked, they would give it away.
    let roots = (!of.public).then(|| {
        if hides(of, row.country) {
            Cell::open(of.lang.report_masked_tie())
        } else {
            figure(row.roots, CountryFigure::Roots)
        }
    });
    let sums = roots.into_iter().chain([figure(row.partnership, CountryFigure::Partnership)]);
    std::iter::once(Cell::text(name)).chain(ties).chain(sums).chain([reading(of, row)]).collect()
}

/// The strengths of a place's ties, except where one would give a small count away.
fn strengths(of: &Source<'_>, place: &Place, ties: &[TieStrength]) -> Vec<Cell> {
    let specs = of.pack.matrix.iter().flat_map(|matrix| &matrix.ties);
    let cell = |(tie, spec): (&TieStrength, &TieSpec)| {
        if is_few(of, place, &spec.source) {
            Cell::open(of.lang.report_masked_tie())
        } else {
            interval(of, tie.value)
        }
    };
    ties.iter().zip(specs).filter(|(_, spec)| is_told(of, spec)).map(cell).collect()
}

/// Whether a small count of people stands behind some tie with a country, so that nothing made of
/// its ties may be told.
pub(super) fn hides(of: &Source<'_>, country: crate::domain::CountryCode) -> bool {
    let place = Place::Country(country);
    let mut ties = of.pack.matrix.iter().flat_map(|matrix| &matrix.ties);
    ties.any(|tie| is_few(of, &place, &tie.source))
}

/// Whether a count of people for a place is too small to be told, or protects one that is.
pub(super) fn is_few(of: &Source<'_>, place: &Place, source: &TieSource) -> bool {
    let TieSource::CountPer { table, count, .. } = source else { return false };
    let Some(rows) = of.diagnostic.table(table.as_str()) else { return false };
    let (Some(country), Some(count)) = (rows.column(column::COUNTRY), rows.column(count.as_str()))
    else {
        return false;
    };
    let protects = also_masked(rows, count);
    let mut named =
        rows.rows.iter().filter(|row| row.cell(country).places().any(|named| named == *place));
    // One small row is enough: the others are printed, and would leave it as the difference.
    named.any(|row| {
        let few = row.cell(count).as_range().is_some_and(|(low, _)| low < LEAST_COUNT);
        few || protects == Some(row.id)
    })
}

fn interval(of: &Source<'_>, value: Interval) -> Cell {
    let bar = Some((value.low(), value.high()));
    let open = value == Interval::UNKNOWN;
    Cell { text: of.span(value).into(), bar, open, ..Cell::default() }
}

/// The class with « sûre », or what would settle it.
fn reading(of: &Source<'_>, row: &CountryRow) -> Cell {
    let lang = of.lang;
    let sign = words::class_sign_of(row);
    let cell = Cell::text(format!("{sign}\u{a0}{}", words::class_of(lang, row)));
    let cell = if row.is_open() {
        // The key of the signs says once what would settle them all.
        cell
    } else if row.is_certain() {
        cell.with(if row.class.is_some() { lang.words_sure() } else { "" })
    } else {
        let tables: Vec<_> = row
            .settled_by
            .iter()
            .filter_map(|id| of.pack.table(id.as_str()))
            .map(|table| of.text(&table.short).to_owned())
            .collect();
        if tables.is_empty() {
            cell.with(lang.words_to_confirm())
        } else {
            cell.with(lang.report_to_confirm_by(of.list(&tables)))
        }
    };
    let suspended = row.partnerships.iter().any(|partnership| partnership.suspended);
    cell.with(if suspended { lang.report_suspended() } else { "" })
}

fn zones(of: &Source<'_>, spec: &MatrixSpec, matrix: &Matrix) -> Vec<Block> {
    if matrix.zones.is_empty() {
        return vec![];
    }
    let lang = of.lang;
    let rows = matrix.zones.iter().map(|zone| {
        let place = Place::Zone(zone.zone.clone());
        let (name, ties) = (of.place(&place), strengths(of, &place, &zone.ties));
        std::iter::once(Cell::text(name)).chain(ties).collect()
    });
    let caption = lang.report_zones_table();
    let table = Table {
        caption: caption.into(),
        summary: caption.into(),
        columns: tie_columns(of, spec, lang.report_column_zone()),
        rows: rows.collect(),
    };
    vec![Block::Note(lang.report_zones_intro().into()), Block::Table(table)]
}

/// The partnerships with what scoring reads in them.
pub(super) fn register(of: &Source<'_>, advice: &Advice) -> Option<Section> {
    let id = &of.pack.matrix.as_ref()?.partnerships.table;
    let (spec, rows) = (of.pack.table(id.as_str())?, of.diagnostic.table(id.as_str())?);
    if rows.rows.is_empty() {
        return None;
    }
    let lang = of.lang;
    let entries = Entries::new(of, spec, rows);
    let counsel = Counsel::over(*of, advice);
    if of.public {
        return Some(public_register(of, &entries, advice));
    }
    let decided = !of.diagnostic.decisions.is_empty();
    let lines = rows.rows.iter().map(|row| {
        let mut cells = partnership(of, &entries, row);
        cells.push(
            advice.proposal(row.id).map_or_else(Cell::default, |one| proposal(of, &counsel, one)),
        );
        if decided {
            cells.push(plan::resolution(of, row.id));
        }
        cells
    });
    let lines = lines.collect();
    let mut columns = vec![
        Column::words(lang.report_column_partnership(), 24.0),
        Column::words(lang.report_column_state(), 22.0),
        Column::figures(lang.report_column_activity(), 11.5),
        Column::figures(lang.report_column_quality(), 11.0),
        Column::words(lang.report_column_weak_points(), 17.5),
        Column::words(lang.report_column_proposal(), 26.0),
    ];
    if decided {
        columns.push(Column::words(lang.plan_column_decision(), 24.0));
    }
    let caption = lang.report_register_table();
    let mut table =
        Table { caption: caption.into(), summary: caption.into(), columns, rows: lines };
    let alike = alike::take(of, &mut table);
    let blocks = [Block::Text(lang.report_register_intro().into()), Block::Table(table)];
    Some(Section {
        title: lang.report_register_title().into(),
        blocks: blocks.into_iter().chain(alike).collect(),
    })
}

/// The partnerships in neutral words: what each is, and what comes next.
fn public_register(of: &Source<'_>, entries: &Entries<'_>, advice: &Advice) -> Section {
    let lang = of.lang;
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for row in &entries.rows.rows {
        let said = |id: &str| said(of, entries, row, id);
        let mut state = [said(column::AGREEMENT), said(column::THEMES)].into_iter();
        let first = state.by_ref().find(|text| !text.is_empty());
        let first = first.map_or_else(|| Cell::open(lang.words_state_not_asked()), Cell::text);
        let state = state.fold(first, Cell::with);
        let decision = advice.proposal(row.id).and_then(|one| one.decision);
        let next = match decision {
            Some(Decision::Strengthen) => lang.documents_next_strengthen(),
            Some(Decision::Maintain) => lang.documents_next_maintain(),
            Some(Decision::Transform | Decision::Revive | Decision::Close) => {
                lang.documents_next_revive()
            }
            Some(Decision::Suspend) | None => "",
        };
        let next =
            if next.is_empty() { Cell::open(lang.plan_choice_open()) } else { Cell::text(next) };
        rows.push(vec![Cell::text(entries.name(row)), state, next]);
    }
    let mut columns = vec![
        Column::words(lang.report_column_partnership(), 36.0),
        Column::words(lang.report_column_state(), 40.0),
        Column::words(lang.documents_column_next(), 24.0),
    ];
    // A column that says nothing of any of them is not printed.
    if rows.iter().all(|row| row.get(STATE).is_some_and(|cell| cell.open)) {
        columns.remove(STATE);
        for row in &mut rows {
            row.remove(STATE);
        }
    }
    let caption: Line = lang.documents_register_public().into();
    let table = Table { caption: caption.clone(), summary: caption, columns, rows };
    Section { title: lang.report_register_title().into(), blocks: vec![Block::Table(table)] }
}

/// What a row says under a column that may be told, with the column's name.
fn said(of: &Source<'_>, entries: &Entries<'_>, row: &Row, id: &str) -> String {
    let column: Option<&ColumnSpec> = entries.spec.column(id).filter(|column| !column.private);
    column
        .map(|column| (of.text(&column.label), entries.cell(row, column)))
        .filter(|(_, cell)| !cell.text.is_empty())
        .map(|(label, cell)| of.lang.report_word_and(label, cell.text))
        .unwrap_or_default()
}

fn partnership(of: &Source<'_>, entries: &Entries<'_>, row: &Row) -> Vec<Cell> {
    let lang = of.lang;
    let said = |id: &str| said(of, entries, row, id);
    let said = [said(column::AGREEMENT), said(column::LAST_ACTIVITY)];
    let mut said = said.into_iter().filter(|text| !text.is_empty());
    let state = said.next().map_or_else(|| Cell::open(lang.words_state_not_asked()), Cell::text);
    let state = said.fold(state, Cell::with);
    let name = Cell::text(entries.name(row)).on(Spot::Table(entries.spec.id.clone()));
    let Some(reading) = reading_of(of, row) else {
        let open = || Cell::open(lang.words_origin_unknown());
        return vec![name, state, open(), open(), Cell::text(lang.report_country_unknown())];
    };
    let suspended = if reading.suspended { lang.report_suspended() } else { "" };
    let figure = |figure| Spot::Number(Number::Partnership(row.id, figure));
    vec![
        name,
        state.with(suspended),
        interval(of, reading.activity).on(figure(PartnershipFigure::Activity)),
        interval(of, reading.quality.mean).on(figure(PartnershipFigure::Quality)),
        weak_points(of, &reading.quality),
    ]
}

/// What is proposed for a partnership, why, and what was entered if it is something else.
fn proposal(of: &Source<'_>, counsel: &Counsel<'_>, one: &Proposal) -> Cell {
    let words = counsel.proposal(one);
    let cell = if one.decision.is_none() { Cell::open(words) } else { Cell::text(words) };
    let other = one.entered.filter(|entered| one.decision != Some(*entered));
    let entered = other.map(|entered| of.lang.advice_decision_entered(counsel.decision(entered)));
    cell.with(counsel.proposal_reasons(one).join(", ")).with(entered.unwrap_or_default())
}

/// What scoring reads in the partnership of a row, if its country is known.
pub(super) fn reading_of<'a>(of: &Source<'a>, row: &Row) -> Option<&'a PartnershipReading> {
    let matrix = of.assessment.matrix.as_ref()?;
    let mut all = matrix.countries.iter().flat_map(|country| &country.partnerships);
    all.find(|reading| reading.row == row.id)
}

fn weak_points(of: &Source<'_>, quality: &Quality) -> Cell {
    let lang = of.lang;
    let criteria = [
        (quality.agreement, lang.report_criterion_agreement()),
        (quality.reciprocity, lang.report_criterion_reciprocity()),
        (quality.objectives, lang.report_criterion_objectives()),
        (quality.actors, lang.report_criterion_actors()),
        (quality.evaluation, lang.report_criterion_evaluation()),
        (quality.resources, lang.report_criterion_resources()),
    ];
    let weak = criteria.iter().filter(|(value, _)| value.high() < 0.5).map(|(_, name)| *name);
    let open = criteria.iter().filter(|(value, _)| 0.5 < value.width()).map(|(_, name)| *name);
    let (weak, open) = (join(weak, ", "), join(open, ", "));
    if criteria.iter().all(|(value, _)| 0.5 < value.width()) {
        return Cell::open(lang.report_criteria_all_open());
    }
    let open = if open.is_empty() { open } else { lang.report_criteria_open(open) };
    Cell::text(join([weak, open], " · "))
}
