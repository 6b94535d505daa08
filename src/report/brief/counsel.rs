//! Advice in words, for the brief, the terminal and the window: what fired a measure, what it is
//! about, what it can build on, what a device asks for, what a partnership calls for.

use crate::{
    advice::{
        Advice, Asset, Cause, CountrySubject, Eligibility, Fact, Proposal, Recommendation, Subject,
        Verdict, Why, words as registers,
    },
    domain::{ColumnId, Decision, Diagnostic, Place, RowId, TableId},
    language::Lang,
    questionnaire::{Carrier, Effort, Pack, Truth},
    report::{plan_words, words},
    scoring::Assessment,
};

use super::{
    answers::{derived_words, state_words},
    findings::who_knows,
    source::Source,
    tables::Entries,
};

/// The most names that one sentence lists.
const MOST_NAMES: usize = 3;

/// What puts advice into words.
#[derive(Clone, Copy)]
pub struct Counsel<'a> {
    of: Source<'a>,
    advice: &'a Advice,
}

impl<'a> Counsel<'a> {
    /// The words for the advice on a diagnostic.
    pub const fn new(
        pack: &'a Pack,
        diagnostic: &'a Diagnostic,
        assessment: &'a Assessment,
        advice: &'a Advice,
        lang: Lang,
    ) -> Self {
        let of = Source { pack, diagnostic, assessment, lang, public: false };
        Self { of, advice }
    }

    pub(super) const fn over(of: Source<'a>, advice: &'a Advice) -> Self {
        Self { of, advice }
    }

    /// What fired a measure, or would decide: answers word for word.
    pub fn causes(&self, one: &Recommendation) -> Vec<String> {
        // Of what is to be verified, only what is missing is told.
        let told = |cause: &&Cause| one.holds.is_true() || cause.holds == Truth::Unknown;
        one.causes.iter().filter(told).filter_map(|cause| self.cause(cause)).collect()
    }

    fn cause(&self, cause: &Cause) -> Option<String> {
        let Source { pack, assessment, lang, .. } = self.of;
        let block = |id: &str| pack.block(id).map(|block| self.of.text(&block.title));
        let value = |id: &str| assessment.value(pack, id);
        Some(match &cause.fact {
            Fact::Question(id) => {
                let question = pack.question(id.as_str())?;
                let answer = if question.kind.is_asked() {
                    state_words(&self.of, question, self.of.state(question))
                } else {
                    derived_words(&self.of, question)
                };
                // Reasons are told in a row: none of them ends the sentence.
                let answer = answer.as_str().trim_end_matches('.');
                lang.advice_fact_answer(answer, self.of.text(&question.short))
            }
            Fact::Block(id) => {
                let value = self.of.aggregate(&value(id.as_str())?);
                lang.advice_fact_block(block(id.as_str())?, value)
            }
            Fact::Completeness(id) => {
                let share = lang.percent(value(id.as_str())?.completeness, 0);
                lang.advice_fact_completeness(block(id.as_str())?, share)
            }
            Fact::Gauge(id) => {
                let gauge = assessment.gauges.iter().find(|gauge| gauge.id == *id)?;
                let value = self.of.aggregate(&gauge.value?);
                lang.advice_fact_block(self.of.text(&pack.gauge(id)?.short), value)
            }
            Fact::Gap(id) => {
                let tie = pack.ties.iter().find(|tie| tie.id == *id)?;
                let half = |id: &str| value(id).map(|half| self.of.aggregate(&half));
                let known = |id: &str| value(id).is_some_and(|half| 0.0 < half.completeness);
                if !known(tie.intensity.as_str()) || !known(tie.mobilisation.as_str()) {
                    return Some(lang.devices_gap_open(self.of.text(&tie.title)));
                }
                let intensity = half(tie.intensity.as_str())?;
                let mobilisation = half(tie.mobilisation.as_str())?;
                lang.advice_fact_gap(intensity, mobilisation, self.of.text(&tie.title))
            }
            Fact::Rows(id, sure, possible) => {
                let table = self.of.text(&pack.table(id.as_str())?.short);
                if 0 < *sure {
                    lang.advice_fact_rows(*sure, table)
                } else {
                    lang.advice_fact_rows_open(*possible, table)
                }
            }
        })
    }

    /// What a measure is about: countries, rows, or questions with who may know.
    pub fn subjects(&self, one: &Recommendation) -> Vec<String> {
        let rule = self.of.pack.rule(&one.rule);
        let shows = rule.map_or(&[][..], |rule| rule.shows.as_slice());
        one.subjects.iter().map(|subject| self.subject(subject, shows)).collect()
    }

    fn subject(&self, subject: &Subject, shows: &[ColumnId]) -> String {
        let lang = self.of.lang;
        match subject {
            Subject::Country(country) => self.country(country),
            Subject::Row(table, row, holds) => {
                let name = self.row_with(table, *row, shows);
                if holds.is_true() { name } else { lang.advice_row_to_verify(name) }
            }
            Subject::Question(id) => {
                let Some(question) = self.of.pack.question(id.as_str()) else {
                    return id.to_string();
                };
                let ask = who_knows(&self.of, question).map(|role| lang.advice_ask(role));
                let short = self.of.text(&question.short);
                ask.map_or_else(|| short.to_owned(), |ask| lang.report_with_amount(short, ask))
            }
        }
    }

    fn country(&self, subject: &CountrySubject) -> String {
        let lang = self.of.lang;
        let name = self.of.place(&Place::Country(subject.country));
        if self.of.public || super::countries::hides(&self.of, subject.country) {
            // How strong a tie is with a country stays inside, and so does what a small count
            // of people could be drawn from.
            return name;
        }
        if subject.holds.is_true() {
            return if subject.partnerships.is_empty() {
                lang.advice_country_opportunity(name, self.of.span(subject.opportunity))
            } else {
                lang.advice_country_class(words::class(lang, subject.class), name)
            };
        }
        let tables: Vec<String> = subject
            .settled_by
            .iter()
            .filter_map(|id| self.of.pack.table(id.as_str()))
            .map(|table| self.of.text(&table.short).to_owned())
            .collect();
        if tables.is_empty() {
            lang.advice_to_confirm(name)
        } else {
            lang.advice_to_confirm_by(name, self.of.list(&tables))
        }
    }

    /// The countries that a measure surely is about, by name.
    pub fn country_names(&self, one: &Recommendation) -> Vec<String> {
        let sure = one.countries().filter(|country| country.holds == one.holds);
        sure.map(|country| self.of.place(&Place::Country(country.country))).collect()
    }

    /// Who could carry the measure in each country that it surely is about.
    pub fn country_assets(&self, one: &Recommendation) -> Vec<String> {
        let sure = one.countries().filter(|country| country.holds.is_true());
        let told = sure.filter_map(|country| {
            let name = self.of.place(&Place::Country(country.country));
            let assets = self.assets(&country.assets);
            (!assets.is_empty()).then(|| {
                let assets = assets.join(self.of.lang.report_semicolon());
                self.of.lang.advice_country_assets(assets, name)
            })
        });
        told.take(MOST_NAMES).collect()
    }

    /// What could close the gap.
    pub fn assets(&self, assets: &[Asset]) -> Vec<String> {
        assets.iter().filter_map(|asset| self.asset(asset)).collect()
    }

    fn asset(&self, asset: &Asset) -> Option<String> {
        let lang = self.of.lang;
        Some(match asset {
            Asset::Tie(id, intensity) => {
                let tie = self.of.pack.ties.iter().find(|tie| tie.id == *id)?;
                lang.advice_asset_tie(self.of.text(&tie.title), self.of.score(*intensity))
            }
            Asset::Carriers(id, rows) => {
                let carrier = self.of.pack.carrier(id)?;
                let (count, names) = self.carrier_names(carrier, rows);
                lang.advice_asset_carriers(count, names, self.of.text(&carrier.title))
            }
        })
    }

    /// How many names a carrier's rows bear, and the first of them.
    fn carrier_names(&self, carrier: &Carrier, rows: &[RowId]) -> (usize, String) {
        let mut names: Vec<String> = Vec::new();
        if let Some(table) = self.of.diagnostic.table(carrier.table.as_str()) {
            for row in rows.iter().filter_map(|id| table.row(*id)) {
                let cells = carrier.names.iter().filter_map(|id| table.column(id.as_str()));
                let parts: Vec<_> = cells
                    .filter_map(|at| row.cell(at).as_text())
                    .map(|t| self.of.typed(t))
                    .collect();
                let name = super::source::join(parts.iter().map(super::Line::as_str), " – ");
                if !name.is_empty() && !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        let count = names.len();
        names.truncate(MOST_NAMES);
        let told = match count.saturating_sub(names.len()) {
            0 => self.of.list(&names),
            more => self.of.lang.report_and_others(more, names.join(", ")),
        };
        (count, told)
    }

    /// The name of a row, and what it says under these columns.
    fn row_with(&self, table: &TableId, row: RowId, shows: &[ColumnId]) -> String {
        let name = self.row(table, row);
        let (spec, rows) =
            (self.of.pack.table(table.as_str()), self.of.diagnostic.table(table.as_str()));
        let said = spec.zip(rows).and_then(|(spec, rows)| {
            let (entries, row) = (Entries::new(&self.of, spec, rows), rows.row(row)?);
            let columns = shows.iter().filter_map(|id| spec.column(id.as_str()));
            let each = columns.filter_map(|column| {
                let cell = entries.cell(row, column).text;
                let label = self.of.text(&column.label);
                (!cell.is_empty()).then(|| self.of.lang.report_word_and(label, cell))
            });
            Some(each.collect::<Vec<_>>().join(", "))
        });
        match said.filter(|said| !said.is_empty()) {
            Some(said) => self.of.lang.report_with_amount(name, said),
            None => name,
        }
    }

    /// The name of a row.
    pub fn row(&self, table: &TableId, row: RowId) -> String {
        let (spec, rows) =
            (self.of.pack.table(table.as_str()), self.of.diagnostic.table(table.as_str()));
        let named = spec.zip(rows).and_then(|(spec, rows)| {
            let entries = Entries::new(&self.of, spec, rows);
            Some(entries.name(rows.row(row)?).to_string())
        });
        named.unwrap_or_else(|| self.of.lang.report_row_number(row))
    }

    /// Whether anything is known that advice could rest on.
    pub fn is_begun(&self) -> bool {
        super::results::anything_known(&self.of)
    }

    /// Whether a device is open, in words.
    pub const fn verdict(&self, verdict: Verdict) -> &'static str {
        registers::verdict(self.of.lang, verdict)
    }

    /// Why a device is open, closed or to be verified, and what it would take.
    pub fn device_reasons(&self, one: &Eligibility) -> Vec<String> {
        let told = registers::device(self.of.pack, self.of.lang, one);
        told.into_iter().map(|one| one.text).collect()
    }

    /// The same without what its group says of all its devices, and without its age.
    pub(super) fn device_own_reasons(&self, one: &Eligibility) -> Vec<String> {
        registers::own(self.of.pack, self.of.lang, one)
    }

    /// What a device can bring: a computed ceiling, rates by country, or what the register says.
    pub fn device_amounts(&self, one: &Eligibility) -> Vec<String> {
        registers::amounts(self.of.lang, one)
    }

    /// The year of what is known of a device, and that it may be too old to use as it is.
    pub fn as_of(&self, one: &Eligibility) -> String {
        registers::as_of(self.of.lang, one)
    }

    /// What is proposed for a partnership.
    pub fn proposal(&self, one: &Proposal) -> String {
        let lang = self.of.lang;
        match one.decision {
            None => lang.advice_decision_open().to_owned(),
            Some(decision) if one.to_confirm => {
                lang.advice_decision_to_confirm(self.decision(decision))
            }
            Some(decision) => self.decision(decision).to_owned(),
        }
    }

    /// A decision on a partnership, in a word.
    pub const fn decision(&self, decision: Decision) -> &'static str {
        plan_words::decision(self.of.lang, decision)
    }

    /// Why something is proposed for a partnership.
    pub fn proposal_reasons(&self, one: &Proposal) -> Vec<String> {
        let lang = self.of.lang;
        let months = |count: i32| usize::try_from(count).unwrap_or_default();
        let word = |why: &Why| match *why {
            Why::Suspended => lang.advice_why_suspended().to_owned(),
            Why::Class(class) => words::class(lang, Some(class)).to_owned(),
            Why::Asleep(count) => lang.advice_why_asleep(months(count)),
            Why::ActivityUnknown => lang.advice_why_activity_unknown().to_owned(),
            Why::AgreementExpired => lang.advice_why_expired().to_owned(),
            Why::NotEvaluated => lang.advice_why_not_evaluated().to_owned(),
            Why::NoResources => lang.advice_why_no_resources().to_owned(),
            Why::Carriers(count) => lang.advice_why_carriers(count),
            Why::NoCarrier => lang.advice_why_no_carrier().to_owned(),
        };
        one.reasons.iter().map(word).collect()
    }

    /// How much work a measure takes.
    pub const fn effort(&self, effort: Effort) -> &'static str {
        let lang = self.of.lang;
        match effort {
            Effort::Light => lang.advice_effort_light(),
            Effort::Moderate => lang.advice_effort_moderate(),
            Effort::Heavy => lang.advice_effort_heavy(),
        }
    }

    /// The devices of a rule that are not closed, then the closed ones, by name with verdict.
    pub fn devices(&self, ids: &[crate::domain::DeviceId]) -> Vec<String> {
        let mut found: Vec<&Eligibility> =
            ids.iter().filter_map(|id| self.advice.device(id.as_str())).collect();
        found.sort_by_key(|one| one.verdict);
        let name = |one: &Eligibility| {
            let verdict = registers::standing(self.of.lang, one);
            self.of.lang.report_with_amount(one.device.name(self.of.lang), verdict)
        };
        found.into_iter().map(name).collect()
    }
}
