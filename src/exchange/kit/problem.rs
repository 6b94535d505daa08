//! What is wrong with a workbook that came back, and what in it could not be read.

use crate::{exchange::ImportProblemKind, language::Lang};

/// Why a workbook cannot be taken in at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KitProblem {
    /// The role is asked nothing: the role's name.
    NothingAsked(String),
    /// The workbook could not be made.
    NotMade(String),
    /// It cannot be read as a workbook, in a sentence.
    Unreadable(String),
    /// It is a workbook, and not one of these.
    NotAKit,
    /// A newer version of the program made it.
    Newer(u32),
    /// It is about another authority: its authority, ours.
    OtherTerritory(String, String),
    /// It follows another questionnaire: its version, ours.
    OtherPack(String, String),
    /// The role it was made for is not in the questionnaire.
    UnknownRole(String),
}

impl KitProblem {
    /// What is wrong and what to do, as sentences.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::NothingAsked(role) => lang.kits_nothing_asked(role),
            Self::NotMade(why) => lang.kits_not_made(why),
            Self::Unreadable(why) => lang.kits_unreadable(why),
            Self::NotAKit => lang.kits_not_a_kit().to_owned(),
            Self::Newer(format) => lang.kits_newer(format),
            Self::OtherTerritory(theirs, ours) => lang.kits_other_territory(ours, theirs),
            Self::OtherPack(theirs, ours) => lang.kits_other_pack(ours, theirs),
            Self::UnknownRole(role) => lang.kits_unknown_role(role),
        }
    }
}

/// Something in a workbook that was left out, or that must be told.
#[derive(Clone, Debug, PartialEq)]
pub struct KitNote {
    /// Where: a question, or a table with its row and column.
    pub place: String,
    /// What.
    pub kind: KitNoteKind,
}

/// What must be told of a cell that came back.
#[derive(Clone, Debug, PartialEq)]
pub enum KitNoteKind {
    /// It cannot be read.
    Unreadable(ImportProblemKind),
    /// It was emptied: what it held before is kept.
    Emptied,
    /// A sheet of the workbook is missing.
    NoSheet,
}

impl KitNote {
    /// Where and what, as a sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        let what = match &self.kind {
            KitNoteKind::Unreadable(kind) => kind.sentence(lang),
            KitNoteKind::Emptied => lang.kits_emptied().to_owned(),
            KitNoteKind::NoSheet => lang.kits_no_sheet().to_owned(),
        };
        lang.kits_note(&self.place, what)
    }

    /// What to write instead, if that helps.
    pub fn hint(&self, lang: Lang) -> String {
        match &self.kind {
            KitNoteKind::Unreadable(kind) => kind.hint(lang),
            _ => String::new(),
        }
    }
}
