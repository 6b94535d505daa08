//! How an embedded table is read: tab-separated text with one header line, decoded once.

/// The cells of each row after the header; missing cells are empty.
pub(super) fn rows<const N: usize>(text: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    text.lines().skip(1).filter(|line| !line.is_empty()).map(|line| {
        let mut cells = [""; N];
        for (cell, value) in cells.iter_mut().zip(line.split('\t')) {
            *cell = value;
        }
        cells
    })
}

/// The values of a cell that holds several, separated by `|`.
pub(super) fn values(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').filter(|value| !value.is_empty())
}
