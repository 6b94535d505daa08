//! A breakdown of the program: the work is kept, the report holds no word of it, the next start
//! says so. A child process breaks down, since a hook is for the whole process.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command as Process, Stdio},
};

use passerelle::{
    app::{Clock, Command, Edit, Hook, Session, install_hook},
    domain::{Answer, Territory},
    language::Lang,
    storage::{self, settings::Settings},
};

use crate::safety::{Run, number_in, settle};

/// Where the child works, and how it breaks down.
const FOLDER: &str = "PASSERELLE_BROKEN_IN";
const CASE: &str = "PASSERELLE_BROKEN_CASE";

/// A word that stands in every text of the child's document, and in the names of its files.
const MARK: &str = "Zéphyrine-Quidam";

/// The child: fills a document with the word, then breaks down in one of several ways.
#[test]
#[ignore = "the child of the tests below"]
fn child() {
    let Some(folder) = env::var_os(FOLDER).map(PathBuf::from) else { return };
    let reports = Some(folder.join("reports"));
    let hook = Hook { lang: Lang::Fr, clock: Clock::System, reports: reports.clone() };
    let handover = install_hook(hook);
    if env::var(CASE).is_ok_and(|case| case == "opening") {
        handover.opening(true);
        panic!("a library is missing");
    }
    let mut run = Run::new(&folder);
    run.session = run.session.ready_for_breakdowns(handover, reports);
    run.start();
    if env::var(CASE).is_ok_and(|case| case != "unsaved") {
        run.save_as(&folder.join(format!("{MARK}.passerelle")));
    }
    let answer = Answer {
        comment: MARK.into(),
        source: MARK.into(),
        note: MARK.into(),
        ..Answer::default()
    };
    run.ask(Command::Edit(Edit::Answer("GOV-01".into(), Box::new(answer))));
    let territory = Territory { name: MARK.into(), code: "35238".into(), ..Territory::default() };
    run.ask(Command::Edit(Edit::Territory(Box::new(territory))));
    run.type_number(41.0);
    match env::var(CASE).as_deref() {
        Ok("quote") => panic!("the answer « {MARK} » was not expected in {}", folder.display()),
        // Rust's own message quotes the text that is cut.
        Ok("cut") => println!("{}", &MARK[..2]),
        Ok("thread") => {
            let broken = std::thread::Builder::new()
                .name("pages".to_owned())
                .spawn(|| panic!("{}", String::from(MARK)));
            assert!(broken.unwrap().join().is_err());
            println!("still here");
        }
        _ => panic!("a literal of the code"),
    }
}

/// Runs the child; returns what it said on both outputs.
fn breakdown(folder: &Path, case: &str) -> (bool, String, String) {
    let output = Process::new(env::current_exe().unwrap())
        .args(["--exact", "incident::child", "--ignored", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .env(CASE, case)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.success(), text(&output.stdout), text(&output.stderr))
}

/// The one report of a folder.
fn report(folder: &Path) -> String {
    let reports: Vec<_> = fs::read_dir(folder.join("reports")).unwrap().collect();
    assert_eq!(reports.len(), 1);
    fs::read_to_string(reports[0].as_ref().unwrap().path()).unwrap()
}

#[test]
fn a_breakdown_keeps_the_work_and_reports_none_of_it() {
    for case in ["quote", "cut", "unsaved"] {
        let folder = tempfile::Builder::new().prefix(MARK).tempdir().unwrap();
        let (success, _, said) = breakdown(folder.path(), case);
        assert!(!success);
        assert!(said.contains("Votre travail est gardé dans une copie"), "{case}: {said}");
        let report = report(folder.path());
        for private in [MARK, "Zéphyrine", "Zé", "Quidam", &*folder.path().to_string_lossy()] {
            assert!(!report.contains(private), "{case} tells {private}:\n{report}");
        }
        if let Some(home) = env::home_dir().filter(|home| home.as_os_str().len() > 1) {
            assert!(!report.contains(&*home.to_string_lossy()), "{report}");
        }
        assert!(report.contains(env!("CARGO_PKG_VERSION")) && report.contains(env::consts::OS));
        assert!(report.contains("tests/it/incident.rs:"), "the place is told: {report}");
        let cause = match case {
            "quote" => "message non repris",
            "cut" => "byte index",
            _ => "a literal of the code",
        };
        let cause_told = report.contains(cause) || (case == "cut" && report.contains("index"));
        assert!(cause_told, "{case}: {report}");

        // The next start offers the work, to the last keystroke, and says where the report is.
        let mut next = Run::new(folder.path());
        next.session = next.session.ready_for_breakdowns(
            passerelle::app::Handover::default(),
            Some(folder.path().join("reports")),
        );
        let file = folder.path().join(format!("{MARK}.passerelle"));
        let saved = file.exists();
        next.ask(Command::LookForCopies);
        if saved {
            next.ask(Command::Open(file));
        }
        let [leftover] = next.session.leftovers() else { panic!("{case}") };
        let copy = &leftover.content.as_ref().unwrap().copy.diagnostic;
        assert_eq!((number_in(copy), copy.territory.name.as_str()), (Some(41.0), MARK));
        let told = next.session.incident().expect("the report is told").to_owned();
        assert_eq!(fs::read_to_string(&told).unwrap(), report);
        assert_eq!(storage::untold_incident(told.parent().unwrap()), None, "once");
    }
}

#[test]
fn a_breakdown_elsewhere_is_reported_and_the_program_goes_on() {
    let folder = tempfile::Builder::new().prefix(MARK).tempdir().unwrap();
    let (success, said, _) = breakdown(folder.path(), "thread");
    assert!(success && said.contains("still here"), "{said}");
    let report = report(folder.path());
    assert!(report.contains("pages") && !report.contains(MARK), "{report}");
}

#[test]
fn a_window_that_cannot_be_opened_is_no_breakdown() {
    let folder = tempfile::tempdir().unwrap();
    let (success, _, said) = breakdown(folder.path(), "opening");
    assert!(!success && !said.contains(Lang::Fr.incident_happened()), "{said}");
    assert!(!folder.path().join("reports").exists(), "nobody is told of it the next time");
}

#[test]
fn nothing_is_handed_over_once_everything_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let handover = passerelle::app::Handover::default();
    let mut session = Session::new(Settings::default(), Clock::System)
        .ready_for_breakdowns(handover.clone(), None);
    let effects = session.apply(Command::OpenExample);
    settle(&mut session, effects);
    assert!(!handover.holds_work());
    let effects = session.apply(Command::Edit(Edit::Territory(Box::default())));
    settle(&mut session, effects);
    assert!(handover.holds_work());
    let path = folder.path().join("a.passerelle");
    let purpose = passerelle::app::Purpose::SaveAs;
    let effects = session.apply(Command::UsePath { purpose, path: path.clone(), replace: true });
    settle(&mut session, effects);
    assert!(!handover.holds_work());
    assert_eq!(handover.file(), Some(path));
}
