//! The start of a diagnostic: what is already known of a territory before the first question.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use crate::{
    domain::{
        Answer, Cover, Diagnostic, Evidence, Journal, OptionId, Path, Plan, State, Territory,
        Value, Year,
    },
    questionnaire::{Kind, Pack, PackSource, Prefill, Question, starting_rows},
    reference::Profile,
    storage,
};

use super::{Document, Edit, Effect, Session};

/// What a new diagnostic starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDiagnostic {
    /// The territory.
    pub territory: Territory,
    /// Its population, if known.
    pub population: Option<Population>,
    /// The quick or the full path.
    pub path: Path,
}

/// A population, dated and sourced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Population {
    /// Inhabitants.
    pub count: u32,
    /// The year it is about.
    pub year: Year,
    /// Where it comes from.
    pub source: String,
}

impl Session {
    /// Starts a document with a pack of one's own, or with the standard one.
    pub(super) fn start(&mut self, new: &NewDiagnostic, own: Option<PackSource>) -> Vec<Effect> {
        let pack = match own {
            Some(source) => Pack::read(source).ok().map(Arc::new),
            None => Pack::standard().cloned(),
        };
        let Some(pack) = pack else { return Vec::new() };
        let diagnostic = new.create(&pack, self.clock().today());
        self.turn_to(Some(Document::new(diagnostic, pack)))
    }
}

impl NewDiagnostic {
    /// A start from what the reference tables know of a territory.
    pub fn of(profile: &Profile, path: Path) -> Self {
        let population = profile.population.as_ref().map(|figure| Population {
            count: figure.value,
            year: figure.year,
            source: figure.source.to_owned(),
        });
        Self { territory: profile.territory.clone(), population, path }
    }

    /// The diagnostic on its first day, asked with this pack.
    pub fn create(&self, pack: &Pack, today: Date) -> Diagnostic {
        let mut diagnostic = Diagnostic {
            territory: self.territory.clone(),
            as_of: today,
            pack: storage::stamp(pack),
            path: self.path,
            fictional: false,
            answers: BTreeMap::new(),
            tables: BTreeMap::new(),
            ambitions: BTreeMap::new(),
            plan: Plan::default(),
            decisions: BTreeMap::new(),
            explorations: Vec::new(),
            frozen: Vec::new(),
            cover: Cover::default(),
            points: BTreeMap::new(),
            journal: Journal::new(),
        };
        for question in &pack.questions {
            if let Some(answer) = self.prefilled(question) {
                Edit::Answer(question.id.clone(), Box::new(answer)).apply(
                    &mut diagnostic,
                    pack,
                    today,
                    None,
                );
            }
        }
        for table in &pack.tables {
            if let Some((column, cells)) = starting_rows(table) {
                let rows = cells.into_iter().map(|cell| vec![(column.id.clone(), cell)]).collect();
                Edit::AddRows(table.id.clone(), rows).apply(&mut diagnostic, pack, today, None);
            }
        }
        diagnostic
    }

    /// The change that makes an open diagnostic one of this territory: its identity and what the
    /// tables answer. What was remarked beside those answers is kept, and all others stay.
    pub fn replacing(&self, pack: &Pack, diagnostic: &Diagnostic) -> Edit {
        let answers = pack.questions.iter().filter(|question| question.prefill.is_some());
        let edits = answers.map(|question| {
            let before = diagnostic.answer(question.id.as_str());
            let answer = self.answer(question, before).unwrap_or_else(|| Answer {
                state: State::NotAsked,
                year: None,
                source: String::new(),
                evidence: None,
                ..before.cloned().unwrap_or_default()
            });
            Edit::Answer(question.id.clone(), Box::new(answer))
        });
        let territory = Edit::Territory(Box::new(self.territory.clone()));
        Edit::All(std::iter::once(territory).chain(edits).collect())
    }

    /// What is known of a question from the start, with what was remarked beside its answer.
    pub fn answer(&self, question: &Question, before: Option<&Answer>) -> Option<Answer> {
        let known = self.prefilled(question)?;
        let before = before.cloned().unwrap_or_default();
        Some(Answer {
            state: known.state,
            year: known.year,
            source: known.source,
            evidence: known.evidence,
            ..before
        })
    }

    fn prefilled(&self, question: &Question) -> Option<Answer> {
        match question.prefill? {
            Prefill::AuthorityKind => {
                let option = OptionId::from(self.territory.kind?.code());
                let known = question.kind.options().iter().any(|choice| choice.id == option);
                known.then(|| Answer {
                    state: State::Given(Value::Choice(option)),
                    ..Answer::default()
                })
            }
            Prefill::Population => {
                let population = self.population.as_ref()?;
                matches!(question.kind, Kind::Number { .. }).then(|| Answer {
                    state: State::Given(Value::Number(f64::from(population.count))),
                    year: Some(population.year),
                    source: population.source.clone(),
                    evidence: Some(Evidence::E3),
                    ..Answer::default()
                })
            }
        }
    }
}
