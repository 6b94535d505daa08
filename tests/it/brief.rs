//! The brief: what it says, that anyone can read it, and that no text can break it.

use std::{collections::BTreeMap, fmt::Write as _, sync::Arc};

use jiff::civil::date;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use passerelle::{
    domain::{
        Ambition, Answer, Cell, Cover, Coverage, Diagnostic, Evidence, Journal, PackStamp, Path,
        Row, State, Table, Territory, Value,
    },
    language::Lang,
    questionnaire::{Pack, PackSource},
    report::{self, Brief, Pdf, brief::Block},
    scoring::{self, Assessment},
};

const PACK: &str = include_str!("packs/brief.ron");

pub(crate) fn pack() -> Pack {
    Pack::read(PackSource::of(&[("brief.ron", PACK)])).expect("the pack of these tests is sound")
}

/// A diagnostic of the pack of these tests in which nothing was entered.
fn empty() -> Diagnostic {
    Diagnostic {
        territory: Territory { name: "Valmont".to_owned(), ..Territory::default() },
        as_of: date(2026, 11, 23),
        pack: PackStamp {
            id: "test.brief".into(),
            version: "1.2.0".to_owned(),
            hash: "".into(),
            text: "".into(),
        },
        path: Path::Full,
        fictional: true,
        answers: BTreeMap::new(),
        tables: BTreeMap::new(),
        ambitions: BTreeMap::new(),
        plan: passerelle::domain::Plan::default(),
        decisions: [].into(),
        explorations: Vec::new(),
        frozen: Vec::new(),
        cover: Cover::default(),
        points: [].into(),
        journal: Journal::new(),
    }
}

fn given(value: Value) -> Answer {
    Answer {
        state: State::Given(value),
        year: Some(2024),
        source: "Insee, recensement".to_owned(),
        evidence: Some(Evidence::E3),
        role: Some("international".into()),
        ..Answer::default()
    }
}

/// A diagnostic with an answer in every state and rows in every table.
pub(crate) fn filled() -> Diagnostic {
    let mut it = empty();
    let mut answer = |id: &str, answer: Answer| it.answers.insert(id.into(), answer);
    answer("TER-1", given(Value::Number(120_000.0)));
    answer("DIA-1", given(Value::Number(24.5)));
    answer("DIA-2", given(Value::Level(1)));
    let students = [("abroad".into(), 1_596.0), ("total".into(), 14_000.0)];
    answer("DIA-3", given(Value::Parts(students.into_iter().collect())));
    answer("DIA-4", given(Value::Choice("partly".into())));
    let mut strategy = given(Value::Level(3));
    strategy.comment.push_str("Votée à l'unanimité : quel succès !");
    strategy.note.push_str("Le maire hésite.");
    answer("GOV-1", strategy);
    answer("GOV-2", Answer { state: State::Unknown, ..Answer::default() });
    let reason = "deux partenariats seulement".to_owned();
    answer("PAR-1", Answer { state: State::NotApplicable { reason }, ..Answer::default() });
    it.tables.insert("T1".into(), people(&[("MA", 1_900.0), ("PT", 2_600.0), ("JP", 6.0)]));
    it.tables
        .insert("T2".into(), people(&[("MA", 520.0), ("DE", 60.0), ("zone:other_africa", 90.0)]));
    it.tables.insert("T5".into(), partnerships());
    it.ambitions.insert("GOV".into(), Ambition { level: 3, year: Some(2028) });
    it
}

fn people(rows: &[(&str, f64)]) -> Arc<Table> {
    let columns = ["country", "count", "source", "year", "evidence", "note"];
    let row = |(id, (place, count)): (u32, &(&str, f64))| {
        let cells = vec![
            Cell::text(place),
            Cell::Number(*count),
            Cell::text("Insee"),
            Cell::Number(2022.0),
            Cell::text("E3"),
            Cell::text("remarque privée"),
        ];
        Arc::new(Row { id, cells })
    };
    Arc::new(Table {
        columns: columns.into_iter().map(Into::into).collect(),
        rows: (1..).zip(rows).map(row).collect(),
        coverage: Some(Coverage::TopN),
        channel_coverage: BTreeMap::new(),
    })
}

fn partnerships() -> Arc<Table> {
    let columns = [
        "name",
        "country",
        "last_activity",
        "agreement",
        "objectives",
        "themes",
        "reciprocity",
        "own_budget",
    ];
    let row = |id, name: &str, country: &str, month: &str, agreement: &str| {
        let cells = vec![
            Cell::text(name),
            Cell::text(country),
            Cell::text(month),
            Cell::text(agreement),
            Cell::Flag(true),
            Cell::List(vec!["youth".into(), "culture".into()]),
            Cell::Number(2.0),
            Cell::Range(5_000.0, 8_000.0),
        ];
        Arc::new(Row { id, cells })
    };
    Arc::new(Table {
        columns: columns.into_iter().map(Into::into).collect(),
        rows: vec![
            row(1, "Bergfeld", "DE", "2026-05", "in_force"),
            row(2, "Vila Serena", "PT", "2023-07", "expired"),
        ],
        coverage: None,
        channel_coverage: BTreeMap::new(),
    })
}

fn assessed(pack: &Pack, diagnostic: &Diagnostic) -> Assessment {
    scoring::assess(pack, diagnostic)
}

fn brief(diagnostic: &Diagnostic, lang: Lang) -> Brief {
    let pack = pack();
    Brief::new(&pack, diagnostic, &assessed(&pack, diagnostic), lang)
}

#[track_caller]
fn pdf(diagnostic: &Diagnostic, lang: Lang) -> Pdf {
    let pack = pack();
    match report::pdf(&pack, diagnostic, &assessed(&pack, diagnostic), lang) {
        Ok(pdf) => pdf,
        Err(error) => panic!("{error}"),
    }
}

/// All that a brief says, one text a line.
fn said(brief: &Brief) -> String {
    fn walk(value: &serde_json::Value, out: &mut String) {
        match value {
            serde_json::Value::String(text) => writeln!(out, "{text}").unwrap(),
            serde_json::Value::Array(all) => all.iter().for_each(|value| walk(value, out)),
            serde_json::Value::Object(all) => all.values().for_each(|value| walk(value, out)),
            _ => {}
        }
    }
    let mut out = String::new();
    walk(&serde_json::to_value(brief).unwrap(), &mut out);
    out
}

/// The rows of every table of a brief, each as the texts of its cells.
fn rows(brief: &Brief) -> Vec<Vec<String>> {
    let tables = brief
        .sections
        .iter()
        .flat_map(|section| &section.blocks)
        .filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    tables
        .flat_map(|table| &table.rows)
        .map(|row| row.iter().map(|cell| cell.text.to_string()).collect())
        .collect()
}

#[test]
fn page_one_says_what_stands_out_with_its_proof() {
    let front = brief(&filled(), Lang::Fr).front.unwrap();
    assert_eq!(
        front.lead.as_str(),
        "Nos liens les plus forts\u{a0}: Maroc et Portugal. \
         Nos partenariats les plus solides\u{a0}: Allemagne."
    );
    let strengths: Vec<_> = front.strengths.items.iter().map(|f| f.title.as_str()).collect();
    assert_eq!(strengths, ["Habitants nés à l’étranger", "Stratégie"]);
    assert_eq!(front.strengths.items[0].detail.as_str(), "24,5\u{a0}%");
    assert_eq!(front.strengths.items[0].proof.as_str(), "Insee, recensement, 2024");
    assert!(front.gaps.items[0].title.as_str().starts_with("Diasporas"));
    assert_eq!(front.unknowns.items[0].title.as_str(), "Dispositifs 1\u{a0}%");
    let decisions = front.decisions.items;
    assert_eq!(decisions[0].title.as_str(), "Cadrer en 90\u{a0}jours\u{a0}: Maroc");
    assert_eq!(decisions[0].detail.as_str(), "Service international · 3\u{a0}mois");
    assert_eq!(decisions[1].title.as_str(), "Réveiller\u{a0}: Portugal");
}

#[test]
fn what_is_unknown_is_never_a_zero() {
    for lang in Lang::ALL {
        let brief = brief(&empty(), *lang);
        let front = brief.front.as_ref().unwrap();
        for bar in &front.indices.bars {
            assert_eq!((bar.low, bar.high, bar.centre), (Some(0.0), Some(1.0), None));
            assert_eq!(bar.value.as_str(), lang.words_origin_unknown());
        }
        assert!(front.strengths.items.is_empty() && front.gaps.items.is_empty());
        assert_eq!(front.unknowns.items.len(), 3);
        assert_eq!(front.lead.as_str(), lang.report_lead_empty());
        assert!(brief.sections.len() < 4, "an empty diagnostic makes a short brief");
    }
    let all = rows(&brief(&filled(), Lang::Fr));
    let of = |name: &str| all.iter().find(|row| row[0] == name).unwrap();
    assert_eq!(of("Quels dispositifs 1\u{a0}%\u{a0}?")[1], "ne sait pas");
    let reason = "sans objet\u{a0}: deux partenariats seulement";
    assert_eq!(of("Les partenariats sont-ils évalués\u{a0}?")[1], reason);
}

#[test]
fn private_remarks_and_small_counts_stay_inside() {
    for lang in Lang::ALL {
        let said = said(&brief(&filled(), *lang));
        assert!(!said.contains("hésite"), "a private note is printed");
        assert!(!said.contains("remarque privée"), "a private column is printed");
        assert!(said.contains("Votée à l"), "a comment is not printed");
    }
    let all = rows(&brief(&filled(), Lang::Fr));
    assert!(all.contains(&vec!["Japon".into(), "moins de 11".into()]));
    let told = said(&brief(&filled(), Lang::Fr)).replace('\u{a0}', " ");
    assert!(told.contains("Source de toutes les lignes : Insee, 2022 · E3."), "{told}");
    let crossed = all.iter().find(|row| row[0] == "Japon" && 3 < row.len()).unwrap();
    assert_eq!(crossed[1], "masqué", "the strength of a tie gives a small count away");
}

#[test]
fn every_answer_state_and_row_is_told_in_both_languages() {
    let french = said(&brief(&filled(), Lang::Fr));
    for text in [
        "Niveau 3 sur 4. Une stratégie votée.",
        "étrangers\u{a0}: 1\u{202f}596 étudiants",
        "en partie\u{a0}: Chacun accueille les siens.",
        "N3 visé en 2028",
        "Une stratégie évaluée (condition non remplie)",
        "Bergfeld – Allemagne",
        "Dernière activité\u{a0}: mai 2026",
        "de 5\u{202f}000 à 8\u{202f}000\u{202f}€",
        "Autres pays d’Afrique",
        "à vérifier avant usage",
    ] {
        assert!(french.contains(text), "the brief does not say `{text}`:\n{french}");
    }
    let english = said(&brief(&filled(), Lang::En));
    for text in
        ["Level 3 of 4. A voted strategy.", "fewer than 11", "N3 aimed at in 2028", "Morocco"]
    {
        assert!(english.contains(text), "the brief does not say `{text}`:\n{english}");
    }
}

#[test]
fn fictional_and_quick_briefs_say_so() {
    let marks = |it: &Diagnostic| brief(it, Lang::Fr).meta.marks;
    let mut it = filled();
    assert_eq!(marks(&it), ["exemple fictif".into()]);
    it.path = Path::Quick;
    it.fictional = false;
    assert_eq!(marks(&it), ["lecture rapide".into()]);
    it.answers.remove("GOV-2");
    assert!(said(&brief(&it, Lang::Fr)).contains("Non posée en lecture rapide\u{a0}: Dispositifs"));
}

#[test]
fn a_pack_without_ties_or_matrix_makes_a_brief_too() {
    let source = PackSource::of(&[("minimal.ron", include_str!("packs/minimal.ron"))]);
    let pack = Pack::read(source).unwrap();
    let mut it = empty();
    it.answers.insert("ONE-1".into(), given(Value::Number(12.0)));
    let made = report::pdf(&pack, &it, &scoring::assess(&pack, &it), Lang::En).unwrap();
    assert!(made.bytes.starts_with(b"%PDF"));
}

#[test]
fn the_pdf_is_accessible_and_fit_for_archives() {
    for (it, lang) in [(filled(), Lang::Fr), (filled(), Lang::En), (empty(), Lang::Fr)] {
        compliant(&pdf(&it, lang).bytes);
    }
}

/// Checks a PDF against PDF/UA-1 and PDF/A-2a.
#[track_caller]
pub(crate) fn compliant(bytes: &[u8]) {
    for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
        let options = ValidationOptions::default().profile(profile);
        let found = validate_pdf_bytes(bytes, &options).unwrap();
        assert!(found.failures.is_empty(), "{:?}", found.failures);
    }
}

#[test]
fn a_reader_hears_the_title_the_language_and_every_heading_table_and_figure() {
    let it = filled();
    let brief = brief(&it, Lang::Fr);
    let heard = Heard::of(&pdf(&it, Lang::Fr).bytes);
    assert_eq!(heard.language, "fr");
    assert_eq!(heard.title, "Note stratégique\u{a0}: Valmont");
    assert_eq!(heard.count("H1"), 1 + brief.sections.len());
    let mut all = Vec::new();
    for section in &brief.sections {
        flat(&section.blocks, &mut all);
    }
    let blocks = || all.iter().copied();
    let tables = blocks().filter(|block| matches!(block, Block::Table(_))).count();
    let charts = blocks().filter(|block| matches!(block, Block::Chart(_))).count();
    assert_eq!(heard.count("Table"), tables);
    assert!(heard.tables_without_header == 0, "a table has no header cell");
    let figures = blocks().filter(|block| matches!(block, Block::Figure(_))).count();
    assert_eq!(figures, 1, "the map is in the brief");
    assert_eq!(heard.alts.len(), 1 + charts + figures);
    let map = heard.alts.iter().find(|alt| alt.starts_with("Carte du monde")).unwrap();
    assert!(map.contains("Opportunité latente\u{a0}: Maroc"), "{map}");
    assert!(map.contains("Partenaires\u{a0}: Bergfeld, Allemagne"), "{map}");
    assert!(
        heard.alts[0].contains("Atouts du territoire\u{a0}: 67, fiabilité A"),
        "{:?}",
        heard.alts
    );
}

/// Every block, those of groups in the place of their group.
fn flat<'a>(blocks: &'a [Block], all: &mut Vec<&'a Block>) {
    for block in blocks {
        match block {
            Block::Group(some) => flat(some, all),
            other => all.push(other),
        }
    }
}

#[test]
fn the_first_page_holds_the_whole_summary_and_nothing_else() {
    let it = filled();
    let brief = brief(&it, Lang::Fr);
    let heard = Heard::of(&pdf(&it, Lang::Fr).bytes);
    let page = &heard.pages[0];
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let front = brief.front.as_ref().unwrap();
    for findings in [&front.strengths, &front.gaps, &front.unknowns, &front.decisions] {
        for finding in &findings.items {
            assert!(page.contains(&squeezed(finding.title.as_str())), "{finding:?} in {page}");
        }
    }
    assert!(!page.contains(&squeezed(brief.sections[0].title.as_str())));
    for page in &heard.pages {
        assert!(page.contains("exemplefictif"), "a page does not say that it is an example");
    }
}

#[test]
fn the_first_page_stays_one_page_whatever_the_answers_say() {
    let mut it = filled();
    it.territory.name =
        "Communauté d'agglomération de Saint-Étienne-les-Longues-Rivières".to_owned();
    for answer in it.answers.values_mut() {
        answer.source = "Rapport d'orientation budgétaire, annexe internationale ".repeat(40);
        answer.comment = "Un commentaire qui n'en finit pas. ".repeat(200);
    }
    let next = "Décider:pays";
    let heard = Heard::of(&pdf(&it, Lang::Fr).bytes);
    assert!(heard.pages[1].contains(next), "the first page runs over: {}", heard.pages[1]);
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(pdf(&filled(), Lang::Fr), pdf(&filled(), Lang::Fr));
    let mut later = filled();
    later.as_of = date(2026, 11, 24);
    assert_ne!(pdf(&filled(), Lang::Fr), pdf(&later, Lang::Fr));
}

#[test]
fn hostile_texts_are_printed_as_they_are_and_break_nothing() {
    let mut it = filled();
    let markup = "#import \"x\": * #read(\"/etc/passwd\") $x$ *b* @ref <l> ```a``` \\ = titre";
    it.territory.name = format!("{markup} (id: \"GOV\", [1, 2])");
    let word = "Donaudampfschifffahrt".repeat(300);
    let mut answer = given(Value::Choice("\u{202e}no such option".into()));
    answer.comment = format!("{word} مراكش 北京 😀 \u{0}\u{7}\u{fffe} {}", "12 ".repeat(2_000));
    answer.source = "\u{feff}</w:t>]]><script>=HYPERLINK(1)".to_owned();
    it.answers.insert("PAR-1".into(), answer);
    let made = pdf(&it, Lang::Fr);
    assert!(made.missing.contains(&'😀') && !made.missing.contains(&'北'), "{:?}", made.missing);
    let heard = Heard::of(&made.bytes);
    assert!(heard.title.contains("#read(\"/etc/passwd\")"), "{}", heard.title);
    let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1);
    assert!(validate_pdf_bytes(&made.bytes, &options).unwrap().is_compliant);
}

#[test]
fn a_long_table_runs_over_pages_and_says_where_it_was_cut() {
    let mut it = filled();
    let countries: Vec<(String, f64)> =
        (0..620).map(|i| (format!("Pays {i}"), 100.0 + f64::from(i))).collect();
    let rows: Vec<_> = countries.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    it.tables.insert("T1".into(), people(&rows));
    let made = pdf(&it, Lang::Fr);
    let heard = Heard::of(&made.bytes);
    let long: Vec<_> = heard.pages.iter().filter(|page| page.contains("Pays3")).collect();
    assert!(3 <= long.len());
    assert!(long.iter().all(|page| page.contains("PaysHabitants")), "a header is not repeated");
    assert!(heard.pages.iter().any(|page| page.contains("120autreslignes")));
}

#[test]
fn a_remark_longer_than_a_page_goes_on_on_the_next() {
    let mut it = filled();
    let answer = it.answers.values_mut().find(|answer| answer.state.is_answered()).unwrap();
    answer.comment = "Une phrase assez longue. ".repeat(300);
    let heard = Heard::of(&pdf(&it, Lang::Fr).bytes);
    let on = heard.pages.iter().filter(|page| page.contains("Unephraseassezlongue")).count();
    assert!(2 <= on, "what does not fit a page runs off it");
}

/// What a screen reader finds in a PDF.
struct Heard {
    title: String,
    language: String,
    roles: Vec<String>,
    alts: Vec<String>,
    tables_without_header: usize,
    /// The text of each page, without spaces.
    pages: Vec<String>,
}

impl Heard {
    fn of(bytes: &[u8]) -> Self {
        let file = lopdf::Document::load_mem(bytes).expect("the PDF can be read back");
        let catalog = file.catalog().unwrap();
        let text = |object: &lopdf::Object| lopdf::decode_text_string(object).unwrap();
        let info = file.dereference(file.trailer.get(b"Info").unwrap()).unwrap().1;
        let mut heard = Self {
            title: text(info.as_dict().unwrap().get(b"Title").unwrap()),
            language: text(catalog.get(b"Lang").unwrap()),
            roles: vec![],
            alts: vec![],
            tables_without_header: 0,
            pages: file
                .get_pages()
                .keys()
                .map(|page| {
                    let text = file.extract_text(&[*page]).unwrap();
                    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
                })
                .collect(),
        };
        heard.walk(&file, catalog.get(b"StructTreeRoot").unwrap());
        heard
    }

    fn count(&self, role: &str) -> usize {
        self.roles.iter().filter(|found| *found == role).count()
    }

    /// Collects the structure elements below `object`, in reading order.
    fn walk(&mut self, file: &lopdf::Document, object: &lopdf::Object) {
        let Ok((_, object)) = file.dereference(object) else { return };
        if let Ok(all) = object.as_array() {
            for kid in all {
                self.walk(file, kid);
            }
        }
        let Ok(element) = object.as_dict() else { return };
        let role = element.get(b"S").and_then(|role| role.as_name()).unwrap_or_default();
        let role = String::from_utf8_lossy(role).into_owned();
        if let Ok(alt) = element.get(b"Alt") {
            self.alts.push(lopdf::decode_text_string(alt).unwrap());
        }
        let headers = self.count("TH");
        self.roles.push(role.clone());
        if let Ok(kids) = element.get(b"K") {
            self.walk(file, kids);
        }
        if role == "Table" && self.count("TH") == headers {
            self.tables_without_header += 1;
        }
    }
}

/// The text of each page, without spaces.
pub(crate) fn pages(bytes: &[u8]) -> Vec<String> {
    Heard::of(bytes).pages
}
