//! Fields to type in: they keep what is typed, and give it back when it makes sense.

use egui::{
    Event, Id, ImeEvent, Response, RichText, TextEdit, Ui,
    text::{CCursor, CCursorRange},
    widgets::text_edit::TextEditState,
};

use super::drafts::{self, draft as kept, keep_draft};
use crate::{
    language::{Lang, number as numbers},
    ui::tokens::{Tokens, size},
};

/// What a field of figures accepts and shows.
#[derive(Clone, Copy, Debug)]
pub struct Number<'a> {
    /// Its name, for those who cannot see it.
    pub name: &'a str,
    /// The unit after it.
    pub unit: &'a str,
    /// How many decimal places are shown.
    pub decimals: u8,
    /// The least and the most it can be.
    pub bounds: (Option<f64>, Option<f64>),
    /// How wide it is.
    pub width: f32,
    /// Whether thousands are grouped; years are not.
    pub grouped: bool,
    /// By what name an entry that cannot be read is kept after a crash; blank for one made of the
    /// field's id.
    pub key: &'a str,
}

impl Default for Number<'_> {
    fn default() -> Self {
        Self {
            name: "",
            unit: "",
            decimals: 2,
            bounds: (None, None),
            width: 120.0,
            grouped: true,
            key: "",
        }
    }
}

/// A figure, typed the French or the English way. Returns the figure, or none, when it changed.
///
/// What cannot be read stays in the field with a sentence under it, and changes nothing; what is
/// typed is never written otherwise as long as the cursor stays.
#[expect(clippy::option_option, reason = "changed or not, then a figure or none")]
pub fn number(
    ui: &mut Ui,
    id: Id,
    of: &Number<'_>,
    value: Option<f64>,
    lang: Lang,
) -> Option<Option<f64>> {
    let shown = value.map_or_else(String::new, |value| written(value, of, lang));
    // What is being typed, and the value it was typed over.
    let draft: Option<(String, Option<f64>)> = ui.data(|data| data.get_temp(id));
    let key = drafts::key(of.key, id);
    let draft = draft.or_else(|| Some((kept(ui, &key)?, value)));
    let here = ui.memory(|memory| memory.has_focus(id));
    let typing =
        draft.filter(|(text, over)| here || *over == value || read(text, of, lang) == Ok(value));
    let mut text = typing.as_ref().map_or_else(|| shown.clone(), |(text, _)| text.clone());
    let mut changed = None;
    super::arrive::arrive(ui, id);
    let mut draw = |ui: &mut Ui| {
        let edit = TextEdit::singleline(&mut text).id(id).desired_width(of.width);
        let response = super::follow(ui.add(edit)).accessible_name(of.name);
        if !of.unit.is_empty() {
            ui.label(RichText::new(of.unit).color(Tokens::of(ui).weak));
        }
        if response.has_focus() {
            echo(ui, &text, of, lang);
        }
        response
    };
    // Within a line the field stands on it, level with what is beside it.
    let level = ui.layout().is_horizontal();
    let response = if level { draw(ui) } else { ui.horizontal(draw).inner };
    let problem = read(&text, of, lang).err();
    keep_draft(ui, &key, problem.map(|_| text.as_str()));
    if response.changed() {
        if let Ok(read) = read(&text, of, lang)
            && read != value
        {
            changed = Some(read);
        }
        ui.data_mut(|data| data.insert_temp(id, (text.clone(), changed.unwrap_or(value))));
    } else if response.lost_focus() && problem.is_none() {
        ui.data_mut(|data| data.remove_temp::<(String, Option<f64>)>(id));
    }
    if let Some(problem) = problem
        && !response.has_focus()
    {
        let sentence = problem.sentence(of, lang);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_invalid(egui::accesskit::Invalid::True);
            node.set_description(sentence.as_str());
        });
        ui.label(RichText::new(sentence).size(size::SMALL).color(Tokens::of(ui).error));
    }
    changed
}

/// How what is being typed is read, where it is not written as it will be: `3,2 M€`, `12 %`.
fn echo(ui: &mut Ui, text: &str, of: &Number<'_>, lang: Lang) {
    let Ok(Some(value)) = read(text, of, lang) else { return };
    let written = written(value, of, lang);
    let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    if plain(&written) != plain(text) {
        ui.label(RichText::new(lang.widgets_read_as(written)).color(Tokens::of(ui).weak));
    }
}

/// Lets go of what is typed in one field of figures.
pub(crate) fn forget_figure(ui: &Ui, id: Id, key: &str) {
    keep_draft(ui, key, None);
    ui.data_mut(|data| data.remove_temp::<(String, Option<f64>)>(id));
}

/// Lets go of what is typed in every field of figures.
pub(super) fn forget_typing(ctx: &egui::Context) {
    ctx.data_mut(egui::util::IdTypeMap::remove_by_type::<(String, Option<f64>)>);
}

fn written(value: f64, of: &Number<'_>, lang: Lang) -> String {
    if of.grouped { lang.number(value, of.decimals) } else { value.to_string() }
}

/// Why a figure is refused.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Problem {
    NotANumber,
    NotWhole,
    TooSmall(f64),
    TooLarge(f64),
}

impl Problem {
    fn sentence(self, of: &Number<'_>, lang: Lang) -> String {
        let written = |bound| written(bound, of, lang);
        match self {
            Self::NotANumber => lang.widgets_not_a_number().to_owned(),
            Self::NotWhole => lang.widgets_not_whole().to_owned(),
            Self::TooSmall(bound) => lang.widgets_too_small(written(bound)),
            Self::TooLarge(bound) => lang.widgets_too_large(written(bound)),
        }
    }
}

fn read(text: &str, of: &Number<'_>, lang: Lang) -> Result<Option<f64>, Problem> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let value = numbers::parse_in(text, lang).ok_or(Problem::NotANumber)?;
    if of.decimals == 0 && value.fract() != 0.0 {
        return Err(Problem::NotWhole);
    }
    match of.bounds {
        (Some(min), _) if value < min => Err(Problem::TooSmall(min)),
        (_, Some(max)) if max < value => Err(Problem::TooLarge(max)),
        _ => Ok(Some(value)),
    }
}

/// A line of text; returns it when it changed.
pub fn line(ui: &mut Ui, id: Id, name: &str, hint: &str, text: &str, width: f32) -> Option<String> {
    let mut typed = text.to_owned();
    let hint = RichText::new(hint).color(Tokens::of(ui).weak);
    let edit = TextEdit::singleline(&mut typed).id(id).hint_text(hint).desired_width(width);
    let response = named(ui.add(edit), name);
    response.changed().then_some(typed)
}

/// A line that is read by nobody over a shoulder, unless its user has it shown; returns it when it
/// changed.
pub fn secret(ui: &mut Ui, id: Id, name: &str, text: &str, shown: bool) -> Option<String> {
    let mut typed = text.to_owned();
    let edit =
        TextEdit::singleline(&mut typed).id(id).password(!shown).desired_width(f32::INFINITY);
    let response = named(ui.add(edit), name);
    response.changed().then_some(typed)
}

/// Puts what is typed before a field has got the focus that it asks for where it was meant, at the
/// end of its text: on a slow machine several keys come with the one that opened it.
pub(crate) fn catch_up(ui: &Ui, id: Id, text: &mut String) {
    if ui.memory(|memory| memory.has_focus(id)) {
        return;
    }
    let before = text.len();
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Text(typed) | Event::Paste(typed) | Event::Ime(ImeEvent::Commit(typed)) => {
                text.push_str(typed);
                false
            }
            _ => true,
        });
    });
    if before < text.len() {
        let end = CCursorRange::one(CCursor::new(text.chars().count()));
        let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
        state.cursor.set_char_range(Some(end));
        state.store(ui.ctx(), id);
    }
}

/// Several lines of text; returns them when they changed.
pub fn area(ui: &mut Ui, id: Id, name: &str, hint: &str, text: &str) -> Option<String> {
    let mut typed = text.to_owned();
    let rows = if text.lines().count() < 2 { 1 } else { 3 };
    let hint = RichText::new(hint).color(Tokens::of(ui).weak);
    let edit = TextEdit::multiline(&mut typed)
        .id(id)
        .hint_text(hint)
        .desired_rows(rows)
        .desired_width(f32::INFINITY);
    let response = named(ui.add(edit), name);
    response.changed().then_some(typed)
}

fn named(response: Response, name: &str) -> Response {
    super::follow(response).accessible_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_out_of_bounds_are_refused_and_blanks_are_none() {
        let of = Number { bounds: (Some(0.0), Some(100.0)), ..Number::default() };
        assert_eq!(read("12,5 %", &of, Lang::Fr), Ok(Some(12.5)));
        assert_eq!(read(" ", &of, Lang::Fr), Ok(None));
        assert_eq!(read("douze", &of, Lang::Fr), Err(Problem::NotANumber));
        assert_eq!(read("-1", &of, Lang::Fr), Err(Problem::TooSmall(0.0)));
        assert_eq!(read("101", &of, Lang::Fr), Err(Problem::TooLarge(100.0)));
        let whole = Number { decimals: 0, ..of };
        assert_eq!(read("12,5", &whole, Lang::Fr), Err(Problem::NotWhole));
        assert_eq!(read("12,0", &whole, Lang::Fr), Ok(Some(12.0)));
        let people = Number { decimals: 0, ..Number::default() };
        assert_eq!(read("31,188", &people, Lang::En), Ok(Some(31_188.0)));
    }
}
