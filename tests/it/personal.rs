//! Data about persons are noticed before an export, and figures, years and codes are not taken for
//! them.

use std::path::Path;

use passerelle::{
    domain::{Action, Diagnostic},
    language::Lang,
    report::{
        brief::Spot,
        personal::{Trace, personal, scan},
        preflight::{ConcernKind, Weight, preflight},
    },
    scoring::assess,
    storage,
};
use proptest::prelude::*;

fn example() -> storage::Opened {
    storage::open(Path::new("templates/examples/valmont.passerelle")).unwrap()
}

/// The example with a phone number in a comment, an address in a note and a name in the plan.
fn with_persons() -> Diagnostic {
    let mut diagnostic = example().diagnostic;
    let answer = diagnostic.answers.get_mut("GOV-01").unwrap();
    answer.comment = "Rappeler au 02 99 12 34 56.".into();
    answer.note = "Voir avec marie@exemple.fr".into();
    let action = Action { id: 90, title: "Confier à Mme Nguyen".to_owned(), ..Action::default() };
    diagnostic.plan.actions.push(action);
    diagnostic
}

#[test]
fn the_worked_example_names_nobody() {
    assert_eq!(personal(&example().diagnostic), []);
}

#[test]
fn what_looks_personal_is_told_with_its_place_before_an_export() {
    let opened = example();
    let diagnostic = with_persons();
    let assessment = assess(&opened.pack, &diagnostic);
    let concerns = preflight(&opened.pack, &diagnostic, &assessment);
    let found: Vec<_> = concerns
        .iter()
        .filter_map(|concern| match &concern.kind {
            ConcernKind::Personal(found) => Some((concern.weight, &concern.place, found)),
            _ => None,
        })
        .collect();
    assert_eq!(found.len(), 3);
    let question = Spot::Question("GOV-01".into());
    assert_eq!((found[0].0, found[0].1), (Weight::Alert, &question));
    assert_eq!(found[0].2.traces, [Trace::Phone]);
    assert_eq!((found[1].0, found[1].1), (Weight::Remark, &question));
    assert!(found[1].2.private && found[1].2.sentence(Lang::Fr).contains("note privée"));
    assert_eq!((found[2].0, found[2].1), (Weight::Remark, &Spot::Plan));
    let sentence = found[0].2.sentence(Lang::Fr);
    assert!(sentence.contains("numéro de téléphone") && !sentence.contains("02"), "{sentence}");
}

/// A whole number written with spaces, as a spreadsheet or an official writes it.
fn grouped(number: u64) -> String {
    let digits: Vec<char> = number.to_string().chars().rev().collect();
    let groups: Vec<String> = digits.chunks(3).map(|group| group.iter().rev().collect()).collect();
    groups.into_iter().rev().collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn figures_codes_and_years_are_no_persons(
        amount in 0_u64..10_000_000_000_000,
        insee in 1_001_u32..98_000,
        siren in 100_000_000_u64..999_999_999,
        nic in 1_u64..99_999,
        year in 1950_u16..2040,
        share in 0.0_f64..100.0,
        day in 1_u8..29,
        month in 1_u8..13,
    ) {
        for text in [
            format!("{} € en {year}", grouped(amount)),
            format!("{amount} euros"),
            format!("+{} € depuis {year}", grouped(amount)),
            format!("commune {insee:05}, EPCI {siren}"),
            format!("SIRET {siren}{nic:05}"),
            format!("SIRET {} {nic:05}", grouped(siren)),
            format!("RNA W{siren}"),
            format!("{share:.1} % en {year}, contre {share:.2} en {}", year - 1),
            format!("de {year} à {}, puis {} {}", year + 3, year + 4, year + 5),
            format!("délibération du {day:02}/{month:02}/{year}"),
            format!("séance du {day:02}.{month:02}.{year} à {day:02} h 30"),
            format!("{year}-{month:02}-{day:02}"),
        ] {
            prop_assert_eq!(scan(&text), vec![], "{}", text);
        }
    }

    #[test]
    fn what_is_typed_is_found_wherever_it_stands(
        before in "[a-zéà ,;(]{0,12}",
        after in "[ ,;)][a-zéà ]{0,12}",
        number in 10_000_000_u32..99_999_999,
        area in 1_u8..10,
        parted in prop::sample::select(vec!["", " ", ".", "-", "\u{a0}", "\u{202f}"]),
        user in "[a-z]{1,8}(\\.[a-z]{1,8})?",
    ) {
        let pairs: Vec<String> =
            number.to_string().as_bytes().chunks(2).map(|p| String::from_utf8_lossy(p).into()).collect();
        let phone = format!("0{area}{parted}{}", pairs.join(parted));
        prop_assert!(scan(&format!("{before} {phone}{after}")).contains(&Trace::Phone), "{}", phone);
        let email = format!("{before} {user}@ville-exemple.fr{after}");
        prop_assert!(scan(&email).contains(&Trace::Email), "{}", email);
    }

    #[test]
    fn any_text_can_be_scanned(text in "\\PC{0,200}") {
        scan(&text);
    }
}
