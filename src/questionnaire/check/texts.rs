//! Texts: what is shown must be there, in every language the pack announces.

use crate::questionnaire::{Choice, ColumnKind, Kind, ProblemKind, Text};

use super::Checker;

pub(super) fn check(checker: &mut Checker<'_>) {
    let pack = checker.pack;
    for (what, id, name, text, needed) in all_texts(checker) {
        if text.is_empty() {
            if needed {
                checker.report(what, id, ProblemKind::MissingText(name));
            }
            continue;
        }
        for code in &pack.languages {
            if text.exact(code).is_none_or(|text| text.trim().is_empty()) {
                let kind = ProblemKind::MissingLanguage(name, code.clone());
                checker.report(what, id, kind);
            }
        }
    }
}

/// Every text: the kind and id of its owner, its name, itself, and whether it must be there.
type Found<'a> = (&'static str, &'a str, &'static str, &'a Text, bool);

fn all_texts<'a>(checker: &Checker<'a>) -> Vec<Found<'a>> {
    let pack = checker.pack;
    let mut all: Vec<Found<'a>> = vec![
        ("pack", pack.id.as_str(), "title", &pack.title, true),
        ("pack", pack.id.as_str(), "description", &pack.description, false),
        ("pack", pack.id.as_str(), "author", &pack.author, false),
    ];
    all.extend(pack.groups.iter().map(|x| ("group", x.id.as_str(), "title", &x.title, true)));
    all.extend(pack.roles.iter().map(|x| ("role", x.id.as_str(), "title", &x.title, true)));
    all.extend(
        pack.levels.names.iter().map(|x| ("level", x.code.as_str(), "title", &x.title, true)),
    );
    all.extend(pack.ties.iter().map(|x| ("tie", x.id.as_str(), "title", &x.title, true)));
    for profile in &pack.profiles {
        all.push(("profile", profile.id.as_str(), "title", &profile.title, true));
        all.push(("profile", profile.id.as_str(), "meaning", &profile.meaning, true));
    }
    for gauge in &pack.gauges {
        let id = gauge.id.as_str();
        all.push(("gauge", id, "title", &gauge.title, true));
        all.push(("gauge", id, "short", &gauge.short, true));
    }
    for reference in &pack.references {
        let id = reference.id.as_str();
        all.push(("reference", id, "title", &reference.title, true));
        all.push(("reference", id, "source", &reference.source, true));
    }
    for dimension in &pack.dimensions {
        let id = dimension.id.as_str();
        all.push(("dimension", id, "title", &dimension.title, true));
        all.push(("dimension", id, "short", &dimension.short, true));
        all.push(("dimension", id, "intro", &dimension.intro, true));
    }
    for block in &pack.blocks {
        let id = block.id.as_str();
        all.push(("block", id, "title", &block.title, true));
        all.push(("block", id, "short", &block.short, true));
        all.push(("block", id, "meaning", &block.meaning, false));
        all.extend(block.gates.iter().map(|gate| ("block", id, "gate", &gate.text, true)));
    }
    rule_texts(checker, &mut all);
    for one in &pack.coherence {
        all.push(("coherence", one.id.as_str(), "text", &one.text, true));
        all.push(("coherence", one.id.as_str(), "hint", &one.hint, true));
    }
    question_texts(checker, &mut all);
    table_texts(checker, &mut all);
    all
}

fn rule_texts<'a>(checker: &Checker<'a>, all: &mut Vec<Found<'a>>) {
    for rule in &checker.pack.rules {
        let id = rule.id.as_str();
        let mut push = |name, text, needed| all.push(("rule", id, name, text, needed));
        push("title", &rule.title, true);
        push("what", &rule.what, true);
        push("why", &rule.why, true);
        push("indicator", &rule.indicator, true);
        push("otherwise", &rule.otherwise, false);
        push("source", &rule.source, true);
        rule.how.iter().for_each(|text| push("how", text, true));
        rule.pitfalls.iter().for_each(|text| push("pitfall", text, true));
        if rule.how.is_empty() {
            static NO_STEP: std::sync::LazyLock<Text> = std::sync::LazyLock::new(Text::default);
            push("how", &NO_STEP, true);
        }
    }
    for carrier in &checker.pack.carriers {
        all.push(("carrier", carrier.id.as_str(), "title", &carrier.title, true));
    }
    for competence in &checker.pack.eligibility.competences {
        all.push(("eligibility", "", "text", &competence.text, false));
    }
    for point in &checker.pack.speaking {
        all.push(("speaking point", point.id.as_str(), "text", &point.text, true));
    }
    for device in &checker.pack.devices {
        let id = device.id.as_str();
        all.extend(device.tests.iter().map(|test| ("device", id, "test", &test.text, true)));
    }
}

fn question_texts<'a>(checker: &Checker<'a>, all: &mut Vec<Found<'a>>) {
    for question in &checker.pack.questions {
        let id = question.id.as_str();
        let mut push = |name, text, needed| all.push(("question", id, name, text, needed));
        push("text", &question.text, true);
        push("short", &question.short, true);
        push("unit", &question.unit, false);
        push("why", &question.why, true);
        push("evidence", &question.evidence, question.kind.is_asked());
        push("source", &question.source, true);
        push("example", &question.example, question.kind.is_asked());
        push("caution", &question.caution, false);
        push("otherwise", &question.otherwise, false);
        match &question.kind {
            Kind::Scale(levels) => levels.iter().for_each(|text| push("level", text, true)),
            Kind::YesPartlyNo { yes, partly, no } => {
                push("yes", yes, true);
                push("partly", partly, true);
                push("no", no, true);
            }
            Kind::Multiple { amount: Some(unit), .. } => push("amount", unit, true),
            Kind::Number { unit, .. } => push("unit", unit, true),
            Kind::Numbers(parts) => {
                for part in parts {
                    push("part label", &part.label, true);
                    push("part unit", &part.unit, true);
                }
            }
            Kind::Choice(_) | Kind::Multiple { .. } | Kind::Derived(_) => {}
        }
        options(question.kind.options(), "question", id, all);
    }
}

fn table_texts<'a>(checker: &Checker<'a>, all: &mut Vec<Found<'a>>) {
    for table in &checker.pack.tables {
        let id = table.id.as_str();
        all.push(("table", id, "title", &table.title, true));
        all.push(("table", id, "short", &table.short, true));
        all.push(("table", id, "why", &table.why, true));
        all.push(("table", id, "source", &table.source, true));
        all.push(("table", id, "caution", &table.caution, false));
        for column in &table.columns {
            all.push(("table", id, "column label", &column.label, true));
            all.push(("table", id, "column help", &column.help, false));
            match &column.kind {
                ColumnKind::Choice(choices) | ColumnKind::Choices { options: choices, .. } => {
                    options(choices, "table", id, all);
                }
                ColumnKind::Level(levels) => {
                    all.extend(levels.iter().map(|text| ("table", id, "level", text, true)));
                }
                _ => {}
            }
        }
    }
}

fn options<'a>(choices: &'a [Choice], what: &'static str, id: &'a str, all: &mut Vec<Found<'a>>) {
    all.extend(choices.iter().map(|choice| (what, id, "option", &choice.label, true)));
}
