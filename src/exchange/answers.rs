//! Answers from a file of one question a line.

use std::collections::BTreeMap;

use crate::{
    domain::{Answer, Diagnostic, QuestionId, RoleId, State},
    language::Lang,
    questionnaire::{Pack, Question, check_answer},
};

use super::{
    problem::{ImportProblem, ImportProblemKind as Problem, Known},
    sheet::{self, Line},
    value::{read_state, read_value},
    word,
};

/// Answers that were read whole, for the application to enter.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerImport {
    /// The answers, in the order of the file; a blank one takes the present answer away.
    pub answers: Vec<(QuestionId, Answer)>,
    /// What was passed over or looks odd.
    pub warnings: Vec<ImportProblem>,
    /// Whether the file has a column of private notes.
    has_notes: bool,
}

impl AnswerImport {
    /// The answers as they are to be entered over those of a diagnostic: what a file cannot say
    /// (« à revoir ») or has no column for (private notes) is kept.
    pub fn over(self, present: &Diagnostic) -> Vec<(QuestionId, Answer)> {
        let Self { mut answers, has_notes, .. } = self;
        for (id, answer) in &mut answers {
            let Some(before) = present.answer(id.as_str()) else { continue };
            answer.review = before.review;
            answer.voices.clone_from(&before.voices);
            answer.decided = before.decided;
            if !has_notes {
                answer.note.clone_from(&before.note);
            }
        }
        answers
    }
}

/// Reads a file of answers, or tells every problem in it; `docs/import.md` describes the form.
pub fn import_answers(bytes: &[u8], pack: &Pack) -> Result<AnswerImport, Vec<ImportProblem>> {
    let lines = sheet::read(bytes).map_err(|problem| vec![problem])?;
    let (Some(first), rest) = (lines.first(), lines.get(1..).unwrap_or_default()) else {
        return Err(vec![ImportProblem::whole(Problem::Empty)]);
    };
    let mut problems = Vec::new();
    let mut warnings = Vec::new();
    let header = Header::read(first, &mut problems, &mut warnings);
    if header.at(Field::Id).is_none() {
        let known = word::join(Field::ALL.iter().map(|field| field.code()));
        return Err(vec![ImportProblem::whole(Problem::NoHeading { known })]);
    }
    let mut answers: Vec<(QuestionId, Answer)> = Vec::new();
    let mut seen: BTreeMap<QuestionId, usize> = BTreeMap::new();
    for line in rest {
        let mut row = Row { line, header: &header, pack, problems: &mut problems };
        let Some((id, answer)) = row.read() else { continue };
        if let Some(first) = seen.insert(id.clone(), line.number) {
            row.report(Field::Id, Problem::RepeatedQuestion(id, first));
            continue;
        }
        answers.push((id, answer));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(AnswerImport { answers, warnings, has_notes: header.at(Field::Note).is_some() })
}

/// A column of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Id,
    State,
    Value,
    Min,
    Max,
    Year,
    Source,
    Evidence,
    Role,
    Comment,
    Perimeter,
    Note,
}

impl Field {
    const ALL: [Self; 12] = [
        Self::Id,
        Self::State,
        Self::Value,
        Self::Min,
        Self::Max,
        Self::Year,
        Self::Source,
        Self::Evidence,
        Self::Role,
        Self::Comment,
        Self::Perimeter,
        Self::Note,
    ];

    const fn code(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::State => "state",
            Self::Value => "value",
            Self::Min => "min",
            Self::Max => "max",
            Self::Year => "year",
            Self::Source => "source",
            Self::Evidence => "evidence",
            Self::Role => "role",
            Self::Comment => "comment",
            Self::Perimeter => "perimeter",
            Self::Note => "note",
        }
    }

    /// The headings of each language, separated by `|`.
    const fn headings(self, lang: Lang) -> &'static str {
        match self {
            Self::Id => lang.exchange_heading_id(),
            Self::State => lang.exchange_heading_state(),
            Self::Value => lang.exchange_heading_value(),
            Self::Min => lang.exchange_heading_min(),
            Self::Max => lang.exchange_heading_max(),
            Self::Year => lang.exchange_heading_year(),
            Self::Source => lang.exchange_heading_source(),
            Self::Evidence => lang.exchange_heading_evidence(),
            Self::Role => lang.exchange_heading_role(),
            Self::Comment => lang.exchange_heading_comment(),
            Self::Perimeter => lang.exchange_heading_perimeter(),
            Self::Note => lang.exchange_heading_note(),
        }
    }

    fn find(heading: &str) -> Option<Self> {
        let names = |field: &Self| word::is_any(heading, |lang| field.headings(lang));
        Self::ALL.into_iter().find(names)
    }
}

/// Which column holds what.
struct Header {
    columns: Vec<Option<Field>>,
    names: Vec<String>,
}

impl Header {
    fn read(
        line: &Line,
        problems: &mut Vec<ImportProblem>,
        warnings: &mut Vec<ImportProblem>,
    ) -> Self {
        let mut columns: Vec<Option<Field>> = Vec::new();
        for (index, heading) in line.fields.iter().enumerate() {
            let spot = Some(line.spot(index, ""));
            let field = Field::find(heading);
            if field.is_some() && columns.contains(&field) {
                let kind = Problem::RepeatedHeading(heading.clone());
                problems.push(ImportProblem { spot, kind });
            } else if field.is_none() && !heading.is_empty() {
                let kind = Problem::IgnoredHeading(heading.clone());
                warnings.push(ImportProblem { spot, kind });
            }
            columns.push(field);
        }
        Self { columns, names: line.fields.clone() }
    }

    fn at(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|column| *column == Some(field))
    }
}

/// One line of the file as it is read.
struct Row<'a> {
    line: &'a Line,
    header: &'a Header,
    pack: &'a Pack,
    problems: &'a mut Vec<ImportProblem>,
}

impl<'a> Row<'a> {
    /// The answer on the line; none if the line says nothing or has a problem.
    fn read(&mut self) -> Option<(QuestionId, Answer)> {
        let before = self.problems.len();
        self.check_extra();
        let question = self.question()?;
        let said = |field: &Field| *field != Field::Id && !self.get(*field).is_empty();
        if !Field::ALL.iter().any(said) {
            return None;
        }
        let mut answer = Answer {
            source: self.get(Field::Source).to_owned(),
            comment: self.get(Field::Comment).to_owned(),
            note: self.get(Field::Note).to_owned(),
            year: self.parse(Field::Year, word::year),
            evidence: self.parse(Field::Evidence, word::evidence),
            perimeter: self.parse(Field::Perimeter, word::perimeter),
            role: self.role(),
            ..Answer::default()
        };
        if let Some(state) = self.state(question) {
            answer.state = state;
        }
        if let State::NotApplicable { reason } = &mut answer.state
            && reason.is_empty()
        {
            // The comment column is where people justify themselves.
            std::mem::swap(reason, &mut answer.comment);
        }
        (self.problems.len() == before).then(|| (question.id.clone(), answer))
    }

    fn question(&mut self) -> Option<&'a Question> {
        let id = self.get(Field::Id);
        let pack = self.pack;
        let found = pack.question(id).or_else(|| {
            let same = |other: &QuestionId| other.as_str().eq_ignore_ascii_case(id);
            pack.questions.iter().find(|q| same(&q.id) || q.aliases.iter().any(same))
        });
        if found.is_none() {
            self.report(Field::Id, Problem::UnknownQuestion(id.to_owned()));
        }
        found
    }

    /// What is known, from the state, the value and the two ends of a range.
    fn state(&mut self, question: &Question) -> Option<State> {
        let state = match self.stated()? {
            Stated::Answered => self.given(question)?,
            Stated::Range => self.range(question)?,
            Stated::NotApplicable => {
                State::NotApplicable { reason: self.get(Field::Value).to_owned() }
            }
            stated => {
                self.expect_no_value(&[Field::Value, Field::Min, Field::Max]);
                if stated == Stated::Unknown { State::Unknown } else { State::NotAsked }
            }
        };
        if let Err(problem) = check_answer(question, &state) {
            let field = if matches!(state, State::Between(..)) && !self.get(Field::Min).is_empty() {
                Field::Min
            } else {
                Field::Value
            };
            self.report(field, Problem::Value(problem));
        }
        Some(state)
    }

    /// The state as it is said, or as the filled columns imply it.
    fn stated(&mut self) -> Option<Stated> {
        let text = self.get(Field::State);
        if text.is_empty() {
            let ends = !self.get(Field::Min).is_empty() || !self.get(Field::Max).is_empty();
            let value = !self.get(Field::Value).is_empty();
            return Some(match (value, ends) {
                (true, _) => Stated::Answered,
                (false, true) => Stated::Range,
                (false, false) => Stated::NotAsked,
            });
        }
        let found = Stated::find(text);
        if found.is_none() {
            self.report(Field::State, Problem::UnknownState(text.to_owned()));
        }
        found
    }

    fn given(&mut self, question: &Question) -> Option<State> {
        self.expect_no_value(&[Field::Min, Field::Max]);
        match self.parse(Field::Value, |text| read_state(&question.kind, text)) {
            None if self.get(Field::Value).is_empty() => {
                self.report(Field::Value, Problem::NoValue);
                None
            }
            state => state,
        }
    }

    /// A range from its two ends, or from a value such as `10..60`.
    fn range(&mut self, question: &Question) -> Option<State> {
        let (low, high) = (self.get(Field::Min), self.get(Field::Max));
        match (low.is_empty(), high.is_empty()) {
            (true, true) => match self.parse(Field::Value, |text| read_state(&question.kind, text))
            {
                Some(state @ State::Between(..)) => Some(state),
                Some(_) => self.fail(Field::Value, Problem::HalfRange),
                None if self.get(Field::Value).is_empty() => {
                    self.fail(Field::Min, Problem::NoValue)
                }
                None => None,
            },
            (true, false) => self.fail(Field::Min, Problem::HalfRange),
            (false, true) => self.fail(Field::Max, Problem::HalfRange),
            (false, false) => {
                self.expect_no_value(&[Field::Value]);
                let low = self.parse(Field::Min, |text| read_value(&question.kind, text));
                let high = self.parse(Field::Max, |text| read_value(&question.kind, text));
                Some(State::Between(low?, high?))
            }
        }
    }

    fn role(&mut self) -> Option<RoleId> {
        let pack = self.pack;
        self.parse(Field::Role, |text| {
            let same = |id: &RoleId| id.as_str().eq_ignore_ascii_case(text);
            let found = pack.roles.iter().find(|r| same(&r.id) || word::is_text(text, &r.title));
            found.map(|role| role.id.clone()).ok_or_else(|| Problem::UnknownOption {
                found: text.to_owned(),
                known: Known::of(&pack.roles, |role, lang| role.title.get(lang).to_owned()),
            })
        })
    }

    fn expect_no_value(&mut self, fields: &[Field]) {
        if let Some(field) = fields.iter().find(|field| !self.get(**field).is_empty()) {
            self.report(*field, Problem::Contradiction);
        }
    }

    fn check_extra(&mut self) {
        let columns = self.header.columns.len();
        let extra = self.line.fields.iter().skip(columns).position(|field| !field.is_empty());
        if let Some(index) = extra {
            let spot = Some(self.line.spot(columns + index, ""));
            self.problems.push(ImportProblem { spot, kind: Problem::ExtraFields });
        }
    }

    fn get(&self, field: Field) -> &'a str {
        self.header.at(field).map_or("", |index| self.line.field(index))
    }

    /// What a field holds, if anything; reports what cannot be read.
    fn parse<T>(
        &mut self,
        field: Field,
        read: impl FnOnce(&str) -> Result<T, Problem>,
    ) -> Option<T> {
        match self.get(field) {
            "" => None,
            text => read(text).map_err(|problem| self.report(field, problem)).ok(),
        }
    }

    fn fail(&mut self, field: Field, kind: Problem) -> Option<State> {
        self.report(field, kind);
        None
    }

    fn report(&mut self, field: Field, kind: Problem) {
        let mut spot = self.line.spot(0, "");
        spot.column = self.header.at(field).map(|index| index + 1);
        let name = self.header.at(field).and_then(|index| self.header.names.get(index));
        spot.heading = name.cloned().unwrap_or_default();
        self.problems.push(ImportProblem { spot: Some(spot), kind });
    }
}

/// The state that a line gives its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stated {
    Answered,
    Range,
    Unknown,
    NotApplicable,
    NotAsked,
}

impl Stated {
    fn find(text: &str) -> Option<Self> {
        if word::is_unknown(text) {
            Some(Self::Unknown)
        } else if word::is_not_applicable(text) {
            Some(Self::NotApplicable)
        } else if word::is_any(text, Lang::exchange_words_answered) {
            Some(Self::Answered)
        } else if word::is_any(text, Lang::exchange_words_range) {
            Some(Self::Range)
        } else if word::is_any(text, Lang::exchange_words_not_asked) {
            Some(Self::NotAsked)
        } else {
            None
        }
    }
}
