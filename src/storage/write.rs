//! Writes a document: same document, same bytes; one line for each thing, so that differences read.

use std::{collections::BTreeSet, fmt::Write as _};

use crate::domain::{
    Ambition, Answer, BlockId, Change, ChangeKey, Cover, Coverage, Diagnostic, Exploration, Named,
    OptionId, PackStamp, PartId, Picks, Row, State, Table, Target, Territory, Value, Voice, Weight,
};

use super::{Extras, FORMAT, cell::write_cell, extras::Place};

/// The text of a document's file.
pub fn write(diagnostic: &Diagnostic, extras: &Extras) -> String {
    let mut file = Writer { out: String::with_capacity(64 * 1024), extras };
    file.document(diagnostic);
    file.out
}

/// A text in quotation marks, with what RON would read otherwise escaped.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => push(&mut out, format_args!("\\u{{{:x}}}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A number as RON reads it back exactly; whole numbers without decimal point.
pub(super) fn number(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let text = format!("{value:?}");
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

/// Appends to a text, which cannot fail.
fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    if out.write_fmt(text).is_err() {
        log::error!("a document could not be formatted");
    }
}

/// The file as written so far.
pub(super) struct Writer<'a> {
    pub(super) out: String,
    pub(super) extras: &'a Extras,
}

impl Writer<'_> {
    fn document(&mut self, diagnostic: &Diagnostic) {
        let d = diagnostic;
        self.add("(\n");
        self.line(1, "format", &FORMAT.to_string());
        self.pack(1, &d.pack, &d.pack.text, &Place::Pack);
        self.territory(&d.territory);
        self.line(1, "as_of", &quoted(&d.as_of.to_string()));
        self.line(1, "path", &quoted(d.path.code()));
        if d.fictional {
            self.line(1, "fictional", "true");
        }
        let answers = d.answers.iter().map(|(id, answer)| (id.as_str(), answer));
        self.map("answers", answers, Self::answer);
        let tables = d.tables.iter().map(|(id, table)| (id.as_str(), &**table));
        self.map("tables", tables, Self::table);
        let ambitions = d.ambitions.iter().map(|(id, ambition)| (id.as_str(), ambition));
        self.map("ambitions", ambitions, |file, id, ambition| file.ambition(id, *ambition));
        self.plan(&d.plan);
        self.decisions(&d.decisions);
        self.explorations(&d.explorations);
        self.frozen(d);
        self.cover(&d.cover);
        self.points(&d.points);
        self.journal(d);
        self.unknown_lines(1, &Place::Document);
        self.add(")\n");
    }

    fn pack(&mut self, depth: usize, pack: &PackStamp, text: &str, place: &Place) {
        push(&mut self.out, format_args!("{:1$}pack: (\n", "", depth * 4));
        self.line(depth + 1, "id", &quoted(pack.id.as_str()));
        self.line(depth + 1, "version", &quoted(&pack.version));
        self.line(depth + 1, "sha256", &quoted(&pack.hash));
        self.line(depth + 1, "text", &quoted(text));
        self.unknown_lines(depth + 1, place);
        push(&mut self.out, format_args!("{:1$}),\n", "", depth * 4));
    }

    /// Frozen states; the text of a pack stands once in the file.
    fn frozen(&mut self, diagnostic: &Diagnostic) {
        if diagnostic.frozen.is_empty() {
            return;
        }
        self.add("    snapshots: {\n");
        let mut told = BTreeSet::from([&diagnostic.pack.hash]);
        for state in &diagnostic.frozen {
            push(&mut self.out, format_args!("        {}: (\n", state.id));
            self.line(3, "name", &quoted(&state.name));
            self.line(3, "day", &quoted(&state.day.to_string()));
            self.line(3, "as_of", &quoted(&state.as_of.to_string()));
            if state.pack != diagnostic.pack {
                let known = !told.insert(&state.pack.hash);
                let text = if known { "" } else { &state.pack.text };
                self.pack(3, &state.pack, text, &Place::FrozenPack(state.id));
            }
            self.line(3, "sha256", &quoted(&state.hash));
            self.line(3, "text", &quoted(&state.content));
            self.unknown_lines(3, &Place::Frozen(state.id));
            self.add("        ),\n");
        }
        self.add("    },\n");
    }

    fn territory(&mut self, territory: &Territory) {
        self.add("    territory: (\n");
        self.line(2, "name", &quoted(&territory.name));
        self.line(2, "code", &quoted(&territory.code));
        if let Some(kind) = territory.kind {
            self.line(2, "kind", &quoted(kind.code()));
        }
        self.named("epci", territory.epci.as_ref());
        self.named("ept", territory.ept.as_ref());
        self.named("departement", territory.departement.as_ref());
        self.named("region", territory.region.as_ref());
        self.unknown_lines(2, &Place::Territory);
        self.add("    ),\n");
    }

    fn named(&mut self, field: &'static str, named: Option<&Named>) {
        let Some(Named { code, name }) = named else { return };
        let mut fields = Fields::default();
        fields.add("code", &quoted(code));
        fields.add("name", &quoted(name));
        self.record(2, field, fields, &Place::Named(field));
    }

    fn answer(&mut self, id: &str, answer: &Answer) {
        let mut fields = Fields::default();
        if let Some(state) = state(&answer.state) {
            fields.add("state", &state);
        }
        fields.option("year", answer.year.map(|year| year.to_string()));
        fields.option("perimeter", answer.perimeter.map(|p| quoted(p.code())));
        fields.text("source", &answer.source);
        fields.option("evidence", answer.evidence.map(|e| quoted(e.code())));
        fields.option("role", answer.role.as_ref().map(|role| quoted(role.as_str())));
        fields.text("comment", &answer.comment);
        fields.text("note", &answer.note);
        if answer.review {
            fields.add("review", "true");
        }
        if !answer.includes.is_empty() {
            let includes: Vec<_> = answer.includes.iter().map(|id| quoted(id.as_str())).collect();
            fields.add("includes", &format!("[{}]", includes.join(", ")));
        }
        if !answer.voices.is_empty() {
            let voices: Vec<_> = answer.voices.iter().map(|one| self.voice(id, one)).collect();
            fields.add("voices", &format!("[{}]", voices.join(", ")));
        }
        if answer.decided {
            fields.add("decided", "true");
        }
        self.record(2, &quoted(id), fields, &Place::Answer(id.into()));
    }

    /// What one of several respondents said to a question.
    fn voice(&self, id: &str, voice: &Voice) -> String {
        let mut fields = Fields::default();
        fields.option("state", state(&voice.state));
        fields.option("role", voice.role.as_ref().map(|role| quoted(role.as_str())));
        fields.option("day", voice.day.map(|day| quoted(&day.to_string())));
        fields.option("year", voice.year.map(|year| year.to_string()));
        fields.option("perimeter", voice.perimeter.map(|p| quoted(p.code())));
        fields.text("source", &voice.source);
        fields.option("evidence", voice.evidence.map(|e| quoted(e.code())));
        self.unknown_fields(&mut fields, &Place::voice(&id.into(), voice));
        format!("({})", fields.0)
    }

    fn table(&mut self, id: &str, table: &Table) {
        push(&mut self.out, format_args!("        {}: (\n", quoted(id)));
        if let Some(coverage) = table.coverage {
            self.line(3, "coverage", &quoted(coverage.code()));
        }
        if !table.channel_coverage.is_empty() {
            let channel = |(id, c): (_, &Coverage)| {
                format!("{}: {}", quoted(OptionId::as_str(id)), quoted(c.code()))
            };
            let channels: Vec<_> = table.channel_coverage.iter().map(channel).collect();
            self.line(3, "channels", &format!("{{{}}}", channels.join(", ")));
        }
        let columns: Vec<_> = table.columns.iter().map(|c| quoted(c.as_str())).collect();
        self.line(3, "columns", &format!("[{}]", columns.join(", ")));
        self.rows(table);
        self.unknown_lines(3, &Place::Table(id.into()));
        self.add("        ),\n");
    }

    fn rows(&mut self, table: &Table) {
        if table.rows.is_empty() {
            return;
        }
        self.add("            rows: {\n");
        for row in &table.rows {
            self.row(row);
        }
        self.add("            },\n");
    }

    fn row(&mut self, row: &Row) {
        push(&mut self.out, format_args!("                {}: [", row.id));
        for (index, cell) in row.cells.iter().enumerate() {
            if 0 < index {
                self.add(", ");
            }
            write_cell(&mut self.out, cell);
        }
        self.add("],\n");
    }

    fn ambition(&mut self, id: &str, ambition: Ambition) {
        let mut fields = Fields::default();
        fields.add("level", &ambition.level.to_string());
        fields.option("year", ambition.year.map(|year| year.to_string()));
        self.record(2, &quoted(id), fields, &Place::Ambition(id.into()));
    }

    fn explorations(&mut self, all: &[Exploration]) {
        if all.is_empty() {
            return;
        }
        self.add("    explorations: [\n");
        for one in all {
            let mut fields = Fields::default();
            fields.add("day", &quoted(&one.day.to_string()));
            fields.text("profile", &one.profile);
            let weight = |(id, weight): (&BlockId, &Weight)| {
                format!("{}: {}", quoted(id.as_str()), number(weight.get()))
            };
            let weights: Vec<_> = one.weights.iter().map(weight).collect();
            fields.add("weights", &format!("{{{}}}", weights.join(", ")));
            fields.option("role", one.role.as_ref().map(|role| quoted(role.as_str())));
            self.unknown_fields(&mut fields, &Place::Exploration(one.to_string()));
            push(&mut self.out, format_args!("        ({}),\n", fields.0));
        }
        self.add("    ],\n");
    }

    fn cover(&mut self, cover: &Cover) {
        if cover.is_blank() && self.extras.at(&Place::Cover).next().is_none() {
            return;
        }
        let mut fields = Fields::default();
        fields.text("title", &cover.title);
        fields.text("subtitle", &cover.subtitle);
        fields.text("issuer", &cover.issuer);
        fields.option("date", cover.date.map(|date| quoted(&date.to_string())));
        fields.text("version", &cover.version);
        fields.option("status", cover.status.map(|status| quoted(status.code())));
        let degree = cover.confidentiality.map(|degree| quoted(degree.code()));
        fields.option("confidentiality", degree);
        self.record(1, "cover", fields, &Place::Cover);
    }

    fn journal(&mut self, diagnostic: &Diagnostic) {
        if diagnostic.journal.is_empty() {
            return;
        }
        self.add("    journal: [\n");
        for (key, change) in &diagnostic.journal {
            self.change(key, change);
        }
        self.add("    ],\n");
    }

    fn change(&mut self, key: &ChangeKey, change: &Change) {
        let mut fields = Fields::default();
        fields.add("day", &quoted(&key.day.to_string()));
        fields.add("what", &target(&key.target));
        fields.text("from", &change.from);
        fields.text("to", &change.to);
        fields.option("role", change.role.as_ref().map(|role| quoted(role.as_str())));
        self.unknown_fields(&mut fields, &Place::Change(key.clone()));
        push(&mut self.out, format_args!("        ({}),\n", fields.0));
    }

    /// A map with one entry a line, left out when it is empty.
    pub(super) fn map<'b, T: 'b>(
        &mut self,
        name: &str,
        entries: impl Iterator<Item = (&'b str, T)>,
        mut entry: impl FnMut(&mut Self, &str, T),
    ) {
        let before = self.out.len();
        push(&mut self.out, format_args!("    {name}: {{\n"));
        let empty = self.out.len();
        for (id, value) in entries {
            entry(self, id, value);
        }
        if self.out.len() == empty {
            self.out.truncate(before);
        } else {
            self.add("    },\n");
        }
    }

    /// A record on one line.
    pub(super) fn record(&mut self, depth: usize, name: &str, mut fields: Fields, place: &Place) {
        self.unknown_fields(&mut fields, place);
        self.line(depth, name, &format!("({})", fields.0));
    }

    pub(super) fn line(&mut self, depth: usize, name: &str, value: &str) {
        push(&mut self.out, format_args!("{:1$}{name}: {value},\n", "", depth * 4));
    }

    pub(super) fn unknown_lines(&mut self, depth: usize, place: &Place) {
        for (name, ron) in self.extras.at(place) {
            let (name, ron) = unknown(name, ron);
            push(&mut self.out, format_args!("{:1$}{name}: {ron},\n", "", depth * 4));
        }
    }

    pub(super) fn unknown_fields(&self, fields: &mut Fields, place: &Place) {
        for (name, ron) in self.extras.at(place) {
            let (name, ron) = unknown(name, ron);
            fields.add(&name, &ron);
        }
    }

    pub(super) fn add(&mut self, text: &str) {
        self.out.push_str(text);
    }
}

/// An unknown field as it is written back; a comment at its end must not swallow the comma.
fn unknown(name: &str, ron: &str) -> (String, String) {
    let plain = name.chars().all(|c| c.is_alphanumeric() || c == '_')
        && !name.starts_with(|c: char| c.is_numeric());
    let name = if plain { name.to_owned() } else { format!("r#{name}") };
    (name, if ron.contains("//") { format!("{ron}\n") } else { ron.to_owned() })
}

/// Fields on one line, separated by commas.
#[derive(Default)]
pub(super) struct Fields(pub(super) String);

impl Fields {
    pub(super) fn add(&mut self, name: &str, value: &str) {
        let mark = if self.0.is_empty() { "" } else { ", " };
        push(&mut self.0, format_args!("{mark}{name}: {value}"));
    }

    pub(super) fn option(&mut self, name: &str, value: Option<String>) {
        if let Some(value) = value {
            self.add(name, &value);
        }
    }

    pub(super) fn text(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.add(name, &quoted(value));
        }
    }
}

fn state(state: &State) -> Option<String> {
    Some(match state {
        State::NotAsked => return None,
        State::Given(given) => value(given),
        State::Between(low, high) => format!("Between({}, {})", value(low), value(high)),
        State::Unknown => "Unknown".to_owned(),
        State::NotApplicable { reason } => format!("NotApplicable({})", quoted(reason)),
    })
}

fn value(value: &Value) -> String {
    match value {
        Value::Level(level) => format!("Level({level})"),
        Value::Choice(option) => format!("Choice({})", quoted(option.as_str())),
        Value::Number(figure) => format!("Number({})", number(*figure)),
        Value::Picks(chosen) => format!("Picks({})", picks(chosen)),
        Value::Parts(parts) => {
            let part = |(id, figure): (&PartId, &f64)| {
                format!("{}: {}", quoted(id.as_str()), number(*figure))
            };
            let parts: Vec<_> = parts.iter().map(part).collect();
            format!("Parts({{{}}})", parts.join(", "))
        }
    }
}

fn picks(picks: &Picks) -> String {
    let pick = |(id, amount): (&OptionId, &Option<f64>)| {
        let amount = amount.map_or_else(|| "None".to_owned(), number);
        format!("{}: {amount}", quoted(id.as_str()))
    };
    let picks: Vec<_> = picks.iter().map(pick).collect();
    format!("{{{}}}", picks.join(", "))
}

fn target(target: &Target) -> String {
    match target {
        Target::Profile(field) => format!("Profile({})", quoted(field)),
        Target::Answer(id) => format!("Answer({})", quoted(id.as_str())),
        Target::Cell(table, row, column) => {
            format!("Cell({}, {row}, {})", quoted(table.as_str()), quoted(column.as_str()))
        }
        Target::Row(table, row) => format!("Row({}, {row})", quoted(table.as_str())),
        Target::Rows(table) => format!("Rows({})", quoted(table.as_str())),
        Target::Coverage(table) => format!("Coverage({})", quoted(table.as_str())),
        Target::Ambition(block) => format!("Ambition({})", quoted(block.as_str())),
        Target::Plan(field) => format!("Plan({})", quoted(field.code())),
        Target::Action(id) => format!("Action({id})"),
        Target::ActionField(id, field) => format!("ActionField({id}, {})", quoted(field.code())),
        Target::Dismissed(rule) => format!("Dismissed({})", quoted(rule.as_str())),
        Target::Decision(row, field) => format!("Decision({row}, {})", quoted(field.code())),
        Target::Point(id) => format!("Point({})", quoted(id.as_str())),
    }
}
