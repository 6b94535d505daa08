#!/usr/bin/python3
"""Measures the real window: start, memory at rest, processor at rest.

    benches/window.py [--program target/dist/passerelle] [--runs 7] [FILE]

Starts the program under an X server of its own that draws by software (Debian packages: xvfb,
libgl1-mesa-dri, python3-xlib for Debian's python3, which this script wants). The start is the time
from launching the process to the moment when pixels of its first frame are on the screen; memory
and processor are read from /proc after ten seconds without any input. Medians of the runs.
"""

import argparse
import os
import pathlib
import signal
import statistics
import subprocess
import tempfile
import time

from Xlib import X, display as xdisplay

DISPLAY = ":97"
REST = 10


def colors(screen):
    """How many different pixels a grid over the screen holds."""
    root = screen.root
    found = set()
    for y in range(20, 740, 60):
        line = root.get_image(0, y, 1366, 1, X.ZPixmap, 0xFFFFFFFF).data
        found.update(line[i : i + 3] for i in range(0, len(line), 12))
    return len(found)


def memory(pid):
    """Resident and anonymous memory in megabytes."""
    text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
    sizes = {line.split(":")[0]: int(line.split()[1]) for line in text.splitlines()[1:]}
    return sizes["Rss"] / 1024, sizes["Anonymous"] / 1024


def processor(pid):
    """Seconds of processor used so far."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def run(program, file, home):
    screen = xdisplay.Display(DISPLAY).screen()
    bare = colors(screen)
    environment = dict(os.environ, DISPLAY=DISPLAY, HOME=home, LIBGL_ALWAYS_SOFTWARE="1")
    environment.pop("WAYLAND_DISPLAY", None)
    start = time.monotonic()
    process = subprocess.Popen([program, *file], env=environment)
    while colors(screen) <= bare + 4:
        if process.poll() is not None or time.monotonic() - start > 60:
            raise SystemExit("the window did not open")
        time.sleep(0.002)
    first = time.monotonic() - start
    time.sleep(3)
    before = processor(process.pid)
    time.sleep(REST)
    used = (processor(process.pid) - before) / REST * 100
    resident, anonymous = memory(process.pid)
    process.send_signal(signal.SIGTERM)
    process.wait()
    return first, resident, anonymous, used


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default="target/dist/passerelle")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("file", nargs="*")
    options = parser.parse_args()
    server = subprocess.Popen(
        ["Xvfb", DISPLAY, "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        stderr=subprocess.DEVNULL,
    )
    try:
        time.sleep(1)
        with tempfile.TemporaryDirectory() as home:
            runs = [run(options.program, options.file, home) for _ in range(options.runs)]
    finally:
        server.terminate()
    first, resident, anonymous, used = (statistics.median(column) for column in zip(*runs))
    print(f"first frame on the screen   {first:6.3f} s   (bar 0.3 s)")
    print(f"resident memory at rest     {resident:6.1f} MB  (bar 150 MB)")
    print(f"anonymous memory at rest    {anonymous:6.1f} MB  (bar 60 MB)")
    print(f"processor at rest           {used:6.2f} %   (bar 0 %)")


main()
