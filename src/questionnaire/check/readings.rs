//! Profiles and benchmarks: what they name exists, and a weight that they change is one that counts.

use crate::{
    questionnaire::{
        Benchmark, BlockMembers, Comparison, Kind, Measure, Pack, ProblemKind, Profile,
    },
    reference,
};

use super::{Checker, conditions::check_one};

pub(super) fn check(checker: &mut Checker<'_>) {
    let pack = checker.pack;
    for profile in &pack.profiles {
        check_profile(checker, profile);
    }
    for benchmark in &pack.benchmarks {
        check_benchmark(checker, benchmark);
    }
}

fn check_profile(checker: &mut Checker<'_>, profile: &Profile) {
    let id = profile.id.as_str();
    if profile.weights.is_empty() {
        checker.report("profile", id, ProblemKind::Unused);
    }
    for (block, _) in &profile.weights {
        if checker.pack.block(block.as_str()).is_none() {
            checker.report("profile", id, ProblemKind::UnresolvedId("block", block.to_string()));
        } else if !is_member(checker.pack, block.as_str()) {
            checker.report("profile", id, ProblemKind::OutOfRange("weights"));
        }
    }
}

/// Whether some mean is made of this block, so that its weight matters.
fn is_member(pack: &Pack, block: &str) -> bool {
    pack.blocks.iter().any(|mean| match &mean.of {
        BlockMembers::Mean(members) => members.iter().any(|member| *member == *block),
        BlockMembers::Questions => false,
    })
}

fn check_benchmark(checker: &mut Checker<'_>, benchmark: &Benchmark) {
    let (pack, id) = (checker.pack, benchmark.finding.as_str());
    let known = match &benchmark.compare {
        Comparison::Among(_) => reference::finding(id).is_some(),
        Comparison::Figure => reference::survey_range(id).is_some(),
    };
    if !known {
        let kind = ProblemKind::UnresolvedId("finding", id.to_owned());
        checker.report("benchmark", id, kind);
    }
    match (pack.question(benchmark.question.as_str()), &benchmark.compare) {
        (None, _) => {
            let kind = ProblemKind::UnresolvedId("question", benchmark.question.to_string());
            checker.report("benchmark", id, kind);
        }
        // A range is in the unit of an answer, never in that of a measure made of it.
        (Some(question), Comparison::Figure)
            if !matches!(question.kind, Kind::Number { .. })
                && (question.kind.is_asked() || question.measure != Measure::Own) =>
        {
            checker.question(question, ProblemKind::ScoringMismatch);
        }
        (Some(_), _) => {}
    }
    if let Comparison::Among(condition) = &benchmark.compare {
        check_one(checker, "benchmark", id, condition);
    }
}
