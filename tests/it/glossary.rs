//! One glossary: a sigle of a French text is found in its English one, in the words of the glossary.

use passerelle::{language::Lang, questionnaire::Pack, reference::glossary};

/// Whether a text has a form as a whole word, whatever its case.
fn has(text: &str, form: &str) -> bool {
    let (text, form) = (text.to_lowercase(), form.to_lowercase());
    text.match_indices(&form).any(|(at, _)| {
        let joins = |c: char| c.is_alphanumeric() || c == '-';
        let before = text[..at].chars().next_back();
        let after = text[at + form.len()..].chars().next();
        !before.is_some_and(joins) && !after.is_some_and(joins)
    })
}

#[test]
fn a_sigle_has_one_translation_in_the_whole_pack() {
    let pack = Pack::standard().unwrap();
    let mut faults = Vec::new();
    let texts = pack.questions.iter().flat_map(|question| {
        let own = [&question.text, &question.short, &question.why, &question.source];
        let more = [&question.evidence, &question.example, &question.caution];
        own.into_iter().chain(more).map(|text| (question.id.to_string(), text))
    });
    let rules = pack.rules.iter().flat_map(|rule| {
        let own = [&rule.title, &rule.what, &rule.why];
        own.into_iter().chain(&rule.how).map(|text| (rule.id.to_string(), text))
    });
    let mut met = 0;
    for (id, text) in texts.chain(rules) {
        for term in glossary() {
            let sigle = term.name(Lang::Fr).chars().all(|c| c.is_ascii_uppercase() || c == '-');
            if !sigle || !term.forms(Lang::Fr).iter().any(|form| has(text.get(Lang::Fr), form)) {
                continue;
            }
            met += 1;
            if !term.forms(Lang::En).iter().any(|form| has(text.get(Lang::En), form)) {
                faults.push(format!("{id}: {} in « {} »", term.name(Lang::Fr), text.get(Lang::En)));
            }
        }
    }
    assert!(50 < met, "{met}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
