//! Country sheets: half a page for each country that asks for something.
//!
//! Somebody who receives a delegation, or leaves with one, reads it in a minute: what ties us,
//! through whom, which partnership, in what context, who could pay, what is advised.

use crate::{
    advice::{Advice, Eligibility, Recommendation, Verdict, words as registers},
    domain::{Interval, Place},
    questionnaire::{TieSpec, Trigger},
    report::words,
    scoring::{CountryRow, PartnershipReading, TieStrength},
};

use super::{
    Block, Cell, Column, Line, Section, Table,
    counsel::Counsel,
    countries::{in_order, is_few, is_told},
    source::{Source, join},
    tables::Entries,
};

/// The most countries that have a sheet.
const MOST_SHEETS: usize = 30;

/// The most measures and devices that a sheet names.
const MOST_NAMED: usize = 3;

/// How long the words under one heading of a sheet may be.
const LENGTH: usize = 400;

/// A sheet for each country with a class, or with a partnership.
pub(super) fn section(of: &Source<'_>, advice: &Advice) -> Option<Section> {
    let matrix = of.assessment.matrix.as_ref()?;
    let asks =
        |row: &&CountryRow| !row.partnerships.is_empty() || (row.class.is_some() && !row.is_open());
    let all: Vec<&CountryRow> = in_order(of, matrix).into_iter().filter(asks).collect();
    if all.is_empty() {
        return None;
    }
    // A sheet on ties of which nothing is known would only say so, country after country.
    let (open, shown): (Vec<_>, Vec<_>) = all.into_iter().partition(|row| row.is_open());
    let lang = of.lang;
    let counsel = Counsel::over(*of, advice);
    let intro = (!shown.is_empty()).then(|| Block::Text(lang.documents_sheets_intro().into()));
    let mut blocks: Vec<_> = intro.into_iter().collect();
    let sheets = shown.iter().take(MOST_SHEETS).map(|row| sheet(of, &counsel, advice, row));
    blocks.extend(sheets.map(Block::Group));
    let more = shown.len().saturating_sub(MOST_SHEETS);
    if 0 < more {
        blocks.push(Block::Note(lang.documents_sheets_more(more).into()));
    }
    if !open.is_empty() {
        blocks.extend(still_open(of, &open));
    }
    Some(Section { title: lang.documents_countries_section().into(), blocks })
}

/// The partner countries with which no tie is known yet, in one table.
fn still_open(of: &Source<'_>, open: &[&CountryRow]) -> [Block; 3] {
    let lang = of.lang;
    let rows = open.iter().map(|row| {
        let name = of.place(&Place::Country(row.country));
        vec![Cell::text(name), Cell::text(partnerships(of, row))]
    });
    let columns = vec![
        Column::words(lang.report_column_country(), 24.0),
        Column::words(lang.documents_sheet_partnerships(), 76.0),
    ];
    let title: Line = lang.printed_sheets_open().into();
    let rows = rows.collect();
    let table = Table { caption: Line::default(), summary: title.clone(), columns, rows };
    let intro = Block::Text(lang.printed_sheets_open_intro().into());
    [Block::Heading(title), intro, Block::Table(table)]
}

fn sheet(of: &Source<'_>, counsel: &Counsel<'_>, advice: &Advice, row: &CountryRow) -> Vec<Block> {
    let lang = of.lang;
    let name = of.place(&Place::Country(row.country));
    let class = words::class_of(lang, row);
    let certainty = if row.is_certain() { lang.words_sure() } else { lang.words_to_confirm() };
    let said = join([class, certainty], ", ");
    let field = |label: &str, text: String| {
        let text = Line::from(text).shortened(LENGTH);
        (!text.is_empty()).then(|| vec![Cell::text(label), Cell::text(text)])
    };
    let suspended = row.partnerships.iter().any(|one| one.suspended);
    let context = if suspended { lang.documents_context_suspended() } else { "" };
    let rows = [
        field(lang.documents_sheet_ties(), ties(of, row)),
        field(lang.documents_sheet_carriers(), carriers(counsel, advice, row)),
        field(lang.documents_sheet_partnerships(), partnerships(of, row)),
        field(lang.documents_sheet_context(), context.to_owned()),
        field(lang.documents_sheet_devices(), devices(of, advice, row)),
        field(lang.documents_sheet_advice(), measures(of, advice, row)),
    ];
    let rows: Vec<_> = rows.into_iter().flatten().collect();
    let columns = vec![
        Column::words(lang.report_advice_column(), 20.0),
        Column::words(lang.report_column_details(), 80.0),
    ];
    let summary = lang.documents_sheet_summary(&name).into();
    let table = Table { caption: Line::default(), summary, columns, rows };
    let heading = if row.class.is_none() {
        format!("{name} — {said}")
    } else {
        format!("{name} — {}\u{a0}{said}", words::class_sign_of(row))
    };
    let reading = words::class_reading_of(lang, row);
    vec![Block::Heading(heading.into()), Block::Note(reading.into()), Block::Table(table)]
}

/// Each tie that may be told, out of 100, and the roots that they make.
fn ties(of: &Source<'_>, row: &CountryRow) -> String {
    let lang = of.lang;
    let place = Place::Country(row.country);
    let specs = of.pack.matrix.iter().flat_map(|matrix| &matrix.ties);
    let told = row.ties.iter().zip(specs).filter(|(_, spec)| is_told(of, spec));
    let each = told.map(|(tie, spec): (&TieStrength, &TieSpec)| {
        let value = if is_few(of, &place, &spec.source) {
            lang.report_masked_tie().to_owned()
        } else {
            of.span(tie.value)
        };
        let label = of.text(&spec.title);
        lang.report_word_and(label, value)
    });
    let roots =
        (!of.public).then(|| lang.report_word_and(lang.report_column_roots(), of.span(row.roots)));
    join(each.chain(roots), " · ")
}

/// The local players who have ties with the country, as measures name them.
fn carriers(counsel: &Counsel<'_>, advice: &Advice, row: &CountryRow) -> String {
    let mut names: Vec<String> = Vec::new();
    for one in advice.of_country(row.country) {
        let assets = one.country(row.country).map_or(&[][..], |subject| &subject.assets);
        for name in counsel.assets(assets) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    words::capital(&names.join(" ; "))
}

fn partnerships(of: &Source<'_>, row: &CountryRow) -> String {
    let lang = of.lang;
    let entries = of.pack.matrix.as_ref().and_then(|matrix| {
        let id = matrix.partnerships.table.as_str();
        Some(Entries::new(of, of.pack.table(id)?, of.diagnostic.table(id)?))
    });
    let Some(entries) = entries else { return String::new() };
    let each = row.partnerships.iter().filter_map(|reading: &PartnershipReading| {
        let name = entries.name(entries.rows.row(reading.row)?);
        if of.public {
            return Some(name.to_string());
        }
        let told = |value: Interval| {
            if value == Interval::UNKNOWN {
                lang.printed_not_known().to_owned()
            } else if of.score(value.low()) == of.score(value.high()) {
                of.score(value.low())
            } else {
                // In words: a dash would let the line break between the two.
                lang.words_between(of.score(value.low()), of.score(value.high()))
            }
        };
        let (activity, quality) = (told(reading.activity), told(reading.quality.mean));
        Some(lang.documents_sheet_partnership(activity, name, quality))
    });
    join(each, lang.report_semicolon())
}

/// The devices that count this country, open ones first.
fn devices(of: &Source<'_>, advice: &Advice, row: &CountryRow) -> String {
    let lang = of.lang;
    let counts = |one: &&Eligibility| {
        one.verdict != Verdict::Closed
            && (one.partners.contains(&row.country) || one.would_count.contains(&row.country))
    };
    let mut found: Vec<_> = advice.devices.iter().filter(counts).collect();
    found.sort_by_key(|one| one.verdict);
    let more = found.len().saturating_sub(MOST_NAMED);
    let (open, others): (Vec<_>, Vec<_>) =
        found.into_iter().take(MOST_NAMED).partition(|one| one.verdict == Verdict::Eligible);
    let open =
        join(open.into_iter().map(|one| registers::dated(lang, one)), lang.report_semicolon());
    let others = join(others.into_iter().map(|one| one.device.name(lang)), lang.report_semicolon());
    let others = if others.is_empty() { others } else { lang.advice_to_see(others) };
    let told = join([open, others], " · ");
    if more == 0 { told } else { lang.report_and_others(more, told) }
}

/// The measures that are about this country: those that hold of it, then those that might and that
/// fit what it is read as. Of a country without any partnership known, nobody wakes one up.
fn measures(of: &Source<'_>, advice: &Advice, row: &CountryRow) -> String {
    let holds = |one: &Recommendation| {
        one.country(row.country).is_some_and(|subject| subject.holds.is_true())
    };
    let fits = |one: &Recommendation| {
        let rule = of.pack.rule(&one.rule).map(|rule| &rule.when);
        let Some(Trigger::Countries(test)) = rule else { return true };
        test.classes.is_empty() || row.class.is_some_and(|class| test.classes.contains(&class))
    };
    let mut all: Vec<&Recommendation> =
        advice.of_country(row.country).filter(|one| holds(one) || fits(one)).collect();
    all.sort_by_key(|one| !holds(one));
    let titles = all
        .into_iter()
        .filter_map(|one| of.pack.rule(&one.rule))
        .filter(|rule| !(of.public && rule.private))
        .map(|rule| of.text(&rule.title));
    join(titles.take(MOST_NAMED), of.lang.report_semicolon())
}
