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
    misused(&["--lang", "de", "score", "a"], &["de", "fr, en"]);
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
