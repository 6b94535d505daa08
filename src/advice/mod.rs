//! Advice: what the results mean for those who decide. Pure, one file a step.
//!
//! A mayor's adviser needs to know what to propose, why here, who is in charge and by when; and
//! what must be found out before anything is proposed. Rules are data of the pack
//! ([`crate::questionnaire::Rule`]); this layer finds which fire, keeps the answers that fired
//! them, weighs them, and pairs each gap with an asset that could close it.

mod model;
mod facts;
mod cause;
mod priority;
mod asset;
mod country;
mod rows;
mod data;
mod partnership;
mod eligibility;
mod recommend;
mod suggest;

pub use eligibility::{Amount, Eligibility, Test, Tested, Verdict};
pub use model::{
    Advice, Asset, Cause, CountrySubject, Fact, MOST_DECISIONS, MOST_PER_GAUGE,
    MOST_RECOMMENDATIONS, Priority, Recommendation, Subject,
};
pub use partnership::{Proposal, Why};
pub use recommend::advise;
pub use suggest::{
    Reason, Standing, Suggestion, creative_cities, population, suggest_devices, suggest_networks,
};
