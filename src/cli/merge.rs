//! `passerelle merge`: what others have filled in, taken into one diagnostic.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::{
    app::{Command, Effect, Event, Merging, Purpose, perform},
    domain::merge::Choice,
    report::merge::told,
};

use super::{
    Refusal, Work,
    new::{output, save},
    path, word,
};

pub(super) fn run(work: &mut Work<'_, '_>, matches: &ArgMatches) -> Result<(), Refusal> {
    work.open_to_change(matches)?;
    let force = matches.get_flag("force");
    let report = Some(path(matches, "report")).filter(|path| !path.as_os_str().is_empty());
    free(work, report.iter().chain(&output(matches)), force)?;
    let base = matches.get_one::<PathBuf>("base").cloned();
    let policy = word(matches, "conflicts").and_then(Choice::parse);
    let mut reports = Vec::new();
    for theirs in matches.get_many::<PathBuf>("theirs").into_iter().flatten() {
        reports.push(one(work, theirs, base.clone(), policy)?);
    }
    let saved = save(work, output(matches), force)?;
    if let Some(report) = report {
        write(work, report, reports.join("\n"))?;
    }
    writeln!(work.terminal.out, "{}", work.lang.merge_cli_saved(saved))?;
    Ok(())
}

/// Refuses to replace a file that is there, before anything is done.
pub(super) fn free<'a>(
    work: &Work<'_, '_>,
    mut files: impl Iterator<Item = &'a PathBuf>,
    force: bool,
) -> Result<(), Refusal> {
    match files.find(|file| !force && file.exists()) {
        Some(file) => Err(work.lang.cli_exists(file.display()).into()),
        None => Ok(()),
    }
}

/// Merges one file; returns its report.
pub(super) fn one(
    work: &mut Work<'_, '_>,
    theirs: &Path,
    base: Option<PathBuf>,
    policy: Option<Choice>,
) -> Result<String, Refusal> {
    let lang = work.lang;
    work.ask(Command::Merge(theirs.to_path_buf(), base))?;
    found(work)?;
    let conflicts = conflicts(work, theirs);
    match policy {
        None if !conflicts.is_empty() => {
            let ask = lang.merge_cli_ask(conflicts.len());
            return Err(Refusal::Sentences(conflicts.into_iter().chain([ask]).collect()));
        }
        None => {}
        Some(choice) => {
            // What cannot be kept twice or as a range stays ours: the report tells both values.
            work.ask(Command::DecideAll(Choice::Ours))?;
            work.ask(Command::DecideAll(choice))?;
        }
    }
    let (report, taken) = reported(work);
    work.ask(Command::ApplyMerge)?;
    let done = lang.merge_cli_done(lang.integer(conflicts.len()), theirs.display(), taken);
    writeln!(work.terminal.out, "{done}")?;
    Ok(report)
}

/// Why a merge that was read cannot be.
pub(super) fn found(work: &Work<'_, '_>) -> Result<(), Refusal> {
    let found = work.session.merging().and_then(|merging| merging.found.as_ref());
    match found.map(|found| &found.outcome) {
        Some(Err(refusal)) => Err(refusal.sentence(work.lang).into()),
        Some(Ok(_)) | None => Ok(()),
    }
}

/// What conflicts, one sentence each.
fn conflicts(work: &Work<'_, '_>, file: &Path) -> Vec<String> {
    let (Some(document), Some(ready)) =
        (work.session.document(), work.session.merging().and_then(Merging::ready))
    else {
        return Vec::new();
    };
    let told = told(document.pack(), &ready.merged, work.lang);
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let sentence = |one: &crate::report::merge::ConflictTold| {
        let (ours, theirs) = (flat(&one.ours.value), flat(&one.theirs.value));
        work.lang.merge_cli_conflict(file.display(), ours, theirs, flat(&one.what))
    };
    told.conflicts.iter().map(sentence).collect()
}

/// The report, and how many things are taken.
fn reported(work: &Work<'_, '_>) -> (String, String) {
    let (Some(document), Some(merging)) = (work.session.document(), work.session.merging()) else {
        return (String::new(), String::new());
    };
    let file = document.file().map(|file| file.display().to_string()).unwrap_or_default();
    let taken = merging.ready().map_or(0, |ready| ready.merged.taken.len());
    (merging.report(&file, document.pack(), work.lang), work.lang.integer(taken))
}

/// Writes a text beside the document.
pub(super) fn write(work: &Work<'_, '_>, path: PathBuf, text: String) -> Result<(), Refusal> {
    let purpose = Purpose::MergeReport;
    // Whether it may be replaced was asked before anything was merged.
    let event = perform(Effect::WriteText { purpose, path, text, replace: true });
    match event {
        Some(Event::TextWritten(_, _, Err(error))) => Err(error.sentence(work.lang).into()),
        _ => Ok(()),
    }
}
