"""Names of people, units, forces and recipients hold nothing that cannot be seen: what is approved is what is read."""

import pytest
from django.core.exceptions import ValidationError

from proviso.accounts.channel_codes import Channel
from proviso.accounts.force_changes import add_force, add_officer, add_unit
from proviso.accounts.models import Force, Jurisdiction, Officer, Recipient, Role, Unit
from proviso.accounts.recipients import propose_recipient
from tests.accounts.people import NOW

from .people import PROMPT

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

HIDDEN = ["\u202e", "\u2066", "\u200e", "\u061c", "\u200b", "\u00ad", "\u0007", "\ufeff", "\ue000"]


@pytest.mark.parametrize("hidden", HIDDEN, ids=lambda one: f"U+{ord(one):04X}")
def test_a_name_that_holds_what_nobody_sees_is_refused(unit: Unit, administrator: Officer, hidden: str) -> None:
    counted = [model.objects.count() for model in (Force, Unit, Officer, Recipient)]
    name, says = f"Sam{hidden}ple", "It cannot be seen, and another reader would see another name."
    tries = (
        lambda: add_force("eastmere", name, Jurisdiction.ENGLAND_WALES, by=PROMPT, now=NOW),
        lambda: add_unit(unit.force, "docks", name, by=administrator, now=NOW),
        lambda: add_officer("W1", name, Role.OFFICER, unit, "a long enough phrase", by=administrator, now=NOW),
        lambda: add_officer(
            f"W{hidden}1", "Sam", Role.OFFICER, unit, "a long enough phrase", by=administrator, now=NOW
        ),
        lambda: propose_recipient(
            unit.force,
            department="nccu",
            channel=Channel.TELEPHONE,
            name=name,
            address="01632 960 001",
            by=administrator,
            now=NOW,
        ),
    )
    for attempt in tries:
        with pytest.raises(ValidationError) as refused:
            attempt()
        (said,) = refused.value.messages
        assert said.startswith("Take out ")
        assert said.endswith(says)
    assert [model.objects.count() for model in (Force, Unit, Officer, Recipient)] == counted


@pytest.mark.parametrize("name", ["   ", " Sam", "Sam ", "Sam\u00a0", "\u3000"])
def test_a_name_that_is_blank_or_looks_like_another_is_refused(unit: Unit, administrator: Officer, name: str) -> None:
    password = "a long enough phrase"
    for attempt in (
        lambda: add_unit(unit.force, "docks", name, by=administrator, now=NOW),
        lambda: add_officer("W1", name, Role.OFFICER, unit, password, by=administrator, now=NOW),
        lambda: add_officer(name, "Sam", Role.OFFICER, unit, password, by=administrator, now=NOW),
    ):
        with pytest.raises(ValidationError, match="Take out the space at the beginning or the end"):
            attempt()


@pytest.mark.parametrize("name", ["Zoë O’Neill-Świątek", "عبد الرحمن", "می‌خواهم", "क्‍ष", "李小龍", "Ọlá"])
def test_a_name_in_any_script_is_taken_as_it_is(unit: Unit, administrator: Officer, name: str) -> None:
    made = add_officer("W1", name, Role.OFFICER, unit, "a long enough phrase", by=administrator, now=NOW)
    assert made.name == name
