//! `passerelle new`: a diagnostic that knows its territory.

use std::path::PathBuf;

use clap::ArgMatches;

use crate::{
    app::{Command, NewDiagnostic, Prompt, Purpose},
    domain::Path,
    language::Lang,
    questionnaire::Pack,
    reference,
};

use super::{Refusal, Work, path, word};

pub(super) fn run(work: &mut Work<'_, '_>, matches: &ArgMatches) -> Result<(), Refusal> {
    let code = word(matches, "territory").unwrap_or_default();
    let Some(profile) = reference::territory(code.trim()) else {
        return Err(no_territory(work, code));
    };
    let path = if matches.get_flag("quick") { Path::Quick } else { Path::Full };
    let new = Box::new(NewDiagnostic::of(&profile, path));
    match matches.get_one::<PathBuf>("pack") {
        Some(file) => {
            let source = super::input::pack_source(work.lang, file)?;
            if Pack::read(source.clone()).is_err() {
                return Err(work.lang.packs_broken(file.display()).into());
            }
            work.ask(Command::NewWith(new, Box::new(source)))?;
        }
        None => work.ask(Command::New(new))?,
    }
    let file = save(work, Some(super::path(matches, "output")), matches.get_flag("force"))?;
    writeln!(work.terminal.out, "{}", work.lang.cli_new_done(file, &profile.territory.name))?;
    Ok(())
}

/// Names what was typed and the territories that it may mean.
fn no_territory(work: &Work<'_, '_>, typed: &str) -> Refusal {
    let mut sentences = vec![work.lang.cli_no_territory(typed)];
    for hit in reference::search_territories(typed, 5) {
        sentences.push(format!("  {}  {}", hit.code, hit.label));
    }
    Refusal::Sentences(sentences)
}

/// Saves to `output`, or to the document's own file; returns where.
pub(super) fn save(
    work: &mut Work<'_, '_>,
    output: Option<PathBuf>,
    force: bool,
) -> Result<String, Refusal> {
    let command = match output {
        Some(path) => Command::UsePath { purpose: Purpose::SaveAs, path, replace: force },
        None => Command::Save,
    };
    finish(work, command)?;
    let file = work.session.document().and_then(|document| document.file());
    Ok(file.map(|file| file.display().to_string()).unwrap_or_default())
}

/// Has a file written, and refuses where the session would ask before replacing one.
pub(super) fn finish(work: &mut Work<'_, '_>, command: Command) -> Result<(), Refusal> {
    work.ask(command)?;
    match work.session.prompt() {
        Some(Prompt::Replace(_, path)) => Err(work.lang.cli_exists(path.display()).into()),
        _ => work.warn(),
    }
}

/// Refuses a target that is there and may not be replaced.
pub(super) fn taken(lang: Lang, target: &std::path::Path, force: bool) -> Result<(), Refusal> {
    if target.exists() && !force {
        return Err(lang.cli_exists(target.display()).into());
    }
    Ok(())
}

/// The output path, if one was given.
pub(super) fn output(matches: &ArgMatches) -> Option<PathBuf> {
    Some(path(matches, "output")).filter(|path| !path.as_os_str().is_empty())
}
