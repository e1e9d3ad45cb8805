"""What a page costs, as the service answers it: each page of a case beside its own template rendered from constants,
and beside a bare one; the worklist of a hundred thousand cases beside that of a thousand, and beside a bare page.

Whole requests through the WSGI handler, signed in, on real SQLite files. The constants are what the real page gave its
template a moment before, forms and panel and all. A bare page is a view of Django's with one query and a small
template. All of them stand behind the same sign-in and every middleware.
"""

import logging
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any
from unittest.mock import patch

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.test import Client, RequestFactory, override_settings  # noqa: E402
from django.urls import include, path  # noqa: E402

from bench import committing  # noqa: E402
from bench.bare_view import BARE  # noqa: E402
from bench.rows import Row  # noqa: E402
from proviso.accounts.models import Role  # noqa: E402
from proviso.casework import clock  # noqa: E402
from proviso.casework.acts.journey import QUESTIONS  # noqa: E402
from proviso.casework.writing.permissions import Actor  # noqa: E402
from proviso.web import form_page  # noqa: E402
from proviso.web.asking import case_page as case_pages  # noqa: E402
from proviso.web.record import timeline  # noqa: E402
from tests.casework.examples import CALL_STARTED, NOW, answer, decided, ready, shared  # noqa: E402
from tests.record.disk import Files, migrated, using  # noqa: E402
from tests.web.conftest import PASSWORD, officer_of  # noqa: E402

ROUNDS = 25
LISTS, READS = 15, 10
HOST = "127.0.0.1"

Environ = dict[str, Any]


@dataclass(frozen=True)
class Kept:
    """What a page gave its template, once."""

    template: str
    context: Mapping[str, Any]


CONSTANTS: dict[str, Kept] = {}


def constant(request: HttpRequest, name: str) -> HttpResponse:
    """A page's template from what was kept of it."""
    kept = CONSTANTS[name]
    return render(request, kept.template, dict(kept.context))


urlpatterns = [
    BARE,
    path("constant/<path:name>", constant),
    path("", include("proviso.service.urls")),
]


def run() -> list[Row]:
    """Measure on files in a temporary folder, which goes afterwards."""
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder, override_settings(ROOT_URLCONF="bench.pages", ALLOWED_HOSTS=[HOST]):
        template = migrated(Path(folder))
        with clock.driven(lambda: NOW):
            pages = _pages(template.copied(Path(folder) / "pages"))
        with clock.driven(lambda: committing.NOON):
            files = [template.copied(Path(folder) / str(cases)) for cases in (committing.FEW, committing.MANY)]
            return [*pages, *_worklists(*files)]


def _pages(files: Files) -> list[Row]:
    """Every page against its constants: the dearest is the one that what is asked for is held to."""
    with using(files):
        committing.found()
        who = Actor.of(officer_of())
        cases = {
            "plain": ready(who).case.reference,
            "decided": decided(who).case.reference,
            "calling": answer(decided(who), (CALL_STARTED,)).case.reference,
            "shared": shared(who).case.reference,
        }
        cookie = _signed_in()
        ratios, against_bare = [], []
        for name, address in addresses(cases):
            environ = _asking(address, cookie)
            with keeping(name):
                assert _answered(environ) == 200, address
            real, constants, one_query = _interleaved(
                environ, _asking(f"/constant/{name}", cookie), _asking("/bare", cookie)
            )
            ratios.append((name, real, constants))
            against_bare.append((name, real, one_query))
    ratios.sort(key=lambda row: row[1] / row[2], reverse=True)
    slowest = max(ratios, key=lambda row: row[1])
    shown = {
        f"the dearest of {len(ratios)} pages of a case, against its template from constants": ratios[0],
        "the middle one of them": ratios[len(ratios) // 2],
        "the slowest of them": slowest,
    }
    rows = [_row(f"{name} ({page})", real, constants, "at most 2") for name, (page, real, constants) in shown.items()]
    return [*rows, *_against_bare(against_bare)]


def _against_bare(ratios: list[tuple[str, float, float]]) -> Iterator[Row]:
    """The dearest and the middle page of a case, against a bare page."""
    ratios.sort(key=lambda row: row[1] / row[2], reverse=True)
    what = "against a bare view with one query behind the same sign-in"
    for name, asked, (page, real, bare_one) in (
        (f"the dearest of {len(ratios)} pages of a case, {what}", "at most 4", ratios[0]),
        ("the middle one of them, against the same", "at most 3", ratios[len(ratios) // 2]),
    ):
        yield _row(f"{name} ({page})", real, bare_one, asked)


def _row(name: str, ours: float, other: float, asked: str) -> Row:
    return Row(name, ours, other, ours / other, asked, "ms CPU")


def addresses(cases: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Every page of a case that an officer comes to, by a name for it."""
    for question in QUESTIONS:
        yield question.slug, f"/cases/{cases['plain']}/questions/{question.slug}"
    for name, case, rest in (
        ("the case", "plain", ""),
        ("the case, shared", "shared", ""),
        ("decide", "plain", "decide"),
        ("send", "decided", "send"),
        ("call", "calling", "call"),
        ("timeline", "shared", "timeline"),
        ("already-shared", "plain", "already-shared"),
        ("tell-after", "shared", "tell-after"),
        ("reply", "shared", "reply"),
        ("acknowledgement", "shared", "acknowledgement"),
        ("correction", "shared", "correction"),
        ("withdraw", "decided", "withdraw"),
        ("suspicion-ended", "plain", "suspicion-ended"),
        ("role", "plain", "role"),
        ("hand-over", "plain", "hand-over"),
        ("close", "shared", "close"),
    ):
        yield name, f"/cases/{cases[case]}/{rest}"


@contextmanager
def keeping(name: str) -> Iterator[None]:
    """Keep what the next page gives its template."""

    def kept(request: HttpRequest, template: str, context: Mapping[str, Any], **rest: Any) -> HttpResponse:
        CONSTANTS[name] = Kept(template, context)
        return render(request, template, dict(context), **rest)

    with (
        patch.object(form_page, "render", kept),
        patch.object(case_pages, "render", kept),
        patch.object(timeline, "render", kept),
    ):
        yield


def _signed_in() -> str:
    """The cookie of an officer who has just typed the password."""
    browser = Client(headers={"host": HOST})
    browser.post("/sign-in", {"login": officer_of(Role.OFFICER).staff_number, "password": PASSWORD})
    return f"session={browser.cookies['session'].value}"


def _asking(address: str, cookie: str) -> Environ:
    asked = RequestFactory().get(address, headers={"host": HOST, "cookie": cookie})
    return asked.environ


HANDLER = WSGIHandler()


def _answered(environ: Environ) -> int:
    """Ask, read the whole answer, and return its status."""
    statuses: list[int] = []
    begin: Any = lambda status, _headers: statuses.append(int(status[:3]))  # noqa: E731  all of WSGI’s that is asked
    response = HANDLER(dict(environ), begin)
    b"".join(response)
    response.close()
    return statuses[0]


def _interleaved(*environs: Environ) -> list[float]:
    """The median ms of CPU of each, turn and turn about."""
    for environ in environs:
        assert _answered(environ) == 200
    times: list[list[float]] = [[] for _ in environs]
    for _ in range(ROUNDS):
        for environ, kept in zip(environs, times, strict=True):
            kept.append(_timed(lambda environ=environ: _answered(environ)))  # type: ignore[misc]
    return [median(kept) for kept in times]


def _timed(act: Callable[[], object]) -> float:
    begun = process_time()
    act()
    return (process_time() - begun) * 1e3


def _worklists(*files: Files) -> list[Row]:
    cookies, times = {}, {one: list[float]() for one in files}
    for one, cases in zip(files, (committing.FEW, committing.MANY), strict=True):
        with using(one):
            committing.found()
            officer_of()
            committing._filled(cases)
            cookies[one] = _signed_in()
    for _ in range(LISTS):
        for one in files:
            with using(one):
                times[one] += _reading(_asking("/worklist/unit", cookies[one]))
    few, many = (median(times[one]) for one in files)
    name = f"the worklist page at {committing.MANY:,} cases, against {committing.FEW:,}"
    with using(files[0]):
        cookie = cookies[files[0]]
        page, bare_one = _interleaved(_asking("/worklist/unit", cookie), _asking("/bare", cookie))
    bare_name = f"the worklist page at {committing.FEW:,} cases, against the same"
    return [_row(bare_name, page, bare_one, "at most 2.5"), _row(name, many, few, "at most 1.3")]


def _reading(environ: Environ) -> Sequence[float]:
    """How long each of some requests took, the first left out: it opens the files."""
    assert _answered(environ) == 200
    return [_timed(lambda: _answered(environ)) for _ in range(READS)]
