//! The second page of who decides: which countries, which decisions, what money, by when.
//!
//! An élu reads it after the first page and asks « where, who, how much, when, and if not? ».

use crate::{
    advice::{Advice, Eligibility, Recommendation, Verdict, words as registers},
    domain::Class,
    questionnaire::{Question, Rule, column},
    report::words::capital,
    scoring::CountryRow,
};

use super::{
    Block, Cell, Column, Section, Table,
    answers::{derived_words, state_words},
    counsel::Counsel,
    plan,
    source::{Source, join},
};

/// The most countries of one kind that are named.
const MOST_COUNTRIES: usize = 3;

/// The most measures that one term of the calendar lists.
const MOST_OF_TERM: usize = 5;

/// The ends of the calendar's terms, in months; what takes longer is for the mandate.
const TERMS: [u8; 2] = [3, 12];

/// The page, if anything is known.
pub(super) fn section(of: &Source<'_>, advice: &Advice) -> Option<Section> {
    if !super::results::anything_known(of) {
        return None;
    }
    let mut blocks = Vec::new();
    blocks.extend(countries(of));
    blocks.extend(decisions(of, advice));
    blocks.extend(money(of, advice));
    blocks.extend(calendar(of, advice));
    let title = of.lang.documents_deciding_title().into();
    (!blocks.is_empty()).then_some(Section { title, blocks })
}

/// What to do with which countries, those first of which it is sure.
fn countries(of: &Source<'_>) -> Vec<Block> {
    let lang = of.lang;
    let Some(matrix) = &of.assessment.matrix else { return Vec::new() };
    let kinds: [(&str, &[Class], &str); 3] = [
        (lang.documents_explore(), &[Class::LatentOpportunity], lang.documents_explore_why()),
        (lang.documents_revive(), &[Class::ToRevive], lang.documents_revive_why()),
        (
            lang.documents_transform(),
            &[Class::Dormant, Class::ToRoot],
            lang.documents_transform_why(),
        ),
    ];
    let rows = kinds.map(|(what, classes, why)| {
        let is_meant = |row: &&CountryRow| {
            !row.is_open() && row.class.is_some_and(|class| classes.contains(&class))
        };
        let mut found: Vec<&CountryRow> = matrix.countries.iter().filter(is_meant).collect();
        found.sort_by_key(|row| !row.is_certain());
        let told = found.iter().take(MOST_COUNTRIES).map(|row| {
            let name = super::front::name(of, row);
            if row.is_certain() { name } else { lang.advice_to_confirm(name) }
        });
        let told: Vec<String> = told.collect();
        let named = if told.is_empty() {
            Cell::open(lang.documents_no_country())
        } else {
            let more = found.len().saturating_sub(told.len());
            Cell::text(if more == 0 {
                told.join(", ")
            } else {
                lang.report_and_others(more, told.join(", "))
            })
        };
        vec![Cell::text(what), named, Cell::text(why)]
    });
    let columns = vec![
        Column::words(lang.documents_column_what(), 24.0),
        Column::words(lang.documents_column_countries(), 38.0),
        Column::words(lang.documents_column_reason(), 38.0),
    ];
    titled(lang.documents_countries(), columns, rows.to_vec())
}

/// The measures put to a decision: who, by when, at what effort, and what happens if not.
pub(super) fn decisions(of: &Source<'_>, advice: &Advice) -> Vec<Block> {
    if let Some((columns, rows)) = plan::deciding(of) {
        return titled(of.lang.plan_front(), columns, rows);
    }
    let lang = of.lang;
    let counsel = Counsel::over(*of, advice);
    let rows = ruled(of, advice).take(crate::advice::MOST_DECISIONS).map(|(one, rule)| {
        let owner = of.pack.role(&rule.owner).map_or("", |role| of.text(&role.title));
        let names = counsel.country_names(one);
        let what = Cell::text(of.text(&rule.title));
        let what = if names.is_empty() { what } else { what.with(shortlist(of, &names)) };
        vec![
            what,
            Cell::text(capital(owner)),
            Cell::text(lang.advice_months(usize::from(rule.months))),
            Cell::text(counsel.effort(rule.effort)),
            Cell::text(of.text(&rule.otherwise)),
        ]
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let columns = vec![
        Column::words(lang.documents_column_decision(), 30.0),
        Column::words(lang.documents_column_owner(), 18.0),
        Column::words(lang.documents_column_term(), 10.0),
        Column::words(lang.documents_column_effort(), 10.0),
        Column::words(lang.report_advice_otherwise(), 32.0),
    ];
    titled(lang.documents_decisions(), columns, rows)
}

fn shortlist(of: &Source<'_>, names: &[String]) -> String {
    let first: Vec<String> = names.iter().take(MOST_COUNTRIES).cloned().collect();
    match names.len().saturating_sub(first.len()) {
        0 => of.list(&first),
        more => of.lang.report_and_others(more, first.join(", ")),
    }
}

/// The measures that a brief prints, each with its rule.
fn ruled<'a>(
    of: &'a Source<'_>,
    advice: &'a Advice,
) -> impl Iterator<Item = (&'a Recommendation, &'a Rule)> {
    let told = advice.printed().filter_map(|one| Some((one, of.pack.rule(&one.rule)?)));
    told.filter(|(_, rule)| !(of.public && rule.private))
}

/// What partnerships cost and bring, what a ceiling leaves, and who could pay.
fn money(of: &Source<'_>, advice: &Advice) -> Vec<Block> {
    let lang = of.lang;
    let counsel = Counsel::over(*of, advice);
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let questions = of.pack.money.iter().filter_map(|id| of.pack.question(id.as_str()));
    rows.extend(questions.filter_map(|question| spent(of, question)));
    for (id, label) in [
        (column::OWN_BUDGET, lang.documents_own_budget()),
        (column::COFUNDING, lang.documents_cofunding()),
    ] {
        if let Some(cell) = partnership_money(of, id) {
            rows.push(vec![Cell::text(label), cell]);
        }
    }
    for one in advice.devices.iter().filter(|one| one.amount.is_some()) {
        if one.verdict != Verdict::Closed {
            let amounts = counsel.device_amounts(one);
            let said = amounts.get(1).or(amounts.first()).cloned().unwrap_or_default();
            rows.push(vec![Cell::text(one.device.name(lang)), Cell::text(said)]);
        }
    }
    let reachable: Vec<&Eligibility> =
        advice.devices.iter().filter(|one| one.verdict == Verdict::Eligible).collect();
    let open = advice.devices.iter().filter(|one| one.verdict == Verdict::ToVerify).count();
    let names: Vec<String> = reachable.iter().map(|one| registers::dated(lang, one)).collect();
    let said = if names.is_empty() {
        Cell::open(lang.documents_no_device())
    } else {
        Cell::text(names.join(lang.report_semicolon()))
    };
    let said = said.with(if open == 0 { String::new() } else { lang.documents_to_verify(open) });
    rows.push(vec![Cell::text(lang.documents_reachable()), said]);
    let columns = vec![
        Column::words(lang.documents_column_money(), 40.0),
        Column::words(lang.report_column_details(), 60.0),
    ];
    titled(lang.documents_money(), columns, rows)
}

/// A question about money with its answer, cut to a line, and its proof.
fn spent(of: &Source<'_>, question: &Question) -> Option<Vec<Cell>> {
    let name = Cell::text(of.text(&question.short));
    if !question.kind.is_asked() {
        let score = of.assessment.question(of.pack, question.id.as_str())?;
        score.figure?;
        return Some(vec![name, Cell::text(derived_words(of, question))]);
    }
    let answer = of.answer(question);
    let words = state_words(of, question, of.state(question)).shortened(160);
    let Some(answer) = answer.filter(|answer| answer.state.is_answered()) else {
        return Some(vec![name, Cell::open(words)]);
    };
    Some(vec![name, Cell::text(words).with(of.short_proof(answer))])
}

/// The sum of a column of the partnerships, with how many of them say it.
fn partnership_money(of: &Source<'_>, id: &str) -> Option<Cell> {
    let lang = of.lang;
    let table = &of.pack.matrix.as_ref()?.partnerships.table;
    of.pack.table(table.as_str())?.column(id)?;
    let rows = of.diagnostic.table(table.as_str()).filter(|rows| !rows.rows.is_empty())?;
    let at = rows.column(id);
    let figures = rows.rows.iter().filter_map(|row| at.and_then(|at| row.cell(at).as_range()));
    let figures: Vec<(f64, f64)> = figures.collect();
    let told = lang.documents_partnerships_told(figures.len(), lang.integer(rows.rows.len()));
    if figures.is_empty() {
        return Some(Cell::open(lang.words_insufficient()).with(told));
    }
    let (low, high) = figures.iter().fold((0.0, 0.0), |sum, figure| {
        let (low, high): (f64, f64) = sum;
        (low + figure.0, high + figure.1)
    });
    let words = if low.to_bits() == high.to_bits() {
        lang.euros(low)
    } else {
        lang.words_between(lang.euros(low), lang.euros(high))
    };
    Some(Cell::text(lang.documents_a_year(words)).with(told))
}

/// The measures by term: a hundred days, a year, the mandate.
fn calendar(of: &Source<'_>, advice: &Advice) -> Vec<Block> {
    if let Some((columns, rows)) = plan::terms(of) {
        return titled(of.lang.plan_calendar(), columns, rows);
    }
    let lang = of.lang;
    let labels =
        [lang.documents_term_days(), lang.documents_term_year(), lang.documents_term_long()];
    let term = |months: u8| TERMS.iter().take_while(|end| **end < months).count();
    let rows = labels.into_iter().enumerate().map(|(index, label)| {
        let all: Vec<&str> = ruled(of, advice)
            .filter(|(_, rule)| term(rule.months) == index)
            .map(|(_, rule)| of.text(&rule.title))
            .collect();
        let more = all.len().saturating_sub(MOST_OF_TERM);
        let told = join(all.iter().take(MOST_OF_TERM), lang.report_semicolon());
        let told = if told.is_empty() {
            Cell::open(lang.documents_term_empty())
        } else if more == 0 {
            Cell::text(told)
        } else {
            Cell::text(told).with(lang.advice_more_to_verify(more))
        };
        vec![Cell::text(label), told]
    });
    let columns = vec![
        Column::words(lang.documents_column_term(), 18.0),
        Column::words(lang.documents_column_measures(), 82.0),
    ];
    titled(lang.documents_calendar(), columns, rows.collect())
}

/// A table under its heading.
fn titled(heading: &str, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Vec<Block> {
    let table = Table { caption: super::Line::default(), summary: heading.into(), columns, rows };
    vec![Block::Heading(heading.into()), Block::Table(table)]
}
