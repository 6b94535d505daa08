//! The path: every theme and table with its state, then the results.
//!
//! The person in front sees where they are and what is left. Sections that do not fit on a small
//! screen are folded, the one at hand never is, and what somebody folds or unfolds stays so.

use std::{collections::BTreeMap, sync::Arc};

use egui::{ScrollArea, Ui};

use crate::{
    app::Document,
    domain::{Path, Row, Table},
    language::Lang,
    questionnaire::{Progress, TableSpec, progress, starting_rows},
};

use crate::ui::{
    pages,
    view::{Out, Page},
    widgets::{self, StepState},
};

/// Which sections somebody folded or unfolded by hand.
#[derive(Debug, Default)]
pub struct State {
    open: BTreeMap<String, bool>,
    /// Whether the step at hand is to have the focus.
    reach: bool,
    /// The steps as they were last looked up, of this revision: they ask every row of every table.
    kept: Option<(u64, Lang, Arc<[Section]>)>,
}

impl State {
    /// Gives the focus to the step at hand.
    pub const fn reach(&mut self) {
        self.reach = true;
    }

    fn sections(&mut self, document: &Document, lang: Lang) -> Arc<[Section]> {
        let revision = document.revision();
        match &self.kept {
            Some((of, kept, sections)) if (*of, *kept) == (revision, lang) => Arc::clone(sections),
            _ => {
                let sections: Arc<[Section]> = sections(document, lang).into();
                self.kept = Some((revision, lang, Arc::clone(&sections)));
                sections
            }
        }
    }
}

/// One heading of the path, with its steps.
#[derive(Debug, PartialEq, Eq)]
pub struct Section {
    /// What tells it from the others, in any language.
    pub key: String,
    /// The heading.
    pub title: String,
    /// The steps under it.
    pub steps: Vec<Step>,
}

/// One step of the path.
#[derive(Debug, PartialEq, Eq)]
pub struct Step {
    /// Where it leads.
    pub page: Page,
    /// Its name.
    pub label: String,
    /// How far it is; `None` for results.
    pub state: Option<StepState>,
    /// How much of it is done, such as `3/8`.
    pub count: String,
    /// Whether it belongs to the step above it.
    pub inner: bool,
}

/// The steps of a document, by heading.
pub fn sections(document: &Document, lang: Lang) -> Vec<Section> {
    let pack = document.pack();
    let mut sections: Vec<Section> = Vec::new();
    for group in &pack.groups {
        let dimensions = pack.dimensions.iter().filter(|dimension| dimension.group == group.id);
        let steps = dimensions.flat_map(|dimension| steps_of(document, dimension, lang)).collect();
        let (key, title) = (group.id.clone(), group.title.get(lang).to_owned());
        sections.push(Section { key, title, steps });
    }
    if let Some(first) = sections.first_mut() {
        first.steps.insert(0, territory(document, lang));
    }
    sections.push(Section {
        key: "results".to_owned(),
        title: lang.shell_results().to_owned(),
        steps: results(document, lang),
    });
    sections.push(Section {
        key: "decide".to_owned(),
        title: lang.shell_decide().to_owned(),
        steps: decide(document, lang),
    });
    sections
}

/// What a page is called on the path, if it is neither a theme's nor a table's.
pub(super) fn label(document: &Document, page: &Page, lang: Lang) -> Option<String> {
    let steps = [vec![territory(document, lang)], results(document, lang), decide(document, lang)];
    steps.into_iter().flatten().find(|step| step.page == *page).map(|step| step.label)
}

/// A step that has no progress of its own.
fn plain(page: Page, label: &str) -> Step {
    Step { page, label: label.to_owned(), state: None, count: String::new(), inner: false }
}

/// What the answers say.
fn results(document: &Document, lang: Lang) -> Vec<Step> {
    let pack = document.pack();
    let mut steps = vec![plain(Page::Overview, lang.shell_overview())];
    if pack.blocks.iter().any(|block| block.levelled) {
        steps.push(plain(Page::Ladder, lang.ladder_short()));
    }
    if pack.matrix.is_some() {
        steps.push(plain(Page::Matrix, lang.shell_matrix()));
        steps.push(plain(Page::Map, lang.map_page()));
    }
    if !pack.gauges.is_empty() {
        steps.push(plain(Page::Gauges, lang.gauges_short()));
    }
    if !pack.benchmarks.is_empty() {
        steps.push(plain(Page::Benchmark, lang.benchmark_short()));
    }
    steps.push(plain(Page::Robustness, lang.robustness_short()));
    steps.push(plain(Page::Verify, lang.verify_short()));
    steps
}

/// What to do about it.
fn decide(document: &Document, lang: Lang) -> Vec<Step> {
    let mut steps = Vec::new();
    if !document.pack().rules.is_empty() {
        steps.push(plain(Page::Advice, lang.advice_page_short()));
    }
    steps.push(plain(Page::Plan, lang.plan_short()));
    if document.pack().matrix.is_some() {
        steps.push(plain(Page::Decisions, lang.decisions_short()));
    }
    steps.push(plain(Page::Networks, lang.registers_networks_step()));
    steps.push(plain(Page::Devices, lang.registers_devices_step()));
    steps.push(plain(Page::Kits, lang.kits_page()));
    steps.push(plain(Page::Merge, lang.merge_page()));
    steps.push(plain(Page::Compare, lang.compare_page()));
    if !document.pack().speaking.is_empty() {
        steps.push(plain(Page::Speaking, lang.speaking_short()));
    }
    steps.push(plain(Page::Brief, lang.shell_brief()));
    steps
}

/// What the tables know of the territory: the step before every question.
fn territory(document: &Document, lang: Lang) -> Step {
    let complete = pages::territory::is_complete(document);
    Step {
        page: Page::Territory,
        label: lang.territory_step().to_owned(),
        state: Some(if complete { StepState::Done } else { StepState::Begun }),
        count: String::new(),
        inner: false,
    }
}

fn steps_of(
    document: &Document,
    dimension: &crate::questionnaire::Dimension,
    lang: Lang,
) -> Vec<Step> {
    let (pack, diagnostic) = (document.pack(), document.diagnostic());
    let done = progress(pack, diagnostic, &dimension.id);
    let mut steps = vec![Step {
        page: Page::Dimension(dimension.id.clone()),
        label: dimension.short.get(lang).to_owned(),
        state: Some(state(Progress { tables: 0, tables_begun: 0, ..done })),
        count: format!("{}/{}", done.settled, done.asked),
        inner: false,
    }];
    if diagnostic.path == Path::Full {
        for spec in dimension.tables.iter().filter_map(|id| pack.table(id.as_str())) {
            let table = diagnostic.table(spec.id.as_str());
            let rows = table.map_or(0, |table| table.rows.len());
            let (begun, full) = table.map_or((false, false), |table| told(table, spec));
            let complete = table.is_some_and(|table| table.coverage.is_some())
                || (begun && full && !spec.asks_coverage);
            steps.push(Step {
                page: Page::Table(spec.id.clone()),
                label: spec.short.get(lang).to_owned(),
                state: Some(match (begun, complete) {
                    (_, true) => StepState::Done,
                    (true, false) => StepState::Begun,
                    (false, false) => StepState::ToDo,
                }),
                count: lang.integer(rows),
                inner: true,
            });
        }
    }
    steps
}

/// Whether anything was said in a table, and whether something was in each of its rows: the rows
/// that it starts with say nothing by themselves.
fn told(table: &Table, spec: &TableSpec) -> (bool, bool) {
    let given = usize::from(starting_rows(spec).is_some());
    let says = |row: &Arc<Row>| given < row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let bare = table.rows.is_empty() || !table.rows.iter().any(says);
    let declared = table.coverage.is_some() || !table.channel_coverage.is_empty();
    (declared || !bare, table.rows.iter().all(says))
}

fn state(progress: Progress) -> StepState {
    if 0 < progress.review {
        StepState::Review
    } else if progress.is_untouched() {
        StepState::ToDo
    } else if progress.is_complete() {
        StepState::Done
    } else {
        StepState::Begun
    }
}

impl Section {
    /// Whether a page belongs to it.
    fn holds(&self, page: &Page) -> bool {
        self.steps.iter().any(|step| step.page == *page.step())
    }

    /// How high it is, open or folded.
    fn height(&self, open: bool) -> f32 {
        let steps = if open { self.steps.len() as f32 * widgets::PATH_STEP } else { 0.0 };
        widgets::PATH_HEADING + steps
    }

    /// How many answers its steps have, of those asked; empty where nothing is asked.
    fn count(&self) -> String {
        let counts = self.steps.iter().filter_map(|step| {
            let (done, asked) = step.count.split_once('/')?;
            Some((done.parse::<usize>().ok()?, asked.parse::<usize>().ok()?))
        });
        let (done, asked) = counts.fold((0, 0), |(a, b), (c, d)| (a + c, b + d));
        if asked == 0 { String::new() } else { format!("{done}/{asked}") }
    }
}

/// Which sections are open: those that somebody opened, the one at hand, then as many of the
/// others as there is room for, from the top.
fn open(sections: &[Section], page: &Page, state: &State, room: f32) -> Vec<bool> {
    let mut left = room;
    let mut open: Vec<bool> = Vec::new();
    for section in sections {
        let by_hand = state.open.get(&section.key).copied();
        let is_open = by_hand.unwrap_or_else(|| section.holds(page));
        left -= section.height(is_open);
        open.push(is_open);
    }
    for (section, open) in sections.iter().zip(&mut open) {
        let more = section.height(true) - section.height(false);
        if !*open && !state.open.contains_key(&section.key) && more <= left {
            *open = true;
            left -= more;
        }
    }
    open
}

/// Draws the path.
pub fn show(
    ui: &mut Ui,
    document: &Document,
    lang: Lang,
    page: &Page,
    state: &mut State,
    out: &mut Out,
) {
    let sections = state.sections(document, lang);
    let open = open(&sections, page, state, ui.available_height());
    ScrollArea::vertical().id_salt("path").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        // The current step is brought into view once, when the page is turned.
        let turned = ui.data_mut(|data| {
            let last = data.get_temp_mut_or_default::<Option<Page>>(ui.scope_id().with("page"));
            last.replace(page.clone()).as_ref() != Some(page)
        });
        for (section, open) in sections.iter().zip(open) {
            let count = if open { String::new() } else { section.count() };
            if widgets::path_heading(ui, &section.title, open, &count, lang).clicked() {
                state.open.insert(section.key.clone(), !open);
            }
            if !open {
                continue;
            }
            for step in &section.steps {
                let current = step.page == *page.step();
                let shown = widgets::path_step(ui, step, current, lang);
                if current && turned {
                    shown.scroll_to_me(None);
                }
                if current && std::mem::take(&mut state.reach) {
                    shown.request_focus();
                }
                if shown.clicked() {
                    out.go(step.page.clone());
                }
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(key: &str, pages: &[Page]) -> Section {
        let steps = pages.iter().map(|page| plain(page.clone(), "x")).collect();
        Section { key: key.to_owned(), title: key.to_owned(), steps }
    }

    fn path() -> [Section; 3] {
        [
            section("ties", &[Page::Territory, Page::Welcome]),
            section("results", &[Page::Overview, Page::Matrix, Page::Map]),
            section("decide", &[Page::Brief]),
        ]
    }

    #[test]
    fn all_is_open_where_there_is_room_and_the_section_at_hand_always_is() {
        let state = State::default();
        let all: f32 = path().iter().map(|one| one.height(true)).sum();
        assert_eq!(open(&path(), &Page::Map, &state, all), [true, true, true]);
        let closed: f32 = path().iter().map(|one| one.height(false)).sum();
        assert_eq!(open(&path(), &Page::Map, &state, closed), [false, true, false]);
        let some = closed + 4.0 * widgets::PATH_STEP;
        assert_eq!(open(&path(), &Page::Map, &state, some), [false, true, true]);
        assert_eq!(open(&path(), &Page::Brief, &state, some), [true, false, true]);
    }

    #[test]
    fn a_table_that_only_has_the_rows_it_starts_with_is_to_do() {
        let pack = crate::questionnaire::Pack::standard().unwrap();
        let new = crate::app::NewDiagnostic {
            territory: crate::domain::Territory::default(),
            population: None,
            path: Path::Full,
        };
        let mut diagnostic = new.create(pack, jiff::civil::date(2026, 11, 26));
        let spec = pack.tables.iter().find(|spec| starting_rows(spec).is_some()).unwrap();
        let table = Arc::make_mut(diagnostic.tables.get_mut(&spec.id).unwrap());
        assert!(!table.rows.is_empty());
        assert_eq!(told(table, spec), (false, false));
        let (id, other) = (table.rows[0].id, &spec.columns[1].id);
        table.set_cell(id, other, crate::domain::Cell::text("1"));
        assert_eq!(told(table, spec), (true, false));
        for id in table.rows.iter().map(|row| row.id).collect::<Vec<_>>() {
            table.set_cell(id, other, crate::domain::Cell::text("1"));
        }
        assert_eq!(told(table, spec), (true, true));
    }

    #[test]
    fn the_steps_are_looked_up_when_something_changed_and_not_before() {
        use crate::app::{Clock, Command, Edit, NewDiagnostic, Session, Settings};
        let mut session = Session::new(Settings::default(), Clock::System);
        let (territory, population) = (crate::domain::Territory::default(), None);
        let new = NewDiagnostic { territory, population, path: Path::Full };
        session.apply(Command::New(Box::new(new)));
        let mut state = State::default();
        let mut look = |session: &Session| state.sections(session.document().unwrap(), Lang::Fr);
        let (first, again) = (look(&session), look(&session));
        assert!(Arc::ptr_eq(&first, &again));
        session.apply(Command::Edit(Edit::AddRows("T1".into(), vec![Vec::new()])));
        assert_ne!(first, look(&session));
    }

    #[test]
    fn what_somebody_folds_or_unfolds_stays_so() {
        let mut state = State::default();
        state.open.insert("ties".to_owned(), true);
        state.open.insert("results".to_owned(), false);
        assert_eq!(open(&path(), &Page::Map, &state, 0.0), [true, false, false]);
        assert_eq!(open(&path(), &Page::Map, &state, 9_999.0), [true, false, true]);
    }
}
