//! What an input costs: processor time of the thread and memory held at once, each with a bound
//! that stops the fuzzer. Neither depends on what else the machine does.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
};

/// The most processor time that an input may take, instrumented, in milliseconds.
const MOST_TIME: u128 = 1_000;

/// The most memory that an input may hold at once, beyond what was held before, in bytes.
const MOST_MEMORY: usize = 256 << 20;

static HELD: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

/// An allocator that counts.
pub struct Meter;

#[global_allocator]
static METER: Meter = Meter;

unsafe impl GlobalAlloc for Meter {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let held = HELD.fetch_add(layout.size(), Relaxed) + layout.size();
        PEAK.fetch_max(held, Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(at, layout) }
    }
}

/// Does something, and stops the program if it cost too much.
pub fn within(work: impl FnOnce()) {
    let before = HELD.load(Relaxed);
    PEAK.store(before, Relaxed);
    let start = thread_time();
    work();
    let took = (thread_time() - start) / 1_000_000;
    let held = PEAK.load(Relaxed).saturating_sub(before);
    assert!(took < MOST_TIME, "an input took {took} ms");
    assert!(held < MOST_MEMORY, "an input held {} MB", held >> 20);
}

/// The processor time of this thread in nanoseconds.
fn thread_time() -> u128 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    let done = unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) };
    assert_eq!(done, 0);
    u128::try_from(time.tv_sec).unwrap_or(0) * 1_000_000_000
        + u128::try_from(time.tv_nsec).unwrap_or(0)
}
