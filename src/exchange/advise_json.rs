//! Advice as JSON for other tools: `passerelle-advise/1`, see docs/advise-json.md.
//!
//! These types mirror the file, not the engine. Texts come from the pack, in the language asked
//! for; everything else is ids, words of a closed list, and numbers rounded to six decimals.

use serde::Serialize;

use crate::{
    advice::{
        Advice, Asset, Cause, CountrySubject, Eligibility, Fact, Priority, Proposal,
        Recommendation, Subject, Test, Tested, Verdict, Why, words,
    },
    domain::{
        Class, CountryCode, Decision, DeviceId, Diagnostic, GaugeId, NetworkId, RowId, TableId,
    },
    language::{Lang, typography},
    questionnaire::{Effort, Family, Pack, Rule, Text},
};

use super::{
    json::{Ends, PackLine, TerritoryLine, ends, interval, rounded, truth},
    plan_json::{self, DecisionLine, PlanFile},
};

/// The name and version of the schema; any change but an added field raises the number.
pub const ADVISE_SCHEMA: &str = "passerelle-advise/1";

/// The whole file.
#[derive(Debug, Serialize)]
struct AdviseFile<'a> {
    schema: &'static str,
    language: &'static str,
    pack: PackLine<'a>,
    territory: TerritoryLine<'a>,
    as_of: String,
    today: String,
    fictional: bool,
    quick: bool,
    reserve: &'static str,
    recommendations: Vec<MeasureLine<'a>>,
    to_verify: Vec<MeasureLine<'a>>,
    compliance: Vec<MeasureLine<'a>>,
    data: Vec<MeasureLine<'a>>,
    partnerships: Vec<ProposalLine<'a>>,
    devices: Vec<DeviceLine<'a>>,
    plan: Option<PlanFile<'a>>,
    decisions: Vec<DecisionLine<'a>>,
}

#[derive(Debug, Serialize)]
struct MeasureLine<'a> {
    rule: &'a str,
    family: &'static str,
    gauges: Vec<&'a str>,
    holds: &'static str,
    rank: Option<usize>,
    priority: PriorityPart,
    title: &'a str,
    what: &'a str,
    why: &'a str,
    how: Vec<&'a str>,
    months: u8,
    effort: &'static str,
    owner: &'a str,
    indicator: &'a str,
    otherwise: &'a str,
    pitfalls: Vec<&'a str>,
    source: &'a str,
    private: bool,
    causes: Vec<CauseLine<'a>>,
    countries: Vec<CountryLine<'a>>,
    rows: Vec<RowLine<'a>>,
    questions: Vec<&'a str>,
    assets: Vec<AssetLine<'a>>,
    devices: Vec<&'a str>,
    networks: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct PriorityPart {
    value: f64,
    gap: f64,
    ambition: f64,
    leverage: f64,
    ease: f64,
}

#[derive(Debug, Serialize)]
struct CauseLine<'a> {
    kind: &'static str,
    id: &'a str,
    holds: &'static str,
    rows: Option<(usize, usize)>,
}

#[derive(Debug, Serialize)]
struct CountryLine<'a> {
    country: &'a str,
    holds: &'static str,
    class: Option<&'static str>,
    opportunity: Ends,
    priority: PriorityPart,
    partnerships: &'a [RowId],
    settled_by: Vec<&'a str>,
    assets: Vec<AssetLine<'a>>,
}

#[derive(Debug, Serialize)]
struct RowLine<'a> {
    table: &'a str,
    row: RowId,
    holds: &'static str,
}

#[derive(Debug, Serialize)]
struct AssetLine<'a> {
    kind: &'static str,
    id: &'a str,
    intensity: Option<f64>,
    rows: &'a [RowId],
}

#[derive(Debug, Serialize)]
struct ProposalLine<'a> {
    row: RowId,
    country: Option<&'a str>,
    proposal: Option<&'static str>,
    to_confirm: bool,
    reasons: Vec<WhyLine>,
    entered: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct WhyLine {
    reason: &'static str,
    class: Option<&'static str>,
    count: Option<i64>,
}

#[derive(Debug, Serialize)]
struct DeviceLine<'a> {
    id: &'static str,
    name: &'static str,
    verdict: &'static str,
    as_of: Option<i16>,
    outdated: bool,
    to_check: Option<&'static str>,
    tests: Vec<TestLine>,
    missing: Vec<String>,
    partners: Vec<&'a str>,
    would_count: Vec<&'a str>,
    ceiling: Option<CeilingPart>,
    rates: Vec<RateLine<'a>>,
}

#[derive(Debug, Serialize)]
struct TestLine {
    test: &'static str,
    text: String,
    least: Option<usize>,
    holds: &'static str,
    decisive: bool,
}

#[derive(Debug, Serialize)]
struct CeilingPart {
    low: f64,
    high: f64,
    used: Option<f64>,
    left: Option<Ends>,
}

#[derive(Debug, Serialize)]
struct RateLine<'a> {
    country: &'a str,
    at_most: f64,
}

/// Advice on a diagnostic as the text of a JSON file.
pub fn advise_json(
    pack: &Pack,
    diagnostic: &Diagnostic,
    advice: &Advice,
    lang: Lang,
) -> serde_json::Result<String> {
    let of = Writer { pack, lang };
    let file = AdviseFile {
        schema: ADVISE_SCHEMA,
        language: lang.code(),
        pack: PackLine::of(pack),
        territory: TerritoryLine::of(diagnostic),
        as_of: diagnostic.as_of.to_string(),
        today: advice.today.to_string(),
        fictional: diagnostic.fictional,
        quick: diagnostic.path == crate::domain::Path::Quick,
        reserve: lang.advice_reserve(),
        recommendations: of.measures(&advice.recommendations),
        to_verify: of.measures(&advice.to_verify),
        compliance: of.measures(&advice.compliance),
        data: of.measures(&advice.data),
        partnerships: advice.partnerships.iter().map(proposal).collect(),
        devices: advice.devices.iter().map(|one| of.device(one)).collect(),
        plan: plan_json::plan(pack, diagnostic, lang),
        decisions: plan_json::decisions(diagnostic),
    };
    let mut text = typography::printed(&serde_json::to_string_pretty(&file)?);
    text.push('\n');
    Ok(text)
}

/// What lines are written from.
#[derive(Clone, Copy)]
struct Writer<'a> {
    pack: &'a Pack,
    lang: Lang,
}

impl<'a> Writer<'a> {
    fn text(self, text: &'a Text) -> &'a str {
        text.get(self.lang)
    }

    /// A line for each recommendation; every one comes from a rule of the pack.
    fn measures<'b>(self, all: &'b [Recommendation]) -> Vec<MeasureLine<'b>>
    where
        'a: 'b,
    {
        all.iter().filter_map(|one| self.measure(one)).collect()
    }

    fn measure<'b>(self, one: &'b Recommendation) -> Option<MeasureLine<'b>>
    where
        'a: 'b,
    {
        let rule: &'a Rule = self.pack.rule(&one.rule)?;
        Some(MeasureLine {
            rule: one.rule.as_str(),
            family: family(rule.family),
            gauges: rule.gauges.iter().map(GaugeId::as_str).collect(),
            holds: truth(one.holds),
            rank: one.rank,
            priority: priority(one.priority),
            title: self.text(&rule.title),
            what: self.text(&rule.what),
            why: self.text(&rule.why),
            how: rule.how.iter().map(|step| self.text(step)).collect(),
            months: rule.months,
            effort: effort(rule.effort),
            owner: rule.owner.as_str(),
            indicator: self.text(&rule.indicator),
            otherwise: self.text(&rule.otherwise),
            pitfalls: rule.pitfalls.iter().map(|text| self.text(text)).collect(),
            source: self.text(&rule.source),
            private: rule.private,
            causes: one.causes.iter().map(cause).collect(),
            countries: one.countries().map(country).collect(),
            rows: one.subjects.iter().filter_map(row).collect(),
            questions: one.subjects.iter().filter_map(question).collect(),
            assets: one.assets.iter().map(asset).collect(),
            devices: rule.devices.iter().map(DeviceId::as_str).collect(),
            networks: rule.networks.iter().map(NetworkId::as_str).collect(),
        })
    }

    fn device<'b>(self, one: &'b Eligibility) -> DeviceLine<'b>
    where
        'a: 'b,
    {
        let codes = |all: &'b [CountryCode]| all.iter().map(CountryCode::as_str).collect();
        DeviceLine {
            id: one.device.id,
            name: one.device.name(self.lang),
            verdict: match one.verdict {
                Verdict::Eligible => "eligible",
                Verdict::ToVerify => "to_verify",
                Verdict::Closed => "closed",
            },
            as_of: one.device.as_of,
            outdated: one.outdated,
            to_check: one.device.to_check(self.lang),
            tests: one.tests.iter().map(|test| self.test(one, *test)).collect(),
            missing: words::device(self.pack, self.lang, one)
                .into_iter()
                .filter(|told| told.kind.is_missing())
                .map(|told| told.text)
                .collect(),
            partners: codes(&one.partners),
            would_count: codes(&one.would_count),
            ceiling: one.amount.map(|amount| CeilingPart {
                low: rounded(amount.ceiling.0),
                high: rounded(amount.ceiling.1),
                used: amount.used.map(rounded),
                left: amount.left().map(|(low, high)| ends(low, high)),
            }),
            rates: one
                .rates
                .iter()
                .map(|(code, share)| RateLine { country: code.as_str(), at_most: rounded(*share) })
                .collect(),
        }
    }

    fn test(self, one: &Eligibility, tested: Tested) -> TestLine {
        let (test, least) = match tested.test {
            Test::Partners(_, least) => ("partners", Some(least)),
            Test::Authority(_) | Test::Pack(_) => ("condition", None),
        };
        TestLine {
            test,
            text: words::condition(self.pack, self.lang, one, tested.test),
            least,
            holds: truth(tested.holds),
            decisive: tested.decisive,
        }
    }
}

const fn family(family: Family) -> &'static str {
    match family {
        Family::Recommendation => "recommendation",
        Family::Matrix => "matrix",
        Family::Compliance => "compliance",
        Family::Data => "data",
    }
}

const fn effort(effort: Effort) -> &'static str {
    match effort {
        Effort::Light => "light",
        Effort::Moderate => "moderate",
        Effort::Heavy => "heavy",
    }
}

fn priority(one: Priority) -> PriorityPart {
    PriorityPart {
        value: rounded(one.value),
        gap: rounded(one.gap),
        ambition: rounded(one.ambition),
        leverage: rounded(one.leverage),
        ease: rounded(one.ease),
    }
}

fn cause(one: &Cause) -> CauseLine<'_> {
    let (kind, id, rows) = match &one.fact {
        Fact::Question(id) => ("question", id.as_str(), None),
        Fact::Block(id) => ("block", id.as_str(), None),
        Fact::Completeness(id) => ("completeness", id.as_str(), None),
        Fact::Gauge(id) => ("gauge", id.as_str(), None),
        Fact::Gap(id) => ("tie", id.as_str(), None),
        Fact::Rows(id, sure, possible) => ("rows", id.as_str(), Some((*sure, *possible))),
    };
    CauseLine { kind, id, holds: truth(one.holds), rows }
}

fn country(one: &CountrySubject) -> CountryLine<'_> {
    CountryLine {
        country: one.country.as_str(),
        holds: truth(one.holds),
        class: one.class.map(Class::code),
        opportunity: interval(one.opportunity),
        priority: priority(one.priority),
        partnerships: &one.partnerships,
        settled_by: one.settled_by.iter().map(TableId::as_str).collect(),
        assets: one.assets.iter().map(asset).collect(),
    }
}

fn row(subject: &Subject) -> Option<RowLine<'_>> {
    let Subject::Row(table, row, holds) = subject else { return None };
    Some(RowLine { table: table.as_str(), row: *row, holds: truth(*holds) })
}

fn question(subject: &Subject) -> Option<&str> {
    let Subject::Question(id) = subject else { return None };
    Some(id.as_str())
}

fn asset(one: &Asset) -> AssetLine<'_> {
    match one {
        Asset::Tie(id, intensity) => AssetLine {
            kind: "tie",
            id: id.as_str(),
            intensity: Some(rounded(*intensity)),
            rows: &[],
        },
        Asset::Carriers(id, rows) => {
            AssetLine { kind: "carriers", id: id.as_str(), intensity: None, rows }
        }
    }
}

fn proposal(one: &Proposal) -> ProposalLine<'_> {
    ProposalLine {
        row: one.row,
        country: one.country.as_ref().map(CountryCode::as_str),
        proposal: one.decision.map(Decision::code),
        to_confirm: one.to_confirm,
        reasons: one.reasons.iter().map(|why| why_line(*why)).collect(),
        entered: one.entered.map(Decision::code),
    }
}

fn why_line(why: Why) -> WhyLine {
    let (reason, class, count) = match why {
        Why::Suspended => ("suspended", None, None),
        Why::Class(class) => ("class", Some(class.code()), None),
        Why::Asleep(months) => ("asleep_months", None, Some(i64::from(months))),
        Why::ActivityUnknown => ("activity_unknown", None, None),
        Why::AgreementExpired => ("agreement_expired", None, None),
        Why::NotEvaluated => ("not_evaluated", None, None),
        Why::NoResources => ("no_resources", None, None),
        Why::Carriers(count) => ("carriers", None, i64::try_from(count).ok()),
        Why::NoCarrier => ("no_carrier", None, None),
    };
    WhyLine { reason, class, count }
}
