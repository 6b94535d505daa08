//! Passerelle: an offline diagnostic of a territory's international ties.
//!
//! The modules are layers, in reading order: each uses only those above it.

pub mod language;
pub mod domain;
pub mod reference;
pub mod questionnaire;
pub mod scoring;
pub mod panel;
pub mod advice;
pub mod storage;
pub mod exchange;
pub mod report;
pub mod app;
pub mod cli;
pub mod ui;
