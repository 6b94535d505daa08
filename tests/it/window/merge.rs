//! Merging through the window, by the names that a screen reader hears.

use eframe::egui::accesskit::Role;
use egui_kittest::{Harness, kittest::Queryable as _};
use jiff::civil::date;
use passerelle::{
    app::{Command, Edit, Purpose},
    domain::{Answer, Evidence, State, Value},
    language::Lang,
    questionnaire::Pack,
    storage::{self, Extras},
    ui::{Desk, Page, sections},
};

use super::{LAPTOP, Look, desk, outline, shot};

/// The worked example in two files: as it was sent, and as a department has changed it.
fn files() -> (tempfile::TempDir, [std::path::PathBuf; 2]) {
    let folder = tempfile::tempdir().unwrap();
    let bytes = include_bytes!("../../../templates/examples/valmont.passerelle");
    let base = storage::read(bytes).unwrap().diagnostic;
    let mut theirs = base.clone();
    let say = |id: &str, level: u8| {
        let answer = Answer {
            state: State::Given(Value::Level(level)),
            role: Some("finance".into()),
            year: Some(2026),
            source: "Note de la direction".into(),
            evidence: Some(Evidence::E2),
            comment: "Relu en comité de direction.".into(),
            ..Answer::default()
        };
        Edit::Answer(id.into(), Box::new(answer))
    };
    for (id, level) in [("GOV-01", 4), ("GOV-02", 0), ("COM-01", 3)] {
        let pack = Pack::standard().unwrap();
        say(id, level).apply(&mut theirs, pack, date(2026, 11, 20), Some(&"finance".into()));
    }
    let paths = ["base", "theirs"].map(|name| folder.path().join(format!("{name}.passerelle")));
    for (path, of) in paths.iter().zip([&base, &theirs]) {
        storage::save(path, of, &Extras::default()).unwrap();
    }
    (folder, paths)
}

fn button(window: &mut Harness<'_, Desk>, name: &str) {
    window.get_by_role_and_label(Role::Button, name).scroll_to_me();
    window.run();
    desk::click(window, Role::Button, name);
}

fn level(window: &Harness<'_, Desk>, id: &str) -> State {
    let document = window.state().session.document().unwrap();
    document.diagnostic().answer(id).unwrap().state.clone()
}

#[test]
fn a_file_is_shown_settled_and_taken_in_as_one_step() {
    let (_folder, [base, theirs]) = files();
    for (look, name) in [(Look::Light, "merge"), (Look::Dark, "merge-dark")] {
        let mut window = desk::example(LAPTOP, look);
        let document = window.state().session.document().unwrap();
        let steps = sections(document, Lang::Fr).into_iter().flat_map(|section| section.steps);
        let step = steps.into_iter().find(|step| step.label == Lang::Fr.merge_page());
        window.state_mut().go(step.expect("the path leads to the page").page);
        window.run();
        shot(&mut window, &format!("{name}-choose"));
        let before = level(&window, "GOV-01");
        // Ours has moved meanwhile: one of the three is a disagreement.
        let ours = Answer { state: State::Given(Value::Level(1)), ..Answer::default() };
        desk::give(&mut window, Command::Edit(Edit::Answer("GOV-01".into(), Box::new(ours))));
        desk::give(&mut window, Command::Merge(theirs.clone(), Some(base.clone())));
        shot(&mut window, name);
        let said = outline(&window);
        for words in ["GOV-01", "Note de la direction", Lang::Fr.merge_conflicts()] {
            assert!(said.contains(words), "no `{words}` in:\n{said}");
        }
        assert_eq!(level(&window, "GOV-01"), State::Given(Value::Level(1)));
        // Nothing can be taken in before it is settled.
        button(&mut window, Lang::Fr.merge_apply());
        assert!(window.state().session.merging().is_some());
        window.get_by_label(Lang::Fr.merge_both()).scroll_to_me();
        window.run();
        window.get_by_label(Lang::Fr.merge_both()).click();
        window.run();
        shot(&mut window, &format!("{name}-settled"));
        button(&mut window, Lang::Fr.merge_apply());
        assert!(window.state().session.merging().is_none());
        let between = State::Between(Value::Level(1), Value::Level(4));
        assert_eq!(level(&window, "GOV-01"), between);
        assert_eq!(level(&window, "COM-01"), State::Given(Value::Level(3)));
        window.state_mut().go(Page::Verify);
        window.run();
        shot(&mut window, &format!("{name}-debate"));
        assert!(outline(&window).contains(Lang::Fr.voices_text()));
        window.state_mut().go(Page::Dimension("GOV".into()));
        window.run();
        shot(&mut window, &format!("{name}-voices"));
        desk::give(&mut window, Command::Undo);
        assert_eq!(level(&window, "GOV-01"), State::Given(Value::Level(1)));
        desk::give(&mut window, Command::Undo);
        assert_eq!(level(&window, "GOV-01"), before);
    }
}

#[test]
fn several_files_are_taken_in_one_after_the_other_from_the_same_beginning() {
    let (folder, [base, theirs]) = files();
    let bytes = std::fs::read(&base).unwrap();
    let mut other = storage::read(&bytes).unwrap().diagnostic;
    let answer = Answer { state: State::Given(Value::Level(2)), ..Answer::default() };
    let edit = Edit::Answer("FOR-01".into(), Box::new(answer));
    edit.apply(&mut other, Pack::standard().unwrap(), date(2026, 11, 21), Some(&"cci".into()));
    let third = folder.path().join("third.passerelle");
    storage::save(&third, &other, &Extras::default()).unwrap();
    let damaged = folder.path().join("damaged.passerelle");
    std::fs::write(&damaged, "(format: 1").unwrap();
    let mut window = desk::example(LAPTOP, Look::Light);
    window.state_mut().go(Page::Merge);
    desk::give(&mut window, Command::MergeEach(vec![damaged, theirs, third]));
    let waiting = |window: &Harness<'_, Desk>| {
        window.state().session.merging().map(|merging| merging.waiting.len())
    };
    assert_eq!(waiting(&window), Some(2));
    // What cannot be read is said, and does not keep the others from coming in.
    button(&mut window, Lang::Fr.merge_next());
    assert_eq!(waiting(&window), Some(1));
    desk::give(&mut window, Command::MergeBase(Some(base)));
    assert!(outline(&window).contains("third.passerelle"));
    shot(&mut window, "merge-several");
    button(&mut window, Lang::Fr.merge_apply());
    assert_eq!(level(&window, "COM-01"), State::Given(Value::Level(3)));
    // The next one begins from the same file, so that nothing of it is a disagreement.
    assert_eq!(waiting(&window), Some(0));
    assert_eq!(window.state().session.merging().unwrap().undecided(), 0);
    button(&mut window, Lang::Fr.merge_apply());
    assert_eq!(waiting(&window), None);
    assert_eq!(level(&window, "FOR-01"), State::Given(Value::Level(2)));
    // Each is a step of its own.
    desk::give(&mut window, Command::Undo);
    assert_eq!(level(&window, "COM-01"), State::Given(Value::Level(3)));
}

#[test]
fn a_file_of_another_authority_is_refused_with_a_sentence() {
    let (folder, _) = files();
    let other = folder.path().join("rennes.passerelle");
    let args = ["new", "--territory", "35238", "-o", other.to_str().unwrap()];
    crate::cli::done(&args);
    let mut window = desk::example(LAPTOP, Look::Light);
    window.state_mut().go(Page::Merge);
    desk::give(&mut window, Command::Merge(other, None));
    assert!(outline(&window).contains("Rennes"));
    let damaged = folder.path().join("damaged.passerelle");
    std::fs::write(&damaged, "(format: 1, pack: (").unwrap();
    desk::give(&mut window, Command::Merge(damaged, None));
    assert!(window.state().session.merging().unwrap().ready().is_none());
}

#[test]
fn a_workbook_is_made_for_a_contributor_and_taken_in_again() {
    let folder = tempfile::tempdir().unwrap();
    for (look, name) in [(Look::Light, "kits"), (Look::Dark, "kits-dark")] {
        let mut window = desk::example(LAPTOP, look);
        window.state_mut().go(Page::Kits);
        window.run();
        shot(&mut window, name);
        let document = window.state().session.document().unwrap();
        let role = document.pack().role(&"university".into()).unwrap();
        let title = role.title.get(Lang::Fr).to_owned();
        button(&mut window, &Lang::Fr.kits_make_for(&title));
        let path = folder.path().join(format!("{name}.xlsx"));
        let purpose = Purpose::Kit;
        desk::give(&mut window, Command::UsePath { purpose, path: path.clone(), replace: false });
        assert!(path.exists());
        desk::give(&mut window, Command::Merge(path, None));
        window.state_mut().go(Page::Merge);
        window.run();
        shot(&mut window, &format!("{name}-back"));
        let said = outline(&window);
        for words in [title.as_str(), Lang::Fr.merge_none()] {
            assert!(said.contains(words), "no `{words}` in:\n{said}");
        }
    }
}
