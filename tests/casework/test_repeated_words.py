"""The same words in another case of one officer: refused in a decision, shown elsewhere, gone with the case (5.5)."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from proviso.accounts.reason_words import same_words
from proviso.casework import repeated_words
from proviso.casework.acts.decide import decide
from proviso.casework.erasure import erase_case
from proviso.casework.models import ReasonWords
from proviso.casework.projection import lookup, lookup_key
from proviso.casework.rebuilding import rebuild
from proviso.casework.repeated_words import REPEATED, digest_of, repeated_in
from proviso.casework.values.decision import Decide, Decision
from proviso.casework.values.person import Knows
from proviso.casework.values.reasons import Purpose, Purposes
from proviso.casework.values.value import ValueRefused
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor
from proviso.record import read

from .every import NEEDED, WAITING
from .examples import CONTROL, TIMING, answer, begun, ready

pytestmark = pytest.mark.django_db(databases="__all__")

WORDS = "The marker is old, and she asks us to find out"
TODAY = date(2026, 11, 22)


def decides(opened: OpenCase, reason: str, *acts: Decide) -> OpenCase:
    return decide(opened, Decision(decide=acts or (Decide.SHARE_BASIC,), reason=reason), seen=opened.case.seq)


@pytest.mark.parametrize("acts", [(), (Decide.NOT_SHARE,), (Decide.DELAY,)], ids=str)
@pytest.mark.parametrize(
    "again", [WORDS, WORDS.upper(), f" {WORDS.replace(' ', '  ')}!", WORDS.replace("old", "o\u200bld")]
)
def test_a_decision_takes_no_words_of_another_case(officer: Actor, acts: tuple[Decide, ...], again: str) -> None:
    decides(ready(officer), WORDS)
    opened = answer(ready(officer), (NEEDED, WAITING)) if Decide.DELAY in acts else ready(officer)
    size = read.head("wessmere").size
    with pytest.raises(ValueRefused) as refused:
        decides(opened, again, *acts)
    assert [(one.field, one.says) for one in refused.value.refusals] == [("reason", REPEATED)]
    assert WORDS not in str(refused.value)
    assert read.head("wessmere").size == size, "nothing was written"
    assert decides(opened, f"{again} this week", *acts).case.seq == opened.case.seq + 1


def test_the_same_words_in_the_same_case_are_taken(officer: Actor) -> None:
    opened = answer(ready(officer), (replace(CONTROL, used=Knows.YES, how=WORDS),))
    assert decides(decides(opened, WORDS, Decide.NOT_SHARE), WORDS).case.seq == opened.case.seq + 2


def test_words_of_any_box_of_another_case_count(officer: Actor) -> None:
    answer(begun(officer), (replace(TIMING, weighed=WORDS),))
    with pytest.raises(ValueRefused, match="exactly this in another case"):
        decides(ready(officer), WORDS)


def test_the_words_of_somebody_else_are_theirs(officer: Actor) -> None:
    mine = decides(ready(officer), WORDS)
    theirs = decides(ready(replace(officer, staff_number="somebody-else")), WORDS)
    assert theirs.case.seq == mine.case.seq


def test_elsewhere_the_same_words_are_taken_and_shown(officer: Actor) -> None:
    two = Purposes(purposes=(Purpose.ADVICE, Purpose.ASSISTANCE), advice=WORDS, assistance="To end his hold over her")
    first = answer(begun(officer), (two,))
    assert repeated_in(first.case) == {}
    second = answer(
        begun(officer), (replace(two, assistance=WORDS), replace(CONTROL, used=Knows.YES, how="Only here, so far"))
    )
    assert repeated_in(second.case) == {2: {"advice", "assistance"}}
    assert repeated_in(first.case) == {2: {"advice"}}, "each case shows it"
    assert repeated_in(begun(officer).case) == {}


def test_the_rows_tell_neither_words_nor_who_wrote_them(officer: Actor) -> None:
    answer(begun(officer), (replace(TIMING, weighed=WORDS),))
    (row,) = ReasonWords.objects.all()
    assert re.fullmatch("[0-9a-f]{64}", row.digest)
    same = same_words(WORDS)
    assert row.digest == digest_of("wessmere", officer.staff_number, same)
    others = [("wessmere", "somebody-else", same), ("norwick", officer.staff_number, same)]
    assert row.digest not in {digest_of(*one) for one in others} | {lookup("wessmere", WORDS)}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casework_reason_words")
        assert officer.staff_number not in str(cursor.fetchall())


def test_the_key_is_made_for_this_alone() -> None:
    assert repeated_words._key() not in {lookup_key(), b""}


def test_an_erased_case_is_no_other_case(officer: Actor) -> None:
    gone = decides(ready(officer), WORDS)
    erase_case(
        gone.case.reference, by="Mx Yew", second="Mx Reed", why="Retention has ended", in_transaction=lambda _: None
    )
    assert not ReasonWords.objects.exists()
    assert decides(ready(officer), WORDS).case.seq == gone.case.seq


def test_a_rebuild_makes_the_rows_again_and_the_words_are_refused_as_before(officer: Actor) -> None:
    decides(ready(officer), WORDS)
    opened = ready(officer)
    kept = set(ReasonWords.objects.values_list("case", "digest"))
    ReasonWords.objects.all().delete()
    assert rebuild(TODAY) == 2
    assert set(ReasonWords.objects.values_list("case", "digest")) == kept
    with pytest.raises(ValueRefused, match="exactly this in another case"):
        decides(opened, WORDS)
