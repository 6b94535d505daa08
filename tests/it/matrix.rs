//! The country matrix and the sheet of a country as data: groups, filters, order, context, and
//! what stands behind every figure.

use passerelle::{
    advice::advise,
    domain::{Class, CountryCode, Decision, Place, Resolution},
    language::Lang,
    report::{
        brief::CountrySheet,
        matrix::{Board, Column, Context, Entry, Grouping, Sort, Wish},
    },
    scoring::assess,
    storage::Opened,
};

use crate::map::example;

fn board(opened: &Opened, wish: &Wish, lang: Lang) -> Board {
    let Opened { pack, diagnostic, .. } = opened;
    Board::new(pack, diagnostic, &assess(pack, diagnostic), wish, lang)
}

fn grouped(grouping: Grouping) -> Board {
    board(&example(), &Wish { grouping, ..Wish::default() }, Lang::Fr)
}

fn names(board: &Board) -> Vec<&str> {
    board.entries().map(|entry| entry.name.as_str()).collect()
}

fn code(text: &str) -> CountryCode {
    CountryCode::parse(text).unwrap()
}

fn entry<'a>(board: &'a Board, country: &str) -> &'a Entry {
    let place = Place::Country(code(country));
    board.entries().find(|entry| entry.place == place).unwrap()
}

#[test]
fn every_country_with_a_tie_or_a_partnership_has_all_its_figures() {
    let opened = example();
    let board = board(&opened, &Wish::default(), Lang::Fr);
    let matrix = assess(&opened.pack, &opened.diagnostic).matrix.unwrap();
    assert_eq!(board.countries, matrix.countries.len());
    assert_eq!(board.entries().count(), matrix.countries.len() + matrix.zones.len());
    let germany = entry(&board, "DE");
    let figures: Vec<_> =
        germany.ties.iter().chain(&germany.sums).map(|one| one.text.as_str()).collect();
    assert_eq!(figures.len(), 8, "D, S, E, A, R, P, O, U");
    assert_eq!(germany.class, Some(Class::Pillar));
    let japan = entry(&board, "JP");
    assert_eq!(japan.ties[0].text, "0–25", "an interval stays one");
}

#[test]
fn groups_by_class_stand_in_the_order_of_the_method_and_say_what_they_mean() {
    let board = grouped(Grouping::Class);
    let titles: Vec<_> = board.groups.iter().map(|group| group.title.as_str()).collect();
    let order = ["Pilier", "Opportunité latente", "À réveiller", "À enraciner", "Dormant"];
    let known: Vec<_> = titles.iter().filter(|title| order.contains(title)).copied().collect();
    let expected: Vec<_> = order.into_iter().filter(|title| titles.contains(title)).collect();
    assert_eq!(known, expected);
    let latent = &board.groups[1];
    assert!(latent.entries.iter().all(|one| one.class == Some(Class::LatentOpportunity)));
    assert!(latent.count.starts_with(&format!("{}", latent.entries.len())), "{}", latent.count);
    assert_eq!(latent.note, Lang::Fr.words_class_latent_opportunity_reading());
}

#[test]
fn groups_by_continent_and_region_hold_every_line_once_and_keep_zones_apart() {
    let all = grouped(Grouping::None).entries().count();
    for grouping in [Grouping::Continent, Grouping::Region, Grouping::Class] {
        let board = grouped(grouping);
        assert_eq!(board.entries().count(), all, "{grouping:?}");
        for group in &board.groups {
            let zones = group.entries.iter().filter(|entry| entry.sums.is_empty()).count();
            assert!(zones == 0 || zones == group.entries.len(), "{} mixes zones", group.title);
            assert!(!group.count.is_empty());
        }
        if let Some(at) = board.groups.iter().position(|group| group.key == "zones") {
            assert_eq!(at, board.groups.len() - 1, "zones come last");
        }
    }
    let board = grouped(Grouping::Continent);
    let africa = board.groups.iter().find(|group| group.title == "Afrique").unwrap();
    let names: Vec<_> = africa.entries.iter().map(|entry| entry.name.as_str()).collect();
    assert!(names.contains(&"Maroc") && names.contains(&"Sénégal"), "{names:?}");
    assert!(grouped(Grouping::Region).groups.iter().any(|one| one.title == "Afrique occidentale"));
}

#[test]
fn what_is_not_known_comes_last_either_way_and_is_never_a_zero() {
    let opened = example();
    for falling in [true, false] {
        for by in [Column::Tie(2), Column::Roots, Column::Opportunity] {
            let wish = Wish { sort: Sort { by, falling }, ..Wish::default() };
            let board = board(&opened, &wish, Lang::Fr);
            let known: Vec<bool> = board
                .entries()
                .filter_map(|entry| by.figure(entry))
                .map(|figure| figure.text != "?")
                .collect();
            assert!(known.is_sorted_by(|a, b| a >= b), "{by:?}: {known:?}");
        }
    }
    let by_name = Wish { sort: Sort { by: Column::Name, falling: false }, ..Wish::default() };
    let board = board(&opened, &by_name, Lang::Fr);
    assert_eq!(names(&board).first(), Some(&"Allemagne"));
}

#[test]
fn lines_are_filtered_by_class_by_name_by_certainty_and_by_context() {
    let opened = example();
    let with = |wish: Wish| board(&opened, &wish, Lang::Fr);
    let union = with(Wish { standing: Some((Context::Union, 0)), ..Wish::default() });
    let names_of = names(&union);
    assert!(names_of.contains(&"Allemagne") && names_of.contains(&"Portugal"), "{names_of:?}");
    assert!(!names_of.contains(&"Maroc"));
    let aid = with(Wish { standing: Some((Context::Aid, 0)), ..Wish::default() });
    assert!(names(&aid).contains(&"Sénégal") && !names(&aid).contains(&"Maroc"));
    assert!(names(&with(Wish { text: "sene".into(), ..Wish::default() })).contains(&"Sénégal"));
    let pillars = with(Wish { class: Some(Class::Pillar), ..Wish::default() });
    assert_eq!(names(&pillars), ["Allemagne"]);
    let open = with(Wish { open: true, ..Wish::default() });
    assert!(open.entries().all(|entry| !entry.settled_by.is_empty()));
    // Whatever is filtered, the standings that can be chosen stay the same.
    assert_eq!(open.standings, union.standings);
}

#[test]
fn the_context_is_dated_and_never_counts() {
    let opened = example();
    let board = board(&opened, &Wish::default(), Lang::Fr);
    let senegal = entry(&board, "SN");
    let said: Vec<_> = Context::ALL
        .into_iter()
        .zip(&senegal.standings)
        .filter_map(|(context, standing)| Some((context, standing.as_ref()?.short)))
        .collect();
    assert_eq!(
        said,
        [
            (Context::Aid, "PMA"),
            (Context::Francophonie, "Membre"),
            (Context::Region, "Afrique occidentale"),
        ]
    );
    let mut other = example();
    other.diagnostic.territory.departement =
        Some(passerelle::domain::Named { code: "67".into(), name: "Bas-Rhin".into() });
    let beside = self::board(&other, &Wish::default(), Lang::Fr);
    for (a, b) in board.entries().zip(beside.entries()) {
        assert_eq!((&a.ties, &a.sums, a.class), (&b.ties, &b.sums, b.class));
    }
    let border = |board: &Board| entry(board, "DE").standings[3].as_ref().map(|one| one.short);
    assert_eq!((border(&board), border(&beside)), (Some("Hexagone"), Some("Département")));
}

#[test]
fn the_table_beside_the_figure_says_all_of_it_and_tells_no_small_count() {
    let opened = example();
    let spec = opened.pack.matrix.as_ref().unwrap();
    let grouping = Grouping::Continent;
    let board = board(&opened, &Wish { grouping, ..Wish::default() }, Lang::Fr);
    let (heads, rows) = board.table(spec, &[Context::Aid], Lang::Fr);
    assert_eq!(heads.len(), 13);
    assert!(heads.contains(&"D · Diasporas".to_owned()), "{heads:?}");
    assert!(heads.contains(&"Groupe du CAD (contexte, non noté)".to_owned()), "{heads:?}");
    assert!(rows.iter().all(|row| row.len() == heads.len()));
    let portugal = rows.iter().find(|row| row[1] == "Portugal").unwrap();
    assert_eq!(portugal[0], "Europe");
    // Japan has at most sixty residents, maybe none: its count is not told.
    let japan = rows.iter().find(|row| row[1] == "Japon").unwrap();
    assert_eq!(japan[2], Lang::Fr.report_masked_tie());
}

fn sheet(country: &str, lang: Lang) -> CountrySheet {
    sheet_of(&example(), country, lang)
}

fn sheet_of(opened: &Opened, country: &str, lang: Lang) -> CountrySheet {
    let Opened { pack, diagnostic, .. } = opened;
    let assessment = assess(pack, diagnostic);
    let advice = advise(pack, diagnostic, &assessment, diagnostic.as_of);
    CountrySheet::new(pack, diagnostic, &assessment, &advice, code(country), lang).unwrap()
}

#[test]
fn a_sheet_tells_each_tie_with_its_figure_its_rows_their_proof_and_who_carries_it() {
    let morocco = sheet("MA", Lang::Fr);
    assert_eq!(morocco.name, "Maroc");
    assert!(morocco.reading.1.starts_with("Opportunité latente"), "{:?}", morocco.reading);
    let [diasporas, students, economy, associations] = &morocco.ties[..] else {
        panic!("four ties")
    };
    assert_eq!(diasporas.figure.value, "100");
    assert!(diasporas.basis.contains("15,83 pour 1\u{a0}000"), "{}", diasporas.basis);
    assert!(diasporas.rows[0].words.contains("1\u{a0}900"), "{:?}", diasporas.rows);
    assert!(diasporas.rows[0].proof.contains("E3"), "{:?}", diasporas.rows);
    assert_eq!(students.rows.len(), 2);
    assert!(students.carriers[0].contains("Université de Valmont"), "{:?}", students.carriers);
    assert!(!economy.basis.is_empty());
    assert_eq!(associations.table.0.as_str(), "T4");
    assert!(!associations.rows.is_empty() && !associations.carriers.is_empty());
    assert!(morocco.partnerships.is_empty());
    assert!(!morocco.measures.is_empty(), "an opportunity calls for something");
}

#[test]
fn a_sheet_explains_activity_and_quality_term_by_term_and_proposes() {
    let portugal = sheet("PT", Lang::Fr);
    let one = &portugal.partnerships[0];
    assert!(one.name.contains("Vila Serena"), "{}", one.name);
    assert!(one.activity.said.contains("février 2023"), "{}", one.activity.said);
    assert!(one.activity.said.contains("il y a 40\u{a0}mois"), "{}", one.activity.said);
    assert!(one.activity.formula.contains("12\u{a0}mois"), "{}", one.activity.formula);
    assert_eq!(one.criteria.len(), 6);
    let agreement = &one.criteria[0];
    assert!(!agreement.said.is_empty() && !agreement.value.is_empty());
    assert!(one.proposal.starts_with("réveiller"), "{}", one.proposal);
    assert!(one.reasons.iter().any(|why| why.contains("40\u{a0}mois")), "{:?}", one.reasons);
    // What the six terms say makes the quality that is shown.
    let mean = |end: fn(&(f64, f64)) -> f64| {
        one.criteria.iter().map(|term| end(&term.span)).sum::<f64>() / 6.0
    };
    assert!((mean(|span| span.0) - one.quality.span.0).abs() < 1e-9);
    assert!((mean(|span| span.1) - one.quality.span.1).abs() < 1e-9);
}

#[test]
fn what_was_decided_stands_beside_what_is_proposed() {
    let mut opened = example();
    opened.diagnostic.decisions.clear();
    assert_eq!(sheet_of(&opened, "PT", Lang::Fr).partnerships[0].decided, None);
    let resolution = Resolution {
        choice: Some(Decision::Maintain),
        comment: "Le comité de jumelage porte la relance.".into(),
        vote: Some(jiff::civil::date(2026, 6, 25)),
    };
    opened.diagnostic.decisions.insert(1, resolution);
    let one = &sheet_of(&opened, "PT", Lang::Fr).partnerships[0];
    let decided = one.decided.as_deref().unwrap();
    assert!(decided.contains("maintenir") && decided.contains("25 juin 2026"), "{decided}");
    assert!(one.proposal.starts_with("réveiller"), "the proposal stays: {}", one.proposal);
    assert_eq!(one.remark, "Le comité de jumelage porte la relance.");
}

#[test]
fn a_sheet_names_the_devices_that_fit_and_the_context_with_its_dates() {
    let senegal = sheet("SN", Lang::Fr);
    assert!(!senegal.devices.is_empty());
    assert!(senegal.devices.iter().all(|one| !one.verdict_words.is_empty()));
    let context: Vec<_> = senegal.context.iter().map(|one| one.name).collect();
    assert_eq!(context.len(), Context::ALL.len());
    assert!(senegal.context.iter().all(|one| one.origin.contains("contexte, non noté")));
    let none = &senegal.context[0];
    assert_eq!(none.standing, Lang::Fr.context_without(), "no standing is said, not left out");
}

#[test]
fn the_countries_on_either_side_follow_the_order_that_is_shown() {
    let opened = example();
    let sort = Sort { by: Column::Name, falling: false };
    let board = board(&opened, &Wish { sort, ..Wish::default() }, Lang::Fr);
    let all: Vec<_> = board.entries().filter(|entry| !entry.sums.is_empty()).collect();
    let (before, after) = board.beside(&all[1].place);
    assert_eq!(before.map(|one| &one.place), Some(&all[0].place));
    assert_eq!(after.map(|one| &one.place), Some(&all[2].place));
    assert!(board.beside(&all[0].place).0.is_none());
    assert!(board.beside(&all.last().unwrap().place).1.is_none());
}
