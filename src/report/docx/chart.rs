//! Interval bars as a table: a name, a value in words, and a bar drawn by shaded cells.
//!
//! The words stand before the bar, so that who hears the table hears all that it says.

use crate::{
    language::Lang,
    report::{
        brief::{Bar, Chart},
        palette::LIGHT,
        xml::Xml,
    },
};

use super::{
    body::{Frame, Row, framed, row, share},
    text::{Hold, Look, held, line, paragraph, run},
};

/// In how many steps a bar is drawn; Word allows 63 columns.
const STEPS: usize = 40;

/// What one step of a bar shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Track,
    /// Within the interval, with a centre that is known.
    Known,
    /// Within the interval, without one.
    Open,
    Centre,
    /// The value wanted, on what the step shows otherwise.
    Target {
        on_centre: bool,
    },
}

/// A chart with its caption, and how to read it.
pub(super) fn chart(xml: &mut Xml, chart: &Chart, lang: Lang) {
    let step = share(0.34 / STEPS as f64);
    let mut widths = vec![share(0.33), share(0.33)];
    widths.extend([step; STEPS]);
    let frame =
        Frame { style: "BriefBars", caption: &chart.caption, summary: &chart.alt, widths: &widths };
    framed(xml, &frame, |xml| {
        row(xml, Row::Header, |xml| {
            for (width, label) in widths.iter().zip([lang.exports_measure(), lang.exports_value()])
            {
                words(xml, Some(width), |xml| {
                    held(xml, "TableHead", Hold::Next, |xml| run(xml, label, Look::Plain));
                });
            }
            scale(xml, chart, step, lang);
        });
        let last = chart.bars.len().saturating_sub(1);
        for (at, bar) in chart.bars.iter().enumerate() {
            // A chart stays whole.
            let hold = Hold::when(at < last);
            row(xml, Row::Whole, |xml| {
                words(xml, widths.first(), |xml| {
                    held(xml, "TableText", hold, |xml| run(xml, bar.label.as_str(), Look::Strong));
                });
                words(xml, widths.get(1), |xml| value(xml, bar, hold));
                for (step_kind, count) in grouped(&steps(bar)) {
                    shaded(xml, step_kind, count, step);
                }
            });
        }
    });
    if !chart.key.is_empty() {
        line(xml, "Note", chart.key.as_str());
    }
}

fn value(xml: &mut Xml, bar: &Bar, hold: Hold) {
    held(xml, "TableText", hold, |xml| {
        run(xml, bar.value.as_str(), Look::Strong);
        if !bar.note.is_empty() {
            run(xml, " ", Look::Plain);
            run(xml, bar.note.as_str(), Look::Weak);
        }
    });
}

fn words(xml: &mut Xml, width: Option<&u32>, content: impl FnOnce(&mut Xml)) {
    xml.with("w:tc", &[], |xml| {
        xml.with("w:tcPr", &[], |xml| {
            let width = width.copied().unwrap_or_default().to_string();
            xml.empty("w:tcW", &[("w:w", &width), ("w:type", "dxa")]);
            xml.empty("w:vAlign", &[("w:val", "center")]);
        });
        content(xml);
    });
}

/// The heading above the bars: the marked values where there are some, else the scale.
fn scale(xml: &mut Xml, chart: &Chart, step: u32, lang: Lang) {
    let mut at = 0;
    let mut label = "";
    for mark in &chart.marks {
        let place = place(mark.at).max(at);
        if at < place {
            spanning(xml, place - at, step, None, |xml| line(xml, "BarMark", label));
        }
        (at, label) = (place, mark.label.as_str());
    }
    if chart.marks.is_empty() {
        label = lang.exports_scale();
    }
    spanning(xml, (STEPS - at).max(1), step, None, |xml| line(xml, "BarMark", label));
}

/// The step in which a value from 0 to 1 lies.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and the number of steps"
)]
fn place(value: f64) -> usize {
    ((value.clamp(0.0, 1.0) * STEPS as f64) as usize).min(STEPS - 1)
}

fn steps(bar: &Bar) -> Vec<Step> {
    let Some((low, high)) = bar.low.zip(bar.high) else { return Vec::new() };
    let within = if bar.centre.is_some() { Step::Known } else { Step::Open };
    let (first, last) = (place(low), place(high));
    let mut steps: Vec<_> =
        (0..STEPS).map(|at| if first <= at && at <= last { within } else { Step::Track }).collect();
    let centre = bar.centre.map(place);
    if let Some(step) = centre.and_then(|at| steps.get_mut(at)) {
        *step = Step::Centre;
    }
    let target = bar.target.map(place);
    if let Some(step) = target.and_then(|at| steps.get_mut(at)) {
        *step = Step::Target { on_centre: target == centre };
    }
    steps
}

/// Equal steps that follow each other, counted; one empty stretch if there is no bar.
fn grouped(steps: &[Step]) -> Vec<(Option<Step>, usize)> {
    if steps.is_empty() {
        return vec![(None, STEPS)];
    }
    let groups = steps.chunk_by(|a, b| a == b);
    groups.map(|group| (group.first().copied(), group.len())).collect()
}

fn shaded(xml: &mut Xml, kind: Option<Step>, count: usize, step: u32) {
    let sign = if let Some(Step::Target { .. }) = kind { "▲" } else { "" };
    let style = match kind {
        Some(Step::Target { on_centre: true }) => "BarSignOnCentre",
        _ => "BarSign",
    };
    spanning(xml, count, step, kind, |xml| {
        paragraph(xml, style, |xml| {
            if !sign.is_empty() {
                run(xml, sign, Look::Plain);
            }
        });
    });
}

fn spanning(
    xml: &mut Xml,
    count: usize,
    step: u32,
    kind: Option<Step>,
    content: impl FnOnce(&mut Xml),
) {
    let width = u32::try_from(count).unwrap_or(0) * step;
    xml.with("w:tc", &[], |xml| {
        xml.with("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            xml.empty("w:gridSpan", &[("w:val", &count.to_string())]);
            if let Some(kind) = kind {
                let (pattern, ink, fill) = shading(kind);
                xml.empty("w:shd", &[("w:val", pattern), ("w:color", ink), ("w:fill", fill)]);
            }
            xml.with("w:tcMar", &[], |xml| {
                xml.empty("w:left", &[("w:w", "0"), ("w:type", "dxa")]);
                xml.empty("w:right", &[("w:w", "0"), ("w:type", "dxa")]);
            });
            xml.empty("w:vAlign", &[("w:val", "center")]);
        });
        content(xml);
    });
}

/// Pattern, its ink, and the fill behind; an open interval is hatched, on any printer.
const fn shading(step: Step) -> (&'static str, &'static str, &'static str) {
    match step {
        Step::Track | Step::Target { on_centre: false } => ("clear", "auto", LIGHT.track),
        Step::Known => ("clear", "auto", LIGHT.interval),
        Step::Open => ("thinDiagStripe", LIGHT.accent, LIGHT.page),
        Step::Centre | Step::Target { on_centre: true } => ("clear", "auto", LIGHT.accent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(low: f64, high: f64, centre: Option<f64>) -> Bar {
        Bar { low: Some(low), high: Some(high), centre, ..Bar::default() }
    }

    #[test]
    fn a_bar_shows_its_interval_its_centre_and_its_target() {
        let known = steps(&Bar { target: Some(0.8), ..bar(0.25, 0.5, Some(0.4)) });
        assert_eq!(known.len(), STEPS);
        assert_eq!(known[9], Step::Track);
        assert_eq!(known[10], Step::Known);
        assert_eq!(known[16], Step::Centre);
        assert_eq!(known[20], Step::Known);
        assert_eq!(known[21], Step::Track);
        assert_eq!(known[32], Step::Target { on_centre: false });
        let same = steps(&Bar { target: Some(0.4), ..bar(0.25, 0.5, Some(0.4)) });
        assert_eq!(same[16], Step::Target { on_centre: true });
    }

    #[test]
    fn what_is_unknown_is_hatched_and_what_does_not_apply_is_empty() {
        let open = steps(&bar(0.0, 1.0, None));
        assert!(open.iter().all(|step| *step == Step::Open));
        assert_eq!(grouped(&steps(&Bar::default())), [(None, STEPS)]);
        let total: usize = grouped(&open).iter().map(|(_, count)| count).sum();
        assert_eq!(total, STEPS);
    }
}
