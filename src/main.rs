//! The program: reads its command line, then opens the window or does what was asked.

use std::{env, ffi::OsString, io, process::ExitCode};

use passerelle::{
    app::{Clock, Hook, Session, install_hook, listen_to_log},
    cli::{self, Outcome, Terminal},
    storage::{
        self,
        settings::{self, Settings},
    },
    ui,
};

fn main() -> ExitCode {
    let args: Vec<OsString> = env::args_os().collect();
    let settings = settings::file().map_or_else(Settings::default, |path| settings::load(&path));
    let reports = storage::incident_folder();
    let hook = Hook { lang: settings.lang, clock: Clock::System, reports: reports.clone() };
    let handover = install_hook(hook);
    let outcome = cli::run(
        &args,
        &settings,
        Clock::System,
        &mut Terminal { out: &mut io::stdout().lock(), err: &mut io::stderr().lock() },
    );
    match outcome {
        Outcome::Exit(code) => ExitCode::from(code),
        Outcome::Window(file) => {
            listen_to_log();
            let session = Session::new(settings, Clock::System)
                .keeping_copies_in(storage::state_folder())
                .ready_for_breakdowns(handover, reports);
            ui::open(session, file)
        }
    }
}
