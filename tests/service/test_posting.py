"""What `proviso check` finds of sending: each thing that can be wrong is made wrong, and named with what to do."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test.utils import override_settings

from proviso.accounts.models import Recipient
from proviso.casework.writing.permissions import Actor
from proviso.disclosure.channels.channel import Refused, Unclear, Whose
from proviso.disclosure.worker import Worker
from proviso.service.check_result import CheckResult
from proviso.service.config import Config, EmailSettings, ReminderSettings
from proviso.service.sending_checks import posting
from tests.accounts.made_certificates import made
from tests.casework.conftest import Clock
from tests.casework.conftest import force as force
from tests.casework.conftest import officer as officer
from tests.casework.conftest import time as time
from tests.casework.conftest import who as who
from tests.disclosure.certificates import AUTHORITY, FORCE, issued
from tests.disclosure.null import Null
from tests.disclosure.ordering import decided, listed, ordered

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def found(**email: Any) -> list[CheckResult]:
    """What is found with these settings of e-mail."""
    config = Config(force="wessmere", email=EmailSettings(**email))
    with override_settings(PROVISO_EMAIL=config.email):
        return list(posting(config))


def wrong(findings: list[CheckResult]) -> list[CheckResult]:
    return [one for one in findings if not one.passed]


@pytest.fixture
def papers(tmp_path: Path) -> dict[str, Any]:
    """Settings of e-mail that will do."""
    certificate, key = FORCE.written(tmp_path, "force")
    return {
        "host": "mail.wessmere.invalid",
        "sender": "disclosure@wessmere.invalid",
        "signing_certificate_file": certificate,
        "signing_key_file": key,
    }


def test_without_a_mail_server_that_is_said_and_is_no_fault(force: object) -> None:
    one, outbox = found()
    assert one.says == "No mail server is set: nothing is sent by e-mail, and what is ordered waits."
    assert (one.passed, outbox.passed) == (True, True)


def test_a_server_and_good_papers_are_well(force: object, papers: dict[str, Any]) -> None:
    assert not wrong(found(**papers))


@pytest.mark.parametrize(
    ("spoilt", "says"),
    [
        ({"sender": ""}, "Set email.sender, email.signing_certificate_file and email.signing_key_file."),
        ({"signing_key_file": None}, "Set email.sender"),
        ({"signing_key_file": Path("none.key")}, "none.key cannot be read"),
        ({"ca_file": Path("none.pem")}, "There is no none.pem"),
        ({"password_file": Path("none")}, "none cannot be read"),
    ],
)
def test_what_is_lacking_is_named(force: object, papers: dict[str, Any], spoilt: dict[str, Any], says: str) -> None:
    (one,) = wrong(found(**(papers | spoilt)))
    assert says in one.says
    assert one.do


def test_a_key_or_password_that_others_can_read_is_named(force: object, papers: dict[str, Any], tmp_path: Path) -> None:
    password = tmp_path / "password"
    password.write_text("invented")
    for path in (password, papers["signing_key_file"]):
        path.chmod(0o644)
    ill = wrong(found(**papers, password_file=password))
    assert [one.subject for one in ill] == ["email.signing_key_file", "email.password_file"]


@pytest.mark.parametrize(("days", "says"), [(-1, "ended on"), (29, "ends on")])
def test_a_signing_certificate_that_ends_is_named(
    force: object, time: Clock, papers: dict[str, Any], tmp_path: Path, days: int, says: str
) -> None:
    valid = (datetime(2020, 1, 1, tzinfo=UTC), time.now + timedelta(days=days))
    issued("Wessmere", by=AUTHORITY, valid=valid).written(tmp_path, "force")
    (one,) = wrong(found(**papers))
    assert says in one.says


def test_a_force_that_is_not_there_is_left_to_the_other_findings(papers: dict[str, Any], db: None) -> None:
    assert [one.subject for one in found(**papers)] == ["outbox"]


def test_what_waits_too_long_and_what_is_unclear_are_named(officer: Actor, time: Clock) -> None:
    for number in (1, 2):
        ordered(decided(officer), listed(number=number))
    channel = Null(Unclear("Lost"), Refused(True, "The mail server could not be reached."))
    worker = Worker(lambda *_: channel, lambda _: None)
    while worker.step():
        pass
    lost, waits = (envelope.reference for envelope, _ in channel.sent)
    (unclear,) = wrong(found())
    assert unclear.says == f"Of 1 message nobody knows whether it was sent, that of {lost}."
    time.now += timedelta(hours=2)
    late = wrong(found(host="mail.wessmere.invalid"))[-1]
    assert late.says == (
        f"1 message has waited longer than 2 hours, the first of {waits}: The mail server could not be reached."
    )
    assert late.do.endswith("cancel the order and call.")


def of_reminders(**mailboxes: str) -> list[CheckResult]:
    """What is found of reminding with these mailboxes, and a mail server."""
    config = Config(
        force="wessmere", reminders=ReminderSettings(mailboxes=mailboxes), email=EmailSettings(host="mail.invalid")
    )
    return [one for one in posting(config) if one.subject == "reminders.mailboxes"]


def test_units_that_can_be_told_are_well_and_without_mailboxes_nothing_is_said(force: object) -> None:
    assert [one.passed for one in of_reminders(north="north@wessmere.invalid")] == [True]
    assert of_reminders() == []


def test_a_mailbox_of_a_unit_that_is_not_there_is_named(force: object) -> None:
    (one,) = of_reminders(north="north@wessmere.invalid", nroth="nroth@wessmere.invalid")
    assert one.says == "No unit of the force has the code nroth, so that nobody is told what waits there."
    assert (one.passed, one.do) == (False, "Set each mailbox by the code of its unit.")


def test_mailboxes_of_units_without_a_mail_server_are_named(force: object) -> None:
    config = Config(force="wessmere", reminders=ReminderSettings(mailboxes={"north": "north@wessmere.invalid"}))
    (one,) = [each for each in posting(config) if each.subject == "reminders.mailboxes"]
    assert one.says == "No unit is told that something waits: no mail server is set."


@pytest.mark.parametrize(
    ("ends", "says"),
    [
        (-1, "Nothing can be sent to Invented desk 1: The certificate is not valid today; it is valid until"),
        (
            29,
            "In 30 days nothing can be sent to Invented desk 1: The certificate is not valid today; it is valid until",
        ),
    ],
)
def test_a_recipient_whose_certificate_will_not_do_is_named(officer: Actor, time: Clock, ends: int, says: str) -> None:
    valid = (time.now - timedelta(days=9), time.now + timedelta(days=ends))
    Recipient.objects.filter(pk=listed().pk).update(certificate=made(names=None, valid=valid).pem)
    (one,) = wrong(found())
    assert (one.subject, one.says.startswith(says)) == ("recipients", True), one.says
    assert "another certificate" in one.do


def test_a_recipient_that_was_listed_with_a_private_key_is_named(officer: Actor) -> None:
    Recipient.objects.filter(pk=listed().pk).update(certificate="-----BEGIN PRIVATE KEY-----\nMIIE\n")
    (one,) = wrong(found())
    assert "holds a private key" in one.says
    assert "MIIE" not in one.says


def test_a_signing_certificate_that_will_not_do_is_named_without_a_server_too(
    force: object, time: Clock, papers: dict[str, Any], tmp_path: Path
) -> None:
    valid = (datetime(2020, 1, 1, tzinfo=UTC), time.now - timedelta(days=1))
    issued("Wessmere", by=AUTHORITY, valid=valid).written(tmp_path, "force")
    (one,) = wrong(found(**(papers | {"host": ""})))
    assert one.says.startswith("No file can be made for delivery by hand. The signing certificate ended on")


def test_what_waits_for_our_own_set_up_is_named_at_once(officer: Actor, time: Clock) -> None:
    case = ordered(decided(officer), listed())
    refused = Refused(True, "The mail server does not serve us: 535 5.7.8 no.", Whose.OURS)
    worker = Worker(lambda *_: Null(refused), lambda _: None)
    assert worker.step()
    (one,) = wrong(found(host="mail.wessmere.invalid"))[-1:]
    assert one.says == (
        f"1 message waits for this service’s own set-up, the first of {case.case.reference}: {refused.says}"
    )
    assert one.do.startswith("Mend it")
