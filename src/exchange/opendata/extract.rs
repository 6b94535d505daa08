//! What an official file holds about a territory: read once, in little memory, and kept.

use std::{ops::ControlFlow, path::Path};

use crate::{
    domain::{Territory, Year},
    exchange::{
        feed::{Feed, FeedRow, Seen, Watch},
        spreadsheet::FileProblem,
    },
    language::number,
    reference::{Point, fold, territory},
};

use super::{
    layout::{Columns, Layout, PlaceBy},
    mention::{self, Mention},
    noted::{Flag, Tally},
    perimeter::{Perimeter, Placed},
    quarter::{self, Quarter},
    recognise::{Found, Recognised},
    sections::Reading,
};

/// The most lines about a territory that are kept.
const HERE: usize = 50_000;

/// The most lines that could not be placed that are kept; more are only counted.
const NOWHERE: usize = 5_000;

/// What a file holds about a territory.
#[derive(Clone, Debug)]
pub struct Extract {
    /// Its layout.
    pub layout: &'static Layout,
    /// The name of the file.
    pub file: String,
    /// The year that its figures are about, if it says so.
    pub year: Option<Year>,
    /// How many lines were what.
    pub tally: Tally,
    /// What is odd about the file as a whole.
    pub flags: Vec<Flag>,
    pub(super) items: Vec<Item>,
    pub(super) unplaced: Vec<Item>,
    /// The total that the file states, if it does.
    pub(super) total: Option<f64>,
}

/// One line about the territory, by the layout's fields.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub(super) line: usize,
    pub(super) fields: Vec<Vec<String>>,
    /// The sum of the last quarters, or the share that it makes.
    pub(super) figure: Option<f64>,
    pub(super) mention: Mention,
    /// The code of a former commune or of a district that placed it.
    pub(super) former: Option<String>,
}

impl Item {
    /// The first value of a field.
    pub(super) fn field(&self, layout: &Layout, id: &str) -> &str {
        let at = layout.field(id).and_then(|at| self.fields.get(at));
        at.and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// The sum of a field's figures; none if one of them is missing.
    pub(super) fn sum(&self, layout: &Layout, id: &str) -> Option<f64> {
        let values = layout.field(id).and_then(|at| self.fields.get(at))?;
        if values.is_empty() {
            return None;
        }
        values.iter().map(|value| number::parse(value)).sum()
    }
}

/// Reads what a recognised file holds about a territory.
pub fn extract(
    recognised: &Recognised,
    place: &Territory,
    watch: &Watch,
) -> Result<Option<Extract>, FileProblem> {
    let Some(found) = &recognised.found else { return Ok(None) };
    let perimeter = Perimeter::of(place);
    let mut work = Work::new(found.layout, perimeter, recognised.feed.path());
    let seen = work.read(&recognised.feed, found.part, (found.line, &found.headings), watch)?;
    work.preamble(&found.preamble);
    work.flow(recognised, found);
    Ok(Some(work.finish(seen)))
}

/// A reading under way.
struct Work {
    layout: &'static Layout,
    perimeter: Perimeter,
    columns: Columns,
    quarters: Vec<(Quarter, usize)>,
    place: Vec<usize>,
    extract: Extract,
    latest: Option<Year>,
    /// How many lines are of a flow that nobody knows.
    odd_flows: usize,
    too_many: bool,
}

impl Work {
    fn new(layout: &'static Layout, perimeter: Perimeter, path: &Path) -> Self {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let extract = Extract {
            layout,
            year: year_in(&file),
            file,
            tally: Tally::default(),
            flags: Vec::new(),
            items: Vec::new(),
            unplaced: Vec::new(),
            total: None,
        };
        let (columns, quarters, place) = (Vec::new(), Vec::new(), Vec::new());
        let (latest, odd_flows, too_many) = (None, 0, false);
        Self { layout, perimeter, columns, quarters, place, extract, latest, odd_flows, too_many }
    }

    fn read(
        &mut self,
        feed: &Feed,
        part: usize,
        (head, headings): (usize, &[String]),
        watch: &Watch,
    ) -> Result<Seen, FileProblem> {
        self.headings(headings);
        let mut sections =
            self.layout.sections.as_ref().map(|spec| Reading::new(spec, self.layout));
        let seen = feed.read(part, watch, &mut |row| {
            self.extract.tally.rows += 1;
            if let Some(sections) = &mut sections {
                if let Some(columns) = sections.row(row) {
                    self.columns.clone_from(columns);
                    self.row(row);
                }
            } else if head < row.number() {
                self.row(row);
            }
            if self.too_many { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        if self.too_many { Err(FileProblem::TooManyRows(HERE)) } else { Ok(seen) }
    }

    fn headings(&mut self, headings: &[String]) {
        self.columns = self.layout.columns(headings).unwrap_or_default();
        let quarters = headings.iter().enumerate();
        self.quarters = quarters.filter_map(|(at, h)| Some((quarter::parse(h)?, at))).collect();
        self.quarters.sort();
        if 0 < self.layout.periods {
            let last = self.quarters.last().map(|(quarter, _)| *quarter);
            self.extract.year = last.map(|quarter| quarter.year);
            self.quarters
                .retain(|(quarter, _)| last.is_some_and(|last| last.distance(*quarter) < 4));
            if self.quarters.len() < 4 {
                self.extract.flags.push(Flag::ShortYear(self.quarters.len()));
            }
        }
        if let Some(heading) =
            self.layout.latest_column(&self.columns).and_then(|at| headings.get(at))
        {
            self.extract.year = year_in(heading).or(self.extract.year);
        }
        let of = |id: &String| {
            let at = self.layout.field(id).and_then(|at| self.columns.get(at));
            at.and_then(|columns| columns.first()).copied().unwrap_or(usize::MAX)
        };
        self.place = match &self.layout.place {
            PlaceBy::Whole => Vec::new(),
            PlaceBy::Code(code) | PlaceBy::Departement(code) => vec![of(code)],
            PlaceBy::Name { name, postcode } => vec![of(name), of(postcode)],
            PlaceBy::Point { name, lat, lon } => vec![of(name), of(lat), of(lon)],
        };
    }

    fn placed(&self, row: FeedRow<'_>) -> Placed {
        let text =
            |at: usize| self.place.get(at).map_or_else(String::new, |c| row.text(*c).into_owned());
        match &self.layout.place {
            PlaceBy::Whole => Placed::Here,
            PlaceBy::Code(_) => {
                let column = self.place.first().copied().unwrap_or(usize::MAX);
                self.perimeter.by_code(row.raw(column))
            }
            PlaceBy::Name { .. } => self.perimeter.by_name(&text(0), &text(1)),
            PlaceBy::Point { .. } => {
                let degrees = |at: usize| text(at).replace(',', ".").parse::<f32>().ok();
                let point = degrees(1).zip(degrees(2)).map(|(lat, lon)| Point { lat, lon });
                self.perimeter.by_point(&text(0), point)
            }
            PlaceBy::Departement(_) if self.place.first() == Some(&usize::MAX) => Placed::Here,
            PlaceBy::Departement(_) => self.perimeter.is_departement(&text(0)),
        }
    }

    fn row(&mut self, row: FeedRow<'_>) {
        let placed = self.placed(row);
        if placed == Placed::Elsewhere {
            self.extract.tally.elsewhere += 1;
            return;
        }
        let mut item = self.item(row);
        let year = self.layout.year.as_ref().map(|id| item.field(self.layout, id));
        if let Some(year) = year.and_then(year_in) {
            if self.latest.is_some_and(|latest| year < latest) {
                self.extract.tally.earlier += 1;
                return;
            }
            if self.latest < Some(year) {
                let stale = self.extract.items.len() + self.extract.unplaced.len();
                self.extract.tally.earlier += stale;
                (self.extract.items, self.extract.unplaced) = (Vec::new(), Vec::new());
                (self.extract.tally.here, self.extract.tally.unplaced) = (0, 0);
                self.latest = Some(year);
            }
        }
        if self.is_dropped(&item) {
            self.extract.tally.dropped += usize::from(placed == Placed::Here);
            return;
        }
        if let Some(select) = &self.layout.select {
            let texts: Vec<&str> =
                select.texts.iter().map(|id| item.field(self.layout, id)).collect();
            let codes: Vec<&str> =
                select.codes.iter().map(|id| item.field(self.layout, id)).collect();
            let mention = mention::read(select, &texts.join(" . "), &codes);
            if !mention.is_any() {
                self.extract.tally.unselected += usize::from(placed == Placed::Here);
                return;
            }
            item.mention = mention;
        }
        self.keep(item, placed);
    }

    fn keep(&mut self, item: Item, placed: Placed) {
        if placed == Placed::Here {
            self.extract.tally.here += 1;
            self.too_many |= self.extract.items.len() == HERE;
            self.extract.items.push(item);
        } else {
            self.extract.tally.unplaced += 1;
            if self.extract.unplaced.len() < NOWHERE {
                self.extract.unplaced.push(item);
            }
        }
    }

    fn item(&self, row: FeedRow<'_>) -> Item {
        let texts =
            |columns: &Vec<usize>| columns.iter().map(|c| row.text(*c).into_owned()).collect();
        let former = match (&self.layout.place, self.place.first()) {
            (PlaceBy::Code(_), Some(column)) => {
                let code = row.text(*column).into_owned();
                Some(code).filter(|code| self.perimeter.is_former(code))
            }
            _ => None,
        };
        let figures = self.quarters.iter().map(|(_, column)| number::parse(&row.text(*column)));
        let figure = if self.quarters.is_empty() { None } else { figures.sum() };
        Item {
            line: row.number(),
            fields: self.columns.iter().map(texts).collect(),
            figure,
            mention: Mention::default(),
            former,
        }
    }

    fn is_dropped(&mut self, item: &Item) -> bool {
        if let Some(flow) = self.layout.flow.as_ref().filter(|_| self.says_flow()) {
            let wanted = flow.is_wanted(item.field(self.layout, &flow.field));
            self.odd_flows += usize::from(wanted.is_none());
            if wanted != Some(true) {
                return true;
            }
        }
        self.layout.drop.iter().any(|drop| {
            let value = item.field(self.layout, &drop.field);
            let is_any = |list: &[String]| list.iter().any(|one| one == value);
            is_any(&drop.is) || (!drop.is_not.is_empty() && !is_any(&drop.is_not))
        })
    }

    /// Whether a column tells the flow of each line.
    fn says_flow(&self) -> bool {
        let field = self.layout.flow.as_ref().and_then(|flow| self.layout.field(&flow.field));
        field.and_then(|at| self.columns.get(at)).is_some_and(|columns| !columns.is_empty())
    }

    /// Which flow the file is about, where no column says it.
    fn flow(&mut self, recognised: &Recognised, found: &Found) {
        let Some(flow) = &self.layout.flow else { return };
        if self.says_flow() {
            if 0 < self.odd_flows {
                self.extract.flags.push(Flag::OddFlows(self.odd_flows));
            }
            return;
        }
        let part = recognised.feed.parts().get(found.part);
        let texts = found.preamble.iter().chain(part).chain([&self.extract.file]);
        let doubt = flow.doubt(texts.map(String::as_str));
        self.extract.flags.extend(doubt);
    }

    /// What stands above the headings: the territory and the year.
    fn preamble(&mut self, lines: &[String]) {
        if !matches!(self.layout.place, PlaceBy::Whole | PlaceBy::Departement(_)) {
            if self.extract.year.is_none() {
                self.extract.year = lines.iter().find_map(|line| year_in(line));
            }
            return;
        }
        if self.extract.year.is_none() {
            self.extract.year = lines.iter().find_map(|line| year_in(line));
        }
        if !self.place.is_empty() && self.place.first() != Some(&usize::MAX) {
            return;
        }
        let texts = lines.iter().chain([&self.extract.file]);
        let codes = texts.flat_map(|text| text.split(|c: char| !c.is_ascii_alphanumeric()));
        let named = codes.filter(|code| matches!(code.len(), 5 | 9)).find_map(territory);
        let own = &self.perimeter.code;
        match named {
            Some(profile) if profile.territory.code == *own => {}
            Some(profile) => {
                let name = format!("{} ({})", profile.territory.name, profile.territory.code);
                self.extract.flags.push(Flag::OtherTerritory(name));
            }
            None => self.extract.flags.push(Flag::UnknownTerritory),
        }
    }

    fn finish(self, seen: Seen) -> Extract {
        let Self { layout, mut extract, latest, .. } = self;
        extract.year = latest.or(extract.year);
        if layout.tried == super::Tried::MadeUp {
            extract.flags.insert(0, Flag::MadeUp);
        }
        if seen.mixed {
            extract.flags.push(Flag::Encodings);
        }
        let former = extract.items.iter().filter(|item| item.former.is_some()).count();
        if 0 < former {
            extract.flags.push(Flag::FormerCodes(former));
        }
        extract.take_total();
        extract
    }
}

impl Extract {
    /// Takes the line that sums the others up out of them.
    fn take_total(&mut self) {
        let Some(country) = self.layout.field("country") else { return };
        let declared = self.layout.sections.as_ref().map(|sections| sections.total.clone());
        let totals = declared.unwrap_or_else(|| vec!["total".to_owned(), "ensemble".to_owned()]);
        let is_total = |item: &Item| {
            let label = item.fields.get(country).and_then(|values| values.first());
            label.is_some_and(|label| totals.contains(&fold(label)))
        };
        let (sums, lines): (Vec<Item>, Vec<Item>) =
            std::mem::take(&mut self.items).into_iter().partition(is_total);
        self.items = lines;
        self.tally.here = self.items.len();
        let layout = self.layout;
        self.total =
            sums.first().and_then(|item| item.figure.or_else(|| item.sum(layout, "count")));
    }
}

/// A year of our time in a text: « RP2022 », « 2024-2025 », `rna_20241201`.
pub(super) fn year_in(text: &str) -> Option<Year> {
    let digits =
        text.split(|c: char| !c.is_ascii_digit()).filter(|run| matches!(run.len(), 4 | 6 | 8));
    let mut years = digits.filter_map(|run| run.get(..4)?.parse::<Year>().ok());
    years.find(|year| (1990..=2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_found_in_names_and_titles() {
        assert_eq!(year_in("rp2022_td_img1B.csv"), Some(2022));
        assert_eq!(year_in("rna_waldec_20241201_dpt_44.csv"), Some(2024));
        assert_eq!(year_in("2024-2025"), Some(2024));
        assert_eq!(year_in("44109"), None);
        assert_eq!(year_in("export.csv"), None);
    }
}
