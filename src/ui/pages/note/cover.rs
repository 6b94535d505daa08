//! What the cover says, and the authority's own look: everything a reader sees before the first word.
//!
//! Whoever sends the note to the council writes here what it is called, for which meeting, in
//! which version and how far it is approved, and sees the first page change with every letter.

use std::path::Path;

use egui::{Id, Label, RichText, Ui};

use crate::{
    app::{Command, Document, DocumentOptions, Edit, Purpose, Session},
    domain::{Confidentiality, Cover, Status},
    language::Lang,
    report::words,
    ui::{
        tokens::{Tokens, size, space},
        view::Out,
        widgets::{self, CalloutKind, Field},
    },
};

pub(super) fn show(ui: &mut Ui, session: &Session, document: &Document, out: &mut Out) {
    let lang = session.lang();
    widgets::small(ui, lang.cover_lead());
    let page = [lang.cover_page()];
    let asked =
        widgets::checks(ui, lang.cover_side(), &page, |_| session.options().cover, |_, _| ());
    if asked.is_some() {
        let now = session.options();
        let options = DocumentOptions { cover: !now.cover, ..now.clone() };
        out.send(Command::SetOptions(Box::new(options)));
    }
    let said = &document.diagnostic().cover;
    let usual = session.options().document.title(lang, &document.diagnostic().territory.name);
    let mut cover = said.clone();
    line(ui, "title", (lang.cover_title(), &usual), &mut cover.title);
    line(ui, "subtitle", (lang.cover_subtitle(), lang.cover_subtitle_hint()), &mut cover.subtitle);
    line(
        ui,
        "issuer",
        (lang.documents_cover_issuer(), lang.cover_issuer_hint()),
        &mut cover.issuer,
    );
    line(
        ui,
        "version",
        (lang.documents_cover_version(), lang.cover_version_hint()),
        &mut cover.version,
    );
    date(ui, &mut cover, lang);
    status(ui, &mut cover, lang);
    degree(ui, &mut cover, lang);
    if cover != *said {
        out.edit(Edit::Cover(Box::new(cover)));
    }
    ui.add_space(space::MEDIUM);
    look(ui, session, out);
}

fn label(ui: &mut Ui, name: &str) {
    ui.add_space(space::TINY);
    let text = RichText::new(name).size(size::SMALL).color(Tokens::of(ui).weak);
    ui.add(Label::new(text).wrap());
}

fn field<'a>(ui: &Ui, key: &str, name: &'a str, hint: &'a str) -> Field<'a> {
    Field { id: Id::unique(("cover", key)), name, hint, width: ui.available_width() - 8.0 }
}

/// A line of text with its name above it.
fn line(ui: &mut Ui, key: &str, (name, hint): (&str, &str), text: &mut String) {
    label(ui, name);
    let Field { id, width, .. } = field(ui, key, name, hint);
    if let Some(typed) = widgets::line(ui, id, name, hint, text, width) {
        *text = typed;
    }
}

fn date(ui: &mut Ui, cover: &mut Cover, lang: Lang) {
    label(ui, lang.documents_cover_date());
    let of = field(ui, "date", lang.documents_cover_date(), lang.cover_date_hint());
    if let Some(date) = widgets::day(ui, of, cover.date, lang) {
        cover.date = date;
    }
}

fn status(ui: &mut Ui, cover: &mut Cover, lang: Lang) {
    label(ui, lang.cover_status());
    let names = Status::ALL.map(|status| words::status(lang, status));
    let chosen = Status::ALL.iter().position(|status| Some(*status) == cover.status);
    let of = field(ui, "status", lang.cover_status(), lang.cover_unsaid());
    if let Some(picked) = widgets::select(ui, of, &names, chosen) {
        cover.status = picked.and_then(|index| Status::ALL.get(index)).copied();
    }
}

fn degree(ui: &mut Ui, cover: &mut Cover, lang: Lang) {
    label(ui, lang.cover_degree());
    let names = Confidentiality::ALL.map(|degree| words::confidentiality(lang, degree));
    let chosen =
        Confidentiality::ALL.iter().position(|degree| Some(*degree) == cover.confidentiality);
    let of = field(ui, "degree", lang.cover_degree(), lang.cover_unsaid());
    if let Some(picked) = widgets::select(ui, of, &names, chosen) {
        cover.confidentiality = picked.and_then(|index| Confidentiality::ALL.get(index)).copied();
    }
}

/// The logo and the template, which are the authority's and not the document's: they are
/// remembered from one diagnostic to the next.
fn look(ui: &mut Ui, session: &Session, out: &mut Out) {
    let lang = session.lang();
    widgets::heading(ui, lang.cover_look());
    widgets::small(ui, lang.cover_look_text());
    let settings = session.settings();
    label(ui, lang.cover_logo());
    let choose = (lang.cover_choose_logo(), Purpose::Logo);
    let drop = (lang.cover_drop_logo(), Command::UseLogo(None));
    chosen(ui, settings.logo.as_deref(), (lang.cover_no_logo(), choose, drop), out);
    label(ui, lang.cover_template());
    let choose = (lang.cover_choose_template(), Purpose::Template);
    let drop = (lang.cover_drop_template(), Command::UseTemplate(None));
    chosen(ui, settings.template.as_deref(), (lang.cover_no_template(), choose, drop), out);
    let Some(folder) = &settings.template else {
        widgets::small(ui, lang.look_hint());
        return;
    };
    // Whoever writes a template in an editor beside this window looks again and again.
    if widgets::quiet(ui, lang.look_again()).clicked() {
        out.send(Command::UseTemplate(Some(folder.clone())));
    }
    for problem in super::pages(session).map_or(&[][..], |pages| pages.problems()) {
        widgets::callout(ui, CalloutKind::Warning, &problem.sentence(lang), |_| ());
    }
}

/// A file or folder that was chosen, another one, or none.
fn chosen(
    ui: &mut Ui,
    path: Option<&Path>,
    (none, (choose, purpose), (drop, without)): (&str, (&str, Purpose), (&str, Command)),
    out: &mut Out,
) {
    match path {
        Some(path) => {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            ui.add(Label::new(name.as_ref()).wrap()).on_hover_text(path.to_string_lossy());
        }
        None => {
            widgets::small(ui, none);
        }
    }
    ui.horizontal_wrapped(|ui| {
        if widgets::secondary(ui, choose).clicked() {
            out.send(Command::Browse(purpose));
        }
        if path.is_some() && widgets::quiet(ui, drop).clicked() {
            out.send(without);
        }
    });
}
