//! Texts of a pack in every language it speaks.

use std::{fmt, sync::Arc};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};

use crate::language::{Lang, typography};

/// A text in several languages, written `(fr: "…", en: "…")`, or one text for all, written `"…"`.
///
/// French is set with French typography when it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(Vec<(Arc<str>, Arc<str>)>);

/// The language code of a text that is the same in all languages.
const ANY: &str = "*";

impl Text {
    /// The text in this language; if it is missing, in French, or in whatever language there is.
    pub fn get(&self, lang: Lang) -> &str {
        self.exact(lang.code())
            .or_else(|| self.exact(Lang::default().code()))
            .or_else(|| self.0.first().map(|(_, text)| &**text))
            .unwrap_or_default()
    }

    /// The text in the language with this code, if it was written.
    pub fn exact(&self, code: &str) -> Option<&str> {
        self.0.iter().find(|(of, _)| &**of == code || &**of == ANY).map(|(_, text)| &**text)
    }

    /// Whether no language has any text.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|(_, text)| text.trim().is_empty())
    }

    /// The language codes that have a text; `*` stands for all.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|(_, text)| !text.trim().is_empty()).map(|(code, _)| &**code)
    }
}

fn typeset(code: &str, text: &str) -> Arc<str> {
    if code == "fr" { typography::french(text).into() } else { text.replace('\'', "’").into() }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text such as (fr: \"…\", en: \"…\")")
    }

    fn visit_str<E>(self, text: &str) -> Result<Text, E> {
        Ok(Text(vec![(ANY.into(), text.into())]))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
        let mut texts = Vec::new();
        while let Some((code, text)) = map.next_entry::<String, String>()? {
            let text = typeset(&code, &text);
            texts.push((code.into(), text));
        }
        Ok(Text(texts))
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_back_to_french_and_is_typeset() {
        let text: Text = ron::from_str(r#"(fr: "Qu'est-ce ?", en: "What?")"#).unwrap();
        assert_eq!(text.get(Lang::En), "What?");
        assert_eq!(text.get(Lang::Fr), "Qu’est-ce\u{a0}?");
        let text: Text = ron::from_str(r#"(fr: "Oui")"#).unwrap();
        assert_eq!(text.get(Lang::En), "Oui");
        assert_eq!(text.exact("en"), None);
        let text: Text = ron::from_str(r#""FICOL""#).unwrap();
        assert_eq!(text.exact("en"), Some("FICOL"));
    }
}
