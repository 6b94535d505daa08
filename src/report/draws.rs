//! Robustness draws in words: which results stand when weights, unknowns and goalposts are drawn.

use crate::{
    domain::{Place, QuestionId},
    language::Lang,
    questionnaire::{Block, Pack, Question},
    reference::place_name,
    scoring::{Assessment, BlockSpread, Robustness},
};

use super::brief::{Bar, Chart};

/// What draws say.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawWords {
    /// How many draws, from which seed.
    pub settings: String,
    /// Indices and capacities: nine draws in ten lie in each bar.
    pub chart: Chart,
    /// How often each level is reached, capacity by capacity.
    pub levels: Vec<String>,
    /// How often the largest gaps stay the largest.
    pub gaps: Vec<String>,
    /// How often the largest opportunities stay the largest.
    pub countries: Vec<String>,
    /// The answers that an index hangs on most.
    pub without: Vec<WithoutWords>,
}

/// An answer that an index hangs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithoutWords {
    /// The question.
    pub question: QuestionId,
    /// Its subject.
    pub name: String,
    /// What leaving it out changes.
    pub text: String,
}

/// How many answers are told that would move an index most if they were left out.
const MOST: usize = 5;

/// Draws in words; `balance` are those of the balance test.
///
/// Of what too little is known, draws of unknowns say nothing: no middle and no level is told.
pub fn draws(
    pack: &Pack,
    assessment: &Assessment,
    (noise, balance): (&Robustness, &Robustness),
    lang: Lang,
) -> DrawWords {
    let of = Of { pack, assessment, lang };
    let shown = pack.blocks.iter().zip(&noise.blocks).zip(&balance.blocks);
    let shown: Vec<_> = shown
        .filter(|((block, _), _)| pack.indices.contains(&block.id) || block.levelled)
        .collect();
    let bars: Vec<Bar> = shown
        .iter()
        .filter_map(|((block, spread), balance)| of.bar(block.title.get(lang), spread, balance))
        .collect();
    let told: Vec<String> =
        bars.iter().map(|bar| lang.report_word_and(&bar.label, bar_words(bar))).collect();
    let caption = lang.draws_chart();
    let alt = lang.report_chart_alt(caption, told.join(lang.report_semicolon()));
    let key = lang.draws_key().into();
    let share = |share: f64| lang.percent(share, 0);
    DrawWords {
        settings: lang.robustness_settings(lang.integer(noise.settings.draws), noise.settings.seed),
        chart: Chart { caption: caption.into(), alt: alt.into(), key, marks: Vec::new(), bars },
        levels: shown
            .iter()
            .filter(|((_, spread), _)| of.is_known(spread))
            .filter_map(|((block, spread), _)| of.levels(block.title.get(lang), spread))
            .collect(),
        gaps: noise
            .gaps
            .iter()
            .filter(|gap| assessment.ties.iter().any(|tie| tie.id == gap.id && tie.gap.is_some()))
            .map(|gap| {
                let tie = pack.ties.iter().find(|tie| tie.id == gap.id);
                let name = tie.map_or(gap.id.as_str(), |tie| tie.title.get(lang));
                lang.robustness_stays(name, share(gap.share(noise.settings)))
            })
            .collect(),
        countries: noise
            .countries
            .iter()
            .map(|country| {
                let name = place_name(&Place::Country(country.id), lang);
                lang.robustness_stays(name, share(country.share(noise.settings)))
            })
            .collect(),
        without: of.without(noise),
    }
}

fn bar_words(bar: &Bar) -> String {
    if bar.note.is_empty() { bar.value.to_string() } else { format!("{}, {}", bar.value, bar.note) }
}

#[derive(Clone, Copy)]
struct Of<'a> {
    pack: &'a Pack,
    assessment: &'a Assessment,
    lang: Lang,
}

impl Of<'_> {
    fn bar(self, name: &str, spread: &BlockSpread, balance: &BlockSpread) -> Option<Bar> {
        let value = spread.spread?;
        if !self.is_known(spread) {
            return Some(Bar {
                label: name.into(),
                value: self.lang.words_insufficient().into(),
                low: Some(value.p5),
                high: Some(value.p95),
                ..Bar::default()
            });
        }
        let score = |value: f64| self.lang.number(value * 100.0, 0);
        let level = self.likeliest(spread);
        let balanced = self.likeliest(balance).filter(|other| Some(other) != level.as_ref());
        let balanced = balanced.map(|level| self.lang.draws_balanced(level));
        let note: Vec<String> = level.into_iter().chain(balanced).collect();
        Some(Bar {
            label: name.into(),
            value: self
                .lang
                .report_centre(score(value.p50), score(value.p5), score(value.p95))
                .into(),
            note: note.join(" · ").into(),
            low: Some(value.p5),
            high: Some(value.p95),
            centre: Some(value.p50),
            ..Bar::default()
        })
    }

    /// Whether enough is known of a block for draws to say something of it.
    fn is_known(self, spread: &BlockSpread) -> bool {
        let value = self.assessment.value(self.pack, spread.id.as_str());
        value.is_some_and(|value| value.sufficient)
    }

    /// The level that most draws reach, with their share: « N2 dans 84 % des tirages : solide ».
    fn likeliest(self, spread: &BlockSpread) -> Option<String> {
        let (level, share) = spread.likeliest()?;
        let code = &self.pack.level(level)?.code;
        let share = self.lang.percent(share, 0);
        Some(if spread.is_solid() {
            self.lang.robustness_solid(code, share)
        } else {
            self.lang.robustness_fragile(code, share)
        })
    }

    /// How often each level is reached, those that never are left out.
    fn levels(self, name: &str, spread: &BlockSpread) -> Option<String> {
        let reached = (0_u8..).zip(&spread.levels).filter(|(_, share)| 0.0 < **share);
        let each = reached.filter_map(|(level, share)| {
            let code = &self.pack.level(level)?.code;
            Some(self.lang.draws_level(code, self.lang.percent(*share, 0)))
        });
        let each: Vec<String> = each.collect();
        (!each.is_empty()).then(|| self.lang.report_word_and(name, each.join(", ")))
    }

    /// The answers that an index hangs on most.
    fn without(self, noise: &Robustness) -> Vec<WithoutWords> {
        let (pack, lang) = (self.pack, self.lang);
        let mut moves = Vec::new();
        for left_out in &noise.without {
            let Some(question) = pack.question(left_out.question.as_str()) else { continue };
            for (block, by) in &left_out.changes {
                if pack.indices.contains(block)
                    && let Some(block) = pack.block(block.as_str())
                {
                    moves.push((question, block, *by));
                }
            }
        }
        moves.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()));
        let words = |(question, block, by): (&Question, &Block, f64)| {
            let sign = if by < 0.0 { "−" } else { "+" };
            let by = format!("{sign}{}", lang.number(by.abs() * 100.0, 1));
            WithoutWords {
                question: question.id.clone(),
                name: question.short.get(lang).to_owned(),
                text: lang.draws_without(by, block.title.get(lang)),
            }
        };
        moves.into_iter().take(MOST).map(words).collect()
    }
}
