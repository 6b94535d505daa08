//! What of a breakdown may be told: places in the code and names of functions, and of its message
//! only what is written in the code, since the rest may quote the document.

use std::panic::PanicHookInfo;

/// How the messages of Rust's own library begin that say something without quoting anything.
const KNOWN: [&str; 20] = [
    "index out of bounds",
    "called `Option::unwrap()` on a `None` value",
    "called `Result::unwrap()` on an `Err` value",
    "attempt to",
    "byte index",
    "start byte index",
    "end byte index",
    "begin <= end",
    "range start index",
    "range end index",
    "slice index starts at",
    "source slice length",
    "assertion",
    "RefCell already",
    "already borrowed",
    "already mutably borrowed",
    "capacity overflow",
    "internal error: entered unreachable code",
    "not implemented",
    "not yet implemented",
];

/// The most frames and characters of a line that a report holds.
const MOST_FRAMES: usize = 160;
const MOST_CHARACTERS: usize = 240;

/// Why it broke down, as far as the code says it; `None` where the message may quote the user.
pub(super) fn cause(info: &PanicHookInfo<'_>) -> Option<String> {
    let payload = info.payload();
    if let Some(literal) = payload.downcast_ref::<&'static str>() {
        return Some(short(literal));
    }
    payload.downcast_ref::<String>().and_then(|message| known(message)).map(str::to_owned)
}

/// How a message begins, if that is one of the beginnings that quote nothing.
fn known(message: &str) -> Option<&'static str> {
    KNOWN.into_iter().find(|known| message.starts_with(known))
}

/// A file of the code, without the folders of whoever built the program.
pub(super) fn place(file: &str) -> String {
    let file = file.replace('\\', "/");
    let after = |mark: &str| file.rfind(mark).and_then(|at| file.get(at..));
    let rest = if let Some((_, library)) = file.split_once("/registry/src/") {
        library.split_once('/').map_or(library, |(_, library)| library)
    } else if file.contains("/rustc/") {
        after("/library/").unwrap_or_default()
    } else if file.starts_with("src/") || file.starts_with("tests/") {
        &file
    } else {
        let own = after("/src/").or_else(|| after("/tests/"));
        own.unwrap_or_else(|| file.rsplit('/').next().unwrap_or_default())
    };
    short(rest.trim_start_matches('/'))
}

/// The frames of a backtrace: numbered functions, and places in the code; nothing else.
pub(super) fn lines(trace: &str) -> Vec<String> {
    trace.lines().filter_map(line).take(MOST_FRAMES).collect()
}

fn line(line: &str) -> Option<String> {
    let line = line.trim();
    if let Some(file) = line.strip_prefix("at ") {
        let mut parts = file.rsplitn(3, ':');
        let (column, row) = (parts.next()?, parts.next()?);
        let numbers = [column, row].iter().all(|n| n.bytes().all(|b| b.is_ascii_digit()));
        let file = if numbers { parts.next()? } else { file };
        let place = place(file);
        return Some(if numbers {
            format!("      {place}:{row}")
        } else {
            format!("      {place}")
        });
    }
    let (number, function) = line.split_once(": ")?;
    let is_frame = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    // A name with a folder in it is no name of a function.
    let is_name = !function.contains(['/', '\\']) && function != "<unknown>";
    (is_frame && is_name).then(|| format!("{number:>4}: {}", short(function)))
}

fn short(text: &str) -> String {
    text.chars().take(MOST_CHARACTERS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lose_the_folders_of_whoever_built_the_program() {
        for (file, told) in [
            (
                "/home/marie/.cargo/registry/src/index.crates.io-1/egui-0.37.0/src/ui.rs",
                "egui-0.37.0/src/ui.rs",
            ),
            (
                "C:\\Users\\marie\\.cargo\\registry\\src\\i\\egui-0.37.0\\src\\ui.rs",
                "egui-0.37.0/src/ui.rs",
            ),
            (
                "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/core/src/panic.rs",
                "library/core/src/panic.rs",
            ),
            ("/home/marie/src/passerelle/src/app/session.rs", "src/app/session.rs"),
            ("src/app/session.rs", "src/app/session.rs"),
            ("./src/app/session.rs", "src/app/session.rs"),
            ("/home/marie/build/passerelle/out/texts.rs", "texts.rs"),
        ] {
            assert_eq!(place(file), told);
        }
    }

    #[test]
    fn a_trace_keeps_functions_and_places_and_nothing_else() {
        let trace = "   0: std::panicking::begin_panic\n             at /rustc/5980/library/std/src/panicking.rs:10:5\n\
             1: passerelle::app::session::Session::apply\n             at ./src/app/session.rs:95:9\n\
             2: <unknown>\n             3: /home/marie/oddity\n a line of Mme Martin's\n";
        let lines = lines(trace);
        assert_eq!(
            lines,
            [
                "   0: std::panicking::begin_panic",
                "      library/std/src/panicking.rs:10",
                "   1: passerelle::app::session::Session::apply",
                "      src/app/session.rs:95",
            ]
        );
    }

    #[test]
    fn a_message_is_told_as_far_as_it_quotes_nothing() {
        let quoting = "byte index 3 is not a char boundary; it is inside 'é' of `Amitié`";
        assert_eq!(known(quoting), Some("byte index"));
        assert_eq!(known("Mme Martin: index out of bounds"), None);
    }
}
