//! Files of every format there ever was open for ever, and the format changes only with its number.

use std::{collections::BTreeMap, fs, path::PathBuf};

use passerelle::storage::{self, FORMAT, Opened, save, write};

/// The shape of each format: its records and their fields, as the reader of that format has them.
const SHAPES: &str = "tests/it/fixtures/formats";

/// The sources that read a format, from which its shape is taken.
const READERS: [&str; 2] = ["src/storage/v1.rs", "src/storage/plan_record.rs"];

/// Every file kept from a format: `v1.passerelle`, `v1_plan.passerelle`, …
fn fixtures() -> Vec<(u32, PathBuf)> {
    let mut all: Vec<_> = fs::read_dir("tests/it/fixtures")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "passerelle"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap();
            let digits: String = name[1..].chars().take_while(char::is_ascii_digit).collect();
            (digits.parse().unwrap_or_else(|_| panic!("{name} names no format")), path)
        })
        .collect();
    all.sort();
    all
}

fn text(opened: &Opened) -> String {
    write(&opened.diagnostic, &opened.extras)
}

#[test]
fn every_format_has_a_file_that_opens_and_is_saved_in_the_present_one() {
    let fixtures = fixtures();
    for format in 1..=FORMAT {
        assert!(fixtures.iter().any(|(of, _)| *of == format), "no file of format {format}");
    }
    for (format, path) in fixtures {
        let name = path.display();
        let original = fs::read(&path).unwrap();
        let opened = storage::open(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(
            !opened.diagnostic.answers.is_empty() || !opened.diagnostic.plan.actions.is_empty()
        );

        // Brought to the present format once, it is at home there: a second time changes nothing.
        let once = text(&opened);
        let again = storage::read(once.as_bytes()).unwrap();
        assert_eq!(again.diagnostic, opened.diagnostic, "{name}: nothing is lost on the way");
        assert_eq!(text(&again), once, "{name}: migrating twice is migrating once");

        // And saving an older one keeps it as it was.
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("a.passerelle");
        fs::write(&copy, &original).unwrap();
        let opened = storage::open(&copy).unwrap();
        save(&copy, &opened.diagnostic, &opened.extras).unwrap();
        let kept = if format < FORMAT { format!("v{format}.bak") } else { "bak".to_owned() };
        let kept = folder.path().join(format!("a.passerelle.{kept}"));
        assert_eq!(fs::read(kept).unwrap(), original, "{name} is kept beside");
    }
}

/// The records that readers are made of, with their fields in order: `AnswerRecord: state: …`.
fn shape() -> String {
    let mut records: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for reader in READERS {
        let source = fs::read_to_string(reader).unwrap();
        for block in source.split("record! {").skip(1) {
            let lines = block.lines().map(str::trim).filter(|line| !line.starts_with("//"));
            let mut lines = lines.filter(|line| !line.is_empty());
            let name = lines.next().unwrap().trim_end_matches(" {").to_owned();
            let fields = lines.take_while(|line| *line != "}");
            records
                .insert(name, fields.map(|line| line.trim_end_matches(',').to_owned()).collect());
        }
    }
    assert!(12 < records.len(), "the readers are read");
    let lines = records.iter().map(|(name, fields)| format!("{name}: {}", fields.join(", ")));
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn the_format_changes_only_with_its_number() {
    let file = PathBuf::from(SHAPES).join(format!("{FORMAT}.txt"));
    let now = shape();
    if std::env::var_os("PASSERELLE_BLESS").is_some() {
        fs::create_dir_all(SHAPES).unwrap();
        fs::write(&file, &now).unwrap();
    }
    let then = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(
        now,
        then,
        "What files of format {FORMAT} hold has changed. If a release has written this format, \
         raise `storage::FORMAT`, freeze its reader, and add a file of the new one to \
         tests/it/fixtures. If none has, or an optional field was added that older programs keep \
         as unknown, run this test once with PASSERELLE_BLESS=1 and commit {}.",
        file.display()
    );
}

#[test]
fn a_file_written_by_hand_may_be_spaced_and_commented_at_will() {
    let by_hand = "// Notre diagnostic, repris à la main\r\n/* deux lignes\n de plus */\r\n(  format :1 ,/* le format */ pack:( id:\n\
        \"passerelle.internationalisation\"),\n\n\tas_of   :   \"2026-06-30\", territory:(name:\"L'Haÿ\",), \
        // la réponse de la mairie\n answers:{\"GOV-01\" : ( comment : r#\"dit « \"oui\" »\"# ,state: Some( Level( 2 ) ), \
        année_du_vote: 2024 , ),},  service: ( nom : \"Relations\" , lignes : [ 1 , 2 ] ) , )  // fin\n";
    let opened = storage::read(by_hand.as_bytes()).unwrap();
    assert_eq!(opened.diagnostic.territory.name, "L'Haÿ");
    let answer = opened.diagnostic.answer("GOV-01").unwrap();
    assert_eq!(answer.comment, "dit « \"oui\" »");
    let saved = text(&opened);
    // What only the person who wrote it knows of is saved again.
    for kept in ["année_du_vote", "service", "Relations"] {
        assert!(saved.contains(kept), "{saved}");
    }
    assert_eq!(text(&storage::read(saved.as_bytes()).unwrap()), saved);
}
