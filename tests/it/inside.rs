//! What must stay inside: every text that a person can type into a diagnostic bears a mark of its
//! own, and the marks are looked for in every byte of its public versions.
//!
//! That none is forgotten is kept by the compiler: each type of the document is taken apart here
//! without `..`, so that a field which is added does not build before somebody has said what a
//! public version does with it. Ids, figures and days are not typed texts; fields of a file that
//! this version does not know never reach a document.

use std::{collections::BTreeSet, sync::Arc};

use jiff::ToSpan as _;
use passerelle::{
    advice::speaking,
    app::Format,
    domain::{
        Action, Answer, Cell, Change, ChangeKey, Cover, Diagnostic, Exploration, Frozen, Funder,
        Funding, Named, Owner, Plan, PointChoice, Resolution, Row, State, Table, Target, Territory,
        Voice,
    },
    language::Lang,
    questionnaire::{ColumnKind, Pack, TableSpec, column},
    report::{self, DocumentKind, DocumentOptions},
    scoring::{Taken, assess},
    storage,
};

use crate::{
    exports::{all_bytes, export_as, squeezed},
    map::example,
};

/// Gives each text a mark of its own, and knows the kinds of those that may be published.
#[derive(Default)]
struct Marks {
    count: usize,
    open: BTreeSet<&'static str>,
    inside: BTreeSet<&'static str>,
}

impl Marks {
    /// The mark of a text that may be published.
    fn open(&mut self, kind: &'static str) -> String {
        self.open.insert(kind);
        self.mark("OPEN", kind)
    }

    /// The mark of a text that must stay inside.
    fn inside(&mut self, kind: &'static str) -> String {
        self.inside.insert(kind);
        self.mark("SECRET", kind)
    }

    /// The mark of a text that no public version tells, though it would do no harm.
    fn unsaid(&mut self, kind: &'static str) -> String {
        self.mark("PLAIN", kind)
    }

    fn mark(&mut self, start: &str, kind: &str) -> String {
        self.count += 1;
        format!("{start}{kind}{}X", self.count)
    }
}

/// The worked example with every kind of thing that it lacks, so that each has a place.
fn whole() -> (Arc<Pack>, Diagnostic) {
    let opened = example();
    let (pack, mut it) = (opened.pack, opened.diagnostic);
    let of = &mut it.territory;
    for above in [&mut of.epci, &mut of.ept, &mut of.departement, &mut of.region] {
        above.get_or_insert_default();
    }
    // Two respondents who differ, and a question that does not concern the territory.
    let voiced = it.answers.values_mut().find(|answer| answer.state.is_settled()).unwrap();
    voiced.voices = vec![voiced.voiced(None).pop().unwrap(); 2];
    let answered = it.answers.values_mut().rev().find(|answer| answer.state.is_answered());
    answered.unwrap().state = State::NotApplicable { reason: String::new() };
    for row in it.tables["T5"].rows.iter().map(|row| row.id).collect::<Vec<_>>() {
        it.decisions.insert(row, Resolution::default());
    }
    it.plan.dismissed.extend(pack.rules.first().map(|rule| (rule.id.clone(), String::new())));
    let first = &mut it.plan.actions[0];
    first.owner = Some(Owner::Function(String::new()));
    let funder = Funder::Other(String::new());
    let id = first.next_funding_id();
    let (amount, status) = (Some(1_000.0), passerelle::domain::FundingStatus::Granted);
    first.funding.push(Funding { id, funder, amount, status });
    // Weights that were tried: a profile of the pack, and weights of one's own.
    let weight = it.explorations.first().map(|one| one.weights.clone()).unwrap_or_default();
    for profile in pack.profiles.iter().map(|one| one.id.as_str()).take(1).chain([""]) {
        let (day, profile) = (it.as_of, profile.to_owned());
        it.explorations.push(Exploration { day, profile, weights: weight.clone(), role: None });
    }
    let points = speaking(&pack, &it, &assess(&pack, &it)).points;
    assert!(3 < points.len(), "something can be said of the example");
    for point in points {
        let choice = PointChoice::Reworded { text: String::new(), basis: point.basis() };
        it.points.insert(point.id, choice);
    }
    let target = Target::Profile("as_of".to_owned());
    it.journal.insert(ChangeKey { day: it.as_of, target }, Change::default());
    let frozen = storage::freeze(&it, &opened.extras, "", it.as_of);
    it.frozen.push(Arc::new(frozen));
    (pack, it)
}

/// Marks every text of a diagnostic.
fn mark(it: &mut Diagnostic, pack: &Pack, marks: &mut Marks) {
    let Diagnostic {
        territory,
        as_of: _,
        pack: _, // the pack's own text, which its authors publish
        path: _,
        fictional: _,
        answers,
        tables,
        ambitions: _,
        plan,
        decisions,
        explorations,
        frozen,
        cover,
        points,
        journal,
    } = it;
    mark_territory(territory, marks);
    for answer in answers.values_mut() {
        mark_answer(answer, marks);
    }
    for (id, table) in tables {
        mark_table(Arc::make_mut(table), pack.table(id.as_str()).unwrap(), marks);
    }
    let Plan { from: _, until: _, actions, dismissed } = plan;
    for action in actions {
        mark_action(action, marks);
    }
    for why in dismissed.values_mut() {
        *why = marks.inside("DISMISSED");
    }
    for decision in decisions.values_mut() {
        let Resolution { choice: _, comment, vote: _ } = decision;
        *comment = marks.inside("DECISION");
    }
    for exploration in explorations {
        let Exploration { day: _, profile, weights: _, role } = exploration;
        if profile.is_empty() {
            *profile = marks.inside("PROFILE");
        }
        *role = Some(marks.inside("EXPLORER").into());
    }
    for state in frozen {
        let Frozen { id: _, name, day: _, as_of: _, pack: _, hash: _, content: _ } =
            Arc::make_mut(state);
        *name = marks.inside("FROZEN");
    }
    let Cover { title, subtitle, issuer, date: _, version, status: _, confidentiality: _ } = cover;
    for (text, kind) in
        [(title, "TITLE"), (subtitle, "SUBTITLE"), (issuer, "ISSUER"), (version, "VERSION")]
    {
        *text = marks.open(kind);
    }
    for point in points.values_mut() {
        match point {
            // What the figures were then is no text of anybody's.
            PointChoice::Reworded { text, basis: _ } => *text = marks.inside("POINT"),
            PointChoice::Kept | PointChoice::Dropped => {}
        }
    }
    for change in journal.values_mut() {
        let Change { from, to, role } = change;
        (*from, *to) = (marks.inside("BEFORE"), marks.inside("AFTER"));
        *role = Some(marks.inside("AUTHOR").into());
    }
}

fn mark_territory(it: &mut Territory, marks: &mut Marks) {
    // Codes are looked up: they must stay what they are.
    let Territory { name, code: _, kind: _, epci, ept, departement, region } = it;
    *name = marks.open("TERRITORY");
    for above in [epci, ept, departement, region].into_iter().flatten() {
        let Named { code: _, name } = above;
        *name = marks.unsaid("ABOVE");
    }
}

fn mark_answer(it: &mut Answer, marks: &mut Marks) {
    let Answer {
        state,
        year: _,
        perimeter: _,
        source,
        evidence: _,
        role,
        comment,
        note,
        review: _,
        includes: _,
        voices,
        decided: _,
    } = it;
    mark_state(state, marks);
    *source = marks.open("SOURCE");
    *comment = marks.inside("COMMENT");
    *note = marks.inside("NOTE");
    *role = Some(marks.inside("ROLE").into());
    for voice in voices {
        let Voice { state, role, day: _, year: _, perimeter: _, source, evidence: _ } = voice;
        mark_state(state, marks);
        *role = Some(marks.inside("VOICE").into());
        *source = marks.unsaid("HEARD");
    }
}

fn mark_state(it: &mut State, marks: &mut Marks) {
    match it {
        State::NotApplicable { reason } => *reason = marks.open("REASON"),
        // Values are figures, and options of the pack.
        State::NotAsked | State::Given(_) | State::Between(..) | State::Unknown => {}
    }
}

fn mark_action(it: &mut Action, marks: &mut Marks) {
    let Action {
        id: _,
        rule: _,
        country: _,
        title,
        owner,
        start: _,
        end: _,
        cost: _,
        funding,
        stage: _,
        indicator,
        baseline,
        target,
        comment,
    } = it;
    *title = marks.open("ACTION");
    *indicator = marks.open("INDICATOR");
    *baseline = marks.open("BASELINE");
    *target = marks.open("TARGET");
    *comment = marks.inside("REMARK");
    match owner {
        Some(Owner::Function(text)) => *text = marks.open("OWNER"),
        Some(Owner::Role(_)) | None => {}
    }
    for line in funding {
        let Funding { id: _, funder, amount: _, status: _ } = line;
        match funder {
            Funder::Other(name) => *name = marks.open("FUNDER"),
            Funder::Own | Funder::Device(_) => {}
        }
    }
}

/// Marks private cells and free texts; what a public version tells of a text that should have been
/// a country or an option is the same as of a free text.
fn mark_table(it: &mut Table, spec: &TableSpec, marks: &mut Marks) {
    let internal = |id: &str| [column::CONTEXT, column::DECISION].contains(&id);
    let private: Vec<_> =
        spec.columns.iter().filter(|of| of.private).map(|of| of.id.clone()).collect();
    // And one that the pack does not know.
    for id in private.into_iter().chain(["formerly".into()]) {
        it.column_or_insert(&id);
    }
    let Table { columns, rows, coverage: _, channel_coverage: _ } = it;
    for row in rows {
        let Row { id: _, cells } = Arc::make_mut(row);
        cells.resize(columns.len(), Cell::Empty);
        for (id, cell) in columns.iter().zip(cells) {
            match spec.column(id.as_str()) {
                None => *cell = Cell::text(&marks.inside("FOREIGN")),
                Some(of) if internal(id.as_str()) => {
                    if matches!(of.kind, ColumnKind::Text) {
                        *cell = Cell::text(&marks.inside("INTERNAL"));
                    }
                }
                Some(of) if of.private => *cell = Cell::text(&marks.inside("CELL")),
                Some(of) => match (&of.kind, &*cell) {
                    (ColumnKind::Text, Cell::Text(_)) => *cell = Cell::text(&marks.open("TEXT")),
                    // Figures, days, options, places, and nothing.
                    (
                        _,
                        Cell::Text(_)
                        | Cell::List(_)
                        | Cell::Flag(_)
                        | Cell::Number(_)
                        | Cell::Range(..)
                        | Cell::Unknown
                        | Cell::Empty,
                    ) => {}
                },
            }
        }
    }
}

/// The worked example with a mark in every text and, last in each table of people, seven of them
/// and some, told apart from any other figure.
fn marked() -> (Arc<Pack>, Diagnostic, Marks) {
    let ((pack, mut it), mut marks) = (whole(), Marks::default());
    mark(&mut it, &pack, &mut marks);
    for (id, shared) in &mut it.tables {
        let table = Arc::make_mut(shared);
        if let Some((count, ..)) = pack.counted(id)
            && let Some(at) = table.column(count.as_str())
        {
            Arc::make_mut(table.rows.last_mut().unwrap()).set(at, Cell::Number(7.250_625));
        }
    }
    (pack, it, marks)
}

pub(crate) fn with_secrets() -> (Arc<Pack>, Diagnostic) {
    let (pack, it, _) = marked();
    (pack, it)
}

/// A document as it is written: every text of it, unpacked, without what a layout adds.
fn written(
    pack: &Pack,
    it: &Diagnostic,
    format: Format,
    options: &DocumentOptions,
) -> (Vec<u8>, String) {
    let bytes = if options.document == DocumentKind::Review {
        // Against the same a year ago: what it was has secrets too.
        let before = Diagnostic { as_of: it.as_of - 1.year(), ..it.clone() };
        let now = assess(pack, it);
        let then = assess(pack, &before);
        let old = Taken { pack, diagnostic: &before, assessment: &then };
        let new = Taken { pack, diagnostic: it, assessment: &now };
        let goes_on = &mut |_| std::ops::ControlFlow::Continue(());
        report::export_review(format, (old, new), options, goes_on).unwrap().bytes
    } else {
        export_as(pack, it, format, options)
    };
    let all = all_bytes(&bytes, format);
    (bytes, all)
}

/// The kinds of marks that stand in a text.
fn kinds(of: &BTreeSet<&'static str>, start: &str, text: &str) -> BTreeSet<&'static str> {
    let stands = |kind: &&&str| {
        text.match_indices(&format!("{start}{kind}"))
            .any(|(at, found)| text[at + found.len()..].starts_with(|c: char| c.is_ascii_digit()))
    };
    of.iter().filter(stands).copied().collect()
}

#[test]
fn a_public_version_tells_nothing_that_must_stay_inside() {
    let (pack, it, marks) = marked();
    assert!(200 < marks.count && 15 < marks.inside.len(), "{:?}", marks.inside);
    // What stands in a file is told apart from what stands around it.
    let content: String = it.frozen[0].content.chars().take(60).collect();
    let mut told = BTreeSet::new();
    for kind in DocumentKind::ALL {
        for format in Format::ALL {
            let options = DocumentOptions { public: true, ..DocumentOptions::of(kind, Lang::Fr) };
            let (bytes, all) = written(&pack, &it, format, &options);
            for word in ["SECRET", "7.250", "7,250", "suspendu", "Dormant", &content] {
                assert!(!all.contains(word), "{kind:?} in {format:?} tells `{word}`");
            }
            let all = squeezed(&all);
            assert!(!all.contains("SECRET"), "{kind:?} in {format:?}: across lines");
            let raw = String::from_utf8_lossy(&bytes);
            assert!(!raw.contains("SECRET"), "{kind:?} in {format:?}");
            told.extend(kinds(&marks.open, "OPEN", &all));
        }
    }
    // All that may be published is: nothing is called open that nobody has seen.
    assert_eq!(told, marks.open, "what a public version tells of what was typed");
}

/// What the test above looks for would be found where it may stand.
#[test]
fn an_internal_version_tells_what_a_public_one_does_not() {
    let (pack, it, marks) = marked();
    let mut told = BTreeSet::new();
    for kind in DocumentKind::ALL {
        let options = DocumentOptions::of(kind, Lang::Fr);
        let (_, all) = written(&pack, &it, Format::Html, &options);
        if kind == DocumentKind::Brief {
            assert!(all.contains("Dormant"));
        }
        told.extend(kinds(&marks.inside, "SECRET", &squeezed(&all)));
    }
    let never = marks.inside.difference(&told).copied().collect::<Vec<_>>();
    println!("told inside: {told:?}\nnever printed: {never:?}");
    for kind in ["COMMENT", "DECISION", "DISMISSED", "POINT", "REMARK"] {
        assert!(told.contains(kind), "{kind}");
    }
    for kind in ["NOTE", "CELL", "FOREIGN", "BEFORE", "AFTER", "AUTHOR"] {
        assert!(never.contains(&kind), "{kind}");
    }
}

#[test]
fn marks_are_told_apart() {
    let mut marks = Marks::default();
    let texts = [marks.inside("NOTE"), marks.open("NOTEBOOK")];
    assert_eq!(kinds(&marks.inside, "SECRET", &texts[0]).len(), 1);
    assert_eq!(kinds(&marks.inside, "SECRET", &texts[1]), BTreeSet::new());
    let longer = "SECRETNOTEBOOK1X";
    assert_eq!(kinds(&marks.inside, "SECRET", longer), BTreeSet::new());
    assert_ne!(marks.inside("NOTE"), texts[0]);
}
