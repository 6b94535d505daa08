//! What the pages of the brief cost, from nothing and after an edit: `cargo bench --bench report`.
//!
//! `PASSERELLE_ROUNDS=1000` lays the brief out a thousand times and tells the memory on the way.
//! Beside the time that passed stands the processor time of all threads: on a machine that is not
//! idle, it says more.

#![expect(clippy::print_stdout, reason = "a bench prints its measures")]

use std::{
    path::Path,
    time::{Duration, Instant},
};

use passerelle::{
    domain::{Answer, Diagnostic, State, Value},
    language::Lang,
    questionnaire::Pack,
    report::{self, Brief, preview::Pages},
    scoring::assess,
    storage,
};

/// How many edits are measured.
const EDITS: usize = 21;

/// How many times the pages are laid out to look at the memory, unless told otherwise.
const ROUNDS: usize = 60;

/// The screen's pixels for a point of paper: a page as wide as the window of a laptop allows.
const SCALE: f64 = 1.4;

fn main() {
    let Ok(opened) = storage::open(Path::new("templates/examples/valmont.passerelle")) else {
        println!("the worked example cannot be read");
        return;
    };
    let (pack, mut diagnostic) = (opened.pack, opened.diagnostic);
    let start = Moment::now();
    let Some(pages) = pages(&pack, &diagnostic) else {
        println!("the worked example cannot be laid out");
        return;
    };
    line(&format!("laid out from nothing, {} pages", pages.sheets().len()), start.passed());
    let start = Moment::now();
    drop(pages.picture(0, SCALE));
    line("first page drawn from nothing", start.passed());
    edits(&pack, &mut diagnostic);
    let start = Moment::now();
    drop(report::render(&brief(&pack, &diagnostic)));
    line("file after all that", start.passed());
    memory(&pack, &mut diagnostic);
}

/// Edits of one answer, each seen on the page at hand.
fn edits(pack: &Pack, diagnostic: &mut Diagnostic) {
    let (mut worded, mut laid_out, mut drawn, mut all) = (vec![], vec![], vec![], vec![]);
    let mut redrawn = 0;
    let mut before: Vec<u64> = Vec::new();
    for round in 0..EDITS {
        edit(diagnostic, round);
        let start = Moment::now();
        let brief = brief(pack, diagnostic);
        worded.push(start.passed());
        let after = Moment::now();
        let Ok(pages) = Pages::lay_out(&brief) else { continue };
        laid_out.push(after.passed());
        let after = Moment::now();
        drop(pages.picture(0, SCALE));
        drawn.push(after.passed());
        all.push(start.passed());
        let keys: Vec<u64> = pages.sheets().iter().map(|sheet| sheet.key).collect();
        redrawn += keys.iter().zip(&before).filter(|(now, then)| now != then).count();
        before = keys;
    }
    line("after an edit: brief worded", median(worded));
    line("after an edit: pages laid out", median(laid_out));
    line("after an edit: page at hand drawn", median(drawn));
    line("after an edit: all of that (bar: 150 ms)", median(all));
    println!("pages that look different after an edit      {}", redrawn / (EDITS - 1));
}

fn line(what: &str, (passed, worked): (Duration, Duration)) {
    println!("{what:<44} {passed:>8.1?} (processor {worked:.1?})");
}

/// A moment, by the clock and by the processor.
struct Moment(Instant, Duration);

impl Moment {
    fn now() -> Self {
        Self(Instant::now(), processor())
    }

    fn passed(&self) -> (Duration, Duration) {
        (self.0.elapsed(), processor().saturating_sub(self.1))
    }
}

/// The processor time of all threads so far; nothing where the system does not tell.
fn processor() -> Duration {
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let nanoseconds = threads.filter_map(|thread| {
        let told = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        told.split_whitespace().next()?.parse::<u64>().ok()
    });
    Duration::from_nanos(nanoseconds.sum())
}

/// The memory after many layouts, each after an edit.
fn memory(pack: &Pack, diagnostic: &mut Diagnostic) {
    let rounds = std::env::var("PASSERELLE_ROUNDS").ok().and_then(|text| text.parse().ok());
    let rounds: usize = rounds.unwrap_or(ROUNDS);
    for round in 0..=rounds {
        if round % (rounds / 10).max(1) == 0 {
            println!("memory after {round:>4} layouts                    {} MB", resident_mb());
        }
        edit(diagnostic, round);
        if let Some(pages) = pages(pack, diagnostic) {
            drop(pages.picture(0, SCALE));
        }
    }
}

/// Changes the figure of one answer.
fn edit(diagnostic: &mut Diagnostic, round: usize) {
    let figure = 24_000.0 + round as f64;
    let number = |answer: &&mut Answer| matches!(answer.state, State::Given(Value::Number(_)));
    if let Some(answer) = diagnostic.answers.values_mut().find(number) {
        answer.state = State::Given(Value::Number(figure));
    }
}

fn brief(pack: &Pack, diagnostic: &Diagnostic) -> Brief {
    Brief::new(pack, diagnostic, &assess(pack, diagnostic), Lang::Fr)
}

fn pages(pack: &Pack, diagnostic: &Diagnostic) -> Option<Pages> {
    Pages::lay_out(&brief(pack, diagnostic)).ok()
}

/// The resident memory of this process; 0 where the system does not tell.
fn resident_mb() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<usize>().ok());
    kilobytes.unwrap_or(0) / 1024
}

/// The medians, each by itself.
fn median(times: Vec<(Duration, Duration)>) -> (Duration, Duration) {
    let middle = |mut times: Vec<Duration>| {
        times.sort();
        times.get(times.len() / 2).copied().unwrap_or_default()
    };
    let (passed, worked) = times.into_iter().unzip();
    (middle(passed), middle(worked))
}
