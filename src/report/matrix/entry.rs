//! One country or zone of the matrix, in words and figures.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    domain::{Class, Diagnostic, Interval, Place},
    language::Lang,
    questionnaire::{LEAST_COUNT, MatrixSpec, Pack, TieSource, column},
    reference::{country, place_name},
    report::{map::step, words},
    scoring::{CountryRow, StrengthOrigin, TieStrength, ZoneRow},
};

use super::{Context, Standing};

/// One figure of a line, from 0 to 100.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What is written: one figure, two, or « ? » where nothing is known.
    pub text: String,
    /// The least and the most.
    pub value: Interval,
    /// The shade of what is sure, from 0 to 5.
    pub step: u8,
    /// Whether it would give a small count of people away, if it left the program.
    pub few: bool,
}

/// One line of the matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The country or the zone.
    pub place: Place,
    /// Its name.
    pub name: String,
    /// Its ties, in the order of the matrix.
    pub ties: Vec<Figure>,
    /// Roots, partnership, opportunity, partnership without roots; a zone has none.
    pub sums: Vec<Figure>,
    /// Its class, if one can be named.
    pub class: Option<Class>,
    /// Where its class stands: those of the method, then what is open, then no action, then zones.
    pub rank: usize,
    /// The sign of its class.
    pub sign: &'static str,
    /// Its class in a word, or what it is.
    pub reading: String,
    /// Whether the class is sure; empty where there is none to be sure of.
    pub certainty: &'static str,
    /// What would settle the class, by name.
    pub settled_by: Vec<String>,
    /// Whether a partnership has a suspended context.
    pub suspended: bool,
    /// Its standing in each context, in the order of [`Context::ALL`].
    pub standings: Vec<Option<Standing>>,
    /// The whole line as a screen reader says it.
    pub spoken: String,
}

/// The rank of a country whose class is open.
pub(super) const OPEN: usize = Class::ALL.len();
/// The rank of a country that calls for no action.
pub(super) const CALM: usize = OPEN + 1;
/// The rank of a zone.
pub(super) const ZONE: usize = OPEN + 2;

/// What lines are made from.
pub(super) struct Lines<'a> {
    pub(super) pack: &'a Pack,
    pub(super) spec: &'a MatrixSpec,
    pub(super) lang: Lang,
    departement: Option<&'a str>,
    /// For each tie, the places of which too few people are counted to be told.
    few: Vec<BTreeSet<Place>>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(
        pack: &'a Pack,
        spec: &'a MatrixSpec,
        diagnostic: &'a Diagnostic,
        lang: Lang,
    ) -> Self {
        let departement = diagnostic.territory.departement.as_ref();
        let few = spec.ties.iter().map(|tie| few(diagnostic, &tie.source)).collect();
        Self { pack, spec, lang, departement: departement.map(|one| one.code.as_str()), few }
    }

    pub(super) fn country(&self, row: &CountryRow) -> Entry {
        let (lang, place) = (self.lang, Place::Country(row.country));
        let class = row.class.filter(|_| !row.is_open());
        let rank = match class {
            _ if row.is_open() => OPEN,
            None => CALM,
            Some(class) => Class::ALL.iter().position(|one| *one == class).unwrap_or(OPEN),
        };
        let certainty = match (class, row.is_certain()) {
            (_, false) => lang.words_to_confirm(),
            (Some(_), true) => lang.words_sure(),
            (None, true) => "",
        };
        let tables = row.settled_by.iter().filter_map(|id| self.pack.table(id.as_str()));
        let reference = country(row.country);
        let standing = |context: Context| context.of(reference?, self.departement, lang);
        let sums = [row.roots, row.partnership, row.opportunity, row.unrooted];
        let mut entry = Entry {
            name: place_name(&place, lang),
            ties: self.ties(&place, &row.ties),
            sums: sums.map(|value| figure(lang, value, value == Interval::UNKNOWN)).to_vec(),
            class,
            rank,
            sign: words::class_sign_of(row),
            reading: words::class_of(lang, row).to_owned(),
            certainty,
            settled_by: tables.map(|table| table.short.get(lang).to_owned()).collect(),
            suspended: row.partnerships.iter().any(|one| one.suspended),
            standings: Context::ALL.map(standing).to_vec(),
            spoken: String::new(),
            place,
        };
        entry.spoken = self.spoken(&entry);
        entry
    }

    pub(super) fn zone(&self, row: &ZoneRow) -> Entry {
        let place = Place::Zone(row.zone.clone());
        let mut entry = Entry {
            name: place_name(&place, self.lang),
            ties: self.ties(&place, &row.ties),
            sums: Vec::new(),
            class: None,
            rank: ZONE,
            sign: "",
            reading: self.lang.matrix_zone().to_owned(),
            certainty: "",
            settled_by: Vec::new(),
            suspended: false,
            standings: vec![None; Context::ALL.len()],
            spoken: String::new(),
            place,
        };
        entry.spoken = self.spoken(&entry);
        entry
    }

    fn ties(&self, place: &Place, ties: &[TieStrength]) -> Vec<Figure> {
        let few = self.few.iter().map(|places| places.contains(place));
        ties.iter()
            .zip(few)
            .map(|(tie, few)| {
                let unknown = tie.origin == StrengthOrigin::Unknown;
                Figure { few, ..figure(self.lang, tie.value, unknown) }
            })
            .collect()
    }

    /// The line in one sentence: name, reading, every figure, every standing.
    fn spoken(&self, entry: &Entry) -> String {
        let lang = self.lang;
        let mut parts = vec![entry.name.clone(), entry.reading.clone()];
        if !entry.certainty.is_empty() {
            parts.push(entry.certainty.to_owned());
        }
        if !entry.settled_by.is_empty() {
            parts.push(lang.matrix_settled_words(entry.settled_by.join(", ")));
        }
        let ties = self.spec.ties.iter().map(|tie| tie.title.get(lang));
        let sums = [
            lang.matrix_roots(),
            lang.matrix_partnership(),
            lang.matrix_opportunity(),
            lang.matrix_unrooted(),
        ];
        let figures = ties.zip(&entry.ties).chain(sums.into_iter().zip(&entry.sums));
        parts.extend(figures.map(|(name, figure)| {
            let unknown = figure.text == UNKNOWN;
            let text = if unknown { lang.words_origin_unknown() } else { &figure.text };
            format!("{name} {text}")
        }));
        if entry.suspended {
            parts.push(lang.report_suspended().to_owned());
        }
        parts.extend(entry.standings.iter().flatten().map(|standing| standing.long.to_owned()));
        parts.join(", ")
    }
}

/// What stands where nothing is known.
pub(super) const UNKNOWN: &str = "?";

fn figure(lang: Lang, value: Interval, unknown: bool) -> Figure {
    let text = if unknown { UNKNOWN.to_owned() } else { span(lang, value) };
    Figure { text, value, step: step(value.low()), few: false }
}

/// An interval as one figure out of 100, or two.
pub fn span(lang: Lang, value: Interval) -> String {
    let figure = |value: f64| lang.number(value * 100.0, 0);
    let (low, high) = (figure(value.low()), figure(value.high()));
    if low == high { low } else { lang.report_span(low, high) }
}

/// The places of a tie of which some people are counted, and too few to be told.
fn few(diagnostic: &Diagnostic, source: &TieSource) -> BTreeSet<Place> {
    let TieSource::CountPer { table, count, .. } = source else { return BTreeSet::new() };
    let Some(table) = diagnostic.table(table.as_str()) else { return BTreeSet::new() };
    let columns = table.column(column::COUNTRY).zip(table.column(count.as_str()));
    let Some((country, count)) = columns else { return BTreeSet::new() };
    let mut counts = BTreeMap::<Place, f64>::new();
    for row in &table.rows {
        let Some((low, _)) = row.cell(count).as_range() else { continue };
        for place in row.cell(country).places() {
            *counts.entry(place).or_default() += low;
        }
    }
    counts.into_iter().filter(|(_, count)| *count < LEAST_COUNT).map(|(place, _)| place).collect()
}
