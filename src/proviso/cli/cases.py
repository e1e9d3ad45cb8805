"""A case as JSON: read strictly, assessed, or refused in one sentence. Nothing is guessed.

The shape is `{"on": …, "local": […], "facts": {…}}`; a name given twice, or that is none of these, is refused.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

from proviso.policy.assess import Assessment, assess_given
from proviso.policy.facts import FactRefused
from proviso.policy.library import PolicyRefused, policy_in_force
from proviso.policy.vocabulary import legible, named, shown

PARTS = ("on", "local", "facts")
FIGURES = 100
LONGEST_CASE = 16 * 1024 * 1024
"""Bytes. A whole case is some tens of thousands; what has no end, such as a device, is not read for ever."""


class CaseRefused(ValueError):
    """An input that cannot be assessed, and why, in one sentence."""


@dataclass(frozen=True, slots=True)
class Input:
    """One object to be assessed, and where it came from: a file, or a line of standard input."""

    where: str
    text: str


def inputs(names: list[str], standard_input: IO[bytes]) -> Iterator[Input | CaseRefused]:
    """One input a file, in the order given; `-` is standard input, one object a line, empty lines left out."""
    for name in names:
        if name == "-":
            yield from _lines(standard_input)
            continue
        try:
            with Path(name).open("rb") as file:
                raw = file.read(LONGEST_CASE + 1)
        except OSError as error:
            yield CaseRefused(f"{legible(name)}: cannot be read: {error.strerror}")
            continue
        yield _decoded(legible(name), raw)


def _lines(standard_input: IO[bytes]) -> Iterator[Input | CaseRefused]:
    """One object a line; of one that is too long no more is kept than says so."""
    number = 0
    while line := standard_input.readline(LONGEST_CASE + 1):
        number += 1
        rest = line
        while len(rest) > LONGEST_CASE and not rest.endswith(b"\n"):
            rest = standard_input.readline(LONGEST_CASE + 1)
        if line.strip():
            yield _decoded(f"line {number}", line.rstrip(b"\r\n"))


def assessed(given: Input) -> Assessment:
    """Assess one input. Raises CaseRefused, naming where, which fact, what was given and what is accepted."""
    try:
        case = json.loads(given.text, object_pairs_hook=_once, parse_int=_whole)
        on, local, facts = _parts(case)
        return assess_given(policy_in_force(on, local), facts, on)
    except json.JSONDecodeError as error:
        raise CaseRefused(f"{given.where}: {_not_one_object(error)}") from None
    except RecursionError:
        raise CaseRefused(f"{given.where}: not a case: nested too deeply") from None
    except (FactRefused, PolicyRefused, ValueError) as error:
        raise CaseRefused(f"{given.where}: {error}") from None


def _not_one_object(error: json.JSONDecodeError) -> str:
    """What is wrong with a text that is not one JSON object; the reader's own words only where ours say no more."""
    at = f"at line {error.lineno}, column {error.colno}"
    if not error.doc.strip():
        return f"there is nothing in it; accepted: an object with {', '.join(PARTS)}"
    if error.msg == "Extra data":
        accepted = "one object a file, or one a line of standard input (-)"
        return f"there is more after the first object, {at}; accepted: {accepted}"
    return f"not JSON: {error.msg} {at}"


def today() -> date:
    """The day in London, where the guidance's forces are."""
    return datetime.now(ZoneInfo("Europe/London")).date()


def _decoded(where: str, raw: bytes) -> Input | CaseRefused:
    if len(raw) > LONGEST_CASE:
        return CaseRefused(f"{where}: longer than {LONGEST_CASE:,} bytes, which no case is")
    try:
        return Input(where, raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return CaseRefused(f"{where}: not UTF-8 text")


def _whole(figures: str) -> int:
    """A whole number, of which no more is read than could be shown: none is accepted anywhere, and Python refuses a
    very long one in words of its own."""
    return int(figures[:FIGURES])


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise CaseRefused(f"{named(name)}: given twice; accepted: once")
        found[name] = value
    return found


def _parts(case: object) -> tuple[date, list[str], dict[str, object]]:
    if not isinstance(case, dict):
        raise CaseRefused(f"the input: given {shown(case)}; accepted: an object with {', '.join(PARTS)}")
    for name in case:
        if name not in PARTS:
            raise CaseRefused(f"{named(name)}: given {shown(case[name])}; accepted: only {', '.join(PARTS)}")
    facts = case.get("facts")
    if not isinstance(facts, dict):
        raise CaseRefused(f"facts: given {shown(facts)}; accepted: an object of facts, which may be empty")
    local = case.get("local", [])
    if not (isinstance(local, list) and all(isinstance(name, str) for name in local)):
        raise CaseRefused(f"local: given {shown(local)}; accepted: a list of names of local policies")
    return (_day(case["on"]) if "on" in case else today()), local, facts


def _day(given: object) -> date:
    try:
        day = date.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        day = None
    if day is None or day.isoformat() != given:
        raise CaseRefused(f"on: given {shown(given)}; accepted: a day such as 2026-11-22")
    return day
