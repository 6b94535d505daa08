//! Advice: what the results mean for those who decide. Pure, one file a step.
//!
//! A mayor's adviser needs to know what to propose, why here, who is in charge and by when; and
//! what must be found out before anything is proposed. Rules are data of the pack
//! ([`crate::questionnaire::Rule`]); this layer finds which fire, keeps the answers that fired
//! them, weighs them, and pairs each gap with an asset that could close it.

mod model;
mod facts;
mod cause;
mod coherence;
mod priority;
mod asset;
mod country;
mod rows;
mod data;
mod partnership;
mod requirement;
mod network;
mod eligibility;
mod recommend;
mod schedule;
mod budget;
mod projection;
mod speaking;
pub mod words;

pub use asset::country_carriers;
pub use budget::{Amounts, Budget, FunderLine};
pub use coherence::{Finding, Incoherence, coherence};
pub use eligibility::{
    Amount, CountryDevice, Eligibility, Test, Tested, Verdict, devices, devices_for_country,
};
pub use model::{
    Advice, Asset, Cause, CountrySubject, Fact, MOST_DECISIONS, MOST_PER_GAUGE,
    MOST_RECOMMENDATIONS, Priority, Recommendation, Subject,
};
pub use network::{Standing, Suggestion, creative_cities, suggest_networks};
pub use partnership::{Proposal, Why};
pub use projection::{NoEffect, Projected, Projection, Raise, project, project_rule};
pub use recommend::advise;
pub use requirement::{Reason, population};
pub use schedule::{
    Frame, Horizon, horizon, is_open, open_countries, proposed, take_up, take_up_in, to_decide,
};
pub use speaking::{Missing, Point, PointValue, Speaking, speaking};
