"""How tables are read and written: tab-separated text, one header line, large ones compressed."""

import pathlib
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE.parent


def facts(name):
    """The rows of a table kept by hand in `facts/`."""
    lines = (HERE / "facts" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t") + [""] * len(header))) for line in lines[1:] if line]


def text(header, rows):
    lines = ["\t".join(str(cell) for cell in row) for row in [header, *rows]]
    assert all(line.count("\t") == len(header) - 1 for line in lines), "a cell holds a tab"
    return "\n".join(lines) + "\n"


def write_plain(name, header, rows):
    (OUT / name).write_text(text(header, rows), encoding="utf-8")


def write_compressed(name, content, brotli):
    """Writes text or bytes as `<name>.br`, with the strongest compression."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    (OUT / f"{name}.br").write_bytes(brotli.compress(data, quality=11, lgwin=24))


def fold(name):
    """Lower case without accents, ligatures and punctuation: how names are compared here."""
    name = name.replace("œ", "oe").replace("Œ", "Oe").replace("æ", "ae").replace("Æ", "Ae").replace("ß", "ss")
    kept = [c if c.isalnum() else " " for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c)]
    return " ".join("".join(kept).lower().split())
