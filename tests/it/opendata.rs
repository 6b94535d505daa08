//! Official files: what is about a territory is found, what is not is told, and nothing else
//! changes. Real files are read where they are at hand; their figures were counted apart, by the
//! command beside each.

use std::{fs, io::Write as _, path::Path};

use passerelle::{
    app::import_edit,
    domain::{Cell, Coverage, Diagnostic, Place, State, Territory, Value},
    exchange::{
        Decisions, Extract, FileProblem, Flag, Line, Proposal, Remark, Status, Target, Watch, What,
        extract, match_columns, propose, recognise,
    },
    language::Lang,
    questionnaire::Pack,
};
use proptest::prelude::*;

const FIXTURES: &str = "tests/it/fixtures/opendata";
const REAL: &str = "../shared/data/opendata";

fn pack() -> &'static Pack {
    Pack::standard().unwrap()
}

fn of(code: &str) -> Diagnostic {
    let profile = passerelle::reference::territory(code).unwrap();
    let new = passerelle::app::NewDiagnostic::of(&profile, passerelle::domain::Path::Full);
    new.create(pack(), jiff::civil::date(2026, 11, 26))
}

fn read(path: &str, code: &str) -> Extract {
    let place = Territory { code: code.to_owned(), ..Territory::default() };
    let recognised = recognise(Path::new(path), None, None).unwrap();
    extract(&recognised, &place, &Watch::default()).unwrap().unwrap()
}

fn proposed(extract: &Extract, diagnostic: &Diagnostic, decisions: &Decisions) -> Proposal {
    propose(extract, Target { diagnostic, pack: pack(), lang: Lang::Fr }, decisions).unwrap()
}

/// A real file, unless it is not at hand.
#[expect(clippy::print_stdout, reason = "a test that is passed over says so")]
fn real(name: &str) -> Option<String> {
    let path = format!("{REAL}/{name}");
    if Path::new(&path).exists() {
        return Some(path);
    }
    println!("skipped: {path} is not there");
    None
}

fn cell<'a>(line: &'a Line, column: &str) -> &'a Cell {
    let What::Row(cells) = &line.what else { panic!("no row") };
    cells.iter().find(|(id, _)| *id == *column).map_or(&Cell::Empty, |(_, cell)| cell)
}

fn text(line: &Line, column: &str) -> String {
    cell(line, column).to_string()
}

fn parts(proposal: &Proposal) -> Vec<(String, f64)> {
    let Some(What::Answer(_, answer)) = proposal.lines.first().map(|line| &line.what) else {
        return Vec::new();
    };
    let State::Given(Value::Parts(parts)) = &answer.state else { panic!("no figures") };
    parts.iter().map(|(id, value)| (id.to_string(), *value)).collect()
}

fn applied(proposal: &Proposal, diagnostic: &Diagnostic) -> Diagnostic {
    let mut after = diagnostic.clone();
    import_edit(proposal).apply(&mut after, pack(), jiff::civil::date(2026, 11, 26), None);
    after
}

#[test]
fn immigrants_by_country_come_from_the_section_for_everybody() {
    let (read, diagnostic) = (read(&format!("{FIXTURES}/img1b.csv"), "44109"), of("44109"));
    assert_eq!((read.layout.id.as_str(), read.year), ("insee_birth", Some(2022)));
    let proposal = proposed(&read, &diagnostic, &Decisions::default());
    let found: Vec<_> =
        proposal.lines.iter().map(|l| (text(l, "country"), text(l, "count"), l.wanted)).collect();
    let row = |country: &str, count: &str, wanted| (country.to_owned(), count.to_owned(), wanted);
    let expected = [
        row("PT", "800", true),
        row("MA", "2200", true),
        row("CD", "?", true),
        row("Syldavie", "7", false),
        row("zone:other_africa", "1500", true),
    ];
    assert_eq!(found, expected);
    assert_eq!(text(&proposal.lines[0], "perimeter"), "commune");
    assert_eq!(text(&proposal.lines[0], "evidence"), "E3");
    assert_eq!(proposal.labels.keys().collect::<Vec<_>>(), ["Syldavie"]);
    assert_eq!(proposal.flags, [Flag::MadeUp, Flag::Unreadable(1)]);
    // A label that somebody names, or leaves, is asked no more.
    let mut decisions = Decisions::default();
    decisions.countries.insert("Syldavie".to_owned(), Some(Place::parse("RO")));
    let named = proposed(&read, &diagnostic, &decisions);
    assert_eq!((text(&named.lines[3], "country"), named.lines[3].wanted), ("RO".to_owned(), true));
    assert_eq!(named.coverage, Some((None, Coverage::Exhaustive)));
    // Read again, the file brings nothing.
    let after = applied(&named, &diagnostic);
    assert_eq!(after.table("T1").unwrap().rows.len(), 5);
    let again = proposed(&read, &after, &decisions);
    assert!(again.is_idle() && again.lines.iter().all(|line| line.status == Status::Same));
}

#[test]
fn a_file_about_another_territory_and_a_total_that_does_not_add_up_are_told() {
    let (read, diagnostic) = (read(&format!("{FIXTURES}/nat.csv"), "44109"), of("44109"));
    let proposal = proposed(&read, &diagnostic, &Decisions::default());
    assert_eq!(text(&proposal.lines[0], "measure"), "foreigners");
    let flags = &proposal.flags;
    assert!(flags.contains(&Flag::OtherTerritory("Rennes (35238)".to_owned())), "{flags:?}");
    assert!(flags.contains(&Flag::Sum { stated: 700.0, sum: 500.0 }), "{flags:?}");
    // Immigrants that are there already are another population.
    let birth = self::read(&format!("{FIXTURES}/img1b.csv"), "44109");
    let after = applied(&proposed(&birth, &diagnostic, &Decisions::default()), &diagnostic);
    let mixed = proposed(&read, &after, &Decisions::default());
    assert!(mixed.flags.iter().any(|flag| matches!(flag, Flag::Measures(_))), "{:?}", mixed.flags);
}

#[test]
fn students_of_the_latest_year_are_summed_and_what_has_no_commune_can_be_attached() {
    let (read, diagnostic) = (read(&format!("{FIXTURES}/sise.csv"), "244400404"), of("244400404"));
    let proposal = proposed(&read, &diagnostic, &Decisions::default());
    let figures = |a, b| vec![("international".to_owned(), a), ("total".to_owned(), b)];
    assert_eq!(parts(&proposal), figures(240.0, 1940.0));
    assert_eq!((read.tally.here, read.tally.earlier, read.tally.elsewhere), (3, 1, 1));
    assert_eq!(proposal.unplaced.len(), 1);
    assert!(proposal.flags.contains(&Flag::Unplaced(25.0)));
    let mut decisions = Decisions::default();
    decisions.attached.insert("École sans adresse".to_owned());
    assert_eq!(parts(&proposed(&read, &diagnostic, &decisions)), figures(265.0, 2025.0));
    let after = applied(&proposal, &diagnostic);
    let answer = after.answer("ESR-01").unwrap();
    assert_eq!(answer.year, Some(2024));
    assert!(answer.comment.contains("École inventée"), "{}", answer.comment);
    // A total of another source is put beside the international students, not over them.
    let institutions = self::read(&format!("{FIXTURES}/mesr.csv"), "44109");
    let both = proposed(&institutions, &after, &Decisions::default());
    assert_eq!(parts(&both), figures(240.0, 1500.0));
    assert!(both.flags.contains(&Flag::Partial(1, 2)));
}

#[test]
fn associations_are_chosen_by_what_they_are_for_and_officers_are_never_read() {
    let (read, diagnostic) = (read(&format!("{FIXTURES}/rna.csv"), "44109"), of("44109"));
    let tally = read.tally;
    assert_eq!((tally.here, tally.dropped, tally.unselected), (2, 1, 1));
    assert_eq!((tally.elsewhere, tally.unplaced), (1, 1));
    let proposal = proposed(&read, &diagnostic, &Decisions::default());
    let found: Vec<_> = proposal
        .lines
        .iter()
        .map(|l| [text(l, "register"), text(l, "type"), text(l, "countries")].join(" "))
        .collect();
    assert_eq!(found, ["W000000001 solidarity SN|ML", "W000000004 twinning DE"]);
    assert_eq!(text(&proposal.lines[0], "name"), "LES AMIS DU FLEUVE SÉNÉGAL");
    assert_eq!(*cell(&proposal.lines[0], "active"), Cell::Empty, "nobody said that it is active");
    let written = format!("{proposal:?}");
    assert!(!written.contains("rue inventée") && !written.contains("PM"), "an address came in");
    let amalia = self::read(&format!("{FIXTURES}/amalia.csv"), "67482");
    let tally = amalia.tally;
    assert_eq!((tally.here, tally.dropped, tally.unselected, tally.elsewhere), (1, 1, 1, 1));
}

#[test]
fn twin_towns_are_proposals_that_nothing_accepts_by_itself() {
    let (read, diagnostic) = (read(&format!("{FIXTURES}/wikidata.tsv"), "93066"), of("93066"));
    assert_eq!((read.tally.here, read.tally.elsewhere), (3, 1), "La Réunion has a Saint-Denis too");
    let proposal = proposed(&read, &diagnostic, &Decisions::default());
    assert!(proposal.is_idle() && proposal.lines.iter().all(|line| !line.wanted));
    assert!(proposal.lines[1].remarks.contains(&Remark::Like("Ville inventée".to_owned())));
    assert!(proposal.lines[2].remarks.contains(&Remark::UnknownCountry("Prussia".to_owned())));
    let mut decisions = Decisions::default();
    decisions.chosen.insert(proposal.lines[0].at, true);
    let after = applied(&proposed(&read, &diagnostic, &decisions), &diagnostic);
    assert_eq!(after.table("T5").unwrap().rows.len(), 1);
}

#[test]
fn exports_become_shares_of_the_last_year_and_say_that_they_are_the_departement_s() {
    let (read, diagnostic) = (read(&format!("{FIXTURES}/customs.csv"), "44109"), of("44109"));
    let proposal = proposed(&read, &diagnostic, &Decisions::default());
    // 500, 300, 0.4 and 199.6 of 1,000; 0.04 % is too little for a row.
    let found: Vec<_> = proposal
        .lines
        .iter()
        .map(|l| (text(l, "country"), text(l, "value"), text(l, "perimeter")))
        .collect();
    let row = |c: &str, v: &str| (c.to_owned(), v.to_owned(), "departement".to_owned());
    assert_eq!(found, [row("DE", "50"), row("MA", "30"), row("Syldavie", "19.96")]);
    assert_eq!((read.year, read.tally.elsewhere), (Some(2024), 1));
    let mut decisions = Decisions::default();
    decisions.countries.insert("Syldavie".to_owned(), None);
    let told = proposed(&read, &diagnostic, &decisions);
    assert_eq!(told.coverage, Some((Some("exports".into()), Coverage::TopN)));
}

/// A made-up file of customs under a name.
fn customs(name: &str, text: &str) -> Proposal {
    let folder = tempfile::Builder::new().prefix("opendata-").tempdir().unwrap();
    let path = folder.path().join(name);
    crate::cli::put(&path, text).unwrap();
    proposed(&read(path.to_str().unwrap(), "44109"), &of("44109"), &Decisions::default())
}

#[test]
fn imports_are_never_taken_for_exports() {
    let quarters = "Pays;T1 2024;T2 2024;T3 2024;T4 2024\nAllemagne;1;1;1;1\nMaroc;1;1;1;1\n";
    let exports = customs("export_44.csv", quarters);
    assert_eq!(exports.counts().added, 2);
    assert!(!exports.flags.iter().any(|f| matches!(f, Flag::UnknownFlow | Flag::OtherFlow)));
    for (name, flag) in [("pays_44.csv", Flag::UnknownFlow), ("import_44.csv", Flag::OtherFlow)] {
        let doubtful = customs(name, quarters);
        assert!(doubtful.flags.contains(&flag), "{name}: {:?}", doubtful.flags);
        assert!(doubtful.is_idle() && doubtful.lines.len() == 2, "{name}");
        assert!(flag.sentence(Lang::Fr).contains("prise d’office"), "{}", flag.sentence(Lang::Fr));
    }
    let titled = customs("pays_44.csv", &format!("Importations par pays\n{quarters}"));
    assert!(titled.flags.contains(&Flag::OtherFlow) && titled.is_idle());
    // A column says it line by line, and what it says in no known word is left out and told.
    let column = "Flux;Pays;T1 2024;T2 2024;T3 2024;T4 2024\nE;Allemagne;1;1;1;1\n\
        I;Maroc;1;1;1;1\nsolde;Mali;1;1;1;1\n";
    let told = customs("pays_44.csv", column);
    assert_eq!((told.lines.len(), told.tally.dropped), (1, 2));
    assert!(told.flags.contains(&Flag::OddFlows(1)), "{:?}", told.flags);
}

#[test]
fn what_is_likely_another_s_is_shown_and_taken_only_if_somebody_says_so() {
    let (read, diagnostic) = (read(&format!("{FIXTURES}/nat.csv"), "44109"), of("44109"));
    let proposal = proposed(&read, &diagnostic, &Decisions::default());
    assert!(proposal.is_idle() && !proposal.lines.is_empty(), "it is about Rennes");
    let chosen = proposal.lines.iter().map(|line| (line.at, true)).collect();
    let decisions = Decisions { chosen, ..Decisions::default() };
    assert_eq!(proposed(&read, &diagnostic, &decisions).counts().added, proposal.lines.len());
    // More people than live there: the file of the region, or of the country.
    let folder = tempfile::Builder::new().prefix("opendata-").tempdir().unwrap();
    let path = folder.path().join("rp2022_img1b.csv");
    crate::cli::put(&path, "Pays de naissance;Ensemble\nAlgérie;889780\nMaroc;840972\n").unwrap();
    let proposal =
        proposed(&self::read(path.to_str().unwrap(), "44109"), &diagnostic, &Decisions::default());
    let people = proposal.flags.iter().any(|flag| matches!(flag, Flag::MorePeople(1_730_752.0, _)));
    assert!(people && proposal.is_idle(), "{:?}", proposal.flags);
}

#[test]
fn any_workbook_fills_a_table_and_formulas_stay_what_they_were() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Nos partenariats").unwrap();
    for (at, heading) in ["Ville partenaire", "Pays", "Depuis", "Observations"].iter().enumerate() {
        sheet.write(2, u16::try_from(at).unwrap(), *heading).unwrap();
    }
    sheet.write(3, 0, "Ville inventée").unwrap();
    sheet.write(3, 1, "Sénégal").unwrap();
    sheet.write_formula(3, 2, rust_xlsxwriter::Formula::new("=1990+8").set_result("1998")).unwrap();
    sheet.write(3, 3, "=HYPERLINK(\"http://x\")").unwrap();
    let folder = tempfile::Builder::new().prefix("opendata-").tempdir().unwrap();
    let path = folder.path().join("partenariats.xlsx");
    crate::cli::put(&path, book.save_to_buffer().unwrap()).unwrap();
    let spec = pack().table("T5").unwrap();
    let recognised = recognise(&path, None, None).unwrap();
    let mut matching = match_columns(&recognised, 0, spec, &Watch::default()).unwrap();
    matching.clipping.assign(0, Some("counterpart".into()));
    matching.clipping.assign(2, Some("since".into()));
    matching.clipping.assign(3, Some("note".into()));
    let diagnostic = of("44109");
    let proposal = matching.propose(None, spec, &Decisions::default(), Lang::Fr);
    let line = &proposal.lines[0];
    assert_eq!(
        (line.at, text(line, "country"), text(line, "since")),
        (4, "SN".into(), "1998".into())
    );
    let after = applied(&proposal, &diagnostic);
    let again = matching.propose(after.table("T5"), spec, &Decisions::default(), Lang::Fr);
    assert_eq!(again.lines[0].status, Status::Same);
    let report = proposal.report(Some(spec), Lang::Fr);
    assert!(!report.contains(";=") && !report.contains("\"=HYPER"), "{report}");
}

#[test]
fn real_census_labels_are_all_known() {
    let Some(path) = real("insee/img1b_rp2022_france_metropolitaine_top25_ensemble.csv") else {
        return;
    };
    let (read, diagnostic) = (read(&path, "44109"), of("44109"));
    let proposal = proposed(&read, &diagnostic, &Decisions::default());
    // tail -n +2 FILE | wc -l; awk -F';' 'NR>1{s+=$3}END{print s}' FILE
    assert_eq!((proposal.lines.len(), proposal.labels.len()), (25, 0));
    let sum: f64 =
        proposal.lines.iter().filter_map(|l| cell(l, "count").as_range()).map(|r| r.0).sum();
    assert!((sum - 5_202_486.0).abs() < 0.5, "{sum}");
    assert!(proposal.flags.contains(&Flag::UnknownTerritory));
    // Mainland France has more people than Nantes: nothing of it is taken unasked.
    assert!(proposal.is_idle() && proposal.flags.iter().any(|f| matches!(f, Flag::MorePeople(..))));
}

#[test]
fn real_students_are_those_that_awk_counts() {
    let Some(path) = real("mesr/sise_etudiants_internationaux_par_etablissement_2012_2024.csv")
    else {
        return;
    };
    // awk -F';' 'NR>1&&$8=="44109"&&$1==2024{t+=$6+$7;i+=$7}END{print t,i}' FILE
    let figures = |a, b| vec![("international".to_owned(), a), ("total".to_owned(), b)];
    let nantes = proposed(&read(&path, "44109"), &of("44109"), &Decisions::default());
    assert_eq!(parts(&nantes), figures(3_639.0, 41_140.0));
    // … ($8=="69123"||($8>=69381&&$8<=69389))&&$1==2024 …: districts are the town's
    let lyon = proposed(&read(&path, "69123"), &of("69123"), &Decisions::default());
    assert_eq!(parts(&lyon), figures(7_556.0, 56_416.0));
    assert!(lyon.flags.iter().any(|flag| matches!(flag, Flag::FormerCodes(_))));
    // awk -F';' 'NR>1&&$1==2024&&$8==""' FILE
    assert_eq!(nantes.unplaced.len(), 1);
    assert!(nantes.flags.contains(&Flag::Unplaced(13.0)));
}

#[test]
fn real_institutions_of_a_town_are_found_and_the_unknown_enrolments_told() {
    let Some(path) = real("mesr/fr-esr-principaux-etablissements-enseignement-superieur.csv")
    else {
        return;
    };
    // python3: [r for r in csv.DictReader(FILE) if r['Code commune']=='44109'] -> 4, one with 41188
    let read = read(&path, "44109");
    let proposal = proposed(&read, &of("44109"), &Decisions::default());
    assert_eq!((read.layout.id.as_str(), read.tally.here, read.tally.rows), ("mesr", 4, 246));
    assert_eq!(parts(&proposal), [("total".to_owned(), 41_188.0)]);
    assert!(proposal.flags.contains(&Flag::Partial(1, 4)));
    // Four institutions abroad have no commune and no figure: nothing is said of « 0 étudiants ».
    assert_eq!(proposal.unplaced.len(), 4);
    assert!(!proposal.flags.iter().any(|flag| matches!(flag, Flag::Unplaced(_))));
}

#[test]
fn real_lines_of_the_register_are_placed_and_sorted_out() {
    let Some(path) = real("rna/rna_waldec_extrait_reel_4_lignes.csv") else { return };
    // awk -F';' 'NR>1{print $23,$38}' FILE -> 97612 A, 97611 D, 97611 A, 97614 D
    let tally = read(&path, "97611").tally;
    assert_eq!((tally.rows, tally.elsewhere, tally.dropped), (5, 2, 1));
    assert_eq!(tally.here + tally.unselected, 1);
}

#[test]
fn real_twin_towns_are_those_of_the_right_commune() {
    let Some(path) = real("wikidata/wikidata_p190_france_2017.tsv") else { return };
    let count = |code: &str| read(&path, code).tally.here;
    // awk -F'\t' '$1=="Nantes"' FILE | wc -l
    assert_eq!(count("44109"), 18);
    // awk -F'\t' '$1=="Saint-Denis"{if($3>0)a++;else b++}END{print a,b}' FILE -> 10 3
    assert_eq!((count("93066"), count("97411")), (10, 3));
    // awk -F'\t' '$1=="Montreuil"&&$3<50' FILE | wc -l -> 11: the other Montreuil is in Pas-de-Calais
    let montreuil = proposed(&read(&path, "93048"), &of("93048"), &Decisions::default());
    assert_eq!(montreuil.lines.len(), 11);
    assert_eq!(montreuil.labels.keys().collect::<Vec<_>>(), ["Prussia"]);
    let reims = proposed(&read(&path, "51454"), &of("51454"), &Decisions::default());
    let alike = reims.lines.iter().flat_map(|line| &line.remarks);
    assert!(alike.into_iter().any(|remark| *remark == Remark::Like("Arlington County".to_owned())));
}

fn outcome(bytes: &[u8]) -> Result<bool, FileProblem> {
    let mut file = tempfile::Builder::new().prefix("opendata-").tempfile().unwrap();
    file.write_all(bytes).unwrap();
    let recognised = recognise(file.path(), None, None)?;
    let place = Territory { code: "44109".to_owned(), ..Territory::default() };
    let spec = pack().table("T1").unwrap();
    match_columns(&recognised, 0, spec, &Watch::default())?;
    Ok(extract(&recognised, &place, &Watch::default())?.is_some())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    /// Whatever the bytes, the answer is rows or a reason.
    #[test]
    fn no_bytes_bring_the_program_down(bytes in prop::collection::vec(any::<u8>(), 0..400),
                                       magic in prop::sample::select(vec![&b""[..], b"PK\x03\x04",
                                            b"\xd0\xcf\x11\xe0", b"\x1f\x8b\x08", b"\xff\xfe", b"id;titre;objet;adrs_codeinsee\n"])) {
        if let Err(problem) = outcome(&[magic, &bytes].concat()) {
            prop_assert!(!problem.sentence(Lang::Fr).is_empty());
        }
    }

    /// A real layout, cut anywhere or with a byte changed, is read or refused.
    #[test]
    fn damaged_files_are_read_or_refused(cut in 0usize..900, at in 0usize..900, byte in any::<u8>()) {
        let mut bytes = fs::read(format!("{FIXTURES}/rna.csv")).unwrap();
        if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        bytes.truncate(cut);
        if let Err(problem) = outcome(&bytes) {
            prop_assert!(!problem.sentence(Lang::En).is_empty());
        }
    }
}
