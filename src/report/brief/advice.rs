//! What the brief recommends: measures, compliance, devices; each with the answers behind it.
//!
//! The mayor's adviser needs to defend each line: what to do, why here, how, by when, who is in
//! charge, how one sees that it is done, and who could pay. Measures of which too little is known
//! are never mixed with those that fire.

use crate::{
    advice::{Advice, Eligibility, Priority, Recommendation, words as registers},
    language::Lang,
    questionnaire::{Rule, Truth},
    report::words::capital,
};

use super::{
    Block, Cell, Column, Finding, Line, Section, Table,
    counsel::Counsel,
    source::{Source, join},
};

/// The most measures listed as to be verified.
const MOST_TO_VERIFY: usize = 8;

/// The most things listed under one heading of a measure.
const MOST_SUBJECTS: usize = 8;

/// How many of them a point of compliance names, in a column of its own.
const MOST_CONCERNED: usize = 4;

/// Measures in order, then those to verify first.
pub(super) fn recommendations(of: &Source<'_>, advice: &Advice) -> Option<Section> {
    if of.pack.rules.is_empty() || !super::results::anything_known(of) {
        return None;
    }
    let lang = of.lang;
    let counsel = Counsel::over(*of, advice);
    let mut blocks = vec![Block::Text(lang.report_advice_intro().into())];
    let told = || advice.printed().filter_map(|one| Some((one, told_rule(of, one)?)));
    for ((one, rule), number) in told().zip(1..) {
        blocks.extend(measure(of, &counsel, (one, rule), number));
    }
    if told().next().is_none() {
        blocks.push(Block::Text(lang.advice_nothing().into()));
    }
    blocks.extend(to_verify(of, &counsel, advice));
    Some(Section { title: lang.report_advice_title().into(), blocks })
}

/// The rule of a measure, unless it is for the authority alone and this is for the public.
fn told_rule<'a>(of: &'a Source<'_>, one: &Recommendation) -> Option<&'a Rule> {
    of.pack.rule(&one.rule).filter(|rule| !(of.public && rule.private))
}

fn measure(
    of: &Source<'_>,
    counsel: &Counsel<'_>,
    (one, rule): (&Recommendation, &Rule),
    number: usize,
) -> Vec<Block> {
    let lang = of.lang;
    let heading = lang.report_advice_heading(number, of.text(&rule.title));
    let why = why_here(of, counsel, one, MOST_SUBJECTS);
    let how: Vec<&str> = rule.how.iter().map(|step| of.text(step)).collect();
    let mut assets = counsel.assets(&one.assets);
    assets.extend(counsel.country_assets(one));
    // What to beware of is said to the authority, not to the public.
    let told = rule.pitfalls.iter().filter(|_| !of.public);
    let pitfalls: Vec<&str> = told.map(|text| of.text(text)).collect();
    let field = |label: &str, value: String| {
        (!value.is_empty()).then(|| vec![Cell::text(label), Cell::text(value)])
    };
    let rows = [
        field(lang.report_advice_what(), of.text(&rule.what).to_owned()),
        field(lang.report_advice_why(), of.text(&rule.why).to_owned()),
        field(lang.advice_label_here(), why.join(lang.report_semicolon())),
        field(lang.advice_label_assets(), capital(&assets.join(lang.report_semicolon()))),
        field(lang.advice_label_how(), numbered(&how)),
        field(lang.report_advice_who(), who(of, counsel, rule)),
        field(lang.advice_label_indicator(), of.text(&rule.indicator).to_owned()),
        field(lang.report_advice_otherwise(), of.text(&rule.otherwise).to_owned()),
        field(lang.report_advice_pitfalls(), pitfalls.join(" ")),
        field(lang.advice_label_devices(), counsel.devices(&rule.devices).join(", ")),
        field(lang.report_advice_priority(), priority(lang, one.priority)),
        field(lang.advice_label_source(), of.text(&rule.source).to_owned()),
    ];
    let columns = vec![
        Column::words(lang.report_advice_column(), 18.0),
        Column::words(lang.report_column_details(), 82.0),
    ];
    let table = Table {
        caption: Line::default(),
        summary: heading.as_str().into(),
        columns,
        rows: rows.into_iter().flatten().collect(),
    };
    vec![Block::Heading(heading.into()), Block::Table(table)]
}

/// How much a measure matters, and the four terms of it, each from 0 to 100.
fn priority(lang: Lang, of: Priority) -> String {
    let hundredth = |value: f64| lang.number(value * 100.0, 0);
    let [gap, ambition] = [of.gap, of.ambition].map(hundredth);
    let [leverage, ease] = [of.leverage, of.ease].map(hundredth);
    lang.advice_priority_terms(ambition, ease, gap, leverage, hundredth(of.value))
}

/// The answers, countries or rows that fired a measure: at most so many of the latter.
fn why_here(
    of: &Source<'_>,
    counsel: &Counsel<'_>,
    one: &Recommendation,
    most: usize,
) -> Vec<String> {
    let mut all = counsel.causes(one);
    let subjects = counsel.subjects(one);
    let more = subjects.len().saturating_sub(most);
    all.extend(subjects.into_iter().take(most));
    if 0 < more {
        all.push(of.lang.report_advice_more(more));
    }
    all
}

fn numbered(steps: &[&str]) -> String {
    let each = steps.iter().enumerate().map(|(index, step)| format!("{}.\u{a0}{step}", index + 1));
    each.collect::<Vec<_>>().join(" ")
}

fn who(of: &Source<'_>, counsel: &Counsel<'_>, rule: &Rule) -> String {
    let owner = of.pack.role(&rule.owner).map_or("", |role| of.text(&role.title));
    let months = of.lang.advice_months(usize::from(rule.months));
    capital(&of.lang.report_advice_owner(counsel.effort(rule.effort), months, owner))
}

fn to_verify(of: &Source<'_>, counsel: &Counsel<'_>, advice: &Advice) -> Vec<Block> {
    let lang = of.lang;
    let all = &advice.to_verify;
    if all.is_empty() {
        return Vec::new();
    }
    let rows = all.iter().take(MOST_TO_VERIFY).filter_map(|one| {
        let rule = told_rule(of, one)?;
        let missing = why_here(of, counsel, one, MOST_SUBJECTS).join(lang.report_semicolon());
        Some(vec![Cell::text(of.text(&rule.title)), Cell::open(missing)])
    });
    let columns = vec![
        Column::words(lang.report_advice_measure(), 45.0),
        Column::words(lang.report_advice_missing(), 55.0),
    ];
    let caption = lang.report_advice_to_verify();
    let rows = rows.collect();
    let table = Table { caption: caption.into(), summary: caption.into(), columns, rows };
    let more = all.len().saturating_sub(MOST_TO_VERIFY);
    let note = (0 < more).then(|| Block::Note(lang.advice_more_to_verify(more).into()));
    let heading = Block::Heading(lang.advice_section_to_verify().into());
    [heading, Block::Table(table)].into_iter().chain(note).collect()
}

/// What the law asks for, with the reserve that it is not legal advice.
pub(super) fn compliance(of: &Source<'_>, advice: &Advice) -> Option<Section> {
    if advice.compliance.is_empty() {
        return None;
    }
    let lang = of.lang;
    let counsel = Counsel::over(*of, advice);
    let rows = advice.compliance.iter().filter_map(|one| {
        let rule = of.pack.rule(&one.rule)?;
        let title = Cell::text(of.text(&rule.title));
        let title = if one.holds == Truth::Unknown {
            title.with(lang.advice_section_to_verify())
        } else {
            title
        };
        let concerned = why_here(of, &counsel, one, MOST_CONCERNED).join(lang.report_semicolon());
        let how: Vec<&str> = rule.how.iter().map(|step| of.text(step)).collect();
        let todo = Cell::text(of.text(&rule.what)).with(numbered(&how));
        let law = Cell::text(of.text(&rule.why)).with(of.text(&rule.source));
        Some(vec![title, Cell::text(concerned), law, todo])
    });
    let columns = vec![
        Column::words(lang.report_compliance_point(), 19.0),
        Column::words(lang.report_compliance_concerned(), 24.0),
        Column::words(lang.report_compliance_law(), 29.0),
        Column::words(lang.report_compliance_todo(), 28.0),
    ];
    let caption = lang.report_compliance_title();
    let rows = rows.collect();
    let table = Table { caption: Line::default(), summary: caption.into(), columns, rows };
    let reserve = Block::Note(lang.advice_reserve().into());
    let day = Block::Note(lang.devices_counted_to(lang.date(advice.today)).into());
    Some(Section { title: caption.into(), blocks: vec![reserve, day, Block::Table(table)] })
}

/// The devices that could pay, open ones first.
pub(super) fn devices(of: &Source<'_>, advice: &Advice) -> Option<Section> {
    if of.pack.rules.is_empty() || !super::results::anything_known(of) {
        return None;
    }
    let lang = of.lang;
    let counsel = Counsel::over(*of, advice);
    let intro = Block::Text(lang.report_devices_intro().into());
    let day = Block::Note(lang.devices_aged_to(lang.date(advice.today)).into());
    let mut blocks = vec![intro, day];
    // What all devices of a group have in common is said once, as its heading.
    for (group, heading) in (0..).zip(registers::groups(lang)) {
        let alike = advice.devices.iter().filter(|one| one.nearness() == group);
        let rows: Vec<_> = alike.map(|one| device(of, &counsel, one)).collect();
        if rows.is_empty() {
            continue;
        }
        let columns = vec![
            Column::words(lang.report_device_name(), 24.0),
            Column::words(lang.paper_device_conditions(), 31.0),
            Column::words(lang.report_device_amount(), 26.0),
            Column::words(lang.report_device_as_of(), 19.0),
        ];
        let heading: Line = heading.into();
        let table = Table { caption: Line::default(), summary: heading.clone(), columns, rows };
        blocks.extend([Block::Heading(heading), Block::Table(table)]);
    }
    Some(Section { title: lang.report_devices_title().into(), blocks })
}

/// A device under the heading of its group, which says whether it is open.
fn device(of: &Source<'_>, counsel: &Counsel<'_>, one: &Eligibility) -> Vec<Cell> {
    let device = one.device;
    // What may be old is greyed here as it is on the screen.
    let year = counsel.as_of(one);
    let year = if one.outdated {
        Cell::open(of.lang.paper_year_to_confirm(year))
    } else {
        Cell::text(year)
    };
    let with = |cell: Cell, lines: Vec<String>| lines.into_iter().fold(cell, Cell::with);
    let mut amounts = counsel.device_amounts(one).into_iter();
    let amount = Cell::text(amounts.next().unwrap_or_default());
    let mut reasons = counsel.device_own_reasons(one).into_iter();
    let reason = reasons.next();
    let reason = reason.map_or_else(|| Cell::open(of.lang.paper_device_read()), Cell::text);
    vec![
        Cell::text(device.name(of.lang)).with(device.holder),
        with(reason, reasons.collect()),
        with(amount, amounts.collect()),
        year.with(of.typed(device.source)),
    ]
}

/// The decisions of the first page: what, who and by when, and the first proof.
pub(super) fn decisions(of: &Source<'_>, advice: &Advice) -> Vec<Finding> {
    let counsel = Counsel::over(*of, advice);
    let lang = of.lang;
    let decision = |one: &Recommendation| {
        let rule = told_rule(of, one)?;
        let owner = of.pack.role(&rule.owner).map_or("", |role| of.text(&role.title));
        let months = lang.advice_months(usize::from(rule.months));
        let countries = counsel.country_names(one);
        let title = if countries.is_empty() {
            of.text(&rule.title).to_owned()
        } else {
            let (label, text) = (of.text(&rule.title), shortlist(of, &countries));
            lang.report_word_and(label, text)
        };
        let proof = counsel.causes(one).into_iter().next().unwrap_or_default();
        Some(Finding {
            title: title.into(),
            detail: capital(&join([owner, &months], " · ")).into(),
            proof: Line::from(proof).shortened(110),
            question: None,
            number: None,
        })
    };
    advice.decisions().filter_map(decision).collect()
}

fn shortlist(of: &Source<'_>, names: &[String]) -> String {
    let first: Vec<String> = names.iter().take(2).cloned().collect();
    match names.len().checked_sub(first.len()).filter(|more| 0 < *more) {
        Some(more) => of.lang.report_and_others(more, first.join(", ")),
        None => of.list(&first),
    }
}
