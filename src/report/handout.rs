//! The guide on paper: two pages to start with, or the whole, laid out as every other document.
//!
//! Somebody prints it for a workshop, or hands it to a colleague who opens the program for the
//! first time; it is tagged and read aloud like the documents of a diagnostic.

use std::ops::ControlFlow;

use jiff::civil::Date;

use crate::{
    language::Lang,
    reference::{self, Chapter, Passage, words},
};

use super::{
    DocumentKind, DocumentOptions, Export, ExportError, Format,
    brief::{Block, Brief, Cover, Line, Meta, Section, Theme},
    format::lay_out,
    palette::LIGHT,
};

/// Which text is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handout {
    /// The two pages to start with.
    Start,
    /// The whole guide.
    Whole,
}

/// The guide in a format, dated; the same day and version give the same bytes.
pub fn export_handout(
    format: Format,
    which: Handout,
    day: Date,
    lang: Lang,
) -> Result<Export, ExportError> {
    let options = DocumentOptions::of(DocumentKind::default(), lang);
    let on = &mut |_| ControlFlow::Continue(());
    lay_out(format, &brief(which, day, lang), &options, on)
}

fn brief(which: Handout, day: Date, lang: Lang) -> Brief {
    let (chapters, description) = match which {
        Handout::Start => (reference::handout(lang), lang.manual_description()),
        Handout::Whole => (reference::guide(lang), lang.manual_description_whole()),
    };
    let version: Line = lang.manual_version(env!("CARGO_PKG_VERSION")).into();
    let title = chapters.first().map_or("", |chapter| chapter.title.as_str());
    let date_text: Line = lang.date(day).into();
    let meta = Meta {
        title: title.into(),
        territory: "Passerelle".into(),
        subtitle: version.clone(),
        description: description.into(),
        lang: lang.code(),
        date: (day.year(), day.month(), day.day()),
        date_text: date_text.clone(),
        pack: version.clone(),
        marks: Vec::new(),
        page: lang.report_page().into(),
        of: lang.report_page_of().into(),
        contents: lang.report_contents().into(),
    };
    let cover = Cover { footer: format!("{version} · {date_text}").into(), ..Cover::default() };
    let theme = Theme { accent: LIGHT.accent.to_owned(), interval: LIGHT.interval.to_owned() };
    // What stands before the first chapter speaks of the file it is written in.
    let sections = chapters.iter().skip(1).map(section).collect();
    Brief { meta, cover, theme, logo: None, opening: 0, front: None, sections }
}

fn section(chapter: &Chapter) -> Section {
    let mut blocks = Vec::new();
    let mut items = Vec::new();
    for passage in &chapter.passages {
        if let Passage::Item(mark, runs) = passage {
            // A list of ours has bullets: a number is said.
            let numbered = if mark == "•" { String::new() } else { format!("{mark} ") };
            items.push(Line::from(format!("{numbered}{}", words(runs))));
            continue;
        }
        close(&mut blocks, &mut items);
        match passage {
            Passage::Heading(text) => blocks.push(Block::Heading(text.as_str().into())),
            Passage::Text(runs) => blocks.push(Block::Text(words(runs).into())),
            Passage::Code(text) => {
                blocks.extend(text.lines().map(|line| Block::Note(line.into())));
            }
            Passage::Item(..) | Passage::Picture(..) => {}
        }
    }
    close(&mut blocks, &mut items);
    Section { title: chapter.title.as_str().into(), blocks }
}

/// Ends the list that was begun.
fn close(blocks: &mut Vec<Block>, items: &mut Vec<Line>) {
    if !items.is_empty() {
        blocks.push(Block::List(std::mem::take(items)));
    }
}
