//! Advice: rules, recommendations, devices and the action plan.

mod suggest;

pub use suggest::{
    Reason, Standing, Suggestion, creative_cities, population, suggest_devices, suggest_networks,
};
