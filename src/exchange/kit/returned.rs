//! What a contributor made of a form, cell by cell.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use crate::{
    domain::{
        Answer, Cell, Change, ChangeKey, ColumnId, Diagnostic, Evidence, PartId, Picks, QuestionId,
        RoleId, Row, RowId, State, Table, TableId, Target, Value,
    },
    exchange::{problem::ImportProblemKind as Problem, spreadsheet::SheetRow, value, word},
    language::Lang,
    questionnaire::{Column, Kind, Pack, Question, TableSpec, check_answer, check_cell},
};

use super::{
    Base, COLUMNS, KitNote, KitNoteKind,
    entry::{self, DOT, PART},
    is_same, plain,
    table::{said, shown},
    write::{at, key},
};

/// A form on its way back.
pub(super) struct Returned<'a> {
    pack: &'a Pack,
    ours: &'a Diagnostic,
    role: &'a RoleId,
    day: Date,
    lang: Lang,
    /// What every cell held when the form went out.
    sent: &'a Base,
    base: Diagnostic,
    theirs: Diagnostic,
    pub(super) notes: Vec<KitNote>,
}

/// The cells of one question, by the column they stand in.
type Fields = BTreeMap<String, BTreeMap<&'static str, String>>;

impl<'a> Returned<'a> {
    pub(super) fn new(
        pack: &'a Pack,
        ours: &'a Diagnostic,
        (role, day): (&'a RoleId, Date),
        lang: Lang,
        sent: &'a Base,
    ) -> Self {
        let (base, theirs) = (ours.clone(), ours.clone());
        Self { pack, ours, role, day, lang, sent, base, theirs, notes: Vec::new() }
    }

    pub(super) fn finish(self) -> (Diagnostic, Diagnostic, Vec<KitNote>) {
        (self.base, self.theirs, self.notes)
    }

    fn was(&self, place: &str, column: &str) -> &'a str {
        self.sent.get(&key(place, column)).map_or("", String::as_str)
    }

    pub(super) fn questions(&mut self, rows: &[SheetRow]) {
        let mut by_question: BTreeMap<String, Fields> = BTreeMap::new();
        let columns = [
            (at::VALUE, "value"),
            (at::UNTIL, "until"),
            (at::YEAR, "year"),
            (at::SOURCE, "source"),
            (at::COMMENT, "comment"),
        ];
        for row in rows {
            let name = plain(row.cell(usize::from(at::KEY)));
            let id = name.split(PART).next().unwrap_or_default().to_owned();
            if self.pack.question(&id).is_none() || !self.sent.contains_key(&key(&name, "value")) {
                continue;
            }
            let fields = columns
                .iter()
                .map(|(column, field)| (*field, plain(row.cell(usize::from(*column)))))
                .collect();
            by_question.entry(id).or_default().insert(name, fields);
        }
        for (id, fields) in by_question {
            if let Some(question) = self.pack.question(&id) {
                self.question(question, &fields);
            }
        }
    }

    /// Takes in what the form says of one question, if it says something else than before.
    fn question(&mut self, question: &Question, fields: &Fields) {
        let before = self.begun(question);
        let mut after = before.clone();
        let moved = self.moved(fields);
        if moved.iter().any(|(_, field)| matches!(*field, "value" | "until")) {
            match Self::state(question, fields) {
                Ok(State::NotAsked) => self.note(question.id.to_string(), KitNoteKind::Emptied),
                Ok(state) => after.state = state,
                Err(problem) => {
                    self.note(question.id.to_string(), KitNoteKind::Unreadable(problem));
                }
            }
        }
        let main = fields.get(question.id.as_str());
        let text = |field: &str| main.and_then(|all| all.get(field)).map_or("", String::as_str);
        let has = |field: &str| moved.iter().any(|(_, moved)| *moved == field);
        if has("year") {
            match text("year") {
                "" => {}
                year => match word::year(year) {
                    Ok(year) => after.year = Some(year),
                    Err(problem) => {
                        self.note(question.id.to_string(), KitNoteKind::Unreadable(problem));
                    }
                },
            }
        }
        if has("source") && !text("source").is_empty() {
            text("source").clone_into(&mut after.source);
        }
        let comment = text("comment");
        if !comment.is_empty() {
            comment.clone_into(&mut after.comment);
            if let State::NotApplicable { reason } = &mut after.state
                && reason.is_empty()
            {
                // The comment column is where people justify themselves.
                comment.clone_into(reason);
            }
        }
        self.answered(question, before, after);
    }

    /// The answer that the form began from: ours if it still says the same, without remarks that
    /// never went out.
    fn begun(&self, question: &Question) -> Answer {
        let ours = self.ours.answer(question.id.as_str()).cloned().unwrap_or_default();
        let now = entry::entries(question, Some(&ours), self.lang);
        let same = now.iter().all(|entry| {
            let cells = [("value", &entry.value), ("until", &entry.until)];
            let more = [("year", &entry.year), ("source", &entry.source)];
            let more = more.into_iter().filter(|_| entry.is_main);
            cells
                .into_iter()
                .chain(more)
                .all(|(field, text)| is_same(text, self.was(&entry.key, field)))
        });
        if same {
            return Answer { comment: String::new(), note: String::new(), ..ours };
        }
        let sent: Fields = now
            .iter()
            .map(|entry| {
                let fields = ["value", "until", "year", "source"];
                let cells = fields.map(|field| (field, plain(self.was(&entry.key, field))));
                (entry.key.clone(), cells.into_iter().collect())
            })
            .collect();
        let main = sent.get(question.id.as_str());
        let text = |field: &str| main.and_then(|all| all.get(field)).map_or("", String::as_str);
        let (year, source) = (word::year(text("year")).ok(), text("source").to_owned());
        let state = Self::state(question, &sent).unwrap_or_default();
        Answer { state, year, source, ..Answer::default() }
    }

    /// The cells that say something else than when the form went out.
    fn moved(&self, fields: &Fields) -> Vec<(String, &'static str)> {
        let mut moved = Vec::new();
        for (name, cells) in fields {
            for (field, text) in cells {
                if !is_same(text, self.was(name, field)) {
                    moved.push((name.clone(), *field));
                }
            }
        }
        moved
    }

    /// Keeps what the contributor says, signed with their role.
    fn answered(&mut self, question: &Question, before: Answer, mut after: Answer) {
        let id = question.id.clone();
        let none = Answer::default();
        let ours = self.ours.answers.get(&id).unwrap_or(&none);
        if after == before {
            return;
        }
        let said = after.state != before.state;
        if said {
            after.role = Some(self.role.clone());
            after.evidence = after.state.is_answered().then_some(Evidence::E1);
        }
        if let Err(problem) = check_answer(question, &after.state) {
            return self.note(id.to_string(), KitNoteKind::Unreadable(Problem::Value(problem)));
        }
        let change = Change {
            from: before.state.to_string(),
            to: after.state.to_string(),
            role: Some(self.role.clone()),
        };
        // What never went out is the same on every side; a remark stands beside ours, and an answer
        // beside those that respondents are debating.
        let remarked = !after.comment.is_empty();
        let kept = |answer: Answer, remark: &str| Answer {
            comment: if remarked { remark.to_owned() } else { ours.comment.clone() },
            note: ours.note.clone(),
            review: ours.review,
            includes: ours.includes.clone(),
            voices: if said { Vec::new() } else { ours.voices.clone() },
            decided: !said && ours.decided,
            ..answer
        };
        let remark = after.comment.clone();
        let (base, theirs) = (kept(before, ""), kept(after, &remark));
        put(&mut self.base, &id, base);
        put(&mut self.theirs, &id, theirs);
        self.wrote(Target::Answer(id), change);
    }

    fn wrote(&mut self, target: Target, change: Change) {
        self.theirs.journal.insert(ChangeKey { day: self.day, target }, change);
    }

    /// What the cells of a question say together.
    fn state(question: &Question, fields: &Fields) -> Result<State, Problem> {
        let text = |name: &str, field: &str| {
            fields.get(name).and_then(|all| all.get(field)).map_or("", String::as_str)
        };
        let id = question.id.as_str();
        let (value, until) = (text(id, "value"), text(id, "until"));
        if word::is_unknown(value) {
            return Ok(State::Unknown);
        }
        if word::is_not_applicable(value) {
            return Ok(State::NotApplicable { reason: String::new() });
        }
        match &question.kind {
            Kind::Numbers(_) => parts(question, fields),
            Kind::Multiple { .. } => picks(question, fields),
            kind => {
                let read = |text: &str| match (kind, entry::chosen(kind, text)) {
                    (_, Some(option)) => Ok(Value::Choice(option.id.clone())),
                    (Kind::Scale(_) | Kind::YesPartlyNo { .. }, None) => {
                        let head = text.split_once(DOT.trim()).map_or(text, |(head, _)| head);
                        value::read_value(kind, head.trim())
                    }
                    (_, None) => value::read_value(kind, text),
                };
                if value.is_empty() && until.is_empty() {
                    return Ok(State::NotAsked);
                }
                if until.is_empty() {
                    return match (read(value), word::ends(value)) {
                        (Err(_), Some((low, high))) if matches!(kind, Kind::Number { .. }) => {
                            Ok(State::Between(read(low.trim())?, read(high.trim())?))
                        }
                        (given, _) => given.map(State::Given),
                    };
                }
                if value.is_empty() {
                    return Err(Problem::HalfRange);
                }
                let (low, high) = (read(value)?, read(until)?);
                Ok(if low == high { State::Given(low) } else { State::Between(low, high) })
            }
        }
    }

    pub(super) fn table(&mut self, spec: &TableSpec, rows: &[SheetRow]) {
        let head = rows.iter().find(|row| row.cell(0) == COLUMNS);
        let Some(head) = head else {
            return self.note(spec.short.get(self.lang).to_owned(), KitNoteKind::NoSheet);
        };
        let column = |at: usize| spec.column(plain(head.cell(at)).as_str());
        let columns: Vec<(usize, &Column)> =
            (1..head.cells.len()).filter_map(|at| Some((at, column(at)?))).collect();
        let mut form = Rows::begin(spec, self.ours, self.sent, self.lang);
        let below = rows.iter().filter(|row| head.number + 2 < row.number);
        for row in below {
            self.row(spec, (&columns, row), &mut form);
        }
        if form.changed {
            let Rows { base, theirs, .. } = form;
            self.base.tables.insert(spec.id.clone(), Arc::new(base));
            self.theirs.tables.insert(spec.id.clone(), Arc::new(theirs));
        }
    }

    /// One line of a table: what it says otherwise than before, or a new row.
    fn row(
        &mut self,
        spec: &TableSpec,
        (columns, row): (&[(usize, &Column)], &SheetRow),
        form: &mut Rows,
    ) {
        let known: Option<RowId> = plain(row.cell(0)).parse().ok();
        let place = format!("{}!{}", spec.id, known.map_or_else(String::new, |id| id.to_string()));
        let mut cells: Vec<(ColumnId, Cell)> = Vec::new();
        for (at, column) in columns {
            let text = plain(row.cell(*at));
            let was = if known.is_some() { self.was(&place, column.id.as_str()) } else { "" };
            if is_same(&text, was) {
                continue;
            }
            let label = column.label.get(self.lang);
            let spot = self.lang.kits_cell(
                label,
                self.lang.integer(row.number),
                spec.short.get(self.lang),
            );
            if text.is_empty() {
                self.note(spot, KitNoteKind::Emptied);
                continue;
            }
            match value::read_cell(&column.kind, &said(&column.kind, &text)) {
                Ok((cell, unknown)) => {
                    for found in unknown {
                        let kind = KitNoteKind::Unreadable(Problem::UnknownPlace(found));
                        self.note(spot.clone(), kind);
                    }
                    match check_cell(column, &cell) {
                        Err(problem)
                            if !matches!(
                                problem,
                                crate::questionnaire::AnswerProblem::UnknownPlace(_)
                            ) =>
                        {
                            self.note(spot, KitNoteKind::Unreadable(Problem::Value(problem)));
                        }
                        _ => cells.push((column.id.clone(), cell)),
                    }
                }
                Err(problem) => self.note(spot, KitNoteKind::Unreadable(problem)),
            }
        }
        if cells.is_empty() {
            return;
        }
        let id = form.take(known, cells);
        let summary = form.theirs.row(id).map_or_else(String::new, |row| row.summary());
        let from = if known.is_some() { "…".to_owned() } else { String::new() };
        let change = Change { from, to: summary, role: Some(self.role.clone()) };
        self.wrote(Target::Row(spec.id.clone(), id), change);
    }
}

fn parts(question: &Question, fields: &Fields) -> Result<State, Problem> {
    let Kind::Numbers(parts) = &question.kind else { return Ok(State::NotAsked) };
    let mut low: BTreeMap<PartId, f64> = BTreeMap::new();
    let mut high = BTreeMap::new();
    for part in parts {
        let name = format!("{}{PART}{}", question.id, part.id);
        let text = |field: &str| {
            fields.get(&name).and_then(|all| all.get(field)).map_or("", String::as_str)
        };
        if text("value").is_empty() {
            continue;
        }
        let figure = word::figure(text("value"))?;
        low.insert(part.id.clone(), figure);
        let until = match text("until") {
            "" => figure,
            until => word::figure(until)?,
        };
        high.insert(part.id.clone(), until);
    }
    Ok(match (low.is_empty(), low == high) {
        (true, _) => State::NotAsked,
        (false, true) => State::Given(Value::Parts(low)),
        (false, false) => State::Between(Value::Parts(low), Value::Parts(high)),
    })
}

fn picks(question: &Question, fields: &Fields) -> Result<State, Problem> {
    let (mut sure, mut possible) = (Picks::new(), Picks::new());
    let none = Lang::ALL.iter().any(|lang| {
        fields
            .get(question.id.as_str())
            .and_then(|all| all.get("value"))
            .is_some_and(|text| is_same(text, lang.kits_none_of_them()))
    });
    let mut said = none;
    for option in question.kind.options() {
        let name = format!("{}{PART}{}", question.id, option.id);
        let of = |name: &str| {
            fields.get(name).and_then(|all| all.get("value")).map_or("", String::as_str)
        };
        let text = of(&name);
        let amount = match of(&format!("{name}{PART}")) {
            "" => None,
            amount => Some(word::figure(amount)?),
        };
        let (yes, maybe) = match word::yes_no(text) {
            _ if word::is_unknown(text) => (false, true),
            Some(yes) => (yes, yes),
            None if text.is_empty() => (amount.is_some(), amount.is_some()),
            None => return Err(Problem::NotYesNo(text.to_owned())),
        };
        said |= !text.is_empty() || amount.is_some();
        if yes {
            sure.insert(option.id.clone(), amount);
        }
        if maybe {
            possible.insert(option.id.clone(), amount);
        }
    }
    Ok(match (said, sure == possible) {
        (false, _) => State::NotAsked,
        (true, true) => State::Given(Value::Picks(sure)),
        (true, false) => State::Between(Value::Picks(sure), Value::Picks(possible)),
    })
}

fn put(of: &mut Diagnostic, id: &QuestionId, answer: Answer) {
    if answer.is_blank() {
        of.answers.remove(id);
    } else {
        of.answers.insert(id.clone(), answer);
    }
}

/// A table on its way back.
struct Rows {
    base: Table,
    theirs: Table,
    changed: bool,
}

impl Rows {
    /// The table as the form began from it: our rows where they still say the same.
    fn begin(spec: &TableSpec, ours: &Diagnostic, sent: &Base, lang: Lang) -> Self {
        let none = Table::default();
        let own = ours.table(spec.id.as_str()).unwrap_or(&none);
        let mut base = Table { rows: Vec::new(), ..own.clone() };
        for id in sent_rows(&spec.id, sent) {
            let mut row =
                own.row(id).map_or_else(|| Row { id, cells: Vec::new() }, |row| (**row).clone());
            for column in super::table::columns(spec) {
                let place = format!("{}!{id}", spec.id);
                let Some(was) = sent.get(&key(&place, column.id.as_str())) else { continue };
                let at = base.column(column.id.as_str());
                let now = at.map(|at| shown(&column.kind, row.cell(at), lang)).unwrap_or_default();
                if is_same(&now, was) {
                    continue;
                }
                let at = base.column_or_insert(&column.id);
                let read = value::read_cell(&column.kind, &said(&column.kind, &plain(was)));
                row.set(at, read.map(|(cell, _)| cell).unwrap_or_default());
            }
            base.rows.push(Arc::new(row));
        }
        let order: Vec<_> = spec.columns.iter().map(|column| &column.id).collect();
        let base = base.arranged(&order).unwrap_or(base);
        Self { theirs: base.clone(), base, changed: false }
    }

    /// Sets cells of a row that is known, or adds one.
    fn take(&mut self, known: Option<RowId>, cells: Vec<(ColumnId, Cell)>) -> RowId {
        self.changed = true;
        let id = known.filter(|id| self.theirs.row(*id).is_some());
        let id = id.unwrap_or_else(|| {
            let id = self.theirs.next_row_id();
            self.theirs.rows.push(Arc::new(Row { id, cells: Vec::new() }));
            id
        });
        for (column, cell) in cells {
            self.theirs.set_cell(id, &column, cell);
        }
        id
    }
}

/// The rows of a table that the form went out with, in their order.
fn sent_rows(table: &TableId, sent: &Base) -> Vec<RowId> {
    let mut ids: Vec<RowId> = sent
        .keys()
        .filter_map(|key| {
            let (place, _) = key.split_once('|')?;
            let (of, id) = place.split_once('!')?;
            (of == table.as_str()).then(|| id.parse().ok())?
        })
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
