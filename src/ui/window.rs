//! The window: eframe around the desk, with the runner beside it.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use egui::{IconData, Ui, ViewportBuilder, ViewportCommand};

use crate::app::{Command, Effect, Runner, Session};

use super::{desk::Desk, pointer::Pointer, theme};

/// Opens the window and returns when it is closed; `opened` becomes true once there is one.
///
/// # Errors
///
/// If the system has no display or no way to draw on it.
pub fn run(session: Session, file: Option<PathBuf>, opened: &AtomicBool) -> eframe::Result {
    let settings = session.settings();
    let mut viewport = ViewportBuilder::default()
        .with_title("Passerelle")
        .with_app_id("passerelle")
        .with_icon(icon())
        .with_inner_size(settings.window.unwrap_or((1280.0, 720.0)))
        .with_min_inner_size([640.0, 400.0])
        .with_maximized(settings.maximized);
    if let Some((x, y)) = settings.place {
        viewport = viewport.with_position([x, y]);
    }
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    eframe::run_native(
        "Passerelle",
        options,
        Box::new(|creation| {
            opened.store(true, Ordering::Relaxed);
            if let Some(handover) = session.handover() {
                handover.opening(false);
            }
            theme::install(&creation.egui_ctx);
            Ok(Box::new(Window::new(&creation.egui_ctx, session, file)))
        }),
    )
}

/// The mark in the title bar and the list of windows; none if it cannot be read.
fn icon() -> Arc<IconData> {
    let picture = include_bytes!("../../assets/icon/passerelle-128.png");
    Arc::new(eframe::icon_data::from_png_bytes(picture).unwrap_or_default())
}

/// The running window.
struct Window {
    desk: Desk,
    runner: Runner,
    title: String,
    /// Whether the session has agreed to end.
    ending: bool,
    /// How many frames were drawn, until it is known that the window can be seen.
    frames: u8,
    /// Whether the mouse is there or stands back.
    pointer: Pointer,
}

impl Window {
    fn new(ctx: &egui::Context, session: Session, file: Option<PathBuf>) -> Self {
        let wake = ctx.clone();
        let runner = Runner::new(&(Arc::new(move || wake.request_repaint()) as _));
        let mut window = Self {
            desk: Desk::new(session),
            runner,
            title: String::new(),
            ending: false,
            frames: 0,
            pointer: Pointer::default(),
        };
        let effects = window.desk.session.apply(Command::LookForCopies);
        window.start(ctx, effects);
        if let Some(folder) = window.desk.session.settings().template.clone() {
            let effects = window.desk.session.apply(Command::UseTemplate(Some(folder)));
            window.start(ctx, effects);
        }
        if let Some(logo) = window.desk.session.settings().logo.clone() {
            let effects = window.desk.session.apply(Command::UseLogo(Some(logo)));
            window.start(ctx, effects);
        }
        if file.is_none() && !window.desk.session.settings().toured {
            window.desk.offer_tour();
        }
        if let Some(file) = file {
            let effects = window.desk.session.apply(Command::Open(file));
            window.start(ctx, effects);
        }
        window
    }

    fn start(&mut self, ctx: &egui::Context, effects: Vec<Effect>) {
        for effect in effects {
            if matches!(effect, Effect::Quit) {
                // However it is ended: by the system's button, by Ctrl+Q, by the menu.
                self.remember_size(ctx);
                self.ending = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            } else {
                self.runner.start(effect);
            }
        }
    }

    /// Closing the window is asking the session to quit, which may ask about unsaved changes.
    fn guard_closing(&mut self, ctx: &egui::Context) {
        if ctx.input(|input| input.viewport().close_requested()) && !self.ending {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            let effects = self.desk.session.apply(Command::Quit);
            self.start(ctx, effects);
        }
    }

    /// The next window opens as large as this one was left.
    fn remember_size(&mut self, ctx: &egui::Context) {
        let (inner, outer, maximized) = ctx.input(|input| {
            let viewport = input.viewport();
            (viewport.inner_rect, viewport.outer_rect, viewport.maximized.unwrap_or_default())
        });
        let zoom = ctx.zoom_factor();
        // A window that fills the screen keeps the size and place it had before.
        let place = if maximized {
            self.desk.session.settings().place
        } else {
            outer.map(|rect| (rect.min.x * zoom, rect.min.y * zoom))
        };
        let effects = self.desk.session.apply(Command::SetPlace(place, maximized));
        self.start(ctx, effects);
        if let Some(size) = inner.filter(|_| !maximized).map(|rect| rect.size() * zoom) {
            let effects = self.desk.session.apply(Command::SetWindow(size.x, size.y));
            self.start(ctx, effects);
        }
    }

    /// A screen may have been unplugged since the window was left on it; and where it filled its
    /// screen, or does not fit on this one, it fills it: systems that have no window yet when they
    /// are asked to, such as X11, forget it.
    fn be_seen(&mut self, ctx: &egui::Context) {
        if 3 <= self.frames {
            return;
        }
        self.frames += 1;
        // What is known of the window is known once it is shown.
        ctx.request_repaint();
        let (outer, screen, maximized) = ctx.input(|input| {
            let viewport = input.viewport();
            (viewport.outer_rect, viewport.monitor_size, viewport.maximized == Some(true))
        });
        if self.frames == 3 && !maximized {
            let settings = self.desk.session.settings();
            let sizes = outer.map(|rect| rect.size() * ctx.zoom_factor());
            let sizes = sizes.zip(screen.map(|size| size * ctx.zoom_factor()));
            let large = sizes.is_some_and(|(window, screen)| {
                is_too_large(window, screen, settings.window.is_none())
            });
            if settings.maximized || large {
                ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
            }
        }
        let lost = ctx.input(|input| input.viewport().monitor_size.is_none());
        if self.frames == 3 && lost && self.desk.session.settings().place.is_some() {
            ctx.send_viewport_cmd(ViewportCommand::OuterPosition(egui::pos2(40.0, 40.0)));
        }
    }

    /// Breaks down on purpose after so many frames, in builds that are no releases.
    #[cfg(debug_assertions)]
    fn break_down_if_asked(&self, ctx: &egui::Context) {
        let Some(frames) = std::env::var(super::start::BREAK).ok() else { return };
        let frames: u64 = frames.parse().unwrap_or(u64::MAX);
        let name = self.desk.session.document().map(|d| d.diagnostic().territory.name.clone());
        ctx.request_repaint();
        assert!(ctx.cumulative_frame_nr() < frames, "asked to, with {name:?} open");
    }

    fn name_window(&mut self, ctx: &egui::Context) {
        let title = super::shell::title(&self.desk.session);
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

/// Whether a window, with its title bar, is too large for its screen; one that nobody has sized yet
/// leaves room for the bar of the system, which takes some 40 points.
fn is_too_large(window: egui::Vec2, screen: egui::Vec2, first: bool) -> bool {
    let bar = if first { 48.0 } else { 0.0 };
    screen.x + 1.0 < window.x || screen.y - bar + 1.0 < window.y
}

impl eframe::App for Window {
    fn raw_input_hook(&mut self, _ctx: &egui::Context, input: &mut egui::RawInput) {
        self.pointer.step_back(input);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        #[cfg(debug_assertions)]
        self.break_down_if_asked(&ctx);
        while let Some(event) = self.runner.poll() {
            let effects = self.desk.session.receive(event);
            self.start(&ctx, effects);
        }
        self.guard_closing(&ctx);
        self.be_seen(&ctx);
        theme::apply(&ctx, self.desk.session.settings());
        let effects = self.desk.show(ui);
        self.start(&ctx, effects);
        self.name_window(&ctx);
    }
}

#[cfg(test)]
mod tests {
    use egui::vec2;

    use super::*;

    #[test]
    fn a_window_that_hides_its_last_line_is_too_large() {
        let laptop = vec2(1366.0, 768.0);
        // The first window on a laptop: its title bar, and the bar of the system below.
        assert!(is_too_large(vec2(1282.0, 751.0), laptop, true));
        assert!(!is_too_large(vec2(1282.0, 751.0), vec2(1920.0, 1080.0), true));
        // One that was sized by hand, beside another window; and one from a larger screen.
        assert!(!is_too_large(vec2(683.0, 728.0), laptop, false));
        assert!(is_too_large(vec2(1600.0, 900.0), laptop, false));
    }
}
