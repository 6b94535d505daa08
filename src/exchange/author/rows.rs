//! What each sheet's rows change of a pack, but for questions.

use std::collections::BTreeMap;

use crate::language::number;

use super::{
    added::{AddedLevel, option, text},
    back::Back,
    book::Change,
    form::{Form, LISTS, meant, told},
    grid::{Grid, GridRow},
    problem::AuthorProblemKind as Kind,
    sheet::{levels, other_paths},
};

/// The kinds whose options an author may complete, with the step of their list.
const OPEN: [(&str, &str); 2] = [("Choice", "kind"), ("Multiple", "kind/options")];

impl Back<'_> {
    pub(super) fn levels(&mut self, grid: &Grid) {
        let mut paths: BTreeMap<String, String> = BTreeMap::new();
        for question in &self.book.questions {
            for level in levels(self.book, &question.id) {
                paths.insert(format!("{} {}", question.id, level.key), level.path);
            }
        }
        let mut seen = BTreeMap::new();
        for row in &grid.rows {
            let question = grid.cell(row, "question", None);
            let key = grid.cell(row, "key", None);
            if question.is_empty() || key.is_empty() {
                let field = if question.is_empty() { "question" } else { "key" };
                self.wrong(grid, row, field, Kind::NoId);
                continue;
            }
            let both = format!("{question} {key}");
            if !self.is_new(&mut seen, (grid, row), &both) {
                continue;
            }
            match paths.get(&both) {
                Some(path) => {
                    let words = self.words(grid, row, "label");
                    self.text(&words, path);
                    self.value(grid, row, path);
                }
                None => self.new_level(grid, row, &question, &key),
            }
        }
        self.keep(Form::Levels, paths.keys(), &seen);
    }

    /// What an option is worth.
    fn value(&mut self, grid: &Grid, row: &GridRow, path: &str) {
        let cell = grid.cell(row, "value", None);
        let Some(slot) = self.book.slots.get(path) else { return };
        let before = slot.value.as_ref().map(|(said, _)| said.as_str());
        let is_option = path.ends_with("/label");
        let Some(value) = self.worth(grid, row) else {
            // An option that was worth something cannot be worth nothing at all.
            if let Some(before) = before
                && cell.is_empty()
            {
                self.wrong(grid, row, "value", Kind::Fixed(cell, before.to_owned()));
            }
            return;
        };
        if !is_option {
            return self.wrong(grid, row, "value", Kind::Fixed(cell, String::new()));
        }
        let before = before.and_then(number::parse);
        let same = before.is_some_and(|before| (before - value).abs() < f64::EPSILON);
        if same {
            return;
        }
        let change = match &slot.value {
            Some((_, place)) => Change { place: place.clone(), text: value.to_string() },
            None => Change::after(&slot.place, format!(", value: {value}")),
        };
        self.figures += 1;
        self.changes.push(change);
    }

    /// A value from 0 to 1, if the cell has one; a problem if it has something else.
    fn worth(&mut self, grid: &Grid, row: &GridRow) -> Option<f64> {
        let cell = grid.cell(row, "value", None);
        if cell.is_empty() {
            return None;
        }
        let value = number::parse(&cell).filter(|value| (0.0..=1.0).contains(value));
        if value.is_none() {
            self.wrong(grid, row, "value", Kind::NotAValue(cell));
        }
        value
    }

    /// A level of a new question, or an option that a question of the base lacked.
    fn new_level(&mut self, grid: &Grid, row: &GridRow, question: &str, key: &str) {
        let level =
            AddedLevel { label: self.words(grid, row, "label"), value: self.worth(grid, row) };
        if let Some(added) = self.added.iter_mut().find(|added| added.id == question) {
            added.levels.push((key.to_owned(), level));
            return;
        }
        let Some(asked) = self.book.question(question) else {
            return self.wrong(grid, row, "question", Kind::NoQuestion(question.to_owned()));
        };
        let list = OPEN.iter().find(|(kind, _)| *kind == asked.kind);
        let end =
            list.and_then(|(_, list)| self.book.ends.get(&format!("questions/{question}/{list}")));
        let Some(end) = end else {
            let kind = told(&asked.kind, self.lang).to_owned();
            return self.wrong(grid, row, "key", Kind::NoLevel(key.to_owned(), kind));
        };
        if !super::is_id(key) {
            return self.wrong(grid, row, "key", Kind::BadId(key.to_owned()));
        }
        self.items += 1;
        self.changes.push(Change::after(end, format!(", {}", option(key, &level))));
    }

    pub(super) fn rules(&mut self, grid: &Grid) {
        let mut seen = BTreeMap::new();
        for row in &grid.rows {
            let rule = grid.cell(row, "rule", None);
            if rule.is_empty() {
                self.wrong(grid, row, "rule", Kind::NoId);
            } else if !self.book.known("rules").contains(&rule) {
                self.wrong(grid, row, "rule", Kind::NewRule(rule));
            } else if self.is_new(&mut seen, (grid, row), &rule) {
                for field in Form::Rules.texts() {
                    let words = self.words(grid, row, field);
                    self.text(&words, &format!("rules/{rule}/{field}"));
                }
            }
        }
        self.keep(Form::Rules, self.book.known("rules").iter(), &seen);
    }

    pub(super) fn steps(&mut self, grid: &Grid) {
        let mut seen = BTreeMap::new();
        let mut new: BTreeMap<String, usize> = BTreeMap::new();
        for row in &grid.rows {
            let rule = grid.cell(row, "rule", None);
            if !self.book.known("rules").contains(&rule) {
                let kind = if rule.is_empty() { Kind::NoId } else { Kind::NewRule(rule) };
                self.wrong(grid, row, "rule", kind);
                continue;
            }
            let named = grid.cell(row, "list", None);
            let Some(list) = meant(&named, &LISTS) else {
                let known = LISTS.map(|list| told(list, self.lang)).join(", ");
                self.wrong(grid, row, "list", Kind::NotOneOf(named, known));
                continue;
            };
            let list = format!("rules/{rule}/{list}");
            let number = grid.cell(row, "number", None);
            let index = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            let path = index.map(|index| format!("{list}/{index}"));
            let known = path.filter(|path| self.book.slots.contains_key(path));
            if let Some(path) = known {
                if self.is_new(&mut seen, (grid, row), &path) {
                    let words = self.words(grid, row, "step");
                    self.text(&words, &path);
                }
                continue;
            }
            let had = (0..).take_while(|i| self.book.slots.contains_key(&format!("{list}/{i}")));
            let next = had.count() + new.get(&list).copied().unwrap_or(0);
            match self.book.ends.get(&list) {
                Some(end) if index == Some(next) => {
                    let words = text(&self.words(grid, row, "step"));
                    self.changes.push(Change::after(end, format!(", {words}")));
                    self.items += 1;
                    *new.entry(list).or_default() += 1;
                }
                _ => self.wrong(grid, row, "number", Kind::NoStep(number, next + 1)),
            }
        }
        let all = self.book.order.iter();
        let of_lists = |path: &&String| {
            path.starts_with("rules/") && LISTS.iter().any(|l| path.contains(&format!("/{l}/")))
        };
        self.keep(Form::Steps, all.filter(of_lists), &seen);
    }

    pub(super) fn others(&mut self, grid: &Grid) {
        let mut seen = BTreeMap::new();
        for row in &grid.rows {
            let place = grid.cell(row, "place", None);
            if place.is_empty() {
                self.wrong(grid, row, "place", Kind::NoId);
            } else if !other_paths(self.book).any(|path| *path == place) {
                self.wrong(grid, row, "place", Kind::NoPlace(place));
            } else if self.is_new(&mut seen, (grid, row), &place) {
                let words = self.words(grid, row, "words");
                self.text(&words, &place);
            }
        }
        self.keep(Form::Others, other_paths(self.book), &seen);
    }
}
