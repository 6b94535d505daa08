//! `passerelle template`: the folder that a communication service begins its own look from.
//!
//! Whoever has only the installed program gets settings that say what each line does and, if they
//! ask for them, the very pages of the program to be changed; both work as they are.

use clap::ArgMatches;

use crate::{language::Lang, report::TEMPLATE};

use super::{Refusal, Work, pack, path};

/// The settings to begin from, by language.
const SETTINGS: [(Lang, &str); 2] = [
    (Lang::Fr, include_str!("../../templates/template/fr/template.ron")),
    (Lang::En, include_str!("../../templates/template/en/template.ron")),
];

pub(super) fn run(work: &mut Work<'_, '_>, matches: &ArgMatches) -> Result<(), Refusal> {
    let lang = work.lang;
    let folder = path(matches, "folder");
    let settings = SETTINGS.iter().find(|(of, _)| *of == lang).or_else(|| SETTINGS.first());
    let settings = settings.map(|(_, text)| ("template.ron", *text));
    let pages = matches.get_flag("pages").then_some(("brief.typ", TEMPLATE));
    pack::write(lang, &folder, settings.into_iter().chain(pages), matches.get_flag("force"))?;
    writeln!(work.terminal.out, "{}", lang.look_done(folder.display()))?;
    Ok(())
}
