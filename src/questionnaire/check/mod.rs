//! The linter: every problem of a pack at once, each with its place and what to do.
//!
//! One file looks at one thing: ids, texts, scoring, blocks, conditions, the matrix, readings,
//! rules, speaking points. They only push problems; nothing stops at the first one.

mod blocks;
mod coherence;
mod conditions;
mod ids;
mod matrix;
mod readings;
mod rules;
mod scoring;
mod speaking;
mod texts;

use super::{Pack, Problem, ProblemKind, Question, TableSpec};

/// All problems of a pack, those of one item together.
pub fn check(pack: &Pack) -> Vec<Problem> {
    let mut checker = Checker { pack, problems: Vec::new() };
    ids::check(&mut checker);
    texts::check(&mut checker);
    scoring::check(&mut checker);
    blocks::check(&mut checker);
    conditions::check(&mut checker);
    matrix::check(&mut checker);
    readings::check(&mut checker);
    rules::check(&mut checker);
    coherence::check(&mut checker);
    speaking::check(&mut checker);
    checker.problems
}

/// A pack under inspection and what was found so far.
struct Checker<'a> {
    pack: &'a Pack,
    problems: Vec<Problem>,
}

impl Checker<'_> {
    /// Notes a problem of the item of some kind that bears this id.
    fn report(&mut self, what: &str, id: &str, kind: ProblemKind) {
        let found = self.pack.source().find(id);
        let (file, line) = found.map_or((self.pack.source().name(), None), |(f, l)| (f, Some(l)));
        let place = if id.is_empty() { what.to_owned() } else { format!("{what} {id}") };
        self.problems.push(Problem { file: file.to_owned(), line, place, kind });
    }

    fn question(&mut self, question: &Question, kind: ProblemKind) {
        self.report("question", question.id.as_str(), kind);
    }

    fn table(&mut self, table: &TableSpec, kind: ProblemKind) {
        self.report("table", table.id.as_str(), kind);
    }

    fn pack_head(&mut self, kind: ProblemKind) {
        self.report("pack", self.pack.id.clone().as_str(), kind);
    }
}
