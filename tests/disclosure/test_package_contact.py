"""Whom a package tells its reader to tell: the force's contact, who decided, and the crime reference where approved."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytest_django import Settings

from proviso.accounts.models import Role
from proviso.casework.writing import commit
from proviso.casework.writing.access import OpenCase
from proviso.disclosure.decide_package import PackageCannotBeShown, contact_rows, decide_with_package, preview
from proviso.disclosure.seen_words import seen
from proviso.disclosure.stored_packages import StoredPackage, stored_package

from ..casework.examples import ALLEGATION, PERSON, TOLD_BEFORE, answer, begun, ready
from .packages import squeezed
from .schema_validators import by_jsonschema
from .test_deciding import SHARE, MakeWho, nothing_was_written, package_on

pytestmark = pytest.mark.django_db(databases="__all__")


def held(opened: OpenCase) -> dict[str, dict[str, str]]:
    """The JSON of the package that was decided last."""
    then = decide_with_package(opened, SHARE, seen=opened.case.seq)
    package: dict[str, dict[str, str]] = json.loads(stored_package(then, package_on(then)).data)
    assert by_jsonschema([package]) == [True]
    return package


def test_a_package_names_the_forces_contact_and_who_decided(who: MakeWho) -> None:
    opened = ready(who())
    assert held(opened)["contact"] == {
        "force": "Disclosure desk, at any hour: 01632 960 301",
        "officer": opened.actor.staff_number,
    }


def test_the_crime_reference_is_there_only_where_the_force_approved_it(who: MakeWho, settings: Settings) -> None:
    contact = settings.PROVISO_CONTACT
    assert not contact.crime_reference_in_packages, "as little as can be, unless the force says more"
    settings.PROVISO_CONTACT = contact.model_copy(update={"crime_reference_in_packages": True, "recipients": " "})
    assert held(ready(who()))["contact"] == {
        "crime_reference": ALLEGATION.crime_reference,
        "officer": begun(who()).actor.staff_number,
    }


def test_what_nobody_could_see_is_left_out_of_what_leaves(who: MakeWho, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commit, "reject_unprintable", lambda _value: None)
    pasted = replace(PERSON, name="\u200eImaginary\u200b Oduya\ufeff", name_written="علی\u200cرضا\u200f")
    package = held(answer(ready(who()), (pasted, TOLD_BEFORE)))
    assert package["basic"]["name"]["words"] == "Imaginary Oduya\nعلی\u200cرضا"  # type: ignore[index]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("\u200b\u2800", "What would be sent has nothing in it that anybody can see: Name. Record it again"),
        ("Oduya \u2067and\u2069", "What would be sent cannot be printed. Name: U+2067, U+2069"),
    ],
)
def test_what_the_schema_would_refuse_is_not_decided(
    who: MakeWho, monkeypatch: pytest.MonkeyPatch, name: str, says: str
) -> None:
    for check in ("reject_unprintable", "reject_lacking_words"):
        monkeypatch.setattr(commit, check, lambda _value: None)
    opened = answer(ready(who()), (replace(PERSON, name=name), TOLD_BEFORE))
    with pytest.raises(PackageCannotBeShown) as stopped:
        decide_with_package(opened, SHARE, seen=opened.case.seq)
    assert str(stopped.value).startswith(says)
    nothing_was_written(opened)


def first_page(document: bytes) -> str:
    return squeezed(PdfReader(BytesIO(document)).pages[0].extract_text())


def test_nobody_has_decided_what_a_preview_shows(who: MakeWho) -> None:
    opened = ready(who())
    first = first_page(preview(opened))
    assert squeezed(f"Who would decide Officer {opened.actor.staff_number}") in first
    assert squeezed("Who decided") not in first


def test_a_preview_names_nobody_who_could_not_decide(who: MakeWho) -> None:
    opened = ready(who())
    lead = replace(opened.actor, staff_number="W9", role=Role.VULNERABILITY_LEAD)
    first = first_page(preview(replace(opened, actor=lead)))
    assert not [one for one in ("Who would decide", "Who decided", "Officer") if squeezed(one) in first]


def test_the_page_that_was_decided_says_who_decided(who: MakeWho) -> None:
    opened = ready(who())
    then = decide_with_package(opened, SHARE, seen=opened.case.seq)
    first = first_page(stored_package(then, package_on(then)).document)
    assert squeezed(f"Who decided Officer {opened.actor.staff_number}") in first
    assert squeezed("Who would decide") not in first


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        (" Oduya\u00a0", "Oduya"),
        ("One\r\nTwo\rThree\u2028Four", "One\nTwo\nThree\nFour"),
        ("so\u00adft", "soft"),
        ("\u3164\u2800\u200d", ""),
        ("श्री\u200dक्ष", "श्री\u200dक्ष"),
        ("turned \u202eround", "turned \u202eround"),
    ],
)
def test_only_what_can_be_seen_is_kept_of_some_words(typed: str, left: str) -> None:
    assert seen(typed) == left


def test_of_a_package_of_the_first_version_nobody_is_said_to_be_asked() -> None:
    first = (Path(__file__).parent / "golden/package-1.json").read_bytes()
    assert contact_rows(StoredPackage(first, b"").contact) == []
