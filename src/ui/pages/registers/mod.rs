//! The registers of networks and of funding devices.
//!
//! The person in front has no time to read thirty entries: those that their own answers speak for
//! come first, each with its reason and the age of its information, and what is not known for sure
//! is never said as if it were.

mod entry;
mod reason;

use egui::{Id, Ui};

use crate::{
    advice::{self, Standing, Suggestion},
    app::{Document, Session},
    language::Lang,
    reference::{self, Device, Network, Scope},
    ui::{
        tokens::space,
        view::Out,
        widgets::{self, CalloutKind, Field},
    },
};

use entry::Entry;

/// Filters, and the suggestions for the document as it was last seen.
#[derive(Debug, Default)]
pub struct State {
    text: String,
    scope: Option<usize>,
    holder: Option<usize>,
    kept: Option<Kept>,
}

#[derive(Debug)]
struct Kept {
    revision: u64,
    networks: Vec<Suggestion>,
    devices: Vec<Suggestion>,
}

/// The suggestions, drawn anew when the document has changed.
fn suggestions<'a>(kept: &'a mut Option<Kept>, document: &Document) -> &'a Kept {
    let revision = document.revision();
    if kept.as_ref().is_some_and(|kept| kept.revision != revision) {
        *kept = None;
    }
    let (pack, diagnostic) = (document.pack(), document.diagnostic());
    let assessment = document.assessment();
    kept.get_or_insert_with(|| Kept {
        revision,
        networks: advice::suggest_networks(pack, diagnostic, assessment),
        devices: advice::suggest_devices(pack, diagnostic, assessment),
    })
}

/// Draws the networks.
pub fn networks(
    ui: &mut Ui,
    session: &Session,
    document: &Document,
    state: &mut State,
    out: &mut Out,
) {
    let lang = session.lang();
    super::column(ui, "networks", |ui| {
        widgets::title(ui, lang.registers_networks_title());
        widgets::weak(ui, lang.registers_networks_lead());
        ui.add_space(space::SMALL);
        let wanted = reference::fold(&state.text);
        let scope = state.scope.and_then(|index| Scope::ALL.get(index).copied());
        let suggestions = &suggestions(&mut state.kept, document).networks;
        let entries: Vec<Entry<'_>> = reference::networks()
            .iter()
            .zip(suggestions)
            .filter(|(network, _)| scope.is_none_or(|scope| network.scope == scope))
            .map(|(network, suggestion)| of_network(network, suggestion, lang))
            .filter(|entry| entry.holds(&wanted))
            .collect();
        let asked = ui.scope(|ui| {
            let scopes: Vec<_> = Scope::ALL.iter().map(|scope| scope_name(lang, *scope)).collect();
            let choice = Choice {
                name: lang.registers_scope(),
                all: lang.registers_all_scopes(),
                options: scopes,
                chosen: state.scope,
            };
            let count = lang.registers_networks_count(entries.len());
            filters(ui, lang, &state.text, &choice, &count)
        });
        grouped(ui, session, document, &entries, out);
        let (text, scope) = asked.inner;
        state.text = text.unwrap_or_else(|| std::mem::take(&mut state.text));
        state.scope = scope.unwrap_or(state.scope);
    });
}

/// Draws the funding devices.
pub fn devices(
    ui: &mut Ui,
    session: &Session,
    document: &Document,
    state: &mut State,
    out: &mut Out,
) {
    let lang = session.lang();
    super::column(ui, "devices", |ui| {
        widgets::title(ui, lang.registers_devices_title());
        widgets::weak(ui, lang.registers_devices_lead());
        ui.add_space(space::SMALL);
        let wanted = reference::fold(&state.text);
        let holders = holders();
        let holder = state.holder.and_then(|index| holders.get(index).copied());
        let suggestions = &suggestions(&mut state.kept, document).devices;
        let entries: Vec<Entry<'_>> = reference::devices()
            .iter()
            .zip(suggestions)
            .filter(|(device, _)| holder.is_none_or(|holder| device.holder == holder))
            .map(|(device, suggestion)| of_device(device, suggestion, lang))
            .filter(|entry| entry.holds(&wanted))
            .collect();
        let asked = ui.scope(|ui| {
            let choice = Choice {
                name: lang.registers_holder(),
                all: lang.registers_all_holders(),
                options: holders,
                chosen: state.holder,
            };
            let count = lang.registers_devices_count(entries.len());
            filters(ui, lang, &state.text, &choice, &count)
        });
        grouped(ui, session, document, &entries, out);
        let (text, holder) = asked.inner;
        state.text = text.unwrap_or_else(|| std::mem::take(&mut state.text));
        state.holder = holder.unwrap_or(state.holder);
    });
}

/// The holders of devices, each once, in the order of the register.
fn holders() -> Vec<&'static str> {
    let mut holders: Vec<&'static str> = Vec::new();
    for device in reference::devices() {
        if !holders.contains(&device.holder) {
            holders.push(device.holder);
        }
    }
    holders
}

fn of_network<'a>(network: &'a Network, suggestion: &'a Suggestion, lang: Lang) -> Entry<'a> {
    Entry {
        title: format!("{} – {}", network.name, network.description(lang)),
        side: scope_name(lang, network.scope),
        parts: vec![
            (lang.registers_offers(), network.offers(lang)),
            (lang.registers_audience(), network.audience(lang)),
        ],
        source: network.source,
        as_of: network.as_of,
        to_check: None,
        suggestion,
    }
}

fn of_device<'a>(device: &'a Device, suggestion: &'a Suggestion, lang: Lang) -> Entry<'a> {
    Entry {
        title: device.name(lang).to_owned(),
        side: device.holder,
        parts: vec![
            (lang.registers_conditions(), device.conditions(lang)),
            (lang.registers_amount(), device.amount(lang)),
        ],
        source: device.source,
        as_of: Some(device.as_of),
        to_check: device.to_check(lang),
        suggestion,
    }
}

const fn scope_name(lang: Lang, scope: Scope) -> &'static str {
    match scope {
        Scope::Region => lang.registers_scope_region(),
        Scope::National => lang.registers_scope_national(),
        Scope::Europe => lang.registers_scope_europe(),
        Scope::Francophonie => lang.registers_scope_francophonie(),
        Scope::EuropeAndWorld => lang.registers_scope_both(),
        Scope::World => lang.registers_scope_world(),
    }
}

/// A list to choose one of, beside the search.
struct Choice<'a> {
    name: &'a str,
    all: &'a str,
    options: Vec<&'a str>,
    chosen: Option<usize>,
}

/// What was typed and chosen just now, each only if it changed.
type Asked = (Option<String>, Option<Option<usize>>);

fn filters(ui: &mut Ui, lang: Lang, text: &str, choice: &Choice<'_>, count: &str) -> Asked {
    ui.horizontal_wrapped(|ui| {
        let hint = lang.registers_find();
        let typed = widgets::line(ui, Id::unique("find entry"), hint, hint, text, 230.0);
        let Choice { name, all, options, chosen } = choice;
        let id = Id::unique(("register filter", name));
        let field = Field { id, name, hint: all, width: 230.0 };
        let picked = widgets::select(ui, field, options, *chosen);
        widgets::small(ui, count);
        (typed, picked)
    })
    .inner
}

/// The entries under headings, what is worth a look first.
fn grouped(
    ui: &mut Ui,
    session: &Session,
    document: &Document,
    entries: &[Entry<'_>],
    out: &mut Out,
) {
    let lang = session.lang();
    if entries.is_empty() {
        ui.add_space(space::SMALL);
        widgets::callout(ui, CalloutKind::Info, lang.registers_nothing(), |_| ());
    }
    let groups = [
        (Standing::Suggested, lang.registers_group_suggested()),
        (Standing::ToCheck, lang.registers_group_to_check()),
        (Standing::Member, lang.registers_group_member()),
        (Standing::Untested, lang.registers_group_untested()),
        (Standing::Unmet, lang.registers_group_unmet()),
    ];
    for (standing, heading) in groups {
        let mut some = entries.iter().filter(|e| e.suggestion.standing == standing).peekable();
        if some.peek().is_none() {
            continue;
        }
        ui.add_space(space::MEDIUM);
        widgets::heading(ui, heading);
        ui.add_space(space::TINY);
        for entry in some {
            entry::show(ui, session, document, entry, out);
            ui.add_space(space::TINY);
        }
    }
}
