//! The registers in words: what a device asks for, what is missing, what it can bring.
//!
//! The page of devices, the brief, the terminal, the JSON and the country sheets all say these
//! sentences, so that an official reads the same thing wherever they look.

use crate::{
    domain::{CountryCode, QuestionId, TableId},
    language::Lang,
    questionnaire::{Pack, Truth},
    reference::{self, Requirement},
};

use super::{CountryDevice, Eligibility, Reason, Test, Tested, Verdict};

/// How many countries are named before the rest is counted.
const NAMED: usize = 5;

/// One thing told of a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What kind of thing.
    pub kind: ToldKind,
    /// The sentence.
    pub text: String,
    /// The question that would settle it.
    pub question: Option<QuestionId>,
    /// The table that would settle it.
    pub table: Option<TableId>,
}

/// What kind of thing is told of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ToldKind {
    /// A condition that is met, or what counts for it.
    Met,
    /// A condition that fails, and closes the device.
    Fails,
    /// A condition that is not met yet, and can be seen to.
    NotYet,
    /// A condition of which an answer is missing.
    Unanswered,
    /// Something that only the holder of the device can confirm.
    Unverified,
    /// That the information may be old, where nothing else is missing.
    Aged,
    /// What would open it.
    Remark,
}

impl ToldKind {
    /// Whether it says what is missing for the device to be open.
    pub const fn is_missing(self) -> bool {
        matches!(self, Self::Fails | Self::NotYet | Self::Unanswered | Self::Unverified)
    }
}

/// Whether a device is open, in words.
pub const fn verdict(lang: Lang, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Eligible => lang.advice_verdict_eligible(),
        Verdict::ToVerify => lang.advice_verdict_to_verify(),
        Verdict::Closed => lang.advice_verdict_closed(),
    }
}

/// Whether a device is open, and with which countries it would be.
pub fn standing(lang: Lang, one: &Eligibility) -> String {
    if one.verdict == Verdict::Closed && one.partners.is_empty() && !one.would_count.is_empty() {
        return lang.devices_closed_with(countries(lang, &one.would_count));
    }
    verdict(lang, one.verdict).to_owned()
}

/// Why a device is open, closed or to be verified, and what it would take.
pub fn device(pack: &Pack, lang: Lang, one: &Eligibility) -> Vec<Told> {
    let mut told: Vec<Told> = one.tests.iter().map(|test| tested(pack, lang, one, *test)).collect();
    // What is met goes without saying where it is a sentence of the pack.
    told.retain(|one| !one.text.is_empty());
    let asks_country = one.tests.iter().any(|test| matches!(test.test, Test::Partners(..)));
    if asks_country && one.partners.is_empty() && !one.would_count.is_empty() {
        told.push(remark(lang.advice_would_count(countries(lang, &one.would_count))));
    }
    if one.conditions_hold() && one.verdict == Verdict::ToVerify {
        told.push(remark(lang.devices_conditions_hold().to_owned()));
    }
    if one.is_untested() {
        told.push(remark(lang.devices_untested().to_owned()));
    }
    told.extend(unverified(lang, one));
    told.sort_by_key(|one| one.kind);
    told
}

/// The same without what all devices of its group have in common, and without the age that stands
/// beside its year: what a table of many devices need not repeat row by row.
pub fn own(pack: &Pack, lang: Lang, one: &Eligibility) -> Vec<String> {
    let common = [lang.devices_conditions_hold(), lang.devices_untested()];
    let age = age(lang, one).map(|told| told.text);
    let texts = device(pack, lang, one).into_iter().map(|told| told.text);
    texts.filter(|text| !common.contains(&text.as_str()) && age.as_ref() != Some(text)).collect()
}

/// What devices have in common by how near they are, the nearest first (`Eligibility::nearness`).
pub const fn groups(lang: Lang) -> [&'static str; 5] {
    [
        lang.devices_group_eligible(),
        lang.devices_group_hold(),
        lang.devices_group_open(),
        lang.devices_group_untested(),
        lang.devices_group_closed(),
    ]
}

/// What a device says of one country: what is met, what is missing, and the partner it takes.
pub fn country_device(pack: &Pack, lang: Lang, of: &CountryDevice) -> Vec<Told> {
    let one = &of.eligibility;
    let partners = |test: &&Tested| !matches!(test.test, Test::Partners(_, 1));
    let mut told: Vec<Told> =
        one.tests.iter().filter(partners).map(|test| tested(pack, lang, one, *test)).collect();
    told.retain(|one| !one.text.is_empty());
    if of.asks_partner && !of.partner.is_true() {
        let through = pack.devices.iter().find(|spec| spec.id == *one.device.id);
        let through = through.and_then(|spec| pack.carrier(spec.through.as_ref()?));
        let text = match (through, of.partner) {
            (Some(carrier), _) => lang.devices_country_carrier(carrier.title.get(lang)),
            (None, Truth::Unknown) => lang.devices_country_partner_unknown().to_owned(),
            (None, _) => lang.devices_country_partner().to_owned(),
        };
        let kind =
            if of.partner == Truth::Unknown { ToldKind::Unanswered } else { ToldKind::NotYet };
        told.push(Told { kind, text, question: None, table: None });
    }
    told.extend(unverified(lang, one));
    told.sort_by_key(|one| one.kind);
    told
}

const fn remark(text: String) -> Told {
    untested(ToldKind::Remark, text)
}

/// What the register has not verified, or has known for more than a year.
///
/// Of a device whose conditions are all met, age is no condition that is missing: it is said, so
/// that nobody takes an old figure for today's.
fn unverified(lang: Lang, one: &Eligibility) -> Vec<Told> {
    let check = one.device.to_check(lang).map(|check| lang.advice_to_see(inside(check)));
    let check = check.map(|text| untested(ToldKind::Unverified, text));
    check.into_iter().chain(age(lang, one)).collect()
}

/// That what is known of a device may be old, if it is.
fn age(lang: Lang, one: &Eligibility) -> Option<Told> {
    let open = one.verdict == Verdict::Eligible;
    one.outdated.then(|| match one.device.as_of {
        Some(year) if open => untested(ToldKind::Aged, lang.devices_aged(year)),
        Some(year) => untested(ToldKind::Unverified, lang.advice_outdated(year)),
        None => untested(ToldKind::Unverified, lang.devices_undated().to_owned()),
    })
}

const fn untested(kind: ToldKind, text: String) -> Told {
    Told { kind, text, question: None, table: None }
}

/// One condition: met, failing, not met yet, or with an answer missing.
fn tested(pack: &Pack, lang: Lang, one: &Eligibility, tested: Tested) -> Told {
    let what = condition(pack, lang, one, tested.test);
    let (question, table) = settled_by(pack, one, tested);
    let (kind, text) = match (tested.holds, tested.decisive) {
        (Truth::True, _) => (ToldKind::Met, met(pack, lang, one, tested.test)),
        (Truth::False, true) => (ToldKind::Fails, lang.advice_missing(what)),
        (Truth::False, false) => (ToldKind::NotYet, lang.devices_not_yet(what)),
        (Truth::Unknown, _) => {
            let short = |id: &QuestionId| Some(pack.question(id.as_str())?.short.get(lang));
            let name = |id: &TableId| Some(pack.table(id.as_str())?.short.get(lang));
            let text = match (question.as_ref().and_then(short), table.as_ref().and_then(name)) {
                (Some(question), _) => lang.devices_unanswered_question(question, what),
                (None, Some(table)) => lang.devices_unanswered_table(table, what),
                (None, None) => lang.advice_to_see(what),
            };
            (ToldKind::Unanswered, text)
        }
    };
    let open = kind == ToldKind::Unanswered;
    Told { kind, text, question: question.filter(|_| open), table: table.filter(|_| open) }
}

/// What counts for a condition that is met; empty where nothing need be said.
fn met(pack: &Pack, lang: Lang, one: &Eligibility, test: Test) -> String {
    match test {
        Test::Partners(..) => lang.advice_counts(countries(lang, &one.partners)),
        Test::Authority(_) => {
            let first = one.reasons.first().map(|reason| reason_words(pack, lang, reason));
            first.map(|reason| lang.devices_met(reason)).unwrap_or_default()
        }
        Test::Pack(_) => String::new(),
    }
}

/// A condition as what must be, for the middle of a sentence.
pub fn condition(pack: &Pack, lang: Lang, one: &Eligibility, test: Test) -> String {
    let through = pack.devices.iter().find(|spec| spec.id == *one.device.id);
    let through = through.and_then(|spec| pack.carrier(spec.through.as_ref()?));
    match test {
        Test::Partners(of, _) if through.is_some() => {
            let carriers = through.map_or("", |carrier| carrier.title.get(lang));
            lang.devices_condition_through(carriers, what(lang, of))
        }
        Test::Partners(Requirement::AidCountry, count) => lang.advice_test_partners_aid(count),
        Test::Partners(Requirement::EuCountry, count) => lang.advice_test_partners_eu(count),
        Test::Partners(Requirement::Germany, _) => lang.advice_test_partners_germany().to_owned(),
        Test::Partners(..) => lang.advice_test_partners_any().to_owned(),
        Test::Authority(of) => match pack.eligibility.text(of) {
            Some(said) => inside(said.get(lang)),
            None if of == Requirement::CrossBorder => lang.devices_condition_border().to_owned(),
            None => lang.devices_condition_competence(what(lang, of)),
        },
        Test::Pack(index) => {
            let spec = pack.devices.iter().find(|spec| spec.id == *one.device.id);
            let said = spec.and_then(|spec| spec.tests.get(index)).map(|test| &test.text);
            said.map_or_else(String::new, |text| inside(text.get(lang)))
        }
    }
}

/// A sentence as it stands in the middle of another: without its capital and its full stop.
fn inside(sentence: &str) -> String {
    let sentence = sentence.trim().trim_end_matches('.');
    let mut chars = sentence.chars();
    let first = chars.next();
    // « AFD » keeps its capitals.
    let acronym = chars.clone().next().is_some_and(char::is_uppercase);
    match first {
        Some(first) if !acronym => first.to_lowercase().collect::<String>() + chars.as_str(),
        _ => sentence.to_owned(),
    }
}

/// The question or the table that would settle a condition.
fn settled_by(
    pack: &Pack,
    one: &Eligibility,
    tested: Tested,
) -> (Option<QuestionId>, Option<TableId>) {
    if let Test::Pack(index) = tested.test {
        let spec = pack.devices.iter().find(|spec| spec.id == *one.device.id);
        let test = spec.and_then(|spec| spec.tests.get(index));
        let questions = test.map(|test| super::requirement::questions(&test.when));
        let table = test.and_then(|test| super::requirement::table(&test.when));
        return (questions.into_iter().flatten().next(), table);
    }
    let question = one.reasons.iter().find_map(|reason| match reason {
        Reason::Competence(_, _, questions) => questions.first().cloned(),
        _ => None,
    });
    let table = one.reasons.iter().find_map(|reason| match reason {
        Reason::PartnersUnknown(_, table) => Some(table.clone()),
        _ => None,
    });
    (question, table)
}

/// The year of what is known of a device.
pub fn as_of(lang: Lang, one: &Eligibility) -> String {
    let year = one.device.as_of;
    year.map_or_else(|| lang.devices_no_date().to_owned(), |year| year.to_string())
}

/// The name of a device with the year of what is known of it, and a reserve where that may be old.
pub fn dated(lang: Lang, one: &Eligibility) -> String {
    let (name, year) = (one.device.name(lang), as_of(lang, one));
    if one.is_reserved() {
        lang.devices_reserved(name, year)
    } else {
        lang.devices_dated(name, year)
    }
}

/// What a device can bring: what the register says, a computed ceiling, rates by country.
pub fn amounts(lang: Lang, one: &Eligibility) -> Vec<String> {
    let reserved = |text: String| {
        if one.is_reserved() { lang.devices_reserved(text, as_of(lang, one)) } else { text }
    };
    let mut lines = vec![reserved(one.device.amount(lang).to_owned())];
    if one.verdict == Verdict::Closed {
        return lines;
    }
    lines.extend(ceiling(lang, one));
    let mut shares: Vec<f64> = one.rates.iter().map(|(_, share)| *share).collect();
    shares.sort_by(|a, b| b.total_cmp(a));
    shares.dedup();
    let mut rates: Vec<String> = Vec::new();
    for share in shares {
        let of_share = one.rates.iter().filter(|(_, s)| s.to_bits() == share.to_bits());
        let codes: Vec<CountryCode> = of_share.map(|(code, _)| *code).collect();
        rates.push(lang.advice_rate(countries(lang, &codes), lang.percent(share, 0)));
    }
    // The reserve holds of all rates: it is said once.
    if !rates.is_empty() {
        lines.push(reserved(rates.join(lang.report_semicolon())));
    }
    lines
}

/// The legal ceiling, what is used of it and what is left.
pub fn ceiling(lang: Lang, one: &Eligibility) -> Option<String> {
    let range = |(low, high): (f64, f64)| {
        if low.to_bits() == high.to_bits() {
            lang.euros(low)
        } else {
            lang.words_between(lang.euros(low), lang.euros(high))
        }
    };
    let amount = one.amount?;
    let ceiling = range(amount.ceiling);
    Some(match (amount.used, amount.left()) {
        (Some(used), _) if used <= 0.0 => lang.devices_ceiling_unused(ceiling),
        (Some(used), Some(left)) => {
            lang.advice_ceiling_used(ceiling, range(left), lang.euros(used))
        }
        _ => lang.advice_ceiling(ceiling),
    })
}

/// A fact behind an answer of the registers, as the rest of a sentence.
pub fn reason_words(pack: &Pack, lang: Lang, reason: &Reason) -> String {
    match reason {
        Reason::Listed(row) => lang.registers_listed(row, memberships(pack, lang)),
        Reason::CreativeCity(code) => creative(lang, code),
        Reason::Partners(of, codes) => {
            lang.registers_partners(countries(lang, codes), what(lang, *of))
        }
        Reason::Ties(of, codes) => lang.registers_ties(countries(lang, codes), what(lang, *of)),
        Reason::NoPartner(of) => lang.registers_no_partner(what(lang, *of)),
        Reason::PartnersUnknown(of, table) => {
            let table = pack.table(table.as_str()).map_or("", |table| table.short.get(lang));
            lang.registers_partners_unknown(table, what(lang, *of))
        }
        Reason::Border(codes) if codes.is_empty() => lang.devices_border_said().to_owned(),
        Reason::Border(codes) => lang.registers_border(countries(lang, codes)),
        Reason::Competence(of, holds, questions) => {
            let competence = what(lang, *of);
            let shorts = questions.iter().filter_map(|id| pack.question(id.as_str()));
            let question = shorts.map(|q| q.short.get(lang)).collect::<Vec<_>>().join(", ");
            match holds {
                Truth::True => lang.registers_competence_held(competence),
                Truth::False => lang.registers_competence_not_held(competence, question),
                Truth::Unknown => lang.registers_competence_unknown(competence, question),
            }
        }
        Reason::Rrma(name) => lang.registers_rrma(name),
        Reason::NoRrma => lang.registers_no_rrma().to_owned(),
        Reason::RegionUnknown => lang.registers_region_unknown().to_owned(),
        Reason::Large(Truth::True) => lang.registers_large().to_owned(),
        Reason::Large(Truth::False) => lang.registers_not_large().to_owned(),
        Reason::Large(Truth::Unknown) => lang.registers_large_unknown().to_owned(),
    }
}

fn memberships(pack: &Pack, lang: Lang) -> &str {
    let of = pack.eligibility.memberships.as_ref();
    of.and_then(|of| pack.table(of.table.as_str())).map_or("", |table| table.short.get(lang))
}

fn creative(lang: Lang, code: &str) -> String {
    let name = reference::territory(code).map(|profile| profile.territory.name);
    let field = reference::creative_city(code).map_or("", |city| city.field(lang));
    lang.registers_creative_city(name.unwrap_or_default(), field)
}

/// The first countries by name, and how many more there are.
fn countries(lang: Lang, codes: &[CountryCode]) -> String {
    let first = codes.iter().take(NAMED).filter_map(|code| reference::country(*code));
    let names: Vec<&str> = first.map(|country| country.name(lang)).collect();
    match (codes.len().saturating_sub(NAMED), names.split_last()) {
        (0, Some((last, []))) => (*last).to_owned(),
        (0, Some((last, others))) => lang.registers_and(others.join(", "), last),
        (more, _) => lang.registers_more(more, names.join(", ")),
    }
}

const fn what(lang: Lang, of: Requirement) -> &'static str {
    match of {
        Requirement::AidCountry => lang.registers_what_aid(),
        Requirement::EuCountry | Requirement::CrossBorder => lang.registers_what_eu(),
        Requirement::Francophone => lang.registers_what_francophone(),
        Requirement::Germany => lang.registers_what_germany(),
        Requirement::Partner | Requirement::Region | Requirement::Large => {
            lang.registers_what_partner()
        }
        Requirement::Water => lang.registers_competence_water(),
        Requirement::Waste => lang.registers_competence_waste(),
        Requirement::Mobility => lang.registers_competence_mobility(),
        Requirement::Energy => lang.registers_competence_energy(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_inside_another_loses_its_capital_and_its_full_stop() {
        assert_eq!(inside("Le budget suffit."), "le budget suffit");
        assert_eq!(inside("AFD d'accord."), "AFD d'accord");
        assert_eq!(inside(""), "");
    }
}
