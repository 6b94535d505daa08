//! A partnership as it is read: p from a and q, a from its last activity, q from six terms, each
//! with what was entered; then what is proposed.

use crate::{
    domain::{Interval, Month, Resolution, Row},
    questionnaire::{TableSpec, column},
    report::{
        brief::{source::join, tables::Entries},
        why::{criterion, why},
    },
    scoring::{Criterion, Number, PartnershipFigure, PartnershipReading},
};

use super::{Sheet, SheetPartnership, SheetTerm};

impl Sheet<'_> {
    pub(super) fn partnership(&self, reading: &PartnershipReading) -> SheetPartnership {
        let lang = self.of.lang;
        let id = &self.spec.partnerships.table;
        let proposal = self.advice.proposal(reading.row);
        let entered = proposal.and_then(|one| {
            let other = one.entered.filter(|entered| one.decision != Some(*entered))?;
            Some(lang.advice_decision_entered(self.counsel.decision(other)))
        });
        SheetPartnership {
            row: reading.row,
            name: self.counsel.row(id, reading.row),
            suspended: reading.suspended,
            strength: self.term(reading, PartnershipFigure::Strength, reading.strength),
            activity: SheetTerm {
                said: self.last_activity(reading),
                ..self.term(reading, PartnershipFigure::Activity, reading.activity)
            },
            quality: self.term(reading, PartnershipFigure::Quality, reading.quality.mean),
            criteria: self.criteria(reading),
            proposal: proposal.map_or_else(
                || lang.advice_decision_open().to_owned(),
                |one| self.counsel.proposal(one),
            ),
            reasons: proposal.map(|one| self.counsel.proposal_reasons(one)).unwrap_or_default(),
            entered,
            decided: self.decided(reading),
            remark: self.resolution(reading).map_or_else(String::new, |one| one.comment.clone()),
        }
    }

    /// What those in charge have chosen for it, if they have said anything.
    fn resolution(&self, reading: &PartnershipReading) -> Option<&Resolution> {
        self.of.diagnostic.decisions.get(&reading.row)
    }

    fn decided(&self, reading: &PartnershipReading) -> Option<String> {
        let lang = self.of.lang;
        let resolution = self.resolution(reading)?;
        let choice = self.counsel.decision(resolution.choice?);
        let vote = resolution.vote.map(|day| lang.plan_voted(lang.date(day)));
        let vote = vote.unwrap_or_else(|| lang.plan_not_voted().to_owned());
        Some(lang.sheet_decided(choice, vote))
    }

    fn term(
        &self,
        reading: &PartnershipReading,
        figure: PartnershipFigure,
        value: Interval,
    ) -> SheetTerm {
        let lang = self.of.lang;
        let name = match figure {
            PartnershipFigure::Activity => lang.why_activity(),
            PartnershipFigure::Quality => lang.why_quality(),
            PartnershipFigure::Strength => lang.why_strength(),
        };
        let number = Number::Partnership(reading.row, figure);
        let formula = why(self.of.pack, self.of.diagnostic, self.of.assessment, &number, lang);
        SheetTerm {
            name: name.to_owned(),
            value: self.value(value),
            span: (value.low(), value.high()),
            formula: formula.map(|why| why.formula).unwrap_or_default(),
            said: String::new(),
            number: Some(number),
        }
    }

    /// The row of a partnership, ready to be worded.
    fn entered<R>(
        &self,
        reading: &PartnershipReading,
        words: impl FnOnce(&Entries<'_>, &TableSpec, &Row) -> R,
    ) -> Option<R> {
        let id = self.spec.partnerships.table.as_str();
        let (spec, rows) = (self.of.pack.table(id)?, self.of.diagnostic.table(id)?);
        let row = rows.row(reading.row)?;
        Some(words(&Entries::new(&self.of, spec, rows), spec, row))
    }

    /// When it was last active, and how long ago.
    fn last_activity(&self, reading: &PartnershipReading) -> String {
        let lang = self.of.lang;
        let today = self.of.diagnostic.as_of;
        let said = self.entered(reading, |entries, spec, row| {
            let column = spec.column(column::LAST_ACTIVITY)?;
            let cell = row.cell(entries.rows.column(column::LAST_ACTIVITY)?);
            let months = cell.as_month()?.months_until(Month::new(today.year(), today.month())?);
            let words = entries.cell(row, column).text;
            let when = lang.report_word_and(self.of.text(&column.label), words);
            Some(match usize::try_from(months) {
                Ok(months) => lang.sheet_ago(months, when),
                Err(_) => when,
            })
        });
        said.flatten().unwrap_or_else(|| lang.advice_why_activity_unknown().to_owned())
    }

    /// The six terms of quality, each with what was entered.
    fn criteria(&self, reading: &PartnershipReading) -> Vec<SheetTerm> {
        let q = &reading.quality;
        let all: [(Criterion, Interval, &[&str]); 6] = [
            (Criterion::Agreement, q.agreement, &[column::AGREEMENT]),
            (Criterion::Reciprocity, q.reciprocity, &[column::RECIPROCITY]),
            (Criterion::Objectives, q.objectives, &[column::OBJECTIVES, column::THEMES]),
            (Criterion::Actors, q.actors, &[column::ACTORS]),
            (
                Criterion::Evaluation,
                q.evaluation,
                &[column::LAST_EVALUATION, column::EVALUATION_KIND],
            ),
            (
                Criterion::Resources,
                q.resources,
                &[column::OWN_BUDGET, column::STAFF, column::COFUNDING],
            ),
        ];
        all.into_iter().map(|one| self.criterion(reading, one)).collect()
    }

    fn criterion(
        &self,
        reading: &PartnershipReading,
        (name, value, columns): (Criterion, Interval, &[&str]),
    ) -> SheetTerm {
        let lang = self.of.lang;
        let said = self.entered(reading, |entries, spec, row| {
            let said = columns.iter().filter_map(|id| {
                let column = spec.column(id).filter(|column| !column.private)?;
                self.said(entries, row, column)
            });
            join(said, " · ")
        });
        let said = said.filter(|said| !said.is_empty());
        SheetTerm {
            name: criterion(lang, name).to_owned(),
            value: self.value(value),
            span: (value.low(), value.high()),
            formula: String::new(),
            said: said.unwrap_or_else(|| lang.words_state_not_asked().to_owned()),
            number: None,
        }
    }
}
