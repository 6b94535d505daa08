//! The guide is true: each picture it names is there and light, each command it gives is one, its
//! two pages are two pages that anyone can read.

use std::{fs, path::Path};

use jiff::civil::date;
use passerelle::{
    cli,
    language::Lang,
    reference::{self, Chapter, Passage},
    report::{Format, Handout, export_handout},
};

/// The most a picture may weigh, in bytes.
const HEAVIEST: u64 = 120_000;

/// The most pictures of one guide.
const MOST: usize = 14;

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
            assert_eq!((picture.width(), picture.height()), (1350, 752), "{file}");
        }
    }
}

#[test]
fn each_command_is_one_that_the_program_knows() {
    let mut tried = 0;
    let readme = fs::read_to_string("README.md").unwrap();
    let readme = readme.lines().map(str::to_owned);
    let guides = Lang::ALL.iter().flat_map(|lang| passages(reference::guide(*lang)));
    let guides = guides.filter_map(|passage| match passage {
        Passage::Code(text) => Some(text.lines().map(str::to_owned).collect::<Vec<_>>()),
        _ => None,
    });
    for line in guides.flatten().chain(readme).filter(|line| line.starts_with("passerelle ")) {
        let line = line.split(" #").next().unwrap().trim();
        let mut words = Vec::new();
        for (index, part) in line.split('"').enumerate() {
            if index % 2 == 1 {
                words.push(part.to_owned());
            } else {
                words.extend(part.split_whitespace().map(str::to_owned));
            }
        }
        let known = cli::command(Lang::Fr).try_get_matches_from(words);
        assert!(known.is_ok(), "`{line}`: {}", known.unwrap_err());
        tried += 1;
    }
    assert!(20 < tried, "{tried} commands");
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
