//! The action plan in the brief: decisions of the first page, list, calendar, what was dismissed.
//!
//! The council reads what is asked of it, who leads it, by when and at what cost; what nobody has
//! costed says so and is never a zero. Nothing here is a recommendation: it is what was chosen.

use crate::{
    advice::{Advice, Frame, Horizon, MOST_DECISIONS, horizon, to_decide},
    domain::{Action, Diagnostic, Month, Resolution, RowId, Stage},
    language::Lang,
    questionnaire::Pack,
    report::{plan_words, words::capital},
    scoring::Assessment,
};

use super::{
    Block, Cell, Column, Finding, Findings, Line, Section, Table, deciding, plan_effect,
    plan_money,
    source::{Source, join},
};

/// The most actions that one term of the calendar lists.
const MOST_OF_TERM: usize = 5;

/// The plan as an annex; none if nothing was planned.
pub(super) fn section(of: &Source<'_>) -> Option<Section> {
    let plan = &of.diagnostic.plan;
    if plan.actions.is_empty() {
        return None;
    }
    let lang = of.lang;
    let frame = Frame::of(of.diagnostic);
    let period = frame.map(|frame| {
        let (from, until) =
            (plan_words::month(lang, frame.from), plan_words::month(lang, frame.until));
        lang.plan_intro(plan.actions.len(), from, until)
    });
    let mut blocks: Vec<Block> = Vec::new();
    blocks.extend(period.map(|text| Block::Text(text.into())));
    blocks.push(Block::Table(list(of)));
    if let Some(frame) = frame {
        blocks.push(Block::Heading(lang.plan_calendar().into()));
        blocks.push(Block::Text(lang.plan_calendar_intro().into()));
        blocks.push(Block::Table(calendar(of, frame)));
    }
    blocks.push(Block::Heading(lang.plan_budget().into()));
    blocks.extend(plan_money::blocks(of));
    blocks.push(Block::Heading(lang.plan_effect().into()));
    blocks.extend(plan_effect::blocks(of));
    if !plan.dismissed.is_empty() {
        blocks.push(Block::Heading(lang.plan_dismissed_title().into()));
        blocks.push(Block::Table(dismissed(of)));
    }
    Some(Section { title: lang.plan_title().into(), blocks })
}

/// What a document about the plan says as long as nothing is planned: what the answers call for.
pub(super) fn not_yet(of: &Source<'_>, advice: &Advice) -> Section {
    let lang = of.lang;
    let proposed = deciding::decisions(of, advice);
    let text = if proposed.is_empty() { lang.paper_plan_none() } else { lang.paper_plan_not_yet() };
    let blocks = std::iter::once(Block::Text(text.into())).chain(proposed).collect();
    Section { title: lang.plan_title().into(), blocks }
}

/// What the first page asks for: the plan's first open actions; none if there is no plan.
pub(super) fn decisions(of: &Source<'_>) -> Option<Findings> {
    let lang = of.lang;
    if of.diagnostic.plan.actions.is_empty() {
        return None;
    }
    let items = to_decide(of.diagnostic).take(MOST_DECISIONS).map(|action| {
        let owner = capital(&plan_words::owner_name(of.pack, lang, action));
        let due = action.end.map(|end| lang.plan_by(plan_words::month(lang, end)));
        let parts = [owner, due.unwrap_or_default(), plan_words::cost_words(lang, action)];
        let gain = plan_effect::in_short(of, action);
        Finding {
            title: of.typed(&name(of, action)),
            detail: of.typed(&join(parts, " · ")),
            proof: gain.unwrap_or_default().into(),
            question: None,
            number: None,
        }
    });
    Some(Findings {
        title: lang.plan_front().into(),
        items: items.collect(),
        empty: lang.plan_front_none().into(),
    })
}

fn name(of: &Source<'_>, action: &Action) -> String {
    plan_words::action_name(of.pack, of.lang, action)
}

/// The decisions of the second page: what, who, by when, at what cost, and what happens if not.
pub(super) fn deciding(of: &Source<'_>) -> Option<(Vec<Column>, Vec<Vec<Cell>>)> {
    let lang = of.lang;
    let rows = to_decide(of.diagnostic).map(|action| {
        let owner = capital(&plan_words::owner_name(of.pack, lang, action));
        let due = action.end.map(|end| plan_words::month(lang, end));
        let rule = action.rule.as_ref().and_then(|rule| of.pack.rule(rule));
        let otherwise = rule.map_or("", |rule| of.text(&rule.otherwise));
        vec![
            Cell::text(of.typed(&name(of, action))),
            Cell::text(of.typed(&owner)),
            due.map_or_else(|| Cell::open(lang.plan_undated()), Cell::text),
            cost_cell(lang, action),
            Cell::text(otherwise),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let columns = vec![
        Column::words(lang.documents_column_decision(), 30.0),
        Column::words(lang.documents_column_owner(), 18.0),
        Column::words(lang.documents_column_term(), 12.0),
        Column::words(lang.plan_column_cost(), 10.0),
        Column::words(lang.report_advice_otherwise(), 30.0),
    ];
    (!rows.is_empty()).then_some((columns, rows))
}

/// The plan by term, for the second page.
pub(super) fn terms(of: &Source<'_>) -> Option<(Vec<Column>, Vec<Vec<Cell>>)> {
    let lang = of.lang;
    let open = |action: &&Action| !matches!(action.stage, Stage::Done | Stage::Abandoned);
    let actions: Vec<&Action> = of.diagnostic.plan.actions.iter().filter(open).collect();
    if actions.is_empty() {
        return None;
    }
    let rows = Horizon::ALL.map(|term| {
        let due = |action: &&&Action| horizon(of.pack, of.diagnostic, action) == Some(term);
        let all: Vec<String> = actions.iter().filter(due).map(|action| name(of, action)).collect();
        let more = all.len().saturating_sub(MOST_OF_TERM);
        let told = join(all.iter().take(MOST_OF_TERM), lang.report_semicolon());
        let told = match (told.is_empty(), more) {
            (true, _) => Cell::open(lang.documents_term_empty()),
            (false, 0) => Cell::text(of.typed(&told)),
            (false, more) => Cell::text(of.typed(&told)).with(lang.advice_more_to_verify(more)),
        };
        vec![Cell::text(capital(horizon_words(lang, term))), told]
    });
    let columns = vec![
        Column::words(lang.documents_column_term(), 18.0),
        Column::words(lang.documents_column_measures(), 82.0),
    ];
    Some((columns, rows.to_vec()))
}

/// What an action costs; that nobody has said never looks like a figure.
fn cost_cell(lang: Lang, action: &Action) -> Cell {
    let cost = plan_words::cost_words(lang, action);
    if action.cost.is_none() { Cell::open(cost) } else { Cell::text(cost) }
}

fn list(of: &Source<'_>) -> Table {
    let lang = of.lang;
    let rows = of.diagnostic.plan.actions.iter().enumerate().map(|(index, action)| {
        let title = lang.plan_numbered(name(of, action), index + 1);
        let owner = capital(&plan_words::owner_name(of.pack, lang, action));
        vec![
            Cell::text(of.typed(&title)).with(of.typed(&action.comment)),
            Cell::text(of.typed(&owner)),
            Cell::text(plan_words::stage(lang, action.stage)),
            cost_cell(lang, action),
            indicator(of, action),
        ]
    });
    let columns = vec![
        Column::words(lang.plan_column_action(), 34.0),
        Column::words(lang.plan_column_owner(), 17.0),
        Column::words(lang.plan_column_stage(), 10.0),
        Column::figures(lang.plan_column_cost(), 11.0),
        Column::words(lang.plan_column_indicator(), 28.0),
    ];
    let caption = lang.plan_list();
    let rows = rows.collect();
    Table { caption: Line::default(), summary: caption.into(), columns, rows }
}

/// By what one sees that it is done, from where to where.
fn indicator(of: &Source<'_>, action: &Action) -> Cell {
    let lang = of.lang;
    let words = plan_words::indicator(of.pack, lang, action);
    let way = match (action.baseline.trim(), action.target.trim()) {
        ("", "") => String::new(),
        (from, "") => lang.plan_way_from(from),
        ("", to) => lang.plan_way_to(to),
        (from, to) => lang.plan_way(from, to),
    };
    Cell::text(of.typed(&words)).with(of.typed(&way))
}

/// Each action on the scale of the plan, by when it is due.
fn calendar(of: &Source<'_>, frame: Frame) -> Table {
    let lang = of.lang;
    let due = |action: &Action| horizon(of.pack, of.diagnostic, action);
    let mut actions: Vec<&Action> =
        of.diagnostic.plan.actions.iter().filter(|one| one.stage != Stage::Abandoned).collect();
    let order = |action: &&Action| (due(action).is_none(), due(action), action.end, action.start);
    actions.sort_by_key(order);
    let rows = actions.into_iter().map(|action| {
        let when = plan_words::period(lang, action);
        let mut period =
            if when.is_empty() { Cell::open(lang.plan_undated()) } else { Cell::text(when) };
        period.bar = span(frame, action);
        vec![
            Cell::text(of.typed(&name(of, action))),
            Cell::text(
                due(action).map_or_else(String::new, |one| capital(horizon_words(lang, one))),
            ),
            period,
        ]
    });
    let rows = rows.collect();
    let columns = vec![
        Column::words(lang.plan_column_action(), 44.0),
        Column::words(lang.plan_column_horizon(), 14.0),
        Column::words(lang.plan_column_period(), 42.0),
    ];
    let caption = lang.plan_calendar();
    Table { caption: Line::default(), summary: caption.into(), columns, rows }
}

/// Where an action lies on the scale of the plan, from 0 to 1.
fn span(frame: Frame, action: &Action) -> Option<(f64, f64)> {
    let whole = f64::from(frame.from.months_until(frame.until) + 1);
    let at = |month: Month| f64::from(frame.from.months_until(month)) / whole;
    let (start, end) = (action.start.or(action.end)?, action.end.or(action.start)?);
    let after = at(end) + 1.0 / whole;
    Some((at(start).clamp(0.0, 1.0), after.clamp(0.0, 1.0)))
}

/// By when an action is due, in a word.
pub(super) const fn horizon_words(lang: Lang, horizon: Horizon) -> &'static str {
    match horizon {
        Horizon::HundredDays => lang.plan_hundred_days(),
        Horizon::TwelveMonths => lang.plan_twelve_months(),
        Horizon::Mandate => lang.plan_mandate(),
    }
}

fn dismissed(of: &Source<'_>) -> Table {
    let lang = of.lang;
    let rows = of.diagnostic.plan.dismissed.iter().map(|(rule, reason)| {
        let reason = of.typed(reason);
        let why = if reason.is_empty() {
            Cell::open(lang.plan_without_reason())
        } else {
            Cell::text(reason)
        };
        vec![Cell::text(plan_words::rule_name(of.pack, lang, rule)), why]
    });
    let columns = vec![
        Column::words(lang.plan_column_recommendation(), 50.0),
        Column::words(lang.plan_column_reason(), 50.0),
    ];
    let caption = lang.plan_dismissed_title();
    let rows = rows.collect();
    Table { caption: Line::default(), summary: caption.into(), columns, rows }
}

/// What was decided of a partnership: the choice, the day of the vote, the comment.
pub(super) fn resolution(of: &Source<'_>, row: RowId) -> Cell {
    let lang = of.lang;
    let Some(Resolution { choice, comment, vote }) = of.diagnostic.decisions.get(&row) else {
        return Cell::open(lang.plan_choice_open());
    };
    let cell = match choice {
        Some(choice) => Cell::text(plan_words::decision(lang, *choice)),
        None => Cell::open(lang.plan_choice_open()),
    };
    let voted = match (vote, choice) {
        (Some(day), _) => lang.plan_voted(lang.date(*day)),
        (None, Some(_)) => lang.plan_not_voted().to_owned(),
        (None, None) => String::new(),
    };
    cell.with(voted).with(of.typed(comment))
}

/// What a plan costs and who pays, as a page shows it.
pub fn budget_section(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    lang: Lang,
) -> Section {
    let of = &Source { pack, diagnostic, assessment, lang, public: false };
    Section { title: lang.plan_budget().into(), blocks: plan_money::blocks(of) }
}

/// What a plan would change, as a page shows it.
pub fn effect_section(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    lang: Lang,
) -> Section {
    let of = &Source { pack, diagnostic, assessment, lang, public: false };
    Section { title: lang.plan_effect().into(), blocks: plan_effect::blocks(of) }
}

/// What one action would change, in a line; or why nothing is projected.
pub fn effect_of_action(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    lang: Lang,
    action: &Action,
) -> String {
    let of = &Source { pack, diagnostic, assessment, lang, public: false };
    plan_effect::of_action(of, action)
}
