//! The registers of networks and of funding devices.
//!
//! The person in front has no time to read thirty entries: those that their own answers speak for
//! come first, each with its reason and the age of its information, and what is not known for sure
//! is never said as if it were.

mod entry;
mod reason;

use egui::{Id, Ui};

use crate::{
    advice::{self, Eligibility, Standing, Suggestion, words},
    app::{Document, Session},
    language::Lang,
    reference::{self, Network, Scope},
    ui::{
        tokens::space,
        view::Out,
        widgets::{self, CalloutKind, Field},
    },
};

use entry::{Entry, Told};
use reason::Way;

/// Filters, and what is known of each entry for the document as it was last seen.
#[derive(Debug, Default)]
pub struct State {
    text: String,
    scope: Option<usize>,
    holder: Option<usize>,
    kept: Option<Kept>,
}

#[derive(Debug)]
struct Kept {
    of: (u64, jiff::civil::Date),
    networks: Vec<Suggestion>,
    devices: Vec<Eligibility>,
}

/// What is known of each entry, found anew when the document or the day has changed.
fn known<'a>(kept: &'a mut Option<Kept>, session: &Session, document: &Document) -> &'a Kept {
    let of = (document.revision(), session.clock().today());
    if kept.as_ref().is_some_and(|kept| kept.of != of) {
        *kept = None;
    }
    let (pack, diagnostic) = (document.pack(), document.diagnostic());
    let assessment = document.assessment();
    kept.get_or_insert_with(|| Kept {
        of,
        networks: advice::suggest_networks(pack, diagnostic, assessment),
        devices: advice::devices(pack, diagnostic, assessment, of.1),
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
    let scope = state.scope.and_then(|index| Scope::ALL.get(index).copied());
    let suggestions = &known(&mut state.kept, session, document).networks;
    let of_scope = reference::networks()
        .iter()
        .zip(suggestions)
        .filter(|(network, _)| scope.is_none_or(|scope| network.scope == scope));
    let register = Register {
        salt: "networks",
        title: lang.registers_networks_title(),
        lead: lang.registers_networks_lead(),
        count: Lang::registers_networks_count,
        filter: lang.registers_scope(),
        all: lang.registers_all_scopes(),
        options: Scope::ALL.iter().map(|scope| scope_name(lang, *scope)).collect(),
        groups: network_groups(lang),
        entries: of_scope.map(|(one, why)| of_network(document, one, why, lang)).collect(),
    };
    register.show(ui, (session, document), (&mut state.text, &mut state.scope), out);
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
    let holders = holders();
    let holder = state.holder.and_then(|index| holders.get(index).copied());
    let devices = &known(&mut state.kept, session, document).devices;
    let of_holder =
        devices.iter().filter(|one| holder.is_none_or(|holder| one.device.holder == holder));
    let register = Register {
        salt: "devices",
        title: lang.registers_devices_title(),
        lead: lang.registers_devices_lead(),
        count: Lang::registers_devices_count,
        filter: lang.registers_holder(),
        all: lang.registers_all_holders(),
        options: holders,
        groups: words::groups(lang),
        entries: of_holder.map(|one| of_device(document, one, lang)).collect(),
    };
    register.show(ui, (session, document), (&mut state.text, &mut state.holder), out);
}

/// A register as its page shows it: what it is, how it is filtered, and its entries.
struct Register<'a> {
    salt: &'static str,
    title: &'a str,
    lead: &'a str,
    count: fn(Lang, usize) -> String,
    /// The name of the list beside the search.
    filter: &'a str,
    /// Its first line, which filters nothing.
    all: &'a str,
    options: Vec<&'a str>,
    /// The headings of its groups, in order.
    groups: [&'a str; 5],
    entries: Vec<Entry<'a>>,
}

impl Register<'_> {
    fn show(
        mut self,
        ui: &mut Ui,
        (session, document): (&Session, &Document),
        (text, chosen): (&mut String, &mut Option<usize>),
        out: &mut Out,
    ) {
        super::column(ui, self.salt, |ui| {
            widgets::title(ui, self.title);
            widgets::weak(ui, self.lead);
            ui.add_space(space::SMALL);
            let wanted = reference::fold(text);
            self.entries.retain(|entry| entry.holds(&wanted));
            self.filters(ui, session.lang(), text, chosen);
            grouped(ui, session, document, &self.groups, &self.entries, out);
        });
    }

    /// The search, the list to choose one of, and how many entries are left.
    fn filters(&self, ui: &mut Ui, lang: Lang, text: &mut String, chosen: &mut Option<usize>) {
        ui.horizontal_wrapped(|ui| {
            let hint = lang.registers_find();
            let id = Id::unique("find entry");
            if let Some(typed) = widgets::line(ui, id, hint, hint, text, 230.0) {
                *text = typed;
            }
            let id = Id::unique(("register filter", self.filter));
            let field = Field { id, name: self.filter, hint: self.all, width: 230.0 };
            if let Some(picked) = widgets::select(ui, field, &self.options, *chosen) {
                *chosen = picked;
            }
            widgets::small(ui, (self.count)(lang, self.entries.len()));
        });
    }
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

fn of_network<'a>(
    document: &Document,
    network: &'a Network,
    suggestion: &Suggestion,
    lang: Lang,
) -> Entry<'a> {
    let standing = suggestion.standing;
    let told = |reason: &advice::Reason| {
        let text = words::reason_words(document.pack(), lang, reason);
        let (kind, text) = match standing {
            Standing::ToCheck => (words::ToldKind::Unanswered, lang.registers_to_check(text)),
            Standing::Unmet => (words::ToldKind::Remark, lang.registers_why(text)),
            _ => (words::ToldKind::Met, lang.registers_why(text)),
        };
        Told { kind, text, way: Way::of(reason) }
    };
    Entry {
        id: network.id,
        title: format!("{} – {}", network.name, network.description(lang)),
        side: scope_name(lang, network.scope),
        parts: vec![
            (lang.registers_offers(), network.offers(lang).to_owned()),
            (lang.registers_audience(), network.audience(lang).to_owned()),
        ],
        source: network.source,
        as_of: network.as_of,
        badge: badge(lang, standing),
        group: standing as usize,
        told: suggestion.reasons.iter().map(told).collect(),
    }
}

/// What stands at the head of a network; nothing where the heading above says it.
const fn badge(lang: Lang, standing: Standing) -> &'static str {
    match standing {
        Standing::Suggested => lang.registers_standing_suggested(),
        Standing::ToCheck => lang.registers_standing_to_check(),
        Standing::Member => lang.registers_standing_member(),
        Standing::Untested | Standing::Unmet => "",
    }
}

/// The headings of the networks, in the order of [`Standing`].
const fn network_groups(lang: Lang) -> [&'static str; 5] {
    [
        lang.registers_group_suggested(),
        lang.registers_group_to_check(),
        lang.registers_group_member(),
        lang.registers_group_untested(),
        lang.registers_group_unmet(),
    ]
}

fn of_device<'a>(document: &Document, one: &'a Eligibility, lang: Lang) -> Entry<'a> {
    let device = one.device;
    let mut parts = vec![(lang.registers_conditions(), device.conditions(lang).to_owned())];
    let amounts = words::amounts(lang, one).into_iter().enumerate();
    parts.extend(
        amounts.map(|(index, text)| (if index == 0 { lang.registers_amount() } else { "" }, text)),
    );
    let told = words::device(document.pack(), lang, one).into_iter().map(|told| Told {
        kind: told.kind,
        text: told.text,
        way: told.question.map(Way::Question).or_else(|| told.table.map(Way::Table)),
    });
    Entry {
        id: device.id,
        title: device.name(lang).to_owned(),
        side: device.holder,
        parts,
        source: device.source,
        as_of: device.as_of,
        badge: words::verdict(lang, one.verdict),
        group: usize::from(one.nearness()),
        told: told.collect(),
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

/// The entries under headings, what is worth a look first.
fn grouped(
    ui: &mut Ui,
    session: &Session,
    document: &Document,
    headings: &[&str],
    entries: &[Entry<'_>],
    out: &mut Out,
) {
    let lang = session.lang();
    if entries.is_empty() {
        ui.add_space(space::SMALL);
        widgets::callout(ui, CalloutKind::Info, lang.registers_nothing(), |_| ());
    }
    for (group, heading) in headings.iter().enumerate() {
        let mut some = entries.iter().filter(|entry| entry.group == group).peekable();
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
