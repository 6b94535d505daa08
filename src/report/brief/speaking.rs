//! The speaking points in words: what an élu says, and the answers behind each sentence.
//!
//! The mayor opens a council, an interview, a visit: a few true sentences, each of which the
//! adviser can trace to its source and year. What is not known is told as missing.

use crate::{
    advice::{Missing, Point, PointValue, Speaking, speaking},
    domain::{Diagnostic, Perimeter, PointChoice},
    language::Lang,
    questionnaire::{Pack, PointFigure, PointSpec, Theme},
    scoring::Assessment,
};

use super::{Block, Cell, Column, Line, Section, Table, findings::who_knows, source::Source};

/// A speaking point in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Spoken {
    /// The point.
    pub point: Point,
    /// What the results suggest to say.
    pub suggested: String,
    /// What is said: as suggested, or as the official words it.
    pub text: String,
    /// The answers behind it, each with its source and year.
    pub traces: Vec<String>,
}

/// What is missing for a theme, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaid {
    /// The theme.
    pub theme: Theme,
    /// What to find out, and whom to ask.
    pub lines: Vec<String>,
}

/// Every speaking point of a diagnostic in words, and what is missing.
pub fn speaking_points(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    lang: Lang,
) -> (Vec<Spoken>, Vec<Unsaid>) {
    words(&Source { pack, diagnostic, assessment, lang, public: false })
}

fn words(of: &Source<'_>) -> (Vec<Spoken>, Vec<Unsaid>) {
    let Speaking { points, missing } = speaking(of.pack, of.diagnostic, of.assessment);
    let spoken = points.into_iter().filter_map(|point| spoken(of, point)).collect();
    (spoken, missing.iter().map(|one| unsaid(of, one)).collect())
}

fn spoken(of: &Source<'_>, point: Point) -> Option<Spoken> {
    let spec = of.pack.speaking.iter().find(|spec| spec.id == point.id)?;
    let suggested = filled(of, spec, &point);
    let text = match &point.choice {
        Some(PointChoice::Reworded { text, .. }) => of.typed(text).to_string(),
        _ => suggested.clone(),
    };
    let traces = traces(of, &point);
    Some(Spoken { point, suggested, text, traces })
}

/// The sentence of a point with its figures in place.
fn filled(of: &Source<'_>, spec: &PointSpec, point: &Point) -> String {
    let mut text = of.text(&spec.text).to_owned();
    for (figure, value) in spec.figures.iter().zip(&point.figures) {
        text = text.replace(&format!("{{{}}}", figure.name), &figure_words(of, figure, value));
    }
    match area(of, point) {
        Some(area) => of.lang.speaking_area(area, text.trim_end_matches('.')),
        None => text,
    }
}

/// The area of the figures, where it is not the territory itself.
fn area(of: &Source<'_>, point: &Point) -> Option<&'static str> {
    if point.figures.is_empty() {
        return None;
    }
    let own = match of.diagnostic.territory.kind {
        Some(crate::domain::AuthorityKind::Commune) | None => Perimeter::Commune,
        Some(_) => Perimeter::Epci,
    };
    let areas =
        point.questions.iter().filter_map(|id| of.diagnostic.answer(id.as_str())?.perimeter);
    let other = areas.into_iter().find(|area| *area != own)?;
    Some(crate::report::words::perimeter(of.lang, other))
}

fn figure_words(of: &Source<'_>, figure: &PointFigure, value: &PointValue) -> String {
    let lang = of.lang;
    let one = |value: f64| {
        if figure.euros { lang.euros(value) } else { lang.number(value, figure.decimals) }
    };
    match value {
        PointValue::Countries(codes) => {
            let name = |code| of.place(&crate::domain::Place::Country(code));
            of.list(&codes.iter().copied().map(name).collect::<Vec<_>>())
        }
        PointValue::Between(low, high) if low.to_bits() == high.to_bits() => one(*low),
        PointValue::Between(low, high) if high.is_infinite() => lang.speaking_at_least(one(*low)),
        PointValue::Between(low, high) => lang.speaking_between(one(*high), one(*low)),
    }
}

/// The answers and tables behind a point, each with its source and year.
fn traces(of: &Source<'_>, point: &Point) -> Vec<String> {
    let answers = point.questions.iter().filter_map(|id| {
        let question = of.pack.question(id.as_str())?;
        let proof = match of.answer(question).filter(|_| question.kind.is_asked()) {
            Some(answer) => of.proof_of(answer).text.to_string(),
            None => of.lang.report_computed().to_owned(),
        };
        let short = of.text(&question.short);
        Some(if proof.is_empty() {
            of.lang.report_word_and(short, of.lang.speaking_no_source())
        } else {
            of.lang.report_word_and(short, proof)
        })
    });
    let date = of.lang.date(of.diagnostic.as_of);
    let tables = point.tables.iter().filter_map(|id| {
        let table = of.pack.table(id.as_str())?;
        Some(of.lang.speaking_table(&date, of.text(&table.short)))
    });
    let matrix = point.figures.iter().any(|value| matches!(value, PointValue::Countries(_)));
    let matrix = matrix.then(|| of.lang.speaking_matrix(&date));
    answers.chain(tables).chain(matrix).collect()
}

fn unsaid(of: &Source<'_>, one: &Missing) -> Unsaid {
    let lang = of.lang;
    let questions = one.questions.iter().filter_map(|id| of.pack.question(id.as_str()));
    let asked = questions.map(|question| {
        let short = of.text(&question.short);
        match who_knows(of, question) {
            Some(role) => lang.paper_ask_of(short, role),
            None => short.to_owned(),
        }
    });
    let tables = one.tables.iter().filter_map(|id| of.pack.table(id.as_str()));
    let tables = tables.map(|table| lang.speaking_fill_table(of.text(&table.short)));
    Unsaid { theme: one.theme, lines: asked.chain(tables).collect() }
}

/// What a theme is called.
pub const fn theme_title(lang: Lang, theme: Theme) -> &'static str {
    match theme {
        Theme::Why => lang.speaking_theme_why(),
        Theme::Benefit => lang.speaking_theme_benefit(),
        Theme::Cost => lang.speaking_theme_cost(),
        Theme::Proof => lang.speaking_theme_proof(),
    }
}

/// The points that are said, theme by theme, each with what is behind it; then what is missing.
pub(super) fn section(of: &Source<'_>) -> Option<Section> {
    if of.pack.speaking.is_empty() {
        return None;
    }
    let lang = of.lang;
    let (points, missing) = words(of);
    let mut blocks = vec![Block::Text(lang.speaking_intro().into())];
    for theme in Theme::ALL {
        let said: Vec<&Spoken> =
            points.iter().filter(|one| one.point.theme == theme && one.point.said).collect();
        let unsaid = missing.iter().find(|one| one.theme == theme);
        if said.is_empty() && unsaid.is_none() {
            continue;
        }
        blocks.push(Block::Heading(theme_title(lang, theme).into()));
        if said.is_empty() {
            blocks.push(Block::Text(lang.speaking_nothing().into()));
        } else {
            blocks.push(Block::Table(table(of, theme, &said)));
        }
        if let Some(unsaid) = unsaid {
            let lines = unsaid.lines.join(lang.report_semicolon());
            blocks.push(Block::Note(lang.speaking_missing(lines).into()));
        }
    }
    (1 < blocks.len()).then(|| Section { title: lang.speaking_title().into(), blocks })
}

fn table(of: &Source<'_>, theme: Theme, said: &[&Spoken]) -> Table {
    let lang = of.lang;
    let row = |one: &&Spoken| {
        let mut traces = one.traces.iter().map(String::as_str);
        let behind = Cell::text(traces.next().unwrap_or_default());
        let behind = traces.fold(behind, Cell::with);
        let text = Cell::text(one.text.as_str());
        let reworded = matches!(one.point.choice, Some(PointChoice::Reworded { .. }));
        let text = if reworded { text.with(lang.speaking_reworded()) } else { text };
        let text = if one.point.is_outdated() { text.with(lang.speaking_outdated()) } else { text };
        vec![text, behind]
    };
    Table {
        caption: Line::default(),
        summary: theme_title(lang, theme).into(),
        columns: vec![
            Column::words(lang.speaking_column_say(), 56.0),
            Column::words(lang.speaking_column_behind(), 44.0),
        ],
        rows: said.iter().map(row).collect(),
    }
}
