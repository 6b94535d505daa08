//! The annexes that stand around the results: the territory, indicators to follow, risks and
//! ethics, glossary.

use crate::questionnaire::{Part, Question};

use super::{
    Block, Cell, Column, Line, Section, Table,
    answers::{derived_words, state_words},
    source::Source,
};

/// What is known of the territory itself, each figure with its source.
pub(super) fn profile(of: &Source<'_>) -> Option<Section> {
    let lang = of.lang;
    let about = of.pack.questions.iter().filter(|question| question.part == Part::Profile);
    let rows = about.filter_map(|question| fact(of, question));
    let territory = &of.diagnostic.territory;
    let place = |label: &str, named: &Option<crate::domain::Named>| {
        let named = named.as_ref().filter(|named| !named.name.is_empty())?;
        let said = Cell::text(of.typed(&named.name));
        let said = if named.code.is_empty() {
            said
        } else {
            said.with(lang.report_word_and(lang.territory_code(), &named.code))
        };
        Some(vec![Cell::text(label), said, Cell::default()])
    };
    let places = [
        place(lang.documents_profile_epci(), &territory.epci),
        place(lang.documents_profile_departement(), &territory.departement),
        place(lang.documents_profile_region(), &territory.region),
    ];
    let rows: Vec<_> = places.into_iter().flatten().chain(rows).collect();
    if rows.is_empty() {
        return None;
    }
    let columns = vec![
        Column::words(lang.documents_column_fact(), 34.0),
        Column::words(lang.report_column_value(), 36.0),
        Column::words(lang.report_column_proof(), 30.0),
    ];
    let title: Line = lang.documents_profile_title().into();
    let table = Table { caption: Line::default(), summary: title.clone(), columns, rows };
    Some(Section { title, blocks: vec![Block::Table(table)] })
}

/// A question in a row: what, how much, from where; none if nothing was entered.
fn fact(of: &Source<'_>, question: &Question) -> Option<Vec<Cell>> {
    let name = Cell::text(of.text(&question.short));
    if !question.kind.is_asked() {
        let score = of.assessment.question(of.pack, question.id.as_str())?;
        score.figure?;
        let computed = Cell::text(of.lang.report_computed());
        return Some(vec![name, Cell::text(derived_words(of, question)), computed]);
    }
    let answer = of.answer(question)?;
    let words = state_words(of, question, &answer.state);
    let said = if answer.state.is_answered() { Cell::text(words) } else { Cell::open(words) };
    answer.state.is_settled().then(|| vec![name, said, of.proof_of(answer)])
}

/// The few figures to look at every year, as they stand today.
pub(super) fn indicators(of: &Source<'_>) -> Option<Section> {
    let lang = of.lang;
    let questions = of.pack.indicators.iter().filter_map(|id| of.pack.question(id.as_str()));
    let rows = questions.map(|question| {
        fact(of, question).unwrap_or_else(|| {
            let nothing = Cell::open(lang.words_insufficient());
            vec![Cell::text(of.text(&question.short)), nothing, Cell::default()]
        })
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return None;
    }
    let columns = vec![
        Column::words(lang.documents_column_indicator(), 34.0),
        Column::words(lang.documents_column_today(), 36.0),
        Column::words(lang.report_column_proof(), 30.0),
    ];
    let title: Line = lang.documents_indicators_title().into();
    let table = Table { caption: Line::default(), summary: title.clone(), columns, rows };
    let intro =
        Block::Text(lang.documents_indicators_intro(of.lang.date(of.diagnostic.as_of)).into());
    Some(Section { title, blocks: vec![intro, Block::Table(table)] })
}

/// What to beware of, whoever reads the document.
pub(super) fn risks(of: &Source<'_>) -> Section {
    let lang = of.lang;
    let points = [
        lang.documents_risk_origins(),
        lang.documents_risk_small_counts(),
        lang.documents_risk_words(),
        lang.documents_risk_partners(),
        lang.documents_risk_context(),
        lang.documents_risk_integrity(),
        lang.documents_risk_data(),
        lang.documents_risk_reading(),
    ];
    let points = points.into_iter().map(Line::from).collect();
    Section {
        title: lang.documents_risks_title().into(),
        blocks: vec![Block::Text(lang.documents_risks_intro().into()), Block::List(points)],
    }
}

/// The words of the document that an outsider may not know.
pub(super) fn glossary(of: &Source<'_>) -> Section {
    let lang = of.lang;
    let words = [
        (lang.documents_word_index(), lang.documents_word_index_is()),
        (lang.documents_word_interval(), lang.documents_word_interval_is()),
        (lang.documents_word_reliability(), lang.documents_word_reliability_is()),
        (lang.documents_word_tie(), lang.documents_word_tie_is()),
        (lang.documents_word_mobilisation(), lang.documents_word_mobilisation_is()),
        (lang.documents_word_roots(), lang.documents_word_roots_is()),
        (lang.documents_word_level(), lang.documents_word_level_is()),
        (lang.documents_word_evidence(), lang.documents_word_evidence_is()),
        (lang.documents_word_device(), lang.documents_word_device_is()),
        (lang.documents_word_cooperation(), lang.documents_word_cooperation_is()),
        (lang.documents_word_twinning(), lang.documents_word_twinning_is()),
        (lang.documents_word_diaspora(), lang.documents_word_diaspora_is()),
    ];
    let rows = words.into_iter().map(|(word, is)| vec![Cell::text(word), Cell::text(is)]);
    let columns = vec![
        Column::words(lang.documents_column_word(), 26.0),
        Column::words(lang.documents_column_meaning(), 74.0),
    ];
    let title: Line = lang.documents_glossary_title().into();
    let rows = rows.collect();
    let table = Table { caption: Line::default(), summary: title.clone(), columns, rows };
    Section { title, blocks: vec![Block::Table(table)] }
}
