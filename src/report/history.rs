//! The history of a document in words: what was changed, from what to what, when and in which
//! role.
//!
//! An official who takes a file over, or must answer for a figure, reads here who changed it
//! last and what stood there before, without knowing any code of the questionnaire.

use jiff::civil::Date;

use crate::{
    domain::{
        Aspect, ChangeKey, Coverage, Diagnostic, Difference, DimensionId, Evidence, Place, RoleId,
        TableId, Target,
    },
    language::Lang,
    questionnaire::{Choice, Column, ColumnKind, Kind, Pack, Question},
    reference::place_name,
};

use super::{plan_words, words};

/// One change in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The day, where it is known.
    pub day: Option<Date>,
    /// The role of whoever changed it, if it was said.
    pub role: Option<RoleId>,
    /// The theme that it belongs to.
    pub theme: Option<DimensionId>,
    /// What was changed.
    pub what: String,
    /// What stood there before.
    pub from: String,
    /// What stands there after.
    pub to: String,
}

/// The changes of a document in words, latest day first.
pub fn lines(pack: &Pack, diagnostic: &Diagnostic, lang: Lang) -> Vec<Line> {
    let of = Words { pack, diagnostic, lang };
    let mut lines: Vec<_> = diagnostic
        .journal
        .iter()
        .map(|(ChangeKey { day, target }, change)| Line {
            day: Some(*day),
            role: change.role.clone(),
            theme: of.theme(target),
            what: of.target(target),
            from: of.value(target, &change.from),
            to: of.value(target, &change.to),
        })
        .collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.day));
    lines
}

/// A difference between two states in words; `diagnostic` is either of them.
pub fn difference(pack: &Pack, diagnostic: &Diagnostic, lang: Lang, of: &Difference) -> Line {
    let words = Words { pack, diagnostic, lang };
    let target = words.target(&of.target);
    let what = match of.aspect {
        Aspect::Value => target,
        Aspect::Other if matches!(of.target, Target::Plan(_)) => target,
        side => format!("{target} · {}", aspect_name(lang, side)),
    };
    let value = |text: &str| match (of.aspect, text) {
        (Aspect::Value, text) => words.value(&of.target, text),
        (Aspect::Other, "") => String::new(),
        (_, "") => lang.safety_nothing().to_owned(),
        (Aspect::Review, _) => lang.words_yes().to_owned(),
        (Aspect::Evidence, grade) => match Evidence::parse(grade) {
            Some(grade) => words::evidence(lang, grade).to_owned(),
            None => grade.to_owned(),
        },
        (_, text) => text.to_owned(),
    };
    Line {
        day: None,
        role: None,
        theme: words.theme(&of.target),
        from: value(&of.from),
        to: value(&of.to),
        what,
    }
}

/// A side of a thing that may change alone; the thing itself has no name of its own.
pub const fn aspect_name(lang: Lang, aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Value => "",
        Aspect::Year => lang.safety_aspect_year(),
        Aspect::Source => lang.safety_aspect_source(),
        Aspect::Evidence => lang.safety_aspect_evidence(),
        Aspect::Comment => lang.safety_aspect_comment(),
        Aspect::Note => lang.safety_aspect_note(),
        Aspect::Review => lang.safety_aspect_review(),
        Aspect::Other => lang.safety_aspect_other(),
    }
}

/// The history as a spreadsheet opens it: a byte order mark, semicolons, one change a line.
pub fn csv(pack: &Pack, diagnostic: &Diagnostic, lang: Lang) -> String {
    let head = [
        lang.safety_column_day(),
        lang.safety_column_role(),
        lang.safety_column_theme(),
        lang.safety_column_what(),
        lang.safety_column_from(),
        lang.safety_column_to(),
    ];
    let mut out = String::from("\u{feff}");
    let mut add = |fields: [&str; 6]| {
        let fields: Vec<_> = fields.into_iter().map(field).collect();
        out.push_str(&fields.join(";"));
        out.push_str("\r\n");
    };
    add(head);
    for line in lines(pack, diagnostic, lang) {
        let day = line.day.map(|day| day.to_string()).unwrap_or_default();
        let role = line.role.map(|role| role_name(pack, lang, &role)).unwrap_or_default();
        let theme = line.theme.and_then(|id| Some(pack.dimension(&id)?.short.get(lang)));
        add([&day, &role, theme.unwrap_or_default(), &line.what, &line.from, &line.to]);
    }
    out
}

/// A field of a CSV file; what a spreadsheet would take for a formula is given a mark before it.
fn field(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ';', '\n', '\r']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}

/// The name of a role, or its id if the pack no longer has it.
pub fn role_name(pack: &Pack, lang: Lang, role: &RoleId) -> String {
    pack.role(role).map_or_else(|| role.to_string(), |role| role.title.get(lang).to_owned())
}

/// What names and values are worded from.
pub(super) struct Words<'a> {
    pub(super) pack: &'a Pack,
    pub(super) diagnostic: &'a Diagnostic,
    pub(super) lang: Lang,
}

impl Words<'_> {
    fn theme(&self, target: &Target) -> Option<DimensionId> {
        match target {
            Target::Answer(id) => Some(self.pack.question(id.as_str())?.dimension.clone()),
            Target::Cell(table, ..)
            | Target::Row(table, _)
            | Target::Rows(table)
            | Target::Coverage(table) => Some(self.pack.dimension_of_table(table)?.id.clone()),
            Target::Decision(..) => {
                let table = &self.pack.matrix.as_ref()?.partnerships.table;
                Some(self.pack.dimension_of_table(table)?.id.clone())
            }
            Target::Profile(_)
            | Target::Ambition(_)
            | Target::Plan(_)
            | Target::Action(_)
            | Target::ActionField(..)
            | Target::Dismissed(_)
            | Target::Point(_) => None,
        }
    }

    /// The name of what was changed.
    fn target(&self, target: &Target) -> String {
        let lang = self.lang;
        match target {
            Target::Profile(field) => match field.as_str() {
                "territory" => lang.safety_what_territory().to_owned(),
                "as_of" => lang.safety_what_date().to_owned(),
                "path" => lang.safety_what_path().to_owned(),
                "cover" => lang.documents_what_cover().to_owned(),
                "explorations" => lang.explore_what().to_owned(),
                "merged" => lang.merge_what().to_owned(),
                other if target.as_frozen().is_none() => other.to_owned(),
                _ => lang.frozen_one().to_owned(),
            },
            Target::Answer(id) => match self.pack.question(id.as_str()) {
                Some(question) => format!("{id} · {}", question.short.get(lang)),
                None => id.to_string(),
            },
            Target::Cell(table, row, column) => {
                let label = self
                    .column(table, column.as_str())
                    .map_or(column.as_str(), |column| column.label.get(lang));
                lang.safety_what_cell(label, self.row(table, *row), self.table(table))
            }
            Target::Row(table, row) => {
                lang.safety_what_row(self.row(table, *row), self.table(table))
            }
            Target::Rows(table) => lang.safety_what_rows(self.table(table)),
            Target::Coverage(table) => lang.safety_what_coverage(self.table(table)),
            Target::Ambition(id) => {
                let block = self.pack.block(id.as_str());
                let name = block.map_or(id.as_str(), |block| block.short.get(lang));
                lang.safety_what_ambition(name)
            }
            Target::Point(id) => lang.speaking_what_point(id),
            target => plan_words::target(self.pack, self.diagnostic, lang, target),
        }
    }

    fn table(&self, id: &TableId) -> String {
        let spec = self.pack.table(id.as_str());
        spec.map_or_else(|| id.to_string(), |spec| spec.short.get(self.lang).to_owned())
    }

    /// A row by its first filled cell, or by its number if it is gone.
    pub(super) fn row(&self, table: &TableId, id: u32) -> String {
        let found = self.diagnostic.table(table.as_str()).and_then(|rows| {
            let row = rows.row(id)?;
            let (at, cell) = row.cells.iter().enumerate().find(|(_, cell)| !cell.is_empty())?;
            let column = rows.columns.get(at).and_then(|c| self.column(table, c.as_str()));
            Some(self.cell(column, &cell.to_string()))
        });
        found.unwrap_or_else(|| self.lang.safety_row_number(id))
    }

    fn column(&self, table: &TableId, column: &str) -> Option<&Column> {
        self.pack.table(table.as_str())?.column(column)
    }

    /// A value of the journal's compact form in words.
    fn value(&self, target: &Target, text: &str) -> String {
        let lang = self.lang;
        if text.is_empty() {
            let nothing = match target {
                Target::Answer(_) => lang.words_state_not_asked(),
                _ => lang.safety_nothing(),
            };
            return nothing.to_owned();
        }
        match target {
            Target::Answer(id) => match self.pack.question(id.as_str()) {
                Some(question) => self.answer(question, text),
                None => text.to_owned(),
            },
            Target::Cell(table, _, column) => self.cell(self.column(table, column.as_str()), text),
            Target::Coverage(_) => Coverage::parse(text)
                .map_or_else(|| text.to_owned(), |c| words::coverage(lang, c).to_owned()),
            Target::Rows(_) => lang.safety_rows(text.parse().unwrap_or_default()),
            Target::Ambition(_) => self.level_name(text),
            Target::Profile(field) if field == "path" && text == "quick" => {
                lang.words_quick().to_owned()
            }
            Target::Profile(field) if field == "path" => lang.safety_full_path().to_owned(),
            Target::Profile(field) if field == "as_of" => {
                text.parse().map_or_else(|_| text.to_owned(), |date| lang.date(date))
            }
            Target::Row(table, _) => self.cells(table, text),
            Target::Action(_)
            | Target::ActionField(..)
            | Target::Plan(_)
            | Target::Dismissed(_)
            | Target::Decision(..) => plan_words::value(self.pack, lang, target, text),
            Target::Point(_) => match text {
                "kept" => lang.speaking_state_kept().to_owned(),
                "dropped" => lang.speaking_state_dropped().to_owned(),
                text => text.to_owned(),
            },
            Target::Profile(_) => text.to_owned(),
        }
    }

    /// The first cells of a row, which the journal keeps in few words and without their columns.
    fn cells(&self, table: &TableId, text: &str) -> String {
        let columns = self.pack.table(table.as_str()).map_or(&[][..], |spec| &spec.columns);
        let worded = |cell: &str| {
            let words = columns.iter().filter(|column| {
                !matches!(column.kind, ColumnKind::Level(_) | ColumnKind::Number { .. })
            });
            let mut words = words.map(|column| self.cell(Some(column), cell));
            words.find(|words| words != cell).unwrap_or_else(|| cell.to_owned())
        };
        text.split(" · ").map(worded).collect::<Vec<_>>().join(" · ")
    }

    /// A wanted level, `3` or `3 (2028)`, by its name.
    fn level_name(&self, text: &str) -> String {
        let (level, year) = text.split_once(' ').unwrap_or((text, ""));
        let level = level.parse().ok().and_then(|level| self.pack.level(level));
        let Some(level) = level else { return text.to_owned() };
        let name = self.lang.report_level_named(&level.code, level.title.get(self.lang));
        if year.is_empty() { name } else { format!("{name} {year}") }
    }

    fn answer(&self, question: &Question, text: &str) -> String {
        let lang = self.lang;
        match text {
            "?" => return lang.words_state_unknown().to_owned(),
            "n/a" => return lang.words_state_not_applicable().to_owned(),
            _ => {}
        }
        match text.split_once("..") {
            Some((low, high)) => {
                lang.words_between(self.given(question, low), self.given(question, high))
            }
            None => self.given(question, text),
        }
    }

    /// A definite value.
    fn given(&self, question: &Question, text: &str) -> String {
        let lang = self.lang;
        match &question.kind {
            Kind::Scale(anchors) => {
                let Ok(level) = text.parse::<usize>() else { return text.to_owned() };
                let sentence = anchors.get(level).map(|anchor| anchor.get(lang));
                let most = anchors.len().saturating_sub(1);
                lang.report_level_of(level, most, sentence.unwrap_or_default())
            }
            Kind::YesPartlyNo { .. } => yes_or_no(lang, text).to_owned(),
            Kind::Number { unit, decimals, .. } => self.number(text, *decimals, unit.get(lang)),
            Kind::Numbers(parts) => {
                let each = text.split('|').map(|part| {
                    let (id, number) = part.split_once('=').unwrap_or((part, ""));
                    match parts.iter().find(|part| part.id == *id) {
                        Some(part) => {
                            let number = self.number(number, part.decimals, part.unit.get(lang));
                            lang.report_word_and(part.label.get(lang), number)
                        }
                        None => format!("{id} {number}"),
                    }
                });
                each.collect::<Vec<_>>().join(lang.report_semicolon())
            }
            kind => {
                let options = kind.options();
                let each = text.split('|').map(|pick| {
                    let (id, amount) = pick.split_once('=').unwrap_or((pick, ""));
                    let label = option(lang, options, id);
                    if amount.is_empty() {
                        return label;
                    }
                    lang.report_with_amount(label, self.number(amount, 2, ""))
                });
                each.collect::<Vec<_>>().join(", ")
            }
        }
    }

    fn number(&self, text: &str, decimals: u8, unit: &str) -> String {
        let Ok(number) = text.parse::<f64>() else { return text.to_owned() };
        let number = self.lang.number(number, decimals.max(2));
        if unit.is_empty() { number } else { self.lang.report_with_unit(number, unit) }
    }

    fn cell(&self, column: Option<&Column>, text: &str) -> String {
        let lang = self.lang;
        if text.is_empty() {
            return lang.safety_nothing().to_owned();
        }
        if text == "?" {
            return lang.words_state_unknown().to_owned();
        }
        let Some(column) = column else { return text.to_owned() };
        let each = |word: &dyn Fn(&str) -> String| {
            text.split('|').map(word).collect::<Vec<_>>().join(", ")
        };
        match &column.kind {
            ColumnKind::Choice(options) | ColumnKind::Choices { options, .. } => {
                each(&|id| option(lang, options, id))
            }
            ColumnKind::Place | ColumnKind::Places => {
                each(&|place| place_name(&Place::parse(place), lang))
            }
            ColumnKind::YesNo => yes_or_no(lang, text).to_owned(),
            ColumnKind::Level(levels) => {
                let level = text.parse::<usize>().ok().and_then(|level| levels.get(level));
                level.map_or_else(|| text.to_owned(), |level| level.get(lang).to_owned())
            }
            ColumnKind::Number { unit, decimals, .. } => {
                let one = |text: &str| self.number(text, *decimals, unit.get(lang));
                match text.split_once("..") {
                    Some((low, high)) => lang.words_between(one(low), one(high)),
                    None => one(text),
                }
            }
            ColumnKind::Text | ColumnKind::Town { .. } | ColumnKind::Year | ColumnKind::Month => {
                text.to_owned()
            }
        }
    }
}

fn yes_or_no(lang: Lang, text: &str) -> &str {
    match text {
        "yes" => lang.words_yes(),
        "partly" => lang.words_partly(),
        "no" => lang.words_no(),
        other => other,
    }
}

fn option(lang: Lang, options: &[Choice], id: &str) -> String {
    let found = options.iter().find(|option| option.id == *id);
    found.map_or_else(|| id.to_owned(), |option| option.label.get(lang).to_owned())
}
