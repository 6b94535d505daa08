//! How long the reference tables take: `cargo bench --bench reference`.

#![expect(clippy::print_stdout, reason = "a bench prints its measures")]

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use passerelle::reference;

fn main() {
    let first = timed(|| black_box(reference::territory("35238")).is_some());
    println!("first look-up of a territory            {first:?} (bar: 20 ms)");
    let next = timed(|| black_box(reference::territory("244400404")).is_some());
    println!("next look-up of a territory             {next:?}");
    let index = timed(|| !black_box(reference::search_territories("rennes", 10)).is_empty());
    println!("first search of a territory             {index:?}");
    // The best of five, so that other programs do not count; the worst of all keystrokes.
    let mut worst = (Duration::ZERO, String::new());
    for text in
        ["saint-étienne-du-rouvray", "montpelier", "l'haÿ les roses", "saint denis la réunion"]
    {
        for (end, letter) in text.char_indices() {
            let typed = &text[..end + letter.len_utf8()];
            let search =
                || timed(|| black_box(reference::search_territories(typed, 10)).len() < 99);
            let took = (0..5).map(|_| search()).min().unwrap_or_default();
            worst = worst.max((took, typed.to_owned()));
        }
    }
    println!("slowest keystroke                       {:?} « {} » (bar: 5 ms)", worst.0, worst.1);
    let places = timed(|| black_box(reference::find_place("Sénégal")).is_some());
    println!("first look-up of a place                {places:?}");
}

fn timed(work: impl FnOnce() -> bool) -> Duration {
    let start = Instant::now();
    assert!(work(), "the look-up must find something");
    start.elapsed()
}
