//! `passerelle compare` and `passerelle freeze`: two dates side by side, and a date kept for later.

use std::io;

use clap::ArgMatches;

use crate::{
    app::{Against, Command, Document, Other},
    domain::{Diagnostic, Frozen},
    exchange,
    language::Lang,
    report::compare::{self, Told, ToldGroup, told},
    scoring,
};

use super::{
    Refusal, Work,
    new::{output, save},
    path,
    text::columns,
    word,
};

pub(super) fn run(work: &mut Work<'_, '_>, matches: &ArgMatches) -> Result<(), Refusal> {
    let old = path(matches, "old");
    let new = path(matches, "new");
    if let Some(panel) = matches.get_one::<std::path::PathBuf>("panel") {
        return super::peers::run(work, &old, panel);
    }
    let against = match (word(matches, "frozen"), new.as_os_str().is_empty()) {
        (Some(name), true) => {
            work.ask(Command::Open(old))?;
            frozen(work, name)?
        }
        (None, false) => {
            work.ask(Command::Open(new))?;
            Against::File(old)
        }
        _ => return Err(work.lang.compare_cli_needs_new().to_owned().into()),
    };
    work.ask(Command::CompareWith(against))?;
    let lang = work.lang;
    let (Some(document), Some(beside)) = (work.session.document(), work.session.beside()) else {
        return Ok(());
    };
    let other = match &beside.read {
        Ok(other) => std::sync::Arc::clone(other),
        Err(error) => return Err(error.sentence(lang).into()),
    };
    let json = word(matches, "format") == Some("json");
    let text = if json { as_json(&other, document)? } else { as_text(&other, document, lang)? };
    write!(work.terminal.out, "{text}")?;
    work.warn()
}

fn as_json(other: &Other, document: &Document) -> Result<String, Refusal> {
    let (old, new) = (other.taken(), document.taken());
    let comparison = scoring::compare(old, new);
    exchange::compare_json(&comparison, old, new).map_err(|error| Refusal::Output(error.into()))
}

fn as_text(other: &Other, document: &Document, lang: Lang) -> io::Result<String> {
    let (old, new) = (other.taken(), document.taken());
    let comparison = scoring::compare(old, new);
    let told = told(&comparison, old, new, lang);
    let mut out = Vec::new();
    write(&mut out, document.diagnostic(), &told, lang)?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}

fn write(out: &mut dyn io::Write, of: &Diagnostic, told: &Told, lang: Lang) -> io::Result<()> {
    write!(out, "{} · {}", of.territory.name, told.dates)?;
    if of.fictional {
        write!(out, " · {}", lang.words_fictional())?;
    }
    writeln!(out, "\n{}", told.summary)?;
    if !told.breaks.is_empty() {
        writeln!(out, "\n{}", lang.compare_breaks_title())?;
        for one in &told.breaks {
            writeln!(out, "- {}", one.text)?;
        }
    }
    for group in &told.groups {
        results(out, group, lang)?;
    }
    for group in &told.inputs {
        writeln!(out, "\n{}", group.title)?;
        for line in &group.lines {
            writeln!(out, "- {}", line.what)?;
            for change in &line.changes {
                writeln!(out, "    {change}")?;
            }
        }
    }
    Ok(())
}

fn results(out: &mut dyn io::Write, group: &ToldGroup, lang: Lang) -> io::Result<()> {
    writeln!(out, "\n{}", group.title)?;
    let rows = group.rows.iter().map(|row| {
        vec![
            row.label.clone(),
            lang.compare_from_to(&row.from, &row.to),
            format!("{} {}", compare::sign(row.verdict), row.reading),
            row.because.clone(),
        ]
    });
    columns(out, &rows.collect::<Vec<_>>())
}

/// The frozen state of this name or number.
pub(super) fn frozen(work: &Work<'_, '_>, name: &str) -> Result<Against, Refusal> {
    let lang = work.lang;
    let Some(document) = work.session.document() else { return Ok(Against::Frozen(0)) };
    let all = &document.diagnostic().frozen;
    let meant = |state: &&std::sync::Arc<Frozen>| {
        state.name == name.trim() || state.id.to_string() == name.trim()
    };
    if let Some(state) = all.iter().find(meant) {
        return Ok(Against::Frozen(state.id));
    }
    let file = document.file().map(|file| file.display().to_string()).unwrap_or_default();
    let names: Vec<_> = all.iter().map(|state| format!("{} ({})", state.name, state.id)).collect();
    let known = if names.is_empty() {
        lang.compare_cli_frozen_none().to_owned()
    } else {
        lang.compare_cli_frozen_list(names.join(lang.report_semicolon()))
    };
    Err(Refusal::Sentences(vec![lang.compare_cli_no_frozen(file, name), known]))
}

pub(super) fn freeze(work: &mut Work<'_, '_>, matches: &ArgMatches) -> Result<(), Refusal> {
    let lang = work.lang;
    let name = word(matches, "name").unwrap_or_default().trim().to_owned();
    if name.is_empty() {
        return Err(lang.compare_cli_freeze_no_name().to_owned().into());
    }
    work.open_to_change(matches)?;
    work.ask(Command::Freeze(name.clone()))?;
    let file = save(work, output(matches), matches.get_flag("force"))?;
    writeln!(work.terminal.out, "{}", lang.compare_cli_freeze_done(file, name))?;
    Ok(())
}
