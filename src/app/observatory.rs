//! The observatory: the panel at hand, another beside it, the panel of a member's peers, and the
//! gathering that is under way. It needs no open document.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    exchange::{PANEL_EXTENSION, PanelError, write_panel},
    language::Lang,
    panel::{DEFAULT_K, Group, MergeError, Panel},
    questionnaire::Pack,
    report::{
        ExportError,
        panel::{Of, PanelFormat, export_panel, head, profile, side_by_side, why_not_joined},
    },
    storage,
};

use super::{
    Effect, Event, ExportFailure, GatherOrder, GatherOutcome, GatherProgress, GatherReport, News,
    Purpose, Session, gather, open_panel,
};

/// What a path is for, where it is about panels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelPurpose {
    /// A folder of diagnostics to gather.
    Folder,
    /// A panel to look at.
    Open,
    /// A panel to put beside it.
    Second,
    /// A panel to join to it.
    Join,
    /// The panel of a member's peers.
    Peers,
    /// To save the panel.
    Save,
    /// To export what is looked at.
    Export(PanelFormat),
}

/// Something asked of the observatory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelCommand {
    /// Use this threshold from now on.
    Threshold(u32),
    /// Gather the same diagnostics again.
    Again,
    /// Stop gathering.
    Stop,
    /// Tell of this group.
    Show(Group),
    /// Put the other panel away.
    DropSecond,
    /// Put the panel of the peers away.
    DropPeers,
}

/// Something to be done for the observatory, on another thread.
#[derive(Clone, Debug)]
pub enum PanelEffect {
    /// Gather diagnostics.
    Gather(Box<GatherOrder>),
    /// Read a panel.
    Read(PanelPurpose, PathBuf),
    /// Write a panel, or what is looked at of it.
    Write(Box<PanelWrite>),
}

/// A panel to be written.
#[derive(Clone, Debug)]
pub struct PanelWrite {
    purpose: PanelPurpose,
    path: PathBuf,
    panel: Arc<Panel>,
    second: Option<Arc<Panel>>,
    pack: Arc<Pack>,
    group: Group,
    lang: Lang,
    replace: bool,
}

/// What came of it.
#[derive(Debug)]
pub enum PanelEvent {
    /// Diagnostics were gathered, or not.
    Gathered(Box<GatherOutcome>),
    /// A panel was read, or not.
    Read(PanelPurpose, PathBuf, Result<Arc<Panel>, PanelError>),
    /// A file was written, or not.
    Written(PathBuf, Result<(), ExportFailure>),
}

/// A panel with the file or folder it came from.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Where it came from.
    pub from: PathBuf,
    /// The panel.
    pub panel: Arc<Panel>,
}

/// What the observatory holds.
#[derive(Debug)]
pub struct Observatory {
    /// The panel at hand.
    pub shown: Option<Shown>,
    /// The panel beside it.
    pub second: Option<Shown>,
    /// The panel of the peers of the open document.
    pub peers: Option<Shown>,
    /// How far the gathering under way is.
    pub running: Option<Arc<GatherProgress>>,
    /// What the last gathering read and left out.
    pub report: Option<GatherReport>,
    /// The folders that were gathered last.
    pub sources: Vec<PathBuf>,
    /// The panel that was not taken, for which purpose, and why.
    pub refused: Option<(PanelPurpose, PathBuf, NotTaken)>,
    /// The threshold to gather with.
    pub k: u32,
    /// The threshold of the last gathering, if no panel came of it.
    pub failed: Option<Failed>,
    /// Whom is told of.
    pub group: Group,
}

/// Why a panel was not taken.
#[derive(Debug)]
pub enum NotTaken {
    /// It could not be read.
    Unread(PanelError),
    /// It could not be joined to the one at hand.
    Unlike(MergeError),
}

impl NotTaken {
    /// Why, and what to do, as a sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Unread(error) => error.sentence(lang),
            Self::Unlike(error) => why_not_joined(error, lang),
        }
    }
}

/// Why no panel came of a gathering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    /// It was stopped.
    Stopped,
    /// There are too few members for this threshold.
    TooFew(u32),
}

impl Default for Observatory {
    fn default() -> Self {
        Self {
            shown: None,
            second: None,
            peers: None,
            running: None,
            report: None,
            sources: Vec::new(),
            refused: None,
            k: DEFAULT_K,
            failed: None,
            group: Group::All,
        }
    }
}

impl PanelPurpose {
    /// Whether the path is to be read from.
    pub const fn reads(self) -> bool {
        matches!(self, Self::Folder | Self::Open | Self::Second | Self::Join | Self::Peers)
    }

    /// The file ending that the path should have, without the point.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Folder => "",
            Self::Open | Self::Second | Self::Join | Self::Peers | Self::Save => PANEL_EXTENSION,
            Self::Export(format) => format.ending(),
        }
    }

    /// The title of the dialog that asks for the path.
    pub const fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Folder => lang.panel_dialog_folder(),
            Self::Open | Self::Second | Self::Join | Self::Peers => lang.panel_dialog_open(),
            Self::Save => lang.panel_dialog_save(),
            Self::Export(_) => lang.app_dialog_export(),
        }
    }

    /// What the files are called in that dialog.
    pub const fn files(self, lang: Lang) -> &'static str {
        match self {
            Self::Export(format) => format.files(lang),
            _ => lang.panel_filter(),
        }
    }
}

impl PanelEffect {
    /// Does it here and now.
    pub(super) fn perform(self) -> Event {
        Event::Panel(match self {
            Self::Gather(order) => {
                PanelEvent::Gathered(Box::new(gather(&order, &mut |_done, _total| ())))
            }
            Self::Read(purpose, path) => {
                let read = open_panel(&path).map(Arc::new);
                PanelEvent::Read(purpose, path, read)
            }
            Self::Write(write) if !write.replace && write.path.exists() => {
                return Event::Exists(Purpose::Panel(write.purpose), write.path);
            }
            Self::Write(write) => {
                let written = write.bytes().map_err(ExportFailure::Brief).and_then(|bytes| {
                    storage::replace(&write.path, &bytes).map_err(ExportFailure::File)
                });
                PanelEvent::Written(write.path, written)
            }
        })
    }
}

impl PanelWrite {
    fn bytes(&self) -> Result<Vec<u8>, ExportError> {
        let PanelPurpose::Export(format) = self.purpose else {
            return Ok(write_panel(&self.panel)?.into_bytes());
        };
        let of = Of { panel: &self.panel, pack: &self.pack, group: self.group, lang: self.lang };
        let mut sections = profile(of);
        if let Some(second) = &self.second {
            let other = profile(Of { panel: second, ..of });
            let (first, other_head) = (head(&self.panel, self.lang), head(second, self.lang));
            let names = [first.as_str(), other_head.as_str()];
            sections.push(side_by_side(&sections, &other, names, self.lang));
        }
        export_panel(format, of, sections)
    }
}

impl Observatory {
    /// The pack whose words a panel is told in: that of the document if it is the panel's, else the
    /// program's own.
    pub fn pack<'a>(panel: &Panel, document: Option<&'a super::Document>) -> Option<&'a Arc<Pack>> {
        let own = document.filter(|document| *document.diagnostic().pack.hash == *panel.pack.hash);
        match own {
            Some(document) => Some(document.pack()),
            None => Pack::standard(),
        }
    }
}

impl Session {
    /// The observatory.
    pub const fn observatory(&self) -> &Observatory {
        &self.observatory
    }

    pub(super) fn ask_observatory(&mut self, command: PanelCommand) -> Vec<Effect> {
        match command {
            PanelCommand::Threshold(k) => self.observatory.k = k,
            PanelCommand::Again => return self.gather(self.observatory.sources.clone()),
            PanelCommand::Stop => {
                if let Some(progress) = &self.observatory.running {
                    progress.stop();
                }
            }
            PanelCommand::Show(group) => self.observatory.group = group,
            PanelCommand::DropSecond => self.observatory.second = None,
            PanelCommand::DropPeers => self.observatory.peers = None,
        }
        Vec::new()
    }

    fn gather(&mut self, sources: Vec<PathBuf>) -> Vec<Effect> {
        if self.observatory.running.is_some() || sources.is_empty() {
            return Vec::new();
        }
        let progress: Arc<GatherProgress> = Arc::default();
        let (k, day) = (self.observatory.k, self.clock.today());
        self.observatory.sources.clone_from(&sources);
        self.observatory.running = Some(Arc::clone(&progress));
        self.observatory.failed = None;
        let order = GatherOrder { sources, k, day, progress };
        vec![Effect::Panel(PanelEffect::Gather(Box::new(order)))]
    }

    pub(super) fn use_panel_path(
        &mut self,
        purpose: PanelPurpose,
        path: PathBuf,
        replace: bool,
    ) -> Vec<Effect> {
        if purpose == PanelPurpose::Folder {
            return self.gather(vec![path]);
        }
        if purpose.reads() {
            return vec![Effect::Panel(PanelEffect::Read(purpose, path))];
        }
        let Some(shown) = &self.observatory.shown else { return Vec::new() };
        let pack = Observatory::pack(&shown.panel, self.document.as_ref());
        let Some(pack) = pack else { return Vec::new() };
        let write = PanelWrite {
            purpose,
            path: super::name::with_ending(path, purpose.ending()),
            panel: Arc::clone(&shown.panel),
            second: self.observatory.second.as_ref().map(|second| Arc::clone(&second.panel)),
            pack: Arc::clone(pack),
            group: self.observatory.group,
            lang: self.lang(),
            replace,
        };
        vec![Effect::Panel(PanelEffect::Write(Box::new(write)))]
    }

    /// The path to propose: where the panel came from, named after its day.
    pub(super) fn panel_proposal(&self, purpose: PanelPurpose, folder: &Path) -> PathBuf {
        let near = self.observatory.shown.as_ref().map(|shown| shown.from.as_path());
        let near =
            near.map_or(
                folder,
                |from| if from.is_dir() { from } else { from.parent().unwrap_or(folder) },
            );
        let day = self.observatory.shown.as_ref().map(|shown| shown.panel.day);
        match day {
            Some(day) if !purpose.reads() => {
                let name = self.lang().panel_file_name(day);
                near.join(format!("{name}.{}", purpose.ending()))
            }
            _ => near.to_path_buf(),
        }
    }

    pub(super) fn panel_came(&mut self, event: PanelEvent) {
        match event {
            PanelEvent::Gathered(outcome) => {
                let observatory = &mut self.observatory;
                observatory.running = None;
                if let Some(panel) = outcome.panel {
                    let from = observatory.sources.first().cloned().unwrap_or_default();
                    observatory.show(Shown { from, panel });
                } else if outcome.stopped {
                    observatory.failed = Some(Failed::Stopped);
                } else {
                    observatory.failed = Some(Failed::TooFew(observatory.k));
                }
                observatory.report = (!outcome.stopped).then_some(outcome.report);
            }
            PanelEvent::Read(purpose, path, Err(error)) => {
                self.observatory.refused = Some((purpose, path, NotTaken::Unread(error)));
            }
            PanelEvent::Read(purpose, from, Ok(panel)) => {
                let observatory = &mut self.observatory;
                observatory.refused = None;
                let shown = Shown { from, panel };
                match purpose {
                    PanelPurpose::Peers => observatory.peers = Some(shown),
                    PanelPurpose::Second => observatory.second = Some(shown),
                    PanelPurpose::Join => observatory.join(shown),
                    _ => {
                        observatory.report = None;
                        observatory.failed = None;
                        observatory.show(shown);
                    }
                }
            }
            PanelEvent::Written(path, Ok(())) => self.tell(News::Exported(path, Vec::new())),
            PanelEvent::Written(path, Err(failure)) => {
                self.tell(News::NotExported(path, failure));
            }
        }
    }
}

impl Observatory {
    /// Joins a panel to the one at hand.
    fn join(&mut self, other: Shown) {
        let Some(own) = &self.shown else { return self.show(other) };
        match own.panel.merged(&other.panel) {
            Ok(panel) => {
                let from = own.from.clone();
                self.report = None;
                self.show(Shown { from, panel: Arc::new(panel) });
            }
            Err(error) => {
                self.refused = Some((PanelPurpose::Join, other.from, NotTaken::Unlike(error)));
            }
        }
    }

    /// Turns to a panel, told of all its members.
    fn show(&mut self, shown: Shown) {
        if shown.panel.members(self.group) == 0 {
            self.group = Group::All;
        }
        self.shown = Some(shown);
    }
}
