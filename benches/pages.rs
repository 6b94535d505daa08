//! What a frame of every page of the worked example costs: `cargo bench --bench pages`.

#![expect(clippy::print_stdout, reason = "a bench prints its measures")]

mod common;

use passerelle::{
    app::{Clock, Command, Session, Settings},
    language::Lang,
    ui::{Desk, Page, sections},
};

use common::{context, cost};

fn main() {
    let mut session = Session::new(Settings::default(), Clock::System);
    session.apply(Command::OpenExample);
    let Some(document) = session.document() else {
        println!("the worked example cannot be opened");
        return;
    };
    let steps = sections(document, Lang::Fr).into_iter().flat_map(|section| section.steps);
    let others = [Page::Welcome, Page::Glossary, Page::History, Page::Meeting];
    let pages: Vec<Page> = steps.map(|step| step.page).chain(others).collect();
    let mut desk = Desk::new(session);
    let ctx = context(&mut desk);
    let mut costs: Vec<_> = pages
        .into_iter()
        .map(|page| {
            desk.go(page.clone());
            (cost(&ctx, &mut desk, 40.0), format!("{page:?}"))
        })
        .collect();
    costs.sort_by_key(|(cost, _)| cost.rest.max(cost.scrolling));
    for (cost, page) in costs {
        println!("{page:<32} {cost}");
    }
}
