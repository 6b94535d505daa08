//! `passerelle kit` and `passerelle kit-return`: a contributor's questions out, their answers in.

use clap::ArgMatches;

use crate::{
    app::{Command, Document, Merging, Purpose},
    domain::merge::Choice,
};

use super::{
    Refusal, Work, merge,
    new::{finish, output, save},
    path, word,
};

pub(super) fn run(work: &mut Work<'_, '_>, matches: &ArgMatches) -> Result<(), Refusal> {
    let lang = work.lang;
    work.open(matches)?;
    let code = word(matches, "role").unwrap_or_default().trim().to_owned();
    let roles = work.session.document().map(Document::pack).map_or(&[][..], |pack| &pack.roles);
    let Some(role) = roles.iter().find(|role| role.id.as_str() == code) else {
        let known: Vec<_> = roles.iter().map(|role| role.id.as_str()).collect();
        return Err(lang.documents_no_role(code, known.join(", ")).into());
    };
    let (role, title) = (role.id.clone(), role.title.get(lang).to_owned());
    let replace = matches.get_flag("force");
    let pdf = Some(path(matches, "pdf")).filter(|path| !path.as_os_str().is_empty());
    merge::free(work, pdf.iter(), replace)?;
    work.ask(Command::KitFor(role))?;
    let path = path(matches, "output");
    finish(work, Command::UsePath { purpose: Purpose::Kit, path: path.clone(), replace })?;
    writeln!(work.terminal.out, "{}", lang.kits_cli_done(path.display(), &title))?;
    if let Some(path) = pdf {
        finish(work, Command::UsePath { purpose: Purpose::KitPdf, path: path.clone(), replace })?;
        writeln!(work.terminal.out, "{}", lang.cli_export_done(path.display()))?;
    }
    Ok(())
}

/// Tells what a workbook brings and, once that was seen and is accepted, takes it in.
pub(super) fn take_back(work: &mut Work<'_, '_>, matches: &ArgMatches) -> Result<(), Refusal> {
    let lang = work.lang;
    let accepted = matches.get_flag("accept");
    if accepted {
        work.open_to_change(matches)?;
    } else {
        work.open(matches)?;
    }
    let input = path(matches, "input");
    work.ask(Command::Merge(input.clone(), None))?;
    merge::found(work)?;
    let ready = work.session.merging().and_then(Merging::ready);
    if ready.is_none_or(|ready| ready.kit.is_none()) {
        return Err(lang.kits_not_a_kit().to_owned().into());
    }
    if !accepted {
        let Some(report) = report(work) else { return Ok(()) };
        writeln!(work.terminal.out, "{report}\n{}", lang.kits_cli_seen())?;
        return Ok(());
    }
    let force = matches.get_flag("force");
    let file = Some(path(matches, "report")).filter(|path| !path.as_os_str().is_empty());
    merge::free(work, file.iter().chain(&output(matches)), force)?;
    let policy = word(matches, "conflicts").and_then(Choice::parse);
    let report = merge::one(work, &input, None, policy)?;
    let saved = save(work, output(matches), force)?;
    if let Some(path) = file {
        merge::write(work, path, report)?;
    }
    writeln!(work.terminal.out, "{}", lang.merge_cli_saved(saved))?;
    Ok(())
}

/// The report of the merge at hand.
fn report(work: &Work<'_, '_>) -> Option<String> {
    let (document, merging): (&Document, &Merging) =
        (work.session.document()?, work.session.merging()?);
    let file = document.file().map(|file| file.display().to_string()).unwrap_or_default();
    Some(merging.report(&file, document.pack(), work.lang))
}
