//! The path: every theme and table with its state, then the results.

use egui::{ScrollArea, Ui};

use crate::{
    app::Document,
    domain::Path,
    language::Lang,
    questionnaire::{Progress, progress},
};

use crate::ui::{
    pages,
    view::{Out, Page},
    widgets::{self, StepState},
};

/// One heading of the path, with its steps.
#[derive(Debug, PartialEq, Eq)]
pub struct Section {
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
        sections.push(Section { title: group.title.get(lang).to_owned(), steps });
    }
    if let Some(first) = sections.first_mut() {
        first.steps.insert(0, territory(document, lang));
    }
    let result = |page, label: &str| Step {
        page,
        label: label.to_owned(),
        state: None,
        count: String::new(),
        inner: false,
    };
    let mut results = vec![result(Page::Overview, lang.shell_overview())];
    if pack.blocks.iter().any(|block| block.levelled) {
        results.push(result(Page::Ladder, lang.ladder_short()));
    }
    if pack.matrix.is_some() {
        results.push(result(Page::Matrix, lang.shell_matrix()));
        results.push(result(Page::Map, lang.map_page()));
    }
    if !pack.gauges.is_empty() {
        results.push(result(Page::Gauges, lang.gauges_short()));
    }
    if !pack.rules.is_empty() {
        results.push(result(Page::Advice, lang.advice_page_short()));
    }
    results.push(result(Page::Verify, lang.verify_short()));
    if !pack.benchmarks.is_empty() {
        results.push(result(Page::Benchmark, lang.benchmark_short()));
    }
    results.push(result(Page::Robustness, lang.robustness_short()));
    results.push(result(Page::Networks, lang.registers_networks_step()));
    results.push(result(Page::Devices, lang.registers_devices_step()));
    results.push(result(Page::Brief, lang.shell_brief()));
    sections.push(Section { title: lang.shell_results().to_owned(), steps: results });
    sections
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
            let begun = table.is_some_and(|table| !table.is_blank());
            let complete = table.is_some_and(|table| table.coverage.is_some())
                || (begun && !spec.asks_coverage);
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

/// Draws the path.
pub fn show(ui: &mut Ui, document: &Document, lang: Lang, page: &Page, out: &mut Out) {
    ScrollArea::vertical().id_salt("path").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        // The current step is brought into view once, when the page is turned.
        let turned = ui.data_mut(|data| {
            let last = data.get_temp_mut_or_default::<Option<Page>>(ui.scope_id().with("page"));
            last.replace(page.clone()).as_ref() != Some(page)
        });
        for section in sections(document, lang) {
            widgets::path_heading(ui, &section.title);
            for step in section.steps {
                let current = step.page == *page;
                let shown = widgets::path_step(ui, &step, current, lang);
                if current && turned {
                    shown.scroll_to_me(None);
                }
                if shown.clicked() {
                    out.go(step.page);
                }
            }
        }
    });
}
