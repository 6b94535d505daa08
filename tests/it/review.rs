//! The annual review: two pages, from an earlier state, of what is known and nothing else.

use std::{fs, ops::ControlFlow, path::Path};

use passerelle::{
    domain::{Action, Cost, Diagnostic, Funder, Funding, FundingStatus, Month, Owner, Plan, Stage},
    language::Lang,
    questionnaire::Pack,
    report::{
        Brief, DocumentKind, DocumentOptions, Format,
        brief::{Block, Findings, review},
        export_review, render,
    },
    storage::{self, Extras},
};

use crate::{
    brief::compliant,
    cli::{done, path, refused},
    compare::{Scored, valmont, valmont_a_year_before},
};

fn options(lang: Lang) -> DocumentOptions {
    DocumentOptions::of(DocumentKind::Review, lang)
}

/// An action of Valmont's plan.
fn action(id: u32, title: &str, stage: Stage) -> Action {
    Action {
        id,
        title: title.to_owned(),
        owner: Some(Owner::Function("Mission internationale".to_owned())),
        start: Month::new(2025, 9),
        end: Month::new(2026, 6),
        stage,
        ..Action::default()
    }
}

/// Valmont as it would be had nobody planned anything.
fn without_plan() -> Diagnostic {
    Diagnostic { plan: Plan::default(), ..valmont() }
}

/// Valmont with a plan as it would stand a year later.
fn with_plan() -> Diagnostic {
    let mut now = valmont();
    let granted = |amount| Funding {
        id: 1,
        funder: Funder::Other("Région".to_owned()),
        amount,
        status: FundingStatus::Granted,
    };
    now.plan.actions = vec![
        Action {
            cost: Some(Cost::Total(6000.0)),
            funding: vec![granted(Some(2500.0))],
            ..action(1, "Ouvrir une page « Valmont dans le monde »", Stage::Done)
        },
        action(2, "Atelier sur le Sahel avec l'université", Stage::Done),
        Action {
            cost: Some(Cost::Total(14_000.0)),
            funding: vec![granted(None)],
            ..action(3, "Relancer le jumelage avec Vila Serena", Stage::Underway)
        },
        action(4, "Étudier un festival commun avec Mizuhama", Stage::Abandoned),
        Action {
            start: Month::new(2026, 9),
            end: Month::new(2027, 3),
            ..action(5, "Écrire le bilan annuel et le voter", Stage::ToLaunch)
        },
        Action {
            start: Month::new(2028, 1),
            end: Month::new(2030, 1),
            ..action(6, "Ouvrir une maison du monde", Stage::ToLaunch)
        },
    ];
    now
}

fn of(now: Diagnostic, lang: Lang) -> Brief {
    let (old, new) = (Scored::of(valmont_a_year_before()), Scored::of(now));
    review(old.taken(), new.taken(), &options(lang))
}

fn titles(findings: &Findings) -> Vec<&str> {
    findings.items.iter().map(|item| item.title.as_str()).collect()
}

#[test]
fn it_is_two_pages_that_can_be_read_aloud_and_kept() {
    for lang in Lang::ALL {
        for (now, name) in [(with_plan(), "review"), (without_plan(), "review-without-plan")] {
            let pdf = render(&of(now, *lang)).unwrap();
            assert_eq!((pdf.pages, pdf.missing.len()), (2, 0));
            compliant(&pdf.bytes);
            if let Ok(folder) = std::env::var("PASSERELLE_SHOTS") {
                let file = format!("{name}-{}.pdf", lang.code());
                fs::write(Path::new(&folder).join(file), &pdf.bytes).unwrap();
            }
        }
    }
}

#[test]
fn what_was_done_and_what_comes_next_are_those_of_the_plan() {
    let brief = of(with_plan(), Lang::Fr);
    let front = brief.front.as_ref().unwrap();
    let done = titles(&front.strengths);
    assert!(done[0].starts_with("Ouvrir une page") && done[0].ends_with("fait"), "{done:?}");
    assert!(done.iter().any(|title| title.contains("Vila Serena") && title.ends_with("en cours")));
    assert!(done.iter().any(|title| title.ends_with("abandonné")), "{done:?}");
    let next = titles(&front.decisions);
    assert!(next.iter().any(|title| title.contains("bilan annuel")), "{next:?}");
    assert!(!next.iter().any(|title| title.contains("maison du monde")), "not within a year");
}

#[test]
fn an_action_done_before_the_earlier_state_is_not_of_the_year() {
    let mut then = valmont_a_year_before();
    then.plan.actions = vec![action(1, "Ouvrir une page", Stage::Done)];
    let (old, new) = (Scored::of(then), Scored::of(with_plan()));
    let brief = review(old.taken(), new.taken(), &options(Lang::Fr));
    let done = brief.front.unwrap().strengths;
    assert!(!titles(&done).iter().any(|title| title.contains("page")), "{done:?}");
}

#[test]
fn a_cost_that_nobody_gave_is_said_and_never_a_zero() {
    let brief = of(with_plan(), Lang::Fr);
    let title = Lang::Fr.review_cost_title();
    let cost = brief.sections.iter().find(|section| section.title.as_str() == title).unwrap();
    let Some(Block::Table(table)) = cost.blocks.iter().find(|b| matches!(b, Block::Table(_)))
    else {
        panic!("no table of costs")
    };
    let texts: Vec<Vec<&str>> =
        table.rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str()).collect()).collect();
    assert_eq!(texts.len(), 4, "two done, one under way, and the total: {texts:?}");
    let plain = |text: &str| text.replace(['\u{202f}', '\u{a0}'], " ");
    assert_eq!(plain(texts[0][2]), "6 000 €");
    assert_eq!(texts[1][2..], ["non chiffré", "aucun financement acquis"]);
    assert_eq!(texts[2][3], "montant inconnu");
    assert_eq!(plain(texts[3][2]), "20 000 €");
    assert!(plain(table.rows[3][2].details[0].as_str()).contains("1 action non chiffrée"));
    let none = of(without_plan(), Lang::Fr);
    let said = format!("{none:?}");
    assert!(said.contains("le coût de l’année n’est pas connu"), "{said}");
    assert!(said.contains("ce bilan ne peut pas dire ce qui a été fait"));
}

#[test]
fn what_moved_is_only_what_is_sure_and_the_rest_is_said() {
    let brief = of(valmont(), Lang::Fr);
    let front = brief.front.unwrap();
    let moved = titles(&front.gaps);
    assert!(moved.contains(&"Communication et visibilité"), "{moved:?}");
    assert!(!moved.contains(&"Organisation et gouvernance"), "it stays within uncertainty");
    let open = format!("{:?}", front.unknowns.items);
    assert!(open.contains("Organisation et gouvernance"), "{open}");
    // A council reads what questions are about, never their codes.
    let pack = Pack::standard().unwrap();
    for item in front.gaps.items.iter().chain(&front.unknowns.items) {
        let said = format!("{} {} {}", item.title, item.detail, item.proof);
        let code = pack.questions.iter().find(|question| said.contains(question.id.as_str()));
        assert!(code.is_none(), "{said}");
    }
    assert!(front.gaps.items.iter().any(|item| item.proof.as_str().contains("Information des")));
}

#[test]
fn a_break_is_said_and_nothing_is_judged_across_it() {
    let mut then = valmont_a_year_before();
    then.territory.name = "Aubeville".to_owned();
    let (old, new) = (Scored::of(then), Scored::of(with_plan()));
    let brief = review(old.taken(), new.taken(), &options(Lang::Fr));
    let front = brief.front.as_ref().unwrap();
    assert!(front.gaps.items.is_empty(), "{:?}", front.gaps.items);
    assert!(format!("{:?}", front.unknowns).contains("Aubeville"));
    let last = brief.sections.last().unwrap();
    assert_eq!(last.title.as_str(), Lang::Fr.review_breaks_title());
}

#[test]
fn every_format_gives_the_same_bytes_twice() {
    let (old, new) = (Scored::of(valmont_a_year_before()), Scored::of(with_plan()));
    for format in Format::ALL {
        let pair = (old.taken(), new.taken());
        let on = || ControlFlow::Continue(());
        let made = || export_review(format, pair, &options(Lang::Fr), &mut |_| on()).unwrap();
        assert!(made() == made(), "{format:?}");
    }
}

#[test]
fn it_is_exported_from_a_terminal_from_the_latest_earlier_state_or_a_named_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = path(&folder, "valmont.passerelle");
    fs::copy("templates/examples/valmont.passerelle", &file).unwrap();
    let out = path(&folder, "bilan.md");
    let review = ["export", &file, "--document", "review", "--format", "md", "-o", &out];
    done(&review);
    let said = fs::read_to_string(&out).unwrap();
    assert!(said.starts_with("# Bilan annuel"), "{said}");
    assert!(said.contains("30 juin 2025"), "{said}");
    let other = path(&folder, "autre.md");
    done(&[
        "export",
        &file,
        "--document",
        "review",
        "--format",
        "md",
        "-o",
        &other,
        "--against",
        "État des lieux 2025",
    ]);
    assert_eq!(said, fs::read_to_string(&other).unwrap());
}

#[test]
fn without_an_earlier_state_it_is_refused_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let file = path(&folder, "valmont.passerelle");
    fs::write(&file, storage::write(&valmont(), &Extras::default())).unwrap();
    let out = path(&folder, "bilan.pdf");
    refused(folder.path(), &["export", &file, "--document", "review", "-o", &out], &["Figez"]);
    let args = ["export", &file, "--document", "review", "-o", &out, "--against", "2019"];
    refused(folder.path(), &args, &["2019"]);
}
