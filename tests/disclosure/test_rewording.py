"""Every label of every choice is reworded, and cases recorded before go on as if none had been.

The same life is lived twice, once as the choices are called and once as they are called otherwise: what is true of the
case, what is due, what is accounted for and who is owed a correction stay the same after each step.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from django.db.models import Choices

from proviso.accounts.models import Recipient, Role
from proviso.casework.acts.close import close_case
from proviso.casework.acts.correct import find_wrong, record_correction, tell_correction
from proviso.casework.acts.decide import FoundWrongBefore, PolicyStandsInTheWay, withdraw_decision
from proviso.casework.acts.look import look_as_supervisor
from proviso.casework.acts.receive import record_reply
from proviso.casework.acts.record_person import record_person
from proviso.casework.acts.share import (
    DecisionMoved,
    end_call,
    record_another_disclosure,
    start_call,
)
from proviso.casework.acts.tell import tell_after, tell_before
from proviso.casework.reading.accuracy import found_wrong_in
from proviso.casework.reading.outstanding_corrections import recipients_owed
from proviso.casework.reading.proposal import proposal_of
from proviso.casework.values.closing import Closed
from proviso.casework.values.content import BasicField
from proviso.casework.values.correction import CorrectionOrdered, FoundWrong, Wrong
from proviso.casework.values.decision import Decide, DecisionWithdrawn, SharingDecided
from proviso.casework.values.looks import LookOutcome, SupervisorLooked
from proviso.casework.values.sharing import SharedWith
from proviso.casework.values.timing import Department
from proviso.casework.values.value import Choice
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor
from proviso.disclosure import outbox
from proviso.disclosure.decide_package import decide_with_package
from proviso.disclosure.listed import mailboxes, of_department
from proviso.disclosure.stored_packages import stored_package
from proviso.notices.wording import SOURCE, wordings
from proviso.notices.words import About, Words, in_words, to_tell
from tests.casework.every import ACKNOWLEDGED, CORRECTION, LATE, TOLD_CORRECTION
from tests.casework.examples import (
    CALL_ENDED,
    CALL_STARTED,
    PERSON,
    REPLY,
    TOLD_AFTER,
    TOLD_BEFORE,
    acknowledge,
    decision_on,
    ready,
    shared,
)
from tests.casework.recorded import lived, restored, standing
from tests.disclosure.ordering import Desk, again, decided, listed, ordered

from .null import Null
from .packages import everything, squeezed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
Step = Callable[[OpenCase], OpenCase]
Start = Callable[[Actor], OpenCase]

WRONG = FoundWrong(wrong=(Wrong.NAME, Wrong.CRIME_TYPE), words="It is spelt with a y")
LOOKED = SupervisorLooked(outcome=LookOutcome.GO_AHEAD, found="The local team is the one that she asked for")


def choices(kind: type[Choice]) -> Iterator[type[Choice]]:
    """Every choice there is."""
    for one in kind.__subclasses__():
        yield one
        yield from choices(one)


def otherwise(labels: list[str]) -> list[str]:
    """Words that no choice had."""
    return [f"Otherwise {number}" for number, _ in enumerate(labels)]


def exchanged(labels: list[str]) -> list[str]:
    """The words that another of the same choice had."""
    return [*labels[1:], *labels[:1]]


@pytest.fixture(params=[otherwise, exchanged], ids=["other words", "each other's words"])
def reword(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Calls every choice of casework and of accounts otherwise, from then on."""

    def now() -> None:
        for choice in choices(Choice):
            for member, label in zip(choice, request.param([one.label for one in choice]), strict=True):
                monkeypatch.setattr(member, "label", label)
        for kind in Choices.__subclasses__():
            for one in kind.__subclasses__():
                for each_of, label in zip(one, request.param([str(each.label) for each in one]), strict=True):
                    monkeypatch.setattr(each_of, "_label_", label)

    return now


def by(act: Callable[..., OpenCase], value: object) -> Step:
    """The step of doing an act with a value."""
    return lambda opened: act(opened, value, seen=opened.case.seq)


def decides(*acts: Decide) -> Step:
    """The step of deciding, in words that no other case has."""
    return lambda opened: decide_with_package(opened, decision_on(opened, *acts), seen=opened.case.seq)


def looked_at(opened: OpenCase) -> OpenCase:
    """The case once a supervisor, who carries nothing of it, looked."""
    supervisor = replace(opened.actor, staff_number="carries-nothing", role=Role.SUPERVISOR)
    return as_seen(look_as_supervisor(replace(opened, actor=supervisor), LOOKED, seen=opened.case.seq), opened)


def sent(opened: OpenCase) -> OpenCase:
    """The case once what was decided was ordered to a mailbox of its department, and has left."""
    decision = opened.case.latest(SharingDecided)
    assert decision is not None
    (mailbox,) = of_department(opened.case.force, decision.recipient)
    ordered(opened, mailbox)
    Desk(Null()).works()
    return as_seen(again(opened), opened)


def corrected_by_email(opened: OpenCase) -> OpenCase:
    """The case once whoever is owed a correction first was written to."""
    (mailbox,) = mailboxes(opened.case, recipients_owed(opened.case)[0])
    outbox.order_correction(opened, CorrectionOrdered(words="It is spelt with a y"), mailbox, seen=opened.case.seq)
    Desk(Null()).works()
    return as_seen(again(opened), opened)


def as_seen(opened: OpenCase, earlier: OpenCase) -> OpenCase:
    """The case as it now is, opened by the same person."""
    return replace(opened, actor=earlier.actor)


CALL: tuple[Step, ...] = (by(start_call, CALL_STARTED), by(end_call, CALL_ENDED))
CORRECT: tuple[Step, ...] = (
    by(find_wrong, WRONG),
    by(record_correction, CORRECTION),
    by(tell_correction, TOLD_CORRECTION),
)
TO_ITS_CORRECTION: tuple[Step, ...] = (
    by(acknowledge, ACKNOWLEDGED),
    by(tell_after, TOLD_AFTER),
    by(record_reply, REPLY),
    *CORRECT,
)
CLOSE = by(close_case, Closed(reason="All of it is done"))
TO_THE_END = (*TO_ITS_CORRECTION, CLOSE)
AGAIN = by(withdraw_decision, DecisionWithdrawn(reason="To look at it again"))
BOTH = decides(Decide.SHARE_BASIC, Decide.SHARE_ADDITIONAL)

LIVES: dict[str, tuple[Start, tuple[Step, ...]]] = {
    "decided before, told again, decided again and given in a call": (
        lambda who: restored(who, "decided"),
        (by(tell_before, TOLD_BEFORE), AGAIN, decides(), *CALL, *TO_THE_END),
    ),
    "decided on more before, and given in a call": (
        lambda who: restored(who, "decided_on_more"),
        (*CALL, *TO_ITS_CORRECTION, looked_at, CLOSE),
    ),
    "told of before, decided and sent by e-mail now": (
        lambda who: restored(who, "ready"),
        (BOTH, sent, by(find_wrong, WRONG), corrected_by_email, by(tell_after, TOLD_AFTER)),
    ),
    "decided before, taken back, decided again and sent": (
        lambda who: restored(who, "decided_on_more"),
        (AGAIN, BOTH, sent, by(acknowledge, ACKNOWLEDGED)),
    ),
    "sent by e-mail before, and corrected by e-mail": (
        lambda who: restored(who, "shared_by_email"),
        (by(find_wrong, WRONG), by(acknowledge, ACKNOWLEDGED), by(record_correction, CORRECTION)),
    ),
    "found wrong before, and put right": (
        lambda who: restored(who, "found_wrong"),
        (by(record_correction, CORRECTION), by(tell_after, TOLD_AFTER), by(tell_correction, TOLD_CORRECTION)),
    ),
    "recorded late before, and another since": (
        lambda who: restored(who, "recorded_late"),
        (by(find_wrong, WRONG), by(record_another_disclosure, replace(LATE, shared_with=SharedWith.VISAS))),
    ),
    "told of now, decided and sent by e-mail": (
        ready,
        (decides(), sent, by(find_wrong, WRONG), corrected_by_email),
    ),
    "decided now, and given in a call": (decided, (*CALL, *TO_THE_END)),
    "shared now": (shared, TO_THE_END),
    "shared with the national unit twice": (
        shared,
        (by(record_another_disclosure, LATE), by(find_wrong, WRONG), by(record_correction, CORRECTION)),
    ),
}


@pytest.fixture(autouse=True)
def lists(officer: Actor) -> list[Recipient]:
    """A mailbox of each department that a case here goes to."""
    return [listed(department=Department.NCCU), listed(department=Department.LOCAL_TEAM, number=2)]


@pytest.mark.parametrize("life", LIVES)
def test_a_case_goes_on_the_same_whatever_its_choices_are_called(
    officer: Actor, reword: Callable[[], None], life: str
) -> None:
    begun, steps = LIVES[life]
    as_called = lived(begun(officer), steps)
    opened = begun(officer)
    before = standing(opened.case, opened.rules)
    reword()
    reopened = as_seen(again(opened), opened)
    after = standing(reopened.case, reopened.rules)
    assert {**after, "owed": [places for _, places in after["owed"]]} == {
        **before,
        "owed": [places for _, places in before["owed"]],
    }
    assert lived(reopened, steps) == as_called


def test_what_was_found_wrong_does_not_leave_again_whatever_it_is_called(
    officer: Actor, reword: Callable[[], None]
) -> None:
    opened = restored(officer, "found_wrong")
    reword()
    content = proposal_of(opened.case).content
    assert found_wrong_in(opened.case, content) == (BasicField.NAME, BasicField.CRIME_TYPE)
    told = tell_before(opened, TOLD_BEFORE, seen=opened.case.seq)
    with pytest.raises(FoundWrongBefore, match=f"{BasicField.NAME.label}; {BasicField.CRIME_TYPE.label}"):
        decide_with_package(told, decision_on(told), seen=told.case.seq)


@pytest.mark.parametrize("story", ["decided", "decided_on_more"])
def test_what_moved_is_still_seen_to_have_moved(officer: Actor, reword: Callable[[], None], story: str) -> None:
    opened = restored(officer, story)
    reword()
    moved = record_person(opened, replace(PERSON, name="Imaginary Adeyemi"), seen=opened.case.seq)
    with pytest.raises((DecisionMoved, PolicyStandsInTheWay)):
        start_call(moved, CALL_STARTED, seen=moved.case.seq)


def test_a_case_of_which_they_were_told_since_is_decided_again_before_it_leaves(officer: Actor) -> None:
    told = by(tell_before, TOLD_BEFORE)(restored(officer, "decided"))
    with pytest.raises(DecisionMoved, match="said or found since it was decided"):
        start_call(told, CALL_STARTED, seen=told.case.seq)


def test_a_package_is_worded_when_it_is_decided(officer: Actor, reword: Callable[[], None]) -> None:
    first = BOTH(restored(officer, "ready"))
    reword()
    second = BOTH(restored(officer, "ready"))
    held = [stored_package(one, package_of(one)) for one in (first, second)]
    codes = [json.loads(one.data) for one in held]
    assert [list(one["basic"]) for one in codes] == [sorted(one.value for one in BasicField)] * 2
    assert [one["recipient"]["department"] for one in codes] == ["immigration_enforcement"] * 2
    pages = [squeezed(everything(one.document).decode(errors="replace")) for one in held]
    departments = ["Immigration Enforcement: a local team", Department.LOCAL_TEAM.label]
    for page, name, department in zip(pages, ["Name", BasicField.NAME.label], departments, strict=True):
        assert squeezed(name) in page
        assert squeezed(department) in page
    one, other = (each.case.latest(SharingDecided) for each in (first, second))
    assert one
    assert other
    assert one.digest == other.digest
    assert one.content == other.content
    assert one.shown != other.shown, "what was on the screen is kept with each"


def package_of(opened: OpenCase) -> str:
    """The digest of the package of what was decided."""
    decided = opened.case.latest(SharingDecided)
    return (decided.package or "") if decided else ""


@pytest.mark.parametrize("about", list(About))
def test_the_person_is_told_the_same_but_for_the_name_of_a_department(
    officer: Actor, reword: Callable[[], None], about: About
) -> None:
    opened = restored(officer, "ready" if about is About.BEFORE else "found_wrong")

    def said() -> list[Words]:
        told = (in_words(one, wordings()[SOURCE], reference="PV-7K2M-9QXD") for one in to_tell(opened.case, about))
        return [replace(one, whom=()) for one in told]

    before = said()
    reword()
    assert said() == before != []
