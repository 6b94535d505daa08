//! What stands behind words and figures, added to the data of a preview and to no file.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::report::brief::{Block, Brief, Chart, Findings, Spot, Table};

/// Names each spot in the data of a brief, beside the words that it stands behind; returns the
/// spots by name. The same spot has the same name in every preview, so that what did not change
/// need not be laid out again.
pub(in crate::report) fn mark(data: &mut Value, brief: &Brief) -> BTreeMap<String, Spot> {
    let mut spots = Spots::default();
    if let Some((front, of)) = data.get_mut("front").zip(brief.front.as_ref()) {
        for (key, findings) in [
            ("strengths", &of.strengths),
            ("gaps", &of.gaps),
            ("unknowns", &of.unknowns),
            ("decisions", &of.decisions),
        ] {
            spots.findings(front.get_mut(key), findings);
        }
        spots.chart(front.get_mut("indices"), &of.indices);
    }
    let sections = data.get_mut("sections").and_then(Value::as_array_mut).into_iter().flatten();
    for (data, section) in sections.zip(&brief.sections) {
        spots.blocks(data.get_mut("blocks"), &section.blocks);
    }
    spots.named
}

#[derive(Default)]
struct Spots {
    named: BTreeMap<String, Spot>,
}

impl Spots {
    fn blocks(&mut self, data: Option<&mut Value>, blocks: &[Block]) {
        let data = data.and_then(Value::as_array_mut).into_iter().flatten();
        for (data, block) in data.zip(blocks) {
            let data = data.get_mut("data");
            match block {
                Block::Chart(chart) => self.chart(data, chart),
                Block::Table(table) => self.table(data, table),
                Block::Group(some) => self.blocks(data, some),
                _ => {}
            }
        }
    }

    fn findings(&mut self, data: Option<&mut Value>, findings: &Findings) {
        for (data, finding) in items(data, "items").zip(&findings.items) {
            self.put(data, finding.question.clone().map(Spot::Question));
        }
    }

    fn chart(&mut self, data: Option<&mut Value>, chart: &Chart) {
        for (data, bar) in items(data, "bars").zip(&chart.bars) {
            self.put(data, bar.number.clone().map(Spot::Number));
        }
    }

    fn table(&mut self, data: Option<&mut Value>, table: &Table) {
        for (data, row) in items(data, "rows").zip(&table.rows) {
            let cells = data.as_array_mut().into_iter().flatten();
            for (data, cell) in cells.zip(row) {
                self.put(data, cell.spot.clone());
            }
        }
    }

    fn put(&mut self, data: &mut Value, spot: Option<Spot>) {
        let Some((spot, data)) = spot.zip(data.as_object_mut()) else { return };
        let name = format!("{spot:?}");
        data.insert("spot".to_owned(), Value::from(name.as_str()));
        self.named.insert(name, spot);
    }
}

/// The members of a list within the data.
fn items<'a>(data: Option<&'a mut Value>, key: &str) -> impl Iterator<Item = &'a mut Value> {
    data.and_then(|data| data.get_mut(key)?.as_array_mut()).into_iter().flatten()
}
