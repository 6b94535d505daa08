//! The way back: what an author changed in the sheets, put where it stands in the pack's files.
//!
//! Whatever cannot be edited there is never touched; whatever is wrong is told at its cell, all at
//! once, and then nothing is changed.

use std::collections::{BTreeMap, BTreeSet};

use crate::{language::Lang, questionnaire::PackSource};

use super::{
    added::{Added, Words, text},
    book::{Book, Change, Place, Slot, changed, quoted, written},
    form::Form,
    grid::{Grid, GridRow, RawSheet},
    problem::{AuthorProblem, AuthorProblemKind as Kind},
};

/// A pack as an author's workbook makes it.
#[derive(Debug)]
pub struct Authored {
    /// Its files.
    pub source: PackSource,
    /// How many texts are new or another.
    pub texts: usize,
    /// How many weights, marks and values are others.
    pub figures: usize,
    /// How many levels, options and steps are new.
    pub items: usize,
    /// The ids of new questions.
    pub questions: Vec<String>,
    /// What has no row any more and is kept: the sheet, and what was on it.
    pub kept: Vec<(String, Vec<String>)>,
}

/// What is gathered while sheets are read.
pub(super) struct Back<'a> {
    /// The base.
    pub(super) book: &'a Book,
    /// The language of the sentences.
    pub(super) lang: Lang,
    pub(super) changes: Vec<Change>,
    pub(super) problems: Vec<AuthorProblem>,
    pub(super) added: Vec<Added>,
    /// How many levels, options and steps are new.
    pub(super) items: usize,
    /// How many weights, marks and values are others.
    pub(super) figures: usize,
    texts: usize,
    kept: Vec<(String, Vec<String>)>,
}

/// The pack that these sheets make of their base, or every problem in them.
pub(super) fn back(
    book: &Book,
    sheets: &[RawSheet],
    lang: Lang,
) -> Result<Authored, Vec<AuthorProblem>> {
    let mut back = Back {
        book,
        lang,
        changes: Vec::new(),
        problems: Vec::new(),
        added: Vec::new(),
        items: 0,
        figures: 0,
        texts: 0,
        kept: Vec::new(),
    };
    for form in Form::ALL {
        match Grid::of(form, sheets, &book.languages, lang) {
            Ok(grid) => match form {
                Form::Questions => back.questions(&grid),
                Form::Levels => back.levels(&grid),
                Form::Rules => back.rules(&grid),
                Form::Steps => back.steps(&grid),
                Form::Others => back.others(&grid),
            },
            Err(problems) => back.problems.extend(problems),
        }
    }
    back.finish()
}

impl Back<'_> {
    fn finish(mut self) -> Result<Authored, Vec<AuthorProblem>> {
        self.add_questions();
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        let questions = self.added.iter().map(|added| added.id.clone()).collect();
        let (texts, figures, items) = (self.texts, self.figures, self.items);
        let source = changed(self.book, self.changes);
        Ok(Authored { source, texts, figures, items, questions, kept: self.kept })
    }

    /// Notes a problem of a cell.
    pub(super) fn wrong(&mut self, grid: &Grid, row: &GridRow, field: &str, kind: Kind) {
        self.problems.push(grid.at_cell(row, field, kind));
    }

    /// What a row says in each language.
    pub(super) fn words(&self, grid: &Grid, row: &GridRow, field: &'static str) -> Words {
        let languages = self.book.languages.iter();
        languages.map(|code| (code.clone(), grid.cell(row, field, Some(code)))).collect()
    }

    /// Takes over a text of the base, or one that its record lacked.
    pub(super) fn text(&mut self, words: &Words, path: &str) {
        let slot = self.book.slots.get(path);
        let said = |code: &str| slot.map_or("", |slot: &Slot| slot.said(code)).trim();
        if words.iter().all(|(code, text)| text == said(code)) {
            return;
        }
        let (record, field) = path.rsplit_once('/').unwrap_or(("", path));
        let changes = match slot {
            Some(slot) => rewritten(slot, words),
            None => {
                let anchor = self.book.anchors.get(record);
                let added = |anchor| Change::after(anchor, format!(", {field}: {}", text(words)));
                anchor.map(added).into_iter().collect()
            }
        };
        self.texts += usize::from(!changes.is_empty());
        self.changes.extend(changes);
    }

    /// Whether a row's item was seen on no earlier row; notes it.
    pub(super) fn is_new(
        &mut self,
        seen: &mut BTreeMap<String, usize>,
        at: (&Grid, &GridRow),
        key: &str,
    ) -> bool {
        let (grid, row) = at;
        if let Some(first) = seen.get(key) {
            self.problems.push(grid.at_row(row, Kind::Repeated(key.to_owned(), *first)));
            return false;
        }
        seen.insert(key.to_owned(), row.number);
        true
    }

    /// Notes what the base has and no row of a sheet.
    pub(super) fn keep<'b>(
        &mut self,
        form: Form,
        base: impl Iterator<Item = &'b String>,
        seen: &BTreeMap<String, usize>,
    ) {
        let missing: BTreeSet<&String> = base.filter(|key| !seen.contains_key(*key)).collect();
        if !missing.is_empty() {
            let missing = missing.into_iter().cloned().collect();
            self.kept.push((form.name(self.lang).to_owned(), missing));
        }
    }
}

/// The changes that make a text say these words: in each language where it stands, if it does.
fn rewritten(slot: &Slot, words: &Words) -> Vec<Change> {
    let others = words.iter().filter(|(code, text)| text != slot.said(code).trim());
    let one = |(code, text): &(String, String)| {
        let span = slot.spans.get(code)?.clone();
        let place = Place { file: slot.place.file, span };
        Some(Change { place, text: quoted(text) })
    };
    let each: Option<Vec<Change>> = others.map(one).collect();
    each.unwrap_or_else(|| {
        let words: Vec<_> =
            words.iter().map(|(code, text)| (code.as_str(), text.clone())).collect();
        let as_one = slot.words.contains_key("*");
        vec![Change { place: slot.place.clone(), text: written(&words, as_one) }]
    })
}
