//! What is fuzzed: each reader of a user's files, and what must hold of whatever bytes it is given.
//!
//! Read by the fuzzer and by the program's own tests, which replay the corpus. A reader may refuse
//! or understand; what it understands must survive being written, scored, advised on and compared.

use std::{
    collections::BTreeMap,
    io::{Cursor, Write as _},
    path::Path,
    sync::{Arc, LazyLock},
};

use super::program::{
    advice,
    domain::{Diagnostic, Territory},
    exchange::{self, Decisions, FileProblem, Target, Watch},
    language::Lang,
    panel::{self, Group},
    questionnaire::{Pack, PackSource, check_document},
    report::Template,
    scoring,
    storage::{self, Opened, settings},
};

/// The readers, by name; the corpus has a folder for each.
pub(crate) const TARGETS: [&str; 12] = [
    "answers",
    "author",
    "csv",
    "document",
    "kit",
    "pack",
    "panel",
    "recovery",
    "settings",
    "spreadsheet",
    "table",
    "template",
];

/// Has one reader look at these bytes; panics if something does not hold.
pub(crate) fn read(target: &str, bytes: &[u8]) {
    match target {
        "answers" => answers(bytes),
        "author" => author(bytes),
        "csv" => feed(bytes),
        "document" => document(bytes),
        "kit" => kit(bytes),
        "pack" => pack(bytes),
        "panel" => panel(bytes),
        "recovery" => recovery(bytes),
        "settings" => settings(bytes),
        "spreadsheet" => feed(&workbook(bytes)),
        "table" => table(bytes),
        "template" => template(bytes),
        _ => panic!("no reader is called {target}"),
    }
}

/// A refusal is a sentence in each language.
fn sentences(say: impl Fn(Lang) -> String) {
    for lang in Lang::ALL {
        let text = say(*lang);
        let end = text.trim_end().chars().next_back();
        assert!(end.is_some_and(|end| ".?!»)".contains(end)), "no sentence: « {text} »");
    }
}

fn standard() -> &'static Arc<Pack> {
    Pack::standard().expect("the standard questionnaire is read")
}

/// A document of the standard questionnaire, with answers, tables, a plan and decisions.
fn example() -> &'static Opened {
    static EXAMPLE: LazyLock<Opened> = LazyLock::new(|| {
        let bytes = include_bytes!("../../templates/examples/valmont.passerelle");
        storage::read(bytes).expect("the worked example is read")
    });
    &EXAMPLE
}

/// Whatever a reader understood can be worked with: checked, scored, advised on.
fn used(pack: &Pack, diagnostic: &Diagnostic) {
    for problem in check_document(pack, diagnostic) {
        assert!(!problem.sentence(Lang::Fr).is_empty());
    }
    let assessment = scoring::assess(pack, diagnostic);
    advice::advise(pack, diagnostic, &assessment, diagnostic.as_of);
    advice::coherence(pack, diagnostic, &assessment);
}

fn document(bytes: &[u8]) {
    match storage::read(bytes) {
        Ok(opened) => {
            let text = storage::write(&opened.diagnostic, &opened.extras);
            let again = storage::read(text.as_bytes()).expect("what was written opens");
            let second = storage::write(&again.diagnostic, &again.extras);
            assert_eq!(second, text, "a second saving changes nothing");
            used(&opened.pack, &opened.diagnostic);
            for frozen in &opened.diagnostic.frozen {
                if let Err(error) = storage::thaw(frozen) {
                    sentences(|lang| error.sentence(lang));
                }
            }
        }
        Err(error) => sentences(|lang| error.sentence(lang)),
    }
}

fn recovery(bytes: &[u8]) {
    with_file(bytes, "a.recovery", |file| {
        let found = storage::read_copy(file, None, &[]);
        if let Err(error) = found.opened {
            sentences(|lang| error.sentence(lang));
        }
    });
}

fn pack(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let source = PackSource::split(text).unwrap_or_else(|_| PackSource::of(&[("pack.ron", text)]));
    match Pack::read_and_check(source) {
        Ok((pack, problems)) => {
            for problem in problems {
                sentences(|lang| problem.sentence(lang));
            }
            let mut diagnostic = example().diagnostic.clone();
            diagnostic.pack = storage::stamp(&pack);
            used(&pack, &diagnostic);
            // The same value given to every question; what it cannot be is told.
            let lines = pack.questions.iter().map(|question| format!("{};1\n", question.id));
            let sheet: String = std::iter::once("id;value\n".to_owned()).chain(lines).collect();
            if let Ok(read) = exchange::import_answers(sheet.as_bytes(), &pack) {
                diagnostic.answers = read.answers.into_iter().collect();
                used(&pack, &diagnostic);
            }
        }
        Err(problems) => {
            assert!(!problems.is_empty(), "a refusal says why");
            for problem in problems {
                sentences(|lang| problem.sentence(lang));
            }
        }
    }
}

fn answers(bytes: &[u8]) {
    match exchange::import_answers(bytes, standard()) {
        Ok(read) => {
            let mut diagnostic = example().diagnostic.clone();
            diagnostic.answers = read.answers.into_iter().collect();
            used(standard(), &diagnostic);
        }
        Err(problems) => {
            assert!(!problems.is_empty(), "a refusal says why");
            for problem in problems {
                sentences(|lang| problem.sentence(lang));
            }
        }
    }
}

fn table(bytes: &[u8]) {
    let tables = &standard().tables;
    // The first byte chooses the table.
    let Some((first, bytes)) = bytes.split_first() else { return };
    let Some(spec) = tables.get(usize::from(*first) % tables.len()) else { return };
    if let Err(problems) = exchange::import_table(bytes, spec) {
        assert!(!problems.is_empty(), "a refusal says why");
        for problem in problems {
            sentences(|lang| problem.sentence(lang));
        }
    }
    let text = String::from_utf8_lossy(bytes);
    let columns: Vec<_> = spec.columns.iter().map(|column| column.id.clone()).collect();
    match exchange::Clipping::read(&text, spec, &columns) {
        Ok(clipping) => {
            for row in clipping.rows(spec) {
                row.problems.iter().for_each(|p| sentences(|lang| p.sentence(lang)));
            }
        }
        Err(problem) => sentences(|lang| problem.sentence(lang)),
    }
}

/// A file that somebody imports: official, or rows for a table.
fn feed(bytes: &[u8]) {
    let file_of = |problem: FileProblem| sentences(|lang| problem.sentence(lang));
    with_file(bytes, "2024.csv", |file| {
        let recognised = match exchange::recognise(file, None, None) {
            Ok(recognised) => recognised,
            Err(problem) => return file_of(problem),
        };
        let (pack, diagnostic) = (standard(), &example().diagnostic);
        let (watch, decisions) = (Watch::default(), Decisions::default());
        let place = Territory { code: "44109".to_owned(), ..diagnostic.territory.clone() };
        match exchange::extract(&recognised, &place, &watch) {
            Ok(Some(extract)) => {
                let target = Target { diagnostic, pack, lang: Lang::Fr };
                match exchange::propose(&extract, target, &decisions) {
                    Ok(proposal) => drop(proposal),
                    Err(unfit) => sentences(|lang| unfit.sentence(lang)),
                }
            }
            Ok(None) => {}
            Err(problem) => file_of(problem),
        }
        let Some(spec) = pack.tables.get(bytes.len() % pack.tables.len()) else { return };
        match exchange::match_columns(&recognised, 0, spec, &watch) {
            Ok(matching) => {
                let table = diagnostic.table(spec.id.as_str());
                matching.propose(table, spec, &decisions, Lang::Fr).counts();
            }
            Err(problem) => file_of(problem),
        }
    });
}

/// A contributor's workbook that came back.
fn kit(bytes: &[u8]) {
    let ours = &example().diagnostic;
    with_file(&workbook(bytes), "kit.xlsx", |file| {
        match exchange::read_kit(file, standard(), ours, (ours.as_of, Lang::Fr)) {
            Ok(back) => {
                back.notes.iter().for_each(|note| sentences(|lang| note.sentence(lang)));
                used(standard(), &back.theirs);
            }
            Err(problem) => sentences(|lang| problem.sentence(lang)),
        }
    });
}

/// A questionnaire that came back from a spreadsheet.
fn author(bytes: &[u8]) {
    with_file(&workbook(bytes), "pack.xlsx", |file| {
        match exchange::authored_pack(file, Lang::Fr) {
            Ok(_) => {}
            Err(exchange::AuthorRefusal::File(problem)) => sentences(|lang| problem.sentence(lang)),
            Err(exchange::AuthorRefusal::Content(problems)) => {
                assert!(!problems.is_empty(), "a refusal says why");
                for problem in problems {
                    sentences(|lang| problem.sentence(lang));
                }
            }
        }
    });
}

fn panel(bytes: &[u8]) {
    match exchange::read_panel(bytes) {
        Ok(panel) => {
            let text = exchange::write_panel(&panel).expect("what was read is written");
            let again = exchange::read_panel(text.as_bytes()).expect("what was written is read");
            assert_eq!(again, panel, "a second writing changes nothing");
            for told in panel.measures.values() {
                for group in told.groups.keys() {
                    told.quartiles(*group);
                }
            }
            drop(panel.merged(&again));
            panel::differs_by_few(&panel, &again);
            panel.members(Group::All);
        }
        Err(error) => sentences(|lang| error.sentence(lang)),
    }
}

fn settings(bytes: &[u8]) {
    with_file(bytes, "settings.ron", |file| {
        let read = settings::load(file);
        assert!(settings::ZOOM.contains(&read.zoom));
        settings::save(file, &read).expect("what was read is written");
        assert_eq!(settings::load(file), read, "a second writing changes nothing");
    });
}

/// An authority's own template, made of parts.
fn template(bytes: &[u8]) {
    let files: BTreeMap<String, Vec<u8>> =
        parts(bytes).into_iter().map(|(name, part)| (name, part.to_vec())).collect();
    let (_, problems) = Template::read(files);
    for problem in problems {
        sentences(|lang| problem.sentence(lang));
    }
}

/// Named parts: each begins with a byte 1, its name and a line feed. Without one, all is one part
/// of the name that settings have.
fn parts(bytes: &[u8]) -> Vec<(String, &[u8])> {
    let Some(bytes) = bytes.strip_prefix(&[1]) else {
        return vec![("template.ron".to_owned(), bytes)];
    };
    let named = |part: &'_ [u8]| {
        let end = part.iter().position(|byte| *byte == b'\n').unwrap_or(part.len());
        String::from_utf8_lossy(part.get(..end).unwrap_or_default()).into_owned()
    };
    let rest = |name: &str, part| {
        let part: &[u8] = part;
        part.get(name.len() + 1..).unwrap_or_default()
    };
    bytes
        .split(|byte| *byte == 1)
        .map(|part| {
            let name = named(part);
            let content = rest(&name, part);
            (name, content)
        })
        .collect()
}

/// Parts as the ZIP that a spreadsheet is, so that a fuzzer needs to know neither checksums nor
/// compression; what is no list of parts is taken for the file itself.
fn workbook(bytes: &[u8]) -> Vec<u8> {
    if bytes.first() != Some(&1) {
        return bytes.to_vec();
    }
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts(bytes) {
        // Two parts of one name are refused by the writer; the reader's own tests have that case.
        if writer.start_file(name, options).is_ok() && writer.write_all(content).is_err() {
            return Vec::new();
        }
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// Puts bytes in a file of their own for as long as somebody reads it.
fn with_file(bytes: &[u8], name: &str, read: impl FnOnce(&Path)) {
    let folder = tempfile::tempdir().expect("the temporary folder takes a folder");
    let file = folder.path().join(name);
    std::fs::write(&file, bytes).expect("the temporary folder takes a file");
    read(&file);
}
