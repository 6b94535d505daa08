//! « Observatoire »: a network's diagnostics gathered into an anonymous panel, and its profile as
//! the study's survey drew it.
//!
//! A network's adviser chooses a folder once a year, sees what was read and what was refused, reads
//! the profile with its bases, puts last year's panel beside it and gives the panel to members.

use std::{sync::Arc, time::Duration};

use egui::{Id, Popup, ProgressBar, Ui};

use crate::{
    app::{
        Command, Failed, Observatory, PanelCommand, PanelFormat, PanelPurpose, Purpose, Session,
    },
    language::Lang,
    panel::{Group, Panel, differs_by_few},
    report::{
        brief::Section,
        panel::{Of, group_name, head, profile, side_by_side},
    },
    ui::{
        tokens::space,
        view::{Out, Page},
        widgets::{self, CalloutKind, Number},
    },
};

use super::reading;

/// The profile as it was last worded.
#[derive(Debug, Default)]
pub struct State {
    kept: Option<Kept>,
    /// Whether all that was left out is listed.
    all: bool,
}

#[derive(Debug)]
struct Kept {
    of: (Arc<Panel>, Option<Arc<Panel>>, Group, Lang, u64),
    sections: Arc<Vec<Section>>,
}

/// How many files that were left out are listed at first.
const FIRST: usize = 6;

/// How often progress is drawn.
const BEAT: Duration = Duration::from_millis(150);

impl State {
    fn sections(&mut self, session: &Session, panel: &Arc<Panel>) -> Option<Arc<Vec<Section>>> {
        let observatory = session.observatory();
        let second = observatory.second.as_ref().map(|second| &second.panel);
        let (group, lang) = (observatory.group, session.lang());
        let number = session.document_number();
        if let Some(kept) = &self.kept {
            let (own, other, of_group, of_lang, of_number) = &kept.of;
            let same = match (other, second) {
                (Some(a), Some(b)) => Arc::ptr_eq(a, b),
                (None, None) => true,
                _ => false,
            };
            let asked = (*of_group, *of_lang, *of_number) == (group, lang, number);
            if same && asked && Arc::ptr_eq(own, panel) {
                return Some(Arc::clone(&kept.sections));
            }
        }
        let pack = Observatory::pack(panel, session.document())?;
        let of = Of { panel, pack, group, lang };
        let mut sections = profile(of);
        if let Some(second) = second {
            let other = profile(Of { panel: second, ..of });
            let (first, other_head) = (head(panel, lang), head(second, lang));
            sections.insert(0, side_by_side(&sections, &other, [&first, &other_head], lang));
        }
        let sections = Arc::new(sections);
        let of = (Arc::clone(panel), second.cloned(), group, lang, number);
        self.kept = Some(Kept { of, sections: Arc::clone(&sections) });
        Some(sections)
    }
}

/// Draws the page.
pub fn show(ui: &mut Ui, session: &Session, state: &mut State, out: &mut Out) {
    let lang = session.lang();
    let observatory = session.observatory();
    super::column(ui, "observatory", |ui| {
        widgets::title(ui, lang.panel_title());
        widgets::weak(ui, lang.panel_lead());
        if session.document().is_none() && widgets::secondary(ui, lang.about_back()).clicked() {
            out.go(Page::Welcome);
        }
        ui.add_space(space::SMALL);
        widgets::card(ui, false, |ui| choose(ui, observatory, lang, out));
        troubles(ui, observatory, lang);
        report(ui, observatory, lang, state);
        let Some(shown) = &observatory.shown else {
            if observatory.running.is_none() && observatory.failed.is_none() {
                ui.add_space(space::SMALL);
                widgets::callout(ui, CalloutKind::Info, lang.panel_empty(), |_| ());
            }
            return;
        };
        ui.add_space(space::MEDIUM);
        widgets::heading(ui, &head(&shown.panel, lang));
        if 1 < shown.panel.joined {
            widgets::small(ui, lang.panel_merge_overlap());
        }
        beside(ui, observatory, lang, out);
        acts(ui, observatory, lang, out);
        groups(ui, observatory, &shown.panel, lang, out);
        if let Some(sections) = state.sections(session, &shown.panel) {
            for section in sections.iter() {
                reading::section(ui, section, lang, out);
            }
        }
        ui.add_space(space::MEDIUM);
        widgets::small(ui, lang.panel_privacy());
    });
}

/// Folder or panel, and the threshold.
fn choose(ui: &mut Ui, observatory: &Observatory, lang: Lang, out: &mut Out) {
    if let Some(progress) = &observatory.running {
        let (done, total) = progress.done();
        let share = if total == 0 { 0.0 } else { done as f32 / total as f32 };
        let count = lang.panel_gather_progress(lang.integer(done), lang.integer(total));
        widgets::heading(ui, lang.panel_reading());
        ui.add(ProgressBar::new(share).desired_height(10.0)).accessible_name(lang.panel_reading());
        ui.horizontal_wrapped(|ui| {
            ui.label(count);
            if widgets::secondary(ui, lang.panel_stop()).clicked() {
                out.send(Command::Panel(PanelCommand::Stop));
            }
        });
        ui.ctx().request_repaint_after(BEAT);
        return;
    }
    let browse = |purpose| Command::Browse(Purpose::Panel(purpose));
    ui.horizontal_wrapped(|ui| {
        if widgets::primary(ui, lang.panel_choose_folder()).clicked() {
            out.send(browse(PanelPurpose::Folder));
        }
        if widgets::secondary(ui, lang.panel_choose_panel()).clicked() {
            out.send(browse(PanelPurpose::Open));
        }
    });
    ui.horizontal_wrapped(|ui| {
        let of = Number {
            name: lang.panel_threshold(),
            unit: "",
            decimals: 0,
            bounds: (Some(3.0), Some(1000.0)),
            width: 70.0,
            grouped: false,
            key: "",
        };
        widgets::caption(ui, lang.panel_threshold());
        let k = f64::from(observatory.k);
        let typed = widgets::number(ui, Id::unique("panel threshold"), &of, Some(k), lang);
        if let Some(Some(typed)) = typed {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
            let k = typed.clamp(3.0, 1000.0) as u32;
            out.send(Command::Panel(PanelCommand::Threshold(k)));
        }
        let told = observatory.shown.as_ref().map(|shown| shown.panel.k);
        let again = !observatory.sources.is_empty()
            && (told != Some(observatory.k) || observatory.failed.is_some());
        if again && widgets::secondary(ui, lang.panel_threshold_again()).clicked() {
            out.send(Command::Panel(PanelCommand::Again));
        }
    });
    widgets::small(ui, lang.panel_threshold_help());
}

/// What went wrong, said once and in place.
fn troubles(ui: &mut Ui, observatory: &Observatory, lang: Lang) {
    if let Some((purpose, path, error)) = &observatory.refused
        && *purpose != PanelPurpose::Peers
    {
        ui.add_space(space::TINY);
        let words = lang.panel_not_read(path.display(), error.sentence(lang));
        widgets::callout(ui, CalloutKind::Error, &words, |_| ());
    }
    let words = match (observatory.failed, &observatory.report) {
        (Some(Failed::Stopped), _) => lang.panel_gather_stopped().to_owned(),
        (Some(Failed::TooFew(k)), Some(report)) => report.failure(k, lang),
        _ => return,
    };
    ui.add_space(space::TINY);
    widgets::callout(ui, CalloutKind::Warning, &words, |_| ());
}

/// What was read, and each file that was left out.
fn report(ui: &mut Ui, observatory: &Observatory, lang: Lang, state: &mut State) {
    let Some(report) = &observatory.report else { return };
    ui.add_space(space::SMALL);
    widgets::heading(ui, lang.panel_report_title());
    ui.label(report.summary(lang));
    let lines = report.lines(lang);
    let shown = if state.all { lines.len() } else { FIRST };
    for line in lines.iter().take(shown) {
        widgets::small(ui, line.as_str());
    }
    let left = lines.len().saturating_sub(shown);
    if 0 < left && widgets::secondary(ui, &lang.panel_report_more(left)).clicked() {
        state.all = true;
    }
}

/// The other panel, and what subtracting one from the other would tell.
fn beside(ui: &mut Ui, observatory: &Observatory, lang: Lang, out: &mut Out) {
    let (Some(shown), Some(second)) = (&observatory.shown, &observatory.second) else { return };
    ui.horizontal_wrapped(|ui| {
        widgets::weak(ui, head(&second.panel, lang));
        if widgets::quiet(ui, lang.panel_drop_second()).clicked() {
            out.send(Command::Panel(PanelCommand::DropSecond));
        }
    });
    let few = differs_by_few(&shown.panel, &second.panel);
    let mut counts: Vec<u32> = few.iter().map(|(_, n)| *n).collect();
    counts.sort_unstable();
    counts.dedup();
    for n in counts {
        let groups = few.iter().filter(|(_, by)| *by == n);
        let groups: Vec<String> = groups.map(|(group, _)| group_name(lang, *group)).collect();
        let groups = groups.join(lang.report_semicolon());
        let words = lang.panel_few_apart(n as usize, groups, shown.panel.k);
        widgets::callout(ui, CalloutKind::Warning, &words, |_| ());
    }
}

/// Save, export, compare, join.
fn acts(ui: &mut Ui, observatory: &Observatory, lang: Lang, out: &mut Out) {
    let browse = |purpose| Command::Browse(Purpose::Panel(purpose));
    ui.horizontal_wrapped(|ui| {
        if widgets::primary(ui, lang.panel_save()).clicked() {
            out.send(browse(PanelPurpose::Save));
        }
        let button = widgets::secondary(ui, lang.panel_export());
        Popup::menu(&button).show(|ui| {
            for format in PanelFormat::ALL {
                let item = egui::Button::new(format.label(lang)).frame_when_inactive(false);
                if ui.add(item).clicked() {
                    out.send(browse(PanelPurpose::Export(format)));
                    ui.close();
                }
            }
        });
        if widgets::secondary(ui, lang.panel_second_panel()).clicked() {
            out.send(browse(PanelPurpose::Second));
        }
        if widgets::secondary(ui, lang.panel_join()).clicked() {
            out.send(browse(PanelPurpose::Join));
        }
    });
    let Some(shown) = &observatory.shown else { return };
    let known = Observatory::pack(&shown.panel, None);
    if known.is_some_and(|pack| pack.version != shown.panel.pack.version) {
        widgets::small(ui, lang.panel_unknown_pack(&shown.panel.pack.version));
    }
}

/// Whom is told of.
fn groups(ui: &mut Ui, observatory: &Observatory, panel: &Panel, lang: Lang, out: &mut Out) {
    let groups: Vec<(Group, u32)> = panel.groups().collect();
    let names: Vec<String> = groups
        .iter()
        .map(|(group, n)| {
            lang.report_word_and(group_name(lang, *group), lang.panel_members(*n as usize))
        })
        .collect();
    let chosen = groups.iter().position(|(group, _)| *group == observatory.group);
    ui.horizontal_wrapped(|ui| {
        widgets::caption(ui, lang.panel_group_label());
        if let Some(group) =
            one_of(ui, lang.panel_group_label(), &names, chosen).and_then(|index| groups.get(index))
        {
            out.send(Command::Panel(PanelCommand::Show(group.0)));
        }
    });
}

/// One of several names in a list that opens.
pub(super) fn one_of(
    ui: &mut Ui,
    name: &str,
    names: &[String],
    chosen: Option<usize>,
) -> Option<usize> {
    let shown = chosen.and_then(|index| names.get(index)).map_or("", String::as_str);
    let mut picked = None;
    let response = egui::ComboBox::from_id_salt(name)
        .selected_text(shown)
        .width(420.0)
        .height(320.0)
        .truncate()
        .show_ui(ui, |ui| {
            for (index, option) in names.iter().enumerate() {
                if ui.selectable_label(chosen == Some(index), option).clicked() {
                    picked = Some(index);
                    ui.close();
                }
            }
        })
        .response;
    response.accessible_name(format!("{name}, {shown}"));
    picked.filter(|picked| Some(*picked) != chosen)
}
