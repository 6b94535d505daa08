//! The reasons behind a suggestion in words, and the way to what would settle them.

use egui::Ui;

use crate::{
    advice::Reason,
    app::Document,
    domain::CountryCode,
    language::Lang,
    questionnaire::Truth,
    reference::{self, Requirement},
    ui::{
        view::{Out, Page},
        widgets,
    },
};

use super::entry::Entry;

/// How many countries are named before the rest is counted.
const NAMED: usize = 5;

/// A reason as the rest of a sentence.
pub(super) fn words(document: &Document, lang: Lang, reason: &Reason) -> String {
    match reason {
        Reason::Listed(row) => lang.registers_listed(row, memberships(document, lang)),
        Reason::CreativeCity(code) => creative(lang, code),
        Reason::Partners(of, codes) => {
            lang.registers_partners(countries(lang, codes), what(lang, *of))
        }
        Reason::Ties(of, codes) => lang.registers_ties(countries(lang, codes), what(lang, *of)),
        Reason::NoPartner(of) => lang.registers_no_partner(what(lang, *of)),
        Reason::PartnersUnknown(of) => {
            lang.registers_partners_unknown(partnerships(document, lang), what(lang, *of))
        }
        Reason::Border(codes) => lang.registers_border(countries(lang, codes)),
        Reason::Competence(of, holds, questions) => {
            let competence = what(lang, *of);
            let shorts: Vec<_> = questions
                .iter()
                .filter_map(|id| document.pack().question(id.as_str()))
                .map(|question| question.short.get(lang))
                .collect();
            let question = shorts.join(", ");
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

/// A button to the place where an open reason is settled.
pub(super) fn way(
    ui: &mut Ui,
    document: &Document,
    lang: Lang,
    entry: &Entry<'_>,
    reason: &Reason,
    out: &mut Out,
) {
    let mut button = |label: &str| {
        let name = format!("{label} – {}", entry.title);
        widgets::quiet(ui, label).accessible_name(name).clicked()
    };
    match reason {
        Reason::Competence(_, Truth::Unknown, questions) => {
            if let Some(first) = questions.first()
                && button(lang.registers_open_question())
            {
                out.go_to_question(document, first);
            }
        }
        Reason::PartnersUnknown(_) => {
            if let Some(spec) = &document.pack().matrix
                && button(lang.registers_open_table())
            {
                out.go(Page::Table(spec.partnerships.table.clone()));
            }
        }
        Reason::RegionUnknown | Reason::Large(Truth::Unknown)
            if button(lang.registers_open_territory()) =>
        {
            out.go(Page::Territory);
        }
        _ => {}
    }
}

fn memberships(document: &Document, lang: Lang) -> &str {
    let pack = document.pack();
    let of = pack.eligibility.memberships.as_ref();
    of.and_then(|of| pack.table(of.table.as_str())).map_or("", |table| table.short.get(lang))
}

fn partnerships(document: &Document, lang: Lang) -> &str {
    let pack = document.pack();
    let spec = pack.matrix.as_ref();
    spec.and_then(|spec| pack.table(spec.partnerships.table.as_str()))
        .map_or("", |table| table.short.get(lang))
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
