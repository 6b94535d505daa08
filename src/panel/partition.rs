//! Which categories of a measure are told as one, so that every count that is told is at least k.
//!
//! On an ordered scale neighbours are told together; of named options the small ones are. A part
//! of a whole tells together at least what the whole tells together.

use std::{collections::BTreeMap, ops::Range};

/// What partitions are made by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules<'a> {
    /// The least count of what is told.
    pub(super) k: u32,
    /// Whether only neighbours may be told together.
    pub(super) ordered: bool,
    /// Categories at which cuts are kept as long as possible.
    pub(super) cuts: &'a [usize],
}

/// For each category the number of the cell it is told in; cells are numbered in the order of their
/// first categories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Partition(Vec<usize>);

impl Partition {
    /// The finest partition in which every cell of these counts holds at least k; `None` if they
    /// are fewer than k altogether.
    pub(super) fn finest(counts: &[u32], within: Option<&Self>, rules: Rules<'_>) -> Option<Self> {
        if counts.iter().sum::<u32>() < rules.k {
            return None;
        }
        let single = || (0..counts.len()).map(|category| vec![category]).collect();
        let atoms = within.map_or_else(single, Self::cells);
        let sums: Vec<u32> = atoms.iter().map(|atom| sum(counts, atom)).collect();
        let cell_of_atom =
            if rules.ordered { neighbours(&atoms, &sums, rules) } else { pooled(&sums, rules.k) };
        let mut cells = vec![0; counts.len()];
        for (atom, cell) in atoms.iter().zip(cell_of_atom) {
            for category in atom {
                if let Some(at) = cells.get_mut(*category) {
                    *at = cell;
                }
            }
        }
        Some(Self(cells).numbered())
    }

    /// The categories of each cell.
    pub(super) fn cells(&self) -> Vec<Vec<usize>> {
        let mut cells: Vec<Vec<usize>> = Vec::new();
        for (category, cell) in self.0.iter().enumerate() {
            if cells.len() <= *cell {
                cells.resize(cell + 1, Vec::new());
            }
            if let Some(of) = cells.get_mut(*cell) {
                of.push(category);
            }
        }
        cells
    }

    /// The finest partition that is coarser than both.
    pub(super) fn joined(&self, other: &Self) -> Self {
        let mut joined = self.clone();
        for cell in other.cells() {
            for pair in cell.windows(2) {
                if let [a, b] = pair {
                    joined.unite(*a, *b);
                }
            }
        }
        joined.numbered()
    }

    /// Tells the cells of two categories together.
    pub(super) fn unite(&mut self, a: usize, b: usize) {
        let (Some(a), Some(b)) = (self.0.get(a).copied(), self.0.get(b).copied()) else { return };
        if a != b {
            for cell in &mut self.0 {
                if *cell == b {
                    *cell = a;
                }
            }
        }
    }

    /// Cells numbered in the order of their first categories.
    pub(super) fn numbered(self) -> Self {
        let mut numbers = BTreeMap::new();
        let cells = self.0.iter().map(|cell| {
            let next = numbers.len();
            *numbers.entry(*cell).or_insert(next)
        });
        Self(cells.collect())
    }
}

/// How many stand in these categories.
pub(super) fn sum(counts: &[u32], categories: &[usize]) -> u32 {
    categories.iter().filter_map(|category| counts.get(*category)).sum()
}

/// The cell of each atom, where neighbours are told together; cuts that are kept first.
fn neighbours(atoms: &[Vec<usize>], sums: &[u32], rules: Rules<'_>) -> Vec<usize> {
    let begins = |at: &usize| {
        let first = atoms.get(*at).and_then(|atom| atom.first());
        first.is_some_and(|first| rules.cuts.contains(first))
    };
    let mut starts: Vec<usize> = vec![0];
    starts.extend((1..atoms.len()).filter(begins));
    let ends = starts.iter().skip(1).copied().chain([atoms.len()]);
    let brackets: Vec<Range<usize>> = starts.iter().copied().zip(ends).map(|(a, b)| a..b).collect();
    let inside = |range: &Range<usize>| sums.get(range.clone()).unwrap_or_default();
    let of_brackets: Vec<u32> = brackets.iter().map(|range| inside(range).iter().sum()).collect();
    let mut cell_of_atom = Vec::with_capacity(atoms.len());
    let mut next = 0;
    for run in runs(&of_brackets, rules.k) {
        let some = brackets.get(run).unwrap_or_default();
        let (first, last) = (some.first(), some.last());
        let (Some(first), Some(last)) = (first, last) else { continue };
        for cell in runs(inside(&(first.start..last.end)), rules.k) {
            cell_of_atom.extend(cell.map(|_| next));
            next += 1;
        }
    }
    cell_of_atom
}

/// Runs of neighbours that sum up to at least k each, as short as can be from the first on.
fn runs(sums: &[u32], k: u32) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let (mut start, mut held) = (0, 0);
    for (at, sum) in sums.iter().enumerate() {
        held += sum;
        if k <= held {
            runs.push(start..at + 1);
            (start, held) = (at + 1, 0);
        }
    }
    if start < sums.len() {
        // What is left is too little by itself.
        match runs.last_mut() {
            Some(last) => last.end = sums.len(),
            None => runs.push(start..sums.len()),
        }
    }
    runs
}

/// The cell of each atom, where all that are too small are told together, with the next larger ones
/// until they are k.
fn pooled(sums: &[u32], k: u32) -> Vec<usize> {
    let mut order: Vec<(u32, usize)> = sums.iter().copied().zip(0..).collect();
    order.sort_unstable();
    let mut cells: Vec<usize> = (0..sums.len()).collect();
    let (mut pool, mut held) = (None, 0);
    for (sum, at) in order {
        if k <= sum && (pool.is_none() || k <= held) {
            break;
        }
        let cell = *pool.get_or_insert(at);
        held += sum;
        if let Some(own) = cells.get_mut(at) {
            *own = cell;
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(counts: &[u32], ordered: bool, cuts: &[usize]) -> Option<Vec<Vec<usize>>> {
        let rules = Rules { k: 5, ordered, cuts };
        Partition::finest(counts, None, rules).map(|partition| partition.cells())
    }

    #[test]
    fn neighbours_are_told_together_until_they_are_k() {
        let told = cells(&[2, 3, 0, 7, 1, 1], true, &[]).unwrap();
        assert_eq!(told, [vec![0, 1], vec![2, 3, 4, 5]]);
        assert_eq!(cells(&[2, 2], true, &[]), None);
        assert_eq!(cells(&[5, 5, 5], true, &[]).unwrap().len(), 3);
    }

    #[test]
    fn kept_cuts_come_first() {
        let counts = [2, 3, 1, 4, 6, 5];
        assert_eq!(cells(&counts, true, &[]).unwrap(), [vec![0, 1], vec![2, 3], vec![4], vec![5]]);
        let told = cells(&counts, true, &[3]).unwrap();
        assert_eq!(told, [vec![0, 1, 2], vec![3, 4], vec![5]]);
    }

    #[test]
    fn small_options_are_told_together_and_never_alone() {
        assert_eq!(cells(&[20, 9, 3, 0], false, &[]).unwrap(), [vec![0], vec![1, 2, 3]]);
        assert_eq!(cells(&[20, 9, 3, 2], false, &[]).unwrap(), [vec![0], vec![1], vec![2, 3]]);
        assert_eq!(cells(&[35, 4], false, &[]).unwrap(), [vec![0, 1]]);
        assert_eq!(cells(&[7, 8], false, &[]).unwrap(), [vec![0], vec![1]]);
    }

    #[test]
    fn a_part_tells_together_what_its_whole_does() {
        let whole = Partition(vec![0, 0, 1, 2]);
        let rules = Rules { k: 5, ordered: true, cuts: &[] };
        let part = Partition::finest(&[3, 3, 2, 9], Some(&whole), rules).unwrap();
        assert_eq!(part.cells(), [vec![0, 1], vec![2, 3]]);
        let other = Partition(vec![0, 1, 1, 2]);
        assert_eq!(whole.joined(&other).cells(), [vec![0, 1, 2], vec![3]]);
    }
}
