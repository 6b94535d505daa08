//! The program killed at random moments of all that writes, as a power cut would: saving, keeping
//! copies, merging, taking up older files, exporting, putting under a password.
//!
//! This test runs its own binary as the program: a child types, keeps copies and saves as fast as
//! it can, and says what it has acknowledged; the parent kills it (`SIGKILL`) at a moment that the
//! child cannot know, then opens what is left. `PASSERELLE_KILLS` says how often (see
//! `docs/reliability.md`).

use std::{
    env, fs,
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Command as Process, Stdio},
    thread,
    time::Duration,
};

use passerelle::{
    app::{Command, Format, Password, Purpose, SaveStatus},
    domain::merge::Choice,
    storage,
};

use crate::safety::{Run, number_in, typed};

/// Where the child works, and what it does beside typing.
const FOLDER: &str = "PASSERELLE_KILLED_IN";
const DOING: &str = "PASSERELLE_KILLED_DOING";

/// The oldest kept file, which the child that takes up older files is given many times.
const OLD: &[u8] = include_bytes!("fixtures/v1.passerelle");

/// How many of them there are.
const MANY: u32 = 200;

/// The password of the child that protects its document.
const PASSWORD: &str = "cheval-batterie-agrafe";

/// The child: every third state is saved, every state is copied; ends only by being killed.
#[test]
#[ignore = "the child of the test below"]
fn child() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    let folder = Path::new(&folder);
    let mut run = Run::new(folder);
    let file = folder.join("a.passerelle");
    run.start();
    run.type_number(0.0);
    run.save_as(&file);
    say("saved", 0);
    let doing = env::var(DOING).unwrap_or_default();
    for number in 1..u32::MAX {
        match doing.as_str() {
            // Each once: a second saving would keep the first beside.
            "migrate" if MANY <= number => thread::sleep(Duration::from_secs(1)),
            "migrate" => {
                take_up(&mut run, &folder.join(old_file(number)), number);
                continue;
            }
            "merge" => merge(&mut run, &folder.join("theirs.passerelle"), number),
            _ => run.type_number(f64::from(number)),
        }
        match doing.as_str() {
            "migrate" => continue,
            "export" => {
                for (format, name) in [(Format::Html, "note.html"), (Format::Xlsx, "note.xlsx")] {
                    let (purpose, path) = (Purpose::Export(format), folder.join(name));
                    run.ask(Command::UsePath { purpose, path, replace: true });
                    say("exported", number);
                }
            }
            "protect" => {
                let password = Password::new(PASSWORD.to_owned()).filter(|_| number % 2 == 1);
                run.ask(Command::Protect(password));
                say("saved", number);
                continue;
            }
            _ => {}
        }
        run.wait(1500);
        say("copied", number);
        if number % 3 == 0 {
            run.ask(Command::Save);
            say("saved", number);
        }
    }
}

/// Acknowledges something.
fn say(word: &str, number: u32) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{word} {number}").unwrap();
    out.flush().unwrap();
}

/// Takes in what somebody else made of the document.
fn merge(run: &mut Run, theirs: &Path, number: u32) {
    let document = run.session.document().unwrap();
    let mut diagnostic = document.diagnostic().as_ref().clone();
    let day = diagnostic.as_of;
    typed(f64::from(number)).apply(&mut diagnostic, document.pack(), day, None);
    storage::save(theirs, &diagnostic, &storage::Extras::default()).unwrap();
    run.ask(Command::Merge(theirs.to_owned(), None));
    run.ask(Command::DecideAll(Choice::Theirs));
    run.ask(Command::ApplyMerge);
    let held = number_in(run.session.document().unwrap().diagnostic());
    assert_eq!(held, Some(f64::from(number)), "what is merged is there");
}

/// Opens a file of an older format, changes it and saves it in the present one.
fn take_up(run: &mut Run, file: &Path, number: u32) {
    run.ask(Command::Open(file.to_owned()));
    run.type_number(f64::from(number));
    run.ask(Command::Save);
    say("saved", number);
}

fn old_file(number: u32) -> String {
    format!("old-{number}.passerelle")
}

/// What the child has acknowledged: the last number saved and the last one copied or saved.
fn acknowledged(lines: &[String]) -> (f64, f64) {
    let last = |words: &[&str]| {
        let numbers = lines.iter().filter_map(|line| {
            let (word, number) = line.rsplit_once(' ')?;
            let word = word.rsplit(' ').next()?;
            words.contains(&word).then(|| number.parse::<f64>().ok())?
        });
        numbers.fold(-1.0, f64::max)
    };
    (last(&["saved"]), last(&["saved", "copied"]))
}

/// Starts the child, kills it after so many milliseconds of work, and returns what it said.
fn killed_after(folder: &Path, doing: &str, milliseconds: u64) -> Vec<String> {
    let mut child = Process::new(env::current_exe().unwrap())
        .args(["--exact", "killed::child", "--ignored", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .env(DOING, doing)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut lines = Vec::new();
    let mut line = String::new();
    // Wait until it has begun, then let it work for a while.
    while !line.contains("saved 0") {
        line.clear();
        assert_ne!(out.read_line(&mut line).unwrap(), 0, "the child ended by itself");
    }
    lines.push(line.trim_end().to_owned());
    thread::sleep(Duration::from_millis(milliseconds));
    child.kill().unwrap();
    child.wait().unwrap();
    // A line that was cut is no acknowledgement.
    let mut rest = Vec::new();
    std::io::Read::read_to_end(&mut out, &mut rest).unwrap();
    let rest = String::from_utf8_lossy(&rest).into_owned();
    let whole = rest.rfind('\n').map_or("", |end| &rest[..end]);
    lines.extend(whole.lines().map(str::to_owned));
    lines
}

/// How often to kill, of what takes the child longer than saving: a part of the long form.
fn kills(short: u64, part: u64) -> u64 {
    env::var("PASSERELLE_KILLS").map_or(short, |text| text.parse::<u64>().unwrap() / part)
}

#[test]
fn a_program_killed_while_exporting_leaves_no_half_of_a_document() {
    let (kills, mut exported) = (kills(2, 5), 0);
    for kill in 0..kills {
        let folder = tempfile::tempdir().unwrap();
        let lines = killed_after(folder.path(), "export", kill * 7919 % 4000);
        let (saved, _) = acknowledged(&lines);
        let file = folder.path().join("a.passerelle");
        let on_disk = number_in(&storage::open(&file).expect("the document opens").diagnostic);
        assert!(saved <= on_disk.unwrap(), "kill {kill}");
        let html = folder.path().join("note.html");
        if let Ok(text) = fs::read_to_string(&html) {
            assert!(text.trim_end().ends_with("</html>"), "kill {kill}: half a page");
            exported += 1;
        }
        if let Ok(workbook) = fs::File::open(folder.path().join("note.xlsx")) {
            let mut workbook = zip::ZipArchive::new(workbook).expect("a whole workbook");
            for index in 0..workbook.len() {
                let mut part = workbook.by_index(index).unwrap();
                std::io::copy(&mut part, &mut std::io::sink()).expect("a whole part");
            }
            exported += 1;
        }
        let said = lines.iter().any(|line| line.contains("exported"));
        assert!(!said || html.exists(), "kill {kill}: what was said to be exported is there");
    }
    println!("{kills} kills while exporting, {exported} exports found, all whole");
}

#[test]
fn a_program_killed_while_protecting_opens_with_or_without_its_password() {
    let (kills, mut under) = (kills(2, 5), 0);
    let password = [Password::new(PASSWORD.to_owned()).unwrap()];
    for kill in 0..kills {
        let folder = tempfile::tempdir().unwrap();
        let lines = killed_after(folder.path(), "protect", kill * 7919 % 4000);
        let (saved, _) = acknowledged(&lines);
        let file = folder.path().join("a.passerelle");
        let opened = storage::open_with(&file, &password).expect("the document opens");
        let on_disk = number_in(&opened.diagnostic).unwrap();
        assert!(saved <= on_disk, "kill {kill}: saved {saved}, found {on_disk}");
        under += u32::from(opened.password.is_some());
    }
    println!("{kills} kills while protecting, {under} found under the password");
}

#[test]
fn a_program_killed_while_taking_up_older_files_leaves_each_as_it_was_or_as_it_was_saved() {
    let (kills, mut taken_up) = (kills(2, 5), 0);
    for kill in 0..kills {
        let folder = tempfile::tempdir().unwrap();
        for number in 0..MANY {
            fs::write(folder.path().join(old_file(number)), OLD).unwrap();
        }
        let (saved, _) = acknowledged(&killed_after(folder.path(), "migrate", kill * 7919 % 400));
        for number in 0..MANY {
            let file = folder.path().join(old_file(number));
            let opened = storage::open(&file).expect("the document opens");
            let kept = [".bak", ".v1.bak"].map(|ending| {
                fs::read(folder.path().join(format!("{}{ending}", old_file(number)))).ok()
            });
            let kept = kept.into_iter().flatten().next();
            if let Some(of) = number_in(&opened.diagnostic) {
                assert_eq!(kept.as_deref(), Some(OLD), "kill {kill}: the original is beside {of}");
                taken_up += 1;
            } else {
                assert_eq!(fs::read(&file).unwrap(), OLD, "kill {kill}: neither old nor new");
                let said = 0 < number && f64::from(number) <= saved;
                assert!(!said, "kill {kill}: {number} was saved of {saved}");
            }
        }
    }
    println!(
        "{kills} kills while taking up older files, {taken_up} taken up, the rest as they were"
    );
}

#[test]
fn a_program_killed_while_merging_loses_nothing_it_has_acknowledged() {
    let kills = kills(2, 5);
    let (states, offered) = nothing_is_lost("merge", kills, 400);
    println!("{kills} kills while merging, {states} states before them, {offered} copies offered");
}

#[test]
fn a_program_killed_at_any_moment_loses_nothing_it_has_acknowledged() {
    let kills = kills(6, 1);
    let (states, offered) = nothing_is_lost("", kills, 120);
    println!("{kills} kills, {states} states acknowledged before them, {offered} copies offered");
}

/// Kills the child so often, at moments spread over so many milliseconds in an order that has
/// nothing to do with its work; what it had acknowledged is in the file or offered.
fn nothing_is_lost(doing: &str, kills: u64, spread: u64) -> (f64, u32) {
    let (mut states, mut offered) = (0.0, 0);
    for kill in 0..kills {
        let folder = tempfile::tempdir().unwrap();
        let lines = killed_after(folder.path(), doing, kill * 7919 % spread);
        let (saved, copied) = acknowledged(&lines);
        let file = folder.path().join("a.passerelle");
        let on_disk = number_in(&storage::open(&file).expect("the document opens").diagnostic);
        let on_disk = on_disk.unwrap();
        assert!(saved <= on_disk, "kill {kill}: saved {saved}, found {on_disk}");
        let mut next = Run::new(folder.path());
        next.ask(Command::Open(file));
        let held = matches!(next.session.save_status(), Some(SaveStatus::Held(_)));
        assert!(!held, "kill {kill}: the system lets go of the lock");
        let found = next.session.leftovers().iter().map(|leftover| {
            let content = leftover.content.as_ref().expect("a copy opens");
            number_in(&content.copy.diagnostic).unwrap()
        });
        let best = found.fold(on_disk, f64::max);
        assert!(copied <= best, "kill {kill}: copied {copied}, offered {best}");
        states += best;
        offered += u32::from(on_disk < best);
        // What was merged from is whole, whatever became of the merge.
        let theirs = folder.path().join("theirs.passerelle");
        assert!(!theirs.exists() || storage::open(&theirs).is_ok(), "kill {kill}");
    }
    (states, offered)
}
