//! The pages of the brief beside the session: laid out on another thread, drawn as far as they are
//! looked at, and let go when nobody looks any more.
//!
//! One order is under way at a time. While somebody types, the pages before stay in view; as soon
//! as an order is done, the next one is for the state of that moment, so that nothing is laid out
//! twice and nothing queues up.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use crate::{
    domain::Diagnostic,
    questionnaire::Pack,
    report::{
        DocumentOptions, ExportError,
        preview::{Pages, Picture},
    },
    scoring::{Assessment, Taken},
};

use super::{Document, Earlier, Effect, ExportFailure, Session, earlier};

/// What is looked at: pages, at a size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The pages, from 0, what matters most first.
    pub pages: Vec<usize>,
    /// How many pixels stand for a hundred points of paper.
    pub scale: u32,
}

/// Pages to be laid out and drawn.
#[derive(Clone, Debug)]
pub struct PreviewOrder {
    number: u64,
    of: Source,
    /// The pages, if they are laid out already.
    pages: Option<Arc<Pages>>,
    view: View,
    /// The looks of pages that are drawn already, at this scale.
    drawn: Vec<u64>,
    stopped: Arc<AtomicBool>,
}

/// What pages are made from.
#[derive(Clone, Debug)]
struct Source {
    pack: Arc<Pack>,
    diagnostic: Arc<Diagnostic>,
    assessment: Arc<Assessment>,
    options: DocumentOptions,
    /// Of an annual review, the state that it starts from.
    earlier: Option<Earlier>,
}

/// What is to be laid out: a document, what is chosen about it, and the state that it starts from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'a> {
    document: &'a Document,
    options: &'a DocumentOptions,
    earlier: &'a Option<Earlier>,
}

/// Pages that were laid out and drawn.
#[derive(Debug)]
pub struct Previewed {
    number: u64,
    of: Source,
    pages: Result<Arc<Pages>, ExportFailure>,
    pictures: Vec<(Look, Arc<Picture>)>,
}

/// What a page looks like, at which scale.
type Look = (u64, u32);

/// The pages of the open document.
#[derive(Debug, Default)]
pub(super) struct Previewing {
    /// How many orders were given.
    orders: u64,
    running: Option<Running>,
    shown: Option<(Source, Result<Arc<Pages>, ExportFailure>)>,
    pictures: BTreeMap<Look, Arc<Picture>>,
}

#[derive(Debug)]
struct Running {
    number: u64,
    of: Source,
    view: View,
    stopped: Arc<AtomicBool>,
}

/// The pages as a page of the window sees them.
#[derive(Clone, Copy, Debug)]
pub enum Preview<'a> {
    /// They were never laid out.
    None,
    /// They are laid out; whether they are those of the present state.
    Pages(&'a Arc<Pages>, bool),
    /// They could not be laid out.
    Failed(&'a ExportFailure),
}

impl Source {
    fn of(wanted: Wanted<'_>) -> Self {
        let document = wanted.document;
        Self {
            pack: Arc::clone(document.pack()),
            diagnostic: Arc::clone(document.diagnostic()),
            assessment: Arc::clone(document.assessment()),
            options: wanted.options.clone(),
            earlier: wanted.earlier.clone(),
        }
    }

    fn is(&self, wanted: Wanted<'_>) -> bool {
        Arc::ptr_eq(&self.diagnostic, wanted.document.diagnostic())
            && self.options == *wanted.options
            && self.earlier == *wanted.earlier
    }
}

impl PreviewOrder {
    /// Lays the pages out, unless they are, and draws those that are looked at.
    pub fn perform(self) -> Previewed {
        let Self { number, of, pages, view, drawn, stopped } = self;
        let pages = pages.map_or_else(|| of.lay_out(), Ok);
        let mut pictures = Vec::new();
        if let Ok(pages) = &pages {
            for page in view.pages {
                if stopped.load(Ordering::Relaxed) {
                    break;
                }
                let Some(key) = pages.sheets().get(page).map(|sheet| sheet.key) else { continue };
                if !drawn.contains(&key)
                    && let Some(picture) = pages.picture(page, f64::from(view.scale) / 100.0)
                {
                    pictures.push(((key, view.scale), Arc::new(picture)));
                }
            }
        }
        Previewed { number, of, pages, pictures }
    }
}

impl PreviewOrder {
    /// What it answers if it breaks off.
    pub(super) fn broken(&self) -> Previewed {
        let why = ExportError::Layout("the layout has broken off".to_owned());
        let why = ExportFailure::Brief(why);
        let Self { number, of, .. } = self;
        Previewed { number: *number, of: of.clone(), pages: Err(why), pictures: Vec::new() }
    }
}

impl Source {
    fn lay_out(&self) -> Result<Arc<Pages>, ExportFailure> {
        let own =
            Taken { pack: &self.pack, diagnostic: &self.diagnostic, assessment: &self.assessment };
        let brief = earlier::word(own, self.earlier.clone(), &self.options)?;
        let pages = Pages::lay_out_on(&brief, self.options.template.as_deref());
        pages.map(Arc::new).map_err(ExportFailure::Brief)
    }
}

impl Previewing {
    /// Whether an order for this view would bring something that is neither there nor under way.
    pub(super) fn lacks(&self, wanted: Wanted<'_>, view: &View) -> bool {
        if let Some(running) = &self.running {
            return running.of.is(wanted)
                && running.view != *view
                && {
                    // What is under way may bring it all the same.
                    view.pages.iter().any(|page| !running.view.pages.contains(page))
                        || running.view.scale != view.scale
                }
                && !running.stopped.load(Ordering::Relaxed);
        }
        match &self.shown {
            Some((of, shown)) if of.is(wanted) => shown.as_ref().is_ok_and(|pages| {
                let sheets = view.pages.iter().filter_map(|page| pages.sheets().get(*page));
                sheets.into_iter().any(|s| !self.pictures.contains_key(&(s.key, view.scale)))
            }),
            _ => true,
        }
    }

    /// Orders the pages of a document as it is; lets the order under way stop first, if there is
    /// one.
    pub(super) fn order(&mut self, wanted: Wanted<'_>, view: View) -> Vec<Effect> {
        if !self.lacks(wanted, &view) {
            return Vec::new();
        }
        if let Some(running) = &self.running {
            // Its pages are kept; the pictures that are no longer looked at are not drawn.
            running.stopped.store(true, Ordering::Relaxed);
            return Vec::new();
        }
        let pages = match &self.shown {
            Some((of, Ok(pages))) if of.is(wanted) => Some(Arc::clone(pages)),
            _ => None,
        };
        self.orders += 1;
        let (of, stopped) = (Source::of(wanted), Arc::default());
        let at_scale = self.pictures.keys().filter(|(_, scale)| *scale == view.scale);
        let order = PreviewOrder {
            number: self.orders,
            of: of.clone(),
            pages,
            view: view.clone(),
            drawn: at_scale.map(|(key, _)| *key).collect(),
            stopped: Arc::clone(&stopped),
        };
        self.running = Some(Running { number: self.orders, of, view, stopped });
        vec![Effect::Preview(Box::new(order))]
    }

    /// Takes in pages, unless they are no longer waited for.
    pub(super) fn finished(&mut self, done: Previewed) {
        let Some(running) = self.running.take_if(|running| running.number == done.number) else {
            return;
        };
        self.pictures.extend(done.pictures);
        if let Ok(pages) = &done.pages {
            // Memory is for the pages at hand.
            let looks = |page: &usize| pages.sheets().get(*page).map(|sheet| sheet.key);
            let kept: Vec<u64> = running.view.pages.iter().filter_map(looks).collect();
            self.pictures
                .retain(|(key, scale), _| *scale == running.view.scale && kept.contains(key));
        }
        self.shown = Some((done.of, done.pages));
    }

    /// Lets everything go.
    pub(super) fn close(&mut self) -> Vec<Effect> {
        let looked = self.running.is_some() || self.shown.is_some();
        if let Some(running) = &self.running {
            running.stopped.store(true, Ordering::Relaxed);
        }
        let orders = self.orders;
        *self = Self { orders, ..Self::default() };
        if looked { vec![Effect::ForgetPreview] } else { Vec::new() }
    }

    /// The pages of a document.
    pub(super) fn of(&self, wanted: Wanted<'_>) -> Preview<'_> {
        match &self.shown {
            Some((of, Ok(pages))) => Preview::Pages(pages, of.is(wanted)),
            Some((of, Err(error))) if of.is(wanted) => Preview::Failed(error),
            None | Some((_, Err(_))) => Preview::None,
        }
    }

    /// The picture of a page that looks like this.
    pub(super) fn picture(&self, key: u64, scale: u32) -> Option<&Arc<Picture>> {
        self.pictures.get(&(key, scale))
    }

    /// Whether anything is kept or under way.
    pub(super) const fn is_open(&self) -> bool {
        self.running.is_some() || self.shown.is_some()
    }
}

impl Session {
    /// The pages of the brief.
    pub fn preview(&self) -> Preview<'_> {
        let Some(document) = &self.document else { return Preview::None };
        let (options, earlier) = (self.options(), &self.review_from(document));
        self.previewing.of(Wanted { document, options, earlier })
    }

    /// Whether this view of the brief has to be asked for.
    pub fn lacks_view(&self, view: &View) -> bool {
        let Some(document) = &self.document else { return false };
        let (options, earlier) = (self.options(), &self.review_from(document));
        self.previewing.lacks(Wanted { document, options, earlier }, view)
    }

    pub(super) fn order_preview(&mut self, view: View) -> Vec<Effect> {
        let Some(document) = &self.document else { return Vec::new() };
        let earlier = &self.review_from(document);
        self.previewing.order(Wanted { document, options: &self.options, earlier }, view)
    }

    /// The picture of a page that looks like this, at so many pixels for a hundred points.
    pub fn picture(&self, key: u64, scale: u32) -> Option<&Arc<Picture>> {
        self.previewing.picture(key, scale)
    }

    /// Whether pages of the brief are kept.
    pub const fn has_preview(&self) -> bool {
        self.previewing.is_open()
    }
}
