"""Bad input at every question of every page: the value's own words, a link to the box, and what was typed stays.

What is wrong is made from each value's fields, so that a new question is tried without anybody thinking of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve

from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Role
from proviso.casework.history.case import Stage
from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.considerations import Views
from proviso.casework.values.content import Additional, AdditionalInformation
from proviso.casework.values.decision import Decide, Decision
from proviso.casework.values.notification import Told
from proviso.casework.values.person import Person, Reach
from proviso.casework.values.reasons import LawfulBasis, Power, Purpose, Purposes
from proviso.casework.values.suspicion import Source
from proviso.casework.values.timing import Department
from proviso.casework.values.value import Ask, Value, asked_fields
from proviso.notices.approving import ApprovalWithdrawn
from proviso.notices.page_words import PagesApproved
from proviso.record.models import Entry
from proviso.web import urls
from proviso.web.administration.recipient_pages import RecipientProposed, Withdrawal
from proviso.web.design.just_now import HAPPENED_AT

from ..casework.every import EVERY, OTHERS
from ..casework.examples import MEASURES_TOO, NOW, SUSPICION, VIEWS, WEIGHING, answer
from .conftest import Browse, Cases
from .forms import Form, Typed, boxes, every_form, typed
from .reading import Page, read
from .recipients import listed

pytestmark = pytest.mark.django_db(databases="__all__")

FORMS = every_form()
EXAMPLES: tuple[Value, ...] = (
    *EVERY,
    *OTHERS,
    VIEWS,
    WEIGHING,
    Decision(decide=(Decide.SHARE_BASIC,), reason="All is in place"),
    replace(SUSPICION, arose_from=Source.OTHER, search_purpose=None, arose_otherwise="A letter without a name"),
    Purposes(purposes=tuple(Purpose), **{one.value: "In my words" for one in Purpose}),
    RecipientProposed(department=Department.NCCU, name="The line", channel=Channel.TELEPHONE, number="01632 960 001"),
    RecipientProposed(
        department=Department.NCCU, name="The box", channel=Channel.EMAIL, mailbox="a@b.example", certificate="PEM"
    ),
    Withdrawal(why="The number changed"),
    ApprovalWithdrawn(why="The third sentence promises"),
    PagesApproved(checked_by="Mx Invented Llwyd", why="Every page was read against the English"),
    LawfulBasis(power=Power.OTHER, other_power="An invented Act", why="It applies to burglary"),
    AdditionalInformation(
        wanted=tuple(one for one in Additional if one is not Additional.NOTHING),
        **{f"{one.value}{end}": "As little as can be" for one in list(Additional)[1:] for end in ("", "_needed")},
    ),
)
WITHOUT_FORMS = {
    "home", "worklist", "record", "case", "timeline", "package", "sending", "file", "recipients", "recipient_approve",
    "wordings", "today", "who-looked", "handed-over", "reconciliations", "reconciliation", "reconciliation_table",
    "publications", "equality", "assessment",
    "figures", "figures_of", "figures_table", "figures_unit", "leaving", "samples", "sample", "sample_draw",
    "patterns", "patterns_of", "pattern", "pattern_notes",
}  # fmt: skip
FILES = {"paper_form", "record_table", "package_pdf", "package_json", "package_preview", "publication_file"}
WITH_A_BOX_OF_THEIR_OWN = {
    "find", "case_reason", "local", "wording", "notice-before", "notice-after", "notice-correction",
    "publication", "publication_withdraw", "assessment_step",
    "reconciliation_found", "raised", "part", "way", "leaving_of", "sample_order", "sample_review", "sample_findings",
    "out-of-unit", "pattern_unit", "pattern_note",
}  # fmt: skip


def test_every_address_is_a_form_tried_here_or_known_to_have_none() -> None:
    tried = {resolve(form.address("PV-0000-0000", 1)).url_name for form in FORMS}
    assert {
        getattr(one, "name", None) for one in urls.urlpatterns
    } == tried | WITHOUT_FORMS | FILES | WITH_A_BOX_OF_THEIR_OWN


@dataclass(frozen=True)
class Wrong:
    """One thing wrong with one answer: what the boxes hold, the words of the error, and the box that it leads to."""

    field: str
    kind: str
    posted: Typed
    says: str
    leads_to: str


def wrong_answers(name: str, asked: Ask, kind: Any) -> Iterator[Wrong]:
    """Everything that can be wrong with an answer by itself."""
    subject = asked.label.removesuffix("?")
    first = f"#q-{name}-day" if kind in (date, datetime, BirthDate) else f"#q-{name}"
    if name == HAPPENED_AT:
        first = f"#q-{name}-when"
    if not asked.optional:
        yield Wrong(name, "nothing", {}, asked.missing, first)
    if kind is bool:
        yield Wrong(name, "not one of them", {name: "perhaps"}, f"{subject}: choose yes or no", first)
    elif kind is str:
        far = asked.most + 7
        says = f"{asked.label} must be {asked.most:,} characters or fewer; there are {far:,}"
        yield Wrong(name, "too long", {name: "7" * far}, says, first)
        says = f"{subject}: take out the character that cannot be shown"
        yield Wrong(name, "cannot be shown", {name: "a\0b"}, says, first)
    elif kind in (date, datetime):
        yield from wrong_days(name, subject, moment=kind is datetime)
    elif kind is BirthDate:
        yield from wrong_births(name, subject)
    else:
        yield Wrong(name, "not one of them", {name: ["none of these"]}, f"{subject}: choose one of those shown", first)
    if asked.exclusive:
        another = next(one for one in type(asked.exclusive) if one is not asked.exclusive)
        both = [one.value for one in type(asked.exclusive) if one in {asked.exclusive, another}]
        says = f"Select “{asked.exclusive.label}” alone, or the others without it"
        yield Wrong(name, "together", {name: both}, says, first)


def wrong_days(name: str, subject: str, *, moment: bool) -> Iterator[Wrong]:
    """What can be wrong with a day, and with a day and a time."""
    good = boxes(name, NOW - timedelta(days=3)) if moment else boxes(name, date(2027, 3, 27))
    february = good | {f"{name}-day": "31", f"{name}-month": "2", f"{name}-year": "2026"}
    says = f"{subject}: February 2026 has 28 days; enter a day that exists"
    yield Wrong(name, "no such day", february, says, f"#q-{name}-day")
    yield Wrong(name, "no year", good | {f"{name}-year": ""}, f"{subject}: enter the year as well", f"#q-{name}-year")
    far = good | {f"{name}-day": "1", f"{name}-month": "5", f"{name}-year": "90"}
    says = (
        f"{subject}: 90 was read as 2090, and 1 May 2090 is later than this can be; if you mean another year, enter it "
        "with four figures"
    )
    yield Wrong(name, "short year", far, says, f"#q-{name}-year")
    if moment:
        says = f"{subject}: enter a time that exists, such as 14:30"
        yield Wrong(name, "no such time", good | {f"{name}-time": "25:10"}, says, f"#q-{name}-time")
        yield Wrong(
            name, "no time", good | {f"{name}-time": ""}, f"{subject}: enter the time as well", f"#q-{name}-time"
        )
        spring = good | boxes(name, date(2026, 3, 29)) | {f"{name}-time": "01:30"}
        says = f"{subject}: the clocks went forward that night and this time did not happen"
        yield Wrong(name, "skipped hour", spring, says, f"#q-{name}-time")
        autumn = good | boxes(name, date(2025, 10, 26)) | {f"{name}-time": "01:30"}
        says = f"{subject}: the clocks went back that night; choose the first or the second time"
        yield Wrong(name, "doubled hour", autumn, says, f"#q-{name}-which")


def wrong_births(name: str, subject: str) -> Iterator[Wrong]:
    """What can be wrong with a date of birth, of which less than a day may be known."""
    says = f"{subject}: enter the year; where it is not known, leave all of it empty"
    yield Wrong(name, "no year", {f"{name}-month": "4"}, says, f"#q-{name}-year")
    says = f"{subject}: did you mean 1990 or 2090? Enter the year with four figures"
    yield Wrong(name, "short year", {f"{name}-year": "90"}, says, f"#q-{name}-year")
    says = f"{subject}: enter the month as well, or leave the day empty"
    yield Wrong(name, "no month", {f"{name}-day": "27", f"{name}-year": "1990"}, says, f"#q-{name}-month")


def tries(value: type[Value]) -> list[tuple[Value, Wrong]]:
    """Each wrong answer with an example of the value in which its question is asked. Raises where there is none."""
    examples = [one for one in EXAMPLES if type(one) is value]
    made = []
    for name, asked, kind in asked_fields(value):
        example = next((one for one in examples if one.goes(name)), None)
        assert example is not None, f"no example asks {value.__name__}.{name}"
        made += [(example, wrong) for wrong in wrong_answers(name, asked, kind)]
    return [(example, wrong) for example, wrong in made if not said_by_the_case(value, wrong)]


def said_by_the_case(value: type[Value], wrong: Wrong) -> bool:
    """Nothing said of an interpreter is no fault here: it is recorded that none is needed. That it is one where one is
    needed, `test_combined_options` holds."""
    return issubclass(value, Told | Views) and (wrong.field, wrong.kind) == ("interpreter", "nothing")


def with_wrong(example: Value, wrong: Wrong) -> Typed:
    """The example as typed, but for the answer that is wrong."""
    posted = typed(example, 10_000)
    kept = {name: given for name, given in posted.items() if not _belongs(name, wrong.field, type(example))}
    return kept | wrong.posted


def _belongs(box: str, field: str, value: type[Value]) -> bool:
    names = {name for name, _asked, _kind in asked_fields(value)}
    return box == field or (box not in names and box.rpartition("-")[0] == field)


def stays(page: Page, posted: Typed, wrong: Wrong) -> None:
    """What was typed stands in its boxes; an option that does not exist cannot."""
    for name, given in posted.items():
        sent = given if isinstance(given, list) else [given]
        if wrong.kind == "not one of them" and name == wrong.field:
            continue
        if name == "last_seq":
            continue
        shown = page.boxes.get(name, [])
        if wrong.kind == "cannot be shown" and name == wrong.field:
            shown = [one.replace("\ufffd", "\0") for one in shown]
        assert shown == sent, (wrong, name)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.path)
def test_what_is_wrong_is_said_and_what_was_typed_stays(form: Form, cases: Cases, browse: Browse) -> None:
    address, browser = place(form, cases, browse)
    before = substantive()
    for example, wrong in tries(form.value):
        posted = with_wrong(example, wrong)
        response = browser.post(address, posted)
        assert response.status_code == 422, wrong
        page = read(response)
        assert page.title.startswith("Error: "), wrong
        assert (wrong.says, wrong.leads_to) in page.errors, (wrong, page.errors)
        assert wrong.leads_to.removeprefix("#") in page.ids, wrong
        stays(page, posted, wrong)
    assert substantive() == before


def place(form: Form, cases: Cases, browse: Browse) -> tuple[str, Client]:
    """The address of a form on a case that it fits, and the browser of somebody whose form it is."""
    browser = browse(form.role, form.unit, form.number, typing=form.typing)
    reference = cases[form.stage].case.reference if form.stage else ""
    if form.role in {Role.SUPERVISOR, Role.DATA_PROTECTION_OFFICER}:
        browser.post(f"/cases/{reference}/reason", {"reason": "To review it"})
    return form.address(reference, listed(Channel.EMAIL).pk if "{recipient}" in form.path else 0), browser


def substantive() -> int:
    return Entry.objects.filter(seq__isnull=False).count()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.path)
def test_nothing_given_at_all_asks_for_everything_that_is_needed(form: Form, cases: Cases, browse: Browse) -> None:
    address, browser = place(form, cases, browse)
    page = read(browser.post(address, {"last_seq": "1"}))
    needed = [
        asked.missing for _, asked, _ in asked_fields(form.value) if not asked.optional and asked.only_where is None
    ]
    if form.value is Person:
        needed = ["Select whether they are under 18, or enter the date of birth"]
    if form.value is Reach:
        needed.insert(1, "Select whether an interpreter is needed")
    assert [words for words, _ in page.errors] == needed


HAPPENED = [form for form in FORMS if "happened_at" in {name for name, _asked, _kind in asked_fields(form.value)}]


@pytest.mark.parametrize("form", HAPPENED, ids=lambda form: form.path)
def test_a_time_to_come_is_refused_where_something_is_said_to_have_happened(
    form: Form, cases: Cases, browse: Browse
) -> None:
    if form.value is Views:
        answer(cases[Stage.OPEN], (MEASURES_TOO,))
    address, browser = place(form, cases, browse)
    example = next(one for one in EXAMPLES if type(one) is form.value and one.goes("happened_at"))
    posted = typed(example, 10_000) | boxes("happened_at", NOW + timedelta(days=1))
    response = browser.post(address, posted)
    page = read(response)
    assert (response.status_code, page.errors) == (
        409,
        [("Enter a time that has passed; this one is still to come", "#q-happened_at-day")],
    )
    stays(page, posted, Wrong("happened_at", "to come", {}, "", ""))


def test_every_kind_of_wrong_is_tried_somewhere() -> None:
    kinds = {wrong.kind for form in FORMS for _, wrong in tries(form.value)}
    assert kinds >= {"nothing", "not one of them", "too long", "no such day", "no such time", "together"}
