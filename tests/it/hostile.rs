//! Whatever bytes a file holds, it is read or refused in words: no panic, no hang, no memory that
//! grows with what the file claims.
//!
//! Random and changed bytes for every run of the tests; nothing here is guided by coverage.

use std::{collections::BTreeMap, sync::Arc};

use passerelle::{
    exchange::{ImportProblem, import_answers, import_table, paste},
    language::Lang,
    questionnaire::{Pack, PackSource},
    report::Template,
    storage::{self, settings},
};
use proptest::prelude::*;

const DOCUMENT: &[u8] = include_bytes!("fixtures/v1.passerelle");
const PLAN: &[u8] = include_bytes!("fixtures/v1_plan.passerelle");
const PACK: &[u8] = include_bytes!("packs/minimal.ron");
const ANSWERS: &[u8] = "id;state;value;min;max;year;source;evidence;role;comment\n\
    ONE-1;;12,5;;;2024;« Étude »;E2;;\nONE-1;fourchette;;5;8;2026;;E1;;\n"
    .as_bytes();
const TABLE: &[u8] = "couverture;partiel\nPays;Valeur\nSénégal;12\nMaroc;?\n".as_bytes();
const TEMPLATE: &[u8] = b"(accent: \"#00695c\", logo_alt: (fr: \"Logo\"), cover: [(fr: \"D\")])";
const LOGO: &[u8] =
    b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 2\"><rect width=\"4\"/></svg>";
const SETTINGS: &[u8] =
    b"(language: \"fr\", zoom: 1.25, recent: [\"/a/b.passerelle\"], window: (800.0, 600.0))";

/// What is put into files to upset their readers.
const NASTY: [&str; 22] = [
    "\"",
    "'",
    "(",
    ")",
    "{",
    "[",
    "[[[[[[[[[[[[[[[[",
    "r#\"",
    "/*",
    "//",
    "\\u{110000}",
    "\\u{d800}",
    "1e999",
    "-1e-999",
    "NaN",
    "inf",
    "340282366920938463463374607431768211456",
    "\u{feff}",
    "\u{0}",
    "\u{202e}",
    "Some(",
    "Level(256)",
];

/// A change to a file: cut, doubled, flipped, or with something nasty put in.
#[derive(Clone, Debug)]
enum Change {
    Cut(prop::sample::Index),
    Drop(prop::sample::Index, usize),
    Double(prop::sample::Index, usize),
    Flip(prop::sample::Index, u8),
    Insert(prop::sample::Index, &'static str),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        1 => at().prop_map(Change::Cut),
        3 => (at(), 1..40_usize).prop_map(|(at, many)| Change::Drop(at, many)),
        3 => (at(), 1..200_usize).prop_map(|(at, many)| Change::Double(at, many)),
        4 => (at(), 1..255_u8).prop_map(|(at, bits)| Change::Flip(at, bits)),
        6 => (at(), prop::sample::select(NASTY.to_vec())).prop_map(|(at, s)| Change::Insert(at, s)),
    ]
}

fn changed(original: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = original.to_vec();
    for change in changes {
        let length = bytes.len();
        if length == 0 {
            break;
        }
        match change {
            Change::Cut(at) => bytes.truncate(at.index(length)),
            Change::Drop(at, many) => {
                let at = at.index(length);
                bytes.drain(at..(at + many).min(length));
            }
            Change::Double(at, many) => {
                let at = at.index(length);
                let piece = bytes[at..(at + many).min(length)].to_vec();
                bytes.splice(at..at, piece);
            }
            Change::Flip(at, bits) => bytes[at.index(length)] ^= bits,
            Change::Insert(at, text) => {
                let at = at.index(length);
                bytes.splice(at..at, text.bytes());
            }
        }
    }
    bytes
}

/// Has every reader of a user's files look at these bytes; refusals must be sentences.
fn read_by(reader: &str, bytes: &[u8]) {
    let sentence = |text: String| assert!(text.trim_end().ends_with('.'), "{reader}: « {text} »");
    let imported = |problems: &[ImportProblem]| {
        for problem in problems {
            sentence(problem.sentence(Lang::Fr));
        }
    };
    match reader {
        "document" => match storage::read(bytes) {
            // What was understood can be written and read again.
            Ok(opened) => {
                let text = storage::write(&opened.diagnostic, &opened.extras);
                let again = storage::read(text.as_bytes());
                assert!(again.is_ok(), "{again:?} of {text}");
            }
            Err(error) => Lang::ALL.iter().for_each(|lang| sentence(error.sentence(*lang))),
        },
        "pack" => {
            let text = String::from_utf8_lossy(bytes);
            if let Err(problems) = Pack::read_and_check(PackSource::of(&[("pack.ron", &text)])) {
                for problem in &problems {
                    sentence(problem.sentence(Lang::Fr));
                }
            }
        }
        "answers" => {
            if let Err(problems) = import_answers(bytes, &minimal()) {
                imported(&problems);
            }
        }
        "table" => {
            let spec = Pack::standard().unwrap().tables.first().unwrap();
            if let Err(problems) = import_table(bytes, spec) {
                imported(&problems);
            }
            let text = String::from_utf8_lossy(bytes);
            let columns: Vec<_> = spec.columns.iter().map(|column| column.id.clone()).collect();
            drop(paste(&text, spec, &columns));
        }
        "template" | "logo" => {
            let name = if reader == "logo" { "logo.svg" } else { "template.ron" };
            let files = BTreeMap::from([(name.to_owned(), bytes.to_vec())]);
            let (_, problems) = Template::read(files);
            for problem in &problems {
                sentence(problem.sentence(Lang::Fr));
            }
        }
        _ => {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("settings.ron");
            std::fs::write(&file, bytes).unwrap();
            let read = settings::load(&file);
            assert!(settings::ZOOM.contains(&read.zoom));
        }
    }
}

fn minimal() -> Arc<Pack> {
    static PACK_READ: std::sync::LazyLock<Arc<Pack>> = std::sync::LazyLock::new(|| {
        let text = str::from_utf8(PACK).unwrap();
        Arc::new(Pack::read(PackSource::of(&[("minimal.ron", text)])).unwrap())
    });
    PACK_READ.clone()
}

/// Each reader, with files that it takes.
const READERS: [(&str, &[u8]); 8] = [
    ("document", DOCUMENT),
    ("document", PLAN),
    ("pack", PACK),
    ("answers", ANSWERS),
    ("table", TABLE),
    ("template", TEMPLATE),
    ("logo", LOGO),
    ("settings", SETTINGS),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused_in_words(bytes in any::<Vec<u8>>(), text in "\\PC{0,80}") {
        for (reader, _) in READERS {
            read_by(reader, &bytes);
            read_by(reader, text.as_bytes());
        }
    }

    #[test]
    fn changed_files_are_read_or_refused_in_words(changes in prop::collection::vec(change(), 1..6)) {
        for (reader, original) in READERS {
            read_by(reader, &changed(original, &changes));
        }
    }
}

#[test]
fn bombs_are_refused_in_words() {
    let many = |text: &str, times: usize| text.repeat(times);
    let document = |inside: &str| {
        format!(
            "(format: 1, pack: (id: \"passerelle.internationalisation\"), as_of: \"2026-06-30\", {inside})"
        )
    };
    let bombs = [
        // Depth.
        ("document", document(&format!("odd: {}", many("[", 200_000)))),
        ("document", document(&format!("odd: {}{}", many("(a:", 100_000), many(")", 100_000)))),
        ("document", document(&format!("odd: {}", many("Some(", 100_000)))),
        ("document", document(&format!("odd: {}1{}", many("[", 2_000), many("]", 2_000)))),
        ("document", format!("{}(format: 1)", many("/*", 100_000))),
        ("pack", many("(", 200_000)),
        ("pack", format!("(id: \"a\", version: \"1\", title: {}", many("(fr: ", 50_000))),
        ("template", format!("(accent: {}", many("[", 200_000))),
        ("settings", format!("(recent: {}", many("[", 200_000))),
        ("logo", format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{}", many("<g>", 50_000))),
        // Numbers.
        (
            "document",
            document(&format!("answers: {{\"GOV-01\": (state: Number({}))}}", many("9", 50_000))),
        ),
        ("document", document("answers: {\"GOV-01\": (state: Number(1e999999999))}")),
        (
            "document",
            document("answers: {\"GOV-01\": (state: Level(-1), year: 999999999999999999999)}"),
        ),
        ("document", document("plan: (actions: {4294967296: (cost: Total(NaN))})")),
        ("answers", format!("id;value\nONE-1;{}\n", many("9", 100_000))),
        ("answers", format!("id;value\nONE-1;1e{}\n", many("9", 100))),
        // Size: lines, columns, quotation marks, one long string.
        ("answers", format!("id;value\n{}", many("ONE-1;1\n", 50_000))),
        ("answers", many("id;", 100_000)),
        ("answers", format!("id;value\n{}", many("\"", 99_999))),
        ("table", many("Pays;Valeur;", 50_000)),
        ("table", format!("Pays;Valeur\n{}", many("Sénégal;12\n", 20_000))),
        ("document", document(&format!("territory: (name: \"{}\")", many("é", 2_000_000)))),
        ("document", document(&format!("answers: {{{}}}", many("\"A\": (), ", 50_000)))),
        ("document", document(&many("a: (), ", 50_000))),
        ("settings", format!("(recent: [{}])", many("\"/a\",", 1_000_000))),
        // Drawings that ask for hours of work, or for gigabytes.
        ("logo", grown("pattern", "fill")),
        ("logo", grown("mask", "mask")),
        ("logo", grown("clipPath", "clip-path")),
        (
            "logo",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><filter id=\"f\"><feTurbulence numOctaves=\"1000000000\"/></filter><rect filter=\"url(#f)\" width=\"90\" height=\"40\"/></svg>".to_owned(),
        ),
        ("logo", format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{}</svg>", many("<image width=\"9\" height=\"9\" href=\"data:image/gif;base64,R0lGODlh\"/>", 1_000))),
        // Entities that grow when they are taken in.
        (
            "logo",
            format!(
                "<!DOCTYPE svg [<!ENTITY a \"{}\"><!ENTITY b \"{}\"><!ENTITY c \"{}\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>{}</text></svg>",
                many("a", 1_000),
                many("&a;", 100),
                many("&b;", 100),
                many("&c;", 100)
            ),
        ),
    ];
    for (reader, bomb) in &bombs {
        read_by(reader, bomb.as_bytes());
    }
    // A pack that unfolds to far more than it weighs.
    let zeros = many("a", 40 << 20);
    let folded = folded(&zeros);
    assert!(folded.len() < 1 << 20);
    let bomb = format!(
        "(format: 1, pack: (id: \"x.y\", version: \"1\", sha256: \"\", text: \"{folded}\"), as_of: \"2026-06-30\")"
    );
    read_by("document", bomb.as_bytes());
    assert!(storage::read(bomb.as_bytes()).is_err());
}

/// Ten elements of which each is drawn by ten that are drawn by ten, ten times over.
fn grown(element: &str, by: &str) -> String {
    let one = |at: u32| {
        let inner = format!("<rect width=\"50\" height=\"50\" {by}=\"url(#p{at})\"/>").repeat(10);
        format!("<{element} id=\"p{}\" width=\"90\" height=\"40\">{inner}</{element}>", at + 1)
    };
    let all: String = (0..10).map(one).collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 50\"><{element} id=\"p0\"><rect width=\"5\" height=\"5\"/></{element}>{all}<rect {by}=\"url(#p10)\" width=\"90\" height=\"40\"/></svg>"
    )
}

/// A text folded as a document holds its pack.
pub(crate) fn folded(text: &str) -> String {
    use base64::Engine as _;
    use std::io::Write as _;
    let mut packed = Vec::new();
    let mut encoder = brotli::CompressorWriter::new(&mut packed, 1 << 16, 5, 22);
    encoder.write_all(text.as_bytes()).unwrap();
    drop(encoder);
    base64::engine::general_purpose::STANDARD.encode(packed)
}
