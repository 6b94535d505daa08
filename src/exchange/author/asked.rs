//! What the sheet of questions changes of a pack, and the questions that it adds.

use std::collections::BTreeMap;

use crate::exchange::word::yes_no;

use super::{
    added::Added,
    back::Back,
    book::{Asked, Change},
    form::{Form, KINDS, PARTS, meant, told},
    grid::{Grid, GridRow},
    problem::{AuthorProblem, AuthorProblemKind as Kind},
    sheet::plain,
};

/// The heaviest weight.
const HEAVIEST: u8 = 3;

/// How many levels a scale has.
const LEVELS: usize = 5;

impl Back<'_> {
    pub(super) fn questions(&mut self, grid: &Grid) {
        let mut seen = BTreeMap::new();
        for row in &grid.rows {
            let id = grid.cell(row, "id", None);
            if id.is_empty() {
                self.wrong(grid, row, "id", Kind::NoId);
                continue;
            }
            if !self.is_new(&mut seen, (grid, row), &id) {
                continue;
            }
            let book = self.book;
            match book.question(&id) {
                Some(question) => self.known_question(grid, row, question),
                None => self.new_question(grid, row, id),
            }
        }
        let ids: Vec<String> = self.book.questions.iter().map(|asked| asked.id.clone()).collect();
        self.keep(Form::Questions, ids.iter(), &seen);
    }

    fn known_question(&mut self, grid: &Grid, row: &GridRow, question: &Asked) {
        for field in ["dimension", "part", "kind", "block"] {
            let cell = grid.cell(row, field, None);
            let before = match field {
                "kind" => question.kind.as_str(),
                _ => question.fields.get(field).map_or("", |(said, _)| said.as_str()),
            };
            if cell != before && meant(&cell, &[before]).is_none() {
                let before = plain(question, field, self.lang);
                self.wrong(grid, row, field, Kind::Fixed(cell, before));
            }
        }
        let before = question.fields.get("weight").and_then(|(said, _)| said.parse().ok());
        if let Some(weight) = self.weight(grid, row)
            && weight != before.unwrap_or(0)
        {
            self.set(question, "weight", weight.to_string());
        }
        for field in ["quick", "must_know"] {
            let before = question.fields.get(field).is_some_and(|(said, _)| said == "true");
            if let Some(is_set) = self.mark(grid, row, field)
                && is_set != before
            {
                self.set(question, field, is_set.to_string());
            }
        }
        for field in Form::Questions.texts() {
            let words = self.words(grid, row, field);
            self.text(&words, &format!("questions/{}/{field}", question.id));
        }
    }

    /// Gives a question a plain field.
    fn set(&mut self, question: &Asked, field: &str, value: String) {
        let change = match question.fields.get(field) {
            Some((_, place)) => Some(Change { place: place.clone(), text: value }),
            None => {
                let id = question.fields.get("id");
                id.map(|(_, place)| Change::after(place, format!(", {field}: {value}")))
            }
        };
        self.figures += usize::from(change.is_some());
        self.changes.extend(change);
    }

    fn weight(&mut self, grid: &Grid, row: &GridRow) -> Option<u8> {
        let cell = grid.cell(row, "weight", None);
        if cell.is_empty() {
            return Some(0);
        }
        let weight = cell.parse().ok().filter(|weight| *weight <= HEAVIEST);
        if weight.is_none() {
            self.wrong(grid, row, "weight", Kind::NotAWeight(cell));
        }
        weight
    }

    fn mark(&mut self, grid: &Grid, row: &GridRow, field: &'static str) -> Option<bool> {
        let cell = grid.cell(row, field, None);
        if cell.is_empty() {
            return Some(false);
        }
        let is_set = yes_no(&cell);
        if is_set.is_none() {
            self.wrong(grid, row, field, Kind::NotYesNo(cell));
        }
        is_set
    }

    fn new_question(&mut self, grid: &Grid, row: &GridRow, id: String) {
        if !super::is_id(&id) {
            return self.wrong(grid, row, "id", Kind::BadId(id));
        }
        let part = self.one_of(grid, row, "part", &PARTS);
        let kind = self.one_of(grid, row, "kind", &KINDS);
        let dimension = self.known_id(grid, row, "dimension", "dimensions");
        let block = match grid.cell(row, "block", None) {
            cell if cell.is_empty() => Some(cell),
            _ => self.known_id(grid, row, "block", "blocks"),
        };
        let weight = self.weight(grid, row);
        let quick = self.mark(grid, row, "quick");
        let must_know = self.mark(grid, row, "must_know");
        if kind == Some("Number") && block.as_ref().is_some_and(|block| !block.is_empty()) {
            self.wrong(grid, row, "block", Kind::ScoredNumber);
        }
        let mut texts = Vec::new();
        for field in Form::Questions.texts() {
            let words = self.words(grid, row, field);
            let needed = matches!(*field, "text" | "short" | "why" | "source");
            if needed && words.iter().any(|(_, text)| text.is_empty()) {
                self.wrong(grid, row, field, Kind::NoText);
            }
            texts.push((*field, words));
        }
        self.added.push(Added {
            row: row.number,
            id,
            dimension: dimension.unwrap_or_default(),
            part: part.unwrap_or_default(),
            kind: kind.unwrap_or_default(),
            block: block.unwrap_or_default(),
            weight: weight.unwrap_or_default(),
            quick: quick.unwrap_or_default(),
            must_know: must_know.unwrap_or_default(),
            texts,
            levels: Vec::new(),
        });
    }

    /// One of some words of RON, in any language.
    fn one_of(
        &mut self,
        grid: &Grid,
        row: &GridRow,
        field: &'static str,
        words: &[&'static str],
    ) -> Option<&'static str> {
        let cell = grid.cell(row, field, None);
        let found = meant(&cell, words);
        if found.is_none() {
            let known: Vec<_> = words.iter().map(|word| told(word, self.lang)).collect();
            self.wrong(grid, row, field, Kind::NotOneOf(cell, known.join(", ")));
        }
        found
    }

    /// An id that the base knows.
    fn known_id(
        &mut self,
        grid: &Grid,
        row: &GridRow,
        field: &'static str,
        family: &str,
    ) -> Option<String> {
        let cell = grid.cell(row, field, None);
        let known = self.book.known(family);
        if known.contains(&cell) {
            return Some(cell);
        }
        let known = known.join(", ");
        self.wrong(grid, row, field, Kind::NotOneOf(cell, known));
        None
    }

    /// Puts each new question after the last one of its theme, once its levels are known.
    pub(super) fn add_questions(&mut self) {
        let sheet = Form::Questions.name(self.lang);
        for added in &self.added {
            let problem = match added.kind {
                "Scale" if !is_whole(added) => Some(Kind::Levels(added.levels.len())),
                "Choice" | "Multiple" if added.levels.is_empty() => Some(Kind::NoOptions),
                "YesPartlyNo" if !has(added, &["yes", "partly", "no"]) => Some(Kind::NoOptions),
                "Number" if !has(added, &["unit"]) => Some(Kind::NoOptions),
                _ => None,
            };
            if let Some(kind) = problem {
                let row = Some(added.row);
                self.problems.push(AuthorProblem { sheet: sheet.into(), row, column: None, kind });
            }
            let of_theme = |asked: &&Asked| {
                let theme = asked.fields.get("dimension").map(|(theme, _)| theme);
                theme == Some(&added.dimension)
            };
            let asked = self.book.questions.iter();
            let last = asked.clone().rfind(of_theme).or_else(|| asked.last());
            if let Some(last) = last {
                self.changes.push(Change::after(&last.place, added.record()));
            }
        }
    }
}

/// Whether a scale has its five levels.
fn is_whole(added: &Added) -> bool {
    added.levels.len() == LEVELS && has(added, &["0", "1", "2", "3", "4"])
}

fn has(added: &Added, keys: &[&str]) -> bool {
    keys.iter().all(|key| added.levels.iter().any(|(found, _)| found == key))
}
