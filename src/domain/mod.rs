//! The domain: one territory, its answers, its tables. Pure data: no file, clock, window or text.
//!
//! Nothing here knows a particular questionnaire: ids are given by a pack (see `questionnaire`).

mod answer;
mod class;
mod plan;
mod decision;
mod cover;
mod diagnostic;
mod difference;
mod exploration;
mod frozen;
mod voice;
pub mod merge;
mod id;
mod place;
mod point;
mod quantity;
mod table;
mod territory;

pub use answer::{Answer, Evidence, Perimeter, Picks, State, Value};
pub use class::Class;
pub use cover::{Confidentiality, Cover, Status};
pub use decision::{Decision, Resolution, ResolutionField};
pub use diagnostic::{Ambition, Change, ChangeKey, Diagnostic, Journal, PackStamp, Path, Target};
pub use difference::{Aspect, Difference, Differences};
pub use exploration::Exploration;
pub use frozen::{Frozen, FrozenId};
pub use id::{
    BlockId, CarrierId, CoherenceId, ColumnId, DeviceId, DimensionId, GaugeId, NetworkId, OptionId,
    PackId, PartId, PointId, ProfileId, QuestionId, ReferenceId, RoleId, RuleId, TableId, TieId,
};
pub use place::{CountryCode, Place, ZoneId};
pub use plan::{
    Action, ActionField, ActionId, Cost, Funder, Funding, FundingId, FundingStatus, Owner, Plan,
    PlanField, Stage, is_amount,
};
pub use point::PointChoice;
pub use quantity::{Interval, Month, Score, Weight, Year};
pub use table::{Cell, Coverage, Row, RowId, Table};
pub use territory::{AuthorityKind, Named, Territory};
pub use voice::{Consensus, Voice, hull};
