//! Results before and after, in words.

use crate::{
    domain::{Place, QuestionId},
    reference::place_name,
    report::words,
    scoring::{Class, ClassReading, Comparison, CountryMoved, Moved, Number, Reach, Verdict},
};

use super::{ToldGroup, ToldRow, Words, reading};

/// Results by kind; kinds without a result are left out.
pub(super) fn groups(words: Words<'_>, of: &Comparison) -> Vec<ToldGroup> {
    let lang = words.lang;
    let is_index = |one: &&Moved| match &one.what {
        Number::Block(id) => {
            words.new.pack.indices.contains(id) || words.old.pack.indices.contains(id)
        }
        _ => false,
    };
    let rows = |all: &mut dyn Iterator<Item = &Moved>| -> Vec<ToldRow> {
        all.map(|one| words.row(one)).collect()
    };
    let countries = of.countries.iter().map(|country| words.country(country));
    let groups = [
        (lang.compare_indices(), rows(&mut of.blocks.iter().filter(is_index))),
        (lang.compare_blocks(), rows(&mut of.blocks.iter().filter(|one| !is_index(one)))),
        (lang.compare_levels(), rows(&mut of.levels.iter())),
        (lang.compare_gauges(), rows(&mut of.gauges.iter())),
        (lang.compare_ties(), rows(&mut of.ties.iter())),
        (lang.compare_countries(), countries.collect()),
        (lang.compare_questions(), rows(&mut of.questions.iter().filter(|q| q.verdict.differs()))),
    ];
    let filled = groups.into_iter().filter(|(_, rows)| !rows.is_empty());
    filled.map(|(title, rows)| ToldGroup { title, rows }).collect()
}

impl Words<'_> {
    fn row(self, moved: &Moved) -> ToldRow {
        let fine = moved.verdict.differs() && self.reads_alike(moved);
        let level = matches!(moved.what, Number::Level(_));
        let reach = |value: Option<&Reach>| match value {
            None => self.lang.compare_none().to_owned(),
            Some(reach) if level => self.level(reach),
            Some(reach) => self.reach(&moved.what, reach, u8::from(fine)),
        };
        let drawn = |value: Option<Reach>| value.filter(|_| !level);
        ToldRow {
            label: self.label(&moved.what),
            number: moved.what.clone(),
            from: reach(moved.old.as_ref()),
            to: reach(moved.new.as_ref()),
            old: drawn(moved.old),
            new: drawn(moved.new),
            verdict: moved.verdict,
            reading: reading(self.lang, moved.verdict),
            because: self.because_of(moved.verdict, &moved.causes, &moved.questions),
            because_of: self.because_of(moved.verdict, &moved.causes, &[]),
            questions: moved.questions.clone(),
        }
    }

    fn because_of(
        self,
        verdict: Verdict,
        causes: &[crate::scoring::Cause],
        questions: &[QuestionId],
    ) -> String {
        if verdict.differs() { self.because(causes, questions) } else { String::new() }
    }

    /// Whether the two figures look the same without decimals though they are not.
    fn reads_alike(self, moved: &Moved) -> bool {
        let words = |value: Option<&Reach>| value.map(|reach| self.reach(&moved.what, reach, 0));
        words(moved.old.as_ref()) == words(moved.new.as_ref())
    }

    /// The class of a country, with its roots and partnership in the number behind it.
    fn country(self, of: &CountryMoved) -> ToldRow {
        let class = |reading: Option<&ClassReading>| match reading {
            None => self.lang.compare_absent().to_owned(),
            Some(reading) => self.class(reading),
        };
        ToldRow {
            label: place_name(&Place::Country(of.country), self.lang),
            number: of.roots.what.clone(),
            from: class(of.old.as_ref()),
            to: class(of.new.as_ref()),
            old: None,
            new: None,
            verdict: of.verdict,
            reading: reading(self.lang, of.verdict),
            because: self.because_of(of.verdict, &of.causes, &[]),
            because_of: self.because_of(of.verdict, &of.causes, &[]),
            questions: Vec::new(),
        }
    }

    fn class(self, reading: &ClassReading) -> String {
        let lang = self.lang;
        if reading.open {
            return lang.words_class_open().to_owned();
        }
        let class: Option<Class> = reading.class;
        let name = format!("{}\u{a0}{}", words::class_sign(class), words::class(lang, class));
        match (reading.possible.len(), class) {
            (..=1, None) => name,
            (..=1, Some(_)) => lang.compare_sure_class(name),
            _ => lang.compare_open_class(name),
        }
    }

    fn label(self, what: &Number) -> String {
        let lang = self.lang;
        let packs = [self.new.pack, self.old.pack];
        match what {
            Number::Question(id) => self.question(id),
            Number::Block(id) | Number::Level(id) => {
                let block = packs.iter().find_map(|pack| pack.block(id.as_str()));
                block.map_or_else(|| id.to_string(), |block| block.title.get(lang).to_owned())
            }
            Number::Gauge(id) => {
                let gauge = packs.iter().find_map(|pack| pack.gauge(id));
                let title = gauge.map_or("", |gauge| gauge.short.get(lang));
                lang.report_gauge_label(id, title)
            }
            Number::Gap(id) => {
                let tie = packs.iter().find_map(|pack| pack.ties.iter().find(|tie| tie.id == *id));
                tie.map_or_else(|| id.to_string(), |tie| tie.title.get(lang).to_owned())
            }
            Number::Country(code, _) => place_name(&Place::Country(*code), lang),
            Number::Partnership(row, _) => lang.report_row_number(row),
        }
    }

    /// A level, or the levels between which it lies.
    fn level(self, reach: &Reach) -> String {
        let code = |value: f64| {
            let names = self.new.pack.levels.names.iter().zip(0_u8..);
            let found = names.filter(|(_, level)| (f64::from(*level) - value).abs() < 0.5);
            found.map(|(name, _)| name.code.as_str()).next().unwrap_or_default()
        };
        let (sure, possible) = (code(reach.low), code(reach.high));
        if sure == possible {
            sure.to_owned()
        } else {
            self.lang.report_level_possible(sure, possible)
        }
    }

    /// A value out of 100: its middle with its ends, or its ends alone.
    fn reach(self, what: &Number, reach: &Reach, decimals: u8) -> String {
        let lang = self.lang;
        let signed = matches!(what, Number::Gap(_));
        let number = |value: f64| {
            let text = lang.number(value.abs() * 100.0, decimals);
            match value {
                v if v <= -0.005 => format!("−{text}"),
                v if signed && 0.005 <= v => format!("+{text}"),
                _ => text,
            }
        };
        let (low, high) = (number(reach.low), number(reach.high));
        match reach.centre {
            _ if reach.low <= 0.0 && 1.0 <= reach.high => lang.words_origin_unknown().to_owned(),
            Some(centre) if low != high => lang.report_centre(number(centre), low, high),
            _ if low == high => low,
            _ => lang.report_bounds(low, high),
        }
    }
}
