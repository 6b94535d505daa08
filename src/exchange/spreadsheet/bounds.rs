//! What a compressed file really holds, measured before anybody trusts it.

use std::io::{self, BufReader, Read, Seek};

use quick_xml::{Reader, events::Event};
use zip::ZipArchive;

use super::FileProblem;

/// The most that all parts of a spreadsheet may hold once inflated.
const INFLATED_LIMIT: u64 = 512 << 20;

/// The most that a part other than a sheet may hold: shared texts stay in memory.
const PART_LIMIT: u64 = 64 << 20;

/// The most parts.
const PARTS_LIMIT: usize = 4096;

/// From this size on a part is compared with its compressed size.
const RATIO_FROM: u64 = 4 << 20;

/// How many times its compressed size a part may hold; dull sheets reach 100.
const RATIO_LIMIT: u64 = 250;

/// Inflates every part once, keeping nothing, and refuses what no spreadsheet would hold.
///
/// What an archive says of its sizes is not believed.
pub(super) fn bombs<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Result<(), FileProblem> {
    if PARTS_LIMIT < archive.len() {
        return Err(FileProblem::Bomb);
    }
    let mut total = 0;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| unzipped(&error))?;
        let name = part.name().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
        let is_sheet = name.contains("/worksheets/") || name == "content.xml";
        let limit = if is_sheet { INFLATED_LIMIT } else { PART_LIMIT };
        let mut counted = Counted::new(part.compressed_size(), limit.min(INFLATED_LIMIT - total));
        total += io::copy(&mut counted.of(part), &mut io::sink())
            .map_err(|error| counted.or(FileProblem::of(&error)))?;
    }
    Ok(())
}

fn unzipped(error: &zip::result::ZipError) -> FileProblem {
    log::info!("a part of an archive: {error}");
    if matches!(error, zip::result::ZipError::UnsupportedArchive(_)) {
        return FileProblem::Password;
    }
    FileProblem::Damaged
}

/// Counts what comes out of a compressed part, and stops it when that is too much.
#[derive(Debug)]
pub(in crate::exchange) struct Counted {
    packed: u64,
    limit: u64,
    count: u64,
    burst: bool,
}

impl Counted {
    /// Counts what comes out of `packed` bytes, up to a limit.
    pub(in crate::exchange) const fn new(packed: u64, limit: u64) -> Self {
        Self { packed, limit, count: 0, burst: false }
    }

    /// The part, counted.
    pub(in crate::exchange) const fn of<R: Read>(&mut self, inner: R) -> Counting<'_, R> {
        Counting { inner, counted: self }
    }

    /// Why reading really stopped.
    pub(in crate::exchange) fn or(&self, problem: FileProblem) -> FileProblem {
        if self.burst { FileProblem::Bomb } else { problem }
    }
}

/// A part that is counted as it is read.
pub(in crate::exchange) struct Counting<'a, R> {
    inner: R,
    counted: &'a mut Counted,
}

impl<R: Read> Read for Counting<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let counted = &mut *self.counted;
        counted.count += read as u64;
        let dense = RATIO_FROM < counted.count
            && counted.packed.saturating_mul(RATIO_LIMIT) < counted.count;
        if counted.limit < counted.count || dense {
            counted.burst = true;
            return Err(io::Error::other("more comes out than is believable"));
        }
        Ok(read)
    }
}

/// Refuses a workbook that says to hold more shared texts than its part has room for: whoever
/// believes it would ask for that much memory.
pub(super) fn declared_strings<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
) -> Result<(), FileProblem> {
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| unzipped(&error))?;
        let name = part.name().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
        if !name.ends_with("sharedstrings.xml") {
            continue;
        }
        // Each takes five bytes at least: `<si/>`.
        let room = part.size().min(PART_LIMIT) / 5;
        let mut reader = Reader::from_reader(BufReader::new(part));
        let mut buffer = Vec::new();
        loop {
            match reader.read_event_into(&mut buffer) {
                Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == "sst" => {
                    let counts = tag.attributes().flatten();
                    let mut counts =
                        counts.filter(|a| a.key.local_name().as_ref() == "uniqueCount");
                    let digits = |text: &str| text.trim().trim_start_matches('0').to_owned();
                    let declared = counts.next().map(|a| digits(&a.value));
                    let is_fair = declared.is_none_or(|count| {
                        count.is_empty() || count.parse::<u64>().is_ok_and(|count| count <= room)
                    });
                    if !is_fair {
                        return Err(FileProblem::Bomb);
                    }
                    break;
                }
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(error) => {
                    log::info!("shared texts: {error}");
                    return Err(FileProblem::Damaged);
                }
            }
            buffer.clear();
        }
    }
    Ok(())
}
