//! Imports: a file is read beside the document, shown line by line, and comes in as one step.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    domain::{ColumnId, TableId, Territory},
    exchange::{
        Counts, Decisions, Extract, FileProblem, Matching, Proposal, Recognised, Status,
        Target as ImportTarget, Unfit, Watch, What, extract, match_columns, propose, recognise,
    },
    questionnaire::Pack,
};

use super::{Document, Edit, Effect, Event, Session};

/// What begins the name of a step that is an import.
pub const IMPORTED: &str = "import ";

/// Something asked about an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportCommand {
    /// Read this part of the file as what it is recognised to be.
    Part(usize),
    /// Read this part of the file as rows of a table.
    Table(TableId, usize),
    /// Send a column of the file to a column of the table, or to none.
    Assign(usize, Option<ColumnId>),
    /// Decide about labels, lines and what could not be placed.
    Decide(Box<Decisions>),
    /// Take in what is shown.
    Accept,
    /// Stop reading.
    Stop,
    /// Put the file away.
    Close,
}

/// A file that is to be read.
#[derive(Clone, Debug)]
pub struct ImportOrder {
    /// The file.
    pub path: PathBuf,
    /// The part to read, if it was chosen.
    pub part: Option<usize>,
    /// The table that its rows are for, if it was chosen.
    pub table: Option<TableId>,
    /// The territory that it is read for.
    pub place: Territory,
    /// The pack of the document.
    pub pack: Arc<Pack>,
    /// How it is followed and stopped.
    pub watch: Arc<Watch>,
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct ImportRead {
    /// What is in it.
    pub recognised: Arc<Recognised>,
    /// As what it was read.
    pub way: ImportWay,
}

/// As what a file was read.
#[derive(Clone, Debug)]
pub enum ImportWay {
    /// As nothing: nobody knows yet what it is.
    Unknown,
    /// As the official file that it is.
    Official(Box<Extract>),
    /// As rows of a table.
    Table(TableId, usize, Box<Matching>),
}

/// An import, from the choice of a file to its report.
#[derive(Debug)]
pub enum Import {
    /// A file is being read.
    Reading(PathBuf, Arc<Watch>),
    /// A file could not be read.
    Failed(PathBuf, FileProblem),
    /// A file is read, and waits for what is decided about it.
    Open(Box<ImportDesk>),
    /// A file was taken in.
    Done(ImportDone),
}

/// A file that was read and what would come of it.
#[derive(Debug)]
pub struct ImportDesk {
    /// The file.
    pub path: PathBuf,
    /// What was read.
    pub read: ImportRead,
    /// What was decided.
    pub decisions: Decisions,
    /// What would come of it; none while nobody knows what the file is.
    pub proposal: Option<Result<Proposal, Unfit>>,
}

/// What came of an import.
#[derive(Clone, Debug)]
pub struct ImportDone {
    /// The name of the file.
    pub file: String,
    /// What it was read as.
    pub title: String,
    /// How many lines did what.
    pub counts: Counts,
    /// The table that rows went to.
    pub table: Option<TableId>,
    /// What became of each line, as CSV.
    pub report: String,
}

impl ImportOrder {
    /// Reads the file.
    pub(super) fn perform(self) -> Event {
        let read = self.read().map(Box::new);
        Event::ImportRead(self.path, read)
    }

    fn read(&self) -> Result<ImportRead, FileProblem> {
        let recognised = recognise(&self.path, None, self.part)?;
        let way = match &self.table {
            Some(table) => self.table_of(&recognised, table)?,
            None => extract(&recognised, &self.place, &self.watch)?
                .map_or(ImportWay::Unknown, |read| ImportWay::Official(Box::new(read))),
        };
        Ok(ImportRead { recognised: Arc::new(recognised), way })
    }

    fn table_of(&self, recognised: &Recognised, table: &TableId) -> Result<ImportWay, FileProblem> {
        let Some(spec) = self.pack.table(table.as_str()) else { return Ok(ImportWay::Unknown) };
        let part = self.part.unwrap_or(0);
        let matching = match_columns(recognised, part, spec, &self.watch)?;
        Ok(ImportWay::Table(table.clone(), part, Box::new(matching)))
    }
}

impl ImportDesk {
    /// Works out what would come of the file.
    fn propose(&mut self, document: &Document, lang: crate::language::Lang) {
        let (diagnostic, pack) = (document.diagnostic(), document.pack());
        self.proposal = match &self.read.way {
            ImportWay::Unknown => None,
            ImportWay::Official(read) => {
                Some(propose(read, ImportTarget { diagnostic, pack, lang }, &self.decisions))
            }
            ImportWay::Table(table, _, matching) => pack.table(table.as_str()).map(|spec| {
                let own = diagnostic.table(table.as_str());
                Ok(matching.propose(own, spec, &self.decisions, lang))
            }),
        };
    }
}

impl Session {
    /// The import at hand.
    pub const fn import(&self) -> Option<&Import> {
        self.import.as_ref()
    }

    /// Has a file read, from its beginning or in another way.
    pub(super) fn read_import(
        &mut self,
        path: PathBuf,
        (part, table): (Option<usize>, Option<TableId>),
    ) -> Vec<Effect> {
        let Some(document) = &self.document else { return Vec::new() };
        if let Some(Import::Reading(_, watch)) = &self.import {
            watch.stop();
        }
        let watch = Arc::new(Watch::default());
        let order = ImportOrder {
            path: path.clone(),
            part,
            table,
            place: document.diagnostic().territory.clone(),
            pack: Arc::clone(document.pack()),
            watch: Arc::clone(&watch),
        };
        self.import = Some(Import::Reading(path, watch));
        vec![Effect::ReadImport(Box::new(order))]
    }

    /// Takes in that a file was read, unless another is wanted by now.
    pub(super) fn import_read(&mut self, path: &Path, read: Result<Box<ImportRead>, FileProblem>) {
        if !matches!(&self.import, Some(Import::Reading(wanted, _)) if wanted == path) {
            return;
        }
        self.import = match read {
            Err(FileProblem::Cancelled) => None,
            Err(problem) => Some(Import::Failed(path.to_owned(), problem)),
            Ok(read) => {
                let (path, decisions) = (path.to_owned(), Decisions::default());
                let mut desk = ImportDesk { path, read: *read, decisions, proposal: None };
                if let ImportWay::Table(_, _, matching) = &mut desk.read.way {
                    self.recall(matching);
                }
                self.work_out(&mut desk);
                Some(Import::Open(Box::new(desk)))
            }
        };
    }

    /// Matches columns as they were matched the last time under the same headings.
    fn recall(&self, matching: &mut Matching) {
        let known = self.settings().matchings.iter();
        let Some((_, columns)) = known.into_iter().find(|(of, _)| *of == matching.signature) else {
            return;
        };
        for (at, id) in columns.iter().enumerate() {
            let column = Some(ColumnId::from(id.as_str())).filter(|_| !id.is_empty());
            matching.clipping.assign(at, column);
        }
    }

    fn work_out(&self, desk: &mut ImportDesk) {
        if let Some(document) = &self.document {
            desk.propose(document, self.lang());
        }
    }

    /// Does what is asked about the import at hand.
    pub(super) fn perform_import(&mut self, command: ImportCommand) -> Vec<Effect> {
        match (command, self.import.take()) {
            (ImportCommand::Stop, Some(Import::Reading(_, watch))) => watch.stop(),
            (ImportCommand::Part(part), Some(Import::Open(desk))) => {
                return self.read_import(desk.path, (Some(part), None));
            }
            (ImportCommand::Table(table, part), Some(Import::Open(desk))) => {
                return self.read_import(desk.path, (Some(part), Some(table)));
            }
            (ImportCommand::Assign(at, column), Some(Import::Open(mut desk))) => {
                if let ImportWay::Table(_, _, matching) = &mut desk.read.way {
                    matching.clipping.assign(at, column);
                }
                self.work_out(&mut desk);
                self.import = Some(Import::Open(desk));
            }
            (ImportCommand::Decide(decisions), Some(Import::Open(mut desk))) => {
                desk.decisions = *decisions;
                self.work_out(&mut desk);
                self.import = Some(Import::Open(desk));
            }
            (ImportCommand::Accept, Some(Import::Open(desk))) => return self.accept(desk),
            (ImportCommand::Close, _) => {}
            (_, other) => self.import = other,
        }
        Vec::new()
    }

    /// What becomes, or became, of each line of the file at hand, as CSV.
    pub(super) fn import_report(&self) -> Option<String> {
        match self.import.as_ref()? {
            Import::Open(desk) => {
                let proposal = desk.proposal.as_ref()?.as_ref().ok()?;
                Some(self.report_of(proposal))
            }
            Import::Done(done) => Some(done.report.clone()),
            Import::Reading(..) | Import::Failed(..) => None,
        }
    }

    fn report_of(&self, proposal: &Proposal) -> String {
        let pack = self.document.as_ref().map(Document::pack);
        let table = proposal.table.as_ref().zip(pack);
        let spec = table.and_then(|(id, pack)| pack.table(id.as_str()));
        proposal.report(spec, self.lang())
    }

    /// Takes in what is shown; if the document has changed since, shows it anew instead.
    fn accept(&mut self, mut desk: Box<ImportDesk>) -> Vec<Effect> {
        let shown = desk.proposal.clone();
        self.work_out(&mut desk);
        let Some(Ok(proposal)) = desk.proposal.as_ref().filter(|_| desk.proposal == shown) else {
            self.import = Some(Import::Open(desk));
            return Vec::new();
        };
        self.import = Some(Import::Done(ImportDone {
            file: proposal.file.clone(),
            title: proposal.title.clone(),
            counts: proposal.counts(),
            table: proposal.table.clone(),
            report: self.report_of(proposal),
        }));
        self.edit(import_edit(proposal));
        let ImportWay::Table(_, _, matching) = &desk.read.way else { return Vec::new() };
        let columns = matching.clipping.columns.iter();
        let columns =
            columns.map(|id| id.as_ref().map_or("", ColumnId::as_str).to_owned()).collect();
        let signature = matching.signature.clone();
        self.set(|settings| settings.remember_matching(signature, columns))
    }
}

/// The change that a proposal makes to the document: what is wanted of it, and nothing else.
pub fn import_edit(proposal: &Proposal) -> Edit {
    let (mut added, mut edits) = (Vec::new(), Vec::new());
    for line in proposal.lines.iter().filter(|line| line.wanted) {
        match (&line.what, &line.status, &proposal.table) {
            (_, Status::Same, _) => {}
            (What::Answer(id, answer), ..) => edits.push(Edit::Answer(id.clone(), answer.clone())),
            (What::Row(_), Status::Changes(row, cells), Some(table)) => {
                edits.extend(cells.iter().map(|(column, _, to)| {
                    Edit::Cell(table.clone(), *row, column.clone(), to.clone())
                }));
            }
            (What::Row(cells), ..) => added.push(cells.clone()),
        }
    }
    if let Some(table) = &proposal.table {
        if !added.is_empty() {
            edits.push(Edit::AddRows(table.clone(), added));
        }
        match &proposal.coverage {
            Some((Some(channel), coverage)) if !edits.is_empty() => {
                let (channel, coverage) = (channel.clone(), Some(*coverage));
                edits.push(Edit::ChannelCoverage(table.clone(), channel, coverage));
            }
            Some((None, coverage)) if !edits.is_empty() => {
                edits.push(Edit::Coverage(table.clone(), Some(*coverage)));
            }
            _ => {}
        }
    }
    Edit::Import(proposal.title.clone(), edits)
}
