"""Who may see which page of which case, over HTTP: every role, every address, every distance from a case.

`ask` is the page that asks why; what stands after it came of giving a reason. Whoever no reason would open a case for
is not asked for one. A case of another force and one that
nobody has are the same to everybody.
"""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import connections
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from proviso.accounts.models import Force, Role
from proviso.casework.history.case import Stage
from proviso.casework.values.person import Age
from proviso.casework.values.protection import Referral
from proviso.casework.writing.permissions import Actor
from proviso.record.models import Entry
from proviso.web import urls

from ..casework.examples import PERSON, SUPPORT, answer, begun, decided, ready
from ..casework.stories import routine
from .conftest import Browse, Cases, officer_of
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")

CASES = """
case       officer   supervisor  desk     lead     dpo      auditor  owner    admin
own        ok        ok          -        -        -        -        -        -
unit       ask:ok    ask:ok      403      403      ask:ok   403      403      403
check      ask:ok    ok          403      403      ask:ok   403      403      403
decided    ask:ok    ask:ok      ok       403      ask:ok   403      403      403
child      ask:ok    ask:ok      403      ok       ask:ok   403      403      403
south      403       403         403      403      ask:ok   403      403      403
eastmere   ask:422   ask:422     ask:422  ask:422  ask:422  ask:422  ask:422  ask:422
nobody     ask:422   ask:422     ask:422  ask:422  ask:422  ask:422  ask:422  ask:422
"""

PAGES = """
page                    officer   supervisor  desk      lead      dpo     auditor  owner  admin
/                       worklist  worklist  worklist  worklist  worklist  record  wordings  recipients
/worklist               ok        ok          ok        ok        ok      403      403    403
/worklist/own           ok        ok          403       403       403     403      403    403
/worklist/unit          ok        ok          403       403       403     403      403    403
/worklist/reviews       403       ok          403       403       403     403      403    403
/worklist/desk          403       403         ok        403       403     403      403    403
/worklist/vulnerability 403       403         403       ok        403     403      403    403
/worklist/data_protection 403     403         403       403       ok      403      403    403
/worklist/everything    404       404         404       404       404     403      403    403
/worklist?after=soon    404       404         404       404       404     403      403    403
/who-looked             ok        ok          ok        ok        ok      403      403    403
/who-looked?after=soon  404       404         404       404       404     403      403    403
/who-looked/handed-over 403       403         403       403       ok      403      403    403
/who-looked/handed-over?before=x 403 403      403       403       404     403      403    403
/who-looked/1           404       404         404       404       404     404      404    404
/cases/new              ok        ok          403       403       403     403      403    403
/cases/find             ok        ok          ok        ok        ok      403      403    403
/wordings/en            403       403         403       403       403     403      404    403
/record                 403       403         403       403       ok      ok       403    403
/record?upto=1          403       403         403       403       ok      ok       403    403
/record?upto=soon       403       403         403       403       404     404      403    403
/record?kind=closed     403       403         403       403       422     422      403    403
/record?day=soon        403       403         403       403       422     422      403    403
/record/table.csv       403       403         403       403       ok      ok       403    403
/record/table.csv?case=x 403      403         403       403       record  record   403    403
/reconciliations        403       403         403       403       ok      403      403    403
/figures                403       ok          403       403       ok      403      403    403
/equality               403       403         403       403       ok      403      ok     403
/equality/consent-first 403       403         403       403       404     403      404    403
/equality/consent-first/review 403 403        403       403       404     403      404    403
/publications           403       403         403       403       ok      403      ok     403
/publications/2025      403       403         403       403       ok      403      ok     403
/publications/2025/withdraw 403   403         403       403       ok      403      ok     403
/publications/2025/files/index.html 403 403   403       403       ok      403      ok     403
/samples                403       ok          403       403       ok      ok       403    403
/samples/order          403       ok          403       403       ok      403      403    403
/patterns               403       ok          403       ok        ok      ok       403    403
/patterns/notes         403       ok          403       ok        ok      ok       403    403
/patterns/notes/1       403       404         403       404       404     404      403    403
/patterns/soon          403       404         403       404       404     404      403    403
/recipients             403       403         403       403       403     403      403    ok
/recipients/propose     403       403         403       403       403     403      403    ok
/recipients/1/approve   403       403         403       403       403     403      403    ok
/recipients/1/withdraw  403       403         403       403       403     403      403    ok
/wordings               403       403         403       403       403     403      ok     403
/wordings/ar            403       403         403       403       403     403      ok     403
/wordings/ar/withdraw   403       403         403       403       403     403      ok     403
/wordings/en/withdraw   403       403         403       403       403     403      404    403
/wordings/pages         403       403         403       403       403     403      ok     403
/wordings/pages/withdraw 403      403         403       403       403     403      ok     403
/wordings/xx            403       403         403       403       403     403      404    403
/leaving                403       ok          403       403       403     403      403    403
/leaving/nobody         403       leaving     403       403       403     403      403    403
/paper-form.pdf         ok        ok          ok        ok        ok      ok       ok     ok
/today                  ok        ok          ok        ok        ok      ok       ok     ok
/nowhere                404       404         404       404       404     404      404    404
"""

ROLES = (
    Role.OFFICER,
    Role.SUPERVISOR,
    Role.DISCLOSURE_DESK,
    Role.VULNERABILITY_LEAD,
    Role.DATA_PROTECTION_OFFICER,
    Role.AUDITOR,
    Role.POLICY_OWNER,
    Role.ADMINISTRATOR,
)


def cells(table: str) -> Iterator[tuple[str, Role, str]]:
    """Each cell of a table: what the row is about, the role, and what comes of it."""
    head, *lines = [line.split() for line in table.strip().splitlines()]
    assert len(head) == len(ROLES) + 1
    assert set(ROLES) == set(Role)
    for first, *rest in lines:
        assert len(rest) == len(ROLES), first
        yield from ((first, role, cell) for role, cell in zip(ROLES, rest, strict=True))


def outcome(response: HttpResponseBase) -> str:
    """What came of asking for a page, in the words of the tables."""
    if response.status_code == 302:
        to: str = response.url.partition("?")[0]  # type: ignore[attr-defined]
        if to == "/confirm-it-is-you":
            return "ok"
        return "ask" if to.endswith("/reason") else to.strip("/")
    return "ok" if response.status_code == 200 else str(response.status_code)


def addresses(reference: str) -> list[str]:
    """Every address of a case but the one that asks why, and those that lead on from one part of the questions."""
    more: dict[str, dict[str, object]] = {
        "question": {"slug": "person"},
        "local": {"fact": "consent"},
        "send_by": {"recipient": 1},
        "correct_by": {"recipient": 1},
        "acknowledgement_of": {"place": 1},
        "already-shared_of": {"place": 1},
        "came-back_of": {"place": 1},
    }
    named = [str(getattr(one, "name", None) or "") for one in urls.urlpatterns if "<str:reference>" in str(one.pattern)]
    assert len(named) > 20
    return [
        reverse(name, kwargs={"reference": reference, **more.get(name, {})}) for name in named if name not in LEAD_ON
    ]


LEAD_ON = {"case_reason", "out-of-unit", "part", "way"}


def leads_on(browser: Client, reference: str) -> set[str]:
    """What comes of asking for a part of the questions, and of choosing how they are asked; "ok" where it leads on."""
    answers = (
        browser.get(f"/cases/{reference}/parts/crime"),
        browser.post(f"/cases/{reference}/way", {"way": "question"}),
    )
    return {"ok" if one.startswith(f"cases/{reference}") else one for one in map(outcome, answers)}


@pytest.fixture
def references(force: Force, elsewhere: Force, officer: Actor) -> dict[str, str]:
    """A case at each distance. The unit's belong to a colleague of the same unit."""
    colleague = Actor.of(officer_of(number="colleague"))
    child = answer(
        begun(colleague), (replace(PERSON, age=Age.DISPUTED), replace(SUPPORT, support=Referral.NOT_OFFERED))
    )
    made = {
        "unit": ready(colleague),
        "check": answer(begun(colleague), (routine(),)),
        "decided": decided(colleague),
        "child": child,
        "south": ready(Actor.of(officer_of(unit="south", number="southerner"))),
        "eastmere": begun(Actor.of(officer_of(unit="docks", number="docker", force_code="eastmere"))),
    }
    force.local_policies = ["consent-first"]  # so that every case has a local question
    force.save()
    return {name: opened.case.reference for name, opened in made.items()} | {"nobody": "PV-0000-0000"}


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_every_case_to_every_role(role: Role, references: dict[str, str], browse: Browse) -> None:
    rows = {case: cell for case, whose, cell in cells(CASES) if whose is role and cell != "-"}
    if "own" in rows:
        references["own"] = ready(Actor.of(officer_of(role))).case.reference
    for case, expected in rows.items():
        asked, _, given = expected.partition(":")
        browser, reference = browse(role), references[case]
        before = kinds()
        assert {path: outcome(browser.get(path)) for path in addresses(reference)} == dict.fromkeys(
            addresses(reference), asked
        ), (case, role)
        assert {path: outcome(browser.head(path)) for path in addresses(reference)[:1]} == {
            addresses(reference)[0]: asked
        }
        tries = ["case_refused"] * (len(addresses(reference)) + 1) if asked == "403" else []
        assert added(before) == (["case_consulted"] if asked == "ok" else tries), case
        assert leads_on(browser, reference) == {asked}
        if asked == "403":
            assert outcome(browser.get(f"/cases/{reference}/reason")) == "403"
            assert outcome(browser.post(f"/cases/{reference}/reason", {"reason": "To help a colleague"})) == "403"
        if not given:
            continue
        why = browser.get(f"/cases/{reference}/reason")
        assert outcome(why) == "ok"
        response = browser.post(f"/cases/{reference}/reason", {"reason": "To help a colleague"})
        if given == "ok":
            assert response.url == f"/cases/{reference}/"  # type: ignore[attr-defined]
            assert {outcome(browser.get(path)) for path in addresses(reference)} == {"ok"}, (case, role)
            assert added(before) == ["case_consulted"]
        else:
            assert outcome(response) == given
            assert {outcome(browser.get(path)) for path in addresses(reference)[::9]} == {"ask"}, (case, role)
            assert added(before) == []


@pytest.mark.parametrize("role", ROLES)
def test_every_other_page_to_every_role(role: Role, browse: Browse) -> None:
    browser = browse(role)
    rows = {path: cell for path, whose, cell in cells(PAGES) if whose is role}
    assert {path: outcome(browser.get(path)) for path in rows} == rows


def test_the_tables_name_every_address() -> None:
    patterns = {f"/{one.pattern}" for one in urls.urlpatterns}
    listed = {path.partition("?")[0] for path, _, _ in cells(PAGES)} - {"/nowhere"}
    plain = {pattern for pattern in patterns if "<" not in pattern}
    assert plain <= listed
    assert {pattern.partition("<str:reference>/")[0] for pattern in patterns - plain} == {
        "/cases/",
        "/recipients/<int:recipient>/approve",
        "/reconciliations/<str:made>",
        "/reconciliations/<str:made>/<str:about>",
        "/reconciliations/<str:made>/table.csv",
        "/recipients/<int:recipient>/withdraw",
        "/figures/<str:period>",
        "/figures/<str:period>/table.csv",
        "/figures/<str:period>/units/<str:unit>",
        "/equality/<str:policy>",
        "/equality/<str:policy>/<str:slug>",
        "/publications/<int:year>",
        "/publications/<int:year>/withdraw",
        "/publications/<int:year>/files/<str:name>",
        "/samples/<str:sample>",
        "/samples/<str:sample>/draw.csv",
        "/samples/<str:sample>/cases/<int:place>",
        "/samples/<str:sample>/findings",
        "/patterns/notes/<int:place>",
        "/patterns/<str:period>",
        "/patterns/<str:period>/<str:pattern>",
        "/patterns/<str:period>/<str:pattern>/<str:unit>",
        "/wordings/<str:language>",
        "/wordings/<str:language>/withdraw",
        "/handovers/<str:handed>",
        "/leaving/<path:owner>",
        "/who-looked/<int:row>",
        "/worklist/<str:scope>",
    }


def kinds() -> list[str]:
    return list(Entry.objects.order_by("log", "index").values_list("kind", flat=True))


def added(before: list[str]) -> list[str]:
    """The kinds of what was entered since."""
    now = kinds()
    for one in before:
        now.remove(one)
    return now


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.POLICY_OWNER, Role.ADMINISTRATOR])
def test_who_opens_no_case_finds_none(role: Role, browse: Browse, cases: Cases) -> None:
    before = kinds()
    response = browse(role).post("/cases/find", {"reference": "WES/0421/26", "reason": "She rang about it"})
    assert response.status_code == 403
    assert cases[Stage.OPEN].case.reference not in read(response).words
    assert added(before)[-1:] != ["case_looked_for"]


@pytest.mark.parametrize("role", Role)
def test_who_has_no_cases_is_not_told_where_theirs_are(role: Role, browse: Browse) -> None:
    has_cases = role in {Role.OFFICER, Role.SUPERVISOR}
    page = read(browse(role).get("/nowhere"))
    assert ("Your cases are on the worklist." in page.words) is has_cases
    assert "Your cases" not in read(Client().get("/published")).words


def test_nobody_who_is_not_signed_in_sees_any_page(cases: Cases) -> None:
    browser = Client()
    paths = [*addresses(cases[Stage.OPEN].case.reference), *(path for path, _, _ in cells(PAGES))]
    for path in {path.partition("?")[0] for path in paths} - {"/nowhere"}:
        response = browser.get(path)
        assert (response.status_code, response.url.partition("?")[0]) == (302, "/sign-in"), path  # type: ignore[attr-defined]


def tables() -> dict[str, list[tuple[object, ...]]]:
    """Everything that is kept beside the record and the sessions."""
    with connections["default"].cursor() as cursor:
        names = sorted(set(connections["default"].introspection.table_names(cursor)) - WRITTEN_BY_READING)
        return {name: list(cursor.execute(f'SELECT * FROM "{name}"').fetchall()) for name in names}


WRITTEN_BY_READING = {"record_entry", "record_leaf", "record_node", "record_head", "casework_opening", "django_session"}


def test_reading_writes_nothing_but_that_somebody_read(cases: Cases, browse: Browse) -> None:
    reference = cases[Stage.SHARED].case.reference
    pages = dict.fromkeys([*addresses(reference), *(path for path, _, _ in cells(PAGES))])
    for role in (Role.OFFICER, Role.SUPERVISOR):
        browser = browse(role)
        browser.post(f"/cases/{reference}/reason", {"reason": "To look into it"})
        before, entries = tables(), kinds()
        for path in pages:
            browser.get(path)
        assert tables() == before
        assert added(entries) == []


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_every_post_that_carries_no_token_is_refused_as_forged(cases: Cases, browse: Browse, method: str) -> None:
    reference, browser = cases[Stage.OPEN].case.reference, browse(checks=True)
    before = Entry.objects.count()
    paths = [*addresses(reference), f"/cases/{reference}/reason", "/cases/new", "/cases/find", "/worklist", "/record"]
    for path in paths:
        response = getattr(browser, method)(path, {"last_seq": "1"} if method == "post" else "")
        assert response.status_code in ({403} if method == "post" else {403, 405}), path
        if method == "post":
            assert read(response).title == "This page was open for too long – Proviso"
    assert Entry.objects.count() == before


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_pages_are_read_and_posted_and_nothing_else(cases: Cases, browse: Browse, method: str) -> None:
    for path in ["/", "/worklist", *addresses(cases[Stage.OPEN].case.reference)[:2]]:
        response = getattr(browse(), method)(path)
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")


@pytest.mark.parametrize("path", ["/", "/worklist", "/worklist/own", "/who-looked", "/record", "case", "timeline"])
def test_what_has_no_form_takes_no_post(cases: Cases, browse: Browse, path: str) -> None:
    address = path if path.startswith("/") else reverse(path, args=[cases[Stage.OPEN].case.reference])
    assert browse(Role.OFFICER).post(address, {"anything": "at all"}).status_code == 405
