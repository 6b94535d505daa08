//! `passerelle import --from insee|mesr|sise|rna|wikidata|customs|table`: official files and any
//! other, proposed line by line, told before they are entered.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::Arc,
    thread,
    time::Duration,
};

use clap::ArgMatches;

use crate::{
    app::{Command, import_edit},
    exchange::{
        Decisions, FileProblem, Matching, Proposal, Recognised, Target, Watch, extract,
        match_columns, propose, recognise,
    },
    questionnaire::TableSpec,
    reference::{find_place, fold},
    storage,
};

use super::{
    Refusal, Work, import,
    new::{output, save},
    path, word,
};

/// The kinds of official files, as `--from` names them.
pub(super) const KINDS: [&str; 7] =
    ["insee", "mesr", "sise", "rna", "wikidata", "customs", "table"];

/// How often the terminal hears how far a long reading is.
const BEAT: Duration = Duration::from_secs(1);

/// How many lines are shown on the terminal.
const SHOWN: usize = 40;

pub(super) fn run(work: &mut Work<'_, '_>, matches: &ArgMatches) -> Result<(), Refusal> {
    work.open_to_change(matches)?;
    let file = path(matches, "input");
    let Some(document) = work.session.document() else { return Ok(()) };
    let (diagnostic, pack) = (document.diagnostic().clone(), Arc::clone(document.pack()));
    let target = Target { diagnostic: &diagnostic, pack: &pack, lang: work.lang };
    let kind = word(matches, "from").unwrap_or_default();
    let proposal = if kind == "table" {
        any_table(work, target, &file, matches)?
    } else {
        official(work, target, &file, (kind, matches))?
    };
    let spec = proposal.table.as_ref().and_then(|id| pack.table(id.as_str())).cloned();
    tell(work, &proposal, spec.as_ref())?;
    if let Some(report) = matches.get_one::<std::path::PathBuf>("report") {
        write_report(work, report, &proposal, spec.as_ref())?;
    }
    if matches.get_flag("dry-run") {
        writeln!(work.terminal.out, "{}", work.lang.imports_dry())?;
        return Ok(());
    }
    if proposal.is_idle() {
        writeln!(work.terminal.out, "{}", work.lang.imports_idle())?;
        return Ok(());
    }
    work.ask(Command::Edit(import_edit(&proposal)))?;
    let saved = save(work, output(matches), matches.get_flag("force"))?;
    let counts = proposal.counts();
    writeln!(work.terminal.out, "{}", work.lang.imports_done(counts.added, counts.changed, saved))?;
    Ok(())
}

/// Reads a file on a thread of its own, and tells how far it is when that takes long.
fn followed<T: Send>(
    work: &mut Work<'_, '_>,
    file: &Path,
    read: impl FnOnce(&Watch) -> T + Send,
) -> T {
    let watch = Watch::default();
    let (lang, name) = (work.lang, file.file_name().unwrap_or(file.as_os_str()).to_string_lossy());
    let megabytes = |bytes: u64| lang.number(bytes as f64 / 1e6, 0);
    thread::scope(|scope| {
        let (here, watched) = (thread::current(), &watch);
        let reading = scope.spawn(move || {
            let read = read(watched);
            here.unpark();
            read
        });
        while !reading.is_finished() {
            thread::park_timeout(BEAT);
            let (read, size) = watch.bytes();
            if read < size && !reading.is_finished() {
                let line = lang.imports_reading(&name, megabytes(read), megabytes(size));
                if writeln!(work.terminal.err, "{line}").is_err() {
                    log::warn!("progress could not be told");
                }
            }
        }
        reading.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause))
    })
}

/// A file whose layout is known.
fn official(
    work: &mut Work<'_, '_>,
    target: Target<'_>,
    file: &Path,
    (kind, matches): (&str, &ArgMatches),
) -> Result<Proposal, Refusal> {
    let lang = work.lang;
    let place = &target.diagnostic.territory;
    if crate::reference::territory(&place.code).is_none() {
        return Err(lang.imports_no_territory().to_owned().into());
    }
    let recognised = look(work, file, (Some(kind), matches))?;
    let read = followed(work, file, |watch| extract(&recognised, place, watch));
    let read = read.map_err(|problem| not_read(work, file, &problem))?;
    let Some(read) = read else {
        return Err(lang.imports_not_recognised(file.display(), kind).into());
    };
    let mut decisions = decisions(work, matches)?;
    let unfit = |unfit: crate::exchange::Unfit| Refusal::from(unfit.sentence(lang));
    let first = propose(&read, target, &decisions).map_err(unfit)?;
    choose(work, &first, matches, &mut decisions)?;
    propose(&read, target, &decisions).map_err(unfit)
}

/// Any file into the table that the command names.
fn any_table(
    work: &mut Work<'_, '_>,
    target: Target<'_>,
    file: &Path,
    matches: &ArgMatches,
) -> Result<Proposal, Refusal> {
    let name = word(matches, "table").unwrap_or_default();
    let Some(spec) = target.pack.table(name) else {
        return Err(import::no_table(work, target.pack, name));
    };
    let recognised = look(work, file, (None, matches))?;
    let part = part(work, &recognised, matches)?.unwrap_or(0);
    let read = followed(work, file, |watch| match_columns(&recognised, part, spec, watch));
    let mut matching = read.map_err(|problem| not_read(work, file, &problem))?;
    for said in matches.get_many::<String>("map").into_iter().flatten() {
        assign(work, &mut matching, spec, said)?;
    }
    let own = target.diagnostic.table(spec.id.as_str());
    let mut decisions = decisions(work, matches)?;
    let first = matching.propose(own, spec, &decisions, work.lang);
    decisions.chosen = chosen(work, &first, matches)?;
    Ok(matching.propose(own, spec, &decisions, work.lang))
}

/// `heading=column`: sends a column of the file to one of the table, or to none.
fn assign(
    work: &Work<'_, '_>,
    matching: &mut Matching,
    spec: &TableSpec,
    said: &str,
) -> Result<(), Refusal> {
    let (heading, id) = said.rsplit_once('=').unwrap_or((said, ""));
    let clipping = &mut matching.clipping;
    let headings: Vec<String> =
        (0..clipping.width()).map(|at| clipping.heading(at).to_owned()).collect();
    let Some(at) = headings.iter().position(|known| fold(known) == fold(heading)) else {
        return Err(work.lang.imports_no_heading(heading, headings.join(", ")).into());
    };
    let column = spec.columns.iter().find(|column| column.id.as_str().eq_ignore_ascii_case(id));
    if column.is_none() && !id.is_empty() {
        let known: Vec<&str> = spec.columns.iter().map(|column| column.id.as_str()).collect();
        return Err(work.lang.imports_no_column(id, known.join(", ")).into());
    }
    clipping.assign(at, column.map(|column| column.id.clone()));
    Ok(())
}

fn look(
    work: &Work<'_, '_>,
    file: &Path,
    (kind, matches): (Option<&str>, &ArgMatches),
) -> Result<Recognised, Refusal> {
    let read = |part| recognise(file, kind, part).map_err(|problem| not_read(work, file, &problem));
    let recognised = read(None)?;
    match part(work, &recognised, matches)? {
        Some(part) => read(Some(part)),
        None => Ok(recognised),
    }
}

/// The sheet, or the file in an archive, that the command names.
fn part(
    work: &Work<'_, '_>,
    recognised: &Recognised,
    matches: &ArgMatches,
) -> Result<Option<usize>, Refusal> {
    let Some(name) = word(matches, "sheet") else { return Ok(None) };
    let parts = recognised.feed.parts();
    let by_number = name.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let found = parts.iter().position(|part| fold(part) == fold(name));
    let found = found.or(by_number.filter(|at| *at < parts.len()));
    found.map(Some).ok_or_else(|| work.lang.imports_no_part(name, parts.join(", ")).into())
}

fn not_read(work: &Work<'_, '_>, file: &Path, problem: &FileProblem) -> Refusal {
    work.lang.usage_not_read(file.display(), problem.sentence(work.lang)).into()
}

/// What the command decides: countries of labels, what is attached.
fn decisions(work: &Work<'_, '_>, matches: &ArgMatches) -> Result<Decisions, Refusal> {
    let mut decisions = Decisions::default();
    for said in matches.get_many::<String>("country").into_iter().flatten() {
        let (label, name) = said.rsplit_once('=').unwrap_or((said, ""));
        let place = find_place(name);
        if place.is_none() && !name.is_empty() {
            return Err(work.lang.imports_no_country(name).into());
        }
        decisions.countries.insert(label.to_owned(), place);
    }
    let attached = matches.get_many::<String>("attach").into_iter().flatten().cloned();
    decisions.attached = attached.collect::<BTreeSet<String>>();
    Ok(decisions)
}

/// Adds which lines are taken.
fn choose(
    work: &Work<'_, '_>,
    proposal: &Proposal,
    matches: &ArgMatches,
    decisions: &mut Decisions,
) -> Result<(), Refusal> {
    for label in &decisions.attached {
        if !proposal.unplaced.iter().any(|group| group.label == *label) {
            let known = proposal.unplaced.iter().map(|group| group.label.as_str());
            let known: Vec<&str> = known.take(SHOWN).collect();
            return Err(work.lang.imports_no_group(known.join(" ; "), label).into());
        }
    }
    decisions.chosen = chosen(work, proposal, matches)?;
    Ok(())
}

/// `--accept all`, or the lines of the file separated by commas.
fn chosen(
    work: &Work<'_, '_>,
    proposal: &Proposal,
    matches: &ArgMatches,
) -> Result<BTreeMap<usize, bool>, Refusal> {
    let Some(said) = word(matches, "accept") else { return Ok(BTreeMap::new()) };
    if said == "all" {
        return Ok(proposal.lines.iter().map(|line| (line.at, true)).collect());
    }
    let mut chosen: BTreeMap<usize, bool> =
        proposal.lines.iter().map(|line| (line.at, false)).collect();
    for number in said.split(',').map(str::trim) {
        let line = number.parse::<usize>().ok().and_then(|at| chosen.get_mut(&at));
        match line {
            Some(wanted) => *wanted = true,
            None => return Err(work.lang.imports_no_line(number).into()),
        }
    }
    Ok(chosen)
}

/// Says what the file is and what would come of it.
fn tell(
    work: &mut Work<'_, '_>,
    proposal: &Proposal,
    spec: Option<&TableSpec>,
) -> Result<(), Refusal> {
    let lang = work.lang;
    let out = &mut work.terminal.out;
    writeln!(out, "{}", lang.imports_heading(&proposal.file, &proposal.title))?;
    writeln!(out, "  {}", proposal.tally.sentences(lang).join(" "))?;
    for flag in &proposal.flags {
        writeln!(out, "  ! {}", flag.sentence(lang))?;
    }
    for line in proposal.lines.iter().take(SHOWN) {
        let (at, verdict) = (lang.imports_line(line.at), line.verdict(lang));
        writeln!(out, "  {at} [{verdict}] {}", line.summary(spec, lang))?;
        let changes = line.changes(spec, lang);
        for sentence in changes.into_iter().chain(line.remarks.iter().map(|r| r.sentence(lang))) {
            writeln!(out, "      {sentence}")?;
        }
    }
    if SHOWN < proposal.lines.len() {
        writeln!(out, "  {}", lang.imports_more(proposal.lines.len() - SHOWN))?;
    }
    if !proposal.unplaced.is_empty() {
        writeln!(out, "{}", lang.imports_unplaced(proposal.unplaced.len()))?;
        for group in proposal.unplaced.iter().take(SHOWN) {
            writeln!(out, "  {}", group.words())?;
        }
    }
    if let Some(sentence) = proposal.coverage_sentence(spec, lang) {
        writeln!(out, "{sentence}")?;
    }
    writeln!(out, "{}", proposal.counts().sentence(lang))?;
    Ok(())
}

/// Writes what becomes of each line beside; an existing file is replaced only with `--force`.
fn write_report(
    work: &mut Work<'_, '_>,
    report: &Path,
    proposal: &Proposal,
    spec: Option<&TableSpec>,
) -> Result<(), Refusal> {
    let text = proposal.report(spec, work.lang);
    if report.exists() {
        return Err(work.lang.cli_exists(report.display()).into());
    }
    storage::replace(report, text.as_bytes()).map_err(|error| error.sentence(work.lang))?;
    writeln!(work.terminal.out, "{}", work.lang.imports_report(report.display()))?;
    Ok(())
}
