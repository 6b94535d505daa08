//! The guide: how the work goes from the first page to the vote, for whoever sits in front of it.
//!
//! Somebody who is stuck, or prepares a workshop, looks for a word and reads one chapter; pictures
//! of the window are left to the paper, since the window is here.

use egui::{Align, FontId, Id, Label, RichText, TextFormat, Ui, text::LayoutJob};

use crate::{
    language::Lang,
    reference::{self, Chapter, Passage, Run, Weight, fold},
    ui::{
        theme,
        tokens::{Tokens, size, space},
        view::{Out, Page},
        widgets,
    },
};

/// What is looked for, and which chapter to bring into view.
#[derive(Debug, Default)]
pub struct State {
    text: String,
    bring: Option<usize>,
}

impl State {
    /// Brings a chapter into view, whatever was looked for.
    pub fn bring(&mut self, chapter: usize) {
        self.text.clear();
        self.bring = Some(chapter);
    }
}

/// Draws the page.
pub fn show(ui: &mut Ui, lang: Lang, has_document: bool, state: &mut State, out: &mut Out) {
    super::column(ui, "guide", |ui| {
        widgets::title(ui, lang.manual_title());
        widgets::weak(ui, lang.manual_lead());
        // Without a document there is no path that would lead back.
        if !has_document && widgets::secondary(ui, lang.about_back()).clicked() {
            out.go(Page::Welcome);
        }
        let id = Id::unique("guide text");
        let hint = lang.manual_find();
        if let Some(text) = widgets::line(ui, id, hint, hint, &state.text, 320.0) {
            state.text = text;
        }
        let query = fold(&state.text);
        let chapters = reference::guide(lang).iter().enumerate();
        let found: Vec<_> =
            chapters.filter(|(_, chapter)| query.is_empty() || chapter.says(&query)).collect();
        widgets::small(ui, lang.manual_count(found.len()));
        if found.is_empty() {
            widgets::weak(ui, lang.manual_none());
        }
        if query.is_empty() {
            contents(ui, lang, &found, state);
        }
        for (index, chapter) in found {
            one(ui, index, chapter, state);
        }
    });
}

/// The chapters, each a way to it.
fn contents(ui: &mut Ui, lang: Lang, chapters: &[(usize, &Chapter)], state: &mut State) {
    widgets::caption(ui, lang.manual_contents());
    for (index, chapter) in chapters.iter().skip(1) {
        if widgets::link(ui, &chapter.title).clicked() {
            state.bring = Some(*index);
        }
    }
    ui.add_space(space::SMALL);
}

fn one(ui: &mut Ui, index: usize, chapter: &Chapter, state: &mut State) {
    let heading = widgets::heading(ui, &chapter.title);
    if state.bring == Some(index) {
        heading.scroll_to_me(Some(Align::Min));
        state.bring = None;
    }
    for passage in &chapter.passages {
        match passage {
            Passage::Heading(text) => {
                ui.add_space(space::TINY);
                let strong = RichText::new(text).font(theme::strong_font(size::BODY));
                let heading = ui.add(Label::new(strong).wrap());
                widgets::as_heading(&heading, text, 3);
            }
            Passage::Text(runs) => {
                ui.add(Label::new(job(ui, runs)).wrap());
            }
            Passage::Item(mark, runs) => item(ui, mark, runs),
            Passage::Code(text) => {
                let frame = egui::Frame::new().inner_margin(10).fill(Tokens::of(ui).field);
                frame.show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.add(Label::new(RichText::new(text).monospace()).wrap());
                });
            }
            // The window shows itself.
            Passage::Picture(..) => {}
        }
    }
    ui.add_space(space::SMALL);
}

fn item(ui: &mut Ui, mark: &str, runs: &[Run]) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.add_space(10.0);
        let mark = RichText::new(mark).color(Tokens::of(ui).accent);
        ui.allocate_ui_with_layout(
            egui::vec2(18.0, 0.0),
            egui::Layout::top_down(Align::Max),
            |ui| ui.add(Label::new(mark)),
        );
        ui.add(Label::new(job(ui, runs)).wrap());
    });
}

/// Words of several weights as one paragraph.
fn job(ui: &Ui, runs: &[Run]) -> LayoutJob {
    let color = Tokens::of(ui).ink;
    let mut job = LayoutJob::default();
    for run in runs {
        let font_id = match run.weight {
            Weight::Plain => FontId::proportional(size::BODY),
            Weight::Strong => theme::strong_font(size::BODY),
            Weight::Code => FontId::monospace(size::BODY - 1.0),
        };
        job.append(&run.text, 0.0, TextFormat { font_id, color, ..TextFormat::default() });
    }
    job
}
