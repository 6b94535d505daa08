//! What the session tells, above the page, until it is dismissed.

use egui::{
    Frame, Margin, Ui,
    accesskit::{Live, Role},
};

use crate::{
    app::{Command, News, Session, Showing, Tone},
    ui::{
        view::Out,
        widgets::{self, CalloutKind},
    },
};

pub(super) fn show(ui: &mut Ui, session: &Session, out: &mut Out) {
    if session.notices().is_empty() {
        return;
    }
    Frame::new().inner_margin(Margin { left: 24, right: 24, top: 10, bottom: 0 }).show(ui, |ui| {
        for notice in session.notices() {
            let kind = match notice.news.tone() {
                Tone::Success => CalloutKind::Success,
                Tone::Warning => CalloutKind::Warning,
                Tone::Error => CalloutKind::Error,
            };
            let sentence = notice.news.sentence(session.lang());
            let lang = session.lang();
            let shown = widgets::callout(ui, kind, &sentence, |ui| {
                if let News::Held(path, _) = &notice.news
                    && widgets::secondary(ui, lang.safety_reopen()).clicked()
                {
                    out.send(Command::Open(path.clone()));
                }
                if let Some(file) = notice.news.file() {
                    for (label, showing) in [
                        (lang.exports_open(), Showing::Opened),
                        (lang.exports_show(), Showing::InFolder),
                    ] {
                        if widgets::quiet(ui, label).clicked() {
                            out.send(Command::Show(showing, file.to_owned()));
                        }
                    }
                }
                widgets::quiet(ui, lang.shell_dismiss()).clicked()
            });
            ui.ctx().accesskit_node_builder(shown.response.id, |node| {
                node.set_role(Role::Status);
                node.set_live(Live::Polite);
                node.set_label(sentence);
            });
            if shown.inner {
                out.send(Command::Dismiss(notice.id));
            }
        }
    });
}
