"""The paper form: the questions of the pages and no others, accessible, and entered afterwards with its own times."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django import Settings

from proviso.casework import clock
from proviso.casework.acts.case_rows import STARTING
from proviso.casework.acts.journey import QUESTIONS
from proviso.casework.acts.registry import ACT_BY_SLUG
from proviso.casework.history.case import Stage
from proviso.casework.values.value import asked_fields
from proviso.service.contact_settings import ContactSettings
from proviso.web.design.bound_question import BoundQuestion
from proviso.web.design.forms import form_for
from proviso.web.design.question_words import hint_of
from proviso.web.paper.paper_form import AFTERWARDS, form_data, note_of, paper_form

from ..casework.every import OUTSIDE
from ..casework.examples import MEASURES_TOO, TOLD_AFTER, TOLD_BEFORE, VIEWS, answer
from ..disclosure.test_package_read_by_another import faults
from .conftest import Browse, Cases
from .forms import typed
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
EVERY = (STARTING, *QUESTIONS, *AFTERWARDS)


def fields() -> dict[str, list[dict[str, Any]]]:
    """What the form asks, by the title of the page that asks it too."""
    data: Any = form_data("OFFICIAL-SENSITIVE")
    return {task["title"]: task["fields"] for part in data["sections"] for task in part["tasks"]}


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_it_asks_every_question_of_the_pages_and_no_other() -> None:
    asked = {title: [one["name"] for one in each] for title, each in fields().items()}
    assert asked == {act.title: [name for name, _, _ in asked_fields(act.value)] for act in EVERY}
    printed = words(paper_form(at=AT, marking="OFFICIAL-SENSITIVE"))
    for act in EVERY:
        assert act.title in printed
        for _name, question, _kind in asked_fields(act.value):
            assert question.label in printed, question.label


def test_each_question_has_something_to_tick_or_to_write_in() -> None:
    for title, each in fields().items():
        for one in each:
            assert one["options"] or one["boxes"] or one["lines"], (title, one["name"])


def test_what_depends_on_an_answer_says_on_which(cases: Cases) -> None:
    told = {one["name"]: one for one in fields()["Tell them beforehand"]}
    assert told["told"]["when"] == ""
    assert told["happened_at"]["when"] == "Only if you chose “Yes” at “Have you told them?”"
    assert told["happened_at"]["boxes"] == ["Day", "Month", "Year", "Time"]
    assert all(one["when"] for each in fields().values() for one in each if one["depth"])


def test_it_says_once_what_is_for_the_file_and_at_each_box_what_leaves() -> None:
    printed = words(paper_form(at=AT, marking="OFFICIAL-SENSITIVE"))
    assert printed.count("for the file alone") == 1
    assert "What you write is for the file alone, unless the question says who will hear or read it." in printed
    person = {one["name"]: one["hint"] for one in fields()["The person"]}
    leaves = "If it is shared, the person and the Home Office will hear or read it"
    assert leaves in person["name"]
    assert leaves in person["date_of_birth"]


@pytest.mark.parametrize("in_packages", [False, True])
def test_each_box_says_of_who_hears_it_what_the_page_says(in_packages: bool, settings: Settings) -> None:
    settings.PROVISO_CONTACT = ContactSettings(crime_reference_in_packages=in_packages)
    printed = {(title, one["name"]): one["hint"] for title, each in fields().items() for one in each}
    for act in EVERY:
        for question in form_for(act.value)():
            assert isinstance(question, BoundQuestion)
            shown = hint_of(question)
            hint = " ".join(re.sub("<[^>]*>", "", unescape(str(shown.get("html") or shown.get("text") or ""))).split())
            hint = hint.removesuffix("For the file alone").strip(" .")
            assert printed[act.title, question.name].replace(". ", " ") == hint.replace(". ", " "), (
                act.slug,
                question.name,
            )
    leaves = "The Home Office will hear or read this, word for word"
    assert (leaves in printed["The allegation", "crime_reference"]) == in_packages


@pytest.mark.parametrize("large", [False, True])
def test_another_reader_of_accessible_files_finds_no_fault(large: bool, tmp_path: Path) -> None:
    made = paper_form(at=AT, marking="OFFICIAL", large=large)
    assert faults(made, tmp_path) == []
    root: Any = PdfReader(BytesIO(made)).trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    about = PdfReader(BytesIO(made)).metadata
    assert about is not None
    assert about.title == "Paper form for a place without signal"
    for page in PdfReader(BytesIO(made)).pages:
        assert page.extract_text().count("OFFICIAL") >= 2


@pytest.mark.parametrize("large", [False, True])
def test_no_sheet_begins_with_what_belongs_to_the_question_before(large: bool) -> None:
    """Whoever is given one sheet must know which question its boxes for the time are of."""
    begins = [
        next(line for line in page.extract_text().splitlines() if line.strip() and "OFFICIAL" not in line)
        for page in PdfReader(BytesIO(paper_form(at=AT, marking="OFFICIAL", large=large))).pages
    ]
    assert [one for one in begins if one.startswith(("Paragraph", "When was this answered"))] == []


def test_whoever_is_signed_in_gets_it_by_a_link_and_nobody_else(browse: Browse) -> None:
    assert Client().get("/paper-form.pdf").status_code == 302
    assert "/paper-form.pdf" not in read(Client().get("/help")).addresses
    browser = browse()
    assert {"/paper-form.pdf", "/paper-form.pdf?large=yes"} <= read(browser.get("/help")).addresses
    plain, large = browser.get("/paper-form.pdf"), browser.get("/paper-form.pdf?large=yes")
    assert plain["Content-Type"] == "application/pdf"
    assert len(PdfReader(BytesIO(large.content)).pages) > len(PdfReader(BytesIO(plain.content)).pages)


EARLIER = timedelta(hours=6)


def test_what_was_shared_and_told_before_there_was_a_signal_is_taken(cases: Cases, browse: Browse) -> None:
    opened = cases[Stage.OPEN]
    home, browser = f"/cases/{opened.case.reference}/", browse()
    began = opened.case.history[0].at
    shared = replace(OUTSIDE, happened_at=began - EARLIER)
    first = browser.post(f"{home}already-shared", typed(shared, opened.case.seq))
    assert first.status_code == 302, read(first).errors
    told = replace(TOLD_AFTER, happened_at=began - EARLIER / 2)
    second = browser.post(f"{home}tell-after", typed(told, opened.case.seq + 1))
    assert second.status_code == 302, read(second).errors


@pytest.mark.parametrize(("slug", "value"), [("views", VIEWS), ("tell-before", TOLD_BEFORE)])
def test_the_form_says_where_an_earlier_time_is_not_taken(slug: str, value: Any, cases: Cases, browse: Browse) -> None:
    opened = answer(cases[Stage.OPEN], (MEASURES_TOO,))
    early = replace(value, happened_at=opened.case.history[0].at - EARLIER)
    response = browse().post(f"/cases/{opened.case.reference}/questions/{slug}", typed(early, opened.case.seq))
    assert response.status_code == 409
    assert "the earliest that it can be is" in read(response).words
    assert "and with no earlier time (our safeguard)" in note_of(type(value))
    assert note_of(ACT_BY_SLUG["already-shared"].value).startswith("The page asks when it happened")
    assert clock.now() > early.happened_at
