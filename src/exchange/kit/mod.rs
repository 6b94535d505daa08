//! Contributor kits: a workbook with one role's questions, sent out, filled in, and read back.
//!
//! A university or a department answers in the spreadsheet it knows, with nothing to install; what
//! comes back is told from what went out, and is merged only when somebody has seen it.
//! `docs/kits.md` describes the workbook.

mod entry;
mod problem;
mod read;
mod returned;
mod table;
mod write;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{
    domain::{Diagnostic, Path, RoleId},
    language::Lang,
    questionnaire::{Applicability, Pack, Question, TableSpec, applicability},
};

pub use problem::{KitNote, KitNoteKind, KitProblem};
pub use read::{KitReturn, read_kit};
pub use write::write_kit;

/// The version of the workbook's layout, which its hidden sheet bears.
pub const KIT_FORMAT: u32 = 1;

/// A workbook to be made.
#[derive(Clone, Copy, Debug)]
pub struct KitOrder<'a> {
    /// The questionnaire.
    pub pack: &'a Pack,
    /// The state that the contributor begins from.
    pub diagnostic: &'a Diagnostic,
    /// Who is asked.
    pub role: &'a RoleId,
    /// The language of the form.
    pub lang: Lang,
    /// The day it is made.
    pub day: Date,
}

/// The name of the hidden sheet that says what the workbook is.
const PASSPORT: &str = "passerelle";
/// What the first cell of a sheet of questions holds.
const QUESTIONS: &str = "passerelle:questions";
/// What the first cell of a table's sheet begins with.
const TABLE: &str = "passerelle:";
/// What stands before the row of column ids of a table's sheet.
const COLUMNS: &str = "columns";

/// What each cell to be filled in held when the workbook went out, by its key.
type Base = BTreeMap<String, String>;

impl<'a> KitOrder<'a> {
    /// The questions that the role is asked.
    fn questions(&self) -> Vec<&'a Question> {
        let (pack, diagnostic, role) = (self.pack, self.diagnostic, self.role);
        let asked = |question: &&Question| {
            question.contributors.contains(role)
                && applicability(diagnostic, question) == Applicability::Asked
        };
        pack.questions.iter().filter(asked).collect()
    }

    /// The tables that the role fills.
    fn tables(&self) -> Vec<&'a TableSpec> {
        let full = self.diagnostic.path == Path::Full;
        let asked = |spec: &&TableSpec| full && spec.contributors.contains(self.role);
        self.pack.tables.iter().filter(asked).collect()
    }
}

/// How many questions and tables a role is asked.
pub fn kit_size(pack: &Pack, diagnostic: &Diagnostic, role: &RoleId) -> (usize, usize) {
    let order = KitOrder { pack, diagnostic, role, lang: Lang::default(), day: diagnostic.as_of };
    (order.questions().len(), order.tables().len())
}

/// A text as it is compared: without spaces around, and with plain spaces.
fn plain(text: &str) -> String {
    let spaced: String =
        text.chars().map(|c| if matches!(c, '\u{a0}' | '\u{202f}') { ' ' } else { c }).collect();
    spaced.trim().to_owned()
}

/// Whether two cells say the same; figures are compared as figures.
fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one), plain(other));
    let figure = |text: &str| crate::language::number::parse(text);
    match (figure(&one), figure(&other)) {
        (Some(a), Some(b)) => (a - b).abs() <= f64::EPSILON * a.abs().max(b.abs()),
        _ => one == other,
    }
}
