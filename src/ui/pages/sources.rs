//! Sources that were named before, offered where another is asked for.
//!
//! Somebody who fills sixty answers from three documents types each source once: the next time, it
//! stands under the field with its year, one click away.

use std::sync::Arc;

use egui::Ui;

use crate::{
    app::Document,
    domain::{Cell, Diagnostic, Month, Table, Target, Year},
    language::Lang,
    questionnaire::column as common,
    reference::fold,
    ui::widgets,
};

/// A source with the year of its data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recent {
    /// The source, as it was typed.
    pub source: String,
    /// The year of its data, if it was given.
    pub year: Option<Year>,
}

/// The sources of the document as it last was, the latest first.
#[derive(Debug, Default)]
pub struct Kept {
    of: Option<u64>,
    found: Arc<[Recent]>,
}

/// How many are kept, and how many are offered at once.
const MOST: usize = 40;
const SHOWN: usize = 4;

/// How many rows at each end of a long table are looked at.
const ROWS: usize = 40;

impl Kept {
    /// The sources that the document names now.
    pub fn look(&mut self, document: &Document) -> Arc<[Recent]> {
        if self.of != Some(document.revision()) {
            self.of = Some(document.revision());
            self.found = recent(document.diagnostic()).into();
        }
        Arc::clone(&self.found)
    }
}

/// Every source with its year: of the answers changed last, then of the others, then of the tables.
fn recent(diagnostic: &Diagnostic) -> Vec<Recent> {
    let mut found: Vec<Recent> = Vec::new();
    let mut add = |source: &str, year: Option<Year>| {
        let source = source.trim();
        let known = |one: &Recent| one.source == source && one.year == year;
        if !source.is_empty() && found.len() < MOST && !found.iter().any(known) {
            found.push(Recent { source: source.to_owned(), year });
        }
    };
    let changed = diagnostic.journal.keys().rev().filter_map(|key| match &key.target {
        Target::Answer(id) => diagnostic.answer(id.as_str()),
        _ => None,
    });
    for answer in changed.chain(diagnostic.answers.values()) {
        add(&answer.source, answer.year);
    }
    for table in diagnostic.tables.values() {
        of_table(table, &mut add);
    }
    found
}

fn of_table(table: &Table, add: &mut impl FnMut(&str, Option<Year>)) {
    let Some(source) = table.column(common::SOURCE) else { return };
    let year = table.column(common::YEAR);
    let late = table.rows.len().saturating_sub(ROWS).max(ROWS);
    for row in table.rows.iter().skip(late).rev().chain(table.rows.iter().take(ROWS)) {
        let year = year.and_then(|at| row.cell(at).as_month()).map(Month::year);
        add(row.cell(source).as_text().unwrap_or_default(), year);
    }
}

/// Those to offer while this much is typed; what stands there already is none of them.
fn fitting<'a>(all: &'a [Recent], typed: &str) -> Vec<&'a Recent> {
    let typed = typed.trim();
    let folded = fold(typed);
    let fits = |one: &&Recent| one.source != typed && fold(&one.source).contains(&folded);
    all.iter().filter(fits).take(SHOWN).collect()
}

/// Draws what fits as buttons; returns the one that was chosen.
pub fn offer<'a>(ui: &mut Ui, all: &'a [Recent], typed: &str, lang: Lang) -> Option<&'a Recent> {
    let fitting = fitting(all, typed);
    if fitting.is_empty() {
        return None;
    }
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(2.0, 0.0);
        widgets::small(ui, lang.questions_recent());
        for one in fitting {
            let name = words(one, lang);
            let button = widgets::quiet(ui, &shortened(one, lang));
            if button.accessible_name(lang.questions_recent_take(&name)).clicked() {
                chosen = Some(one);
            }
        }
    });
    chosen
}

/// The cell that holds a year.
pub fn year_cell(year: Year) -> Cell {
    Cell::Number(f64::from(year))
}

fn words(one: &Recent, lang: Lang) -> String {
    match one.year {
        Some(year) => lang.questions_recent_with_year(&one.source, year),
        None => one.source.clone(),
    }
}

/// The same, short enough for a button.
fn shortened(one: &Recent, lang: Lang) -> String {
    const LONGEST: usize = 44;
    if one.source.chars().count() <= LONGEST {
        return words(one, lang);
    }
    let start: String = one.source.chars().take(LONGEST).collect();
    let source = format!("{}…", start.trim_end());
    words(&Recent { source, year: one.year }, lang)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{app::Clock, domain::Answer};

    #[test]
    fn the_source_named_last_comes_first_and_none_twice() {
        let mut session = crate::app::Session::new(crate::app::Settings::default(), Clock::System);
        session.apply(crate::app::Command::OpenExample);
        let mut diagnostic = session.document().unwrap().diagnostic().as_ref().clone();
        diagnostic.journal.clear();
        let said =
            |source: &str, year| Answer { source: source.to_owned(), year, ..Answer::default() };
        diagnostic.answers.clear();
        diagnostic.tables.clear();
        diagnostic.answers.insert("GOV-01".into(), said("Délibération", Some(2024)));
        diagnostic.answers.insert("GOV-02".into(), said("Délibération ", Some(2024)));
        diagnostic.answers.insert("GOV-03".into(), said("INSEE, RP", Some(2021)));
        let key = crate::domain::ChangeKey {
            day: jiff::civil::date(2026, 11, 1),
            target: Target::Answer("GOV-03".into()),
        };
        diagnostic.journal.insert(key, crate::domain::Change::default());
        let found = recent(&diagnostic);
        let names: Vec<_> = found.iter().map(|one| (one.source.as_str(), one.year)).collect();
        assert_eq!(names, [("INSEE, RP", Some(2021)), ("Délibération", Some(2024))]);
        assert_eq!(fitting(&found, "deliber").len(), 1);
        assert_eq!(fitting(&found, "").len(), 2);
        assert!(fitting(&found, "INSEE, RP").is_empty(), "it stands there already");
    }
}
