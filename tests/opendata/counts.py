#!/usr/bin/python3
"""Counts official files twice: by the program, and by one line of awk that knows nothing of it.

    tests/opendata/counts.py FOLDER [--program target/release/passerelle]

FOLDER holds the real files, which are not part of the project. Each is read for a territory with
`import --dry-run`; what it says is put beside the line of awk, and the table of docs/import.md is
printed. Ends with 1 if one of them differs. The two registers are too quoted for awk: Python's own
reader counts them.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

SISE = "mesr/sise_etudiants_internationaux_par_etablissement_2012_2024.csv"
MESR = "mesr/fr-esr-principaux-etablissements-enseignement-superieur.csv"
RNA = "rna/rna_waldec_extrait_reel_4_lignes.csv"
TWIN = "wikidata/wikidata_p190_france_2017.tsv"
IMG1B = "insee/img1b_rp2022_france_metropolitaine_top25_ensemble.csv"

STUDENTS = r"internationaux : ([\d ]+)"
ALL = r"en tout : ([\d ]+)"
HERE = r"([\d ]+) concernent? le territoire"
NOWHERE = r"([\d ]+) n(?:e|’)(?: sont|est) localisées? nulle part"
ELSEWHERE = r"([\d ]+) concernent? d’autres territoires"
READ = r"([\d ]+) lignes lues"


def read(column, code):
    """A line of Python that counts the rows of a quoted file with this code."""
    return (
        "python3 -c \"import csv,sys;print(sum(r['%s']=='%s' for r in "
        "csv.DictReader(open(sys.argv[1],encoding='utf-8-sig'),delimiter=';')))\" FILE"
    ) % (column, code)


# The kind, the file, the territory, what is counted, where the program says it, and the line.
CASES = [
    ("sise", SISE, "44109", "students, 2024", ALL,
     "awk -F';' '$8==\"44109\"&&$1==2024{n+=$6+$7}END{print n}' FILE"),
    ("sise", SISE, "44109", "international students, 2024", STUDENTS,
     "awk -F';' '$8==\"44109\"&&$1==2024{n+=$7}END{print n}' FILE"),
    ("sise", SISE, "69123", "international students, nine districts", STUDENTS,
     "awk -F';' '($8==\"69123\"||($8>=69381&&$8<=69389))&&$1==2024{n+=$7}END{print n}' FILE"),
    ("sise", SISE, "75056", "international students, twenty districts", STUDENTS,
     "awk -F';' '($8==\"75056\"||($8>=75101&&$8<=75120))&&$1==2024{n+=$7}END{print n}' FILE"),
    ("sise", SISE, "38185", "rows (the campus is not the seat)", HERE,
     "awk -F';' '$8==\"38185\"&&$1==2024{n++}END{print n+0}' FILE"),
    ("sise", SISE, "44109", "rows of 2024 without a commune", NOWHERE,
     "awk -F';' '$8==\"\"&&$1==2024{n++}END{print n}' FILE"),
    ("mesr", MESR, "44109", "institutions", HERE, read("Code commune", "44109")),
    ("mesr", MESR, "44109", "institutions without a commune", NOWHERE, read("Code commune", "")),
    ("rna", RNA, "97611", "lines about elsewhere", ELSEWHERE,
     "python3 -c \"import csv,sys;print(sum(r['adrs_codeinsee']!='97611' for r in "
     "csv.DictReader(open(sys.argv[1],encoding='utf-8-sig'),delimiter=';')))\" FILE"),
    ("wikidata", TWIN, "44109", "twin towns", HERE,
     "awk -F'\\t' '$1==\"Nantes\"{n++}END{print n}' FILE"),
    ("wikidata", TWIN, "93066", "twin towns, not those of La Réunion", HERE,
     "awk -F'\\t' '$1==\"Saint-Denis\"&&$3>0{n++}END{print n}' FILE"),
    ("wikidata", TWIN, "97411", "twin towns, not those of Seine-Saint-Denis", HERE,
     "awk -F'\\t' '$1==\"Saint-Denis\"&&$3<0{n++}END{print n}' FILE"),
    ("wikidata", TWIN, "93048", "twin towns, not those of Pas-de-Calais", HERE,
     "awk -F'\\t' '$1==\"Montreuil\"&&$3<50{n++}END{print n}' FILE"),
    ("insee", IMG1B, "44109", "lines", READ, "wc -l < FILE"),
]


def by_line(line, file):
    line = line.replace("FILE", f"'{file}'")
    return int(subprocess.run(["sh", "-c", line], check=True, capture_output=True, text=True).stdout)


def by_program(program, case, folder, scratch):
    kind, file, code, _, pattern, _ = case
    document = pathlib.Path(scratch) / f"{code}.passerelle"
    if not document.exists():
        new = [program, "new", "--territory", code, "-o", document]
        subprocess.run(new, check=True, capture_output=True)
    command = [program, "import", document, folder / file, "--from", kind, "--dry-run"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    said = re.sub("[\u00a0\u202f]", " ", said)
    found = re.search(pattern, said)
    return int(found.group(1).replace(" ", "")) if found else 0


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--program", default="target/release/passerelle", type=pathlib.Path)
    given = arguments.parse_args()
    print("| File | Territory | Counted | Program | Apart | By |\n|---|---|---|--:|--:|---|")
    differ = 0
    with tempfile.TemporaryDirectory() as scratch:
        for case in CASES:
            _, file, code, what, _, line = case
            ours = by_program(given.program.resolve(), case, given.folder, scratch)
            theirs = by_line(line, given.folder / file)
            differ += ours != theirs
            name = file.split("/")[1].split("_")[0].split(".")[0]
            shown = line.replace("|", "\\|")
            mark = "" if ours == theirs else " **differs**"
            print(f"| {name} | {code} | {what} | {ours:,} | {theirs:,}{mark} | `{shown}` |")
    sys.exit(1 if differ else 0)


main()
