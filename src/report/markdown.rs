//! The brief as Markdown, to be pasted into a wiki, a mail or a forum.
//!
//! Whatever an official typed is escaped: none of it becomes a heading, a link or HTML there.

use super::brief::{Asked, Block, Brief, Cell, Chart, Figure, Findings, Line, Section, Table};

/// The brief as Markdown.
pub(super) fn write(brief: &Brief) -> String {
    let meta = &brief.meta;
    let mut out = Markdown::default();
    out.heading(1, &meta.title);
    if !brief.cover.subtitle.is_empty() {
        out.paragraph(&escaped(&brief.cover.subtitle));
    }
    let under = [&meta.subtitle, &meta.date_text, &meta.pack];
    out.paragraph(&joined(under.into_iter().filter(|part| !part.is_empty()), " · "));
    for mark in &meta.marks {
        out.paragraph(&format!("**{}**", escaped(mark)));
    }
    for line in &brief.cover.words {
        out.paragraph(&escaped(line));
    }
    for (label, said) in &brief.cover.facts {
        out.paragraph(&format!("{} — {}", escaped(label), escaped(said)));
    }
    if let Some(front) = &brief.front {
        out.heading(2, &front.title);
        out.paragraph(&escaped(&front.lead));
        out.chart(&front.indices);
        for findings in [&front.strengths, &front.gaps, &front.unknowns, &front.decisions] {
            out.findings(findings);
        }
    }
    for section in &brief.sections {
        out.section(section);
    }
    out.0
}

#[derive(Default)]
struct Markdown(String);

impl Markdown {
    /// A paragraph of text that is escaped already.
    fn paragraph(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push_str("\n\n");
    }

    fn heading(&mut self, level: usize, text: &Line) {
        self.paragraph(&format!("{} {}", "#".repeat(level), escaped(text)));
    }

    fn list(&mut self, items: impl Iterator<Item = String>) {
        for item in items {
            self.0.push_str("- ");
            self.0.push_str(&item);
            self.0.push('\n');
        }
        self.0.push('\n');
    }

    fn findings(&mut self, findings: &Findings) {
        self.heading(3, &findings.title);
        if findings.items.is_empty() {
            return self.paragraph(&escaped(&findings.empty));
        }
        self.list(findings.items.iter().map(|item| {
            let head = format!("**{}**", escaped(&item.title));
            let rest = [&item.detail, &item.proof];
            let rest = rest.into_iter().filter(|part| !part.is_empty()).map(escaped);
            std::iter::once(head).chain(rest).collect::<Vec<_>>().join(" — ")
        }));
    }

    fn section(&mut self, section: &Section) {
        self.heading(2, &section.title);
        self.blocks(&section.blocks);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading(text) => self.heading(3, text),
                Block::Text(text) => self.paragraph(&escaped(text)),
                Block::Note(text) => self.paragraph(&format!("> {}", escaped(text))),
                Block::List(lines) => self.list(lines.iter().map(escaped)),
                Block::Chart(chart) => self.chart(chart),
                Block::Table(table) => self.table(table),
                Block::Figure(figure) => self.figure(figure),
                Block::Group(blocks) => self.blocks(blocks),
                Block::Asked(asked) => self.asked(asked),
            }
        }
    }

    /// A question with boxes that wikis know how to tick, and lines to write on.
    fn asked(&mut self, asked: &Asked) {
        // A space within the stars would leave them as stars.
        let name = joined([&asked.id, &asked.title].into_iter().filter(|p| !p.is_empty()), " ");
        self.paragraph(&format!("**{name}**"));
        for line in &asked.help {
            self.paragraph(&format!("> {}", escaped(line)));
        }
        for label in &asked.answers {
            self.paragraph(&format!("{} …", escaped(label)));
        }
        if !asked.choices.is_empty() {
            self.list(asked.choices.iter().map(|line| format!("[ ] {}", escaped(line))));
        }
        for label in &asked.blanks {
            self.paragraph(&format!("{} …", escaped(label)));
        }
    }

    /// A chart is told: its bars as a list, in words.
    fn chart(&mut self, chart: &Chart) {
        self.paragraph(&format!("**{}**", escaped(&chart.caption)));
        self.list(chart.bars.iter().map(|bar| {
            let note = if bar.note.is_empty() { String::new() } else { escaped(&bar.note) };
            let said = [format!("**{}**", escaped(&bar.value)), note];
            let said: Vec<_> = said.into_iter().filter(|part| !part.is_empty()).collect();
            format!("{} — {}", escaped(&bar.label), said.join(", "))
        }));
        if !chart.key.is_empty() {
            self.paragraph(&format!("> {}", escaped(&chart.key)));
        }
    }

    /// A drawing is told.
    fn figure(&mut self, figure: &Figure) {
        self.paragraph(&format!("**{}**", escaped(&figure.caption)));
        self.paragraph(&escaped(&figure.alt));
        self.list(figure.points.iter().map(escaped));
        for note in &figure.notes {
            self.paragraph(&format!("> {}", escaped(note)));
        }
    }

    fn table(&mut self, table: &Table) {
        if !table.caption.is_empty() {
            self.paragraph(&format!("**{}**", escaped(&table.caption)));
        }
        let heads = table.columns.iter().map(|column| escaped(&column.label));
        self.row(heads);
        self.row(
            table
                .columns
                .iter()
                .map(|column| if column.figures { "---:".to_owned() } else { "---".to_owned() }),
        );
        for row in &table.rows {
            self.row(row.iter().map(cell));
        }
        self.0.push('\n');
    }

    fn row(&mut self, cells: impl Iterator<Item = String>) {
        self.0.push_str("| ");
        self.0.push_str(&cells.collect::<Vec<_>>().join(" | "));
        self.0.push_str(" |\n");
    }
}

fn cell(cell: &Cell) -> String {
    let text = escaped(&cell.text);
    let text = if cell.open && !text.is_empty() { format!("*{text}*") } else { text };
    let fields =
        cell.fields.iter().map(|(label, said)| format!("{} {}", escaped(label), escaped(said)));
    let all = std::iter::once(text).chain(fields).chain(cell.details.iter().map(escaped));
    all.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn joined<'a>(parts: impl Iterator<Item = &'a Line>, mark: &str) -> String {
    parts.map(escaped).collect::<Vec<_>>().join(mark)
}

/// A text of which nothing is taken for a mark.
fn escaped(line: &Line) -> String {
    let text = line.printed();
    let mut out = String::with_capacity(text.len() + 8);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in text.char_indices() {
        let begins = at == 0 && matches!(c, '-' | '+' | '=' | ':');
        let numbers = 0 < at && at == digits && matches!(c, '.' | ')');
        if begins || numbers || "\\`*_{}[]<>#|$~&!^".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_without_a_number_is_in_bold_all_the_same() {
        let mut out = Markdown::default();
        out.asked(&Asked { title: "Qui répond ?".into(), ..Asked::default() });
        assert!(out.0.starts_with("**Qui"), "{}", out.0);
    }

    #[test]
    fn nothing_typed_becomes_a_mark() {
        let of = |text: &str| escaped(&Line::from(text));
        assert_eq!(of("<b>*x* [a](b) | `c` #d"), r"\<b\>\*x\* \[a\](b) \| \`c\` \#d");
        assert_eq!(of("- a"), r"\- a");
        assert_eq!(of("12. b"), r"12\. b");
        assert_eq!(of("1,5 – 2.5 (x)"), "1,5 – 2.5 (x)");
        assert_eq!(of("=== titre"), r"\=== titre");
    }
}
