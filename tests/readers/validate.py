"""Checks the PDFs of a folder against PDF/UA-1 and PDF/A-2a with PyPI's page-validation."""

import glob
import os
import sys

print("== PDF/UA-1 and PDF/A-2a")
try:
    import page
except ImportError:
    print("passed over here: page-validation is not installed; `cargo test read_aloud` runs the same checks")
    sys.exit()
profiles = {"PDF/UA-1": page.ValidationProfile.PDF_UA_1, "PDF/A-2a": page.ValidationProfile.PDF_A_2A}
for path in sorted(glob.glob(f"{sys.argv[1]}/*.pdf")):
    said = []
    for name, profile in profiles.items():
        report = page.validate_pdf(path, profile=profile)
        rules = sorted({failure.rule_id for failure in report.failures})
        said.append(f"{name} " + ("compliant" if report.is_compliant else f"NOT COMPLIANT: {', '.join(rules)}"))
    print(f"{os.path.basename(path)}: {'; '.join(said)}")
