"""French territories: communes, their former names and codes, EPCI, EPT, départements, régions."""

import json

from tables import facts, text, write_compressed, write_plain

KINDS = {
    "METRO": "metropole", "MET69": "metropole", "CU": "urban_community",
    "CA": "agglomeration_community", "CC": "commune_community",
}
LONG = {"CU ": "Communauté urbaine ", "CA ": "Communauté d'agglomération ", "CC ": "Communauté de communes "}


def build(folders, brotli):
    everything = load(folders["decoupage"], "communes")
    communes = sorted((c for c in everything if c["type"] == "commune-actuelle"), key=lambda c: c["code"])
    population = {c["code"]: c.get("population") for c in communes}
    epci, epci_of = groups(load(folders["decoupage"], "epci"), population)
    ept, ept_of = groups(load(folders["decoupage"], "ept"), population)
    rows = [
        [c["code"], c["nom"], c.get("population", ""), epci_of.get(c["code"], ""), ept_of.get(c["code"], "")]
        for c in communes
    ]
    write_compressed("communes.tsv", text("code name population epci ept".split(), rows), brotli)
    home = {c["code"]: c["departement"] for c in communes}
    # One line for each commune, in the same order: they are needed far less often.
    rows = [[",".join(c.get("codesPostaux", []))] for c in communes]
    write_compressed("postcodes.tsv", text(["postcodes"], rows), brotli)
    rows = [
        [g["code"], full_name(g["nom"]), KINDS[g["type"]], total, main_departement(g, home, population)]
        for g, total in epci
    ]
    write_compressed("epci.tsv", text("siren name kind population departement".split(), rows), brotli)
    rows = [[g["code"], g["nom"], total, main_departement(g, home, population)] for g, total in ept]
    write_plain("ept.tsv", "siren name population departement".split(), rows)
    rows = former(everything, load(folders["decoupage_2019"], "communes"))
    write_compressed("former_communes.tsv", text("code name now".split(), rows), brotli)
    regions = load(folders["decoupage"], "regions")
    write_plain("regions.tsv", ["code", "name"], [[r["code"], r["nom"]] for r in regions])
    departements = load(folders["decoupage"], "departements")
    rows = [[d["code"], d["nom"], d["region"]] for d in departements]
    write_plain("departements.tsv", ["code", "name", "region"], rows)


def load(folder, name):
    return json.loads((folder / f"package/data/{name}.json").read_text(encoding="utf-8"))


def full_name(name):
    for short, long in LONG.items():
        if name.startswith(short):
            return long + name.removeprefix(short)
    return name


def groups(listed, population):
    """The groupings by SIREN with the sum of their members, and the row of each commune's own.

    The totals of the package are older than its communes, so that the members are summed instead.
    """
    listed = sorted(listed, key=lambda group: group["code"])
    group_of = {}
    totals = []
    for row, group in enumerate(listed):
        codes = [member["code"] for member in group["membres"]]
        assert not any(code in group_of for code in codes), f"{group['nom']}: a commune in two groupings"
        group_of.update(dict.fromkeys(codes, row))
        totals.append(sum(population[code] or 0 for code in codes))
    return list(zip(listed, totals)), group_of


def main_departement(group, home, population):
    """The département where most of a grouping's people live: it says where the grouping lies."""
    totals = {}
    for member in group["membres"]:
        departement = home[member["code"]]
        totals[departement] = totals.get(departement, 0) + (population[member["code"]] or 0)
    return max(sorted(totals), key=totals.get)


def former(everything, older):
    """Old codes and former names, each with today's commune; districts of Paris, Lyon, Marseille too."""
    names = {c["code"]: c["nom"] for c in older}
    rows = set()
    for commune in everything:
        kind = commune["type"]
        if kind in ("commune-deleguee", "commune-associee"):
            names[commune["code"]] = commune["nom"]
            rows.add((commune["code"], commune["nom"], commune["chefLieu"]))
        elif kind == "arrondissement-municipal":
            rows.add((commune["code"], commune["nom"], commune["commune"]))
    named = {row[0] for row in rows}
    for commune in everything:
        for code in commune.get("anciensCodes", []):
            if code not in named:
                rows.add((code, names.get(code, ""), commune["code"]))
    current = {c["code"]: c["nom"] for c in everything if c["type"] == "commune-actuelle"}
    return sorted(row for row in rows if current.get(row[0]) != row[1])
