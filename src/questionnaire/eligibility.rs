//! How a pack's answers tell what the authority may do and where it belongs already: what the
//! registers of networks and devices ask of a diagnostic.
//!
//! This is the one place that says which answers meet what a register asks for; `devices` adds
//! what a register does not know.

use serde::Deserialize;

use crate::{
    domain::{ColumnId, TableId},
    reference::Requirement,
};

use super::{Condition, Text};

/// Where the registers find their answers; a pack without it has them untested.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Eligibility {
    /// The competences, and the situations of the territory, that devices ask for.
    pub competences: Vec<Competence>,
    /// The networks that the authority belongs to.
    pub memberships: Option<Memberships>,
}

impl Eligibility {
    /// When a requirement is met, if the pack asks about it.
    pub fn condition(&self, of: Requirement) -> Option<&Condition> {
        self.competences.iter().find(|competence| competence.of == of).map(|found| &found.when)
    }

    /// What must hold for a requirement, in the pack's own words.
    pub fn text(&self, of: Requirement) -> Option<&Text> {
        let found = self.competences.iter().find(|competence| competence.of == of)?;
        Some(&found.text).filter(|text| !text.is_empty())
    }
}

/// One requirement, and when the answers meet it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Competence {
    /// The requirement.
    pub of: Requirement,
    /// When it is met.
    pub when: Condition,
    /// What must hold, as a sentence that can be true of an authority; general words if empty.
    #[serde(default)]
    pub text: Text,
}

/// The table that lists the networks of the authority.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Memberships {
    /// The table.
    pub table: TableId,
    /// The column that names the network.
    pub column: ColumnId,
}
