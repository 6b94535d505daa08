//! An authority's own template: its colors, its logo, its words, or the pages themselves.
//!
//! A communication department hands over a folder; whatever is wrong in it is told with its line
//! and what to do, and the document is made all the same, as the program would make it.

mod drawing;
mod logo;
mod problem;

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use serde::Deserialize;

use crate::questionnaire::Text;

use super::palette::{LIGHT, contrast};

pub use logo::Logo;
pub use problem::{TemplateFault, TemplateProblem};

/// The file of a template's settings.
pub const SETTINGS: &str = "template.ron";

/// The file of a template's own pages.
pub const PAGES: &str = "brief.typ";

/// The least contrast between a color and the paper that everybody can read.
const LEAST_CONTRAST: f64 = 4.5;

/// What an authority puts in the place of the program's own look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// Headings, links, the value of a bar, as `RRGGBB`.
    pub accent: Option<String>,
    /// The interval of a bar, as `RRGGBB`.
    pub interval: Option<String>,
    /// The logo.
    pub logo: Option<Logo>,
    /// The lines of the cover under the title.
    pub cover: Vec<Text>,
    /// What stands below every page, in the place of territory and day.
    pub footer: Text,
    /// The pages, in Typst.
    pub pages: Option<String>,
    /// The files that the pages may use, by name.
    pub files: BTreeMap<String, Arc<[u8]>>,
    /// Whether the pages were found to take too long.
    pub slow: Slow,
}

/// Whether pages were found to take too long, by whichever copy of the template; that is no part of
/// what a template is.
#[derive(Clone, Debug, Default)]
pub struct Slow(Arc<AtomicBool>);

impl Slow {
    /// Whether they were.
    pub fn is_known(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Notes that they were.
    pub fn note(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl PartialEq for Slow {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Slow {}

/// The settings as they are written.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Settings {
    accent: Option<String>,
    interval: Option<String>,
    logo: Option<String>,
    logo_alt: Text,
    cover: Vec<Text>,
    footer: Text,
}

impl Template {
    /// The template that these files make, by name, and all that is wrong with them.
    pub fn read(files: BTreeMap<String, Vec<u8>>) -> (Self, Vec<TemplateProblem>) {
        let mut problems = Vec::new();
        let settings = files.get(SETTINGS).map_or(Ok(Settings::default()), |bytes| settings(bytes));
        let settings = settings.unwrap_or_else(|problem| {
            problems.push(problem);
            Settings::default()
        });
        let logo = logo(&settings, &files, &mut problems);
        let pages = files.get(PAGES).and_then(|bytes| match String::from_utf8(bytes.clone()) {
            Ok(text) => Some(text),
            Err(_) => {
                problems.push(TemplateProblem::of(PAGES, TemplateFault::NotText));
                None
            }
        });
        let mut color = |name: &str, value: Option<String>, readable: bool| {
            let value = value?;
            match checked(&value, readable) {
                Ok(hex) => Some(hex),
                Err(why) => {
                    problems.push(TemplateProblem::of(SETTINGS, why(name, &value)));
                    None
                }
            }
        };
        let template = Self {
            accent: color("accent", settings.accent, true),
            interval: color("interval", settings.interval, false),
            logo,
            cover: settings.cover,
            footer: settings.footer,
            pages,
            files: files.into_iter().map(|(name, bytes)| (name, bytes.into())).collect(),
            slow: Slow::default(),
        };
        (template, problems)
    }
}

fn settings(bytes: &[u8]) -> Result<Settings, TemplateProblem> {
    let not_text = || TemplateProblem::of(SETTINGS, TemplateFault::NotText);
    let text = std::str::from_utf8(bytes).ok().ok_or_else(not_text)?;
    let options =
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    options.from_str(text).map_err(|error| TemplateProblem {
        file: SETTINGS.to_owned(),
        line: Some(error.span.start.line),
        fault: TemplateFault::Settings(error.code.to_string()),
    })
}

/// The logo that the settings name, or the one that bears the usual name.
fn logo(
    settings: &Settings,
    files: &BTreeMap<String, Vec<u8>>,
    problems: &mut Vec<TemplateProblem>,
) -> Option<Logo> {
    let usual = ["logo.svg", "logo.png"].into_iter().find(|name| files.contains_key(*name));
    let name = settings.logo.as_deref().or(usual)?;
    let Some(bytes) = files.get(name) else {
        problems.push(TemplateProblem::of(name, TemplateFault::NoLogo));
        return None;
    };
    match Logo::read(bytes, settings.logo_alt.clone()) {
        Ok((logo, remark)) => {
            problems.extend(remark.map(|fault| TemplateProblem::of(name, fault)));
            Some(logo)
        }
        Err(fault) => {
            problems.push(TemplateProblem::of(name, fault));
            None
        }
    }
}

/// What is wrong with a color, given its name and value.
type Why = fn(&str, &str) -> TemplateFault;

/// A color as six hexadecimal figures; one that is written on paper must be readable there.
fn checked(value: &str, readable: bool) -> Result<String, Why> {
    let hex = value.trim().trim_start_matches('#').to_ascii_uppercase();
    if hex.len() != 6 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(|name, value| TemplateFault::Color(name.to_owned(), value.to_owned()));
    }
    if readable && contrast(&hex, LIGHT.page) < LEAST_CONTRAST {
        return Err(|name, value| TemplateFault::Pale(name.to_owned(), value.to_owned()));
    }
    Ok(hex)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(files: &[(&str, &str)]) -> (Template, Vec<TemplateProblem>) {
        let all = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
        Template::read(all.collect())
    }

    #[test]
    fn settings_are_read_and_what_is_wrong_is_told_with_its_line() {
        let (template, problems) = read(&[(
            SETTINGS,
            "(accent: \"#00695c\", interval: \"b2dfdb\", footer: (fr: \"Ville\", en: \"Town\"))",
        )]);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(template.accent.as_deref(), Some("00695C"));
        assert_eq!(template.interval.as_deref(), Some("B2DFDB"));
        let (template, problems) = read(&[(SETTINGS, "(\n  accent: \"#00695c\",\n  acent: 3,\n)")]);
        assert_eq!(template, Template { files: template.files.clone(), ..Template::default() });
        assert_eq!(problems[0].line, Some(3));
    }

    #[test]
    fn a_color_that_cannot_be_read_is_not_used() {
        for bad in ["#ffff00", "red", "#12345", ""] {
            let text = format!("(accent: \"{bad}\")");
            let (template, problems) = read(&[(SETTINGS, &text)]);
            assert_eq!((template.accent, problems.len()), (None, 1), "{bad}");
        }
    }

    #[test]
    fn a_logo_that_is_named_and_missing_is_told() {
        let (template, problems) = read(&[(SETTINGS, "(logo: \"ville.png\")")]);
        assert!(template.logo.is_none());
        assert_eq!(problems[0].fault, TemplateFault::NoLogo);
        assert_eq!(problems[0].file, "ville.png");
    }
}
