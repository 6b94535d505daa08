//! Every count of a panel as one table, for those who compute with it: semicolons, UTF-8 with its
//! mark, so that a spreadsheet opens it with a double click.

use crate::panel::{Counts, Key, Scale};

use super::{Of, names};

/// The table; a line for each count of each group.
pub fn csv(of: Of<'_>) -> String {
    let lang = of.lang;
    let mut out = String::from("\u{feff}");
    let mut line = |cells: [&str; 11]| {
        let quoted: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        out.extend([quoted.join(";").as_str(), "\r\n"]);
    };
    line([
        "measure",
        "label",
        "group",
        "group_label",
        "from",
        "below",
        "option",
        "least",
        "most",
        "n",
        "k",
    ]);
    let k = of.panel.k.to_string();
    for (key, told) in &of.panel.measures {
        let (word, label) = (key.to_string(), names::key(of.pack, lang, key));
        for (group, counts) in &told.groups {
            let (group_word, group_name) = (group.to_string(), names::group(lang, *group));
            let n = counts.n().to_string();
            let ends = [word.as_str(), &label, &group_word, &group_name];
            for [from, below, option, least, most] in rows(of, key, &told.scale, counts) {
                let [measure, label, group, group_label] = ends;
                let told = [&from, &below, &option, &least, &most].map(String::as_str);
                let [from, below, option, least, most] = told;
                line([
                    measure,
                    label,
                    group,
                    group_label,
                    from,
                    below,
                    option,
                    least,
                    most,
                    &n,
                    &k,
                ]);
            }
        }
    }
    out
}

/// From, below, option, least, most.
fn rows(of: Of<'_>, key: &Key, scale: &Scale, counts: &Counts) -> Vec<[String; 5]> {
    let end = |at: usize| {
        let end = scale.start(at);
        if end.is_finite() { end.to_string() } else { String::new() }
    };
    match counts {
        Counts::Ordered(parts) => parts
            .iter()
            .map(|part| {
                let count = part.count.to_string();
                [end(part.from), end(part.to), String::new(), count.clone(), count]
            })
            .collect(),
        Counts::Named { each, .. } => each
            .iter()
            .enumerate()
            .map(|(at, (least, most))| {
                let option = match scale {
                    Scale::Options(options) => options.get(at).map_or_else(String::new, |option| {
                        names::option_of(of.pack, of.lang, key, option.as_str())
                    }),
                    _ if at == 0 => of.lang.panel_no().to_owned(),
                    _ => of.lang.panel_yes().to_owned(),
                };
                [String::new(), String::new(), option, least.to_string(), most.to_string()]
            })
            .collect(),
    }
}

/// A cell in quotation marks where it needs them; what a spreadsheet would take for a formula gets
/// an apostrophe before it.
fn quoted(cell: &str) -> String {
    let formula =
        cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([';', '"', '\n', '\r']) {
        return format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell
}
