//! Files that a command reads beside the diagnostic: whole, bounded, and refused in plain words.

use std::{
    fs::File,
    io::{self, Read as _},
    path::Path,
};

use crate::{
    language::Lang,
    questionnaire::{PackSource, ReadError},
    storage::SIZE_LIMIT,
};

use super::Refusal;

/// The bytes of a file, or why they cannot be had.
pub(super) fn read(path: &Path, lang: Lang) -> Result<Vec<u8>, Refusal> {
    let refused = |why: String| Refusal::from(lang.usage_not_read(path.display(), why));
    let too_large = |size: u64| {
        let megabytes = |bytes: u64| lang.number(bytes as f64 / (1024.0 * 1024.0), 1);
        refused(lang.usage_too_large(megabytes(SIZE_LIMIT), megabytes(size)))
    };
    let wrong = |error: io::Error| refused(reason(&error, lang));
    let file = File::open(path).map_err(wrong)?;
    let metadata = file.metadata().map_err(wrong)?;
    if metadata.is_dir() {
        return Err(refused(lang.usage_folder().to_owned()));
    }
    if SIZE_LIMIT < metadata.len() {
        return Err(too_large(metadata.len()));
    }
    let mut bytes = Vec::new();
    file.take(SIZE_LIMIT + 1).read_to_end(&mut bytes).map_err(wrong)?;
    match bytes.len() as u64 {
        size if SIZE_LIMIT < size => Err(too_large(size)),
        _ => Ok(bytes),
    }
}

/// The text of a file in UTF-8, with or without a byte order mark.
pub(super) fn read_text(path: &Path, lang: Lang) -> Result<String, Refusal> {
    let text = String::from_utf8(read(path, lang)?).map_err(|error| {
        log::info!("{}: {error}", path.display());
        lang.usage_not_read(path.display(), lang.usage_not_utf8())
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The files of a pack, read from the folder of its head file.
pub(super) fn pack_source(lang: Lang, file: &Path) -> Result<PackSource, Refusal> {
    let head = read_text(file, lang)?;
    let folder = file.parent().unwrap_or_else(|| Path::new(""));
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let beside = |name: &str| {
        let path = folder.join(name);
        if Path::new(name).components().count() != 1 {
            return Err(lang.usage_not_read(path.display(), lang.usage_outside()));
        }
        read_text(&path, lang).map_err(Refusal::into_text)
    };
    PackSource::gather(&name, head, beside).map_err(|error| match error {
        ReadError::Include(_, why) => Refusal::from(why),
        ReadError::Damaged => {
            Refusal::from(lang.usage_not_read(file.display(), lang.usage_not_utf8()))
        }
    })
}

/// Why a file cannot be read and what to do, as a sentence.
fn reason(error: &io::Error, lang: Lang) -> String {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => lang.usage_not_found().to_owned(),
        io::ErrorKind::IsADirectory => lang.usage_folder().to_owned(),
        io::ErrorKind::PermissionDenied => lang.usage_denied().to_owned(),
        _ => lang.usage_disk(error),
    }
}
