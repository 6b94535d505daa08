//! Where the user is in the window: what a session does not know and no file keeps.

use crate::{
    app::{Command, Document, Edit},
    domain::{ActionId, BlockId, CountryCode, DimensionId, QuestionId, RowId, TableId},
    scoring::Number,
};

use super::shell::Action;

/// A page of the window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// New, open, recent files, the worked example; shown whenever no document is open.
    #[default]
    Welcome,
    /// What is known of the territory, and the day that is described.
    Territory,
    /// The questions of a theme.
    Dimension(DimensionId),
    /// A table.
    Table(TableId),
    /// Results: indices, ties, capacities, strengths and gaps.
    Overview,
    /// Results: the level of each capacity, and the level wanted.
    Ladder,
    /// Results: the same answers, recommendation by recommendation.
    Gauges,
    /// Results: the country matrix.
    Matrix,
    /// Results: all that is known of one country.
    Country(CountryCode),
    /// Results: the map of the world.
    Map,
    /// Networks that the territory may join.
    Networks,
    /// Funding devices.
    Devices,
    /// Results: what the answers call for.
    Advice,
    /// The action plan.
    Plan,
    /// What is decided of each partnership.
    Decisions,
    /// What the élu can say, to keep, reword or drop.
    Speaking,
    /// Results: what to find out first, and from whom.
    Verify,
    /// Results: answers beside the survey of the founding study.
    Benchmark,
    /// Results: which of them stand when weights and unknowns are drawn at random.
    Robustness,
    /// Results: the present state beside another.
    Compare,
    /// Files of others, shown before they come in.
    Import,
    /// Questions to others, and their answers back.
    Kits,
    /// What others have filled in, to be merged.
    Merge,
    /// The brief and its export.
    Brief,
    /// Work that an earlier run has left behind.
    Recovery,
    /// What was changed in the document, when and in which role.
    History,
    /// The earlier versions of the document's file.
    Versions,
    /// Credits and licences.
    About,
    /// Many diagnostics as one anonymous panel.
    Observatory,
    /// The words of the field.
    Glossary,
    /// How the work goes, from the first page to the vote.
    Guide,
    /// One question at a time, for a room.
    Meeting,
}

impl Page {
    /// The page that the path marks while this one is shown.
    pub const fn step(&self) -> &Self {
        match self {
            Self::Country(_) => &Self::Matrix,
            page => page,
        }
    }
}

/// What a page asks for while it is drawn.
#[derive(Debug, Default)]
pub struct Out {
    /// Commands for the session, in order.
    pub commands: Vec<Command>,
    /// The page to go to.
    pub page: Option<Page>,
    /// The number to ask about, beside the page.
    pub why: Option<Number>,
    /// The question to bring into view on that page.
    pub question: Option<QuestionId>,
    /// The row to bring into view on that page.
    pub row: Option<RowId>,
    /// The action to bring into view on the page of the plan.
    pub action: Option<ActionId>,
    /// The block to bring into view among the levels.
    pub block: Option<BlockId>,
    /// The term of the glossary to bring into view.
    pub term: Option<&'static str>,
    /// The chapter of the guide to bring into view.
    pub chapter: Option<usize>,
    /// What is to be done as if its keys had been pressed.
    pub act: Option<Action>,
}

impl Out {
    /// Asks the session for something.
    pub fn send(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// Changes the document.
    pub fn edit(&mut self, edit: Edit) {
        self.send(Command::Edit(edit));
    }

    /// Goes to a page.
    pub fn go(&mut self, page: Page) {
        self.page = Some(page);
    }

    /// Goes to a question.
    pub fn go_to_question(&mut self, document: &Document, id: &QuestionId) {
        if let Some(question) = document.pack().question(id.as_str()) {
            self.page = Some(Page::Dimension(question.dimension.clone()));
            self.question = Some(id.clone());
        }
    }
}
