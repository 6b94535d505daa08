"""Scores random diagnostics again, by the functions of the method's reference implementation.

Usage: reference.py REFERENCE_SCORER.py QUESTIONNAIRE.json CASES.jsonl

Each line of CASES.jsonl is a diagnostic: its answers as they were entered, and what
`passerelle score --format json` says of it. Weights, goalposts, references and the values of
options are read from QUESTIONNAIRE.json, functions from REFERENCE_SCORER.py: nothing of the
program is used but its result, except where `taken` says so (whether a question applies, and the
figures that are computed from tables). Prints every difference, then what was compared.
"""
import importlib.util
import json
import re
import sys
from collections import Counter

spec = importlib.util.spec_from_file_location("reference", sys.argv[1])
ref = importlib.util.module_from_spec(spec)
spec.loader.exec_module(ref)
QUESTIONS = {q["id"]: q for q in json.load(open(sys.argv[2]))["questions"]}
UNK, NA = ref.UNK, ref.NA
# The JSON gives six decimals; figures are divided and multiplied before they are compared.
NEAR = 2e-6

compared, taken, wrong = Counter(), Counter(), []


def same(what, case, ours, theirs, near=NEAR):
    compared[what.split(" ")[0]] += 1
    if (ours is None) != (theirs is None) or (ours is not None and abs(ours - theirs) > near):
        wrong.append(f"case {case}: {what}: {ours} here, {theirs} by the reference")


def number(text):
    return float(text.replace(",", "."))


def posts(score):
    return [number(part) for part in re.search(r"bornes ([\d,./]+)", score).group(1).split("/")]


def interval(answer):
    """An answer's figure as (low, high), or UNK or NA."""
    if answer["state"] in ("unknown", "not_asked"):
        return UNK
    if answer["state"] == "not_applicable":
        return NA
    return (answer["low"], answer["high"])


def divided(of, to, times):
    if of in (UNK, NA):
        return of
    if to in (UNK, NA) or to[0] <= 0:
        return UNK
    return (of[0] / to[1] * times, of[1] / to[0] * times)


def through(figure, function):
    return figure if figure in (UNK, NA) else tuple(function(x) for x in figure)


def value(id, answers):
    """What the reference makes of an answer, or None where it cannot be redone from answers."""
    question, answer = QUESTIONS[id], answers[id]
    kind, score = question["type"], question["score"]
    figure = interval(answer)
    if kind == "scale":
        return through(figure, lambda k: k / 4)
    if kind == "ynp":
        return through(figure, lambda k: {0: 1.0, 1: 0.5, 2: 0.0}[k])
    if kind == "choice":
        return through(figure, lambda k: question["options"][int(k)][2])
    if kind == "multi" and "min(1, n/" in score:
        most = number(re.search(r"n/(\d+)", score).group(1))
        return through(figure, lambda n: min(1.0, n / most))
    if id == "ESR-01":
        if figure in (UNK, NA):
            return figure
        parts = answer["parts"]
        if parts["total"] <= 0:
            return UNK
        share = parts["international"] / parts["total"] * 100
        return (ref.lq(share, 13), ref.lq(share, 13))
    if id == "ECO-02":
        cap = lambda x: min(0.75, ref.lq(x, answer["national"]))
        return through(figure, cap)
    if "LQ" in score:
        national = number(re.search(r"([\d,]+) %", score).group(1))
        return through(figure, lambda x: ref.lq(x, national))
    goal = lambda x: ref.pw(x, posts(score))
    if id == "ASS-01":
        return through(divided(figure, interval(answers["TER-02"]), 10_000), goal)
    if id == "MOY-01":
        return through(divided(figure, interval(answers["TER-04"]), 1000), goal)
    if id == "MOY-04":
        return through(divided(figure, interval(answers["TER-02"]), 100_000), goal)
    if id == "MOY-07":
        return through(divided(figure, interval(answers["MOY-01"]), 1), goal)
    if kind == "num" and score.startswith("bornes"):
        return through(figure, goal)
    return None


def check_question(case, ours, answers, values):
    id, outcome = ours["id"], ours["outcome"]
    own = (ours["value"]["low"], ours["value"]["high"]) if ours["value"] else UNK
    if outcome not in ("known", "unknown"):
        taken["applicability"] += 1
        values[id] = NA
        if outcome == "not_applicable" and answers[id]["state"] != "not_applicable":
            wrong.append(f"case {case}: {id} is said not to apply, and was not answered so")
        return
    theirs = value(id, answers) if id in answers else None
    if theirs is None:
        taken["computed figures"] += 1
        values[id] = own
        formula = ours["explanation"]["formula"]
        if own != UNK and ours["figure"] and formula["kind"] == "goalposts":
            for end in ("low", "high"):
                by = ref.pw(ours["figure"][end], formula["posts"])
                same(f"goalposts of {id} {end}", case, ours["value"][end], by, 1e-4)
        return
    values[id] = theirs
    compared["answer"] += 1
    if (own == UNK) != (theirs == UNK) or theirs == NA:
        wrong.append(f"case {case}: {id} is {own} here, {theirs} by the reference")
    elif own != UNK:
        same(f"answer {id} low", case, own[0], theirs[0])
        same(f"answer {id} high", case, own[1], theirs[1])


def members(block):
    """The questions of a block, by the questionnaire alone."""
    parts = {"I": "intensité", "M": "mobilisation"}
    prefix, _, dim = block.rpartition("_")
    part = parts.get(prefix, "action")
    return [id for id, q in QUESTIONS.items() if q["dim"] == dim and q["part"] == part]


MEANS = {
    "MOB": ["M_DIA", "M_ESR", "M_ECO", "M_ASS"],
    "A": ["I_DIA", "I_ESR", "I_ECO", "I_ASS"],
    "B": ["MOB", "PAR", "RES", "GOV", "MOY", "COM", "FOR", "ODD"],
}


def check_block(case, ours, values, blocks):
    id = ours["id"]
    if id in MEANS:
        parts = [blocks.get(part) for part in MEANS[id]]
        parts = [part for part in parts if part]
        if not parts:
            return
        for key, field in (("L", "low"), ("H", "high")):
            same(f"mean {id} {field}", case, ours[field], sum(p[key] for p in parts) / len(parts))
        if all(part["C"] is not None for part in parts):
            centre = sum(part["C"] for part in parts) / len(parts)
            same(f"mean {id} centre", case, ours["centre"], centre)
            blocks[id] = dict(L=ours["low"], C=ours["centre"], H=ours["high"])
        else:
            blocks[id] = dict(L=ours["low"], C=ours["centre"], H=ours["high"])
        return
    items = [(QUESTIONS[q]["weight"], values[q]) for q in members(id) if q in values]
    theirs = ref.agg(items)
    if theirs is None:
        if "low" in ours:
            wrong.append(f"case {case}: {id} has a value here and none by the reference")
        return
    for key, field in (("L", "low"), ("C", "centre"), ("H", "high"), ("kappa", "completeness")):
        same(f"block {id} {field}", case, ours[field], theirs[key])
    blocks[id] = theirs


def check_level(case, ours):
    """Levels by threshold and gates: the highest whose threshold and all gates up to it hold."""
    level = ours.get("level")
    if not level or "low" not in ours:
        return
    holds = {int(gate["level"][1:]): gate["holds"] == "yes" for gate in level["gates"]}
    for by, field in (("by_low", "low"), ("by_centre", "centre"), ("by_high", "high")):
        if ours[field] is None or level[by] is None:
            continue
        # A value that stands on a threshold is rounded: either side is right.
        if any(abs(ours[field] - t) < NEAR for t in (0.10, 0.35, 0.60, 0.80)):
            continue
        top = ref.level_from(ours[field])
        reached = 0
        for k in range(1, top + 1):
            if not holds.get(k, True):
                break
            reached = k
        same(f"level {ours['id']} {by}", case, int(level[by][1:]), reached)


TIES = {
    "diasporas": [0, 0.5, 2, 5, 15],
    "students": [0, 0.1, 0.3, 1, 3],
    "associations": [0, 1, 2, 4, 8],
}


def check_matrix(case, matrix, closed):
    for row in (matrix or {}).get("countries", []):
        name = row["country"]
        ends = {}
        for end in ("low", "high"):
            ties = [tie[end] for tie in row["ties"]]
            ends[end] = 0.5 * max(ties) + 0.5 * sum(ties) / 4
            same(f"roots {name} {end}", case, row["roots"][end], ends[end])
        for tie in row["ties"]:
            if tie["figure"] and tie["tie"] in TIES and tie["origin"] == "listed":
                for end in ("low", "high"):
                    by = ref.pw(tie["figure"][end], TIES[tie["tie"]])
                    same(f"tie {name} {tie['tie']} {end}", case, tie[end], by, 1e-4)
        for end in ("low", "high"):
            none = 1.0
            for one in row["partnerships"]:
                same(
                    f"strength {name} {end}",
                    case,
                    one["strength"][end],
                    one["activity"][end] * (0.4 + 0.6 * one["quality"][end]),
                )
                none *= 1 - one["strength"][end]
            # A country without any, where the list is open, may have one that nobody listed.
            hidden = end == "high" and not row["partnerships"] and not closed
            most = 1.0 if hidden else 1 - none
            same(f"partnership {name} {end}", case, row["partnership"][end], most, 1e-5)
        other = {"low": "high", "high": "low"}
        for end in ("low", "high"):
            p, q = row["partnership"], row["roots"]
            o = ends[end] * (1 - p[other[end]])
            u = p[end] * (1 - q[other[end]])
            same(f"opportunity {name} {end}", case, row["opportunity"][end], o, 1e-5)
            same(f"unrooted {name} {end}", case, row["unrooted"][end], u, 1e-5)


cases = 0
for line in open(sys.argv[3]):
    data = json.loads(line)
    case, score, answers = data["case"], data["score"], data["answers"]
    cases += 1
    values, blocks = {}, {}
    for question in score["questions"]:
        check_question(case, question, answers, values)
    for block in score["blocks"] + score["indices"]:
        if block["id"] not in MEANS:
            check_block(case, block, values, blocks)
    for id in ("MOB", "A", "B"):
        for block in score["blocks"] + score["indices"]:
            if block["id"] == id and "low" in block:
                check_block(case, block, values, blocks)
    for block in score["blocks"]:
        check_level(case, block)
    check_matrix(case, score["matrix"], data["closed"])

for difference in wrong[:40]:
    print(difference)
print(f"{cases} diagnostics, {sum(compared.values())} values compared "
      f"({', '.join(f'{n} {what}' for what, n in sorted(compared.items()))}); "
      f"taken as given: {dict(taken)}; {len(wrong)} differences")
sys.exit(1 if wrong else 0)
