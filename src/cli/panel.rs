//! `passerelle panel`: an anonymous panel from many diagnostics, or from several panels.

use std::path::PathBuf;

use clap::ArgMatches;

use crate::{
    app::{Clock, GatherOrder, gather, open_panel},
    exchange::{write_panel, write_panel_ron},
    language::Lang,
    panel::{DEFAULT_K, Group, Panel, differs_by_few},
    questionnaire::Pack,
    report::panel::{Of, csv, group_name, why_not_joined},
    storage,
};

use super::{Refusal, Work, new::output, word};

pub(super) fn run(
    work: &mut Work<'_, '_>,
    matches: &ArgMatches,
    clock: Clock,
) -> Result<(), Refusal> {
    let panel = match paths(matches, "merge") {
        merged if !merged.is_empty() => merge(work, &merged)?,
        _ => made(work, matches, clock)?,
    };
    let target = output(matches);
    warn_of_subtraction(work, matches, &panel)?;
    let text = written(work.lang, matches, &panel)?;
    let Some(target) = target else {
        write!(work.terminal.out, "{text}")?;
        return Ok(());
    };
    if target.exists() && !matches.get_flag("force") {
        return Err(work.lang.cli_exists(target.display()).into());
    }
    let lang = work.lang;
    storage::replace(&target, text.as_bytes()).map_err(|error| error.sentence(lang))?;
    let members = lang.panel_members(panel.members(Group::All) as usize);
    let file = target.display();
    let done = if 1 < panel.joined {
        lang.panel_merged_made(file, members, panel.joined)
    } else {
        lang.panel_made(file, panel.k, members)
    };
    writeln!(work.terminal.out, "{done}")?;
    Ok(())
}

fn paths(matches: &ArgMatches, name: &str) -> Vec<PathBuf> {
    matches.get_many::<PathBuf>(name).into_iter().flatten().cloned().collect()
}

/// A panel made from diagnostics; what was left out is told on the way.
fn made(work: &mut Work<'_, '_>, matches: &ArgMatches, clock: Clock) -> Result<Panel, Refusal> {
    let lang = work.lang;
    let sources = paths(matches, "inputs");
    if sources.is_empty() {
        return Err(lang.panel_cli_no_input().to_owned().into());
    }
    let k = matches.get_one::<u32>("k").copied().unwrap_or(DEFAULT_K);
    let order = GatherOrder { sources, k, day: clock.today(), progress: std::sync::Arc::default() };
    let mut last = 0;
    let outcome = gather(&order, &mut |done, total| {
        // A line now and then: a terminal, a log and a screen reader all can follow it.
        if done == total || last + 500 <= done {
            last = done;
            let count = |of: usize| lang.integer(of);
            let line = lang.panel_gather_progress(count(done), count(total));
            if writeln!(work.terminal.err, "{line}").is_err() {
                log::warn!("progress could not be told");
            }
        }
    });
    for line in outcome.report.lines(lang) {
        writeln!(work.terminal.err, "{line}")?;
    }
    writeln!(work.terminal.err, "{}", outcome.report.summary(lang))?;
    match outcome.panel {
        Some(panel) => Ok(std::sync::Arc::unwrap_or_clone(panel)),
        None => Err(outcome.report.failure(k, lang).into()),
    }
}

fn merge(work: &mut Work<'_, '_>, files: &[PathBuf]) -> Result<Panel, Refusal> {
    let lang = work.lang;
    let mut merged: Option<Panel> = None;
    for file in files {
        let panel = read(lang, file)?;
        merged = Some(match merged {
            None => panel,
            Some(before) => before.merged(&panel).map_err(|error| why_not_joined(&error, lang))?,
        });
    }
    writeln!(work.terminal.err, "{}", lang.panel_merge_overlap())?;
    merged.ok_or_else(|| lang.panel_cli_no_input().to_owned().into())
}

/// Reads a panel, or refuses it by name.
pub(super) fn read(lang: Lang, file: &std::path::Path) -> Result<Panel, Refusal> {
    let failed = |error: crate::exchange::PanelError| {
        lang.panel_file_failed(file.display(), error.sentence(lang))
    };
    open_panel(file).map_err(|error| failed(error).into())
}

/// Warns if a panel that is known already differs so little that subtraction would tell.
fn warn_of_subtraction(
    work: &mut Work<'_, '_>,
    matches: &ArgMatches,
    panel: &Panel,
) -> Result<(), Refusal> {
    let lang = work.lang;
    let mut earlier = paths(matches, "previous");
    // What is about to be replaced may have been given away.
    earlier.extend(output(matches).filter(|target| target.exists() && matches.get_flag("force")));
    for file in earlier {
        let Ok(before) = open_panel(&file) else { continue };
        for (group, n) in differs_by_few(panel, &before) {
            let line = lang.panel_few_apart(n as usize, group_name(lang, group), panel.k);
            writeln!(work.terminal.err, "{line}")?;
        }
    }
    Ok(())
}

fn written(lang: Lang, matches: &ArgMatches, panel: &Panel) -> Result<String, Refusal> {
    let failed = |error: &dyn std::fmt::Display| Refusal::from(error.to_string());
    match word(matches, "format") {
        Some("csv") => {
            let Some(pack) = Pack::standard() else { return Ok(String::new()) };
            Ok(csv(Of { panel, pack, group: Group::All, lang }))
        }
        Some("ron") => write_panel_ron(panel).map_err(|error| failed(&error)),
        _ => write_panel(panel).map_err(|error| failed(&error)),
    }
}
