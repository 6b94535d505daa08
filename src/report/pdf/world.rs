//! All that Typst may see: one template, one data file, a few fonts, and the files of an
//! authority's own template. No disk, network or clock.

use std::sync::OnceLock;

use typst::{
    Feature, Library, LibraryExt as _, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

use super::fonts::{self, Fonts};

/// The template that comes with the program.
pub(crate) const TEMPLATE: &str = include_str!("../../../templates/brief/brief.typ");

/// The name of the template among all that Typst may see.
pub(super) const MAIN: &str = "/brief.typ";

/// The name under which an authority's own template finds ours.
const OURS: &str = "/passerelle.typ";

/// The name of the data.
const DATA: &str = "/brief.json";

fn library() -> &'static LazyHash<Library> {
    static LIBRARY: OnceLock<LazyHash<Library>> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let features = [Feature::A11yExtras].into_iter().collect();
        LazyHash::new(Library::builder().with_features(features).build())
    })
}

/// The file of this name among all that Typst may see.
pub(super) fn id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

/// A template, its data, its fonts and its other files.
pub(super) struct BriefWorld {
    fonts: &'static Fonts,
    main: Source,
    /// A handful, so that a look at each is quick.
    files: Vec<(FileId, Bytes)>,
    day: (i16, i8, i8),
}

impl BriefWorld {
    /// The world of a template and its data, on this day; `wide` if names need other scripts.
    pub(super) fn new(
        template: &str,
        data: Vec<u8>,
        wide: bool,
        day: (i16, i8, i8),
    ) -> Option<Self> {
        let main = Source::new(id(MAIN)?, template.to_owned());
        let fonts = if wide { fonts::every() } else { fonts::own() };
        let ours = Bytes::from_string(TEMPLATE);
        let files = vec![(id(DATA)?, Bytes::new(data)), (id(OURS)?, ours)];
        Some(Self { fonts, main, files, day })
    }

    /// The world with one more file; a name that cannot be one is left out.
    pub(super) fn with(mut self, name: &str, bytes: Vec<u8>) -> Self {
        if let Some(id) = id(&format!("/{name}")) {
            // What is there already stays: a template cannot put itself in the place of the data.
            if self.held(id).is_none() {
                self.files.push((id, Bytes::new(bytes)));
            }
        }
        self
    }

    fn held(&self, id: FileId) -> Option<&Bytes> {
        self.files.iter().find(|(held, _)| *held == id).map(|(_, bytes)| bytes)
    }
}

/// The day as Typst writes days.
pub(super) fn datetime((year, month, day): (i16, i8, i8)) -> Option<Datetime> {
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    Datetime::from_ymd_hms(i32::from(year), month, day, 0, 0, 0)
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}

impl World for BriefWorld {
    fn library(&self) -> &LazyHash<Library> {
        library()
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        let bytes = self.held(id).ok_or_else(|| missing(id))?;
        let text = std::str::from_utf8(bytes).ok().ok_or(FileError::InvalidUtf8)?;
        Ok(Source::new(id, text.to_owned()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.held(id).cloned().ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.all.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        datetime(self.day)
    }
}
