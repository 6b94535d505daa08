//! The open document: the diagnostic, its pack, its results, its file and its history.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use crate::{
    domain::{Diagnostic, RoleId, Target},
    questionnaire::Pack,
    scoring::{Assessment, Assessor},
    storage::{Access, Extras, Holder, Opened, Password, ReadOnlyReason},
};

use super::{Clock, Edit, History, edit::RESTORED};

/// A document that is open in a session.
#[derive(Debug)]
pub struct Document {
    diagnostic: Arc<Diagnostic>,
    pack: Arc<Pack>,
    assessment: Arc<Assessment>,
    /// Scores each state after the other.
    assessor: Assessor,
    /// What the file holds beyond what this version knows; written back on saving.
    extras: Arc<Extras>,
    file: Option<PathBuf>,
    access: Access,
    /// Somebody else who works on the file.
    held: Option<Holder>,
    history: History,
    saved: Option<Arc<Diagnostic>>,
    /// Whether the present state differs from the saved one, kept because comparing takes time.
    differs: bool,
    revision: u64,
    /// What was typed and cannot be read as an answer yet, by the field it stands in.
    drafts: Arc<BTreeMap<String, String>>,
    /// The password that it is to be under, and the one that its file is under.
    password: Option<Password>,
    saved_password: Option<Password>,
}

impl Document {
    /// A new document, which no file holds yet.
    pub fn new(diagnostic: Diagnostic, pack: Arc<Pack>) -> Self {
        Self::of(diagnostic, pack, Extras::default(), None, Access::ReadWrite)
    }

    /// A document as a file holds it.
    pub fn opened(opened: Opened, file: PathBuf) -> Self {
        let Opened { diagnostic, pack, extras, access, password, .. } = opened;
        let mut document = Self::of(diagnostic, pack, extras, Some(file), access);
        document.saved_password.clone_from(&password);
        document.password = password;
        document.saved = Some(Arc::clone(&document.diagnostic));
        document
    }

    /// A document as a recovery copy holds it, over what its file holds, if it has one.
    pub fn recovered(copy: Opened, saved: Option<Diagnostic>, file: Option<PathBuf>) -> Self {
        let Opened { diagnostic, pack, extras, access, password, .. } = copy;
        let mut document = Self::of(diagnostic, pack, extras, file, access);
        document.saved_password.clone_from(&password);
        document.password = password;
        if let Some(saved) = saved.map(Arc::new) {
            // Undo never crosses from one pack to another.
            if saved.pack == document.diagnostic.pack {
                document.history.record(&saved, Target::Profile(RESTORED.to_owned()), false);
            }
            document.saved = Some(saved);
        }
        document.differs = true;
        document
    }

    fn of(
        diagnostic: Diagnostic,
        pack: Arc<Pack>,
        extras: Extras,
        file: Option<PathBuf>,
        access: Access,
    ) -> Self {
        let mut assessor = Assessor::new(Arc::clone(&pack));
        let assessment = Arc::new(assessor.assess(&diagnostic));
        Self {
            diagnostic: Arc::new(diagnostic),
            pack,
            assessment,
            assessor,
            extras: Arc::new(extras),
            file,
            access,
            held: None,
            history: History::default(),
            saved: None,
            differs: false,
            revision: 0,
            drafts: Arc::default(),
            password: None,
            saved_password: None,
        }
    }

    /// The password that the document is under, in its file and in every copy.
    pub const fn password(&self) -> Option<&Password> {
        self.password.as_ref()
    }

    /// Puts the document under a password from its next saving on, or under none.
    pub fn protect(&mut self, password: Option<Password>) {
        if self.password != password {
            self.password = password;
            self.revision += 1;
        }
    }

    /// The diagnostic.
    pub const fn diagnostic(&self) -> &Arc<Diagnostic> {
        &self.diagnostic
    }

    /// The pack that asks the questions.
    pub const fn pack(&self) -> &Arc<Pack> {
        &self.pack
    }

    /// The results, always those of the present answers.
    pub const fn assessment(&self) -> &Arc<Assessment> {
        &self.assessment
    }

    /// What the file holds beyond what this version knows.
    pub const fn extras(&self) -> &Arc<Extras> {
        &self.extras
    }

    /// The file that holds the document, if one does.
    pub const fn file(&self) -> Option<&PathBuf> {
        self.file.as_ref()
    }

    /// Whether the document may be changed, and if not, why.
    pub const fn access(&self) -> &Access {
        &self.access
    }

    /// The steps that can be taken back or done again.
    pub const fn history(&self) -> &History {
        &self.history
    }

    /// A number that grows with every change, so that pages know when to look again.
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// What was typed and cannot be read as an answer yet, by the field it stands in: no part of
    /// the document, but kept in its recovery copy.
    pub const fn drafts(&self) -> &Arc<BTreeMap<String, String>> {
        &self.drafts
    }

    /// Whether there is something that only a recovery copy would keep.
    pub fn needs_copy(&self) -> bool {
        self.is_modified() || !self.drafts.is_empty()
    }

    /// Takes in what cannot be read yet, so that a recovery copy is due.
    pub fn set_drafts(&mut self, drafts: Arc<BTreeMap<String, String>>) {
        if self.drafts != drafts {
            self.drafts = drafts;
            self.revision += 1;
        }
    }

    /// Whether the document may be saved to its own file.
    pub const fn can_save_in_place(&self) -> bool {
        matches!(self.access, Access::ReadWrite) && self.held.is_none()
    }

    /// Whether the document may be changed: not if a newer version may have written more than
    /// this one understands, nor while somebody else works on the file.
    pub const fn can_change(&self) -> bool {
        !matches!(self.access, Access::ReadOnly(ReadOnlyReason::NewerFormat(_)))
            && self.held.is_none()
    }

    /// Whoever else works on the file.
    pub const fn held(&self) -> Option<&Holder> {
        self.held.as_ref()
    }

    /// Notes that somebody else works on the file: from now on the document is only read.
    pub fn hold(&mut self, holder: Holder) {
        self.held = Some(holder);
    }

    /// The state that the file holds, as far as this program knows.
    pub const fn saved_state(&self) -> Option<&Arc<Diagnostic>> {
        self.saved.as_ref()
    }

    /// Whether something was entered that no file holds.
    pub fn is_modified(&self) -> bool {
        match &self.saved {
            Some(_) => self.differs || self.password != self.saved_password,
            None => !self.diagnostic.fictional || self.history.undo_target().is_some(),
        }
    }

    /// Changes the document and keeps the state before for undo; does nothing if it may only be
    /// read.
    pub fn edit(&mut self, edit: Edit, clock: Clock, role: Option<&RoleId>) {
        if !self.can_change() {
            return;
        }
        let before = Arc::clone(&self.diagnostic);
        let (target, joins) = (edit.target(), edit.joins(&before));
        edit.apply(Arc::make_mut(&mut self.diagnostic), &self.pack, clock.today(), role);
        self.drop_blank_tables();
        if *before == *self.diagnostic {
            self.diagnostic = before;
            return;
        }
        self.history.record(&before, target, joins);
        self.changed();
    }

    /// Drops tables that say nothing, unless a later version put something in them.
    fn drop_blank_tables(&mut self) {
        let extras = &self.extras;
        let diagnostic = Arc::make_mut(&mut self.diagnostic);
        diagnostic.tables.retain(|id, table| !table.is_blank() || extras.of_table(id));
    }

    /// Ends the last step of typing.
    pub fn seal(&mut self) {
        self.history.seal();
    }

    /// Takes back the last step; returns whether there was one.
    pub fn undo(&mut self) -> bool {
        let before = self.history.undo(&self.diagnostic);
        self.set(before)
    }

    /// Does the last undone step again; returns whether there was one.
    pub fn redo(&mut self) -> bool {
        let after = self.history.redo(&self.diagnostic);
        self.set(after)
    }

    /// Notes that a file now holds this state of the document.
    pub fn saved(&mut self, diagnostic: Arc<Diagnostic>, file: PathBuf) {
        self.saved = Some(diagnostic);
        self.saved_password.clone_from(&self.password);
        self.file = Some(file);
        self.access = Access::ReadWrite;
        self.held = None;
        self.history.seal();
        self.compare();
    }

    /// Takes what somebody else has put into the file; « Annuler » brings the state before back.
    /// Returns whether it could: not if the file now has another pack.
    pub fn reload(&mut self, theirs: Opened) -> bool {
        if theirs.diagnostic.pack != self.diagnostic.pack {
            return false;
        }
        let before = std::mem::replace(&mut self.diagnostic, Arc::new(theirs.diagnostic));
        self.history.record(&before, Target::Profile(RESTORED.to_owned()), false);
        self.extras = Arc::new(theirs.extras);
        self.saved_password.clone_from(&theirs.password);
        self.password = theirs.password;
        self.saved = Some(Arc::clone(&self.diagnostic));
        self.changed();
        true
    }

    fn set(&mut self, diagnostic: Option<Arc<Diagnostic>>) -> bool {
        let Some(diagnostic) = diagnostic else { return false };
        self.diagnostic = diagnostic;
        self.changed();
        true
    }

    fn changed(&mut self) {
        self.assessment = Arc::new(self.assessor.assess(&self.diagnostic));
        self.revision += 1;
        self.compare();
    }

    fn compare(&mut self) {
        self.differs = self.saved.as_ref().is_some_and(|saved| {
            !Arc::ptr_eq(saved, &self.diagnostic) && **saved != *self.diagnostic
        });
    }
}
