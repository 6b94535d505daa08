//! The workbook that came back: what it is, what changed in it, and what could not be read.
//!
//! A cell counts as changed if it says something else than on the day it went out. Nothing that a
//! contributor left alone can undo what was done meanwhile, and what they emptied is kept and told.

use std::{collections::BTreeMap, path::Path};

use jiff::civil::Date;

use crate::{
    domain::{Diagnostic, RoleId},
    exchange::spreadsheet::{self, SheetRow},
    language::Lang,
    questionnaire::Pack,
};

use super::{
    Base, KIT_FORMAT, KitNote, KitNoteKind, KitProblem, PASSPORT, QUESTIONS, TABLE,
    returned::Returned,
};

/// A workbook that was read: the state that it began from, and what the contributor made of it.
#[derive(Clone, Debug, PartialEq)]
pub struct KitReturn {
    /// In what role it was filled in.
    pub role: RoleId,
    /// The day it went out.
    pub sent: Date,
    /// The state that it began from, as far as it asks.
    pub base: Diagnostic,
    /// The same with what the contributor changed.
    pub theirs: Diagnostic,
    /// What could not be read, or must be told.
    pub notes: Vec<KitNote>,
}

/// The most rows of a sheet that are read.
const MOST_ROWS: usize = 20_000;

/// The most sheets that are looked at.
const MOST_SHEETS: usize = 64;

/// Reads a workbook that was made for this document; `day` is the day it is read.
pub fn read_kit(
    path: &Path,
    pack: &Pack,
    ours: &Diagnostic,
    (day, lang): (Date, Lang),
) -> Result<KitReturn, KitProblem> {
    let book = Book::open(path, lang)?;
    let passport = book.passport()?;
    passport.check(ours)?;
    let role = RoleId::from(passport.fact("role"));
    if pack.role(&role).is_none() {
        return Err(KitProblem::UnknownRole(role.to_string()));
    }
    let sent = passport.fact("day").parse().unwrap_or(day);
    let form = Lang::from_code(passport.fact("language")).unwrap_or(lang);
    let mut returned = Returned::new(pack, ours, (&role, day), form, &passport.base);
    match book.sheet(QUESTIONS) {
        Some(rows) => returned.questions(rows),
        None if passport.asks_questions() => returned.missing(form.kits_sheet_questions()),
        None => {}
    }
    for spec in &pack.tables {
        let mark = format!("{TABLE}{}", spec.id);
        match book.sheet(&mark) {
            Some(rows) => returned.table(spec, rows),
            None if passport.asks_table(spec.id.as_str()) => {
                returned.missing(spec.short.get(form));
            }
            None => {}
        }
    }
    let (base, theirs, notes) = returned.finish();
    Ok(KitReturn { role, sent, base, theirs, notes })
}

/// The sheets of a workbook, each by what its first cell says.
struct Book {
    sheets: Vec<(String, Vec<SheetRow>)>,
}

impl Book {
    fn open(path: &Path, lang: Lang) -> Result<Self, KitProblem> {
        let unreadable =
            |problem: spreadsheet::FileProblem| KitProblem::Unreadable(problem.sentence(lang));
        let mut file = spreadsheet::open(path).map_err(unreadable)?;
        let names: Vec<String> = file.names().iter().take(MOST_SHEETS).cloned().collect();
        // A workbook of somebody's own is refused before its rows are read.
        if !names.iter().any(|name| name == PASSPORT) {
            return Err(KitProblem::NotAKit);
        }
        let mut sheets = Vec::new();
        for (at, name) in names.into_iter().enumerate() {
            let rows = file.read(at, MOST_ROWS).map_err(unreadable)?;
            let first = rows.first().map_or("", |row| row.cell(0)).trim();
            let mark = if name == PASSPORT { PASSPORT } else { first };
            sheets.push((mark.to_owned(), rows));
        }
        Ok(Self { sheets })
    }

    fn sheet(&self, mark: &str) -> Option<&[SheetRow]> {
        let found = self.sheets.iter().find(|(other, _)| other == mark);
        found.map(|(_, rows)| rows.as_slice())
    }

    fn passport(&self) -> Result<Passport, KitProblem> {
        let rows = self.sheet(PASSPORT).ok_or(KitProblem::NotAKit)?;
        let mut passport = Passport { facts: BTreeMap::new(), base: Base::new() };
        for row in rows {
            let (name, value) = (row.cell(0), row.cell(1));
            match name.strip_prefix("base:") {
                Some(key) => passport.base.insert(key.to_owned(), value.to_owned()),
                None => passport.facts.insert(name.to_owned(), value.to_owned()),
            };
        }
        Ok(passport)
    }
}

/// What the hidden sheet says.
struct Passport {
    facts: BTreeMap<String, String>,
    base: Base,
}

impl Passport {
    fn fact(&self, name: &str) -> &str {
        self.facts.get(name).map_or("", |text| text.trim())
    }

    /// Whether the workbook is one of this document.
    fn check(&self, ours: &Diagnostic) -> Result<(), KitProblem> {
        match self.fact("kit").parse::<u32>() {
            Ok(KIT_FORMAT) => {}
            Ok(newer) if KIT_FORMAT < newer => return Err(KitProblem::Newer(newer)),
            _ => return Err(KitProblem::NotAKit),
        }
        let territory = crate::domain::Territory {
            name: self.fact("territory").to_owned(),
            code: self.fact("territory_code").to_owned(),
            ..Default::default()
        };
        if !territory.is_same(&ours.territory) {
            let own = ours.territory.name.clone();
            return Err(KitProblem::OtherTerritory(territory.name, own));
        }
        if (self.fact("pack"), self.fact("pack_sha256"))
            != (ours.pack.id.as_str(), ours.pack.hash.as_ref())
        {
            let theirs = format!("{} {}", self.fact("pack"), self.fact("pack_version"));
            let own = format!("{} {}", ours.pack.id, ours.pack.version);
            return Err(KitProblem::OtherPack(theirs, own));
        }
        Ok(())
    }

    fn asks_questions(&self) -> bool {
        self.base.keys().any(|key| !key.contains('!'))
    }

    fn asks_table(&self, id: &str) -> bool {
        self.base.keys().any(|key| key.split_once('!').is_some_and(|(table, _)| table == id))
    }
}

impl Returned<'_> {
    /// Notes that a sheet is missing.
    fn missing(&mut self, name: &str) {
        self.note(name.to_owned(), KitNoteKind::NoSheet);
    }

    /// Notes something that must be told.
    pub(super) fn note(&mut self, place: String, kind: KitNoteKind) {
        self.notes.push(KitNote { place, kind });
    }
}
