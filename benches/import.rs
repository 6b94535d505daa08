//! How fast a large official file is gone through, and in how much memory.
//!
//! `cargo bench --bench import` writes a made-up register of 500 MB to the temporary folder (or
//! the size in MB of `IMPORT_MB`), reads from it what is about one commune, and takes it away.

#![expect(clippy::print_stdout, clippy::expect_used, reason = "a bench tells what it measured")]

use std::{
    fs::File,
    io::{BufWriter, Write as _},
    path::Path,
    time::Instant,
};

use passerelle::{
    domain::Territory,
    exchange::{Watch, extract, recognise},
};

const HEAD: &str = "\"id\";\"date_creat\";\"date_disso\";\"position\";\"titre\";\"objet\";\
    \"objet_social1\";\"objet_social2\";\"adrs_complement\";\"adrs_numvoie\";\"adrs_typevoie\";\
    \"adrs_libvoie\";\"adrs_codeinsee\";\"adrs_codepostal\";\"adrs_libcommune\";\"siteweb\"\n";

fn main() {
    let megabytes: u64 =
        std::env::var("IMPORT_MB").ok().and_then(|text| text.parse().ok()).unwrap_or(500);
    let file = tempfile::Builder::new()
        .prefix("passerelle-import-")
        .suffix(".csv")
        .tempfile()
        .expect("the temporary folder can be written");
    let size = write(file.path(), megabytes * 1_000_000);
    let place = Territory { code: "44109".to_owned(), ..Territory::default() };
    for _ in 0..3 {
        let (begun, worked) = (Instant::now(), processor());
        let recognised = recognise(file.path(), None, None).expect("the file can be read");
        let read = extract(&recognised, &place, &Watch::default())
            .expect("the file can be read")
            .expect("the layout is known");
        let seconds = begun.elapsed().as_secs_f64();
        println!(
            "{:.0} MB, {} lines, {} kept: {seconds:.2} s, {:.0} MB/s, of the processor {:.2} s, \
             {:.0} MB/s (bar: 400); peak memory {} (bar: 30 MB)",
            size as f64 / 1e6,
            read.tally.rows,
            read.tally.here,
            size as f64 / 1e6 / seconds,
            processor() - worked,
            size as f64 / 1e6 / (processor() - worked).max(0.01),
            peak()
        );
    }
}

/// Writes a register of about so many bytes, of which one line in some twenty thousand counts.
fn write(path: &Path, size: u64) -> u64 {
    let mut out = BufWriter::new(File::create(path).expect("the file can be written"));
    out.write_all(HEAD.as_bytes()).expect("the disk has room");
    let (mut written, mut at) = (HEAD.len() as u64, 0_u64);
    while written < size {
        let commune = 1_000 + (at.wrapping_mul(7_919)) % 94_000;
        let line = format!(
            "\"W{at:09}\";\"2015-12-29\";\"0001-01-01\";\"A\";\"ASSOCIATION INVENTÉE {at}\";\
             \"promouvoir les arts et les lettres, venir en aide aux \"\"voisins\"\" du quartier, \
             organiser des rencontres, des fêtes et un jumelage avec une ville du Sénégal\";\
             \"024026\";\"000000\";\"\";\"{}\";\"RUE\";\"de la Paix\";\"{commune:05}\";\
             \"{commune:05}\";\"Commune\";\"\"\n",
            at % 200
        );
        out.write_all(line.as_bytes()).expect("the disk has room");
        written += line.len() as u64;
        at += 1;
    }
    out.flush().expect("the disk has room");
    written
}

/// How long this process has worked, in seconds, where the system tells: other work on the machine
/// moves it little. In hundredths.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace();
    let ticks = fields.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

/// The most memory that this process has used, where the system tells.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |text| text.trim().to_owned())
}
