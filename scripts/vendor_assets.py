"""Bring the makers' files into the tree: GOV.UK's stylesheet and script for the product, and what tests need.

Run by hand when a version changes (`python scripts/vendor_assets.py`); it needs npm, the product does not. What belongs
to gov.uk alone is taken out on the way: the typeface, the crest, the crown and the logotypes. Checksums are written
beside what is served, and a test holds the files to them.
"""

import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SERVED = ROOT / "src/proviso/web/static/govuk"
TESTED = ROOT / "tests/vendor"

GOVUK = "6.3.0"
AXE = "4.14.1"
AJV = "8.20.0"

FONT = '"Noto Sans",arial,sans-serif'
GOVS_OWN = re.compile(r"crest|crown|copyright-logo|licence-logo|logotype|logo-dot", re.IGNORECASE)

MIT = """The MIT License (MIT)

Copyright (C) 2017 Crown Copyright (Government Digital Service)

Permission is hereby granted, free of charge, to any person obtaining a copy of
this software and associated documentation files (the "Software"), to deal in
the Software without restriction, including without limitation the rights to
use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies
of the Software, and to permit persons to whom the Software is furnished to do
so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""


def main() -> None:
    """Fetch both packages with npm, process them, write them and the checksums."""
    with tempfile.TemporaryDirectory() as folder:
        govuk = unpacked("govuk-frontend", GOVUK, Path(folder)) / "dist/govuk"
        axe = unpacked("axe-core", AXE, Path(folder))
        write_served(govuk)
        write_tested(govuk, axe)
        write_validator(Path(folder))


def unpacked(package: str, version: str, folder: Path) -> Path:
    """One package as npm gives it, unpacked."""
    subprocess.run(["npm", "pack", "--silent", f"{package}@{version}"], cwd=folder, check=True, capture_output=True)
    with tarfile.open(folder / f"{package}-{version}.tgz") as archive:
        archive.extractall(folder / package, filter="data")
    return folder / package / "package"


def write_served(govuk: Path) -> None:
    """What the product serves. The version is in each name, so that a browser never keeps an old one."""
    shutil.rmtree(SERVED, ignore_errors=True)
    SERVED.mkdir(parents=True)
    script = (govuk / "govuk-frontend.min.js").read_text()
    (SERVED / f"govuk-frontend-{GOVUK}.min.css").write_text(processed((govuk / "govuk-frontend.min.css").read_text()))
    (SERVED / f"govuk-frontend-{GOVUK}.min.js").write_text(without_map(script))
    (SERVED / "LICENCE.txt").write_text(MIT)
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(SERVED.iterdir())]
    (SERVED / "SHA256SUMS.txt").write_text("".join(sums))


def write_tested(govuk: Path, axe: Path) -> None:
    """What only tests need: every example of the maker with its HTML, every option's name, and axe."""
    TESTED.mkdir(parents=True, exist_ok=True)
    components = sorted(path.parent for path in govuk.glob("components/*/fixtures.json"))
    fixtures = {
        folder.name: [
            {"name": one["name"], "options": one["options"], "html": one["html"]}
            for one in json.loads((folder / "fixtures.json").read_text())["fixtures"]
        ]
        for folder in components
    }
    options = {folder.name: named(json.loads((folder / "macro-options.json").read_text())) for folder in components}
    (TESTED / f"govuk-fixtures-{GOVUK}.json").write_text(compact(fixtures) + "\n")
    (TESTED / f"govuk-options-{GOVUK}.json").write_text(compact(options) + "\n")
    (TESTED / "govuk-LICENCE.txt").write_text(MIT)
    shutil.copy(axe / "axe.min.js", TESTED / "axe.min.js")
    shutil.copy(axe / "LICENSE", TESTED / "axe-LICENCE.txt")


def write_validator(folder: Path) -> None:
    """A validator of JSON Schema in JavaScript, which only tests need: ajv with what it imports as one file."""
    subprocess.run(["npm", "install", f"ajv@{AJV}", "esbuild"], cwd=folder, check=True, capture_output=True)
    (folder / "entry.js").write_text('import Ajv from "ajv"; globalThis.Ajv = Ajv;')
    others = ("fast-deep-equal", "fast-uri", "json-schema-traverse")
    parts = {name: json.loads((folder / "node_modules" / name / "package.json").read_text()) for name in others}
    with_ = ", ".join(f"{name} {about['version']}" for name, about in parts.items())
    banner = f"/*! ajv {AJV}, with {with_}, as one file: see ajv-LICENCE.txt */"
    bundle = ["--bundle", "--minify", "--format=iife", "--legal-comments=none", f"--banner:js={banner}"]
    esbuild = next((folder / "node_modules/@esbuild").glob("*/bin/esbuild"))
    subprocess.run([esbuild, "entry.js", *bundle, f"--outfile={TESTED / 'ajv.min.js'}"], cwd=folder, check=True)
    licences = [f"ajv {AJV}\n\n{(folder / 'node_modules/ajv/LICENSE').read_text()}"]
    licences += [
        f"{name} {about['version']}\n\n{(folder / 'node_modules' / name / 'LICENSE').read_text()}"
        for name, about in parts.items()
    ]
    (TESTED / "ajv-LICENCE.txt").write_text("\n----------\n\n".join(licences))


def compact(kept: object) -> str:
    """JSON without a space that says nothing."""
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def named(options: list[dict[str, Any]]) -> dict[str, object]:  # as the makers wrote it
    """The names of a component's options, nested as they nest; its own name where an option is a component."""
    return {
        one["name"]: named(one["params"]) if "params" in one else one["name"] if one.get("isComponent") else None
        for one in options
    }


def processed(css: str) -> str:
    """A stylesheet without the typeface, without what is gov.uk's own, without a source map."""
    css = re.sub(r"/\*!.*?\*/", "", without_map(css), flags=re.DOTALL)
    css = "".join(kept(css))
    return re.sub(r'"?GDS Transport"?,\s*arial,\s*sans-serif', FONT, css)


def without_map(text: str) -> str:
    """A file without the comment that names its source map."""
    return re.sub(r"(//|/\*)# sourceMappingURL=\S+(\s*\*/)?\s*$", "", text).rstrip() + "\n"


def kept(css: str) -> list[str]:
    """The rules that stay, in order. A group (@media, @supports) in which nothing stays goes as well."""
    rules = []
    for head, body in blocks(css):
        if body is None:
            rules.append(head)
        elif head.startswith(("@media", "@supports")):
            if inner := "".join(kept(body)):
                rules.append(f"{head}{{{inner}}}")
        elif head.startswith("@font-face"):
            continue
        elif selectors := ",".join(one for one in head.split(",") if not GOVS_OWN.search(one)):
            rules.append(f"{selectors}{{{body}}}")
    return rules


def blocks(css: str) -> list[tuple[str, str | None]]:
    """The outermost blocks of a minified stylesheet: (what stands before the brace, what is inside it)."""
    found: list[tuple[str, str | None]] = []
    start = at = 0
    while at < len(css):
        if css[at] == ";":
            found.append((css[start : at + 1].strip(), None))
            start = at + 1
        elif css[at] == "{":
            depth, end = 1, at + 1
            while depth:
                depth += {"{": 1, "}": -1}.get(css[end], 0)
                end += 1
            found.append((css[start:at].strip(), css[at + 1 : end - 1]))
            at, start = end - 1, end
        at += 1
    return found


if __name__ == "__main__":
    main()
