//! French typography: the spaces and signs a printer would set, put into plain typed text.
//!
//! Used by the build script on the French interface texts, on the French texts of a pack when it
//! is read, and on what a report prints. Applying it twice changes nothing.
//!
//! In memory every such space is U+00A0, the only one at which a window breaks no line; what
//! leaves the program gets the narrow ones of a printer from [`printed`].

/// No-break space (U+00A0): in print, before a colon and inside guillemets; in memory, everywhere.
pub const NO_BREAK: char = '\u{a0}';

/// Narrow no-break space (U+202F), in print before `;`, `!`, `?`, `%` and between thousands.
pub const NARROW_NO_BREAK: char = '\u{202f}';

/// Returns `text` with French spaces and apostrophes: `l'un : « deux » ?` in printer's form.
///
/// Only spaces that are already typed are replaced, so that times (`12:30`), addresses
/// (`https://…`) and codes keep their form.
pub fn french(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let last = out.chars().next_back();
        match c {
            '\'' if is_elision(last, next) => out.push('’'),
            ' ' => out.push(space_between(last, next)),
            _ => out.push(c),
        }
    }
    units(&out)
}

/// What follows a figure as its unit, on the same line: `45 min`, `3 mois`, `{n} Mo`.
const UNITS: [&str; 31] = [
    "s", "min", "h", "km", "ko", "Mo", "Go", "kB", "KB", "MB", "GB", "k€", "M€", "ETP", "FTE",
    "seconde", "secondes", "minute", "minutes", "heure", "heures", "jour", "jours", "mois", "an",
    "ans", "hour", "hours", "month", "months", "years",
];

/// Returns `text` with figures, or the placeholders of figures, kept on the line of their unit.
pub fn units(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(' ') {
        out.push_str(before);
        let figure = before.chars().next_back().is_some_and(|c| c.is_ascii_digit() || c == '}');
        let end = after.find(|c: char| !c.is_alphabetic() && c != '€').unwrap_or(after.len());
        let unit = after.get(..end).is_some_and(|word| UNITS.contains(&word));
        // « 1 h 30 »: the minutes too.
        let minutes = out.ends_with("\u{a0}h")
            && after.chars().next().is_some_and(|c| c.is_ascii_digit() || c == '{');
        out.push(if (figure && unit) || minutes { NO_BREAK } else { ' ' });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Whether an apostrophe between these two characters is an elision and not a quotation mark.
fn is_elision(last: Option<char>, next: Option<char>) -> bool {
    last.is_some_and(char::is_alphabetic)
        && next.is_some_and(|c| c.is_alphabetic() || c == '«' || c == '{' || c.is_ascii_digit())
}

/// The space to set between two characters that the author separated by a plain space.
fn space_between(last: Option<char>, next: Option<char>) -> char {
    let opens = match (last, next) {
        (Some('«'), _) | (_, Some('»' | ':')) | (Some('}'), Some('%' | '‰' | '€')) => true,
        (Some('°' | '§'), Some(c)) => c.is_ascii_digit() || c == '{',
        _ => is_narrow(last, next),
    };
    if opens { NO_BREAK } else { ' ' }
}

/// Whether a printer sets the narrow space between two characters.
fn is_narrow(last: Option<char>, next: Option<char>) -> bool {
    match (last, next) {
        (_, Some(';' | '!' | '?')) => true,
        (Some(a), Some('%' | '‰' | '€')) => a.is_ascii_digit(),
        (Some(a), Some(b)) => a.is_ascii_digit() && b.is_ascii_digit(),
        _ => false,
    }
}

/// `text` as it leaves the program: narrow no-break spaces where a printer sets them.
pub fn printed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut last = None;
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let narrow = c == NO_BREAK && is_narrow(last, next);
        // A dot between two words never begins a line.
        let kept = c == ' ' && next == Some('·');
        out.push(match c {
            _ if narrow => NARROW_NO_BREAK,
            _ if kept => NO_BREAK,
            c => c,
        });
        last = Some(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPED: &str = "l'un : « 1 596 € ; 12 % » ? n° 5";

    #[test]
    fn in_memory_no_space_is_one_at_which_a_window_breaks() {
        let set = french(TYPED);
        assert_eq!(
            set,
            "l’un\u{a0}: «\u{a0}1\u{a0}596\u{a0}€\u{a0}; 12\u{a0}%\u{a0}»\u{a0}? n°\u{a0}5"
        );
        assert_eq!(french(&set), set);
    }

    #[test]
    fn a_figure_stays_on_the_line_of_its_unit() {
        for (typed, set) in [
            ("encore 45 min environ", "encore 45_min environ"),
            ("encore {n} h 30 environ", "encore {n}_h_30 environ"),
            ("il y a {n} s", "il y a {n}_s"),
            ("depuis 40 mois ; 3,2 M€, 2 ETP", "depuis 40_mois_; 3,2_M€, 2_ETP"),
            ("{n} sur 12 saisies, 4 hommes", "{n} sur 12 saisies, 4 hommes"),
            ("P1 habitants", "P1 habitants"),
        ] {
            let set = set.replace('_', "\u{a0}");
            assert_eq!(french(typed), set);
            assert_eq!(french(&set), set);
            assert_eq!(printed(&set).replace(NARROW_NO_BREAK, "\u{a0}"), set);
        }
    }

    #[test]
    fn print_gets_the_narrow_ones() {
        let set = printed(&french(TYPED));
        assert_eq!(
            set,
            "l’un\u{a0}: «\u{a0}1\u{202f}596\u{202f}€\u{202f}; 12\u{202f}%\u{a0}»\u{202f}? n°\u{a0}5"
        );
        assert_eq!(printed(&set), set);
        assert_eq!(printed("commune · E3"), "commune\u{a0}· E3");
    }
}
