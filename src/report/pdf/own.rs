//! An authority's own pages: a program of that authority, which is given its time and no more.
//!
//! Nothing stops Typst from outside. Pages that do not come to an end are left to their thread,
//! which ends with the program: the document is made on our own pages and says so, nobody waits
//! for ever, and the program can be closed.

use std::{
    sync::{Arc, mpsc},
    thread,
    time::Duration,
};

use serde_json::Value;
use typst::diag::SourceDiagnostic;
use typst_layout::PagedDocument;

use crate::report::{
    Brief, ExportError, Template,
    template::{PAGES, TemplateFault, TemplateProblem},
};

use super::{laid_out, problem, world, world::BriefWorld};

/// How long the pages may take; ours take less than a second.
const PATIENCE: Duration = Duration::from_mins(1);

/// What pages may put on the stack, whoever has them laid out.
const STACK: usize = 8 * 1024 * 1024;

/// Lays a brief out on an authority's own pages, if it has some and they can be; what is wrong with
/// them is added to `problems`.
pub(super) fn lay_out(
    brief: &Brief,
    own: Option<&Template>,
    (data, wide): (&Value, bool),
    problems: &mut Vec<TemplateProblem>,
) -> Result<Option<(PagedDocument, Arc<BriefWorld>)>, ExportError> {
    let Some((own, pages)) = own.and_then(|own| Some((own, own.pages.as_deref()?))) else {
        return Ok(None);
    };
    if own.slow.is_known() {
        problems.push(TemplateProblem::of(PAGES, TemplateFault::Slow));
        return Ok(None);
    }
    let mut world = world(brief, pages, data, wide)?;
    for (name, bytes) in &own.files {
        world = world.with(name, bytes.to_vec());
    }
    let world = Arc::new(world);
    match laid_out_within(&world, PATIENCE) {
        Some(Ok(document)) => return Ok(Some((document, world))),
        Some(Err(errors)) => problems.extend(errors.iter().map(|error| problem(&world, error))),
        None => {
            // Not tried again: each try would keep a processor busy.
            own.slow.note();
            problems.push(TemplateProblem::of(PAGES, TemplateFault::Slow));
        }
    }
    Ok(None)
}

/// The pages, or nothing if they took longer than that.
fn laid_out_within(
    world: &Arc<BriefWorld>,
    patience: Duration,
) -> Option<Result<PagedDocument, Vec<SourceDiagnostic>>> {
    let (done, made) = mpsc::channel();
    let shared = Arc::clone(world);
    // Nobody may be waiting any more.
    let work = move || drop(done.send(laid_out(&shared)));
    match thread::Builder::new().name("own pages".to_owned()).stack_size(STACK).spawn(work) {
        Ok(_) => made.recv_timeout(patience).ok(),
        Err(error) => {
            log::warn!("an authority's pages are laid out without a bound of time: {error}");
            Some(laid_out(world))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_take_too_long_are_given_up() {
        let within = |pages: &str, patience| {
            let world = BriefWorld::new(pages, b"{}".to_vec(), false, (2026, 11, 26));
            laid_out_within(&Arc::new(world.expect("a world")), patience)
        };
        assert!(within("#title()", PATIENCE).expect("in time").is_err(), "there is no title");
        // Some seconds, so that the thread ends while other tests run.
        let pages = "#{ for i in range(3000) { for j in range(1000) { let x = i * j } } }";
        assert!(within(pages, Duration::from_millis(20)).is_none());
    }
}
