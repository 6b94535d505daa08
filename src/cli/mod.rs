//! The same application from a terminal.
//!
//! Every command drives a [`crate::app::Session`] as the window does; results go to standard
//! output, sentences about what was refused go to standard error.

mod advise;
mod arguments;
mod check;
mod compare;
mod export;
mod gathering;
mod guide;
mod import;
mod input;
mod kit;
mod merge;
mod new;
mod opendata;
mod pack;
mod panel;
mod peers;
mod protect;
mod score;
mod score_analysis;
mod template;
mod text;
mod usage;
mod window;

use std::{
    ffi::OsString,
    io::{self, Write},
    path::PathBuf,
};

use clap::{ArgMatches, error::ErrorKind};

use crate::{
    app::{Clock, Command, Document, Effect, News, Session, Tone, perform},
    language::Lang,
    storage::{Access, ReadOnlyReason, settings::Settings},
};

/// What the program does after reading its command line.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Open the window, on this file if there is one.
    Window(Option<PathBuf>),
    /// End with this exit code: 0 done, 1 refused, 2 wrong usage.
    Exit(u8),
}

/// Where a command writes.
pub struct Terminal<'a> {
    /// Results.
    pub out: &'a mut dyn Write,
    /// Sentences about what was refused or needs attention.
    pub err: &'a mut dyn Write,
}

/// Why a command ended without doing what was asked.
#[derive(Debug)]
enum Refusal {
    /// What was refused, one sentence a line.
    Sentences(Vec<String>),
    /// Nobody reads the output any more, or it cannot be written.
    Output(io::Error),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<String> for Refusal {
    fn from(sentence: String) -> Self {
        Self::Sentences(vec![sentence])
    }
}

impl Refusal {
    /// What was refused, as one text.
    fn into_text(self) -> String {
        match self {
            Self::Sentences(sentences) => sentences.join(" "),
            Self::Output(error) => error.to_string(),
        }
    }
}

/// The commands and options of the program, with their help in a language.
pub fn command(lang: Lang) -> clap::Command {
    usage::translated(arguments::command(lang), lang)
}

/// Runs the command line; without command, the window is to be opened.
pub fn run(
    args: &[OsString],
    settings: &Settings,
    clock: Clock,
    terminal: &mut Terminal<'_>,
) -> Outcome {
    let lang = arguments::language(args).unwrap_or(settings.lang);
    let line = command(lang);
    let names: Vec<String> = line.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let matches = match line.try_get_matches_from(args) {
        Ok(matches) => matches,
        Err(error) => return misused(&error, lang, terminal),
    };
    let Some((name, sub)) = matches.subcommand() else {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let file = matches.get_one::<PathBuf>("file").cloned();
        return window::open(file, &names, lang, terminal);
    };
    let mut work =
        Work { lang, session: Session::new(settings_of(settings, lang), clock), terminal };
    let done = protect::know(&mut work, sub).and_then(|()| match name {
        "new" => new::run(&mut work, sub),
        "protect" => protect::run(&mut work, sub),
        "check" => check::run(&mut work, sub),
        "import" => import::run(&mut work, sub),
        "score" => score::run(&mut work, sub),
        "advise" => advise::run(&mut work, sub, clock),
        "compare" => compare::run(&mut work, sub),
        "freeze" => compare::freeze(&mut work, sub),
        "guide" => guide::run(&mut work, sub),
        "pack" => pack::run(&mut work, sub),
        "template" => template::run(&mut work, sub),
        "panel" => panel::run(&mut work, sub, clock),
        "kit" => kit::run(&mut work, sub),
        "kit-return" => kit::take_back(&mut work, sub),
        "merge" => merge::run(&mut work, sub),
        _ => export::run(&mut work, sub),
    });
    match done {
        Ok(()) => Outcome::Exit(0),
        Err(Refusal::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            Outcome::Exit(0)
        }
        Err(Refusal::Output(error)) => refuse(terminal, &[lang.cli_no_output(error)]),
        Err(Refusal::Sentences(sentences)) => refuse(terminal, &sentences),
    }
}

fn settings_of(settings: &Settings, lang: Lang) -> Settings {
    Settings { lang, ..settings.clone() }
}

/// Says why the command was refused; if even that cannot be written, the exit code tells.
fn refuse(terminal: &mut Terminal<'_>, sentences: &[String]) -> Outcome {
    for sentence in sentences {
        if writeln!(terminal.err, "{sentence}").is_err() {
            break;
        }
    }
    Outcome::Exit(1)
}

/// Prints the help that was asked for, or says what is wrong with the command line.
fn misused(error: &clap::Error, lang: Lang, terminal: &mut Terminal<'_>) -> Outcome {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let written = write!(terminal.out, "{}", error.render());
        return Outcome::Exit(u8::from(written.is_err()));
    }
    if let Err(error) = writeln!(terminal.err, "{}", usage::sentence(error, lang)) {
        log::warn!("the refusal could not be told: {error}");
    }
    Outcome::Exit(2)
}

/// A command at work: its language, its session and its terminal.
struct Work<'a, 'b> {
    lang: Lang,
    session: Session,
    terminal: &'a mut Terminal<'b>,
}

impl Work<'_, '_> {
    /// Has the session do something, and everything that follows from it, here and now.
    fn ask(&mut self, command: Command) -> Result<(), Refusal> {
        let mut todo = self.session.apply(command);
        while let Some(effect) = todo.pop() {
            match effect {
                // A command line leaves the user's settings alone.
                Effect::SaveSettings(_) => continue,
                // The window would ask for another file: a terminal says why it is needed.
                Effect::Browse { .. } => return Err(self.read_only()),
                _ => {}
            }
            if let Some(event) = perform(effect) {
                todo.extend(self.session.receive(event));
            }
        }
        if let Some(asked) = protect::asked(self) {
            return Err(asked);
        }
        let errors = self.session.notices().iter().filter(|n| n.news.tone() == Tone::Error);
        let sentences: Vec<_> = errors.map(|notice| notice.news.sentence(self.lang)).collect();
        if sentences.is_empty() { Ok(()) } else { Err(Refusal::Sentences(sentences)) }
    }

    /// Opens the file that the command names.
    fn open(&mut self, matches: &ArgMatches) -> Result<(), Refusal> {
        self.ask(Command::Open(path(matches, "file")))
    }

    /// Opens the file that the command names and is about to change.
    fn open_to_change(&mut self, matches: &ArgMatches) -> Result<(), Refusal> {
        self.open(matches)?;
        let can_change = self.session.document().is_some_and(Document::can_change);
        if can_change { Ok(()) } else { Err(self.read_only()) }
    }

    /// Why the document may not be changed, or saved to its own file.
    fn read_only(&self) -> Refusal {
        if self.session.document().is_some_and(|document| document.held().is_some()) {
            let held = self.session.notices().iter();
            let held = held.filter(|notice| matches!(notice.news, News::Held(..)));
            return Refusal::Sentences(held.map(|n| n.news.sentence(self.lang)).collect());
        }
        let reason = match self.session.document().map(Document::access) {
            Some(Access::ReadOnly(reason)) => *reason,
            _ => ReadOnlyReason::Protected,
        };
        let file = self.session.document().and_then(Document::file);
        let file = file.map(|path| path.display().to_string()).unwrap_or_default();
        self.lang.usage_read_only(file, reason.sentence(self.lang)).into()
    }

    /// Says what needs attention without keeping anything from being done.
    fn warn(&mut self) -> Result<(), Refusal> {
        for notice in self.session.notices() {
            if notice.news.tone() == Tone::Warning {
                writeln!(self.terminal.err, "{}", notice.news.sentence(self.lang))?;
            }
        }
        Ok(())
    }
}

/// A path argument; the parser has made sure of those that are required.
fn path(matches: &ArgMatches, name: &str) -> PathBuf {
    matches.get_one::<PathBuf>(name).cloned().unwrap_or_default()
}

/// A word argument, if it was given.
fn word<'a>(matches: &'a ArgMatches, name: &str) -> Option<&'a str> {
    matches.get_one::<String>(name).map(String::as_str)
}
