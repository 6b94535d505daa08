//! The guide is true: each picture it names is there and light, each command it gives is one, its
//! two pages are two pages that anyone can read.

use std::{fs, path::Path};

use jiff::civil::date;
use passerelle::{
    cli,
    domain::{Answer, Diagnostic, State, Value},
    language::Lang,
    reference::{self, Chapter, Passage},
    report::{Format, Handout, export_handout},
    storage::{self, Extras},
};
use tempfile::TempDir;

use crate::{
    cli::{done, passerelle, path, written},
    panel::{gathered, measures, network_of},
};

/// The most a picture may weigh, in bytes.
const HEAVIEST: u64 = 120_000;

/// The most pictures of one guide.
const MOST: usize = 18;

fn passages(chapters: &[Chapter]) -> impl Iterator<Item = &Passage> {
    chapters.iter().flat_map(|chapter| &chapter.passages)
}

#[test]
fn each_picture_is_there_and_light() {
    for lang in Lang::ALL {
        let pictures: Vec<&str> = passages(reference::guide(*lang))
            .filter_map(|passage| match passage {
                Passage::Picture(file, says) if !says.is_empty() => Some(file.as_str()),
                _ => None,
            })
            .collect();
        assert!((8..=MOST).contains(&pictures.len()), "{pictures:?}");
        for file in pictures {
            let path = Path::new("docs").join(file);
            let size = fs::metadata(&path).unwrap_or_else(|_| panic!("no {file}")).len();
            assert!(size <= HEAVIEST, "{file} weighs {size} bytes");
            let picture = image::open(&path).unwrap();
            assert_eq!((picture.width(), picture.height()), (1366, 768), "{file}");
        }
    }
}

/// The commands of a guide, in the order in which they are read.
fn commands(lang: Lang) -> Vec<String> {
    let code = passages(reference::guide(lang)).filter_map(|passage| match passage {
        Passage::Code(text) => Some(text.lines().map(str::to_owned).collect::<Vec<_>>()),
        _ => None,
    });
    code.flatten().filter(|line| line.starts_with("passerelle ")).collect()
}

/// The commands that a file gives, without outlines of them (`[OPTION]`, `…`).
fn commands_in(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    let lines = text.lines().map(|line| line.trim_start_matches("$ "));
    lines
        .filter(|line| line.starts_with("passerelle ") && !line.contains(['[', '…', '|']))
        .map(str::to_owned)
        .collect()
}

/// The words of a command, as a shell would hand them on.
fn words_of(line: &str) -> Vec<String> {
    let line = line.split(" #").next().unwrap().trim();
    let mut words = Vec::new();
    for (index, part) in line.split('"').enumerate() {
        if index % 2 == 1 {
            // `--map "a=b"` is a word of its own, `"a b"` too.
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[test]
fn each_command_that_a_text_gives_is_one_that_the_program_knows() {
    let mut lines: Vec<String> = Lang::ALL.iter().flat_map(|lang| commands(*lang)).collect();
    let docs = fs::read_dir("docs").unwrap().map(|entry| entry.unwrap().path());
    let texts = docs.chain(["README.md", "CONTRIBUTING.md"].map(Into::into));
    for file in texts.filter(|path| path.extension().is_some_and(|ending| ending == "md")) {
        lines.extend(commands_in(&file));
    }
    for line in &lines {
        let known = cli::command(Lang::Fr).try_get_matches_from(words_of(line));
        assert!(known.is_ok(), "`{line}`: {}", known.unwrap_err());
    }
    assert!(60 < lines.len(), "{} commands", lines.len());
}

/// Follows commands in a folder, one after the other; each must do what it is given for.
fn follow(folder: &TempDir, lines: &[String]) {
    for line in lines {
        let words = words_of(line);
        let mut args = Vec::new();
        for word in words.iter().skip(1) {
            let name = Path::new(word);
            let file = name.extension().is_some() && !word.contains(['=', ' ']);
            let here = folder.path().join(name).exists() || word.starts_with("notre-grille");
            let place = file || here || word.starts_with("our-pack");
            args.push(if place { path(folder, word) } else { word.clone() });
        }
        let said = passerelle(&args);
        assert_eq!(said.code, 0, "`{line}`: {said:?}");
    }
}

/// A folder with what the guides' commands begin with, under these names.
fn desk_of(town: &str, sent: &str, finance: &str, members: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let example = fs::read("templates/examples/valmont.passerelle").unwrap();
    let mut diagnostic = storage::read(&example).unwrap().diagnostic;
    diagnostic.fictional = false;
    (diagnostic.territory.name, diagnostic.territory.code) = ("Nantes".into(), "44109".into());
    for name in [town, sent, "metropole", "valmont"] {
        save(&folder, name, &diagnostic);
    }
    let level = State::Given(Value::Level(0));
    diagnostic.answers.insert("GOV-02".into(), Answer { state: level, ..Answer::default() });
    save(&folder, finance, &diagnostic);
    let insee = fs::read("tests/it/fixtures/opendata/img1b.csv").unwrap();
    written(&folder, "img1b.csv", insee);
    for name in ["partenariats.xlsx", "partnerships.xlsx"] {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (column, text) in ["Pays", "Ville", "Mali", "Ville inventée"].iter().enumerate() {
            let (row, column) = (u32::from(1 < column), u16::try_from(column % 2).unwrap());
            sheet.write(row, column, *text).unwrap();
        }
        book.save(folder.path().join(name)).unwrap();
    }
    fs::create_dir(folder.path().join(members)).unwrap();
    let network = network_of(24);
    for (at, member) in network.iter().enumerate() {
        save(&folder, &format!("{members}/{at}"), member);
    }
    let measures = measures();
    for (names, of) in [
        (["reseau-2025.panel", "network-2025.panel"], &network[..12]),
        (["nord.panel", "north.panel"], &network[..12]),
        (["sud.panel", "south.panel"], &network[12..]),
    ] {
        let panel = gathered(&measures, of).publish(5, date(2025, 11, 26)).unwrap();
        for name in names {
            written(&folder, name, passerelle::exchange::write_panel(&panel).unwrap());
        }
    }
    for name in ["mot-de-passe.txt", "password.txt"] {
        written(&folder, name, "cheval-batterie-agrafe\n");
    }
    folder
}

fn save(folder: &TempDir, name: &str, diagnostic: &Diagnostic) {
    let text = storage::write(diagnostic, &Extras::default());
    written(folder, &format!("{name}.passerelle"), text);
}

#[test]
fn the_commands_of_the_guides_are_followed_from_the_first_to_the_last() {
    let folder = desk_of("ville", "envoye", "finances", "membres");
    follow(&folder, &commands(Lang::Fr));
    assert!(folder.path().join("nation.panel").exists());
    let folder = desk_of("town", "sent", "finance", "members");
    // A password takes ten seconds to derive here: once is enough.
    let lines: Vec<String> =
        commands(Lang::En).into_iter().filter(|line| !line.contains("password")).collect();
    follow(&folder, &lines);
    assert!(folder.path().join("our-pack-2").join("pack.ron").exists());
}

#[test]
fn the_commands_of_the_readme_are_followed_from_the_first_to_the_last() {
    let folder = desk_of("town", "none", "none", "members");
    for name in ["sent", "finance"] {
        done(&["new", "--territory", "35238", "-o", &path(&folder, &format!("{name}.passerelle"))]);
    }
    written(&folder, "answers.csv", "id;value\nGOV-01;2\n");
    written(&folder, "partnerships.csv", "Pays;Ville ou collectivité partenaire\nMali;Ségou\n");
    let mut lines = commands_in(Path::new("README.md"));
    lines.retain(|line| !line.contains("password"));
    assert!(12 < lines.len(), "{lines:?}");
    follow(&folder, &lines);
    let mut made = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
    assert!(made.any(|path| path.extension().is_some_and(|ending| ending == "pdf")));
}

#[test]
fn the_files_that_the_guide_names_are_there() {
    for lang in Lang::ALL {
        for passage in passages(reference::guide(*lang)) {
            for word in passage.words().split_whitespace() {
                let word = word.trim_matches(|c: char| !c.is_alphanumeric());
                if word.starts_with("docs/") {
                    assert!(Path::new(word).exists(), "{word}");
                }
            }
        }
    }
}

#[test]
fn the_two_pages_are_two_and_anyone_can_read_them() {
    for lang in Lang::ALL {
        let day = date(2026, 11, 26);
        let made = export_handout(Format::Pdf, Handout::Start, day, *lang).unwrap();
        assert!(made.missing.is_empty(), "{:?}", made.missing);
        let file = lopdf::Document::load_mem(&made.bytes).unwrap();
        assert_eq!(file.get_pages().len(), 2, "{lang:?}");
        crate::brief::compliant(&made.bytes);
    }
    let whole = export_handout(Format::Markdown, Handout::Whole, date(2026, 11, 26), Lang::Fr);
    let whole = String::from_utf8(whole.unwrap().bytes).unwrap();
    assert!(whole.contains("Animer un atelier") && whole.contains("Questions fréquentes"));
}
