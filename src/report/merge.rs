//! A merge in words: what was taken, what conflicts, who says what, and what was decided.
//!
//! Whoever merges the contributions of a territory answers for the result: this report says, line
//! by line, what came from whom, and nothing is left out of it.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::{
    domain::{
        Answer, Aspect, Diagnostic, Difference, Evidence, RoleId, State, Target, Voice, hull,
        merge::{Choice, Conflict, How, Merged, Subject, Who},
    },
    language::Lang,
    questionnaire::Pack,
};

use super::{history, words};

/// A merge in words.
#[derive(Clone, Debug)]
pub struct MergeTold {
    /// How many of each kind: new, changed, taken away, joined, alike, in conflict.
    pub counts: Vec<(&'static str, usize)>,
    /// What was taken, by how it came about.
    pub taken: Vec<(How, &'static str, Vec<history::Line>)>,
    /// What conflicts, in the order of the merge.
    pub conflicts: Vec<ConflictTold>,
    /// What could not be merged and is kept as ours.
    pub kept: Vec<String>,
}

/// A conflict in words.
#[derive(Clone, Debug)]
pub struct ConflictTold {
    /// What it is about.
    pub what: String,
    /// Ours.
    pub ours: SideTold,
    /// Theirs.
    pub theirs: SideTold,
    /// What may be decided, and what the document would then say.
    pub offers: Vec<(Choice, String)>,
}

/// One side of a conflict in words.
#[derive(Clone, Debug, Default)]
pub struct SideTold {
    /// What it says.
    pub value: String,
    /// Who says so, and when.
    pub who: String,
    /// Year, source and proof, one a line.
    pub proof: Vec<String>,
}

/// What stands at the head of a printed report.
#[derive(Clone, Debug, Default)]
pub struct MergeHead {
    /// The document that others were merged into.
    pub ours: String,
    /// What was merged into it.
    pub theirs: String,
    /// What both began from, if it was given.
    pub base: Option<String>,
    /// What must be known besides, such as cells that could not be read.
    pub remarks: Vec<String>,
}

/// A merge in words.
pub fn told(pack: &Pack, merged: &Merged, lang: Lang) -> MergeTold {
    let of = Told { pack, diagnostic: &merged.document, lang };
    let kinds = [How::New, How::Changed, How::Joined, How::Removed];
    let count = |how: How| merged.taken.iter().filter(|one| one.how == how).count();
    let mut counts: Vec<_> = kinds.iter().map(|how| (how_name(lang, *how), count(*how))).collect();
    counts.push((lang.merge_identical(), merged.identical));
    counts.push((lang.merge_conflicts(), merged.conflicts.len()));
    let taken = kinds.into_iter().map(|how| {
        let some = merged.taken.iter().filter(|one| one.how == how);
        let lines = some.map(|one| of.line(&one.target, &one.from, &one.to));
        (how, how_name(lang, how), lines.collect::<Vec<_>>())
    });
    MergeTold {
        counts,
        taken: taken.filter(|(.., lines)| !lines.is_empty()).collect(),
        conflicts: merged.conflicts.iter().map(|one| of.conflict(one)).collect(),
        kept: merged
            .kept
            .iter()
            .map(|target| lang.merge_kept(of.line(target, "", "").what))
            .collect(),
    }
}

/// How something came to be taken, as a heading.
const fn how_name(lang: Lang, how: How) -> &'static str {
    match how {
        How::New => lang.merge_new(),
        How::Changed => lang.merge_changed(),
        How::Removed => lang.merge_removed(),
        How::Joined => lang.merge_joined(),
    }
}

/// What may be decided of a conflict, in words.
pub const fn choice_name(lang: Lang, choice: Choice) -> &'static str {
    match choice {
        Choice::Ours => lang.merge_ours(),
        Choice::Theirs => lang.merge_theirs(),
        Choice::Both => lang.merge_both(),
        Choice::Range => lang.merge_range(),
    }
}

/// How a role and a day are told beside a remark, in a language.
pub fn attribution(
    pack: &Pack,
    lang: Lang,
) -> impl Fn(Option<&RoleId>, Option<Date>) -> String + use<> {
    let titles: Vec<(RoleId, String)> =
        pack.roles.iter().map(|role| (role.id.clone(), role.title.get(lang).to_owned())).collect();
    move |role, day| {
        let title = role.map(|id| {
            let known = titles.iter().find(|(other, _)| other == id);
            known.map_or_else(|| id.to_string(), |(_, title)| title.clone())
        });
        who(lang, title, day)
    }
}

/// « Université, 26/11/2026 ».
fn who(lang: Lang, role: Option<String>, day: Option<Date>) -> String {
    let role = role.unwrap_or_else(|| lang.voices_no_role().to_owned());
    match day {
        Some(day) => lang.voices_who(lang.short_date(day), role),
        None => role,
    }
}

/// What one of several respondents said, in words: who, and what.
pub fn voice(
    pack: &Pack,
    diagnostic: &Diagnostic,
    lang: Lang,
    of: (&str, &Voice),
) -> (String, String) {
    let (question, voice) = of;
    let role = voice.role.as_ref().map(|role| history::role_name(pack, lang, role));
    let target = Target::Answer(question.into());
    let words = Told { pack, diagnostic, lang };
    let said = words.line(&target, "", &voice.state.to_string()).to;
    (who(lang, role, voice.day), said)
}

struct Told<'a> {
    pack: &'a Pack,
    diagnostic: &'a Diagnostic,
    lang: Lang,
}

impl Told<'_> {
    fn line(&self, target: &Target, from: &str, to: &str) -> history::Line {
        let difference = Difference {
            target: target.clone(),
            aspect: Aspect::Value,
            from: from.to_owned(),
            to: to.to_owned(),
        };
        history::difference(self.pack, self.diagnostic, self.lang, &difference)
    }

    fn who(&self, who: &Who, answer: Option<&Answer>) -> String {
        let role = answer.and_then(|answer| answer.role.as_ref()).or(who.role.as_ref());
        let role = role.map(|role| history::role_name(self.pack, self.lang, role));
        self::who(self.lang, role, who.day)
    }

    fn conflict(&self, conflict: &Conflict) -> ConflictTold {
        let lang = self.lang;
        let (what, ours, theirs) = match &conflict.subject {
            Subject::Answer { question, ours, theirs } => {
                let what = match self.pack.question(question.as_str()) {
                    Some(one) => format!("{question} · {}", one.text.get(lang)),
                    None => question.to_string(),
                };
                let side = |answer: &Answer, who: &Who| SideTold {
                    who: self.who(who, Some(answer)),
                    ..self.answer(question.as_str(), answer)
                };
                let ours = side(ours, &conflict.our_who);
                (what, ours, side(theirs, &conflict.their_who))
            }
            Subject::Cells { table, row, cells } => {
                let target = Target::Row(table.clone(), *row);
                let side = |theirs: bool, who: &Who| {
                    let each = cells.iter().map(|(column, a, b)| {
                        let target = Target::Cell(table.clone(), *row, column.clone());
                        let cell = if theirs { b } else { a };
                        let spec = self.pack.table(table.as_str());
                        let label = spec.and_then(|spec| spec.column(column.as_str()));
                        let label = label.map_or(column.as_str(), |one| one.label.get(lang));
                        let value = self.line(&target, "", &cell.to_string()).to;
                        lang.report_word_and(label, value)
                    });
                    let value = each.collect::<Vec<_>>().join("\n");
                    SideTold { value, who: self.who(who, None), proof: Vec::new() }
                };
                let ours = side(false, &conflict.our_who);
                (self.line(&target, "", "").what, ours, side(true, &conflict.their_who))
            }
            Subject::Row { table, row, ours, theirs } => {
                let target = Target::Row(table.clone(), *row);
                let side = |cells: &Option<crate::domain::merge::Cells>, who: &Who| {
                    let value = match cells {
                        None => lang.merge_row_gone().to_owned(),
                        Some(cells) => {
                            let each = cells.values().map(ToString::to_string);
                            self.line(&target, "", &each.collect::<Vec<_>>().join(" · ")).to
                        }
                    };
                    SideTold { value, who: self.who(who, None), proof: Vec::new() }
                };
                let ours = side(ours, &conflict.our_who);
                (self.line(&target, "", "").what, ours, side(theirs, &conflict.their_who))
            }
            Subject::Other { target, ours, theirs } => {
                let line = self.line(target, &ours.text, &theirs.text);
                let side = |value: String, who: &Who| SideTold {
                    value,
                    who: self.who(who, None),
                    proof: Vec::new(),
                };
                let ours = side(line.from, &conflict.our_who);
                (line.what, ours, side(line.to, &conflict.their_who))
            }
        };
        let offers = conflict.offers().into_iter();
        let offers = offers.map(|choice| (choice, self.outcome(conflict, choice))).collect();
        ConflictTold { what, ours, theirs, offers }
    }

    /// What the document would say after a choice, where it is neither side's own words.
    fn outcome(&self, conflict: &Conflict, choice: Choice) -> String {
        let Subject::Answer { question, ours, theirs } = &conflict.subject else {
            return String::new();
        };
        let both = hull([&ours.state, &theirs.state]);
        match choice {
            Choice::Range => self.state(question.as_str(), &both),
            Choice::Both => self.lang.merge_both_text().to_owned(),
            Choice::Ours | Choice::Theirs => String::new(),
        }
    }

    fn state(&self, question: &str, state: &State) -> String {
        self.line(&Target::Answer(question.into()), "", &state.to_string()).to
    }

    fn answer(&self, question: &str, answer: &Answer) -> SideTold {
        let lang = self.lang;
        let value = match &answer.state {
            State::NotApplicable { reason } if !reason.trim().is_empty() => {
                lang.report_word_and(lang.words_state_not_applicable(), reason)
            }
            state => self.state(question, state),
        };
        let year = answer.year.map(|year| lang.merge_year(year));
        let source = Some(answer.source.trim()).filter(|text| !text.is_empty());
        let source = source.map(|source| lang.merge_source(source));
        let grade = answer.evidence.map(|grade: Evidence| words::evidence(lang, grade).to_owned());
        let grade = grade.map(|grade| lang.merge_evidence(grade));
        // Remarks are kept whatever is decided: they are no part of what one decides between.
        let proof = [year, source, grade].into_iter().flatten().collect();
        SideTold { value, who: String::new(), proof }
    }
}

/// The report as Markdown; `choices` are what was decided, one for each conflict.
pub fn markdown(told: &MergeTold, head: &MergeHead, choices: &[Choice], lang: Lang) -> String {
    let mut out = format!("# {}\n\n", lang.merge_report_title());
    line(&mut out, &lang.merge_report_ours(plain(&head.ours)));
    line(&mut out, &lang.merge_report_theirs(plain(&head.theirs)));
    let base = match &head.base {
        Some(base) => lang.merge_report_base(plain(base)),
        None => lang.merge_report_no_base().to_owned(),
    };
    line(&mut out, &base);
    out.push('\n');
    for (name, count) in &told.counts {
        line(&mut out, &lang.merge_report_count(lang.integer(*count), *name));
    }
    for remark in &head.remarks {
        line(&mut out, &plain(remark));
    }
    if !told.conflicts.is_empty() {
        write_to(&mut out, &format!("\n## {}\n", lang.merge_conflicts()));
    }
    for (at, conflict) in told.conflicts.iter().enumerate() {
        write_to(&mut out, &format!("\n### {}\n\n", plain(&conflict.what)));
        for (name, side) in
            [(lang.merge_side_ours(), &conflict.ours), (lang.merge_side_theirs(), &conflict.theirs)]
        {
            line(&mut out, &lang.merge_report_side(name, plain(&side.value), plain(&side.who)));
            for proof in &side.proof {
                write_to(&mut out, &format!("  - {}\n", plain(proof)));
            }
        }
        let choice = choices.get(at).copied();
        let decided = choice.map_or(lang.merge_undecided(), |choice| choice_name(lang, choice));
        line(&mut out, &lang.merge_report_choice(decided));
    }
    for (_, name, lines) in &told.taken {
        write_to(&mut out, &format!("\n## {name}\n\n"));
        for one in lines {
            let change = lang.safety_from_to(plain(&one.from), plain(&one.to));
            line(&mut out, &lang.report_word_and(plain(&one.what), change));
        }
    }
    if !told.kept.is_empty() {
        write_to(&mut out, &format!("\n## {}\n\n", lang.merge_kept_title()));
        for one in &told.kept {
            line(&mut out, &plain(one));
        }
    }
    crate::language::typography::printed(&out)
}

fn line(out: &mut String, text: &str) {
    write_to(out, &format!("- {text}\n"));
}

fn write_to(out: &mut String, text: &str) {
    if out.write_str(text).is_err() {
        log::error!("a report could not be formatted");
    }
}

/// A text on one line, with what Markdown would read otherwise escaped.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if "\\`*_[]<>#|".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
