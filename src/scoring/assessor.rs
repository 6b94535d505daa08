//! Scoring again after one change: what tables say is kept until a table changes.
//!
//! While somebody types an answer, results must follow at once even beside tables of a hundred
//! thousand rows. Tables are shared and never changed in place, so that the same table at the same
//! address says the same thing.

use std::sync::{Arc, Weak};

use jiff::civil::Date;

use crate::{
    domain::{Diagnostic, Path, Table, TableId},
    questionnaire::{Derivation, Kind, Pack, TieSource},
};

use super::{
    Assessment, Weights,
    cross::Crossed,
    derive, evaluate,
    figure::{Case, Figure},
    provenance::{self, Provenance},
};

/// Scores the states of one document, one after the other.
#[derive(Debug)]
pub struct Assessor {
    pack: Arc<Pack>,
    kept: Option<(Key, Tables)>,
}

/// What tables say, whatever is answered beside them.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) crossed: Crossed,
    /// The figure and proof of each question that is computed from tables.
    pub(super) derived: Vec<Option<(Figure, Provenance)>>,
}

/// What must be the same for tables to say the same.
#[derive(Debug)]
struct Key {
    /// Held weakly: a table that is changed moves to another address, and this one stays taken.
    tables: Vec<(TableId, Weak<Table>)>,
    as_of: Date,
    path: Path,
    totals: Vec<Figure>,
}

impl Assessor {
    /// An assessor that has read nothing yet.
    pub const fn new(pack: Arc<Pack>) -> Self {
        Self { pack, kept: None }
    }

    /// The same as [`super::assess`], faster if no table changed since the last time.
    pub fn assess(&mut self, diagnostic: &Diagnostic) -> Assessment {
        let case = Case { pack: &self.pack, diagnostic };
        let weights = Weights::of_method(&self.pack);
        if let Some((key, tables)) = &self.kept
            && key.fits(case)
        {
            return evaluate(case, tables, &weights);
        }
        let tables = Tables::read(case);
        let assessment = evaluate(case, &tables, &weights);
        self.kept = Some((Key::of(case), tables));
        assessment
    }
}

impl Tables {
    pub(super) fn read(case: Case<'_>) -> Self {
        let crossed = Crossed::read(case);
        let questions = case.pack.questions.iter();
        let derived = questions.map(|question| match &question.kind {
            Kind::Derived(Derivation::Measure) => None,
            Kind::Derived(derivation) => {
                let figure = derive::figure(case, &crossed, derivation);
                Some((figure, provenance::of(case, question)))
            }
            _ => None,
        });
        Self { derived: derived.collect(), crossed }
    }
}

impl Key {
    fn of(case: Case<'_>) -> Self {
        let tables = case.diagnostic.tables.iter();
        Self {
            tables: tables.map(|(id, table)| (id.clone(), Arc::downgrade(table))).collect(),
            as_of: case.diagnostic.as_of,
            path: case.diagnostic.path,
            totals: totals(case),
        }
    }

    fn fits(&self, case: Case<'_>) -> bool {
        let tables = &case.diagnostic.tables;
        self.as_of == case.diagnostic.as_of
            && self.path == case.diagnostic.path
            && self.tables.len() == tables.len()
            && tables.iter().zip(&self.tables).all(|((id, table), (own, kept))| {
                id == own && std::ptr::eq(Arc::as_ptr(table), kept.as_ptr())
            })
            && self.totals == totals(case)
    }
}

/// The answers that the matrix counts by.
fn totals(case: Case<'_>) -> Vec<Figure> {
    let ties = case.pack.matrix.iter().flat_map(|matrix| &matrix.ties);
    ties.filter_map(|tie| match &tie.source {
        TieSource::CountPer { per, .. } => Some(case.total(per)),
        TieSource::Channels { .. } | TieSource::ActiveRows { .. } => None,
    })
    .collect()
}
