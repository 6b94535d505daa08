"""Reads the Word documents and workbooks of a folder with python-docx and openpyxl."""

import glob
import os
import sys

folder = sys.argv[1]

print("== python-docx")
try:
    import docx
    for path in sorted(glob.glob(f"{folder}/*.docx")):
        document = docx.Document(path)
        styles = [p.style.name for p in document.paragraphs]
        headings = sum(name.lower().startswith("heading") for name in styles)
        rows = sum(len(table.rows) for table in document.tables)
        core = document.core_properties
        print(f"{os.path.basename(path)}: {headings} headings, {len(document.tables)} tables, {rows} rows, "
              f"language {core.language}, « {core.title} »")
except ImportError:
    print("passed over: python-docx is not installed")

print("== openpyxl")
try:
    import openpyxl
    for path in sorted(glob.glob(f"{folder}/*.xlsx")):
        book = openpyxl.load_workbook(path)
        cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
        formulas = sum(c.data_type == "f" for c in cells)
        texts = sum(c.data_type == "s" and str(c.value).startswith(("=", "+", "-", "@")) for c in cells)
        print(f"{os.path.basename(path)}: {len(book.sheetnames)} sheets, {formulas} formulas, "
              f"{texts} texts that look like one and are none; {', '.join(book.sheetnames)}")
except ImportError:
    print("passed over: openpyxl is not installed")
