//! The texts a pack is made of: a head file and the files it includes.

use serde::Deserialize;

use super::{PackFile, PackPart, Problem, ProblemKind};

/// The files of a pack, head file first, word for word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackSource {
    files: Vec<(String, String)>,
}

/// Why the texts of a pack could not be gathered.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// An included file could not be read.
    #[error("the included file `{0}` could not be read: {1}")]
    Include(String, String),
    /// A joined text does not have the form that [`PackSource::joined`] gives.
    #[error("the text of the pack is damaged")]
    Damaged,
}

/// What separates the files of a joined pack (ASCII record separator).
const SEPARATOR: char = '\u{1e}';

/// The most files a pack may have.
const MAX_FILES: usize = 200;

/// Only what is needed to find the other files.
#[derive(Deserialize)]
struct Includes {
    #[serde(default)]
    include: Vec<String>,
}

impl PackSource {
    /// Gathers a pack from its head file; `read` gives the text of an included file by its name.
    ///
    /// A head file that cannot be parsed is kept as it is: checking it will say why.
    pub fn gather(
        name: &str,
        head: String,
        read: impl Fn(&str) -> Result<String, String>,
    ) -> Result<Self, ReadError> {
        let includes = reader().from_str::<Includes>(&head).map_or_else(|_| vec![], |i| i.include);
        let mut files = vec![(name.to_owned(), head)];
        for include in includes.into_iter().take(MAX_FILES) {
            let text = read(&include).map_err(|why| ReadError::Include(include.clone(), why))?;
            files.push((include, text));
        }
        Ok(Self { files })
    }

    /// A pack of given files, head file first.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let own = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        Self { files: files.iter().map(own).collect() }
    }

    /// All files as one text, from which [`Self::split`] restores them.
    pub fn joined(&self) -> String {
        let mut joined = String::new();
        for (name, text) in &self.files {
            joined.push(SEPARATOR);
            joined.push_str(name);
            joined.push('\n');
            joined.push_str(text);
        }
        joined
    }

    /// Restores the files of a joined text.
    pub fn split(joined: &str) -> Result<Self, ReadError> {
        let file = |part: &str| {
            let (name, text) = part.split_once('\n').ok_or(ReadError::Damaged)?;
            Ok((name.to_owned(), text.to_owned()))
        };
        let rest = joined.strip_prefix(SEPARATOR).ok_or(ReadError::Damaged)?;
        Ok(Self { files: rest.split(SEPARATOR).map(file).collect::<Result<_, ReadError>>()? })
    }

    /// Parses every file, or tells what is wrong with each file that cannot be parsed.
    pub(super) fn parse(&self) -> Result<(PackFile, Vec<PackPart>), Vec<Problem>> {
        let mut problems = Vec::new();
        let mut files = self.files.iter();
        let head = files.next().map(|(name, text)| parse_file::<PackFile>(name, text));
        let parts: Vec<_> =
            files.filter_map(|(name, text)| keep(parse_file(name, text), &mut problems)).collect();
        match head.and_then(|head| keep(head, &mut problems)) {
            Some(head) if problems.is_empty() => Ok((head, parts)),
            _ => Err(problems),
        }
    }

    /// The file and line, counted from 1, where a quoted id first stands.
    pub(super) fn find(&self, id: &str) -> Option<(&str, usize)> {
        // Levels have codes, everything else has ids.
        ["id", "code"].iter().find_map(|field| {
            let needle = format!("{field}: \"{id}\"");
            self.files.iter().find_map(|(name, text)| {
                let at = text.find(&needle)?;
                let line = text.get(..at)?.matches('\n').count() + 1;
                Some((name.as_str(), line))
            })
        })
    }

    /// Names and texts of the files, head file first.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// The name of the head file.
    pub fn name(&self) -> &str {
        self.files.first().map_or("", |(name, _)| name)
    }
}

/// How packs are read: `Some(…)` may be left out.
fn reader() -> ron::Options {
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .with_recursion_limit(64)
}

fn parse_file<T: for<'de> Deserialize<'de>>(name: &str, text: &str) -> Result<T, Problem> {
    reader().from_str(text).map_err(|error| Problem {
        file: name.to_owned(),
        line: Some(error.span.start.line),
        place: name.to_owned(),
        kind: ProblemKind::Syntax(error.code.to_string()),
    })
}

fn keep<T>(result: Result<T, Problem>, problems: &mut Vec<Problem>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(problem) => {
            problems.push(problem);
            None
        }
    }
}
