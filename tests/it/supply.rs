//! What the program is made of: nothing that speaks to a network.

use std::{collections::BTreeSet, fs, path::Path};

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
