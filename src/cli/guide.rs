//! `passerelle guide`: the two pages to start with, or the whole guide, as a document.

use clap::ArgMatches;

use crate::{
    report::{Format, Handout, export_handout},
    storage,
};

use super::{
    Refusal, Work,
    new::{output, taken},
    word,
};

pub(super) fn run(work: &mut Work<'_, '_>, matches: &ArgMatches) -> Result<(), Refusal> {
    let lang = work.lang;
    let format = word(matches, "format").and_then(Format::from_ending).unwrap_or(Format::Pdf);
    let which = if matches.get_flag("whole") { Handout::Whole } else { Handout::Start };
    let target = output(matches).unwrap_or_default();
    taken(lang, &target, matches.get_flag("force"))?;
    let day = work.session.clock().today();
    let made = export_handout(format, which, day, lang).map_err(|error| error.sentence(lang))?;
    storage::replace(&target, &made.bytes).map_err(|error| error.sentence(lang))?;
    writeln!(work.terminal.out, "{}", lang.manual_done(target.display()))?;
    Ok(())
}
