//! `passerelle protect`, and the passwords that every command may be given.
//!
//! A password never stands on the command line, where other users of the machine could read it: it
//! comes from a file or from the environment.

use std::{env, path::Path};

use clap::ArgMatches;

use crate::{
    app::{Command, Locked, Password, Prompt},
    language::Lang,
};

use super::{
    Refusal, Work, input,
    new::{finish, output, save},
};

/// The variables that hold the password of the document, and the one to put it under.
const PRESENT: &str = "PASSERELLE_PASSWORD";
const NEW: &str = "PASSERELLE_NEW_PASSWORD";

/// Has the session know the password that the command was given, if it was.
pub(super) fn know(work: &mut Work<'_, '_>, matches: &ArgMatches) -> Result<(), Refusal> {
    match given(matches, "password-file", PRESENT, work.lang)? {
        Some(password) => work.ask(Command::Know(password)),
        None => Ok(()),
    }
}

/// Why a password is needed, if the session asks for one.
pub(super) fn asked(work: &Work<'_, '_>) -> Option<Refusal> {
    let Some(Prompt::Password(locked)) = work.session.prompt() else { return None };
    let file = locked.path().map(|path| path.display().to_string()).unwrap_or_default();
    let sentence = if matches!(locked, Locked::New) || !locked.was_wrong() {
        work.lang.password_cli_needed(file)
    } else {
        work.lang.password_cli_wrong(file)
    };
    Some(sentence.into())
}

pub(super) fn run(work: &mut Work<'_, '_>, matches: &ArgMatches) -> Result<(), Refusal> {
    let lang = work.lang;
    work.open_to_change(matches)?;
    let password = if matches.get_flag("remove") {
        None
    } else {
        let given = given(matches, "new-password-file", NEW, lang)?;
        Some(given.ok_or_else(|| Refusal::from(lang.password_cli_no_new().to_owned()))?)
    };
    let under = password.is_some();
    // Without a word of the session's: an existing file is replaced only if that was asked for.
    let file = match output(matches) {
        Some(path) => {
            work.session.put_under(password);
            save(work, Some(path), matches.get_flag("force"))?
        }
        None => {
            finish(work, Command::Protect(password))?;
            let file = work.session.document().and_then(|document| document.file());
            file.map(|file| file.display().to_string()).unwrap_or_default()
        }
    };
    let done = if under { lang.password_cli_done(file) } else { lang.password_cli_removed(file) };
    writeln!(work.terminal.out, "{done}")?;
    Ok(())
}

/// The password in a file that was named, or in the environment.
fn given(
    matches: &ArgMatches,
    argument: &str,
    variable: &str,
    lang: Lang,
) -> Result<Option<Password>, Refusal> {
    let named = matches.try_get_one::<std::path::PathBuf>(argument).ok().flatten();
    match named {
        Some(path) => in_file(path, lang).map(Some),
        None => Ok(env::var(variable).ok().and_then(Password::new)),
    }
}

/// The first line of a file.
fn in_file(path: &Path, lang: Lang) -> Result<Password, Refusal> {
    let text = input::read_text(path, lang)?;
    let line = text.lines().next().unwrap_or_default();
    Password::new(line.to_owned()).ok_or_else(|| lang.password_cli_empty(path.display()).into())
}
