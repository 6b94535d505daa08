#!/usr/bin/python3
"""Measures the finished program as a whole and prints one table, each figure beside its bar.

    cargo build --profile dist --locked
    benches/all.py [--program target/dist/passerelle] [--runs 7] [--window] [--peers]

Every line is a whole process, from its start to its exit: seconds of processor (which other work on
the machine moves little), seconds by the clock, and the largest memory. Medians of the runs after
one that is not counted. `--window` adds what benches/window.py says. `--peers` has WeasyPrint,
Chromium and LibreOffice, those that are found, make a PDF of the same pages, from the HTML or Word
file that Passerelle wrote. What happens within the process is measured by `cargo bench`.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "templates/examples/valmont.passerelle"


def once(command, folder):
    """Seconds of processor, seconds by the clock, and megabytes at most, of one run."""
    start = time.monotonic()
    with open(os.devnull, "wb") as nowhere:
        process = subprocess.Popen(
            [str(part) for part in command], cwd=folder, stdout=nowhere, stderr=nowhere
        )
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{command} ended with {process.returncode}")
    passed = time.monotonic() - start
    return usage.ru_utime + usage.ru_stime, passed, usage.ru_maxrss / 1024


def median(command, folder, runs):
    once(command, folder)
    return [statistics.median(column) for column in zip(*(once(command, folder) for _ in range(runs)))]


def row(what, figures, bar=""):
    processor, passed, memory = figures
    print(f"| {what} | {processor:.2f} s | {passed:.2f} s | {memory:.0f} MB | {bar} |", flush=True)


def peers(folder):
    """Programs that turn the same content into a PDF, those that are at hand."""
    page, word = folder / "note.html", folder / "note.docx"
    if weasyprint := shutil.which("weasyprint"):
        yield "WeasyPrint, from our HTML", [weasyprint, page, folder / "w.pdf"]
    if chromium := shutil.which("chromium"):
        out = f"--print-to-pdf={folder / 'c.pdf'}"
        flags = ["--headless", "--no-sandbox", "--disable-gpu", out]
        yield "Chromium, from our HTML (its first process alone is counted)", [chromium, *flags, page]
    if office := shutil.which("soffice"):
        flags = ["--headless", "--convert-to", "pdf", "--outdir", folder / "office"]
        yield "LibreOffice, from our Word file", [office, *flags, word]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--program", default=ROOT / "target/dist/passerelle", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--window", action="store_true")
    parser.add_argument("--peers", action="store_true")
    options = parser.parse_args()
    program = options.program.resolve()
    print(f"executable: {program.stat().st_size / 1e6:.1f} MB (bar 60 MB)\n")
    print("| Whole process | Processor | Clock | Memory at most | Bar |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        row("`--version`", median([program, "--version"], folder, options.runs))
        new = [program, "new", "--territory", "35238", "--force", "-o", folder / "r.passerelle"]
        row("`new`: a commune found, its file written", median(new, folder, options.runs))
        for command in ("check", "score", "advise"):
            row(f"`{command}` of the worked example", median([program, command, EXAMPLE], folder, options.runs))
        for kind in ("pdf", "docx", "html", "xlsx", "md"):
            target = folder / f"note.{kind}"
            export = [program, "export", EXAMPLE, "--format", kind, "--force", "-o", target]
            bar = "0.35 s" if kind == "pdf" else ""
            figures = median(export, folder, options.runs)
            row(f"`export` of the whole note, {kind}, {target.stat().st_size / 1000:.0f} kB", figures, bar)
        if options.peers:
            for what, command in peers(folder):
                row(what, median(command, folder, max(options.runs // 2, 1)))
    if options.window:
        print(flush=True)
        script = pathlib.Path(__file__).with_name("window.py")
        subprocess.run([sys.executable, script, "--program", program, str(EXAMPLE)], check=True)


main()
