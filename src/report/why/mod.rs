//! « Pourquoi ? »: what a number is made of, in words.
//!
//! Somebody contests a figure in a meeting; the official opens it and reads aloud the formula, the
//! answers behind it with their weights, what was left out, and what is still unknown.

use crate::{
    domain::{Diagnostic, Interval, Place, QuestionId, RowId},
    language::Lang,
    questionnaire::{Pack, TableSpec, Term},
    reference::place_name,
    scoring::{
        Assessment, CountryFigure, Excluded, Exclusion, Explanation, Number, Part,
        PartnershipFigure, Span, What, WhatExcluded, explain,
    },
};

use super::{brief, words as values};

mod ask;
mod words;

pub use words::{beside_survey, criterion, doubt, formula, solidity};

/// A number taken apart, worded in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Why {
    /// What the number is.
    pub title: String,
    /// The number in words: its centre with its interval, or that it is not known.
    pub value: String,
    /// How the parts make it.
    pub formula: String,
    /// What it is made of, in the pack's order.
    pub parts: Vec<WhyPart>,
    /// What was left out, each with the reason.
    pub excluded: Vec<String>,
    /// The question to go to, if the number is a question's.
    pub question: Option<QuestionId>,
}

/// One part of a number.
#[derive(Clone, Debug, PartialEq)]
pub struct WhyPart {
    /// What it is.
    pub label: String,
    /// Its value from 0 to 100, or whether it holds, or that it is not known.
    pub value: String,
    /// Its figure, its weight and what it adds; empty where there is nothing to say.
    pub note: String,
    /// The value as least and most, from 0 to 1, to draw.
    pub span: Option<(f64, f64)>,
    /// The number that can be asked in turn.
    pub number: Option<Number>,
}

/// Takes a number apart in words; `None` if the pack or the matrix has no such number.
pub fn why(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    number: &Number,
    lang: Lang,
) -> Option<Why> {
    let of = Words { pack, diagnostic, assessment, lang };
    let explanation = explain(pack, diagnostic, assessment, number)?;
    Some(Why {
        title: of.title(number),
        value: of.value(number, &explanation),
        formula: formula(lang, pack, &explanation.formula),
        parts: explanation.parts.iter().map(|part| of.part(number, part)).collect(),
        excluded: explanation.excluded.iter().map(|one| of.excluded(one)).collect(),
        question: match number {
            Number::Question(id) => Some(id.clone()),
            _ => None,
        },
    })
}

/// What a number is called.
pub fn number_name(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    number: &Number,
    lang: Lang,
) -> String {
    Words { pack, diagnostic, assessment, lang }.title(number)
}

/// What the words are about.
struct Words<'a> {
    pack: &'a Pack,
    diagnostic: &'a Diagnostic,
    assessment: &'a Assessment,
    lang: Lang,
}

impl Words<'_> {
    fn title(&self, number: &Number) -> String {
        let lang = self.lang;
        match number {
            Number::Question(id) => self.question(id),
            Number::Block(id) => self.block(id.as_str()),
            Number::Level(id) => lang.why_level_of(self.block(id.as_str())),
            Number::Gauge(id) => {
                let gauge = self.pack.gauges.iter().find(|gauge| gauge.id == *id);
                gauge.map_or_else(|| id.to_string(), |gauge| gauge.short.get(lang).to_owned())
            }
            Number::Gap(id) => {
                let tie = self.pack.ties.iter().find(|tie| tie.id == *id);
                lang.why_gap_of(tie.map_or(id.as_str(), |tie| tie.title.get(lang)))
            }
            Number::Country(code, figure) => {
                let country = place_name(&Place::Country(*code), lang);
                lang.why_of(self.country_figure(figure), country)
            }
            Number::Partnership(row, figure) => {
                let figure = match figure {
                    PartnershipFigure::Activity => lang.why_activity(),
                    PartnershipFigure::Quality => lang.why_quality(),
                    PartnershipFigure::Strength => lang.why_strength(),
                };
                lang.why_of(figure, self.partnership(*row))
            }
        }
    }

    fn country_figure(&self, figure: &CountryFigure) -> String {
        let lang = self.lang;
        match figure {
            CountryFigure::Tie(id) => self.tie(id.as_str()),
            CountryFigure::Roots => lang.why_roots().to_owned(),
            CountryFigure::Partnership => lang.why_partnership().to_owned(),
            CountryFigure::Opportunity => lang.why_opportunity().to_owned(),
            CountryFigure::Unrooted => lang.why_unrooted().to_owned(),
        }
    }

    fn tie(&self, id: &str) -> String {
        let mut ties = self.pack.matrix.iter().flat_map(|matrix| &matrix.ties);
        let tie = ties.find(|tie| tie.id.as_str() == id);
        tie.map_or_else(|| id.to_owned(), |tie| tie.title.get(self.lang).to_owned())
    }

    fn question(&self, id: &QuestionId) -> String {
        let question = self.pack.question(id.as_str());
        question.map_or_else(|| id.to_string(), |q| q.short.get(self.lang).to_owned())
    }

    fn block(&self, id: &str) -> String {
        let block = self.pack.block(id);
        block.map_or_else(|| id.to_owned(), |block| block.title.get(self.lang).to_owned())
    }

    /// What the row of a partnership is called.
    fn partnership(&self, row: RowId) -> String {
        let table = self.pack.matrix.as_ref().map(|matrix| &matrix.partnerships.table);
        let name = table.and_then(|table| {
            brief::row_name(self.pack, self.diagnostic, self.assessment, self.lang, table, row)
        });
        name.unwrap_or_else(|| self.lang.report_row_number(row))
    }

    fn value(&self, number: &Number, explanation: &Explanation) -> String {
        match number {
            Number::Level(id) => self.level(id.as_str()),
            Number::Gap(_) => self.gap(explanation.result),
            _ => explanation.result.map_or_else(|| self.unknown(), |span| self.span(span)),
        }
    }

    fn level(&self, block: &str) -> String {
        let reading = self.assessment.block(self.pack, block).and_then(|b| b.level.as_ref());
        let Some(reading) = reading else { return self.unknown() };
        let code = |level: u8| self.pack.level(level).map_or("", |name| name.code.as_str());
        match reading.range() {
            (sure, possible) if sure == possible => code(sure).to_owned(),
            (sure, possible) => self.lang.words_between(code(sure), code(possible)),
        }
    }

    fn gap(&self, span: Option<Span>) -> String {
        let Some(span) = span else { return self.unknown() };
        let signed = |value: f64| {
            let digits = self.score(value.abs());
            if value < -0.005 { format!("−{digits}") } else { digits }
        };
        match span.centre {
            Some(centre) => signed(centre),
            None => self.lang.words_between(signed(span.low), signed(span.high)),
        }
    }

    fn unknown(&self) -> String {
        self.lang.words_origin_unknown().to_owned()
    }

    fn score(&self, value: f64) -> String {
        self.lang.number(value * 100.0, 0)
    }

    fn span(&self, span: Span) -> String {
        let (low, high) = (self.score(span.low), self.score(span.high));
        match span.centre {
            _ if low == high => low,
            Some(centre) => self.lang.report_centre(self.score(centre), low, high),
            None => self.lang.report_bounds(low, high),
        }
    }

    fn interval(&self, value: Interval) -> String {
        let (low, high) = (self.score(value.low()), self.score(value.high()));
        if low == high { low } else { self.lang.report_span(low, high) }
    }

    fn figure(&self, (low, high): (f64, f64)) -> String {
        let number = |value: f64| self.lang.number(value, 2);
        if low < high { self.lang.words_between(number(low), number(high)) } else { number(low) }
    }

    fn part(&self, of: &Number, part: &Part) -> WhyPart {
        let lang = self.lang;
        let value = match (part.holds, part.value) {
            (Some(holds), _) => values::gate(lang, holds).to_owned(),
            (None, Some(value)) => self.interval(value),
            (None, None) if part.figure.is_some() => String::new(),
            (None, None) if part.share.is_some() => lang.why_unknown_part().to_owned(),
            (None, None) => String::new(),
        };
        let figure = part.figure.map(|figure| self.figure(figure));
        let weight = part
            .weight
            .zip(part.share)
            .map(|(weight, share)| lang.why_weight(lang.percent(share, 0), lang.number(weight, 2)));
        let adds = part.adds.map(|adds| lang.why_adds(self.adds(adds)));
        let note: Vec<String> = [figure, weight, adds].into_iter().flatten().collect();
        WhyPart {
            label: self.part_name(of, &part.what),
            value,
            note: note.join(" · "),
            span: part.value.map(|value| (value.low(), value.high())),
            number: ask::number(of, &part.what),
        }
    }

    fn adds(&self, span: Span) -> String {
        let one = |value: f64| self.lang.number(value * 100.0, 1);
        let (low, high) = (one(span.low), one(span.high));
        if low == high { low } else { self.lang.report_span(low, high) }
    }

    fn part_name(&self, of: &Number, what: &What) -> String {
        let lang = self.lang;
        match what {
            What::Question(id) => self.question(id),
            What::Block(id) => self.block(id.as_str()),
            What::Tie(id) => self.tie(id.as_str()),
            What::Channel(option) => self.channel(option.as_str()),
            What::Partnership(row) => self.partnership(*row),
            What::Criterion(criterion) => self::criterion(lang, *criterion).to_owned(),
            What::Roots => lang.why_roots().to_owned(),
            What::Partnerships => lang.why_partnership().to_owned(),
            What::Activity => lang.why_activity().to_owned(),
            What::Quality => lang.why_quality().to_owned(),
            What::Table(id) => {
                let table = self.pack.table(id.as_str());
                let name = table.map_or(id.as_str(), |table| table.short.get(lang));
                lang.why_table(name)
            }
            What::Numerator(term) => self.term(of, term),
            What::Denominator(term) => lang.why_over(self.term(of, term)),
            What::Threshold(level) => lang.why_level_threshold(self.level_code(*level)),
            What::Gate(level, index) => {
                let block = match of {
                    Number::Level(id) => self.pack.block(id.as_str()),
                    _ => None,
                };
                let gate = block.and_then(|block| block.gates.get(*index));
                let text = gate.map_or("", |gate| gate.text.get(lang));
                lang.why_gate(self.level_code(*level), text)
            }
        }
    }

    fn level_code(&self, level: u8) -> String {
        self.pack.level(level).map_or_else(String::new, |name| name.code.clone())
    }

    fn channel(&self, option: &str) -> String {
        let mut tables = self.pack.tables.iter().flat_map(TableSpec::channels_of);
        let choice = tables.find(|choice| choice.id.as_str() == option);
        choice.map_or_else(|| option.to_owned(), |choice| choice.label.get(self.lang).to_owned())
    }

    fn term(&self, of: &Number, term: &Term) -> String {
        match term {
            Term::Own | Term::Part(_) => match of {
                Number::Question(id) => self.question(id),
                _ => String::new(),
            },
            Term::Answer(id)
            | Term::PartOf(id, _)
            | Term::SumOfParts(id)
            | Term::SumOfAmounts(id) => self.question(id),
        }
    }

    fn excluded(&self, excluded: &Excluded) -> String {
        let lang = self.lang;
        let name = match &excluded.what {
            WhatExcluded::Question(id) => self.question(id),
            WhatExcluded::Block(id) => self.block(id.as_str()),
        };
        let why = match excluded.why {
            Exclusion::NotApplicable => lang.words_state_not_applicable(),
            Exclusion::RuledOut => lang.words_state_ruled_out(),
            Exclusion::LeftForFullPath => lang.words_state_full_path(),
            Exclusion::NothingToCount => lang.why_nothing_to_count(),
        };
        lang.report_word_and(name, why)
    }
}
