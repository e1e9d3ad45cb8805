"""Drafts, canonical JSON, leaves and commitments."""

import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.record.canonical import LARGEST, NotCanonical, canonical
from proviso.record.entry import (
    COMMITTED,
    Category,
    Draft,
    DraftRefused,
    committed,
    from_microseconds,
    leaf,
    new_salts,
    opened,
    sealable,
    spelled,
    to_microseconds,
)
from tests.record.making import NOON, draft

values = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inside),
    max_leaves=8,
)


@given(value=values)
def test_canonical_json_is_json_and_says_the_same(value: object) -> None:
    assert json.loads(canonical(value)) == value  # type: ignore[arg-type]


@given(value=st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.integers(0, 9), min_size=2))
def test_the_order_in_which_names_were_put_does_not_show(value: dict[str, int]) -> None:
    assert canonical(value) == canonical(dict(reversed(value.items())))


def test_canonical_json_is_spelled_as_rfc_8785_spells_it() -> None:
    names = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\x80": 6, "\u00f6": 7}
    assert list(json.loads(canonical(names)).values()) == [2, 4, 6, 7, 1, 5, 3]
    text = '\u20ac$\u000f\u000aA\'B"\\\\"/'
    assert canonical(text) == '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'.encode()
    assert canonical([None, True, (1, -2)]) == b"[null,true,[1,-2]]"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1.5, "float has no place"),
        ({"at": NOON}, "datetime has no place"),
        (LARGEST + 1, "readers of JSON begin to round"),
        ([-LARGEST - 1], "readers of JSON begin to round"),
        ({1: "one"}, "a name in a mapping is not text"),
        ("\ud800", "half of a surrogate pair"),
        ({"\ud800": 1}, "half of a surrogate pair"),
    ],
)
def test_what_has_no_one_spelling_is_refused(value: object, words: str) -> None:
    with pytest.raises(NotCanonical, match=words):
        canonical(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"log": ""}, "needs its log"),
        ({"actor": ""}, "needs its actor"),
        ({"kind": "k" * 65}, "kind is at most 64"),
        ({"log": "l" * 41}, "log is at most 40"),
        ({"seq": 0}, "counted from 1, not 0"),
    ],
)
def test_a_draft_that_cannot_be_an_entry_is_refused(changed: dict[str, object], words: str) -> None:
    made: Callable[..., Draft] = draft
    with pytest.raises(DraftRefused, match=words):
        made(**changed)


def test_a_time_keeps_its_moment_and_needs_a_zone() -> None:
    british = datetime(2031, 7, 1, 9, 30, 0, 7, tzinfo=timezone(timedelta(hours=1)))
    assert from_microseconds(to_microseconds(british)) == british
    assert spelled(british) == "2031-07-01T08:30:00.000007Z"
    with pytest.raises(DraftRefused, match="without a zone"):
        to_microseconds(datetime(2031, 7, 1))  # noqa: DTZ001


def plain(what: Draft, at: datetime = NOON) -> dict[str, bytes]:
    return committed(
        case=what.case,
        actor=what.actor,
        kind=what.kind,
        seq=what.seq,
        body=what.body,
        at=at,
        with_whom=what.with_whom,
        why=what.why,
    )


def test_a_leaf_shows_kind_category_and_hour_and_commits_to_the_rest() -> None:
    what, salts = draft(kind='a "kind" — with marks'), new_salts()
    made = leaf(what.kind, what.category, NOON + timedelta(minutes=59), plain(what), salts)
    shown = json.loads(made)
    assert made == canonical(shown)
    assert set(shown) == {*COMMITTED, "kind", "category", "hour", "version"}
    assert (shown["kind"], shown["category"], shown["hour"]) == (
        'a "kind" — with marks',
        "collection",
        "2031-05-04T12Z",
    )
    for name, said in plain(what).items():
        assert shown[name] == hmac.new(salts[name], said, "sha256").hexdigest()


def test_a_leaf_names_nobody_and_its_commitments_cannot_be_guessed() -> None:
    what = draft(why="a reason that nobody else may read")
    one = leaf(what.kind, what.category, NOON, plain(what), new_salts())
    other = leaf(what.kind, what.category, NOON, plain(what), new_salts())
    for secret in (what.case, what.actor, what.why, what.with_whom, "hospital"):
        assert secret.encode() not in one
    shown, again = json.loads(one), json.loads(other)
    assert all(shown[name] != again[name] for name in COMMITTED)
    assert len({shown[name] for name in COMMITTED}) == len(COMMITTED)


def test_what_is_sealed_can_be_read_again() -> None:
    what, salts = draft(), new_salts()
    told = opened(sealable(what, salts))
    assert (dict(told.salts), told.with_whom, told.why) == (salts, what.with_whom, what.why)
    assert canonical(told.body) == canonical(what.body)
    assert all(len(salt) == 32 for salt in salts.values())
    assert len(set(salts.values())) == 6


def test_the_categories_are_those_of_section_62() -> None:
    words = ["collection", "alteration", "consultation", "disclosure", "combination", "erasure"]
    assert [str(category) for category in Category] == words
    assert NOON.tzinfo is UTC
