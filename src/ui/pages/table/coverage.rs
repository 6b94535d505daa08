//! How complete the table is, in words: what is absent is zero, little, or unknown.

use egui::{Grid, Id, Ui};

use crate::{
    app::Edit,
    domain::Coverage,
    language::Lang,
    ui::{
        view::Out,
        widgets::{self, Button, Icon},
    },
};

use super::{Sheet, State};

const fn short(coverage: Coverage, lang: Lang) -> &'static str {
    match coverage {
        Coverage::Exhaustive => lang.table_all_listed(),
        Coverage::TopN => lang.table_main_listed(),
        Coverage::Partial => lang.table_some_listed(),
    }
}

const fn meaning(coverage: Option<Coverage>, lang: Lang) -> &'static str {
    match coverage {
        Some(Coverage::Exhaustive) => lang.table_all_means(),
        Some(Coverage::TopN) => lang.table_main_means(),
        Some(Coverage::Partial) => lang.table_some_means(),
        None => lang.table_unsaid_means(),
    }
}

/// The question, what the answer means, and single channels where they differ.
pub(super) fn show(ui: &mut Ui, page: &Sheet<'_>, state: &mut State, out: &mut Out) {
    let lang = page.lang;
    let current = page.table.coverage;
    ui.horizontal_wrapped(|ui| {
        ui.label(lang.table_coverage());
        let labels = Coverage::ALL.map(|coverage| short(coverage, lang));
        let chosen = Coverage::ALL.iter().position(|coverage| Some(*coverage) == current);
        if let Some(index) = widgets::segments(ui, lang.table_coverage(), &labels, chosen) {
            // A second click takes the answer back.
            let picked =
                Coverage::ALL.get(index).copied().filter(|picked| Some(*picked) != current);
            out.edit(Edit::Coverage(page.spec.id.clone(), picked));
        }
        if !page.spec.channels_of().is_empty() {
            let label = lang.table_channels(page.table.channel_coverage.len());
            let icon = if state.channels { Icon::Up } else { Icon::Down };
            if ui.add(Button::quiet(&label).icon(icon)).clicked() {
                state.channels = !state.channels;
            }
        }
    });
    widgets::small(ui, meaning(current, lang));
    if state.channels {
        channels(ui, page, out);
    }
}

fn channels(ui: &mut Ui, page: &Sheet<'_>, out: &mut Out) {
    let lang = page.lang;
    let labels = Coverage::ALL.map(|coverage| short(coverage, lang));
    Grid::new("channels").num_columns(2).spacing([16.0, 4.0]).show(ui, |ui| {
        for channel in page.spec.channels_of() {
            let name = channel.label.get(lang);
            let current = page.table.channel_coverage.get(&channel.id);
            let chosen = current.and_then(|c| Coverage::ALL.iter().position(|one| one == c));
            ui.label(name);
            let id = Id::unique(("channel", &channel.id));
            let field = widgets::Field { id, name, hint: lang.table_as_the_table(), width: 230.0 };
            if let Some(picked) = widgets::select(ui, field, &labels, chosen) {
                let picked = picked.and_then(|index| Coverage::ALL.get(index).copied());
                let (table, channel) = (page.spec.id.clone(), channel.id.clone());
                out.edit(Edit::ChannelCoverage(table, channel, picked));
            }
            ui.end_row();
        }
    });
}
