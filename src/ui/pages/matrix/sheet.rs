//! The country at hand: what is behind its figures.

use egui::Ui;

use crate::{
    app::Document,
    language::Lang,
    questionnaire::MatrixSpec,
    report::words,
    scoring::{CountryFigure, CountryRow, Number},
    ui::{
        pages::why,
        tokens::space,
        view::{Out, Page},
        widgets,
    },
};

use super::{grid::span, name};

/// A figure of a country, and the button that asks why.
fn asked(
    ui: &mut Ui,
    row: &CountryRow,
    figure: CountryFigure,
    line: &str,
    lang: Lang,
    out: &mut Out,
) {
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 22.0;
        ui.label(line);
        why::ask(ui, line, &Number::Country(row.country, figure), lang, out);
    });
}

/// Draws the sheet.
pub(super) fn show(
    ui: &mut Ui,
    document: &Document,
    spec: &MatrixSpec,
    row: &CountryRow,
    lang: Lang,
    out: &mut Out,
) {
    ui.add_space(space::MEDIUM);
    widgets::card(ui, true, |ui| {
        widgets::title(ui, &name(row.country, lang));
        ui.label(words::class_reading_of(lang, row));
        for (tie, strength) in spec.ties.iter().zip(&row.ties) {
            let origin = words::origin(lang, strength.origin);
            let line = lang.matrix_tie(origin, tie.title.get(lang), span(strength.value));
            asked(ui, row, CountryFigure::Tie(tie.id.clone()), &line, lang, out);
        }
        for (figure, name, value) in [
            (CountryFigure::Roots, lang.why_roots(), row.roots),
            (CountryFigure::Partnership, lang.why_partnership(), row.partnership),
            (CountryFigure::Opportunity, lang.why_opportunity(), row.opportunity),
            (CountryFigure::Unrooted, lang.why_unrooted(), row.unrooted),
        ] {
            asked(ui, row, figure, &lang.report_word_and(name, span(value)), lang, out);
        }
        for reading in &row.partnerships {
            let q = &reading.quality;
            widgets::small(
                ui,
                lang.matrix_quality(
                    span(reading.activity),
                    span(q.actors),
                    span(q.agreement),
                    span(q.evaluation),
                    span(q.objectives),
                    partner(document, spec, reading.row),
                    span(q.mean),
                    span(q.reciprocity),
                    span(q.resources),
                ),
            );
            if reading.suspended {
                widgets::small(ui, lang.matrix_suspended());
            }
        }
        if !row.settled_by.is_empty() {
            ui.horizontal_wrapped(|ui| {
                widgets::small(ui, lang.matrix_settled_by());
                for table in
                    row.settled_by.iter().filter_map(|id| document.pack().table(id.as_str()))
                {
                    if widgets::quiet(ui, table.short.get(lang)).clicked() {
                        out.go(Page::Table(table.id.clone()));
                    }
                }
            });
        }
    });
}

/// The counterpart of a partnership, as its table names it.
fn partner(document: &Document, spec: &MatrixSpec, row: crate::domain::RowId) -> String {
    let table = document.diagnostic().table(spec.partnerships.table.as_str());
    let named = |id: &str| {
        let table = table?;
        let cell = table.row(row)?.cell(table.column(id)?);
        cell.as_text().map(str::to_owned)
    };
    named("counterpart").or_else(|| named("name")).unwrap_or_default()
}
