//! « Décisions sur les partenariats »: for each one what is proposed and why, then the choice.
//!
//! Before the council the official goes through the partnerships one by one, with the reasons at
//! hand; after it, they note what was voted and when. Closing a partnership is never a click of
//! the program: it proposes, people choose.

use egui::{Align, Id, Label, Response, RichText, Ui};
use jiff::civil::Date;

use crate::{
    advice::{Advice, Proposal, advise},
    app::{Document, Edit, ResolutionChange, Session},
    domain::{Decision, Resolution, RowId, TableId},
    language::Lang,
    report::{brief::Counsel, plan_words},
    ui::{
        theme,
        tokens::{Tokens, size, space},
        view::{Out, Page},
        widgets::{self, CalloutKind, Field},
    },
};

/// What is proposed, kept until the document changes.
#[derive(Debug, Default)]
pub struct State {
    kept: Option<((u64, Date), Advice)>,
    /// The partnership to bring into view.
    bring: Option<RowId>,
}

impl State {
    /// Brings a partnership into view.
    pub const fn bring(&mut self, row: RowId) {
        self.bring = Some(row);
    }
}

/// Draws the page.
pub fn show(ui: &mut Ui, session: &Session, document: &Document, state: &mut State, out: &mut Out) {
    let lang = session.lang();
    let key = (document.revision(), session.clock().today());
    if state.kept.as_ref().is_none_or(|(of, _)| *of != key) {
        let (pack, diagnostic) = (document.pack(), document.diagnostic());
        let advice = advise(pack, diagnostic, document.assessment(), key.1);
        state.kept = Some((key, advice));
    }
    let Some((_, advice)) = &state.kept else { return };
    let table = document.pack().matrix.as_ref().map(|matrix| &matrix.partnerships.table);
    super::column(ui, "decisions", |ui| {
        widgets::title(ui, lang.decisions_title());
        widgets::weak(ui, lang.decisions_lead());
        ui.add_space(space::SMALL);
        let Some(table) = table.filter(|_| !advice.partnerships.is_empty()) else {
            widgets::callout(ui, CalloutKind::Info, lang.decisions_empty(), |_| ());
            if let Some(table) = table
                && widgets::secondary(ui, lang.decisions_to_table()).clicked()
            {
                out.go(Page::Table(table.clone()));
            }
            return;
        };
        widgets::small(ui, told(document, advice, lang));
        for proposal in &advice.partnerships {
            ui.add_space(space::SMALL);
            let card = one(ui, (document, lang), (advice, proposal, table), out);
            if state.bring.take_if(|row| *row == proposal.row).is_some() {
                card.scroll_to_me(Some(Align::TOP));
            }
        }
        ui.add_space(space::MEDIUM);
        ui.horizontal_wrapped(|ui| {
            if widgets::secondary(ui, lang.decisions_to_table()).clicked() {
                out.go(Page::Table(table.clone()));
            }
            if widgets::secondary(ui, lang.plan_short()).clicked() {
                out.go(Page::Plan);
            }
        });
    });
}

/// How many are decided, and how many of these were voted.
fn told(document: &Document, advice: &Advice, lang: Lang) -> String {
    let decisions = &document.diagnostic().decisions;
    let of = |keep: fn(&Resolution) -> bool| {
        let rows = advice.partnerships.iter().filter_map(|one| decisions.get(&one.row));
        rows.filter(|one| keep(one)).count()
    };
    let decided = of(|one| one.choice.is_some());
    let voted = of(|one| one.choice.is_some() && one.vote.is_some());
    lang.decisions_told(decided, advice.partnerships.len(), voted)
}

fn one(
    ui: &mut Ui,
    (document, lang): (&Document, Lang),
    (advice, proposal, table): (&Advice, &Proposal, &TableId),
    out: &mut Out,
) -> Response {
    let (pack, diagnostic) = (document.pack(), document.diagnostic());
    let assessment = document.assessment();
    let counsel = Counsel::new(pack, diagnostic, assessment, advice, lang);
    let name = counsel.row(table, proposal.row);
    let none = Resolution::default();
    let resolution = diagnostic.decisions.get(&proposal.row).unwrap_or(&none);
    widgets::card(ui, false, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let heading = widgets::heading(ui, &name);
        ui.ctx().accesskit_node_builder(heading.id, |node| node.set_level(2));
        let words = lang.decisions_proposal(counsel.proposal(proposal));
        let words = RichText::new(words).font(theme::strong_font(size::BODY));
        ui.add(Label::new(words.color(Tokens::of(ui).accent)).wrap());
        let reasons = counsel.proposal_reasons(proposal);
        if !reasons.is_empty() {
            widgets::small(ui, lang.decisions_because(reasons.join(lang.report_semicolon())));
        }
        if let Some(entered) = proposal.entered {
            widgets::small(ui, lang.decisions_entered(counsel.decision(entered)));
        }
        ui.add_space(space::TINY);
        choice(ui, lang, &name, (proposal, resolution), out);
        remark(ui, lang, &name, (proposal, resolution), out);
    })
    .response
}

/// One of the six decisions, or none yet.
fn choice(
    ui: &mut Ui,
    lang: Lang,
    name: &str,
    (proposal, resolution): (&Proposal, &Resolution),
    out: &mut Out,
) {
    let mut words: Vec<&str> =
        Decision::ALL.iter().map(|one| plan_words::decision(lang, *one)).collect();
    words.push(lang.plan_choice_open());
    let chosen = resolution
        .choice
        .and_then(|choice| Decision::ALL.iter().position(|decision| *decision == choice));
    let group = lang.decisions_choice_of(name);
    let at = chosen.unwrap_or(Decision::ALL.len());
    if let Some(index) = widgets::segments(ui, &group, &words, Some(at)) {
        let choice = Decision::ALL.get(index).copied();
        out.edit(Edit::Decision(proposal.row, ResolutionChange::Choice(choice)));
    }
}

/// The comment, and the day of the vote.
fn remark(
    ui: &mut Ui,
    lang: Lang,
    name: &str,
    (proposal, resolution): (&Proposal, &Resolution),
    out: &mut Out,
) {
    let id = |what: &str| Id::unique(("decision", proposal.row, what));
    let label = lang.decisions_comment_of(name);
    let (field, hint) = (id("comment"), lang.decisions_comment_hint());
    if let Some(text) = widgets::area(ui, field, &label, hint, &resolution.comment) {
        out.edit(Edit::Decision(proposal.row, ResolutionChange::Comment(text)));
    }
    ui.horizontal_wrapped(|ui| {
        widgets::small(ui, lang.decisions_vote());
        let name = lang.decisions_vote_of(name);
        let field =
            Field { id: id("vote"), name: &name, hint: lang.territory_as_of_hint(), width: 110.0 };
        if let Some(day) = widgets::day(ui, field, resolution.vote, lang) {
            out.edit(Edit::Decision(proposal.row, ResolutionChange::Vote(day)));
        }
        if resolution.choice.is_some() && resolution.vote.is_none() {
            widgets::small(ui, lang.plan_not_voted());
        }
    });
}
