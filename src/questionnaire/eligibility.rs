//! How a pack's answers tell what the authority may do and where it belongs already: what the
//! registers of networks and devices ask of a diagnostic.

use serde::Deserialize;

use crate::{
    domain::{ColumnId, TableId},
    reference::Requirement,
};

use super::Condition;

/// Where the registers find their answers; a pack without it has them untested.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Eligibility {
    /// The competences that devices ask for.
    pub competences: Vec<Competence>,
    /// The networks that the authority belongs to.
    pub memberships: Option<Memberships>,
}

impl Eligibility {
    /// When a requirement is met, if the pack asks about it.
    pub fn condition(&self, of: Requirement) -> Option<&Condition> {
        self.competences.iter().find(|competence| competence.of == of).map(|found| &found.when)
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
