//! A pack as rows of cells: what an author sees of it in a spreadsheet.

use crate::language::Lang;

use super::{
    book::{Asked, Book, Slot, joined},
    form::{Form, Head, LISTS, told},
};

/// A sheet as it is written.
pub(super) struct Sheet {
    /// Which one.
    pub(super) form: Form,
    /// Its columns.
    pub(super) heads: Vec<Head>,
    /// Its rows, a text a column.
    pub(super) rows: Vec<Vec<String>>,
}

/// Where a text of a question's kind stands: its key in the sheet and its path.
pub(super) struct Level {
    /// What the sheet calls it: the number of a level, the id of an option, `unit`.
    pub(super) key: String,
    /// Its path in the book.
    pub(super) path: String,
}

/// The five sheets of a pack.
pub(super) fn sheets(book: &Book, lang: Lang) -> Vec<Sheet> {
    Form::ALL
        .map(|form| {
            let rows = match form {
                Form::Questions => questions(book, lang),
                Form::Levels => levels_rows(book),
                Form::Rules => rules(book),
                Form::Steps => steps(book, lang),
                Form::Others => others(book),
            };
            Sheet { form, heads: form.heads(&book.languages), rows }
        })
        .into()
}

/// The levels, options, figures and units of a question, in the author's order.
pub(super) fn levels(book: &Book, question: &str) -> Vec<Level> {
    let start = format!("questions/{question}/kind/");
    let paths = book.order.iter().filter(|path| path.starts_with(&start));
    paths
        .map(|path| {
            let rest = path.get(start.len()..).unwrap_or_default();
            let rest = rest.strip_suffix("/label").unwrap_or(rest);
            let lists = ["options/", "includes/"];
            let rest = lists.iter().find_map(|list| rest.strip_prefix(list)).unwrap_or(rest);
            Level { key: rest.to_owned(), path: path.clone() }
        })
        .collect()
}

/// The path of a text that a sheet other than the last one shows, if it is one.
fn shown_elsewhere(path: &str) -> bool {
    let mut steps = path.split('/');
    let (Some(family), Some(_), Some(field)) = (steps.next(), steps.next(), steps.next()) else {
        return false;
    };
    let is_last = steps.next().is_none();
    match family {
        "questions" => field == "kind" || (is_last && Form::Questions.texts().contains(&field)),
        "rules" => LISTS.contains(&field) || (is_last && Form::Rules.texts().contains(&field)),
        _ => false,
    }
}

/// The paths of the last sheet.
pub(super) fn other_paths(book: &Book) -> impl Iterator<Item = &String> {
    book.order.iter().filter(|path| !shown_elsewhere(path))
}

fn texts(book: &Book, slot: Option<&Slot>) -> Vec<String> {
    let said = |code: &String| slot.map_or("", |slot| slot.said(code)).to_owned();
    book.languages.iter().map(said).collect()
}

fn questions(book: &Book, lang: Lang) -> Vec<Vec<String>> {
    let row = |question: &Asked| {
        let mut row: Vec<String> =
            Form::Questions.fixed().iter().map(|field| plain(question, field, lang)).collect();
        for field in Form::Questions.texts() {
            let path = joined("questions", &joined(&question.id, field));
            row.extend(texts(book, book.slots.get(&path)));
        }
        row
    };
    book.questions.iter().map(row).collect()
}

/// A field of a question that is not a text, as the sheet tells it.
pub(super) fn plain(question: &Asked, field: &str, lang: Lang) -> String {
    let said = question.fields.get(field).map_or("", |(said, _)| said.as_str());
    match field {
        "id" => question.id.clone(),
        "kind" => told(&question.kind, lang).to_owned(),
        "part" => told(said, lang).to_owned(),
        "quick" | "must_know" if said == "true" => lang.packs_yes().to_owned(),
        "quick" | "must_know" => lang.packs_no().to_owned(),
        _ => said.to_owned(),
    }
}

fn levels_rows(book: &Book) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for question in &book.questions {
        for Level { key, path } in levels(book, &question.id) {
            let slot = book.slots.get(&path);
            let value = slot.and_then(|slot| slot.value.as_ref()).map(|(value, _)| value.clone());
            let mut row = vec![question.id.clone(), key, value.unwrap_or_default()];
            row.extend(texts(book, slot));
            rows.push(row);
        }
    }
    rows
}

fn rules(book: &Book) -> Vec<Vec<String>> {
    let row = |rule: &String| {
        let mut row = vec![rule.clone()];
        for field in Form::Rules.texts() {
            let path = joined("rules", &joined(rule, field));
            row.extend(texts(book, book.slots.get(&path)));
        }
        row
    };
    book.known("rules").iter().map(row).collect()
}

fn steps(book: &Book, lang: Lang) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for rule in book.known("rules") {
        for list in LISTS {
            for number in 0.. {
                let path = format!("rules/{rule}/{list}/{number}");
                let Some(slot) = book.slots.get(&path) else { break };
                let number = (number + 1_usize).to_string();
                let mut row = vec![rule.clone(), told(list, lang).to_owned(), number];
                row.extend(texts(book, Some(slot)));
                rows.push(row);
            }
        }
    }
    rows
}

fn others(book: &Book) -> Vec<Vec<String>> {
    let row = |path: &String| {
        let slot = book.slots.get(path)?;
        let (file, _) = book.files.get(slot.place.file)?;
        let mut row = vec![file.clone(), path.clone()];
        row.extend(texts(book, Some(slot)));
        Some(row)
    };
    other_paths(book).filter_map(row).collect()
}
