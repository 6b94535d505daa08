//! What the palette can find, in words, with where it leads.

use crate::{
    app::{Document, Session},
    domain::{CountryCode, Place, QuestionId, RowId, TableId},
    language::Lang,
    reference::{self, Passage, fold},
    ui::{
        shell::{action::Action, path},
        view::Page,
    },
};

/// Where something that was found leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// It is done.
    Action(Action),
    /// A page is turned to.
    Page(Page),
    /// A question is opened.
    Question(QuestionId),
    /// The sheet of a country is opened.
    Country(CountryCode),
    /// A row of a table is brought into view.
    Row(TableId, RowId),
    /// A term of the glossary is brought into view.
    Term(&'static str),
    /// A chapter of the guide is brought into view.
    Chapter(usize),
}

/// Something that can be found.
#[derive(Clone, Debug)]
pub struct Item {
    /// Where it leads.
    pub target: Target,
    /// What it is called.
    pub label: String,
    /// What kind of thing it is.
    pub kind: &'static str,
    /// What stands at the right: keys, an id, a theme.
    pub detail: String,
    /// Whether it can be chosen now.
    pub possible: bool,
    /// The folded words it is found by, the label's first.
    pub(super) words: String,
    /// The folded id it is found by exactly.
    pub(super) id: String,
}

/// How many rows of partnerships the palette looks through.
const MOST_ROWS: usize = 5000;

impl Item {
    fn new(target: Target, kind: &'static str, label: &str) -> Self {
        Self {
            target,
            label: label.to_owned(),
            kind,
            detail: String::new(),
            possible: true,
            words: fold(label),
            id: String::new(),
        }
    }

    /// Something that stands at the right, and by which it is found too.
    fn with(mut self, detail: &str) -> Self {
        detail.clone_into(&mut self.detail);
        self.also(detail)
    }

    /// Words by which it is found too.
    fn also(mut self, words: &str) -> Self {
        self.words.push(' ');
        self.words.push_str(&fold(words));
        self
    }
}

/// Everything that can be found: commands, pages, questions, tables, countries, partners, chapters, terms.
pub fn items(session: &Session, ctx: &egui::Context) -> Vec<Item> {
    let lang = session.lang();
    let mut all: Vec<Item> = Action::ALL
        .into_iter()
        .filter(|action| *action != Action::Palette)
        .map(|action| {
            let mut item =
                Item::new(Target::Action(action), lang.keys_kind_command(), action.label(lang));
            item.detail = action.keys_in_words(ctx, lang);
            item.possible = action.is_possible(session);
            item
        })
        .collect();
    if let Some(document) = session.document() {
        pages(document, lang, &mut all);
        questions(document, lang, &mut all);
        partners(document, lang, &mut all);
        if document.pack().matrix.is_some() {
            countries(lang, &mut all);
        }
    }
    all.extend(reference::guide(lang).iter().enumerate().map(|(index, chapter)| {
        let mut item = Item::new(Target::Chapter(index), lang.manual_title(), &chapter.title);
        // The frequent questions are found by their own words.
        for passage in &chapter.passages {
            if let Passage::Heading(heading) = passage {
                item = item.also(heading);
            }
        }
        item
    }));
    all.extend(reference::glossary_in_order(lang).into_iter().map(|term| {
        let mut item = Item::new(Target::Term(term.id), lang.keys_kind_term(), term.name(lang));
        item.id = fold(term.name(lang));
        term.long(lang).clone_into(&mut item.detail);
        let both =
            Lang::ALL.iter().map(|other| format!("{} {}", term.name(*other), term.long(*other)));
        item.also(&both.collect::<Vec<_>>().join(" "))
    }));
    all
}

fn pages(document: &Document, lang: Lang, all: &mut Vec<Item>) {
    for section in path::sections(document, lang) {
        for step in section.steps {
            let (kind, id) = match &step.page {
                Page::Table(id) => (lang.keys_kind_table(), fold(id.as_str())),
                Page::Dimension(id) => (lang.keys_kind_page(), fold(id.as_str())),
                _ => (lang.keys_kind_page(), String::new()),
            };
            let mut item = Item::new(Target::Page(step.page.clone()), kind, &step.label).also(kind);
            item.detail.clone_from(&section.title);
            item.id = id;
            all.push(match &step.page {
                Page::Table(id) => {
                    let table = document.pack().table(id.as_str());
                    item.also(table.map_or("", |table| table.title.get(lang)))
                }
                Page::Dimension(id) => {
                    let theme = document.pack().dimension(id);
                    item.also(theme.map_or("", |theme| theme.title.get(lang)))
                }
                Page::Brief => item.also(lang.keys_palette_brief()),
                _ => item,
            });
        }
    }
}

fn questions(document: &Document, lang: Lang, all: &mut Vec<Item>) {
    all.extend(document.pack().questions.iter().map(|question| {
        let target = Target::Question(question.id.clone());
        let text = question.text.get(lang);
        let mut item =
            Item::new(target, lang.keys_kind_question(), text).with(question.id.as_str());
        item.id = fold(question.id.as_str());
        item.also(question.short.get(lang))
    }));
}

/// The rows of the table of partnerships, by what they are called.
fn partners(document: &Document, lang: Lang, all: &mut Vec<Item>) {
    let pack = document.pack();
    let Some(id) = pack.matrix.as_ref().map(|matrix| &matrix.partnerships.table) else { return };
    let Some(table) = document.diagnostic().table(id.as_str()) else { return };
    let texts = ["counterpart", "name"].map(|column| table.column(column));
    let country = table.column("country");
    for row in table.rows.iter().take(MOST_ROWS) {
        let named = texts.iter().flatten().filter_map(|at| row.cell(*at).as_text());
        let named: Vec<_> = named.collect();
        let place = country.and_then(|at| row.cell(at).as_text());
        let place = place.map(|text| reference::place_name(&Place::parse(text), lang));
        if named.is_empty() && place.is_none() {
            continue;
        }
        let label = named.join(" · ");
        let label = if label.is_empty() { place.clone().unwrap_or_default() } else { label };
        let target = Target::Row(id.clone(), row.id);
        let item = Item::new(target, lang.keys_kind_row(), &label);
        all.push(item.with(&place.unwrap_or_default()));
    }
}

fn countries(lang: Lang, all: &mut Vec<Item>) {
    all.extend(reference::countries().iter().map(|country| {
        let target = Target::Country(country.code);
        let mut item = Item::new(target, lang.keys_kind_country(), country.name(lang));
        item.id = fold(country.code.as_str());
        let other = Lang::ALL.iter().find(|other| **other != lang).copied().unwrap_or(lang);
        item.also(country.name(other))
    }));
}

/// The folded words that one types without looking for them: « tableau des partenariats ».
const LITTLE: [&str; 13] =
    ["de", "du", "des", "d", "la", "le", "les", "l", "et", "the", "of", "a", "and"];

/// How well an item answers a query of folded words; `None` if some word is not found.
///
/// An exact id comes first, then labels that begin with what was typed, then words that begin so.
pub(super) fn rank(item: &Item, query: &str) -> Option<u32> {
    if query.is_empty() {
        return Some(0);
    }
    if !item.id.is_empty() && item.id == query {
        return Some(10_000);
    }
    let mut score = 0;
    let little = |word: &&str| LITTLE.contains(word);
    let only = query.split(' ').all(|word| little(&word));
    for word in query.split(' ').filter(|word| only || !little(word)) {
        let at = item.words.find(word)?;
        let starts = at == 0 || item.words.as_bytes().get(at - 1) == Some(&b' ');
        let begins = starts || item.words.contains(&format!(" {word}"));
        score += if begins { 40 } else { 10 };
    }
    if item.words.starts_with(query) {
        score += 400;
    } else if item.words.contains(&format!(" {query}")) {
        score += 120;
    } else if item.words.contains(query) {
        score += 60;
    }
    // « français » is not the beginning of « française », and what is read says it best.
    if format!(" {} ", fold(&item.label)).contains(&format!(" {query} ")) {
        score += 60;
    }
    // A short label that says just this is meant before a long sentence that says it too.
    let length = u32::try_from(item.label.chars().count()).unwrap_or(u32::MAX).min(120);
    Some(score + (120 - length) / 4)
}
