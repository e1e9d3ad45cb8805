"""An act that takes a case out of its doer's reach ends on their list and says what was done, not on a refusal."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from proviso.accounts.models import Force, Role, Unit
from proviso.casework.models import RaisedRow
from proviso.casework.values.protection import Measure
from proviso.casework.writing.permissions import Actor
from proviso.record import read
from proviso.record.models import WrappedKey

from ..casework import examples
from ..casework.conftest import force, time
from ..casework.every import ACKNOWLEDGED
from .conftest import officer_of
from .forms import typed

__all__ = ["force", "time"]

pytestmark = pytest.mark.django_db(databases="__all__")


def test_the_desk_stands_on_its_list_once_the_last_acknowledgement_is_recorded(client: Client, force: Force) -> None:
    unit = Unit.objects.get(code="north")
    opened = examples.shared(Actor("north-1", Role.OFFICER, force.code, unit.code))
    client.force_login(officer_of(Role.DISCLOSURE_DESK))
    posted = {
        "by": "Operator 12",
        "happened_at-day": "22",
        "happened_at-month": "11",
        "happened_at-year": "2026",
        "happened_at-time": "03:00",
        "last_seq": str(opened.case.seq),
    }
    answer = client.post(reverse("acknowledgement", args=[opened.case.reference]), posted, follow=True)
    assert answer.redirect_chain[-1] == (reverse("worklist"), 302)
    assert answer.status_code == 200
    assert "Recorded: what was sent has been received." in answer.content.decode()
    kinds = [entry.kind for entry in read.entries(opened.case.reference, with_openings=True, key=opened.key)]
    assert kinds[-1] == "disclosure_acknowledged"
    assert "case_refused" not in kinds


def test_whoever_follows_the_list_after_a_colleague_is_told_so(client: Client, force: Force) -> None:
    opened = examples.shared(Actor("north-1", Role.OFFICER, force.code, "north"))
    examples.acknowledge(opened, ACKNOWLEDGED, seen=opened.case.seq)
    client.force_login(officer_of(Role.DISCLOSURE_DESK))
    answer = client.get(reverse("acknowledgement", args=[opened.case.reference]))
    assert answer.status_code == 403
    assert "Somebody else has just done what waited for the disclosure desk on this case." in answer.content.decode()
    assert not RaisedRow.objects.exists()


def test_the_vulnerability_lead_stands_on_their_list_once_the_risk_has_gone(client: Client, force: Force) -> None:
    unit = Unit.objects.get(code="north")
    needed = replace(examples.PROTECTION, safe_place=Measure.NEEDED)
    opened = examples.answer(examples.begun(Actor("north-1", Role.OFFICER, force.code, unit.code)), (needed,))
    client.force_login(officer_of(Role.VULNERABILITY_LEAD))
    address = reverse("question", args=[opened.case.reference, "protection"])
    answer = client.post(address, typed(examples.PROTECTION, opened.case.seq), follow=True)
    assert answer.redirect_chain[-1] == (reverse("worklist"), 302)
    assert answer.status_code == 200


def test_a_case_whose_key_is_lost_says_so_and_what_to_do(client: Client, force: Force) -> None:
    unit = Unit.objects.get(code="north")
    opened = examples.begun(Actor("north-1", Role.OFFICER, force.code, unit.code))
    client.force_login(officer_of(number="north-1"))
    WrappedKey.objects.filter(case=opened.case.reference).delete()
    case = reverse("case", args=[opened.case.reference])
    for answer in (client.get(case), client.post(f"{case}reason", {"reason": "To see how it stands"})):
        assert answer.status_code == 500
        assert "This case cannot be read" in answer.content.decode()
        assert "the key may be in a backup" in answer.content.decode()
