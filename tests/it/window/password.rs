//! A password through the window: told what it means, typed twice, asked for again when wrong.

use eframe::egui::{Key, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use passerelle::{
    app::{Command, Locked, Prompt},
    language::Lang,
    report::preflight::preflight,
    storage::{self, Password},
    ui::Desk,
};

use super::{LAPTOP, Look, harness, shot};
use crate::safety::{Run, settle};

const GOOD: &str = "cheval-batterie-agrafe";

fn window<'a>(run: Run, look: Look) -> Harness<'a, Desk> {
    harness(LAPTOP, look, Desk::new(run.session), |ui, desk: &mut Desk| {
        let effects = desk.show(ui);
        settle(&mut desk.session, effects);
    })
}

fn give(window: &mut Harness<'_, Desk>, command: Command) {
    let session = &mut window.state_mut().session;
    let effects = session.apply(command);
    settle(session, effects);
    window.run();
}

fn fill(window: &mut Harness<'_, Desk>, name: &str, text: &str) {
    let field = window.get_by_role_and_label(Role::PasswordInput, name);
    field.focus();
    window.run();
    window.get_by_role_and_label(Role::PasswordInput, name).type_text(text);
    window.run();
}

fn click(window: &mut Harness<'_, Desk>, name: &str) {
    window.get_by_role_and_label(Role::Button, name).click();
    window.run();
}

#[test]
fn a_document_is_put_under_a_password_and_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut run = Run::new(folder.path());
    let file = run.path("rennes.passerelle");
    run.start();
    run.save_as(&file);
    let mut protecting = window(run, Look::Light);
    give(&mut protecting, Command::AskForPassword(Locked::New));
    for words in ["Un mot de passe oublié ne se retrouve pas", "restent en clair"] {
        assert!(protecting.query_by_label_contains(words).is_some(), "{words}");
    }
    shot(&mut protecting, "password-new");
    fill(&mut protecting, "Nouveau mot de passe", "court");
    assert!(protecting.query_by_label_contains("au moins 12 caractères").is_some());
    click(&mut protecting, "Protéger et enregistrer");
    assert!(storage::open(&file).is_ok(), "too short a one is not taken");
    fill(&mut protecting, "Nouveau mot de passe", "");
    drop(protecting);

    let mut run = Run::new(folder.path());
    run.ask(Command::Open(file.clone()));
    let mut protecting = window(run, Look::Dark);
    give(&mut protecting, Command::AskForPassword(Locked::New));
    fill(&mut protecting, "Nouveau mot de passe", GOOD);
    fill(&mut protecting, "Le même, une seconde fois", "cheval-batterie-agrafa");
    assert!(protecting.query_by_label_contains("pas les mêmes").is_some());
    click(&mut protecting, "Annuler");
    give(&mut protecting, Command::AskForPassword(Locked::New));
    fill(&mut protecting, "Nouveau mot de passe", GOOD);
    fill(&mut protecting, "Le même, une seconde fois", GOOD);
    shot(&mut protecting, "password-twice-dark");
    click(&mut protecting, "Protéger et enregistrer");
    assert!(protecting.state().session.prompt().is_none());
    assert!(storage::open(&file).is_err());
    let told = protecting.query_all_by_label_contains("protégé par le mot de passe");
    assert!(0 < told.count());
    shot(&mut protecting, "password-protected-dark");
    drop(protecting);

    let mut opening = window(Run::new(folder.path()), Look::Light);
    give(&mut opening, Command::Open(file.clone()));
    fill(&mut opening, "Mot de passe", "autre chose");
    click(&mut opening, "Ouvrir");
    assert!(opening.query_by_label_contains("pas le bon mot de passe").is_some());
    shot(&mut opening, "password-wrong");
    fill(&mut opening, "Mot de passe", GOOD);
    opening.key_press(Key::Enter);
    opening.run();
    let session = &opening.state().session;
    assert!(!matches!(session.prompt(), Some(Prompt::Password(_))));
    assert_eq!(session.document().unwrap().diagnostic().territory.name, "Rennes");
    shot(&mut opening, "password-open");
    let password = Password::new(GOOD.to_owned()).unwrap();
    assert!(storage::open_with(&file, &[password]).is_ok());
}

#[test]
fn what_looks_personal_is_told_beside_the_pages_before_an_export() {
    use passerelle::{app::Edit, domain::Answer, ui::Page};
    let folder = tempfile::tempdir().unwrap();
    let mut run = Run::new(folder.path());
    run.start();
    let answer = Answer { comment: "Voir avec marie@exemple.fr".into(), ..Answer::default() };
    run.ask(Command::Edit(Edit::Answer("GOV-01".into(), Box::new(answer))));
    let mut window = window(run, Look::Light);
    window.state_mut().go(Page::Brief);
    window.run();
    let document = window.state().session.document().unwrap();
    let (pack, diagnostic) = (document.pack(), document.diagnostic());
    let found = preflight(pack, diagnostic, document.assessment()).len();
    let name = Lang::Fr.note_side_checks(Lang::Fr.integer(found));
    window.get_by_role_and_label(Role::RadioButton, &name).click();
    window.run();
    assert!(window.query_by_label_contains("adresse électronique").is_some());
    shot(&mut window, "personal");
}
