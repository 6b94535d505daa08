//! What official files look like, as data: their columns, which lines are about a territory, and
//! where what they say goes. `templates/imports/layouts.ron` holds it.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::{
    domain::{ColumnId, OptionId, PartId, QuestionId, TableId},
    questionnaire::Text,
    reference::fold,
};

use super::flow::Flow;

/// The layout of an official file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// Its id, such as `rna`.
    pub id: String,
    /// What the command line calls the family it belongs to.
    pub from: String,
    /// Whether the reader was tried on a real file.
    pub tried: Tried,
    /// Its name.
    pub title: Text,
    /// What rows give as their source.
    pub source: Text,
    /// What whoever uses it must know; may be empty.
    pub caution: Text,
    /// Whether every row is a proposal to confirm by itself.
    #[serde(default)]
    pub confirm: bool,
    pub(super) fields: Vec<Field>,
    pub(super) place: PlaceBy,
    /// The field that names what a line is about, to list what could not be placed.
    #[serde(default)]
    pub(super) label: Option<String>,
    /// The field of the year, of which only the latest counts.
    #[serde(default)]
    pub(super) year: Option<String>,
    /// How many columns of quarters it has at least.
    #[serde(default)]
    pub(super) periods: usize,
    #[serde(default)]
    pub(super) drop: Vec<Drop>,
    /// Which of two opposite flows is wanted.
    #[serde(default)]
    pub(super) flow: Option<Flow>,
    #[serde(default)]
    pub(super) select: Option<Select>,
    #[serde(default)]
    pub(super) sections: Option<Sections>,
    #[serde(default)]
    pub(super) twins: Option<Twins>,
    pub(super) make: Make,
}

/// On what a reader was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Tried {
    /// A real file.
    Real,
    /// A few real lines.
    Few,
    /// A file made up from the layout's description.
    MadeUp,
}

/// A column that is read, by the headings it may have.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Field {
    pub(super) id: String,
    heads: Vec<String>,
    /// Whether the layout is told by it.
    #[serde(default)]
    pub(super) key: bool,
    /// Of several columns that fit, only the last.
    #[serde(default)]
    latest: bool,
}

/// How a line is placed.
#[derive(Clone, Debug, Deserialize)]
pub(super) enum PlaceBy {
    /// The whole file is about one territory.
    Whole,
    /// By the code of a commune.
    Code(String),
    /// By the name of a commune and its postcode.
    Name { name: String, postcode: String },
    /// By the name of a commune and where it lies.
    Point { name: String, lat: String, lon: String },
    /// By a département, if the file says which.
    Departement(String),
}

/// Lines that are passed over.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Drop {
    pub(super) field: String,
    /// If the field is one of these,
    #[serde(default)]
    pub(super) is: Vec<String>,
    /// or none of these.
    #[serde(default)]
    pub(super) is_not: Vec<String>,
}

/// Lines that are kept for what they are about.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Select {
    pub(super) codes: Vec<String>,
    pub(super) texts: Vec<String>,
    pub(super) known: Vec<String>,
    /// Words and phrases, folded.
    pub(super) words: Vec<String>,
    #[serde(default)]
    pub(super) types: Vec<Guess>,
}

/// What a line is taken for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Guess {
    pub(super) option: String,
    #[serde(default)]
    pub(super) known: Vec<String>,
    pub(super) words: Vec<String>,
}

/// A file of several tables under titles of their own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sections {
    /// What the title of the table to read ends in, folded.
    pub(super) only: Vec<String>,
    /// The rows that sum the others up, folded.
    pub(super) total: Vec<String>,
}

/// Which fields tell that two lines are about the same partner.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Twins {
    pub(super) name: String,
    pub(super) country: String,
    pub(super) lat: String,
    pub(super) lon: String,
}

/// What comes of the lines.
#[derive(Clone, Debug, Deserialize)]
pub(super) enum Make {
    /// A row of a table each.
    Rows {
        table: TableId,
        /// The columns that tell whether a row is there already.
        identity: Vec<ColumnId>,
        cells: Vec<(ColumnId, From)>,
        /// Whether the lines together are all there is, so that a total can be checked.
        #[serde(default)]
        whole: bool,
        /// Whether figures become shares of their sum, in percent.
        #[serde(default)]
        share: bool,
        /// The channel of the table that is then exhaustive.
        #[serde(default)]
        coverage: Option<OptionId>,
    },
    /// An answer of several figures, each a sum over the lines.
    Parts { question: QuestionId, label: String, parts: Vec<(PartId, Vec<String>)> },
    /// An answer of one figure, the quotient of two sums over the lines.
    Ratio { question: QuestionId, of: Vec<String>, to: Vec<String>, times: f64, label: String },
}

/// Where a cell comes from.
#[derive(Clone, Debug, Deserialize)]
pub(super) enum From {
    /// A field.
    Field(String),
    /// Always the same.
    Fixed(String),
    /// The layout's source.
    Source,
    /// The year of the file.
    Year,
    /// The territory's own perimeter.
    Perimeter,
    /// The countries that its texts name.
    Countries,
    /// What its codes and words make it.
    Guess,
    /// Several fields, those that say something.
    Joined(Vec<String>),
}

/// Every layout.
pub fn layouts() -> &'static [Layout] {
    static ALL: LazyLock<Vec<Layout>> = LazyLock::new(|| {
        let text = include_str!("../../../templates/imports/layouts.ron");
        let options = ron::Options::default();
        options.from_str(text).unwrap_or_else(|error| {
            log::error!("the layouts of imports: {error}");
            Vec::new()
        })
    });
    &ALL
}

/// The columns of each field in a row of headings, in the order of the layout's fields.
pub(super) type Columns = Vec<Vec<usize>>;

impl Layout {
    /// Where the fields stand in a row of headings; none if the row is not this layout's.
    pub(super) fn columns(&self, headings: &[String]) -> Option<Columns> {
        let folded: Vec<String> = headings.iter().map(|heading| fold(heading)).collect();
        let mut columns = Vec::new();
        for field in &self.fields {
            let found = field.columns(headings, &folded);
            if field.key && found.is_empty() {
                return None;
            }
            columns.push(found);
        }
        let quarters = headings.iter().filter(|heading| super::quarter::parse(heading).is_some());
        (self.periods <= quarters.count()).then_some(columns)
    }

    /// How many of its columns tell it: the more, the surer.
    pub(super) fn keys(&self) -> usize {
        self.fields.iter().filter(|field| field.key).count() + self.periods
    }

    /// The column of which only the latest was kept.
    pub(super) fn latest_column(&self, columns: &Columns) -> Option<usize> {
        let at = self.fields.iter().position(|field| field.latest)?;
        columns.get(at)?.first().copied()
    }

    /// The place of a field.
    pub(super) fn field(&self, id: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.id == id)
    }
}

impl Field {
    fn columns(&self, headings: &[String], folded: &[String]) -> Vec<usize> {
        for head in &self.heads {
            let wanted = fold(head);
            let fits = |(at, name): (usize, &String)| {
                let heading = headings.get(at).map_or("", String::as_str);
                let is_it = match (head.strip_prefix('*'), head.strip_suffix('*')) {
                    (Some(part), _) => heading.contains(part),
                    (None, Some(_)) => name.starts_with(&wanted),
                    (None, None) => *name == wanted && !wanted.is_empty(),
                };
                is_it.then_some(at)
            };
            let mut found: Vec<usize> = folded.iter().enumerate().filter_map(fits).collect();
            if self.latest {
                found.reverse();
            }
            let most = if head.contains('*') && !self.latest { usize::MAX } else { 1 };
            found.truncate(most);
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::questionnaire::Pack;

    #[test]
    fn every_layout_names_fields_that_it_has_and_places_of_the_standard_pack() {
        let pack = Pack::standard().unwrap();
        let mut ids = BTreeSet::new();
        assert!(8 <= layouts().len());
        for layout in layouts() {
            assert!(ids.insert(&layout.id), "{}", layout.id);
            let has =
                |field: &String| assert!(layout.field(field).is_some(), "{}: {field}", layout.id);
            layout.label.iter().for_each(has);
            layout.year.iter().for_each(has);
            layout.drop.iter().map(|drop| &drop.field).for_each(has);
            layout.flow.iter().map(|flow| &flow.field).for_each(has);
            match &layout.make {
                Make::Rows { table, identity, cells, share, .. } => {
                    let spec = pack.table(table.as_str()).unwrap();
                    for (column, from) in cells {
                        let column = spec.column(column.as_str()).unwrap();
                        match from {
                            From::Field(field) if *share && field == "share" => {}
                            From::Field(field) => has(field),
                            From::Joined(fields) => fields.iter().for_each(has),
                            From::Fixed(text) => {
                                assert!(crate::exchange::read_cell(&column.kind, text).is_ok());
                            }
                            _ => {}
                        }
                    }
                    for column in identity {
                        assert!(cells.iter().any(|(id, _)| id == column), "{}", layout.id);
                    }
                }
                Make::Parts { question, label, parts } => {
                    assert!(pack.question(question.as_str()).is_some());
                    has(label);
                    parts.iter().flat_map(|(_, fields)| fields).for_each(has);
                }
                Make::Ratio { question, of, to, label, .. } => {
                    assert!(pack.question(question.as_str()).is_some());
                    of.iter().chain(to).chain([label]).for_each(has);
                }
            }
        }
    }
}
