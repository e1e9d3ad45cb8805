"""Personal data stays on its case's own pages: whatever was typed into any box is looked for everywhere else.

Every free text of every page holds a word that nothing else holds. It may come back on that case's pages, and nowhere:
no log, address, header, cookie, title, list, error, session or byte of either database; nor is any of it held in the
process once its page is answered.
"""

import gc
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import StringIO
from itertools import count
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.http import HttpResponseBase
from django.test import Client

from proviso.accounts.models import Role
from proviso.casework.acts.decide import decide
from proviso.casework.acts.journey import QUESTIONS
from proviso.casework.models import CaseRow
from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.content import Include, Omission
from proviso.casework.values.decision import Decide, Decision, SharingDecided
from proviso.casework.values.notification import ToldBefore
from proviso.casework.values.role import Start
from proviso.casework.values.value import Value, asked_fields
from proviso.casework.writing.permissions import Actor
from proviso.record.models import Entry
from proviso.service.logs import WithoutWords
from proviso.web import form_page

from ..casework.examples import ANSWERS, BASIC, CALL_STARTED, answer, begun
from .conftest import PASSWORD, Browse, officer_of
from .forms import every_form, typed
from .in_process import retained
from .reading import read
from .test_bad_input import EXAMPLES

pytestmark = pytest.mark.django_db(databases="__all__")

CANARY = "Kanarie"
BIRTH_YEAR = "1937"


def born_then(said: str) -> bool:
    """Whether the year of birth is in it, and not merely in the figures of a hash."""
    return re.search(rf"(?<![0-9a-f]){BIRTH_YEAR}(?![0-9a-f])", said) is not None


MARK = count(100)


def canaried(value: Value) -> Any:
    """The value with a canary in every text, and a year of birth that nobody else has."""
    texts = {
        name: f"{CANARY}{next(MARK)}{' sang at night' if asked.reason else ''}"
        for name, asked, kind in asked_fields(type(value))
        if kind is str and getattr(value, name) is not None
    }
    born = getattr(value, "date_of_birth", None)
    days = {"date_of_birth": replace(born, year=int(BIRTH_YEAR))} if isinstance(born, BirthDate) else {}
    return replace(value, **texts, **days)


@pytest.fixture
def logged() -> Iterator[StringIO]:
    """Everything that any log says, at its most talkative, as the service writes it."""
    formatters: Any = settings.LOGGING["formatters"]  # a dictionary as logging takes it
    plain = formatters["plain"]
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(WithoutWords(plain["format"]))
    root, before = logging.getLogger(), logging.getLogger().level
    quiet = [logging.getLogger(name) for name in ("django", "proviso")]
    levels = [one.level for one in quiet]
    root.addHandler(handler)
    for one in (root, *quiet):
        one.setLevel(logging.DEBUG)
    # What the database is told is not logged in service (DEBUG is off); Django logs it only where it is on.
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    root.setLevel(before)
    for one, level in zip(quiet, levels, strict=True):
        one.setLevel(level)
    logging.getLogger("django.db.backends").setLevel(logging.NOTSET)


@pytest.fixture
def reference(officer: Actor) -> str:
    """A case on which every text of a plain journey is a canary."""
    told = [one if isinstance(one, ToldBefore) else canaried(one) for one in ANSWERS]
    return answer(begun(officer), told).case.reference


def walked(browser: Client) -> str:
    """A case every box of which was given a canary, page by page, whatever came of it."""
    start = next(one for one in EXAMPLES if isinstance(one, Start))
    home = browser.post("/cases/new", typed(start, 0)).url  # type: ignore[attr-defined]
    reference: str = home.split("/")[2]
    for form in every_form():
        for example in (one for one in EXAMPLES if type(one) is form.value and form.stage):
            value = canaried(example)
            response = browser.post(form.address(reference), typed(value, CaseRow.objects.get(reference=reference).seq))
            check_outside(response)
    return reference


def check_outside(response: HttpResponseBase) -> None:
    """That nothing outside the body of a page carries what was typed."""
    outside = [*response.items(), *((one.key, one.OutputString()) for one in response.cookies.values())]
    for name, said in outside:
        assert CANARY not in said, name
        assert not born_then(said), name
    if response.status_code != 302:
        assert CANARY not in read(response).title


def test_the_canaries_are_on_the_cases_own_pages_and_on_no_other(browse: Browse, logged: StringIO) -> None:
    reference = walked(browse(typing=True))
    kept = set(Entry.objects.values_list("kind", flat=True))
    assert {"person_recorded", "address_recorded", "suspicion_recorded", "safe_route_recorded"} <= kept
    browser = browse()
    timeline = browser.get(f"/cases/{reference}/timeline")
    assert read(timeline).words.count(CANARY) > 15
    for response in every_page_that_is_not_the_cases(reference, browse):
        check_outside(response)
        assert CANARY not in response.content.decode()  # type: ignore[attr-defined]
        assert not born_then(response.content.decode())  # type: ignore[attr-defined]
    assert "POST /cases/<str:reference>/" in logged.getvalue()
    assert reference not in logged.getvalue()
    assert CANARY not in logged.getvalue()
    assert not born_then(logged.getvalue())
    no_byte_of_either_database_holds_one()
    del timeline, response
    nothing_in_the_process_holds_one()


def every_page_that_is_not_the_cases(reference: str, browse: Browse) -> Iterator[HttpResponseBase]:
    """Every list, the record, what is refused and what is not there, to every role."""
    for role in Role:
        browser = browse(role, number=f"other-{role.value[:10]}")
        for path in ("/", "/worklist", "/worklist/unit", "/cases/find", "/record", "/nowhere", "/cases/new"):
            yield browser.get(path, follow=True)
        yield browser.get(f"/cases/{reference}/reason")
        yield browser.get(f"/cases/{reference}/")
        yield browser.post("/cases/find", {"reference": reference})
    south = browse(unit="south", number="southerner")
    yield south.post(f"/cases/{reference}/reason", {"reason": "To look into it"})
    yield Client().get(f"/cases/{reference}/", follow=True)
    yield Client(enforce_csrf_checks=True).post(f"/cases/{reference}/questions/person", {"name": CANARY})


def no_byte_of_either_database_holds_one() -> None:
    """Neither as SQLite keeps its pages, nor in what it has yet to write."""
    for alias in ("default", "keys"):
        connection = connections[alias]
        connection.ensure_connection()
        stored: bytes = connection.connection.serialize()
        assert len(stored) > 10_000
        assert CANARY.encode() not in stored
    assert b"officer-north" in connections["default"].connection.serialize()


def nothing_in_the_process_holds_one() -> None:
    """No cache, template, form, connection or thread's own, once the pages are answered."""
    gc.collect()
    assert retained(CANARY) == []


def test_every_page_of_a_case_leaves_nothing_in_the_process(
    reference: str, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = browse()
    pages = [f"questions/{one.slug}" for one in QUESTIONS] + ["", "decide", "timeline", "hand-over", "role", "reply"]
    for path in pages:
        assert browser.get(f"/cases/{reference}/{path}").status_code == 200
    for path in ("questions/person", "questions/suspicion"):
        browser.post(f"/cases/{reference}/{path}", {"name": f"{CANARY} again", "last_seq": "1"})
    nothing_in_the_process_holds_one()
    cached = cache(lambda words: words.upper())
    cached(f"{CANARY} in a cache")
    monkeypatch.setattr(form_page, "cached", cached, raising=False)
    assert len(retained(CANARY)) == 1, "the look finds what a cache of a module holds"


def test_what_is_typed_when_a_sign_in_ends_or_a_reason_is_asked_is_kept_sealed(
    reference: str, browse: Browse, logged: StringIO
) -> None:
    signed_in = browse(number="colleague")
    signed_in.post(f"/cases/{reference}/questions/person", {"name": f"{CANARY} waiting", "last_seq": "1"})
    signed_out = browse(number="away")
    signed_out.post("/sign-out")
    response = signed_out.post(f"/cases/{reference}/questions/person", {"name": f"{CANARY} away", "last_seq": "1"})
    check_outside(response)
    no_byte_of_either_database_holds_one()
    assert CANARY not in logged.getvalue()


@pytest.mark.parametrize("path", ["questions/person", "decide", "send", "close"])
def test_a_fault_says_nothing_of_what_was_typed(
    reference: str, logged: StringIO, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def breaks(*_args: object) -> None:
        raise ValueError(f"{CANARY} in an exception's words") from KeyError(CANARY)

    monkeypatch.setattr(form_page, "progress_of", breaks)
    browser = Client(raise_request_exception=False)
    browser.post("/sign-in", {"login": officer_of().staff_number, "password": PASSWORD})
    for response in (
        browser.get(f"/cases/{reference}/{path}"),
        browser.post(f"/cases/{reference}/{path}", {"reason": CANARY, "name": CANARY}),
    ):
        assert response.status_code == 500
        check_outside(response)
        assert CANARY not in response.content.decode()
        assert "Everything that you saved before is safe." in read(response).words
    assert "builtins.ValueError" in logged.getvalue()
    assert CANARY not in logged.getvalue()


def test_what_somebody_looks_for_is_kept_nowhere(browse: Browse, logged: StringIO, reference: str) -> None:
    browser = browse()
    response = browser.post("/cases/find", {"reference": f"{CANARY} Oduya", "reason": "She rang about it"})
    check_outside(response)
    no_byte_of_either_database_holds_one()
    assert CANARY not in logged.getvalue()


def test_the_script_of_a_call_holds_what_was_decided_and_nothing_else(officer: Actor, browse: Browse) -> None:
    left_out = replace(BASIC, address=Include.LEAVE_OUT, address_omitted=Omission.CONFIDENTIAL)
    values = [left_out if one is BASIC else one if isinstance(one, ToldBefore) else canaried(one) for one in ANSWERS]
    opened = answer(begun(officer), values)
    opened = decide(
        opened, Decision(decide=(Decide.SHARE_BASIC,), reason=f"{CANARY} sang at night"), seen=opened.case.seq
    )
    decision = opened.case.decision
    assert decision is not None
    assert isinstance(decision.value, SharingDecided)
    opened = answer(opened, (CALL_STARTED,))
    page = read(browse().get(f"/cases/{opened.case.reference}/call"))
    approved = " ".join(one.words for one in (*decision.value.content, *decision.value.purposes))
    for recorded in opened.case.history:
        for words in texts_of(recorded.value):
            assert (words in page.words) == (words in approved), words
    assert approved.count(CANARY) == 2, "the name and the purpose"
    assert page.words.count(CANARY) == 2


def texts_of(value: Value) -> list[str]:
    """The free texts of a value."""
    given = [getattr(value, name) for name, _asked, kind in asked_fields(type(value)) if kind is str]
    return [words for words in given if words and words.startswith(CANARY)]
