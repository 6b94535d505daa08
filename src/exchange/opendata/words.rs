//! Imports in words: what is odd, why a line is there, how many lines were what.

use crate::{
    domain::{Coverage, OptionId},
    language::Lang,
    questionnaire::{ColumnKind, TableSpec},
};

use super::{
    noted::{Flag, Tally},
    proposal::{Counts, Line, Proposal, Remark, Status, Unfit, What},
};

impl Flag {
    /// What is odd and what to do about it.
    pub fn sentence(&self, lang: Lang) -> String {
        let number = |value: &f64| lang.number(*value, 1);
        match self {
            Self::MadeUp => lang.opendata_made_up().to_owned(),
            Self::Encodings => lang.opendata_encodings().to_owned(),
            Self::OtherTerritory(name) => lang.opendata_other_territory(name),
            Self::UnknownTerritory => lang.opendata_unknown_territory().to_owned(),
            Self::Sum { stated, sum } => lang.opendata_sum(number(stated), number(sum)),
            Self::Over100(sum) => lang.opendata_over_100(number(sum)),
            Self::Unplaced(figure) => lang.opendata_unplaced_figure(lang.number(*figure, 0)),
            Self::FormerCodes(lines) => lang.opendata_former_codes(*lines),
            Self::ShortYear(quarters) => lang.opendata_short_year(*quarters),
            Self::Perimeters(other) => lang.opendata_perimeters(other),
            Self::Measures(other) => lang.opendata_measures(other),
            Self::Unreadable(lines) => lang.opendata_unreadable(*lines),
            Self::Partial(known, all) => lang.opendata_partial(all, known),
            Self::OtherFlow => lang.opendata_other_flow().to_owned(),
            Self::UnknownFlow => lang.opendata_unknown_flow().to_owned(),
            Self::OddFlows(lines) => lang.opendata_odd_flows(*lines),
            Self::MorePeople(counted, people) => {
                lang.opendata_more_people(lang.number(*counted, 0), lang.number(*people, 0))
            }
        }
    }
}

impl Remark {
    /// What is to be said of the line.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Former(code) => lang.opendata_remark_former(code),
            Self::Code(code) => lang.opendata_remark_code(code),
            Self::Word(word) => lang.opendata_remark_word(word),
            Self::Countries => lang.opendata_remark_countries().to_owned(),
            Self::UnknownCountry(label) => lang.opendata_remark_unknown_country(label),
            Self::Like(name) => lang.opendata_remark_like(name),
            Self::ToConfirm => lang.opendata_remark_to_confirm().to_owned(),
            Self::Problem(problem) => {
                format!("{} {}", problem.kind.sentence(lang), problem.hint(lang))
            }
        }
    }
}

impl Tally {
    /// How many lines of the file were what, one sentence each, those that say something.
    pub fn sentences(&self, lang: Lang) -> Vec<String> {
        let mut all = vec![lang.opendata_read(self.rows), lang.opendata_here(self.here)];
        let mut add = |count: usize, words: fn(Lang, usize) -> String| {
            if 0 < count {
                all.push(words(lang, count));
            }
        };
        add(self.elsewhere, Lang::opendata_elsewhere);
        add(self.unplaced, Lang::opendata_unplaced);
        add(self.dropped, Lang::opendata_dropped);
        add(self.unselected, Lang::opendata_unselected);
        add(self.earlier, Lang::opendata_earlier);
        all
    }
}

impl Counts {
    /// What would be done, in one sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        let (added, changed) = (lang.integer(self.added), lang.integer(self.changed));
        lang.opendata_counts(added, changed, lang.integer(self.left), lang.integer(self.same))
    }
}

impl Unfit {
    /// Why the file has no place in the document.
    pub fn sentence(&self, lang: Lang) -> String {
        lang.opendata_unfit(&self.0)
    }
}

impl Line {
    /// What becomes of it, in a word.
    pub fn verdict(&self, lang: Lang) -> &'static str {
        match (&self.status, self.wanted) {
            (Status::Same, _) => lang.opendata_same(),
            (_, false) => lang.opendata_left(),
            (Status::New, true) => lang.opendata_added(),
            (Status::Changes(..) | Status::ChangesAnswer(_), true) => lang.opendata_changed(),
        }
    }

    /// What it brings, in a few words: the cells of a row, an answer.
    pub fn summary(&self, spec: Option<&TableSpec>, lang: Lang) -> String {
        match &self.what {
            What::Row(cells) => {
                let public = cells.iter().filter(|(id, _)| {
                    spec.and_then(|spec| spec.column(id.as_str()))
                        .is_none_or(|column| !column.private)
                });
                let words = public.take(6).map(|(id, cell)| {
                    let column = spec.and_then(|spec| spec.column(id.as_str()));
                    column.map_or_else(
                        || cell.to_string(),
                        |column| super::cell::words(&column.kind, cell, lang),
                    )
                });
                words.collect::<Vec<_>>().join(" · ")
            }
            What::Answer(..) => self.words.clone(),
        }
    }

    /// What it changes, one sentence for each cell.
    pub fn changes(&self, spec: Option<&TableSpec>, lang: Lang) -> Vec<String> {
        match &self.status {
            Status::Changes(_, cells) => cells
                .iter()
                .map(|(id, from, to)| {
                    let column = spec.and_then(|spec| spec.column(id.as_str()));
                    let label = column.map_or(id.as_str(), |column| column.label.get(lang));
                    let word = |cell| {
                        column.map_or_else(String::new, |column| {
                            super::cell::words(&column.kind, cell, lang)
                        })
                    };
                    lang.opendata_change(word(from), label, word(to))
                })
                .collect(),
            Status::ChangesAnswer(before) => vec![lang.opendata_change_answer(before)],
            Status::New | Status::Same => Vec::new(),
        }
    }
}

impl Proposal {
    /// What becomes of the table's completeness, if that changes.
    pub fn coverage_sentence(&self, spec: Option<&TableSpec>, lang: Lang) -> Option<String> {
        let (channel, coverage) = self.coverage.as_ref()?;
        let words = match coverage {
            Coverage::Exhaustive => lang.opendata_exhaustive(),
            Coverage::TopN | Coverage::Partial => lang.opendata_top_n(),
        };
        Some(channel.as_ref().map_or_else(
            || lang.opendata_coverage(words),
            |channel| lang.opendata_coverage_of(option_label(spec, channel, lang), words),
        ))
    }

    /// A report of an import, one line of CSV for each line of the file that concerned the
    /// territory or could not be placed.
    pub fn report(&self, spec: Option<&TableSpec>, lang: Lang) -> String {
        let mut writer =
            csv::WriterBuilder::new().delimiter(b';').from_writer(vec![0xef, 0xbb, 0xbf]);
        let mut write = |cells: [&str; 4]| {
            if let Err(error) = writer.write_record(cells.map(defused)) {
                log::warn!("a line of a report: {error}");
            }
        };
        write([
            lang.opendata_report_line(),
            lang.opendata_report_verdict(),
            lang.opendata_report_what(),
            lang.opendata_report_remarks(),
        ]);
        for line in &self.lines {
            let mut remarks = line.changes(spec, lang);
            remarks.extend(line.remarks.iter().map(|remark| remark.sentence(lang)));
            let (at, summary) = (line.at.to_string(), line.summary(spec, lang));
            write([&at, line.verdict(lang), &summary, &remarks.join(" ")]);
        }
        for group in &self.unplaced {
            let verdict =
                if group.attached { lang.opendata_attached() } else { lang.opendata_not_placed() };
            write(["", verdict, &group.label, &group.figures]);
        }
        writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

/// An option of some column of a table by its label.
fn option_label<'a>(spec: Option<&'a TableSpec>, id: &'a OptionId, lang: Lang) -> &'a str {
    let columns = spec.into_iter().flat_map(|spec| &spec.columns);
    let options = columns.filter_map(|column| match &column.kind {
        ColumnKind::Choice(options) => Some(options),
        _ => None,
    });
    let option = options.flatten().find(|option| option.id == *id);
    option.map_or(id.as_str(), |option| option.label.get(lang))
}

/// A cell that no spreadsheet takes for a formula.
fn defused(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
