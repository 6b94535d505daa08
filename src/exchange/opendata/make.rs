//! Rows of a table out of the lines of an official file.

use std::collections::BTreeMap;

use crate::{
    domain::{Cell, ColumnId, Coverage, OptionId, Place, State, TableId, Value},
    exchange::{
        problem::{ImportProblem, ImportProblemKind, Spot},
        value::read_cell,
    },
    language::number,
    questionnaire::{Column, ColumnKind, Prefill, TableSpec, check_cell},
    reference::{find_place, fold},
};

use super::{
    answers,
    extract::{Extract, Item},
    layout::{From, Layout, Make, Twins},
    matching::Known,
    noted::Flag,
    proposal::{Decisions, Group, Line, Proposal, Remark, Status, Target, Unfit, What},
};

/// Words by which statistics say that a figure is not given.
const WITHHELD: [&str; 8] = ["na", "nd", "n d", "s", "c", "nc", "secret", "ns"];

/// From what share on, in percent, a country is worth a row.
const WORTH: f64 = 0.1;

/// What an extract would do to a document.
pub(super) fn make(
    extract: &Extract,
    target: Target<'_>,
    decisions: &Decisions,
) -> Result<Proposal, Unfit> {
    let layout = extract.layout;
    let attached = |item: &&Item| decisions.attached.contains(&label(layout, item));
    let items: Vec<&Item> =
        extract.items.iter().chain(extract.unplaced.iter().filter(attached)).collect();
    let mut proposal = Proposal {
        file: extract.file.clone(),
        title: layout.title.get(target.lang).to_owned(),
        table: None,
        columns: Vec::new(),
        lines: Vec::new(),
        labels: BTreeMap::new(),
        unplaced: groups(extract, target, decisions),
        flags: extract.flags.clone(),
        tally: extract.tally,
        coverage: None,
    };
    match &layout.make {
        Make::Rows { table, .. } => {
            let spec = target.pack.table(table.as_str());
            let spec = spec.ok_or_else(|| Unfit(table.to_string()))?;
            let held_back = false;
            Rows { extract, target, decisions, spec, proposal: &mut proposal, held_back }
                .make(&items);
        }
        Make::Parts { .. } | Make::Ratio { .. } => {
            answers::make(extract, target, &items, &mut proposal)?;
        }
    }
    Ok(proposal)
}

/// What an item is about.
pub(super) fn label(layout: &Layout, item: &Item) -> String {
    layout.label.as_ref().map_or_else(String::new, |id| item.field(layout, id).to_owned())
}

/// What could not be placed, by what it is about.
fn groups(extract: &Extract, target: Target<'_>, decisions: &Decisions) -> Vec<Group> {
    let mut by_label: BTreeMap<String, Vec<&Item>> = BTreeMap::new();
    for item in &extract.unplaced {
        by_label.entry(label(extract.layout, item)).or_default().push(item);
    }
    let group = |(label, items): (String, Vec<&Item>)| Group {
        lines: items.len(),
        figures: answers::figures(extract.layout, target, &items),
        attached: decisions.attached.contains(&label),
        label,
    };
    by_label.into_iter().map(group).collect()
}

/// Rows while they are made.
struct Rows<'a> {
    extract: &'a Extract,
    target: Target<'a>,
    decisions: &'a Decisions,
    spec: &'a TableSpec,
    proposal: &'a mut Proposal,
    /// Whether the file is likely another's, so that nothing is taken unasked.
    held_back: bool,
}

impl Rows<'_> {
    fn make(&mut self, items: &[&Item]) {
        let layout = self.extract.layout;
        let Make::Rows { table, identity, cells, whole, share, coverage } = &layout.make else {
            return;
        };
        let own = self.target.diagnostic.table(table.as_str());
        let known = Known::of(own, identity);
        self.proposal.table = Some(table.clone());
        self.proposal.columns = cells.iter().map(|(id, _)| id.clone()).collect();
        let shares = if *share { self.shares(items) } else { Vec::new() };
        if *whole && !*share {
            self.check_total(items);
        }
        self.held_back = self.proposal.flags.iter().any(Flag::holds_back);
        let mut small = false;
        for (at, item) in items.iter().enumerate() {
            let value = shares.get(at).copied().flatten();
            if *share && value.is_none_or(|value| value < WORTH) {
                small |= value.is_none_or(|value| 0.0 < value);
                self.proposal.tally.unselected += 1;
                continue;
            }
            let line = self.line(item, value, &known);
            self.proposal.lines.push(line);
        }
        if let Some(twins) = &layout.twins {
            mark_twins(layout, twins, items, &mut self.proposal.lines);
        }
        self.declare(table, coverage.as_ref(), small);
        self.look_at_table(own, cells);
    }

    fn line(&mut self, item: &Item, share: Option<f64>, known: &Known<'_>) -> Line {
        let layout = self.extract.layout;
        let mut line = Line {
            at: item.line,
            what: What::Row(Vec::new()),
            words: String::new(),
            status: Status::New,
            wanted: !layout.confirm && !self.held_back,
            remarks: Vec::new(),
        };
        self.remark(item, &mut line);
        let Make::Rows { cells: wanted, .. } = &layout.make else { return line };
        let mut cells = Vec::new();
        for (id, from) in wanted {
            let Some(column) = self.spec.column(id.as_str()) else { continue };
            let text = self.text(from, item, share);
            if let Some(cell) = self.cell(column, &text, &mut line) {
                cells.push((id.clone(), cell));
            }
        }
        line.status = known.status(&cells);
        line.wanted &= line.status != Status::Same;
        line.what = What::Row(cells);
        line
    }

    /// Why the item is there, and what is to be looked at.
    fn remark(&self, item: &Item, line: &mut Line) {
        let mention = &item.mention;
        line.remarks.extend(item.former.clone().map(Remark::Former));
        line.remarks.extend(mention.code.clone().map(Remark::Code));
        line.remarks.extend(mention.word.clone().map(Remark::Word));
        if !mention.countries.is_empty() {
            line.remarks.push(Remark::Countries);
        }
        if self.extract.layout.confirm {
            line.remarks.push(Remark::ToConfirm);
        }
    }

    /// What a cell is read from.
    fn text(&self, from: &From, item: &Item, share: Option<f64>) -> String {
        let (layout, target) = (self.extract.layout, self.target);
        match from {
            From::Field(_)
                if share.is_some() && matches!(from, From::Field(id) if id == "share") =>
            {
                share.map_or_else(String::new, |share| share.to_string())
            }
            From::Field(id) => item.field(layout, id).to_owned(),
            From::Fixed(text) => text.clone(),
            From::Source => layout.source.get(target.lang).to_owned(),
            From::Year => self.extract.year.map_or_else(String::new, |year| year.to_string()),
            From::Perimeter => perimeter(target).to_owned(),
            From::Countries => {
                let codes = item.mention.countries.iter().map(ToString::to_string);
                codes.collect::<Vec<_>>().join("|")
            }
            From::Guess => item.mention.option.clone().unwrap_or_default(),
            From::Joined(ids) => {
                let texts = ids.iter().map(|id| item.field(layout, id));
                texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
            }
        }
    }

    /// A cell out of a text; what is not understood is left out and told.
    fn cell(&mut self, column: &Column, text: &str, line: &mut Line) -> Option<Cell> {
        if text.is_empty() {
            return None;
        }
        if matches!(column.kind, ColumnKind::Place) && find_place(text).is_none() {
            return Some(self.country(text, line));
        }
        if let ColumnKind::Number { decimals, .. } = &column.kind {
            if WITHHELD.contains(&fold(text).as_str()) {
                return Some(Cell::Unknown);
            }
            if let Some(value) = number::parse(text) {
                let tens =
                    10_f64.powi(i32::from(*decimals).max(if self.is_share() { 2 } else { 0 }));
                return Some(Cell::Number((value * tens).round() / tens));
            }
        }
        let spot = || Some(Spot { line: line.at, column: None, heading: String::new() });
        let problem = match read_cell(&column.kind, text) {
            Ok((cell, _)) => match check_cell(column, &cell) {
                Ok(()) => return Some(cell),
                Err(problem) => ImportProblemKind::Value(problem),
            },
            Err(problem) => problem,
        };
        let problem = ImportProblem { spot: spot(), kind: problem };
        line.remarks.push(Remark::Problem(problem));
        None
    }

    fn is_share(&self) -> bool {
        matches!(&self.extract.layout.make, Make::Rows { share: true, .. })
    }

    /// A country whose label is not known: as it was decided, or left for somebody to decide.
    fn country(&mut self, label: &str, line: &mut Line) -> Cell {
        match self.decisions.countries.get(label) {
            Some(Some(place)) => Cell::text(&place.to_string()),
            decided => {
                line.wanted = false;
                line.remarks.push(Remark::UnknownCountry(label.to_owned()));
                if decided.is_none() {
                    *self.proposal.labels.entry(label.to_owned()).or_default() += 1;
                }
                Cell::text(label)
            }
        }
    }

    /// What each item is of their sum, in percent.
    fn shares(&mut self, items: &[&Item]) -> Vec<Option<f64>> {
        let sum: f64 = items.iter().filter_map(|item| item.figure).sum();
        let lost = items.iter().filter(|item| item.figure.is_none()).count();
        if 0 < lost {
            self.proposal.flags.push(Flag::Unreadable(lost));
        }
        self.compare_with_total(sum, items.len());
        let share = |figure: f64| (0.0 < sum).then(|| 100.0 * figure / sum);
        items.iter().map(|item| item.figure.and_then(share)).collect()
    }

    /// Whether counts add up to what the file says they do.
    fn check_total(&mut self, items: &[&Item]) {
        let layout = self.extract.layout;
        let texts: Vec<&str> = items.iter().map(|item| item.field(layout, "count")).collect();
        let figures: Vec<f64> = texts.iter().filter_map(|text| number::parse(text)).collect();
        let lost = texts.len() - figures.len();
        if 0 < lost {
            self.proposal.flags.push(Flag::Unreadable(lost));
        }
        let sum: f64 = figures.iter().sum();
        let shares = texts.iter().any(|text| text.contains('%'));
        if shares && 100.5 < sum {
            self.proposal.flags.push(Flag::Over100(sum));
        }
        if lost == 0 {
            self.compare_with_total(sum, items.len());
        }
        self.compare_with_people(sum);
    }

    /// Whether there are more people in the file than the territory has: it is then another's.
    fn compare_with_people(&mut self, sum: f64) {
        let Target { diagnostic, pack, .. } = self.target;
        if !pack.counts_people(&self.spec.id, &ColumnId::from("count")) {
            return;
        }
        let question = pack.prefilled(Prefill::Population);
        let answer = question.and_then(|question| diagnostic.answer(question.id.as_str()));
        if let Some(State::Given(Value::Number(people))) = answer.map(|answer| &answer.state)
            && *people < sum
        {
            self.proposal.flags.push(Flag::MorePeople(sum, *people));
        }
    }

    /// Rounded figures may be half a unit off each; anything more is told.
    fn compare_with_total(&mut self, sum: f64, lines: usize) {
        let Some(stated) = self.extract.total else { return };
        if lines as f64 * 0.5 + stated.abs() * 0.001 < (stated - sum).abs() {
            self.proposal.flags.push(Flag::Sum { stated, sum });
        }
    }

    /// Says how complete the table becomes, where nobody has said so before.
    fn declare(&mut self, table: &TableId, channel: Option<&OptionId>, small: bool) {
        let Make::Rows { whole: true, .. } = &self.extract.layout.make else { return };
        let own = self.target.diagnostic.table(table.as_str());
        let said = own.is_some_and(|table| match channel {
            Some(channel) => table.channel_coverage.contains_key(channel),
            None => table.coverage.is_some(),
        });
        let has_zone = self.proposal.lines.iter().any(|line| match &line.what {
            What::Row(cells) => cells.iter().any(|(_, cell)| {
                cell.as_text().is_some_and(|text| matches!(Place::parse(text), Place::Zone(_)))
            }),
            What::Answer(..) => false,
        });
        let coverage = if small || (channel.is_none() && !has_zone) {
            Coverage::TopN
        } else {
            Coverage::Exhaustive
        };
        let sound = self.proposal.labels.is_empty() && !self.proposal.lines.is_empty();
        if !said && sound {
            self.proposal.coverage = Some((channel.cloned(), coverage));
        }
    }

    /// What in the table does not go with the new rows.
    fn look_at_table(&mut self, own: Option<&crate::domain::Table>, cells: &[(ColumnId, From)]) {
        let Some(own) = own else { return };
        for (id, from) in cells {
            let Some(at) = own.column(id.as_str()) else { continue };
            let new = match from {
                From::Fixed(text) => text.as_str(),
                From::Perimeter => perimeter(self.target),
                _ => continue,
            };
            let Some(ColumnKind::Choice(options)) = self.spec.column(id.as_str()).map(|c| &c.kind)
            else {
                continue;
            };
            let others = own.rows.iter().filter_map(|row| row.cell(at).as_text());
            let Some(other) = others.into_iter().find(|other| *other != new) else { continue };
            let option = options.iter().find(|option| option.id == *other);
            let label =
                option.map_or(other, |option| option.label.get(self.target.lang)).to_owned();
            match id.as_str() {
                crate::questionnaire::column::PERIMETER => {
                    self.proposal.flags.push(Flag::Perimeters(label));
                }
                "measure" | "mobility" => self.proposal.flags.push(Flag::Measures(label)),
                _ => {}
            }
        }
    }
}

/// The word for the territory's own area.
pub(super) fn perimeter(target: Target<'_>) -> &'static str {
    if target.diagnostic.territory.code.len() == 5 { "commune" } else { "epci" }
}

/// Marks the lines that are likely about the same partner as an earlier one.
fn mark_twins(layout: &Layout, twins: &Twins, items: &[&Item], lines: &mut [Line]) {
    let names: Vec<(String, String)> = items
        .iter()
        .map(|item| {
            (fold(item.field(layout, &twins.name)), fold(item.field(layout, &twins.country)))
        })
        .collect();
    let point = |item: &Item| {
        let degrees = |id: &String| item.field(layout, id).parse::<f32>().ok();
        let (lat, lon) = (degrees(&twins.lat)?, degrees(&twins.lon)?);
        Some(crate::reference::Point { lat, lon })
    };
    for (at, line) in lines.iter_mut().enumerate() {
        let Some((name, country)) = names.get(at) else { continue };
        let alike = |(_, other): &(usize, &(String, String))| {
            let begins = |a: &str, b: &str| a == b || a.starts_with(&format!("{b} "));
            other.1 == *country && (begins(name, &other.0) || begins(&other.0, name))
        };
        let near = |(other, _): &(usize, &(String, String))| {
            let both =
                items.get(at).and_then(|i| point(i)).zip(items.get(*other).and_then(|i| point(i)));
            both.is_some_and(|(a, b)| a.distance_km(b) < 5.0)
        };
        let earlier = names.iter().take(at).enumerate();
        if let Some((other, _)) = earlier.into_iter().find(|one| alike(one) || near(one)) {
            let name = items.get(other).map_or("", |item| item.field(layout, &twins.name));
            line.remarks.push(Remark::Like(name.to_owned()));
        }
    }
}
