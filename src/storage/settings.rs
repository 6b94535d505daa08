//! What the program remembers between two runs: never needed to open a document.

use std::{
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{domain::RoleId, language::Lang};

use super::{SaveError, home, replace};

/// How many recent documents are remembered.
pub const RECENT: usize = 10;

/// How many imported layouts are remembered.
const MATCHINGS: usize = 40;

/// The largest file of settings that is read; a typical one is under 10 kB.
const MOST_BYTES: u64 = 1 << 20;

/// The least and the most that the window can be zoomed.
pub const ZOOM: std::ops::RangeInclusive<f32> = 0.5..=3.0;

/// The user's preferences.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The language of the interface.
    pub lang: Lang,
    /// The look of the window.
    pub theme: Theme,
    /// The zoom, 1 for none.
    pub zoom: f32,
    /// The documents opened last, latest first.
    pub recent: Vec<PathBuf>,
    /// In what role the user answered last.
    pub role: Option<RoleId>,
    /// The window's width and height in points.
    pub window: Option<(f32, f32)>,
    /// Where the window's corner was left, in points.
    pub place: Option<(f32, f32)>,
    /// Whether the window filled the screen.
    pub maximized: bool,
    /// How much stands on one screen.
    pub density: Density,
    /// Whether nothing moves by itself.
    pub still: bool,
    /// Whether the tour was taken or passed over.
    pub toured: bool,
    /// The folder of the authority's own template for documents.
    pub template: Option<PathBuf>,
    /// The logo of documents, in the place of the template's.
    pub logo: Option<PathBuf>,
    /// The columns of a table that those of imported files went to, by what their headings are
    /// told by, latest first; an empty name for those that went nowhere.
    pub matchings: Vec<(String, Vec<String>)>,
}

/// How much stands on one screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Density {
    /// With air between things.
    #[default]
    Airy,
    /// More on one screen.
    Dense,
}

/// The looks of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system is.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Clear-cut colors and thick edges.
    HighContrast,
}

impl Default for Settings {
    fn default() -> Self {
        SettingsFile::default().into()
    }
}

impl Settings {
    /// Puts a document first among the recent ones.
    pub fn remember(&mut self, path: &Path) {
        self.forget(path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(RECENT);
    }

    /// Remembers which column of a table each column of an imported file went to.
    pub fn remember_matching(&mut self, signature: String, columns: Vec<String>) {
        self.matchings.retain(|(known, _)| *known != signature);
        self.matchings.insert(0, (signature, columns));
        self.matchings.truncate(MATCHINGS);
    }

    /// Takes a document out of the recent ones.
    pub fn forget(&mut self, path: &Path) {
        self.recent.retain(|recent| recent != path);
    }
}

/// Where the settings of this user are kept; `None` where the system has no such place.
pub fn file() -> Option<PathBuf> {
    home::settings()
}

/// The settings in a file, or the defaults where it says nothing that can be understood.
///
/// A damaged file is kept beside as `….damaged`, so that saving new settings loses nothing.
pub fn load(path: &Path) -> Settings {
    let Ok(file) = fs::File::open(path) else { return Settings::default() };
    let mut bytes = Vec::new();
    if let Err(error) = file.take(MOST_BYTES + 1).read_to_end(&mut bytes) {
        log::warn!("settings were not read: {error}");
        return Settings::default();
    }
    if MOST_BYTES < bytes.len() as u64 {
        set_aside(path);
        return Settings::default();
    }
    let text = str::from_utf8(&bytes).ok();
    if let Some(file) = text.and_then(|text| reader().from_str::<SettingsFile>(text).ok()) {
        return file.into();
    }
    keep_damaged(path, &bytes);
    Settings::default()
}

/// Writes the settings to a file, making its folder if needed.
pub fn save(path: &Path, settings: &Settings) -> Result<(), SaveError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| SaveError::new(path, error))?;
    }
    let file = SettingsFile::from(settings);
    let pretty = ron::ser::PrettyConfig::default().new_line("\n");
    let text = reader()
        .to_string_pretty(&file, pretty)
        .map_err(|error| SaveError::new(path, std::io::Error::other(error)))?;
    replace(path, text.as_bytes())
}

fn reader() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}

fn keep_damaged(path: &Path, bytes: &[u8]) {
    if let Err(error) = replace(&damaged(path), bytes) {
        log::warn!("damaged settings were not kept: {error}");
    }
}

/// Moves away what is too large to be settings, unread.
fn set_aside(path: &Path) {
    if let Err(error) = fs::rename(path, damaged(path)) {
        log::warn!("settings that are none were not kept: {error}");
    }
}

fn damaged(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".damaged");
    name.into()
}

/// The settings as the file holds them; fields may be missing, unknown ones are passed over.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default)]
struct SettingsFile {
    language: String,
    theme: Theme,
    zoom: f32,
    recent: Vec<PathBuf>,
    role: Option<RoleId>,
    window: Option<(f32, f32)>,
    place: Option<(f32, f32)>,
    maximized: bool,
    density: Density,
    still: bool,
    toured: bool,
    template: Option<PathBuf>,
    logo: Option<PathBuf>,
    matchings: Vec<(String, Vec<String>)>,
}

impl Default for SettingsFile {
    fn default() -> Self {
        Self {
            language: Lang::default().code().to_owned(),
            theme: Theme::default(),
            zoom: 1.0,
            recent: Vec::new(),
            role: None,
            window: None,
            place: None,
            maximized: false,
            density: Density::default(),
            still: false,
            toured: false,
            template: None,
            logo: None,
            matchings: Vec::new(),
        }
    }
}

impl From<SettingsFile> for Settings {
    fn from(mut file: SettingsFile) -> Self {
        file.recent.truncate(RECENT);
        let zoom = if file.zoom.is_finite() { file.zoom } else { 1.0 };
        Self {
            lang: Lang::from_code(&file.language).unwrap_or_default(),
            theme: file.theme,
            zoom: zoom.clamp(*ZOOM.start(), *ZOOM.end()),
            recent: file.recent,
            role: file.role,
            window: file.window.filter(|(w, h)| 0.0 < *w && 0.0 < *h && w.max(*h).is_finite()),
            place: file.place.filter(|(x, y)| x.is_finite() && y.is_finite()),
            maximized: file.maximized,
            density: file.density,
            still: file.still,
            toured: file.toured,
            template: file.template,
            logo: file.logo,
            matchings: file.matchings,
        }
    }
}

impl From<&Settings> for SettingsFile {
    fn from(settings: &Settings) -> Self {
        Self {
            language: settings.lang.code().to_owned(),
            theme: settings.theme,
            zoom: settings.zoom,
            recent: settings.recent.clone(),
            role: settings.role.clone(),
            window: settings.window,
            place: settings.place,
            maximized: settings.maximized,
            density: settings.density,
            still: settings.still,
            toured: settings.toured,
            template: settings.template.clone(),
            logo: settings.logo.clone(),
            matchings: settings.matchings.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Settings {
        let mut settings = Settings {
            lang: Lang::En,
            theme: Theme::Dark,
            zoom: 1.25,
            role: Some("mayor".into()),
            window: Some((1280.0, 720.0)),
            place: Some((-20.0, 40.0)),
            maximized: true,
            density: Density::Dense,
            still: true,
            toured: true,
            template: Some("/tmp/charte".into()),
            logo: Some("/tmp/logo.svg".into()),
            ..Settings::default()
        };
        settings.remember(Path::new("/tmp/été « 2 ».passerelle"));
        settings
    }

    #[test]
    fn settings_come_back_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("settings.ron");
        save(&path, &sample()).unwrap();
        assert_eq!(load(&path), sample());
    }

    #[test]
    fn damaged_settings_fall_back_and_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.ron");
        for damaged in [&b"(language: \"en\", theme: "[..], b"\xff\xfe\0", b""] {
            replace(&path, damaged).unwrap();
            assert_eq!(load(&path), Settings::default());
            assert_eq!(fs::read(folder.path().join("settings.ron.damaged")).unwrap(), damaged);
        }
        assert_eq!(load(&folder.path().join("none")), Settings::default());
        // What is too large to be settings is moved away, unread.
        let large = usize::try_from(MOST_BYTES).unwrap() + 1;
        replace(&path, &vec![b' '; large]).unwrap();
        assert_eq!(load(&path), Settings::default());
        assert!(!path.exists());
        let kept = folder.path().join("settings.ron.damaged");
        assert_eq!(fs::metadata(kept).unwrap().len(), MOST_BYTES + 1);
    }

    #[test]
    fn odd_values_are_brought_within_reason() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.ron");
        replace(&path, b"(language: \"xx\", zoom: 900, window: (-3, 5), later: [1])").unwrap();
        let settings = load(&path);
        assert_eq!(settings, Settings { zoom: 3.0, ..Settings::default() });
    }

    #[test]
    fn ten_documents_are_remembered_latest_first_and_once() {
        let mut settings = Settings::default();
        for number in 0..20 {
            settings.remember(Path::new(&number.to_string()));
        }
        settings.remember(Path::new("15"));
        assert_eq!(settings.recent.len(), RECENT);
        assert_eq!(settings.recent[..2], [PathBuf::from("15"), PathBuf::from("19")]);
    }
}
