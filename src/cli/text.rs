//! Columns of text for people to read in a terminal.

use std::io::{self, Write};

/// Writes rows as columns padded to the widest cell; figures stand to the right.
pub(super) fn columns(out: &mut dyn Write, rows: &[Vec<String>]) -> io::Result<()> {
    let count = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| length(cell)).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..count).map(width).collect();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let padding = " ".repeat(width.saturating_sub(length(cell)));
            let figure = cell.starts_with(|c: char| c.is_ascii_digit());
            let (before, after) =
                if figure { (padding.as_str(), "") } else { ("", padding.as_str()) };
            line.extend([before, cell, after, "  "]);
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn length(cell: &str) -> usize {
    cell.chars().count()
}

/// A value from 0 to 1 as it is shown: from 0 to 100, without decimals.
pub(super) fn hundredth(value: f64) -> String {
    format!("{:.0}", value * 100.0)
}
