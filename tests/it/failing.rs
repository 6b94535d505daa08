//! Exporting, merging, putting under a password and back, while each file operation of it fails in
//! turn: a full disk, missing rights, a share that goes away, a folder on another disk.
//!
//! Afterwards the document opens and holds the last acknowledged save or the new state, what was
//! typed is in it or in a copy, nothing half-written stands under any name, and no temporary file
//! is left. Saving itself is tried in `safety`.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use passerelle::{
    app::{
        Command, CopyStatus, Format, PanelFormat, PanelPurpose, Password, Purpose, SaveStatus, Tone,
    },
    domain::merge::Choice,
    exchange::write_panel,
    language::Lang,
    questionnaire::Pack,
    report::{DocumentKind, DocumentOptions},
    storage::{self, SaveProblem, Trial},
};

use crate::{
    panel::{DAY, gathered, measures, network_of},
    password::in_clear,
    safety::{Run, each_failure, kinds, number_in, survivors, typed},
};

/// The files of a folder that are no companions of documents, with what they hold.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let all = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let own = all.filter(|path| path.is_file() && !named(path, ".lock") && !named(path, ".holder"));
    own.map(|path| (path.clone(), fs::read(&path).unwrap())).collect()
}

fn named(path: &Path, ending: &str) -> bool {
    path.to_string_lossy().ends_with(ending)
}

/// Temporary files, in this folder and those within it.
fn temporary(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(temporary(&path));
        } else if named(&path, ".tmp") {
            found.push(path);
        }
    }
    found
}

/// Something that writes a file beside the document.
struct Writing {
    purpose: Purpose,
    name: &'static str,
    /// What is asked before.
    before: Vec<Command>,
    /// How many of its operations are passed over for each one that fails, and in how many ways.
    out_of: u32,
    ways: usize,
}

/// All that writes a file beside the document, in every format that it has.
fn writings(folder: &Path) -> Vec<Writing> {
    let of = |purpose, name| Writing { purpose, name, before: Vec::new(), out_of: 1, ways: 9 };
    let mut all: Vec<_> =
        Format::ALL.into_iter().map(|it| of(Purpose::Export(it), "note")).collect();
    all.push(of(Purpose::ExportHistory, "history"));
    for export in &mut all {
        let options = DocumentOptions::of(DocumentKind::Summary, Lang::Fr);
        export.before = vec![Command::SetOptions(Box::new(options))];
    }
    let role = Pack::standard().unwrap().roles[0].id.clone();
    for purpose in [Purpose::Kit, Purpose::KitPdf] {
        all.push(Writing { before: vec![Command::KitFor(role.clone())], ..of(purpose, "kit") });
    }
    let mut run = Run::new(folder);
    run.start();
    run.type_number(5.0);
    run.save_as(&folder.join("theirs.passerelle"));
    let before = vec![Command::Merge(folder.join("theirs.passerelle"), None)];
    all.push(Writing { before, ..of(Purpose::MergeReport, "merged") });
    let path = PathBuf::from("tests/it/fixtures/opendata/img1b.csv");
    let before = vec![Command::UsePath { purpose: Purpose::Import, path, replace: false }];
    all.push(Writing { before, ..of(Purpose::ImportReport, "imported") });
    let panel = gathered(&measures(), &network_of(20)).publish(5, DAY).unwrap();
    let path = folder.join("gathered.panel");
    fs::write(&path, write_panel(&panel).unwrap()).unwrap();
    for purpose in
        PanelFormat::ALL.into_iter().map(PanelPurpose::Export).chain([PanelPurpose::Save])
    {
        let open = Purpose::Panel(PanelPurpose::Open);
        let before = vec![Command::UsePath { purpose: open, path: path.clone(), replace: false }];
        all.push(Writing { before, ..of(Purpose::Panel(purpose), "panel") });
    }
    for writing in &mut all {
        if writing.purpose.ending() == "pdf" {
            // Pages take seconds to lay out in a test: there, one operation out of three.
            (writing.out_of, writing.ways) = (3, 1);
        }
    }
    all
}

#[test]
fn whatever_file_operation_of_an_export_fails_its_file_is_as_before_or_whole() {
    let folder = tempfile::tempdir().unwrap();
    let long = std::env::var_os("PASSERELLE_LONG").is_some();
    let (mut operations, mut writings_tried) = (0, 0);
    for writing in writings(folder.path()) {
        let mut run = Run::new(folder.path());
        let file = run.path("a.passerelle");
        run.start();
        run.type_number(1.0);
        run.save_as(&file);
        for command in writing.before.clone() {
            run.ask(command);
        }
        let target = folder.path().join(format!("{}.{}", writing.name, writing.purpose.ending()));
        let path = target.clone();
        let write = Command::UsePath { purpose: writing.purpose, path, replace: true };
        run.ask(write.clone());
        let whole = fs::read(&target).unwrap_or_else(|_| panic!("{:?}", run.session.notices()));
        let others = |files: BTreeMap<PathBuf, Vec<u8>>| -> BTreeMap<_, _> {
            files.into_iter().filter(|(path, _)| *path != target).collect()
        };
        let beside = others(files(folder.path()));
        let ways = if long { kinds() } else { &kinds()[..writing.ways.min(kinds().len())] };
        let out_of = if long { 1 } else { writing.out_of };
        for before in [Some(b"before".to_vec()), None] {
            operations += each_failure(ways, out_of, |trial| {
                match &before {
                    Some(before) => fs::write(&target, before).unwrap(),
                    None => drop(fs::remove_file(&target)),
                }
                let ((), seen) = trial.run(|| run.ask(write.clone()));
                let tone = run.session.notices().last().unwrap().news.tone();
                let (what, now) = (writing.purpose, fs::read(&target).ok());
                match tone {
                    Tone::Success => assert!(now.as_ref() == Some(&whole), "{what:?}: {trial:?}"),
                    Tone::Error => assert!(now == before, "{what:?}: {trial:?}"),
                    Tone::Warning => panic!("{what:?}: {:?}", run.session.notices().last()),
                }
                assert!(temporary(folder.path()).is_empty(), "{what:?}: {trial:?}");
                assert!(others(files(folder.path())) == beside, "{what:?}: {trial:?}");
                seen
            });
        }
        assert_eq!(number_in(&storage::open(&file).unwrap().diagnostic), Some(1.0));
        fs::remove_file(&target).unwrap();
        writings_tried += 1;
    }
    assert!(80 < operations, "only {operations} operations were made to fail");
    println!("{operations} file operations of {writings_tried} exports were made to fail in turn");
}

#[test]
fn whatever_file_operation_of_a_merge_fails_both_files_are_whole() {
    let operations = each_failure(kinds(), 1, one_merge);
    assert!(60 < operations, "only {operations} operations were made to fail");
    println!("{operations} file operations of merges were made to fail in turn");
}

/// Merges what somebody else has filled in and saves, while one operation fails.
fn one_merge(trial: Trial) -> u32 {
    let folder = tempfile::tempdir().unwrap();
    let mut run = Run::new(folder.path());
    let (file, theirs) = (run.path("a.passerelle"), run.path("theirs.passerelle"));
    run.start();
    run.type_number(1.0);
    run.save_as(&file);
    let acknowledged = run.diagnostic().clone();
    let document = run.session.document().unwrap();
    let mut other = acknowledged.as_ref().clone();
    typed(7.0).apply(&mut other, document.pack(), acknowledged.as_of, None);
    storage::save(&theirs, &other, &storage::Extras::default()).unwrap();
    let received = fs::read(&theirs).unwrap();
    let ((), seen) = trial.run(|| {
        run.ask(Command::Merge(theirs.clone(), None));
        run.ask(Command::DecideAll(Choice::Theirs));
        run.ask(Command::ApplyMerge);
        run.wait(1500);
        run.ask(Command::Save);
    });
    let merged = run.diagnostic().clone();
    let refused = number_in(&merged) == Some(1.0);
    assert!(refused || number_in(&merged) == Some(7.0));
    let saved = matches!(run.status(), SaveStatus::Saved(_));
    let kept = matches!(
        run.status(),
        SaveStatus::Failed(_, CopyStatus::Kept) | SaveStatus::Modified(CopyStatus::Kept)
    );
    drop(run); // the power goes
    assert_eq!(fs::read(&theirs).unwrap(), received, "{trial:?}: what was received is untouched");
    let (on_disk, copies) = survivors(&file, &folder.path().join("state"));
    let expected = if saved { on_disk == *merged } else { on_disk == *acknowledged };
    assert!(expected || (!saved && on_disk == *merged), "{trial:?}: another document");
    if kept {
        let offered = on_disk == *merged || copies.contains(&merged);
        assert!(offered, "{trial:?}: an acknowledged copy is offered");
    }
    assert!(temporary(folder.path()).is_empty(), "{trial:?}");
    seen
}

const PASSWORD: &str = "cheval-batterie-agrafe";

fn password() -> Password {
    Password::new(PASSWORD.to_owned()).unwrap()
}

#[test]
fn whatever_file_operation_of_protecting_fails_the_document_opens_and_is_protected_later() {
    // A password takes its time, on purpose: one operation out of nine, or with the long form all.
    let (ways, out_of) = match kinds() {
        [full, _] => (&[*full][..], 9),
        all => (all, 1),
    };
    let put = each_failure(ways, out_of, |trial| one_protection(trial, Some(&password())).0);
    let taken = each_failure(ways, out_of, |trial| one_protection(trial, None).0);
    assert!(8 <= put + taken, "only {put} and {taken} operations were made to fail");
    println!("{put} file operations of protecting, {taken} of taking it off were made to fail");
}

#[test]
fn what_stays_in_clear_beside_a_protected_document_is_told_and_taken_away_later() {
    let busy = |at| Trial { at, kind: io::ErrorKind::ResourceBusy, lasting: false };
    let one = |at| one_protection(busy(at), Some(&password()));
    let (all, _) = one(u32::MAX);
    // It is taken away at the end, so that the document is never less than whole.
    let mut last = (0..all).rev().take(12);
    assert!(last.any(|at| one(at).1 == Some(SaveProblem::InClear)), "none of {all} takes away");
}

/// Puts a document that has versions under a password, or takes it off, while one operation fails;
/// returns how many there were, and why the document was not saved.
fn one_protection(trial: Trial, to: Option<&Password>) -> (u32, Option<SaveProblem>) {
    let folder = tempfile::tempdir().unwrap();
    let (mut run, file) = Run::saved(folder.path());
    run.type_number(1.0);
    run.ask(Command::Save);
    if to.is_none() {
        run.ask(Command::Protect(Some(password())));
    }
    let acknowledged = run.diagnostic().clone();
    run.type_number(2.0);
    let state = run.diagnostic().clone();
    let ((), seen) = trial.run(|| run.ask(Command::Protect(to.cloned())));
    let problem = match run.status() {
        SaveStatus::Failed(error, _) => Some(error.problem.clone()),
        _ => None,
    };
    let done = matches!(run.status(), SaveStatus::Saved(_));
    let opened = storage::open_with(&file, &[password()]).expect("the document opens");
    let as_asked = opened.password.as_ref() == to && opened.diagnostic == *state;
    assert!(as_asked || (!done && opened.diagnostic == *acknowledged), "{trial:?}");
    assert!(temporary(folder.path()).is_empty(), "{trial:?}");
    if done && to.is_some() {
        assert_eq!(in_clear(folder.path()), Vec::<PathBuf>::new(), "{trial:?}");
    }
    // The disk is well again: what was asked for comes by itself, and leaves nothing behind.
    run.wait(20_000);
    assert!(matches!(run.status(), SaveStatus::Saved(_)), "{trial:?}: {:?}", run.status());
    if !done {
        let opened = storage::open_with(&file, &[password()]).expect("the document opens");
        assert!(
            opened.password.as_ref() == to && opened.diagnostic == *state,
            "{trial:?}: in the end"
        );
        if to.is_some() {
            assert_eq!(in_clear(folder.path()), Vec::<PathBuf>::new(), "{trial:?}: in the end");
        }
    }
    (seen, problem)
}
