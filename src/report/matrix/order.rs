//! What somebody asks of the matrix: which lines, in what order, in which groups.

use std::cmp::Ordering;

use crate::{domain::Class, language::Lang, questionnaire::MatrixSpec, reference::fold};

use super::{
    Context, Entry, Figure,
    entry::{UNKNOWN, ZONE},
};

/// A column of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The country.
    Name,
    /// A tie, by its place among the matrix's ties.
    Tie(usize),
    /// R, roots.
    Roots,
    /// P, partnership.
    Partnership,
    /// O, opportunity.
    Opportunity,
    /// U, partnership without roots.
    Unrooted,
    /// The class, with its certainty.
    Reading,
    /// A context, which never counts.
    Context(Context),
}

/// What lines are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub by: Column,
    /// The most first.
    pub falling: bool,
}

/// What lines are grouped by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// Nothing.
    #[default]
    None,
    /// The class.
    Class,
    /// The continent.
    Continent,
    /// The statistical region of the United Nations.
    Region,
}

/// What somebody asks of the matrix.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// The order.
    pub sort: Sort,
    /// The groups.
    pub grouping: Grouping,
    /// What the name contains.
    pub text: String,
    /// Only this class.
    pub class: Option<Class>,
    /// Only what is to be confirmed.
    pub open: bool,
    /// Only this standing, by its rank in a context.
    pub standing: Option<(Context, u16)>,
}

impl Default for Sort {
    fn default() -> Self {
        Self { by: Column::Opportunity, falling: true }
    }
}

impl Sort {
    /// The order after the head of a column was clicked: by it, or the other way round.
    #[must_use]
    pub fn clicked(self, by: Column) -> Self {
        let first = !matches!(by, Column::Name | Column::Reading | Column::Context(_));
        Self { by, falling: if self.by == by { !self.falling } else { first } }
    }
}

impl Grouping {
    /// Every grouping, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::None, Self::Class, Self::Continent, Self::Region];

    /// What it is called.
    pub const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::None => lang.matrix_group_none(),
            Self::Class => lang.matrix_group_class(),
            Self::Continent => lang.matrix_group_continent(),
            Self::Region => lang.matrix_group_region(),
        }
    }
}

impl Column {
    /// The one letter that stands for it in the method; empty where there is none.
    pub fn letter(self, spec: &MatrixSpec) -> &str {
        match self {
            Self::Tie(at) => spec.ties.get(at).map_or("", |tie| tie.letter.as_str()),
            Self::Roots => "R",
            Self::Partnership => "P",
            Self::Opportunity => "O",
            Self::Unrooted => "U",
            Self::Name | Self::Reading | Self::Context(_) => "",
        }
    }

    /// What it is called.
    pub fn title(self, spec: &MatrixSpec, lang: Lang) -> &str {
        match self {
            Self::Name => lang.matrix_country(),
            Self::Tie(at) => spec.ties.get(at).map_or("", |tie| tie.title.get(lang)),
            Self::Roots => lang.matrix_roots(),
            Self::Partnership => lang.matrix_partnership(),
            Self::Opportunity => lang.matrix_opportunity(),
            Self::Unrooted => lang.matrix_unrooted(),
            Self::Reading => lang.matrix_reading(),
            Self::Context(context) => context.name(lang),
        }
    }

    /// What it means.
    pub fn help(self, lang: Lang) -> String {
        match self {
            Self::Name => lang.matrix_help_country().to_owned(),
            Self::Tie(_) => lang.matrix_help_tie().to_owned(),
            Self::Roots => lang.matrix_help_roots().to_owned(),
            Self::Partnership => lang.matrix_help_partnership().to_owned(),
            Self::Opportunity => lang.matrix_help_opportunity().to_owned(),
            Self::Unrooted => lang.matrix_help_unrooted().to_owned(),
            Self::Reading => lang.matrix_legend().to_owned(),
            Self::Context(context) => context.origin(lang),
        }
    }

    /// The figure of a line under it, if it is a column of figures.
    pub fn figure(self, entry: &Entry) -> Option<&Figure> {
        match self {
            Self::Tie(at) => entry.ties.get(at),
            Self::Roots => entry.sums.first(),
            Self::Partnership => entry.sums.get(1),
            Self::Opportunity => entry.sums.get(2),
            Self::Unrooted => entry.sums.get(3),
            Self::Name | Self::Reading | Self::Context(_) => None,
        }
    }

    /// Whether it holds figures.
    pub const fn is_figure(self) -> bool {
        !matches!(self, Self::Name | Self::Reading | Self::Context(_))
    }
}

impl Wish {
    /// Whether some lines may be left out.
    pub fn filters(&self) -> bool {
        !self.text.trim().is_empty() || self.class.is_some() || self.open || self.standing.is_some()
    }

    pub(super) fn passes(&self, entry: &Entry) -> bool {
        let wanted = fold(&self.text);
        let class = self.class.is_none() || entry.class == self.class;
        let open = !self.open || !entry.settled_by.is_empty();
        let standing = self.standing.is_none_or(|(context, rank)| {
            standing_of(entry, context).is_some_and(|found| found == rank)
        });
        class && open && standing && (wanted.is_empty() || fold(&entry.name).contains(&wanted))
    }

    /// Puts lines in order; what is not known comes last either way, zones after all countries.
    pub(super) fn sort(&self, all: &mut [Entry]) {
        all.sort_by(|a, b| {
            let zones = (a.rank == ZONE).cmp(&(b.rank == ZONE));
            zones
                .then_with(|| self.sort.compare(a, b))
                .then_with(|| fold(&a.name).cmp(&fold(&b.name)))
        });
    }
}

impl Sort {
    fn compare(self, a: &Entry, b: &Entry) -> Ordering {
        let turned = |order: Ordering| if self.falling { order.reverse() } else { order };
        match self.by {
            Column::Name => turned(fold(&a.name).cmp(&fold(&b.name))),
            Column::Reading => turned(a.rank.cmp(&b.rank)),
            Column::Context(context) => {
                known(standing_of(a, context), standing_of(b, context), |a, b| turned(a.cmp(&b)))
            }
            by => known(value(by, a), value(by, b), |a, b| turned(a.total_cmp(&b))),
        }
    }
}

fn standing_of(entry: &Entry, context: Context) -> Option<u16> {
    let at = Context::ALL.iter().position(|one| *one == context)?;
    entry.standings.get(at)?.as_ref().map(|standing| standing.rank)
}

fn value(by: Column, entry: &Entry) -> Option<f64> {
    by.figure(entry).filter(|figure| figure.text != UNKNOWN).map(|figure| figure.value.mid())
}

/// Compares what is known; what is not comes after it.
fn known<T>(a: Option<T>, b: Option<T>, compare: impl Fn(T, T) -> Ordering) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => compare(a, b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    }
}
