//! The main job on the command line, on a real territory: what is known is entered, the rest stays
//! unknown everywhere, from the file to the score and the brief.
//!
//! The figures of Rennes here are made up, but for its population; the same journey runs on the
//! ministry's and Wikidata's own files where they lie beside the project.

use std::{fmt::Write as _, fs, path::Path};

use passerelle::{language::Lang, report::Brief, scoring::assess, storage};
use serde_json::Value;

use super::{done, path, rennes, written};

const ANSWERS: &str = "id;state;value;min;max;year;source;evidence;role;comment\n\
    ESR-01;répondu;total=50000|international=5000;;;2024;Fichier inventé pour ce test;E3;;\n\
    GOV-01;ne sait pas;;;;;;;;À demander au cabinet\n";

/// Proposals to confirm one by one: a country, a town, and nothing else.
const TWINS: &str = "couverture;partiel\n\
    Nom du partenariat;Pays;Ville ou collectivité partenaire;Source;Année;Preuve\n\
    Jumelage à confirmer;Ireland;Cork;Liste inventée, à confirmer;2017;E0\n\
    Jumelage à confirmer;Mali;Bandiagara;Liste inventée, à confirmer;2017;E0\n\
    Jumelage à confirmer;République tchèque;Brno;Liste inventée, à confirmer;2017;E0\n";

/// A diagnostic with these answers and these twin towns, in a folder of its own.
fn filled(territory: &str, answers: &str, twins: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = path(&folder, "a.passerelle");
    done(&["new", "--territory", territory, "-o", &file]);
    let answers = written(&folder, "answers.csv", answers);
    done(&["import", &file, &answers, "--from", "answers"]);
    let twins = written(&folder, "twins.csv", twins);
    done(&["import", &file, &twins, "--from", "csv", "--table", "T5"]);
    let checked = done(&["check", &file]);
    assert!(checked.starts_with("Aucun problème.\n"), "{checked}");
    // What the official file contradicts is told after that, and keeps nothing from going on.
    (folder, file)
}

fn score(file: &str) -> Value {
    serde_json::from_str(&done(&["score", file, "--format", "json"])).unwrap()
}

/// Everything that the brief says, as one text.
fn brief(file: &str) -> String {
    let opened = storage::open(Path::new(file)).unwrap();
    let assessment = assess(&opened.pack, &opened.diagnostic);
    let brief = Brief::new(&opened.pack, &opened.diagnostic, &assessment, Lang::Fr);
    serde_json::to_string(&brief).unwrap()
}

/// Checks that nothing but these questions has a sure value, and that no block pretends to know.
#[track_caller]
fn only_these_are_known(json: &Value, known: &[&str]) {
    let questions = json["questions"].as_array().unwrap();
    let sure = questions.iter().filter(|question| {
        let value = &question["value"];
        !value.is_null() && value["low"] == value["high"]
    });
    let sure: Vec<_> = sure.map(|question| question["id"].as_str().unwrap()).collect();
    assert_eq!(sure, known);
    let blocks = ["indices", "blocks"].into_iter().flat_map(|key| json[key].as_array().unwrap());
    for block in blocks {
        assert_eq!(block["sufficient"], false, "{}", block["id"]);
        assert!(block["low"].as_f64() < block["high"].as_f64(), "{}", block["id"]);
    }
}

#[test]
fn what_nobody_entered_is_unknown_everywhere() {
    let (_folder, file) = filled("35238", ANSWERS, TWINS);
    only_these_are_known(&score(&file), &["ESR-01"]);
    let brief = brief(&file);
    for invented in ["Pilier", "À réveiller", "Dormant", "À enraciner", "Développement économique"]
    {
        assert!(!brief.contains(invented), "nobody said `{invented}`");
    }
    for said in
        ["données insuffisantes", "À établir", "Cork", "à confirmer", "ne sait pas", "Rennes"]
    {
        assert!(brief.contains(said), "the brief does not say `{said}`");
    }
}

/// Of a twin town that only a list names, nothing is claimed: neither asleep, nor never evaluated.
#[test]
fn a_bare_twin_town_claims_nothing() {
    let (_folder, file) = filled("35238", ANSWERS, TWINS);
    let json = score(&file);
    for row in json["matrix"]["countries"].as_array().unwrap() {
        assert_eq!(row["certain"], false, "{row}");
        let possible = row["possible"].as_array().unwrap().len();
        assert!(3 < possible, "no tie is known: almost any class may be the right one");
        for twin in row["partnerships"].as_array().unwrap() {
            assert!(twin["quality"]["low"].as_f64() < twin["quality"]["high"].as_f64(), "{twin}");
            assert_eq!(twin["quality"]["low"], 0.0);
            assert_eq!(twin["quality"]["high"], 1.0);
        }
    }
    let evaluated = json["questions"].as_array().unwrap().iter().find(|q| q["id"] == "PAR-04");
    assert_ne!(evaluated.unwrap()["outcome"], "known", "nobody said that none was evaluated");
}

/// A diagnostic of which nothing at all was entered makes a score and a brief too.
#[test]
fn an_untouched_diagnostic_concludes_nothing() {
    let (_folder, file) = rennes();
    only_these_are_known(&score(&file), &[]);
    let brief = brief(&file);
    assert!(brief.contains("presque rien n’est encore renseigné"));
    assert!(brief.contains("n’établissent pas encore de point fort"));
    assert!(brief.contains("n’établissent pas d’écart marqué"));
}

#[test]
fn the_brief_is_written_beside_the_diagnostic() {
    let (folder, file) = filled("244400404", ANSWERS, TWINS);
    let said = done(&["export", &file, "--format", "pdf", "--lang", "fr"]);
    // It says what it is, of which territory, of which day.
    let pdfs = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
    let pdf = pdfs.into_iter().find(|path| path.extension().is_some_and(|e| e == "pdf")).unwrap();
    let name = pdf.file_name().unwrap().to_string_lossy().into_owned();
    assert!(name.starts_with("Note-strategique_Nantes-Métropole_20"), "{name}");
    assert!(said.contains(&name), "{said}");
    let pdf = fs::read(pdf).unwrap();
    assert!(pdf.starts_with(b"%PDF-") && 50_000 < pdf.len());
}

/// The ministry's students and Wikidata's twin towns of Rennes, from the files themselves.
#[test]
fn official_files_make_a_diagnostic() {
    let data = Path::new("../shared/data/opendata");
    let students = data.join("mesr/sise_etudiants_internationaux_par_etablissement_2012_2024.csv");
    let twins = data.join("wikidata/wikidata_p190_france_2017.tsv");
    let (Ok(students), Ok(twins)) = (fs::read_to_string(students), fs::read_to_string(twins))
    else {
        println!("skipped: the official files are not beside the project");
        return;
    };
    let (mut total, mut international) = (0, 0);
    for line in students.lines() {
        let fields: Vec<&str> = line.trim_start_matches('\u{feff}').split(';').collect();
        if fields[0] == "2024" && fields[7] == "35238" {
            let figure = |at: usize| fields[at].parse::<u32>().unwrap();
            total += figure(5) + figure(6);
            international += figure(6);
        }
    }
    let answers = format!(
        "id;value;year;source;evidence\n\
         ESR-01;total={total}|international={international};2024;MESR, SISE;E3\n"
    );
    let mut rows = "couverture;partiel\ncountry;counterpart;source;year;evidence\n".to_owned();
    for line in twins.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        if fields[0] == "Rennes" {
            let (town, country) = (fields[5], fields[9]);
            writeln!(rows, "{country};{town};Wikidata 2017, à confirmer;2017;E0").unwrap();
        }
    }
    assert!(10_000 < total && 10 < rows.lines().count());
    let (_folder, file) = filled("35238", &answers, &rows);
    only_these_are_known(&score(&file), &["ESR-01"]);
}
