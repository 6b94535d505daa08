//! Documents under a password: only it opens them, nothing of them is left in clear beside, and
//! nothing is lost that would not be lost otherwise.

use std::{
    fs,
    path::{Path, PathBuf},
};

use passerelle::{
    app::{Command, Locked, Password, Prompt, SaveStatus},
    storage::{self, OpenProblem},
};

use crate::{
    cli,
    safety::{Run, number_in},
};

const GOOD: &str = "cheval-batterie-agrafe-correct";

fn password(typed: &str) -> Password {
    Password::new(typed.to_owned()).unwrap()
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            all.extend(files(&entry.path()));
        } else {
            all.push(entry.path());
        }
    }
    all
}

/// The files that hold something of the document in clear.
pub(crate) fn in_clear(folder: &Path) -> Vec<PathBuf> {
    let tells = |bytes: &[u8]| {
        ["Rennes", "35238", "answers", "format:"]
            .iter()
            .any(|word| bytes.windows(word.len()).any(|part| part == word.as_bytes()))
    };
    files(folder).into_iter().filter(|file| tells(&fs::read(file).unwrap())).collect()
}

#[test]
fn nothing_of_a_protected_document_is_in_clear_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let (mut run, file) = Run::saved(folder.path());
    for number in 1..4 {
        run.type_number(f64::from(number));
        run.ask(Command::Save);
    }
    assert!(5 <= in_clear(folder.path()).len(), "the file, its backup and its versions");
    run.type_number(4.0);
    run.ask(Command::Protect(Some(password(GOOD))));
    assert_eq!(in_clear(folder.path()), Vec::<PathBuf>::new());
    assert!(storage::versions(&file).len() == 1, "the state before is kept under the password");

    // What is typed from then on, its copy, its next versions: the same.
    run.type_number(5.0);
    run.wait(2000);
    assert_eq!(in_clear(folder.path()), Vec::<PathBuf>::new());
    let copies = storage::copies_beside(&file, &[password(GOOD)]);
    assert_eq!(number_in(&copies[0].opened.as_ref().unwrap().diagnostic), Some(5.0));
    assert!(storage::copies_beside(&file, &[])[0].opened.is_err());
    run.ask(Command::Save);
    assert_eq!(in_clear(folder.path()), Vec::<PathBuf>::new());
    assert!(storage::copies_beside(&file, &[]).is_empty());

    // Earlier states are read with what the program knows.
    run.ask(Command::ListVersions);
    let earlier = run.session.versions().unwrap().all[0].path.clone();
    run.ask(Command::ReadVersion(earlier));
    let (_, read) = run.session.versions().unwrap().open.as_ref().unwrap();
    assert_eq!(number_in(&read.as_ref().unwrap().diagnostic), Some(4.0));

    // And no longer under it, it is like any other document.
    run.ask(Command::Protect(None));
    assert!(in_clear(folder.path()).contains(&file));
    assert_eq!(number_in(&storage::open(&file).unwrap().diagnostic), Some(5.0));
}

#[test]
fn the_password_is_asked_for_until_it_is_right_and_the_work_of_a_crash_is_offered() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = Run::new(folder.path());
    let file = first.path("a.passerelle");
    first.start();
    first.type_number(1.0);
    first.session.put_under(Some(password(GOOD)));
    assert!(first.session.document().unwrap().is_modified());
    first.save_as(&file);
    assert!(!first.session.document().unwrap().is_modified());
    first.type_number(2.0);
    first.wait(2000);
    drop(first);

    let mut next = Run::new(folder.path());
    next.ask(Command::Open(file.clone()));
    let asked = |run: &Run| match run.session.prompt() {
        Some(Prompt::Password(locked)) => Some(locked.clone()),
        _ => None,
    };
    assert_eq!(asked(&next), Some(Locked::File(file.clone(), false)));
    next.ask(Command::Unlock(password("cheval")));
    assert_eq!(asked(&next), Some(Locked::File(file.clone(), true)));
    assert!(next.session.document().is_none());
    next.ask(Command::Unlock(password(GOOD)));
    let Some(Prompt::Leftover(copy)) = next.session.prompt() else { panic!() };
    let copy = copy.clone();
    next.ask(Command::Reply(passerelle::app::Reply::Recover));
    assert_eq!(number_in(next.session.document().unwrap().diagnostic()), Some(2.0));
    next.ask(Command::Save);
    assert!(!copy.exists());
    assert_eq!(in_clear(folder.path()), Vec::<PathBuf>::new());
    let opened = storage::open_with(&file, &[password(GOOD)]).unwrap();
    assert_eq!(number_in(&opened.diagnostic), Some(2.0));
    let saved = next.session.save_status();
    assert!(matches!(saved, Some(SaveStatus::Saved(_))), "{saved:?}");
}

#[test]
fn a_copy_whose_document_is_not_open_asks_for_its_password_on_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = Run::new(folder.path());
    first.start();
    first.session.put_under(Some(password(GOOD)));
    first.type_number(7.0);
    first.wait(2000);
    drop(first);
    assert_eq!(in_clear(folder.path()), Vec::<PathBuf>::new());

    let mut next = Run::new(folder.path());
    next.ask(Command::LookForCopies);
    let [leftover] = next.session.leftovers() else { panic!() };
    assert_eq!(leftover.content.as_ref().unwrap_err().problem, OpenProblem::Sealed);
    let path = leftover.path.clone();
    next.ask(Command::AskForPassword(Locked::Copy(path.clone(), false)));
    next.ask(Command::Unlock(password("autre")));
    assert!(matches!(next.session.prompt(), Some(Prompt::Password(Locked::Copy(_, true)))));
    next.ask(Command::Unlock(password(GOOD)));
    assert!(next.session.prompt().is_none());
    next.ask(Command::Recover(path));
    assert_eq!(number_in(next.session.document().unwrap().diagnostic()), Some(7.0));
    assert!(next.session.document().unwrap().password().is_some(), "it stays under it");
}

#[test]
fn a_terminal_is_given_passwords_in_files_and_says_what_is_missing() {
    let (folder, file) = cli::rennes();
    let good = cli::written(&folder, "bon.txt", format!("{GOOD}\n"));
    let other = cli::written(&folder, "autre.txt", "un autre mot de passe");
    let empty = cli::written(&folder, "vide.txt", "\n");
    cli::refused(folder.path(), &["protect", &file], &["--new-password-file FICHIER"]);
    let with = |file: &str, password: &str| {
        [String::from("check"), file.to_owned(), "--password-file".into(), password.to_owned()]
    };
    cli::refused(
        folder.path(),
        &["protect", &file, "--new-password-file", &empty],
        &["première ligne", "vide"],
    );
    let copy = cli::path(&folder, "protégé.passerelle");
    cli::done(&["protect", &file, "--new-password-file", &good, "-o", &copy]);
    assert!(storage::open(Path::new(&file)).is_ok(), "the original is as it was");
    cli::refused(folder.path(), &["check", &copy], &["protégé", "--password-file FICHIER"]);
    cli::refused(folder.path(), &with(&copy, &other), &["un autre mot de passe"]);
    cli::done(&with(&copy, &good));
    let csv = cli::written(&folder, "r.csv", "id;value\nGOV-01;2\n");
    let import = ["import", &copy, &csv, "--from", "answers", "--password-file", &good];
    cli::done(&import);
    let again = storage::open_with(Path::new(&copy), &[password(GOOD)]).unwrap();
    assert!(again.diagnostic.answer("GOV-01").is_some());
    assert!(storage::open(Path::new(&copy)).is_err(), "it stays under its password");

    cli::done(&["protect", &file, "--new-password-file", &good]);
    assert!(storage::open(Path::new(&file)).is_err());
    cli::done(&["protect", &file, "--remove", "--password-file", &good]);
    assert!(storage::open(Path::new(&file)).is_ok());
}

#[cfg(unix)]
#[test]
fn what_stands_beside_a_private_document_is_as_private() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let folder = tempfile::tempdir().unwrap();
    let (mut run, file) = Run::saved(folder.path());
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    run.type_number(1.0);
    run.ask(Command::Save);
    run.type_number(2.0);
    run.wait(2000);
    let copies = storage::copies_beside(&file, &[]);
    let backup = run.path("a.passerelle.bak");
    let versions = storage::versions(&file);
    for path in [&file, &backup, &copies[0].path, &versions[0].path] {
        assert_eq!(mode(path), 0o600, "{}", path.display());
    }

    // Copies of what no file holds are this user's alone.
    let mut bare = Run::new(folder.path());
    bare.start();
    bare.type_number(3.0);
    bare.wait(2000);
    let state = folder.path().join("state");
    let copy =
        files(&state).into_iter().find(|path| path.extension().is_some_and(|e| e == "recovery"));
    assert_eq!(mode(&copy.unwrap()), 0o600);
    let left = files(folder.path());
    assert!(!left.iter().any(|path| path.to_string_lossy().ends_with(".tmp")), "{left:?}");
}
