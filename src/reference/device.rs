//! Funding devices, each with the year of the information and what must be checked before use.

use std::sync::LazyLock;

use super::{
    country::pick,
    requirement::Requirement,
    table::{rows, typeset},
};
use crate::{domain::Year, language::Lang};

/// A funding device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its id, such as `FICOL`.
    pub id: &'static str,
    /// Who pays.
    pub holder: &'static str,
    /// What can be tested on a partnership or a territory; `None` if nothing can.
    pub requires: Option<Requirement>,
    /// The year of the information; `None` if the source bears no date.
    pub as_of: Option<Year>,
    /// Where the information was read.
    pub source: &'static str,
    names: [&'static str; 2],
    conditions: [&'static str; 2],
    amounts: [&'static str; 2],
    checks: [&'static str; 2],
}

impl Device {
    /// Its name.
    pub fn name(&self, lang: Lang) -> &'static str {
        pick(self.names, lang)
    }

    /// Who may ask for it, and for what.
    pub fn conditions(&self, lang: Lang) -> &'static str {
        pick(self.conditions, lang)
    }

    /// How much it brings.
    pub fn amount(&self, lang: Lang) -> &'static str {
        pick(self.amounts, lang)
    }

    /// What the tables do not know for sure, to be shown as « à vérifier ».
    pub fn to_check(&self, lang: Lang) -> Option<&'static str> {
        Some(pick(self.checks, lang)).filter(|check| !check.is_empty())
    }
}

/// Every funding device.
pub fn devices() -> &'static [Device] {
    static TABLE: LazyLock<Vec<Device>> = LazyLock::new(|| {
        rows(include_str!("../../assets/reference/devices.tsv")).filter_map(|r| read(&r)).collect()
    });
    &TABLE
}

/// The device with this id.
pub fn device(id: &str) -> Option<&'static Device> {
    devices().iter().find(|device| device.id == id)
}

fn read(cells: &[&'static str; 13]) -> Option<Device> {
    let [
        id,
        holder,
        fr,
        en,
        conditions_fr,
        conditions_en,
        amount_fr,
        amount_en,
        requires,
        as_of,
        source,
        check_fr,
        check_en,
    ] = *cells;
    let requires = Requirement::optional(requires)?;
    Some(Device {
        id,
        holder,
        requires,
        as_of: as_of.parse().ok(),
        source,
        names: typeset(fr, en),
        conditions: typeset(conditions_fr, conditions_en),
        amounts: typeset(amount_fr, amount_en),
        checks: typeset(check_fr, check_en),
    })
}
