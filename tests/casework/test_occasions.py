"""At what in a case a pattern could show: whose it was, on which day and how much of it there was; never a word."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection

from proviso.casework.counted_rows import BETWEEN
from proviso.casework.history.case import Case
from proviso.casework.models import OccasionsRow
from proviso.casework.occasion_rows import COLUMNS, bring_occasions_up_to_date, occasion_lines, written
from proviso.casework.reading.occasions import At, Occasion, occasions_of
from proviso.casework.rebuilding import rebuild
from proviso.casework.values.closing import HandedOver, HandoverAnswered, Takes
from proviso.casework.values.considerations import Views, ViewsAre
from proviso.casework.values.decision import DelayDecided, NotSharingDecided
from proviso.casework.values.notification import Telling, ToldBefore
from proviso.casework.values.review_outcomes import DelayReviewed, Review
from proviso.casework.values.value import Value
from proviso.casework.writing.permissions import Actor
from proviso.record import keys
from proviso.record.keys import KeyErased, SealBroken

from . import every
from .examples import ALLEGATION, ANSWERS, MEASURES_TOO, NOW, START, TOLD_BEFORE, VIEWS, answer, begun, shared
from .folding import folded
from .test_counted_case import DECIDED, WITH_MORE
from .test_rebuilding import TODAY

DAY = date(2026, 11, 21)
BY = "officer-north"


def of(*values: Value) -> dict[At, list[tuple[str, int]]]:
    """Who and how much, by what it is, of a case with these answers."""
    case = folded(*values, start=replace(START, unit="north", owner=BY), first=NOW - timedelta(hours=3))
    told: dict[At, list[tuple[str, int]]] = {}
    for one in occasions_of(case):
        assert one.same == one.shared == ""
        told.setdefault(one.at, []).append((one.by, one.measure))
    return told


def test_a_case_that_was_just_opened_has_only_its_officer() -> None:
    assert of() == {At.HAD: [(BY, 0)]}
    assert list(occasions_of(Case("PV-TEST-0000"))) == []


def test_everybody_who_had_the_case_had_it() -> None:
    taken = HandoverAnswered(takes=Takes.ACCEPTED, unit="south", owner="southerner")
    assert of(HandedOver(to="colleague"), taken)[At.HAD] == [("colleague", 0), (BY, 0), ("southerner", 0)]


def test_a_decision_says_what_it_was_and_how_soon_it_came() -> None:
    told = of(*ANSWERS, DECIDED)
    assert told[At.DECIDED] == [(BY, len(ANSWERS) + 1)]
    assert (told[At.TO_SHARE], told[At.TO_DELAY], told[At.MORE]) == ([(BY, 1)], [(BY, 0)], [(BY, 0)])
    assert of(WITH_MORE)[At.MORE] == [(BY, 1)]
    not_shared = of(NotSharingDecided(reason="It would drive her away"))
    assert (not_shared[At.TO_SHARE], At.MORE in not_shared) == ([(BY, 0)], False)


def test_a_delay_says_how_often_it_went_on_for_longer() -> None:
    goes_on = DelayReviewed(outcome=Review.CONTINUES, next_review_at=NOW + timedelta(days=4), note="Not safe yet")
    delayed = (every.WAITING, DelayDecided(reason="She is in hospital"))
    assert of(*delayed)[At.DELAYED] == [(BY, 0)]
    assert of(*delayed, goes_on, every.WAITING, goes_on)[At.DELAYED] == [(BY, 3)]
    changed = DelayReviewed(outcome=Review.CHANGE, note="Nobody rang the hospital")
    assert of(*delayed, changed)[At.DELAYED] == [(BY, 0)]


def test_telling_that_was_impracticable_says_whether_anybody_tried_since() -> None:
    later = ToldBefore(**every.LATER)
    assert of(later, later)[At.IMPRACTICABLE] == [(BY, 1), (BY, 1)]
    assert of(later, every.FAILED)[At.IMPRACTICABLE] == [(BY, 0)]
    assert of(later, TOLD_BEFORE)[At.TOLD] == [(BY, 1), (BY, 0)]
    assert At.TOLD not in of(ToldBefore(told=Telling.NO))


def test_views_that_nobody_sought_are_said_of_whoever_proposed_more() -> None:
    assert At.MORE_PROPOSED not in of(*ANSWERS)
    assert of(MEASURES_TOO)[At.MORE_PROPOSED] == [(BY, 1)]
    assert of(MEASURES_TOO, Views(views=ViewsAre.NOT_SOUGHT))[At.MORE_PROPOSED] == [(BY, 1)]
    assert of(MEASURES_TOO, VIEWS)[At.MORE_PROPOSED] == [(BY, 0)]


def test_what_is_kept_of_a_reason_is_never_its_words() -> None:
    start = replace(START, unit="north", owner=BY)
    one, other = (written(folded(NotSharingDecided(reason=why), start=start)) for why in ("It is too soon", "it's"))
    assert "soon" not in one
    (reason,) = [line.split(BETWEEN) for line in one.split("\n") if line.startswith("reason")]
    assert reason[:4] == ["reason", BY, str(DAY + timedelta(days=0)), "0"]
    assert len(set(reason[4:])) == 2
    (short,) = [line.split(BETWEEN) for line in other.split("\n") if line.startswith("reason")]
    assert short[3] == "1"
    assert "reason" not in written(folded(NotSharingDecided(reason="..."), start=start))
    assert Occasion(At.HAD, BY, DAY).measure == 0


@pytest.mark.django_db(databases="__all__")
def test_occasions_are_made_when_asked_for_sealed_and_bound_to_their_case(officer: Actor) -> None:
    first = begun(officer)
    shared(officer)
    assert bring_occasions_up_to_date("wessmere") == 2
    assert bring_occasions_up_to_date("wessmere") == 0
    answer(first, (ALLEGATION,))
    assert bring_occasions_up_to_date("wessmere") == 1
    lines = [dict(zip(COLUMNS, line.split(BETWEEN), strict=True)) for line in occasion_lines("wessmere")]
    assert {line["unit"] for line in lines} == {"north"}
    assert {"had", "reason", "decided", "told"} <= {line["at"] for line in lines}
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM casework_occasions")
        assert "officer" not in repr(cursor.fetchall())
    OccasionsRow.objects.all().delete()
    rebuild(TODAY)
    again = [dict(zip(COLUMNS, line.split(BETWEEN), strict=True)) for line in occasion_lines("wessmere")]
    assert again == lines
    one, other = OccasionsRow.objects.all()
    OccasionsRow.objects.filter(pk=one.pk).update(sealed=other.sealed)
    with pytest.raises(SealBroken):
        list(occasion_lines("wessmere"))


@pytest.mark.django_db(databases="__all__")
def test_a_case_erased_while_its_occasions_are_made_leaves_none(
    officer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(officer)
    keys.ensure(keys.own_case("wessmere"))

    def erased(case: str) -> keys.DataKey:
        if not case.startswith("force"):
            raise KeyErased(case)
        return keys.of_many([case])[case]

    monkeypatch.setattr(keys, "of", erased)
    bring_occasions_up_to_date("wessmere")
    assert not OccasionsRow.objects.exists()
