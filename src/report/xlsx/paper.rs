//! A sheet on paper: how many pages its columns take, where its title stands, what its tab is called.
//!
//! A workbook is printed more often than one thinks: each page must be readable and say whose it is.

use crate::report::brief::Sheet;

/// The widest page, in characters.
const WIDEST: u16 = 190;

/// The least room for title and remarks, in characters.
const NARROWEST: u16 = 80;

/// The width of a column of which nothing is said, in characters.
const EMPTY_WIDTH: u16 = 8;

/// The longest name of a tab that leaves room for a number.
const LONGEST_NAME: usize = 28;

/// The least of a name that is kept when it is cut between two words.
const LEAST_NAME: usize = 10;

/// A sheet as it is printed.
pub(super) struct Paper {
    /// How many pages its columns take.
    pub(super) across: u16,
    /// The column where title and remarks begin: one that is repeated would cut them on later pages.
    pub(super) first: u16,
    /// The last column that they take.
    pub(super) last: u16,
    /// How wide they are, in characters.
    pub(super) width: u16,
}

impl Paper {
    /// As few pages as can be read; the first column, which tells rows apart, stands on each.
    ///
    /// Where a page ends is found by the program that prints, with its own letters: title and remarks
    /// stay well within the first one.
    pub(super) fn of(widths: &[u16]) -> Self {
        let across = pages(widths, WIDEST);
        let whole = widths.iter().fold(0_u16, |sum, width| sum.saturating_add(*width));
        if across == 1 {
            // Beside a narrow table, remarks take some of the empty columns.
            let beside = NARROWEST.saturating_sub(whole).div_ceil(EMPTY_WIDTH);
            let columns = u16::try_from(widths.len()).unwrap_or(1) + beside;
            let width = whole + beside * EMPTY_WIDTH;
            return Self { across, first: 0, last: columns.saturating_sub(1), width };
        }
        let even = (1..WIDEST).find(|limit| pages(widths, *limit) == across).unwrap_or(WIDEST);
        let room = even / 10 * 7;
        let repeated = widths.first().copied().unwrap_or(0);
        let (mut last, mut width) = (0, 0_u16);
        for (column, own) in (0..).zip(widths).skip(1) {
            let wider = width.saturating_add(*own);
            if 0 < last && room < wider.saturating_add(repeated) {
                break;
            }
            (last, width) = (column, wider);
        }
        Self { across, first: 1, last, width }
    }
}

/// How many pages the columns take if none is wider than this.
fn pages(widths: &[u16], limit: u16) -> u16 {
    let repeated = widths.first().copied().unwrap_or(0);
    let (mut pages, mut filled, mut own) = (1, repeated, 0);
    for width in widths.iter().skip(1) {
        // A page holds at least one column of its own.
        if 0 < own && limit < filled.saturating_add(*width) {
            pages += 1;
            (filled, own) = (repeated, 0);
        }
        filled = filled.saturating_add(*width);
        own += 1;
    }
    pages
}

/// A name for each tab that Excel accepts and no other sheet has, cut between words.
pub(super) fn names(sheets: &[Sheet]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (index, sheet) in sheets.iter().enumerate() {
        let name = short(sheet.name.as_str());
        let taken = names.iter().any(|other| other.to_lowercase() == name.to_lowercase());
        let free = if taken || name.is_empty() { format!("{name} {}", index + 1) } else { name };
        names.push(free.trim().to_owned());
    }
    names
}

fn short(name: &str) -> String {
    let allowed: String = name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).collect();
    let words: Vec<_> = allowed.split_whitespace().collect();
    let whole = words.join(" ");
    if whole.chars().count() <= LONGEST_NAME {
        return whole;
    }
    let cut: String = whole.chars().take(LONGEST_NAME).collect();
    let mut kept = cut.as_str();
    // Neither half a word nor a little word that leads to the next one.
    while let Some((before, word)) = kept.rsplit_once(' ') {
        let ends_word = whole.get(kept.len()..).is_some_and(|rest| rest.starts_with(' '));
        if ends_word && 3 < word.chars().count() || before.chars().count() < LEAST_NAME {
            break;
        }
        kept = before;
    }
    kept.trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::brief::Line;

    fn sheet(name: &str) -> Sheet {
        let title = Line::default();
        Sheet { name: name.into(), title, notes: vec![], columns: vec![], rows: vec![] }
    }

    #[test]
    fn tabs_have_names_that_excel_accepts() {
        let made = names(&[sheet("T1 [a]:b/c*?'d\\"), sheet("t1 abcd"), sheet(&"x".repeat(90))]);
        assert_eq!(made[..2], ["T1 abcd", "t1 abcd 2"]);
        assert_eq!(made[2].len(), 28);
    }

    #[test]
    fn tabs_are_cut_between_words() {
        for (name, expected) in [
            ("Les indices, jamais réunis en une note unique", "Les indices, jamais réunis"),
            ("À vérifier : il manque une réponse", "À vérifier il manque"),
            ("Politiques publiques et international", "Politiques publiques"),
            ("Registre des partenariats", "Registre des partenariats"),
        ] {
            assert_eq!(short(name), expected);
        }
    }

    #[test]
    fn title_and_remarks_stay_on_the_first_page() {
        let of = |widths: &[u16]| {
            let paper = Paper::of(widths);
            (paper.across, paper.first, paper.last, paper.width)
        };
        assert_eq!(of(&[40, 40]), (1, 0, 1, 80));
        assert_eq!(of(&[26]), (1, 0, 7, 82));
        assert_eq!(of(&[20, 40, 40, 40, 40, 40, 40, 40]), (2, 1, 2, 80));
        assert_eq!(of(&[20, 250]), (1, 0, 1, 270));
        assert_eq!(of(&[20, 250, 250]), (2, 1, 1, 250));
        assert_eq!(of(&[]).0, 1);
    }
}
