"""The invariants of the house, as far as casework goes: each with an attempt to break it."""

import inspect
from dataclasses import fields, replace
from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.db.models import Field
from hypothesis import given, settings

from proviso.accounts.models import Force, Officer
from proviso.casework import lists, values
from proviso.casework.acts import answer as answering
from proviso.casework.acts import (
    answer_local,
    close,
    decide,
    propose,
    receive,
    record_person,
    review,
    share,
    start,
    tell,
)
from proviso.casework.acts import suspect as suspecting
from proviso.casework.acts.decide import PolicyStandsInTheWay
from proviso.casework.acts.share import start_call
from proviso.casework.history.case import Case, Stage
from proviso.casework.history.kinds import KINDS, VALUES
from proviso.casework.history.replay import replay
from proviso.casework.models import WorklistRow
from proviso.casework.reading.content_words import content_rows
from proviso.casework.reading.proposal import proposal_of
from proviso.casework.values.allegation import Allegation
from proviso.casework.values.decision import Decide, Decision, SharingDecided
from proviso.casework.values.local_answer import LocalAnswer
from proviso.casework.values.person import Address, Person, Reach
from proviso.casework.values.role import RoleInCase
from proviso.casework.values.suspicion import Certainty
from proviso.casework.values.value import Choice, asked_fields
from proviso.casework.worklist_items import DueThing, WorklistItem
from proviso.casework.writing import access
from proviso.casework.writing.permissions import Actor, NotAllowed
from proviso.policy.norms import Act
from proviso.record import read
from proviso.record.entry import Category
from proviso.record.verify import verify

from .conftest import Clock
from .every import CONSENT, ENDED, NEGATED
from .examples import (
    ADDRESS,
    ALLEGATION,
    ANSWERS,
    CALL_STARTED,
    NOTHING_MORE,
    NOW,
    PERSON,
    REACH,
    SUSPICION,
    UNTOLD,
    answer,
    begun,
    decided,
    ready,
    shared,
    without,
)
from .folding import facts, folded, onto
from .test_facts import cases
from .walking import Step, acted, walk, walks

pytestmark = pytest.mark.django_db(databases="__all__")
MODULES: tuple[ModuleType, ...] = (
    answering, answer_local, close, decide, propose, receive, record_person, review, share, start, suspecting, tell,
    access, lists,
)  # fmt: skip
DOORS = {
    f"{module.__name__.removeprefix('proviso.casework.')}.{name}": function
    for module in MODULES
    for name, function in inspect.getmembers(module, inspect.isfunction)
    if function.__module__ == module.__name__ and not name.startswith("_")
}
"""Every public function by which something is done or seen."""
FORBIDDEN = {"name", "names", "status", "nationality", "language", "cases", "references", "query"}


# 1 Nothing is sent that a person did not decide to send, with the exact content before their eyes.
@settings(max_examples=40)
@given(steps=walks())
def test_1_whatever_is_done_nothing_goes_that_was_not_decided_word_for_word(
    officer: Actor, colleague: Officer, time: Clock, steps: list[Step]
) -> None:
    time.now = NOW
    with transaction.atomic(using="default"), transaction.atomic(using="keys"):

        def pass_time(so_long: timedelta) -> None:
            time.now += so_long

        case = walk(begun(officer), steps, pass_time).case
        for one in case.disclosures:
            if one.late is None:
                assert one.call is not None
                assert one.decided is not None
                decision = next(each for each in case.history if each.value is one.decided)
                calls = [each for each in case.history if each.value.kind == "call_started" and each.seq < one.seq]
                assert one.call.decision == calls[-1].value.decision == decision.seq < calls[-1].seq  # type: ignore[attr-defined]
                assert one.decided.content
                assert one.decided.facts is not None
                assert one.decided.assessment is not None
                acts: Any = one.decided.assessment["acts"]  # as JSON holds it
                assert {acts[act]["answer"] for act in one.decided.acts} == {"yes"}
        for alias in ("default", "keys"):
            transaction.set_rollback(True, using=alias)


def test_1_a_call_cannot_be_started_without_a_decision(officer: Actor) -> None:
    for opened in (ready(officer), shared(officer)):
        with pytest.raises(NotAllowed):
            start_call(opened, CALL_STARTED, seen=opened.case.seq)


def test_1_what_is_kept_is_what_was_on_the_page(officer: Actor) -> None:
    opened = ready(officer)
    proposal = proposal_of(opened.case)
    decision = Decision(decide=(Decide.SHARE_BASIC,), reason="All is in place")
    kept = decide.decide(opened, decision, seen=opened.case.seq).case.latest(SharingDecided)
    assert kept is not None
    assert kept.content == proposal.basic
    assert [label for label, _ in content_rows(kept.content)] == [
        "Name",
        "Date of birth",
        "Address or location",
        "Type of crime",
        "That they are suspected of being an immigration offender",
    ]


# 2 Nothing is sent, seen, changed or erased without an entry; an entry is never changed or deleted.
def test_2_every_change_of_a_case_is_an_entry(officer: Actor) -> None:
    opened = shared(officer)
    told = read.entries(opened.case.reference)
    assert replay(opened.case.reference, "wessmere", told) == opened.case
    assert [one.kind for one in told] == [one.value.kind for one in opened.case.history]
    sent = [one for one in told if one.category is Category.DISCLOSURE]
    assert [one.kind for one in sent] == ["call_started", "call_ended"]


@pytest.mark.parametrize(
    "tampering", ["UPDATE record_entry SET kind = 'case_closed'", "DELETE FROM record_entry", "DELETE FROM record_leaf"]
)
def test_2_an_entry_is_never_changed_nor_deleted(officer: Actor, tampering: str) -> None:
    shared(officer)
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(tampering)
    assert verify().whole


# 3 Unknown is not no. A guard that rests on an unknown fact does not open.
@pytest.mark.parametrize("left_out", ANSWERS, ids=lambda one: one.kind)
def test_3_a_case_with_one_answer_left_out_is_not_shared_where_policy_asks_for_it(
    officer: Actor, left_out: Any
) -> None:
    opened = begun(officer)
    for one in ANSWERS:
        opened = opened if one is left_out else acted(opened, one)
    if left_out.kind in {"safe_route_recorded", "control_considered", "support_considered", NOTHING_MORE.kind}:
        assert opened.assessed.allows(Act.SHARE_BASIC), "no paragraph asks for it first"
        return
    with pytest.raises(PolicyStandsInTheWay):
        decide.decide(
            opened, Decision(decide=(Decide.SHARE_BASIC,), reason="Decided in great haste"), seen=opened.case.seq
        )


# 4 A local policy never opens what national policy closes, never drops a duty owed to the person.
def test_4_a_local_answer_opens_nothing_that_is_closed_nationally(officer: Actor, force: Force) -> None:
    force.local_policies = ["consent-first", "exceptional-only", "doubt-is-not-suspicion"]
    force.save()
    opened = answer(begun(officer), UNTOLD)
    yes = [
        LocalAnswer(fact=fact, answer="yes", reason="As she said")
        for fact in ("consent_informed", "exceptional_circumstances")
    ]
    for value in (CONSENT, *yes):
        opened = answer_local.answer_local_question(opened, value, seen=opened.case.seq)
    assert not opened.assessed.allows(Act.SHARE_BASIC)
    assert "informed_before" in opened.assessed.assessment.acts[Act.SHARE_BASIC].needs


# 5 A role never turns into "suspect"; a case never closes because of status.
def test_5_there_is_no_role_of_a_suspect_and_no_act_that_makes_one() -> None:
    assert {one.value for one in RoleInCase} == {"victim", "witness", "victim_and_witness", "neither"}
    assert not [kind for kind in KINDS if "suspect" in kind]


@given(cases())
def test_5_the_suspicion_does_not_touch_the_role_nor_close_the_case(case: Case) -> None:
    said = [one.value for one in case.history if one.value.kind in {"case_opened", "role_corrected"}]
    assert case.role is said[-1].role  # type: ignore[attr-defined]
    assert not case.closed or {"case_closed", "case_closed_unshared"} & {one.value.kind for one in case.history}
    for suspected in (SUSPICION, replace(SUSPICION, certainty=Certainty.DOUBT), ENDED, NEGATED):
        assert case.closed or not onto(case, (suspected,)).closed, "whatever is suspected, or not, closes no case"
    assert facts(case)["role"] == case.role.value


# 6 No search by name or by status; no list of people; no bulk sending; no score; no inference.
def test_6_no_door_takes_a_name_a_status_or_many_cases() -> None:
    assert len(DOORS) > 35
    for name, function in DOORS.items():
        for parameter in inspect.signature(function).parameters.values():
            words = set(parameter.name.split("_"))
            assert not words & {"name", "names", "status", "nationality", "language", "cases", "references", "query"}, (
                name
            )


def test_6_a_list_has_no_column_for_a_person() -> None:
    assert {one.name for one in fields(WorklistItem)} == {
        "reference",
        "due",
        "owner",
        "unit",
        "summary",
        "crime_reference",
    }
    assert {one.name for one in fields(DueThing)} == {"what", "due_at", "not_by"}
    assert {one.attname for one in WorklistRow._meta.get_fields() if isinstance(one, Field)} == {
        "id",
        "case_id",
        "queue",
        "what",
        "force",
        "unit",
        "owner",
        "due_at",
        "summary",
        "not_by",
    }, "the crime reference is in the sealed summary alone"
    assert {one.name for one in fields(lists.WorklistPage)} == {"rows", "next"}, "no count"


def test_6_what_a_row_of_a_list_says_of_the_case_is_sealed(officer: Actor) -> None:
    opened = decided(officer)
    with connection.cursor() as cursor:
        cursor.execute('SELECT * FROM casework_worklist WHERE "case" = %s', (opened.case.reference,))
        rows = cursor.fetchall()
    held = b" ".join(bytes(one) if isinstance(one, bytes | memoryview) else str(one).encode() for one in sum(rows, ()))
    assert rows
    for said in (opened.case.role.label, "Burglary", ALLEGATION.crime_reference, PERSON.name):
        assert said
        assert said.lower().encode() not in held.lower(), said


def test_6_no_question_asks_for_nationality_or_status() -> None:
    forbidden = {"nationality", "ethnicity", "religion", "visa", "passport", "born in", "country"}
    for value in VALUES:
        for name, asked, _ in asked_fields(value):
            text = f"{name} {asked.label}".lower()
            assert not [word for word in forbidden if word in text], (value.kind, name)
    choices = [one for one in Choice.__subclasses__() if one.__module__.startswith(values.__name__)]
    assert len(choices) > 25


def test_6_the_same_case_under_another_name_and_language_is_judged_alike(officer: Actor) -> None:
    plain = folded(*ANSWERS)
    other = folded(
        ALLEGATION,
        replace(PERSON, name="Invented Ødegård-Nguyễn"),
        ADDRESS,
        replace(REACH, language="An invented language"),
        *without(Allegation, Person, Address, Reach),
    )
    assert facts(plain) == facts(other)


# 7 is in test_canaries.py.
# 8 A decision keeps for ever the edition of policy, the facts and the wording that it was made under.
def test_8_a_decision_keeps_what_it_was_made_under(officer: Actor, force: Force) -> None:
    opened = decided(officer)
    kept = opened.case.latest(SharingDecided)
    force.local_policies = ["exceptional-only"]
    force.equality_assessment_current = False
    force.save()
    opened = answer(opened, (replace(ADDRESS, address="2 Invented Row"), replace(ALLEGATION, crime_reference="X/1")))
    again = access.open_case(officer, opened.case.reference, reason="To look into it", session="another")
    assert again.rules != opened.rules
    assert again.case.latest(SharingDecided) == kept
    assert kept is not None
    assert kept.assessment is not None
    policy: Any = kept.assessment["policy"]  # as JSON holds it
    assert policy["edition"] == "npcc-2020"
    assert policy["digest"] == opened.rules.policy.digest
    assert policy["local"] == []
    assert kept.facts is not None
    assert kept.facts["equality_assessment_current"] is True
    assert dict(content_rows(kept.content))["Address or location"] == ADDRESS.address


def test_8_a_decision_does_not_follow_a_policy_that_changed(officer: Actor, force: Force) -> None:
    opened = decided(officer)
    force.local_policies = ["exceptional-only"]
    force.save()
    again = access.open_case(officer, opened.case.reference, reason="To send it", session="another")
    with pytest.raises(PolicyStandsInTheWay):
        start_call(again, CALL_STARTED, seen=again.case.seq)
    assert again.case.stage is Stage.DECIDED
