//! The session: what is asked, what is done, and that nothing is lost on the way.

use std::path::PathBuf;

use jiff::{Timestamp, civil::date};
use passerelle::{
    app::{
        Clock, Command, Edit, Effect, NewDiagnostic, News, Prompt, Purpose, Reply, Session, Tone,
        perform,
    },
    domain::{Answer, Path, State, Territory, Value},
    storage::settings::Settings,
};

pub(crate) fn clock() -> Clock {
    Clock::Fixed(date(2026, 11, 23), Timestamp::UNIX_EPOCH)
}

fn session() -> Session {
    Session::new(Settings::default(), clock())
}

fn rennes() -> Command {
    let territory =
        Territory { name: "Rennes".into(), code: "35238".into(), ..Territory::default() };
    Command::New(Box::new(NewDiagnostic { territory, population: None, path: Path::Full }))
}

/// Does what is asked and all that follows, but never opens a dialog or writes settings.
fn ask(session: &mut Session, command: Command) -> Vec<Effect> {
    let mut left = Vec::new();
    let mut todo = session.apply(command);
    while let Some(effect) = todo.pop() {
        match effect {
            Effect::Browse { .. } | Effect::Quit => left.push(effect),
            Effect::SaveSettings(_) => {}
            effect => {
                if let Some(event) = perform(effect) {
                    todo.extend(session.receive(event));
                }
            }
        }
    }
    left
}

fn first_number(session: &Session) -> Edit {
    use passerelle::questionnaire::Kind;
    let pack = session.document().unwrap().pack();
    let question = pack.questions.iter().find(|q| matches!(q.kind, Kind::Number { .. })).unwrap();
    let answer = Answer { state: State::Given(Value::Number(7.0)), ..Answer::default() };
    Edit::Answer(question.id.clone(), Box::new(answer))
}

fn save_as(path: &std::path::Path) -> Command {
    Command::UsePath { purpose: Purpose::SaveAs, path: path.to_owned(), replace: false }
}

#[test]
fn unsaved_work_is_never_left_without_asking() {
    let mut session = session();
    ask(&mut session, rennes());
    let edit = first_number(&session);
    ask(&mut session, Command::Edit(edit));
    for command in [Command::Quit, Command::Close, Command::OpenExample, rennes()] {
        assert!(ask(&mut session, command).is_empty());
        assert!(matches!(session.prompt(), Some(Prompt::Unsaved(_))));
        ask(&mut session, Command::Reply(Reply::Cancel));
        assert!(session.document().unwrap().is_modified());
    }
    ask(&mut session, Command::Quit);
    let left = ask(&mut session, Command::Reply(Reply::Discard));
    assert!(matches!(left.as_slice(), [Effect::Quit]));
}

#[test]
fn saving_first_then_does_what_was_asked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rennes.passerelle");
    let mut session = session();
    ask(&mut session, rennes());
    ask(&mut session, Command::Quit);
    let left = ask(&mut session, Command::Reply(Reply::Save));
    assert!(matches!(left.as_slice(), [Effect::Browse { purpose: Purpose::SaveAs, .. }]));
    let left = ask(&mut session, save_as(&path));
    assert!(matches!(left.as_slice(), [Effect::Quit]), "the pending command follows: {left:?}");
    assert!(path.exists());
}

#[test]
fn an_existing_file_is_replaced_only_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kept.passerelle");
    std::fs::write(&path, "something of the user's").unwrap();
    let mut session = session();
    ask(&mut session, rennes());
    ask(&mut session, save_as(&path));
    assert!(matches!(session.prompt(), Some(Prompt::Replace(Purpose::SaveAs, _))));
    ask(&mut session, Command::Reply(Reply::Cancel));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "something of the user's");
    ask(&mut session, save_as(&path));
    ask(&mut session, Command::Reply(Reply::Replace));
    assert!(!session.document().unwrap().is_modified());
}

#[test]
fn undo_takes_back_every_edit_and_saving_knows_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("undo.passerelle");
    let mut session = session();
    ask(&mut session, rennes());
    ask(&mut session, save_as(&path));
    let before = session.document().unwrap().diagnostic().clone();
    let edit = first_number(&session);
    ask(&mut session, Command::Edit(edit));
    assert!(session.document().unwrap().is_modified());
    ask(&mut session, Command::Undo);
    assert_eq!(*session.document().unwrap().diagnostic(), before);
    assert!(!session.document().unwrap().is_modified());
    ask(&mut session, Command::Redo);
    assert!(session.document().unwrap().is_modified());
}

#[test]
fn that_it_was_saved_is_told_no_longer_than_it_is_true() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = session();
    session.apply(rennes());
    let told = |session: &Session| {
        session.notices().iter().any(|notice| matches!(notice.news, News::Saved(_)))
    };
    ask(&mut session, save_as(&folder.path().join("rennes.passerelle")));
    assert!(told(&session));
    // Saved again: what was told before is over as soon as that is under way.
    let under_way = session.apply(Command::Save);
    assert!(!told(&session));
    for event in under_way.into_iter().filter_map(perform) {
        session.receive(event);
    }
    assert!(told(&session));
    let edit = first_number(&session);
    session.apply(Command::Edit(edit));
    assert!(!told(&session));
}

#[test]
fn a_saved_document_opens_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("again.passerelle");
    let mut first = session();
    ask(&mut first, rennes());
    let edit = first_number(&first);
    ask(&mut first, Command::Edit(edit));
    ask(&mut first, save_as(&path));
    let mut second = session();
    ask(&mut second, Command::Open(path));
    let (first, second) = (first.document().unwrap(), second.document().unwrap());
    assert_eq!(first.diagnostic(), second.diagnostic());
    assert_eq!(first.assessment(), second.assessment());
}

#[test]
fn what_cannot_be_opened_leaves_the_document_alone() {
    let mut session = session();
    ask(&mut session, Command::OpenExample);
    ask(&mut session, Command::Open(PathBuf::from("/nowhere/at/all.passerelle")));
    assert!(session.document().is_some());
    let notice = session.notices().last().unwrap();
    assert_eq!(notice.news.tone(), Tone::Error);
}

#[test]
fn a_column_is_filled_in_one_step_and_the_journal_names_each_row() {
    use passerelle::domain::{Cell, Target};
    let mut session = session();
    ask(&mut session, rennes());
    let rows = (0..4).map(|n| vec![("count".into(), Cell::Number(f64::from(n)))]).collect();
    ask(&mut session, Command::Edit(Edit::AddRows("T1".into(), rows)));
    let edit =
        Edit::Column("T1".into(), "source".into(), vec![2, 4, 99], Cell::text("INSEE, 2022"));
    ask(&mut session, Command::Edit(edit));
    let sources = |session: &Session| -> Vec<String> {
        let table = session.document().unwrap().diagnostic().table("T1").unwrap().clone();
        let at = table.column("source");
        table
            .rows
            .iter()
            .map(|row| at.map_or(String::new(), |at| row.cell(at).to_string()))
            .collect()
    };
    assert_eq!(sources(&session), ["", "INSEE, 2022", "", "INSEE, 2022"]);
    let journal = &session.document().unwrap().diagnostic().journal;
    let told = |id| journal.keys().any(|key| key.target == Target::Row("T1".into(), id));
    assert!(told(2) && told(4));
    ask(&mut session, Command::Undo);
    assert_eq!(sources(&session), ["", "", "", ""]);
}
