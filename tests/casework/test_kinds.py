"""Kinds of entry: every released body is read for ever, older ones through their upcasters, others refused by name."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from proviso.casework.history import kinds
from proviso.casework.history.kinds import KINDS, VALUES, UnknownKind, body_of, value_of
from proviso.casework.history.upcasters import UPCASTERS
from proviso.casework.values.value import Value, ask, to_json
from proviso.record.canonical import canonical
from proviso.record.entry import Entry

from .every import EVERY
from .examples import START
from .folding import entry

GOLDEN = Path(__file__).parent / "golden"
RELEASED = [(kind, version) for kind, value in KINDS.items() for version in range(1, value.version + 1)]


def kept(kind: str, body: Mapping[str, Any]) -> Entry:
    """An entry of a kind with a body."""
    return replace(entry(START, 1), kind=kind, body=body)


def test_there_is_an_example_of_each_kind() -> None:
    assert tuple(type(value) for value in EVERY) == VALUES
    assert len(KINDS) == len(VALUES), "two values are of one kind"
    assert kinds.OPENED not in KINDS


def test_there_is_no_golden_body_of_what_is_not_a_kind() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == {f"{kind}-{version}" for kind, version in RELEASED}


@pytest.mark.parametrize(("kind", "version"), RELEASED)
def test_every_body_that_was_ever_released_is_still_read(kind: str, version: int) -> None:
    golden = json.loads((GOLDEN / f"{kind}-{version}.json").read_text())
    value = value_of(kept(kind, golden))
    assert type(value) is KINDS[kind]
    if version == value.version:
        assert canonical(body_of(value)) == canonical(golden), "reading it loses something"


@pytest.mark.parametrize("value", EVERY, ids=lambda value: value.kind)
def test_a_kind_is_a_sentence_in_the_past(value: Value) -> None:
    words = value.kind.split("_")
    assert value.kind == value.kind.lower()
    assert any(word.endswith("ed") or word in {"chosen", "put", "sent", "told", "withdrawn"} for word in words)


@pytest.mark.parametrize("kind", ["suspect_recorded", "", kinds.OPENED])
def test_an_unknown_kind_is_refused_by_name(kind: str) -> None:
    with pytest.raises(UnknownKind, match=f"of the kind {kind}, which this version"):
        value_of(kept(kind, {"version": 1, "value": {}}))


@pytest.mark.parametrize("version", [0, 2, 99])
def test_an_unknown_version_is_refused_by_name(version: int) -> None:
    with pytest.raises(UnknownKind, match=rf"is a case_closed of version {version}; .* reads version 1"):
        value_of(kept("case_closed", {"version": version, "value": {"reason": "All is done"}}))


def test_an_older_body_is_read_through_each_upcaster_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    class ClosedThrice(Value):
        kind = "case_closed"
        version = 3
        reason: str = ask("Why can it close?", "Enter why it can close")
        by_whom: str = ask("By whom?", "Enter by whom")

    monkeypatch.setattr(kinds, "KINDS", {**KINDS, "case_closed": ClosedThrice})
    upcasters: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {
        ("case_closed", 1): lambda body: {"reason": body["why"]},
        ("case_closed", 2): lambda body: {**body, "by_whom": "nobody said"},
    }
    body = {"why": "All is done"}
    read = value_of(kept("case_closed", {"version": 1, "value": body}), upcasters)
    assert read == ClosedThrice(reason="All is done", by_whom="nobody said")
    assert body == {"why": "All is done"}, "an entry is never rewritten"
    second = {"version": 2, "value": {"reason": "All is done"}}
    assert value_of(kept("case_closed", second), upcasters) == read
    del upcasters["case_closed", 2]
    with pytest.raises(UnknownKind, match="a case_closed of version 2; this version of Proviso reads version 3"):
        value_of(kept("case_closed", {"version": 1, "value": body}), upcasters)


@pytest.mark.parametrize("kind", ["person_told_before", "person_told_after", "person_told_of_correction"])
@pytest.mark.parametrize(
    ("kept_then", "read_now"),
    [
        ({}, {"again": "never", "why_never": "She is unconscious"}),
        ({"try_again_on": "2026-12-24"}, {"again": "on_a_day", "try_again_on": "2026-12-24"}),
    ],
)
def test_no_day_to_try_again_once_meant_that_there_never_would_be_one(
    kind: str, kept_then: dict[str, Any], read_now: dict[str, Any]
) -> None:
    body = {"told": "impracticable", "why_impracticable": "She is unconscious"}
    value = value_of(kept(kind, {"version": 1, "value": {**body, **kept_then}}))
    assert to_json(value) == {**body, **read_now}


@pytest.mark.parametrize(("named", "read_now"), [({}, "Not recorded"), ({"interpreter_name": "Lark"}, "Lark")])
def test_who_interpreted_could_once_be_left_empty(named: dict[str, str], read_now: str) -> None:
    golden = json.loads((GOLDEN / "views_recorded-2.json").read_text())
    golden["value"] |= {"interpreter": "present", **named}
    assert to_json(value_of(kept("views_recorded", golden)))["interpreter_name"] == read_now


def test_each_upcaster_leads_from_a_version_that_was_released() -> None:
    assert set(UPCASTERS) == {(kind, version) for kind, version in RELEASED if version < KINDS[kind].version}
