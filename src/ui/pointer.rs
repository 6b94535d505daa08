//! The mouse steps back while somebody types.
//!
//! A mouse that rests over a table would otherwise cover with a tooltip the very cell in which
//! somebody moves by keyboard; it is there again as soon as it is touched.

use egui::{Event, Pos2, RawInput};

/// Where the mouse rests, and whether it was told to be gone.
#[derive(Debug, Default)]
pub(super) struct Pointer {
    place: Option<Pos2>,
    held: bool,
    away: bool,
}

impl Pointer {
    /// Has the mouse gone with the first key, and back before anything is done with it.
    pub(super) fn step_back(&mut self, input: &mut RawInput) {
        let (mut typed, mut touched) = (false, false);
        for event in &input.events {
            match event {
                Event::PointerMoved(place) => {
                    (self.place, self.away, touched) = (Some(*place), false, true);
                }
                Event::PointerButton { pos, pressed, .. } => {
                    (self.place, self.held, touched) = (Some(*pos), *pressed, true);
                }
                Event::MouseWheel { .. } | Event::Zoom(_) => touched = true,
                Event::PointerGone => self.place = None,
                Event::Key { pressed: true, .. } | Event::Text(_) => typed = true,
                _ => {}
            }
        }
        let Some(place) = self.place else { return };
        if touched && self.away {
            self.away = false;
            input.events.insert(0, Event::PointerMoved(place));
        } else if typed && !touched && !self.held && !self.away {
            self.away = true;
            input.events.push(Event::PointerGone);
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::{Key, Modifiers, MouseWheelSource, MouseWheelUnit, TouchPhase, pos2, vec2};

    use super::*;

    fn after(pointer: &mut Pointer, events: &[Event]) -> Vec<Event> {
        let mut input = RawInput { events: events.to_vec(), ..RawInput::default() };
        pointer.step_back(&mut input);
        input.events
    }

    fn key() -> Event {
        let (physical_key, modifiers) = (None, Modifiers::NONE);
        Event::Key { key: Key::ArrowDown, physical_key, pressed: true, repeat: false, modifiers }
    }

    #[test]
    fn a_key_sends_the_mouse_away_and_a_touch_brings_it_back() {
        let mut pointer = Pointer::default();
        assert_eq!(after(&mut pointer, &[key()]), [key()], "where there is no mouse, nothing");
        let moved = Event::PointerMoved(pos2(4.0, 5.0));
        after(&mut pointer, std::slice::from_ref(&moved));
        assert_eq!(after(&mut pointer, &[key()]), [key(), Event::PointerGone]);
        assert_eq!(after(&mut pointer, &[key()]), [key()], "once");
        // What is scrolled lies under the mouse.
        let wheel = Event::MouseWheel {
            unit: MouseWheelUnit::Line,
            delta: vec2(0.0, 1.0),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        };
        assert_eq!(after(&mut pointer, std::slice::from_ref(&wheel)), [moved.clone(), wheel]);
        // Moved while a key comes too, it stays.
        assert_eq!(after(&mut pointer, &[key(), moved.clone()]), [key(), moved]);
    }
}
