//! The palette: one field that finds commands, pages, questions, countries, partners and terms.
//!
//! Whoever argues with a colleague on the phone wants to reach « Fès » or GOV-02 in two words and
//! Enter, without looking for it in a menu.

mod items;

use egui::{
    FontId, Id, Key, Modal, Modifiers, Rect, RichText, ScrollArea, Sense, TextEdit, Ui, UiBuilder,
    accesskit::{Live, Role},
    pos2, vec2,
};

pub use items::{Item, Target, items};

use crate::{
    app::Session,
    language::Lang,
    reference::fold,
    ui::{
        theme,
        tokens::{RADIUS, Tokens, size, space},
        widgets,
    },
};

/// What is typed in the palette, and what is marked.
#[derive(Debug, Default)]
pub struct State {
    text: String,
    marked: usize,
    of: Option<(Lang, u64)>,
    items: Vec<Item>,
    /// What answers the text, best first: places among the items.
    found: Vec<usize>,
    /// The text that `found` answers.
    answered: Option<String>,
    /// Whether the marked line is to be brought into view.
    follow: bool,
}

/// How many lines are offered at most.
const MOST: usize = 60;

/// The height of a line.
const ROW: f32 = 40.0;

/// What came of the palette.
#[derive(Debug, PartialEq, Eq)]
pub enum Came {
    /// It stays.
    Nothing,
    /// It was closed.
    Closed,
    /// This was chosen.
    Chosen(Target),
}

impl State {
    /// Looks up what answers the text.
    fn look(&mut self, session: &Session, ctx: &egui::Context) {
        let revision = session.document().map_or(0, crate::app::Document::revision);
        if self.of != Some((session.lang(), revision)) {
            self.of = Some((session.lang(), revision));
            self.items = items(session, ctx);
            self.answered = None;
        }
        if self.answered.as_ref() == Some(&self.text) {
            return;
        }
        let query = fold(&self.text);
        let ranked = self.items.iter().enumerate().filter(|(_, item)| item.possible);
        let mut ranked: Vec<(u32, usize)> =
            ranked.filter_map(|(at, item)| Some((items::rank(item, &query)?, at))).collect();
        // The sort is stable: what is equally good keeps the order of commands, pages, questions…
        ranked.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        self.found = ranked.into_iter().map(|(_, at)| at).take(MOST).collect();
        self.answered = Some(self.text.clone());
        self.marked = 0;
        self.follow = true;
    }

    /// The lines that answer what is typed, best first.
    pub fn found(&self) -> impl Iterator<Item = &Item> {
        self.found.iter().filter_map(|at| self.items.get(*at))
    }
}

/// Draws the palette over the window.
pub(super) fn show(ui: &Ui, session: &Session, state: &mut State) -> Came {
    let lang = session.lang();
    state.look(session, ui.ctx());
    let mut came = Came::Nothing;
    let frame = egui::Frame::popup(ui.style()).inner_margin(14);
    let shown = Modal::new(Id::unique("palette")).frame(frame).show(ui.ctx(), |ui| {
        widgets::name_dialog(ui, lang.keys_palette_field());
        ui.set_width(640.0_f32.min(ui.ctx().content_rect().width() - 60.0));
        keys(ui, state);
        field(ui, lang, state);
        // What was typed in this very frame is answered before Enter, typed in it too, chooses.
        state.look(session, ui.ctx());
        status(ui, lang, state);
        if let Some(target) = list(ui, lang, state) {
            came = Came::Chosen(target);
        }
        ui.add_space(space::TINY);
        widgets::small(ui, lang.keys_palette_keys());
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
            && let Some(item) = state.found().nth(state.marked)
        {
            came = Came::Chosen(item.target.clone());
        }
    });
    if came == Came::Nothing && shown.should_close() { Came::Closed } else { came }
}

/// The arrows move the mark while one types.
fn keys(ui: &Ui, state: &mut State) {
    let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    let last = state.found.len().saturating_sub(1);
    let before = state.marked;
    state.marked = (state.marked + pressed(Key::ArrowDown)).min(last);
    state.marked = state.marked.saturating_sub(pressed(Key::ArrowUp));
    state.marked = (state.marked + 8 * pressed(Key::PageDown)).min(last);
    state.marked = state.marked.saturating_sub(8 * pressed(Key::PageUp));
    state.follow |= state.marked != before;
}

fn field(ui: &mut Ui, lang: Lang, state: &mut State) {
    let id = Id::unique("palette field");
    let hint = RichText::new(lang.keys_palette_hint()).color(Tokens::of(ui).weak);
    widgets::catch_up(ui, id, &mut state.text);
    let edit = TextEdit::singleline(&mut state.text)
        .id(id)
        .hint_text(hint)
        .font(FontId::proportional(size::HEADING))
        .desired_width(f32::INFINITY)
        .return_key(None);
    let response = ui.add(edit).accessible_name(lang.keys_palette_field());
    if !response.has_focus() {
        response.request_focus();
    }
    let marked = state.found.get(state.marked).map(|at| line_id(*at));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::SearchInput);
        if let Some(marked) = marked {
            node.set_active_descendant(marked.accesskit_id());
        }
    });
}

/// The line of an item, wherever it stands: another best answer is another line, and is heard.
fn line_id(item: usize) -> Id {
    Id::unique("palette list").with(item)
}

/// How many results, and which one is marked, for those who hear the window.
fn status(ui: &mut Ui, lang: Lang, state: &State) {
    let count = state.found.len();
    let words = if count == 0 {
        lang.keys_palette_none().to_owned()
    } else {
        lang.keys_palette_count(count)
    };
    let heard = match state.found().nth(state.marked) {
        Some(item) => {
            lang.keys_palette_at(lang.integer(state.marked + 1), lang.integer(count), spoken(item))
        }
        None => words.clone(),
    };
    let shown = widgets::small(ui, words);
    ui.ctx().accesskit_node_builder(shown.id, |node| {
        node.set_role(Role::Status);
        node.set_live(Live::Polite);
        node.set_label(heard);
    });
}

fn spoken(item: &Item) -> String {
    let mut words = format!("{}, {}", item.label, item.kind);
    if !item.detail.is_empty() {
        words.push_str(", ");
        words.push_str(&item.detail);
    }
    words
}

/// The lines; returns where the one that was clicked leads.
fn list(ui: &mut Ui, lang: Lang, state: &mut State) -> Option<Target> {
    let height = (ui.ctx().content_rect().height() - 240.0).clamp(120.0, 420.0);
    let group = UiBuilder::new()
        .accessibility_role(Role::ListBox)
        .accessibility_label(lang.keys_palette_results());
    let mut chosen = None;
    let follow = std::mem::take(&mut state.follow);
    ui.scope(|ui| {
        // Else the list has the height that the palette had before there was anything in it.
        ui.set_max_height(height);
        let lines = ScrollArea::vertical().id_salt("palette lines").max_height(height);
        lines.auto_shrink([false, true]).show(ui, |ui| {
            ui.scope_builder(group, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for (nth, (at, item)) in state.found.iter().zip(state.found()).enumerate() {
                    let marked = nth == state.marked;
                    let response = line(ui, item, line_id(*at), marked);
                    if marked && follow {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() {
                        chosen = Some(item.target.clone());
                    }
                }
            });
        });
    });
    chosen
}

fn line(ui: &mut Ui, item: &Item, id: Id, marked: bool) -> egui::Response {
    let tokens = Tokens::of(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    // The field keeps the focus: lines are for the arrows and the mouse.
    let response = ui.interact(rect, id, Sense::CLICK);
    widgets::as_option(&response, marked, &spoken(item));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let painter = ui.painter();
    if marked {
        painter.rect_filled(rect, RADIUS, tokens.chosen);
        let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        painter.rect_filled(bar, 0.0, tokens.accent);
    } else if response.hovered() {
        painter.rect_filled(rect, RADIUS, tokens.hover);
    }
    let small = FontId::proportional(size::SMALL);
    let right = short(ui, &item.detail, small.clone(), tokens.weak, 190.0);
    let room = rect.width() - 28.0 - right.size().x - 12.0;
    let font =
        if marked { theme::strong_font(size::BODY) } else { FontId::proportional(size::BODY) };
    let label = short(ui, &item.label, font, tokens.ink, room);
    let kind = short(ui, item.kind, FontId::proportional(12.0), tokens.weak, room);
    let painter = ui.painter();
    let left = rect.left() + 14.0;
    let top = rect.top() + (ROW - label.size().y - kind.size().y) / 2.0;
    let below = top + label.size().y;
    painter.galley(pos2(left, top), label, tokens.ink);
    painter.galley(pos2(left, below), kind, tokens.weak);
    let at = pos2(rect.right() - 14.0 - right.size().x, rect.center().y - right.size().y / 2.0);
    painter.galley(at, right, tokens.weak);
    response
}

/// A text on one line, cut where there is no more room.
fn short(
    ui: &Ui,
    text: &str,
    font: FontId,
    color: egui::Color32,
    room: f32,
) -> std::sync::Arc<egui::Galley> {
    let format = egui::TextFormat::simple(font, color);
    let mut job = egui::text::LayoutJob::single_section(text.to_owned(), format);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room.max(20.0));
    ui.painter().layout_job(job)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Clock, Command, Settings};

    fn best(query: &str) -> Vec<(String, Target)> {
        let mut session = Session::new(Settings::default(), Clock::System);
        session.apply(Command::OpenExample);
        let mut state = State { text: query.to_owned(), ..State::default() };
        state.look(&session, &egui::Context::default());
        state.found().take(3).map(|item| (item.label.clone(), item.target.clone())).collect()
    }

    #[test]
    fn what_is_meant_comes_first_whatever_accents_and_case() {
        use crate::ui::{shell::action::Action, view::Page};
        for (query, target) in [
            ("gov-02", Target::Question("GOV-02".into())),
            ("GOV 02", Target::Question("GOV-02".into())),
            ("senegal", Target::Country(crate::domain::CountryCode::parse("SN").unwrap())),
            ("rrma", Target::Term("rrma")),
            ("enregistrer sous", Target::Action(Action::SaveAs)),
            ("MATRICE", Target::Page(Page::Matrix)),
            ("t5", Target::Page(Page::Table("T5".into()))),
            ("glossaire", Target::Action(Action::Glossary)),
            ("mode reunion", Target::Action(Action::Meeting)),
            ("tableau des partenariats", Target::Page(Page::Table("T5".into()))),
        ] {
            let found = best(query);
            assert_eq!(
                found.first().map(|(_, target)| target),
                Some(&target),
                "{query}: {found:?}"
            );
        }
        assert_eq!(best("xyzzy introuvable"), []);
    }

    #[test]
    fn a_whole_word_comes_before_the_beginning_of_another() {
        use crate::ui::shell::action::Action;
        let mut session = Session::new(Settings::default(), Clock::System);
        session.apply(Command::SetLanguage(Lang::En));
        session.apply(Command::OpenExample);
        let mut state = State { text: "français".to_owned(), ..State::default() };
        state.look(&session, &egui::Context::default());
        let first = state.found().next().map(|item| item.target.clone());
        assert_eq!(first, Some(Target::Action(Action::Language)));
    }

    #[test]
    fn a_partner_is_found_by_its_town() {
        let session = {
            let mut session = Session::new(Settings::default(), Clock::System);
            session.apply(Command::OpenExample);
            session
        };
        let document = session.document().unwrap();
        let table = document.diagnostic().table("T5").unwrap();
        let at = table.column("counterpart").unwrap();
        let town = table.rows[0].cell(at).as_text().unwrap().to_owned();
        let found = best(&town);
        assert!(matches!(found[0].1, Target::Row(..)), "{town}: {found:?}");
    }
}
