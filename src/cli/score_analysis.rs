//! What `passerelle score` tells beside the scores: draws, what to verify, the survey.

use std::{io, ops::ControlFlow};

use clap::ArgMatches;

use crate::{
    app::Document,
    exchange::Analysis,
    language::Lang,
    questionnaire::Pack,
    reference::SURVEY_YEAR,
    report::why,
    scoring::{
        BlockSpread, Check, Compared, DrawSettings, Robustness, ToAsk, benchmarks, robustness,
        to_verify,
    },
};

use super::{score::section, text::hundredth};

/// How many lines of the list to verify are printed.
const FIRST: usize = 10;

/// All that is told, with as many draws as were asked for.
pub(super) fn of(document: &Document, matches: &ArgMatches) -> Analysis {
    let (pack, diagnostic) = (document.pack(), document.diagnostic());
    let assessment = document.assessment();
    let draws = matches.get_one::<u32>("draws").copied().unwrap_or_default() as usize;
    let seed = matches.get_one::<u64>("seed").copied().unwrap_or_default();
    let draw = |balance: bool| {
        let settings = DrawSettings { draws, seed, balance };
        let go_on = &mut |_, _| ControlFlow::Continue(());
        (0 < draws).then(|| robustness(pack, diagnostic, assessment, settings, go_on)).flatten()
    };
    Analysis {
        to_verify: to_verify(pack, diagnostic, assessment),
        benchmarks: benchmarks(pack, diagnostic, assessment),
        robustness: draw(false),
        balance: draw(true),
    }
}

/// The same as text.
pub(super) fn write(
    out: &mut dyn io::Write,
    document: &Document,
    analysis: &Analysis,
    lang: Lang,
) -> io::Result<()> {
    let pack = document.pack();
    if let Some((drawn, balance)) = analysis.robustness.as_ref().zip(analysis.balance.as_ref()) {
        let settings = drawn.settings;
        let title = lang.cli_score_robustness(settings.draws, settings.seed);
        section(out, &title, &robustness_rows(pack, drawn, balance, lang))?;
    }
    let rows: Vec<Vec<String>> =
        analysis.to_verify.iter().take(FIRST).map(|check| check_row(pack, check, lang)).collect();
    section(out, lang.cli_score_to_verify(), &rows)?;
    let rows: Vec<Vec<String>> =
        analysis.benchmarks.iter().map(|one| benchmark_row(one, lang)).collect();
    section(out, &lang.cli_score_benchmarks(SURVEY_YEAR), &rows)
}

fn robustness_rows(
    pack: &Pack,
    drawn: &Robustness,
    balance: &Robustness,
    lang: Lang,
) -> Vec<Vec<String>> {
    let blocks = pack.blocks.iter().zip(&drawn.blocks).zip(&balance.blocks);
    blocks
        .filter_map(|((block, drawn), balanced)| {
            let spread = drawn.spread?;
            let mut row = vec![block.id.to_string(), block.title.get(lang).to_owned()];
            row.push(format!("{}–{}", hundredth(spread.p5), hundredth(spread.p95)));
            if let Some(level) = likeliest(pack, drawn, lang) {
                row.extend([level, why::solidity(lang, drawn.is_solid()).to_owned()]);
                row.extend(likeliest(pack, balanced, lang));
            }
            Some(row)
        })
        .collect()
}

/// The likeliest level of a block, with its share of draws.
fn likeliest(pack: &Pack, block: &BlockSpread, lang: Lang) -> Option<String> {
    let (level, share) = block.likeliest()?;
    let code = pack.level(level).map_or("", |level| level.code.as_str());
    Some(format!("{code} {}", lang.percent(share, 0)))
}

fn check_row(pack: &Pack, check: &Check, lang: Lang) -> Vec<String> {
    let (id, title) = match &check.what {
        ToAsk::Question(id) => (id.to_string(), pack.question(id.as_str()).map(|q| &q.short)),
        ToAsk::Table(id) => (id.to_string(), pack.table(id.as_str()).map(|t| &t.short)),
    };
    let narrows = 100.0 * check.most(&pack.indices);
    let gain = if 0.05 <= narrows {
        let points = lang.number(narrows, 1);
        lang.explain_narrows(points)
    } else if 0 < check.countries {
        lang.explain_countries(check.countries)
    } else {
        String::new()
    };
    let role = check.contributors.iter().find_map(|role| pack.role(role));
    vec![
        id,
        title.map_or("", |title| title.get(lang)).to_owned(),
        why::doubt(lang, check.doubt).to_owned(),
        gain,
        role.map_or("", |role| role.title.get(lang)).to_owned(),
    ]
}

fn benchmark_row(one: &Compared, lang: Lang) -> Vec<String> {
    let (label, survey, standing) = why::beside_survey(lang, &one.against);
    vec![one.question.to_string(), label.to_owned(), survey, standing]
}
