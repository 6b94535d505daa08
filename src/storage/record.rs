//! How records of a file are read: known fields by type, unknown ones kept as text.

use std::{collections::BTreeSet, fmt, marker::PhantomData};

use jiff::civil::Date;
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};

use crate::domain::{
    ActionField, AuthorityKind, Confidentiality, CountryCode, Coverage, Decision, Evidence,
    FundingStatus, Month, Path, Perimeter, PlanField, ResolutionField, Stage, Status,
};

use super::fault::{bad_value, twice};

/// Declares a record `(field: value, …)` of which every field may be absent and to which later
/// versions may add fields.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Default)]
        pub(super) struct $name {
            $(pub(super) $field: $type,)*
            /// The fields that this version does not know.
            pub(super) unknown: $crate::storage::extras::Unknown,
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                struct Fields;

                impl<'de> serde::de::Visitor<'de> for Fields {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("( … )")
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(
                        self,
                        mut map: A,
                    ) -> Result<$name, A::Error> {
                        let mut record = $name::default();
                        let mut seen: Vec<&'static str> = Vec::new();
                        while let Some($crate::storage::record::FieldName(name)) = map.next_key()? {
                            if seen.contains(&name.as_str()) || record.unknown.contains_key(&name) {
                                return Err($crate::storage::fault::twice(&name));
                            }
                            match name.as_str() {
                                $(stringify!($field) => {
                                    seen.push(stringify!($field));
                                    record.$field = map.next_value()?;
                                })*
                                _ => {
                                    let raw: Box<ron::value::RawValue> = map.next_value()?;
                                    let text = raw.get_ron().trim().to_owned();
                                    record.unknown.insert(name, text);
                                }
                            }
                        }
                        Ok(record)
                    }
                }

                from.deserialize_struct("", &[$(stringify!($field)),*], Fields)
            }
        }
    };
}
pub(super) use record;

/// The name of a field, whatever it is.
pub(super) struct FieldName(pub(super) String);

impl<'de> Deserialize<'de> for FieldName {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Name;

        impl Visitor<'_> for Name {
            type Value = FieldName;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a field name")
            }

            fn visit_str<E>(self, name: &str) -> Result<FieldName, E> {
                Ok(FieldName(name.to_owned()))
            }
        }

        from.deserialize_identifier(Name)
    }
}

/// The entries of a map `{ key: value, … }` in the order of the file, no key twice.
#[derive(Debug)]
pub(super) struct Entries<K, V>(pub(super) Vec<(K, V)>);

impl<K, V> Default for Entries<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K, V> IntoIterator for Entries<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'de, K, V> Deserialize<'de> for Entries<K, V>
where
    K: Deserialize<'de> + Ord + Clone + fmt::Display,
    V: Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(EntriesVisitor(PhantomData))
    }
}

struct EntriesVisitor<K, V>(PhantomData<(K, V)>);

impl<'de, K, V> Visitor<'de> for EntriesVisitor<K, V>
where
    K: Deserialize<'de> + Ord + Clone + fmt::Display,
    V: Deserialize<'de>,
{
    type Value = Entries<K, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{ … }")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        let mut seen = BTreeSet::new();
        while let Some(key) = map.next_key::<K>()? {
            if !seen.insert(key.clone()) {
                return Err(twice(&key.to_string()));
            }
            entries.push((key, map.next_value()?));
        }
        Ok(Entries(entries))
    }
}

/// A value that a file writes as one word in quotation marks.
pub(super) trait Coded: Sized {
    /// Reads the word.
    fn read(word: &str) -> Option<Self>;
}

/// A value read from its word; another word is a fault of the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<T>(pub(super) T);

impl<'de, T: Coded> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let word = String::deserialize(from)?;
        T::read(&word).map(Self).ok_or_else(|| bad_value(&word))
    }
}

impl Coded for Date {
    fn read(word: &str) -> Option<Self> {
        word.parse().ok()
    }
}

impl Coded for Path {
    fn read(word: &str) -> Option<Self> {
        [Self::Quick, Self::Full].into_iter().find(|path| path.code() == word)
    }
}

impl Coded for AuthorityKind {
    fn read(word: &str) -> Option<Self> {
        Self::parse(word)
    }
}

impl Coded for Coverage {
    fn read(word: &str) -> Option<Self> {
        Self::parse(word)
    }
}

impl Coded for Evidence {
    fn read(word: &str) -> Option<Self> {
        Self::parse(word)
    }
}

macro_rules! coded {
    ($($name:ident)*) => { $(
        impl Coded for $name {
            fn read(word: &str) -> Option<Self> {
                Self::parse(word)
            }
        }
    )* };
}
coded!(ActionField Confidentiality Decision FundingStatus PlanField ResolutionField Stage Status);

impl Coded for Month {
    fn read(word: &str) -> Option<Self> {
        Self::parse(word)
    }
}

impl Coded for CountryCode {
    fn read(word: &str) -> Option<Self> {
        Self::parse(word)
    }
}

impl Coded for Perimeter {
    fn read(word: &str) -> Option<Self> {
        Self::parse(word)
    }
}
