//! Whom results are told of: all members, a family, a size class of it, a legal status.

use std::fmt;

use crate::{
    domain::{AuthorityKind, Diagnostic, State, Value},
    questionnaire::{Pack, Prefill},
    reference::{PeerGroup, size_class, size_classes},
};

/// Members that are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Every member.
    All,
    /// Communes, or intercommunal authorities: the study never adds them up in one class.
    Family(PeerGroup),
    /// A size class of a family, by the population from which it counts.
    Class(PeerGroup, u32),
    /// Intercommunal authorities of one legal status.
    Kind(AuthorityKind),
}

/// What of a member decides which groups it belongs to; nothing else of its identity is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Peer {
    /// Its legal status, if it is known.
    pub kind: Option<AuthorityKind>,
    /// The population from which its size class counts, if it is known.
    pub class: Option<u32>,
}

/// The families, as a file names them.
const FAMILIES: [(PeerGroup, &str); 2] =
    [(PeerGroup::Communes, "communes"), (PeerGroup::Intercommunal, "intercommunal")];

impl Peer {
    /// The peers of a diagnostic's territory.
    pub fn of(pack: &Pack, diagnostic: &Diagnostic) -> Self {
        let answer = |what| {
            let question = pack.prefilled(what)?;
            match &diagnostic.answer(question.id.as_str())?.state {
                State::Given(value) => Some(value),
                _ => None,
            }
        };
        let told = answer(Prefill::AuthorityKind).and_then(|value| match value {
            Value::Choice(option) => AuthorityKind::parse(option.as_str()),
            _ => None,
        });
        let kind = diagnostic.territory.kind.or(told);
        let population = answer(Prefill::Population).and_then(|value| match value {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in range")]
            Value::Number(count) if 0.0 <= *count && *count < f64::from(u32::MAX) => {
                Some(*count as u32)
            }
            _ => None,
        });
        let class = kind.zip(population).and_then(|(kind, count)| size_class(kind, count));
        Self { kind, class: class.map(|class| class.from) }
    }

    /// The groups that the member belongs to.
    pub fn groups(self) -> impl Iterator<Item = Group> {
        let family = self.kind.map(PeerGroup::of);
        let class = family.zip(self.class).map(|(family, from)| Group::Class(family, from));
        let kind = self.kind.filter(|kind| PeerGroup::of(*kind) == PeerGroup::Intercommunal);
        [Some(Group::All), family.map(Group::Family), class, kind.map(Group::Kind)]
            .into_iter()
            .flatten()
    }

    /// The group of its size class, or the nearest one around it.
    pub fn nearest(self) -> Group {
        self.groups().filter(|group| !matches!(group, Group::Kind(_))).last().unwrap_or(Group::All)
    }
}

impl Group {
    /// Every group, a whole before its parts.
    pub fn every() -> Vec<Self> {
        let mut all = vec![Self::All];
        for (family, _) in FAMILIES {
            all.push(Self::Family(family));
            all.extend(classes(family));
        }
        all.extend(kinds());
        all
    }

    /// The ways in which groups are split into parts, a whole before its own parts are split.
    pub(super) fn splits() -> Vec<(Self, Vec<Self>)> {
        let families = FAMILIES.map(|(family, _)| Self::Family(family));
        let mut splits = vec![(Self::All, families.to_vec())];
        splits.extend(FAMILIES.map(|(family, _)| (Self::Family(family), classes(family))));
        splits.push((Self::Family(PeerGroup::Intercommunal), kinds()));
        splits
    }

    /// Whether everything in the group is in the other one too.
    pub fn is_part_of(self, other: Self) -> bool {
        match (self, other) {
            (_, Self::All) => true,
            (Self::Class(of, _), Self::Family(family)) => of == family,
            (Self::Kind(_), Self::Family(family)) => family == PeerGroup::Intercommunal,
            _ => self == other,
        }
    }

    /// Reads the word that stands for it in files.
    pub fn parse(text: &str) -> Option<Self> {
        Self::every().into_iter().find(|group| group.to_string() == text)
    }
}

fn classes(family: PeerGroup) -> Vec<Group> {
    let of_family = size_classes().iter().filter(|class| class.group == family);
    of_family.map(|class| Group::Class(family, class.from)).collect()
}

fn kinds() -> Vec<Group> {
    let intercommunal =
        AuthorityKind::ALL.into_iter().filter(|k| PeerGroup::of(*k) == PeerGroup::Intercommunal);
    intercommunal.map(Group::Kind).collect()
}

/// The word that stands for it in files: `all`, `communes`, `communes:100000`, `kind:metropole`.
impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |of: PeerGroup| {
            FAMILIES.iter().find(|(family, _)| *family == of).map_or("", |(_, name)| name)
        };
        match self {
            Self::All => f.write_str("all"),
            Self::Family(family) => f.write_str(name(*family)),
            Self::Class(family, from) => write!(f, "{}:{from}", name(*family)),
            Self::Kind(kind) => write!(f, "kind:{}", kind.code()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_is_read_back_by_its_word() {
        for group in Group::every() {
            assert_eq!(Group::parse(&group.to_string()), Some(group));
        }
        assert_eq!(Group::every().len(), 1 + 2 + 9 + 5);
        assert_eq!(Group::parse("communes:1"), None);
    }

    #[test]
    fn a_member_belongs_to_a_whole_and_its_parts() {
        let peer = Peer { kind: Some(AuthorityKind::Metropole), class: Some(400_000) };
        let groups: Vec<_> = peer.groups().map(|group| group.to_string()).collect();
        assert_eq!(groups, ["all", "intercommunal", "intercommunal:400000", "kind:metropole"]);
        assert_eq!(peer.nearest().to_string(), "intercommunal:400000");
        assert_eq!(Peer::default().nearest(), Group::All);
        for (whole, parts) in Group::splits() {
            assert!(parts.iter().all(|part| part.is_part_of(whole)));
        }
    }
}
