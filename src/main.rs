//! The `passerelle` program: parse, run, exit.

fn main() {}
