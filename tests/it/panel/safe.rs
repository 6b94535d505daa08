//! Whoever tries to subtract finds nothing: an attacker who knows every number of a panel, and the
//! algebra of merging, both tried on random members.

use passerelle::{
    domain::{AuthorityKind, Diagnostic, Value},
    panel::{Counts, Group, Panel, Told, differs_by_few},
    reference::PeerGroup,
};
use proptest::{collection, prelude::*};

use super::{DAY, answering, gathered, measures, member};

/// A member somewhere, with a few answers that are more or less common.
fn arb_member() -> impl Strategy<Value = Diagnostic> {
    let kind = prop::sample::select(AuthorityKind::ALL.to_vec());
    let population = prop::sample::select(vec![20_000.0, 150_000.0, 250_000.0, 450_000.0, 2e6]);
    let budget = prop_oneof![4 => 10_000.0..400_000.0, 1 => 400_000.0..3e6];
    let trend = prop::sample::select(vec!["up", "up", "up", "stable", "stable", "down"]);
    let level = prop_oneof![3 => 0_u8..2, 1 => 2_u8..5];
    (kind, population, budget, trend, level, any::<bool>(), any::<u8>()).prop_map(
        |(kind, population, budget, trend, level, twinned, silent)| {
            let mut one = member("", kind, population);
            if silent % 7 != 0 {
                one = answering(one, "MOY-01", Value::Number(budget));
            }
            if silent % 5 != 0 {
                one = answering(one, "MOY-02", Value::Choice(trend.into()));
            }
            let picks = if twinned { vec![("twinning".into(), None)] } else { Vec::new() };
            one = answering(one, "PAR-08", Value::Picks(picks.into_iter().collect()));
            answering(one, "ODD-02", Value::Level(level))
        },
    )
}

/// The wholes and their parts, as anybody who reads the format knows them.
fn splits() -> Vec<(Group, Vec<Group>)> {
    let all = Group::every();
    let families = [PeerGroup::Communes, PeerGroup::Intercommunal];
    let mut splits = vec![(Group::All, families.map(Group::Family).to_vec())];
    for family in families {
        let classes = all.iter().filter(|g| matches!(g, Group::Class(of, _) if *of == family));
        splits.push((Group::Family(family), classes.copied().collect()));
    }
    let kinds = all.iter().filter(|group| matches!(group, Group::Kind(_)));
    splits.push((Group::Family(PeerGroup::Intercommunal), kinds.copied().collect()));
    splits
}

/// What is told exactly, as runs of categories with a count: what an attacker computes with.
fn exact(counts: &Counts) -> Vec<(Vec<usize>, u32)> {
    match counts {
        Counts::Ordered(parts) => {
            parts.iter().map(|part| ((part.from..part.to).collect(), part.count)).collect()
        }
        Counts::Named { n, each } => {
            let mut told: Vec<_> = Vec::new();
            let (mut rest, mut others) = (*n, Vec::new());
            for (at, (least, most)) in each.iter().enumerate() {
                if least == most {
                    told.push((vec![at], *least));
                    rest -= least;
                } else {
                    others.push(at);
                }
            }
            if !others.is_empty() {
                told.push((others, rest));
            }
            told
        }
    }
}

/// The count of a set of categories, if it is a union of what is told exactly.
fn of_set(counts: &Counts, set: &[usize]) -> Option<u32> {
    let mut left: Vec<usize> = set.to_vec();
    let mut sum = 0;
    for (categories, count) in exact(counts) {
        if categories.iter().all(|category| set.contains(category)) {
            left.retain(|category| !categories.contains(category));
            sum += count;
        }
    }
    left.is_empty().then_some(sum)
}

/// Subtracts every choice of parts from every whole, on every set of categories that can be told
/// of all of them; whatever is left must be nothing at all or at least k.
fn attack(told: &Told, k: u32) -> Result<(), String> {
    for counts in told.groups.values() {
        for (set, count) in exact(counts) {
            if count < k {
                return Err(format!("{set:?}: {count} is told"));
            }
        }
    }
    for (whole, parts) in splits() {
        let Some(all) = told.groups.get(&whole) else { continue };
        let parts: Vec<&Counts> = parts.iter().filter_map(|part| told.groups.get(part)).collect();
        for choice in 1_u32..1 << parts.len() {
            let chosen: Vec<&&Counts> = parts
                .iter()
                .enumerate()
                .filter(|(at, _)| choice >> at & 1 == 1)
                .map(|(_, p)| p)
                .collect();
            let n: u32 = chosen.iter().map(|part| part.n()).sum();
            if all.n() == n {
                continue;
            }
            // The sets that can be computed are unions of those of the coarsest among them.
            let sets: Vec<Vec<usize>> = chosen
                .iter()
                .map(|part| exact(part))
                .chain([exact(all)])
                .flatten()
                .map(|(set, _)| set)
                .chain([(0..told.scale.len()).collect()])
                .collect();
            for set in sets {
                let of_parts: Option<Vec<u32>> =
                    chosen.iter().map(|part| of_set(part, &set)).collect();
                let (Some(of_all), Some(of_parts)) = (of_set(all, &set), of_parts) else {
                    continue;
                };
                let left = of_all - of_parts.iter().sum::<u32>();
                if left < k {
                    return Err(format!("{whole}: {left} are left in {set:?}"));
                }
            }
        }
    }
    Ok(())
}

fn check(panel: &Panel) -> Result<(), TestCaseError> {
    for (key, told) in &panel.measures {
        if let Err(why) = attack(told, panel.k) {
            return Err(TestCaseError::fail(format!("{key}: {why}")));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_under_k_is_told_or_left_by_subtraction(
        members in collection::vec(arb_member(), 5..70),
        k in 3_u32..8,
    ) {
        if let Some(panel) = gathered(&measures(), &members).publish(k, DAY) {
            check(&panel)?;
            for (group, n) in panel.groups() {
                prop_assert!(k <= n, "{group}: {n}");
            }
        }
    }

    #[test]
    fn any_order_and_any_split_gives_the_same_panel(
        members in collection::vec(arb_member(), 5..40),
        cut in any::<prop::sample::Index>(),
        turn in any::<prop::sample::Index>(),
    ) {
        let measures = measures();
        let whole = gathered(&measures, &members).publish(5, DAY);
        let mut turned = members.clone();
        turned.rotate_left(turn.index(members.len()));
        let (some, others) = turned.split_at(cut.index(members.len()));
        let mut sum = gathered(&measures, others);
        sum.merge(&gathered(&measures, some));
        prop_assert_eq!(sum.publish(5, DAY), whole);
    }

    #[test]
    fn panels_merge_in_any_order_and_tell_nothing_new(
        members in collection::vec(arb_member(), 30..90),
    ) {
        let measures = measures();
        let third = members.len() / 3;
        let panels: Vec<Panel> = members
            .chunks(third)
            .take(3)
            .map(|some| gathered(&measures, some).publish(5, DAY).unwrap())
            .collect();
        let [a, b, c] = panels.as_slice() else { return Ok(()) };
        let left = a.merged(b).unwrap().merged(c).unwrap();
        let right = a.merged(&b.merged(c).unwrap()).unwrap();
        prop_assert_eq!(&left, &right);
        prop_assert_eq!(a.merged(b).unwrap(), b.merged(a).unwrap());
        let sum: u32 = panels.iter().map(|panel| panel.members(Group::All)).sum();
        prop_assert_eq!(left.members(Group::All), sum);
        for told in left.measures.values() {
            for counts in told.groups.values() {
                for (_, count) in exact(counts) {
                    prop_assert!(5 <= count);
                }
            }
        }
    }
}

#[test]
fn two_panels_that_one_member_parts_are_told_apart() {
    let measures = measures();
    let members: Vec<_> = (0..13).map(|_| member("", AuthorityKind::Commune, 50_000.0)).collect();
    let before = gathered(&measures, &members[..12]).publish(5, DAY).unwrap();
    let after = gathered(&measures, &members).publish(5, DAY).unwrap();
    let parted = differs_by_few(&after, &before);
    assert!(parted.contains(&(Group::All, 1)), "{parted:?}");
    assert!(differs_by_few(&after, &after).is_empty());
    let many: Vec<_> = members.iter().cycle().take(30).collect();
    let later = gathered(&measures, many).publish(5, DAY).unwrap();
    assert!(differs_by_few(&later, &after).is_empty());
}
