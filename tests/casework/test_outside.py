"""What went outside the Home Office is the data protection officer's to look at, whatever it is called (1.2.4)."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from proviso.accounts.models import Force, Role
from proviso.casework.acts.answer_local import answer_local_question
from proviso.casework.acts.review import NothingToReview, review_outside_disclosure
from proviso.casework.acts.share import record_already_shared, record_another_disclosure
from proviso.casework.reading.correction_words import beyond_what_was_wrong
from proviso.casework.writing.access import OpenCase, open_case
from proviso.casework.writing.commit import MovedOn
from proviso.casework.writing.permissions import Actor

from .every import CONSENT, LATE, OUTSIDE, OUTSIDE_REVIEWED
from .examples import PERSON, RECIPIENT, UNTOLD, answer, begun, ready
from .folding import folded
from .test_acts import says

pytestmark = pytest.mark.django_db(databases="__all__")


def test_it_stays_a_breach_until_the_data_officer_has_looked(officer: Actor, who: Callable[..., Actor]) -> None:
    opened = answer(record_already_shared(ready(officer), OUTSIDE, seen=16), (replace(RECIPIENT),))
    assert opened.assessed.facts["recipient"] == "outside_home_office"
    assert opened.assessed.assessment.finding("national-unit-first").status == "breached"
    put_right = record_already_shared(opened, LATE, seen=opened.case.seq)
    assert put_right.assessed.facts["recipient"] == "outside_home_office", "whatever it is corrected to"
    theirs = held(who, put_right)
    looked = review_outside_disclosure(theirs, OUTSIDE_REVIEWED, seen=theirs.case.seq)
    assert looked.assessed.facts["recipient"] == "nccu"
    assert says(review_outside_disclosure, looked, replace(OUTSIDE_REVIEWED, found="Twice"), NothingToReview)


def test_what_the_page_did_not_show_is_not_looked_at(officer: Actor, who: Callable[..., Actor]) -> None:
    opened = record_already_shared(ready(officer), OUTSIDE, seen=16)
    seen = opened.case.seq
    more = record_another_disclosure(opened, replace(OUTSIDE, who="The Wessmere Gazette"), seen=seen)
    with pytest.raises(MovedOn):
        review_outside_disclosure(held(who, more), OUTSIDE_REVIEWED, seen=seen)


def held(who: Callable[..., Actor], opened: OpenCase) -> OpenCase:
    data_officer = who(Role.DATA_PROTECTION_OFFICER)
    return open_case(data_officer, opened.case.reference, reason="Somebody outside was told", session="theirs")


def test_consent_says_when_it_was_asked_for(officer: Actor, force: Force) -> None:
    force.local_policies = ["consent-first"]
    force.save()
    assert (
        says(answer_local_question, begun(officer), replace(CONSENT, happened_at=None)) == "Enter when they were asked"
    )


def test_a_short_name_is_found_in_no_sentence() -> None:
    assert beyond_what_was_wrong(folded(*UNTOLD, replace(PERSON, name="Bo")), (), "Both are wrong") == ()
