//! Identifiers given by a pack: short texts such as `GOV-02`, cheap to clone, ordered as text.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => { $(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                &*self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                &*self.0 == *other
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", &*self.0)
            }
        }
    )* };
}

ids! {
    /// A pack, such as `passerelle.internationalisation`.
    PackId
    /// A theme of the questionnaire, such as `GOV`.
    DimensionId
    /// A question, such as `GOV-02`; never reused for another question.
    QuestionId
    /// One of the figures that a question asks together, such as `total` and `international`.
    PartId
    /// A choice within a question or a column.
    OptionId
    /// A scored group of questions or of other groups: a component, a tie's half, an index.
    BlockId
    /// A second reading across blocks, such as recommendation `P1`.
    GaugeId
    /// A family of living ties with a country: diasporas, students, economy, associations.
    TieId
    /// A table of rows, such as `T5`, the partnerships.
    TableId
    /// A column of a table.
    ColumnId
    /// Who in the territory usually knows an answer, such as `university`.
    RoleId
    /// A set of weights to explore, such as `europe`.
    ProfileId
    /// A dated reference value, such as the national share of immigrants.
    ReferenceId
    /// A rule that turns answers into advice, such as `P2-1`.
    RuleId
    /// A funding device of the register, such as `FICOL`.
    DeviceId
    /// A network of the register, such as `EUROCITIES`.
    NetworkId
    /// A speaking point, such as `why-students`.
    PointId
    /// A family of local players that can carry an action, such as the active associations.
    CarrierId
    /// A contradiction between answers that is looked for, such as `K-STUDENTS`.
    CoherenceId
}
