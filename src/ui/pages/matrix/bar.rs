//! The bar above the matrix: what is looked for, how lines are grouped, which context is shown.

use egui::{Id, Ui};

use crate::{
    app::Document,
    domain::Class,
    language::Lang,
    report::{
        matrix::{Column, Context, Grouping, Standing, Wish},
        words,
    },
    ui::widgets::{self, Button, Field},
};

use super::State;

/// Draws the bar; what it changes is seen in the same frame.
pub(super) fn show(ui: &mut Ui, document: &Document, lang: Lang, state: &mut State) {
    let board = state.board(document, lang);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        find(ui, lang, state);
        group(ui, lang, state);
        class(ui, lang, state);
        let open = Button::quiet(lang.matrix_only_open()).pressed(state.wish.open);
        if ui.add(open).clicked() {
            state.wish.open = !state.wish.open;
        }
        standing(ui, &board.standings, lang, state);
        if state.wish.filters() && widgets::quiet(ui, lang.matrix_all()).clicked() {
            let (sort, grouping) = (state.wish.sort, state.wish.grouping);
            state.wish = Wish { sort, grouping, ..Default::default() };
        }
    });
    let board = state.board(document, lang);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        widgets::small(ui, lang.matrix_count(board.countries));
        ui.add_space(8.0);
        widgets::small(ui, lang.context_columns());
        for context in Context::ALL {
            let at = state.contexts.iter().position(|one| *one == context);
            let button = Button::quiet(context.name(lang)).pressed(at.is_some());
            let name = lang.context_column_of(context.name(lang));
            let shown = ui.add(button).accessible_name(name);
            if shown.on_hover_text(context.origin(lang)).clicked() {
                match at {
                    Some(at) => {
                        state.contexts.remove(at);
                    }
                    None => {
                        state.contexts.push(context);
                        state.bring = Some(Column::Context(context));
                    }
                }
                state.contexts.sort_unstable();
            }
        }
    });
}

fn find(ui: &mut Ui, lang: Lang, state: &mut State) {
    let hint = lang.matrix_find();
    let id = Id::unique("find country");
    if let Some(text) = widgets::line(ui, id, hint, hint, &state.wish.text, 140.0) {
        state.wish.text = text;
    }
}

fn group(ui: &mut Ui, lang: Lang, state: &mut State) {
    // « No group » is the line that stands for none.
    let groupings = Grouping::ALL.get(1..).unwrap_or_default();
    let names: Vec<_> = groupings.iter().map(|one| one.name(lang)).collect();
    let chosen = groupings.iter().position(|one| *one == state.wish.grouping);
    let field = Field {
        id: Id::unique("matrix groups"),
        name: lang.matrix_group(),
        hint: Grouping::None.name(lang),
        width: 164.0,
    };
    if let Some(picked) = widgets::select(ui, field, &names, chosen) {
        let one = picked.and_then(|at| groupings.get(at).copied());
        state.wish.grouping = one.unwrap_or_default();
        state.folded.clear();
    }
}

fn class(ui: &mut Ui, lang: Lang, state: &mut State) {
    let classes: Vec<_> = Class::ALL.map(|class| words::class(lang, Some(class))).to_vec();
    let chosen = Class::ALL.iter().position(|class| Some(*class) == state.wish.class);
    let field = Field {
        id: Id::unique("class"),
        name: lang.matrix_class(),
        hint: lang.matrix_all_classes(),
        width: 164.0,
    };
    if let Some(picked) = widgets::select(ui, field, &classes, chosen) {
        state.wish.class = picked.and_then(|at| Class::ALL.get(at).copied());
    }
}

fn standing(ui: &mut Ui, standings: &[(Context, Standing)], lang: Lang, state: &mut State) {
    let name = |(context, standing): &(Context, Standing)| {
        lang.report_word_and(context.name(lang), standing.short)
    };
    let names: Vec<String> = standings.iter().map(name).collect();
    let at = |(context, standing): &(Context, Standing)| {
        state.wish.standing == Some((*context, standing.rank))
    };
    let chosen = standings.iter().position(at);
    let field = Field {
        id: Id::unique("matrix context"),
        name: lang.context_filter(),
        hint: lang.context_any(),
        width: 190.0,
    };
    if let Some(picked) = widgets::select(ui, field, &names, chosen) {
        let found = picked.and_then(|at| standings.get(at));
        state.wish.standing = found.map(|(context, standing)| (*context, standing.rank));
    }
}
