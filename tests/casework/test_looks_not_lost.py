"""What a look found to change is not lost: whoever found it can look again and is asked to, and until something was
done about it the officer has it."""

from dataclasses import replace

import pytest

from proviso.accounts.models import Role
from proviso.casework.acts import why_not
from proviso.casework.acts.close import close_case, close_unshared, reopen_case
from proviso.casework.acts.look import LookOutstanding
from proviso.casework.acts.receive import record_reply, take_reply
from proviso.casework.acts.review import review_vulnerability
from proviso.casework.models import CaseRow
from proviso.casework.outstanding_looks import due_to
from proviso.casework.row_codes import Queue
from proviso.casework.second_look import Looker
from proviso.casework.values.closing import Closed, Reopened
from proviso.casework.values.person import Knows
from proviso.casework.values.protection import Measure
from proviso.casework.values.reply import Said
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase, can_access, can_access_row
from proviso.casework.writing.permissions import Actor, Service

from .every import ACKNOWLEDGED, ARRIVED, RISK_REVIEWED
from .examples import (
    ADDRESS,
    ALLEGATION,
    CONTROL,
    PROTECTION,
    REPLY,
    SUPPORT,
    TOLD_AFTER,
    TOLD_BEFORE,
    acknowledge,
    answer,
    begun,
    ready,
    shared,
)
from .test_second_look import THROUGH_A_BROTHER
from .test_what_must_change import REFUGE, SAFE, STALKED, WITHDRAWN, by, lead_finds, of_change, supervisor_finds_if_due

pytestmark = pytest.mark.django_db(databases="__all__")

OTHERWISE: dict[str, tuple[Value, Value]] = {
    "stalking": (STALKED, ALLEGATION),
    "control": (replace(CONTROL, used=Knows.YES, how="He keeps her passport"), CONTROL),
    "measures_needed": (replace(PROTECTION, immediate=Measure.NEEDED), PROTECTION),
}
"""What the lead looks at, by its code, and the answer that says that nothing called for it."""


def due_to_lead(opened: OpenCase) -> list[str]:
    """At what the vulnerability lead is to look, and can: the case is one that they may open."""
    lead = by(opened, Role.VULNERABILITY_LEAD).actor
    codes = [one.row.code for one in due_to(opened.case, Looker.LEAD)]
    may_open = can_access(lead, opened.case)
    assert may_open == can_access_row(lead, CaseRow.objects.get(reference=opened.case.reference))
    assert may_open or not codes, "what is due to somebody who may not open the case is due for ever"
    return codes


@pytest.mark.parametrize("code", OTHERWISE)
def test_to_answer_otherwise_what_called_for_it_takes_it_from_nobody(officer: Actor, code: str) -> None:
    said, instead = OTHERWISE[code]
    opened = lead_finds(answer(begun(officer), (said,)), REFUGE)
    for changed in (instead, SUPPORT):
        opened = answer(opened, (changed,))
        assert not of_change(opened)
        assert due_to_lead(opened) == [code]
        assert REFUGE.found in why_not.look_outstanding(opened.case), "and reads what was found"
        opened = lead_finds(opened, REFUGE)
        assert of_change(opened) == {Queue.OFFICER}
        assert due_to_lead(opened) == []
        assert can_access(by(opened, Role.VULNERABILITY_LEAD).actor, opened.case), "they can find otherwise"
    opened = lead_finds(opened, SAFE)
    assert due_to_lead(answer(opened, (ADDRESS,))) == []


def test_the_lead_may_open_every_case_at_which_they_are_to_look(officer: Actor) -> None:
    opened = answer(ready(officer), (replace(TOLD_BEFORE, **THROUGH_A_BROTHER),))
    assert due_to_lead(opened) == ["interpreter_not_independent"]
    seen = lead_finds(opened, SAFE)
    assert due_to_lead(seen) == []
    assert not can_access(by(seen, Role.VULNERABILITY_LEAD).actor, seen.case), "nothing more is theirs to look at"


def test_opening_a_case_again_to_do_it_is_not_to_have_done_it(officer: Actor) -> None:
    opened = answer(begun(officer), (STALKED,))
    opened = lead_finds(close_unshared(opened, WITHDRAWN, seen=opened.case.seq), REFUGE)
    opened = reopen_case(opened, Reopened(reason="To record the place in a refuge"), seen=opened.case.seq)
    assert of_change(opened) == {Queue.OFFICER}, "nothing of it is done yet"
    assert due_to_lead(opened) == []
    assert due_to_lead(answer(opened, (SUPPORT,))) == ["stalking"]


def test_closing_a_case_as_withdrawn_does_nothing_of_it_and_whoever_found_it_looks(officer: Actor) -> None:
    opened = lead_finds(answer(begun(officer), (STALKED,)), REFUGE)
    opened = close_unshared(opened, WITHDRAWN, seen=opened.case.seq)
    assert of_change(opened) == {Queue.OFFICER}
    assert due_to_lead(opened) == ["stalking"], "that they have withdrawn may end it, and the lead says so"
    assert not of_change(lead_finds(opened, SAFE))


def found_after_sharing(officer: Actor) -> OpenCase:
    """A case that was shared, and of which the lead finds that something must change."""
    opened = answer(shared(officer), (STALKED, TOLD_AFTER))
    return lead_finds(supervisor_finds_if_due(opened), REFUGE)


def test_neither_a_review_nor_a_message_takes_it_from_the_officer(officer: Actor) -> None:
    opened = supervisor_finds_if_due(answer(shared(officer), (STALKED, TOLD_AFTER)))
    opened = record_reply(opened, replace(REPLY, said=(Said.VULNERABILITY,)), seen=opened.case.seq)
    opened = lead_finds(opened, REFUGE)
    lead = by(opened, Role.VULNERABILITY_LEAD)
    opened = replace(review_vulnerability(lead, RISK_REVIEWED, seen=opened.case.seq), actor=opened.actor)
    assert of_change(opened) == {Queue.OFFICER}, "the lead reviewed the reply after the look"
    post = replace(opened, actor=replace(opened.actor, staff_number="replies", role=Service.REPLIES))
    opened = replace(take_reply(post, ARRIVED), actor=opened.actor)
    assert of_change(opened) == {Queue.OFFICER}, "nobody has read the message"
    assert due_to_lead(opened) == []


def test_what_is_carried_out_brings_whoever_found_it_back(officer: Actor) -> None:
    opened = found_after_sharing(officer)
    assert due_to_lead(opened) == []
    opened = acknowledge(opened, ACKNOWLEDGED, seen=opened.case.seq)
    assert of_change(opened) == {Queue.OFFICER}, "it may be something else"
    assert due_to_lead(opened) == ["stalking"], "it may be what was asked for, and nobody else can say so"
    with pytest.raises(LookOutstanding):
        close_case(opened, Closed(reason="All is done, and she knows"), seen=opened.case.seq)
    opened = lead_finds(opened, SAFE)
    assert close_case(opened, Closed(reason="All is done, and she knows"), seen=opened.case.seq).case.closed
