//! `passerelle check`: every problem of a diagnostic or of a pack, at once.

use std::path::Path;

use clap::ArgMatches;

use crate::{
    advice,
    language::Lang,
    questionnaire::{Grade, Pack, check_document},
    report::{brief::Spot, personal::personal},
};

use super::{Refusal, Work, input, pack, path};

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
        nominative(work)?;
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

/// What looks like data about a person: told, and nothing is refused for it.
fn nominative(work: &mut Work<'_, '_>) -> Result<(), Refusal> {
    let lang = work.lang;
    let Some(document) = work.session.document() else { return Ok(()) };
    let found = personal(document.diagnostic());
    if found.is_empty() {
        return Ok(());
    }
    writeln!(work.terminal.out, "{}", lang.personal_cli(found.len()))?;
    for one in &found {
        let place = match &one.place {
            Spot::Question(id) => id.to_string(),
            Spot::Table(id) => id.to_string(),
            Spot::Plan => lang.personal_plan().to_owned(),
            Spot::Decisions => lang.personal_decisions().to_owned(),
            Spot::Cover | Spot::Number(_) => lang.personal_cover().to_owned(),
        };
        writeln!(work.terminal.out, "{}", lang.personal_cli_line(place, one.sentence(lang)))?;
    }
    Ok(())
}

/// The problems of a pack.
fn pack_problems(lang: Lang, file: &Path) -> Result<Vec<String>, Refusal> {
    let problems = match Pack::read_and_check(input::pack_source(lang, file)?) {
        Ok((_, problems)) | Err(problems) => problems,
    };
    Ok(problems.iter().map(|problem| pack::line(lang, problem)).collect())
}
