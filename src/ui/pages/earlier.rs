//! What was said a year ago, offered where the same is asked again.
//!
//! The same official a year later wants to keep what still holds and to look only at what may have
//! moved: what is taken up is marked « à revoir », so that it is never taken for news.

use std::sync::Arc;

use egui::Ui;

use crate::{
    app::{Document, Edit, Past, PastId, Session},
    domain::{Answer, Cell, ColumnId, State},
    language::Lang,
    questionnaire::{Question, TableSpec, check_answer, check_cell},
    report::brief,
    ui::{
        view::Out,
        widgets::{self, Button, Icon},
    },
};

/// The earlier state, read once.
#[derive(Debug, Default)]
pub struct Kept {
    of: Option<PastId>,
    past: Option<Arc<Past>>,
}

impl Kept {
    /// The earlier state that answers can be taken up from now.
    pub fn look(&mut self, session: &Session) -> Option<Arc<Past>> {
        let id = session.past_id();
        if self.of != id {
            self.past = session.past().map(Arc::new);
            self.of = id;
        }
        self.past.clone()
    }
}

/// Says what was answered earlier, if it differs; returns the answer when it is taken up.
pub fn of_question(
    ui: &mut Ui,
    document: &Document,
    past: &Past,
    question: &Question,
    lang: Lang,
) -> Option<Answer> {
    let earlier = past.diagnostic.answer(question.id.as_str())?;
    let own = document.diagnostic().answer(question.id.as_str());
    let differs = own.map_or(&State::NotAsked, |answer| &answer.state) != &earlier.state;
    if !earlier.state.is_settled() || !differs || check_answer(question, &earlier.state).is_err() {
        return None;
    }
    let (pack, assessment) = (document.pack(), document.assessment());
    let words = brief::answer_words(pack, &past.diagnostic, assessment, lang, question);
    let taken = ui
        .horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            widgets::small(ui, lang.questions_earlier(lang.short_date(past.as_of), words));
            let button = Button::quiet(lang.questions_earlier_take()).icon(Icon::Undo);
            ui.add(button).on_hover_text(lang.questions_earlier_help(&past.name)).clicked()
        })
        .inner;
    taken.then(|| taken_up(earlier, own))
}

/// An earlier answer as one of today: to be looked at again, and nothing that was said since is
/// lost.
fn taken_up(earlier: &Answer, own: Option<&Answer>) -> Answer {
    let mut answer = Answer { review: true, role: None, ..earlier.clone() };
    if let Some(own) = own {
        answer.role.clone_from(&own.role);
        for (text, mine) in [(&mut answer.comment, &own.comment), (&mut answer.note, &own.note)] {
            if !mine.is_empty() {
                text.clone_from(mine);
            }
        }
    }
    answer
}

/// Offers the rows that a table held earlier, where it holds none now.
pub fn of_table(ui: &mut Ui, past: &Past, spec: &TableSpec, lang: Lang, out: &mut Out) {
    let Some(table) = past.diagnostic.table(spec.id.as_str()) else { return };
    if table.rows.is_empty() {
        return;
    }
    let label = lang.table_earlier(table.rows.len(), lang.short_date(past.as_of));
    let button = Button::secondary(&label).icon(Icon::Undo);
    if !ui.add(button).on_hover_text(lang.questions_earlier_help(&past.name)).clicked() {
        return;
    }
    let columns: Vec<_> = spec
        .columns
        .iter()
        .filter_map(|column| Some((column, table.column(column.id.as_str())?)))
        .collect();
    let rows = table.rows.iter().map(|row| -> Vec<(ColumnId, Cell)> {
        let cells = columns.iter().map(|(column, at)| (*column, row.cell(*at)));
        let kept =
            cells.filter(|(column, cell)| !cell.is_empty() && check_cell(column, cell).is_ok());
        kept.map(|(column, cell)| (column.id.clone(), cell.clone())).collect()
    });
    out.edit(Edit::AddRows(spec.id.clone(), rows.collect()));
}
