//! The annual review: two pages for the council, from an earlier state to the present one.
//!
//! The study's ninth recommendation asks for a short yearly account. The official gets its draft:
//! what was done and what it cost, as the plan says; what moved, only where that is sure; what
//! cannot be claimed; and what comes next. Whatever nobody has entered is said to be missing.

mod cost;
mod done;
mod moved;

use jiff::civil::Date;

use crate::{
    advice::advise,
    language::Lang,
    report::{
        compare::{Told, told},
        document::DocumentOptions,
    },
    scoring::{Taken, compare},
};

use super::{
    Block, Brief, Chart, Finding, Findings, Front, Line, Meta, Section, compose::Prepared, results,
    source::Source,
};

/// The most findings of one kind on the first page.
const MOST: usize = 5;

/// The first findings; what is left out is counted, and never left out unsaid.
fn bounded(review: &Review<'_>, mut all: Vec<Finding>) -> Vec<Finding> {
    let more = all.len().saturating_sub(MOST);
    if 0 < more {
        all.truncate(MOST);
        all.push(Finding { title: review.lang().paper_more(more).into(), ..Finding::default() });
    }
    all
}

/// What a review is made from.
struct Review<'a> {
    /// The earlier state.
    old: Source<'a>,
    /// The present state.
    new: Source<'a>,
    /// The day of reading, to which terms that run out are counted.
    day: Date,
    told: &'a Told,
}

/// The annual review of a diagnostic, from an earlier state to the present one.
pub fn review(old: Taken<'_>, new: Taken<'_>, options: &DocumentOptions) -> Brief {
    let prepared =
        [old, new].map(|of| Prepared::new(of.pack, of.diagnostic, of.assessment, options));
    let [old, new] = prepared.each_ref().map(Prepared::source);
    let (before, after) = (taken(&old), taken(&new));
    let comparison = compare(before, after);
    let told = &told(&comparison, before, after, options.lang);
    let day = options.read_on.unwrap_or(new.diagnostic.as_of);
    let review = &Review { old, new, day, told };
    let sections = [Some(moved::section(review)), Some(cost::section(review)), review.breaks()];
    let sections = sections.into_iter().flatten().collect();
    let (meta, front) = (review.meta(options), Some(review.front()));
    Brief::put_together(&review.new, options, meta, front, sections)
}

/// What stands in place of a review as long as there is nothing to compare with: what to do.
pub(super) fn without_earlier(of: &Source<'_>) -> Section {
    let lang = of.lang;
    let steps =
        [lang.review_missing_freeze(), lang.review_missing_plan(), lang.review_missing_go()];
    Section {
        title: lang.review_missing_title().into(),
        blocks: vec![
            Block::Text(lang.review_missing_text().into()),
            Block::List(steps.into_iter().map(Line::from).collect()),
        ],
    }
}

const fn taken<'a>(of: &Source<'a>) -> Taken<'a> {
    Taken { pack: of.pack, diagnostic: of.diagnostic, assessment: of.assessment }
}

impl Review<'_> {
    const fn lang(&self) -> Lang {
        self.new.lang
    }

    fn meta(&self, options: &DocumentOptions) -> Meta {
        let lang = self.lang();
        let meta = super::meta(&self.new, options);
        let (from, to) = (self.old.diagnostic.as_of, self.new.diagnostic.as_of);
        let description = lang.review_description(lang.date(from), &meta.territory, lang.date(to));
        let marks = meta.marks.into_iter().chain([Line::from(lang.review_draft())]).collect();
        Meta { description: description.into(), marks, ..meta }
    }

    fn front(&self) -> Front {
        let lang = self.lang();
        let new = taken(&self.new);
        let advice = &advise(new.pack, new.diagnostic, new.assessment, self.day);
        let found = |title: &str, items, empty: &str| Findings {
            title: title.into(),
            items,
            empty: empty.into(),
        };
        Front {
            title: lang.review_front_title().into(),
            lead: lang.review_lead(&self.told.dates, moved::summary(self)).into(),
            indices: self.indices(),
            strengths: found(lang.review_done(), done::done(self), lang.review_done_none()),
            gaps: found(lang.review_moved(), moved::moved(self), lang.review_moved_none()),
            unknowns: found(lang.review_open(), moved::open(self), lang.review_open_none()),
            decisions: found(lang.review_next(), done::next(self, advice), lang.review_next_none()),
        }
    }

    /// Each index before and after, on one scale.
    fn indices(&self) -> Chart {
        let lang = self.lang();
        let ids = &self.new.pack.indices;
        let bars = ids.iter().filter_map(|id| self.new.pack.block(id.as_str())).flat_map(|block| {
            [&self.old, &self.new].map(|of| {
                let value = of.assessment.value(of.pack, block.id.as_str());
                let when = self.when(of);
                let label = lang.review_before(of.text(&block.title), when);
                results::bar(of, &label, value.as_ref())
            })
        });
        let bars = bars.collect();
        results::chart(&self.new, lang.review_indices(), lang.report_chart_key(), vec![], bars)
    }

    /// By what a state is told from the other: its day, or which of two of one day it is.
    fn when(&self, of: &Source<'_>) -> String {
        let lang = self.lang();
        let (old, new) = (self.old.diagnostic, self.new.diagnostic);
        if old.as_of != new.as_of {
            lang.short_date(of.diagnostic.as_of)
        } else if std::ptr::eq(of.diagnostic, old) {
            lang.paper_before().to_owned()
        } else {
            lang.paper_after().to_owned()
        }
    }

    /// What keeps results from being compared.
    fn breaks(&self) -> Option<Section> {
        let lines = self.told.breaks.iter().map(|one| Line::from(one.text.as_str()));
        let lines: Vec<_> = lines.collect();
        (!lines.is_empty()).then(|| Section {
            title: self.lang().review_breaks_title().into(),
            blocks: vec![Block::List(lines)],
        })
    }
}
