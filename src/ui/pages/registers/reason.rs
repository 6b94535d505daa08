//! The way from an open reason to the page where it is settled.

use egui::Ui;

use crate::{
    advice::Reason,
    app::Document,
    domain::{QuestionId, TableId},
    language::Lang,
    questionnaire::Truth,
    ui::{
        view::{Out, Page},
        widgets,
    },
};

/// Where something that is not known is settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Question(QuestionId),
    Table(TableId),
    Territory,
}

impl Way {
    /// The way from a reason that is open.
    pub(super) fn of(reason: &Reason) -> Option<Self> {
        match reason {
            Reason::Competence(_, Truth::Unknown, questions) => {
                Some(Self::Question(questions.first()?.clone()))
            }
            Reason::PartnersUnknown(_, table) => Some(Self::Table(table.clone())),
            Reason::RegionUnknown | Reason::Large(Truth::Unknown) => Some(Self::Territory),
            _ => None,
        }
    }

    /// A button that goes there; `title` tells buttons of several entries apart.
    pub(super) fn show(
        &self,
        ui: &mut Ui,
        document: &Document,
        lang: Lang,
        title: &str,
        out: &mut Out,
    ) {
        let label = match self {
            Self::Question(_) => lang.registers_open_question(),
            Self::Table(_) => lang.registers_open_table(),
            Self::Territory => lang.registers_open_territory(),
        };
        let name = format!("{label} – {title}");
        if !widgets::quiet(ui, label).accessible_name(name).clicked() {
            return;
        }
        match self {
            Self::Question(id) => out.go_to_question(document, id),
            Self::Table(id) => out.go(Page::Table(id.clone())),
            Self::Territory => out.go(Page::Territory),
        }
    }
}
