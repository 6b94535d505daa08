//! Which networks are worth a look for this territory, and why.
//!
//! An official who reads a register of fifteen entries wants to know where to begin, and must be
//! able to check the reason. What a register says of a network is a reason to look at it, never a
//! condition of joining: that is for the network to say.

use crate::{
    domain::Diagnostic,
    questionnaire::{Pack, Truth},
    reference::{self, Network, Requirement},
    scoring::Assessment,
};

use super::{
    Reason,
    facts::Case,
    requirement::{self, Places},
};

/// What can be said of a network for one territory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The network's id.
    pub id: &'static str,
    /// Whether it is worth a look.
    pub standing: Standing,
    /// Why, in the order they should be told.
    pub reasons: Vec<Reason>,
}

/// Whether a network is worth a look; in the order in which they are shown.
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

/// The networks, each with its standing, in the order of the register.
pub fn suggest_networks(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
) -> Vec<Suggestion> {
    let case = Case { pack, diagnostic, assessment };
    let places = Places::of(case, None);
    reference::networks().iter().map(|network| suggestion(case, network, &places)).collect()
}

fn suggestion(case: Case<'_>, network: &'static Network, places: &Places) -> Suggestion {
    let id = network.id;
    if let Some(reason) = membership(case, network) {
        return Suggestion { id, standing: Standing::Member, reasons: vec![reason] };
    }
    let Some(of) = network.requires else {
        return Suggestion { id, standing: Standing::Untested, reasons: Vec::new() };
    };
    let met = requirement::test(case, of, 1, places);
    // A strong tie is reason enough to look at a network, although it opens no funding.
    let tied = met.reasons.iter().any(|reason| matches!(reason, Reason::Ties(..)));
    let standing = match met.holds {
        Truth::True => Standing::Suggested,
        _ if tied => Standing::Suggested,
        Truth::Unknown => Standing::ToCheck,
        Truth::False => Standing::Unmet,
    };
    let against =
        |reason: &Reason| matches!(reason, Reason::NoPartner(_) | Reason::PartnersUnknown(..));
    let mut reasons = met.reasons;
    if standing == Standing::Suggested {
        reasons.retain(|reason| !against(reason));
    }
    Suggestion { id, standing, reasons }
}

/// Why the territory counts as a member of a network, if it does.
fn membership(case: Case<'_>, network: &'static Network) -> Option<Reason> {
    let territory = &case.diagnostic.territory;
    if network.id == "UCCN"
        && let Some(commune) = creative_cities(&territory.code).into_iter().next()
    {
        return Some(Reason::CreativeCity(commune));
    }
    let of = case.pack.eligibility.memberships.as_ref()?;
    let table = case.diagnostic.table(of.table.as_str())?;
    let column = table.column(of.column.as_str())?;
    let mut names = network.names();
    if network.requires == Some(Requirement::Region) {
        let region = territory.region.as_ref();
        names.extend(region.and_then(|region| reference::rrma(&region.code)).map(|r| r.name));
    }
    let cells = table.rows.iter().filter_map(|row| row.cell(column).as_text());
    cells
        .filter(|cell| names.iter().any(|name| names_it(cell, name)))
        .map(|cell| Reason::Listed(cell.to_owned()))
        .next()
}

/// The INSEE codes of the creative cities that a territory is or holds, by its own code.
pub fn creative_cities(code: &str) -> Vec<&'static str> {
    let members = reference::members(code);
    let codes = members.iter().map(|member| member.code).chain([code]);
    codes.filter_map(|code| Some(reference::creative_city(code)?.commune)).collect()
}

/// Whether a text holds a name, as whole words.
fn names_it(text: &str, name: &str) -> bool {
    let spaced = |text: &str| format!(" {} ", reference::fold(text));
    spaced(text).contains(&spaced(name))
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
