//! The guide and the two pages of « Prise en main », from the Markdown files of `docs/`: one text,
//! read on paper, on the web and in the window.
//!
//! Only what those files use is understood: headings, paragraphs, lists, commands, pictures.

use std::sync::OnceLock;

use crate::language::{Lang, typography};

use super::fold;

/// A part of a text under its heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// Its heading; of what stands before the first one, the title.
    pub title: String,
    /// What it holds, in reading order.
    pub passages: Vec<Passage>,
}

/// A paragraph of a chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Passage {
    /// A heading within the chapter.
    Heading(String),
    /// A paragraph.
    Text(Vec<Run>),
    /// A line of a list, with what stands before it: a bullet or a number.
    Item(String, Vec<Run>),
    /// Commands, one a line.
    Code(String),
    /// A picture: the name of its file and what it shows.
    Picture(String, String),
}

/// Words that are set in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// How they are set.
    pub weight: Weight,
}

/// How words are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// As the rest.
    Plain,
    /// Stronger.
    Strong,
    /// As on a keyboard: file names, commands.
    Code,
}

/// The guide; in English for whoever reads neither language.
pub fn guide(lang: Lang) -> &'static [Chapter] {
    static FR: OnceLock<Vec<Chapter>> = OnceLock::new();
    static EN: OnceLock<Vec<Chapter>> = OnceLock::new();
    if lang == Lang::Fr {
        FR.get_or_init(|| chapters(include_str!("../../docs/guide.fr.md"), lang))
    } else {
        EN.get_or_init(|| chapters(include_str!("../../docs/guide.en.md"), lang))
    }
}

/// The two pages that somebody who opens the program for the first time is handed.
pub fn handout(lang: Lang) -> &'static [Chapter] {
    static FR: OnceLock<Vec<Chapter>> = OnceLock::new();
    static EN: OnceLock<Vec<Chapter>> = OnceLock::new();
    if lang == Lang::Fr {
        FR.get_or_init(|| chapters(include_str!("../../docs/prise-en-main.fr.md"), lang))
    } else {
        EN.get_or_init(|| chapters(include_str!("../../docs/prise-en-main.en.md"), lang))
    }
}

/// The words of some runs, as they are read.
pub fn words(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

impl Passage {
    /// All that it says.
    pub fn words(&self) -> String {
        match self {
            Self::Heading(text) | Self::Code(text) | Self::Picture(_, text) => text.clone(),
            Self::Text(runs) | Self::Item(_, runs) => words(runs),
        }
    }
}

impl Chapter {
    /// Whether the chapter says these folded words, each somewhere.
    pub fn says(&self, query: &str) -> bool {
        let all = self.passages.iter().map(Passage::words);
        let all = all.chain([self.title.clone()]).collect::<Vec<_>>().join("\n");
        let all = fold(&all);
        query.split_whitespace().all(|word| all.contains(word))
    }
}

/// The chapters of a Markdown text; the title's chapter comes first.
fn chapters(markdown: &str, lang: Lang) -> Vec<Chapter> {
    let set = |text: &str| {
        if lang == Lang::Fr { typography::french(text) } else { text.replace('\'', "’") }
    };
    let mut chapters: Vec<Chapter> = Vec::new();
    let mut code: Option<Vec<&str>> = None;
    for line in markdown.lines() {
        if let Some(lines) = &mut code {
            if line.starts_with("```") {
                push(&mut chapters, Passage::Code(lines.join("\n")));
                code = None;
            } else {
                lines.push(line);
            }
            continue;
        }
        let title = line.strip_prefix("# ").or_else(|| line.strip_prefix("## "));
        if let Some(title) = title {
            chapters.push(Chapter { title: set(title), passages: Vec::new() });
        } else if line.starts_with("```") {
            code = Some(Vec::new());
        } else if !line.trim().is_empty() {
            push(&mut chapters, passage(line.trim(), &set));
        }
    }
    chapters
}

fn push(chapters: &mut [Chapter], passage: Passage) {
    if let Some(chapter) = chapters.last_mut() {
        chapter.passages.push(passage);
    }
}

/// One paragraph, which stands on one line.
fn passage(line: &str, set: &impl Fn(&str) -> String) -> Passage {
    if let Some(heading) = line.strip_prefix("### ") {
        return Passage::Heading(set(heading));
    }
    if let Some((alt, file)) = line.strip_prefix("![").and_then(|rest| rest.split_once("](")) {
        return Passage::Picture(file.trim_end_matches(')').to_owned(), set(alt));
    }
    if let Some(item) = line.strip_prefix("- ") {
        return Passage::Item("•".to_owned(), runs(item, set));
    }
    let numbered = line.split_once(". ");
    if let Some((number, item)) = numbered.filter(|(n, _)| n.parse::<u8>().is_ok()) {
        return Passage::Item(format!("{number}."), runs(item, set));
    }
    Passage::Text(runs(line, set))
}

/// The words between marks: `**strong**`, `` `code` ``; of a link, its words.
fn runs(line: &str, set: &impl Fn(&str) -> String) -> Vec<Run> {
    let mut runs = Vec::new();
    for (index, part) in line.split('`').enumerate() {
        if index % 2 == 1 {
            runs.push(Run { text: part.to_owned(), weight: Weight::Code });
            continue;
        }
        for (index, part) in without_links(part).split("**").enumerate() {
            let weight = if index % 2 == 1 { Weight::Strong } else { Weight::Plain };
            if !part.is_empty() {
                runs.push(Run { text: set(part), weight });
            }
        }
    }
    runs
}

/// A text of which each `[words](address)` is its words.
fn without_links(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        let link = after
            .split_once("](")
            .and_then(|(words, tail)| tail.split_once(')').map(|(_, tail)| (words, tail)));
        let Some((words, tail)) = link else {
            out.push('[');
            rest = after;
            continue;
        };
        out.push_str(words);
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_with_its_marks() {
        let text = "# T\nUn **mot** et `l'ordre`, un [lien](a.md).\n\n## A\n- x\n2. y\n### h\n```sh\np a\np b\n```\n![Vue](i.png)";
        let read = chapters(text, Lang::Fr);
        assert_eq!(read[0].passages[0].words(), "Un mot et l'ordre, un lien.");
        let Passage::Text(runs) = &read[0].passages[0] else { panic!("{read:?}") };
        assert_eq!(runs[1], Run { text: "mot".into(), weight: Weight::Strong });
        assert_eq!(runs[3].weight, Weight::Code);
        let Passage::Item(mark, _) = &read[1].passages[1] else { panic!("{read:?}") };
        assert_eq!(mark, "2.");
        assert_eq!(read[1].passages[3], Passage::Code("p a\np b".into()));
        assert_eq!(read[1].passages[4], Passage::Picture("i.png".into(), "Vue".into()));
    }

    #[test]
    fn both_texts_have_the_same_chapters_in_every_language() {
        for text in [guide, handout] {
            let shape = |lang| -> Vec<usize> {
                text(lang).iter().map(|chapter| chapter.passages.len()).collect()
            };
            for lang in Lang::ALL {
                assert_eq!(shape(*lang), shape(Lang::Fr), "{lang:?}");
            }
        }
    }

    #[test]
    fn no_mark_is_left_in_what_is_read() {
        for lang in Lang::ALL {
            for chapter in guide(*lang).iter().chain(handout(*lang)) {
                for passage in &chapter.passages {
                    let words = passage.words();
                    let code = matches!(passage, Passage::Code(_));
                    assert!(code || !words.contains("**") && !words.contains("]("), "{words}");
                }
            }
        }
    }

    #[test]
    fn a_chapter_is_found_by_its_words() {
        let found = |query: &str| -> Vec<&str> {
            let all = guide(Lang::Fr).iter().filter(|chapter| chapter.says(query));
            all.map(|chapter| chapter.title.as_str()).collect()
        };
        assert!(found("atelier").iter().any(|title| title.starts_with("Animer")));
        assert!(found("zéphyr").is_empty());
    }
}
