//! `passerelle advise`: what to do, why here, and what to verify first.

use std::io;

use clap::ArgMatches;

use crate::{
    advice::{Advice, Recommendation, advise},
    app::{Clock, Document},
    exchange,
    language::Lang,
    questionnaire::{Family, Rule},
    report::brief::Counsel,
};

use super::{Refusal, Work, text::columns, word};

/// The most measures to verify that are told one by one.
const MOST_TO_VERIFY: usize = 12;

pub(super) fn run(
    work: &mut Work<'_, '_>,
    matches: &ArgMatches,
    clock: Clock,
) -> Result<(), Refusal> {
    work.open(matches)?;
    let Some(document) = work.session.document() else { return Ok(()) };
    let lang = work.lang;
    let (pack, diagnostic) = (document.pack(), document.diagnostic());
    let advice = advise(pack, diagnostic, document.assessment(), clock.today());
    let out = &mut *work.terminal.out;
    if word(matches, "format") == Some("json") {
        let json = exchange::advise_json(pack, diagnostic, &advice, lang)
            .map_err(|error| Refusal::Output(error.into()))?;
        write!(out, "{json}")?;
    } else {
        Told { document, advice: &advice, lang }.tell(out)?;
    }
    work.warn()
}

/// Advice to be told to a reader.
struct Told<'a> {
    document: &'a Document,
    advice: &'a Advice,
    lang: Lang,
}

impl Told<'_> {
    fn counsel(&self) -> Counsel<'_> {
        let document = self.document;
        let (pack, diagnostic) = (document.pack(), document.diagnostic());
        Counsel::new(pack, diagnostic, document.assessment(), self.advice, self.lang)
    }

    fn tell(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let (lang, advice) = (self.lang, self.advice);
        let name = &self.document.diagnostic().territory.name;
        writeln!(out, "{}", lang.advice_head(lang.date(advice.today), name))?;
        writeln!(out, "\n{}", lang.advice_section_recommendations())?;
        if advice.printed().next().is_none() {
            let said = if self.counsel().is_begun() {
                lang.advice_nothing()
            } else {
                lang.advice_too_early()
            };
            writeln!(out, "\n{said}")?;
        }
        for one in advice.printed() {
            self.measure(out, one)?;
        }
        self.short(out, lang.advice_section_to_verify(), &advice.to_verify)?;
        self.short(out, lang.advice_section_compliance(), &advice.compliance)?;
        if !advice.compliance.is_empty() {
            writeln!(out, "  {}", lang.advice_reserve())?;
        }
        self.short(out, lang.advice_section_data(), &advice.data)?;
        self.partnerships(out)?;
        self.devices(out)
    }

    fn rule(&self, one: &Recommendation) -> Option<&Rule> {
        self.document.pack().rule(&one.rule)
    }

    fn measure(&self, out: &mut dyn io::Write, one: &Recommendation) -> io::Result<()> {
        let Some(rule) = self.rule(one) else { return Ok(()) };
        let (lang, counsel) = (self.lang, self.counsel());
        let rank = one.rank.unwrap_or_default();
        writeln!(out, "\n{rank}. {} [{}]", rule.title.get(lang), rule.id)?;
        writeln!(out, "   {}", rule.what.get(lang))?;
        let mut here = counsel.causes(one);
        here.extend(counsel.subjects(one));
        writeln!(
            out,
            "   {}",
            lang.report_word_and(lang.advice_label_here(), here.join(lang.report_semicolon()))
        )?;
        let mut assets = counsel.assets(&one.assets);
        assets.extend(counsel.country_assets(one));
        if !assets.is_empty() {
            writeln!(
                out,
                "   {}",
                lang.report_word_and(
                    lang.advice_label_assets(),
                    assets.join(lang.report_semicolon())
                )
            )?;
        }
        for (index, step) in rule.how.iter().enumerate() {
            writeln!(out, "   {}) {}", index + 1, step.get(lang))?;
        }
        let owner = self.document.pack().role(&rule.owner).map_or("", |role| role.title.get(lang));
        let months = lang.advice_months(usize::from(rule.months));
        let effort = counsel.effort(rule.effort);
        writeln!(out, "   {}", lang.advice_label_owner(effort, months, owner))?;
        writeln!(
            out,
            "   {}",
            lang.report_word_and(lang.advice_label_indicator(), rule.indicator.get(lang))
        )?;
        let devices = counsel.devices(&rule.devices);
        if !devices.is_empty() {
            writeln!(
                out,
                "   {}",
                lang.report_word_and(lang.advice_label_devices(), devices.join(", "))
            )?;
        }
        let hundredth = |value: f64| lang.number(value * 100.0, 0);
        let [gap, ambition] = [one.priority.gap, one.priority.ambition].map(hundredth);
        let [leverage, ease] = [one.priority.leverage, one.priority.ease].map(hundredth);
        let value = hundredth(one.priority.value);
        writeln!(out, "   {}", lang.advice_label_priority(ambition, ease, gap, leverage, value))?;
        writeln!(
            out,
            "   {}",
            lang.report_word_and(lang.advice_label_source(), rule.source.get(lang))
        )
    }

    /// Measures under a title, each with what it is about in one line.
    fn short(
        &self,
        out: &mut dyn io::Write,
        title: &str,
        all: &[Recommendation],
    ) -> io::Result<()> {
        if all.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{title}")?;
        let counsel = self.counsel();
        for one in all.iter().take(MOST_TO_VERIFY) {
            let Some(rule) = self.rule(one) else { continue };
            let mut about = counsel.causes(one);
            about.extend(counsel.subjects(one));
            let title = format!("{} [{}]", rule.title.get(self.lang), rule.id);
            let about = about.join(self.lang.report_semicolon());
            writeln!(out, "  {}", self.lang.report_word_and(title, about))?;
            if rule.family == Family::Compliance {
                // The article and its date, then what to do.
                writeln!(out, "    {}", rule.why.get(self.lang))?;
                writeln!(out, "    {}", rule.what.get(self.lang))?;
            }
        }
        let more = all.len().saturating_sub(MOST_TO_VERIFY);
        if 0 < more {
            writeln!(out, "  {}", self.lang.advice_more_to_verify(more))?;
        }
        Ok(())
    }

    fn partnerships(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let pack = self.document.pack();
        let Some(matrix) = pack.matrix.as_ref().filter(|_| !self.advice.partnerships.is_empty())
        else {
            return Ok(());
        };
        writeln!(out, "\n{}", self.lang.advice_section_partnerships())?;
        let counsel = self.counsel();
        let line = |one: &crate::advice::Proposal| {
            vec![
                format!("  {}", counsel.row(&matrix.partnerships.table, one.row)),
                counsel.proposal(one),
                counsel.proposal_reasons(one).join(", "),
            ]
        };
        columns(out, &self.advice.partnerships.iter().map(line).collect::<Vec<_>>())
    }

    fn devices(&self, out: &mut dyn io::Write) -> io::Result<()> {
        writeln!(out, "\n{}", self.lang.advice_section_devices())?;
        let counsel = self.counsel();
        for one in &self.advice.devices {
            let verdict = counsel.verdict(one.verdict);
            let why = counsel.device_reasons(one).join(self.lang.report_semicolon());
            let name = format!("{} ({})", one.device.name(self.lang), one.device.id);
            let said = self.lang.report_word_and(name, verdict);
            writeln!(out, "  {said}. {why}")?;
            writeln!(
                out,
                "    {}",
                counsel.device_amounts(one).join(self.lang.report_semicolon())
            )?;
        }
        Ok(())
    }
}
