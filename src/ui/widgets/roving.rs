//! One Tab stop for a group of choices, and arrows to move inside it.

use egui::{EventFilter, Id, InputState, Key, Modifiers, Response, Sense, Ui, accesskit};

/// A group of choices that Tab enters once: at the focused choice, else at the chosen one.
pub(crate) struct Roving {
    base: Id,
    count: usize,
    focused: Option<usize>,
    stop: usize,
}

impl Roving {
    /// The group of `count` choices whose ids derive from `base`; `chosen` is where Tab enters.
    pub(crate) fn new(ui: &Ui, base: Id, count: usize, chosen: Option<usize>) -> Self {
        let focus = ui.memory(egui::Memory::focused);
        let focused = focus.and_then(|id| (0..count).find(|index| base.with(*index) == id));
        let entered = 0 < count && super::takes_focus(ui);
        let stop = if entered { chosen.or(focused) } else { focused.or(chosen) }.unwrap_or(0);
        if entered {
            ui.memory_mut(|memory| memory.request_focus(base.with(stop)));
        }
        Self { base, count, focused, stop }
    }

    /// The id of a choice.
    pub(crate) fn id(&self, index: usize) -> Id {
        self.base.with(index)
    }

    /// What a choice reacts to: only one of them is a Tab stop.
    pub(crate) fn sense(&self, index: usize) -> Sense {
        if index == self.stop { Sense::click() } else { Sense::CLICK }
    }

    /// Lets a screen reader put the focus on a choice although Tab passes it by.
    pub(crate) fn focusable(ui: &Ui, response: &Response) {
        if super::is_asked_for(ui, response) {
            response.request_focus();
        }
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.add_action(accesskit::Action::Focus);
        });
    }

    /// Moves the focus by the arrows, Home and End; called after the choices were laid out.
    pub(crate) fn moved(&self, ui: &Ui) {
        let Some(here) = self.focused else { return };
        let lock = EventFilter {
            tab: false,
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: false,
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(self.id(here), lock));
        let Some(last) = self.count.checked_sub(1) else { return };
        let target = ui.input_mut(|input| {
            if pressed(input, &[Key::ArrowDown, Key::ArrowRight]) {
                Some(if here == last { 0 } else { here + 1 })
            } else if pressed(input, &[Key::ArrowUp, Key::ArrowLeft]) {
                Some(if here == 0 { last } else { here - 1 })
            } else if pressed(input, &[Key::Home]) {
                Some(0)
            } else if pressed(input, &[Key::End]) {
                Some(last)
            } else {
                None
            }
        });
        if let Some(target) = target {
            ui.memory_mut(|memory| memory.request_focus(self.id(target)));
        }
    }
}

fn pressed(input: &mut InputState, keys: &[Key]) -> bool {
    keys.iter().any(|key| input.consume_key(Modifiers::NONE, *key))
}
