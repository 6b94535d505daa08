//! What the program is made of: nothing that speaks to a network.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

/// Libraries that speak a protocol of the network, by the beginning of their names.
const NETWORK: [&str; 28] = [
    "async-net",
    "attohttpc",
    "awc",
    "curl",
    "ehttp",
    "ftp",
    "h2",
    "h3",
    "hickory",
    "http-body",
    "hyper",
    "isahc",
    "libssh",
    "minreq",
    "native-tls",
    "openssl",
    "quiche",
    "quinn",
    "reqwest",
    "rustls",
    "sentry",
    "ssh2",
    "surf",
    "tiny_http",
    "trust-dns",
    "tungstenite",
    "ureq",
    "websocket",
];

#[test]
fn no_library_speaks_to_a_network() {
    let lock = fs::read_to_string("Cargo.lock").unwrap();
    let names: BTreeSet<&str> =
        lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"')).collect();
    assert!(names.contains("passerelle") && names.len() > 300, "the lock file is read");
    let speakers: Vec<_> =
        names.iter().filter(|name| NETWORK.iter().any(|start| name.starts_with(start))).collect();
    assert!(speakers.is_empty(), "they speak to a network: {speakers:?}");
}

#[test]
fn no_code_of_ours_opens_a_connection() {
    let mut files = 0;
    each_source(Path::new("src"), &mut |path, text| {
        files += 1;
        for word in ["std::net", "TcpStream", "UdpSocket", "TcpListener"] {
            assert!(!text.contains(word), "{} names {word}", path.display());
        }
    });
    assert!(files > 200, "the sources are read");
}

/// The versions of libraries that a lock file names.
fn locked(file: &str) -> BTreeSet<(String, String)> {
    let text = fs::read_to_string(file).unwrap();
    let field = |block: &str, name: &str| {
        let start = format!("{name} = \"");
        let line = block.lines().find_map(|line| line.strip_prefix(&start)?.strip_suffix('"'));
        line.unwrap_or_default().to_owned()
    };
    let blocks = text.split("[[package]]").skip(1);
    blocks.map(|block| (field(block, "name"), field(block, "version"))).collect()
}

#[test]
fn the_fuzzer_reads_with_the_libraries_of_the_program() {
    let (own, fuzzed) = (locked("Cargo.lock"), locked("fuzz/Cargo.lock"));
    assert!(100 < fuzzed.len(), "the lock file is read");
    let others: Vec<_> = fuzzed.difference(&own).map(|(name, _)| name.as_str()).collect();
    assert_eq!(others, ["arbitrary", "libfuzzer-sys", "passerelle-fuzz"]);
}

#[test]
fn the_list_of_what_a_release_is_made_of_is_whole() {
    let made = Command::new("packaging/sbom").args(["--target", "all"]).output();
    let Ok(made) = made else {
        println!("not made: python3 is not here");
        return;
    };
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let bom: serde_json::Value = serde_json::from_slice(&made.stdout).unwrap();
    let list = |of: &serde_json::Value| of.as_array().unwrap().clone();
    let text = |of: &serde_json::Value, key: &str| of[key].as_str().unwrap_or_default().to_owned();
    let components = list(&bom["components"]);
    let refs: BTreeSet<String> = components.iter().map(|one| text(one, "bom-ref")).collect();
    assert_eq!(refs.len(), components.len(), "each stands there once");
    let own = text(&bom["metadata"]["component"], "bom-ref");
    for one in list(&bom["dependencies"]) {
        for needed in list(&one["dependsOn"]) {
            let needed = needed.as_str().unwrap();
            assert!(refs.contains(needed) || needed == own, "{needed} is not listed");
        }
    }
    let locked = locked("Cargo.lock");
    for one in &components {
        let (kind, name, version) = (text(one, "type"), text(one, "name"), text(one, "version"));
        assert!(!list(&one["licenses"])[0].is_null(), "{name} has a licence");
        assert!(!one.to_string().contains("see the package"), "{name} has a licence");
        assert!(kind != "library" || locked.contains(&(name.clone(), version)), "{name}");
        assert_ne!(name, "proptest", "what only tests need is not in a release");
    }
    for name in ["ron", "typst", "eframe", "age", "wqy-microhei.ttc.br", "countries.tsv"] {
        assert!(components.iter().any(|one| text(one, "name") == name), "{name} is listed");
    }
}

fn each_source(folder: &Path, look: &mut impl FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            each_source(&path, look);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            look(&path, &fs::read_to_string(&path).unwrap());
        }
    }
}
