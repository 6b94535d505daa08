//! The commands and options, with their help in the user's language.

use std::{ffi::OsString, path::PathBuf};

use clap::{Arg, ArgAction, Command, value_parser};

use crate::{
    app::{DocumentKind, Format},
    language::Lang,
};

use super::{
    gathering::{kit, kit_return, merge, panel},
    opendata::KINDS,
};

/// The language asked for by `--lang`, looked for before anything is parsed so that even the help
/// and errors of usage follow it.
pub(super) fn language(args: &[OsString]) -> Option<Lang> {
    let mut words = args.iter().filter_map(|arg| arg.to_str());
    while let Some(word) = words.next() {
        if word == "--lang" {
            return words.next().and_then(Lang::from_code);
        }
        if let Some(code) = word.strip_prefix("--lang=") {
            return Lang::from_code(code);
        }
    }
    None
}

/// The whole command line.
pub(super) fn command(lang: Lang) -> Command {
    let codes: Vec<_> = Lang::ALL.iter().map(|lang| lang.code()).collect();
    Command::new("passerelle")
        .about(lang.cli_about())
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand_negates_reqs(true)
        .arg(
            Arg::new("lang")
                .long("lang")
                .global(true)
                .value_name("LANG")
                .value_parser(codes)
                .help(lang.cli_lang()),
        )
        .arg(
            Arg::new("password-file")
                .long("password-file")
                .global(true)
                .value_name("PATH")
                .value_parser(value_parser!(PathBuf))
                .help(lang.password_cli_password_file()),
        )
        .arg(file(lang.cli_window_file()).required(false))
        .subcommand(new(lang))
        .subcommand(check(lang))
        .subcommand(score(lang))
        .subcommand(advise(lang))
        .subcommand(import(lang))
        .subcommand(export(lang))
        .subcommand(template(lang))
        .subcommand(compare(lang))
        .subcommand(freeze(lang))
        .subcommand(pack(lang))
        .subcommand(guide(lang))
        .subcommand(panel(lang))
        .subcommand(merge(lang))
        .subcommand(kit(lang))
        .subcommand(kit_return(lang))
        .subcommand(protect(lang))
}

fn protect(lang: Lang) -> Command {
    Command::new("protect")
        .about(lang.password_cli_protect())
        .arg(file(lang.cli_file()))
        .arg(
            Arg::new("new-password-file")
                .long("new-password-file")
                .value_name("FILE")
                .conflicts_with("remove")
                .value_parser(value_parser!(PathBuf))
                .help(lang.password_cli_new_password_file()),
        )
        .arg(flag("remove", lang.password_cli_remove()))
        .arg(output(lang.password_cli_output()))
        .arg(flag("force", lang.cli_force()))
}

fn new(lang: Lang) -> Command {
    Command::new("new")
        .about(lang.cli_new())
        .arg(
            Arg::new("territory")
                .long("territory")
                .required(true)
                .value_name("CODE")
                .help(lang.cli_new_territory()),
        )
        .arg(flag("quick", lang.cli_new_quick()))
        .arg(
            Arg::new("pack")
                .long("pack")
                .value_name("PACK")
                .value_parser(value_parser!(PathBuf))
                .help(lang.packs_cli_new_pack()),
        )
        .arg(output(lang.cli_new_output()).required(true))
        .arg(flag("force", lang.cli_force()))
}

fn check(lang: Lang) -> Command {
    Command::new("check")
        .about(lang.cli_check())
        .arg(file(lang.cli_check_file()).required(false).required_unless_present("pack"))
        .arg(
            Arg::new("pack")
                .long("pack")
                .conflicts_with("file")
                .value_name("PACK")
                .value_parser(value_parser!(PathBuf))
                .help(lang.cli_check_pack()),
        )
}

fn score(lang: Lang) -> Command {
    let format = Arg::new("format")
        .long("format")
        .value_name("FORMAT")
        .value_parser(["text", "json"])
        .default_value("text")
        .help(lang.cli_score_format());
    let draws = Arg::new("draws")
        .long("draws")
        .value_name("N")
        .value_parser(value_parser!(u32).range(..=100_000))
        .default_value("2000")
        .help(lang.cli_score_draws());
    let seed = Arg::new("seed")
        .long("seed")
        .value_name("N")
        .value_parser(value_parser!(u64))
        .default_value("42")
        .help(lang.cli_score_seed());
    let score = Command::new("score").about(lang.cli_score()).arg(file(lang.cli_file()));
    score.arg(format).arg(draws).arg(seed)
}

fn advise(lang: Lang) -> Command {
    Command::new("advise").about(lang.advice_cli()).arg(file(lang.cli_file())).arg(
        Arg::new("format")
            .long("format")
            .value_name("FORMAT")
            .value_parser(["text", "json"])
            .default_value("text")
            .help(lang.advice_cli_format()),
    )
}

fn import(lang: Lang) -> Command {
    Command::new("import")
        .about(lang.cli_import())
        .arg(file(lang.cli_file()))
        .arg(
            Arg::new("input")
                .required(true)
                .value_name("CSV")
                .value_parser(value_parser!(PathBuf))
                .help(lang.cli_import_input()),
        )
        .arg(
            Arg::new("from")
                .long("from")
                .required(true)
                .value_name("KIND")
                .value_parser(["answers", "csv"].into_iter().chain(KINDS).collect::<Vec<_>>())
                .help(lang.imports_cli_from()),
        )
        .arg(
            Arg::new("table")
                .long("table")
                .required_if_eq_any([("from", "csv"), ("from", "table")])
                .value_name("TABLE")
                .help(lang.cli_import_table()),
        )
        .arg(
            Arg::new("coverage")
                .long("coverage")
                .value_name("COVERAGE")
                .action(ArgAction::Append)
                .help(lang.cli_import_coverage()),
        )
        .args(import_choices(lang))
        .arg(flag("replace", lang.cli_import_replace()))
        .arg(output(lang.cli_import_output()))
        .arg(flag("force", lang.cli_force()))
}

/// What is decided beforehand about an official file, or any other.
fn import_choices(lang: Lang) -> [Arg; 7] {
    let option =
        |name: &'static str, value: &'static str| Arg::new(name).long(name).value_name(value);
    let repeated = |name, value| option(name, value).action(ArgAction::Append);
    [
        flag("dry-run", lang.imports_cli_dry_run()),
        option("report", "REPORT")
            .value_parser(value_parser!(PathBuf))
            .help(lang.imports_cli_report()),
        option("sheet", "SHEET").help(lang.imports_cli_sheet()),
        repeated("map", "HEADING=COLUMN").help(lang.imports_cli_map()),
        repeated("country", "LABEL=COUNTRY").help(lang.imports_cli_country()),
        repeated("attach", "LABEL").help(lang.imports_cli_attach()),
        option("accept", "LINES").help(lang.imports_cli_accept()),
    ]
}

fn export(lang: Lang) -> Command {
    let formats = Format::ALL.map(Format::ending);
    let documents = DocumentKind::ALL.map(DocumentKind::code);
    Command::new("export")
        .about(lang.cli_export())
        .arg(file(lang.cli_file()))
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("FORMAT")
                .value_parser(formats)
                .default_value(Format::Pdf.ending())
                .help(lang.cli_export_format()),
        )
        .arg(
            Arg::new("document")
                .long("document")
                .value_name("DOCUMENT")
                .value_parser(documents)
                .default_value(DocumentKind::default().code())
                .help(lang.documents_cli_document()),
        )
        .arg(
            Arg::new("sections")
                .long("sections")
                .value_name("SECTIONS")
                .value_delimiter(',')
                .help(lang.documents_cli_sections()),
        )
        .arg(Arg::new("against").long("against").value_name("NAME").help(lang.review_cli_against()))
        .arg(flag("public", lang.documents_cli_public()))
        .arg(flag("cover", lang.documents_cli_cover()))
        .arg(Arg::new("role").long("role").value_name("ROLE").help(lang.documents_cli_role()))
        .arg(
            Arg::new("template")
                .long("template")
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf))
                .help(lang.documents_cli_template()),
        )
        .arg(
            Arg::new("logo")
                .long("logo")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help(lang.cover_cli_logo()),
        )
        .arg(output(lang.cli_export_output()))
        .arg(flag("force", lang.cli_force()))
}

fn compare(lang: Lang) -> Command {
    let named = |id: &'static str, value: &'static str| {
        Arg::new(id).value_name(value).value_parser(value_parser!(PathBuf))
    };
    Command::new("compare")
        .about(lang.compare_cli())
        .arg(named("old", "OLD").required(true).help(lang.compare_cli_old()))
        .arg(named("new", "NEW").conflicts_with("frozen").help(lang.compare_cli_new()))
        .arg(Arg::new("frozen").long("frozen").value_name("NAME").help(lang.compare_cli_frozen()))
        .arg(
            named("panel", "PANEL")
                .long("panel")
                .conflicts_with_all(["new", "frozen", "format"])
                .help(lang.panel_cli_compare()),
        )
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("FORMAT")
                .value_parser(["text", "json"])
                .default_value("text")
                .help(lang.compare_cli_format()),
        )
}

fn freeze(lang: Lang) -> Command {
    Command::new("freeze")
        .about(lang.compare_cli_freeze())
        .arg(file(lang.cli_file()))
        .arg(
            Arg::new("name")
                .long("name")
                .required(true)
                .value_name("NAME")
                .help(lang.compare_cli_freeze_name()),
        )
        .arg(output(lang.compare_cli_freeze_output()))
        .arg(flag("force", lang.cli_force()))
}

fn pack(lang: Lang) -> Command {
    let named =
        |id: &'static str, value: &'static str| Arg::new(id).required(true).value_name(value);
    let input = |id, value| named(id, value).value_parser(value_parser!(PathBuf));
    let new = Command::new("new")
        .about(lang.packs_cli_new())
        .arg(input("folder", "FOLDER").help(lang.packs_cli_new_folder()))
        .arg(flag("force", lang.packs_cli_force()));
    let export = Command::new("export")
        .about(lang.packs_cli_export())
        .arg(named("pack", "PACK").help(lang.packs_cli_export_pack()))
        .arg(output(lang.packs_cli_export_output()).required(true))
        .arg(flag("force", lang.cli_force()));
    let import = Command::new("import")
        .about(lang.packs_cli_import())
        .arg(input("input", "WORKBOOK").help(lang.packs_cli_import_input()))
        .arg(output(lang.packs_cli_import_output()).required(true))
        .arg(flag("force", lang.packs_cli_force()));
    Command::new("pack")
        .about(lang.packs_cli())
        .subcommand_required(true)
        .subcommand(new)
        .subcommand(export)
        .subcommand(import)
}

fn template(lang: Lang) -> Command {
    let folder = Arg::new("folder").required(true).value_name("FOLDER");
    Command::new("template")
        .about(lang.look_cli())
        .arg(folder.value_parser(value_parser!(PathBuf)).help(lang.packs_cli_new_folder()))
        .arg(flag("pages", lang.look_cli_pages()))
        .arg(flag("force", lang.packs_cli_force()))
}

fn guide(lang: Lang) -> Command {
    let formats = [Format::Pdf, Format::Docx, Format::Html, Format::Markdown].map(Format::ending);
    Command::new("guide")
        .about(lang.manual_cli())
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("FORMAT")
                .value_parser(formats)
                .default_value(Format::Pdf.ending())
                .help(lang.cli_export_format()),
        )
        .arg(flag("whole", lang.manual_cli_whole()))
        .arg(output(lang.manual_cli_output()).required(true))
        .arg(flag("force", lang.cli_force()))
}

pub(super) fn file(help: &'static str) -> Arg {
    Arg::new("file")
        .value_name("FILE")
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .help(help)
}

pub(super) fn output(help: &'static str) -> Arg {
    Arg::new("output")
        .short('o')
        .long("output")
        .value_name("OUT")
        .value_parser(value_parser!(PathBuf))
        .help(help)
}

pub(super) fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}
