//! Interval bars on a web page: each drawn beside the words that say the same.
//!
//! The words are the content and the drawing is an ornament, so that a chart can be heard, copied,
//! enlarged and read on a telephone like any table.

use crate::{
    language::Lang,
    report::{
        brief::{Bar, Chart},
        xml::{Attributes, Xml},
    },
};

/// What an ornament is.
const HIDDEN: (&str, &str) = ("aria-hidden", "true");

/// The hatching of what is not known, defined once.
pub(super) fn hatch(html: &mut Xml) {
    let size = [HIDDEN, ("width", "0"), ("height", "0"), ("class", "store")];
    html.with("svg", &size, |svg| {
        let pattern = [
            ("id", "hatch"),
            ("width", "6"),
            ("height", "6"),
            ("patternUnits", "userSpaceOnUse"),
            ("patternTransform", "rotate(45)"),
        ];
        svg.with("pattern", &pattern, |svg| {
            svg.empty("rect", &[("class", "line"), ("width", "1.4"), ("height", "6")]);
        });
    });
}

/// A chart with its caption and how to read it.
pub(super) fn chart(html: &mut Xml, chart: &Chart, lang: Lang) {
    html.with("figure", &[], |html| {
        html.leaf("figcaption", &[], chart.caption.as_str());
        html.with("table", &[("class", "bars")], |html| {
            html.leaf("caption", &[("class", "heard")], chart.caption.as_str());
            html.with("thead", &[], |html| heads(html, chart, lang));
            html.with("tbody", &[], |html| {
                for bar in &chart.bars {
                    html.with("tr", &[], |html| row(html, chart, bar));
                }
            });
        });
        if !chart.key.is_empty() {
            html.leaf("p", &[("class", "weak")], chart.key.as_str());
        }
    });
}

/// The heads; the marked values of the scale stand above the bars.
fn heads(html: &mut Xml, chart: &Chart, lang: Lang) {
    html.with("tr", &[], |html| {
        html.leaf("th", &[("scope", "col")], lang.exports_measure());
        html.leaf("th", &[("scope", "col")], lang.exports_value());
        html.with("th", &[("scope", "col"), ("class", "scale")], |html| {
            if chart.marks.is_empty() {
                html.text(lang.exports_scale());
                return;
            }
            for mark in &chart.marks {
                let place = format!("left:{}", percent(mark.at));
                html.leaf("span", &[("style", &place)], mark.label.as_str());
            }
        });
    });
}

fn row(html: &mut Xml, chart: &Chart, bar: &Bar) {
    html.leaf("th", &[("scope", "row")], bar.label.as_str());
    html.with("td", &[], |html| {
        html.leaf("strong", &[], bar.value.as_str());
        if !bar.note.is_empty() {
            html.text(" ");
            html.leaf("span", &[("class", "detail")], bar.note.as_str());
        }
    });
    html.with("td", &[], |html| {
        let Some((low, high)) = bar.low.zip(bar.high) else { return };
        html.with("svg", &[HIDDEN, ("class", "bar"), ("height", "20")], |svg| {
            track(svg, "2", "12");
            interval(svg, low, high, bar.centre.is_some(), ("4", "8"));
            for mark in chart.marks.iter().filter(|mark| 0.0 < mark.at) {
                let at = percent(mark.at);
                let ends = [("x1", at.as_str()), ("x2", &at), ("y1", "2"), ("y2", "14")];
                line(svg, "mark", &ends);
            }
            if let Some(centre) = bar.centre {
                let at = percent(centre);
                let ends = [("x1", at.as_str()), ("x2", &at), ("y1", "1"), ("y2", "15")];
                line(svg, "centre", &ends);
            }
            if let Some(target) = bar.target {
                svg.with("svg", &[("x", &percent(target)), ("overflow", "visible")], |svg| {
                    let shape = [("class", "target"), ("points", "0,13 4,19 -4,19")];
                    svg.empty("polygon", &shape);
                });
            }
        });
    });
}

/// The bar of a cell.
pub(super) fn small(html: &mut Xml, low: f64, high: f64, known: bool) {
    html.with("svg", &[HIDDEN, ("class", "bar"), ("height", "5")], |svg| {
        track(svg, "0", "5");
        interval(svg, low, high, known, ("0", "5"));
    });
}

fn track(svg: &mut Xml, y: &str, height: &str) {
    svg.empty("rect", &[("class", "track"), ("y", y), ("width", "100%"), ("height", height)]);
}

fn interval(svg: &mut Xml, low: f64, high: f64, known: bool, (y, height): (&str, &str)) {
    let class = if known { "known" } else { "open" };
    let (x, width) = (percent(low.min(0.995)), percent((high - low).max(0.005)));
    let place = [("x", x.as_str()), ("y", y), ("width", &width), ("height", height)];
    let all: Vec<_> = std::iter::once(("class", class)).chain(place).collect();
    svg.empty("rect", &all);
}

fn line(svg: &mut Xml, class: &str, ends: Attributes<'_>) {
    let all: Vec<_> = std::iter::once(("class", class)).chain(ends.iter().copied()).collect();
    svg.empty("line", &all);
}

/// A value from 0 to 1 as a share of the width.
fn percent(value: f64) -> String {
    format!("{:.1}%", value.clamp(0.0, 1.0) * 100.0)
}
