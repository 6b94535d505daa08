"""Reads a web page with axe-core: its policy forbids scripts, so a copy without it is read."""

import json
import re
import subprocess
import sys

browser, folder, document = sys.argv[1:4]
page = open(f"{folder}/{document}.html", encoding="utf-8").read()
page, cut = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
assert cut == 1, "the page has its policy"
axe = open(f"{folder}/read/axe.min.js", encoding="utf-8").read()
run = """axe.run(document).then(r => { document.title = 'READ';
  document.body.textContent = 'AXE' + JSON.stringify({passes: r.passes.length,
  incomplete: r.incomplete.map(v => v.id + ' ' + v.nodes.length),
  violations: r.violations.map(v => v.id + ' (' + v.impact + ') ' + v.nodes.length + ' ' + v.nodes[0].html.slice(0, 200))}) + 'AXE'; });"""
copy = f"{folder}/read/{document}-axe.html"
page = page.replace("</body>", "<script>" + axe.replace("</script", "<\\/script") + "</script><script>" + run + "</script></body>")
open(copy, "w", encoding="utf-8").write(page)
command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=60000",
           f"--user-data-dir={folder}/read/browser", "--dump-dom", f"file://{copy}"]
dom = subprocess.run(command, capture_output=True, text=True, timeout=500).stdout
found = re.search(r"AXE(\{.*\})AXE", dom, re.S)
if not found:
    print(f"{document}.html: NOT READ")
    sys.exit()
import html
found = json.loads(html.unescape(found.group(1)))
print(f"{document}.html: {found['passes']} rules passed, {len(found['violations'])} violated, "
      f"to be looked at: {', '.join(found['incomplete']) or 'nothing'}")
for violation in found["violations"]:
    print("   ", violation)
