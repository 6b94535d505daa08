//! The partnerships with the country: a, q and its six terms, then what is proposed.

use egui::{Label, RichText, Ui};

use crate::{
    app::Document,
    language::Lang,
    report::brief::{CountrySheet, SheetPartnership, SheetTerm},
    ui::{
        theme,
        tokens::{Tokens, size, space},
        view::{Out, Page},
        widgets,
    },
};

/// Draws every partnership.
pub(super) fn show(
    ui: &mut Ui,
    document: &Document,
    sheet: &CountrySheet,
    lang: Lang,
    out: &mut Out,
) {
    ui.add_space(space::MEDIUM);
    widgets::heading(ui, lang.sheet_partnerships());
    let table = document.pack().matrix.as_ref().map(|spec| &spec.partnerships.table);
    if sheet.partnerships.is_empty() {
        widgets::weak(ui, lang.sheet_no_partnership());
    }
    for one in &sheet.partnerships {
        partnership(ui, one, lang, out);
        ui.add_space(space::TINY);
    }
    if let Some(table) = table
        && widgets::quiet(ui, lang.sheet_to_partnerships()).clicked()
    {
        out.go(Page::Table(table.clone()));
    }
}

fn partnership(ui: &mut Ui, one: &SheetPartnership, lang: Lang, out: &mut Out) {
    widgets::card(ui, false, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let name = RichText::new(&one.name).font(theme::strong_font(size::HEADING));
        ui.add(Label::new(name).wrap());
        if one.suspended {
            let text = RichText::new(lang.matrix_suspended()).color(Tokens::of(ui).warn);
            ui.add(Label::new(text).wrap());
        }
        for term in [&one.strength, &one.activity, &one.quality] {
            figure(ui, term, lang, out);
        }
        ui.indent("criteria", |ui| {
            for term in &one.criteria {
                figure(ui, term, lang, out);
            }
        });
        ui.add_space(space::TINY);
        let proposal = lang.sheet_proposal(&one.proposal);
        ui.add(Label::new(RichText::new(proposal).font(theme::strong_font(size::BODY))).wrap());
        if !one.reasons.is_empty() {
            widgets::small(ui, lang.registers_why(one.reasons.join(", ")));
        }
        if let Some(entered) = &one.entered {
            widgets::small(ui, entered);
        }
        if let Some(decided) = &one.decided {
            let strong = RichText::new(decided).font(theme::strong_font(size::BODY));
            ui.add(Label::new(strong).wrap());
        }
        if !one.remark.is_empty() {
            ui.add(Label::new(&one.remark).wrap());
        }
    });
}

/// A number with its bar, how it is made, and what was entered.
fn figure(ui: &mut Ui, term: &SheetTerm, lang: Lang, out: &mut Out) {
    super::bar(ui, (&term.name, &term.value, term.span), term.number.as_ref(), lang, out);
    for said in [&term.said, &term.formula] {
        if !said.is_empty() {
            widgets::small(ui, said);
        }
    }
}
