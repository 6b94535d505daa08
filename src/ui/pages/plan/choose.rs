//! What is recommended and not decided yet: take it up, or say why not; and what was dismissed.

use egui::{Id, Label, RichText, Ui};

use crate::{
    advice::{Recommendation, is_open, open_countries, take_up, take_up_in},
    app::{Edit, PlanEdit},
    domain::{GaugeId, Place, RuleId},
    questionnaire::Rule,
    reference::place_name,
    report::{history::role_name, plan_words},
    ui::{
        theme,
        tokens::{Tokens, size, space},
        view::Out,
        widgets::{self, Button, Icon},
    },
};

use super::{Sheet, State};

/// How many countries are offered one by one.
const MOST_COUNTRIES: usize = 6;

/// Draws what is open, then what was dismissed.
pub(super) fn show(ui: &mut Ui, page: Sheet<'_>, state: &mut State, out: &mut Out) {
    let lang = page.lang;
    let diagnostic = page.document.diagnostic();
    // What is taken up for some countries stays until it is for all of them.
    let open = |one: &&Recommendation| {
        let dismissed = diagnostic.plan.dismissal(&one.rule).is_some();
        is_open(diagnostic, &one.rule) || !dismissed && !open_countries(diagnostic, one).is_empty()
    };
    let all: Vec<&Recommendation> = page.advice.recommendations.iter().filter(open).collect();
    let first = all.iter().filter(|one| one.rank.is_some()).count();
    if !all.is_empty() {
        ui.add_space(space::MEDIUM);
        widgets::heading(ui, lang.plan_open_title());
        widgets::weak(ui, lang.plan_open_lead());
        for one in all.iter().filter(|one| state.all || one.rank.is_some()) {
            if let Some(rule) = page.document.pack().rule(&one.rule) {
                recommendation(ui, page, (one, rule), out);
            }
        }
        let more = all.len() - first;
        if 0 < more {
            let all = lang.plan_open_all(more);
            let label = if state.all { lang.plan_open_first() } else { all.as_str() };
            if widgets::quiet(ui, label).clicked() {
                state.all = !state.all;
            }
        }
    }
    dismissed(ui, page, out);
}

fn recommendation(
    ui: &mut Ui,
    page: Sheet<'_>,
    (one, rule): (&Recommendation, &Rule),
    out: &mut Out,
) {
    let lang = page.lang;
    let diagnostic = page.document.diagnostic();
    let title = rule.title.get(lang);
    ui.add_space(space::TINY);
    widgets::card(ui, false, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let text = RichText::new(title).font(theme::strong_font(size::BODY));
        ui.add(Label::new(text).wrap());
        let gauges: Vec<&str> = rule.gauges.iter().map(GaugeId::as_str).collect();
        let owner = role_name(page.document.pack(), lang, &rule.owner);
        let months = lang.advice_months(usize::from(rule.months));
        let parts = [owner, months, gauges.join(", ")];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        widgets::small(ui, parts.join(" · "));
        ui.horizontal_wrapped(|ui| {
            if !is_open(diagnostic, &rule.id) {
                return;
            }
            let take = Button::secondary(lang.plan_take()).icon(Icon::Plus);
            if ui.add(take).accessible_name(lang.plan_take_of(title)).clicked() {
                let action = take_up(diagnostic, rule);
                out.edit(Edit::Plan(PlanEdit::Add(vec![action])));
            }
            if widgets::quiet(ui, lang.plan_dismiss())
                .accessible_name(lang.plan_dismiss_of(title))
                .clicked()
            {
                out.edit(Edit::Plan(PlanEdit::Dismiss(rule.id.clone(), String::new())));
                let field = reason_id(&rule.id);
                ui.memory_mut(|memory| memory.request_focus(field));
            }
        });
        countries(ui, page, (one, rule), out);
    });
}

/// The countries that it is about, to take it up for one of them alone.
fn countries(ui: &mut Ui, page: Sheet<'_>, (one, rule): (&Recommendation, &Rule), out: &mut Out) {
    let (lang, diagnostic) = (page.lang, page.document.diagnostic());
    let open = open_countries(diagnostic, one);
    if open.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        widgets::small(ui, lang.plan_by_country());
        for country in open.into_iter().take(MOST_COUNTRIES) {
            let name = place_name(&Place::Country(country), lang);
            let take = Button::quiet(&name).icon(Icon::Plus);
            let told = lang.plan_take_in(&name, rule.title.get(lang));
            if ui.add(take).accessible_name(told).clicked() {
                let action = take_up_in(diagnostic, rule, country);
                out.edit(Edit::Plan(PlanEdit::Add(vec![action])));
            }
        }
    });
}

fn reason_id(rule: &RuleId) -> Id {
    Id::unique(("plan dismissed", rule.as_str()))
}

/// What was dismissed, each with its reason: kept in view, for it was a decision too.
fn dismissed(ui: &mut Ui, page: Sheet<'_>, out: &mut Out) {
    let lang = page.lang;
    if page.plan().dismissed.is_empty() {
        return;
    }
    ui.add_space(space::MEDIUM);
    widgets::heading(ui, lang.plan_dismissed_title());
    for (rule, reason) in &page.plan().dismissed {
        let title = plan_words::rule_name(page.document.pack(), lang, rule);
        ui.add_space(space::TINY);
        widgets::card(ui, false, |ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            ui.add(Label::new(title.as_str()).wrap());
            ui.horizontal_wrapped(|ui| {
                let (name, hint) = (lang.plan_reason_of(&title), lang.plan_reason_hint());
                let width = (ui.available_width() - 150.0).max(200.0);
                let typed = widgets::line(ui, reason_id(rule), &name, hint, reason, width);
                if let Some(text) = typed {
                    out.edit(Edit::Plan(PlanEdit::Dismiss(rule.clone(), text)));
                }
                if widgets::quiet(ui, lang.plan_reconsider())
                    .accessible_name(lang.plan_reconsider_of(&title))
                    .clicked()
                {
                    out.edit(Edit::Plan(PlanEdit::Reconsider(rule.clone())));
                }
            });
            if reason.trim().is_empty() {
                let text = RichText::new(lang.plan_reason_missing()).size(size::SMALL);
                ui.colored_label(Tokens::of(ui).warn, text);
            }
        });
    }
}
