//! The territory's ties and partnerships on a map of the world, as data: what each country and
//! each partner town shows, and the words for all of it.
//!
//! Somebody looks at it to see at one glance where the ties are and where the partnerships are,
//! and to tell what is known from what is not. The window paints this picture and the brief draws
//! it, so that screen and paper say the same; whoever cannot see it reads the same in its words.

mod arc;
mod partner;
mod sheet;
mod shade;
mod svg;
mod svg_legend;

pub use partner::{Home, Partner};
pub use shade::{Layer, STEPS, Shade, step};
pub use svg::{Drawing, draw};

use crate::{
    domain::{CountryCode, Diagnostic, Place},
    language::Lang,
    questionnaire::{MatrixSpec, Pack},
    reference::{self, Flat, country, equal_earth, place_name},
    report::words,
    scoring::{Assessment, Class, CountryRow, Matrix},
};

/// Everything that the map of one document shows in one layer, worded in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// What is shown by the shades.
    pub layer: Layer,
    /// Its name.
    pub title: String,
    /// The countries with a tie or a partnership, weightiest first.
    pub countries: Vec<Shown>,
    /// The partnerships whose country is known, in the order of their table.
    pub partners: Vec<Partner>,
    /// Where the arcs start, if it is known where the territory lies.
    pub home: Option<Home>,
    /// What the sources give for zones only, in words: it is on no country.
    pub zones: Vec<String>,
    /// The partnerships that no known country can place, by name.
    pub unplaced: Vec<String>,
    /// The shades that occur, in order, each with its words.
    pub legend: Vec<(Shade, String)>,
    /// The whole picture in words.
    pub alt: String,
}

/// One country of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The country.
    pub country: CountryCode,
    /// Its name.
    pub name: String,
    /// How it is filled.
    pub shade: Shade,
    /// Whether what the shade says is certain.
    pub sure: bool,
    /// What the shade says, in words.
    pub words: String,
    /// Where its sign stands, or its dot if it is too small to be seen.
    pub at: Flat,
    /// All that is known of it, a line each: every tie, then every partnership.
    pub sheet: Vec<String>,
}

/// What pictures are made from.
#[derive(Clone, Copy)]
struct Facts<'a> {
    spec: &'a MatrixSpec,
    matrix: &'a Matrix,
    diagnostic: &'a Diagnostic,
    lang: Lang,
}

impl Picture {
    /// The picture of a document; `None` if there is no country and no zone to show.
    pub fn new(
        pack: &Pack,
        diagnostic: &Diagnostic,
        assessment: &Assessment,
        layer: Layer,
        lang: Lang,
    ) -> Option<Self> {
        let (spec, matrix) = (pack.matrix.as_ref()?, assessment.matrix.as_ref()?);
        if matrix.countries.is_empty() && matrix.zones.is_empty() {
            return None;
        }
        let from = Facts { spec, matrix, diagnostic, lang };
        let home = partner::home(&diagnostic.territory);
        let (partners, unplaced) = partner::partners(from, home.as_ref());
        let countries = countries(from, layer, &partners);
        let mut picture = Self {
            layer,
            title: title(spec, layer, lang),
            legend: legend(&countries, layer, lang),
            zones: matrix.zones.iter().map(|zone| sheet::zone(from, zone)).collect(),
            alt: String::new(),
            countries,
            partners,
            home,
            unplaced,
        };
        picture.alt = picture.in_words(lang);
        Some(picture)
    }

    /// The country with this code, if the picture shows it.
    pub fn shown(&self, code: CountryCode) -> Option<&Shown> {
        self.countries.iter().find(|shown| shown.country == code)
    }

    /// Every country by what it shows, then every partner, in sentences.
    fn in_words(&self, lang: Lang) -> String {
        let mut sentences = vec![lang.map_alt(&self.title)];
        for (shade, words) in &self.legend {
            let filled = self.countries.iter().filter(|shown| shown.shade == *shade);
            let names: Vec<_> = filled
                .map(|shown| match (shown.sure, shown.shade) {
                    (false, Shade::Class(_) | Shade::Calm) => lang.map_alt_unsure(&shown.name),
                    _ => shown.name.clone(),
                })
                .collect();
            sentences.push(lang.map_alt_group(names.join(", "), words));
        }
        if !self.partners.is_empty() {
            let names = self.partners.iter().map(|partner| partner.label.clone());
            sentences.push(
                lang.map_alt_partners(names.collect::<Vec<_>>().join(lang.report_semicolon())),
            );
        }
        if !self.zones.is_empty() {
            sentences.push(lang.map_alt_zones(self.zones.join(lang.report_semicolon())));
        }
        sentences.join(" ")
    }
}

/// The layers that a pack offers, each with its name.
pub fn layers(pack: &Pack, lang: Lang) -> Vec<(Layer, String)> {
    let Some(spec) = &pack.matrix else { return Vec::new() };
    let ties = (0..spec.ties.len()).map(Layer::Tie);
    std::iter::once(Layer::Class)
        .chain(ties)
        .map(|layer| (layer, title(spec, layer, lang)))
        .collect()
}

fn title(spec: &MatrixSpec, layer: Layer, lang: Lang) -> String {
    match layer {
        Layer::Class => lang.map_layer_class().to_owned(),
        Layer::Tie(index) => spec.ties.get(index).map_or("", |tie| tie.title.get(lang)).to_owned(),
    }
}

fn countries(from: Facts<'_>, layer: Layer, partners: &[Partner]) -> Vec<Shown> {
    let mut rows: Vec<&CountryRow> = from.matrix.countries.iter().collect();
    let weight = |row: &CountryRow| match layer {
        Layer::Class => (class_rank(row), row.roots.mid(), row.partnership.mid()),
        Layer::Tie(index) => {
            row.ties.get(index).map_or((0, 0.0, 0.0), |tie| (0, tie.value.low(), tie.value.high()))
        }
    };
    // The order of the matrix decides between equals.
    rows.sort_by(|a, b| {
        let (a, b) = (weight(a), weight(b));
        a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)).then(b.2.total_cmp(&a.2))
    });
    rows.into_iter().filter_map(|row| shown(from, layer, row, partners)).collect()
}

/// Classes in their order, then what cannot be named yet, then what calls for nothing.
fn class_rank(row: &CountryRow) -> usize {
    let after = Class::ALL.len();
    match row.class {
        _ if row.is_open() => after,
        None => after + 1,
        Some(class) => Class::ALL.iter().position(|other| *other == class).unwrap_or(after),
    }
}

/// A country as the layer shows it; a code that no table knows is drawn nowhere.
fn shown(from: Facts<'_>, layer: Layer, row: &CountryRow, partners: &[Partner]) -> Option<Shown> {
    let lang = from.lang;
    let (shade, sure, words) = match layer {
        Layer::Class => {
            let sure = row.is_certain();
            let certainty = match (row.class, sure) {
                (_, false) => lang.words_to_confirm(),
                (Some(_), true) => lang.words_sure(),
                (None, true) => "",
            };
            let class = words::class_of(lang, row);
            let said = if certainty.is_empty() {
                class.to_owned()
            } else {
                format!("{class}, {certainty}")
            };
            (if row.is_open() { Shade::Unknown } else { Shade::of_class(row.class) }, sure, said)
        }
        Layer::Tie(index) => {
            let tie = row.ties.get(index)?;
            (Shade::of_tie(tie), tie.value.width() <= 0.0, sheet::strength(lang, tie))
        }
    };
    Some(Shown {
        country: row.country,
        name: place_name(&Place::Country(row.country), lang),
        shade,
        sure,
        words,
        at: middle(row.country).unwrap_or(equal_earth(country(row.country)?.point)),
        sheet: sheet::country(from, row, partners),
    })
}

fn legend(countries: &[Shown], layer: Layer, lang: Lang) -> Vec<(Shade, String)> {
    let mut shades: Vec<Shade> = countries.iter().map(|shown| shown.shade).collect();
    shades.sort_unstable();
    shades.dedup();
    let words = |shade: Shade| match (shade, layer) {
        (Shade::Unknown, Layer::Class) => lang.words_class_open().to_owned(),
        _ => shade.words(lang),
    };
    shades.into_iter().map(|shade| (shade, words(shade))).collect()
}

/// The middle of the largest part of a country, if it lies in it.
fn middle(code: CountryCode) -> Option<Flat> {
    let land = reference::lands().iter().find(|land| land.country == Some(code))?;
    let ring = land
        .parts
        .iter()
        .filter_map(|rings| rings.first())
        .max_by(|a, b| area(a).0.abs().total_cmp(&area(b).0.abs()))?;
    let (_, middle) = area(ring);
    land.contains(middle).then_some(middle)
}

/// The area within a ring, and the point on which it would balance.
fn area(ring: &[Flat]) -> (f32, Flat) {
    let following = ring.iter().cycle().skip(1);
    let (mut twice, mut x, mut y) = (0.0, 0.0, 0.0);
    for ([ax, ay], [bx, by]) in ring.iter().zip(following) {
        let part = ax * by - bx * ay;
        twice += part;
        x += (ax + bx) * part;
        y += (ay + by) * part;
    }
    (twice / 2.0, [x / (3.0 * twice), y / (3.0 * twice)])
}

/// The line that credits the outlines and says how they are projected.
pub fn credit(lang: Lang) -> &'static str {
    lang.map_credit()
}

/// Countries whose outline is this code's, for those that lie in another's outline.
pub fn has_outline(code: CountryCode) -> bool {
    reference::lands().iter().any(|land| land.country == Some(code))
}
