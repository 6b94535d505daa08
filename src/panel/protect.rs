//! From exact counts to what is told: nothing under k, and nothing under k by subtraction.
//!
//! A whole and its parts are told side by side, so that whoever subtracts some parts from the whole
//! learns what the others are together. Therefore a part is only told if, for every choice of told
//! parts, what remains is nothing at all or at least k in each cell that could be computed; where
//! it is not, cells are told together, and the smallest part is left out as a last resort.

use std::collections::BTreeMap;

use super::{
    Group,
    measure::Measure,
    partition::{Partition, Rules, sum},
    told::{Counts, Part, Told},
};

/// A part of a whole that is to be told.
struct Child<'a> {
    group: Group,
    counts: &'a [u32],
    partition: Partition,
}

/// Why something that could be computed is too little.
enum Weak {
    /// These two neighbouring categories must be told together.
    Cells(usize, usize),
    /// Nothing helps but to leave a part out.
    All,
}

/// What is told of a measure, from its exact counts by group; `None` if that is nothing.
pub(super) fn told(measure: &Measure, groups: &BTreeMap<Group, Vec<u32>>, k: u32) -> Option<Told> {
    let cuts = measure.scale.kept_cuts();
    let rules = Rules { k, ordered: measure.scale.is_ordered(), cuts: &cuts };
    let all = groups.get(&Group::All)?;
    let mut kept = BTreeMap::from([(Group::All, Partition::finest(all, None, rules)?)]);
    for (whole, parts) in Group::splits() {
        let (Some(partition), Some(counts)) = (kept.get(&whole), groups.get(&whole)) else {
            continue;
        };
        let mut children: Vec<Child<'_>> = parts
            .into_iter()
            .filter_map(|group| {
                let counts = groups.get(&group)?;
                let partition = Partition::finest(counts, Some(partition), rules)?;
                Some(Child { group, counts, partition })
            })
            .collect();
        protect(counts, &mut children, rules);
        kept.extend(children.into_iter().map(|child| (child.group, child.partition)));
    }
    let told = kept.iter().filter_map(|(group, partition)| {
        let counts = groups.get(group)?;
        Some((*group, tell(counts, partition, rules)))
    });
    Some(Told { like: measure.like, scale: measure.scale.clone(), groups: told.collect() })
}

/// Tells parts of a whole together, or leaves some out, until no choice of them gives anything away.
fn protect(whole: &[u32], children: &mut Vec<Child<'_>>, rules: Rules<'_>) {
    let mut choice: u32 = 1;
    while choice < 1_u32.checked_shl(u32::try_from(children.len()).unwrap_or(31)).unwrap_or(0) {
        let is_chosen = |at: usize| choice >> at & 1 == 1;
        let chosen: Vec<usize> = (0..children.len()).filter(|at| is_chosen(*at)).collect();
        let smallest =
            chosen.iter().copied().rev().min_by_key(|at| {
                children.get(*at).map_or(u32::MAX, |child| child.counts.iter().sum())
            });
        let Some(smallest) = smallest else { return };
        match weakness(whole, children, &chosen, rules) {
            // What is coarser later on is still safe: the choices before need no second look.
            None => choice += 1,
            Some(Weak::Cells(a, b)) => {
                if let Some(child) = children.get_mut(smallest) {
                    child.partition.unite(a, b);
                    child.partition = child.partition.clone().numbered();
                }
            }
            Some(Weak::All) => {
                children.remove(smallest);
                choice = 1;
            }
        }
    }
}

/// What is too little of the whole without the chosen children, if anything is.
fn weakness(
    whole: &[u32],
    children: &[Child<'_>],
    chosen: &[usize],
    rules: Rules<'_>,
) -> Option<Weak> {
    let chosen: Vec<_> = chosen.iter().filter_map(|at| children.get(*at)).collect();
    let mut partitions = chosen.iter().map(|child| child.partition.clone());
    let first = partitions.next()?;
    let cells = partitions.fold(first, |joined, next| joined.joined(&next)).cells();
    let left: Vec<u32> = cells
        .iter()
        .map(|cell| {
            let told: u32 = chosen.iter().map(|child| sum(child.counts, cell)).sum();
            sum(whole, cell).saturating_sub(told)
        })
        .collect();
    if left.iter().all(|count| *count == 0) {
        return None;
    }
    let weak = left.iter().position(|count| *count < rules.k)?;
    let other = (0..cells.len())
        .filter(|at| *at != weak && (!rules.ordered || at.abs_diff(weak) == 1))
        .min_by_key(|at| left.get(*at).copied());
    let Some(other) = other else { return Some(Weak::All) };
    let (before, after) = (cells.get(weak.min(other))?, cells.get(weak.max(other))?);
    Some(Weak::Cells(*before.last()?, *after.first()?))
}

/// The counts of one group as they are told.
fn tell(counts: &[u32], partition: &Partition, rules: Rules<'_>) -> Counts {
    let cells = partition.cells();
    if rules.ordered {
        let parts = cells.iter().filter_map(|cell| {
            let (from, to) = (*cell.first()?, cell.last()? + 1);
            Some(Part { from, to, count: sum(counts, cell) })
        });
        return Counts::Ordered(parts.collect());
    }
    let mut each = vec![(0, 0); counts.len()];
    for cell in &cells {
        let all = sum(counts, cell);
        for category in cell {
            if let Some(bounds) = each.get_mut(*category) {
                *bounds = within(counts, cell, *category, (all, rules.k));
            }
        }
    }
    Counts::Named { n: counts.iter().sum(), each }
}

/// The least and the most that one option of a cell can be.
///
/// Where one option alone is not small, the small ones are told to be fewer than k, and only if that
/// one leaves each of them free to be anything from nothing to k − 1; else nothing is told of how the
/// cell is shared out, since who knows the rules could solve it.
fn within(counts: &[u32], cell: &[usize], category: usize, (all, k): (u32, u32)) -> (u32, u32) {
    if let [_] = cell {
        return (all, all);
    }
    let is_few = |at: &usize| counts.get(*at).is_some_and(|count| *count < k);
    let few = cell.iter().filter(|at| is_few(at)).count();
    if few + 1 != cell.len() || all < 2 * k - 1 {
        return (0, all);
    }
    if is_few(&category) {
        return (0, k - 1);
    }
    let most_others = u32::try_from(few).map_or(all, |few| few.saturating_mul(k - 1));
    (all.saturating_sub(most_others), all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        panel::{Key, Scale, Signature},
        reference::PeerGroup,
    };

    const COMMUNES: Group = Group::Family(PeerGroup::Communes);
    const OTHERS: Group = Group::Family(PeerGroup::Intercommunal);

    fn tell_of(scale: Scale, groups: &[(Group, &[u32])]) -> Option<Told> {
        let measure = Measure { key: Key::Members, like: Signature(0), scale };
        let groups = groups.iter().map(|(group, counts)| (*group, counts.to_vec()));
        told(&measure, &groups.collect(), 5)
    }

    #[test]
    fn a_share_is_exact_only_with_k_on_either_side() {
        let told = tell_of(Scale::YesNo, &[(Group::All, &[12, 27])]).unwrap();
        let exact = Counts::Named { n: 39, each: vec![(12, 12), (27, 27)] };
        assert_eq!(told.groups[&Group::All], exact);
        let told = tell_of(Scale::YesNo, &[(Group::All, &[4, 35])]).unwrap();
        let bounds = Counts::Named { n: 39, each: vec![(0, 4), (35, 39)] };
        assert_eq!(told.groups[&Group::All], bounds);
        // Nobody and everybody say as much of each as one does.
        let told = tell_of(Scale::YesNo, &[(Group::All, &[0, 39])]).unwrap();
        let bounds = Counts::Named { n: 39, each: vec![(0, 4), (35, 39)] };
        assert_eq!(told.groups[&Group::All], bounds);
        // Six of whom one is in it: « fewer than five » would leave no other choice.
        let told = tell_of(Scale::YesNo, &[(Group::All, &[1, 5])]).unwrap();
        let nothing = Counts::Named { n: 6, each: vec![(0, 6), (0, 6)] };
        assert_eq!(told.groups[&Group::All], nothing);
        assert_eq!(tell_of(Scale::YesNo, &[(Group::All, &[2, 2])]), None);
    }

    #[test]
    fn what_a_subtraction_would_tell_is_not_told() {
        // 20 - 17 would tell that three members are intercommunal.
        let groups: [(Group, &[u32]); 3] = [(Group::All, &[20]), (COMMUNES, &[17]), (OTHERS, &[3])];
        let told = tell_of(Scale::Members, &groups).unwrap();
        assert_eq!(told.groups.keys().collect::<Vec<_>>(), [&Group::All]);
        let groups: [(Group, &[u32]); 3] = [(Group::All, &[20]), (COMMUNES, &[14]), (OTHERS, &[6])];
        assert_eq!(tell_of(Scale::Members, &groups).unwrap().groups.len(), 3);
    }

    #[test]
    fn cells_of_a_part_are_told_together_if_the_others_would_be_few() {
        // The communes alone could be told apart; then 9 - 7 would tell of two others.
        let groups: [(Group, &[u32]); 3] =
            [(Group::All, &[9, 20]), (COMMUNES, &[7, 9]), (OTHERS, &[2, 11])];
        let told = tell_of(Scale::YesNo, &groups).unwrap();
        let n = |group| match &told.groups[&group] {
            Counts::Named { n, each } => (*n, each[0]),
            Counts::Ordered(_) => panic!("options are named"),
        };
        assert_eq!(n(Group::All), (29, (9, 9)));
        assert_eq!(n(COMMUNES), (16, (0, 16)));
        assert_eq!(n(OTHERS), (13, (0, 4)));
    }
}
