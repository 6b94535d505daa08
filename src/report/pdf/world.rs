//! All that Typst may see: one template, one data file, three fonts. No disk, network or clock.

use std::sync::OnceLock;

use typst::{
    Feature, Library, LibraryExt as _, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

const TEMPLATE: &str = include_str!("../../../templates/brief/brief.typ");

const FONTS: [&[u8]; 3] = [
    include_bytes!("../../../assets/fonts/SourceSans3-Regular.ttf"),
    include_bytes!("../../../assets/fonts/SourceSans3-Semibold.ttf"),
    include_bytes!("../../../assets/fonts/SourceSans3-It.ttf"),
];

/// What does not change from one brief to the next.
struct Fixed {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: Source,
    data: FileId,
}

fn fixed() -> Option<&'static Fixed> {
    static FIXED: OnceLock<Option<Fixed>> = OnceLock::new();
    FIXED
        .get_or_init(|| {
            let fonts: Vec<Font> =
                FONTS.iter().flat_map(|data| Font::iter(Bytes::new(*data))).collect();
            let features = [Feature::A11yExtras].into_iter().collect();
            Some(Fixed {
                library: LazyHash::new(Library::builder().with_features(features).build()),
                book: LazyHash::new(FontBook::from_fonts(&fonts)),
                fonts,
                main: Source::new(id("/brief.typ")?, TEMPLATE.to_owned()),
                data: id("/brief.json")?,
            })
        })
        .as_ref()
}

/// The file of this name among all that Typst may see.
pub(super) fn id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

/// The template with the data of one brief.
pub(super) struct BriefWorld {
    fixed: &'static Fixed,
    data: Bytes,
    date: (i16, i8, i8),
}

impl BriefWorld {
    /// The world for this data, on this day; `None` if the template could not be set up.
    pub(super) fn new(brief: Vec<u8>, date: (i16, i8, i8)) -> Option<Self> {
        Some(Self { fixed: fixed()?, data: Bytes::new(brief), date })
    }
}

/// Whether some font can draw a character.
pub(super) fn can_draw(c: char) -> bool {
    fixed().is_some_and(|fixed| {
        fixed.fonts.iter().all(|font| font.info().coverage.contains(u32::from(c)))
    })
}

/// The day as Typst writes days.
pub(super) fn datetime((year, month, day): (i16, i8, i8)) -> Option<Datetime> {
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    Datetime::from_ymd_hms(i32::from(year), month, day, 0, 0, 0)
}

impl World for BriefWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.fixed.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fixed.book
    }

    fn main(&self) -> FileId {
        self.fixed.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.fixed.main.id() {
            return Ok(self.fixed.main.clone());
        }
        Err(FileError::NotFound(id.vpath().get_without_slash().into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.fixed.data {
            return Ok(self.data.clone());
        }
        Err(FileError::NotFound(id.vpath().get_without_slash().into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fixed.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        datetime(self.date)
    }
}
