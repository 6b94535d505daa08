//! What libraries tell in their log and nowhere else: that a file dialog could not be shown, and
//! what draws the window.

use std::sync::{
    OnceLock,
    atomic::{AtomicBool, Ordering},
};

use log::{Level, LevelFilter, Log, Metadata, Record};

/// Whether the dialog library reported an error since this was last cleared.
static FAILED: AtomicBool = AtomicBool::new(false);

/// What draws the window, once its library has said it.
static RENDERER: OnceLock<String> = OnceLock::new();

/// How the drawing library's line about the renderer begins.
const RENDERER_LINE: &str = "opengl renderer: ";

/// Renderers that use the processor alone, as their names say.
const SOFTWARE: [&str; 5] = ["llvmpipe", "softpipe", "swrast", "Basic Render", "GDI Generic"];

/// The log's only reader.
struct Listener;

impl Log for Listener {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.level() <= Level::Error || metadata.target().starts_with("egui_glow")
    }

    fn log(&self, record: &Record<'_>) {
        if record.level() == Level::Error && record.target().starts_with("rfd") {
            FAILED.store(true, Ordering::SeqCst);
        }
        if record.level() == Level::Debug && record.target().starts_with("egui_glow") {
            hear(&record.args().to_string());
        }
    }

    fn flush(&self) {}
}

/// Starts listening to the log; to be called once, by the program.
pub fn listen() {
    if log::set_logger(&Listener).is_ok() {
        log::set_max_level(LevelFilter::Debug);
    }
}

/// Keeps the renderer's name; nothing else in the log is worth its time after that.
fn hear(message: &str) {
    if let Some(name) = message.lines().find_map(|line| line.strip_prefix(RENDERER_LINE)) {
        // A second window of this run would say the same.
        drop(RENDERER.set(name.trim().to_owned()));
        log::set_max_level(LevelFilter::Error);
    }
}

/// Forgets errors of the dialog library.
pub(super) fn forget_dialog_errors() {
    FAILED.store(false, Ordering::SeqCst);
}

/// Whether the dialog library has reported an error since they were forgotten.
pub(super) fn dialog_failed() -> bool {
    FAILED.load(Ordering::SeqCst)
}

/// What draws the window, in its own words; `None` before the window is drawn.
pub fn renderer() -> Option<&'static str> {
    RENDERER.get().map(String::as_str)
}

/// Whether a renderer uses the processor alone.
pub fn is_software(renderer: &str) -> bool {
    SOFTWARE.iter().any(|name| renderer.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_renderer_is_read_in_the_drawing_librarys_words() {
        assert_eq!(renderer(), None);
        hear(
            "opengl version: 4.5\nopengl renderer: llvmpipe (LLVM 15.0.6, 256 bits)\nopengl vendor: Mesa",
        );
        assert_eq!(renderer(), Some("llvmpipe (LLVM 15.0.6, 256 bits)"));
        assert!(is_software("llvmpipe (LLVM 15.0.6, 256 bits)"));
        assert!(!is_software("Mesa Intel(R) UHD Graphics 620 (KBL GT2)"));
    }
}
