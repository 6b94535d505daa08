//! Merging what somebody else filled in: read beside the document, shown, decided, and only then
//! taken in, as one step that « Annuler » takes back.

use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::civil::Date;

use crate::{
    domain::{
        Diagnostic, RoleId,
        merge::{Choice, Merged, merge, resolve},
    },
    exchange::{KitNote, KitProblem, read_kit},
    language::Lang,
    questionnaire::{Pack, merge_guide},
    report::merge::{MergeHead, attribution, markdown, told},
    storage::{self, OpenError, Opened, Password},
};

use super::{Edit, Effect, News, Session};

/// A merge to be prepared: what to read, and the state it is merged into.
#[derive(Clone, Debug)]
pub struct MergeOrder {
    /// The file that was received.
    pub theirs: PathBuf,
    /// The file that both began from, if it is known.
    pub base: Option<PathBuf>,
    /// The state of the document that it would be merged into.
    pub diagnostic: Arc<Diagnostic>,
    /// The document's pack.
    pub pack: Arc<Pack>,
    /// The language in which remarks say who made them.
    pub lang: Lang,
    /// The day on which it is merged.
    pub day: Date,
    /// The passwords that this run knows.
    pub passwords: Vec<Password>,
}

/// A merge that is shown and waits for decisions.
#[derive(Clone, Debug)]
pub struct MergeFound {
    /// What was ordered.
    pub order: MergeOrder,
    /// What came of it, or why it cannot be.
    pub outcome: Result<Arc<MergeReady>, MergeRefusal>,
}

/// A merge that can be taken in.
#[derive(Clone, Debug)]
pub struct MergeReady {
    /// What would be taken, and what conflicts.
    pub merged: Merged,
    /// Whether it was known what both sides began from.
    pub based: bool,
    /// Whether the received file holds more than this version can merge.
    pub has_extras: bool,
    /// Of a contributor's workbook, in what role it was filled in, and the day it went out.
    pub kit: Option<(RoleId, Date)>,
    /// What of a workbook could not be read, or must be told.
    pub notes: Vec<KitNote>,
}

/// Why a file cannot be merged.
#[derive(Clone, Debug)]
pub enum MergeRefusal {
    /// It cannot be read.
    Unreadable(OpenError),
    /// It is no workbook of this document.
    Kit(KitProblem),
    /// It follows another pack: the file, its pack, ours.
    OtherPack(PathBuf, String, String),
    /// It is about another authority: the file, its authority, ours.
    OtherTerritory(PathBuf, String, String),
}

/// The merge that the session is at.
#[derive(Debug)]
pub struct Merging {
    /// The file that was received.
    pub theirs: PathBuf,
    /// The file that both began from, if it is known.
    pub base: Option<PathBuf>,
    /// What was found, once it is read.
    pub found: Option<MergeFound>,
    /// What was decided of each conflict so far.
    pub choices: Vec<Option<Choice>>,
    /// The files that were received with it and come after it.
    pub waiting: VecDeque<PathBuf>,
}

impl MergeRefusal {
    /// Why, and what to do, as sentences.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Unreadable(error) => error.sentence(lang),
            Self::Kit(problem) => problem.sentence(lang),
            Self::OtherPack(file, theirs, ours) => lang.merge_other_pack(name(file), ours, theirs),
            Self::OtherTerritory(file, theirs, ours) => {
                lang.merge_other_territory(name(file), ours, theirs)
            }
        }
    }
}

impl MergeOrder {
    /// Reads the files and merges, without changing anything.
    pub(super) fn perform(self) -> MergeFound {
        let outcome = self.read().map(Arc::new);
        MergeFound { order: self, outcome }
    }

    fn read(&self) -> Result<MergeReady, MergeRefusal> {
        let attribution = attribution(&self.pack, self.lang);
        let guide = merge_guide(&self.pack, &attribution);
        if is_workbook(&self.theirs) {
            let when = (self.day, self.lang);
            let kit = read_kit(&self.theirs, &self.pack, &self.diagnostic, when)
                .map_err(MergeRefusal::Kit)?;
            let merged = merge(Some(&kit.base), &self.diagnostic, &kit.theirs, &guide);
            return Ok(MergeReady {
                merged,
                based: true,
                has_extras: false,
                kit: Some((kit.role, kit.sent)),
                notes: kit.notes,
            });
        }
        let theirs = self.open(&self.theirs)?;
        let base = self.base.as_ref().map(|path| self.open(path)).transpose()?;
        let begun = base.as_ref().map(|base| &base.diagnostic);
        let merged = merge(begun, &self.diagnostic, &theirs.diagnostic, &guide);
        Ok(MergeReady {
            merged,
            based: base.is_some(),
            has_extras: !theirs.extras.is_empty(),
            kit: None,
            notes: Vec::new(),
        })
    }

    /// A diagnostic of the same territory and pack.
    fn open(&self, path: &Path) -> Result<Opened, MergeRefusal> {
        let opened = storage::open_with(path, &self.passwords);
        let opened = opened.map_err(MergeRefusal::Unreadable)?;
        let (own, other) = (&self.diagnostic, &opened.diagnostic);
        let pack = |of: &Diagnostic| format!("{} {}", of.pack.id, of.pack.version);
        if (&own.pack.id, &own.pack.hash) != (&other.pack.id, &other.pack.hash) {
            return Err(MergeRefusal::OtherPack(path.to_path_buf(), pack(other), pack(own)));
        }
        if !own.territory.is_same(&other.territory) {
            let names = (other.territory.name.clone(), own.territory.name.clone());
            return Err(MergeRefusal::OtherTerritory(path.to_path_buf(), names.0, names.1));
        }
        Ok(opened)
    }
}

impl Merging {
    /// The merge, once it is read and can be taken in.
    pub fn ready(&self) -> Option<&Arc<MergeReady>> {
        self.found.as_ref()?.outcome.as_ref().ok()
    }

    /// How many conflicts nobody has settled yet.
    pub fn undecided(&self) -> usize {
        self.choices.iter().filter(|choice| choice.is_none()).count()
    }

    /// The decisions, ours where there is none.
    pub fn decisions(&self) -> Vec<Choice> {
        self.choices.iter().map(|choice| choice.unwrap_or_default()).collect()
    }

    /// The report of what was found and decided, as Markdown.
    pub fn report(&self, ours: &str, pack: &Pack, lang: Lang) -> String {
        let Some(ready) = self.ready() else { return String::new() };
        let extras = ready.has_extras.then(|| lang.merge_extras().to_owned());
        let kit = ready.kit.as_ref().map(|(role, day)| {
            let role = crate::report::history::role_name(pack, lang, role);
            lang.kits_returned(lang.date(*day), role)
        });
        let notes = ready.notes.iter().map(|note| note.sentence(lang));
        let remarks = extras.into_iter().chain(kit).chain(notes);
        let head = MergeHead {
            ours: ours.to_owned(),
            theirs: name(&self.theirs),
            base: match &ready.kit {
                Some(_) => Some(lang.kits_base().to_owned()),
                None => self.base.as_deref().map(name),
            },
            remarks: remarks.collect(),
        };
        let decided: Vec<Choice> = self.choices.iter().map_while(|choice| *choice).collect();
        markdown(&told(pack, &ready.merged, lang), &head, &decided, lang)
    }
}

/// Whether a file is a workbook, by its ending; what it holds is looked at when it is read.
fn is_workbook(path: &Path) -> bool {
    let endings = ["xlsx", "ods", "xls", "xlsm"];
    let ending = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    ending.is_some_and(|ending| endings.iter().any(|other| ending == *other))
}

/// The file's name, or the whole path if it has none.
fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

impl Session {
    /// The merge that is shown, if there is one.
    pub const fn merging(&self) -> Option<&Merging> {
        self.merging.as_ref()
    }

    /// Has a received file read beside the document.
    pub(super) fn merge_with(&mut self, theirs: PathBuf, base: Option<PathBuf>) -> Vec<Effect> {
        if self.document.is_none() {
            return Vec::new();
        }
        let (found, choices, waiting) = (None, Vec::new(), VecDeque::new());
        self.merging = Some(Merging { theirs, base, found, choices, waiting });
        self.order_merge()
    }

    /// Has several received files read, one after the other, each as a step of its own.
    pub(super) fn merge_each(&mut self, files: Vec<PathBuf>) -> Vec<Effect> {
        self.merge_first(files.into(), None)
    }

    /// Goes on with the first of the files that wait; the others wait behind it.
    fn merge_first(
        &mut self,
        mut waiting: VecDeque<PathBuf>,
        base: Option<PathBuf>,
    ) -> Vec<Effect> {
        let Some(theirs) = waiting.pop_front() else { return Vec::new() };
        let effects = self.merge_with(theirs, base);
        if let Some(merging) = &mut self.merging {
            merging.waiting = waiting;
        }
        effects
    }

    /// Leaves the file at hand and goes on with the one that waits, from the same beginning.
    pub(super) fn merge_next(&mut self) -> Vec<Effect> {
        let Some(merging) = self.merging.take() else { return Vec::new() };
        self.merge_first(merging.waiting, merging.base)
    }

    /// Has the merge made again from another common starting file, or none.
    pub(super) fn merge_base(&mut self, base: Option<PathBuf>) -> Vec<Effect> {
        let Some(merging) = self.merging.take() else { return Vec::new() };
        let mut files = merging.waiting;
        files.push_front(merging.theirs);
        self.merge_first(files, base)
    }

    fn order_merge(&self) -> Vec<Effect> {
        let (Some(document), Some(merging)) = (&self.document, &self.merging) else {
            return Vec::new();
        };
        vec![Effect::ReadMerge(Box::new(MergeOrder {
            theirs: merging.theirs.clone(),
            base: merging.base.clone(),
            diagnostic: Arc::clone(document.diagnostic()),
            pack: Arc::clone(document.pack()),
            lang: self.lang(),
            day: self.clock.today(),
            passwords: self.passwords().to_vec(),
        }))]
    }

    /// Takes in what was found, if it is what is still wanted.
    pub(super) fn merge_read(&mut self, found: MergeFound) {
        let Some(merging) = &mut self.merging else { return };
        if (&found.order.theirs, &found.order.base) != (&merging.theirs, &merging.base) {
            return;
        }
        let conflicts = found.outcome.as_ref().map_or(0, |ready| ready.merged.conflicts.len());
        merging.choices = vec![None; conflicts];
        merging.found = Some(found);
    }

    /// Notes what is decided of one conflict.
    pub(super) fn decide(&mut self, conflict: usize, choice: Choice) {
        if let Some(merging) = &mut self.merging
            && let Some(place) = merging.choices.get_mut(conflict)
        {
            *place = Some(choice);
        }
    }

    /// Decides every conflict alike; one that does not offer the choice is left as it is.
    pub(super) fn decide_all(&mut self, choice: Choice) {
        let Some(merging) = &mut self.merging else { return };
        let Some(ready) = merging.ready().map(Arc::clone) else { return };
        for (place, conflict) in merging.choices.iter_mut().zip(&ready.merged.conflicts) {
            if conflict.offers().contains(&choice) {
                *place = Some(choice);
            }
        }
    }

    /// Takes the merge in as one step, if everything is decided and the document is still the one
    /// that it was made for; else it is made again.
    pub(super) fn apply_merge(&mut self) -> Vec<Effect> {
        let (Some(document), Some(merging)) = (&self.document, &self.merging) else {
            return Vec::new();
        };
        let Some(found) = &merging.found else { return Vec::new() };
        let Ok(ready) = &found.outcome else { return Vec::new() };
        if !Arc::ptr_eq(document.diagnostic(), &found.order.diagnostic) {
            self.tell(News::MergeStale);
            return self.order_merge();
        }
        if 0 < merging.undecided() || !document.can_change() {
            return Vec::new();
        }
        let state = resolve(&ready.merged, &merging.decisions());
        let file = merging.theirs.clone();
        self.edit(Edit::Merge(Box::new(state), name(&file)));
        self.tell(News::MergeApplied(file));
        self.merge_next()
    }
}
