//! Turns the language files of `assets/languages/` into typed methods of `Lang`.
//!
//! One folder is one language; each entry of each file becomes a method named
//! `<file>_<key>`. The build stops when a language lacks a key, a placeholder or a plural form
//! that French has, or has one that French has not.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::let_underscore_must_use,
    clippy::format_collect,
    reason = "a build script stops the build by panicking"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

#[path = "src/language/typography.rs"]
#[expect(
    unreachable_pub,
    dead_code,
    reason = "written for the crate; the build script uses two functions"
)]
mod typography;

/// The language whose keys the others must match.
const REFERENCE: &str = "fr";

/// One text: a single sentence, or one for each plural category of the language.
#[derive(Debug, PartialEq)]
enum Entry {
    Plain(String),
    Plural(BTreeMap<String, String>),
}

/// One language: its code, its own name, and its entries by method name.
struct Language {
    code: String,
    name: String,
    entries: BTreeMap<String, Entry>,
}

fn main() {
    let root = Path::new("assets/languages");
    println!("cargo:rerun-if-changed={}", root.display());
    let languages = read_languages(root);
    let reference = &languages[0];
    for language in &languages[1..] {
        check_against(reference, language);
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("texts.rs"), generate(&languages)).expect("OUT_DIR is writable");
    #[cfg(windows)]
    give_windows_an_icon();
}

/// The icon and the version that Windows shows for the executable.
#[cfg(windows)]
fn give_windows_an_icon() {
    let mut resource = winresource::WindowsResource::new();
    resource.set_icon("assets/icon/passerelle.ico");
    resource.compile().expect("the Windows resources compile");
}

fn read_languages(root: &Path) -> Vec<Language> {
    let mut codes: Vec<String> = fs::read_dir(root)
        .expect("assets/languages exists")
        .map(|entry| entry.expect("readable folder").file_name().to_string_lossy().into_owned())
        .collect();
    codes.sort_by_key(|code| (code != REFERENCE, code.clone()));
    codes.iter().map(|code| read_language(&root.join(code), code)).collect()
}

fn read_language(folder: &Path, code: &str) -> Language {
    let mut name = code.to_owned();
    let mut entries = BTreeMap::new();
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a language is a folder")
        .map(|entry| entry.expect("readable folder").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    for file in files {
        println!("cargo:rerun-if-changed={}", file.display());
        let text = fs::read_to_string(&file).expect("language files are UTF-8");
        let table: toml::Table =
            text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let stem = file.file_stem().expect("a file name").to_string_lossy().into_owned();
        for (key, value) in table {
            if stem == "language" && key == "name" {
                value.as_str().expect("name is a string").clone_into(&mut name);
                continue;
            }
            let place = format!("{}: {key}", file.display());
            entries.insert(format!("{stem}_{key}"), read_entry(&value, code, &place));
        }
    }
    Language { code: code.to_owned(), name, entries }
}

fn read_entry(value: &toml::Value, code: &str, place: &str) -> Entry {
    let set = |text: &str| {
        assert!(!text.trim().is_empty(), "{place}: empty text");
        if code == "fr" {
            typography::french(text)
        } else {
            typography::units(&text.replace('\'', "’"))
        }
    };
    match value {
        toml::Value::String(text) => Entry::Plain(set(text)),
        toml::Value::Table(forms) => {
            let forms: BTreeMap<String, String> = forms
                .iter()
                .map(|(form, text)| {
                    let known = ["zero", "one", "two", "few", "many", "other"];
                    assert!(known.contains(&form.as_str()), "{place}: no plural form `{form}`");
                    (form.clone(), set(text.as_str().expect("a plural form is a string")))
                })
                .collect();
            assert!(forms.contains_key("other"), "{place}: the plural form `other` is missing");
            Entry::Plural(forms)
        }
        _ => panic!("{place}: neither a text nor plural forms"),
    }
}

fn check_against(reference: &Language, language: &Language) {
    let code = &language.code;
    for key in reference.entries.keys() {
        assert!(language.entries.contains_key(key), "language `{code}` lacks `{key}`");
    }
    for (key, entry) in &language.entries {
        let Some(original) = reference.entries.get(key) else {
            panic!("language `{code}` has `{key}`, which `{REFERENCE}` has not");
        };
        assert_eq!(
            placeholders(original),
            placeholders(entry),
            "language `{code}`: `{key}` has other placeholders than `{REFERENCE}`"
        );
        let plural = |entry: &Entry| matches!(entry, Entry::Plural(_));
        assert_eq!(
            plural(original),
            plural(entry),
            "language `{code}`: `{key}` is plural in one language only"
        );
    }
}

/// The names between braces; of a plural, those of all its forms and `n`.
fn placeholders(entry: &Entry) -> BTreeSet<String> {
    match entry {
        Entry::Plain(text) => names_in(text),
        Entry::Plural(forms) => {
            let mut names: BTreeSet<String> =
                forms.values().flat_map(|text| names_in(text)).collect();
            names.insert("n".to_owned());
            names
        }
    }
}

fn names_in(text: &str) -> BTreeSet<String> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(n, _)| n.to_owned())
        .collect()
}

fn variant(code: &str) -> String {
    let mut chars = code.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + chars.as_str())
        .expect("a code")
}

fn generate(languages: &[Language]) -> String {
    let mut out = String::new();
    let w = &mut out;
    let per_language = |value: &dyn Fn(&Language) -> String| -> String {
        languages.iter().map(|l| format!("Self::{} => {},", variant(&l.code), value(l))).collect()
    };
    let variants: Vec<String> = languages.iter().map(|l| variant(&l.code)).collect();
    let _ = writeln!(
        w,
        "/// A language of the interface, of packs and of exports: one folder of `assets/languages/`.\n\
         #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]\npub enum Lang {{"
    );
    for (index, language) in languages.iter().enumerate() {
        let default = if index == 0 { "#[default] " } else { "" };
        let _ = writeln!(w, "/// {}.\n{default}{},", language.name, variant(&language.code));
    }
    let _ = writeln!(
        w,
        "}}\n\nimpl Lang {{\n\
         /// Every language, French first.\n\
         pub const ALL: &'static [Self] = &[{}];\n\
         /// The language's ISO 639-1 code, such as `fr`.\n\
         pub const fn code(self) -> &'static str {{ match self {{ {} }} }}\n\
         /// The language's name in that language.\n\
         pub const fn name(self) -> &'static str {{ match self {{ {} }} }}\n",
        variants.iter().map(|v| format!("Self::{v}")).collect::<Vec<_>>().join(", "),
        per_language(&|l| format!("{:?}", l.code)),
        per_language(&|l| format!("{:?}", l.name)),
    );
    let reference = &languages[0];
    for (key, entry) in &reference.entries {
        let sample = match entry {
            Entry::Plain(text) => text,
            Entry::Plural(forms) => &forms["other"],
        };
        let doc = sample.replace('\n', " ").replace('[', "\\[").replace('<', "\\<");
        let _ = writeln!(w, "/// « {doc} »");
        let names = placeholders(entry);
        let method = match entry {
            Entry::Plain(_) if names.is_empty() => {
                let arms = per_language(&|l| match &l.entries[key] {
                    Entry::Plain(text) => format!("{text:?}"),
                    Entry::Plural(_) => unreachable!("checked against the reference"),
                });
                format!("pub const fn {key}(self) -> &'static str {{ match self {{ {arms} }} }}\n")
            }
            Entry::Plain(_) => {
                let arms = per_language(&|l| match &l.entries[key] {
                    Entry::Plain(text) => format!("format!({text:?})"),
                    Entry::Plural(_) => unreachable!("checked against the reference"),
                });
                format!(
                    "pub fn {key}(self{}) -> String {{ match self {{ {arms} }} }}\n",
                    args(&names)
                )
            }
            Entry::Plural(_) => {
                let mut others = names.clone();
                others.remove("n");
                let arms = per_language(&|l| match &l.entries[key] {
                    Entry::Plural(forms) => plural_arms(forms),
                    Entry::Plain(_) => unreachable!("checked against the reference"),
                });
                format!(
                    "pub fn {key}(self, count: usize{}) -> String {{ let n = self.integer(count); \
                     match self {{ {arms} }} }}\n",
                    args(&others)
                )
            }
        };
        w.push_str(&method);
    }
    w.push_str("}\n");
    out
}

fn args(names: &BTreeSet<String>) -> String {
    names.iter().map(|name| format!(", {name}: impl std::fmt::Display")).collect()
}

fn plural_arms(forms: &BTreeMap<String, String>) -> String {
    let mut arms = String::from("match self.plural(count) {");
    for (form, text) in forms.iter().filter(|(form, _)| *form != "other") {
        let _ =
            write!(arms, "icu_plurals::PluralCategory::{} => format!({text:?}),", variant(form));
    }
    let other = &forms["other"];
    // A text that never names the count must not leave it unused.
    let used = forms.values().any(|text| text.contains("{n}"));
    let _ = if used {
        write!(arms, "_ => format!({other:?}) }}")
    } else {
        write!(arms, "_ => {{ drop(n); format!({other:?}) }} }}")
    };
    arms
}
