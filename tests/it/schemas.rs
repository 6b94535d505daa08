//! The JSON schemas of `docs/schemas/` hold for what the commands really write: nothing is missing,
//! nothing has another type, nothing is there that they do not tell.
//!
//! The checker knows what those schemas use of JSON Schema, and refuses a word that it does not.

use std::{fs, path::Path};

use serde_json::{Map, Value};

use crate::cli::{done, path};

/// Words that say something and check nothing.
const REMARKS: [&str; 5] = ["$schema", "$id", "title", "description", "$defs"];

/// Checks a value against a schema, or tells each place where it fails.
struct Checker<'a> {
    root: &'a Value,
    problems: Vec<String>,
}

impl Checker<'_> {
    fn fail(&mut self, at: &str, what: &str) {
        self.problems.push(format!("{at}: {what}"));
    }

    fn check(&mut self, schema: &Value, value: &Value, at: &str) {
        let Value::Object(words) = schema else {
            return self.fail(at, "the schema is no object");
        };
        for (word, wanted) in words {
            match word.as_str() {
                word if REMARKS.contains(&word) => {}
                "$ref" => {
                    let name = wanted.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                    let definition = &self.root["$defs"][name];
                    assert!(definition.is_object(), "no definition {name}");
                    self.check(definition, value, at);
                }
                "anyOf" => self.any_of(wanted, value, at),
                "const" if value != wanted => self.fail(at, &format!("{value} is not {wanted}")),
                "enum" if !wanted.as_array().unwrap().contains(value) => {
                    self.fail(at, &format!("{value} is none of {wanted}"));
                }
                "type" if !has_type(wanted, value) => {
                    self.fail(at, &format!("{value} is no {wanted}"));
                }
                "minimum" | "maximum" => self.bound(word, wanted, value, at),
                "items" => {
                    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(wanted, item, &format!("{at}[{index}]"));
                    }
                }
                "properties" | "required" | "additionalProperties" => {
                    if let Value::Object(fields) = value {
                        self.fields(word, words, fields, at);
                    }
                }
                "const" | "enum" | "type" => {}
                other => panic!("the checker does not know `{other}` ({at})"),
            }
        }
    }

    fn any_of(&mut self, all: &Value, value: &Value, at: &str) {
        let fits = all.as_array().unwrap().iter().any(|one| {
            let mut checker = Checker { root: self.root, problems: Vec::new() };
            checker.check(one, value, at);
            checker.problems.is_empty()
        });
        if !fits {
            self.fail(at, "none of the forms fits");
        }
    }

    fn bound(&mut self, word: &str, wanted: &Value, value: &Value, at: &str) {
        let (Some(bound), Some(value)) = (wanted.as_f64(), value.as_f64()) else { return };
        let beyond = if word == "minimum" { value < bound } else { bound < value };
        if beyond {
            self.fail(at, &format!("{value} is beyond the {word} {bound}"));
        }
    }

    fn fields(
        &mut self,
        word: &str,
        words: &Map<String, Value>,
        fields: &Map<String, Value>,
        at: &str,
    ) {
        let known = words.get("properties").and_then(Value::as_object);
        match word {
            "required" => {
                for name in words[word].as_array().unwrap() {
                    let name = name.as_str().unwrap();
                    if !fields.contains_key(name) {
                        self.fail(at, &format!("`{name}` is missing"));
                    }
                }
            }
            "properties" => {
                for (name, schema) in known.unwrap() {
                    if let Some(value) = fields.get(name) {
                        self.check(schema, value, &format!("{at}.{name}"));
                    }
                }
            }
            _ => {
                for (name, value) in fields {
                    if known.is_some_and(|known| known.contains_key(name)) {
                        continue;
                    }
                    match &words[word] {
                        Value::Bool(true) => {}
                        Value::Bool(false) => self.fail(at, &format!("`{name}` is not told")),
                        schema => self.check(schema, value, &format!("{at}.{name}")),
                    }
                }
            }
        }
    }
}

fn has_type(wanted: &Value, value: &Value) -> bool {
    match wanted {
        Value::Array(all) => all.iter().any(|one| has_type(one, value)),
        Value::String(name) => match name.as_str() {
            "null" => value.is_null(),
            "boolean" => value.is_boolean(),
            "string" => value.is_string(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            "number" => value.is_number(),
            "integer" => value.is_i64() || value.is_u64(),
            other => panic!("no type {other}"),
        },
        _ => panic!("no type {wanted}"),
    }
}

fn schema(name: &str) -> Value {
    let text = fs::read_to_string(Path::new("docs/schemas").join(name)).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn problems(schema: &Value, value: &Value) -> Vec<String> {
    let mut checker = Checker { root: schema, problems: Vec::new() };
    checker.check(schema, value, "$");
    checker.problems
}

/// A diagnostic just begun, on each path, and the worked example.
fn files(folder: &tempfile::TempDir) -> [String; 3] {
    let (new, quick) = (path(folder, "new.passerelle"), path(folder, "quick.passerelle"));
    done(&["new", "--territory", "35238", "-o", &new]);
    done(&["new", "--territory", "243500139", "--quick", "-o", &quick]);
    [new, quick, "templates/examples/valmont.passerelle".to_owned()]
}

/// Writes what the commands say to the folder that `PASSERELLE_JSON` names, if it does.
fn keep(name: &str, text: &str) {
    if let Ok(folder) = std::env::var("PASSERELLE_JSON") {
        fs::write(Path::new(&folder).join(name), text).unwrap();
    }
}

#[track_caller]
fn holds(name: &str, outputs: &[String]) {
    let schema = schema(name);
    for (index, text) in outputs.iter().enumerate() {
        keep(&format!("{name}-{index}.json"), text);
        let value: Value = serde_json::from_str(text).unwrap();
        let found = problems(&schema, &value);
        let first: Vec<_> = found.iter().take(12).collect();
        assert!(found.is_empty(), "{name}, {} problems: {first:#?}", found.len());
    }
}

#[test]
fn the_schema_of_scores_holds() {
    let folder = tempfile::tempdir().unwrap();
    let outputs = files(&folder).map(|file| {
        let draws = if file.contains("quick") { "0" } else { "40" };
        done(&["score", &file, "--format", "json", "--draws", draws])
    });
    holds("score-1.schema.json", &outputs);
}

#[test]
fn the_schema_of_advice_holds() {
    let folder = tempfile::tempdir().unwrap();
    let outputs = files(&folder).map(|file| done(&["advise", &file, "--format", "json"]));
    holds("advise-1.schema.json", &outputs);
}

#[test]
fn the_schema_of_comparisons_holds() {
    let folder = tempfile::tempdir().unwrap();
    let [new, quick, valmont] = files(&folder);
    let pairs = [(&new, &valmont), (&quick, &valmont), (&valmont, &valmont), (&valmont, &new)];
    let outputs = pairs.map(|(old, new)| done(&["compare", old, new, "--format", "json"]));
    holds("compare-1.schema.json", &outputs);
}

/// A checker that found nothing would prove nothing.
#[test]
fn the_checker_finds_what_is_wrong() {
    let schema = schema("score-1.schema.json");
    let text = done(&["score", "templates/examples/valmont.passerelle", "--format", "json"]);
    let value: Value = serde_json::from_str(&text).unwrap();
    let wrong = |change: &dyn Fn(&mut Value)| {
        let mut changed = value.clone();
        change(&mut changed);
        problems(&schema, &changed).join("\n")
    };
    assert!(wrong(&|v| v["schema"] = "passerelle-score/9".into()).contains("$.schema"));
    assert!(wrong(&|v| v["indices"][0]["low"] = "12".into()).contains("$.indices[0]"));
    assert!(wrong(&|v| v["indices"][0]["high"] = 1.5.into()).contains("maximum"));
    assert!(wrong(&|v| v["new"] = 1.into()).contains("`new` is not told"));
    let missing = wrong(&|v| drop(v.as_object_mut().unwrap().remove("gauges")));
    assert!(missing.contains("`gauges` is missing"), "{missing}");
}

/// A RON text as JSON, by the rules that the document's schema tells.
struct Ron<'a> {
    text: &'a [u8],
    at: usize,
}

impl Ron<'_> {
    fn blank(&mut self) {
        while self.text.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }

    fn next_is(&mut self, byte: u8) -> bool {
        self.blank();
        let found = self.text.get(self.at) == Some(&byte);
        self.at += usize::from(found);
        found
    }

    fn until(&mut self, inside: impl Fn(u8) -> bool) -> String {
        let start = self.at;
        while self.text.get(self.at).is_some_and(|byte| inside(*byte)) {
            self.at += 1;
        }
        String::from_utf8(self.text[start..self.at].to_vec()).unwrap()
    }

    /// A quoted text, with its quotation marks.
    fn quoted(&mut self) -> String {
        let start = self.at;
        let mark = self.text[start];
        self.at += 1;
        while self.text[self.at] != mark {
            self.at += 1 + usize::from(self.text[self.at] == b'\\');
        }
        self.at += 1;
        String::from_utf8(self.text[start..self.at].to_vec()).unwrap()
    }

    /// What stands between parentheses or braces, up to `close`.
    fn inside(&mut self, close: u8) -> Value {
        let (mut items, mut fields) = (Vec::new(), Map::new());
        while !self.next_is(close) {
            let start = self.at;
            let key = self.value();
            if self.next_is(b':') {
                let key = key.as_str().map_or_else(|| key.to_string(), str::to_owned);
                let value = self.value();
                fields.insert(key, value);
            } else {
                assert!(start < self.at, "nothing is read at {start}");
                items.push(key);
            }
            self.next_is(b',');
        }
        match (fields.is_empty(), items.is_empty(), close) {
            (true, true, b')') => Value::Null,
            (true, _, b')') => Value::Array(items),
            _ => Value::Object(fields),
        }
    }

    fn value(&mut self) -> Value {
        self.blank();
        match self.text[self.at] {
            b'"' => Value::String(ron::from_str(&self.quoted()).unwrap()),
            b'\'' => Value::String(self.quoted().trim_matches('\'').to_owned()),
            b'[' => {
                self.at += 1;
                let mut items = Vec::new();
                while !self.next_is(b']') {
                    items.push(self.value());
                    self.next_is(b',');
                }
                Value::Array(items)
            }
            b'(' => {
                self.at += 1;
                self.inside(b')')
            }
            b'{' => {
                self.at += 1;
                self.inside(b'}')
            }
            byte if byte.is_ascii_digit() || byte == b'-' => {
                let number = self.until(|b| b.is_ascii_digit() || b"-+.eE".contains(&b));
                serde_json::from_str(&number).unwrap()
            }
            _ => self.named(),
        }
    }

    fn named(&mut self) -> Value {
        let name = self.until(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        assert!(!name.is_empty(), "no value at {}", self.at);
        let holds = self.next_is(b'(').then(|| self.inside(b')'));
        match (name.as_str(), holds) {
            ("None", None) => Value::Null,
            ("true", None) => Value::Bool(true),
            ("false", None) => Value::Bool(false),
            (_, None) => Value::String(name),
            (_, Some(Value::Array(mut items))) if items.len() == 1 => {
                let only = items.remove(0);
                if name == "Some" {
                    only
                } else {
                    Value::Object([(name, only)].into_iter().collect())
                }
            }
            (_, Some(value)) => Value::Object([(name, value)].into_iter().collect()),
        }
    }
}

#[test]
fn what_a_panel_holds_is_what_its_schema_says() {
    let members = crate::panel::network_of(60);
    let gathered = crate::panel::gathered(&crate::panel::measures(), &members);
    let panel = gathered.publish(5, crate::panel::DAY).unwrap();
    let text = passerelle::exchange::write_panel(&panel).unwrap();
    let schema = schema("panel-1.schema.json");
    let mut value: Value = serde_json::from_str(&text).unwrap();
    let found = problems(&schema, &value);
    assert!(found.is_empty(), "{:#?}", found.iter().take(12).collect::<Vec<_>>());
    assert!(100 < value["measures"].as_object().unwrap().len());
    value["k"] = 2.into();
    assert!(problems(&schema, &value).join("\n").contains("$.k"));
}

#[test]
fn the_outline_of_the_document_holds() {
    let folder = tempfile::tempdir().unwrap();
    let schema = schema("document-1.schema.json");
    for file in files(&folder) {
        let text = fs::read(&file).unwrap();
        let value = Ron { text: &text, at: 0 }.value();
        let found = problems(&schema, &value);
        assert!(found.is_empty(), "{file}: {:#?}", found.iter().take(12).collect::<Vec<_>>());
        let answers = value["answers"].as_object().unwrap().len();
        assert!(1 < answers, "{file}: {answers} answers were read");
    }
    let mut wrong = Ron {
        text: br#"(format: 1, pack: (id: "a"), as_of: "x", answers: {"Q": (state: Level("2"))})"#,
        at: 0,
    }
    .value();
    assert!(problems(&schema, &wrong).join("\n").contains("$.answers.Q.state"));
    wrong["format"] = 2.into();
    assert!(problems(&schema, &wrong).join("\n").contains("$.format"));
}
