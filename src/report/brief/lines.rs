//! Every text of a document, to be looked at or put otherwise in one place.

use super::{
    Asked, Block, Brief, Cell, Chart, Cover, Figure, Findings, Front, Line, Meta, Section, Table,
};

impl Brief {
    /// Shows every text, drawings included, and takes in what was made of it.
    pub(crate) fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        meta(&mut self.meta, change);
        cover(&mut self.cover, change);
        if let Some(page) = &mut self.front {
            front(page, change);
        }
        for Section { title, blocks } in &mut self.sections {
            title.change(change);
            all(blocks, change);
        }
    }
}

fn meta(of: &mut Meta, change: &mut dyn FnMut(&mut String)) {
    for line in [&mut of.title, &mut of.territory, &mut of.subtitle, &mut of.description] {
        line.change(change);
    }
    each(&mut of.marks, change);
}

fn cover(of: &mut Cover, change: &mut dyn FnMut(&mut String)) {
    for (label, said) in &mut of.facts {
        label.change(change);
        said.change(change);
    }
    each(&mut of.words, change);
    of.footer.change(change);
}

fn front(of: &mut Front, change: &mut dyn FnMut(&mut String)) {
    of.title.change(change);
    of.lead.change(change);
    chart(&mut of.indices, change);
    for Findings { title, items, empty } in
        [&mut of.strengths, &mut of.gaps, &mut of.unknowns, &mut of.decisions]
    {
        title.change(change);
        empty.change(change);
        for item in items {
            for line in [&mut item.title, &mut item.detail, &mut item.proof] {
                line.change(change);
            }
        }
    }
}

fn each(lines: &mut [Line], change: &mut dyn FnMut(&mut String)) {
    for line in lines {
        line.change(change);
    }
}

fn all(blocks: &mut [Block], change: &mut dyn FnMut(&mut String)) {
    for block in blocks {
        match block {
            Block::Heading(line) | Block::Text(line) | Block::Note(line) => line.change(change),
            Block::List(lines) => each(lines, change),
            Block::Chart(data) => chart(data, change),
            Block::Table(data) => table(data, change),
            Block::Figure(data) => figure(data, change),
            Block::Group(blocks) => all(blocks, change),
            Block::Asked(data) => asked(data, change),
        }
    }
}

fn chart(of: &mut Chart, change: &mut dyn FnMut(&mut String)) {
    for line in [&mut of.caption, &mut of.alt, &mut of.key] {
        line.change(change);
    }
    for bar in &mut of.bars {
        for line in [&mut bar.label, &mut bar.value, &mut bar.note] {
            line.change(change);
        }
    }
}

fn table(of: &mut Table, change: &mut dyn FnMut(&mut String)) {
    of.caption.change(change);
    of.summary.change(change);
    for column in &mut of.columns {
        column.label.change(change);
    }
    for Cell { text, fields, details, .. } in of.rows.iter_mut().flatten() {
        text.change(change);
        for (label, said) in fields {
            label.change(change);
            said.change(change);
        }
        each(details, change);
    }
}

fn figure(of: &mut Figure, change: &mut dyn FnMut(&mut String)) {
    of.caption.change(change);
    of.alt.change(change);
    change(&mut of.svg);
    each(&mut of.points, change);
    each(&mut of.notes, change);
}

fn asked(of: &mut Asked, change: &mut dyn FnMut(&mut String)) {
    of.id.change(change);
    of.title.change(change);
    for lines in [&mut of.help, &mut of.answers, &mut of.choices, &mut of.blanks] {
        each(lines, change);
    }
}
