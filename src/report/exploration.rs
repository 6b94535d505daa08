//! Other weights than the method's, in words: what they would say beside what the method says.
//!
//! An élu who doubts the weights tries others and sees, index by index, whether the reading stands.
//! Nothing here is a result of the diagnostic, and every sentence says so.

use std::collections::BTreeMap;

use crate::{
    domain::{BlockId, Diagnostic, Exploration, Weight},
    language::Lang,
    questionnaire::{Block, BlockMembers, Pack},
    scoring::{Aggregate, Assessment, Weights, assess_with},
};

use super::{
    brief::{Bar, Chart},
    words,
};

/// How much each block counts within the means that it is a member of; what is not named counts 1.
pub type Tried = BTreeMap<BlockId, Weight>;

/// What other weights would say.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// For each index the method's value, then what the other weights would give.
    pub chart: Chart,
    /// The means whose members can be weighted otherwise.
    pub means: Vec<MeanWords>,
}

/// A mean of blocks and how much each of them counts.
#[derive(Clone, Debug, PartialEq)]
pub struct MeanWords {
    /// The mean.
    pub block: BlockId,
    /// Its name.
    pub title: String,
    /// Its members, in the pack's order.
    pub members: Vec<MemberWords>,
    /// Whether no member counts, so that nothing can be computed.
    pub is_empty: bool,
}

/// A member of a mean.
#[derive(Clone, Debug, PartialEq)]
pub struct MemberWords {
    /// The block.
    pub block: BlockId,
    /// Its name.
    pub title: String,
    /// Its weight; 1 in the method.
    pub weight: f64,
    /// Its share of the weight of all members.
    pub share: String,
}

/// Scores a diagnostic by other weights, beside the method's.
pub fn compared(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    tried: &Tried,
    lang: Lang,
) -> Compared {
    let mut weights = Weights::of_method(pack);
    for (block, weight) in tried {
        weights.set_block(pack, block, *weight);
    }
    let explored = assess_with(pack, diagnostic, &weights);
    let means: Vec<MeanWords> =
        pack.blocks.iter().filter_map(|block| mean(pack, block, tried, lang)).collect();
    let shown = |block: &&Block| {
        pack.indices.contains(&block.id) || means.iter().any(|mean| mean.block == block.id)
    };
    let bars = pack.blocks.iter().filter(shown).flat_map(|block| {
        let title = block.title.get(lang);
        let of = |scores: &Assessment| scores.value(pack, block.id.as_str());
        [
            bar(lang, lang.explore_by_method(title), of(assessment).as_ref()),
            bar(lang, lang.explore_by_trial(title), of(&explored).as_ref()),
        ]
    });
    let bars: Vec<Bar> = bars.collect();
    let told = bars.iter().map(|bar| lang.report_word_and(&bar.label, &bar.value));
    let told: Vec<String> = told.collect();
    let caption = lang.explore_chart();
    let alt = lang.report_chart_alt(caption, told.join(lang.report_semicolon()));
    let key = lang.explore_label().into();
    Compared {
        chart: Chart { caption: caption.into(), alt: alt.into(), key, marks: Vec::new(), bars },
        means,
    }
}

fn bar(lang: Lang, label: String, value: Option<&Aggregate>) -> Bar {
    let Some(value) = value else {
        let value = lang.explore_nothing().into();
        return Bar { label: label.into(), value, ..Bar::default() };
    };
    Bar {
        label: label.into(),
        value: words::aggregate(lang, value).into(),
        low: Some(value.low),
        high: Some(value.high),
        centre: value.shown_centre(),
        ..Bar::default()
    }
}

fn mean(pack: &Pack, block: &Block, tried: &Tried, lang: Lang) -> Option<MeanWords> {
    let BlockMembers::Mean(ids) = &block.of else { return None };
    let weight = |id: &BlockId| tried.get(id).map_or(1.0, |weight| weight.get());
    let whole: f64 = ids.iter().map(weight).sum();
    let member = |id: &BlockId| {
        let share = if 0.0 < whole { weight(id) / whole } else { 0.0 };
        Some(MemberWords {
            block: id.clone(),
            title: pack.block(id.as_str())?.title.get(lang).to_owned(),
            weight: weight(id),
            share: lang.percent(share, 0),
        })
    };
    Some(MeanWords {
        block: block.id.clone(),
        title: block.title.get(lang).to_owned(),
        members: ids.iter().filter_map(member).collect(),
        is_empty: whole <= 0.0,
    })
}

/// The explorations that were noted, each as a sentence, in the order of the file.
pub fn noted(pack: &Pack, diagnostic: &Diagnostic, lang: Lang) -> Vec<String> {
    diagnostic.explorations.iter().map(|one| sentence(pack, one, lang)).collect()
}

fn sentence(pack: &Pack, one: &Exploration, lang: Lang) -> String {
    let profile = pack.profiles.iter().find(|profile| profile.id == *one.profile);
    let name = match profile {
        Some(profile) => profile.title.get(lang),
        None => lang.explore_own(),
    };
    let weights = one.weights.iter().map(|(id, weight)| {
        let block = pack.block(id.as_str());
        let title = block.map_or(id.as_str(), |block| block.title.get(lang));
        lang.explore_weight(title, lang.number(weight.get(), 2))
    });
    let weights: Vec<String> = weights.collect();
    lang.explore_noted(lang.date(one.day), name, weights.join(", "))
}
