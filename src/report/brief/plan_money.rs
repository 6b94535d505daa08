//! The money of a plan: by year, by funder, what is left to fund, and what nobody has costed.

use crate::{
    advice::{Amounts, Budget, FunderLine},
    domain::{ActionId, Year},
    report::{plan_words, words::capital},
};

use super::{Block, Cell, Column, Line, Table, source::Source};

/// How many years stand side by side beside the funders.
const MOST_YEARS: usize = 7;

/// The budget by year and by funder, and what it leaves out.
pub(super) fn blocks(of: &Source<'_>) -> Vec<Block> {
    let lang = of.lang;
    let budget = Budget::of(&of.diagnostic.plan);
    let mut blocks = Vec::new();
    if budget.priced == 0 {
        blocks.push(Block::Text(lang.plan_nothing_costed().into()));
    } else {
        blocks.push(Block::Text(told(of, &budget).into()));
        blocks.push(Block::Table(by_year(of, &budget)));
    }
    if !budget.funders.is_empty() {
        blocks.push(Block::Table(by_funder(of, &budget)));
    }
    let notes = [
        named(of, &budget.unpriced)
            .map(|names| lang.plan_note_unpriced(budget.unpriced.len(), names)),
        named(of, &budget.open).map(|names| lang.plan_note_open(names)),
    ];
    blocks.extend(notes.into_iter().flatten().map(|note| Block::Note(note.into())));
    for (action, excess) in &budget.over {
        let names = named(of, &[*action]).unwrap_or_default();
        blocks.push(Block::Note(lang.plan_note_over(lang.euros(*excess), names).into()));
    }
    blocks
}

/// Cost, funding and gap in one sentence.
fn told(of: &Source<'_>, budget: &Budget) -> String {
    let lang = of.lang;
    let euros = |amount: f64| lang.euros(amount);
    let granted: f64 = budget.funders.iter().map(|line| line.granted).sum();
    let funded = budget.funded();
    lang.plan_money_told(
        budget.priced,
        euros(budget.cost.total()),
        euros(funded),
        euros(budget.gap.total()),
        euros(granted),
    )
}

fn named(of: &Source<'_>, ids: &[ActionId]) -> Option<String> {
    let actions = ids.iter().filter_map(|id| of.diagnostic.plan.action(*id));
    let names: Vec<String> = actions
        .map(|action| of.typed(&plan_words::action_name(of.pack, of.lang, action)).to_string())
        .collect();
    (!names.is_empty()).then(|| names.join(of.lang.report_semicolon()))
}

fn by_year(of: &Source<'_>, budget: &Budget) -> Table {
    let lang = of.lang;
    let funded = |year: Year| -> f64 { budget.funders.iter().map(|f| f.amounts.of(year)).sum() };
    let undated: f64 = budget.funders.iter().map(|line| line.amounts.undated).sum();
    let line = |name: String, cost: f64, paid: f64, gap: f64| {
        let amounts = [cost, paid, gap].map(|amount| Cell::text(lang.euros(amount)));
        std::iter::once(Cell::text(name)).chain(amounts).collect::<Vec<_>>()
    };
    let mut rows: Vec<Vec<Cell>> = budget
        .years
        .iter()
        .map(|year| {
            let (cost, gap) = (budget.cost.of(*year), budget.gap.of(*year));
            line(year.to_string(), cost, funded(*year), gap)
        })
        .collect();
    if 0.0 < budget.cost.undated + undated {
        let name = lang.plan_row_undated().to_owned();
        rows.push(line(name, budget.cost.undated, undated, budget.gap.undated));
    }
    let (cost, gap) = (budget.cost.total(), budget.gap.total());
    rows.push(line(lang.plan_row_total().to_owned(), cost, budget.funded(), gap));
    let columns = vec![
        Column::words(lang.plan_column_year(), 25.0),
        Column::figures(lang.plan_column_cost(), 25.0),
        Column::figures(lang.plan_column_funded(), 25.0),
        Column::figures(lang.plan_column_gap(), 25.0),
    ];
    let caption = lang.plan_by_year();
    Table { caption: caption.into(), summary: caption.into(), columns, rows }
}

fn by_funder(of: &Source<'_>, budget: &Budget) -> Table {
    let lang = of.lang;
    let side_by_side = budget.years.len() <= MOST_YEARS;
    let years: &[Year] = if side_by_side { &budget.years } else { &[] };
    let money =
        |amount: f64| Cell::text(if amount == 0.0 { String::new() } else { lang.euros(amount) });
    let spread = |amounts: &Amounts| -> Vec<Cell> {
        let total = Cell::text(lang.euros(amounts.total()));
        years.iter().map(|year| money(amounts.of(*year))).chain([total]).collect()
    };
    let row = |line: &FunderLine| {
        let mut cells =
            vec![Cell::text(of.typed(&capital(&plan_words::funder(lang, &line.funder))))];
        cells.extend(spread(&line.amounts));
        cells.push(Cell::text(lang.euros(line.granted)));
        cells
    };
    let mut rows: Vec<Vec<Cell>> = budget.funders.iter().map(row).collect();
    if 0.0 < budget.gap.total() {
        let mut gap = vec![Cell::open(lang.plan_column_gap())];
        gap.extend(spread(&budget.gap));
        gap.push(Cell::default());
        rows.push(gap);
    }
    let width = 66.0 / (years.len() + 2) as f64;
    let heads = years.iter().map(|year| Column::figures(year.to_string(), width));
    let ends = [
        Column::figures(lang.plan_row_total(), width),
        Column::figures(lang.plan_column_granted(), width),
    ];
    let columns =
        [Column::words(lang.plan_column_funder(), 34.0)].into_iter().chain(heads).chain(ends);
    let caption = lang.plan_by_funder();
    let caption: Line = caption.into();
    Table { summary: caption.clone(), caption, columns: columns.collect(), rows }
}
