//! The family of documents: each says the same in every format, holds to its length, and keeps
//! inside what must stay inside.
//!
//! Set `PASSERELLE_DOCUMENTS` to a folder to have every document of the worked example written
//! there in every format.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use passerelle::{
    app::Format,
    domain::{Cell, Diagnostic, Plan},
    language::Lang,
    questionnaire::Pack,
    report::{
        Brief, DocumentKind, DocumentOptions, SectionKind,
        public::{self, RemovedKind as Kind},
    },
    scoring::assess,
    storage,
};

use crate::{
    brief::{compliant, filled, pack, pages},
    exports::{all_bytes, export_as, printed, squeezed, words},
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
                // The workbook of the complete brief holds data beside words: it has its own test.
                if (format, kind) == (Format::Xlsx, DocumentKind::Brief) {
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
        for lang in Lang::ALL {
            let options = DocumentOptions::of(kind, *lang);
            let bytes = export_as(&pack, &it, Format::Pdf, &options);
            compliant(&bytes);
        }
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

/// The worked example with a secret of its own in every place that must stay inside, and the
/// secrets; small counts are seven people and some, told apart from any other figure.
fn with_secrets() -> (Arc<Pack>, Diagnostic, Vec<String>) {
    let opened = example();
    let (pack, mut it) = (opened.pack, opened.diagnostic);
    let mut secrets = Vec::new();
    let mut secret = |what: &str| {
        let text = format!("SECRET{what}{}X", secrets.len());
        secrets.push(text.clone());
        text
    };
    for answer in it.answers.values_mut() {
        answer.note = secret("NOTE");
        answer.comment = secret("COMMENT");
        if answer.role.is_some() {
            answer.role = Some(secret("ROLE").as_str().into());
        }
    }
    for (id, shared) in &mut it.tables {
        let spec = pack.table(id.as_str()).unwrap();
        let table = Arc::make_mut(shared);
        let private: Vec<_> = spec.columns.iter().filter(|column| column.private).collect();
        for column in private {
            let at = table.column_or_insert(&column.id);
            for row in &mut table.rows {
                Arc::make_mut(row).set(at, Cell::text(&secret("CELL")));
            }
        }
        if let Some((count, ..)) = pack.counted(id)
            && let Some(at) = table.column(count.as_str())
        {
            let last = Arc::make_mut(table.rows.last_mut().unwrap());
            last.set(at, Cell::Number(7.250_625));
        }
    }
    (pack, it, secrets)
}

#[test]
fn a_public_version_tells_nothing_that_must_stay_inside() {
    let (pack, it, secrets) = with_secrets();
    assert!(200 < secrets.len());
    for kind in DocumentKind::ALL {
        for format in Format::ALL {
            let options = DocumentOptions { public: true, ..DocumentOptions::of(kind, Lang::Fr) };
            let bytes = export_as(&pack, &it, format, &options);
            let all = all_bytes(&bytes, format);
            for word in ["SECRET", "7.250", "7,250", "suspendu", "Dormant"] {
                assert!(!all.contains(word), "{kind:?} in {format:?} tells `{word}`");
            }
            let raw = String::from_utf8_lossy(&bytes);
            assert!(!raw.contains("SECRET"), "{kind:?} in {format:?}");
        }
    }
}

/// What the words of this test look for would be found where they may stand.
#[test]
fn an_internal_version_tells_comments_and_contexts() {
    let (pack, it, _) = with_secrets();
    let options = DocumentOptions::of(DocumentKind::Brief, Lang::Fr);
    let all = all_bytes(&export_as(&pack, &it, Format::Html, &options), Format::Html);
    assert!(all.contains("SECRETCOMMENT") && all.contains("Dormant"));
    assert!(!all.contains("SECRETNOTE") && !all.contains("SECRETCELL"));
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
    let said = serde_json::to_string(&brief).unwrap();
    let t1 = &it.tables["T1"];
    let (country, count) = (t1.column("country").unwrap(), t1.column("count").unwrap());
    for row in &t1.rows {
        let Cell::Number(number) = row.cell(count) else { continue };
        let figure = Lang::Fr.number(*number, 0);
        assert!(1_000.0 > *number || !said.contains(&figure), "{:?}: {figure}", row.cell(country));
    }
    assert!(said.contains("Afrique") && said.contains("Europe"));
}

#[test]
fn what_is_taken_out_is_listed() {
    let (pack, it, _) = with_secrets();
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
