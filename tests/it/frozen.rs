//! Frozen states: kept in the file, never altered, read on demand, lost without losing the rest.

use std::{fs, sync::Arc};

use jiff::civil::date;
use passerelle::{
    app::{Command, Document, Edit, Session, Settings},
    domain::{Answer, Diagnostic, Frozen, State, Value},
    language::Lang,
    storage::{self, Extras, OpenProblem, freeze, read, thaw, write},
};

use crate::session::clock;

const EXAMPLE: &[u8] = include_bytes!("../../templates/examples/valmont.passerelle");

/// The worked example without its own frozen state, open in a session.
fn session() -> Session {
    let mut session = Session::new(Settings::default(), clock());
    session.apply(Command::OpenExample);
    let own: Vec<_> = frozen(&session).iter().map(|state| state.id).collect();
    for id in own {
        session.apply(Command::Edit(Edit::RemoveFrozen(id)));
    }
    session
}

fn document(session: &Session) -> &Document {
    session.document().unwrap()
}

fn frozen(session: &Session) -> &[Arc<Frozen>] {
    &document(session).diagnostic().frozen
}

fn answer(session: &mut Session, id: &str, level: u8) {
    let state = State::Given(Value::Level(level));
    let edit = Edit::Answer(id.into(), Box::new(Answer { state, ..Answer::default() }));
    session.apply(Command::Edit(edit));
}

#[test]
fn a_frozen_state_is_never_altered_by_later_edits() {
    let mut session = session();
    let then = document(&session).diagnostic().clone();
    session.apply(Command::Freeze(" Bilan 2026 ".to_owned()));
    let kept = Arc::clone(&frozen(&session)[0]);
    assert_eq!((kept.id, kept.name.as_str(), kept.day), (1, "Bilan 2026", date(2026, 11, 23)));
    answer(&mut session, "GOV-01", 4);
    session.apply(Command::Edit(Edit::RemoveRows("T5".into(), vec![1, 2])));
    session.apply(Command::Edit(Edit::AsOf(date(2027, 6, 30))));
    session.apply(Command::Edit(Edit::RenameFrozen(1, "Été 2026".to_owned())));
    let now = &frozen(&session)[0];
    assert_eq!((&now.content, &now.hash, now.as_of), (&kept.content, &kept.hash, kept.as_of));
    let thawed = thaw(now).unwrap();
    assert!(Arc::ptr_eq(&thawed.pack, document(&session).pack()));
    let bare = Diagnostic {
        journal: std::collections::BTreeMap::default(),
        frozen: vec![],
        ..then.as_ref().clone()
    };
    assert_eq!(thawed.diagnostic, bare);
}

#[test]
fn freezing_renaming_and_removing_are_steps_that_undo_takes_back() {
    let mut session = session();
    session.apply(Command::Freeze("A".to_owned()));
    session.apply(Command::Freeze("B".to_owned()));
    let names = |session: &Session| -> Vec<String> {
        frozen(session).iter().map(|state| state.name.clone()).collect()
    };
    session.apply(Command::Edit(Edit::RenameFrozen(2, "C".to_owned())));
    session.apply(Command::Edit(Edit::RemoveFrozen(1)));
    assert_eq!(names(&session), ["C"]);
    session.apply(Command::Undo);
    assert_eq!(names(&session), ["A", "C"]);
    session.apply(Command::Undo);
    assert_eq!(names(&session), ["A", "B"]);
    session.apply(Command::Undo);
    session.apply(Command::Undo);
    assert_eq!(names(&session), Vec::<String>::new());
    session.apply(Command::Redo);
    assert_eq!(names(&session), ["A"]);
}

#[test]
fn the_journal_says_what_was_frozen_under_which_name() {
    let mut session = session();
    session.apply(Command::Freeze("A".to_owned()));
    session.apply(Command::Freeze("B".to_owned()));
    let diagnostic = document(&session).diagnostic();
    let lines = passerelle::report::history::lines(document(&session).pack(), diagnostic, Lang::Fr);
    let told: Vec<_> = lines
        .iter()
        .filter(|line| line.what == "État figé")
        .map(|line| (line.from.as_str(), line.to.as_str()))
        .collect();
    assert!(told.contains(&("rien", "B")), "{told:?}");
    assert_eq!(told.len(), 2, "one line for each, though both came the same day: {told:?}");
}

#[test]
fn going_back_to_a_version_keeps_what_is_frozen() {
    let mut session = session();
    let before = document(&session).diagnostic().as_ref().clone();
    session.apply(Command::Freeze("A".to_owned()));
    session.apply(Command::Edit(Edit::Restore(Box::new(before))));
    assert_eq!(frozen(&session).len(), 1);
}

#[test]
fn a_file_with_frozen_states_stays_small() {
    let mut session = session();
    let size =
        |session: &Session| write(document(session).diagnostic(), document(session).extras()).len();
    let before = size(&session);
    session.apply(Command::Freeze("A".to_owned()));
    let one = size(&session) - before;
    assert!(one < 15_000, "a frozen state of the worked example takes {one} bytes");
    println!("a frozen state of the worked example takes {one} bytes of {before}");
}

#[test]
fn fields_of_a_later_version_are_frozen_too() {
    let text = String::from_utf8(EXAMPLE.to_vec()).unwrap();
    let at = text.find("        \"ASS-01\": (").unwrap() + "        \"ASS-01\": (".len();
    let text = format!("{}mood: \"calm\", {}", &text[..at], &text[at..]);
    let opened = read(text.as_bytes()).unwrap();
    let state = freeze(&opened.diagnostic, &opened.extras, "A", date(2026, 11, 26));
    let thawed = thaw(&state).unwrap();
    let again = write(&thawed.diagnostic, &thawed.extras);
    assert!(again.contains("mood: \"calm\""));
}

#[test]
fn fields_of_a_later_version_beside_a_frozen_state_survive() {
    let mut diagnostic = read(EXAMPLE).unwrap().diagnostic;
    diagnostic.frozen = vec![];
    let state = freeze(&diagnostic, &Extras::default(), "A", date(2026, 11, 26));
    diagnostic.frozen.push(Arc::new(state));
    let text = write(&diagnostic, &Extras::default());
    let later = text
        .replace("            name: \"A\",", "            name: \"A\",\n            seal: [1, 2],");
    assert_ne!(text, later);
    let opened = read(later.as_bytes()).unwrap();
    assert_eq!(opened.diagnostic, diagnostic);
    assert!(write(&opened.diagnostic, &opened.extras).contains("            seal: [1, 2],"));
}

#[test]
fn a_damaged_frozen_state_gives_a_sentence_and_the_document_opens() {
    let mut diagnostic = read(EXAMPLE).unwrap().diagnostic;
    let state = freeze(&diagnostic, &Extras::default(), "Bilan", date(2026, 11, 26));
    let content = state.content.to_string();
    let torn = content[..content.len() / 2].to_owned();
    let mut flipped = content.into_bytes();
    let middle = flipped.len() / 2;
    flipped[middle] = if flipped[middle] == b'A' { b'B' } else { b'A' };
    let flipped = String::from_utf8(flipped).unwrap();
    for damaged in [torn, flipped, String::new(), "###".to_owned()] {
        let state = Frozen { content: damaged.into(), ..state.clone() };
        diagnostic.frozen = vec![Arc::new(state)];
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("valmont.passerelle");
        fs::write(&file, write(&diagnostic, &Extras::default())).unwrap();
        let opened = storage::open(&file).unwrap();
        assert_eq!(opened.diagnostic, diagnostic);
        let error = thaw(&opened.diagnostic.frozen[0]).unwrap_err();
        assert_eq!(error.problem, OpenProblem::DamagedFrozen("Bilan".to_owned()));
        for lang in Lang::ALL {
            assert!(error.sentence(*lang).contains("Bilan"));
        }
    }
}

#[test]
fn the_pack_of_a_frozen_state_outlives_a_change_of_the_documents_pack() {
    let example = Diagnostic { frozen: vec![], ..read(EXAMPLE).unwrap().diagnostic };
    let minimal = passerelle::questionnaire::Pack::read(passerelle::questionnaire::PackSource::of(
        &[("minimal.ron", include_str!("packs/minimal.ron"))],
    ))
    .unwrap();
    let other = Diagnostic { pack: storage::stamp(&minimal), ..example.clone() };
    let states = ["A", "B"]
        .map(|name| Arc::new(freeze(&other, &Extras::default(), name, date(2026, 11, 26))));
    let mut states = states.to_vec();
    Arc::make_mut(&mut states[1]).id = 2;
    let document = Diagnostic { frozen: states, ..example };
    let text = write(&document, &Extras::default());
    assert_eq!(text.matches(&*other.pack.text).count(), 1, "a pack stands once in a file");
    let opened = read(text.as_bytes()).unwrap();
    assert_eq!(opened.diagnostic, document);
    for state in &opened.diagnostic.frozen {
        assert_eq!(thaw(state).unwrap().pack.id, "test.minimal");
    }
}

#[test]
fn a_program_that_does_not_know_frozen_states_keeps_them() {
    // Format 1 stays format 1: the field is optional, and what an older program does not know it
    // keeps as written. Here the older program is this one, and the field a later one.
    let text = String::from_utf8(EXAMPLE.to_vec()).unwrap();
    let later = text.replacen(
        "    territory: (",
        "    frozen_later: {1: (name: \"A\")},\n    territory: (",
        1,
    );
    let opened = read(later.as_bytes()).unwrap();
    assert!(
        write(&opened.diagnostic, &opened.extras).contains("frozen_later: {1: (name: \"A\")},")
    );
}
