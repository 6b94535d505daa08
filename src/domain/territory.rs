//! The territory that a diagnostic is about.

/// A French local authority and where it lies.
///
/// Names stand beside codes so that a file stays readable when the reference tables change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Territory {
    /// The authority's name, such as « Rennes » or « Nantes Métropole ».
    pub name: String,
    /// Its INSEE code (commune) or SIREN number (EPCI, EPT); empty if unknown.
    pub code: String,
    /// Its status.
    pub kind: Option<AuthorityKind>,
    /// The intercommunal authority it belongs to, if it is a commune.
    pub epci: Option<Named>,
    /// The territorial body of Greater Paris it belongs to, if any.
    pub ept: Option<Named>,
    /// Its département.
    pub departement: Option<Named>,
    /// Its région.
    pub region: Option<Named>,
}

impl Territory {
    /// Whether another description can be of the same authority: by code, or by name where one of
    /// them has no code.
    pub fn is_same(&self, other: &Self) -> bool {
        if self.code.is_empty() || other.code.is_empty() {
            return self.name.trim().to_lowercase() == other.name.trim().to_lowercase();
        }
        self.code == other.code
    }
}

/// A code and the name it stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The official code.
    pub code: String,
    /// The official name.
    pub name: String,
}

/// The legal status of an authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AuthorityKind {
    /// A commune.
    Commune,
    /// A métropole.
    Metropole,
    /// A *communauté urbaine*.
    UrbanCommunity,
    /// A *communauté d'agglomération*.
    AgglomerationCommunity,
    /// A *communauté de communes*.
    CommuneCommunity,
    /// An *établissement public territorial*, or an authority of special status.
    Special,
}

impl AuthorityKind {
    /// Every status, in the order they are offered.
    pub const ALL: [Self; 6] = [
        Self::Commune,
        Self::Metropole,
        Self::UrbanCommunity,
        Self::AgglomerationCommunity,
        Self::CommuneCommunity,
        Self::Special,
    ];

    /// The word that stands for it in files and, as an option id, in packs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Commune => "commune",
            Self::Metropole => "metropole",
            Self::UrbanCommunity => "urban_community",
            Self::AgglomerationCommunity => "agglomeration_community",
            Self::CommuneCommunity => "commune_community",
            Self::Special => "special",
        }
    }

    /// Reads the word that stands for it in files.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == text.trim())
    }
}
