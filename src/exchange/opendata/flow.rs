//! Exports and imports told apart: by a column of the file, or by what its titles and name say.
//!
//! Customs publish both in files of one layout. Whoever takes imports for exports would found a
//! strategy on the wrong trade, so that what does not say which it is waits for a person.

use serde::Deserialize;

use crate::reference::fold;

use super::noted::Flag;

/// How a layout tells the flow that it wants from the other.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Flow {
    /// The field that says it, where the file has such a column.
    pub(super) field: String,
    /// What the wanted flow is called, folded.
    wanted: Vec<String>,
    /// What the other is called, folded.
    other: Vec<String>,
}

/// Names shorter than this are codes: they tell a flow in its column and nowhere else.
const NAME: usize = 4;

impl Flow {
    /// Whether a value of the column is the wanted flow; none if it is neither.
    pub(super) fn is_wanted(&self, value: &str) -> Option<bool> {
        let value = fold(value);
        if self.wanted.contains(&value) {
            return Some(true);
        }
        self.other.contains(&value).then_some(false)
    }

    /// What is doubtful about a file without such a column, by its titles and its name.
    pub(super) fn doubt<'a>(&self, texts: impl Iterator<Item = &'a str>) -> Option<Flag> {
        let (mut wanted, mut other) = (false, false);
        for text in texts {
            for word in fold(text).split(' ').filter(|word| NAME <= word.len()) {
                wanted |= self.wanted.iter().any(|name| name == word);
                other |= self.other.iter().any(|name| name == word);
            }
        }
        match (wanted, other) {
            (true, false) => None,
            (false, true) => Some(Flag::OtherFlow),
            _ => Some(Flag::UnknownFlow),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flow() -> Flow {
        let names = |all: &[&str]| all.iter().map(|&name| name.to_owned()).collect();
        Flow {
            field: "flow".to_owned(),
            wanted: names(&["exportations", "export", "e"]),
            other: names(&["importations", "import", "i"]),
        }
    }

    #[test]
    fn a_column_says_it_by_name_or_code() {
        assert_eq!(flow().is_wanted("Exportations"), Some(true));
        assert_eq!(flow().is_wanted("I"), Some(false));
        assert_eq!(flow().is_wanted("solde"), None);
    }

    #[test]
    fn titles_and_names_say_it_and_codes_in_them_do_not() {
        let doubt = |texts: &[&str]| flow().doubt(texts.iter().copied());
        assert_eq!(doubt(&["Exportations, milliers d’euros", "pays.csv"]), None);
        assert_eq!(doubt(&["dep44-import-pays.xls"]), Some(Flag::OtherFlow));
        assert_eq!(doubt(&["44_pays_i.xls", "Pays"]), Some(Flag::UnknownFlow));
        assert_eq!(doubt(&["import et export"]), Some(Flag::UnknownFlow));
    }
}
