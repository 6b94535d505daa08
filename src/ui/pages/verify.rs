//! « À vérifier »: what to find out first, what it would settle, and from whom.
//!
//! Before writing to ten services, the official wants to know which answers matter, and to send
//! each service its own short list.

use egui::Ui;

use crate::{
    app::Document,
    domain::RoleId,
    language::Lang,
    report::why::doubt,
    scoring::{Check, ToAsk, by_contributor},
    ui::{
        tokens::space,
        view::Out,
        widgets::{self, CalloutKind},
    },
};

use super::{begin, coherence, debate, why};

/// How the list is shown.
#[derive(Debug, Default)]
pub struct State {
    /// Whether it is told by who is asked instead of what matters most.
    by_role: bool,
    /// What the answers contradict.
    coherence: coherence::Kept,
}

/// How many blocks are named for one check.
const MOST: usize = 3;

/// Draws the page.
pub fn show(
    ui: &mut Ui,
    document: &Document,
    lang: Lang,
    state: &mut State,
    why: &mut why::State,
    out: &mut Out,
) {
    let kept = why.kept(document);
    super::column(ui, "verify", |ui| {
        widgets::title(ui, lang.verify_title());
        widgets::weak(ui, lang.verify_lead());
        begin::show(ui, document, lang, out);
        debate::list(ui, document, lang, out);
        coherence::list(ui, document, &mut state.coherence, lang, out);
        ui.add_space(space::SMALL);
        if kept.checks.is_empty() {
            ui.add_space(space::MEDIUM);
            widgets::callout(ui, CalloutKind::Success, lang.verify_none(), |_| ());
            return;
        }
        let orders = [lang.verify_by_weight(), lang.verify_by_role()];
        ui.horizontal_wrapped(|ui| {
            let chosen = Some(usize::from(state.by_role));
            if let Some(index) = widgets::segments(ui, lang.verify_order(), &orders, chosen) {
                state.by_role = index == 1;
            }
            if widgets::quiet(ui, lang.verify_copy_all()).clicked() {
                let all: Vec<_> = kept.checks.iter().collect();
                ui.ctx().copy_text(listed(document, &all, lang));
            }
        });
        if state.by_role {
            roles(ui, document, &kept.checks, lang, out);
        } else {
            for check in &kept.checks {
                one(ui, document, check, lang, out);
            }
        }
    });
}

fn roles(ui: &mut Ui, document: &Document, checks: &[Check], lang: Lang, out: &mut Out) {
    for (role, checks) in by_contributor(document.pack(), checks) {
        ui.add_space(space::SMALL);
        let name = role_name(document, role, lang);
        ui.horizontal_wrapped(|ui| {
            widgets::heading(ui, &name);
            if widgets::quiet(ui, lang.verify_copy())
                .accessible_name(lang.verify_copy_for(&name))
                .clicked()
            {
                ui.ctx().copy_text(listed(document, &checks, lang));
            }
        });
        for check in checks {
            one(ui, document, check, lang, out);
        }
    }
}

fn role_name(document: &Document, role: Option<&RoleId>, lang: Lang) -> String {
    let role = role.and_then(|id| document.pack().role(id));
    role.map_or_else(|| lang.verify_nobody().to_owned(), |role| role.title.get(lang).to_owned())
}

fn one(ui: &mut Ui, document: &Document, check: &Check, lang: Lang, out: &mut Out) {
    ui.add_space(space::TINY);
    ui.spacing_mut().item_spacing.y = 2.0;
    why::to_ask(ui, document, &check.what, lang, out);
    let settled = settles(document, check, lang);
    let words = [doubt(lang, check.doubt).to_owned(), settled].join(" · ");
    widgets::small(ui, words);
    let who = check.contributors.iter().map(|role| role_name(document, Some(role), lang));
    let who: Vec<_> = who.collect();
    if !who.is_empty() {
        widgets::small(ui, lang.report_ask(who.join(lang.report_semicolon())));
    }
}

/// What knowing it would settle, in a line.
fn settles(document: &Document, check: &Check, lang: Lang) -> String {
    let pack = document.pack();
    let block = |id: &str| pack.block(id).map_or("", |block| block.short.get(lang));
    let mut widest: Vec<_> = check.narrows.iter().filter(|one| 0.0005 <= one.by).collect();
    widest.sort_by(|a, b| b.by.total_cmp(&a.by));
    let mut parts: Vec<String> = widest
        .into_iter()
        .take(MOST)
        .map(|one| lang.verify_narrows(block(one.block.as_str()), lang.number(one.by * 100.0, 1)))
        .collect();
    for (id, level) in check.gates.iter().take(MOST) {
        let code = pack.level(*level).map_or("", |level| level.code.as_str());
        parts.push(lang.verify_gate(block(id.as_str()), code));
    }
    if 0 < check.countries {
        parts.push(lang.verify_countries(check.countries));
    }
    if parts.is_empty() {
        return lang.verify_completes().to_owned();
    }
    parts.join(" · ")
}

/// The list as text with tabs, which mail and spreadsheets take in.
fn listed(document: &Document, checks: &[&Check], lang: Lang) -> String {
    let pack = document.pack();
    let mut text = format!(
        "{}\t{}\t{}\t{}\n",
        lang.verify_head_id(),
        lang.verify_head_question(),
        lang.verify_head_source(),
        lang.verify_head_settles()
    );
    for check in checks {
        let (id, question, source) = match &check.what {
            ToAsk::Question(id) => {
                let Some(question) = pack.question(id.as_str()) else { continue };
                (id.as_str(), question.text.get(lang), question.source.get(lang))
            }
            ToAsk::Table(id) => {
                let Some(table) = pack.table(id.as_str()) else { continue };
                (id.as_str(), table.title.get(lang), table.source.get(lang))
            }
        };
        text.push_str(&[id, question, source, &settles(document, check, lang)].join("\t"));
        text.push('\n');
    }
    text
}
