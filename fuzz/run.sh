#!/bin/sh
# Runs one target for so many seconds: fuzz/run.sh document 600 (`all 0` only builds them all)
# libFuzzer guides it by coverage of our code and of the parsers it uses; needs the toolchain of the
# program and a C++ compiler. `cargo fuzz run document` works too, with the nightly toolchain.
# New inputs go to fuzz/found/TARGET; those that break something to fuzz/broken/TARGET.
set -eu
cd "$(dirname "$0")"
target=$1
seconds=${2:-60}
ln -sfn ../assets assets
host=$(rustc -vV | sed -n 's/host: //p')
built=${CARGO_TARGET_DIR:-target}/$host/release/$target
RUSTFLAGS="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing" \
    cargo build --release --locked --target "$host" $([ "$target" = all ] && echo --bins || echo --bin "$target") ${JOBS:+-j "$JOBS"}
[ "$seconds" -eq 0 ] && exit
mkdir -p "found/$target" "broken/$target"
# Files that a reader opens go to memory, not to the disk.
[ -d /dev/shm ] && export TMPDIR=/dev/shm
# The bounds of time and memory of one input are in src/measure.rs; these are for what never ends.
exec "$built" "found/$target" "corpus/$target" \
    -max_total_time="$seconds" -timeout=900 -rss_limit_mb=2000 -max_len=131072 \
    -dict=words.dict -artifact_prefix="broken/$target/" -print_final_stats=1
