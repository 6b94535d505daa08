//! Partners of French communes as Wikidata gave them in 2017 (CC0): countries and towns are found,
//! and what is not found says so instead of being guessed.
//!
//! The file is not part of the project: the test says « skipped » where it is not there.

use std::{collections::BTreeMap, fs, path::Path};

use passerelle::{
    domain::{CountryCode, Place},
    reference::{Point, find_place, find_town, find_town_near},
};

const FILE: &str = "../shared/data/opendata/wikidata/wikidata_p190_france_2017.tsv";

/// Every label of a country in the file, and the ISO code that it stands for; Prussia is none.
const COUNTRIES: &str = "\
    AL Albania|AD Andorra|DZ Algeria|AR Argentina|AM Armenia|AU Australia|AT Austria|AZ Azerbaijan|BY Belarus|\
    BE Belgium|BJ Benin|BO Bolivia|BA Bosnia and Herzegovina|BR Brazil|BG Bulgaria|BF Burkina Faso|\
    KH Cambodia|CM Cameroon|CA Canada|CF Central African Republic|TD Chad|CL Chile|CO Colombia|\
    HR Croatia|CU Cuba|CY Cyprus|CZ Czech Republic|DK Denmark|EC Ecuador|EG Egypt|ER Eritrea|\
    EE Estonia|FI Finland|FR France|GA Gabon|GM Gambia|GE Georgia|DE Germany|GR Greece|HT Haiti|\
    HU Hungary|IS Iceland|IN India|ID Indonesia|IE Ireland|IL Israel|IT Italy|CI Ivory Coast|\
    JP Japan|JE Jersey|KZ Kazakhstan|XK Kosovo|KW Kuwait|LV Latvia|LB Lebanon|LT Lithuania|\
    LU Luxembourg|MG Madagascar|ML Mali|MT Malta|MR Mauritania|MU Mauritius|MX Mexico|MD Moldova|\
    MC Monaco|MA Morocco|NL Netherlands|NZ New Zealand|NI Nicaragua|NE Niger|NG Nigeria|NO Norway|\
    PS Palestine|PS Palestinian National Authority|PS Palestinian territories|\
    CN People's Republic of China|PE Peru|PH Philippines|PL Poland|PT Portugal|\
    MK Republic of Macedonia|CG Republic of the Congo|RO Romania|RU Russia|RW Rwanda|\
    SA Saudi Arabia|SN Senegal|RS Serbia|SK Slovakia|SI Slovenia|ZA South Africa|KR South Korea|\
    ES Spain|SE Sweden|CH Switzerland|SY Syria|TW Taiwan|TG Togo|TT Trinidad and Tobago|TN Tunisia|\
    TR Turkey|UA Ukraine|GB United Kingdom|US United States of America|UY Uruguay|UZ Uzbekistan|\
    VE Venezuela|VN Vietnam|EH Western Sahara";

/// A matched town further than this from the row's own coordinates is another town.
const SAME_TOWN_KM: f64 = 30.0;

/// What came of looking rows up.
#[derive(Debug, Default)]
struct Count {
    right: usize,
    wrong: Vec<String>,
    not_found: usize,
}

impl Count {
    fn add(&mut self, row: &Row<'_>, found: Option<Point>) {
        match found.map(|point| (point, point.distance_km(row.point))) {
            None => self.not_found += 1,
            Some((_, away)) if away <= SAME_TOWN_KM => self.right += 1,
            Some((_, away)) => {
                self.wrong.push(format!("{}, {}: {away:.0} km away", row.town, row.country));
            }
        }
    }
}

struct Row<'a> {
    town: &'a str,
    country: &'a str,
    point: Point,
}

fn rows(text: &str) -> Vec<Row<'_>> {
    let read = |line| {
        let cells: Vec<&str> = str::split(line, '\t').collect();
        let point = Point { lat: cells[6].parse().unwrap(), lon: cells[7].parse().unwrap() };
        Row { town: cells[5], country: cells[9], point }
    };
    text.lines().skip(1).map(read).collect()
}

#[test]
fn partners_of_french_communes_are_found_and_none_is_guessed() {
    if !Path::new(FILE).exists() {
        println!("skipped: {FILE} is not there");
        return;
    }
    let text = fs::read_to_string(FILE).unwrap();
    let rows = rows(&text);
    assert_eq!(rows.len(), 3_869);
    let expected: BTreeMap<&str, CountryCode> = COUNTRIES
        .split('|')
        .filter_map(|entry| entry.split_once(' '))
        .map(|(code, label)| (label, CountryCode::parse(code).unwrap()))
        .collect();
    let (mut countries, mut lost) = (0, Vec::new());
    let (mut by_name, mut by_place) = (Count::default(), Count::default());
    for row in &rows {
        let found = find_place(row.country);
        match (&found, expected.get(row.country)) {
            (Some(Place::Country(code)), Some(wanted)) if code == wanted => countries += 1,
            (None, _) => lost.push(row.country),
            other => panic!("{} is taken for {other:?}", row.country),
        }
        let Some(Place::Country(code)) = found else {
            by_name.not_found += 1;
            by_place.not_found += 1;
            continue;
        };
        by_name.add(row, find_town(row.town, code).map(|town| town.point));
        by_place.add(row, find_town_near(row.town, code, row.point).map(|town| town.point));
    }
    let share = |count: usize| 100.0 * count as f64 / rows.len() as f64;
    println!("countries: {:.1} % right, not found: {lost:?}", share(countries));
    for (how, count) in [("by name alone", &by_name), ("by name and place", &by_place)] {
        println!(
            "towns {how}: {:.1} % right, {} not found, {} wrong {:#?}",
            share(count.right),
            count.not_found,
            count.wrong.len(),
            count.wrong
        );
    }
    assert!(99.0 <= share(countries));
    assert!(88.0 <= share(by_place.right));
    assert_eq!(by_place.wrong, Vec::<String>::new());
}
