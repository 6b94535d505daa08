//! Contributors' workbooks: out, filled in, back and merged; and everything that is no such thing.

use std::{
    fs,
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
    process::Command as Program,
    sync::Arc,
};

use calamine::{Reader as _, Xlsx, open_workbook};
use jiff::civil::date;
use passerelle::{
    app::{Edit, NewDiagnostic},
    domain::{
        Answer, Cell, Diagnostic, Evidence, Path as Depth, State, Territory, Value,
        merge::{How, Merged, merge},
    },
    exchange::{KitNoteKind, KitOrder, KitProblem, KitReturn, read_kit, write_kit},
    language::Lang,
    questionnaire::{Kind, Pack, merge_guide},
    report::merge::attribution,
};
use rust_xlsxwriter::Workbook;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::cli::{done, path, refused, rennes};

fn pack() -> &'static Arc<Pack> {
    Pack::standard().unwrap()
}

fn start() -> Diagnostic {
    let territory =
        Territory { name: "Rennes".into(), code: "35238".into(), ..Territory::default() };
    let mut of = NewDiagnostic { territory, population: None, path: Depth::Full }
        .create(pack(), date(2026, 11, 1));
    let row = |country: &str, count: f64| {
        vec![
            ("institution".into(), Cell::text("Université de Rennes")),
            ("country".into(), Cell::text(country)),
            ("count".into(), Cell::Number(count)),
        ]
    };
    let known = Answer {
        state: State::Given(Value::Level(1)),
        source: "Rapport 2023".into(),
        comment: "Jamais montré au-dehors.".into(),
        ..Answer::default()
    };
    for edit in [
        Edit::AddRows("T2".into(), vec![row("MA", 250.0), row("VN", 90.0)]),
        Edit::Answer(scale().into(), Box::new(known)),
    ] {
        edit.apply(&mut of, pack(), date(2026, 11, 2), None);
    }
    of
}

/// The first question on a scale that a university is asked.
fn scale() -> &'static str {
    let asked = pack().questions.iter().filter(|q| q.contributors.contains(&"university".into()));
    let scale =
        asked.into_iter().find(|q| matches!(q.kind, Kind::Scale(_)) && q.applies_if.is_none());
    scale.unwrap().id.as_str()
}

/// A figure that a university is asked.
fn figure() -> Option<&'static str> {
    let asked = pack().questions.iter().filter(|q| q.contributors.contains(&"university".into()));
    let mut figures =
        asked.filter(|q| matches!(q.kind, Kind::Number { .. }) && q.applies_if.is_none());
    figures.next().map(|question| question.id.as_str())
}

fn kit(of: &Diagnostic, folder: &Path) -> PathBuf {
    let role = "university".into();
    let order = KitOrder {
        pack: pack(),
        diagnostic: of,
        role: &role,
        lang: Lang::Fr,
        day: date(2026, 11, 3),
    };
    let file = folder.join("kit.xlsx");
    fs::write(&file, write_kit(&order).unwrap()).unwrap();
    file
}

/// What is typed: the first cell of the sheet, the key of the row, the column, the text.
type Typed<'a> = (&'a str, &'a str, usize, &'a str);

/// A copy of a workbook with some cells filled in, everything else as it was: protection, lists
/// and hidden sheets included.
fn filled(kit: &Path, to: &Path, typed: &[Typed<'_>]) -> PathBuf {
    let mut from = ZipArchive::new(fs::File::open(kit).unwrap()).unwrap();
    let mut parts: Vec<(String, String)> = Vec::new();
    for at in 0..from.len() {
        let mut file = from.by_index(at).unwrap();
        let (name, mut text) = (file.name().unwrap().into_owned(), String::new());
        file.read_to_string(&mut text).unwrap();
        parts.push((name, text));
    }
    let strings = &parts.iter().find(|(name, _)| name == "xl/sharedStrings.xml").unwrap().1;
    let strings: Vec<String> = strings
        .split("<si>")
        .skip(1)
        .map(|si| si.split_once("</t>").unwrap().0.rsplit_once('>').unwrap().1.to_owned())
        .collect();
    for (_, sheet) in parts.iter_mut().filter(|(name, _)| name.starts_with("xl/worksheets/")) {
        for (of, key, column, text) in typed {
            if said(sheet, "A1", &strings) != *of {
                continue;
            }
            let row = (1..5000).find(|row| match *key {
                "new" => 6 < *row && cell(sheet, &format!("A{row}")).is_none(),
                key => said(sheet, &format!("A{row}"), &strings) == key,
            });
            let letter = char::from(b'A' + u8::try_from(*column).unwrap());
            let (start, end) = cell(sheet, &format!("{letter}{}", row.unwrap())).unwrap();
            let style = sheet[start..end].split(" s=\"").nth(1).unwrap().split('"').next().unwrap();
            let place = format!("r=\"{letter}{}\" s=\"{style}\"", row.unwrap());
            let typed = match text.parse::<f64>() {
                _ if text.starts_with("f:") => {
                    let (formula, value) = text[2..].split_once('=').unwrap();
                    format!("<c {place}><f>{formula}</f><v>{value}</v></c>")
                }
                Ok(number) => format!("<c {place}><v>{number}</v></c>"),
                Err(_) if text.is_empty() => format!("<c {place}/>"),
                Err(_) => {
                    let text = text.replace('&', "&amp;").replace('<', "&lt;");
                    format!("<c {place} t=\"inlineStr\"><is><t>{text}</t></is></c>")
                }
            };
            sheet.replace_range(start..end, &typed);
        }
    }
    let mut out = ZipWriter::new(fs::File::create(to).unwrap());
    for (name, text) in parts {
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap();
    to.to_path_buf()
}

/// Where a cell stands in the text of a sheet.
fn cell(sheet: &str, place: &str) -> Option<(usize, usize)> {
    let start = sheet.find(&format!("<c r=\"{place}\""))?;
    let rest = &sheet[start..];
    let head = rest.find('>')? + 1;
    if rest[..head].ends_with("/>") {
        return Some((start, start + head));
    }
    Some((start, start + rest.find("</c>")? + 4))
}

/// What a cell says, if it is a text.
fn said<'a>(sheet: &str, place: &str, strings: &'a [String]) -> &'a str {
    let found = cell(sheet, place).and_then(|(start, end)| {
        let value = sheet[start..end].split("<v>").nth(1)?.split("</v>").next()?;
        strings.get(value.parse::<usize>().ok()?)
    });
    found.map_or("", String::as_str)
}

fn read(file: &Path, ours: &Diagnostic) -> Result<KitReturn, KitProblem> {
    read_kit(file, pack(), ours, (date(2026, 11, 20), Lang::Fr))
}

fn merged(back: &KitReturn, ours: &Diagnostic) -> Merged {
    let names = attribution(pack(), Lang::Fr);
    merge(Some(&back.base), ours, &back.theirs, &merge_guide(pack(), &names))
}

#[test]
fn a_workbook_that_comes_back_untouched_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let ours = start();
    let file = kit(&ours, folder.path());
    let back = read(&file, &ours).unwrap();
    assert_eq!(back.notes, []);
    assert_eq!(back.role.as_str(), "university");
    let found = merged(&back, &ours);
    assert!(found.taken.is_empty() && found.conflicts.is_empty(), "{:?}", found.taken);
    assert_eq!(found.document, ours);
    // Remarks never leave the authority by it.
    let mut book: Xlsx<_> = open_workbook(&file).unwrap();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).unwrap();
        let said = range.used_cells().any(|(.., cell)| cell.to_string().contains("Jamais montré"));
        assert!(!said, "in {name}");
    }
}

#[test]
fn what_is_filled_in_comes_back_and_what_was_done_meanwhile_stays() {
    let folder = tempfile::tempdir().unwrap();
    let sent = start();
    let file = kit(&sent, folder.path());
    let typed: Vec<Typed<'_>> = vec![
        ("passerelle:questions", scale(), 3, "3 · ce que dit la liste"),
        ("passerelle:questions", scale(), 7, "=HYPERLINK(\"x\") vu par nous"),
        ("passerelle:T2", "1", 3, "275"),
        ("passerelle:T2", "new", 1, "Université de Rennes"),
        ("passerelle:T2", "new", 2, "Sénégal"),
        ("passerelle:T2", "new", 3, "140"),
    ];
    let back = filled(&file, &folder.path().join("back.xlsx"), &typed);
    // Meanwhile the official has worked on.
    let mut ours = sent.clone();
    let edit = Edit::Cell("T2".into(), 2, "count".into(), Cell::Number(95.0));
    edit.apply(&mut ours, pack(), date(2026, 11, 10), None);
    let back = read(&back, &ours).unwrap();
    assert_eq!(back.notes, []);
    let found = merged(&back, &ours);
    assert!(found.conflicts.is_empty(), "{:?}", found.conflicts);
    let answer = found.document.answer(scale()).unwrap();
    assert_eq!(answer.state, State::Given(Value::Level(3)));
    assert_eq!(answer.role.as_ref().unwrap().as_str(), "university");
    assert_eq!(answer.evidence, Some(Evidence::E1));
    // Both remarks are there, and what looks like a formula is a text.
    assert!(answer.comment.contains("Jamais montré"), "{}", answer.comment);
    assert!(answer.comment.contains("=HYPERLINK(\"x\") vu par nous"), "{}", answer.comment);
    let table = found.document.table("T2").unwrap();
    let count = table.column("count").unwrap();
    let counts: Vec<_> = table.rows.iter().map(|row| row.cell(count).to_string()).collect();
    assert_eq!(counts, ["275", "95", "140"]);
    let country = table.column("country").unwrap();
    assert_eq!(table.rows[2].cell(country), &Cell::text("SN"));
}

#[test]
fn what_both_changed_is_a_conflict_and_what_cannot_be_read_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let sent = start();
    let file = kit(&sent, folder.path());
    let mut typed: Vec<Typed<'_>> = vec![
        ("passerelle:questions", scale(), 3, "Ne sait pas"),
        ("passerelle:questions", scale(), 5, "l'an dernier"),
        ("passerelle:T2", "1", 3, "beaucoup"),
        ("passerelle:T2", "2", 2, ""),
    ];
    if let Some(figure) = figure() {
        typed.push(("passerelle:questions", figure, 3, "entre deux et dix"));
    }
    let back = filled(&file, &folder.path().join("back.xlsx"), &typed);
    let mut ours = sent.clone();
    let mine = Answer { state: State::Given(Value::Level(4)), ..Answer::default() };
    Edit::Answer(scale().into(), Box::new(mine)).apply(&mut ours, pack(), date(2026, 11, 10), None);
    let back = read(&back, &ours).unwrap();
    let found = merged(&back, &ours);
    assert_eq!(found.conflicts.len(), 1, "{:?}", found.conflicts);
    let unreadable = |kind: &KitNoteKind| matches!(kind, KitNoteKind::Unreadable(_));
    let told = back.notes.iter().filter(|note| unreadable(&note.kind)).count();
    assert_eq!(told, 2 + usize::from(figure().is_some()), "{:?}", back.notes);
    assert!(back.notes.iter().any(|note| note.kind == KitNoteKind::Emptied), "{:?}", back.notes);
    for note in &back.notes {
        assert!(note.sentence(Lang::Fr).ends_with('.'), "{}", note.sentence(Lang::Fr));
    }
    // « Ne sait pas » beside a value is never taken for it.
    assert_eq!(found.document.answer(scale()).unwrap().state, State::Given(Value::Level(4)));
    assert!(found.taken.iter().all(|one| one.how != How::Removed));
}

#[test]
fn what_is_no_kit_of_this_document_is_refused_with_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let ours = start();
    let file = kit(&ours, folder.path());
    let mut lyon = ours.clone();
    lyon.territory =
        Territory { name: "Lyon".into(), code: "69123".into(), ..Territory::default() };
    assert!(matches!(read(&file, &lyon), Err(KitProblem::OtherTerritory(..))));
    let mut other = ours.clone();
    other.pack.hash = "00".into();
    assert!(matches!(read(&file, &other), Err(KitProblem::OtherPack(..))));
    let plain = folder.path().join("plain.xlsx");
    let mut book = Workbook::new();
    book.add_worksheet().write_string(0, 0, "budget").unwrap();
    book.save(&plain).unwrap();
    assert_eq!(read(&plain, &ours), Err(KitProblem::NotAKit));
    let bytes = fs::read(&file).unwrap();
    let damaged = folder.path().join("damaged.xlsx");
    fs::write(&damaged, &bytes[..bytes.len() / 2]).unwrap();
    assert!(matches!(read(&damaged, &ours), Err(KitProblem::Unreadable(_))));
    let text = folder.path().join("text.xlsx");
    fs::write(&text, "id;state;value").unwrap();
    for file in [&plain, &damaged, &text, &folder.path().join("none.xlsx")] {
        let sentence = read(file, &ours).unwrap_err().sentence(Lang::Fr);
        let sentence = sentence.replace(['\u{a0}', '\u{202f}'], " ");
        assert!(sentence.contains("Rien n’a été changé"), "{sentence}");
    }
    assert!(matches!(
        write_kit(&KitOrder {
            pack: pack(),
            diagnostic: &ours,
            role: &"nobody".into(),
            lang: Lang::Fr,
            day: date(2026, 11, 3)
        }),
        Err(KitProblem::UnknownRole(_))
    ));
}

#[test]
fn the_same_kit_has_the_same_bytes_and_protects_everything_but_the_answers() {
    let folder = tempfile::tempdir().unwrap();
    let ours = start();
    let first = fs::read(kit(&ours, folder.path())).unwrap();
    assert!(first == fs::read(kit(&ours, folder.path())).unwrap());
    let mut archive = ZipArchive::new(std::io::Cursor::new(first)).unwrap();
    let mut sheets = 0;
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        if !name.starts_with("xl/worksheets/sheet") {
            continue;
        }
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        assert!(text.contains("<sheetProtection"), "{name} is open");
        assert!(!text.contains("<f>"), "{name} computes");
        sheets += 1;
    }
    assert!(5 <= sheets, "{sheets} sheets");
}

#[test]
fn a_kit_goes_out_and_comes_back_on_the_command_line() {
    let (folder, file) = rennes();
    let out = path(&folder, "kit.xlsx");
    let paper = path(&folder, "kit.pdf");
    done(&["kit", &file, "--role", "university", "-o", &out, "--pdf", &paper]);
    let bytes = fs::read(&paper).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7") && 20_000 < bytes.len(), "{}", bytes.len());
    let both =
        ["kit", &file, "--role", "university", "-o", &path(&folder, "b.xlsx"), "--pdf", &paper];
    refused(folder.path(), &both, &["kit.pdf"]);
    refused(folder.path(), &["kit", &file, "--role", "university", "-o", &out], &["kit.xlsx"]);
    refused(
        folder.path(),
        &["kit", &file, "--role", "mayor", "-o", &out],
        &["mayor", "university"],
    );
    let typed = [("passerelle:questions", scale(), 3, "2 · ce que dit la liste")];
    let back = filled(Path::new(&out), &folder.path().join("back.xlsx"), &typed);
    let back = back.to_str().unwrap();
    let before = fs::read(&file).unwrap();
    let said = done(&["kit-return", &file, back]);
    assert!(said.contains(scale()), "{said}");
    assert_eq!(before, fs::read(&file).unwrap());
    let report = path(&folder, "report.md");
    done(&["kit-return", &file, back, "--accept", "--report", &report]);
    assert!(fs::read_to_string(&file).unwrap().contains("university"));
    let report = fs::read_to_string(&report).unwrap();
    assert!(report.contains(scale()) && report.contains("tel qu’il a été envoyé"), "{report}");
    refused(folder.path(), &["kit-return", &file, &file], &["Rien n’a été changé"]);
}

/// Formulas count as what they last made; nothing is computed, called or fetched.
#[test]
fn a_return_full_of_formulas_counts_as_what_they_last_said() {
    let folder = tempfile::tempdir().unwrap();
    let ours = start();
    let file = kit(&ours, folder.path());
    let typed: Vec<Typed<'_>> = vec![
        ("passerelle:T2", "1", 3, "f:SUM(1;2)=275"),
        ("passerelle:T2", "2", 3, "f:cmd|' /C calc'!A0=90"),
        ("passerelle:questions", scale(), 6, "@SUM(A1)"),
        ("passerelle:questions", scale(), 7, "-2+3"),
    ];
    let back = filled(&file, &folder.path().join("back.xlsx"), &typed);
    let back = read(&back, &ours).unwrap();
    assert_eq!(back.notes, []);
    let found = merged(&back, &ours);
    let table = found.document.table("T2").unwrap();
    let count = table.column("count").unwrap();
    let counts: Vec<_> = table.rows.iter().map(|row| row.cell(count).to_string()).collect();
    assert_eq!(counts, ["275", "90"]);
    let answer = found.document.answer(scale()).unwrap();
    assert!(answer.source.contains("@SUM(A1)") && answer.comment.contains("-2+3"), "{answer:?}");
}

/// A contributor with `LibreOffice`: the workbook is opened as it was sent, cells are filled in by
/// the program itself, and what it saves is merged.
#[test]
fn a_kit_is_filled_in_libreoffice_and_merged() {
    let there = Program::new("soffice").arg("--version").output();
    if !there.is_ok_and(|said| said.status.success()) {
        return println!("LibreOffice is not here: nothing was filled in with it");
    }
    let folder = tempfile::tempdir().unwrap();
    let ours = start();
    let sent = kit(&ours, folder.path());
    // The first start makes the profile that the macro is then put into.
    convert(folder.path(), &sent, "ods", &folder.path().join("first"));
    let basic = folder.path().join("office/user/basic/Standard/Module1.xba");
    fs::write(basic, include_bytes!("fixtures/kits/fill.xba")).unwrap();
    let place = |sheet: &str, key: &str| {
        let mut book: Xlsx<_> = open_workbook(&sent).unwrap();
        let names = book.sheet_names();
        let is = |name: &&String| name.starts_with(sheet);
        let at = names.iter().position(|name| is(&name)).unwrap();
        let range = book.worksheet_range(&names[at]).unwrap();
        let (first, last) = (range.start().unwrap().0, range.end().unwrap().0);
        let mut rows = range.rows().zip(first..);
        let row = rows.find(|(cells, _)| !key.is_empty() && cells[0] == key);
        (at, row.map_or(last + 2, |(_, row)| row + 1))
    };
    let ((asked, line), (rows, blank)) = (place("Questions", scale()), place("T2", ""));
    let typed = format!(
        "{asked}~D{line}~4 · ce que dit la liste|{asked}~F{line}~2025|{asked}~H{line}~Vérifié|\
         {rows}~B{blank}~INSA Rennes|{rows}~C{blank}~Tunisie|{rows}~D{blank}~33"
    );
    for (ending, filter) in [("xlsx", "Calc MS Excel 2007 XML"), ("ods", "calc8")] {
        let back = folder.path().join(format!("back.{ending}"));
        let run = format!(
            "macro:///Standard.Module1.Fill(\"{}\",\"{}\",\"{filter}\",\"{typed}\")",
            sent.display(),
            back.display()
        );
        let profile =
            format!("-env:UserInstallation=file://{}", folder.path().join("office").display());
        Program::new("soffice").args([&profile, "--headless", &run]).output().unwrap();
        let back = read(&back, &ours).unwrap();
        assert_eq!(back.notes, [], "{ending}");
        let found = merged(&back, &ours);
        assert!(found.conflicts.is_empty(), "{ending}: {:?}", found.conflicts);
        let answer = found.document.answer(scale()).unwrap();
        assert_eq!(answer.state, State::Given(Value::Level(4)), "{ending}");
        assert_eq!((answer.year, answer.evidence), (Some(2025), Some(Evidence::E1)), "{ending}");
        assert!(answer.comment.contains("Vérifié"), "{ending}");
        let table = found.document.table("T2").unwrap();
        let (country, count) = (table.column("country").unwrap(), table.column("count").unwrap());
        let last = table.rows.last().unwrap();
        assert_eq!(
            (last.cell(country), last.cell(count)),
            (&Cell::text("TN"), &Cell::Number(33.0))
        );
    }
}

/// The way of a workbook through `LibreOffice`, which opens it as sent, and saves it filled in.
#[test]
fn a_kit_survives_libreoffice() {
    let there = Program::new("soffice").arg("--version").output();
    if !there.is_ok_and(|said| said.status.success()) {
        return println!("LibreOffice is not here: its round trip was not tried");
    }
    let folder = tempfile::tempdir().unwrap();
    let ours = start();
    let sent = folder.path().join("sent");
    convert(folder.path(), &kit(&ours, folder.path()), "xlsx", &sent);
    let untouched = read(&sent.join("kit.xlsx"), &ours).unwrap();
    assert_eq!(untouched.notes, []);
    assert_eq!(untouched.theirs, ours);
    let typed: Vec<Typed<'_>> = vec![
        ("passerelle:questions", scale(), 3, "Ne sait pas"),
        ("passerelle:questions", scale(), 7, "Vérifié auprès du rectorat"),
        ("passerelle:T2", "new", 1, "INSA Rennes"),
        ("passerelle:T2", "new", 2, "Tunisie"),
        ("passerelle:T2", "new", 3, "33"),
    ];
    let by_hand =
        filled(&folder.path().join("kit.xlsx"), &folder.path().join("filled.xlsx"), &typed);
    for ending in ["xlsx", "ods"] {
        let out = folder.path().join(ending);
        convert(folder.path(), &by_hand, ending, &out);
        let back = read(&out.join(format!("filled.{ending}")), &ours).unwrap();
        assert_eq!(back.notes, [], "{ending}");
        let found = merged(&back, &ours);
        assert!(found.conflicts.is_empty(), "{ending}: {:?}", found.conflicts);
        let answer = found.document.answer(scale()).unwrap();
        assert_eq!(answer.state, State::Unknown, "{ending}");
        assert!(answer.comment.contains("rectorat"), "{ending}");
        let table = found.document.table("T2").unwrap();
        assert_eq!(table.rows.len(), 3, "{ending}");
        let count = table.column("count").unwrap();
        assert_eq!(table.rows[2].cell(count), &Cell::Number(33.0), "{ending}");
    }
}

/// Has `LibreOffice` open a file and save it in another format.
fn convert(profile: &Path, file: &Path, ending: &str, folder: &Path) {
    let profile = format!("-env:UserInstallation=file://{}", profile.join("office").display());
    let office = Program::new("soffice")
        .args([&profile, "--headless", "--convert-to", ending, "--outdir"])
        .args([folder, file])
        .output();
    assert!(office.unwrap().status.success());
}
