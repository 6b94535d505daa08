//! What was entered otherwise, in words.

use crate::{
    domain::{Aspect, Diagnostic, Difference, RowId, TableId, Target},
    questionnaire::{LEAST_COUNT, Pack},
    report::history,
    scoring::{Comparison, Input, InputKind, Taken},
};

use super::{Spot, ToldInput, ToldInputs, Words};

/// Kinds of changes that are told together, in the order of reading.
const KINDS: [&[InputKind]; 6] = [
    &[InputKind::Answer],
    &[InputKind::Row, InputKind::Coverage],
    &[InputKind::Area, InputKind::Territory, InputKind::Path],
    &[InputKind::Date],
    &[InputKind::Wish],
    &[InputKind::Detail],
];

/// What was entered otherwise, by kind.
pub(super) fn groups(words: Words<'_>, of: &Comparison) -> Vec<ToldInputs> {
    let groups = KINDS.into_iter().filter_map(|kinds| {
        let first = *kinds.first()?;
        let mut lines = words.lines(of, kinds);
        if first == InputKind::Date {
            lines.extend(words.ageing(of));
        }
        let title = words.title(first, lines.len());
        (!lines.is_empty()).then_some(ToldInputs { kind: first, title, lines })
    });
    groups.collect()
}

impl Words<'_> {
    fn title(self, kind: InputKind, count: usize) -> String {
        let lang = self.lang;
        match kind {
            InputKind::Answer => lang.compare_inputs_answers(count),
            InputKind::Detail => lang.compare_inputs_details(count),
            InputKind::Row | InputKind::Coverage => lang.compare_inputs_rows(count),
            InputKind::Area | InputKind::Territory | InputKind::Path => {
                lang.compare_inputs_area().to_owned()
            }
            InputKind::Date => lang.compare_inputs_time().to_owned(),
            InputKind::Wish => lang.compare_inputs_wishes().to_owned(),
        }
    }

    /// The lines of some kinds; all cells of a row are one line.
    fn lines(self, of: &Comparison, kinds: &[InputKind]) -> Vec<ToldInput> {
        let mut lines = Vec::new();
        let mut last: Option<(TableId, RowId)> = None;
        for input in of.inputs.iter().filter(|input| kinds.contains(&input.kind)) {
            let row = match &input.target {
                Target::Cell(table, row, _) => Some((table.clone(), *row)),
                _ => None,
            };
            let mut line = self.line(input);
            match lines.last_mut() {
                Some(ToldInput { changes, .. }) if row.is_some() && row == last => {
                    changes.append(&mut line.changes);
                }
                _ => lines.push(line),
            }
            last = row;
        }
        lines
    }

    fn line(self, input: &Input) -> ToldInput {
        let lang = self.lang;
        let place = self.place(&input.target);
        match &input.target {
            Target::Cell(table, row, _) => {
                let what = self.row_name(table, *row);
                let changes = input.sides.iter().map(|side| self.cell(side)).collect();
                ToldInput { what, changes, place }
            }
            Target::Row(table, row) => {
                let added = input.sides.iter().all(|side| side.from.is_empty());
                let word =
                    if added { lang.compare_row_added() } else { lang.compare_row_removed() };
                ToldInput {
                    what: self.row_name(table, *row),
                    changes: vec![word.to_owned()],
                    place,
                }
            }
            Target::Profile(field) if field == "as_of" => {
                let (from, to) = (self.old.diagnostic.as_of, self.new.diagnostic.as_of);
                let moved = lang.compare_date_moved(lang.date(from), lang.date(to));
                ToldInput { what: moved, changes: Vec::new(), place }
            }
            _ => {
                let sides = input.sides.iter().map(|side| self.side(side));
                let what = input.sides.first().map(|side| self.worded(side, Aspect::Value).what);
                ToldInput { what: what.unwrap_or_default(), changes: sides.collect(), place }
            }
        }
    }

    /// Where it is entered: the place that leads to it as it is now.
    fn place(self, target: &Target) -> Option<Spot> {
        let plan = &self.later().diagnostic.plan;
        Some(match target {
            Target::Answer(id) => Spot::Question(id.clone()),
            Target::Cell(id, ..) | Target::Row(id, _) | Target::Rows(id) | Target::Coverage(id) => {
                Spot::Table(id.clone())
            }
            Target::Ambition(id) => Spot::Level(id.clone()),
            Target::Plan(_) | Target::Dismissed(_) => Spot::Plan(None),
            Target::Action(id) | Target::ActionField(id, _) => {
                Spot::Plan(plan.action(*id).map(|action| action.id))
            }
            Target::Decision(row, _) => Spot::Decision(*row),
            Target::Point(_) => Spot::Speaking,
            Target::Profile(field) => match field.as_str() {
                "territory" | "path" | "as_of" => Spot::Territory,
                "explorations" => Spot::Weights,
                "cover" => Spot::Cover,
                _ => return None,
            },
        })
    }

    /// A row by its table and its name.
    fn row_name(self, table: &TableId, row: RowId) -> String {
        let blank = Difference {
            target: Target::Row(table.clone(), row),
            aspect: Aspect::Value,
            from: String::new(),
            to: String::new(),
        };
        self.worded(&blank, Aspect::Value).what
    }

    /// One side of a thing: from what to what, after the name of the side unless it is the thing.
    fn side(self, side: &Difference) -> String {
        let line = self.worded(side, side.aspect);
        let change = self.change(&line.from, &line.to);
        let name = match side.aspect {
            Aspect::Value => return change,
            aspect => history::aspect_name(self.lang, aspect),
        };
        if change.is_empty() { name.to_owned() } else { self.lang.compare_side(change, name) }
    }

    /// A cell under the name of its column; small counts of people are not told.
    fn cell(self, side: &Difference) -> String {
        let Target::Cell(table, _, column) = &side.target else { return String::new() };
        let packs = [self.new.pack, self.old.pack];
        let spec = packs.into_iter().find_map(|pack| pack.table(table.as_str()));
        let spec = spec.and_then(|table| table.column(column.as_str()));
        let name = spec.map_or(column.as_str(), |column| column.label.get(self.lang));
        let line = self.worded(side, side.aspect);
        let told = |text: String, raw: &str| {
            if is_few(packs[0], &side.target, raw) {
                self.lang.words_masked(self.lang.number(LEAST_COUNT, 0))
            } else {
                text
            }
        };
        let change = self.change(&told(line.from, &side.from), &told(line.to, &side.to));
        self.lang.compare_side(change, name)
    }

    fn change(self, from: &str, to: &str) -> String {
        if from.is_empty() && to.is_empty() {
            return String::new();
        }
        self.lang.compare_from_to(short(from), short(to))
    }

    /// A difference in words, looked up in the state that still has the thing.
    fn worded(self, side: &Difference, aspect: Aspect) -> history::Line {
        let side = Difference { aspect, ..side.clone() };
        let has = |of: Taken<'_>| match &side.target {
            Target::Row(table, row) | Target::Cell(table, row, _) => {
                of.diagnostic.table(table.as_str()).is_some_and(|table| table.row(*row).is_some())
            }
            Target::Answer(id) => of.pack.question(id.as_str()).is_some(),
            Target::Action(id) | Target::ActionField(id, _) => {
                of.diagnostic.plan.actions.iter().any(|action| action.id == *id)
            }
            _ => true,
        };
        let of = if has(self.later()) { self.later() } else { self.old };
        let (pack, diagnostic): (&Pack, &Diagnostic) = (of.pack, of.diagnostic);
        history::difference(pack, diagnostic, self.lang, &side)
    }

    /// What has aged without anybody touching it.
    fn ageing(self, of: &Comparison) -> Vec<ToldInput> {
        let place = |ids: &[crate::domain::QuestionId]| match ids {
            [one, ..] => Some(Spot::Question(one.clone())),
            [] => None,
        };
        let aged = (!of.aged.is_empty()).then(|| ToldInput {
            what: self.lang.compare_aged(of.aged.len(), self.names(&of.aged)),
            changes: Vec::new(),
            place: place(&of.aged),
        });
        let refreshed = (!of.refreshed.is_empty()).then(|| ToldInput {
            what: self.lang.compare_refreshed(of.refreshed.len(), self.names(&of.refreshed)),
            changes: Vec::new(),
            place: place(&of.refreshed),
        });
        aged.into_iter().chain(refreshed).collect()
    }
}

/// Whether a cell counts people, and so few that they could be recognised.
fn is_few(pack: &Pack, target: &Target, raw: &str) -> bool {
    let Target::Cell(table, _, column) = target else { return false };
    let least = raw.split("..").next().and_then(|text| text.parse::<f64>().ok());
    pack.counts_people(table, column) && least.is_some_and(|least| least < LEAST_COUNT)
}

/// A long text by its beginning.
fn short(text: &str) -> String {
    const MOST: usize = 160;
    let flat = text.replace(['\n', '\r'], " ");
    if flat.chars().count() <= MOST {
        return flat;
    }
    flat.chars().take(MOST).chain(['…']).collect()
}
