//! The session's side of safety: copies and locks as documents come and go, saving that is
//! checked against the disk, and the versions of a document.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use jiff::Timestamp;

use crate::{
    domain::{Diagnostic, Differences},
    storage::{Claimed, CopyNote, CopyPlace, FileStamp, OpenError, Opened, SaveError, SaveProblem},
};

use super::{
    Command, Document, Edit, Leftover, News, Prompt, SaveStatus, Session, Versions,
    copies::{CopyOrder, Search},
    effect::Effect,
    safety::{Copy, Failed, Watch},
};

/// A file that somebody else has changed since it was read.
#[derive(Debug)]
pub struct Conflict {
    /// The file.
    pub path: PathBuf,
    /// What it holds now, or why that cannot be read.
    pub theirs: Result<Box<Opened>, OpenError>,
    /// What was changed in the file.
    pub in_file: Differences,
    /// What was changed here.
    pub here: Differences,
}

impl Conflict {
    /// Whether the file's content can take the place of the document's.
    pub fn can_reload(&self, document: &Document) -> bool {
        let theirs = self.theirs.as_ref().ok();
        theirs.is_some_and(|theirs| theirs.diagnostic.pack == document.diagnostic().pack)
    }
}

impl Session {
    /// The same session, keeping copies in this folder of documents that no file holds.
    #[must_use]
    pub fn keeping_copies_in(mut self, folder: Option<PathBuf>) -> Self {
        self.safety.folder = folder;
        self
    }

    /// The work that earlier runs have left.
    pub fn leftovers(&self) -> &[Leftover] {
        &self.safety.leftovers
    }

    /// The versions of the open document, if they were asked for.
    pub fn versions(&self) -> Option<&Versions> {
        let file = self.document.as_ref()?.file()?;
        self.safety.versions.as_ref().filter(|versions| versions.document == *file)
    }

    /// How safe the open document is.
    pub fn save_status(&self) -> Option<SaveStatus<'_>> {
        let document = self.document.as_ref()?;
        Some(self.safety.watch.status(document, self.clock.now()))
    }

    /// In how long the session wants a [`Command::Tick`], if it does.
    pub fn wakes_in(&self) -> Option<Duration> {
        self.safety.watch.wakes_in(self.document.as_ref()?, self.clock.now())
    }

    /// Notes after every command whether a copy is due.
    pub(super) fn watch_document(&mut self) {
        if let Some(document) = &self.document {
            self.safety.watch.note(document.revision(), self.clock.now());
        }
        self.hand_over();
    }

    /// Does what time asks for.
    pub(super) fn tick(&mut self) -> Vec<Effect> {
        let Some(document) = &self.document else { return Vec::new() };
        let now = self.clock.now();
        let watch = &mut self.safety.watch;
        let mut effects = Vec::new();
        if watch.copy_is_due(document, now) {
            watch.copy.writing = true;
            let order = order(document, watch, self.safety.folder.clone(), now);
            effects.push(Effect::KeepCopy(Box::new(order)));
        }
        if !document.needs_copy() && !watch.copy.writing {
            watch.copy.changed = None;
            watch.copy.revision = document.revision();
            effects.extend(drop_copies(&mut watch.copy));
        }
        if watch.retry_is_due(now) {
            effects.extend(self.save());
        }
        effects
    }

    /// Turns to another document, or none: lets go of what kept the old one safe, and claims the
    /// file of the new one.
    pub(super) fn turn_to(&mut self, document: Option<Document>) -> Vec<Effect> {
        let mut effects = self.leave();
        effects.extend(self.previewing.close());
        let release = self.safety.watch.lock.take();
        let now = self.clock.now();
        self.safety.watch = Watch::default();
        self.document_number += 1;
        self.beside = None;
        self.merging = None;
        self.document = document;
        let Some(document) = &self.document else {
            effects.extend(release.map(Effect::Release));
            return effects;
        };
        let copy = &mut self.safety.watch.copy;
        // What no file holds is not safe yet.
        if document.needs_copy() {
            copy.revision = u64::MAX;
            copy.changed = Some(now);
        } else {
            copy.revision = document.revision();
        }
        match document.file() {
            Some(path) => {
                effects.push(Effect::Claim { path: path.clone(), since: now, release });
            }
            None => effects.extend(release.map(Effect::Release)),
        }
        effects
    }

    /// Takes the copies of the open document away: its user leaves it saved, or does not want it.
    fn leave(&mut self) -> Vec<Effect> {
        drop_copies(&mut self.safety.watch.copy)
    }

    /// Ends the program with nothing left behind.
    pub(super) fn quit(&mut self) -> Vec<Effect> {
        let mut effects = self.leave();
        effects.extend(self.safety.watch.lock.take().map(Effect::Release));
        effects.push(Effect::Quit);
        effects
    }

    pub(super) fn opened(&mut self, path: &Path, opened: Opened) -> Vec<Effect> {
        // What was told of the document before goes with it.
        self.notices
            .retain(|notice| matches!(notice.news, News::BrokeDown(_) | News::DrawnBySoftware));
        if let crate::storage::Access::ReadOnly(reason) = &opened.access {
            self.tell(News::ReadOnly(*reason));
        }
        let stamp = opened.stamp.clone();
        self.know(opened.password.clone());
        let mut effects = self.turn_to(Some(Document::opened(opened, path.to_owned())));
        let watch = &mut self.safety.watch;
        watch.saved = stamp.as_ref().and_then(saved_at);
        watch.stamp = stamp;
        watch.look = true;
        effects.extend(self.remember(path));
        effects
    }

    /// Saves a document in its own file, unless somebody else has changed that.
    pub(super) fn save_in_place(&mut self, path: PathBuf) -> Vec<Effect> {
        let expected = self.safety.watch.stamp.clone();
        self.write(path, true, expected)
    }

    /// Saves the document to a path that was chosen.
    pub(super) fn save_as(&mut self, path: PathBuf, replace: bool) -> Vec<Effect> {
        let Some(document) = &self.document else { return Vec::new() };
        if document.file() != Some(&path) {
            return self.write(path, replace, None);
        }
        if let Some(holder) = document.held() {
            let news = News::Held(path, holder.clone());
            self.tell(news);
            return Vec::new();
        }
        self.save_in_place(path)
    }

    fn write(&mut self, path: PathBuf, replace: bool, expected: Option<FileStamp>) -> Vec<Effect> {
        let Some(document) = &self.document else { return Vec::new() };
        self.safety.watch.saving = true;
        // What was told of the saving before is over.
        self.notices.retain(|told| !matches!(told.news, News::Saved(_) | News::Protected(..)));
        let (diagnostic, extras) = (document.diagnostic().clone(), document.extras().clone());
        let password = document.password().cloned();
        vec![Effect::Save { path, diagnostic, extras, replace, expected, password }]
    }

    pub(super) fn saved(
        &mut self,
        path: &Path,
        diagnostic: Arc<Diagnostic>,
        stamp: Option<FileStamp>,
    ) -> Vec<Effect> {
        let now = self.clock.now();
        let Some(document) = &mut self.document else { return Vec::new() };
        let moved = document.file().is_none_or(|file| file != path);
        document.saved(diagnostic, path.to_owned());
        let watch = &mut self.safety.watch;
        watch.saving = false;
        watch.failed = None;
        watch.stamp = stamp;
        watch.saved = Some(now);
        let mut effects = Vec::new();
        if !document.needs_copy() {
            watch.copy.revision = document.revision();
            watch.copy.changed = None;
            effects.extend(drop_copies(&mut watch.copy));
        }
        if moved {
            let release = watch.lock.take();
            effects.push(Effect::Claim { path: path.to_owned(), since: now, release });
        }
        self.notices.retain(|notice| !matches!(notice.news, News::NotSaved(..)));
        self.tell_saved(path);
        effects.extend(self.remember(path));
        if let Some(command) = self.after_save.take() {
            effects.extend(self.perform(command));
        }
        effects
    }

    pub(super) fn not_saved(&mut self, path: &Path, error: SaveError) {
        self.after_save = None;
        let own = self.document.as_ref().and_then(Document::file).is_some_and(|file| file == path);
        let watch = &mut self.safety.watch;
        watch.saving = false;
        if error.problem == SaveProblem::InClear {
            // The file holds the document: it is not somebody else's change.
            watch.stamp = None;
        }
        let again = watch.failed.is_some();
        if own {
            watch.failed = Some(Failed { error: error.clone(), at: self.clock.now() });
        }
        // What is tried again by itself is told once; the bar says it until it is over.
        if !(own && again) {
            self.tell(News::NotSaved(error, own));
        }
    }

    pub(super) fn changed_on_disk(
        &mut self,
        path: PathBuf,
        theirs: Result<Box<Opened>, OpenError>,
    ) {
        self.safety.watch.saving = false;
        let Some(document) = &self.document else { return };
        let mine = document.diagnostic();
        let base = document.saved_state().unwrap_or(mine);
        let in_file = theirs.as_ref().map_or_else(
            |_| Differences::default(),
            |theirs| Differences::between(base, &theirs.diagnostic),
        );
        let here = Differences::between(base, mine);
        let conflict = Conflict { path, theirs, in_file, here };
        self.prompt = Some(Prompt::Changed(Box::new(conflict)));
    }

    /// Replaces what somebody else has put into the file, if it is still what was compared.
    pub(super) fn replace_changed(&mut self, conflict: Conflict) -> Vec<Effect> {
        let expected = match conflict.theirs {
            Ok(theirs) => theirs.stamp,
            Err(_) => FileStamp::now(&conflict.path),
        };
        self.write(conflict.path, true, expected)
    }

    /// Takes what somebody else has put into the file.
    pub(super) fn reload(&mut self, conflict: Conflict) {
        let (Ok(theirs), Some(document)) = (conflict.theirs, &mut self.document) else { return };
        let stamp = theirs.stamp.clone();
        if document.reload(*theirs) {
            self.safety.watch.failed = None;
            self.safety.watch.saved = stamp.as_ref().and_then(saved_at);
            self.safety.watch.stamp = stamp;
        }
    }

    pub(super) fn claimed(&mut self, path: &Path, claimed: Claimed) -> Vec<Effect> {
        let Some(document) = self.document.as_mut().filter(|d| d.file().is_some_and(|f| f == path))
        else {
            // The document was left in the meantime; the lock goes with the event.
            return Vec::new();
        };
        match claimed {
            Claimed::Mine(lock) => self.safety.watch.lock = Some(Arc::new(lock)),
            Claimed::Theirs(holder) => {
                document.hold(holder.clone());
                self.tell(News::Held(path.to_owned(), holder));
                return Vec::new();
            }
            Claimed::NoLocks => self.tell(News::NoLocks),
            Claimed::NoWriting => {}
        }
        if !std::mem::take(&mut self.safety.watch.look) {
            return Vec::new();
        }
        let opening = Some(path.to_owned());
        let passwords = self.passwords().to_vec();
        let documents = vec![path.to_owned()];
        let search = Search { documents, opening, passwords, ..Search::default() };
        vec![Effect::LookForCopies(Box::new(search))]
    }

    pub(super) fn copy_kept(&mut self, revision: u64, kept: Result<CopyPlace, SaveError>) {
        let now = self.clock.now();
        let Some(document) = &self.document else { return };
        let copy = &mut self.safety.watch.copy;
        copy.writing = false;
        match kept {
            Ok(place) => {
                if copy.places.last().is_none_or(|last| last.path != place.path) {
                    copy.places.push(place);
                }
                copy.failed = None;
                copy.revision = revision;
                copy.changed = (document.revision() != revision).then_some(now);
            }
            Err(error) => copy.failed = Some((error, now)),
        }
    }

    /// Looks beside recent documents and in the user's own folder.
    pub(super) fn look_for_copies(&self) -> Vec<Effect> {
        let documents = self.settings().recent.clone();
        let passwords = self.passwords().to_vec();
        let folder = self.safety.folder.clone();
        let search = Search { documents, folder, passwords, ..Search::default() };
        let copies = Effect::LookForCopies(Box::new(search));
        std::iter::once(copies).chain(self.look_for_incidents()).collect()
    }

    pub(super) fn copies_found(&mut self, found: Vec<Leftover>, opening: Option<&PathBuf>) {
        let own: Vec<_> = self.safety.watch.copy.places.iter().map(|p| p.path.clone()).collect();
        let found: Vec<_> = found.into_iter().filter(|one| !own.contains(&one.path)).collect();
        let file = self.document.as_ref().and_then(Document::file);
        if let Some(first) = found.first()
            && opening.is_some()
            && opening == file
            && self.prompt.is_none()
        {
            self.prompt = Some(Prompt::Leftover(first.path.clone()));
        }
        let known = |path: &Path| found.iter().any(|one| one.path == path);
        self.safety.leftovers.retain(|one| !known(&one.path));
        self.safety.leftovers.extend(found);
        self.safety.leftovers.sort_by_key(|one| std::cmp::Reverse(one.written));
        self.copy_unlocked();
    }

    /// Opens the work that a copy holds, not saved yet, over what its file holds.
    pub(super) fn recover(&mut self, path: &Path) -> Vec<Effect> {
        let Some(at) = self.safety.leftovers.iter().position(|one| one.path == path) else {
            return Vec::new();
        };
        let leftover = self.safety.leftovers.remove(at);
        let Ok(content) = leftover.content else { return Vec::new() };
        self.notices.clear();
        let origin = leftover.origin.filter(|_| content.file.is_some());
        let mut document = Document::recovered(content.copy, content.file, origin);
        document.set_drafts(leftover.drafts.into());
        let effects = self.turn_to(Some(document));
        let revision = self.document.as_ref().map_or(0, Document::revision);
        let watch = &mut self.safety.watch;
        watch.stamp = leftover.base;
        watch.copy.revision = revision;
        watch.copy.changed = None;
        watch.copy.places.push(CopyPlace { path: leftover.path, guard: None });
        effects
    }

    /// Throws the work that a copy holds away.
    pub(super) fn drop_leftover(&mut self, path: &Path) -> Vec<Effect> {
        self.safety.leftovers.retain(|one| one.path != path);
        vec![Effect::DropCopy(CopyPlace { path: path.to_owned(), guard: None })]
    }

    pub(super) fn list_versions(&self) -> Vec<Effect> {
        let file = self.document.as_ref().and_then(Document::file);
        file.map(|file| Effect::ListVersions(file.clone())).into_iter().collect()
    }

    /// Goes back to the version that is looked at, as a step that undo takes back.
    pub(super) fn restore(&mut self) -> Vec<Effect> {
        let open = self.versions().and_then(|versions| versions.open.as_ref());
        let Some((_, Ok(version))) = open else { return Vec::new() };
        let Some(document) = &self.document else { return Vec::new() };
        let version = version.as_ref().clone();
        if version.diagnostic.pack == document.diagnostic().pack {
            self.edit(Edit::Restore(Box::new(version.diagnostic)));
            return Vec::new();
        }
        // Another pack asks other questions: the version becomes a document of its own.
        if document.is_modified() {
            self.prompt = Some(Prompt::Unsaved(Box::new(Command::Restore)));
            return Vec::new();
        }
        self.turn_to(Some(Document::recovered(version, None, None)))
    }
}

/// What a copy of the document at this instant is.
pub(super) fn order(
    document: &Document,
    watch: &Watch,
    folder: Option<PathBuf>,
    now: Timestamp,
) -> CopyOrder {
    let file = document.file().cloned();
    CopyOrder {
        place: watch.copy.places.last().cloned(),
        note: CopyNote {
            origin: file.clone(),
            written: Some(now),
            base: watch.stamp.clone(),
            drafts: (**document.drafts()).clone(),
        },
        file,
        folder,
        diagnostic: document.diagnostic().clone(),
        extras: document.extras().clone(),
        revision: document.revision(),
        password: document.password().cloned(),
    }
}

fn drop_copies(copy: &mut Copy) -> Vec<Effect> {
    std::mem::take(&mut copy.places).into_iter().map(Effect::DropCopy).collect()
}

fn saved_at(stamp: &FileStamp) -> Option<Timestamp> {
    Timestamp::try_from(stamp.modified()?).ok()
}
