//! Text in which the words of the field are underlined and explained under the pointer.

use egui::{
    FontId, Response, Stroke, TextFormat, Ui, text::LayoutJob, text_selection::LabelSelectionState,
};

use crate::{
    language::Lang,
    reference::{Term, terms_in},
    ui::{theme, tokens::Tokens},
};

/// A text that wraps, its terms underlined; those who use the keyboard find them in the list of
/// words beside it and in the glossary.
pub fn glossed(ui: &mut Ui, text: &str, lang: Lang) -> Response {
    let font = egui::TextStyle::Body.resolve(ui.style());
    glossed_in(ui, text, lang, font)
}

/// The same as a heading.
pub fn glossed_heading(ui: &mut Ui, text: &str, lang: Lang, size: f32) -> Response {
    let response = glossed_in(ui, text, lang, theme::strong_font(size));
    super::as_heading(&response, text, 2);
    response
}

fn glossed_in(ui: &mut Ui, text: &str, lang: Lang, font: FontId) -> Response {
    let terms = terms_in(text, lang);
    let ink = Tokens::of(ui).ink;
    let plain = TextFormat::simple(font, ink);
    let stroke = Stroke::new(1.0, Tokens::of(ui).accent);
    let mut job = LayoutJob::default();
    let mut done = 0;
    for (place, _) in &terms {
        job.append(text.get(done..place.start).unwrap_or_default(), 0.0, plain.clone());
        let marked = TextFormat { underline: stroke, ..plain.clone() };
        job.append(text.get(place.clone()).unwrap_or_default(), 0.0, marked);
        done = place.end;
    }
    job.append(text.get(done..).unwrap_or_default(), 0.0, plain);
    let label = egui::Label::new(job).wrap();
    let (at, galley, response) = label.layout_in_ui(ui);
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::accesskit::Role::Label, ui.is_enabled(), text)
    });
    let under = response.hover_pos().and_then(|pointer| {
        let char = galley.cursor_from_pos(pointer - at).index.0;
        let byte = text.char_indices().nth(char).map_or(text.len(), |(byte, _)| byte);
        terms.iter().find(|(place, _)| place.start <= byte && byte < place.end)
    });
    if ui.is_rect_visible(response.rect) {
        LabelSelectionState::label_text_selection(ui, &response, at, galley, ink, Stroke::NONE);
    }
    match under {
        Some((_, term)) => response.on_hover_ui_at_pointer(|ui| explain(ui, term, lang)),
        None => response,
    }
}

/// What a term means, in a tooltip.
pub(crate) fn explain(ui: &mut Ui, term: &Term, lang: Lang) {
    ui.set_max_width(340.0);
    let head = match term.long(lang) {
        "" => term.name(lang).to_owned(),
        whole => format!("{} · {whole}", term.name(lang)),
    };
    super::heading(ui, &head);
    ui.label(term.definition(lang));
}
