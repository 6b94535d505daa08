//! Every format of the brief: the same words in each, nothing private, and no text that breaks one.
//!
//! Set `PASSERELLE_EXPORTS` to a folder to have the worked example written there in every format.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _},
    path::Path,
    sync::Arc,
};

use passerelle::{
    app::{Command, Effect, Format, Purpose, Session, Showing, Tone, perform},
    domain::{Answer, Cell, Diagnostic, State, Value},
    language::{Lang, typography},
    questionnaire::Pack,
    report::{
        self, Brief, DocumentKind, DocumentOptions,
        brief::{Block, Findings, Line},
    },
    scoring::assess,
    storage::{self, settings::Settings},
};

use crate::{
    brief::{filled, pack},
    session::clock,
};

fn export(pack: &Pack, it: &Diagnostic, format: Format, lang: Lang) -> Vec<u8> {
    export_as(pack, it, format, &DocumentOptions::of(DocumentKind::Brief, lang))
}

/// A document of the family in a format.
pub(crate) fn export_as(
    pack: &Pack,
    it: &Diagnostic,
    format: Format,
    options: &DocumentOptions,
) -> Vec<u8> {
    match report::export(format, pack, it, &assess(pack, it), options) {
        Ok(made) => made.bytes,
        Err(error) => panic!("{format:?}: {error}"),
    }
}

/// The parts of a zip archive as text.
pub(crate) fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a sound archive");
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = Vec::new();
        file.read_to_end(&mut text).unwrap();
        parts.insert(name, String::from_utf8_lossy(&text).into_owned());
    }
    parts
}

/// The text of markup, which must be well formed.
fn text_of(markup: &str) -> String {
    let mut out = String::new();
    let mut open: Vec<&str> = Vec::new();
    for piece in markup.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("a tag ends");
        if tag.starts_with(['?', '!']) || tag.ends_with('/') {
        } else if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "closed out of order");
        } else {
            open.push(tag.split([' ', '\n']).next().unwrap());
        }
        assert!(!text.contains('>') || open.last() == Some(&"style"), "unescaped: {text}");
        if open.last() != Some(&"style") {
            out.push_str(text);
            out.push(' ');
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    let plain = out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    plain.replace("&amp;", "&")
}

/// All the words of a finished document.
pub(crate) fn words(bytes: &[u8], format: Format) -> String {
    match format {
        Format::Pdf => crate::brief::pages(bytes).concat(),
        Format::Docx => text_of(&parts(bytes)["word/document.xml"]),
        Format::Html => text_of(std::str::from_utf8(bytes).unwrap()),
        Format::Xlsx => text_of(&parts(bytes)["xl/sharedStrings.xml"]),
        Format::Markdown => {
            let text = std::str::from_utf8(bytes).unwrap();
            let mut out = String::new();
            let mut chars = text.chars();
            while let Some(c) = chars.next() {
                out.extend(if c == '\\' { chars.next() } else { Some(c) });
            }
            out
        }
    }
}

/// Letters and signs without what a layout adds: spaces, places to break a word, hyphens.
pub(crate) fn squeezed(text: &str) -> String {
    let layout =
        |c: &char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{ad}' | '-' | '‐' | '*');
    text.chars().filter(|c| !layout(c)).collect()
}

/// Every text that a brief prints, in reading order.
pub(crate) fn printed(brief: &Brief) -> Vec<Line> {
    let meta = &brief.meta;
    let mut all = vec![meta.title.clone(), meta.date_text.clone()];
    let findings = |found: &Findings, all: &mut Vec<Line>| {
        all.push(found.title.clone());
        for item in &found.items {
            all.extend([item.title.clone(), item.detail.clone(), item.proof.clone()]);
        }
    };
    if let Some(front) = &brief.front {
        all.extend([front.title.clone(), front.lead.clone()]);
        for found in [&front.strengths, &front.gaps, &front.unknowns, &front.decisions] {
            findings(found, &mut all);
        }
    }
    for section in &brief.sections {
        all.push(section.title.clone());
        printed_blocks(&section.blocks, &mut all);
    }
    all.retain(|line| !line.is_empty());
    all
}

fn printed_blocks(blocks: &[Block], all: &mut Vec<Line>) {
    for block in blocks {
        match block {
            Block::Group(some) => printed_blocks(some, all),
            Block::Asked(asked) => {
                all.extend([asked.id.clone(), asked.title.clone()]);
                let lines = [&asked.help, &asked.answers, &asked.choices, &asked.blanks];
                all.extend(lines.into_iter().flatten().cloned());
            }
            Block::Heading(text) | Block::Text(text) | Block::Note(text) => {
                all.push(text.clone());
            }
            Block::List(lines) => all.extend(lines.iter().cloned()),
            Block::Chart(chart) => {
                all.extend([chart.caption.clone(), chart.key.clone()]);
                for bar in &chart.bars {
                    all.extend([bar.label.clone(), bar.value.clone(), bar.note.clone()]);
                }
            }
            Block::Figure(figure) => {
                all.push(figure.caption.clone());
                all.extend(figure.points.iter().chain(&figure.notes).cloned());
            }
            Block::Table(table) => {
                all.push(table.caption.clone());
                all.extend(table.columns.iter().map(|column| column.label.clone()));
                for cell in table.rows.iter().flatten() {
                    all.push(cell.text.clone());
                    all.extend(cell.fields.iter().flat_map(|(a, b)| [a.clone(), b.clone()]));
                    all.extend(cell.details.iter().cloned());
                }
            }
        }
    }
}

#[test]
fn every_format_says_all_that_the_brief_says() {
    let pack = pack();
    for lang in Lang::ALL {
        let it = filled();
        let brief = Brief::new(&pack, &it, &assess(&pack, &it), *lang);
        for format in [Format::Pdf, Format::Docx, Format::Html, Format::Markdown] {
            let said = squeezed(&words(&export(&pack, &it, format, *lang), format));
            for line in printed(&brief) {
                assert!(said.contains(&squeezed(line.as_str())), "{format:?} lacks {line:?}");
            }
        }
    }
}

#[test]
fn the_worked_example_is_whole_in_every_format() {
    let opened = storage::open(Path::new("templates/examples/valmont.passerelle")).unwrap();
    let (pack, it) = (&opened.pack, &opened.diagnostic);
    let brief = Brief::new(pack, it, &assess(pack, it), Lang::Fr);
    for format in Format::ALL {
        let bytes = export(pack, it, format, Lang::Fr);
        if let Some(folder) = std::env::var_os("PASSERELLE_EXPORTS") {
            let path = Path::new(&folder).join(format!("valmont.{}", format.ending()));
            storage::replace(&path, &bytes).unwrap();
        }
        if matches!(format, Format::Docx | Format::Html | Format::Markdown) {
            let said = squeezed(&words(&bytes, format));
            for line in printed(&brief) {
                assert!(said.contains(&squeezed(line.as_str())), "{format:?} lacks {line:?}");
            }
        }
    }
}

#[test]
fn a_drawing_is_a_picture_with_its_text_in_word() {
    let opened = storage::open(Path::new("templates/examples/valmont.passerelle")).unwrap();
    let (pack, it) = (&opened.pack, &opened.diagnostic);
    let brief = Brief::new(pack, it, &assess(pack, it), Lang::Fr);
    let blocks = brief.sections.iter().flat_map(|section| &section.blocks);
    let figures = blocks.filter(|block| matches!(block, Block::Figure(_))).count();
    let parts = parts(&export(pack, it, Format::Docx, Lang::Fr));
    let pictures: Vec<_> =
        parts.iter().filter(|(name, _)| name.starts_with("word/media/")).collect();
    assert_eq!((figures, pictures.len()), (1, 1));
    assert!(pictures[0].1.get(..8).is_some_and(|start| start.contains("PNG")));
    assert!(parts["word/_rels/document.xml.rels"].contains("Target=\"media/picture1.png\""));
    let document = &parts["word/document.xml"];
    let alt = document.split("descr=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert!(80 < alt.len() && alt.contains("Maroc"), "{alt}");
}

#[test]
fn the_contents_in_word_lead_to_every_part_the_first_page_too() {
    let brief = Brief::new(&pack(), &filled(), &assess(&pack(), &filled()), Lang::Fr);
    let parts = parts(&export(&pack(), &filled(), Format::Docx, Lang::Fr));
    let document = &parts["word/document.xml"];
    let names = |before: &str| -> Vec<String> {
        let found = document.split(before).skip(1).filter_map(|rest| rest.split('"').next());
        found.map(str::to_owned).collect()
    };
    let (mut led, mut marked) = (names("w:anchor=\"_Toc"), names("w:name=\"_Toc"));
    assert_eq!(led.len(), brief.sections.len() + 1);
    led.sort();
    marked.sort();
    assert_eq!(led, marked);
}

#[test]
fn the_workbook_has_every_question_row_and_score() {
    let (pack, it) = (pack(), filled());
    let bytes = export(&pack, &it, Format::Xlsx, Lang::Fr);
    let parts = parts(&bytes);
    let said = text_of(&parts["xl/sharedStrings.xml"]);
    for question in &pack.questions {
        let asked = typography::printed(question.text.get(Lang::Fr));
        assert!(said.contains(&asked), "{}", question.id);
    }
    for text in
        ["Bergfeld", "de 5\u{202f}000 à 8\u{202f}000\u{202f}€", "moins de 11", "ne sait pas"]
    {
        assert!(said.contains(text), "{text}");
    }
    let scores = &parts["xl/worksheets/sheet3.xml"];
    assert!(
        scores.contains("SUMPRODUCT((&apos;Réponses&apos;!")
            || scores.contains("SUMPRODUCT(('Réponses'!"),
        "{scores}"
    );
    for name in ["Lisez-moi", "Réponses", "Scores", "Matrice pays", "T1", "T5"] {
        assert!(parts["xl/workbook.xml"].contains(&format!("name=\"{name}")), "{name}");
    }
}

#[test]
fn the_same_diagnostic_gives_the_same_bytes_in_every_format() {
    let (pack, it) = (pack(), filled());
    for format in Format::ALL {
        let twice = [(); 2].map(|()| export(&pack, &it, format, Lang::Fr));
        assert!(twice[0] == twice[1], "{format:?}");
    }
}

#[test]
fn every_page_says_that_it_is_an_example() {
    let (pack, it) = (pack(), filled());
    let mark = "exemple fictif";
    assert!(parts(&export(&pack, &it, Format::Docx, Lang::Fr))["word/header1.xml"].contains(mark));
    let workbook = parts(&export(&pack, &it, Format::Xlsx, Lang::Fr));
    let sheets = workbook.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet"));
    for (name, sheet) in sheets {
        let header = sheet.split("<oddHeader>").nth(1).expect("a header");
        assert!(header.contains(mark), "{name}");
    }
    for format in [Format::Html, Format::Markdown] {
        assert!(words(&export(&pack, &it, format, Lang::Fr), format).contains(mark));
    }
}

/// Everything that a file holds, unpacked: of a PDF, the words of its pages, then every text of its
/// objects, such as alternative texts and bookmarks, and its metadata.
pub(crate) fn all_bytes(bytes: &[u8], format: Format) -> String {
    match format {
        Format::Pdf => {
            let mut all = crate::brief::pages(bytes).concat();
            let document = lopdf::Document::load_mem(bytes).unwrap();
            for object in document.objects.values().chain([&document.trailer.clone().into()]) {
                unpack(object, &mut all);
            }
            all
        }
        Format::Docx | Format::Xlsx => parts(bytes).into_values().collect(),
        Format::Html | Format::Markdown => String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

/// Adds every text of an object of a PDF, and what is attached to it.
fn unpack(object: &lopdf::Object, all: &mut String) {
    match object {
        lopdf::Object::String(text, _) => {
            all.push('\n');
            if let Some(wide) = text.strip_prefix(&[0xfe, 0xff]) {
                let units: Vec<u16> =
                    wide.chunks_exact(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect();
                all.push_str(&String::from_utf16_lossy(&units));
            } else {
                all.push_str(&String::from_utf8_lossy(text));
            }
        }
        lopdf::Object::Array(some) => some.iter().for_each(|one| unpack(one, all)),
        lopdf::Object::Dictionary(dict) => dict.iter().for_each(|(_, one)| unpack(one, all)),
        lopdf::Object::Stream(stream) => {
            stream.dict.iter().for_each(|(_, one)| unpack(one, all));
            // What draws a page holds coordinates and glyphs, no text.
            let kinds: [&[u8]; 2] = [b"Metadata", b"EmbeddedFile"];
            let kind = stream.dict.get(b"Type").and_then(lopdf::Object::as_name);
            if kind.is_ok_and(|kind| kinds.contains(&kind)) {
                let content = stream.decompressed_content();
                let content = content.unwrap_or_else(|_| stream.content.clone());
                all.push_str(&String::from_utf8_lossy(&content));
            }
        }
        _ => {}
    }
}

#[test]
fn a_whole_pdf_is_read_by_these_tests() {
    let all = all_bytes(&export(&pack(), &filled(), Format::Pdf, Lang::Fr), Format::Pdf);
    // An alternative text, a bookmark, the metadata.
    for words in ["Capacité d’action", "Les liens", "xmpmeta", "pdfuaid"] {
        assert!(all.contains(words), "{words}");
    }
}

#[test]
fn nothing_private_and_no_small_count_leaves_in_any_format() {
    let pack = pack();
    let mut it = filled();
    for (index, answer) in it.answers.values_mut().enumerate() {
        answer.note = format!("PRIVATENOTE{index}");
    }
    let secret = |cell: &mut Cell, at: usize| *cell = Cell::text(&format!("PRIVATECELL{at}"));
    for spec in &pack.tables {
        let Some(table) = it.tables.get_mut(&spec.id).map(Arc::make_mut) else { continue };
        for column in spec.columns.iter().filter(|column| column.private) {
            let Some(index) = table.column(column.id.as_str()) else { continue };
            for row in &mut table.rows {
                if let Some(cell) = Arc::make_mut(row).cells.get_mut(index) {
                    secret(cell, index);
                }
            }
        }
        // A count of seven people, told apart from any other figure.
        if let Some(count) = table.column("count") {
            let row = Arc::make_mut(table.rows.last_mut().unwrap());
            row.cells[count] = Cell::Number(7.250_625);
        }
    }
    for format in Format::ALL {
        for lang in Lang::ALL {
            let all = all_bytes(&export(&pack, &it, format, *lang), format);
            assert!(!all.contains("PRIVATE"), "{format:?} tells what is private");
            assert!(!all.contains("7.250") && !all.contains("7,250"), "{format:?}: a small count");
        }
    }
}

/// Texts that mean something to one program or another.
pub(crate) fn hostile() -> Vec<String> {
    vec![
        "#import \"x\": * #read(\"/etc/passwd\") $x$ *b* @ref <l> ```a```".to_owned(),
        "=HYPERLINK(\"http://example.org\";\"x\")".to_owned(),
        "@SUM(1+1)*cmd|' /C calc'!A0".to_owned(),
        "</w:t></w:r><w:instrText> INCLUDETEXT \"/etc/passwd\" </w:instrText>".to_owned(),
        "{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe }".to_owned(),
        "</td><script>alert(1)</script><img src=x onerror=alert(1)>]]>&amp;&#x3c;".to_owned(),
        "\" onmouseover=\"alert(1)\" x='".to_owned(),
        "- [x](javascript:alert(1)) | ![y](http://example.org/z.png)".to_owned(),
        "a\u{0}b\u{7}c\u{1b}d\u{fffe}e\u{feff}f\u{202e}g\u{2066}h\r\ni\u{85}j_x0041_".to_owned(),
        "بلدية مراكش – עיריית חיפה – 😀👨‍👩‍👧 𐍈".to_owned(),
        "x".repeat(1_000_000),
        "mot ".repeat(250_000),
    ]
}

/// The diagnostic of these tests with a text wherever one can be typed.
pub(crate) fn with_text(text: &str) -> Diagnostic {
    let mut it = filled();
    text.clone_into(&mut it.territory.name);
    let answer = Answer {
        state: State::Given(Value::Level(2)),
        comment: text.to_owned(),
        source: text.to_owned(),
        ..Answer::default()
    };
    it.answers.insert("GOV-1".into(), answer);
    let table = Arc::make_mut(it.tables.get_mut("T5").unwrap());
    Arc::make_mut(&mut table.rows[0]).cells[0] = Cell::text(text);
    it
}

#[test]
fn hostile_texts_are_data_in_every_format() {
    let pack = pack();
    for text in hostile() {
        let it = with_text(&text);
        for format in Format::ALL.into_iter().filter(|format| *format != Format::Pdf) {
            let bytes = export(&pack, &it, format, Lang::Fr);
            assert!(bytes.len() < 5_000_000, "{format:?}: {}", bytes.len());
            // Reading it back checks that markup is well formed.
            let said = squeezed(&words(&bytes, format));
            let expected = squeezed(Line::from(text.as_str()).as_str());
            let expected: String = expected.chars().take(200).collect();
            assert!(said.contains(&expected.replace("_x0041_", "")), "{format:?} lacks {expected}");
            // In Markdown, what follows a backslash is a mere sign.
            let all = all_bytes(&bytes, format).replace("\\<", "");
            for bad in ["<script", "<img", "<w:instrText> INCL", "<f>HYPERLINK", "<f>SUM(1"] {
                assert!(!all.contains(bad), "{format:?}: {bad}");
            }
        }
    }
}

#[test]
fn hostile_texts_are_data_on_paper_too() {
    let short: Vec<_> = hostile().into_iter().filter(|text| text.len() < 1_000).collect();
    let mut it = with_text(&short.join(" ; "));
    // Texts of a megabyte, of words and without any place to break: printed as far as they go, and
    // said to be cut.
    for (id, text) in [("GOV-1", "mot ".repeat(250_000)), ("GOV-2", "x".repeat(1_000_000))] {
        it.answers.get_mut(id).unwrap().comment = text;
    }
    let bytes = export(&pack(), &it, Format::Pdf, Lang::Fr);
    crate::brief::compliant(&bytes);
    let said = squeezed(&words(&bytes, Format::Pdf));
    assert_eq!(said.matches(&squeezed("[texte coupé")).count(), 2, "a cut is not told");
    let (words, signs) = (said.matches("motmotmot").count(), said.matches("xxxxxxxxx").count());
    assert!(1_000 < words && 1_000 < signs, "{words} {signs}");
    for text in ["#import", "=HYPERLINK(", "</w:t></w:r>", "<script>alert(1)</script>", "DDEAUTO"] {
        assert!(said.contains(text), "the page lacks {text}");
    }
}

#[test]
fn a_web_page_loads_and_runs_nothing() {
    let (pack, it) = (pack(), filled());
    let html = String::from_utf8(export(&pack, &it, Format::Html, Lang::Fr)).unwrap();
    for sign in ["<script", "<link", "<img", "<iframe", "http://", "https://", "@import"] {
        assert!(!html.contains(sign), "{sign}");
    }
    assert!(html.contains("default-src 'none'"));
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"fr\" "));
    assert!(!html.contains("<th>") && html.contains("scope=\"row\""));
}

#[test]
fn what_cannot_be_written_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::new(Settings::default(), clock());
    session.apply(Command::OpenExample);
    let mut ask = |path: &Path, format| {
        let purpose = Purpose::Export(format);
        let command = Command::UsePath { purpose, path: path.to_owned(), replace: true };
        for effect in session.apply(command) {
            let event = perform(effect).unwrap();
            session.receive(event);
        }
        session.notices().last().unwrap().news.tone()
    };
    for format in [Format::Docx, Format::Html, Format::Xlsx, Format::Markdown] {
        let missing = folder.path().join("none").join("note");
        assert_eq!(ask(&missing, format), Tone::Error, "{format:?}");
        let taken = folder.path().join(format!("folder.{}", format.ending()));
        std::fs::create_dir(&taken).unwrap();
        assert_eq!(ask(&taken, format), Tone::Error, "{format:?}");
        std::fs::remove_dir(&taken).unwrap();
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    let note = folder.path().join("note.docx");
    assert_eq!(ask(&note, Format::Docx), Tone::Success);
    assert!(note.exists());
}

#[test]
fn the_proposed_name_says_what_where_and_when() {
    let mut session = Session::new(Settings::default(), clock());
    session.apply(Command::OpenExample);
    let day = session.document().unwrap().diagnostic().as_of;
    for format in Format::ALL {
        let effects = session.apply(Command::Browse(Purpose::Export(format)));
        let [Effect::Browse { start, .. }] = effects.as_slice() else { panic!("{effects:?}") };
        let name = format!("Note-strategique_Valmont_{day}.{}", format.ending());
        assert_eq!(start.file_name().unwrap().to_str().unwrap(), name);
    }
}

#[test]
fn a_written_file_can_be_shown_and_a_failure_is_told() {
    let mut session = Session::new(Settings::default(), clock());
    let path = Path::new("/nowhere/note.pdf").to_path_buf();
    let effects = session.apply(Command::Show(Showing::InFolder, path.clone()));
    assert!(
        matches!(effects.as_slice(), [Effect::Show(Showing::InFolder, shown)] if *shown == path)
    );
    session.receive(passerelle::app::Event::Shown(path, false));
    let notice = session.notices().last().unwrap();
    assert_eq!(notice.news.tone(), Tone::Warning);
    assert!(notice.news.sentence(Lang::Fr).contains("/nowhere"));
}
