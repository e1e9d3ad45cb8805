"""Every page of the journey answers, in order, for an officer who types what the tests' examples say."""

import pytest
from django.test import Client

from proviso.accounts.models import Force, Officer
from proviso.casework.acts.journey import QUESTIONS
from proviso.casework.models import CaseRow

from ..casework import examples
from .conftest import PASSWORD, officer_of
from .forms import typed

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def officer(force: Force) -> Officer:
    return officer_of(number="1234")


@pytest.fixture
def signed_in(client: Client, officer: Officer) -> Client:
    client.post("/sign-in", {"login": "1234", "password": PASSWORD})
    return client


def seq_of(reference: str) -> int:
    return CaseRow.objects.get(reference=reference).seq


def test_the_whole_journey_by_its_pages(signed_in: Client) -> None:
    answer = signed_in.post("/cases/new", typed(examples.START, 0))
    assert answer.status_code == 302, answer.content.decode()
    reference = answer["Location"].split("/")[2]
    home = f"/cases/{reference}/"
    assert answer["Location"].startswith(f"{home}questions/"), "straight to the first question"
    assert signed_in.get(home).status_code == 200
    values = {type(value): value for value in examples.ANSWERS}
    for question in QUESTIONS:
        address = f"{home}questions/{question.slug}"
        page = signed_in.get(address)
        assert page.status_code == 200, question.slug
        if question.value in values:
            answer = signed_in.post(address, typed(values[question.value], seq_of(reference)))
            assert answer.status_code == 302, f"{question.slug}: {answer.content.decode()}"
    assert signed_in.get(f"{home}decide").status_code == 200
    posted = {"decide": ["share_basic"], "reason": "All is in place", "last_seq": seq_of(reference)}
    answer = signed_in.post(f"{home}decide", posted)
    assert answer.status_code == 302, answer.content.decode()
    assert signed_in.get(f"{home}send").status_code == 200
    answer = signed_in.post(f"{home}send", typed(examples.CALL_STARTED, seq_of(reference)))
    assert answer["Location"] == f"{home}call"
    script = signed_in.get(answer["Location"]).content.decode()
    assert "Imaginary Oduya" in script
    answer = signed_in.post(f"{home}call", typed(examples.CALL_ENDED, seq_of(reference)))
    assert answer.status_code == 302, answer.content.decode()
    told = signed_in.post(f"{home}tell-after", typed(examples.TOLD_AFTER, seq_of(reference)))
    assert told.status_code == 302, told.content.decode()
    for path in ("timeline", "reply", "acknowledgement", "correction", "close", "already-shared", "hand-over", "role"):
        assert signed_in.get(f"{home}{path}").status_code == 200, path
    assert signed_in.get("/worklist").status_code == 200
    closed = signed_in.post(f"{home}close", {"reason": "All of it is done", "last_seq": seq_of(reference)})
    assert closed.status_code == 302, closed.content.decode()
