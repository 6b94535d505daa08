//! The fields of the action that is open.

use egui::{Id, Label, RichText, Ui};

use crate::{
    app::{ActionChange, Edit, PlanEdit},
    domain::{Action, Owner, Stage},
    language::Lang,
    report::plan_words,
    ui::{
        tokens::{Tokens, size, space},
        view::Out,
        widgets::{self, CalloutKind, Field},
    },
};

use super::{Sheet, money};

/// How wide the names of fields are.
const NAME: f32 = 132.0;

/// A line with its name at the left.
pub(super) fn line<R>(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let shown = ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(NAME);
            ui.add_space(4.0);
            let text = RichText::new(name).size(size::SMALL).color(Tokens::of(ui).weak);
            ui.add(Label::new(text).wrap());
        });
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            content(ui)
        })
        .inner
    });
    ui.add_space(2.0);
    shown.inner
}

/// An edit of one field of an action.
pub(super) fn set(action: &Action, change: ActionChange) -> Edit {
    Edit::Plan(PlanEdit::Set(action.id, change))
}

/// The id of a field of an action.
pub(super) fn id(action: &Action, field: &str) -> Id {
    Id::unique(("plan", action.id, field))
}

/// The name under which an entry of a field of an action is kept as long as it cannot be read.
pub(super) fn key(action: &Action, field: &str) -> String {
    format!("plan/{}/{field}", action.id)
}

pub(super) fn show(ui: &mut Ui, page: Sheet<'_>, action: &Action, effect: &str, out: &mut Out) {
    let lang = page.lang;
    name(ui, page, action, out);
    line(ui, lang.plan_column_stage(), |ui| {
        let names = Stage::ALL.map(|stage| plan_words::stage(lang, stage));
        let chosen = Stage::ALL.iter().position(|stage| *stage == action.stage);
        if let Some(stage) = widgets::segments(ui, lang.plan_column_stage(), &names, chosen)
            .and_then(|index| Stage::ALL.get(index))
        {
            out.edit(set(action, ActionChange::Stage(*stage)));
        }
    });
    line(ui, lang.plan_column_owner(), |ui| owner(ui, page, action, out));
    line(ui, lang.plan_column_period(), |ui| period(ui, lang, action, out));
    line(ui, lang.plan_column_cost(), |ui| money::cost(ui, page, action, out));
    line(ui, lang.plan_field_funding_title(), |ui| money::funding(ui, page, action, out));
    indicator(ui, page, action, out);
    line(ui, lang.plan_comment(), |ui| {
        let (id, hint) = (id(action, "comment"), lang.plan_comment_hint());
        if let Some(text) = widgets::area(ui, id, lang.plan_comment(), hint, &action.comment) {
            out.edit(set(action, ActionChange::Comment(text)));
        }
    });
    ui.add_space(space::TINY);
    widgets::callout(ui, CalloutKind::Info, effect, |_| ());
}

fn name(ui: &mut Ui, page: Sheet<'_>, action: &Action, out: &mut Out) {
    let lang = page.lang;
    line(ui, lang.plan_name(), |ui| {
        let rule = action.rule.as_ref();
        let hint = rule.map(|rule| plan_words::rule_name(page.document.pack(), lang, rule));
        let hint = hint.unwrap_or_else(|| lang.plan_name_hint().to_owned());
        let width = ui.available_width();
        let id = id(action, "title");
        if let Some(text) =
            widgets::line(ui, id, lang.plan_name_field(), &hint, &action.title, width)
        {
            out.edit(set(action, ActionChange::Title(text)));
        }
    });
}

/// A role of the pack, or another function; never a person.
fn owner(ui: &mut Ui, page: Sheet<'_>, action: &Action, out: &mut Out) {
    let lang = page.lang;
    let roles = &page.document.pack().roles;
    let other = roles.len();
    let names: Vec<&str> = roles.iter().map(|role| role.title.get(lang)).collect();
    let names: Vec<&str> = names.into_iter().chain([lang.plan_owner_other()]).collect();
    let chosen = match &action.owner {
        None => None,
        Some(Owner::Role(id)) => roles.iter().position(|role| role.id == *id),
        Some(Owner::Function(_)) => Some(other),
    };
    let field = Field {
        id: id(action, "owner"),
        name: lang.plan_column_owner(),
        hint: lang.plan_no_owner(),
        width: 300.0,
    };
    if let Some(picked) = widgets::select(ui, field, &names, chosen) {
        let owner = picked.map(|index| match roles.get(index) {
            Some(role) => Owner::Role(role.id.clone()),
            None => Owner::Function(lang.plan_owner_new().to_owned()),
        });
        out.edit(set(action, ActionChange::Owner(owner)));
    }
    if let Some(Owner::Function(text)) = &action.owner {
        let id = id(action, "function");
        let (name, hint) = (lang.plan_owner_function(), lang.plan_owner_hint());
        if let Some(text) = widgets::line(ui, id, name, hint, text, 300.0) {
            out.edit(set(action, ActionChange::Owner(Some(Owner::Function(text)))));
        }
        widgets::small(ui, lang.plan_owner_hint());
    }
}

fn period(ui: &mut Ui, lang: Lang, action: &Action, out: &mut Out) {
    ui.horizontal_wrapped(|ui| {
        let field = |field, name| Field {
            id: id(action, field),
            name,
            hint: lang.table_month_hint(),
            width: 84.0,
        };
        widgets::small(ui, lang.plan_frame_from());
        let start = field("start", lang.plan_start());
        if let Some(month) = widgets::month(ui, start, action.start, lang) {
            out.edit(set(action, ActionChange::Start(month)));
        }
        widgets::small(ui, lang.plan_frame_until());
        let end = field("end", lang.plan_end());
        if let Some(month) = widgets::month(ui, end, action.end, lang) {
            out.edit(set(action, ActionChange::End(month)));
        }
    });
    if action.start.zip(action.end).is_some_and(|(start, end)| end < start) {
        let text = RichText::new(lang.plan_backward()).size(size::SMALL);
        ui.colored_label(Tokens::of(ui).warn, text);
    }
}

/// By what one sees that it is done; from where to where.
fn indicator(ui: &mut Ui, page: Sheet<'_>, action: &Action, out: &mut Out) {
    let lang = page.lang;
    line(ui, lang.plan_column_indicator(), |ui| {
        let pack = page.document.pack();
        let said = plan_words::indicator(
            pack,
            lang,
            &Action { rule: action.rule.clone(), ..Action::default() },
        );
        let hint = if said.is_empty() { lang.plan_indicator_hint().to_owned() } else { said };
        let (width, name) = (ui.available_width(), lang.plan_column_indicator());
        let field = id(action, "indicator");
        if let Some(text) = widgets::line(ui, field, name, &hint, &action.indicator, width) {
            out.edit(set(action, ActionChange::Indicator(text)));
        }
        ui.horizontal_wrapped(|ui| {
            widgets::small(ui, lang.plan_baseline());
            let field = id(action, "baseline");
            if let Some(text) =
                widgets::line(ui, field, lang.plan_baseline(), "", &action.baseline, 180.0)
            {
                out.edit(set(action, ActionChange::Baseline(text)));
            }
            widgets::small(ui, lang.plan_target());
            let field = id(action, "target");
            if let Some(text) =
                widgets::line(ui, field, lang.plan_target(), "", &action.target, 180.0)
            {
                out.edit(set(action, ActionChange::Target(text)));
            }
        });
    });
}
