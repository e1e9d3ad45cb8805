"""What each act refuses of its own accord, in its words, and that nothing is then written."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from proviso.accounts.models import Role
from proviso.casework.acts.answer import record_answer
from proviso.casework.acts.propose import (
    NothingProposed,
    choose_basic_information,
    record_views,
    weigh_considerations,
    weigh_timing,
)
from proviso.casework.acts.record_person import record_person, record_reach
from proviso.casework.acts.review import (
    NothingToReview,
    correct_source,
    review_breach,
    review_delay,
    review_late_disclosure,
)
from proviso.casework.acts.share import record_already_shared
from proviso.casework.acts.start import TurnedBack, new_reference, open_new_case, turn_back
from proviso.casework.acts.suspect import NothingSuspected, end_suspicion, record_suspicion
from proviso.casework.history.case import Stage
from proviso.casework.models import CaseRow
from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.considerations import InterpreterWas
from proviso.casework.values.content import Include, Omission
from proviso.casework.values.decision import Decide, Decision
from proviso.casework.values.person import Age, Interpreter, Person, Reach
from proviso.casework.values.review_outcomes import DelayReviewed, LateDisclosureReviewed, Review
from proviso.casework.values.role import RoleInCase
from proviso.casework.values.suspicion import Source, SourceCorrected
from proviso.casework.values.value import Value, ValueRefused
from proviso.casework.writing.access import OpenCase, open_case
from proviso.casework.writing.permissions import Actor, NotAllowed
from proviso.record.models import Entry

from .every import (
    ENDED,
    EVERY,
    LATE,
    OTHERS,
    REVIEW_STANDS,
    UNSUSPECTED,
    WAITING,
)
from .examples import (
    ADDRESS,
    ALLEGATION,
    BASIC,
    MEASURES_TOO,
    NOW,
    PERSON,
    REACH,
    START,
    SUSPICION,
    VIEWS,
    WEIGHING,
    answer,
    begun,
    ready,
)
from .stories import delayed, routine, told_late

pytestmark = pytest.mark.django_db(databases="__all__")
DECISION = Decision(decide=(Decide.SHARE_BASIC,), reason="All is in place")


def says(act: Callable[..., OpenCase], opened: OpenCase, value: Value, refused: type[Exception] = ValueRefused) -> str:
    """In which words an act refuses; nothing was written."""
    before = Entry.objects.count()
    with pytest.raises(refused) as raised:
        act(opened, value, seen=opened.case.seq)
    assert Entry.objects.count() == before
    return raised.value.refusals[0].says if isinstance(raised.value, ValueRefused) else str(raised.value)


@pytest.mark.parametrize("role", Role)
def test_who_opens_a_case(who: Callable[..., Actor], role: Role) -> None:
    if role in {Role.OFFICER, Role.SUPERVISOR}:
        opened = open_new_case(who(role), START, session="a session")
        assert (opened.case.owner, opened.case.unit) == (who(role).staff_number, "north")
        return
    with pytest.raises(NotAllowed, match="does not open cases"):
        open_new_case(who(role), START, session="a session")


@pytest.mark.parametrize(
    ("role", "suspected", "shared_already", "words"),
    [
        (RoleInCase.NEITHER, True, False, "This guidance is for victims and witnesses of crime"),
        (RoleInCase.NEITHER, True, True, "what was shared about anyone else is not recorded here"),
        (RoleInCase.WITNESS, False, False, "Do not look up or ask about their status"),
        (RoleInCase.WITNESS, False, True, None),
        (RoleInCase.VICTIM, True, False, None),
    ],
)
def test_without_a_suspicion_or_a_role_nothing_is_stored(
    officer: Actor, role: RoleInCase, suspected: bool, shared_already: bool, words: str | None
) -> None:
    start = replace(START, role=role, suspected=suspected, already_shared=shared_already)
    if words is None:
        assert turn_back(start) is None
        assert open_new_case(officer, start, session="a session").case.role is role
        return
    with pytest.raises(TurnedBack, match=words) as back:
        open_new_case(officer, start, session="a session")
    assert str(back.value).endswith("Nothing has been stored.")
    assert not CaseRow.objects.exists()
    assert not Entry.objects.exists()


def test_a_reference_is_opaque_and_cannot_be_misread() -> None:
    references = {new_reference() for _ in range(200)}
    assert len(references) == 200
    assert not set("".join(references)) & set("ILOUilou")
    assert all(len(one) == 12 and one.startswith("PV-") and one[7] == "-" for one in references)


PLAIN = {
    "RoleCorrected", "Allegation", "Address", "Protection", "Control", "Support", "Purposes", "LawfulBasis",
    "RecipientChosen",
}  # fmt: skip
"""What can be recorded with no rule beyond its own, written out by hand."""


@pytest.mark.parametrize("value", [*EVERY, *OTHERS, DECISION], ids=lambda value: value.kind)
def test_only_a_plain_question_is_answered_by_itself(officer: Actor, value: Value) -> None:
    opened = begun(officer)
    if type(value).__name__ in PLAIN:
        assert record_answer(opened, value, seen=1).case.seq == 2
    else:
        assert says(record_answer, opened, value, NotAllowed) == "This is not a question that is answered by itself."


def test_an_interpreter_once_needed_is_unsaid_by_a_supervisor_alone(officer: Actor, who: Callable[..., Actor]) -> None:
    opened = answer(begun(officer), (REACH, replace(REACH, interpreter=Interpreter.BOOKED)))
    assert says(record_reach, opened, REACH, NotAllowed).startswith(
        "It is recorded that an interpreter is needed. Only a"
    )
    other = replace(REACH, interpreter=Interpreter.NEEDED, details="At the library")
    assert record_reach(opened, other, seen=opened.case.seq), "all else is the officer's"
    theirs = open_case(who(Role.SUPERVISOR), opened.case.reference, reason="Asked to look at it", session="theirs")
    theirs = record_reach(theirs, REACH, seen=theirs.case.seq + 1)
    assert theirs.case.latest(Reach) == REACH
    opened = replace(theirs, actor=officer)
    assert record_reach(opened, replace(REACH, language="Welsh"), seen=opened.case.seq)


OPEN = "The date of birth makes them between {} and {}. Correct it, or select “"


@pytest.mark.parametrize(
    ("born", "age", "words"),
    [
        (BirthDate(2008, 11, 22), Age.ADULT, None),
        (
            BirthDate(2008, 11, 23),
            Age.ADULT,
            "The date of birth makes them 17. Correct it, or select “Under 18”; or “Their age is",
        ),
        (BirthDate(2008, 11, 22), Age.UNDER_18, "The date of birth makes them 18. Correct it, or select “18 or over”"),
        (BirthDate(2008, 11, 23), Age.UNDER_18, None),
        (BirthDate(1960, 1, 1), Age.DISPUTED, None),
        (BirthDate(2026, 11, 23), Age.UNDER_18, "Enter a date of birth in the past 120 years"),
        (BirthDate(1905, 11, 22), Age.ADULT, "Enter a date of birth in the past 120 years"),
        (None, Age.UNDER_18, None),
        (BirthDate(2008), Age.ADULT, None),
        (BirthDate(2008), Age.UNDER_18, None),
        (BirthDate(2008, 11), Age.ADULT, None),
        (BirthDate(2008, 11), Age.UNDER_18, None),
        (BirthDate(2008, 12), Age.ADULT, "The date of birth makes them 17. Correct it"),
        (BirthDate(2008, 10), Age.UNDER_18, "The date of birth makes them 18. Correct it"),
        (BirthDate(2009), Age.ADULT, OPEN.format(16, 17)),
        (BirthDate(2007), Age.UNDER_18, OPEN.format(18, 19)),
        (BirthDate(2026), Age.UNDER_18, None),
        (BirthDate(2026, 12), Age.UNDER_18, "Enter a date of birth in the past 120 years"),
        (BirthDate(2027), Age.UNDER_18, "Enter a date of birth in the past 120 years"),
        (BirthDate(1905), Age.ADULT, None),
        (BirthDate(1904), Age.ADULT, "Enter a date of birth in the past 120 years"),
        (BirthDate(2005, about=True), Age.UNDER_18, None),
        (BirthDate(2012, about=True), Age.ADULT, None),
        (BirthDate(1990, about=True), Age.UNDER_18, OPEN.format(30, 41)),
        (BirthDate(2024, about=True), Age.ADULT, OPEN.format(0, 7)),
        (BirthDate(2024, about=True), Age.DISPUTED, None),
    ],
)
def test_an_age_and_a_date_of_birth_agree(officer: Actor, born: BirthDate | None, age: Age, words: str | None) -> None:
    person, opened = Person(date_of_birth=born, age=age), begun(officer)
    if words:
        assert says(record_person, opened, person).startswith(words)
    else:
        assert record_person(opened, person, seen=1).case.latest(Person) == person


@pytest.mark.parametrize("typed", ["Unknown", "NOT KNOWN.", "u/k", "Refused to say", " N/K ", "Anhysbys"])
def test_no_name_is_not_taken_for_one(officer: Actor, typed: str) -> None:
    opened = begun(officer)
    for person in (replace(PERSON, name=typed), replace(PERSON, name=None, name_written=typed)):
        words = says(record_person, opened, person)
        assert words == "Leave the name empty where it is not known: what you enter here is shared as their name"
    for name in ("O", "Ng", "Noname Refused", "Amara Unknown", "U Nu", None):
        assert record_person(opened, replace(PERSON, name=name), seen=opened.case.seq)
        opened = begun(officer)


def test_how_a_suspicion_arose_is_recorded_once_and_corrected_by_a_supervisor(
    who: Callable[..., Actor], officer: Actor
) -> None:
    opened = answer(begun(officer), (SUSPICION,))
    other = replace(SUSPICION, arose_from=Source.THIRD_PARTY, search_purpose=None)
    words = "How it arose is already recorded (a database search made for the investigation). Only a supervisor can"
    assert says(record_suspicion, opened, other).startswith(words)
    assert record_suspicion(opened, replace(SUSPICION, facts="Another marker was found"), seen=2).case.seq == 3
    supervisor = replace(opened, actor=who(Role.SUPERVISOR))
    correction = SourceCorrected(arose_from=Source.THIRD_PARTY, reason="A neighbour wrote")
    corrected = correct_source(supervisor, correction, seen=3)
    assert corrected.assessed.facts["arose_from"] == "third_party"
    assert says(correct_source, replace(begun(officer), actor=who(Role.SUPERVISOR)), correction, NothingToReview)


def test_what_is_not_there_is_not_reviewed(who: Callable[..., Actor], officer: Actor) -> None:
    supervisor = replace(answer(begun(officer), (SUSPICION,)), actor=who(Role.SUPERVISOR))
    change = DelayReviewed(outcome=Review.CHANGE, note="Ring her first thing")
    learned = LateDisclosureReviewed(learned="Nothing more to learn")
    assert says(review_breach, supervisor, REVIEW_STANDS, NothingToReview).startswith("No routine status check")
    assert says(review_delay, supervisor, change, NothingToReview).startswith("No delay is in force")
    assert says(review_late_disclosure, supervisor, learned, NothingToReview).startswith(
        "No disclosure was recorded late"
    )
    routinely = replace(answer(begun(officer), (routine(),)), actor=who(Role.SUPERVISOR))
    assert review_breach(routinely, REVIEW_STANDS, seen=2).assessed.facts["breach_reviewed"] is True
    late = replace(told_late(officer), actor=who(Role.SUPERVISOR))
    assert review_late_disclosure(late, learned, seen=2).case.seq == 3


def test_a_suspicion_that_does_not_stand_is_not_ended(officer: Actor) -> None:
    over = answer(told_late(officer), (ENDED,))
    never = record_already_shared(begun(officer, UNSUSPECTED), LATE, seen=1)
    for one in (over, never):
        again = replace(ENDED, reason="As I said before")
        assert says(end_suspicion, one, again, NothingSuspected).startswith("There is no suspicion")
    assert not never.case.inaccuracies, "nobody is told that a suspicion was wrong which there never was"


def test_a_review_is_of_the_future(who: Callable[..., Actor], officer: Actor) -> None:
    opened = replace(delayed(officer), actor=who(Role.SUPERVISOR))
    review = DelayReviewed(outcome=Review.CONTINUES, next_review_at=NOW, note="Still in hospital there")
    assert says(review_delay, opened, review) == "Enter a time for the next review that is still to come"
    later = replace(review, next_review_at=NOW + timedelta(minutes=1))
    assert review_delay(opened, later, seen=opened.case.seq).case.stage is Stage.DELAYED
    timing = replace(WAITING, review_at=NOW)
    assert says(weigh_timing, begun(officer), timing) == "Enter a time for the review that is still to come"


def test_only_what_is_recorded_can_be_chosen(officer: Actor) -> None:
    words = "Nothing is recorded to share here: name. Leave it out, or record it first"
    assert says(choose_basic_information, begun(officer), BASIC) == words
    opened = answer(begun(officer), (PERSON, ADDRESS, ALLEGATION, SUSPICION))
    assert choose_basic_information(opened, BASIC, seen=5).assessed.facts["basic_information"] == "all"


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        ({"name": Omission.NOT_KNOWN}, "It is recorded: name. Select why it is left out, or share it"),
        ({"address": Omission.NOT_KNOWN}, "It is recorded: address or location. Select why"),
        ({"date_of_birth": Omission.CONFIDENTIAL}, "That is no address: date of birth. Select why it is left out"),
        ({"address": Omission.CONFIDENTIAL}, None),
        ({"name": Omission.RISK, "address": Omission.NOT_NEEDED}, None),
    ],
)
def test_a_reason_to_leave_out_is_one_that_the_case_bears_out(
    officer: Actor, left_out: dict[str, Omission], words: str | None
) -> None:
    opened = answer(begun(officer), (ALLEGATION, PERSON, ADDRESS, SUSPICION))
    without: dict[str, Any] = dict.fromkeys(left_out, Include.LEAVE_OUT)
    why: dict[str, Any] = {f"{name}_omitted": reason for name, reason in left_out.items()}
    chosen = replace(BASIC, **without, **why)
    if words:
        assert says(choose_basic_information, opened, chosen).startswith(words)
    else:
        assert choose_basic_information(opened, chosen, seen=opened.case.seq)


def test_there_are_no_views_on_nothing(officer: Actor) -> None:
    for act, value in ((record_views, VIEWS), (weigh_considerations, WEIGHING)):
        assert says(act, ready(officer), value, NothingProposed).startswith("No additional information is proposed")


def test_a_view_without_its_interpreter_is_recorded_and_does_not_count(officer: Actor) -> None:
    opened = answer(ready(officer), (MEASURES_TOO,))
    opened = record_views(opened, replace(VIEWS, interpreter=InterpreterWas.ABSENT), seen=opened.case.seq)
    assert opened.assessed.facts["views"] == "not_sought"
