//! What a package brings beside the program: its manual and what completes its commands are made
//! from the commands themselves, so that they never say anything else.

use std::{fmt::Write as _, fs, path::Path};

use clap::Command;
use clap_complete::{
    Shell, generate,
    shells::{Bash, Fish, Zsh},
};

use passerelle::{cli, language::Lang};

const FOLDER: &str = "packaging/linux";

/// After a change of the command line: `UPDATE_PACKAGING=1 cargo test packaging`.
#[test]
fn the_manual_and_the_completions_follow_the_commands() {
    let mut files = vec![
        ("passerelle.1".to_owned(), manual(Lang::En).into_bytes()),
        ("passerelle.fr.1".to_owned(), manual(Lang::Fr).into_bytes()),
    ];
    for (shell, name) in [
        (Shell::Bash, "passerelle.bash"),
        (Shell::Zsh, "_passerelle"),
        (Shell::Fish, "passerelle.fish"),
    ] {
        files.push((name.to_owned(), completions(shell)));
    }
    for (name, text) in files {
        let path = Path::new(FOLDER).join(&name);
        if std::env::var_os("UPDATE_PACKAGING").is_some() {
            fs::write(&path, &text).unwrap();
        }
        let kept = fs::read(&path).unwrap_or_default();
        assert!(kept == text, "{name} is out of date: UPDATE_PACKAGING=1 cargo test packaging");
    }
}

#[test]
fn the_pictures_of_the_mark_can_be_read() {
    for size in [16, 32, 48, 128, 256] {
        let picture = image::open(format!("assets/icon/passerelle-{size}.png")).unwrap();
        assert_eq!((picture.width(), picture.height()), (size, size));
    }
}

fn completions(shell: Shell) -> Vec<u8> {
    let mut command = cli::command(Lang::Fr);
    let mut text = Vec::new();
    match shell {
        Shell::Bash => generate(Bash, &mut command, "passerelle", &mut text),
        Shell::Zsh => generate(Zsh, &mut command, "passerelle", &mut text),
        _ => generate(Fish, &mut command, "passerelle", &mut text),
    }
    text
}

/// The headings and standing sentences of a manual page.
struct Words {
    name: &'static str,
    commands: &'static str,
    options: &'static str,
    exit: &'static str,
    codes: [&'static str; 3],
    files: &'static str,
    document: &'static str,
    portable: &'static str,
}

const ENGLISH: Words = Words {
    name: "NAME",
    commands: "COMMANDS",
    options: "OPTIONS",
    exit: "EXIT STATUS",
    codes: ["Done.", "Refused, with a sentence that says what to do.", "Wrong usage."],
    files: "FILES",
    document: "A diagnostic: one territory, one date, as text.",
    portable: "Beside the executable, when somebody has made it: the settings are kept there.",
};

const FRENCH: Words = Words {
    name: "NOM",
    commands: "COMMANDES",
    options: "OPTIONS",
    exit: "CODE DE RETOUR",
    codes: ["Fait.", "Refusé, avec une phrase qui dit quoi faire.", "Mauvais usage."],
    files: "FICHIERS",
    document: "Un diagnostic : un territoire, une date, en texte.",
    portable: "À côté de l'exécutable, si quelqu'un l'a créé : les réglages y sont gardés.",
};

/// A manual page in troff: the program, then each of its commands.
fn manual(lang: Lang) -> String {
    let words = if lang == Lang::Fr { &FRENCH } else { &ENGLISH };
    let command = cli::command(lang);
    let version = env!("CARGO_PKG_VERSION");
    let about = plain(&command.get_about().map(ToString::to_string).unwrap_or_default());
    let mut page = format!(".TH PASSERELLE 1 \"\" \"Passerelle {version}\" \"\"\n");
    write!(page, ".SH {}\npasserelle \\- {about}\n", words.name).unwrap();
    write!(page, ".SH SYNOPSIS\n.B passerelle\n[\\fIFILE\\fR]\n.br\n").unwrap();
    for sub in command.get_subcommands() {
        write!(page, ".B passerelle {}\n\\fR...\n.br\n", sub.get_name()).unwrap();
    }
    writeln!(page, ".SH {}", words.options).unwrap();
    arguments(&mut page, &command);
    writeln!(page, ".SH {}", words.commands).unwrap();
    commands(&mut page, "passerelle", &command);
    writeln!(page, ".SH {}", words.exit).unwrap();
    for (code, text) in words.codes.iter().enumerate() {
        write!(page, ".TP\n.B {code}\n{}\n", plain(text)).unwrap();
    }
    writeln!(page, ".SH {}", words.files).unwrap();
    write!(page, ".TP\n.I *.passerelle\n{}\n", plain(words.document)).unwrap();
    let portable = plain(words.portable);
    write!(page, ".TP\n.I passerelle\\-portable/\n{portable}\n").unwrap();
    page
}

/// Every command below one, and those of its families.
fn commands(page: &mut String, name: &str, command: &Command) {
    for sub in command.get_subcommands() {
        let name = format!("{name} {}", sub.get_name());
        let about = plain(&sub.get_about().map(ToString::to_string).unwrap_or_default());
        write!(page, ".SS {name}\n{about}\n").unwrap();
        arguments(page, sub);
        commands(page, &name, sub);
    }
}

fn arguments(page: &mut String, command: &Command) {
    for argument in command.get_arguments() {
        let help = plain(&argument.get_help().map(ToString::to_string).unwrap_or_default());
        let value = argument.get_value_names().unwrap_or_default().join(" ");
        let mut forms = Vec::new();
        forms.extend(argument.get_short().map(|short| format!("\\-{short}")));
        forms.extend(argument.get_long().map(|long| format!("\\-\\-{}", long.replace('-', "\\-"))));
        let takes = argument.get_action().takes_values();
        let form = match (forms.is_empty(), takes) {
            (true, _) => format!("\\fI{value}\\fR"),
            (false, true) => format!("\\fB{}\\fR \\fI{value}\\fR", forms.join(", ")),
            (false, false) => format!("\\fB{}\\fR", forms.join(", ")),
        };
        write!(page, ".TP\n{form}\n{help}\n").unwrap();
    }
}

/// A text that troff takes as it is.
fn plain(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('\n', " ").replace('\u{202f}', "\u{a0}");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}
