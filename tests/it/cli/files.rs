//! Diagnostics that cannot be opened or written: one sentence each, and nothing changed.

use std::fs;

use super::{done, passerelle, path, put, refused, rennes, written};

/// Checks that each command that opens a diagnostic refuses this file.
#[track_caller]
fn not_opened(name: &str, bytes: &[u8], words: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let file = written(&folder, name, bytes);
    let csv = written(&folder, "réponses.csv", "id;value\nGOV-01;2\n");
    let pdf = path(&folder, "note.pdf");
    let words: Vec<&str> = words.iter().copied().chain([name]).collect();
    refused(folder.path(), &["check", &file], &words);
    refused(folder.path(), &["score", &file], &words);
    refused(folder.path(), &["score", &file, "--format", "json"], &words);
    refused(folder.path(), &["export", &file, "-o", &pdf], &words);
    refused(folder.path(), &["import", &file, &csv, "--from", "answers"], &words);
}

fn a_diagnostic() -> String {
    fs::read_to_string(rennes().1).unwrap()
}

#[test]
fn what_is_no_diagnostic_is_told_apart() {
    not_opened("vide.passerelle", b"", &["est vide", ".bak"]);
    not_opened("blanc.passerelle", b" \n\t\n", &["est vide"]);
    not_opened("image.passerelle", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", &["pas un texte"]);
    not_opened("lettre.passerelle", "Monsieur le Maire,".as_bytes(), &["pas un diagnostic"]);
    not_opened("latin.passerelle", b"(\n// caf\xe9\n format: 1)", &["UTF-8", "ligne 2"]);
}

#[test]
fn a_damaged_diagnostic_is_told_with_its_place() {
    let good = a_diagnostic();
    let half: String = good.chars().take(good.chars().count() * 9 / 10).collect();
    not_opened("coupé.passerelle", half.as_bytes(), &["Il est abîmé", "Ligne"]);
    let line = good.lines().position(|line| line.contains("as_of")).unwrap() + 1;
    let typo = good.replacen("as_of: \"", "as_of: ", 1);
    not_opened("faute.passerelle", typo.as_bytes(), &[&format!("Ligne {line}, caractère")]);
    let date = good.replacen("2026-11-23", "2026-31-12", 1);
    not_opened("date.passerelle", date.as_bytes(), &["2026-31-12", "ne peut pas se trouver ici"]);
    let odd = good.replacen("state: Number", "state: Nombre", 1);
    let bare = good.replacen("[\"economy\"]", "[economy]", 1);
    not_opened("cellule.passerelle", bare.as_bytes(), &["economy", "ne peut pas se trouver ici"]);
    not_opened("mot.passerelle", odd.as_bytes(), &["Nombre", "Ligne"]);
}

#[test]
fn a_file_too_large_is_not_even_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = path(&folder, "énorme.passerelle");
    fs::File::create(&file).unwrap().set_len(100 * 1024 * 1024).unwrap();
    refused(
        folder.path(),
        &["score", &file],
        &["énorme", "Il pèse 100 Mo", "la limite est de 64 Mo"],
    );
    let csv = path(&folder, "énorme.csv");
    fs::File::create(&csv).unwrap().set_len(100 * 1024 * 1024).unwrap();
    let good = path(&folder, "bon.passerelle");
    done(&["new", "--territory", "35238", "-o", &good]);
    let args = ["import", &good, &csv, "--from", "answers"];
    refused(folder.path(), &args, &["énorme.csv", "Il pèse 100 Mo, pour 64 Mo au plus"]);
}

#[test]
fn a_questionnaire_that_is_not_there_is_named() {
    let good = a_diagnostic();
    let (head, rest) = good.split_once("        sha256: ").unwrap();
    let rest = rest.split_once("\n    ),").unwrap().1;
    let bare = format!("{}    ),{rest}", head.replacen("passerelle.int", "quelqu.un", 1));
    not_opened("autre.passerelle", bare.as_bytes(), &["quelqu.un", "ne connaît pas"]);
    let torn = good.replacen("sha256: \"", "sha256: \"00", 1);
    not_opened("grille.passerelle", torn.as_bytes(), &["abîmée"]);
}

#[test]
fn a_newer_diagnostic_is_read_and_never_written() {
    let folder = tempfile::tempdir().unwrap();
    let newer = a_diagnostic().replacen("format: 1,", "format: 2,\n    novelty: Yes(1),", 1);
    let file = written(&folder, "récent.passerelle", &newer);
    let csv = written(&folder, "a.csv", "id;value\nGOV-01;2\n");
    let said = passerelle(&["score", &file]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.err.contains("version plus récente"), "{said:?}");
    let other = path(&folder, "copie.passerelle");
    let words = &["récent.passerelle", "version plus récente", "Mettez Passerelle à jour"];
    refused(folder.path(), &["import", &file, &csv, "--from", "answers"], words);
    refused(folder.path(), &["import", &file, &csv, "--from", "answers", "-o", &other], words);
    let broken = newer.replacen("as_of: \"", "as_of: Day(\"", 1);
    not_opened("futur.passerelle", broken.as_bytes(), &["version plus récente", "format 2"]);
}

#[test]
fn a_file_marked_read_only_is_changed_elsewhere_only() {
    let (folder, file) = rennes();
    let csv = written(&folder, "a.csv", "id;value\nGOV-01;2\n");
    let mut permissions = fs::metadata(&file).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&file, permissions).unwrap();
    let args = ["import", &file, &csv, "--from", "answers"];
    refused(folder.path(), &args, &["protégé en écriture", "rennes.passerelle"]);
    let copy = path(&folder, "copie.passerelle");
    done(&["import", &file, &csv, "--from", "answers", "-o", &copy]);
    assert!(fs::read_to_string(copy).unwrap().contains("\"GOV-01\": (state: Level(2))"));
}

#[test]
fn paths_that_lead_nowhere_are_told() {
    let (folder, file) = rennes();
    let none = path(&folder, "aucun.passerelle");
    refused(folder.path(), &["score", &none], &["aucun.passerelle", "n’existe pas"]);
    let inside = format!("{file}/dedans.passerelle");
    refused(folder.path(), &["score", &inside], &["n’existe pas"]);
    let here = folder.path().to_str().unwrap();
    refused(folder.path(), &["check", here], &["C’est un dossier"]);
    refused(folder.path(), &["check", "--pack", here], &["C’est un dossier"]);
    refused(folder.path(), &["check", "--pack", &none], &["n’existe pas"]);
    refused(folder.path(), &["import", &file, here, "--from", "answers"], &["C’est un dossier"]);
    refused(folder.path(), &["import", &file, &none, "--from", "answers"], &["n’existe pas"]);
    let nowhere = path(&folder, "pas/ici.pdf");
    refused(folder.path(), &["export", &file, "-o", &nowhere], &["Son dossier n’existe pas"]);
    let nowhere = path(&folder, "pas/ici.passerelle");
    let args = ["new", "--territory", "35238", "-o", &nowhere];
    refused(folder.path(), &args, &["Son dossier n’existe pas"]);
    refused(folder.path(), &["new", "--territory", "99999", "-o", &none], &["99999", "INSEE"]);
}

#[test]
fn what_is_there_is_replaced_only_by_force() {
    let (folder, file) = rennes();
    let args = ["new", "--territory", "44109", "-o", &file];
    refused(folder.path(), &args, &["existe déjà", "--force"]);
    done(&["new", "--territory", "44109", "-o", &file, "--force"]);
    assert!(fs::read_to_string(&file).unwrap().contains("Nantes"));
    let folder_named = path(&folder, "dossier.passerelle");
    fs::create_dir(&folder_named).unwrap();
    let args = ["new", "--territory", "44109", "-o", &folder_named, "--force"];
    refused(folder.path(), &args, &["Un dossier porte déjà ce nom"]);
}

#[test]
fn spaces_and_accents_in_paths_do_not_matter() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("Évaluation d’été (n° 2)");
    fs::create_dir(&place).unwrap();
    let named = |name: &str| place.join(name).to_str().unwrap().to_owned();
    let file = named("Saint-Denis & C°.passerelle");
    done(&["new", "--territory", "93066", "-o", &file]);
    let csv = named("mes réponses.csv");
    put(&csv, "id;value\nGOV-01;2\n").unwrap();
    assert!(done(&["import", &file, &csv, "--from", "answers"]).contains("Saint-Denis & C°"));
    done(&["check", &file]);
}

/// A full disk and a disk that may only be read, where this machine lets a test mount them.
#[test]
#[cfg(target_os = "linux")]
fn a_disk_that_is_full_or_read_only_keeps_what_it_has() {
    let folder = tempfile::tempdir().unwrap();
    let mount = |options: &str| {
        let args = ["-t", "tmpfs", "-o", options, "tmpfs"];
        let status = std::process::Command::new("mount").args(args).arg(folder.path()).output();
        status.is_ok_and(|output| output.status.success())
    };
    if !mount("size=256k") {
        println!("skipped: this user may not mount a small disk");
        return;
    }
    let unmount = || std::process::Command::new("umount").arg(folder.path()).output().unwrap();
    let checked = std::panic::catch_unwind(|| {
        let file = path(&folder, "a.passerelle");
        done(&["new", "--territory", "35238", "-o", &file]);
        let filler = vec![b' '; 256 * 1024];
        assert!(put(folder.path().join("filler"), &filler).is_err(), "the disk is small");
        let args = ["new", "--territory", "44109", "-o", &file, "--force"];
        refused(folder.path(), &args, &["Le disque est plein", "intacte"]);
        fs::remove_file(folder.path().join("filler")).unwrap();
        assert!(mount("remount,ro"));
        refused(folder.path(), &args, &["ne peut être que lu"]);
        done(&["score", &file]);
    });
    unmount();
    checked.unwrap();
}

/// A folder in which this user may not write; nothing is forbidden to an administrator.
#[test]
#[cfg(unix)]
fn a_folder_without_permission_is_told() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, file) = rennes();
    let closed = |mode| fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode));
    closed(0o555).unwrap();
    if put(folder.path().join("probe"), "").is_ok() {
        closed(0o755).unwrap();
        println!("skipped: nothing is forbidden to this user");
        return;
    }
    let args = ["new", "--territory", "44109", "-o", &file, "--force"];
    refused(folder.path(), &args, &["pas le droit d’écrire"]);
    closed(0o755).unwrap();
}
