#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| passerelle_fuzz::run("panel", bytes));
