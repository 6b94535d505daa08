//! Funding devices, each with the year of the information and what must be checked before use.

use std::sync::LazyLock;

use super::{country::pick, table::rows};
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
    /// The year of the information.
    pub as_of: Year,
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

/// A condition of a device that a program can test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Requirement {
    /// A partner in a country of the OECD list of aid recipients.
    AidCountry,
    /// A partner in a country of the European Union.
    EuCountry,
    /// A partner in Germany.
    Germany,
    /// Responsibility for water or sanitation.
    Water,
    /// Responsibility for waste.
    Waste,
    /// Responsibility for mobility.
    Mobility,
    /// Responsibility for the distribution of energy.
    Energy,
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
    let requires = match requires {
        "" => None,
        "aid_country" => Some(Requirement::AidCountry),
        "eu_country" => Some(Requirement::EuCountry),
        "germany" => Some(Requirement::Germany),
        "water" => Some(Requirement::Water),
        "waste" => Some(Requirement::Waste),
        "mobility" => Some(Requirement::Mobility),
        "energy" => Some(Requirement::Energy),
        _ => return None,
    };
    Some(Device {
        id,
        holder,
        requires,
        as_of: as_of.parse().ok()?,
        source,
        names: [fr, en],
        conditions: [conditions_fr, conditions_en],
        amounts: [amount_fr, amount_en],
        checks: [check_fr, check_en],
    })
}
