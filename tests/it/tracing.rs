//! The page that follows numbers by hand, read again: every line, result and sentence it quotes is
//! compared with what the program computes of the worked example.

use std::path::Path;

use passerelle::{
    domain::CountryCode,
    language::Lang,
    report::why::why,
    scoring::{CountryFigure, Explanation, Number, What, assess, explain},
    storage::{self, Opened},
};

const ROUNDED: f64 = 0.000_051;

struct Page {
    text: String,
    example: Opened,
}

fn page() -> Page {
    let text = std::fs::read_to_string("docs/tracing.md").unwrap();
    let example = storage::open(Path::new("templates/examples/valmont.passerelle")).unwrap();
    Page { text, example }
}

/// A text as it is typed: plain spaces and apostrophes.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ").replace('’', "'")
}

fn figure(cell: &str) -> Option<f64> {
    cell.replace(',', ".").parse().ok()
}

/// The cells of each line of a table, headings left out.
fn rows(section: &str) -> Vec<Vec<String>> {
    let lines = section.lines().filter(|line| line.starts_with("| ") && !line.contains(" Valeur "));
    let lines = lines.filter(|line| !line.contains("| L |"));
    let cells = |line: &str| line.split('|').skip(1).map(|cell| cell.trim().to_owned()).collect();
    lines.map(cells).collect()
}

fn near(found: f64, told: f64, what: &str) {
    assert!((found - told).abs() < ROUNDED, "{what}: {found} is told as {told}");
}

impl Page {
    /// The section under a heading.
    fn section(&self, heading: &str) -> &str {
        let start = self.text.find(heading).unwrap_or_else(|| panic!("no section « {heading} »"));
        let rest = &self.text[start + heading.len()..];
        &rest[..rest.find("\n## ").unwrap_or(rest.len())]
    }

    fn explanation(&self, number: &Number) -> Explanation {
        let Opened { pack, diagnostic, .. } = &self.example;
        explain(pack, diagnostic, &assess(pack, diagnostic), number).unwrap()
    }

    /// The section quotes what « Pourquoi ? » says: the value and the formula.
    fn quotes(&self, heading: &str, number: &Number) {
        let Opened { pack, diagnostic, .. } = &self.example;
        let said = why(pack, diagnostic, &assess(pack, diagnostic), number, Lang::Fr).unwrap();
        let section = self.section(heading);
        let value = format!("**{}**", plain(&said.value));
        assert!(section.contains(&value), "{heading}: {value}");
        assert!(section.contains(&format!("> {}", plain(&said.formula))), "{}", said.formula);
    }

    /// The lines of a weighted mean say every part; by hand they make the number.
    fn weighted(&self, section: &str, number: &Number) -> (f64, f64, f64) {
        let explanation = self.explanation(number);
        let rows = rows(section);
        let (mut weights, mut known, mut sum) = (0.0, 0.0, 0.0);
        for part in &explanation.parts {
            let What::Question(id) = &part.what else { panic!("{part:?}") };
            let row = rows.iter().find(|row| row[0] == id.as_str());
            let row = row.unwrap_or_else(|| panic!("{id} is not told"));
            let weight = figure(&row[1]).unwrap();
            near(part.weight.unwrap(), weight, id.as_str());
            weights += weight;
            match (part.value, figure(&row[2])) {
                (Some(value), Some(told)) => {
                    near(value.mid(), told, id.as_str());
                    near(weight * value.mid(), figure(&row[3]).unwrap(), id.as_str());
                    known += weight;
                    sum += weight * told;
                }
                (None, None) => assert_eq!(row[2], "?", "{id}"),
                both => panic!("{id}: {both:?}"),
            }
        }
        (sum / weights, sum / known, (sum + weights - known) / weights)
    }

    fn tells(&self, heading: &str, value: f64) {
        let told = Lang::Fr.number(value, 4);
        assert!(self.section(heading).contains(&told), "{heading}: {told}");
    }
}

#[test]
fn a_capacity_is_followed_down_to_its_answers() {
    let (page, heading) = (page(), "## Une capacité : organisation et gouvernance");
    let number = Number::Block("GOV".into());
    page.quotes(heading, &number);
    let (low, centre, high) = page.weighted(page.section(heading), &number);
    let result = page.explanation(&number).result.unwrap();
    for (by_hand, found) in
        [(low, result.low), (centre, result.centre.unwrap()), (high, result.high)]
    {
        near(found, by_hand, "GOV");
        page.tells(heading, found);
    }
    let scores = assess(&page.example.pack, &page.example.diagnostic);
    let level = scores.block(&page.example.pack, "GOV").unwrap().level.as_ref().unwrap().range();
    assert_eq!(level, (2, 2));
}

#[test]
fn an_index_is_followed_down_to_its_components() {
    let (page, heading) = (page(), "## Un indice : la capacité d'action");
    let number = Number::Block("B".into());
    page.quotes(heading, &number);
    let rows = rows(page.section(heading));
    let scores = assess(&page.example.pack, &page.example.diagnostic);
    assert_eq!(rows.len(), 8);
    let mut sums = [0.0; 3];
    for row in &rows {
        let value = scores.value(&page.example.pack, &row[0]).unwrap();
        let ends = [value.low, value.centre.unwrap(), value.high];
        for ((sum, end), told) in sums.iter_mut().zip(ends).zip(&row[1..]) {
            near(end, figure(told).unwrap(), &row[0]);
            *sum += figure(told).unwrap() / 8.0;
        }
    }
    let result = page.explanation(&number).result.unwrap();
    for (by_hand, found) in sums.into_iter().zip([result.low, result.centre.unwrap(), result.high])
    {
        near(found, by_hand, "B");
        page.tells(heading, found);
    }
}

#[test]
fn a_tie_is_followed_down_to_its_answers() {
    let (page, heading) = (page(), "## Un lien : étudiants et recherche");
    let number = Number::Gap("students".into());
    page.quotes(heading, &number);
    let mut halves = Vec::new();
    for block in ["I_ESR", "M_ESR"] {
        let number = Number::Block(block.into());
        let (_, centre, _) = page.weighted(page.section(heading), &number);
        let found = page.explanation(&number).result.unwrap().centre.unwrap();
        near(found, centre, block);
        page.tells(heading, found);
        halves.push(found);
    }
    let gap = page.explanation(&number).result.unwrap().centre.unwrap();
    assert!((gap - (halves[0] - halves[1])).abs() < 1e-12);
    page.tells(heading, gap);
    let quotient = (libm::log2(11.4 / 13.0) + 2.0) / 4.0;
    let question = page.explanation(&Number::Question("ESR-01".into()));
    near(question.result.unwrap().low, quotient, "ESR-01");
}

#[test]
fn a_gauge_is_followed_down_to_its_answers() {
    let (page, heading) = (page(), "## Une jauge : P8");
    let number = Number::Gauge("P8".into());
    page.quotes(heading, &number);
    let (low, _, _) = page.weighted(page.section(heading), &number);
    let found = page.explanation(&number).result.unwrap().low;
    near(found, low, "P8");
    page.tells(heading, found);
}

#[test]
fn a_country_is_followed_down_to_its_tables() {
    let (page, heading) = (page(), "## Un pays : le Maroc");
    let country = CountryCode::parse("MA").unwrap();
    let number = Number::Country(country, CountryFigure::Roots);
    page.quotes(heading, &number);
    let scores = assess(&page.example.pack, &page.example.diagnostic);
    let matrix = scores.matrix.as_ref().unwrap();
    let row = matrix.countries.iter().find(|row| row.country == country).unwrap();
    let told = rows(page.section(heading));
    let specs = &page.example.pack.matrix.as_ref().unwrap().ties;
    let (mut most, mut sum) = (0.0_f64, 0.0);
    for (spec, tie) in specs.iter().zip(&row.ties) {
        let line = told.iter().find(|line| line[0] == spec.id.as_str()).unwrap();
        near(tie.figure.unwrap().0, figure(&line[1]).unwrap(), spec.id.as_str());
        let value = figure(&line[2]).unwrap();
        near(tie.value.low(), value, spec.id.as_str());
        most = most.max(value);
        sum += value / 4.0;
    }
    near(row.roots.low(), 0.5 * most + 0.5 * sum, "R");
    page.tells(heading, row.roots.low());
    assert!(row.partnership.high() <= 0.0);
}
