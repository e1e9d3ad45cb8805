"""What leaves with a package beside what was decided: the record and the desk say it as it left (10.1.3)."""

from dataclasses import replace

import pytest
from pytest_django import Settings

from proviso.accounts.models import Role
from proviso.casework.acts.send import order_sending, record_sent
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor
from proviso.disclosure.decide_package import decide_with_package
from proviso.disclosure.models import KeptPackage

from ..casework.every import ORDERED, SENT
from ..casework.examples import ALLEGATION, ready, shared
from ..casework.stories import by_outbox
from ..disclosure.test_deciding import SHARE, package_on
from .conftest import Browse
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")

PAGES = ["timeline", "found-wrong"]


def sent_with_its_package(officer: Actor) -> OpenCase:
    """A case whose package went as a message."""
    opened = ready(officer)
    decided = decide_with_package(opened, SHARE, seen=opened.case.seq)
    order = replace(ORDERED, decision=decided.case.seq, package=package_on(decided))
    return record_sent(by_outbox(order_sending(decided, order, seen=decided.case.seq)), SENT)


def said_on(page: str, browse: Browse, opened: OpenCase) -> str:
    """What a page says was shared."""
    words = read(browse().get(f"/cases/{opened.case.reference}/{page}")).words
    return words.partition("What was shared")[2].partition("What happened")[0]


@pytest.mark.parametrize("page", PAGES)
def test_the_crime_reference_that_left_is_told(officer: Actor, browse: Browse, settings: Settings, page: str) -> None:
    contact = settings.PROVISO_CONTACT
    settings.PROVISO_CONTACT = contact.model_copy(update={"crime_reference_in_packages": True})
    opened = sent_with_its_package(officer)
    settings.PROVISO_CONTACT = contact  # what left stays told, whatever the force has set since

    said = said_on(page, browse, opened)
    assert f"Crime reference {ALLEGATION.crime_reference}" in said
    assert f"Who decided {officer.staff_number}" in said
    assert "How the force is reached Disclosure desk, at any hour: 01632 960 301" in said


@pytest.mark.parametrize("page", PAGES)
def test_of_a_call_nothing_is_told_that_nobody_said(officer: Actor, browse: Browse, page: str) -> None:
    said = said_on(page, browse, shared(officer))
    assert "With whom" in said
    assert "How the force is reached" not in said


@pytest.mark.parametrize("page", PAGES)
def test_a_package_that_was_changed_is_told_of(officer: Actor, browse: Browse, page: str) -> None:
    opened = sent_with_its_package(officer)
    KeptPackage.objects.update(data=b"something else")
    assert "The package is not what was decided" in said_on(page, browse, opened)


@pytest.mark.parametrize("page", PAGES)
def test_what_left_before_packages_were_kept_is_told_as_before(officer: Actor, browse: Browse, page: str) -> None:
    opened = sent_with_its_package(officer)
    KeptPackage.objects.all().delete()
    said = said_on(page, browse, opened)
    assert "With whom" in said
    assert "Who decided" not in said


def test_before_the_decision_nobody_is_said_to_have_decided(officer: Actor, browse: Browse) -> None:
    home = f"/cases/{ready(officer).case.reference}"
    said = read(browse().get(f"{home}/decide")).words
    assert f"Who would decide {officer.staff_number}" in said
    assert "Who decided" not in said
    reader = browse(Role.DATA_PROTECTION_OFFICER)
    reader.post(f"{home}/reason", {"reason": "To look at what would leave"})
    said = read(reader.get(f"{home}/decide")).words
    assert "Exactly what would be sent" in said
    assert "Who would decide" not in said
    assert "Who decided" not in said
