"""One case from opening to closing, and what stands in its way at each turn."""

from dataclasses import replace
from typing import Any

import pytest

from proviso.casework.acts.close import close_case
from proviso.casework.acts.decide import PolicyStandsInTheWay, decide
from proviso.casework.history.case import Stage
from proviso.casework.history.replay import replay
from proviso.casework.models import CaseRow, WorklistRow
from proviso.casework.reading.content_words import content_rows
from proviso.casework.values.closing import Closed
from proviso.casework.values.decision import Decide, Decision, SharingDecided
from proviso.casework.writing.permissions import Actor
from proviso.policy.norms import Act
from proviso.record import read
from proviso.record.verify import verify

from .examples import PERSON, TOLD_AFTER, TOLD_BEFORE, UNTOLD, answer, begun, decided, ready, shared

pytestmark = pytest.mark.django_db(databases="__all__")

DECISION = Decision(decide=(Decide.SHARE_BASIC,), reason="All is in place")


def test_a_case_goes_from_opening_to_closing_and_the_record_holds(officer: Actor) -> None:
    opened = answer(shared(officer), (TOLD_AFTER,))
    assert opened.case.stage is Stage.SHARED
    opened = close_case(opened, Closed(reason="All is done"), seen=opened.case.seq)
    assert opened.case.stage is Stage.CLOSED
    assert replay(opened.case.reference, "wessmere", read.entries(opened.case.reference)) == opened.case
    assert CaseRow.objects.get().stage == "closed"
    assert [(row.queue, row.what) for row in WorklistRow.objects.all()] == [("disclosure_desk", "acknowledge")]
    assert verify().whole


def test_sharing_stays_closed_until_the_person_has_been_told(officer: Actor) -> None:
    opened = answer(begun(officer), UNTOLD)
    with pytest.raises(PolicyStandsInTheWay) as refused:
        decide(opened, DECISION, seen=opened.case.seq)
    assert refused.value.acts == (Act.SHARE_BASIC,)
    opened = answer(opened, (TOLD_BEFORE,))
    assert decide(opened, DECISION, seen=opened.case.seq).case.stage is Stage.DECIDED


def test_being_told_counts_only_for_what_was_told(officer: Actor) -> None:
    opened = ready(officer)
    assert opened.assessed.allows(Act.SHARE_BASIC)
    person = replace(PERSON, name="Imaginary Adeyemi")
    opened = answer(opened, (person,))
    assert opened.assessed.facts.get("informed_before") is None
    assert not opened.assessed.allows(Act.SHARE_BASIC)


def test_a_decision_keeps_the_exact_content_the_facts_and_the_assessment(officer: Actor) -> None:
    kept = decided(officer).case.latest(SharingDecided)
    assert kept is not None
    assert kept.facts is not None
    assert dict(content_rows(kept.content))["Name"] == "Imaginary Oduya"
    assert kept.facts["informed_before"] == "yes"
    assessment: Any = kept.assessment  # as JSON holds it
    assert assessment["acts"]["share_basic"]["answer"] == "yes"
    assert kept.digest == kept.digest.lower()
    assert len(kept.digest) == 64
