"""An encrypted file that somebody carries: made whenever it is asked for while it is right, delivered by a person."""

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Listed, Recipient, Role
from proviso.casework.acts.decide import PolicyStandsInTheWay
from proviso.casework.acts.record_person import record_person
from proviso.casework.acts.send import NoFileMade, NothingUnderWay
from proviso.casework.history.case import Stage
from proviso.casework.reading.exchanges import files_made
from proviso.casework.values.dispatch import Delivered, SendingCancelled
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor, NotAllowed
from proviso.disclosure import claiming, outbox
from proviso.disclosure.by_hand import NoFile, deliver, made_file
from proviso.disclosure.listed import NotListed
from proviso.disclosure.models import MessageState, OutboxRow
from proviso.service.config import EmailSettings
from tests.casework.examples import NOW, PERSON
from tests.disclosure.ordering import again, decided, listed, ordered

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DELIVERED = Delivered(to="Officer 7", reference="HO-88", happened_at=NOW)


@pytest.fixture
def case(officer: Actor, papers: Path, settings: Any) -> OpenCase:
    """A case whose file was ordered, of a force that can sign and has no mail server."""
    settings.PROVISO_EMAIL = EmailSettings(
        sender="disclosure@wessmere.invalid",
        signing_certificate_file=papers / "force.pem",
        signing_key_file=papers / "force.key",
    )
    return ordered(decided(officer), listed(Channel.FILE))


def state() -> str:
    return OutboxRow.objects.get().state


@pytest.mark.system
def test_it_is_made_for_the_recipients_key_and_recorded_when_delivered(case: OpenCase, papers: Path) -> None:
    name, content = made_file(case)
    assert name == f"{case.case.reference}-{OutboxRow.objects.get().message}.eml"
    key = ["-recip", str(papers / "recipient.pem"), "-inkey", str(papers / "recipient.key")]
    opened = subprocess.run(["openssl", "cms", "-decrypt", *key], input=content, capture_output=True, check=True)
    assert b"smime-type=signed-data" in opened.stdout
    assert state() == MessageState.HANDING_OVER
    twice, _ = made_file(case)
    assert twice == name, "it is the same message, however often it is made"
    assert [(one.value.message, one.by) for one in files_made(again(case).case)] == [
        (OutboxRow.objects.get().message, case.actor.staff_number)
    ] * 2, "each making is an entry"
    after = deliver(case, DELIVERED, seen=case.case.seq)
    assert (after.case.stage, state()) == (Stage.SHARED, MessageState.SENT)
    assert after.case.disclosures[0].sent == DELIVERED
    with pytest.raises(NothingUnderWay):
        made_file(after)


def test_no_worker_takes_it_and_no_alarm_is_raised_for_it(case: OpenCase) -> None:
    assert not claiming.waits("email", force="wessmere", now=NOW)
    assert not outbox.alarms("wessmere", now=NOW.replace(year=2027))
    (standing,) = outbox.message_statuses(case.case.reference)
    assert (standing.state, standing.says) == (MessageState.QUEUED, "")


def test_it_can_be_taken_back_by_whoever_has_it(case: OpenCase) -> None:
    made_file(case)
    made = again(case)
    after = outbox.withdraw(made, SendingCancelled(reason="They closed early"), seen=made.case.seq)
    assert (after.case.stage, state()) == (Stage.DECIDED, MessageState.WITHDRAWN)


@pytest.mark.parametrize("role", [Role.VULNERABILITY_LEAD, Role.DATA_PROTECTION_OFFICER])
def test_whoever_only_reads_the_case_does_not_make_it(case: OpenCase, role: Role) -> None:
    reader = replace(case, actor=Actor("a-reader", role, "wessmere", "north"))
    with pytest.raises(NotAllowed, match=r"Your role \(.*\) does not do this"):
        made_file(reader)
    assert state() == MessageState.QUEUED
    assert not files_made(again(case).case)


def test_nobody_hands_over_what_was_not_made(case: OpenCase) -> None:
    with pytest.raises(NoFileMade):
        deliver(case, DELIVERED, seen=case.case.seq)
    assert state() == MessageState.QUEUED


def test_it_is_not_made_where_something_moved(case: OpenCase) -> None:
    record_person(case, replace(PERSON, name="Imaginary Adeyemi"), seen=case.case.seq)
    with pytest.raises(PolicyStandsInTheWay):
        made_file(case)
    assert state() == MessageState.QUEUED


def test_it_is_not_made_for_whoever_is_off_the_list_or_cannot_open_it(case: OpenCase) -> None:
    Recipient.objects.update(certificate="")
    with pytest.raises(NoFile, match="certificate cannot be read"):
        made_file(case)
    Recipient.objects.update(state=Listed.WITHDRAWN)
    with pytest.raises(NotListed):
        made_file(case)
    assert state() == MessageState.QUEUED


def test_without_a_certificate_to_sign_with_it_says_what_to_set(case: OpenCase, settings: Any) -> None:
    settings.PROVISO_EMAIL = EmailSettings()
    with pytest.raises(NoFile, match=r"Set email\.sender"):
        made_file(case)


def test_an_order_by_e_mail_makes_no_file(officer: Actor) -> None:
    with pytest.raises(NothingUnderWay):
        made_file(ordered(decided(officer), listed()))
