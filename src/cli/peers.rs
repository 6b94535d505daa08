//! `passerelle compare FILE --panel PANEL`: a diagnostic beside its peers, never in an order.

use std::path::Path;

use crate::{
    app::{Command, Document},
    panel::{Measures, Panel, Peer, beside, comparable_with},
    report::panel::{group_name, head, peers},
};

use super::{Refusal, Work, panel, text::columns};

pub(super) fn run(work: &mut Work<'_, '_>, file: &Path, panel: &Path) -> Result<(), Refusal> {
    work.ask(Command::Open(file.to_owned()))?;
    let panel = panel::read(work.lang, panel)?;
    let lines = {
        let Some(document) = work.session.document() else { return Ok(()) };
        told(document, &panel, work.lang)
    };
    let (before, rows) = lines;
    for line in before {
        writeln!(work.terminal.out, "{line}")?;
    }
    columns(work.terminal.out, &rows)?;
    work.warn()
}

/// What is compared with what, and the rows of the table.
fn told(
    document: &Document,
    panel: &Panel,
    lang: crate::language::Lang,
) -> (Vec<String>, Vec<Vec<String>>) {
    let (pack, diagnostic) = (document.pack(), document.diagnostic());
    let measures = Measures::of(pack, &diagnostic.pack);
    let peer = Peer::of(pack, diagnostic);
    let group = panel.group_of(peer);
    let mut before = vec![
        format!("{} · {}", diagnostic.territory.name, head(panel, lang)),
        lang.panel_cli_column_peers(
            group_name(lang, group),
            lang.panel_members(panel.members(group) as usize),
        ),
    ];
    if group != peer.nearest() {
        before.push(lang.panel_peers_group_hidden(group_name(lang, peer.nearest())));
    }
    if panel.pack.hash != *diagnostic.pack.hash {
        before.push(lang.panel_peers_other_pack(&pack.version, &panel.pack.version));
        let comparable = comparable_with(&measures, panel);
        let share = lang.percent(comparable.share(), 0);
        before.push(lang.panel_peers_comparable(comparable.of, comparable.same, share));
    }
    if document.assessment().quick {
        before.push(lang.panel_peers_quick().to_owned());
    }
    before.push(String::new());
    let values = beside(&measures, panel, diagnostic, document.assessment(), group);
    let rows = peers(pack, panel, group, &values, lang).into_iter().map(|row| {
        vec![
            row.label,
            lang.panel_peers_own(row.own),
            row.median,
            row.middle_half,
            row.standing.to_owned(),
        ]
    });
    (before, rows.collect())
}
