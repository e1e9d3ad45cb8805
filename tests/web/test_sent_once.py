"""Every form that begins something carries a token that counts once; sent again, it leads to what the first made."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import URLPattern

from proviso.accounts.models import Recipient, Role
from proviso.casework.acts.act import CaseAct
from proviso.casework.history.case import Stage
from proviso.casework.models import CaseRow, SentForm
from proviso.casework.values.decision import Decide, Decision
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor
from proviso.web.act_pages import FORMS
from proviso.web.design.tokens import BOX
from proviso.web.urls import urlpatterns

from ..casework.examples import CALL_ENDED, CALL_STARTED, START, TOLD_AFTER, answer, ready
from ..casework.stories import routine, told_late
from .conftest import Browse, Cases
from .forms import ROLES, Typed, every_form, typed
from .reading import read
from .test_tasks import REVIEWED, SAID

pytestmark = pytest.mark.django_db(databases="__all__")

BEGIN = {
    *("start", "decide", "send", "send_by", "correct_by", "call"),
    *(one.slug for one in FORMS),
    *("acknowledgement_of", "already-shared_of", "came-back_of"),
    *("recipient_propose", "recipient_approve", "recipient_withdraw", "wording", "wording_withdraw"),
    *("page_words", "page_words_withdraw", "reconciliation_found"),
    *("leaving_of", "sample_order", "pattern_unit", "pattern_note", "publication", "publication_withdraw"),
}
"""The pages whose form begins or records something once."""

BEGIN_NOTHING = {
    "question": "an answer: the same again writes nothing, another one is shown beside the first",
    "local": "an answer, as above",
    "part": "several answers, as above",
    "way": "how one answers: the same again changes nothing",
    "handover": "an answer to somebody’s asking: the second finds that it is answered, and leads to the case",
    "case_reason": "an opening: whoever looks twice looked twice",
    "out-of-unit": "an opening, as above",
    "find": "a question to the register: each is on the record",
    "file": "each copy of the file is on the record",
    "sample_review": "a finding: the second finds that the case is reviewed, and leads to the sample",
    "sample_findings": "what a unit notes: the second finds that it is noted",
    "raised": "looked at up to a place: the same again changes nothing",
    "notice-before": "a letter is made again, and nothing is recorded",
    "notice-after": "as above",
    "notice-correction": "as above",
    "assessment_step": "an answer: the same again writes nothing, and one since is shown",
    "password": "asked by the gate",
}
ONLY_READ = {
    *(
        "home",
        "worklist",
        "who-looked",
        "handed-over",
        "record",
        "reconciliations",
        "reconciliation",
        "reconciliation_table",
    ),
    *("record_table", "paper_form", "leaving"),
    *("today", "wordings", "recipients", "case", "package", "package_pdf", "package_json"),
    *("samples", "sample", "sample_draw"),
    *("package_preview", "sending", "timeline", "figures", "figures_of", "figures_table", "figures_unit"),
    *("patterns", "patterns_of", "pattern", "pattern_notes"),
    *("publications", "publication_file", "equality", "assessment"),
}
AGAIN = "You sent that form before. It counted once, and this is where it led: nothing more was recorded."


def test_every_address_is_known_to_begin_something_or_not() -> None:
    names = {one.name for one in urlpatterns if isinstance(one, URLPattern)}
    assert names == BEGIN | (BEGIN_NOTHING.keys() - {"password"}) | ONLY_READ
    assert not BEGIN & BEGIN_NOTHING.keys()


def twice(browser: Client, address: str, posted: Typed) -> Iterator[tuple[int, str]]:
    """The status and where it leads, each time that the same form is sent."""
    for _ in range(3):
        response = browser.post(address, posted | {BOX: "shown once"})
        yield response.status_code, response.get("Location", "")


def entries(reference: str) -> int:
    return CaseRow.objects.get(reference=reference).seq


@pytest.mark.parametrize("already", [False, True])
def test_a_case_that_is_started_three_times_is_one_case(officer: Actor, browse: Browse, already: bool) -> None:
    browser = browse()
    (token,) = read(browser.get("/cases/new")).boxes[BOX]
    posted = typed(replace(START, already_shared=already), 0) | {BOX: token}
    places = {browser.post("/cases/new", posted)["Location"] for _ in range(3)}
    assert CaseRow.objects.count() == 1
    (place,) = places
    assert AGAIN in read(browser.get(place)).words


def test_two_pages_start_two_cases_and_so_do_two_people(officer: Actor, browse: Browse) -> None:
    first, second = browse(), browse(number="colleague")
    tokens = [read(first.get("/cases/new")).boxes[BOX][0] for _ in range(2)]
    assert tokens[0] != tokens[1]
    for token in tokens:
        first.post("/cases/new", typed(START, 0) | {BOX: token})
    second.post("/cases/new", typed(START, 0) | {BOX: tokens[0]})
    assert CaseRow.objects.count() == 3


@pytest.mark.parametrize("token", ["", "made up", "x" * 10_000, "‮\0"])
def test_a_token_that_was_made_up_counts_for_nothing_else(officer: Actor, browse: Browse, token: str) -> None:
    browser = browse()
    assert browser.post("/cases/new", typed(START, 0) | {BOX: token}).status_code == 302
    assert CaseRow.objects.count() == 1
    assert SentForm.objects.count() == bool(token)


def test_what_was_refused_can_be_sent_again_with_the_same_token(officer: Actor, browse: Browse) -> None:
    browser = browse()
    refused = browser.post("/cases/new", {BOX: "shown once"})
    assert refused.status_code == 422
    assert read(refused).boxes[BOX] == ["shown once"]
    turned_back = browser.post("/cases/new", typed(replace(START, suspected=False), 0) | {BOX: "shown once"})
    assert turned_back.status_code == 200
    assert not SentForm.objects.exists()
    assert browser.post("/cases/new", typed(START, 0) | {BOX: "shown once"}).status_code == 302


def test_a_new_program_knows_what_was_sent_before(officer: Actor, browse: Browse) -> None:
    first = browse().post("/cases/new", typed(START, 0) | {BOX: "shown once"})["Location"]
    assert browse().post("/cases/new", typed(START, 0) | {BOX: "shown once"})["Location"] == first


@pytest.mark.parametrize("act", [one for one in FORMS if one.slug not in REVIEWED], ids=lambda act: act.slug)
def test_each_act_sent_three_times_is_done_once(cases: Cases, browse: Browse, act: CaseAct) -> None:
    value, stage = SAID[act.slug]
    browse(number="colleague")
    opened = answer(cases[stage], (TOLD_AFTER,)) if act.slug == "close" else cases[stage]
    browser = browse(ROLES.get(act.slug, Role.OFFICER))
    if act.slug == "outside-review":
        browser.post(f"/cases/{opened.case.reference}/reason", {"reason": "To see who was told outside"})
    done_once(browser, opened, act.slug, value)


@pytest.mark.parametrize("slug", REVIEWED)
def test_each_review_sent_three_times_is_done_once(cases: Cases, browse: Browse, officer: Actor, slug: str) -> None:
    opened = cases[Stage.DELAYED] if slug == "delay-review" else answer(told_late(officer), (routine(),))
    opened = told_late(officer) if slug == "late-disclosure-review" else opened
    browser = browse(Role.SUPERVISOR)
    browser.post(f"/cases/{opened.case.reference}/reason", {"reason": "To review it now"})
    done_once(browser, opened, slug, REVIEWED[slug])


def done_once(browser: Client, opened: OpenCase, path: str, value: Value) -> None:
    address = f"/cases/{opened.case.reference}/{path}"
    assert BOX in read(browser.get(address)).boxes
    sent = list(twice(browser, address, typed(value, opened.case.seq)))
    assert sent == [(302, sent[0][1])] * 3
    assert entries(opened.case.reference) == opened.case.seq + 1


def test_a_decision_a_call_and_its_end_are_recorded_once(officer: Actor, browse: Browse) -> None:
    opened, browser = ready(officer), browse(typing=True)
    for path, value in (
        ("decide", Decision(decide=(Decide.SHARE_BASIC,), reason="It is time to share")),
        ("send", CALL_STARTED),
        ("call", CALL_ENDED),
    ):
        done_once(browser, opened, path, value)
        opened = replace(opened, case=replace(opened.case, seq=opened.case.seq + 1))


def test_a_recipient_is_proposed_and_approved_once(browse: Browse) -> None:
    first, second = browse(Role.ADMINISTRATOR, typing=True), browse(Role.ADMINISTRATOR, number="other", typing=True)
    posted: Typed = {"department": "nccu", "name": "The unit", "channel": "telephone", "number": "01632 960 001"}
    assert BOX in read(first.get("/recipients/propose")).boxes
    before = Recipient.objects.count()
    assert list(twice(first, "/recipients/propose", posted)) == [(302, "/recipients")] * 3
    assert Recipient.objects.count() == before + 1
    one = Recipient.objects.latest("pk")
    for browser, path, typed_in in (
        (second, "approve", {}),
        (first, "withdraw", {"why": "It moved to another place"}),
    ):
        address = f"/recipients/{one.pk}/{path}"
        assert BOX in read(browser.get(address)).boxes
        assert list(twice(browser, address, typed_in)) == [(302, "/recipients")] * 3


def test_every_form_that_begins_something_carries_a_token(cases: Cases, browse: Browse) -> None:
    assert {form.path.partition("/")[0] for form in every_form()} >= {one.slug for one in FORMS}
    for stage, path in ((Stage.OPEN, "decide"), (Stage.DECIDED, "send"), (Stage.CALLING, "call")):
        page = browse(typing=True).get(f"/cases/{cases[stage].case.reference}/{path}")
        (token,) = read(page).boxes[BOX]
        assert len(token) >= 20
