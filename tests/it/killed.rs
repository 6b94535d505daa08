//! The program killed at random moments of saving and of keeping copies, as a power cut would.
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
    storage,
};

use crate::safety::{Run, number_in};

/// Where the child works, and what it does beside typing.
const FOLDER: &str = "PASSERELLE_KILLED_IN";
const DOING: &str = "PASSERELLE_KILLED_DOING";

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
    let say = |word: &str, number: u32| {
        let mut out = std::io::stdout().lock();
        writeln!(out, "{word} {number}").unwrap();
        out.flush().unwrap();
    };
    run.start();
    run.type_number(0.0);
    run.save_as(&file);
    say("saved", 0);
    let doing = env::var(DOING).unwrap_or_default();
    for number in 1..u32::MAX {
        run.type_number(f64::from(number));
        match doing.as_str() {
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
fn a_program_killed_at_any_moment_loses_nothing_it_has_acknowledged() {
    let kills: u64 = env::var("PASSERELLE_KILLS").map_or(6, |text| text.parse().unwrap());
    let (mut states, mut offered) = (0.0, 0);
    for kill in 0..kills {
        let folder = tempfile::tempdir().unwrap();
        // Moments spread over 120 ms, in an order that has nothing to do with the child's work.
        let lines = killed_after(folder.path(), "", kill * 7919 % 120);
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
    }
    println!("{kills} kills, {states} states acknowledged before them, {offered} copies offered");
}
