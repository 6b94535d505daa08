//! Headings and steps of the path.

use egui::{Align2, FontId, Response, Sense, Stroke, Ui, WidgetInfo, accesskit::Role, vec2};

use crate::{
    language::Lang,
    ui::{
        shell::Step,
        theme,
        tokens::{Tokens, size},
    },
};

use super::{Icon, paint_icon};

/// How far a step of the path is; never a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Nothing was entered.
    ToDo,
    /// Something was entered.
    Begun,
    /// All that is asked was dealt with.
    Done,
    /// Some answer is flagged « à revoir ».
    Review,
}

impl StepState {
    /// The state in words.
    pub const fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::ToDo => lang.shell_step_to_do(),
            Self::Begun => lang.shell_step_begun(),
            Self::Done => lang.shell_step_done(),
            Self::Review => lang.shell_step_review(),
        }
    }
}

/// How high a heading of the path is.
pub const PATH_HEADING: f32 = 24.0;

/// How high a step of the path is.
pub const PATH_STEP: f32 = 23.0;

/// A heading of the path, which folds what is under it; `count` stands for it while it is folded.
pub fn path_heading(ui: &mut Ui, text: &str, open: bool, count: &str, lang: Lang) -> Response {
    let tokens = Tokens::of(ui);
    let wanted = vec2(ui.available_width(), PATH_HEADING);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    let state = if open { lang.shell_unfolded() } else { lang.shell_folded() };
    response
        .widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{text} {count} {state}")));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(open));
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(rect, 0.0, tokens.hover);
    }
    if response.has_focus() {
        let stroke = Stroke::new(2.0, tokens.accent);
        painter.rect_stroke(rect.shrink(1.0), 3.0, stroke, egui::StrokeKind::Inside);
    }
    let middle = rect.left_center() + vec2(0.0, 2.0);
    let sign = egui::Rect::from_center_size(middle + vec2(20.0, 0.0), vec2(9.0, 9.0));
    paint_icon(painter, if open { Icon::Down } else { Icon::Right }, sign, tokens.weak);
    let format = egui::TextFormat {
        font_id: theme::strong_font(12.0),
        color: tokens.weak,
        extra_letter_spacing: 0.6,
        ..egui::TextFormat::default()
    };
    let job = egui::text::LayoutJob::single_section(text.to_uppercase(), format);
    let galley = painter.layout_job(job);
    painter.galley(middle + vec2(32.0, -galley.size().y / 2.0), galley, tokens.weak);
    painter.text(
        rect.right_center() + vec2(-12.0, 2.0),
        Align2::RIGHT_CENTER,
        count,
        FontId::proportional(size::SMALL),
        tokens.weak,
    );
    super::follow(response)
}

/// A step of the path.
pub fn path_step(ui: &mut Ui, step: &Step, current: bool, lang: Lang) -> Response {
    let tokens = Tokens::of(ui);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), PATH_STEP), Sense::click());
    let state = step.state.map_or("", |state| state.words(lang));
    response.widget_info(|| {
        let name = format!("{} {} {state}", step.label, step.count);
        WidgetInfo::selected(Role::Button, true, current, name.trim())
    });
    let painter = ui.painter();
    if current || response.hovered() {
        painter.rect_filled(rect, 0.0, tokens.chosen);
    }
    if current {
        painter.rect_filled(rect.with_max_x(rect.left() + 3.0), 0.0, tokens.accent);
    }
    if response.has_focus() {
        let stroke = Stroke::new(2.0, tokens.accent);
        painter.rect_stroke(rect.shrink(1.0), 3.0, stroke, egui::StrokeKind::Inside);
    }
    let indent = if step.inner { 14.0 } else { 0.0 };
    if let Some(state) = step.state {
        let (icon, color) = match state {
            StepState::ToDo => (Icon::Ring, tokens.weak),
            StepState::Begun => (Icon::Half, tokens.accent),
            StepState::Done => (Icon::Check, tokens.success),
            StepState::Review => (Icon::Flag, tokens.warn),
        };
        let place = egui::Rect::from_center_size(
            rect.left_center() + vec2(22.0 + indent, 0.0),
            vec2(13.0, 13.0),
        );
        paint_icon(painter, icon, place, color);
    }
    let points = if step.inner { 14.0 } else { size::BODY };
    let font = if current { theme::strong_font(points) } else { FontId::proportional(points) };
    let count =
        painter.layout_no_wrap(step.count.clone(), FontId::proportional(size::SMALL), tokens.weak);
    let room = rect.width() - 38.0 - indent - 20.0 - count.size().x;
    let galley = painter.layout_no_wrap(step.label.clone(), font.clone(), tokens.ink);
    let galley = if galley.size().x <= room {
        galley
    } else {
        let mut job = egui::text::LayoutJob::single_section(
            step.label.clone(),
            egui::TextFormat::simple(font, tokens.ink),
        );
        job.wrap = egui::text::TextWrapping::truncate_at_width(room);
        painter.layout_job(job)
    };
    let at = rect.left_center() + vec2(36.0 + indent, -galley.size().y / 2.0);
    painter.galley(at, galley, tokens.ink);
    let at = rect.right_center() - vec2(12.0 + count.size().x, count.size().y / 2.0);
    painter.galley(at, count, tokens.weak);
    super::follow(response)
}
