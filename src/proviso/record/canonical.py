"""Canonical JSON: one value has one spelling, so that it can be hashed and checked by anybody (RFC 8785).

Numbers are whole and exact in every reader (RFC 7493), so no rule about floats is needed: floats are refused.
"""

from collections.abc import Iterable, Mapping
from json.encoder import encode_basestring
from typing import TypeAlias

Json: TypeAlias = "bool | int | str | list[Json] | tuple[Json, ...] | Mapping[str, Json] | None"

LARGEST = 2**53 - 1
"""Whole numbers up to this, and down to its negative, survive every JSON reader (RFC 7493, 2.2)."""


class NotCanonical(ValueError):
    """A value has no canonical spelling: a float, a number too large, a name that is not text, half a character."""


def canonical(value: Json) -> bytes:
    """The one UTF-8 spelling of `value` (RFC 8785). Raises NotCanonical."""
    try:
        return _spelled(value).encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("text holds half of a surrogate pair") from error


def _spelled(value: Json) -> str:
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise NotCanonical(f"{value} is beyond {LARGEST}, where readers of JSON begin to round")
        return int.__repr__(value)
    if isinstance(value, (dict, Mapping)):  # a dict is seen at once, another mapping only by asking its class
        parts = [(encode_basestring(name), value[name]) for name in _in_order(value)]
        pairs = [f"{name}:{encode_basestring(part) if type(part) is str else _spelled(part)}" for name, part in parts]
        return f"{{{','.join(pairs)}}}"
    if isinstance(value, (list, tuple)):
        return f"[{','.join([_spelled(part) for part in value])}]"
    raise NotCanonical(
        f"{type(value).__name__} has no place in a body: text, whole numbers, yes or no, lists, mappings"
    )


def _in_order(names: Iterable[str]) -> list[str]:
    """The names in the order of their UTF-16 code units (RFC 8785, 3.2.3)."""
    try:
        plain = "".join(names).isascii()
    except TypeError as error:
        raise NotCanonical("a name in a mapping is not text") from error
    return sorted(names) if plain else sorted(names, key=lambda name: name.encode("utf-16-be"))
