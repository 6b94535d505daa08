//! Robustness draws beside the session: started, followed, stopped, and kept while they hold.

use std::{
    ops::ControlFlow,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use crate::{
    domain::Diagnostic,
    questionnaire::Pack,
    scoring::{Assessment, DrawSettings, Robustness, robustness},
};

use super::{Document, Effect};

/// Draws to be made.
#[derive(Clone, Debug)]
pub struct Draw {
    /// The pack.
    pub pack: Arc<Pack>,
    /// The state that is drawn from.
    pub diagnostic: Arc<Diagnostic>,
    /// Its results.
    pub assessment: Arc<Assessment>,
    /// How they are followed and stopped.
    pub pace: Arc<Pace>,
}

/// How far draws are, and whether they should stop: shared with the thread that makes them.
#[derive(Debug, Default)]
pub struct Pace {
    done: AtomicUsize,
    all: AtomicUsize,
    stopped: AtomicBool,
}

/// Both readings of the draws: noise alone, and the balance test.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// Weights, unknowns and goalposts drawn.
    pub noise: Robustness,
    /// The same with geometric means in half of the draws (« test d'équilibre »).
    pub balance: Robustness,
}

/// The draws of the open document.
#[derive(Debug, Default)]
pub(super) enum Drawing {
    /// None were made for the present state.
    #[default]
    None,
    /// They are being made.
    Running(Arc<Diagnostic>, Arc<Pace>),
    /// They are made.
    Done(Arc<Diagnostic>, Arc<Drawn>),
}

/// The draws as a page sees them.
#[derive(Clone, Copy, Debug)]
pub enum Draws<'a> {
    /// None hold for the present state.
    None,
    /// They are being made: the share that is done, from 0 to 1.
    Running(f32),
    /// They are made.
    Done(&'a Arc<Drawn>),
}

impl Pace {
    fn at(&self, done: usize, all: usize) -> ControlFlow<()> {
        self.done.store(done, Ordering::Relaxed);
        self.all.store(all, Ordering::Relaxed);
        if self.stopped.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    fn share(&self) -> f32 {
        let all = self.all.load(Ordering::Relaxed).max(1);
        self.done.load(Ordering::Relaxed) as f32 / all as f32
    }
}

impl Draw {
    /// Makes the draws here and now; `None` if they were stopped.
    pub fn perform(&self) -> Option<Drawn> {
        let both = |balance: bool, before: usize| {
            let settings = DrawSettings { balance, ..DrawSettings::default() };
            let (pack, diagnostic) = (&*self.pack, &*self.diagnostic);
            robustness(pack, diagnostic, &self.assessment, settings, &mut |done, all| {
                self.pace.at(before * all + done, 2 * all)
            })
        };
        Some(Drawn { noise: both(false, 0)?, balance: both(true, 1)? })
    }
}

impl Drawing {
    /// Starts draws of the document as it is, unless they are made or being made.
    pub(super) fn start(&mut self, document: &Document) -> Vec<Effect> {
        if !matches!(self.of(document), Draws::None) {
            return Vec::new();
        }
        self.stop();
        let pace = Arc::new(Pace::default());
        *self = Self::Running(Arc::clone(document.diagnostic()), Arc::clone(&pace));
        vec![Effect::Draw(Box::new(Draw {
            pack: Arc::clone(document.pack()),
            diagnostic: Arc::clone(document.diagnostic()),
            assessment: Arc::clone(document.assessment()),
            pace,
        }))]
    }

    /// Stops draws that are being made.
    pub(super) fn stop(&mut self) {
        if let Self::Running(_, pace) = self {
            pace.stopped.store(true, Ordering::Relaxed);
            *self = Self::None;
        }
    }

    /// Takes in draws that were made of this state.
    pub(super) fn finished(&mut self, of: Arc<Diagnostic>, drawn: Option<Drawn>) {
        if let (Self::Running(wanted, _), Some(drawn)) = (&*self, drawn)
            && Arc::ptr_eq(wanted, &of)
        {
            *self = Self::Done(of, Arc::new(drawn));
        }
    }

    /// The draws of the document as it is.
    pub(super) fn of(&self, document: &Document) -> Draws<'_> {
        let same = |of: &Arc<Diagnostic>| Arc::ptr_eq(of, document.diagnostic());
        match self {
            Self::Running(of, pace) if same(of) => Draws::Running(pace.share()),
            Self::Done(of, drawn) if same(of) => Draws::Done(drawn),
            _ => Draws::None,
        }
    }
}
