//! What stands beside the matrix and never counts in it: a country's standing towards the Union,
//! aid, the Francophonie, a border, and its region; each dated by the table it comes from.

use crate::{
    language::{Lang, read_date},
    reference::{self, Border, Country, Credit, DacGroup, EuStatus, Francophonie},
};

/// A context that countries may have a standing in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Context {
    /// The European Union and the European Economic Area.
    Union,
    /// The OECD list of aid recipients.
    Aid,
    /// The Francophonie.
    Francophonie,
    /// Land borders with France, and with the département of the territory.
    Border,
    /// The statistical regions of the United Nations.
    Region,
}

/// The standing of a country in a context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Which of the context's standings it is, in the order they are listed.
    pub rank: u16,
    /// The standing in a word or two.
    pub short: &'static str,
    /// The standing in full.
    pub long: &'static str,
}

impl Context {
    /// Every context, in the order they are offered.
    pub const ALL: [Self; 5] =
        [Self::Union, Self::Aid, Self::Francophonie, Self::Border, Self::Region];

    /// What it is called.
    pub const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Union => lang.context_union(),
            Self::Aid => lang.context_aid(),
            Self::Francophonie => lang.context_francophonie(),
            Self::Border => lang.context_border(),
            Self::Region => lang.context_region(),
        }
    }

    /// What it is called where there is little room.
    pub const fn head(self, lang: Lang) -> &'static str {
        match self {
            Self::Union => lang.context_union_head(),
            Self::Aid => lang.context_aid_head(),
            Self::Francophonie | Self::Border | Self::Region => self.name(lang),
        }
    }

    /// Who says so, and when.
    pub fn source(self, lang: Lang) -> String {
        let (source, date) = self.credit().map_or(("", String::new()), |credit| {
            let date = read_date(credit.date);
            (credit.source, date.map_or_else(|| credit.date.to_owned(), |day| lang.date(day)))
        });
        lang.context_source(date, source)
    }

    /// Who says so and when, and that it never counts.
    pub fn origin(self, lang: Lang) -> String {
        lang.context_origin(self.source(lang))
    }

    /// The table that it comes from.
    pub fn credit(self) -> Option<&'static Credit> {
        let (file, source) = match self {
            Self::Union => ("countries.tsv", "Union européenne"),
            Self::Aid => ("countries.tsv", "OCDE, Comité d’aide au développement"),
            Self::Francophonie => {
                ("countries.tsv", "Organisation internationale de la Francophonie")
            }
            Self::Border => ("borders.tsv", ""),
            Self::Region => ("un_regions.tsv", ""),
        };
        let mut credits = reference::credits().iter();
        credits.find(|credit| credit.file == file && credit.source.starts_with(source))
    }

    /// The standing of a country; `departement` is the code of the territory's own.
    pub fn of(self, country: &Country, departement: Option<&str>, lang: Lang) -> Option<Standing> {
        let (rank, short, full) = match self {
            Self::Union => union(country, lang)?,
            Self::Aid => aid(country.dac?, lang),
            Self::Francophonie => francophonie(country.francophonie?, lang),
            Self::Border => border(country, departement, lang)?,
            Self::Region => {
                let name = country.region.name(lang);
                (country.region.code.parse().unwrap_or(u16::MAX), name, name)
            }
        };
        Some(Standing { rank, short, long: full })
    }
}

/// A rank, the short word, and the standing in full.
type Said = (u16, &'static str, &'static str);

const fn union(country: &Country, lang: Lang) -> Option<Said> {
    Some(match (country.eu, country.eea) {
        (Some(EuStatus::Member), _) => {
            (0, lang.context_union_member(), lang.context_union_member_long())
        }
        (Some(EuStatus::Candidate), _) => {
            (1, lang.context_union_candidate(), lang.context_union_candidate_long())
        }
        (None, true) => (2, lang.context_union_eea(), lang.context_union_eea_long()),
        (None, false) => return None,
    })
}

const fn aid(group: DacGroup, lang: Lang) -> Said {
    let (rank, short) = match group {
        DacGroup::LeastDeveloped => (0, lang.context_aid_least_developed()),
        DacGroup::LowIncome => (1, lang.context_aid_low_income()),
        DacGroup::LowerMiddleIncome => (2, lang.context_aid_lower_middle_income()),
        DacGroup::UpperMiddleIncome => (3, lang.context_aid_upper_middle_income()),
    };
    (rank, short, group.name(lang))
}

const fn francophonie(standing: Francophonie, lang: Lang) -> Said {
    let (rank, short) = match standing {
        Francophonie::Member => (0, lang.context_francophonie_member()),
        Francophonie::LeavingMember => (1, lang.context_francophonie_leaving()),
        Francophonie::Associate => (2, lang.context_francophonie_associate()),
        Francophonie::Observer => (3, lang.context_francophonie_observer()),
    };
    (rank, short, standing.name(lang))
}

fn border(country: &Country, departement: Option<&str>, lang: Lang) -> Option<Said> {
    let touches = departement.is_some_and(|code| {
        reference::borders(code).iter().any(|neighbour| neighbour.code == country.code)
    });
    Some(match (touches, country.border?) {
        (true, _) => (0, lang.context_border_own(), lang.context_border_own_long()),
        (false, Border::Mainland) => {
            (1, lang.context_border_mainland(), lang.context_border_mainland_long())
        }
        (false, Border::Overseas) => {
            (2, lang.context_border_overseas(), lang.context_border_overseas_long())
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::CountryCode, reference::Departement};

    fn country(code: &str) -> &'static Country {
        reference::country(CountryCode::parse(code).unwrap()).unwrap()
    }

    fn said(context: Context, code: &str) -> Option<&'static str> {
        context.of(country(code), Some("67"), Lang::Fr).map(|standing| standing.short)
    }

    #[test]
    fn standings_are_those_of_the_tables() {
        assert_eq!(said(Context::Union, "DE"), Some("Membre"));
        assert_eq!(said(Context::Union, "NO"), Some("EEE"));
        assert_eq!(said(Context::Union, "MA"), None);
        assert_eq!(said(Context::Aid, "SN"), Some("PMA"));
        assert_eq!(said(Context::Aid, "MA"), Some("PRITI"));
        assert_eq!(said(Context::Aid, "DE"), None);
        assert_eq!(said(Context::Francophonie, "SN"), Some("Membre"));
        assert_eq!(said(Context::Border, "DE"), Some("Département"));
        assert_eq!(said(Context::Border, "ES"), Some("Hexagone"));
        assert_eq!(said(Context::Border, "BR"), Some("Outre-mer"));
        assert_eq!(said(Context::Region, "SN"), Some("Afrique occidentale"));
    }

    #[test]
    fn every_context_names_its_source_its_date_and_that_it_does_not_count() {
        for context in Context::ALL {
            let credit = context.credit().unwrap();
            assert!(!credit.date.is_empty());
            for lang in Lang::ALL {
                let origin = context.origin(*lang);
                assert!(origin.contains(credit.source), "{origin}");
            }
            assert!(context.origin(Lang::Fr).contains("contexte, non noté"));
        }
        assert!(Context::Francophonie.origin(Lang::Fr).contains("5 octobre 2024"));
    }

    #[test]
    fn standings_of_a_context_differ_by_rank_and_by_word() {
        for context in Context::ALL {
            let all = reference::countries().iter();
            let mut found: Vec<_> =
                all.filter_map(|one| context.of(one, Some("67"), Lang::Fr)).collect();
            found.sort_by_key(|standing| (standing.rank, standing.short));
            found.dedup();
            for pair in found.windows(2) {
                assert!(pair[0].rank < pair[1].rank, "{pair:?}");
                assert_ne!(pair[0].short, pair[1].short);
            }
        }
    }

    #[test]
    fn the_table_of_borders_tells_the_same_as_the_countries() {
        let touched = |own: fn(&str) -> bool| {
            let all = reference::departements().iter().map(Departement::named);
            let some = all.filter(|named| own(&named.code));
            let found = some.flat_map(|named| reference::borders(&named.code));
            let mut codes: Vec<_> = found.map(|country| country.code).collect();
            codes.sort_unstable();
            codes.dedup();
            codes
        };
        let with = |border: Border| {
            let all = reference::countries().iter().filter(|one| one.border == Some(border));
            all.map(|one| one.code).collect::<Vec<_>>()
        };
        assert_eq!(touched(|code| !code.starts_with("97")), with(Border::Mainland));
        let overseas = with(Border::Overseas);
        assert!(touched(|code| code.starts_with("97")).iter().all(|code| overseas.contains(code)));
    }
}
