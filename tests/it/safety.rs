//! Never lose a word: copies, locks, other people's changes, versions, and disks that fail.

use std::{
    collections::VecDeque,
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use passerelle::{
    app::{
        Clock, Command, CopyStatus, Edit, Effect, Event, NewDiagnostic, Prompt, Purpose, Reply,
        SaveStatus, Session, perform,
    },
    domain::{Answer, Diagnostic, Path as Route, QuestionId, State, Territory, Value},
    questionnaire::{Kind, Pack},
    storage::{self, SaveProblem, Trial, settings::Settings},
};

/// A session whose clock the test moves, and that keeps copies in the test's folder.
pub(crate) struct Run {
    pub(crate) session: Session,
    pub(crate) clock: &'static AtomicI64,
    folder: PathBuf,
}

impl Run {
    pub(crate) fn new(folder: &Path) -> Self {
        let clock: &'static AtomicI64 = Box::leak(Box::new(AtomicI64::new(1_795_600_000_000)));
        let session = Session::new(Settings::default(), Clock::Moved(clock))
            .keeping_copies_in(Some(folder.join("state")));
        Self { session, clock, folder: folder.to_owned() }
    }

    /// A document that was begun and saved, and its file.
    pub(crate) fn saved(folder: &Path) -> (Self, PathBuf) {
        let mut run = Self::new(folder);
        let file = run.path("a.passerelle");
        run.start();
        run.save_as(&file);
        (run, file)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Does what is asked and all that follows, in order; dialogs are not shown.
    pub(crate) fn ask(&mut self, command: Command) {
        let effects = self.session.apply(command);
        settle(&mut self.session, effects);
    }

    /// Lets time pass, in steps as the window would be woken.
    pub(crate) fn wait(&mut self, milliseconds: i64) {
        let end = self.clock.load(Ordering::SeqCst) + milliseconds;
        loop {
            let now = self.clock.load(Ordering::SeqCst);
            let wake = self
                .session
                .wakes_in()
                .map_or(i64::MAX, |wake| i64::try_from(wake.as_millis()).unwrap());
            let next = now.saturating_add(wake).min(end);
            self.clock.store(next, Ordering::SeqCst);
            self.ask(Command::Tick);
            if next == end {
                return;
            }
        }
    }

    pub(crate) fn start(&mut self) {
        let territory =
            Territory { name: "Rennes".into(), code: "35238".into(), ..Territory::default() };
        let new = NewDiagnostic { territory, population: None, path: Route::Full };
        self.ask(Command::New(Box::new(new)));
    }

    pub(crate) fn save_as(&mut self, path: &Path) {
        let path = path.to_owned();
        self.ask(Command::UsePath { purpose: Purpose::SaveAs, path, replace: true });
    }

    pub(crate) fn type_number(&mut self, number: f64) {
        self.ask(Command::Edit(typed(number)));
    }

    pub(crate) fn status(&self) -> SaveStatus<'_> {
        self.session.save_status().unwrap()
    }

    pub(crate) fn diagnostic(&self) -> &Arc<Diagnostic> {
        self.session.document().unwrap().diagnostic()
    }
}

pub(crate) fn settle(session: &mut Session, effects: Vec<Effect>) {
    let mut todo = VecDeque::from(effects);
    while let Some(effect) = todo.pop_front() {
        let event = match effect {
            Effect::Browse { .. } | Effect::Quit => continue,
            Effect::SaveSettings(_) => Some(Event::SettingsSaved(Ok(()))),
            effect => perform(effect),
        };
        if let Some(event) = event {
            todo.extend(session.receive(event));
        }
    }
}

/// The first question that takes a number.
fn question() -> QuestionId {
    let pack = Pack::standard().unwrap();
    pack.questions.iter().find(|q| matches!(q.kind, Kind::Number { .. })).unwrap().id.clone()
}

pub(crate) fn typed(number: f64) -> Edit {
    let answer = Answer { state: State::Given(Value::Number(number)), ..Answer::default() };
    Edit::Answer(question(), Box::new(answer))
}

pub(crate) fn number_in(diagnostic: &Diagnostic) -> Option<f64> {
    match diagnostic.answer(question().as_str())?.state {
        State::Given(Value::Number(number)) => Some(number),
        _ => None,
    }
}

/// The hidden files beside documents, by name.
fn hidden(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).into_iter().flatten();
    let names = names.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let mut names: Vec<_> = names.filter(|name| name.starts_with('.')).collect();
    names.sort();
    names
}

#[test]
fn what_is_typed_is_in_a_copy_within_two_seconds() {
    let folder = tempfile::tempdir().unwrap();
    let mut run = Run::new(folder.path());
    let file = run.path("rennes.passerelle");
    run.start();
    run.save_as(&file);
    assert!(matches!(run.status(), SaveStatus::Saved(_)));
    let saved = fs::read(&file).unwrap();
    // Key after key, the cursor never leaving the field.
    for key in 0..12 {
        run.type_number(f64::from(key));
        run.wait(300);
    }
    let copies = storage::copies_beside(&file, &[]);
    let copy = copies[0].opened.as_ref().unwrap();
    assert!(5.0 <= number_in(&copy.diagnostic).unwrap(), "at most two seconds are missing");
    run.type_number(12.0);
    assert_eq!(run.status(), SaveStatus::Modified(CopyStatus::Due));
    run.wait(2000);
    let copies = storage::copies_beside(&file, &[]);
    assert_eq!(copies.len(), 1);
    assert_eq!(copies[0].opened.as_ref().unwrap().diagnostic, **run.diagnostic());
    assert_eq!(run.status(), SaveStatus::Modified(CopyStatus::Kept));
    assert_eq!(fs::read(&file).unwrap(), saved, "the user's file is only changed by saving");
    run.ask(Command::Save);
    assert!(storage::copies_beside(&file, &[]).is_empty());
    run.ask(Command::Quit);
    let left = hidden(folder.path());
    assert_eq!(left, [".rennes.passerelle.versions"], "only versions stay");
}

#[test]
fn nothing_is_written_while_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    let mut run = Run::new(folder.path());
    run.start();
    run.save_as(&folder.path().join("a.passerelle"));
    assert_eq!(run.session.wakes_in().unwrap().as_secs(), 10);
    run.wait(5 * 60_000);
    assert_eq!(run.session.wakes_in().unwrap().as_secs(), 60);
    run.wait(100_000_000);
    assert_eq!(run.session.wakes_in(), None, "an old file is said once by its date");
}

#[test]
fn undoing_to_the_saved_state_needs_no_copy() {
    let folder = tempfile::tempdir().unwrap();
    let (mut run, file) = Run::saved(folder.path());
    run.type_number(3.0);
    run.wait(2000);
    assert_eq!(storage::copies_beside(&file, &[]).len(), 1);
    run.ask(Command::Undo);
    run.wait(2000);
    assert!(storage::copies_beside(&file, &[]).is_empty());
}

#[test]
fn a_crash_before_the_first_save_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = Run::new(folder.path());
    first.start();
    first.type_number(41.0);
    first.wait(2000);
    let typed = first.diagnostic().clone();

    let mut second = Run::new(folder.path());
    second.ask(Command::LookForCopies);
    assert!(second.session.leftovers().is_empty(), "the first window still works on it");
    drop(first);
    second.ask(Command::LookForCopies);
    let [leftover] = second.session.leftovers() else { panic!() };
    let content = leftover.content.as_ref().unwrap();
    assert_eq!(content.copy.diagnostic.territory.name, "Rennes");
    let found = &content.differences;
    assert_eq!((found.answers, found.rows), (1, 0), "rows to begin with are nobody's work");
    assert!(leftover.origin.is_none());

    let path = leftover.path.clone();
    second.ask(Command::Recover(path.clone()));
    assert_eq!(*second.diagnostic(), typed);
    assert!(second.session.document().unwrap().is_modified());
    assert!(path.exists(), "the copy stays until the work is saved");
    second.save_as(&folder.path().join("saved.passerelle"));
    assert!(!path.exists());
    assert!(second.session.leftovers().is_empty());
}

#[test]
fn opening_a_file_whose_work_was_cut_short_offers_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = Run::new(folder.path());
    let file = first.path("a.passerelle");
    first.start();
    first.save_as(&file);
    first.type_number(41.0);
    first.wait(2000);
    let typed = first.diagnostic().clone();
    let saved = fs::read(&file).unwrap();
    drop(first);

    let mut second = Run::new(folder.path());
    second.ask(Command::Open(file.clone()));
    let Some(Prompt::Leftover(copy)) = second.session.prompt() else { panic!() };
    let copy = copy.clone();
    // « Plus tard » and typing on does not write over what was found.
    second.ask(Command::Reply(Reply::Cancel));
    second.type_number(7.0);
    second.wait(2000);
    assert_eq!(storage::copies_beside(&file, &[]).len(), 2);
    second.ask(Command::Recover(copy));
    assert!(matches!(second.session.prompt(), Some(Prompt::Unsaved(_))));
    second.ask(Command::Reply(Reply::Discard));
    assert_eq!(*second.diagnostic(), typed);
    assert_eq!(fs::read(&file).unwrap(), saved);
    second.ask(Command::Undo);
    assert_eq!(number_in(second.diagnostic()), None, "undo goes back to what the file holds");
    second.ask(Command::Redo);
    second.ask(Command::Save);
    assert_eq!(storage::open(&file).unwrap().diagnostic, *typed);
    assert!(storage::copies_beside(&file, &[]).is_empty());
}

#[test]
fn a_copy_is_thrown_away_only_after_asking() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = Run::new(folder.path());
    first.start();
    first.type_number(1.0);
    first.wait(2000);
    drop(first);
    let mut second = Run::new(folder.path());
    second.ask(Command::LookForCopies);
    let path = second.session.leftovers()[0].path.clone();
    second.ask(Command::DropCopy(path.clone()));
    second.ask(Command::Reply(Reply::Cancel));
    assert!(path.exists());
    second.ask(Command::DropCopy(path.clone()));
    second.ask(Command::Reply(Reply::Discard));
    assert!(!path.exists() && second.session.leftovers().is_empty());
}

#[test]
fn a_share_that_disappears_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let share = folder.path().join("share");
    let away = folder.path().join("away");
    fs::create_dir(&share).unwrap();
    let mut run = Run::new(folder.path());
    let file = share.join("a.passerelle");
    run.start();
    run.save_as(&file);
    fs::rename(&share, &away).unwrap();
    run.type_number(5.0);
    run.wait(2000);
    assert_eq!(run.status(), SaveStatus::Modified(CopyStatus::Kept), "kept in the user's folder");
    run.ask(Command::Save);
    let SaveStatus::Failed(error, CopyStatus::Kept) = run.status() else { panic!() };
    assert_eq!(error.problem, SaveProblem::NoFolder);
    run.type_number(6.0);
    run.wait(60_000);
    assert!(matches!(run.status(), SaveStatus::Failed(..)));
    let failures = run.session.notices().len();
    assert_eq!(failures, 1, "told once, however often it is tried");
    fs::rename(&away, &share).unwrap();
    run.wait(16_000);
    assert!(matches!(run.status(), SaveStatus::Saved(_)), "{:?}", run.status());
    assert_eq!(number_in(&storage::open(&file).unwrap().diagnostic), Some(6.0));
    assert_eq!(fs::read_dir(folder.path().join("state")).unwrap().count(), 0);
}

#[test]
fn a_full_disk_is_said_and_work_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let (mut run, file) = Run::saved(folder.path());
    run.type_number(5.0);
    let full = Trial { at: 0, kind: io::ErrorKind::StorageFull, lasting: true };
    full.run(|| {
        run.wait(2000);
        run.ask(Command::Save);
    });
    let SaveStatus::Failed(error, CopyStatus::Failed(_)) = run.status() else { panic!() };
    assert_eq!(error.problem, SaveProblem::Full);
    run.type_number(6.0);
    run.wait(20_000);
    assert!(matches!(run.status(), SaveStatus::Saved(_)));
    assert_eq!(number_in(&storage::open(&file).unwrap().diagnostic), Some(6.0));
}

#[test]
fn a_second_window_only_reads_and_says_who_holds_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = Run::new(folder.path());
    let file = first.path("a.passerelle");
    first.start();
    first.save_as(&file);
    let mut second = Run::new(folder.path());
    second.ask(Command::Open(file.clone()));
    let SaveStatus::Held(holder) = second.status() else { panic!("{:?}", second.status()) };
    assert!(holder.since.is_some() && !holder.who.is_empty());
    let before = second.diagnostic().clone();
    second.type_number(9.0);
    assert_eq!(*second.diagnostic(), before, "nothing changes here");
    second.save_as(&file);
    assert!(!second.session.is_busy(), "and its file is not written over");
    second.save_as(&folder.path().join("copy.passerelle"));
    second.type_number(9.0);
    assert_eq!(number_in(second.diagnostic()), Some(9.0), "a copy is free");
    second.ask(Command::Save);

    first.type_number(4.0);
    first.ask(Command::Save);
    first.ask(Command::Quit);
    drop(first);
    second.ask(Command::Open(file));
    assert!(matches!(second.status(), SaveStatus::Saved(_)));
    assert_eq!(number_in(second.diagnostic()), Some(4.0));
}

/// A document that was opened, changed here, and then changed on disk by somebody else.
fn contested(folder: &Path) -> (Run, PathBuf) {
    let (mut run, file) = Run::saved(folder);
    let mut theirs = run.diagnostic().as_ref().clone();
    theirs.territory.name = "Rennes Métropole".into();
    storage::save(&file, &theirs, &storage::Extras::default()).unwrap();
    run.type_number(5.0);
    run.ask(Command::Save);
    (run, file)
}

#[test]
fn somebody_else_s_change_is_told_and_compared_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let (run, file) = contested(folder.path());
    let Some(Prompt::Changed(conflict)) = run.session.prompt() else { panic!() };
    assert_eq!(conflict.in_file.all[0].to, "Rennes Métropole");
    assert_eq!(conflict.here.answers, 1);
    let on_disk = storage::open(&file).unwrap().diagnostic;
    assert_eq!(on_disk.territory.name, "Rennes Métropole");
}

#[test]
fn replacing_somebody_else_s_change_keeps_it_as_a_version() {
    let folder = tempfile::tempdir().unwrap();
    let (mut run, file) = contested(folder.path());
    run.ask(Command::Reply(Reply::Replace));
    assert_eq!(number_in(&storage::open(&file).unwrap().diagnostic), Some(5.0));
    let latest = storage::versions(&file).remove(0);
    let kept = storage::open(&latest.path).unwrap().diagnostic;
    assert_eq!(kept.territory.name, "Rennes Métropole");
}

#[test]
fn a_further_change_while_the_question_stands_is_told_again() {
    let folder = tempfile::tempdir().unwrap();
    let (mut run, file) = contested(folder.path());
    let mut later = run.diagnostic().as_ref().clone();
    later.territory.name = "Autre".into();
    storage::save(&file, &later, &storage::Extras::default()).unwrap();
    run.ask(Command::Reply(Reply::Replace));
    assert!(matches!(run.session.prompt(), Some(Prompt::Changed(_))));
    assert_eq!(storage::open(&file).unwrap().diagnostic.territory.name, "Autre");
}

#[test]
fn taking_the_file_can_be_undone() {
    let folder = tempfile::tempdir().unwrap();
    let (mut run, file) = contested(folder.path());
    run.ask(Command::Reply(Reply::Reload));
    assert_eq!(run.diagnostic().territory.name, "Rennes Métropole");
    assert!(!run.session.document().unwrap().is_modified());
    run.ask(Command::Undo);
    assert_eq!(number_in(run.diagnostic()), Some(5.0));
    run.ask(Command::Save);
    assert!(run.session.prompt().is_none(), "the file is known now");
    assert_eq!(number_in(&storage::open(&file).unwrap().diagnostic), Some(5.0));
}

#[test]
fn an_earlier_version_comes_back_as_a_step_that_undo_takes_back() {
    let folder = tempfile::tempdir().unwrap();
    let (mut run, _) = Run::saved(folder.path());
    for number in [1.0, 2.0, 3.0] {
        run.type_number(number);
        run.ask(Command::Save);
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    run.ask(Command::ListVersions);
    let all = run.session.versions().unwrap().all.clone();
    assert_eq!(all.len(), 3);
    run.ask(Command::ReadVersion(all[1].path.clone()));
    run.ask(Command::Restore);
    assert_eq!(number_in(run.diagnostic()), Some(1.0));
    assert!(run.session.document().unwrap().is_modified(), "the file waits for a save");
    assert!(!run.diagnostic().journal.is_empty(), "and the journal goes on");
    run.ask(Command::Undo);
    assert_eq!(number_in(run.diagnostic()), Some(3.0));
}

/// The state of a folder in which saving was made to fail: what the file and the copies hold.
pub(crate) fn survivors(file: &Path, state: &Path) -> (Diagnostic, Vec<Diagnostic>) {
    let on_disk = storage::open(file).expect("the document opens").diagnostic;
    let copies =
        storage::copies_beside(file, &[]).into_iter().chain(storage::copies_in(state, &[]));
    let copies = copies.map(|copy| copy.opened.expect("a copy opens").diagnostic);
    (on_disk, copies.collect())
}

#[test]
fn whatever_file_operation_fails_the_last_save_and_the_copy_are_whole() {
    let operations = each_failure(kinds(), 1, one_failure);
    assert!(40 <= operations, "only {operations} operations were made to fail");
    println!("{operations} file operations were made to fail in turn");
}

/// The ways in which operations are made to fail: the two that people meet, or with
/// `PASSERELLE_LONG` every one.
pub(crate) fn kinds() -> &'static [io::ErrorKind] {
    let kinds = &[
        io::ErrorKind::StorageFull,
        io::ErrorKind::PermissionDenied,
        io::ErrorKind::NotFound,
        io::ErrorKind::ReadOnlyFilesystem,
        io::ErrorKind::CrossesDevices,
    ];
    if std::env::var_os("PASSERELLE_LONG").is_some() { kinds } else { &kinds[..2] }
}

/// Makes the file operations of some work fail in turn, in each of these ways, alone and with all
/// that follow: each of them, or one out of so many. The work returns how many operations there
/// were; this, how many were made to fail.
pub(crate) fn each_failure(
    kinds: &[io::ErrorKind],
    out_of: u32,
    mut work: impl FnMut(Trial) -> u32,
) -> u32 {
    let mut operations = 0;
    for (turn, kind) in (0..).zip(kinds.iter().copied()) {
        for (half, lasting) in [(0, false), (out_of / 2, true)] {
            let mut at = (turn + half) % out_of;
            while at < work(Trial { at, kind, lasting }) {
                operations += 1;
                at += out_of;
            }
        }
    }
    operations
}

/// Saves 1, then types 2 and saves while one operation fails; returns how many there were.
fn one_failure(trial: Trial) -> u32 {
    let folder = tempfile::tempdir().unwrap();
    let (mut run, file) = Run::saved(folder.path());
    run.type_number(1.0);
    run.ask(Command::Save);
    let acknowledged = run.diagnostic().clone();
    run.type_number(2.0);
    let typed = run.diagnostic().clone();
    let ((), seen) = trial.run(|| {
        run.wait(1500);
        run.ask(Command::Save);
    });
    let saved = matches!(run.status(), SaveStatus::Saved(_));
    let kept = matches!(
        run.status(),
        SaveStatus::Failed(_, CopyStatus::Kept) | SaveStatus::Modified(CopyStatus::Kept)
    );
    drop(run); // the power goes
    let (on_disk, copies) = survivors(&file, &folder.path().join("state"));
    if saved {
        assert_eq!(on_disk, *typed, "{trial:?}: an acknowledged save is on the disk");
    } else {
        assert!(on_disk == *acknowledged || on_disk == *typed, "{trial:?}: another document");
    }
    if kept {
        let offered = on_disk == *typed || copies.contains(&typed);
        assert!(offered, "{trial:?}: an acknowledged copy is offered");
    }
    seen
}
