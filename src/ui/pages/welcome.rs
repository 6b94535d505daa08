//! The first page: start a diagnostic, open one, or look at the example.
//!
//! Somebody who has half a day and nobody to ask finds three things to do, the first of which is
//! to type the name of their town.

use egui::{Id, Ui};

use crate::{
    app::{Command, NewDiagnostic, Purpose, Session},
    domain::{AuthorityKind, Path, Territory},
    language::Lang,
    reference::Profile,
    report::words,
    ui::{
        tokens::{Tokens, space},
        view::{Out, Page},
        widgets::{self, CalloutKind, Field},
    },
};

use super::territory::choose::{self, Choice};

/// What is chosen for a new diagnostic.
#[derive(Debug, Default)]
pub struct State {
    profile: Option<Profile>,
    /// A name that the tables do not know.
    other: Option<String>,
    kind: Option<AuthorityKind>,
    quick: bool,
}

/// Draws the page.
pub fn show(ui: &mut Ui, session: &Session, state: &mut State, out: &mut Out) {
    let lang = session.lang();
    super::column(ui, "welcome", |ui| {
        widgets::title(ui, lang.welcome_title());
        widgets::weak(ui, lang.welcome_lead());
        let found = session.leftovers().len();
        if 0 < found {
            ui.add_space(space::SMALL);
            widgets::callout(ui, CalloutKind::Warning, lang.safety_found_title(), |ui| {
                if widgets::secondary(ui, &lang.safety_recovery_open(found)).clicked() {
                    out.go(Page::Recovery);
                }
            });
        }
        ui.add_space(space::MEDIUM);
        widgets::card(ui, true, |ui| start(ui, lang, state, out));
        ui.add_space(space::SMALL);
        widgets::card(ui, false, |ui| {
            widgets::heading(ui, lang.welcome_open_title());
            ui.horizontal_wrapped(|ui| {
                if widgets::secondary(ui, lang.welcome_open()).clicked() {
                    out.send(Command::Browse(Purpose::Open));
                }
                if widgets::secondary(ui, lang.welcome_example()).clicked() {
                    out.send(Command::OpenExample);
                }
            });
            widgets::small(ui, lang.welcome_example_text());
            recent(ui, session, out);
        });
        ui.add_space(space::SMALL);
        widgets::card(ui, false, |ui| {
            widgets::heading(ui, lang.panel_title());
            widgets::small(ui, lang.panel_lead());
            if widgets::secondary(ui, lang.panel_page()).clicked() {
                out.go(Page::Observatory);
            }
        });
        ui.add_space(space::MEDIUM);
        widgets::small(ui, lang.welcome_offline());
        ui.horizontal(|ui| {
            if widgets::quiet(ui, lang.manual_title()).clicked() {
                out.go(Page::Guide);
            }
            if widgets::quiet(ui, lang.about_title()).clicked() {
                out.go(Page::About);
            }
        });
    });
}

fn start(ui: &mut Ui, lang: Lang, state: &mut State, out: &mut Out) {
    widgets::heading(ui, lang.welcome_new_title());
    let shown = match (&state.profile, &state.other) {
        (Some(profile), _) => profile.territory.name.clone(),
        (None, other) => other.clone().unwrap_or_default(),
    };
    let field = Field {
        id: Id::unique("territory"),
        name: lang.welcome_territory(),
        hint: lang.welcome_territory_hint(),
        width: 460.0,
    };
    match choose::territory(ui, field, &shown) {
        Some(Choice::Known(profile)) => {
            state.profile = Some(*profile);
            state.other = None;
        }
        Some(Choice::Other(text)) => {
            state.profile = None;
            state.other = Some(text).filter(|text| !text.is_empty());
        }
        None => {}
    }
    if let Some(profile) = &state.profile {
        known(ui, lang, profile);
    } else if state.other.is_some() {
        unknown(ui, lang, state);
    }
    let paths = [lang.welcome_full(), lang.welcome_quick()];
    if let Some(index) = widgets::choices(ui, lang.welcome_path(), &paths, Some(state.quick.into()))
    {
        state.quick = index == 1;
    }
    let new = new(state);
    ui.add_space(space::TINY);
    let pressed =
        ui.add_enabled_ui(new.is_some(), |ui| widgets::primary(ui, lang.welcome_start()).clicked());
    if let Some(new) = new.filter(|_| pressed.inner) {
        out.send(Command::New(Box::new(new)));
        *state = State::default();
    }
}

fn new(state: &State) -> Option<NewDiagnostic> {
    let path = if state.quick { Path::Quick } else { Path::Full };
    match (&state.profile, &state.other) {
        (Some(profile), _) => Some(NewDiagnostic::of(profile, path)),
        (None, Some(name)) => {
            let territory =
                Territory { name: name.clone(), kind: state.kind, ..Territory::default() };
            Some(NewDiagnostic { territory, population: None, path })
        }
        (None, None) => None,
    }
}

/// What the tables know of the territory, with source and year.
fn known(ui: &mut Ui, lang: Lang, profile: &Profile) {
    let territory = &profile.territory;
    let mut facts = vec![territory.code.clone()];
    facts.extend(territory.kind.map(|kind| words::authority(lang, kind).to_owned()));
    for named in [&territory.epci, &territory.ept, &territory.departement, &territory.region] {
        facts.extend(named.as_ref().map(|named| named.name.clone()));
    }
    ui.label(facts.join(" · "));
    if let Some(figure) = &profile.population {
        let count = lang.integer(usize::try_from(figure.value).unwrap_or_default());
        widgets::small(ui, lang.welcome_population(count, figure.source));
    }
}

/// A territory that no table knows is welcome all the same.
fn unknown(ui: &mut Ui, lang: Lang, state: &mut State) {
    let color = Tokens::of(ui).warn;
    ui.colored_label(color, lang.welcome_unknown());
    let names: Vec<_> = AuthorityKind::ALL.map(|kind| words::authority(lang, kind)).to_vec();
    let chosen = state.kind.and_then(|kind| AuthorityKind::ALL.iter().position(|k| *k == kind));
    let field = Field {
        id: Id::unique("kind"),
        name: lang.welcome_kind(),
        hint: lang.welcome_kind(),
        width: 280.0,
    };
    let picked = widgets::select(ui, field, &names, chosen);
    if let Some(index) = picked {
        state.kind = index.and_then(|index| AuthorityKind::ALL.get(index).copied());
    }
}

fn recent(ui: &mut Ui, session: &Session, out: &mut Out) {
    let lang = session.lang();
    if session.settings().recent.is_empty() {
        return;
    }
    ui.add_space(space::SMALL);
    widgets::caption(ui, lang.welcome_recent());
    for path in &session.settings().recent {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        ui.horizontal_wrapped(|ui| {
            if widgets::quiet(ui, &name).clicked() {
                out.send(Command::Open(path.clone()));
            }
            if let Some(folder) = path.parent() {
                widgets::small(ui, folder.display().to_string());
            }
            if widgets::quiet(ui, lang.welcome_forget())
                .accessible_name(lang.welcome_forget_file(&name))
                .clicked()
            {
                out.send(Command::Forget(path.clone()));
            }
        });
    }
}
