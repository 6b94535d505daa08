//! Blocks: each has something that counts, none contains itself, thresholds rise.

use crate::{
    domain::BlockId,
    questionnaire::{BlockMembers, Levels, ProblemKind},
};

use super::Checker;

pub(super) fn check(checker: &mut Checker<'_>) {
    let pack = checker.pack;
    for block in &pack.blocks {
        let id = block.id.as_str();
        let weightless = match &block.of {
            BlockMembers::Questions => !pack.questions.iter().any(|question| {
                question.block.as_ref() == Some(&block.id) && 0.0 < question.weight.get()
            }),
            BlockMembers::Mean(members) => members.is_empty(),
        };
        if weightless {
            checker.report("block", id, ProblemKind::WeightlessBlock);
        }
        if let Some(cycle) = cycle(checker, &mut vec![&block.id]) {
            checker.report("block", id, ProblemKind::BlockCycle(cycle));
        }
        if block.centre_needs.is_some_and(|needs| !(0.0 <= needs && needs <= 1.0)) {
            checker.report("block", id, ProblemKind::OutOfRange("centre_needs"));
        }
        let levels = pack.levels.names.len();
        if block.levelled && levels == 0 {
            checker.report("block", id, ProblemKind::UnresolvedId("level", "N0".to_owned()));
        }
        for gate in block.gates.iter().filter(|gate| levels <= usize::from(gate.level)) {
            let kind = ProblemKind::UnresolvedId("level", gate.level.to_string());
            checker.report("block", id, kind);
        }
    }
    check_levels(checker, &pack.levels);
    for tie in pack.ties.iter().filter(|tie| !(0.0 < tie.notable_gap && tie.notable_gap <= 1.0)) {
        checker.report("tie", tie.id.as_str(), ProblemKind::OutOfRange("notable_gap"));
    }
}

fn check_levels(checker: &mut Checker<'_>, levels: &Levels) {
    let from: Vec<f64> = levels.names.iter().map(|level| level.from).collect();
    let rises = from.is_sorted_by(|a, b| a < b) && from.iter().all(|from| *from <= 1.0);
    let starts_at_zero = from.first().is_none_or(|from| *from == 0.0);
    if !rises || !starts_at_zero {
        checker.pack_head(ProblemKind::LevelsNotIncreasing);
    }
    if levels.quick_limit.is_some_and(|limit| from.len() <= usize::from(limit)) {
        checker.pack_head(ProblemKind::OutOfRange("quick_limit"));
    }
}

/// The way from the first block of `path` back to itself, if there is one.
fn cycle<'a>(checker: &Checker<'a>, path: &mut Vec<&'a BlockId>) -> Option<String> {
    let block = checker.pack.block(path.last()?.as_str())?;
    let BlockMembers::Mean(members) = &block.of else { return None };
    for member in members {
        if path.first() == Some(&member) {
            return Some(path.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(" → "));
        }
        if !path.contains(&member) {
            path.push(member);
            if let Some(found) = cycle(checker, path) {
                return Some(found);
            }
            path.pop();
        }
    }
    None
}
