//! Panel files: small, versioned, read whole or refused whole (`docs/panel.md`).
//!
//! A file comes from another network by mail: it is bounded, every count in it is checked, and one
//! that tells of fewer than k members is refused, whoever wrote it.

use std::{collections::BTreeMap, io};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    domain::OptionId,
    language::Lang,
    panel::{Counts, Group, Key, LEAST_K, MOST_K, PackName, Panel, Part, Scale, Signature, Told},
};

/// The format of panel files that this program writes.
pub const PANEL_FORMAT: u32 = 1;

/// What a panel's file name ends with.
pub const PANEL_EXTENSION: &str = "panel";

/// The largest panel file that is read, in bytes; a typical one is under 200 kB.
pub const PANEL_LIMIT: u64 = 8 * 1024 * 1024;

/// More members than there are authorities in the world: a file that tells of more is damaged.
const MOST_MEMBERS: u32 = 10_000_000;

/// How many measures, categories and questions a file may hold.
const MOST_ENTRIES: usize = 20_000;

/// Why a panel file is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PanelError {
    /// It is larger than any panel.
    TooLarge,
    /// It is empty.
    Empty,
    /// It is not a text in UTF-8.
    NotText,
    /// It is a text, but not a panel.
    NotAPanel,
    /// It cannot be read: the line, the column and the reader's words.
    Damaged(usize, usize, String),
    /// A newer version of the program wrote it, in this format.
    Newer(u32),
    /// Something in it makes no sense; where it stands.
    Wrong(String),
    /// It tells of fewer members than it says it does; where it stands.
    TooFew(String),
    /// There is no such file.
    NotFound,
    /// The system does not let this user read it.
    Denied,
    /// It is a folder.
    Folder,
    /// The disk or network share failed, in the system's words.
    Disk(String),
}

impl PanelError {
    /// What is wrong and what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::TooLarge => lang.panel_file_too_large().to_owned(),
            Self::Empty => lang.panel_file_empty().to_owned(),
            Self::NotText => lang.panel_file_not_text().to_owned(),
            Self::NotAPanel => lang.panel_file_not_a_panel().to_owned(),
            Self::Damaged(line, column, why) => lang.panel_file_damaged(column, line, why),
            Self::Newer(format) => lang.panel_file_newer(format),
            Self::Wrong(place) => lang.panel_file_wrong(place),
            Self::TooFew(place) => lang.panel_file_too_few(place),
            Self::NotFound => lang.storage_open_not_found().to_owned(),
            Self::Denied => lang.storage_open_denied().to_owned(),
            Self::Folder => lang.storage_open_folder().to_owned(),
            Self::Disk(why) => lang.panel_file_disk(why),
        }
    }
}

impl From<io::Error> for PanelError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NotFound,
            io::ErrorKind::PermissionDenied => Self::Denied,
            io::ErrorKind::IsADirectory => Self::Folder,
            _ => Self::Disk(error.to_string()),
        }
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct PanelFile {
    passerelle_panel: u32,
    k: u32,
    made: String,
    years: (i16, i16),
    joined: u32,
    pack: PackFile,
    questions: BTreeMap<String, String>,
    measures: BTreeMap<String, MeasureFile>,
}

#[derive(Debug, Serialize, Deserialize)]
struct PackFile {
    id: String,
    version: String,
    sha256: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct MeasureFile {
    like: String,
    scale: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    options: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    cuts: Vec<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    levels: Option<usize>,
    groups: BTreeMap<String, GroupFile>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct GroupFile {
    /// From, to before, how many; nothing stands for the infinite.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    parts: Vec<(Option<f64>, Option<f64>, u32)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    n: Option<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    each: Vec<(u32, u32)>,
}

/// The first field of a file, read alone so that a newer file is told as such.
#[derive(Debug, Deserialize)]
struct FormatOnly {
    passerelle_panel: Option<u32>,
}

/// A panel as a file holds it: JSON, one group a line; the same panel always gives the same bytes.
pub fn write_panel(panel: &Panel) -> Result<String, serde_json::Error> {
    let file = PanelFile::of(panel);
    let mut out = String::from("{\n");
    let mut field = |name: &str, value: String| {
        out.extend(["  \"", name, "\": ", &value, ",\n"]);
    };
    field("passerelle_panel", file.passerelle_panel.to_string());
    field("k", file.k.to_string());
    field("made", serde_json::to_string(&file.made)?);
    field("years", serde_json::to_string(&file.years)?);
    field("joined", file.joined.to_string());
    field("pack", serde_json::to_string(&file.pack)?);
    field("questions", serde_json::to_string(&file.questions)?);
    out.push_str("  \"measures\": {");
    for (at, (key, measure)) in file.measures.iter().enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        let bare = MeasureFile { groups: BTreeMap::new(), ..measure.bare() };
        let head = serde_json::to_string(&bare)?;
        let head = head.strip_suffix("{}}").unwrap_or(&head);
        out.extend(["    ", &serde_json::to_string(key)?, ": ", head, "{"]);
        for (at, (group, counts)) in measure.groups.iter().enumerate() {
            out.push_str(if at == 0 { "\n" } else { ",\n" });
            let (group, counts) = (serde_json::to_string(group)?, serde_json::to_string(counts)?);
            out.extend(["      ", &group, ": ", &counts]);
        }
        out.push_str("}}");
    }
    out.push_str("\n  }\n}\n");
    Ok(out)
}

/// The same in RON, for those whose tools read it.
pub fn write_panel_ron(panel: &Panel) -> Result<String, ron::Error> {
    let pretty = ron::ser::PrettyConfig::new().depth_limit(4);
    ron::ser::to_string_pretty(&PanelFile::of(panel), pretty).map(|text| text + "\n")
}

/// Reads a panel file, in JSON or in RON.
pub fn read_panel(bytes: &[u8]) -> Result<Panel, PanelError> {
    if PANEL_LIMIT < bytes.len() as u64 {
        return Err(PanelError::TooLarge);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.trim_ascii().is_empty() {
        return Err(PanelError::Empty);
    }
    let text = str::from_utf8(bytes).ok().filter(|text| !text.contains('\0'));
    let text = text.ok_or(PanelError::NotText)?.trim_start();
    let is_ron = text.starts_with('(');
    if !is_ron && !text.starts_with('{') || !text.contains("passerelle_panel") {
        return Err(PanelError::NotAPanel);
    }
    let format = if is_ron {
        in_ron().from_str::<FormatOnly>(text).ok()
    } else {
        serde_json::from_str::<FormatOnly>(text).ok()
    };
    if let Some(format) = format.and_then(|format| format.passerelle_panel)
        && PANEL_FORMAT < format
    {
        return Err(PanelError::Newer(format));
    }
    let file = if is_ron {
        in_ron().from_str::<PanelFile>(text).map_err(|error| {
            let ron::error::Position { line, col } = error.span.end;
            PanelError::Damaged(line, col, error.code.to_string())
        })
    } else {
        serde_json::from_str::<PanelFile>(text)
            .map_err(|error| PanelError::Damaged(error.line(), error.column(), error.to_string()))
    };
    file?.into_panel()
}

fn in_ron() -> ron::Options {
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .with_recursion_limit(16)
}

impl MeasureFile {
    /// The measure without its groups.
    fn bare(&self) -> Self {
        Self {
            like: self.like.clone(),
            scale: self.scale.clone(),
            options: self.options.clone(),
            cuts: self.cuts.clone(),
            levels: self.levels,
            groups: BTreeMap::new(),
        }
    }

    fn of(told: &Told) -> Self {
        let (scale, options, cuts, levels) = match &told.scale {
            Scale::Members => ("members", Vec::new(), Vec::new(), None),
            Scale::Points => ("points", Vec::new(), Vec::new(), None),
            Scale::YesNo => ("yes_no", Vec::new(), Vec::new(), None),
            Scale::Levels(count) => ("levels", Vec::new(), Vec::new(), Some(*count)),
            Scale::Figure(cuts) => ("figure", Vec::new(), cuts.clone(), None),
            Scale::Options(options) => {
                let options = options.iter().map(|option| option.as_str().to_owned()).collect();
                ("options", options, Vec::new(), None)
            }
        };
        let groups = told
            .groups
            .iter()
            .map(|(group, counts)| (group.to_string(), GroupFile::of(&told.scale, counts)));
        Self {
            like: told.like.to_string(),
            scale: scale.to_owned(),
            options,
            cuts,
            levels,
            groups: groups.collect(),
        }
    }

    fn scale(&self) -> Option<Scale> {
        let scale = match self.scale.as_str() {
            "members" => Scale::Members,
            "points" => Scale::Points,
            "yes_no" => Scale::YesNo,
            "levels" => Scale::Levels(self.levels?),
            "figure" => Scale::Figure(self.cuts.clone()),
            "options" => {
                Scale::Options(self.options.iter().map(|o| OptionId::from(o.as_str())).collect())
            }
            _ => return None,
        };
        (!scale.is_empty() && scale.len() <= MOST_ENTRIES).then_some(scale)
    }

    fn into_told(self, key: &str, k: u32) -> Result<Told, PanelError> {
        let wrong = || PanelError::Wrong(key.to_owned());
        let scale = self.scale().ok_or_else(wrong)?;
        let like = Signature::parse(&self.like).ok_or_else(wrong)?;
        let mut groups = BTreeMap::new();
        for (name, counts) in self.groups {
            let place = format!("{key}, {name}");
            let group = Group::parse(&name).ok_or_else(|| PanelError::Wrong(place.clone()))?;
            groups.insert(group, counts.into_counts(&scale, k, &place)?);
        }
        Ok(Told { like, scale, groups })
    }
}

impl GroupFile {
    fn of(scale: &Scale, counts: &Counts) -> Self {
        let end = |at: usize| Some(scale.start(at)).filter(|end| end.is_finite());
        match counts {
            Counts::Ordered(parts) => {
                let parts = parts.iter().map(|part| (end(part.from), end(part.to), part.count));
                Self { parts: parts.collect(), ..Self::default() }
            }
            Counts::Named { n, each } => {
                Self { n: Some(*n), each: each.clone(), ..Self::default() }
            }
        }
    }

    fn into_counts(self, scale: &Scale, k: u32, place: &str) -> Result<Counts, PanelError> {
        let wrong = || PanelError::Wrong(place.to_owned());
        let few = || PanelError::TooFew(place.to_owned());
        let counts = if scale.is_ordered() {
            let mut parts: Vec<Part> = Vec::new();
            for (from, to, count) in self.parts {
                let from = scale.starting(from.unwrap_or(f64::NEG_INFINITY)).ok_or_else(wrong)?;
                let to = scale.starting(to.unwrap_or(f64::INFINITY)).ok_or_else(wrong)?;
                let begin = parts.last().map_or(0, |part| part.to);
                if from != begin || to <= from {
                    return Err(wrong());
                }
                if count < k {
                    return Err(few());
                }
                parts.push(Part { from, to, count });
            }
            if parts.last().is_none_or(|part| part.to != scale.len()) {
                return Err(wrong());
            }
            Counts::Ordered(parts)
        } else {
            let n = self.n.filter(|_| self.each.len() == scale.len()).ok_or_else(wrong)?;
            if self.each.iter().any(|(least, most)| most < least || n < *most) {
                return Err(wrong());
            }
            if n < k || self.each.iter().any(|(least, most)| least == most && *least < k) {
                return Err(few());
            }
            Counts::Named { n, each: self.each }
        };
        if MOST_MEMBERS < counts.n() { Err(wrong()) } else { Ok(counts) }
    }
}

impl PanelFile {
    fn of(panel: &Panel) -> Self {
        let questions = panel.questions.iter();
        let measures = panel.measures.iter();
        Self {
            passerelle_panel: PANEL_FORMAT,
            k: panel.k,
            made: panel.day.to_string(),
            years: panel.years,
            joined: panel.joined,
            pack: PackFile {
                id: panel.pack.id.to_string(),
                version: panel.pack.version.clone(),
                sha256: panel.pack.hash.clone(),
            },
            questions: questions.map(|(id, asked)| (id.to_string(), asked.to_string())).collect(),
            measures: measures.map(|(key, t)| (key.to_string(), MeasureFile::of(t))).collect(),
        }
    }

    fn into_panel(self) -> Result<Panel, PanelError> {
        let wrong = |place: &str| PanelError::Wrong(place.to_owned());
        if self.k < LEAST_K || MOST_K < self.k {
            return Err(wrong("k"));
        }
        if self.years.1 < self.years.0 {
            return Err(wrong("years"));
        }
        if MOST_ENTRIES < self.questions.len() || MOST_ENTRIES < self.measures.len() {
            return Err(PanelError::TooLarge);
        }
        let day: Date = self.made.parse().map_err(|_error| wrong("made"))?;
        let mut questions = BTreeMap::new();
        for (id, asked) in self.questions {
            let asked = Signature::parse(&asked).ok_or_else(|| wrong(&id))?;
            questions.insert(id.as_str().into(), asked);
        }
        let mut measures = BTreeMap::new();
        for (name, measure) in self.measures {
            let key = Key::parse(&name).ok_or_else(|| wrong(&name))?;
            measures.insert(key, measure.into_told(&name, self.k)?);
        }
        let pack = PackName {
            id: self.pack.id.into(),
            version: self.pack.version,
            hash: self.pack.sha256,
        };
        let panel = Panel {
            k: self.k,
            day,
            years: self.years,
            pack,
            joined: self.joined,
            questions,
            measures,
        };
        if panel.members(Group::All) == 0 { Err(wrong("members")) } else { Ok(panel) }
    }
}
