//! An authority's own template: what it changes, and that whatever is wrong in it is told with its
//! line while the document is made all the same.

use std::{collections::BTreeMap, sync::Arc};

use passerelle::{
    app::Format,
    domain::{Confidentiality, Cover, Status},
    language::Lang,
    report::{self, DocumentKind, DocumentOptions, Export, Template, TemplateProblem},
    scoring::assess,
};

use crate::{
    brief::{compliant, filled, pack, pages},
    cli::{done, path, refused, rennes, written},
    exports::{all_bytes, parts},
};

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\">\
    <rect width=\"40\" height=\"20\" fill=\"#00695c\"/></svg>";

const SETTINGS: &str = "(
    accent: \"#00695c\",
    interval: \"#b2dfdb\",
    logo_alt: (fr: \"Logo de la ville\", en: \"Logo of the town\"),
    cover: [(fr: \"Direction de l'international\", en: \"International department\")],
    footer: (fr: \"Ville de Valmont\", en: \"Town of Valmont\"),
)";

fn template(files: &[(&str, &str)]) -> (Template, Vec<TemplateProblem>) {
    let all = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
    Template::read(all.collect::<BTreeMap<_, _>>())
}

fn export(files: &[(&str, &str)], format: Format) -> (Export, Vec<TemplateProblem>) {
    let (template, problems) = template(files);
    let options = DocumentOptions {
        template: Some(Arc::new(template)),
        ..DocumentOptions::of(DocumentKind::Summary, Lang::Fr)
    };
    let (pack, mut it) = (pack(), filled());
    it.cover = Cover {
        issuer: "Cabinet".to_owned(),
        version: "2.1".to_owned(),
        status: Some(Status::Draft),
        confidentiality: Some(Confidentiality::Restricted),
        ..Cover::default()
    };
    let made = report::export(format, &pack, &it, &assess(&pack, &it), &options).unwrap();
    (made, problems)
}

#[test]
fn a_look_of_ones_own_is_in_every_format_that_has_a_look() {
    let files = [("template.ron", SETTINGS), ("logo.svg", LOGO)];
    let of = |format| {
        let (made, problems) = export(&files, format);
        assert!(problems.is_empty() && made.problems.is_empty(), "{problems:?}");
        made.bytes
    };
    let pdf = of(Format::Pdf);
    compliant(&pdf);
    let said = pages(&pdf).concat();
    for words in
        ["Directiondel’international", "VilledeValmont", "Cabinet", "projet", "diffusionrestreinte"]
    {
        assert!(said.contains(words), "{words}");
    }
    let word = parts(&of(Format::Docx));
    assert!(word.contains_key("word/media/logo.png"));
    assert!(
        word["word/styles.xml"].contains("\"00695C\"")
            && !word["word/styles.xml"].contains("1F4E9E")
    );
    assert!(word["word/document.xml"].contains("descr=\"Logo de la ville\""));
    assert!(word["word/footer1.xml"].contains("Ville de Valmont"));
    let html = String::from_utf8(of(Format::Html)).unwrap();
    assert!(html.contains("--accent:#00695C") && html.contains("data:image/png;base64,"));
    assert!(html.contains("alt=\"Logo de la ville\"") && html.contains("Ville de Valmont"));
    for format in [Format::Xlsx, Format::Markdown] {
        assert!(all_bytes(&of(format), format).contains("Cabinet"), "{format:?}");
    }
}

#[test]
fn pages_of_ones_own_are_laid_out() {
    let pages_of = "#let brief = json(\"/brief.json\")\n\
        #import \"/passerelle.typ\": chart\n\
        #set document(title: brief.meta.title)\n#set text(lang: brief.meta.lang)\n\
        #title()\n= NOS PROPRES PAGES\n#chart(brief.front.indices)";
    let (made, problems) = export(&[("brief.typ", pages_of)], Format::Pdf);
    assert!(problems.is_empty() && made.problems.is_empty(), "{:?}", made.problems);
    let pages = pages(&made.bytes);
    assert_eq!(pages.len(), 1);
    assert!(pages[0].contains("NOSPROPRESPAGES"));
}

#[test]
fn broken_pages_are_told_with_line_and_hint_and_ours_take_their_place() {
    let plain = pages(&export(&[("template.ron", "()")], Format::Pdf).0.bytes);
    for (broken, line, words) in [
        ("#let a = 1\n\n#tilte(a)\n", Some(3), "tilte"),
        ("= Titre\n#let x = json(\"/autre.json\")", Some(2), "autre.json"),
        ("#import \"@preview/cetz:0.3.0\"", Some(1), ""),
        ("#read(\"/etc/passwd\")", Some(1), "passwd"),
        ("#set document(title: \"x\")\n#image(\"/logo.svg\")", None, "alt"),
        ("#{ let x = 0; while x < 1 { x = x * 1 } }", Some(1), "infinite"),
        ("#(", Some(1), "unclosed"),
    ] {
        let (made, _) = export(&[("brief.typ", broken), ("logo.svg", LOGO)], Format::Pdf);
        let told = made.problems.first().expect(broken);
        let sentence = told.sentence(Lang::Fr);
        assert_eq!(told.file, "brief.typ", "{sentence}");
        assert!(line.is_none() || told.line == line, "{broken}: {sentence}");
        assert!(sentence.contains(words) && sentence.ends_with("utilisé."), "{sentence}");
        assert_eq!(pages(&made.bytes).len(), plain.len(), "{broken}");
    }
}

#[test]
fn pages_that_were_found_too_slow_are_not_tried_again() {
    let (template, _) = template(&[("brief.typ", "#set document(title: \"x\")\n#title()")]);
    template.slow.note();
    let options = DocumentOptions {
        // Whichever copy of the template it is.
        template: Some(Arc::new(template.clone())),
        ..DocumentOptions::of(DocumentKind::Summary, Lang::Fr)
    };
    let (pack, it) = (pack(), filled());
    let made = report::export(Format::Pdf, &pack, &it, &assess(&pack, &it), &options).unwrap();
    let sentence = made.problems[0].sentence(Lang::Fr);
    assert!(sentence.contains("brief.typ") && sentence.contains("une minute"), "{sentence}");
    assert_eq!(pages(&made.bytes).len(), 2, "ours took their place");
}

#[test]
fn a_logo_runs_nothing_anywhere() {
    let evil = LOGO.replace(
        "</svg>",
        "<script>alert(1)</script><a href=\"https://example.org\"><text>x</text></a>\
         <image href=\"file:///etc/passwd\" width=\"5\" height=\"5\"/></svg>",
    );
    for format in Format::ALL {
        let (made, problems) = export(&[("logo.svg", &evil)], format);
        assert_eq!(problems.len(), 1, "{problems:?}");
        let all = all_bytes(&made.bytes, format) + &String::from_utf8_lossy(&made.bytes);
        for bad in ["<script", "alert(1)", "example.org", "/etc/passwd"] {
            assert!(!all.contains(bad), "{format:?}: {bad}");
        }
    }
}

#[test]
fn the_command_line_says_what_is_wrong_and_writes_the_document() {
    let (folder, file) = rennes();
    let charter = folder.path().join("charte");
    std::fs::create_dir(&charter).unwrap();
    let out = path(&folder, "note.pdf");
    let charter_path = charter.to_str().unwrap().to_owned();
    let args = ["export", &file, "--document", "summary", "--template", &charter_path, "-o", &out];
    refused(folder.path(), &args, &["charte", "template.ron"]);
    let none = path(&folder, "aucun");
    refused(
        folder.path(),
        &["export", &file, "--template", &none, "-o", &out],
        &["aucun", "existe"],
    );
    passerelle::storage::replace(&charter.join("brief.typ"), b"#tilte()").unwrap();
    let said = crate::cli::passerelle(&args);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.err.contains("brief.typ, ligne 1") && said.err.contains("tilte"), "{}", said.err);
    assert!(std::fs::read(&out).unwrap().starts_with(b"%PDF"));
    written(&folder, "x", "x");
}

#[test]
fn documents_parts_and_roles_are_chosen_on_the_command_line() {
    let (folder, file) = rennes();
    done(&["export", &file, "--document", "questionnaire", "--role", "finance", "--format", "md"]);
    let made = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().path());
    let made = made.into_iter().find(|path| path.extension().is_some_and(|e| e == "md")).unwrap();
    let name = made.file_name().unwrap().to_string_lossy().into_owned();
    assert!(name.starts_with("Questionnaire_Rennes-finances_"), "{name}");
    let text = std::fs::read_to_string(made).unwrap();
    assert!(text.contains("finances") && text.contains("MOY-01") && !text.contains("FOR-01"));
    let parts = ["export", &file, "--sections", "ties,nothing", "--format", "md"];
    refused(folder.path(), &parts, &["nothing", "ties", "tables"]);
    let role = ["export", &file, "--document", "questionnaire", "--role", "maire"];
    refused(folder.path(), &role, &["maire", "finance"]);
}

#[test]
fn a_folder_to_begin_from_is_taken_without_a_remark() {
    let folder = tempfile::tempdir().unwrap();
    let own = path(&folder, "charte");
    let said = done(&["template", &own]);
    assert!(said.contains("template.ron"), "{said}");
    assert!(!folder.path().join("charte/brief.typ").exists());
    refused(folder.path(), &["template", &own], &["n’est pas vide", "--force"]);
    done(&["--lang", "en", "template", &own, "--pages", "--force"]);
    let read =
        |name: &str| std::fs::read_to_string(folder.path().join("charte").join(name)).unwrap();
    let (settings, pages) = (read("template.ron"), read("brief.typ"));
    assert!(settings.contains("Your template"), "{settings}");
    let (made, problems) =
        export(&[("template.ron", &settings), ("brief.typ", &pages)], Format::Pdf);
    assert!(problems.is_empty() && made.problems.is_empty(), "{problems:?} {:?}", made.problems);
}
