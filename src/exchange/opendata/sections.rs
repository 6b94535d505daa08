//! Files that hold several tables one below the other, each under a title of its own.

use crate::{exchange::feed::FeedRow, reference::fold};

use super::layout::{Columns, Layout, Sections};

/// What begins the lines below a table.
const FOOT: [&str; 4] = ["champ", "source", "sources", "note"];

/// Goes through a file and tells which lines belong to the table that is wanted.
pub(super) struct Reading<'a> {
    spec: &'a Sections,
    layout: &'a Layout,
    title: String,
    columns: Option<Columns>,
    /// Whether the table that is wanted is behind.
    done: bool,
}

impl<'a> Reading<'a> {
    pub(super) const fn new(spec: &'a Sections, layout: &'a Layout) -> Self {
        Self { spec, layout, title: String::new(), columns: None, done: false }
    }

    /// The columns of the table that the line belongs to, if it is one of its lines.
    pub(super) fn row(&mut self, row: FeedRow<'_>) -> Option<&Columns> {
        let first = fold(&row.text(0));
        let filled = (0..row.len()).filter(|at| !row.text(*at).is_empty()).count();
        let begins = first.split(' ').next().unwrap_or_default();
        if filled < 2 || FOOT.contains(&begins) {
            self.done |= self.columns.take().is_some();
            self.title = first;
            return None;
        }
        if let Some(columns) = self.layout.columns(&row.texts()) {
            self.done |= self.columns.take().is_some();
            if !self.done && self.is_wanted() {
                self.columns = Some(columns);
            }
            return None;
        }
        self.columns.as_ref()
    }

    /// Whether the title is of the table for everybody: neither for men nor for women.
    fn is_wanted(&self) -> bool {
        !self.title.contains("sexe") || self.spec.only.iter().any(|end| self.title.ends_with(end))
    }
}
