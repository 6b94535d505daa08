//! What merging must know of a questionnaire: the order of columns, and what tells rows apart.

use crate::domain::{
    ColumnId, TableId,
    merge::{Attribution, Guide},
};

use super::{ColumnKind, Pack, TableSpec, column};

/// The guide for merging two documents of this pack.
pub fn merge_guide<'a>(pack: &Pack, attribution: &'a Attribution<'a>) -> Guide<'a> {
    let columns = pack.tables.iter().map(|spec| {
        let ids = spec.columns.iter().map(|column| column.id.clone());
        (spec.id.clone(), ids.collect())
    });
    let keys = pack.tables.iter().map(|spec| (spec.id.clone(), keys(pack, spec)));
    let remarks = [column::NOTE].map(ColumnId::from);
    Guide {
        columns: columns.collect(),
        keys: keys.collect(),
        remarks: remarks.into_iter().collect(),
        sources: [ColumnId::from(column::SOURCE)].into_iter().collect(),
        proof: Some(column::EVIDENCE.into()),
        partnerships: partnerships(pack),
        attribution,
    }
}

/// The table whose rows are partnerships.
fn partnerships(pack: &Pack) -> Option<TableId> {
    pack.matrix.as_ref().map(|matrix| matrix.partnerships.table.clone())
}

/// The columns that tell a row from the others: those without which it makes no sense, and those
/// that keep figures apart which must never be added up.
fn keys(pack: &Pack, spec: &TableSpec) -> Vec<ColumnId> {
    let mut keys: Vec<ColumnId> =
        spec.columns.iter().filter(|one| one.required).map(|one| one.id.clone()).collect();
    let counted = pack.counted(&spec.id).map(|(_, measure, latest)| [measure, latest]);
    let more = counted.into_iter().flatten().flatten();
    // Of people by country: who counts them, and every word that says of whom.
    let own = if counted.is_some() { spec.columns.as_slice() } else { &[] };
    let common = [column::PERIMETER, column::EVIDENCE];
    let before = own.iter().take_while(|one| !one.required);
    let words = own.iter().filter(|one| {
        matches!(one.kind, ColumnKind::Choice(_)) && !common.contains(&one.id.as_str())
    });
    let more = more.chain(before.chain(words).map(|one| &one.id));
    let partner = (partnerships(pack).as_ref() == Some(&spec.id))
        .then_some([column::COUNTRY, column::COUNTERPART]);
    let partner = partner.into_iter().flatten().filter(|id| spec.column(id).is_some());
    let more = more.chain(&spec.channels).cloned().chain(partner.map(ColumnId::from));
    for id in more {
        if !keys.contains(&id) {
            keys.push(id);
        }
    }
    keys
}
