//! Thousands of diagnostics read into one panel: on several threads, in bounded memory, with
//! progress, and a sentence for each file that was left out.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use jiff::civil::Date;

use crate::{
    exchange::{PANEL_LIMIT, PanelError, read_panel},
    language::Lang,
    panel::{Contribution, Gathered, Measures, PackName, Panel},
    scoring::assess,
    storage::{self, EXTENSION, OpenError, PackShelf},
};

/// Diagnostics to be gathered into a panel.
#[derive(Clone, Debug)]
pub struct GatherOrder {
    /// Folders, read with all that is in them, and files.
    pub sources: Vec<PathBuf>,
    /// The least number of members behind any count that is told.
    pub k: u32,
    /// The day on which the panel is made.
    pub day: Date,
    /// How it is followed and stopped.
    pub progress: Arc<GatherProgress>,
}

/// How far a gathering is.
#[derive(Debug, Default)]
pub struct GatherProgress {
    total: AtomicUsize,
    done: AtomicUsize,
    stopped: AtomicBool,
}

/// What was read, and what was left out.
#[derive(Clone, Debug, Default)]
pub struct GatherReport {
    /// How many files were found.
    pub found: usize,
    /// How many members are counted.
    pub counted: usize,
    /// The files that could not be read.
    pub refused: Vec<OpenError>,
    /// The folders that could not be read, with the system's words.
    pub closed: Vec<(PathBuf, String)>,
    /// Files of a territory of which a later one is counted: the one left out, the one counted.
    pub doubles: Vec<(PathBuf, PathBuf)>,
    /// Worked examples of places that do not exist.
    pub fictional: Vec<PathBuf>,
    /// The packs that members were asked with, the one of the panel first, and how many.
    pub packs: Vec<(PackName, usize)>,
}

/// What came of a gathering.
#[derive(Clone, Debug)]
pub struct GatherOutcome {
    /// The panel; none if it was stopped, or if there are too few members.
    pub panel: Option<Arc<Panel>>,
    /// Whether it was stopped.
    pub stopped: bool,
    /// What was read.
    pub report: GatherReport,
}

/// How many threads read for each core, so that one works while another waits for the disk.
const THREADS_PER_CORE: usize = 2;

/// How many threads read at most, whatever the machine.
const THREADS: usize = 8;

/// How deep folders may lie in folders.
const DEPTH: usize = 32;

/// How often progress is told.
const BEAT: Duration = Duration::from_millis(40);

/// One member that was read.
struct Read {
    file: usize,
    code: String,
    as_of: Date,
    measures: Arc<Measures>,
    member: Contribution,
}

/// What threads share while they read.
#[derive(Default)]
struct Desk {
    shelf: PackShelf,
    measures: Mutex<BTreeMap<Arc<str>, Arc<Measures>>>,
    next: AtomicUsize,
    results: Mutex<Results>,
}

#[derive(Default)]
struct Results {
    read: Vec<Read>,
    refused: Vec<(usize, OpenError)>,
    fictional: Vec<usize>,
}

impl GatherReport {
    /// How many files were found, counted and left out, in one sentence.
    pub fn summary(&self, lang: Lang) -> String {
        let some = |count: usize, words: String| (0 < count).then_some(words);
        let parts = [
            Some(lang.panel_gather_found(self.found)),
            Some(lang.panel_gather_counted(self.counted)),
            some(self.refused.len(), lang.panel_gather_refused(self.refused.len())),
            some(self.doubles.len(), lang.panel_gather_doubles(self.doubles.len())),
            some(self.fictional.len(), lang.panel_gather_fictional(self.fictional.len())),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        lang.panel_gather_summary(parts.join(lang.report_semicolon()))
    }

    /// A sentence for each thing that was left out.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let mut lines: Vec<String> =
            self.refused.iter().map(|error| error.sentence(lang)).collect();
        let closed = self.closed.iter();
        lines.extend(closed.map(|(path, why)| lang.panel_gather_closed(path.display(), why)));
        let doubles = self.doubles.iter();
        lines.extend(
            doubles.map(|(left, kept)| lang.panel_gather_double(kept.display(), left.display())),
        );
        let fictional = self.fictional.iter();
        lines.extend(fictional.map(|path| lang.panel_gather_fictional_one(path.display())));
        let others = self.packs.iter().skip(1);
        lines
            .extend(others.map(|(pack, count)| {
                lang.panel_gather_other_pack(*count, &pack.id, &pack.version)
            }));
        lines
    }

    /// Why there is no panel.
    pub fn failure(&self, k: u32, lang: Lang) -> String {
        match self.counted {
            0 => lang.panel_gather_nothing().to_owned(),
            counted => lang.panel_gather_too_few(counted, k),
        }
    }
}

impl GatherProgress {
    /// How many files were read, of how many.
    pub fn done(&self) -> (usize, usize) {
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }

    /// Asks to stop.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to stop.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}

/// Reads, scores and counts; `tell` hears how many files are read, of how many.
pub fn gather(order: &GatherOrder, tell: &mut dyn FnMut(usize, usize)) -> GatherOutcome {
    let mut report = GatherReport::default();
    let files = find(order, &mut report);
    report.found = files.len();
    order.progress.total.store(files.len(), Ordering::Relaxed);
    let desk = Desk::default();
    read_all(order, &files, &desk, tell);
    let mut results = desk.results.into_inner().unwrap_or_else(PoisonError::into_inner);
    if order.progress.is_stopped() {
        return GatherOutcome { panel: None, stopped: true, report };
    }
    results.read.sort_by_key(|read| read.file);
    results.refused.sort_by_key(|(file, _)| *file);
    results.fictional.sort_unstable();
    report.refused = results.refused.into_iter().map(|(_, error)| error).collect();
    let path = |file: usize| files.get(file).cloned().unwrap_or_default();
    report.fictional = results.fictional.into_iter().map(path).collect();
    let members = latest(results.read, &mut |left, kept| {
        report.doubles.push((path(left), path(kept)));
    });
    report.counted = members.len();
    let panel = count(&members, &mut report.packs)
        .and_then(|gathered| gathered.publish(order.k, order.day))
        .map(Arc::new);
    GatherOutcome { panel, stopped: false, report }
}

/// Reads a panel's file.
pub fn open_panel(path: &Path) -> Result<Panel, PanelError> {
    let file = fs::File::open(path)?;
    let mut bytes = Vec::new();
    let mut bounded = std::io::Read::take(file, PANEL_LIMIT + 1);
    std::io::Read::read_to_end(&mut bounded, &mut bytes)?;
    read_panel(&bytes)
}

/// The diagnostics in all sources, in the order of their names, none twice.
fn find(order: &GatherOrder, report: &mut GatherReport) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for source in &order.sources {
        if source.is_dir() {
            walk(source, DEPTH, &mut files, report);
        } else {
            files.push(source.clone());
        }
    }
    files.sort();
    files.dedup();
    files
}

fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>, report: &mut GatherReport) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            report.closed.push((folder.to_owned(), error.to_string()));
            return;
        }
    };
    for entry in entries {
        let Ok(entry) = entry else { continue };
        // What is hidden is ours: copies and earlier versions of members that are counted already.
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let path = entry.path();
        // A link to a folder may lead around in a circle: it is not followed.
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && 0 < depth => walk(&path, depth - 1, files, report),
            Ok(kind) if kind.is_dir() => {}
            _ if path.extension().is_some_and(|e| e.eq_ignore_ascii_case(EXTENSION)) => {
                files.push(path);
            }
            _ => {}
        }
    }
}

fn read_all(
    order: &GatherOrder,
    files: &[PathBuf],
    desk: &Desk,
    tell: &mut dyn FnMut(usize, usize),
) {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let work = || read_some(order, files, desk);
        let threads: Vec<_> = (1..(cores * THREADS_PER_CORE).min(THREADS))
            .filter_map(|_| {
                thread::Builder::new().name("panel".to_owned()).spawn_scoped(scope, work).ok()
            })
            .collect();
        // This thread reads too, and tells how far all are.
        let mut told = 0;
        while read_one(order, files, desk) {
            let (done, total) = order.progress.done();
            if told + 50 <= done {
                told = done;
                tell(done, total);
            }
        }
        while threads.iter().any(|thread| !thread.is_finished()) {
            thread::sleep(BEAT);
        }
    });
    let (done, total) = order.progress.done();
    tell(done, total);
}

fn read_some(order: &GatherOrder, files: &[PathBuf], desk: &Desk) {
    while read_one(order, files, desk) {}
}

/// Reads one more file; whether there was one.
fn read_one(order: &GatherOrder, files: &[PathBuf], desk: &Desk) -> bool {
    let at = desk.next.fetch_add(1, Ordering::Relaxed);
    let Some(path) = files.get(at).filter(|_| !order.progress.is_stopped()) else { return false };
    let read = storage::open_lean(path, &desk.shelf);
    let read = read.map(|lean| {
        let diagnostic = &lean.diagnostic;
        if diagnostic.fictional {
            return None;
        }
        let measures = {
            let mut known = desk.measures.lock().unwrap_or_else(PoisonError::into_inner);
            let stamp = &diagnostic.pack;
            let new = || Measures::of(&lean.pack, stamp);
            Arc::clone(known.entry(Arc::clone(&stamp.hash)).or_insert_with(new))
        };
        let assessment = assess(&lean.pack, diagnostic);
        let member = measures.contribution(diagnostic, &assessment);
        let code = diagnostic.territory.code.trim().to_uppercase();
        Some(Read { file: at, code, as_of: diagnostic.as_of, measures, member })
    });
    let mut results = desk.results.lock().unwrap_or_else(PoisonError::into_inner);
    match read {
        Ok(Some(read)) => results.read.push(read),
        Ok(None) => results.fictional.push(at),
        Err(error) => results.refused.push((at, error)),
    }
    drop(results);
    order.progress.done.fetch_add(1, Ordering::Relaxed);
    true
}

/// Of each territory the latest diagnostic; `left` hears of each file that is left out for another.
fn latest(read: Vec<Read>, left: &mut dyn FnMut(usize, usize)) -> Vec<Read> {
    let mut kept: BTreeMap<(String, usize), Read> = BTreeMap::new();
    for one in read {
        // Without a code nobody can say that two are the same.
        let key = (one.code.clone(), if one.code.is_empty() { one.file } else { usize::MAX });
        match kept.get(&key) {
            Some(before) if one.as_of < before.as_of => left(one.file, before.file),
            Some(before) => {
                left(before.file, one.file);
                kept.insert(key, one);
            }
            None => {
                kept.insert(key, one);
            }
        }
    }
    kept.into_values().collect()
}

/// The counts of all members, by the pack that most of them were asked with; the later version if
/// two are as many.
fn count(members: &[Read], packs: &mut Vec<(PackName, usize)>) -> Option<Gathered> {
    let mut by_pack: BTreeMap<String, (Gathered, usize)> = BTreeMap::new();
    for read in members {
        let new = || (Gathered::new(Arc::clone(&read.measures)), 0);
        let hash = read.measures.name().hash.clone();
        let (gathered, count) = by_pack.entry(hash).or_insert_with(new);
        gathered.add(&read.member);
        *count += 1;
    }
    let mut all: Vec<(Gathered, usize)> = by_pack.into_values().collect();
    let rank = |(gathered, count): &(Gathered, usize)| {
        let name = gathered.measures().name();
        let version = name.version.split('.').map(|n| n.parse().unwrap_or(0_u32));
        (*count, version.collect::<Vec<_>>(), name.hash.clone())
    };
    all.sort_by_key(|one| std::cmp::Reverse(rank(one)));
    *packs = all.iter().map(|(of, count)| (of.measures().name().clone(), *count)).collect();
    let mut all = all.into_iter().map(|(gathered, _)| gathered);
    let mut main = all.next()?;
    for other in all {
        main.merge(&other);
    }
    Some(main)
}
