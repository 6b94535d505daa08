//! What a pack can test of the funding devices of the register, and what it can compute.

use serde::Deserialize;

use crate::domain::{CarrierId, DeviceId, OptionId, QuestionId};

use super::{Condition, Term, Text};

/// What can be tested and computed of one device.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeviceSpec {
    /// The device, by its id in the register.
    pub id: DeviceId,
    /// Conditions over answers and rows, beside the register's own on partner countries.
    #[serde(default)]
    pub tests: Vec<DeviceTest>,
    /// How many eligible partner countries it takes; one where the register asks for a country.
    #[serde(default)]
    pub partners: Option<usize>,
    /// Whose countries are looked at; the partnerships' if absent.
    #[serde(default)]
    pub through: Option<CarrierId>,
    /// The most it can give by law.
    #[serde(default)]
    pub ceiling: Option<Ceiling>,
    /// The most it pays of a project, by partner country; the first that fits counts.
    #[serde(default)]
    pub shares: Vec<Share>,
}

/// One condition of a device.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeviceTest {
    /// What must hold.
    pub when: Condition,
    /// What must hold, as a sentence that can be true of a town.
    pub text: Text,
    /// Whether failing it closes the device; if not, it is only something to see to.
    #[serde(default = "yes")]
    pub decisive: bool,
}

/// A legal ceiling: a share of a figure, part of which may be in use.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ceiling {
    /// The figure.
    pub of: Term,
    /// The share, such as 0.01.
    pub times: f64,
    /// The question and option whose amount says what is in use.
    #[serde(default)]
    pub used: Option<(QuestionId, OptionId)>,
}

/// The most a device pays of a project with a country.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// With which countries.
    pub with: Partner,
    /// The share, from 0 to 1.
    pub at_most: f64,
}

/// A group of partner countries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Partner {
    /// The least developed countries of the OECD list.
    LeastDeveloped,
    /// Any country of the OECD list of aid recipients.
    AidRecipient,
    /// Any country.
    Any,
}

const fn yes() -> bool {
    true
}
