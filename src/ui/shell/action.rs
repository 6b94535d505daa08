//! What can be done from everywhere, with its keys: the one table that the keyboard, the palette,
//! the menus and the list of shortcuts read, so that they never differ.

use egui::{Context, Event, InputState, Key, Modifiers, Ui, os::OperatingSystem};

use crate::{app::Session, language::Lang, ui::view::Page};

/// Something that can be done from everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Look for a command, a question, a country, a partnership, a page or a word.
    Palette,
    /// Look for words in the page.
    Find,
    /// The next place where they stand.
    FindNext,
    /// The place before.
    FindPrevious,
    /// Help of the page and every shortcut.
    Keys,
    /// Why the question or table at hand is asked, and where the answer is found.
    Help,
    /// The focus to the page, past the bar and the path.
    ToPage,
    /// The focus to the path.
    ToPath,
    /// One question at a time, for a room.
    Meeting,
    /// The next question that waits for an answer.
    NextQuestion,
    /// The page after this one on the path.
    NextPage,
    /// The page before this one on the path.
    PreviousPage,
    /// The page that was shown before.
    Back,
    /// Take back.
    Undo,
    /// Do again.
    Redo,
    /// Save.
    Save,
    /// Save under another name.
    SaveAs,
    /// Put the diagnostic under a password.
    Protect,
    /// Open a diagnostic.
    Open,
    /// Close the diagnostic, to start another one.
    Close,
    /// Leave the program.
    Quit,
    /// Everything larger.
    Larger,
    /// Everything smaller.
    Smaller,
    /// Normal size.
    NormalSize,
    /// How the work goes, from the first page to the vote.
    Guide,
    /// The words of the field.
    Glossary,
    /// The history of changes.
    History,
    /// Earlier versions of the file.
    Versions,
    /// Frozen states, and what has changed since.
    Compare,
    /// Import a file of others.
    Import,
    /// Many diagnostics as one anonymous panel.
    Observatory,
    /// Questions to contributors.
    Kits,
    /// What others have filled in.
    Merge,
    /// The worked example.
    Example,
    /// The tour of the window.
    Tour,
    /// The other language.
    Language,
    /// The look of the system.
    ThemeSystem,
    /// Dark on light.
    ThemeLight,
    /// Light on dark.
    ThemeDark,
    /// Clear-cut colors.
    ThemeContrast,
    /// More on one screen, or more air.
    Density,
    /// Credits and licences.
    About,
}

/// Ctrl, or ⌘ on a Mac.
const CTRL: Modifiers = Modifiers::COMMAND;
/// The same with Shift.
const SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };

impl Action {
    /// Every action, in the order in which the list of shortcuts and the palette tell them.
    pub const ALL: [Self; 42] = [
        Self::Palette,
        Self::Keys,
        Self::Help,
        Self::ToPage,
        Self::ToPath,
        Self::Find,
        Self::FindNext,
        Self::FindPrevious,
        Self::Meeting,
        Self::NextQuestion,
        Self::NextPage,
        Self::PreviousPage,
        Self::Back,
        Self::Undo,
        Self::Redo,
        Self::SaveAs,
        Self::Save,
        Self::Protect,
        Self::Open,
        Self::Close,
        Self::Quit,
        Self::Larger,
        Self::Smaller,
        Self::NormalSize,
        Self::Guide,
        Self::Glossary,
        Self::History,
        Self::Versions,
        Self::Compare,
        Self::Import,
        Self::Observatory,
        Self::Kits,
        Self::Merge,
        Self::Example,
        Self::Tour,
        Self::Language,
        Self::ThemeSystem,
        Self::ThemeLight,
        Self::ThemeDark,
        Self::ThemeContrast,
        Self::Density,
        Self::About,
    ];

    /// Its keys, the ones that are shown first.
    pub const fn keys(self) -> &'static [(Modifiers, Key)] {
        match self {
            Self::Palette => &[(CTRL, Key::K)],
            Self::Find => &[(CTRL, Key::F)],
            Self::FindNext => &[(Modifiers::NONE, Key::F3)],
            Self::FindPrevious => &[(Modifiers::SHIFT, Key::F3)],
            Self::Keys => &[(Modifiers::NONE, Key::F1)],
            Self::Help => &[(Modifiers::SHIFT, Key::F1)],
            Self::ToPage => &[(Modifiers::NONE, Key::F6)],
            Self::ToPath => &[(Modifiers::SHIFT, Key::F6)],
            Self::Meeting => &[(Modifiers::NONE, Key::F5)],
            Self::NextQuestion => &[(CTRL, Key::Enter)],
            Self::NextPage => &[(CTRL, Key::PageDown)],
            Self::PreviousPage => &[(CTRL, Key::PageUp)],
            Self::Back => &[(Modifiers::ALT, Key::ArrowLeft)],
            Self::Undo => &[(CTRL, Key::Z)],
            Self::Redo => &[(CTRL, Key::Y), (SHIFT, Key::Z)],
            Self::SaveAs => &[(SHIFT, Key::S)],
            Self::Save => &[(CTRL, Key::S)],
            Self::Open => &[(CTRL, Key::O)],
            Self::Close => &[(CTRL, Key::W)],
            Self::Quit => &[(CTRL, Key::Q)],
            Self::Larger => &[(CTRL, Key::Plus), (CTRL, Key::Equals)],
            Self::Smaller => &[(CTRL, Key::Minus)],
            Self::NormalSize => &[(CTRL, Key::Num0)],
            _ => &[],
        }
    }

    /// What it does, in the infinitive.
    pub const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Palette => lang.keys_palette(),
            Self::Find => lang.keys_find(),
            Self::FindNext => lang.keys_find_next(),
            Self::FindPrevious => lang.keys_find_previous(),
            Self::Keys => lang.keys_keys(),
            Self::Help => lang.keys_help_at_hand(),
            Self::ToPage => lang.keys_to_page(),
            Self::ToPath => lang.keys_to_path(),
            Self::Meeting => lang.keys_meeting(),
            Self::NextQuestion => lang.keys_next_question(),
            Self::NextPage => lang.keys_next_page(),
            Self::PreviousPage => lang.keys_previous_page(),
            Self::Back => lang.keys_back(),
            Self::Undo => lang.keys_undo(),
            Self::Redo => lang.keys_redo(),
            Self::Save => lang.shell_save(),
            Self::SaveAs => lang.shell_save_as(),
            Self::Protect => lang.password_menu(),
            Self::Open => lang.shell_open(),
            Self::Close => lang.shell_close(),
            Self::Quit => lang.shell_quit(),
            Self::Larger => lang.keys_larger(),
            Self::Smaller => lang.keys_smaller(),
            Self::NormalSize => lang.keys_normal_size(),
            Self::Guide => lang.manual_title(),
            Self::Glossary => lang.glossary_title(),
            Self::History => lang.safety_history_menu(),
            Self::Versions => lang.safety_versions_menu(),
            Self::Compare => lang.compare_freeze_menu(),
            Self::Import => lang.imports_menu(),
            Self::Observatory => lang.panel_page(),
            Self::Kits => lang.kits_menu(),
            Self::Merge => lang.merge_menu(),
            Self::Example => lang.welcome_example(),
            Self::Tour => lang.tour_title(),
            Self::Language => lang.keys_language(),
            Self::ThemeSystem => lang.keys_theme_system(),
            Self::ThemeLight => lang.keys_theme_light(),
            Self::ThemeDark => lang.keys_theme_dark(),
            Self::ThemeContrast => lang.keys_theme_contrast(),
            Self::Density => lang.keys_density(),
            Self::About => lang.shell_about(),
        }
    }

    /// Whether it can be done now.
    pub fn is_possible(self, session: &Session) -> bool {
        let history = session.document().map(crate::app::Document::history);
        match self {
            Self::Protect => session.document().is_some_and(crate::app::Document::can_change),
            Self::Undo => history.is_some_and(|history| history.undo_target().is_some()),
            Self::Redo => history.is_some_and(|history| history.redo_target().is_some()),
            Self::Help
            | Self::ToPage
            | Self::ToPath
            | Self::Meeting
            | Self::NextQuestion
            | Self::NextPage
            | Self::PreviousPage
            | Self::Back
            | Self::Save
            | Self::SaveAs
            | Self::Close
            | Self::History
            | Self::Versions
            | Self::Kits
            | Self::Merge
            | Self::Compare
            | Self::Import => session.document().is_some(),
            _ => true,
        }
    }

    /// Whether a text field that has the focus keeps its keys for itself.
    const fn belongs_to_fields(self) -> bool {
        matches!(self, Self::Undo | Self::Redo | Self::Back)
    }

    /// Its keys in words, such as « Ctrl+K »; empty if it has none.
    pub fn keys_in_words(self, ctx: &Context, lang: Lang) -> String {
        self.keys().first().map_or_else(String::new, |keys| keys_in_words(ctx, lang, *keys))
    }
}

/// Keys in the words of a French or an English keyboard.
pub(crate) fn keys_in_words(
    ctx: &Context,
    lang: Lang,
    (modifiers, key): (Modifiers, Key),
) -> String {
    let mac = matches!(ctx.os(), OperatingSystem::Mac | OperatingSystem::IOS);
    let control = if mac { lang.keys_name_command() } else { lang.keys_name_control() };
    let parts = [
        (modifiers.ctrl || modifiers.command).then_some(control),
        modifiers.alt.then_some(lang.keys_name_alt()),
        modifiers.shift.then_some(lang.keys_name_shift()),
        Some(name(key, lang)),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    // A sign is told from the one that joins.
    let join = if matches!(key, Key::Plus | Key::Minus) { "\u{a0}+\u{a0}" } else { "+" };
    parts.join(join)
}

/// What stands on a key.
fn name(key: Key, lang: Lang) -> &'static str {
    match key {
        Key::Enter => lang.keys_name_enter(),
        Key::Escape => lang.keys_name_escape(),
        Key::Delete => lang.keys_name_delete(),
        Key::Space => lang.keys_name_space(),
        Key::Home => lang.keys_name_home(),
        Key::End => lang.keys_name_end(),
        Key::PageDown => lang.keys_name_page_down(),
        Key::PageUp => lang.keys_name_page_up(),
        Key::Plus => "+",
        Key::Minus => "−",
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        key => key.name(),
    }
}

/// The action that was just asked for by its keys.
pub fn pressed(ui: &Ui, session: &Session, page: &Page) -> Option<Action> {
    let in_field = ui.ctx().text_edit_focused();
    Action::ALL.into_iter().find(|action| {
        let free = !(in_field && action.belongs_to_fields());
        // In the room, arrows and keys belong to the question.
        let here = !(*action == Action::Find && *page == Page::Meeting);
        free && here
            && action.is_possible(session)
            && action.keys().iter().any(|keys| ui.input_mut(|input| takes(input, *keys)))
    })
}

/// Takes the keys away if they were pressed, with exactly these modifiers: those of that moment,
/// since on a slow machine they may be released before anything is drawn.
fn takes(input: &mut InputState, (modifiers, wanted): (Modifiers, Key)) -> bool {
    // A plus is typed with or without Shift, as the keyboard has it; anything else is exact.
    let loose = matches!(wanted, Key::Plus | Key::Equals | Key::Minus | Key::Num0);
    let before = input.events.len();
    input.events.retain(|event| match event {
        Event::Key { key, pressed: true, modifiers: held, .. } => {
            let exact = loose || held.shift == modifiers.shift;
            !(*key == wanted && exact && held.matches_logically(modifiers))
        }
        _ => true,
    });
    input.events.len() < before
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_actions_share_their_keys() {
        let mut seen = Vec::new();
        for action in Action::ALL {
            for keys in action.keys() {
                assert!(!seen.contains(keys), "{action:?} shares {keys:?}");
                seen.push(*keys);
            }
        }
    }

    #[test]
    fn every_action_says_what_it_does_otherwise_than_the_others() {
        for lang in Lang::ALL {
            let mut labels: Vec<_> = Action::ALL.iter().map(|action| action.label(*lang)).collect();
            labels.sort_unstable();
            labels.dedup();
            assert_eq!(labels.len(), Action::ALL.len());
        }
    }

    #[test]
    fn keys_are_written_as_the_keyboard_shows_them() {
        let ctx = Context::default();
        ctx.set_os(OperatingSystem::Windows);
        let words = |action: Action, lang| action.keys_in_words(&ctx, lang);
        assert_eq!(words(Action::Palette, Lang::Fr), "Ctrl+K");
        assert_eq!(words(Action::SaveAs, Lang::Fr), "Ctrl+Maj+S");
        assert_eq!(words(Action::SaveAs, Lang::En), "Ctrl+Shift+S");
        assert_eq!(words(Action::NextQuestion, Lang::Fr), "Ctrl+Entrée");
        assert_eq!(words(Action::FindPrevious, Lang::Fr), "Maj+F3");
        assert_eq!(words(Action::Larger, Lang::Fr), "Ctrl\u{a0}+\u{a0}+");
        assert_eq!(words(Action::Smaller, Lang::Fr), "Ctrl\u{a0}+\u{a0}−");
        assert_eq!(words(Action::NormalSize, Lang::En), "Ctrl+0");
    }

    #[test]
    fn no_key_is_called_by_its_english_name_in_french() {
        let ctx = Context::default();
        let english = ["Plus", "Minus", "Enter", "Shift", "Delete", "Esc", "Page", "Down", "Up"];
        for keys in Action::ALL.iter().flat_map(|action| action.keys()) {
            let words = keys_in_words(&ctx, Lang::Fr, *keys).replace("Page suivante", "");
            let words = words.replace("Page précédente", "");
            assert!(!english.iter().any(|name| words.contains(name)), "{words}");
        }
    }
}
