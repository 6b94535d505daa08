//! What a brief is made from, and how its figures and names are worded.

use crate::{
    domain::{Answer, Diagnostic, Evidence, Interval, Perimeter, Place, RoleId, State, Year},
    language::{Lang, typography},
    questionnaire::{Pack, Question, Text},
    reference::place_name,
    report::words,
    scoring::{Aggregate, Assessment},
};

use super::{Cell, Line};

/// Everything that a brief is made from.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) pack: &'a Pack,
    pub(super) diagnostic: &'a Diagnostic,
    pub(super) assessment: &'a Assessment,
    pub(super) lang: Lang,
    /// Whether it may leave the authority.
    pub(super) public: bool,
}

/// How something is proved: source, year, area, grade and role, where they were given.
#[derive(Default)]
pub(super) struct Proof<'a> {
    pub(super) source: &'a str,
    pub(super) year: Option<Year>,
    pub(super) perimeter: Option<Perimeter>,
    pub(super) evidence: Option<Evidence>,
    pub(super) role: Option<&'a RoleId>,
}

impl<'a> Source<'a> {
    /// A text of the pack in the reader's language.
    pub(super) fn text<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.lang)
    }

    /// What an official typed, with French typography in a French brief.
    pub(super) fn typed(&self, text: &str) -> Line {
        let set = |text: &str| {
            if self.lang == Lang::Fr { typography::french(text) } else { text.to_owned() }
        };
        let Some((end, _)) = text.char_indices().nth(Line::MAX) else { return set(text).into() };
        // What is too long to print is not cut without a word.
        let cut = self.lang.paper_cut(self.lang.integer(Line::MAX));
        let room = Line::MAX.saturating_sub(cut.chars().count() + 2);
        let head: String = set(text.get(..end).unwrap_or(text)).chars().take(room).collect();
        format!("{}… {cut}", head.trim_end()).into()
    }

    /// The answer to a question, if anything was entered.
    pub(super) fn answer(&self, question: &Question) -> Option<&'a Answer> {
        self.diagnostic.answer(question.id.as_str())
    }

    /// The state of a question.
    pub(super) fn state(&self, question: &Question) -> &'a State {
        self.answer(question).map_or(&State::NotAsked, |answer| &answer.state)
    }

    /// The name of a country or zone; text that matched neither as it was typed.
    pub(super) fn place(&self, place: &Place) -> String {
        place_name(place, self.lang)
    }

    /// A value from 0 to 1 as a whole number out of 100.
    pub(super) fn score(&self, value: f64) -> String {
        self.lang.number(value * 100.0, 0)
    }

    /// An interval as one figure, two figures, or the word for « unknown ».
    pub(super) fn span(&self, interval: Interval) -> String {
        let (low, high) = (self.score(interval.low()), self.score(interval.high()));
        if interval == Interval::UNKNOWN {
            self.lang.words_origin_unknown().to_owned()
        } else if low == high {
            low
        } else {
            self.lang.report_span(low, high)
        }
    }

    /// An aggregate in words: its centre with its interval, or why no centre is shown.
    pub(super) fn aggregate(&self, value: &Aggregate) -> String {
        words::aggregate(self.lang, value)
    }

    /// How far an aggregate can be relied on, or that too little is known.
    pub(super) fn reliance(&self, value: &Aggregate) -> String {
        words::reliance(self.lang, value)
    }

    /// The proof of an answer or a row; empty if none was given.
    pub(super) fn proof(&self, proof: &Proof<'_>) -> Cell {
        let role = proof.role.and_then(|id| self.pack.role(id)).map(|role| self.text(&role.title));
        let area = proof.perimeter.map(|perimeter| words::perimeter(self.lang, perimeter));
        let dated = self.dated(proof.source, proof.year);
        let parts = [Some(dated.as_str()), area, proof.evidence.map(Evidence::code)];
        Cell::text(join(parts.into_iter().flatten(), " · ")).with(role.unwrap_or_default())
    }

    /// A source with its year; empty if neither was given.
    pub(super) fn dated(&self, source: &str, year: Option<Year>) -> String {
        let source = self.typed(source);
        match (source.is_empty(), year) {
            // « réunion de mars 2026 » says its year.
            (false, Some(year)) if !source.as_str().contains(&year.to_string()) => {
                self.lang.report_source_year(source, year)
            }
            (false, _) => source.to_string(),
            (true, Some(year)) => year.to_string(),
            (true, None) => String::new(),
        }
    }

    /// The proof of an answer.
    pub(super) fn proof_of(&self, answer: &Answer) -> Cell {
        self.proof(&Proof {
            source: &answer.source,
            year: answer.year,
            perimeter: answer.perimeter,
            evidence: answer.evidence,
            role: answer.role.as_ref(),
        })
    }

    /// The proof of an answer in a few words: its source, or else how well it is proved.
    pub(super) fn short_proof(&self, answer: &Answer) -> Line {
        let source = Line::from(answer.source.as_str()).shortened(70);
        let dated = self.dated(source.as_str(), answer.year);
        let grade = answer.evidence.map(|grade| words::evidence(self.lang, grade));
        if answer.source.trim().is_empty() {
            join([grade.unwrap_or_default(), &dated], ", ").into()
        } else {
            dated.into()
        }
    }

    /// Names in a row, the last after « et ».
    pub(super) fn list(&self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [one] => one.clone(),
            names if self.names_join(names) => join(names, self.lang.report_semicolon()),
            [head @ .., last] => self.lang.report_and(head.join(", "), last),
        }
    }

    /// Whether a name holds the word that would join it to the next.
    fn names_join(&self, names: &[String]) -> bool {
        let and = self.lang.report_and("", "");
        names.iter().any(|name| name.split_whitespace().any(|word| word == and.trim()))
    }
}

/// The parts that are not empty, with a mark between them.
pub(super) fn join(parts: impl IntoIterator<Item = impl AsRef<str>>, mark: &str) -> String {
    let mut out = String::new();
    for part in parts {
        let part = part.as_ref();
        if part.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push_str(mark);
        }
        out.push_str(part);
    }
    out
}
