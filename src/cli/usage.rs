//! What a person reads who typed a command wrongly, or asks how to: one sentence in their language
//! and the right form, never the parser's own words.

use clap::{
    Arg, ArgAction, Command,
    error::{ContextKind, ContextValue, ErrorKind},
};

use crate::language::Lang;

/// The command line with its help in the user's language, down to headings and placeholders.
pub(super) fn translated(command: Command, lang: Lang) -> Command {
    // Only the program itself has a version; a family of commands such as `pack` has none.
    let is_root = command.get_version().is_some();
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help(lang.usage_help())
        .help_heading(lang.usage_arguments());
    let usage = lang.usage_usage("{usage}");
    let mut command = command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .help_template(format!("{{about}}\n\n{usage}\n\n{{all-args}}"))
        .subcommand_help_heading(lang.usage_commands())
        .subcommand_value_name(lang.usage_command())
        .mut_args(|arg| {
            let takes_values = arg.get_action().takes_values();
            arg.help_heading(lang.usage_arguments())
                .hide_default_value(takes_values)
                .hide_possible_values(takes_values)
        })
        .arg(help);
    if is_root {
        command = command.arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(lang.usage_version())
                .help_heading(lang.usage_arguments()),
        );
    }
    command.mut_subcommands(|sub| translated(sub, lang))
}

/// What is wrong with a command line and how it is used, as a sentence.
pub(super) fn sentence(error: &clap::Error, lang: Lang) -> String {
    let of = |kind| texts(error.get(kind));
    let name = of(ContextKind::InvalidArg).join(", ");
    let what = match error.kind() {
        ErrorKind::MissingRequiredArgument => {
            let names = of(ContextKind::InvalidArg);
            lang.usage_missing(names.len(), names.join(", "))
        }
        ErrorKind::InvalidValue => {
            let value = of(ContextKind::InvalidValue).concat();
            let known = of(ContextKind::ValidValue).join(", ");
            if value.is_empty() {
                lang.usage_no_value(name)
            } else {
                lang.usage_invalid_value(known, name, value)
            }
        }
        ErrorKind::TooFewValues | ErrorKind::NoEquals | ErrorKind::WrongNumberOfValues => {
            lang.usage_no_value(name)
        }
        ErrorKind::UnknownArgument => lang.usage_unknown(name),
        ErrorKind::ArgumentConflict => {
            let other = of(ContextKind::PriorArg).join(", ");
            if other.is_empty() || other == name {
                lang.usage_twice(name)
            } else {
                lang.usage_conflict(name, other)
            }
        }
        ErrorKind::InvalidUtf8 => lang.usage_not_text().to_owned(),
        kind => lang.usage_other(kind),
    };
    let usage = of(ContextKind::Usage).concat();
    let usage = usage.trim().trim_start_matches("Usage:").trim();
    let usage = if usage.is_empty() { "passerelle --help" } else { usage };
    lang.usage_wrong(usage.split_whitespace().collect::<Vec<_>>().join(" "), what)
}

/// The texts of a piece of context, without colors.
fn texts(value: Option<&ContextValue>) -> Vec<String> {
    match value {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}
