//! The linter: every problem of a pack at once, each with its place and what to do.

use super::{Pack, Problem};

/// All problems of a pack, in the order of its files.
pub fn check(_pack: &Pack) -> Vec<Problem> {
    Vec::new()
}
