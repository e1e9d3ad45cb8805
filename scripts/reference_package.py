"""The reference of the package: its schema as it is published, and the same for a person to read."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SCHEMA = Path(__file__).resolve().parents[1] / "src/proviso/disclosure/package.schema.json"

INTRODUCTION = """# The package

What leaves when something is shared, as JSON: canonical (RFC 8785), in UTF-8, and known by the SHA-256 of its bytes,
which the decision keeps. Its schema is [package.schema.json](package.schema.json) (JSON Schema 2020-12). The same is
set as a PDF that is accessible (PDF/UA-1) and archival (PDF/A-2a) and shows the digest on its last page. Both are made
once, when it is decided, and what leaves are those bytes.

A reader refuses a `version` that it does not know. A field that the schema does not name has no place in a package.

| Name | What it is | Takes |
| --- | --- | --- |
"""


def schema() -> str:
    """The schema, as the product checks itself against it."""
    return SCHEMA.read_text(encoding="utf-8")


def package(made_by: str) -> str:
    """Every name of the package, what it is and what it takes."""
    whole = json.loads(schema())
    rows = [f"| `{name}` | {says} | {takes} |" for name, says, takes in _rows(whole, whole["$defs"])]
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
    return str({"object": "the names below", "array": "a list"}.get(one["type"], one.get("format", "words")))
