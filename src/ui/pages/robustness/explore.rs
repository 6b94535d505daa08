//! Other weights than the method's: profiles and weights of one's own, for exploration only.
//!
//! Whoever doubts the weights may try; what they see is labelled as long as they try, one click
//! leads back, and the document notes it only if they ask.

use std::sync::Arc;

use egui::{Frame, Id, Label, Margin, Panel, RichText, Slider, Ui};

use crate::{
    app::{Document, Edit},
    domain::{BlockId, ProfileId, Weight},
    language::Lang,
    questionnaire::Pack,
    report::exploration::{Compared, MeanWords, MemberWords, Tried, compared, noted},
    ui::{
        pages::reading,
        theme,
        tokens::{Tokens, size, space},
        view::Out,
        widgets::{self, Field},
    },
};

/// What is tried, and what it says.
#[derive(Debug, Default)]
pub(super) struct State {
    tried: Option<Trial>,
    kept: Option<Kept>,
}

/// The weights that are tried.
#[derive(Clone, Debug, PartialEq)]
struct Trial {
    /// The profile they come from; none for weights of one's own.
    profile: Option<ProfileId>,
    weights: Tried,
}

/// What a trial says, for one state of the document.
#[derive(Debug)]
struct Kept {
    of: (u64, Lang, Tried),
    compared: Arc<Compared>,
}

impl State {
    fn compared(&mut self, document: &Document, lang: Lang, tried: &Tried) -> Arc<Compared> {
        if let Some(Kept { of: (revision, kept, weights), compared }) = &self.kept
            && (*revision, *kept) == (document.revision(), lang)
            && weights == tried
        {
            return Arc::clone(compared);
        }
        let (pack, diagnostic) = (document.pack(), document.diagnostic());
        let found = Arc::new(compared(pack, diagnostic, document.assessment(), tried, lang));
        let of = (document.revision(), lang, tried.clone());
        self.kept = Some(Kept { of, compared: Arc::clone(&found) });
        found
    }
}

/// The label that stays above the page as long as other weights are tried.
pub(super) fn label(
    ui: &mut Ui,
    document: &Document,
    lang: Lang,
    state: &mut State,
    out: &mut Out,
) {
    let Some(trial) = state.tried.clone() else { return };
    let tokens = Tokens::of(ui);
    let frame = Frame::new().fill(tokens.warn_soft).inner_margin(Margin::symmetric(28, 8));
    Panel::top("exploring").frame(frame).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            let text = RichText::new(lang.explore_label()).font(theme::strong_font(size::BODY));
            ui.add(Label::new(text.color(tokens.ink)));
            if widgets::secondary(ui, lang.explore_back()).clicked() {
                state.tried = None;
            }
            let differs = trial.weights.values().any(|weight| (weight.get() - 1.0).abs() > 1e-9);
            ui.add_enabled_ui(document.can_change() && differs, |ui| {
                if widgets::quiet(ui, lang.explore_note()).clicked() {
                    let Trial { profile, weights } = trial;
                    let profile = profile.map_or_else(String::new, |id| id.to_string());
                    out.edit(Edit::NoteExploration(profile, weights));
                }
            });
        });
    });
}

/// The choice of weights, what they say, and what was noted.
pub(super) fn show(ui: &mut Ui, document: &Document, lang: Lang, state: &mut State, out: &mut Out) {
    ui.add_space(space::LARGE);
    widgets::title(ui, lang.robustness_explore());
    widgets::weak(ui, lang.explore_lead());
    choose(ui, document.pack(), lang, state);
    if let Some(trial) = state.tried.clone() {
        let found = state.compared(document, lang, &trial.weights);
        reading::chart(ui, &found.chart, lang, out);
        for mean in &found.means {
            if let Some((block, weight)) = weights(ui, mean, lang) {
                let mut tried = trial.weights.clone();
                tried.insert(block, weight);
                state.tried = Some(Trial { profile: None, weights: tried });
            }
        }
    }
    recorded(ui, document, lang, out);
}

/// The method, a profile of the pack, or weights of one's own.
fn choose(ui: &mut Ui, pack: &Pack, lang: Lang, state: &mut State) {
    let profiles = pack.profiles.iter().map(|profile| profile.title.get(lang));
    let names: Vec<&str> = profiles.chain([lang.explore_own()]).collect();
    let own = pack.profiles.len();
    let place = |trial: &Trial| {
        let of = |id: &ProfileId| pack.profiles.iter().position(|profile| profile.id == *id);
        trial.profile.as_ref().and_then(of).unwrap_or(own)
    };
    let chosen = state.tried.as_ref().map(place);
    let field = Field {
        id: Id::unique("profile"),
        name: lang.robustness_profile(),
        hint: lang.robustness_method(),
        width: 320.0,
    };
    if let Some(picked) = widgets::select(ui, field, &names, chosen) {
        state.tried = picked.map(|index| match pack.profiles.get(index) {
            Some(profile) => Trial {
                profile: Some(profile.id.clone()),
                weights: profile.weights.iter().cloned().collect(),
            },
            None => Trial { profile: None, weights: Tried::new() },
        });
    }
    let profile = chosen.and_then(|index| pack.profiles.get(index));
    if let Some(profile) = profile {
        ui.add(Label::new(profile.meaning.get(lang)).wrap());
    }
}

/// The weights of the members of a mean; returns one that was changed.
fn weights(ui: &mut Ui, mean: &MeanWords, lang: Lang) -> Option<(BlockId, Weight)> {
    ui.add_space(space::SMALL);
    widgets::heading(ui, &lang.explore_weights_of(&mean.title));
    if mean.is_empty {
        widgets::callout(ui, widgets::CalloutKind::Warning, lang.explore_no_weight(), |_| ());
    }
    let mut changed = None;
    for member in &mean.members {
        if let Some(weight) = member_weight(ui, member, lang) {
            changed = Some((member.block.clone(), weight));
        }
    }
    changed
}

/// The most that a component can count; the method gives 1.
const MOST: f64 = 5.0;

fn member_weight(ui: &mut Ui, member: &MemberWords, lang: Lang) -> Option<Weight> {
    let mut changed = None;
    ui.horizontal(|ui| {
        ui.vertical(|ui| {
            ui.set_width((ui.available_width() * 0.34).min(250.0));
            ui.add(Label::new(&member.title).wrap());
        });
        let mut value = member.weight;
        ui.spacing_mut().slider_width = (ui.available_width() - 240.0).clamp(80.0, 220.0);
        // The rail is seen on the page in every theme.
        ui.visuals_mut().widgets.inactive.bg_fill = Tokens::of(ui).track;
        let slider = Slider::new(&mut value, 0.0..=MOST).step_by(0.25).show_value(false);
        let slid = widgets::follow(ui.add(slider));
        if slid.accessible_name(lang.explore_slide(&member.title)).changed() {
            changed = Some(value);
        }
        let name = lang.explore_type(&member.title);
        let of = widgets::Number {
            name: &name,
            bounds: (Some(0.0), Some(MOST)),
            width: 56.0,
            ..widgets::Number::default()
        };
        let id = Id::unique(("weight", &member.block));
        if let Some(typed) = widgets::number(ui, id, &of, Some(member.weight), lang).flatten() {
            changed = Some(typed);
        }
        ui.label(lang.explore_share(&member.share));
    });
    changed.and_then(Weight::new)
}

/// The explorations that the document notes.
fn recorded(ui: &mut Ui, document: &Document, lang: Lang, out: &mut Out) {
    let all = noted(document.pack(), document.diagnostic(), lang);
    if all.is_empty() {
        return;
    }
    ui.add_space(space::MEDIUM);
    widgets::heading(ui, lang.explore_noted_title());
    for (index, sentence) in all.iter().enumerate() {
        ui.horizontal_wrapped(|ui| {
            ui.add(Label::new(sentence).wrap());
            ui.add_enabled_ui(document.can_change(), |ui| {
                let drop = widgets::quiet(ui, lang.explore_drop());
                if drop.accessible_name(lang.explore_drop_one(sentence)).clicked() {
                    out.edit(Edit::DropExploration(index));
                }
            });
        });
    }
}
