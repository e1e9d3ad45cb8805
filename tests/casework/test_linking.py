"""Two victims of one incident: a case each, linked; what of the crime is the same is offered, nothing of the person."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from proviso.accounts.models import Role
from proviso.casework import clock
from proviso.casework.acts.link import begin_another
from proviso.casework.acts.start import TurnedBack
from proviso.casework.erasure import erase_case
from proviso.casework.models import CaseRow
from proviso.casework.outstanding_looks import decide_again_since
from proviso.casework.reading.same_incident import linked_cases, offered_allegation
from proviso.casework.rebuilding import rebuild
from proviso.casework.values.allegation import CrimeType, Investigation
from proviso.casework.values.linking import Linked
from proviso.casework.values.role import RoleInCase
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import RecordedAlready
from proviso.casework.writing.linked import LinkedCases, links_of
from proviso.casework.writing.permissions import Actor, NotAllowed
from proviso.record import read
from proviso.record.models import Entry, WrappedKey

from .every import NOT_RECORDED
from .examples import ALLEGATION, START, answer, begun, decided, ready
from .folding import folded, onto
from .walking import rows

pytestmark = pytest.mark.django_db(databases="__all__")

Make = Callable[..., Actor]


def another(opened: OpenCase) -> OpenCase:
    return begin_another(opened, START, seen=opened.case.seq)


def test_the_case_of_another_person_is_begun_from_the_first_and_each_names_the_other(officer: Actor) -> None:
    first = ready(officer)
    second = another(first)
    assert (second.case.owner, second.case.unit) == (officer.staff_number, "north")
    assert linked_cases(second.case) == (first.case.reference,)
    (link,) = read.entries(first.case.reference)[-1:]
    assert (link.kind, link.body["value"]["other"], link.category) == (  # type: ignore[index,call-overload]
        "case_linked",
        second.case.reference,
        "combination",
    )


def test_nothing_of_the_first_person_is_in_the_case_of_the_second(officer: Actor) -> None:
    second = another(ready(officer))
    assert [type(one.value) for one in second.case.history] == [type(START), Linked]
    (link,) = [one.value for one in second.case.history if isinstance(one.value, Linked)]
    told = {name for name in link.__dataclass_fields__ if getattr(link, name)}
    assert told == {"other", "crime_reference", "crime_types", "stands"}


def test_what_is_the_same_is_offered_until_it_is_answered_and_is_no_answer(officer: Actor) -> None:
    second = another(ready(officer))
    assert offered_allegation(second.case) == {
        "crime_reference": ALLEGATION.crime_reference,
        "crime_types": ALLEGATION.crime_types,
        "stands": ALLEGATION.stands,
    }
    assert second.assessed.facts.get("allegation_recorded") is not True
    theirs = replace(ALLEGATION, crime_types=(CrimeType.VIOLENCE,))
    assert offered_allegation(answer(second, (theirs,)).case) == {}


def test_what_nobody_recorded_or_may_no_longer_say_is_not_offered(officer: Actor) -> None:
    assert offered_allegation(another(begun(officer)).case) == {}
    assert offered_allegation(folded()) == {}
    old = another(answer(begun(officer), (NOT_RECORDED,)))
    assert offered_allegation(old.case)["stands"] is None
    assert NOT_RECORDED.stands is Investigation.NOT_RECORDED


def test_a_third_is_begun_from_either_and_what_was_offered_stays(officer: Actor) -> None:
    second = another(ready(officer))
    third = another(second)
    now = onto(second.case, (Linked(other=third.case.reference),))
    assert linked_cases(now) == (second.case.history[-1].value.other, third.case.reference)  # type: ignore[attr-defined]
    assert offered_allegation(now)["crime_reference"] == ALLEGATION.crime_reference


def test_a_form_that_is_sent_twice_begins_one_case(officer: Actor) -> None:
    first = ready(officer)
    another(first)
    with pytest.raises(RecordedAlready, match="A case was begun from this one since you opened this page"):
        another(first)
    assert CaseRow.objects.count() == 2


@pytest.mark.parametrize("start", [replace(START, role=RoleInCase.NEITHER), replace(START, suspected=False)])
def test_who_is_turned_back_leaves_nothing(officer: Actor, start: object) -> None:
    first = ready(officer)
    before = (Entry.objects.count(), WrappedKey.objects.count())
    with pytest.raises(TurnedBack, match="Nothing has been stored"):
        begin_another(first, start, seen=first.case.seq)  # type: ignore[arg-type]
    assert (Entry.objects.count(), WrappedKey.objects.count()) == before


def test_both_links_are_written_or_neither(officer: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    first = ready(officer)
    before = Entry.objects.count()

    def fails(*_given: object) -> Linked:
        raise OSError("The disk is full")

    monkeypatch.setattr("proviso.casework.acts.link.link_from", fails)
    with pytest.raises(OSError, match="The disk is full"):
        another(first)
    assert Entry.objects.count() == before
    assert CaseRow.objects.count() == 1


def test_who_starts_no_case_begins_none_from_another(officer: Actor, who: Make) -> None:
    first = replace(ready(officer), actor=who(Role.DATA_PROTECTION_OFFICER))
    with pytest.raises(NotAllowed):
        another(first)
    assert CaseRow.objects.count() == 1


def test_a_link_opens_nothing_and_says_no_more_than_that_there_is_one(officer: Actor, who: Make) -> None:
    first = decided(officer)
    second = another(first)
    now = first.became(onto(first.case, (Linked(other=second.case.reference),)))
    assert links_of(now) == LinkedCases((second.case.reference,), 0)
    for other in (who(Role.DISCLOSURE_DESK), who(unit="south")):
        assert links_of(replace(now, actor=other)) == LinkedCases((), 1)
    assert links_of(begun(officer)) == LinkedCases((), 0)


def test_of_a_case_that_was_erased_it_is_not_said_that_there_is_one(officer: Actor) -> None:
    first = ready(officer)
    second = another(first).case.reference
    now = first.became(onto(first.case, (Linked(other=second),)))
    erase_case(second, by="Mx Yew", second="Mx Reed", why="Retention has ended", in_transaction=lambda _: None)
    assert links_of(now) == LinkedCases((), 0)


def test_a_decision_stands_when_another_case_is_begun_from_it(officer: Actor) -> None:
    first = decided(officer)
    link = Linked(other=another(first).case.reference)
    assert decide_again_since(onto(first.case, (link,))) is None


def test_the_rows_of_linked_cases_are_made_again_from_the_record(officer: Actor) -> None:
    another(ready(officer))
    kept = rows()
    rebuild(clock.today())
    assert rows() == kept
