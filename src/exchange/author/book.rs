//! The texts of a pack by their path, such as `questions/GOV-01/text`, each with its place in the
//! files, and the changes that are made there.

use std::{collections::BTreeMap, ops::Range};

use crate::questionnaire::PackSource;

use super::tree::{Node, Value};

/// Fields that may hold a text without language, written `"€"`.
const TEXTS: &[&str] = &[
    "title",
    "short",
    "description",
    "author",
    "intro",
    "text",
    "why",
    "evidence",
    "source",
    "example",
    "caution",
    "otherwise",
    "label",
    "help",
    "unit",
    "amount",
    "meaning",
    "what",
    "how",
    "pitfalls",
    "indicator",
    "hint",
    "yes",
    "partly",
    "no",
];

/// A pack's files, and what of them can be rewritten.
pub(super) struct Book {
    /// Names and texts, head file first.
    pub(super) files: Vec<(String, String)>,
    /// Every text by its path.
    pub(super) slots: BTreeMap<String, Slot>,
    /// The paths of `slots` in the author's order.
    pub(super) order: Vec<String>,
    /// Questions in the order of asking.
    pub(super) questions: Vec<Asked>,
    /// Codes of the pack's languages.
    pub(super) languages: Vec<String>,
    /// Ids by what they name: `dimensions`, `blocks`, `roles`, `gauges`, `rules`.
    pub(super) ids: BTreeMap<String, Vec<String>>,
    /// By the path of a record, where a field that it lacks may be added.
    pub(super) anchors: BTreeMap<String, Place>,
    /// By the path of a list, its last item: what a new one comes after.
    pub(super) ends: BTreeMap<String, Place>,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Which file, from 0.
    pub(super) file: usize,
    /// Which bytes of it.
    pub(super) span: Range<usize>,
}

/// A text and its place.
pub(super) struct Slot {
    /// Where it stands.
    pub(super) place: Place,
    /// What it says, by language; under `*` what it says in all.
    pub(super) words: BTreeMap<String, String>,
    /// Where it says so in each language.
    pub(super) spans: BTreeMap<String, Range<usize>>,
    /// Of an option, what it is worth and where that is written.
    pub(super) value: Option<(String, Place)>,
}

/// What of a question is not a text.
pub(super) struct Asked {
    /// Its id.
    pub(super) id: String,
    /// Fields that are a number, a bare name or a text without language, with their places.
    pub(super) fields: BTreeMap<String, (String, Place)>,
    /// The name of its kind, such as `Scale`.
    pub(super) kind: String,
    /// The whole record.
    pub(super) place: Place,
}

impl Slot {
    /// What it says in a language.
    pub(super) fn said(&self, language: &str) -> &str {
        self.words.get(language).or_else(|| self.words.get("*")).map_or("", String::as_str)
    }
}

impl Book {
    /// The book of a pack that can be read; `None` if its files have another form than packs have.
    pub(super) fn of(source: &PackSource) -> Option<Self> {
        let files: Vec<(String, String)> =
            source.files().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        let mut book = Self {
            files: Vec::new(),
            slots: BTreeMap::new(),
            order: Vec::new(),
            questions: Vec::new(),
            languages: Vec::new(),
            ids: BTreeMap::new(),
            anchors: BTreeMap::new(),
            ends: BTreeMap::new(),
        };
        for (file, (_, text)) in files.iter().enumerate() {
            let value = Value::parse(text)?;
            let mut walk = Walk { book: &mut book, text, file };
            if file == 0 {
                let languages = value.field("languages")?.items().iter();
                walk.book.languages = languages.filter_map(|code| code.said(text)).collect();
            }
            walk.visit("", "", &value);
            let content = value.field("content").unwrap_or(&value);
            walk.questions(content.field("questions"));
            walk.ids(&value);
            walk.ids(content);
        }
        book.files = files;
        Some(book)
    }

    /// A question by id.
    pub(super) fn question(&self, id: &str) -> Option<&Asked> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// The ids that name something of this family.
    pub(super) fn known(&self, family: &str) -> &[String] {
        self.ids.get(family).map_or(&[], Vec::as_slice)
    }
}

/// One file on its way into the book.
struct Walk<'a> {
    book: &'a mut Book,
    text: &'a str,
    file: usize,
}

impl Walk<'_> {
    fn place(&self, value: &Value) -> Place {
        Place { file: self.file, span: value.span.clone() }
    }

    /// Notes the texts in a value that stands in the field `name`.
    fn visit(&mut self, path: &str, name: &str, value: &Value) {
        if let Some(words) = self.words(name, value) {
            let spans = match &value.node {
                Node::Record(fields) => {
                    fields.iter().map(|(code, said)| (code.clone(), said.span.clone())).collect()
                }
                _ => BTreeMap::new(),
            };
            let slot = Slot { place: self.place(value), words, spans, value: None };
            self.book.order.push(path.to_owned());
            self.book.slots.insert(path.to_owned(), slot);
            return;
        }
        // Between the parentheses of `Scale` stand texts, between those of others ids.
        let name = match value.tag.as_deref() {
            Some("Scale" | "Level") => "text",
            Some(_) => "",
            None => name,
        };
        match &value.node {
            Node::Record(fields) => self.record(path, fields),
            Node::List(items) => self.list(path, name, items),
            Node::Text | Node::Word => {}
        }
    }

    fn record(&mut self, path: &str, fields: &[(String, Value)]) {
        for (field, value) in fields {
            // The lists of the head file are those of any other.
            let inner = match field.as_str() {
                "content" => path.to_owned(),
                _ => joined(path, field),
            };
            self.visit(&inner, field, value);
        }
        let of = |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, v)| v);
        if let Some(id) = of("id").or_else(|| of("code")) {
            let place = self.place(id);
            self.book.anchors.insert(path.to_owned(), place);
        }
        let worth = of("value").and_then(|v| Some((v.word(self.text)?.to_owned(), self.place(v))));
        if let Some(slot) = self.book.slots.get_mut(&joined(path, "label")) {
            slot.value = worth;
        }
    }

    fn list(&mut self, path: &str, name: &str, items: &[Value]) {
        // `Scale([…])`: a parenthesis around a list is no step of its own.
        if let [only] = items
            && only.tag.is_none()
            && matches!(only.node, Node::List(_))
        {
            return self.list(path, name, only.items());
        }
        for (index, item) in items.iter().enumerate() {
            let key = self.key(item).unwrap_or_else(|| index.to_string());
            self.visit(&joined(path, &key), name, item);
        }
        if let Some(last) = items.last() {
            let place = self.place(last);
            self.book.ends.insert(path.to_owned(), place);
        }
    }

    /// The id or code of an item.
    fn key(&self, item: &Value) -> Option<String> {
        item.field("id").or_else(|| item.field("code"))?.said(self.text)
    }

    /// What a text of a pack says, if this is one.
    fn words(&self, name: &str, value: &Value) -> Option<BTreeMap<String, String>> {
        if value.tag.is_some() {
            return None;
        }
        match &value.node {
            Node::Text if TEXTS.contains(&name) => {
                Some(BTreeMap::from([("*".to_owned(), value.said(self.text)?)]))
            }
            Node::Record(fields) if !fields.is_empty() => {
                let is_language = |code: &String| self.book.languages.contains(code);
                let said = fields.iter().map(|(code, value)| {
                    let said = value.said(self.text)?;
                    is_language(code).then(|| (code.clone(), said))
                });
                said.collect()
            }
            _ => None,
        }
    }

    fn questions(&mut self, list: Option<&Value>) {
        for item in list.map_or(&[][..], Value::items) {
            let Some(id) = self.key(item) else { continue };
            let Node::Record(fields) = &item.node else { continue };
            let plain = fields.iter().filter_map(|(name, value)| {
                let said = value.said(self.text);
                let said = said.or_else(|| value.word(self.text).map(str::to_owned))?;
                Some((name.clone(), (said, self.place(value))))
            });
            let fields: BTreeMap<_, _> = plain.collect();
            let kind = item.field("kind").and_then(|kind| kind.tag.clone()).unwrap_or_default();
            let place = self.place(item);
            self.book.questions.push(Asked { id, fields, kind, place });
        }
    }

    fn ids(&mut self, content: &Value) {
        for family in ["dimensions", "blocks", "roles", "gauges", "rules"] {
            let items = content.field(family).map_or(&[][..], Value::items);
            let ids: Vec<String> = items.iter().filter_map(|item| self.key(item)).collect();
            let known = self.book.ids.entry(family.to_owned()).or_default();
            for id in ids {
                if !known.contains(&id) {
                    known.push(id);
                }
            }
        }
    }
}

/// A path and one more step.
pub(super) fn joined(path: &str, step: &str) -> String {
    if path.is_empty() { step.to_owned() } else { format!("{path}/{step}") }
}

/// A text between quotation marks, as RON has it.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => {}
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A text of a pack as RON has it: one for all languages if all say the same `as_one`.
pub(super) fn written(words: &[(&str, String)], as_one: bool) -> String {
    if let Some((_, first)) = words.first()
        && as_one
        && words.iter().all(|(_, text)| text == first)
    {
        return quoted(first);
    }
    let each: Vec<_> =
        words.iter().map(|(code, text)| format!("{code}: {}", quoted(text))).collect();
    format!("({})", each.join(", "))
}

/// A change of a file: what replaces these bytes of it.
#[derive(Clone, Debug)]
pub(super) struct Change {
    /// Where.
    pub(super) place: Place,
    /// The new text.
    pub(super) text: String,
}

impl Change {
    /// A text put after a place, which stays.
    pub(super) fn after(place: &Place, text: String) -> Self {
        let span = place.span.end..place.span.end;
        Self { place: Place { file: place.file, span }, text }
    }
}

/// The files with all changes made; those at one place stand in their order.
pub(super) fn changed(book: &Book, mut changes: Vec<Change>) -> PackSource {
    changes.sort_by_key(|change| (change.place.file, change.place.span.start));
    let mut files = Vec::new();
    for (index, (name, text)) in book.files.iter().enumerate() {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for change in changes.iter().filter(|change| change.place.file == index) {
            out.push_str(text.get(at..change.place.span.start).unwrap_or_default());
            out.push_str(&change.text);
            at = change.place.span.end;
        }
        out.push_str(text.get(at..).unwrap_or_default());
        files.push((name.as_str(), out));
    }
    let files: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    PackSource::of(&files)
}
