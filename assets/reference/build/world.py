"""The world's outlines, simplified for a small map, each border once."""

import json

from tables import write_compressed

# Degrees: under half a pixel on a map 2,000 pixels wide.
TOLERANCE = 0.05
# Parts that the United Nations count with a country, drawn with it and without a border.
PARTS = {"SOL": "SOM", "CYN": "CYP"}
LEFT_OUT = {"ATA"}


def build(folders, brotli, rows):
    path = folders["atlas"] / "package/world/50m.json"
    topology = json.loads(path.read_text(encoding="utf-8"))
    codes = {row[1]: row[0] for row in rows}
    arcs = [simplified(decoded(arc, topology["transform"])) for arc in topology["arcs"]]
    countries = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        a3 = shape["properties"]["a3"]
        if a3 not in LEFT_OUT:
            polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            countries.setdefault(codes.get(PARTS.get(a3, a3), "-"), []).extend(polygons)
    lines, number = [], {}
    for code in sorted(countries):
        polygons = [
            [ring for ring in polygon if is_visible(ring, arcs)]
            for polygon in dissolved(countries[code], arcs) if is_visible(polygon[0], arcs)
        ]
        if not polygons:
            continue
        lines.append(code + " " + ";".join("/".join(written(ring, number) for ring in polygon) for polygon in polygons))
    drawn = sorted(number, key=number.get)
    text = "\n".join(deltas(arcs[arc]) for arc in drawn) + "\n\n" + "\n".join(lines) + "\n"
    write_compressed("world.txt", text, brotli)


def decoded(arc, transform):
    """The points of an arc in hundredths of a degree."""
    (scale_x, scale_y), (from_x, from_y) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        point = (round((x * scale_x + from_x) * 100), round((y * scale_y + from_y) * 100))
        if not points or points[-1] != point:
            points.append(point)
    return points


def simplified(points):
    """Douglas and Peucker; a closed arc keeps a triangle at least, so that no island is lost."""
    limit = TOLERANCE * 100
    if len(points) < 4:
        return points
    if points[0] != points[-1]:
        return peucker(points, limit)
    far = max(range(len(points)), key=lambda i: distance(points[i], points[0], points[0]))
    halves = peucker(points[: far + 1], limit)[:-1] + peucker(points[far:], limit)
    return halves if 4 <= len(halves) else [points[0], points[len(points) // 3], points[2 * len(points) // 3], points[0]]


def peucker(points, limit):
    keep, stack = {0, len(points) - 1}, [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        at = max(range(first + 1, last), key=lambda i: distance(points[i], points[first], points[last]))
        if limit < distance(points[at], points[first], points[last]):
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [points[i] for i in sorted(keep)]


def distance(point, start, end):
    (x, y), (ax, ay), (bx, by) = point, start, end
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = 0 if length == 0 else max(0, min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
    return ((x - ax - along * (bx - ax)) ** 2 + (y - ay - along * (by - ay)) ** 2) ** 0.5


def dissolved(polygons, arcs):
    """The polygons of one country without the borders between them; none of these has a lake."""
    used = {arc for polygon in polygons for ring in polygon for arc in ring}
    if not any(~arc in used for arc in used):
        return polygons
    pieces = [arc for polygon in polygons for ring in polygon for arc in ring if ~arc not in used]
    rings = []
    while pieces:
        ring = [pieces.pop(0)]
        while end(ring[-1], arcs) != end(~ring[0], arcs):
            following = next(arc for arc in pieces if end(~arc, arcs) == end(ring[-1], arcs))
            pieces.remove(following)
            ring.append(following)
        rings.append(ring)
    return [[ring] for ring in rings]


def is_visible(ring, arcs):
    """Whether a ring keeps a surface: rocks smaller than a hundredth of a degree are left out."""
    return 3 <= len({point for arc in ring for point in arcs[arc if 0 <= arc else ~arc]})


def end(arc, arcs):
    return arcs[arc][-1] if 0 <= arc else arcs[~arc][0]


def written(ring, number):
    return ",".join(str(renumbered(arc, number)) for arc in ring)


def renumbered(arc, number):
    """The arc's place among those drawn; a negative number means backwards, as in the source."""
    place = number.setdefault(arc if 0 <= arc else ~arc, len(number))
    return place if 0 <= arc else ~place


def deltas(points):
    """A point, then steps."""
    x = y = 0
    steps = []
    for px, py in points:
        steps += [str(px - x), str(py - y)]
        x, y = px, py
    return " ".join(steps)
