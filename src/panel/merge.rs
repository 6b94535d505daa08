//! Panels joined into a panel, so that regions can make a nation's without sharing a file.
//!
//! Only what both tell is added up, on the cuts that both have; so any order and any grouping of
//! panels gives the same, and nothing is told that the panels did not tell already.

use std::collections::BTreeSet;

use super::{
    Group,
    measure::Key,
    told::{Counts, PackName, Panel, Part, Told},
};

/// Why two panels cannot be joined.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// They were made with different packs.
    #[error("made with {} {} and {} {}", .0.id, .0.version, .1.id, .1.version)]
    OtherPack(Box<PackName>, Box<PackName>),
    /// They do not count this in the same categories.
    #[error("not counted alike: {0}")]
    Unlike(Key),
}

impl Panel {
    /// Both panels as one; it is up to whoever joins them that no member is in both.
    pub fn merged(&self, other: &Self) -> Result<Self, MergeError> {
        if self.pack.hash != other.pack.hash || self.pack.id != other.pack.id {
            let packs = (Box::new(self.pack.clone()), Box::new(other.pack.clone()));
            return Err(MergeError::OtherPack(packs.0, packs.1));
        }
        let mut merged = self.clone();
        merged.k = self.k.min(other.k);
        merged.day = self.day.max(other.day);
        merged.years = (self.years.0.min(other.years.0), self.years.1.max(other.years.1));
        merged.joined = self.joined.saturating_add(other.joined);
        for (key, theirs) in &other.measures {
            match merged.measures.get_mut(key) {
                None => {
                    merged.measures.insert(key.clone(), theirs.clone());
                }
                Some(own) if own.like == theirs.like && own.scale == theirs.scale => {
                    own.add(theirs).ok_or_else(|| MergeError::Unlike(key.clone()))?;
                }
                Some(_) => return Err(MergeError::Unlike(key.clone())),
            }
        }
        Ok(merged)
    }
}

impl Told {
    fn add(&mut self, other: &Self) -> Option<()> {
        for (group, theirs) in &other.groups {
            let sum = match self.groups.get(group) {
                None => theirs.clone(),
                Some(own) => added(own, theirs)?,
            };
            self.groups.insert(*group, sum);
        }
        Some(())
    }
}

/// The sum of two counts of one group.
fn added(a: &Counts, b: &Counts) -> Option<Counts> {
    match (a, b) {
        (Counts::Ordered(a), Counts::Ordered(b)) => {
            let starts = |of: &[Part]| of.iter().map(|part| part.from).collect::<BTreeSet<_>>();
            let common: BTreeSet<usize> = starts(a).intersection(&starts(b)).copied().collect();
            let end = a.last()?.to;
            let ends = common.iter().skip(1).copied().chain([end]);
            let count = |of: &[Part], from: usize, to: usize| {
                let inside = of.iter().filter(|part| from <= part.from && part.to <= to);
                inside.fold(0_u32, |sum, part| sum.saturating_add(part.count))
            };
            let parts = common.iter().zip(ends).map(|(from, to)| Part {
                from: *from,
                to,
                count: count(a, *from, to).saturating_add(count(b, *from, to)),
            });
            Some(Counts::Ordered(parts.collect()))
        }
        (Counts::Named { n, each }, Counts::Named { n: more, each: others }) => {
            let sum = each.iter().zip(others).map(|((least, most), (more_least, more_most))| {
                (least.saturating_add(*more_least), most.saturating_add(*more_most))
            });
            Some(Counts::Named { n: n.saturating_add(*more), each: sum.collect() })
        }
        _ => None,
    }
}

/// The groups in which two panels differ by fewer than k members: if both are known, what those few
/// answered can be had by subtraction.
pub fn differs_by_few(a: &Panel, b: &Panel) -> Vec<(Group, u32)> {
    if a.pack.hash != b.pack.hash {
        return Vec::new();
    }
    let k = a.k.max(b.k);
    let theirs: Vec<(Group, u32)> = b.groups().collect();
    let differing = a.groups().filter_map(|(group, n)| {
        let (_, other) = theirs.iter().find(|(of, _)| *of == group)?;
        let by = n.abs_diff(*other);
        (0 < by && by < k).then_some((group, by))
    });
    differing.collect()
}
