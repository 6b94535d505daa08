//! The pages on the screen are those of the file; exports stop and fail without leaving a trace.

use std::{fs, io::ErrorKind, ops::ControlFlow, path::Path, sync::Arc};

use passerelle::{
    app::{
        Command, Edit, Effect, Event, Export, ExportFailure, ExportProgress, Preview, Reply,
        Session, Settings, View, perform,
    },
    language::Lang,
    report::{self, Brief, DocumentKind, DocumentOptions, Format, Step, preview::Pages},
    scoring::assess,
    storage::{self, Extras, Opened, Trial},
};

fn example() -> Opened {
    storage::open(Path::new("templates/examples/valmont.passerelle")).unwrap()
}

fn brief_options() -> DocumentOptions {
    DocumentOptions::of(DocumentKind::Brief, Lang::Fr)
}

fn brief(of: &Opened) -> Brief {
    Brief::new(&of.pack, &of.diagnostic, &assess(&of.pack, &of.diagnostic), Lang::Fr)
}

#[test]
fn the_screen_shows_the_pages_of_the_file() {
    let brief = brief(&example());
    let pages = Pages::lay_out(&brief).unwrap();
    let file = report::render(&brief).unwrap();
    assert_eq!(pages.sheets().len(), file.pages);
    // What leads to questions on the screen is in no file.
    assert!(pages.sheets().iter().any(|sheet| !sheet.places.is_empty()));
    let document = lopdf::Document::load_mem(&file.bytes).unwrap();
    let uris = document
        .objects
        .values()
        .filter(|object| object.as_dict().is_ok_and(|dict| dict.has(b"URI")));
    assert_eq!(uris.count(), 0);
    let words = ["spot:", "Question(", "Number("];
    for (_, object) in document.objects {
        let text = format!("{object:?}");
        assert!(words.iter().all(|word| !text.contains(word)), "{text}");
    }
    // Nor do they move a line: every page has the same words.
    let printed = lopdf::Document::load_mem(&file.bytes).unwrap();
    for (number, sheet) in (1..).zip(pages.sheets()) {
        // A drawing is read here as words of ours, and printed with words of its own.
        if sheet.runs.iter().any(|run| run.edges.first() == run.edges.last()) {
            continue;
        }
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        let shown: usize = sheet.runs.iter().map(|run| letters(&run.text)).sum();
        let printed = letters(&printed.extract_text(&[number]).unwrap());
        assert!(shown.abs_diff(printed) * 20 < shown.max(200), "{number}: {shown} {printed}");
    }
}

#[test]
fn pages_that_did_not_change_look_the_same() {
    let mut of = example();
    let before = Pages::lay_out(&brief(&of)).unwrap();
    let again = Pages::lay_out(&brief(&of)).unwrap();
    let keys = |pages: &Pages| pages.sheets().iter().map(|sheet| sheet.key).collect::<Vec<_>>();
    assert_eq!(keys(&before), keys(&again));
    let comment = "Une remarque ajoutée ici.";
    let answer = of.diagnostic.answers.values_mut().find(|answer| !answer.comment.is_empty());
    answer.unwrap().comment.push_str(comment);
    let after = Pages::lay_out(&brief(&of)).unwrap();
    let same = keys(&before).iter().zip(keys(&after)).filter(|(a, b)| **a == *b).count();
    assert!(same < after.sheets().len());
    assert!(after.sheets().len() / 2 < same, "{same} of {}", after.sheets().len());
    assert!(after.sheets().iter().any(|sheet| sheet.text().contains("ajoutée")));
}

#[test]
fn headings_lead_to_the_pages_that_bear_them() {
    let pages = Pages::lay_out(&brief(&example())).unwrap();
    assert!(10 < pages.headings().len());
    for heading in pages.headings() {
        let sheet = &pages.sheets()[heading.page];
        let start: String = heading.words.chars().take(12).collect();
        assert!(sheet.text().contains(&start), "{heading:?}");
        assert!(0.0 <= heading.top && heading.top < sheet.size.1);
    }
}

#[test]
fn a_picture_is_as_large_as_asked_and_opaque() {
    let pages = Pages::lay_out(&brief(&example())).unwrap();
    let picture = pages.picture(0, 0.5).unwrap();
    assert_eq!((picture.width, picture.height), (298, 421));
    assert_eq!(picture.rgba.len(), picture.width * picture.height * 4);
    assert!(picture.rgba.chunks(4).all(|pixel| pixel[3] == 255));
    assert!(picture.rgba.chunks(4).any(|pixel| pixel[0] < 100));
    assert!(pages.picture(9_999, 0.5).is_none());
}

fn export(format: Format, path: &Path) -> Export {
    let Opened { diagnostic, pack, .. } = example();
    let assessment = Arc::new(assess(&pack, &diagnostic));
    Export {
        path: path.to_owned(),
        format,
        options: brief_options(),
        pack,
        diagnostic: Arc::new(diagnostic),
        assessment,
        earlier: None,
        replace: true,
        progress: Arc::new(ExportProgress::default()),
    }
}

fn names_in(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap();
    names.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn an_export_can_be_stopped_at_every_step() {
    let Opened { diagnostic, pack, .. } = example();
    let assessment = assess(&pack, &diagnostic);
    let options = brief_options();
    let mut steps = Vec::new();
    let follow = &mut |step: Step| {
        steps.push(step);
        ControlFlow::Continue(())
    };
    let markdown = Format::Markdown;
    report::export_in_steps(markdown, &pack, &diagnostic, &assessment, &options, follow).unwrap();
    assert_eq!(steps, [Step::Content, Step::File]);
    for format in Format::ALL {
        let last = if format == Format::Pdf { Step::Layout } else { Step::File };
        for at in [Step::Content, last] {
            let stop = &mut |step: Step| {
                if step == at { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            };
            let made =
                report::export_in_steps(format, &pack, &diagnostic, &assessment, &options, stop);
            assert!(matches!(made, Err(report::ExportError::Stopped)), "{format:?} at {at:?}");
        }
    }
}

#[test]
fn a_stopped_or_failed_export_leaves_the_folder_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("note.md");
    let stopped = export(Format::Markdown, &path);
    stopped.progress.stop();
    let Some(Event::Exported(_, made)) = perform(Effect::Export(Box::new(stopped))) else {
        panic!()
    };
    assert!(matches!(made, Err(ExportFailure::Stopped)));
    assert!(names_in(folder.path()).is_empty());

    fs::write(&path, "before").unwrap();
    let run = |trial: Trial| {
        let order = export(Format::Markdown, &path);
        trial.run(|| perform(Effect::Export(Box::new(order))))
    };
    // An operation that never comes: nothing fails, and the operations are counted.
    let (_, count) = run(Trial { at: u32::MAX, kind: ErrorKind::StorageFull, lasting: false });
    assert!(3 < count);
    fs::write(&path, "before").unwrap();
    for at in 0..count {
        for kind in [ErrorKind::StorageFull, ErrorKind::PermissionDenied, ErrorKind::TimedOut] {
            let (event, _) = run(Trial { at, kind, lasting: true });
            let Some(Event::Exported(_, made)) = event else { panic!() };
            assert_eq!(names_in(folder.path()), ["note.md"], "{at} {kind:?}");
            let text = fs::read_to_string(&path).unwrap();
            if made.is_err() {
                assert_eq!(text, "before", "{at} {kind:?}");
            } else {
                assert!(text.len() > 1_000, "{at} {kind:?}");
                fs::write(&path, "before").unwrap();
            }
        }
    }
}

/// The orders for pages among effects.
fn orders(effects: Vec<Effect>) -> Vec<Effect> {
    effects.into_iter().filter(|effect| matches!(effect, Effect::Preview(_))).collect()
}

#[test]
fn pages_are_ordered_once_for_the_latest_state_and_dropped_when_nobody_waits() {
    let mut session = Session::new(Settings::default(), crate::session::clock());
    session.apply(Command::OpenExample);
    let view = View { pages: vec![0], scale: 20 };
    let ask = |session: &mut Session| orders(session.apply(Command::Preview(view.clone())));
    let mut first = ask(&mut session);
    assert_eq!(first.len(), 1);
    // One at a time, whatever is typed meanwhile.
    let mut territory = session.document().unwrap().diagnostic().territory.clone();
    territory.name = "Belleroche".to_owned();
    session.apply(Command::Edit(Edit::Territory(Box::new(territory))));
    assert!(ask(&mut session).is_empty());
    session.receive(perform(first.pop().unwrap()).unwrap());
    assert!(matches!(session.preview(), Preview::Pages(_, false)));
    // The next one is for the state of now; once it is there, nothing is asked again.
    let mut second = ask(&mut session);
    session.receive(perform(second.pop().unwrap()).unwrap());
    let Preview::Pages(pages, true) = session.preview() else { panic!() };
    let sheet = Arc::clone(&pages.sheets()[0]);
    assert!(sheet.text().contains("Belleroche"));
    assert!(session.picture(sheet.key, 20).is_some());
    assert!(ask(&mut session).is_empty() && !session.lacks_view(&view));
    // Another size needs no new layout, and lets the pictures before go.
    let larger = View { pages: vec![0], scale: 30 };
    let mut third = orders(session.apply(Command::Preview(larger)));
    session.receive(perform(third.pop().unwrap()).unwrap());
    assert!(session.picture(sheet.key, 30).is_some() && session.picture(sheet.key, 20).is_none());
    // Pages that come when the document is closed are nobody's.
    let mut late = ask(&mut session);
    session.apply(Command::Close);
    session.apply(Command::Reply(Reply::Discard));
    assert!(session.document().is_none() && !session.has_preview());
    session.receive(perform(late.pop().unwrap()).unwrap());
    assert!(!session.has_preview());
}

/// What pages say, letters only, so that no line break stands between two words.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn the_screen_shows_the_annual_review_from_the_frozen_state() {
    let mut session = Session::new(Settings::default(), crate::session::clock());
    session.apply(Command::OpenExample);
    let options = DocumentOptions::of(DocumentKind::Review, Lang::Fr);
    session.apply(Command::SetOptions(Box::new(options)));
    let look = |session: &mut Session| {
        let view = View { pages: vec![0], scale: 20 };
        for order in orders(session.apply(Command::Preview(view))) {
            session.receive(perform(order).unwrap());
        }
    };
    let shown = |session: &Session| {
        let Preview::Pages(pages, true) = session.preview() else { panic!("no pages") };
        let sheets: Vec<_> = pages.sheets().iter().map(|sheet| letters(&sheet.text())).collect();
        sheets.concat()
    };
    let worded = |session: &Session| session.worded(session.document().unwrap());
    let missing = letters(Lang::Fr.review_missing_title());
    look(&mut session);
    let said = shown(&session);
    assert!(!said.contains(&missing), "{said}");
    assert!(said.contains(&letters(Lang::Fr.review_front_title())), "{said}");
    assert!(worded(&session).unwrap().front.is_some(), "as running text too");
    // One that cannot be read is said to be damaged.
    let diagnostic = session.document().unwrap().diagnostic();
    let mut state = storage::freeze(diagnostic, &Extras::default(), "Abîmé", diagnostic.as_of);
    state.as_of = diagnostic.as_of.yesterday().unwrap();
    state.content = "abcd".into();
    session.apply(Command::Edit(Edit::Freeze(Box::new(state))));
    look(&mut session);
    let Preview::Failed(why) = session.preview() else { panic!("no failure") };
    assert!(why.sentence(Lang::Fr).contains("endommagé"), "{}", why.sentence(Lang::Fr));
    // Without any, the page says how to come by one.
    session.apply(Command::Edit(Edit::RemoveFrozen(2)));
    session.apply(Command::Edit(Edit::RemoveFrozen(1)));
    look(&mut session);
    assert!(shown(&session).contains(&missing));
    assert!(worded(&session).unwrap().front.is_none());
}
