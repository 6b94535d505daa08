//! `passerelle export`: a document of the family, in a format.

use std::path::PathBuf;

use clap::ArgMatches;

use crate::app::{
    Command, Document, DocumentKind, DocumentOptions, Format, Purpose, SectionKind, document_name,
};

use super::{
    Refusal, Work,
    new::{finish, output},
    path, word,
};

pub(super) fn run(work: &mut Work<'_, '_>, matches: &ArgMatches) -> Result<(), Refusal> {
    work.open(matches)?;
    let format = word(matches, "format").and_then(Format::from_ending).unwrap_or(Format::Pdf);
    let mut options = options(work, matches)?;
    if let Some(folder) = matches.get_one::<PathBuf>("template") {
        work.ask(Command::UseTemplate(Some(folder.clone())))?;
        options.template.clone_from(&work.session.options().template);
    }
    if let Some(file) = matches.get_one::<PathBuf>("logo") {
        work.ask(Command::UseLogo(Some(file.clone())))?;
        options.logo.clone_from(&work.session.options().logo);
    }
    let name = work.session.document().map_or_else(String::new, |document| {
        document_name(document.diagnostic(), document.pack(), &options)
    });
    let beside = path(matches, "file").with_file_name(format!("{name}.{}", format.ending()));
    let target = output(matches).unwrap_or(beside);
    if let Some(name) = word(matches, "against") {
        let against = super::compare::frozen(work, name)?;
        work.ask(Command::CompareWith(against))?;
    }
    work.ask(Command::SetOptions(Box::new(options)))?;
    let command = Command::UsePath {
        purpose: Purpose::Export(format),
        path: target.clone(),
        replace: matches.get_flag("force"),
    };
    finish(work, command)?;
    writeln!(work.terminal.out, "{}", work.lang.cli_export_done(target.display()))?;
    Ok(())
}

/// What is chosen about the document; sections and roles that nobody has are refused by name.
fn options(work: &Work<'_, '_>, matches: &ArgMatches) -> Result<DocumentOptions, Refusal> {
    let document = word(matches, "document").and_then(DocumentKind::from_code).unwrap_or_default();
    let mut options = DocumentOptions {
        public: matches.get_flag("public"),
        cover: matches.get_flag("cover"),
        ..DocumentOptions::of(document, work.lang)
    };
    if let Some(code) = word(matches, "role") {
        let pack = work.session.document().map(Document::pack);
        let roles = pack.map_or(&[][..], |pack| &pack.roles);
        let Some(role) = roles.iter().find(|role| role.id.as_str() == code.trim()) else {
            let known: Vec<_> = roles.iter().map(|role| role.id.as_str()).collect();
            return Err(work.lang.documents_no_role(code, known.join(", ")).into());
        };
        options.role = Some(role.id.clone());
    }
    if let Some(named) = matches.get_many::<String>("sections") {
        let known = document.sections();
        let mut chosen = Vec::new();
        for code in named.map(|code| code.trim()).filter(|code| !code.is_empty()) {
            let found = SectionKind::from_code(code).filter(|kind| known.contains(kind));
            let Some(kind) = found else {
                let known: Vec<_> = known.iter().map(|kind| kind.code()).collect();
                let label = document.label(work.lang);
                return Err(work.lang.documents_no_section(code, label, known.join(", ")).into());
            };
            if !chosen.contains(&kind) {
                chosen.push(kind);
            }
        }
        options.sections = Some(chosen);
    }
    Ok(options)
}
