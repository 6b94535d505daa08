//! What stands around a country: the measures that are advised, the devices that count it, and the
//! context that never counts.

use crate::{
    advice::{CountryDevice, devices_for_country, words as registers},
    questionnaire::Truth,
    reference::country,
    report::{brief::source::Source, matrix::Context},
};

use super::{Sheet, SheetContext, SheetDevice, SheetMeasure};

impl Sheet<'_> {
    /// The measures that are about the country, those that surely hold first.
    pub(super) fn measures(&self) -> Vec<SheetMeasure> {
        let all = self.advice.of_country(self.row.country);
        let mut measures: Vec<_> = all
            .filter_map(|one| {
                let rule = self.of.pack.rule(&one.rule)?;
                let subject = one.country(self.row.country)?;
                Some(SheetMeasure {
                    rule: one.rule.clone(),
                    title: self.of.text(&rule.title).to_owned(),
                    what: self.of.text(&rule.what).to_owned(),
                    sure: one.holds == Truth::True && subject.holds == Truth::True,
                })
            })
            .collect();
        measures.sort_by_key(|one| !one.sure);
        measures
    }

    /// The devices that fit the country, the nearest first.
    pub(super) fn devices(&self) -> Vec<SheetDevice> {
        let Source { pack, diagnostic, assessment, .. } = self.of;
        let today = self.advice.today;
        let all = devices_for_country(pack, diagnostic, assessment, self.row.country, today);
        all.iter().map(|one| self.device(one)).collect()
    }

    fn device(&self, of: &CountryDevice) -> SheetDevice {
        let (lang, one) = (self.of.lang, &of.eligibility);
        let share = of.rate.map(|share| {
            let text = lang.sheet_share(lang.percent(share, 0));
            // What the register has not verified is never told as a fact.
            if one.is_reserved() {
                lang.devices_reserved(text, registers::as_of(lang, one))
            } else {
                text
            }
        });
        SheetDevice {
            id: one.device.id,
            name: one.device.name(lang).to_owned(),
            verdict: one.verdict,
            verdict_words: self.counsel.verdict(one.verdict),
            brings: share.into_iter().chain(registers::ceiling(lang, one)).collect(),
            told: registers::country_device(self.of.pack, lang, of),
        }
    }

    /// The standing in every context, with its source and date.
    pub(super) fn context(&self) -> Vec<SheetContext> {
        let lang = self.of.lang;
        let departement = self.of.diagnostic.territory.departement.as_ref();
        let departement = departement.map(|one| one.code.as_str());
        let Some(country) = country(self.row.country) else { return Vec::new() };
        let line = |context: Context| SheetContext {
            name: context.name(lang),
            standing: context
                .of(country, departement, lang)
                .map_or_else(|| lang.context_without(), |standing| standing.long),
            origin: context.origin(lang),
        };
        Context::ALL.into_iter().map(line).collect()
    }
}
