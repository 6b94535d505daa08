//! What groups, measures and categories are called.

use crate::{
    language::Lang,
    panel::{Group, Key, TIE_VERDICTS},
    questionnaire::{Choice, Kind, Pack, Question},
    reference::{PeerGroup, size_classes},
    report::words,
};

/// Whom results are told of: « Communes de 100 000 à 200 000 habitants ».
pub fn group(lang: Lang, group: Group) -> String {
    match group {
        Group::All => lang.panel_group_all().to_owned(),
        Group::Family(PeerGroup::Communes) => lang.panel_group_communes().to_owned(),
        Group::Family(PeerGroup::Intercommunal) => lang.panel_group_intercommunal().to_owned(),
        Group::Kind(kind) => lang.panel_group_kind(words::authority(lang, kind)),
        Group::Class(family, from) => {
            let class = size_classes().iter().find(|c| c.group == family && c.from == from);
            let count = |number: u32| lang.integer(number as usize);
            let below = class.and_then(|class| class.below).map(count);
            let low = count(from);
            match (family, below) {
                (PeerGroup::Communes, Some(below)) if from == 0 => {
                    lang.territory_class_commune_below(below)
                }
                (PeerGroup::Communes, Some(below)) => {
                    lang.territory_class_commune_between(below, low)
                }
                (PeerGroup::Communes, None) => lang.territory_class_commune_from(low),
                (PeerGroup::Intercommunal, Some(below)) if from == 0 => {
                    lang.territory_class_intercommunal_below(below)
                }
                (PeerGroup::Intercommunal, Some(below)) => {
                    lang.territory_class_intercommunal_between(below, low)
                }
                (PeerGroup::Intercommunal, None) => lang.territory_class_intercommunal_from(low),
            }
        }
    }
}

/// What a measure is called in a pack; its word in files if the pack has no such thing.
pub fn key(pack: &Pack, lang: Lang, key: &Key) -> String {
    let named = match key {
        Key::Members => Some(lang.panel_column_members().to_owned()),
        Key::Block(id) => pack.block(id.as_str()).map(|block| block.title.get(lang).to_owned()),
        Key::Level(id) => {
            pack.block(id.as_str()).map(|block| lang.panel_level_of(block.title.get(lang)))
        }
        Key::Gauge(id) => pack.gauge(id).map(|gauge| gauge.title.get(lang).to_owned()),
        Key::Tie(id) => {
            let tie = pack.ties.iter().find(|tie| tie.id == *id);
            tie.map(|tie| lang.panel_tie_of(tie.title.get(lang)))
        }
        Key::Answer(id) | Key::Figure(id) => {
            pack.question(id.as_str()).map(|question| question.short.get(lang).to_owned())
        }
        Key::Pick(id, option) => pack.question(id.as_str()).map(|question| {
            let label = option_name(question, lang, option.as_str());
            lang.panel_option_of(label, question.short.get(lang))
        }),
    };
    named.unwrap_or_else(|| key.to_string())
}

/// What an option of a question is called; its id if the question has no such option.
pub(super) fn option_name(question: &Question, lang: Lang, id: &str) -> String {
    if let Kind::YesPartlyNo { .. } = question.kind {
        match id {
            "yes" => return lang.panel_yes().to_owned(),
            "partly" => return lang.panel_partly().to_owned(),
            "no" => return lang.panel_no().to_owned(),
            _ => {}
        }
    }
    let option = question.kind.options().iter().find(|option| option.id == *id);
    option.map_or_else(|| id.to_owned(), |option: &Choice| option.label.get(lang).to_owned())
}

/// What an option of a measure is called.
pub(super) fn option_of(pack: &Pack, lang: Lang, key: &Key, id: &str) -> String {
    if let Key::Tie(_) = key {
        let verdict = TIE_VERDICTS.iter().find(|(_, word)| *word == id);
        return verdict.map_or_else(
            || id.to_owned(),
            |(verdict, _)| words::verdict(lang, *verdict).to_owned(),
        );
    }
    let question = key.question().and_then(|question| pack.question(question.as_str()));
    question.map_or_else(|| id.to_owned(), |question| option_name(question, lang, id))
}
