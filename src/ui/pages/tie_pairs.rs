//! Each tie as a pair: how intense it is, what is done with it, and what the gap between both says.
//!
//! The élu sees at once where the territory has something that nobody uses, and where much is done
//! on little; both are choices to argue, so the reading is said in a sentence and can be asked why.

use egui::{Id, Label, RichText, Ui};

use crate::{
    language::Lang,
    report::{brief::Bar, ties::TieWords},
    scoring::Number,
    ui::{
        theme,
        tokens::{Tokens, size, space},
        view::Out,
        widgets::{self, Figure, FigureTable, Roving},
    },
};

use super::{
    reading::{self, Place},
    why,
};

/// Draws the pairs under their title.
pub(super) fn show(ui: &mut Ui, ties: &[TieWords], lang: Lang, out: &mut Out) {
    widgets::title(ui, lang.report_ties_title());
    ui.add(Label::new(lang.ties_lead()).wrap());
    let figure = Figure {
        id: Id::unique("tie pairs"),
        title: lang.report_ties_chart(),
        note: lang.report_chart_key(),
    };
    widgets::figure(ui, figure, &|| table(ties, lang), lang, |ui| {
        let base = Id::unique("tie bars");
        let roving = Roving::new(ui, base, 2 * ties.len(), None);
        for (index, tie) in ties.iter().enumerate() {
            ui.add_space(space::TINY);
            pair(ui, tie, (&roving, 2 * index), lang, out);
        }
        roving.moved(ui);
        reading::under_bars(ui, (NAME, false), |ui| widgets::scale(ui, widgets::SCALE));
    });
}

/// How wide the names before the bars are, in points.
const NAME: f32 = 120.0;

fn pair(ui: &mut Ui, tie: &TieWords, (roving, at): (&Roving, usize), lang: Lang, out: &mut Out) {
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().interact_size.y = 24.0;
        ui.label(RichText::new(&tie.title).font(theme::strong_font(size::HEADING)));
        let said = lang.ties_gap(&tie.gap, tie.verdict);
        ui.label(RichText::new(said).font(theme::strong_font(size::BODY)));
        let number = Number::Gap(tie.id.clone());
        why::ask(ui, &lang.why_gap_of(&tie.title), &number, lang, out);
    });
    ui.add(Label::new(RichText::new(&tie.meaning).color(Tokens::of(ui).weak)).wrap());
    for (offset, (name, bar)) in [
        (lang.report_column_intensity(), &tie.intensity),
        (lang.report_column_mobilisation(), &tie.mobilisation),
    ]
    .into_iter()
    .enumerate()
    {
        let place = Place { roving, index: at + offset, marks: &[], wordy: false };
        reading::bar_line(ui, (name, NAME), bar, place, lang, out);
    }
}

fn table(ties: &[TieWords], lang: Lang) -> FigureTable {
    let columns = [
        lang.report_column_tie(),
        lang.report_column_intensity(),
        lang.report_column_mobilisation(),
        lang.report_column_gap(),
        lang.report_column_reading(),
    ];
    let half = |bar: &Bar| bar.value.to_string();
    let row = |tie: &TieWords| {
        let TieWords { title, intensity, mobilisation, gap, verdict, .. } = tie;
        vec![title.clone(), half(intensity), half(mobilisation), gap.clone(), (*verdict).to_owned()]
    };
    FigureTable {
        columns: columns.map(str::to_owned).to_vec(),
        rows: ties.iter().map(row).collect(),
    }
}
