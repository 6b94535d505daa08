//! A command typed wrongly is told what is wrong and how it goes, in one French sentence.

use super::{done, passerelle};

#[track_caller]
fn misused(args: &[&str], words: &[&str]) {
    let said = passerelle(args);
    assert_eq!((said.code, said.out.as_str()), (2, ""), "{args:?}: {said:?}");
    assert_eq!(said.err.lines().count(), 1, "{args:?}: {}", said.err);
    for word in words.iter().chain(&["Rien n’a été fait", "Utilisation"]) {
        assert!(said.err.contains(word), "{args:?}: no `{word}` in {}", said.err);
    }
    for english in ["error", "Usage:", "required", "unexpected", "For more information"] {
        assert!(!said.err.contains(english), "{args:?}: {}", said.err);
    }
}

#[test]
fn every_command_says_what_is_missing() {
    misused(&["new"], &["--territory", "--output", "passerelle new"]);
    misused(&["new", "--territory", "35238"], &["--output"]);
    misused(&["new", "--territory"], &["demande une valeur"]);
    misused(&["check"], &["FILE", "passerelle check"]);
    misused(&["score"], &["FILE", "passerelle score"]);
    misused(&["import"], &["FILE", "CSV", "--from"]);
    misused(&["import", "a.passerelle", "b.csv"], &["--from"]);
    misused(&["import", "a.passerelle", "b.csv", "--from", "csv"], &["--table"]);
    misused(&["export"], &["FILE", "passerelle export"]);
}

#[test]
fn every_command_says_what_it_does_not_know() {
    misused(&["score", "a.passerelle", "--format", "xml"], &["xml", "text, json"]);
    misused(&["export", "a.passerelle", "--format", "odt"], &["odt", "pdf"]);
    misused(&["import", "a", "b", "--from", "insees"], &["insees", "answers"]);
    misused(&["score", "a.passerelle", "--formt", "json"], &["--formt", "passerelle score"]);
    misused(&["score", "a.passerelle", "b.passerelle"], &["b.passerelle"]);
    misused(&["check", "a.passerelle", "--pack", "b.ron"], &["--pack"]);
    misused(&["--lang", "xx", "score", "a"], &["xx", "fr, "]);
    misused(&["score", "a", "--quick"], &["--quick"]);
}

#[test]
fn help_is_in_the_language_asked_for() {
    for args in [&["--help"][..], &["new", "-h"], &["check", "--help"], &["import", "--help"]] {
        let help = done(args);
        for word in ["Utilisation", "Arguments et options"] {
            assert!(help.contains(word), "{args:?}: {help}");
        }
        for english in ["Usage:", "Options:", "Print help", "possible values", "default"] {
            assert!(!help.contains(english), "{args:?}: {help}");
        }
    }
    assert!(done(&["--help"]).contains("Commandes"));
    assert!(done(&["--help", "--lang", "en"]).contains("Usage:"));
    assert!(done(&["--version"]).contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_mistyped_command_opens_no_window() {
    for (word, meant) in [("exprot", "passerelle export"), ("chek", "passerelle check")] {
        let said = passerelle(&[word]);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{said:?}");
        for part in [word, "ni une commande ni un fichier", meant, "--help"] {
            assert!(said.err.contains(part), "no `{part}` in: {}", said.err);
        }
    }
    let said = passerelle(&["foo"]);
    assert_eq!(said.code, 2);
    assert!(!said.err.contains("Vouliez-vous"), "{}", said.err);
    assert!(said.err.contains("foo.passerelle"), "{}", said.err);
}

#[test]
fn a_file_is_opened_even_where_it_is_missing_or_its_ending_is_left_out() {
    use passerelle::cli::{Outcome, Terminal, run};
    let window = |word: &std::path::Path| {
        let args = ["passerelle".into(), word.as_os_str().to_owned()];
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut terminal = Terminal { out: &mut out, err: &mut err };
        let settings = passerelle::storage::settings::Settings::default();
        run(&args, &settings, crate::session::clock(), &mut terminal)
    };
    // The window itself says what is wrong with a file that is not there.
    let missing = std::path::Path::new("absent.passerelle");
    assert_eq!(window(missing), Outcome::Window(Some(missing.to_owned())));
    let (folder, file) = super::rennes();
    assert_eq!(window(std::path::Path::new(&file)), Outcome::Window(Some(file.into())));
    let named = folder.path().join("rennes");
    assert_eq!(window(&named), Outcome::Window(Some(named.clone())));
}
