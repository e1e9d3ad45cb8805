"""Canonical JSON: one value has one spelling, so that it can be hashed and checked by anybody (RFC 8785).

Numbers are whole and exact in every reader (RFC 7493), so no rule about floats is needed: floats are refused.
"""

import json
from collections.abc import Mapping
from typing import TypeAlias

Json: TypeAlias = "bool | int | str | list[Json] | tuple[Json, ...] | Mapping[str, Json] | None"

LARGEST = 2**53 - 1
"""Whole numbers up to this, and down to its negative, survive every JSON reader (RFC 7493, 2.2)."""


class NotCanonical(ValueError):
    """A value has no canonical spelling: a float, a number too large, a name that is not text, half a character."""


def canonical(value: Json) -> bytes:
    """The one UTF-8 spelling of `value` (RFC 8785). Raises NotCanonical."""
    try:
        return _ENCODE(_ordered(value)).encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("text holds half of a surrogate pair") from error


_ENCODE = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def _ordered(value: Json) -> Json:
    """The value with every mapping's names in the order of their UTF-16 code units (RFC 8785, 3.2.3)."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise NotCanonical(f"{value} is beyond {LARGEST}, where readers of JSON begin to round")
        return value
    if isinstance(value, Mapping):
        return {name: _ordered(value[name]) for name in sorted(value, key=_utf_16)}
    if isinstance(value, list | tuple):
        return [_ordered(part) for part in value]
    raise NotCanonical(
        f"{type(value).__name__} has no place in a body: text, whole numbers, yes or no, lists, mappings"
    )


def _utf_16(name: str) -> bytes:
    if not isinstance(name, str):
        raise NotCanonical(f"a name in a mapping is {type(name).__name__}, not text")
    return name.encode("utf-16-be")
