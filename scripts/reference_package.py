"""The reference of the package: its schema as it is published, and the same for a person to read."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SCHEMA = Path(__file__).resolve().parents[1] / "src/proviso/disclosure/package.schema.json"

INTRODUCTION = """# The package

What leaves when something is shared, as JSON: canonical (RFC 8785), in UTF-8, and known by the SHA-256 of its bytes,
which the decision keeps. Its schema is [package.schema.json](package.schema.json). The same is set as a PDF that is
accessible (PDF/UA-1) and archival (PDF/A-2a) and shows the digest on its last page. Both are made once, when it is
decided, and what leaves are those bytes.

The schema is of draft 7 and says what a day or a moment is by patterns, because every validator reads that draft and
most check no format; `jsonschema`, `fastjsonschema` and `ajv` refuse the same packages. A reader refuses a `version`
that it does not know, a field that the schema does not name, and bytes that are not their own canonical JSON: a name
that stands twice in one object is lost before any validator sees it.

What was chosen stands under its code, once; the words of each code are in the table. Packages that were decided before
version 2 are of [version 1](package-1.schema.json), and stay as they were.

| Name | What it is | Takes |
| --- | --- | --- |
"""


def schema() -> str:
    """The schema, as the product checks itself against it."""
    return SCHEMA.read_text(encoding="utf-8")


def package(made_by: str) -> str:
    """Every name of the package, what it is and what it takes."""
    whole = json.loads(schema())
    rows = [f"| `{name}` | {says} | {takes} |" for name, says, takes in _rows(whole, whole["definitions"])]
    return f"{made_by.format(source='`disclosure/package.schema.json`')}\n{INTRODUCTION}" + "\n".join(rows) + "\n"


def _rows(part: dict[str, Any], defined: dict[str, Any], before: str = "") -> Iterator[tuple[str, str, str]]:
    for name, given in part["properties"].items():
        one = {**defined.get(given.get("$ref", "").rpartition("/")[2], {}), **given}
        inner = one.get("items", one)
        inner = {**defined.get(inner.get("$ref", "").rpartition("/")[2], {}), **inner}
        yield f"{before}{name}", one.get("description", ""), _takes(one)
        if "properties" in inner:
            yield from _rows(inner, defined, f"{before}{name}.")


def _takes(one: dict[str, Any]) -> str:
    if "const" in one:
        return f"`{json.dumps(one['const'])}`"
    if "enum" in one:
        return ", ".join(f"`{choice}`" for choice in one["enum"])
    if "anyOf" in one:
        return 'a day, as `1990-04-27`; or what is known of it, as `{"year": 1990, "month": 4, "about": true}`'
    if one["type"] == "array" and "enum" in one["items"]:
        return "a list of " + ", ".join(f"`{choice}`" for choice in one["items"]["enum"])
    return {"object": "the names below", "array": "a list"}.get(one["type"], "words")
