//! A panel: what is told of many diagnostics, and how to read it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::domain::{PackId, QuestionId};

use super::{
    Group, Peer,
    measure::{Key, Scale},
    signature::Signature,
};

/// What many diagnostics say together.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// The least number of members behind any count that is told.
    pub k: u32,
    /// The day it was made; of joined panels, the latest.
    pub day: Date,
    /// The first and the last year that members describe.
    pub years: (i16, i16),
    /// The pack that members were asked with.
    pub pack: PackName,
    /// How many panels were joined; 1 for one that was made from diagnostics.
    pub joined: u32,
    /// How each question of the pack is asked.
    pub questions: BTreeMap<QuestionId, Signature>,
    /// What is told of each measure.
    pub measures: BTreeMap<Key, Told>,
}

/// Which pack a panel was made with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackName {
    /// The pack's id.
    pub id: PackId,
    /// Its version.
    pub version: String,
    /// The SHA-256 of its text, in hexadecimal.
    pub hash: String,
}

/// What is told of a measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// How it is asked and scored.
    pub like: Signature,
    /// Its categories.
    pub scale: Scale,
    /// What is told of each group; a group that is not there is hidden.
    pub groups: BTreeMap<Group, Counts>,
}

/// How many members of a group stand where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counts {
    /// Neighbouring categories, each told with those it cannot be told apart from.
    Ordered(Vec<Part>),
    /// The least and the most that each option can be; the same where it is told exactly.
    Named {
        /// How many members answered.
        n: u32,
        /// For each option, in the scale's order.
        each: Vec<(u32, u32)>,
    },
}

/// Neighbouring categories told together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The first category.
    pub from: usize,
    /// The one after the last.
    pub to: usize,
    /// How many members stand in them.
    pub count: u32,
}

/// Where a value lies, as narrowly as it can be told: from `low` to just below `high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// The least it can be.
    pub low: f64,
    /// What it is below.
    pub high: f64,
}

impl Band {
    /// The middle of it.
    pub const fn middle(self) -> f64 {
        f64::midpoint(self.low, self.high)
    }
}

impl Panel {
    /// How many members of a group there are, as far as that is told; 0 if it is hidden.
    pub fn members(&self, group: Group) -> u32 {
        self.counts(&Key::Members, group).map_or(0, Counts::n)
    }

    /// What is told of a measure for a group.
    pub fn counts(&self, key: &Key, group: Group) -> Option<&Counts> {
        self.measures.get(key)?.groups.get(&group)
    }

    /// Whether a group has so many members that each quarter of them can be told apart.
    pub fn has_quarters(&self, group: Group) -> bool {
        4 * self.k <= self.members(group)
    }

    /// The narrowest group of a member that has quartiles to stand beside.
    pub fn group_of(&self, peer: Peer) -> Group {
        let of_sizes = peer.groups().filter(|group| !matches!(group, Group::Kind(_)));
        of_sizes.filter(|group| self.has_quarters(*group)).last().unwrap_or(Group::All)
    }

    /// The groups of which the number of members is told, a whole before its parts.
    pub fn groups(&self) -> impl Iterator<Item = (Group, u32)> {
        let members = self.measures.get(&Key::Members).into_iter();
        members.flat_map(|told| told.groups.iter().map(|(group, counts)| (*group, counts.n())))
    }
}

impl Told {
    /// The quartiles and, in the middle, the median of a group; `None` if nothing is told of where
    /// its members stand.
    pub fn quartiles(&self, group: Group) -> Option<[Band; 3]> {
        let Counts::Ordered(parts) = self.groups.get(&group)? else { return None };
        let [_, _, ..] = parts.as_slice() else { return None };
        let of = |quarters: u32| self.quantile(parts, quarters);
        Some([of(1)?, of(2)?, of(3)?])
    }

    /// Where the value lies below which so many quarters of the members are: between the two
    /// members around it, each somewhere in its part.
    fn quantile(&self, parts: &[Part], quarters: u32) -> Option<Band> {
        let n: u64 = parts.iter().map(|part| u64::from(part.count)).sum();
        let at = n.checked_sub(1)? * u64::from(quarters);
        let (before, after) = (at / 4, at.div_ceil(4));
        let part = |rank: u64| {
            let mut passed = 0;
            parts.iter().find(|part| {
                passed += u64::from(part.count);
                rank < passed
            })
        };
        let (low, high) = (part(before)?, part(after)?);
        Some(Band { low: self.scale.start(low.from), high: self.scale.start(high.to) })
    }
}

impl Counts {
    /// How many members are counted.
    pub fn n(&self) -> u32 {
        match self {
            Self::Ordered(parts) => {
                parts.iter().fold(0, |sum, part| sum.saturating_add(part.count))
            }
            Self::Named { n, .. } => *n,
        }
    }

    /// The least and the most members in the categories from `from` to before `to`.
    pub fn between(&self, from: usize, to: usize) -> (u32, u32) {
        match self {
            Self::Ordered(parts) => {
                let (mut least, mut most) = (0_u32, 0_u32);
                for part in parts {
                    if from <= part.from && part.to <= to {
                        least = least.saturating_add(part.count);
                    }
                    if part.from < to && from < part.to {
                        most = most.saturating_add(part.count);
                    }
                }
                (least, most)
            }
            Self::Named { n, each } => {
                let inside = |at: usize| from <= at && at < to;
                let (mut sure, mut open, mut others, mut others_open) =
                    (0_u32, 0_u32, 0_u32, 0_u32);
                for (at, (least, most)) in each.iter().enumerate() {
                    let (sum, span) = if inside(at) {
                        (&mut sure, &mut open)
                    } else {
                        (&mut others, &mut others_open)
                    };
                    *sum = sum.saturating_add(*least);
                    *span = span.saturating_add(*most);
                }
                (sure.max(n.saturating_sub(others_open)), open.min(n.saturating_sub(others)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(parts: &[(usize, usize, u32)]) -> Told {
        let part =
            |(from, to, count): &(usize, usize, u32)| Part { from: *from, to: *to, count: *count };
        let counts = Counts::Ordered(parts.iter().map(part).collect());
        Told { like: Signature(0), scale: Scale::Points, groups: [(Group::All, counts)].into() }
    }

    #[test]
    fn quartiles_lie_where_members_do() {
        // Twenty members: five below 20, five from 20, five from 50, five from 80 on.
        let told = told(&[(0, 20, 5), (20, 50, 5), (50, 80, 5), (80, 100, 5)]);
        let [low, middle, high] = told.quartiles(Group::All).unwrap();
        // The first quartile is between the 5th and the 6th member, the median the 10th and 11th.
        assert_eq!((low.low, low.high), (0.0, 50.0));
        assert_eq!((middle.low, middle.high), (20.0, 80.0));
        assert_eq!((high.low, high.high), (50.0, 100.0));
    }

    #[test]
    fn one_part_tells_nothing_of_where_members_stand() {
        assert_eq!(told(&[(0, 100, 9)]).quartiles(Group::All), None);
    }

    #[test]
    fn counts_between_are_exact_only_where_parts_end() {
        let told = told(&[(0, 20, 5), (20, 50, 6), (50, 100, 7)]);
        let counts = &told.groups[&Group::All];
        assert_eq!(counts.between(0, 50), (11, 11));
        assert_eq!(counts.between(30, 100), (7, 13));
        let named = Counts::Named { n: 39, each: vec![(0, 4), (35, 39)] };
        assert_eq!(named.between(1, 2), (35, 39));
        let named = Counts::Named { n: 30, each: vec![(20, 20), (0, 4), (6, 10)] };
        assert_eq!(named.between(1, 3), (10, 10));
    }
}
