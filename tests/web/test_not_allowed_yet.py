"""What policy does not allow is said beside the choice, before anybody writes a reason for it (5.5)."""

import pytest

from proviso.accounts.channel_codes import Channel
from proviso.accounts.force_changes import adopt_local_policies
from proviso.accounts.models import Force
from proviso.casework import clock
from proviso.casework.history.case import Stage
from proviso.casework.writing.permissions import Actor

from ..accounts.people import PROMPT
from ..casework.examples import begun
from .conftest import Browse, Cases
from .reading import read
from .recipients import listed

pytestmark = pytest.mark.django_db(databases="__all__")


def test_each_choice_says_first_whether_it_would_be_refused(officer: Actor, browse: Browse) -> None:
    reference = begun(officer).case.reference
    browser = browse()
    words = read(browser.get(f"/cases/{reference}/decide")).words.partition("What do you decide?")[2]
    told = words.partition("Do not share")[0]
    assert "Share the basic information Not known yet: something is still to be answered" in told
    assert "Delay sharing Not known yet: something is still to be answered" in told


def test_of_what_is_allowed_nothing_is_said(cases: Cases, browse: Browse) -> None:
    reference = cases[Stage.OPEN].case.reference
    words = read(browse().get(f"/cases/{reference}/decide")).words.partition("What do you decide?")[2]
    assert "Share the basic information Share the additional information Not allowed, as it is recorded now" in words
    assert "Delay sharing Not allowed, as it is recorded now Do not share Why?" in words


def test_what_policy_no_longer_allows_is_said_before_anybody_presses_the_button(cases: Cases, browse: Browse) -> None:
    case = cases[Stage.DECIDED].case
    mail = listed(Channel.EMAIL)
    browser = browse(typing=True)
    assert read(browser.get(f"/cases/{case.reference}/send")).ids >= {"q-out_of_hearing"}
    why = "The chief officers agreed it in minute 4"
    adopt_local_policies(Force.objects.get(), ["exceptional-only"], by=PROMPT, now=clock.now(), why=why)
    for path in ("send", f"send/{mail.pk}"):
        page = read(browser.get(f"/cases/{case.reference}/{path}"))
        assert "Policy no longer allows what was decided." in page.words, path
        assert f"/cases/{case.reference}/decide" in page.addresses
        assert "q-out_of_hearing" not in page.ids
