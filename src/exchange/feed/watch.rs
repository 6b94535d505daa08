//! How far a reading has come, and the wish to stop it, shared with the thread that reads.

use std::{
    io::{self, Read},
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
};

/// A reading under way.
#[derive(Debug, Default)]
pub struct Watch {
    read: AtomicU64,
    size: AtomicU64,
    stopped: AtomicBool,
}

impl Watch {
    /// Asks the reading to stop.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to stop.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// How many bytes of the file were read, and how many it has.
    pub fn bytes(&self) -> (u64, u64) {
        (self.read.load(Ordering::Relaxed), self.size.load(Ordering::Relaxed))
    }

    /// The share that is read, from 0 to 1.
    pub fn share(&self) -> f32 {
        let (read, size) = self.bytes();
        if size == 0 {
            return 0.0;
        }
        #[expect(clippy::cast_possible_truncation, reason = "a share of a bar on a screen")]
        let share = (read as f64 / size as f64) as f32;
        share.clamp(0.0, 1.0)
    }

    /// Begins a file of this size.
    pub(super) fn begin(&self, size: u64) {
        self.read.store(0, Ordering::Relaxed);
        self.size.store(size, Ordering::Relaxed);
    }

    /// Notes that everything is read.
    pub(super) fn end(&self) {
        self.read.store(self.size.load(Ordering::Relaxed), Ordering::Relaxed);
    }
}

/// A source whose bytes are counted by a watch.
pub(super) struct Watched<'a, R> {
    pub(super) inner: R,
    pub(super) watch: &'a Watch,
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.watch.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
