//! Who the territory is: each value as the tables give it, to be corrected and taken back.

use egui::{Id, Ui};

use crate::{
    app::Edit,
    domain::{AuthorityKind, Named, OptionId, State as AnswerState, Territory, Value},
    language::Lang,
    questionnaire::Prefill,
    reference,
    report::words,
    ui::{
        view::Out,
        widgets::{self, Field},
    },
};

use super::{
    Sheet, choose,
    kept::Kept,
    row::{self, Origin},
};

const WIDTH: f32 = 380.0;

pub(super) fn show(ui: &mut Ui, page: &Sheet<'_>, kept: &Kept, out: &mut Out) {
    let lang = page.lang;
    super::card(ui, lang.territory_identity(), |ui| {
        name(ui, page, kept, out);
        kind(ui, page, kept, out);
        code(ui, page, kept, out);
        if page.territory().kind.is_none_or(|kind| kind == AuthorityKind::Commune) {
            part(ui, page, kept, out, &EPCI);
        }
        let table = kept.profile().and_then(|profile| profile.territory.ept.as_ref());
        if table.is_some() || page.territory().ept.is_some() {
            part(ui, page, kept, out, &EPT);
        }
        part(ui, page, kept, out, &DEPARTEMENT);
        part(ui, page, kept, out, &REGION);
        network(ui, page);
        creative(ui, page, kept);
        everything(ui, page, kept, out);
    });
}

/// The territory after a change.
fn changed(page: &Sheet<'_>, change: impl FnOnce(&mut Territory)) -> Edit {
    let mut territory = page.territory().clone();
    change(&mut territory);
    Edit::Territory(Box::new(territory))
}

fn name(ui: &mut Ui, page: &Sheet<'_>, kept: &Kept, out: &mut Out) {
    let (lang, own) = (page.lang, page.territory().name.as_str());
    let label = lang.territory_name();
    row::line(ui, label, |ui| {
        let id = Id::unique("territory name");
        if let Some(typed) = widgets::line(ui, id, label, lang.territory_missing(), own, WIDTH) {
            out.edit(changed(page, |territory| territory.name = typed));
        }
        let table = kept.profile().map(|profile| profile.territory.name.as_str());
        let source = row::source(lang, file_of(page.territory().kind), false);
        if row::origin(ui, lang, &Origin { field: label, own, table, source }) {
            let name = table.unwrap_or_default().to_owned();
            super::whole(out, changed(page, |territory| territory.name = name));
        }
    });
}

/// The table that names authorities of a status.
const fn file_of(kind: Option<AuthorityKind>) -> &'static str {
    match kind {
        None | Some(AuthorityKind::Commune) => "communes.tsv.br",
        Some(AuthorityKind::Special) => "ept.tsv",
        Some(_) => "epci.tsv.br",
    }
}

fn kind(ui: &mut Ui, page: &Sheet<'_>, kept: &Kept, out: &mut Out) {
    let (lang, label) = (page.lang, page.lang.territory_kind());
    let own = page.territory().kind;
    row::line(ui, label, |ui| {
        let names: Vec<_> = AuthorityKind::ALL.map(|kind| words::authority(lang, kind)).to_vec();
        let chosen = own.and_then(|kind| AuthorityKind::ALL.iter().position(|k| *k == kind));
        let field = Field {
            id: Id::unique("territory kind"),
            name: label,
            hint: lang.territory_kind_none(),
            width: 300.0,
        };
        if let Some(picked) = widgets::select(ui, field, &names, chosen) {
            let kind = picked.and_then(|index| AuthorityKind::ALL.get(index).copied());
            super::whole(out, set_kind(page, kind));
        }
        let table = kept.profile().map(|profile| profile.territory.kind);
        let word = |kind: Option<AuthorityKind>| kind.map_or("", |k| words::authority(lang, k));
        let origin = Origin {
            field: label,
            own: word(own),
            table: table.map(word),
            source: row::source(lang, file_of(own), true),
        };
        if row::origin(ui, lang, &origin) {
            super::whole(out, set_kind(page, table.flatten()));
        }
        answered_otherwise(ui, page, out);
    });
}

/// The answer to the question on the status, where it is not the status of the profile.
fn answered_otherwise(ui: &mut Ui, page: &Sheet<'_>, out: &mut Out) {
    let (lang, pack) = (page.lang, page.document.pack());
    let Some(question) = pack.prefilled(Prefill::AuthorityKind) else { return };
    let answer = page.document.diagnostic().answer(question.id.as_str());
    let Some(AnswerState::Given(Value::Choice(option))) = answer.map(|answer| &answer.state) else {
        return;
    };
    let Some(kind) = AuthorityKind::parse(option.as_str()) else { return };
    if page.territory().kind == Some(kind) {
        return;
    }
    let said = lang.territory_kind_differs(words::authority(lang, kind), question.short.get(lang));
    row::missing(ui, &said);
    if widgets::quiet(ui, lang.territory_kind_take()).clicked() {
        super::whole(out, changed(page, |territory| territory.kind = Some(kind)));
    }
}

/// The status, and the answer to the question that asks it: they say the same.
fn set_kind(page: &Sheet<'_>, kind: Option<AuthorityKind>) -> Edit {
    let edit = changed(page, |territory| territory.kind = kind);
    let Some(question) = page.document.pack().prefilled(Prefill::AuthorityKind) else {
        return edit;
    };
    let mut answer =
        page.document.diagnostic().answer(question.id.as_str()).cloned().unwrap_or_default();
    answer.state = kind.map_or(AnswerState::NotAsked, |kind| {
        AnswerState::Given(Value::Choice(OptionId::from(kind.code())))
    });
    Edit::All(vec![edit, Edit::Answer(question.id.clone(), Box::new(answer))])
}

fn code(ui: &mut Ui, page: &Sheet<'_>, kept: &Kept, out: &mut Out) {
    let (lang, own) = (page.lang, page.territory().code.as_str());
    let label = lang.territory_code();
    row::line(ui, label, |ui| {
        let (id, hint) = (Id::unique("territory code"), lang.territory_code_hint());
        if let Some(typed) = widgets::line(ui, id, label, hint, own, 180.0) {
            let typed = typed.trim().to_owned();
            out.edit(changed(page, |territory| territory.code = typed));
        }
        match kept.profile() {
            Some(profile) if profile.territory.name == page.territory().name => {
                widgets::small(ui, row::source(lang, file_of(profile.territory.kind), false));
            }
            Some(profile) => {
                widgets::small(ui, lang.territory_code_found(own, &profile.territory.name));
            }
            None if own.is_empty() => row::missing(ui, lang.territory_missing()),
            None => {
                widgets::small(ui, lang.territory_typed());
            }
        }
    });
}

/// A value of the territory that has a code and a name.
struct Part {
    /// Its own name in the identifiers of widgets.
    id: &'static str,
    file: &'static str,
    label: fn(Lang) -> &'static str,
    get: fn(&Territory) -> Option<&Named>,
    set: fn(&mut Territory, Option<Named>),
    /// The field that finds it, by its description and what stands in it.
    choose: fn(&mut Ui, Field<'_>, &str) -> Option<Named>,
    /// What to say where the tables know that a commune belongs to none: that is not a gap.
    alone: Option<fn(Lang) -> &'static str>,
}

const EPCI: Part = Part {
    id: "epci",
    file: "epci.tsv.br",
    label: |lang| lang.territory_epci(),
    get: |territory| territory.epci.as_ref(),
    set: |territory, named| territory.epci = named,
    choose: |ui, field, own| {
        choose::group(ui, field, own, |kind| {
            !matches!(kind, AuthorityKind::Commune | AuthorityKind::Special)
        })
    },
    alone: Some(|lang| lang.territory_without_epci()),
};
const EPT: Part = Part {
    id: "ept",
    file: "ept.tsv",
    label: |lang| lang.territory_ept(),
    get: |territory| territory.ept.as_ref(),
    set: |territory, named| territory.ept = named,
    choose: |ui, field, own| choose::group(ui, field, own, |kind| kind == AuthorityKind::Special),
    alone: None,
};
const DEPARTEMENT: Part = Part {
    id: "departement",
    file: "departements.tsv",
    label: |lang| lang.territory_departement(),
    get: |territory| territory.departement.as_ref(),
    set: |territory, named| territory.departement = named,
    choose: |ui, field, own| {
        let all = || reference::departements().iter().map(reference::Departement::named).collect();
        choose::named(ui, field, own, all)
    },
    alone: None,
};
const REGION: Part = Part {
    id: "region",
    file: "regions.tsv",
    label: |lang| lang.territory_region(),
    get: |territory| territory.region.as_ref(),
    set: |territory, named| territory.region = named,
    choose: |ui, field, own| {
        let all = || reference::regions().iter().map(reference::Region::named).collect();
        choose::named(ui, field, own, all)
    },
    alone: None,
};

fn shown(named: Option<&Named>) -> &str {
    named.map_or("", |named| named.name.as_str())
}

/// A place or grouping of the territory: the field that finds it, and where it comes from.
fn part(ui: &mut Ui, page: &Sheet<'_>, kept: &Kept, out: &mut Out, part: &Part) {
    let name = (part.label)(page.lang);
    let hint = page.lang.territory_search_hint();
    let field = Field { id: Id::unique(part.id), name, hint, width: WIDTH };
    row::line(ui, name, |ui| {
        let own = shown((part.get)(page.territory()));
        if let Some(named) = (part.choose)(ui, field, own) {
            super::whole(out, set_part(page, part, named));
        }
        let alone = kept.profile().is_some_and(|profile| {
            profile.territory.kind == Some(AuthorityKind::Commune)
                && (part.get)(&profile.territory).is_none()
        });
        match part.alone.filter(|_| alone && own.is_empty()) {
            Some(words) => {
                widgets::small(ui, words(page.lang));
            }
            None => part_origin(ui, page, kept, out, part),
        }
    });
}

fn set_part(page: &Sheet<'_>, part: &Part, named: Named) -> Edit {
    let named = Some(named).filter(|named| !named.name.is_empty());
    changed(page, |territory| (part.set)(territory, named))
}

fn part_origin(ui: &mut Ui, page: &Sheet<'_>, kept: &Kept, out: &mut Out, part: &Part) {
    let table = kept.profile().map(|profile| (part.get)(&profile.territory));
    let origin = Origin {
        field: (part.label)(page.lang),
        own: shown((part.get)(page.territory())),
        table: table.map(shown),
        source: row::source(page.lang, part.file, false),
    };
    if row::origin(ui, page.lang, &origin) {
        let named = table.flatten().cloned();
        super::whole(out, changed(page, |territory| (part.set)(territory, named)));
    }
}

/// The multi-actor network of the région: known from lists, never from the territory itself.
fn network(ui: &mut Ui, page: &Sheet<'_>) {
    let lang = page.lang;
    row::line(ui, lang.territory_rrma(), |ui| {
        ui.add_space(4.0);
        let region = page.territory().region.as_ref().filter(|region| !region.code.is_empty());
        let Some(region) = region else { return row::missing(ui, lang.territory_rrma_unknown()) };
        match reference::rrma(&region.code) {
            Some(network) => {
                ui.label(lang.territory_rrma_text(network.name, &region.name));
                widgets::small(ui, lang.territory_listed(network.source, network.year));
            }
            None => row::missing(ui, &lang.territory_rrma_none(&region.name)),
        }
    });
}

fn creative(ui: &mut Ui, page: &Sheet<'_>, kept: &Kept) {
    let lang = page.lang;
    row::line(ui, lang.territory_creative(), |ui| {
        ui.add_space(4.0);
        if kept.profile().is_none() {
            return row::missing(ui, lang.territory_creative_unknown());
        }
        let cities = kept.creative().iter().filter_map(|code| reference::creative_city(code));
        let mut any = false;
        for city in cities {
            any = true;
            let name = reference::territory(city.commune).map(|profile| profile.territory.name);
            ui.label(lang.territory_creative_of(name.unwrap_or_default(), city.field(lang)));
            widgets::small(ui, city.source);
        }
        if !any {
            widgets::small(ui, lang.territory_creative_none());
        }
    });
}

/// Takes every value of the tables at once, where some differ.
fn everything(ui: &mut Ui, page: &Sheet<'_>, kept: &Kept, out: &mut Out) {
    let Some(profile) = kept.profile() else { return };
    if profile.territory == *page.territory() {
        return;
    }
    if widgets::secondary(ui, page.lang.territory_revert_all()).clicked() {
        let new = crate::app::NewDiagnostic::of(profile, page.document.diagnostic().path);
        super::replace(page, &new, out);
    }
}
