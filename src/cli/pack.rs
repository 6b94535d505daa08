//! `passerelle pack`: a network writes its own pack, in a text editor or in a spreadsheet.
//!
//! Whoever starts gets a small pack that already works; whoever does not write RON gets a workbook
//! and hands it back. Nothing is written that the linter would refuse.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::ArgMatches;

use crate::{
    exchange::{AuthorRefusal, Authored, authored_pack, pack_workbook},
    language::Lang,
    questionnaire::{Pack, Problem, Severity},
    storage,
};

use super::{
    Refusal, Work, input,
    new::{output, taken},
    path, word,
};

/// The skeleton that `pack new` writes, by language: names and texts.
const SKELETONS: [(Lang, [(&str, &str); 2]); 2] = [
    (
        Lang::Fr,
        [
            ("pack.ron", include_str!("../../templates/pack/fr/pack.ron")),
            ("theme.ron", include_str!("../../templates/pack/fr/theme.ron")),
        ],
    ),
    (
        Lang::En,
        [
            ("pack.ron", include_str!("../../templates/pack/en/pack.ron")),
            ("theme.ron", include_str!("../../templates/pack/en/theme.ron")),
        ],
    ),
];

/// What names the pack that comes with the program.
const DEFAULT: &str = "default";

/// The most ids that a sentence lists.
const MOST_IDS: usize = 12;

pub(super) fn run(work: &mut Work<'_, '_>, matches: &ArgMatches) -> Result<(), Refusal> {
    match matches.subcommand() {
        Some(("new", sub)) => new(work, sub),
        Some(("export", sub)) => export(work, sub),
        Some((_, sub)) => import(work, sub),
        None => Ok(()),
    }
}

/// A problem of a pack with its place, as one line.
pub(super) fn line(lang: Lang, problem: &Problem) -> String {
    let at = problem.line.map_or_else(|| problem.file.clone(), |n| format!("{}:{n}", problem.file));
    format!("{at}, {}: {} {}", problem.place, problem.sentence(lang), problem.hint(lang))
}

fn new(work: &mut Work<'_, '_>, matches: &ArgMatches) -> Result<(), Refusal> {
    let lang = work.lang;
    let folder = path(matches, "folder");
    let files = SKELETONS.iter().find(|(of, _)| *of == lang).or_else(|| SKELETONS.first());
    let files = files.map_or(&[][..], |(_, files)| files);
    write(lang, &folder, files.iter().copied(), matches.get_flag("force"))?;
    let head = folder.join("pack.ron");
    writeln!(work.terminal.out, "{}", lang.packs_new_done(head.display(), folder.display()))?;
    Ok(())
}

fn export(work: &mut Work<'_, '_>, matches: &ArgMatches) -> Result<(), Refusal> {
    let lang = work.lang;
    let named = word(matches, "pack").unwrap_or_default();
    let source = match named {
        DEFAULT => Pack::standard_source(),
        file => input::pack_source(lang, Path::new(file))?,
    };
    let broken = || Refusal::from(lang.packs_broken(named));
    let pack = Pack::read(source).map_err(|problems| {
        log::info!("{named}: {} problems", problems.len());
        broken()
    })?;
    let target = output(matches).unwrap_or_default();
    taken(lang, &target, matches.get_flag("force"))?;
    let (title, day) = (pack.title.get(lang), work.session.clock().today());
    let bytes = pack_workbook(pack.source(), title, day, lang)
        .map_err(|error| Refusal::from(lang.packs_too_long(error)))?;
    storage::replace(&target, &bytes).map_err(|error| error.sentence(lang))?;
    let (questions, rules) = (pack.questions.len(), pack.rules.len());
    let done = lang.packs_export_done(target.display(), questions, rules);
    writeln!(work.terminal.out, "{done}")?;
    Ok(())
}

fn import(work: &mut Work<'_, '_>, matches: &ArgMatches) -> Result<(), Refusal> {
    let lang = work.lang;
    let authored =
        authored_pack(&path(matches, "input"), lang).map_err(|refusal| match refusal {
            AuthorRefusal::File(problem) => {
                let file = path(matches, "input");
                Refusal::from(lang.usage_not_read(file.display(), problem.sentence(lang)))
            }
            AuthorRefusal::Content(problems) => {
                let told = problems.iter().map(|problem| problem.sentence(lang));
                let count = lang.packs_refused(problems.len());
                Refusal::Sentences(told.chain([count]).collect())
            }
        })?;
    let problems = match Pack::read_and_check(authored.source.clone()) {
        Ok((_, problems)) | Err(problems) => problems,
    };
    let (errors, warnings): (Vec<_>, Vec<_>) =
        problems.into_iter().partition(|problem| problem.severity() == Severity::Error);
    if !errors.is_empty() {
        let told = errors.iter().map(|problem| line(lang, problem));
        let count = lang.packs_unsound(errors.len());
        return Err(Refusal::Sentences(told.chain([count]).collect()));
    }
    let folder = output(matches).unwrap_or_default();
    // The head file last: without it the others are no pack.
    let files: Vec<_> = authored.source.files().collect();
    write(lang, &folder, files.into_iter().rev(), matches.get_flag("force"))?;
    tell(work, &authored, &folder, &warnings)
}

/// What was done, what was kept, and what the linter remarks.
fn tell(
    work: &mut Work<'_, '_>,
    authored: &Authored,
    folder: &Path,
    warnings: &[Problem],
) -> Result<(), Refusal> {
    let lang = work.lang;
    let mut lines = vec![lang.packs_import_done(folder.display())];
    let counts = [
        (authored.texts, lang.packs_import_texts(authored.texts)),
        (authored.figures, lang.packs_import_figures(authored.figures)),
        (authored.items, lang.packs_import_items(authored.items)),
    ];
    lines.extend(counts.into_iter().filter(|(count, _)| 0 < *count).map(|(_, line)| line));
    if !authored.questions.is_empty() {
        let ids = some(&authored.questions);
        lines.push(lang.packs_import_questions(authored.questions.len(), ids));
    }
    if lines.len() == 1 {
        lines.push(lang.packs_import_same().to_owned());
    }
    for (sheet, kept) in &authored.kept {
        lines.push(lang.packs_import_kept(kept.len(), some(kept), sheet));
    }
    lines.push(lang.packs_import_rest().to_owned());
    if !warnings.is_empty() {
        lines.push(lang.packs_warnings(warnings.len()));
        lines.extend(warnings.iter().map(|warning| line(lang, warning)));
    }
    for line in lines {
        writeln!(work.terminal.out, "{line}")?;
    }
    Ok(())
}

/// The first ids of a list, and a sign that there are more.
fn some(ids: &[String]) -> String {
    let more = if MOST_IDS < ids.len() { ", …" } else { "" };
    let first: Vec<&str> = ids.iter().take(MOST_IDS).map(String::as_str).collect();
    format!("{}{more}", first.join(", "))
}

/// Writes files into a folder that is new, empty, or meant to be written to.
pub(super) fn write<'a>(
    lang: Lang,
    folder: &Path,
    files: impl Iterator<Item = (&'a str, &'a str)>,
    force: bool,
) -> Result<(), Refusal> {
    let is_empty = fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none());
    if !is_empty && !force {
        return Err(lang.packs_not_empty(folder.display()).into());
    }
    fs::create_dir_all(folder).map_err(|error| {
        let why = storage::SaveProblem::from(error).sentence(lang);
        Refusal::from(lang.packs_not_made(folder.display(), why))
    })?;
    for (name, text) in files {
        let file: PathBuf = folder.join(name);
        storage::replace(&file, text.as_bytes()).map_err(|error| error.sentence(lang))?;
    }
    Ok(())
}
