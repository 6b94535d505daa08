//! Diagnostics that are all alike: nothing known, nothing that applies, all best, all worst. Every
//! page of results stays sensible, in both languages: no figure that is none, no sign without word.

use eframe::egui::vec2;
use passerelle::{
    app::{Command, Edit},
    domain::Diagnostic,
    language::Lang,
    scoring::{Letter, assess},
    ui::Page,
};

use super::{Look, desk, outline, shot};
use crate::advice::{All, diagnostic};

const ALL: [All; 4] = [All::Unknown, All::NotApplicable, All::Best, All::Worst];

const PAGES: [Page; 10] = [
    Page::Overview,
    Page::Ladder,
    Page::Gauges,
    Page::Matrix,
    Page::Map,
    Page::Advice,
    Page::Verify,
    Page::Benchmark,
    Page::Robustness,
    Page::Brief,
];

/// The texts of an outline, each between its quotation marks.
fn texts(outline: &str) -> impl Iterator<Item = &str> {
    outline
        .lines()
        .flat_map(|line| line.split("« ").skip(1).map(|text| text.trim_end_matches(" »")))
}

/// What no reader should ever meet.
fn nonsense(text: &str) -> bool {
    let bare = !text.trim().is_empty() && text.chars().all(|c| "-–—−?…/·, ".contains(c));
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    bare || words.any(|word| ["NaN", "nan", "inf", "Infinity"].contains(&word))
        || text.contains('∞')
}

#[test]
fn every_page_of_results_is_sensible_when_all_answers_are_alike() {
    for all in ALL {
        let mut window = desk::example(vec2(1366.0, 2600.0), Look::Light);
        let stamp = window.state().session.document().unwrap().diagnostic().pack.clone();
        let made = Diagnostic { pack: stamp, ..diagnostic(all) };
        desk::give(&mut window, Command::Edit(Edit::Restore(Box::new(made))));
        for lang in Lang::ALL {
            desk::give(&mut window, Command::SetLanguage(*lang));
            for page in PAGES {
                window.state_mut().go(page.clone());
                window.run();
                window.run();
                let said = outline(&window);
                let wrong: Vec<&str> = texts(&said).filter(|text| nonsense(text)).collect();
                assert!(wrong.is_empty(), "{all:?} {page:?} {lang:?}: {wrong:?}\n{said}");
                // Draws of nothing but unknowns are no result.
                if page == Page::Robustness && matches!(all, All::Unknown | All::NotApplicable) {
                    for word in [lang.explain_solid(), lang.explain_fragile()] {
                        assert!(!said.contains(&format!(": {word} »")), "{all:?}: {said}");
                    }
                    assert!(said.contains(lang.words_insufficient()), "{all:?}: {said}");
                }
                if *lang == Lang::Fr {
                    shot(&mut window, &format!("extreme-{all:?}-{page:?}"));
                }
            }
        }
    }
}

#[test]
fn scores_say_what_all_answers_say_and_nothing_more() {
    let pack = passerelle::questionnaire::Pack::standard().unwrap();
    for all in ALL {
        let scores = assess(pack, &diagnostic(all));
        for block in &scores.blocks {
            let name = format!("{all:?} {}", block.id);
            match (all, block.value) {
                (All::Unknown, Some(value)) => {
                    assert_eq!((value.centre, value.sufficient), (None, false), "{name}");
                    assert!(value.low <= 0.0 && 1.0 <= value.high, "{name}: {value:?}");
                    assert_eq!(value.reliability.letter, Letter::D, "{name}");
                }
                (All::NotApplicable, value) => {
                    assert!(value.is_none_or(|value| value.centre.is_none()), "{name}: {value:?}");
                }
                (All::Best | All::Worst, Some(value)) => {
                    let centre = value.centre.unwrap();
                    let ends = if all == All::Best { 0.7..=1.0 } else { 0.0..=0.3 };
                    // What the territory has is not for the authority to answer well.
                    if !block.id.as_str().starts_with("I_") && block.id != "A" {
                        assert!(ends.contains(&centre), "{name}: {centre}");
                    }
                    assert!((0.0..=1.0).contains(&value.low) && value.low <= value.high, "{name}");
                }
                (_, None) => {}
            }
        }
        for tie in &scores.ties {
            let known = matches!(all, All::Best | All::Worst);
            assert_eq!(tie.gap.is_some(), known, "{all:?} {}", tie.id);
        }
    }
}
