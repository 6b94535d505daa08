//! Remarks of two sides: both kept, each with who made it and when, in one order.

use std::collections::BTreeMap;

/// What begins a remark that says who made it.
const OPEN: char = '[';

/// The remarks of two sides as one text; a side that left the base's text as it was adds nothing.
///
/// The result is the same whatever the order of the sides, and of several merges.
pub(super) fn joined(
    base: &str,
    (ours, our_name): (&str, &str),
    (theirs, their_name): (&str, &str),
) -> String {
    let same = |text: &str| text.trim() == base.trim();
    match (same(ours), same(theirs)) {
        (true, true) => ours.to_owned(),
        (true, false) => written(remarks(theirs, their_name)),
        (false, true) => written(remarks(ours, our_name)),
        (false, false) => {
            let mut all = remarks(ours, our_name);
            for (body, name) in remarks(theirs, their_name) {
                let known = all.entry(body).or_insert_with(|| name.clone());
                if name < *known {
                    *known = name;
                }
            }
            written(all)
        }
    }
}

/// The remarks in a text, each with its name; what has none bears the one that is given.
fn remarks(text: &str, name: &str) -> BTreeMap<String, String> {
    let mut parts: Vec<(String, String)> = Vec::new();
    for line in text.trim().lines() {
        let named = line.strip_prefix(OPEN).and_then(|rest| rest.split_once("] "));
        match (named, parts.last_mut()) {
            (Some((name, body)), _) => parts.push((name.to_owned(), body.to_owned())),
            (None, Some((_, body))) => {
                body.push('\n');
                body.push_str(line);
            }
            (None, None) => parts.push((name.to_owned(), line.to_owned())),
        }
    }
    let kept = parts.into_iter().filter(|(_, body)| !body.trim().is_empty());
    kept.map(|(name, body)| (body, name)).collect()
}

fn written(remarks: BTreeMap<String, String>) -> String {
    let mut all: Vec<(String, String)> =
        remarks.into_iter().map(|(body, name)| (name, body)).collect();
    all.sort();
    let line = |(name, body): (String, String)| {
        if name.is_empty() { body } else { format!("{OPEN}{name}] {body}") }
    };
    all.into_iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_remarks_are_kept_with_who_made_them() {
        let both = joined("", ("vu", "Mairie"), ("à revoir\navec eux", "CCI"));
        assert_eq!(both, "[CCI] à revoir\navec eux\n[Mairie] vu");
        let three = joined("", (&both, "?"), ("non", "Lycée"));
        assert_eq!(three, "[CCI] à revoir\navec eux\n[Lycée] non\n[Mairie] vu");
    }

    #[test]
    fn what_was_there_before_is_not_said_twice() {
        assert_eq!(joined("vu", ("vu", "A"), ("vu", "B")), "vu");
        assert_eq!(joined("vu", ("vu", "A"), ("revu", "B")), "[B] revu");
        assert_eq!(joined("", ("oui", "B"), ("oui", "A")), "[A] oui");
    }
}
