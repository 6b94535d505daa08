//! What is done at the moment of a breakdown, before anything is taken down.

use std::{
    env, fs,
    io::{self, Write as _},
    panic::{self, PanicHookInfo},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread::{self, ThreadId},
    time::Duration,
};

use crate::{
    app::{Clock, renderer},
    language::Lang,
    storage,
};

use super::{Handover, trace};

/// How long keeping the work and writing the report may take; a share may never answer.
const PATIENCE: Duration = Duration::from_secs(8);

/// How a breakdown is dealt with.
#[derive(Clone, Debug)]
pub struct Hook {
    /// The language of the report and of what is said.
    pub lang: Lang,
    /// Where the time is taken from.
    pub clock: Clock,
    /// Where reports go; none are written where the system has no such place.
    pub reports: Option<PathBuf>,
}

/// Has breakdowns of this program dealt with from now on; the work that is handed over is kept
/// when the thread that calls this breaks down, since the program ends with it.
pub fn install(hook: Hook) -> Handover {
    let handover = Handover::default();
    let (given, main) = (handover.clone(), thread::current().id());
    let busy = Arc::new(AtomicBool::new(false));
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if cfg!(debug_assertions) {
            // Whoever writes the program reads all of it, in the terminal only.
            before(info);
        }
        // What breaks while a breakdown is dealt with is not dealt with in turn.
        if !busy.swap(true, Ordering::SeqCst) {
            hook.broke(info, main, &given);
            busy.store(false, Ordering::SeqCst);
        }
    }));
    handover
}

impl Hook {
    fn broke(&self, info: &PanicHookInfo<'_>, main: ThreadId, given: &Handover) {
        let ends = thread::current().id() == main;
        if ends && given.is_opening() {
            return;
        }
        let text = self.report(info);
        let (hook, given) = (self.clone(), given.clone());
        let (done, outcome) = mpsc::channel();
        // On a thread of its own: a fault in here must not abort the program halfway.
        let work = move || {
            let kept = if ends { given.keep() } else { None };
            let report = hook.write(&text);
            // Nobody waits any more where this took too long.
            drop(done.send((kept, report)));
        };
        let started = thread::Builder::new().name("incident".to_owned()).spawn(work);
        let outcome = started.ok().and_then(|_| outcome.recv_timeout(PATIENCE).ok());
        if ends {
            let (kept, report) = outcome.unwrap_or((Some(Err(())), None));
            self.say(kept.as_ref(), report.as_ref());
        }
    }

    fn write(&self, text: &str) -> Option<PathBuf> {
        let folder = self.reports.as_ref()?;
        storage::write_incident(folder, self.clock.now(), text).ok()
    }

    /// Says on standard error what happened; the next window says it again.
    fn say(&self, kept: Option<&Result<PathBuf, ()>>, report: Option<&PathBuf>) {
        let lang = self.lang;
        let work = match kept {
            None => lang.incident_nothing_lost(),
            Some(Ok(_)) => lang.incident_kept(),
            Some(Err(())) => lang.incident_not_kept(),
        };
        let mut sentence = format!("{} {work}", lang.incident_happened());
        if let Some(report) = report {
            sentence = format!("{sentence} {}", lang.incident_report_in(report.display()));
        }
        // Without a terminal nobody reads this, and nothing can be done about it.
        drop(writeln!(io::stderr(), "{sentence}"));
    }

    /// The report: the program, the system, the place in the code. No word of the user's.
    fn report(&self, info: &PanicHookInfo<'_>) -> String {
        let lang = self.lang;
        let unknown = || lang.incident_unknown().to_owned();
        let place = info.location().map_or_else(unknown, |at| {
            format!("{}:{}:{}", trace::place(at.file()), at.line(), at.column())
        });
        let cause =
            trace::cause(info).map_or_else(|| lang.incident_withheld().to_owned(), Into::into);
        let thread = thread::current();
        let facts = [
            (lang.incident_version(), env!("CARGO_PKG_VERSION").to_owned()),
            (lang.incident_system(), system()),
            (lang.incident_display(), renderer().map_or_else(unknown, str::to_owned)),
            (lang.incident_when(), self.clock.now().to_string()),
            (lang.incident_thread(), thread.name().unwrap_or("-").to_owned()),
            (lang.incident_place(), place),
            (lang.incident_cause(), cause),
        ];
        let mut lines = vec![lang.incident_heading().to_owned(), String::new()];
        lines.extend([lang.incident_promise().to_owned(), String::new()]);
        lines.extend(facts.iter().map(|(name, fact)| lang.incident_fact(fact, name)));
        lines.extend([String::new(), lang.incident_trace().to_owned()]);
        let trace = trace::lines(&std::backtrace::Backtrace::force_capture().to_string());
        if trace.is_empty() {
            lines.push(lang.incident_no_trace().to_owned());
        }
        lines.extend(trace);
        lines.join("\n") + "\n"
    }
}

/// The system and its processor: `linux x86_64, Debian GNU/Linux 12`.
fn system() -> String {
    let system = format!("{} {}", env::consts::OS, env::consts::ARCH);
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let name = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="));
    match name.map(|name| name.trim_matches('"')) {
        Some(name) if !name.is_empty() => format!("{system}, {name}"),
        _ => system,
    }
}
