//! `passerelle panel` as an adviser meets it, and a member beside its peers.

use std::{fs, path::Path};

use passerelle::{
    domain::Diagnostic,
    exchange::read_panel,
    panel::Group,
    storage::{self, Extras},
};

use super::{answering, twenty};
use crate::cli::{done, passerelle, refused};

fn keep(folder: &Path, name: &str, diagnostic: &Diagnostic) -> String {
    let file = folder.join(name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, storage::write(diagnostic, &Extras::default())).unwrap();
    file.display().to_string()
}

/// Twenty members in folders within folders.
fn network(folder: &Path) {
    for (at, member) in twenty().iter().enumerate() {
        keep(folder, &format!("region-{}/member-{at}.passerelle", at % 3), member);
    }
}

#[test]
fn a_folder_becomes_a_panel_and_what_is_left_out_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let members = folder.path().join("members");
    network(&members);
    // A later state of a member, an earlier one, a torn file, and what is no diagnostic at all.
    let later = Diagnostic { as_of: jiff::civil::date(2026, 9, 1), ..twenty()[3].clone() };
    keep(
        &members,
        "later.passerelle",
        &answering(later, "MOY-01", passerelle::domain::Value::Number(60_000.0)),
    );
    let earlier = Diagnostic { as_of: jiff::civil::date(2025, 9, 1), ..twenty()[4].clone() };
    keep(&members, "earlier.passerelle", &earlier);
    let torn = storage::write(&twenty()[5], &Extras::default());
    fs::write(members.join("torn.passerelle"), &torn[..torn.len() / 2]).unwrap();
    fs::write(members.join("picture.passerelle"), [0_u8, 1, 2, 3]).unwrap();
    fs::write(members.join("notes.txt"), "rien").unwrap();
    // What a file keeps beside it is no member and nobody's double.
    keep(&members, "region-0/.member-3.passerelle.versions/20260101.passerelle", &twenty()[3]);
    fs::copy("templates/examples/valmont.passerelle", members.join("valmont.passerelle")).unwrap();
    let out = folder.path().join("reseau.panel").display().to_string();
    let said = passerelle(&["panel", &members.display().to_string(), "-o", &out]);
    assert_eq!(said.code, 0, "{said:?}");
    for words in [
        "25 fichiers trouvés",
        "20 membres comptés",
        "2 fichiers refusés",
        "2 doublons",
        "1 exemple fictif",
        "torn.passerelle",
        "picture.passerelle",
    ] {
        assert!(said.err.contains(words), "no `{words}` in:\n{}", said.err);
    }
    let panel = read_panel(&fs::read(&out).unwrap()).unwrap();
    assert_eq!(panel.members(Group::All), 20);
    assert_eq!(panel.years, (2026, 2026));
    // The same folder gives the same bytes, and an existing file is not replaced unasked.
    let again = folder.path().join("again.panel").display().to_string();
    done(&["panel", &members.display().to_string(), "-o", &again]);
    assert_eq!(fs::read(&out).unwrap(), fs::read(&again).unwrap());
    refused_on_the_way(&["panel", &members.display().to_string(), "-o", &out], "existe déjà");
}

/// Refused after progress was told: the last line says why.
#[track_caller]
fn refused_on_the_way(args: &[&str], words: &str) {
    let said = passerelle(args);
    assert_eq!((said.code, said.out.as_str()), (1, ""), "{said:?}");
    assert!(said.err.lines().last().unwrap().contains(words), "{said:?}");
}

#[test]
fn panels_are_joined_and_a_difference_of_few_is_warned_of() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    for (at, member) in twenty().iter().enumerate() {
        let region = if at % 2 == 0 { "north" } else { "south" };
        keep(folder.path(), &format!("{region}/{at}.passerelle"), member);
    }
    for region in ["north", "south"] {
        done(&["panel", &path(region), "--k", "3", "-o", &path(&format!("{region}.panel"))]);
    }
    let args =
        ["panel", "--merge", &path("north.panel"), &path("south.panel"), "-o", &path("all.panel")];
    assert!(done(&args).contains("2 panels réunis"));
    let all = read_panel(&fs::read(path("all.panel")).unwrap()).unwrap();
    assert_eq!((all.members(Group::All), all.joined, all.k), (20, 2, 3));
    // One more member in the north: the panel before and this one differ by one.
    let more = Diagnostic {
        territory: passerelle::domain::Territory {
            code: "99999".into(),
            ..twenty()[0].territory.clone()
        },
        ..twenty()[0].clone()
    };
    keep(folder.path(), "north/more.passerelle", &more);
    let said = passerelle(&[
        "panel",
        &path("north"),
        "--k",
        "3",
        "-o",
        &path("next.panel"),
        "--previous",
        &path("north.panel"),
    ]);
    assert!(said.err.contains("ne diffèrent que d’un membre"), "{said:?}");
}

#[test]
fn what_cannot_be_done_is_refused_with_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    refused(folder.path(), &["panel"], &["Indiquez un dossier"]);
    fs::write(path("bad.panel"), "{").unwrap();
    refused(folder.path(), &["panel", "--merge", &path("bad.panel")], &["bad.panel"]);
    refused(folder.path(), &["panel", "--merge", &path("none.panel")], &["none.panel"]);
    fs::create_dir(path("empty")).unwrap();
    refused_on_the_way(&["panel", &path("empty")], "Aucun diagnostic");
    for (at, member) in twenty().iter().take(4).enumerate() {
        keep(folder.path(), &format!("four/{at}.passerelle"), member);
    }
    refused_on_the_way(&["panel", &path("four")], "que 4 membres");
    let said = passerelle(&["panel", &path("four"), "--k", "2"]);
    assert_eq!(said.code, 2);
}

#[test]
fn a_member_stands_beside_its_peers_and_never_in_an_order() {
    let folder = tempfile::tempdir().unwrap();
    network(&folder.path().join("members"));
    let out = folder.path().join("reseau.panel").display().to_string();
    done(&["panel", &folder.path().join("members").display().to_string(), "-o", &out]);
    let own = keep(folder.path(), "own.passerelle", &twenty()[7]);
    let said = done(&["compare", &own, "--panel", &out]);
    for words in ["Communes de 100 000 à 200 000 habitants", "20 membres", "Votre valeur"] {
        assert!(said.contains(words), "no `{words}` in:\n{said}");
    }
    for words in ["rang", "classement", "meilleur"] {
        assert!(!said.contains(words), "`{words}` in:\n{said}");
    }
}

#[test]
fn every_count_can_be_had_as_a_table() {
    let folder = tempfile::tempdir().unwrap();
    network(folder.path());
    let said = done(&["panel", &folder.path().display().to_string(), "--format", "csv"]);
    let mut lines = said.lines();
    assert!(
        lines
            .next()
            .unwrap()
            .ends_with("measure;label;group;group_label;from;below;option;least;most;n;k")
    );
    assert!(
        lines.clone().any(|line| line.starts_with("members;") && line.ends_with(";20;20;20;5"))
    );
    assert!(lines.all(|line| line.ends_with(";5")));
}
