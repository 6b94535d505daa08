//! `passerelle export`: the brief.

use clap::ArgMatches;

use crate::app::{Command, Format, Purpose};

use super::{
    Refusal, Work,
    new::{finish, output},
    path, word,
};

pub(super) fn run(work: &mut Work<'_, '_>, matches: &ArgMatches) -> Result<(), Refusal> {
    work.open(matches)?;
    let format = word(matches, "format").and_then(Format::from_ending).unwrap_or(Format::Pdf);
    let target =
        output(matches).unwrap_or_else(|| path(matches, "file").with_extension(format.ending()));
    let command = Command::UsePath {
        purpose: Purpose::Export(format),
        path: target.clone(),
        replace: matches.get_flag("force"),
    };
    finish(work, command)?;
    writeln!(work.terminal.out, "{}", work.lang.cli_export_done(target.display()))?;
    Ok(())
}
