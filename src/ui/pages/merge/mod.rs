//! « Fusionner »: what others have filled in, read beside the document and taken in only when the
//! person in front has seen it.
//!
//! A director who gets three files back wants to know at a glance what is new, to settle the few
//! disagreements with both answers under their eyes, and to be sure that nothing disappears.

mod conflict;

use std::{collections::BTreeMap, path::Path, sync::Arc};

use egui::Ui;

use crate::{
    app::{Command, Document, MergeReady, Merging, Purpose, Session},
    domain::merge::{Choice, How},
    language::Lang,
    report::{
        history::role_name,
        merge::{MergeTold, choice_name, told},
    },
    ui::{
        tokens::space,
        view::Out,
        widgets::{self, CalloutKind},
    },
};

use super::changes;

/// What the page keeps while it is open.
#[derive(Debug, Default)]
pub struct State {
    /// How many lines of each list are shown.
    shown: BTreeMap<How, usize>,
    /// How many conflicts are shown.
    conflicts: usize,
    kept: Option<Kept>,
}

/// A merge in words.
#[derive(Debug)]
struct Kept {
    of: Arc<MergeReady>,
    lang: Lang,
    told: Arc<MergeTold>,
}

/// How many lines of a list are shown at first, and how many more at a time.
const FIRST: usize = 8;
const STEP: usize = 40;

impl State {
    /// The merge in words, computed once.
    fn told(&mut self, document: &Document, ready: &Arc<MergeReady>, lang: Lang) -> Arc<MergeTold> {
        if let Some(kept) = &self.kept
            && Arc::ptr_eq(&kept.of, ready)
            && kept.lang == lang
        {
            return Arc::clone(&kept.told);
        }
        let told = Arc::new(told(document.pack(), &ready.merged, lang));
        self.shown.clear();
        self.conflicts = FIRST;
        self.kept = Some(Kept { of: Arc::clone(ready), lang, told: Arc::clone(&told) });
        told
    }
}

/// Draws the page.
pub fn show(ui: &mut Ui, session: &Session, document: &Document, state: &mut State, out: &mut Out) {
    let lang = session.lang();
    super::column(ui, "merge", |ui| {
        widgets::title(ui, lang.merge_title());
        match session.merging() {
            None => choose(ui, document, lang, out),
            Some(merging) => one(ui, document, merging, lang, state, out),
        }
    });
}

/// The file's name.
fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn choose(ui: &mut Ui, document: &Document, lang: Lang, out: &mut Out) {
    widgets::weak(ui, lang.merge_lead());
    ui.add_space(space::SMALL);
    widgets::card(ui, false, |ui| {
        widgets::small(ui, lang.merge_choose_text());
        ui.add_space(space::TINY);
        ui.add_enabled_ui(document.can_change(), |ui| {
            if widgets::primary(ui, lang.merge_choose()).clicked() {
                out.send(Command::Browse(Purpose::Merge));
            }
        });
    });
}

fn one(
    ui: &mut Ui,
    document: &Document,
    merging: &Merging,
    lang: Lang,
    state: &mut State,
    out: &mut Out,
) {
    ui.horizontal_wrapped(|ui| {
        widgets::heading(ui, &lang.merge_with(name(&merging.theirs)));
        if !merging.waiting.is_empty() && widgets::secondary(ui, lang.merge_next()).clicked() {
            out.send(Command::MergeNext);
        }
        if widgets::secondary(ui, lang.merge_stop()).clicked() {
            out.send(Command::StopMerging);
        }
    });
    if !merging.waiting.is_empty() {
        let names: Vec<String> = merging.waiting.iter().map(|file| name(file)).collect();
        widgets::small(ui, lang.merge_waiting(names.len(), names.join(", ")));
    }
    ui.add_space(space::TINY);
    let Some(found) = &merging.found else {
        widgets::weak(ui, lang.merge_reading(name(&merging.theirs)));
        return;
    };
    match &found.outcome {
        Err(refusal) => {
            widgets::callout(ui, CalloutKind::Error, &refusal.sentence(lang), |_| ());
        }
        Ok(ready) => {
            let told = state.told(document, ready, lang);
            if let Some((role, day)) = &ready.kit {
                let role = role_name(document.pack(), lang, role);
                widgets::weak(ui, lang.kits_returned(lang.date(*day), role));
                widgets::small(ui, lang.merge_base_kit());
                ui.add_space(space::SMALL);
            } else {
                base(ui, merging, lang, out);
            }
            summary(ui, ready, &told, lang);
            notes(ui, ready, lang);
            conflicts(ui, merging, &told, lang, state, out);
            taken(ui, &told, lang, state);
            kept(ui, &told, lang);
            apply(ui, document, merging, &told, lang, out);
        }
    }
}

/// Where both files began, which tells who changed what.
fn base(ui: &mut Ui, merging: &Merging, lang: Lang, out: &mut Out) {
    widgets::card(ui, false, |ui| {
        widgets::heading(ui, lang.merge_base_title());
        match &merging.base {
            Some(base) => {
                ui.horizontal_wrapped(|ui| {
                    widgets::small(ui, lang.merge_base_is(name(base)));
                    if widgets::quiet(ui, lang.merge_base_drop()).clicked() {
                        out.send(Command::MergeBase(None));
                    }
                });
            }
            None => {
                widgets::small(ui, lang.merge_base_text());
                if widgets::secondary(ui, lang.merge_base_choose()).clicked() {
                    out.send(Command::Browse(Purpose::MergeBase));
                }
            }
        }
    });
    ui.add_space(space::SMALL);
}

/// How much was found, in one line.
fn summary(ui: &mut Ui, ready: &MergeReady, told: &MergeTold, lang: Lang) {
    let counts = told.counts.iter().filter(|(_, count)| 0 < *count);
    let words: Vec<_> =
        counts.map(|(name, count)| lang.merge_report_count(lang.integer(*count), *name)).collect();
    let nothing = told.taken.is_empty() && told.conflicts.is_empty() && told.kept.is_empty();
    let text = if nothing { lang.merge_none().to_owned() } else { words.join(" · ") };
    widgets::callout(ui, CalloutKind::Info, &text, |_| ());
    if ready.has_extras {
        ui.add_space(space::TINY);
        widgets::callout(ui, CalloutKind::Warning, lang.merge_extras(), |_| ());
    }
}

/// What of a workbook could not be read.
fn notes(ui: &mut Ui, ready: &MergeReady, lang: Lang) {
    if ready.notes.is_empty() {
        return;
    }
    ui.add_space(space::MEDIUM);
    widgets::heading(ui, lang.kits_notes_title());
    widgets::callout(ui, CalloutKind::Warning, lang.kits_notes_text(), |_| ());
    for note in &ready.notes {
        widgets::small(ui, format!("{} {}", note.sentence(lang), note.hint(lang)));
    }
}

fn conflicts(
    ui: &mut Ui,
    merging: &Merging,
    told: &MergeTold,
    lang: Lang,
    state: &mut State,
    out: &mut Out,
) {
    if told.conflicts.is_empty() {
        return;
    }
    ui.add_space(space::MEDIUM);
    widgets::title(ui, lang.merge_conflicts());
    let left = merging.undecided();
    let words = match left {
        0 => lang.merge_conflicts_done().to_owned(),
        left => lang.merge_conflicts_left(left),
    };
    widgets::weak(ui, words);
    widgets::small(ui, lang.merge_kept_voices());
    if 1 < told.conflicts.len() {
        let all = [
            (Choice::Ours, lang.merge_all_ours()),
            (Choice::Theirs, lang.merge_all_theirs()),
            (Choice::Both, lang.merge_all_both()),
        ];
        ui.horizontal_wrapped(|ui| {
            for (choice, label) in all {
                let offered = told
                    .conflicts
                    .iter()
                    .any(|one| one.offers.iter().any(|(offer, _)| *offer == choice));
                if offered && widgets::quiet(ui, label).clicked() {
                    out.send(Command::DecideAll(choice));
                }
            }
        });
    }
    for (at, conflict) in told.conflicts.iter().enumerate().take(state.conflicts) {
        ui.add_space(space::TINY);
        let choice = merging.choices.get(at).copied().flatten();
        if let Some(choice) = conflict::show(ui, (at, conflict), choice, lang) {
            out.send(Command::Decide(at, choice));
        }
    }
    let hidden = told.conflicts.len().saturating_sub(state.conflicts);
    if 0 < hidden && widgets::secondary(ui, &lang.merge_more(hidden.min(STEP))).clicked() {
        state.conflicts += STEP;
    }
}

/// What would be taken, by how it came about.
fn taken(ui: &mut Ui, told: &MergeTold, lang: Lang, state: &mut State) {
    for (how, name, lines) in &told.taken {
        ui.add_space(space::MEDIUM);
        widgets::heading(ui, &lang.merge_report_count(lang.integer(lines.len()), *name));
        let shown = state.shown.get(how).copied().unwrap_or(FIRST);
        for line in lines.iter().take(shown) {
            changes::line(ui, lang, line);
        }
        let left = lines.len().saturating_sub(shown);
        if 0 < left && widgets::secondary(ui, &lang.merge_more(left.min(STEP))).clicked() {
            state.shown.insert(*how, shown + STEP);
        }
    }
}

fn kept(ui: &mut Ui, told: &MergeTold, lang: Lang) {
    if told.kept.is_empty() {
        return;
    }
    ui.add_space(space::MEDIUM);
    widgets::heading(ui, lang.merge_kept_title());
    for line in &told.kept {
        widgets::small(ui, line.as_str());
    }
}

/// Takes the merge in, once everything is settled; the report may be kept before.
fn apply(
    ui: &mut Ui,
    document: &Document,
    merging: &Merging,
    told: &MergeTold,
    lang: Lang,
    out: &mut Out,
) {
    ui.add_space(space::MEDIUM);
    let changes: usize = told.taken.iter().map(|(.., lines)| lines.len()).sum();
    widgets::card(ui, false, |ui| {
        let settled = told.conflicts.iter().zip(merging.choices.iter().flatten());
        let chosen = settled.filter(|(_, choice)| **choice != Choice::Ours).count();
        widgets::heading(ui, &lang.merge_summary(changes + chosen));
        let waits = 0 < merging.undecided();
        widgets::small(ui, if waits { lang.merge_apply_wait() } else { lang.merge_apply_text() });
        ui.horizontal_wrapped(|ui| {
            let nothing = changes == 0 && told.conflicts.is_empty();
            let ready = document.can_change() && !waits && !nothing;
            let pressed = ui.add_enabled_ui(ready, |ui| widgets::primary(ui, lang.merge_apply()));
            if pressed.inner.clicked() {
                out.send(Command::ApplyMerge);
            }
            if widgets::secondary(ui, lang.merge_report()).clicked() {
                out.send(Command::Browse(Purpose::MergeReport));
            }
        });
    });
}

/// The name of a choice, with what comes of it where that is not one side's own words.
fn outcome(choice: Choice, outcome: &str, lang: Lang) -> Option<String> {
    let name = choice_name(lang, choice);
    (!outcome.is_empty()).then(|| lang.merge_choice_outcome(name, outcome))
}
