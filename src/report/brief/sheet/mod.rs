//! The sheet of a country: everything that is known of it, in words.
//!
//! An official prepares a meeting about one country: which ties, who carries them and what proves
//! them; how each partnership is read, term by term; what the funders allow; what to propose.

mod around;
mod partnership;
mod tie;

use crate::{
    advice::{Advice, Asset, Verdict, country_carriers, words::Told},
    domain::{CountryCode, Diagnostic, Interval, Place, RowId, RuleId, TableId},
    language::Lang,
    questionnaire::Pack,
    report::words,
    scoring::{Assessment, CountryFigure, CountryRow, Number},
};

use super::{counsel::Counsel, source::Source};

/// Everything that is known of one country.
#[derive(Clone, Debug, PartialEq)]
pub struct CountrySheet {
    /// The country.
    pub country: CountryCode,
    /// Its name.
    pub name: String,
    /// The sign of its class, and its class with its certainty.
    pub reading: (&'static str, String),
    /// What the class means and calls for.
    pub meaning: &'static str,
    /// The tables that would settle the class, by id and name.
    pub settled_by: Vec<(TableId, String)>,
    /// Roots, partnership, opportunity, partnership without roots.
    pub sums: Vec<SheetFigure>,
    /// Every tie, in the order of the matrix.
    pub ties: Vec<SheetTie>,
    /// Every partnership, in the order of its table.
    pub partnerships: Vec<SheetPartnership>,
    /// What is advised of the country.
    pub measures: Vec<SheetMeasure>,
    /// The funding devices that fit the country, the nearest first.
    pub devices: Vec<SheetDevice>,
    /// What stands beside and never counts: the context, the standing, its source and date.
    pub context: Vec<SheetContext>,
}

/// A number that can be asked why.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetFigure {
    /// The number.
    pub number: Number,
    /// What it is.
    pub name: String,
    /// Its value out of 100, or that it is unknown.
    pub value: String,
    /// The least and the most, from 0 to 1, to draw.
    pub span: (f64, f64),
}

/// One tie with the country.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetTie {
    /// Its strength.
    pub figure: SheetFigure,
    /// Where the strength comes from, and the figure behind it.
    pub basis: String,
    /// The table that it is read from, by id and name.
    pub table: (TableId, String),
    /// The rows that name the country, or a zone that holds it.
    pub rows: Vec<SheetRow>,
    /// How many more rows there are.
    pub more: usize,
    /// Who carries the tie here, by family.
    pub carriers: Vec<String>,
}

/// A row of a table in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// The row.
    pub row: RowId,
    /// What it says.
    pub words: String,
    /// What proves it.
    pub proof: String,
}

/// One partnership with the country.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetPartnership {
    /// Its row.
    pub row: RowId,
    /// Its name.
    pub name: String,
    /// Whether its context is suspended.
    pub suspended: bool,
    /// p: its strength, and how it is made.
    pub strength: SheetTerm,
    /// a: its activity, how it is made, and when it was last active.
    pub activity: SheetTerm,
    /// q: its quality, and how it is made.
    pub quality: SheetTerm,
    /// The six terms of q, each with what was entered.
    pub criteria: Vec<SheetTerm>,
    /// What is proposed.
    pub proposal: String,
    /// Why.
    pub reasons: Vec<String>,
    /// What staff have entered in the table, where it is something else.
    pub entered: Option<String>,
    /// What was decided, and when it was voted.
    pub decided: Option<String>,
    /// The remark on what was decided.
    pub remark: String,
}

/// A number of a partnership, and what stands behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetTerm {
    /// What it is.
    pub name: String,
    /// Its value out of 100, or that it is unknown.
    pub value: String,
    /// The least and the most, from 0 to 1, to draw.
    pub span: (f64, f64),
    /// How it is made; empty where what was entered says it.
    pub formula: String,
    /// What was entered.
    pub said: String,
    /// The number to ask why; none of the six terms has one of its own.
    pub number: Option<Number>,
}

/// A measure that is advised of the country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetMeasure {
    /// Its rule.
    pub rule: RuleId,
    /// The measure.
    pub title: String,
    /// What it is.
    pub what: String,
    /// Whether it holds for sure.
    pub sure: bool,
}

/// A funding device that fits the country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetDevice {
    /// The device's id in the register.
    pub id: &'static str,
    /// Its name.
    pub name: String,
    /// Whether it is open.
    pub verdict: Verdict,
    /// The same in words.
    pub verdict_words: &'static str,
    /// What it brings, as far as the register and the answers tell.
    pub brings: Vec<String>,
    /// What is met and what is missing, with what would settle it.
    pub told: Vec<Told>,
}

/// A standing in a context, which never counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetContext {
    /// The context.
    pub name: &'static str,
    /// The standing, or that there is none.
    pub standing: &'static str,
    /// The source and its date.
    pub origin: String,
}

impl CountrySheet {
    /// The sheet of a country; `None` if the matrix does not have it.
    pub fn new(
        pack: &Pack,
        diagnostic: &Diagnostic,
        assessment: &Assessment,
        advice: &Advice,
        country: CountryCode,
        lang: Lang,
    ) -> Option<Self> {
        let spec = pack.matrix.as_ref()?;
        let matrix = assessment.matrix.as_ref()?;
        let row = matrix.countries.iter().find(|row| row.country == country)?;
        let of = Sheet {
            of: Source { pack, diagnostic, assessment, lang, public: false },
            spec,
            row,
            counsel: Counsel::new(pack, diagnostic, assessment, advice, lang),
            advice,
            carriers: country_carriers(pack, diagnostic, assessment, country),
        };
        Some(Self {
            country,
            name: of.of.place(&Place::Country(country)),
            reading: (words::class_sign_of(row), of.reading()),
            meaning: words::class_reading_of(lang, row),
            settled_by: row.settled_by.iter().map(|id| of.table(id)).collect(),
            sums: of.sums(),
            ties: of.ties(),
            partnerships: row.partnerships.iter().map(|one| of.partnership(one)).collect(),
            measures: of.measures(),
            devices: of.devices(),
            context: of.context(),
        })
    }
}

/// What a sheet is made from.
struct Sheet<'a> {
    of: Source<'a>,
    spec: &'a crate::questionnaire::MatrixSpec,
    row: &'a CountryRow,
    counsel: Counsel<'a>,
    advice: &'a Advice,
    carriers: Vec<Asset>,
}

impl Sheet<'_> {
    fn reading(&self) -> String {
        let lang = self.of.lang;
        let class = words::class_of(lang, self.row);
        match (self.row.class, self.row.is_certain()) {
            (_, false) => lang.matrix_reading_sure(class, lang.words_to_confirm()),
            (Some(_), true) => lang.matrix_reading_sure(class, lang.words_sure()),
            (None, true) => class.to_owned(),
        }
    }

    fn table(&self, id: &TableId) -> (TableId, String) {
        let name = self.of.pack.table(id.as_str()).map(|table| self.of.text(&table.short));
        (id.clone(), name.unwrap_or(id.as_str()).to_owned())
    }

    /// Who carries a tie here: the local players that its table lists.
    fn carriers(&self, table: &TableId) -> Vec<String> {
        let listed = |asset: &&Asset| match asset {
            Asset::Carriers(id, _) => {
                self.of.pack.carrier(id).is_some_and(|carrier| carrier.table == *table)
            }
            Asset::Tie(..) => false,
        };
        let some: Vec<Asset> = self.carriers.iter().filter(listed).cloned().collect();
        self.counsel.assets(&some)
    }

    fn sums(&self) -> Vec<SheetFigure> {
        let lang = self.of.lang;
        let all = [
            (CountryFigure::Roots, lang.why_roots(), self.row.roots),
            (CountryFigure::Partnership, lang.why_partnership(), self.row.partnership),
            (CountryFigure::Opportunity, lang.why_opportunity(), self.row.opportunity),
            (CountryFigure::Unrooted, lang.why_unrooted(), self.row.unrooted),
        ];
        let figure = |(figure, name, value): (CountryFigure, &str, Interval)| SheetFigure {
            number: Number::Country(self.row.country, figure),
            name: name.to_owned(),
            value: self.value(value),
            span: (value.low(), value.high()),
        };
        all.into_iter().map(figure).collect()
    }

    /// A value out of 100, or that nothing is known of it.
    fn value(&self, value: Interval) -> String {
        if value == Interval::UNKNOWN {
            self.of.lang.words_origin_unknown().to_owned()
        } else {
            self.of.span(value)
        }
    }
}
