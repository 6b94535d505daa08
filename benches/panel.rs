//! How long a panel of ten thousand diagnostics takes: `cargo bench --bench panel [-- COUNT]`.
//!
//! The diagnostics are made from the worked example in a folder of the system's temporary ones,
//! each with other answers, another place and another population, then read, scored, counted and
//! told as `passerelle panel` does.

#![expect(clippy::print_stdout, reason = "a bench prints its measures")]

use std::{fs, path::Path, sync::Arc, time::Instant};

use jiff::civil::date;
use passerelle::{
    app::{GatherOrder, gather},
    domain::{Answer, AuthorityKind, Diagnostic, State, Value},
    exchange::write_panel,
    panel::{DEFAULT_K, Group},
    questionnaire::{Kind, Pack, Question},
    storage,
};

/// The bar is for so many.
const MEMBERS: usize = 10_000;

const EXAMPLE: &[u8] = include_bytes!("../templates/examples/valmont.passerelle");

fn main() {
    let wanted = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(MEMBERS);
    let Ok(folder) = tempfile::Builder::new().prefix("panel-bench-").tempdir() else {
        println!("no temporary folder");
        return;
    };
    let begin = Instant::now();
    let Some(bytes) = generate(folder.path(), wanted) else {
        println!("the diagnostics could not be written");
        return;
    };
    let megabytes = bytes as f64 / 1e6;
    println!("{wanted} diagnostics written, {megabytes:.0} MB      {:?}", begin.elapsed());
    let before = peak();
    let (begin, worked) = (Instant::now(), processor());
    let order = GatherOrder {
        sources: vec![folder.path().to_path_buf()],
        k: DEFAULT_K,
        day: date(2026, 11, 26),
        progress: Arc::default(),
    };
    let outcome = gather(&order, &mut |_, _| ());
    let (elapsed, worked) = (begin.elapsed(), processor() - worked);
    println!("read, scored, counted and told (bar: 12 s for {MEMBERS})   {elapsed:?}");
    println!("of the processor, all threads together          {worked:.2} s");
    let each = elapsed.as_secs_f64() * 1e3 / wanted.max(1) as f64;
    println!("for one diagnostic                             {each:.3} ms");
    if let (Some(before), Some(after)) = (before, peak()) {
        println!("most memory resident, before and after         {before} kB, {after} kB");
    }
    if let Some(panel) = outcome.panel {
        let size = write_panel(&panel).map_or(0, |text| text.len());
        println!(
            "members told of, size of the panel             {}, {size} B",
            panel.members(Group::All)
        );
    }
    println!("refused                                        {}", outcome.report.refused.len());
    parts(folder.path(), wanted.min(300));
}

/// How long each step takes for one file, one thread alone.
fn parts(folder: &Path, count: usize) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let files: Vec<_> = entries.flatten().take(count).map(|entry| entry.path()).collect();
    let shelf = storage::PackShelf::default();
    let begin = Instant::now();
    let read: Vec<_> =
        files.iter().filter_map(|file| storage::open_lean(file, &shelf).ok()).collect();
    let reading = begin.elapsed();
    let begin = Instant::now();
    let scored: Vec<_> =
        read.iter().map(|lean| passerelle::scoring::assess(&lean.pack, &lean.diagnostic)).collect();
    let scoring = begin.elapsed();
    let Some(first) = read.first() else { return };
    let measures = passerelle::panel::Measures::of(&first.pack, &first.diagnostic.pack);
    let begin = Instant::now();
    for (lean, assessment) in read.iter().zip(&scored) {
        std::hint::black_box(measures.contribution(&lean.diagnostic, assessment));
    }
    let counting = begin.elapsed();
    let each = |time: std::time::Duration| time.as_secs_f64() * 1e3 / read.len().max(1) as f64;
    println!(
        "one thread, one file: read {:.3} ms, scored {:.3} ms, counted {:.3} ms",
        each(reading),
        each(scoring),
        each(counting)
    );
}

/// Writes so many diagnostics; how many bytes they have together.
fn generate(folder: &Path, count: usize) -> Option<u64> {
    let example = storage::read(EXAMPLE).ok()?;
    let mut bytes = 0;
    for number in 0..count {
        let member = member(&example.pack, &example.diagnostic, number);
        let text = storage::write(&member, &example.extras);
        bytes += text.len() as u64;
        let file = folder.join(format!("member-{number:05}.passerelle"));
        #[expect(clippy::disallowed_methods, reason = "a file of the bench, lost with it")]
        fs::write(file, text).ok()?;
    }
    Some(bytes)
}

/// The example somewhere else, with other answers.
fn member(pack: &Pack, example: &Diagnostic, number: usize) -> Diagnostic {
    let mut random = Random(number as u64 + 1);
    let mut member = Diagnostic { fictional: false, ..example.clone() };
    let kinds = AuthorityKind::ALL;
    member.territory.kind = kinds.get(random.below(kinds.len())).copied();
    member.territory.code = format!("{number:05}");
    member.territory.name = format!("Collectivité {number}");
    for question in &pack.questions {
        if random.below(10) == 0 {
            member.answers.remove(question.id.as_str());
        } else if let Some(value) = value(question, &mut random) {
            let answer = Answer { state: State::Given(value), ..Answer::default() };
            let entry = member.answers.entry(question.id.clone()).or_insert(answer.clone());
            entry.state = answer.state;
        }
    }
    let population = 5_000.0 + random.below(600_000) as f64;
    if let Some(question) = pack.prefilled(passerelle::questionnaire::Prefill::Population) {
        let state = State::Given(Value::Number(population));
        member.answers.entry(question.id.clone()).or_default().state = state;
    }
    member
}

fn value(question: &Question, random: &mut Random) -> Option<Value> {
    Some(match &question.kind {
        Kind::Scale(levels) => Value::Level(u8::try_from(random.below(levels.len())).ok()?),
        Kind::Choice(options) => {
            Value::Choice(options.get(random.below(options.len()))?.id.clone())
        }
        Kind::YesPartlyNo { .. } => {
            Value::Choice(["yes", "partly", "no"].get(random.below(3)).copied()?.into())
        }
        Kind::Multiple { options, amount: None } => Value::Picks(
            options
                .iter()
                .filter(|_| random.below(2) == 0)
                .map(|option| (option.id.clone(), None))
                .collect(),
        ),
        Kind::Number { max: None, .. } => Value::Number(random.below(1_000_000) as f64),
        _ => return None,
    })
}

/// Numbers by SplitMix64, the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % most.max(1) as u64).unwrap_or(0)
    }
}

/// How long this process has worked, in seconds, where the system tells. In hundredths.
fn processor() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace();
    let ticks = fields.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

/// The most memory that was resident so far, in kB, where the system tells.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
