//! The arguments of commands that bring several files together: kits, merges, panels.

use std::path::PathBuf;

use clap::{Arg, Command, value_parser};

use super::arguments::{file, flag, output};
use crate::{domain::merge::Choice, language::Lang};

pub(super) fn panel(lang: Lang) -> Command {
    let paths = |id: &'static str| Arg::new(id).value_parser(value_parser!(PathBuf));
    Command::new("panel")
        .about(lang.panel_cli())
        .arg(paths("inputs").value_name("DIR").num_args(0..).help(lang.panel_cli_inputs()))
        .arg(output(lang.panel_cli_output()))
        .arg(
            Arg::new("k")
                .long("k")
                .value_name("K")
                .value_parser(value_parser!(u32).range(3..=1000))
                .default_value("5")
                .help(lang.panel_cli_k()),
        )
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("FORMAT")
                .value_parser(["json", "csv", "ron"])
                .default_value("json")
                .help(lang.panel_cli_format()),
        )
        .arg(
            paths("merge")
                .long("merge")
                .value_name("PANEL")
                .num_args(1..)
                .conflicts_with("inputs")
                .help(lang.panel_cli_merge()),
        )
        .arg(paths("previous").long("previous").value_name("PANEL").help(lang.panel_cli_previous()))
        .arg(flag("force", lang.cli_force()))
}

pub(super) fn kit(lang: Lang) -> Command {
    Command::new("kit")
        .about(lang.kits_cli())
        .arg(file(lang.cli_file()))
        .arg(
            Arg::new("role")
                .long("role")
                .alias("for")
                .required(true)
                .value_name("ROLE")
                .help(lang.kits_cli_role()),
        )
        .arg(output(lang.kits_cli_output()).required(true))
        .arg(
            Arg::new("pdf")
                .long("pdf")
                .value_name("PDF")
                .value_parser(value_parser!(PathBuf))
                .help(lang.kits_cli_pdf()),
        )
        .arg(flag("force", lang.cli_force()))
}

pub(super) fn kit_return(lang: Lang) -> Command {
    Command::new("kit-return")
        .about(lang.kits_cli_return())
        .arg(file(lang.cli_file()))
        .arg(
            Arg::new("input")
                .value_name("KIT")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(lang.kits_cli_return_input()),
        )
        .arg(settled(lang))
        .arg(report(lang))
        .arg(flag("accept", lang.kits_cli_accept()))
        .arg(output(lang.merge_cli_output()))
        .arg(flag("force", lang.cli_force()))
}

/// What to do with conflicts.
fn settled(lang: Lang) -> Arg {
    let choices: Vec<_> = std::iter::once("ask").chain(Choice::ALL.map(Choice::code)).collect();
    Arg::new("conflicts")
        .long("conflicts")
        .value_name("CHOICE")
        .value_parser(choices)
        .default_value("ask")
        .help(lang.merge_cli_conflicts())
}

/// Where the report of a merge goes.
fn report(lang: Lang) -> Arg {
    Arg::new("report")
        .long("report")
        .value_name("REPORT")
        .value_parser(value_parser!(PathBuf))
        .help(lang.merge_cli_report())
}

pub(super) fn merge(lang: Lang) -> Command {
    Command::new("merge")
        .about(lang.merge_cli())
        .arg(file(lang.merge_cli_ours()))
        .arg(
            Arg::new("theirs")
                .value_name("THEIRS")
                .required(true)
                .num_args(1..)
                .value_parser(value_parser!(PathBuf))
                .help(lang.merge_cli_theirs()),
        )
        .arg(
            Arg::new("base")
                .long("base")
                .value_name("BASE")
                .value_parser(value_parser!(PathBuf))
                .help(lang.merge_cli_base()),
        )
        .arg(settled(lang))
        .arg(report(lang))
        .arg(output(lang.merge_cli_output()))
        .arg(flag("force", lang.cli_force()))
}
