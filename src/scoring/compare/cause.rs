//! Why a result differs: what alone makes it another, put into the earlier state or taken out of
//! the later.

use crate::{
    domain::Diagnostic,
    questionnaire::Pack,
    scoring::{Assessment, assess},
};

use super::Taken;

/// A kind of thing that makes results differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// Other answers.
    Answers,
    /// Other rows of tables, or tables that are more or less complete.
    Rows,
    /// Another territory, or another path through the questionnaire.
    Perimeter,
    /// The date: partnerships and data have aged.
    Time,
    /// Another pack.
    Pack,
}

impl Cause {
    /// Every cause.
    pub const ALL: [Self; 5] = [Self::Answers, Self::Rows, Self::Perimeter, Self::Time, Self::Pack];

    /// The word that stands for it in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Rows => "rows",
            Self::Perimeter => "perimeter",
            Self::Time => "time",
            Self::Pack => "pack",
        }
    }

    /// Whether the two states differ in it at all.
    fn differs(self, old: Taken<'_>, new: Taken<'_>) -> bool {
        let (a, b) = (old.diagnostic, new.diagnostic);
        match self {
            Self::Answers => a.answers != b.answers,
            Self::Rows => a.tables != b.tables,
            Self::Perimeter => a.territory != b.territory || a.path != b.path,
            Self::Time => a.as_of != b.as_of,
            Self::Pack => a.pack.hash != b.pack.hash,
        }
    }

    /// A state with this one thing as the other has it.
    fn taken_from(self, of: Taken<'_>, other: Taken<'_>) -> Assessment {
        let mut diagnostic: Diagnostic = of.diagnostic.clone();
        let from = other.diagnostic;
        let mut pack: &Pack = of.pack;
        match self {
            Self::Answers => diagnostic.answers.clone_from(&from.answers),
            Self::Rows => diagnostic.tables.clone_from(&from.tables),
            Self::Perimeter => {
                diagnostic.territory.clone_from(&from.territory);
                diagnostic.path = from.path;
            }
            Self::Time => diagnostic.as_of = from.as_of,
            Self::Pack => pack = other.pack,
        }
        assess(pack, &diagnostic)
    }
}

/// The two states, and each of them with one thing of the other.
pub(super) struct Causes<'a> {
    old: Taken<'a>,
    new: Taken<'a>,
    /// Of each thing that differs: the earlier state with it, and the later without.
    variants: Vec<Variant<'a>>,
}

struct Variant<'a> {
    cause: Cause,
    /// The earlier state's pack, or the later one's if it is the pack that differs.
    with_pack: &'a Pack,
    with: Assessment,
    without_pack: &'a Pack,
    without: Assessment,
}

impl<'a> Causes<'a> {
    pub(super) fn between(old: Taken<'a>, new: Taken<'a>) -> Self {
        let differing = Cause::ALL.into_iter().filter(|cause| cause.differs(old, new));
        let variants = differing.map(|cause| {
            let other = cause == Cause::Pack;
            Variant {
                cause,
                with_pack: if other { new.pack } else { old.pack },
                with: cause.taken_from(old, new),
                without_pack: if other { old.pack } else { new.pack },
                without: cause.taken_from(new, old),
            }
        });
        Self { old, new, variants: variants.collect() }
    }

    /// What makes a figure differ between the two states; where no single thing does, everything
    /// that differs.
    pub(super) fn of<T>(
        &self,
        figure: impl Fn(&Pack, &Assessment) -> T,
        same: impl Fn(&T, &T) -> bool,
    ) -> Vec<Cause> {
        let old = figure(self.old.pack, self.old.assessment);
        let new = figure(self.new.pack, self.new.assessment);
        if same(&old, &new) {
            return Vec::new();
        }
        let alone = self.variants.iter().filter(|variant| {
            !same(&old, &figure(variant.with_pack, &variant.with))
                || !same(&new, &figure(variant.without_pack, &variant.without))
        });
        let alone: Vec<_> = alone.map(|variant| variant.cause).collect();
        if alone.is_empty() {
            return self.variants.iter().map(|variant| variant.cause).collect();
        }
        alone
    }
}
