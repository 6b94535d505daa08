//! `passerelle merge` as a script meets it.

use std::fs;

use super::{done, path, refused, rennes, written};

/// Three files of one diagnostic: as it was sent, and as two departments filled it in.
fn files() -> (tempfile::TempDir, [String; 3]) {
    let (folder, base) = rennes();
    let copies = ["ours", "theirs"].map(|name| path(&folder, &format!("{name}.passerelle")));
    for copy in &copies {
        fs::copy(&base, copy).unwrap();
    }
    let [ours, theirs] = copies;
    let answers = "id;state;value;role;source\nGOV-01;;1;finance;note\nGOV-05;;2;finance;note\n";
    let csv = written(&folder, "a.csv", answers);
    done(&["import", &ours, &csv, "--from", "answers"]);
    let answers =
        "id;state;value;role;source\nGOV-01;;3;university;note\nGOV-08;;2;university;note\n";
    let csv = written(&folder, "b.csv", answers);
    done(&["import", &theirs, &csv, "--from", "answers"]);
    (folder, [base, ours, theirs])
}

#[test]
fn conflicts_are_told_and_nothing_is_written_until_they_are_settled() {
    let (folder, [base, ours, theirs]) = files();
    let merge = ["merge", &ours, &theirs, "--base", &base];
    refused(folder.path(), &merge, &["GOV-01", "--conflicts", "rien n’a été écrit"]);
    let (out, report) = (path(&folder, "out.passerelle"), path(&folder, "report.md"));
    let said =
        done(&[&merge[..], &["--conflicts", "both", "-o", &out, "--report", &report]].concat());
    assert!(said.contains("1 désaccords") || said.contains("désaccord"), "{said}");
    let merged = fs::read_to_string(&out).unwrap();
    for words in ["\"GOV-05\"", "\"GOV-08\"", "voices: [", "\"merged\""] {
        assert!(merged.contains(words), "{words} in {merged}");
    }
    let report_text = fs::read_to_string(&report).unwrap();
    assert!(report_text.contains("GOV-01") && report_text.contains("GOV-08"), "{report_text}");
    // What is there is not replaced without a word.
    let again = [&merge[..], &["--conflicts", "ours", "-o", &out]].concat();
    refused(folder.path(), &again, &["out.passerelle"]);
    done(&[&again[..], &["--force"]].concat());
}

#[test]
fn the_order_of_the_files_does_not_show() {
    let (folder, [base, ours, theirs]) = files();
    let third = path(&folder, "third.passerelle");
    fs::copy(&base, &third).unwrap();
    let csv = written(&folder, "c.csv", "id;state;value\nGOV-08;;2\nCOM-01;;1\n");
    done(&["import", &third, &csv, "--from", "answers"]);
    let csv = written(&folder, "d.csv", "id;state;value\nGOV-01;;1\n");
    done(&["import", &theirs, &csv, "--from", "answers"]);
    let answers = |order: [&str; 3]| {
        let out = path(&folder, "out.passerelle");
        done(&["merge", order[0], order[1], order[2], "--base", &base, "-o", &out, "--force"]);
        fs::read_to_string(&out).unwrap().split("journal").next().unwrap().to_owned()
    };
    let first = answers([&ours, &theirs, &third]);
    assert_eq!(first, answers([&third, &ours, &theirs]));
    assert_eq!(first, answers([&theirs, &third, &ours]));
}

#[test]
fn what_cannot_be_merged_is_refused_with_sentences() {
    let (folder, [_, ours, theirs]) = files();
    let other = path(&folder, "lyon.passerelle");
    done(&["new", "--territory", "69123", "-o", &other]);
    refused(folder.path(), &["merge", &ours, &other], &["Lyon", "Rennes", "Rien n’a été changé"]);
    let none = path(&folder, "none.passerelle");
    refused(folder.path(), &["merge", &ours, &none], &["none.passerelle"]);
    refused(folder.path(), &["merge", &ours, &theirs, "--base", &none], &["none.passerelle"]);
    let broken = written(&folder, "broken.passerelle", "(format: 1, answers: {");
    refused(folder.path(), &["merge", &ours, &broken], &["broken.passerelle"]);
}
