//! `passerelle check`: every problem of a diagnostic or of a pack, at once.

use std::path::Path;

use clap::ArgMatches;

use crate::{
    advice,
    language::Lang,
    questionnaire::{Grade, Pack, PackSource, Problem, ReadError, check_document},
};

use super::{Refusal, Work, input, path};

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
        incoherent(work)?;
        return work.warn();
    }
    let count = lang.cli_check_count(sentences.len());
    Err(Refusal::Sentences(sentences.into_iter().chain([count]).collect()))
}

/// What the answers contradict: told, and nothing is refused for it.
fn incoherent(work: &mut Work<'_, '_>) -> Result<(), Refusal> {
    let lang = work.lang;
    let Some(document) = work.session.document() else { return Ok(()) };
    let (pack, diagnostic) = (document.pack(), document.diagnostic());
    let found = advice::coherence(pack, diagnostic, document.assessment());
    if found.is_empty() {
        return Ok(());
    }
    writeln!(work.terminal.out, "{}", lang.coherence_cli(found.len()))?;
    for one in &found {
        let grade = match one.grade {
            Grade::Error => lang.coherence_error(),
            Grade::Alert => lang.coherence_alert(),
            Grade::Remark => lang.coherence_remark(),
        };
        let about: Vec<_> = one.questions.iter().map(ToString::to_string).collect();
        let tables = one.tables.iter().map(|(table, _)| table.to_string());
        let about: Vec<_> = about.into_iter().chain(tables).collect();
        let (text, hint) = (one.sentence(pack, lang), one.hint(pack, lang));
        let text = format!("{text} {hint} ({})", about.join(", "));
        writeln!(work.terminal.out, "{}", lang.coherence_said(grade, text))?;
    }
    Ok(())
}

/// The problems of a pack, whose files are read from the folder of its head file.
fn pack_problems(lang: Lang, file: &Path) -> Result<Vec<String>, Refusal> {
    let head = input::read_text(file, lang)?;
    let folder = file.parent().unwrap_or_else(|| Path::new(""));
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let beside = |name: &str| {
        let path = folder.join(name);
        if Path::new(name).components().count() != 1 {
            return Err(lang.usage_not_read(path.display(), lang.usage_outside()));
        }
        input::read_text(&path, lang).map_err(Refusal::into_text)
    };
    let source = PackSource::gather(&name, head, beside).map_err(|error| match error {
        ReadError::Include(_, why) => Refusal::from(why),
        ReadError::Damaged => {
            Refusal::from(lang.usage_not_read(file.display(), lang.usage_not_utf8()))
        }
    })?;
    let problems = match Pack::read_and_check(source) {
        Ok((_, problems)) | Err(problems) => problems,
    };
    Ok(problems.iter().map(|problem| line(lang, problem)).collect())
}

fn line(lang: Lang, problem: &Problem) -> String {
    let at = problem.line.map_or_else(|| problem.file.clone(), |n| format!("{}:{n}", problem.file));
    format!("{at}, {}: {} {}", problem.place, problem.sentence(lang), problem.hint(lang))
}
