//! A member beside its peers, in words: its own value, the median, the middle half; never a place
//! in an order.

use crate::{
    language::Lang,
    panel::{Band, Beside, Group, Key, Panel, Standing},
    questionnaire::Pack,
    report::brief::Bar,
};

use super::{Of, names};

/// A value of the territory beside its peers, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct PeerWords {
    /// What it is.
    pub key: Key,
    /// Its name.
    pub label: String,
    /// The territory's own value.
    pub own: String,
    /// The median of the peers; empty if it is hidden.
    pub median: String,
    /// Where the middle half of the peers stands, and how many they are.
    pub middle_half: String,
    /// Where the value stands.
    pub standing: &'static str,
    /// Whether too few peers answered for anything to be told.
    pub is_hidden: bool,
    /// The middle half on the scale, with the territory's own value as the target; none for what
    /// is not told in points.
    pub bar: Option<Bar>,
}

/// The values of a territory beside those of a group.
pub fn peers(
    pack: &Pack,
    panel: &Panel,
    group: Group,
    beside: &[Beside],
    lang: Lang,
) -> Vec<PeerWords> {
    let of = Of { panel, pack, group, lang };
    beside.iter().map(|one| words(of, one)).collect()
}

fn words(of: Of<'_>, one: &Beside) -> PeerWords {
    let lang = of.lang;
    let question = match &one.key {
        Key::Figure(id) => of.pack.question(id.as_str()),
        _ => None,
    };
    let points = question.is_none();
    let decimals = if points { 0 } else { 2 };
    let unit = question.map_or("", |question| question.unit(lang));
    let number = |value: f64| lang.number(value, decimals);
    let span = |of: Band| super::span(lang, (of.low, of.high), unit, &number);
    let own = match (one.own.centre, one.own.ends) {
        (Some(value), _) => lang.panel_own(unit, number(value)).trim_end().to_owned(),
        (None, Some((low, high))) => lang.panel_own_between(number(high), number(low), unit),
        (None, None) => lang.words_insufficient().to_owned(),
    };
    let (median, middle_half) = match one.quartiles {
        Some([low, middle, high]) if !points => {
            let n = lang.integer(one.n as usize);
            let median = lang.panel_median_of(span(middle));
            (median, lang.panel_quarters_of(span(low), n, span(high)))
        }
        Some([low, middle, high]) => {
            let n = lang.integer(one.n as usize);
            (
                lang.panel_median(number(middle.high), number(middle.low)),
                super::quarters(lang, [low, high], &n, &number),
            )
        }
        None => (String::new(), String::new()),
    };
    let bar = one.quartiles.filter(|_| points).map(|quartiles| bar(quartiles, one.own.centre));
    PeerWords {
        key: one.key.clone(),
        label: names::key(of.pack, lang, &one.key),
        own,
        median,
        middle_half,
        standing: standing(lang, one.standing),
        is_hidden: one.standing == Standing::Hidden,
        bar,
    }
}

fn bar([low, middle, high]: [Band; 3], own: Option<f64>) -> Bar {
    Bar {
        low: Some(low.middle() / 100.0),
        high: Some(high.middle() / 100.0),
        centre: Some(middle.middle() / 100.0),
        target: own.map(|own| own / 100.0),
        ..Bar::default()
    }
}

/// Where a value stands, as a sentence.
const fn standing(lang: Lang, standing: Standing) -> &'static str {
    match standing {
        Standing::Within => lang.panel_standing_within(),
        Standing::Outside => lang.panel_standing_outside(),
        Standing::Near => lang.panel_standing_near(),
        Standing::Unknown => lang.panel_standing_unknown(),
        Standing::Hidden => lang.panel_standing_hidden(),
        Standing::NotComparable => lang.panel_standing_not_comparable(),
    }
}
