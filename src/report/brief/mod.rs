//! The brief as plain data: every sentence and figure worded in one language, nothing laid out.
//!
//! Every exporter prints this and nothing else, so that all files of one diagnostic say the same.
//! Private notes and private columns never get in here.

mod advice;
mod alike;
mod annexes;
mod answers;
mod asked;
mod benchmarks;
mod compose;
mod counsel;
mod countries;
mod cover;
mod deciding;
mod findings;
mod front;
mod lines;
mod map;
mod method;
mod model;
mod plan;
mod plan_effect;
mod plan_money;
mod results;
mod review;
mod sheet;
mod sheets;
mod source;
mod sources;
mod spot;
mod speaking;
mod tables;
mod workbook;

pub(in crate::report) use answers::figure;
pub use counsel::Counsel;
pub(crate) use model::whole_words;
pub use model::{
    Asked, Bar, Block, Brief, Cell, Chart, Column, Cover, Figure, Finding, Findings, Front, Line,
    Mark, Meta, Section, Table, Theme,
};
pub use plan::{budget_section, effect_of_action, effect_section};
pub use review::review;
pub use sheet::{
    CountrySheet, SheetContext, SheetDevice, SheetFigure, SheetMeasure, SheetPartnership, SheetRow,
    SheetTerm, SheetTie,
};
pub use speaking::{Spoken, Unsaid, speaking_points, theme_title};
pub use spot::Spot;
pub use workbook::{Datum, Field, Form, Formula, Sheet, Workbook};

use crate::{
    advice::Advice,
    domain::{Diagnostic, Path, RowId, TableId},
    language::Lang,
    questionnaire::{Pack, Question},
    report::{document::DocumentOptions, words},
    scoring::Assessment,
};

use source::{Source, join};

/// The capacities that bear a level, on the scale of levels.
pub fn capacities_chart(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    lang: Lang,
) -> Chart {
    results::levels_chart(&Source { pack, diagnostic, assessment, lang, public: false })
}

/// The second readings, such as the ten recommendations, on the scale.
pub fn gauges_chart(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    lang: Lang,
) -> Chart {
    results::gauges_chart(&Source { pack, diagnostic, assessment, lang, public: false })
}

/// The two halves of each tie, intensity and mobilisation, as bars.
pub fn tie_bars(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    lang: Lang,
) -> Vec<[Bar; 2]> {
    let of = &Source { pack, diagnostic, assessment, lang, public: false };
    pack.ties.iter().map(|pair| results::tie_bars(of, pair)).collect()
}

/// The sections about what to do: recommendations, compliance, devices.
pub fn to_do(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    advice: &Advice,
    lang: Lang,
) -> Vec<Section> {
    let of = &Source { pack, diagnostic, assessment, lang, public: false };
    let sections = [
        advice::recommendations(of, advice),
        advice::compliance(of, advice),
        advice::devices(of, advice),
    ];
    sections.into_iter().flatten().collect()
}

/// What is answered to a question, or computed for it, in one line.
pub fn answer_words(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    lang: Lang,
    question: &Question,
) -> String {
    let of = &Source { pack, diagnostic, assessment, lang, public: false };
    if question.kind.is_asked() {
        answers::state_words(of, question, of.state(question)).to_string()
    } else {
        answers::derived_words(of, question).to_string()
    }
}

/// What a row of a table is called: its first text and its place, or its number.
pub fn row_name(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    lang: Lang,
    table: &TableId,
    row: RowId,
) -> Option<String> {
    let of = &Source { pack, diagnostic, assessment, lang, public: false };
    let (spec, rows) = (pack.table(table.as_str())?, diagnostic.table(table.as_str())?);
    Some(tables::Entries::new(of, spec, rows).name(rows.row(row)?).to_string())
}

fn meta(of: &Source<'_>, options: &DocumentOptions) -> Meta {
    let Source { pack, diagnostic, lang, .. } = *of;
    let typed = of.typed(&diagnostic.territory.name);
    let territory = if typed.is_empty() { lang.report_nameless().into() } else { typed };
    let date = diagnostic.as_of;
    let date_text: Line = lang.date(date).into();
    let named = of.typed(&diagnostic.cover.title);
    let marks = [
        diagnostic.fictional.then(|| lang.words_fictional()),
        (diagnostic.path == Path::Quick).then(|| lang.words_quick()),
        options.public.then(|| lang.documents_mark_public()),
        diagnostic.cover.status.map(|status| words::status(lang, status)),
        diagnostic
            .cover
            .confidentiality
            .filter(|_| !options.public)
            .map(|degree| words::confidentiality(lang, degree)),
    ];
    Meta {
        title: if named.is_empty() {
            options.document.title(lang, territory.as_str()).into()
        } else {
            named
        },
        description: lang.report_description(&territory, &date_text).into(),
        subtitle: subtitle(of),
        territory,
        lang: lang.code(),
        date: (date.year(), date.month(), date.day()),
        date_text,
        pack: lang.report_pack(of.text(&pack.title), &pack.version).into(),
        marks: marks.into_iter().flatten().map(Line::from).collect(),
        page: lang.report_page().into(),
        of: lang.report_page_of().into(),
        contents: lang.report_contents().into(),
    }
}

/// The authority's status, département and région.
fn subtitle(of: &Source<'_>) -> Line {
    let territory = &of.diagnostic.territory;
    let kind = territory.kind.map(|kind| words::authority(of.lang, kind));
    let places = [&territory.departement, &territory.region];
    let named = places.into_iter().flatten().map(|place| place.name.as_str());
    let text = join(kind.into_iter().chain(named), " · ");
    let mut chars = text.chars();
    let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    of.typed(&(first + chars.as_str()))
}
