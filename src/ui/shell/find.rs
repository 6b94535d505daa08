//! Ctrl+F: words found in the page, from what the page tells screen readers.
//!
//! Whoever looks for « Fès » in a page of forty cards wants the next place in view, how many
//! there are, and to be told when there is none. What a page draws without telling it to a screen
//! reader would not be found, and is a fault of the page.

use std::sync::Arc;

use egui::{
    CornerRadius, Event, FullOutput, Id, Key, Modifiers, Rect, Stroke, StrokeKind, TextEdit, Ui,
    accesskit::{self, Action, ActionRequest, Live, NodeId, Role, TreeId},
};

use crate::{
    app::Document,
    domain::{RowId, TableId},
    language::Lang,
    reference::fold,
    ui::{
        pages::table,
        tokens::{RADIUS, Tokens},
        widgets::{self, Button, Icon},
    },
};

/// What is looked for, and which place is at hand.
#[derive(Debug, Default)]
pub struct State {
    text: String,
    at: usize,
    /// Whether the field asks for the focus.
    reach: bool,
    /// Whether it had the focus when it was last drawn.
    mine: bool,
    /// Whether the place at hand is to be brought into view.
    jump: bool,
    /// What was last looked for, and in which state of a document.
    looked: (String, u64),
    places: Arc<[Place]>,
    /// The rows of a table, of which only some are laid out.
    rows: Vec<RowId>,
}

/// A place where the words stand.
#[derive(Clone, Debug, PartialEq)]
struct Place {
    node: NodeId,
    rect: Rect,
}

/// What somebody asks of the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The next place.
    Next,
    /// The place before.
    Previous,
    /// The bar is closed.
    Close,
}

impl State {
    /// A bar in which one may type at once.
    pub fn open() -> Self {
        Self { reach: true, ..Self::default() }
    }

    /// Gives the field the focus again.
    pub const fn ask(&mut self) {
        self.reach = true;
    }

    /// Goes to the next place or the one before, around the ends.
    pub fn step(&mut self, step: Step) {
        let count = self.count().max(1);
        self.at = match step {
            Step::Next => (self.at + 1) % count,
            Step::Previous => (self.at + count - 1) % count,
            Step::Close => return,
        };
        self.jump = true;
    }

    /// How many places there are.
    pub fn count(&self) -> usize {
        self.places.len().max(self.rows.len())
    }
}

/// The bar above the page; returns what was asked of it.
pub(super) fn bar(ui: &mut Ui, lang: Lang, state: &mut State) -> Option<Step> {
    let mut asked = None;
    ui.horizontal(|ui| {
        widgets::icon(ui, Icon::Search, 16.0, Tokens::of(ui).weak);
        let id = Id::unique("find in page");
        let mine = ui.memory(|memory| memory.has_focus(id));
        let pressed = |modifiers, key| {
            mine && ui.input_mut(|input| {
                input.modifiers.shift == (modifiers != Modifiers::NONE)
                    && input.consume_key(modifiers, key)
            })
        };
        if pressed(Modifiers::SHIFT, Key::Enter) {
            asked = Some(Step::Previous);
        } else if pressed(Modifiers::NONE, Key::Enter) {
            asked = Some(Step::Next);
        }
        // Escape has taken the focus away before anything is drawn.
        let was_mine = std::mem::replace(&mut state.mine, false);
        if was_mine && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
            asked = Some(Step::Close);
        }
        if state.reach {
            widgets::catch_up(ui, id, &mut state.text);
        }
        let edit = TextEdit::singleline(&mut state.text)
            .id(id)
            .hint_text(lang.keys_bar_hint())
            .return_key(None)
            .desired_width(260.0);
        let response = ui.add(edit).accessible_name(lang.keys_bar());
        if std::mem::take(&mut state.reach) {
            response.request_focus();
        }
        state.mine = response.has_focus();
        let words = if state.looked.0.is_empty() {
            String::new()
        } else if state.count() == 0 {
            lang.keys_bar_none().to_owned()
        } else {
            lang.keys_bar_at(lang.integer(state.at + 1), lang.integer(state.count()))
        };
        let shown = widgets::small(ui, words.clone());
        ui.ctx().accesskit_node_builder(shown.id, |node| {
            node.set_role(Role::Status);
            node.set_live(Live::Polite);
            node.set_label(words);
        });
        let any = 0 < state.count();
        ui.add_enabled_ui(any, |ui| {
            for (icon, name, step) in [
                (Icon::Up, lang.keys_find_previous(), Step::Previous),
                (Icon::Down, lang.keys_find_next(), Step::Next),
            ] {
                if ui.add(Button::icon_only(icon, name)).clicked() {
                    asked = Some(step);
                }
            }
        });
        if ui.add(Button::icon_only(Icon::Cross, lang.keys_bar_close())).clicked() {
            asked = Some(Step::Close);
        }
    });
    asked
}

/// Looks the words up in what the page said in the last frame, and brings the place at hand into
/// view; called just before the page is drawn, in its `Ui`.
pub(super) fn look(ui: &Ui, state: &mut State) {
    let heard = ui.ctx().plugin::<PageText>();
    ui.ctx().enable_accesskit();
    let mut heard = heard.lock();
    heard.page = Some(ui.unique_id().accesskit_id());
    let query = fold(&state.text);
    let places = if query.is_empty() { Vec::new() } else { places(&heard.texts, &query) };
    drop(heard);
    state.rows.clear();
    if query != state.looked.0 {
        state.looked = (query, 0);
        state.at = 0;
        state.jump = true;
        ui.ctx().request_repaint();
    }
    state.at = state.at.min(places.len().saturating_sub(1));
    if state.jump
        && let Some(place) = places.get(state.at)
    {
        state.jump = false;
        let request = ActionRequest {
            action: Action::ScrollIntoView,
            target_tree: TreeId::ROOT,
            target_node: place.node,
            data: None,
        };
        ui.input_mut(|input| input.events.push(Event::AccessKitActionRequest(request)));
        ui.ctx().request_repaint();
    }
    state.places = places.into();
}

/// Looks the words up in the rows of a table, most of which are not laid out, and brings the row
/// at hand into view; the bar keeps the focus.
pub(super) fn look_in_rows(
    document: &Document,
    id: &TableId,
    lang: Lang,
    table: &mut table::State,
    state: &mut State,
) {
    let Some(spec) = document.pack().table(id.as_str()) else { return };
    let looked = (fold(&state.text), document.revision() + 1);
    state.places = Arc::default();
    if looked != state.looked {
        if looked.0 != state.looked.0 {
            state.at = 0;
            state.jump = true;
        }
        state.rows =
            if looked.0.is_empty() { Vec::new() } else { table.rows_saying(spec, lang, &looked.0) };
        state.looked = looked;
    }
    state.at = state.at.min(state.rows.len().saturating_sub(1));
    if state.jump
        && let Some(row) = state.rows.get(state.at)
    {
        state.jump = false;
        table.show_row(*row);
    }
}

/// Frames the places that are in view, the one at hand more strongly; called after the page.
pub(super) fn mark(ui: &Ui, state: &State) {
    let tokens = Tokens::of(ui);
    // Over the page, under whatever lies over the window.
    let painter = ui.painter().with_clip_rect(ui.max_rect());
    for (nth, place) in state.places.iter().enumerate() {
        let here = nth == state.at;
        let color = if here { tokens.warn } else { tokens.field_edge };
        let stroke = Stroke::new(if here { 2.5 } else { 1.0 }, color);
        let radius = CornerRadius::same(RADIUS);
        painter.rect_stroke(place.rect.expand(3.0), radius, stroke, StrokeKind::Outside);
    }
}

/// The places where the words stand, from top to bottom; of a thing within another that says the
/// same, the inner one.
fn places(texts: &[Heard], query: &str) -> Vec<Place> {
    let found: Vec<&Heard> = texts.iter().filter(|text| text.folded.contains(query)).collect();
    let inner = |place: &&&Heard| {
        let holds = |other: &&Heard| {
            place.node != other.node
                && place.rect.expand(1.0).contains_rect(other.rect)
                && (place.rect.area() > other.rect.area() + 1.0
                    || (other.rect.expand(1.0).contains_rect(place.rect)
                        && place.node.0 < other.node.0))
        };
        !found.iter().any(holds)
    };
    let mut places: Vec<Place> =
        found.iter().filter(inner).map(|text| Place { node: text.node, rect: text.rect }).collect();
    places.sort_by(|a, b| {
        let (a, b) = (a.rect.min, b.rect.min);
        a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x))
    });
    places
}

/// Something that the page says.
#[derive(Clone, Debug)]
struct Heard {
    node: NodeId,
    folded: String,
    rect: Rect,
}

/// Listens to what the page tells screen readers, while somebody looks for words in it.
#[derive(Debug, Default)]
pub struct PageText {
    /// The node that holds the page, once it was asked for.
    page: Option<NodeId>,
    texts: Vec<Heard>,
}

impl egui::Plugin for PageText {
    fn debug_name(&self) -> &'static str {
        "page text"
    }

    fn output_hook(&mut self, _ctx: &egui::Context, output: &mut FullOutput) {
        let Some(page) = self.page.take() else { return };
        let Some(update) = &output.platform_output.accesskit_update else { return };
        self.texts.clear();
        let node = |id: NodeId| update.nodes.iter().find(|(of, _)| *of == id).map(|(_, n)| n);
        let mut nodes = std::collections::BTreeMap::new();
        nodes.extend(update.nodes.iter().map(|(id, node)| (id.0, node)));
        let mut todo: Vec<NodeId> = node(page).map(|n| n.children().to_vec()).unwrap_or_default();
        while let Some(id) = todo.pop() {
            let Some(node) = nodes.get(&id.0) else { continue };
            todo.extend(node.children());
            if let Some(heard) = heard(id, node) {
                self.texts.push(heard);
            }
        }
    }
}

/// What a node says, and where; runs of a text belong to their text.
fn heard(id: NodeId, node: &accesskit::Node) -> Option<Heard> {
    if matches!(node.role(), Role::TextRun) {
        return None;
    }
    let texts = [node.label(), node.value(), node.description()];
    let said: Vec<_> = texts.into_iter().flatten().collect();
    let bounds = node.bounds()?;
    if said.is_empty() {
        return None;
    }
    let (x0, y0) = (widgets::drawn(bounds.x0), widgets::drawn(bounds.y0));
    let (x1, y1) = (widgets::drawn(bounds.x1), widgets::drawn(bounds.y1));
    let rect = Rect::from_min_max(egui::pos2(x0, y0), egui::pos2(x1, y1));
    Some(Heard { node: id, folded: fold(&said.join(" ")), rect })
}
