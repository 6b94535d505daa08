//! The family of documents: each says the same in every format, holds to its length, and keeps
//! inside what must stay inside.
//!
//! Set `PASSERELLE_DOCUMENTS` to a folder to have every document of the worked example written
//! there in every format.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use passerelle::{
    app::{Command, Edit, Format, Session},
    domain::{Cell, Confidentiality, Cover, Diagnostic, Plan, Status},
    language::Lang,
    questionnaire::Pack,
    report::{
        Brief, DocumentKind, DocumentOptions, SectionKind,
        brief::{Block, Datum, Form, Workbook},
        public::{self, RemovedKind as Kind},
    },
    scoring::assess,
    storage::{self, settings::Settings},
};

use crate::{
    brief::{compliant, filled, pack, pages},
    exports::{all_bytes, export_as, hostile, printed, squeezed, with_text, words},
    inside::with_secrets,
    map::example,
};

fn brief(pack: &Pack, it: &Diagnostic, options: &DocumentOptions) -> Brief {
    Brief::of(pack, it, &assess(pack, it), options)
}

#[test]
fn every_document_says_the_same_in_every_format() {
    let (pack, it) = (pack(), filled());
    for kind in DocumentKind::ALL {
        for public in [false, true] {
            let options = DocumentOptions { public, ..DocumentOptions::of(kind, Lang::Fr) };
            let printed = printed(&brief(&pack, &it, &options));
            assert!(3 < printed.len(), "{kind:?} says next to nothing");
            for format in Format::ALL {
                // Of the public versions on paper, the longest stands for all: each takes seconds.
                if public && format == Format::Pdf && kind != DocumentKind::Brief {
                    continue;
                }
                let said = squeezed(&words(&export_as(&pack, &it, format, &options), format));
                for line in &printed {
                    let line = squeezed(line.as_str());
                    assert!(said.contains(&line), "{kind:?} in {format:?} lacks {line}");
                }
            }
        }
    }
}

#[test]
fn every_document_can_be_read_aloud_and_kept() {
    let (pack, it) = (pack(), filled());
    for kind in DocumentKind::ALL {
        let options = DocumentOptions { cover: true, ..DocumentOptions::of(kind, Lang::Fr) };
        compliant(&export_as(&pack, &it, Format::Pdf, &options));
    }
}

#[test]
fn the_note_for_elected_members_is_two_pages() {
    let opened = example();
    for (pack, it) in [(&*opened.pack, &opened.diagnostic), (&pack(), &filled())] {
        let options = DocumentOptions::of(DocumentKind::Summary, Lang::Fr);
        let pages = pages(&export_as(pack, it, Format::Pdf, &options));
        assert_eq!(pages.len(), 2);
    }
}

#[test]
fn sections_are_printed_as_chosen() {
    let (pack, it) = (pack(), filled());
    let titles = |sections: Option<Vec<SectionKind>>| -> Vec<String> {
        let options = DocumentOptions { sections, ..DocumentOptions::default() };
        let brief = brief(&pack, &it, &options);
        brief.sections.iter().map(|section| section.title.to_string()).collect()
    };
    let all = titles(None);
    assert!(all[0].starts_with("Décider"), "{all:?}");
    assert!(all[1].starts_with("A. ") && all[2].starts_with("B. "), "{all:?}");
    let chosen = titles(Some(vec![SectionKind::Tables, SectionKind::Ties]));
    assert_eq!(
        chosen,
        ["Les tableaux", "Les liens\u{a0}: ce que nous avons, ce que nous en faisons"]
    );
}

#[test]
fn people_are_told_by_continent_in_public() {
    let opened = example();
    let (pack, it) = (&opened.pack, &opened.diagnostic);
    let options = DocumentOptions {
        public: true,
        sections: Some(vec![SectionKind::Tables]),
        ..DocumentOptions::default()
    };
    let brief = brief(pack, it, &options);
    let said = squeezed(&serde_json::to_string(&brief).unwrap());
    let t1 = &it.tables["T1"];
    let (country, count) = (t1.column("country").unwrap(), t1.column("count").unwrap());
    for row in &t1.rows {
        let Cell::Number(number) = row.cell(count) else { continue };
        let figure = squeezed(&Lang::Fr.number(*number, 0));
        assert!(1_000.0 > *number || !said.contains(&figure), "{:?}: {figure}", row.cell(country));
    }
    assert!(said.contains("Afrique") && said.contains("Europe"));
}

#[test]
fn what_is_taken_out_is_listed() {
    let (pack, it) = with_secrets();
    let told = public::removed(&pack, &it);
    let count = |kind| told.iter().find(|one| one.kind == kind).map_or(0, |one| one.count);
    assert_eq!(count(Kind::Notes), it.answers.len());
    let remarks = it.plan.actions.iter().filter(|action| !action.comment.is_empty()).count();
    assert_eq!(count(Kind::Comments), it.answers.len() + remarks);
    assert_eq!(count(Kind::Contexts), it.tables["T5"].rows.len());
    assert!(1 <= count(Kind::SmallCounts) && 3 < count(Kind::CountriesGrouped));
    for one in told {
        for lang in Lang::ALL {
            assert!(one.sentence(*lang).ends_with('.'));
        }
    }
    assert!(
        public::removed(
            &pack,
            &Diagnostic {
                answers: BTreeMap::default(),
                tables: BTreeMap::default(),
                decisions: BTreeMap::default(),
                plan: Plan::default(),
                ..it
            }
        )
        .is_empty()
    );
}

#[test]
fn every_document_of_the_worked_example_is_written() {
    let Some(folder) = std::env::var_os("PASSERELLE_DOCUMENTS") else { return };
    let file = std::env::var_os("PASSERELLE_FILE");
    let path =
        file.as_deref().map_or(Path::new("templates/examples/valmont.passerelle"), Path::new);
    let opened = storage::open(path).unwrap();
    let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
    for kind in DocumentKind::ALL {
        for public in [false, true] {
            for format in Format::ALL {
                let options = DocumentOptions { public, ..DocumentOptions::of(kind, Lang::Fr) };
                let bytes = export_as(&opened.pack, &opened.diagnostic, format, &options);
                let public = if public { "-public" } else { "" };
                let name = format!("{stem}-{}{public}.{}", kind.code(), format.ending());
                storage::replace(&Path::new(&folder).join(name), &bytes).unwrap();
            }
        }
    }
}

#[test]
fn a_questionnaire_needs_no_answer_and_holds_all_that_a_role_is_asked() {
    let (opened, nothing) =
        (example(), Diagnostic { answers: BTreeMap::new(), ..example().diagnostic });
    let pack = &opened.pack;
    for role in &pack.roles {
        let options = DocumentOptions {
            role: Some(role.id.clone()),
            ..DocumentOptions::of(DocumentKind::Questionnaire, Lang::Fr)
        };
        let brief = brief(pack, &nothing, &options);
        let said = serde_json::to_string(&brief).unwrap();
        for question in pack.questions.iter().filter(|question| question.kind.is_asked()) {
            let id = format!("\"{}\"", question.id);
            assert_eq!(said.contains(&id), question.contributors.contains(&role.id), "{id}");
        }
        assert!(said.contains(Lang::Fr.documents_form_not_known()), "{}", role.id);
    }
}

/// A partnership is closed by a vote and a word to the partner, not by a note for everybody.
#[test]
fn what_is_said_among_colleagues_is_not_said_to_all() {
    let opened = example();
    for (public, expected) in [(false, true), (true, false)] {
        let options =
            DocumentOptions { public, ..DocumentOptions::of(DocumentKind::Brief, Lang::Fr) };
        let brief = brief(&opened.pack, &opened.diagnostic, &options);
        let said = serde_json::to_string(&brief).unwrap();
        for words in ["suspendre ou clore", "En public, dire", "clore dignement"] {
            assert_eq!(said.contains(words), expected, "{words}");
        }
        let numbers: Vec<_> = brief.sections.iter().flat_map(|section| &section.blocks).collect();
        let numbers = numbers.into_iter().filter_map(|block| match block {
            Block::Heading(line) => line.as_str().split_once(". ")?.0.parse::<usize>().ok(),
            _ => None,
        });
        assert!(numbers.eq(1..=if public { 11 } else { 12 }), "a number is left out");
    }
}

#[test]
fn partners_of_whom_nothing_is_known_share_one_table() {
    let mut opened = example();
    for id in ["T1", "T2", "T3", "T4"] {
        opened.diagnostic.tables.remove(id);
    }
    let options = DocumentOptions::of(DocumentKind::Countries, Lang::Fr);
    let brief = brief(&opened.pack, &opened.diagnostic, &options);
    let [Block::Heading(title), Block::Text(_), Block::Table(table)] =
        brief.sections[0].blocks.as_slice()
    else {
        panic!("{:?}", brief.sections[0]);
    };
    assert_eq!(title.as_str(), "Liens à établir");
    let countries: Vec<_> = table.rows.iter().map(|row| row[0].text.as_str()).collect();
    assert_eq!(countries, ["Allemagne", "Japon", "Portugal", "Roumanie"]);
}

#[test]
fn the_last_row_of_a_table_is_not_alone_on_a_page() {
    let opened = example();
    let options = DocumentOptions::of(DocumentKind::Plan, Lang::Fr);
    let pages = pages(&export_as(&opened.pack, &opened.diagnostic, Format::Pdf, &options));
    let brief = brief(&opened.pack, &opened.diagnostic, &options);
    let Some(Block::Table(devices)) = brief.sections[1].blocks.last() else { panic!("no devices") };
    let [.., before, last] = devices.rows.as_slice() else { panic!("too few devices") };
    let page = |row: &[passerelle::report::brief::Cell]| {
        // A name may be broken over two lines: its beginning is not.
        let name: String = squeezed(&row[0].text.printed()).chars().take(10).collect();
        pages.iter().rposition(|page| page.contains(&name)).unwrap()
    };
    assert!(2 < page(last), "the table takes several pages: {}", page(last));
    assert_eq!(page(before), page(last));
}

#[test]
fn the_register_tells_each_partnership_in_full() {
    let opened = example();
    let options = DocumentOptions::of(DocumentKind::Register, Lang::Fr);
    let brief = brief(&opened.pack, &opened.diagnostic, &options);
    let Some(Block::Table(table)) = brief.sections[1].blocks.last() else { panic!("no rows") };
    assert_eq!(table.rows.len(), opened.diagnostic.tables["T5"].rows.len());
    let fields = &table.rows[0][1].fields;
    assert!(fields.iter().any(|(label, said)| {
        label.as_str().starts_with("Année de début") && said.as_str() == "1988"
    }));
}

#[test]
fn a_country_sheet_is_half_a_page_at_most() {
    let opened = example();
    let options = DocumentOptions::of(DocumentKind::Countries, Lang::Fr);
    let sheets = brief(&opened.pack, &opened.diagnostic, &options).sections[0].blocks.len() - 1;
    let pages = pages(&export_as(&opened.pack, &opened.diagnostic, Format::Pdf, &options));
    assert!(
        4 < sheets && 2 * pages.len() <= sheets + 2,
        "{sheets} sheets on {} pages",
        pages.len()
    );
}

#[test]
fn tables_of_one_kind_are_one_sheet_to_filter() {
    let opened = example();
    let assessment = assess(&opened.pack, &opened.diagnostic);
    let book = |document| {
        let options = DocumentOptions::of(document, Lang::Fr);
        Workbook::new(&opened.pack, &opened.diagnostic, &assessment, &options)
    };
    let countries = book(DocumentKind::Countries);
    assert_eq!(countries.sheets.len(), 2, "{countries:#?}");
    let sheet = &countries.sheets[1];
    let firsts: Vec<_> = sheet.rows.iter().map(|row| format!("{:?}", row[0])).collect();
    for country in ["Maroc", "Portugal", "Allemagne", "Sénégal", "Roumanie", "Japon"] {
        assert!(firsts.iter().filter(|first| first.contains(country)).count() > 1, "{country}");
    }
    assert!(sheet.rows.iter().all(|row| row.len() == sheet.columns.len()));
    // A budget is figures, which whoever opens it adds up.
    let plan = book(DocumentKind::Plan);
    let budget = plan.sheets.iter().find(|s| s.title.as_str() == "Budget par année").unwrap();
    let sum: f64 = budget
        .rows
        .iter()
        .filter_map(|row| match row[1] {
            Datum::Number(value) => Some(value),
            _ => None,
        })
        .sum();
    assert!(0.0 < sum, "{budget:?}");
    assert_eq!(budget.columns[1].form, Form::Euros);
}

#[test]
fn a_column_in_which_nothing_stands_is_named_and_left_out() {
    let mut it = example().diagnostic;
    let table = Arc::make_mut(it.tables.get_mut("T5").unwrap());
    let ids: Vec<_> = table.rows.iter().map(|row| row.id).collect();
    for id in ids {
        table.set_cell(id, &"population".into(), Cell::Empty);
    }
    let pack = example().pack;
    let options = DocumentOptions::of(DocumentKind::Brief, Lang::Fr);
    let book = Workbook::new(&pack, &it, &assess(&pack, &it), &options);
    let sheet = book.sheets.iter().find(|sheet| sheet.name.as_str().starts_with("T5")).unwrap();
    let labels: Vec<_> = sheet.columns.iter().map(|field| field.label.to_string()).collect();
    assert!(!labels.iter().any(|label| label.starts_with("Population")), "{labels:?}");
    assert!(
        sheet.notes.iter().any(|note| note.as_str().contains("Population")),
        "{:?}",
        sheet.notes
    );
    assert!(sheet.rows.iter().all(|row| row.len() == labels.len()));
}

#[test]
fn rows_without_a_name_begin_with_their_town_and_not_with_their_source() {
    let mut it = example().diagnostic;
    let table = Arc::make_mut(it.tables.get_mut("T5").unwrap());
    let ids: Vec<_> = table.rows.iter().map(|row| row.id).collect();
    for id in ids {
        table.set_cell(id, &"name".into(), Cell::Empty);
    }
    let pack = example().pack;
    let options = DocumentOptions::of(DocumentKind::Brief, Lang::Fr);
    let book = Workbook::new(&pack, &it, &assess(&pack, &it), &options);
    let sheet = book.sheets.iter().find(|sheet| sheet.name.as_str().starts_with("T5")).unwrap();
    assert!(!sheet.columns[0].label.as_str().starts_with("Source"), "{:?}", sheet.columns);
}

#[test]
fn the_complete_brief_of_the_worked_example_weighs_little() {
    let opened = example();
    let options = DocumentOptions::of(DocumentKind::Brief, Lang::Fr);
    let bytes = export_as(&opened.pack, &opened.diagnostic, Format::Pdf, &options);
    compliant(&bytes);
    assert!(bytes.len() < 600_000, "{}", bytes.len());
    let said = pages(&bytes).concat();
    for annex in ["A.Profil", "C2.", "H.Indicateurs", "K.Glossaire"] {
        assert!(said.contains(annex), "{annex}");
    }
}

#[test]
fn names_of_the_world_are_printed_as_they_are_written() {
    let names = ["مراكش", "北京市", "Đà Nẵng", "Łódź", "თბილისი", "서울", "Երևան"];
    let it = with_text(&names.join(" · "));
    let made = passerelle::report::pdf(&pack(), &it, &assess(&pack(), &it), Lang::Fr).unwrap();
    assert!(made.missing.is_empty(), "{:?}", made.missing);
    compliant(&made.bytes);
    let said = pages(&made.bytes).concat();
    for name in ["北京市", "ĐàNẵng", "Łódź", "თბილისი", "서울", "Երևան"]
    {
        assert!(said.contains(name), "{name}");
    }
}

#[test]
fn hostile_texts_are_data_in_every_document() {
    let pack = pack();
    let short: Vec<_> = hostile().into_iter().filter(|text| text.len() < 1_000).collect();
    let mut it = with_text(&short.join(" ; "));
    for text in [&mut it.cover.title, &mut it.cover.issuer, &mut it.cover.version] {
        short.join(" ; ").clone_into(text);
    }
    for kind in DocumentKind::ALL {
        let options = DocumentOptions { cover: true, ..DocumentOptions::of(kind, Lang::Fr) };
        for format in Format::ALL {
            let bytes = export_as(&pack, &it, format, &options);
            // Reading it back checks that markup is well formed.
            let said = squeezed(&words(&bytes, format));
            assert!(said.contains("=HYPERLINK("), "{kind:?} in {format:?}");
            let all = all_bytes(&bytes, format).replace("\\<", "");
            let bad: &[&str] = if format == Format::Pdf {
                &["/JavaScript", "/Launch"]
            } else {
                &["<script", "<img src=x", "<w:instrText> INCL", "<f>HYPERLINK", "<f>SUM(1"]
            };
            for bad in bad {
                assert!(!all.contains(bad), "{kind:?} in {format:?}: {bad}");
            }
        }
    }
}

#[test]
fn the_words_of_a_cover_are_kept_in_the_file_and_can_be_taken_back() {
    let cover = Cover {
        title: "Stratégie 2027-2032".to_owned(),
        subtitle: "Conseil du 14 décembre".to_owned(),
        issuer: "Direction de l'international".to_owned(),
        date: Some(jiff::civil::date(2026, 12, 4)),
        version: "3".to_owned(),
        status: Some(Status::Approved),
        confidentiality: Some(Confidentiality::Open),
    };
    let mut session = Session::new(Settings::default(), crate::session::clock());
    session.apply(Command::OpenExample);
    let before = Arc::clone(session.document().unwrap().diagnostic());
    session.apply(Command::Edit(Edit::Cover(Box::new(cover.clone()))));
    let after = Arc::clone(session.document().unwrap().diagnostic());
    assert_eq!(after.cover, cover);
    let text = storage::write(&after, &storage::Extras::default());
    assert!(text.contains("    cover: (title: \"Stratégie 2027-2032\""), "{text}");
    assert_eq!(storage::read(text.as_bytes()).unwrap().diagnostic, *after);
    session.apply(Command::Undo);
    assert_eq!(session.document().unwrap().diagnostic().cover, before.cover);
    let text = storage::write(&before, &storage::Extras::default());
    assert!(!text.contains("cover:"), "what is not said is not written");
}
