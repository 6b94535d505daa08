//! The communes of a grouping, or the grouping of a commune.

use egui::Ui;

use crate::{
    app::NewDiagnostic,
    language::Lang,
    reference::{self, Member},
    ui::{
        view::Out,
        widgets::{self, Line},
    },
};

use super::{
    Sheet,
    kept::{Kept, sum},
};

pub(super) fn show(ui: &mut Ui, page: &Sheet<'_>, kept: &Kept, out: &mut Out) {
    let lang = page.lang;
    let members = kept.members();
    if !members.is_empty() {
        super::card(ui, &lang.territory_members(members.len()), |ui| {
            let (total, missing) = sum(members);
            let total = count(lang, total);
            let text = if missing == 0 {
                lang.territory_members_sum(total)
            } else {
                lang.territory_members_partly(missing, total)
            };
            ui.label(text);
            let lines: Vec<Line> = members.iter().map(|member| line(lang, member)).collect();
            widgets::listing(ui, lang.territory_members_list(), &lines, 220.0);
        });
    }
    if let Some((epci, communes)) = kept.grouping() {
        super::card(ui, lang.territory_grouping(), |ui| {
            let total = count(lang, sum(communes).0);
            ui.label(lang.territory_grouping_text(communes.len(), &epci.name, total));
            let change = widgets::quiet(ui, &lang.territory_grouping_choose(&epci.name));
            if change.clicked()
                && let Some(profile) = reference::territory(&epci.code)
            {
                let new = NewDiagnostic::of(&profile, page.document.diagnostic().path);
                super::replace(page, &new, out);
            }
        });
    }
}

fn line(lang: Lang, member: &Member) -> Line {
    let label = member.name.to_owned();
    match member.population {
        Some(population) => {
            let value = count(lang, population.into());
            Line { spoken: lang.territory_member(&value, member.name), label, value }
        }
        None => Line {
            spoken: lang.territory_member_unknown(member.name),
            label,
            value: lang.territory_missing().to_owned(),
        },
    }
}

fn count(lang: Lang, value: u64) -> String {
    lang.integer(usize::try_from(value).unwrap_or_default())
}
