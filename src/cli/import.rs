//! `passerelle import`: answers, or the rows of a table, from a CSV file.

use std::path::Path;

use clap::ArgMatches;

use crate::{
    app::{Command, Document, Edit},
    domain::{Coverage, OptionId, RowId, TableId},
    exchange::{self, ImportProblem},
    questionnaire::{Pack, TableSpec},
};

use super::{
    Refusal, Work, input,
    new::{output, save},
    opendata, path, word,
};

pub(super) fn run(work: &mut Work<'_, '_>, matches: &ArgMatches) -> Result<(), Refusal> {
    if word(matches, "from").is_some_and(|kind| opendata::KINDS.contains(&kind)) {
        return opendata::run(work, matches);
    }
    work.open_to_change(matches)?;
    let file = path(matches, "input");
    let bytes = input::read(&file, work.lang)?;
    let Some(document) = work.session.document() else { return Ok(()) };
    let (edit, done) = if word(matches, "from") == Some("answers") {
        answers(work, document, &bytes, &file)?
    } else {
        rows(work, document, &bytes, &file, matches)?
    };
    for warning in &done.warnings {
        writeln!(work.terminal.err, "{}", warning.sentence(work.lang))?;
    }
    work.ask(Command::Edit(edit))?;
    let saved = save(work, output(matches), matches.get_flag("force"))?;
    let sentence = match done.what {
        What::Answers => work.lang.cli_import_answers_done(done.count, saved),
        What::Rows => work.lang.cli_import_rows_done(done.count, saved),
    };
    writeln!(work.terminal.out, "{sentence}")?;
    Ok(())
}

/// What was read, to be told once it is saved.
struct Done {
    what: What,
    count: usize,
    warnings: Vec<ImportProblem>,
}

enum What {
    Answers,
    Rows,
}

fn answers(
    work: &Work<'_, '_>,
    document: &Document,
    bytes: &[u8],
    input: &Path,
) -> Result<(Edit, Done), Refusal> {
    let read = exchange::import_answers(bytes, document.pack())
        .map_err(|problems| refused(work, input, &problems))?;
    let (count, warnings) = (read.answers.len(), read.warnings.clone());
    let answers = read.over(document.diagnostic()).into_iter();
    let edits = answers.map(|(id, answer)| Edit::Answer(id, Box::new(answer)));
    let done = Done { what: What::Answers, count, warnings };
    Ok((Edit::All(edits.collect()), done))
}

fn rows(
    work: &Work<'_, '_>,
    document: &Document,
    bytes: &[u8],
    input: &Path,
    matches: &ArgMatches,
) -> Result<(Edit, Done), Refusal> {
    let name = word(matches, "table").unwrap_or_default();
    let Some(spec) = document.pack().table(name) else {
        return Err(no_table(work, document.pack(), name));
    };
    let read =
        exchange::import_table(bytes, spec).map_err(|problems| refused(work, input, &problems))?;
    let mut edits = Vec::new();
    if matches.get_flag("replace") {
        edits.push(Edit::RemoveRows(spec.id.clone(), present(document, &spec.id)));
    }
    let count = read.rows.len();
    edits.push(Edit::AddRows(spec.id.clone(), read.rows));
    edits.extend(read.coverage.map(|coverage| Edit::Coverage(spec.id.clone(), Some(coverage))));
    for said in matches.get_many::<String>("coverage").into_iter().flatten() {
        edits.push(coverage(work, spec, said)?);
    }
    Ok((Edit::All(edits), Done { what: What::Rows, count, warnings: read.warnings }))
}

fn present(document: &Document, table: &TableId) -> Vec<RowId> {
    let table = document.diagnostic().table(table.as_str());
    table.map(|table| table.rows.iter().map(|row| row.id).collect()).unwrap_or_default()
}

/// `exhaustive` for the table, `exports=top_n` for one of its channels.
fn coverage(work: &Work<'_, '_>, spec: &TableSpec, said: &str) -> Result<Edit, Refusal> {
    let (channel, degree) = said.split_once('=').map_or((None, said), |(c, d)| (Some(c), d));
    let Some(coverage) = exchange::parse_coverage(degree) else {
        let known = Coverage::ALL.map(Coverage::code).join(", ");
        return Err(work.lang.cli_import_no_coverage(known, degree).into());
    };
    let Some(channel) = channel else {
        return Ok(Edit::Coverage(spec.id.clone(), Some(coverage)));
    };
    let known: Vec<OptionId> = spec.channels_of().iter().map(|choice| choice.id.clone()).collect();
    if let Some(id) = known.iter().find(|id| **id == *channel) {
        return Ok(Edit::ChannelCoverage(spec.id.clone(), id.clone(), Some(coverage)));
    }
    let known: Vec<_> = known.iter().map(OptionId::as_str).collect();
    Err(work.lang.cli_import_no_channel(channel, known.join(", ")).into())
}

pub(super) fn no_table(work: &Work<'_, '_>, pack: &Pack, name: &str) -> Refusal {
    let known: Vec<_> = pack.tables.iter().map(|table| table.id.as_str()).collect();
    work.lang.cli_import_no_table(name, known.join(", ")).into()
}

/// Every problem of the file, each with what to write instead.
fn refused(work: &Work<'_, '_>, input: &Path, problems: &[ImportProblem]) -> Refusal {
    let lang = work.lang;
    let head = lang.cli_import_refused(problems.len(), input.display());
    let lines = problems.iter().map(|p| format!("  {} {}", p.sentence(lang), p.hint(lang)));
    Refusal::Sentences(std::iter::once(head).chain(lines).collect())
}
