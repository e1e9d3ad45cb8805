"""Whoever reviews disclosures that were recorded late reads each of them, and what was said of it before."""

from dataclasses import replace

import pytest

from proviso.accounts.models import Role
from proviso.casework.acts.review import review_late_disclosure
from proviso.casework.acts.share import record_already_shared, record_another_disclosure
from proviso.casework.values.review_outcomes import LateDisclosureReviewed
from proviso.casework.writing.permissions import Actor

from ..casework.every import LATE
from ..casework.stories import told_late
from .conftest import Browse
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")


def test_each_disclosure_that_a_review_is_about_is_on_its_page(officer: Actor, browse: Browse) -> None:
    opened = told_late(officer, replace(LATE, beyond="A copy of her passport"))
    opened = record_another_disclosure(opened, replace(LATE, beyond="Where her son is"), seen=opened.case.seq)
    address, supervisor = f"/cases/{opened.case.reference}/late-disclosure-review", browse(Role.SUPERVISOR)
    words = read(supervisor.get(address, follow=True)).words
    assert "A copy of her passport" in words
    assert "Where her son is" in words
    learned = LateDisclosureReviewed(learned="The night shift did not know")
    other = replace(officer, staff_number="another", role=Role.SUPERVISOR)
    opened = review_late_disclosure(replace(opened, actor=other), learned, seen=opened.case.seq)
    words = read(supervisor.get(address, follow=True)).words
    assert ("A copy of her passport" in words, "Where her son is" in words) == (False, True), "the last, as before"


def test_what_was_said_otherwise_before_the_review_is_on_its_page(officer: Actor, browse: Browse) -> None:
    opened = told_late(officer, replace(LATE, beyond="A copy of her passport"))
    record_already_shared(opened, replace(LATE, beyond=None), seen=opened.case.seq)
    address = f"/cases/{opened.case.reference}/late-disclosure-review"
    assert "A copy of her passport" in read(browse(Role.SUPERVISOR).get(address, follow=True)).words
