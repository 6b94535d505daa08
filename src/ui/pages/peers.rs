//! The open diagnostic beside its peers, on the page « Repères »: its own value, their median and
//! their middle half; never a place in an order.

use std::sync::Arc;

use egui::{Label, RichText, Ui};

use crate::{
    app::{Command, Document, PanelCommand, PanelPurpose, Purpose, Session, Shown},
    language::Lang,
    panel::{Group, Measures, Panel, Peer, beside, comparable_with},
    report::panel::{PeerWords, group_name, head, peers},
    ui::{
        theme,
        tokens::{size, space},
        view::Out,
        widgets::{self, CalloutKind, Figure, FigureTable, Span},
    },
};

/// The peers as they were last worded, and whom they are.
#[derive(Debug, Default)]
pub(super) struct State {
    group: Option<Group>,
    kept: Option<Kept>,
}

#[derive(Debug)]
struct Kept {
    of: (Arc<Panel>, u64, u64, Lang, Group),
    words: Arc<Words>,
}

/// What is told of a member and its peers.
#[derive(Debug)]
struct Words {
    notes: Vec<String>,
    rows: Vec<PeerWords>,
}

impl State {
    fn words(
        &mut self,
        session: &Session,
        document: &Document,
        panel: &Arc<Panel>,
        group: Group,
    ) -> Arc<Words> {
        let lang = session.lang();
        let of = (session.document_number(), document.revision(), lang, group);
        if let Some(kept) = &self.kept
            && Arc::ptr_eq(&kept.of.0, panel)
            && (kept.of.1, kept.of.2, kept.of.3, kept.of.4) == of
        {
            return Arc::clone(&kept.words);
        }
        let words = Arc::new(words(document, panel, group, lang));
        let of = (Arc::clone(panel), of.0, of.1, of.2, of.3);
        self.kept = Some(Kept { of, words: Arc::clone(&words) });
        words
    }
}

fn words(document: &Document, panel: &Panel, group: Group, lang: Lang) -> Words {
    let (pack, diagnostic) = (document.pack(), document.diagnostic());
    let measures = Measures::of(pack, &diagnostic.pack);
    let mut notes = Vec::new();
    let nearest = Peer::of(pack, diagnostic).nearest();
    if group != nearest && !panel.has_quarters(nearest) {
        notes.push(lang.panel_peers_group_hidden(group_name(lang, nearest)));
    }
    if panel.pack.hash != *diagnostic.pack.hash {
        notes.push(lang.panel_peers_other_pack(&pack.version, &panel.pack.version));
        let comparable = comparable_with(&measures, panel);
        let share = lang.percent(comparable.share(), 0);
        notes.push(lang.panel_peers_comparable(comparable.of, comparable.same, share));
    }
    if document.assessment().quick {
        notes.push(lang.panel_peers_quick().to_owned());
    }
    let values = beside(&measures, panel, diagnostic, document.assessment(), group);
    Words { notes, rows: peers(pack, panel, group, &values, lang) }
}

/// Draws the part of the page: a way to load a panel, or what it says.
pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    document: &Document,
    state: &mut State,
    out: &mut Out,
) {
    let lang = session.lang();
    ui.add_space(space::LARGE);
    widgets::title(ui, lang.panel_peers_title());
    widgets::weak(ui, lang.panel_peers_lead());
    let observatory = session.observatory();
    let load = Command::Browse(Purpose::Panel(PanelPurpose::Peers));
    if let Some((PanelPurpose::Peers, path, error)) = &observatory.refused {
        let words = lang.panel_not_read(path.display(), error.sentence(lang));
        widgets::callout(ui, CalloutKind::Error, &words, |_| ());
    }
    let Some(Shown { panel, .. }) = &observatory.peers else {
        if widgets::secondary(ui, lang.panel_peers_load()).clicked() {
            out.send(load);
        }
        return;
    };
    widgets::heading(ui, &head(panel, lang));
    ui.horizontal_wrapped(|ui| {
        if widgets::secondary(ui, lang.panel_peers_other()).clicked() {
            out.send(load);
        }
        if widgets::quiet(ui, lang.panel_peers_close()).clicked() {
            out.send(Command::Panel(PanelCommand::DropPeers));
        }
    });
    let group = group(ui, document, panel, lang, state);
    let words = state.words(session, document, panel, group);
    for note in &words.notes {
        widgets::callout(ui, CalloutKind::Info, note, |_| ());
    }
    let figure = Figure {
        id: egui::Id::unique("peers"),
        title: lang.panel_peers_title(),
        note: lang.panel_peers_mark(),
    };
    widgets::figure(ui, figure, &|| table(&words.rows, lang), lang, |ui| {
        for row in words.rows.iter().filter(|row| !row.is_hidden) {
            one(ui, row, lang);
        }
    });
    let hidden: Vec<&str> =
        words.rows.iter().filter(|row| row.is_hidden).map(|row| row.label.as_str()).collect();
    if !hidden.is_empty() {
        let names = hidden.join(lang.report_semicolon());
        widgets::small(ui, lang.panel_results_hidden(panel.k, names));
    }
}

/// Which of its groups the member is held against.
fn group(ui: &mut Ui, document: &Document, panel: &Panel, lang: Lang, state: &mut State) -> Group {
    let peer = Peer::of(document.pack(), document.diagnostic());
    let groups: Vec<Group> = peer.groups().filter(|group| 0 < panel.members(*group)).collect();
    let chosen = state.group.filter(|group| groups.contains(group));
    let chosen = chosen.unwrap_or_else(|| panel.group_of(peer));
    let names: Vec<String> = groups
        .iter()
        .map(|group| {
            let members = lang.panel_members(panel.members(*group) as usize);
            lang.report_word_and(group_name(lang, *group), members)
        })
        .collect();
    let at = groups.iter().position(|group| *group == chosen);
    ui.horizontal_wrapped(|ui| {
        widgets::caption(ui, lang.panel_peers_group());
        let picked = super::observatory::one_of(ui, lang.panel_peers_group(), &names, at);
        if let Some(group) = picked.and_then(|index| groups.get(index)) {
            state.group = Some(*group);
        }
    });
    chosen
}

/// One value beside its peers.
fn one(ui: &mut Ui, row: &PeerWords, lang: Lang) {
    ui.add_space(space::TINY);
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.add(Label::new(RichText::new(&row.label).font(theme::strong_font(size::BODY))).wrap());
    let own = lang.panel_peers_own(&row.own);
    let said: Vec<&str> = [own.as_str(), &row.median, &row.middle_half]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let said = said.join(" · ");
    if let Some(bar) = &row.bar {
        let span = Span { ends: bar.low.zip(bar.high), centre: bar.centre, target: bar.target };
        let name = format!("{} : {said}. {}", row.label, row.standing);
        widgets::interval_bar(ui, span, &[], &name);
    }
    ui.add(Label::new(said).wrap());
    widgets::small(ui, row.standing);
}

/// All that is told, as a table.
fn table(rows: &[PeerWords], lang: Lang) -> FigureTable {
    let columns = [
        lang.figure_what(),
        lang.figure_value(),
        lang.figure_centre(),
        lang.figure_low(),
        lang.figure_remark(),
    ];
    let cells = |row: &PeerWords| {
        vec![
            row.label.clone(),
            row.own.clone(),
            row.median.clone(),
            row.middle_half.clone(),
            row.standing.to_owned(),
        ]
    };
    FigureTable {
        columns: columns.map(str::to_owned).to_vec(),
        rows: rows.iter().map(cells).collect(),
    }
}
