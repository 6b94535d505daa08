//! `passerelle check`: every problem of a diagnostic or of a pack, at once.

use std::{fs, path::Path};

use clap::ArgMatches;

use crate::{
    language::Lang,
    questionnaire::{Pack, PackSource, Problem, check_document},
};

use super::{Refusal, Work, path};

pub(super) fn run(work: &mut Work<'_, '_>, matches: &ArgMatches) -> Result<(), Refusal> {
    let lang = work.lang;
    let sentences = if matches.contains_id("pack") {
        pack_problems(lang, &path(matches, "pack"))?
    } else {
        work.open(matches)?;
        let Some(document) = work.session.document() else { return Ok(()) };
        let problems = check_document(document.pack(), document.diagnostic());
        problems.iter().map(|p| format!("{} {}", p.sentence(lang), p.hint(lang))).collect()
    };
    if sentences.is_empty() {
        writeln!(work.terminal.out, "{}", lang.cli_check_fine())?;
        return work.warn();
    }
    let count = lang.cli_check_count(sentences.len());
    Err(Refusal::Sentences(sentences.into_iter().chain([count]).collect()))
}

fn pack_problems(lang: Lang, file: &Path) -> Result<Vec<String>, Refusal> {
    let unreadable = |error: std::io::Error| lang.cli_import_unreadable(file.display(), error);
    let head = fs::read_to_string(file).map_err(unreadable)?;
    let folder = file.parent().unwrap_or_else(|| Path::new(""));
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let beside = |name: &str| {
        let inside = Path::new(name).components().count() == 1;
        let text = inside.then(|| fs::read_to_string(folder.join(name)));
        text.unwrap_or_else(|| Err(std::io::ErrorKind::InvalidFilename.into()))
            .map_err(|error| error.to_string())
    };
    let source = PackSource::gather(&name, head, beside)
        .map_err(|error| lang.cli_import_unreadable(file.display(), error))?;
    let problems = match Pack::read_and_check(source) {
        Ok((_, problems)) | Err(problems) => problems,
    };
    Ok(problems.iter().map(|problem| line(lang, problem)).collect())
}

fn line(lang: Lang, problem: &Problem) -> String {
    let at = problem.line.map_or_else(|| problem.file.clone(), |n| format!("{}:{n}", problem.file));
    format!("{at}, {}: {} {}", problem.place, problem.sentence(lang), problem.hint(lang))
}
