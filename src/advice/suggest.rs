//! Which networks and funding devices are worth a look for this territory, and why.
//!
//! An official who reads a register of thirty entries wants to know where to begin, and must be
//! able to check the reason. So each entry gets a standing and the facts behind it; what the
//! answers do not tell is « à vérifier », never a yes or a no. Whether a scheme is really open is
//! for its holder to say: nothing here promises money.

use std::collections::BTreeSet;

use crate::{
    domain::{CountryCode, Coverage, Diagnostic, QuestionId, State, TableId, Value},
    questionnaire::{AnswerFacts, Condition, Pack, Prefill, Quantity, Truth},
    reference::{
        self, Country, Device, EuStatus, Francophonie, Network, Requirement, STUDY_THRESHOLD,
    },
    scoring::{Assessment, CountryRow, StrengthOrigin},
};

/// What can be said of one entry of a register for one territory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The id of the network or device.
    pub id: &'static str,
    /// Whether it is worth a look.
    pub standing: Standing,
    /// Why, in the order they should be told.
    pub reasons: Vec<Reason>,
}

/// Whether an entry is worth a look; in the order in which entries are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// What can be tested speaks for it.
    Suggested,
    /// An answer is missing that would decide.
    ToCheck,
    /// The territory belongs to it already.
    Member,
    /// Nothing of it can be tested.
    Untested,
    /// What can be tested speaks against it today.
    Unmet,
}

/// A fact behind a standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A row of the table of memberships names it, in these words.
    Listed(String),
    /// The territory, or a commune of it, is a creative city; its INSEE code.
    CreativeCity(&'static str),
    /// There are partnerships with these countries, which count for it.
    Partners(Requirement, Vec<CountryCode>),
    /// There are ties with these countries, which count for it, but no partnership.
    Ties(Requirement, Vec<CountryCode>),
    /// The list of partnerships is complete and none counts for it.
    NoPartner(Requirement),
    /// No known partnership counts for it, but the list is not complete.
    PartnersUnknown(Requirement),
    /// The département touches these countries.
    Border(Vec<CountryCode>),
    /// Whether the authority holds the competence, and the questions that say so.
    Competence(Requirement, Truth, Vec<QuestionId>),
    /// The région has this multi-actor network.
    Rrma(&'static str),
    /// No list that was consulted gives a network for the région.
    NoRrma,
    /// The région of the territory is not known.
    RegionUnknown,
    /// Whether the territory reaches the study's threshold.
    Large(Truth),
}

/// The networks, each with its standing, in the order of the register.
pub fn suggest_networks(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
) -> Vec<Suggestion> {
    let of = Case { pack, diagnostic, assessment };
    reference::networks().iter().map(|network| of.network(network)).collect()
}

/// The funding devices, each with its standing, in the order of the register.
pub fn suggest_devices(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
) -> Vec<Suggestion> {
    let of = Case { pack, diagnostic, assessment };
    reference::devices().iter().map(|device| of.device(device)).collect()
}

/// The least and the most inhabitants that the answers allow; `None` if nothing is known.
pub fn population(pack: &Pack, diagnostic: &Diagnostic) -> Option<(f64, f64)> {
    let question = pack.prefilled(Prefill::Population)?;
    match &diagnostic.answer(question.id.as_str())?.state {
        State::Given(Value::Number(count)) => Some((*count, *count)),
        State::Between(Value::Number(low), Value::Number(high)) => Some((*low, *high)),
        _ => None,
    }
}

/// What suggestions are drawn from.
struct Case<'a> {
    pack: &'a Pack,
    diagnostic: &'a Diagnostic,
    assessment: &'a Assessment,
}

impl Case<'_> {
    fn network(&self, network: &'static Network) -> Suggestion {
        let id = network.id;
        if let Some(reason) = self.membership(network) {
            return Suggestion { id, standing: Standing::Member, reasons: vec![reason] };
        }
        let (standing, reasons) = self.tested(network.requires);
        Suggestion { id, standing, reasons }
    }

    fn device(&self, device: &'static Device) -> Suggestion {
        let (standing, reasons) = self.tested(device.requires);
        Suggestion { id: device.id, standing, reasons }
    }

    fn tested(&self, requirement: Option<Requirement>) -> (Standing, Vec<Reason>) {
        let Some(of) = requirement else { return (Standing::Untested, Vec::new()) };
        match of {
            Requirement::AidCountry => self.countries(of, |country| country.dac.is_some()),
            Requirement::EuCountry => self.countries(of, is_in_union),
            Requirement::Francophone => self.countries(of, is_francophone),
            Requirement::Germany => self.countries(of, |country| country.code.as_str() == "DE"),
            Requirement::Partner => self.countries(of, |country| country.code.as_str() != "FR"),
            Requirement::CrossBorder => self.cross_border(of),
            Requirement::Water
            | Requirement::Waste
            | Requirement::Mobility
            | Requirement::Energy => self.competence(of),
            Requirement::Region => self.region(),
            Requirement::Large => self.large(),
        }
    }

    /// What partnerships and ties with countries that count say.
    fn countries(&self, of: Requirement, counts: fn(&Country) -> bool) -> (Standing, Vec<Reason>) {
        let Some(spec) = &self.pack.matrix else { return (Standing::Untested, Vec::new()) };
        // No row at all gives no matrix: then nothing is known of any country.
        let countries = self.assessment.matrix.iter().flat_map(|matrix| &matrix.countries);
        let counted: Vec<&CountryRow> =
            countries.filter(|row| reference::country(row.country).is_some_and(counts)).collect();
        let codes = |test: &dyn Fn(&CountryRow) -> bool| -> Vec<CountryCode> {
            counted.iter().filter(|row| test(row)).map(|row| row.country).collect()
        };
        let partners = codes(&|row| !row.partnerships.is_empty());
        let ties = codes(&|row| row.partnerships.is_empty() && is_tied(row));
        let mut reasons = Vec::new();
        if !partners.is_empty() {
            reasons.push(Reason::Partners(of, partners));
        }
        if !ties.is_empty() {
            reasons.push(Reason::Ties(of, ties));
        }
        if !reasons.is_empty() {
            return (Standing::Suggested, reasons);
        }
        if self.lists_everything(&spec.partnerships.table) {
            (Standing::Unmet, vec![Reason::NoPartner(of)])
        } else {
            (Standing::ToCheck, vec![Reason::PartnersUnknown(of)])
        }
    }

    /// Whether a table says that it is complete, and every row of it names a known country.
    fn lists_everything(&self, id: &TableId) -> bool {
        let table = self.diagnostic.table(id.as_str());
        let unplaced = self.assessment.matrix.iter().flat_map(|matrix| &matrix.unplaced);
        table.is_some_and(|table| table.coverage == Some(Coverage::Exhaustive))
            && unplaced.into_iter().all(|(table, _)| table != id)
    }

    fn cross_border(&self, of: Requirement) -> (Standing, Vec<Reason>) {
        let departement = self.diagnostic.territory.departement.as_ref();
        let neighbours: Vec<CountryCode> = departement
            .map(|departement| reference::borders(&departement.code))
            .unwrap_or_default()
            .iter()
            .map(|country| country.code)
            .collect();
        let (standing, mut reasons) = self.countries(of, is_in_union);
        if neighbours.is_empty() {
            return (standing, reasons);
        }
        reasons.retain(|reason| matches!(reason, Reason::Partners(..)));
        reasons.insert(0, Reason::Border(neighbours));
        (Standing::Suggested, reasons)
    }

    fn competence(&self, of: Requirement) -> (Standing, Vec<Reason>) {
        let Some(condition) = self.pack.eligibility.condition(of) else {
            return (Standing::Untested, Vec::new());
        };
        let holds = condition.holds(&AnswerFacts::of(self.diagnostic));
        let standing = match holds {
            Truth::True => Standing::Suggested,
            Truth::False => Standing::Unmet,
            Truth::Unknown => Standing::ToCheck,
        };
        (standing, vec![Reason::Competence(of, holds, questions(condition))])
    }

    fn region(&self) -> (Standing, Vec<Reason>) {
        let code = self.diagnostic.territory.region.as_ref().map(|region| region.code.as_str());
        match code.filter(|code| !code.is_empty()) {
            None => (Standing::ToCheck, vec![Reason::RegionUnknown]),
            Some(code) => match reference::rrma(code) {
                Some(network) => (Standing::Suggested, vec![Reason::Rrma(network.name)]),
                // The lists may have missed one: that is no reason to say there is none.
                None => (Standing::ToCheck, vec![Reason::NoRrma]),
            },
        }
    }

    fn large(&self) -> (Standing, Vec<Reason>) {
        let threshold = f64::from(STUDY_THRESHOLD);
        let (standing, holds) = match population(self.pack, self.diagnostic) {
            Some((low, _)) if threshold <= low => (Standing::Suggested, Truth::True),
            Some((_, high)) if high < threshold => (Standing::Unmet, Truth::False),
            _ => (Standing::ToCheck, Truth::Unknown),
        };
        (standing, vec![Reason::Large(holds)])
    }

    /// Why the territory counts as a member of a network, if it does.
    fn membership(&self, network: &'static Network) -> Option<Reason> {
        if network.id == "UCCN"
            && let Some(commune) = self.creative_cities().into_iter().next()
        {
            return Some(Reason::CreativeCity(commune));
        }
        let of = self.pack.eligibility.memberships.as_ref()?;
        let table = self.diagnostic.table(of.table.as_str())?;
        let column = table.column(of.column.as_str())?;
        let region = self.diagnostic.territory.region.as_ref();
        let mut names = network.names();
        if network.requires == Some(Requirement::Region) {
            names.extend(region.and_then(|region| reference::rrma(&region.code)).map(|r| r.name));
        }
        let cells = table.rows.iter().filter_map(|row| row.cell(column).as_text());
        cells
            .filter(|cell| names.iter().any(|name| names_it(cell, name)))
            .map(|cell| Reason::Listed(cell.to_owned()))
            .next()
    }

    /// The creative cities among the territory and its communes.
    fn creative_cities(&self) -> Vec<&'static str> {
        creative_cities(&self.diagnostic.territory.code)
    }
}

/// The INSEE codes of the creative cities that a territory is or holds, by its own code.
pub fn creative_cities(code: &str) -> Vec<&'static str> {
    let members = reference::members(code);
    let codes = members.iter().map(|member| member.code).chain([code]);
    codes.filter_map(|code| Some(reference::creative_city(code)?.commune)).collect()
}

fn is_in_union(country: &Country) -> bool {
    country.eu == Some(EuStatus::Member) && country.code.as_str() != "FR"
}

/// Members and associates; observers are not counted.
fn is_francophone(country: &Country) -> bool {
    let member = matches!(
        country.francophonie,
        Some(Francophonie::Member | Francophonie::LeavingMember | Francophonie::Associate)
    );
    member && country.code.as_str() != "FR"
}

/// Whether some tie with the country was found in rows of its own.
fn is_tied(row: &CountryRow) -> bool {
    row.ties.iter().any(|tie| tie.origin == StrengthOrigin::Listed && 0.0 < tie.value.high())
}

/// Whether a text holds a name, as whole words.
fn names_it(text: &str, name: &str) -> bool {
    let spaced = |text: &str| format!(" {} ", reference::fold(text));
    spaced(text).contains(&spaced(name))
}

/// The questions that a condition asks, each once.
fn questions(condition: &Condition) -> Vec<QuestionId> {
    let mut found = BTreeSet::new();
    condition.walk(&mut |one| {
        let id = match one {
            Condition::Picked(id, _) | Condition::Known(id) | Condition::Unanswered(id) => Some(id),
            other => match other.quantity() {
                Some((Quantity::Level(id) | Quantity::Figure(id) | Quantity::Part(id, _), _)) => {
                    Some(id)
                }
                _ => None,
            },
        };
        found.extend(id.cloned());
    });
    found.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_as_whole_words() {
        assert!(names_it("Cités Unies France (CUF)", "CUF"));
        assert!(names_it("adhésion à l’AFCCRE", "AFCCRE"));
        assert!(names_it("FRANCE URBAINE", "France_urbaine"));
        assert!(!names_it("AMFI", "AMF"));
    }
}
