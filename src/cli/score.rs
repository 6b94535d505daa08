//! `passerelle score`: the results, for people or for programs.

use std::io;

use clap::ArgMatches;

use crate::{
    app::Document,
    domain::Path,
    exchange,
    language::Lang,
    questionnaire::Block,
    reference,
    report::words,
    scoring::{Aggregate, BlockScore},
};

use super::{
    Refusal, Work, score_analysis,
    text::{columns, hundredth},
    word,
};

pub(super) fn run(work: &mut Work<'_, '_>, matches: &ArgMatches) -> Result<(), Refusal> {
    work.open(matches)?;
    let Some(document) = work.session.document() else { return Ok(()) };
    let lang = work.lang;
    let out = &mut *work.terminal.out;
    let analysis = score_analysis::of(document, matches);
    if word(matches, "format") == Some("json") {
        let (pack, diagnostic) = (document.pack(), document.diagnostic());
        let json = exchange::score_json(pack, diagnostic, document.assessment(), &analysis)
            .map_err(|error| Refusal::Output(error.into()))?;
        write!(out, "{json}")?;
    } else {
        head(out, document, lang)?;
        columns(out, &block_rows(document, lang))?;
        ties(out, document, lang)?;
        gauges(out, document, lang)?;
        matrix(out, document, lang)?;
        score_analysis::write(out, document, &analysis, lang)?;
    }
    work.warn()
}

fn head(out: &mut dyn io::Write, document: &Document, lang: Lang) -> io::Result<()> {
    let diagnostic = document.diagnostic();
    write!(out, "{} · {}", diagnostic.territory.name, lang.date(diagnostic.as_of))?;
    if diagnostic.fictional {
        write!(out, " · {}", lang.words_fictional())?;
    }
    if diagnostic.path == Path::Quick {
        write!(out, " · {}", lang.words_quick())?;
    }
    writeln!(out, "\n")
}

fn block_rows(document: &Document, lang: Lang) -> Vec<Vec<String>> {
    let pack = document.pack();
    let scores = &document.assessment().blocks;
    let indices = pack.blocks.iter().zip(scores).filter(|(b, _)| pack.indices.contains(&b.id));
    let others = pack.blocks.iter().zip(scores).filter(|(b, _)| !pack.indices.contains(&b.id));
    indices.chain(others).map(|(block, score)| block_row(document, block, score, lang)).collect()
}

fn block_row(document: &Document, block: &Block, score: &BlockScore, lang: Lang) -> Vec<String> {
    let mut row = vec![block.id.to_string(), block.title.get(lang).to_owned()];
    row.extend(aggregate(score.value.as_ref(), lang));
    if let Some(reading) = &score.level {
        let name = |level| document.pack().level(level).map_or("", |level| level.code.as_str());
        let (sure, possible) = reading.range();
        row.push(if sure == possible {
            name(sure).to_owned()
        } else {
            format!("{}–{}", name(sure), name(possible))
        });
    }
    row
}

/// Centre, interval, completeness and reliability of a value.
fn aggregate(value: Option<&Aggregate>, lang: Lang) -> Vec<String> {
    let Some(value) = value else { return vec![lang.words_state_not_applicable().to_owned()] };
    let centre = value.shown_centre().map_or_else(|| "–".to_owned(), hundredth);
    vec![
        centre,
        format!("[{} ; {}]", hundredth(value.low), hundredth(value.high)),
        format!("κ {}", lang.percent(value.completeness, 0)),
        words::reliability(lang, value.reliability),
    ]
}

fn ties(out: &mut dyn io::Write, document: &Document, lang: Lang) -> io::Result<()> {
    let pack = document.pack();
    let rows: Vec<Vec<String>> = pack
        .ties
        .iter()
        .zip(&document.assessment().ties)
        .map(|(tie, reading)| {
            let gap =
                reading.gap.map_or_else(|| "–".to_owned(), |gap| format!("{:+.0}", gap * 100.0));
            let verdict = words::verdict(lang, reading.verdict).to_owned();
            vec![tie.title.get(lang).to_owned(), gap, verdict]
        })
        .collect();
    section(out, lang.cli_score_ties(), &rows)
}

fn gauges(out: &mut dyn io::Write, document: &Document, lang: Lang) -> io::Result<()> {
    let rows: Vec<Vec<String>> = document
        .pack()
        .gauges
        .iter()
        .zip(&document.assessment().gauges)
        .map(|(gauge, score)| {
            let mut row = vec![gauge.id.to_string(), gauge.title.get(lang).to_owned()];
            row.extend(aggregate(score.value.as_ref(), lang));
            row
        })
        .collect();
    section(out, lang.cli_score_gauges(), &rows)
}

fn matrix(out: &mut dyn io::Write, document: &Document, lang: Lang) -> io::Result<()> {
    let Some(matrix) = &document.assessment().matrix else { return Ok(()) };
    let span = |interval: crate::domain::Interval| {
        let (low, high) = (hundredth(interval.low()), hundredth(interval.high()));
        if low == high { low } else { format!("{low}–{high}") }
    };
    let rows: Vec<Vec<String>> = matrix
        .countries
        .iter()
        .map(|row| {
            let name = reference::place_name(&crate::domain::Place::Country(row.country), lang);
            let certainty =
                if row.is_certain() { lang.words_sure() } else { lang.words_to_confirm() };
            let mut cells = vec![name];
            cells.extend(row.ties.iter().map(|tie| span(tie.value)));
            cells.push(format!("R {}", span(row.roots)));
            cells.push(format!("P {}", span(row.partnership)));
            cells.push(format!("{} ({certainty})", words::class_of(lang, row)));
            cells
        })
        .collect();
    section(out, lang.cli_score_matrix(), &rows)
}

pub(super) fn section(
    out: &mut dyn io::Write,
    title: &str,
    rows: &[Vec<String>],
) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{title}")?;
    columns(out, rows)
}
