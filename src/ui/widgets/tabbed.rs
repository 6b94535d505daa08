//! Text as a spreadsheet takes it: tabs between cells, one row a line.

/// Rows as text for the clipboard.
pub fn tabbed<S: AsRef<str>>(
    rows: impl IntoIterator<Item = impl IntoIterator<Item = S>>,
) -> String {
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> = row.into_iter().map(|cell| field(cell.as_ref())).collect();
        text.push_str(&cells.join("\t"));
        text.push_str("\r\n");
    }
    text
}

/// A cell without what would end it, and quoted if a spreadsheet would compute it.
fn field(cell: &str) -> String {
    let flat = cell.replace(['\t', '\r', '\n'], " ");
    let flat = if flat.starts_with(['=', '+', '@']) { format!("'{flat}") } else { flat };
    if flat.contains('"') { format!("\"{}\"", flat.replace('"', "\"\"")) } else { flat }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_becomes_a_formula_nor_another_cell() {
        assert_eq!(field("=1+1"), "'=1+1");
        assert_eq!(field("-5"), "-5");
        assert_eq!(tabbed([["a\tb", "« \"c\" »"], ["1", ""]]), "a b\t\"« \"\"c\"\" »\"\r\n1\t\r\n");
    }
}
