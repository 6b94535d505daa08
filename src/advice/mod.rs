//! Advice: rules, recommendations, devices and the action plan.
