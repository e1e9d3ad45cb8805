"""Whoever follows a link of the disclosure desk’s list too late is refused, and reported to nobody (s.62)."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from proviso.accounts.models import Role
from proviso.casework.models import RaisedRow
from proviso.casework.writing.access import OpenCase, open_again
from proviso.casework.writing.off_the_desk import DealtWith
from proviso.casework.writing.permissions import Actor, NotAllowed
from proviso.record import read

from .conftest import Clock
from .every import ACKNOWLEDGED
from .examples import acknowledge, begun, shared

pytestmark = pytest.mark.django_db(databases="__all__")


def refused(actor: Actor, opened: OpenCase) -> type[Exception]:
    """As what the case is refused; that it was asked for is on the record."""
    with pytest.raises(NotAllowed) as raised:
        open_again(actor, opened.case.reference, session="another session")
    kinds = [one.kind for one in read.entries(opened.case.reference, with_openings=True, key=opened.key)]
    assert kinds[-1] == "case_refused"
    return raised.type


def test_what_a_colleague_acknowledged_first_is_reported_to_nobody(
    who: Callable[..., Actor], officer: Actor, time: Clock
) -> None:
    desk, opened = who(Role.DISCLOSURE_DESK), shared(officer)
    opened = acknowledge(opened, ACKNOWLEDGED, seen=opened.case.seq)
    assert (refused(desk, opened), RaisedRow.objects.exists()) == (DealtWith, False)
    time.now += timedelta(hours=2)
    assert (refused(desk, opened), RaisedRow.objects.exists()) == (NotAllowed, True)


def test_a_case_that_never_was_on_the_list_is_raised(who: Callable[..., Actor], officer: Actor) -> None:
    assert refused(who(Role.DISCLOSURE_DESK), begun(officer)) is NotAllowed
    assert RaisedRow.objects.exists()


def test_nobody_else_follows_that_list(who: Callable[..., Actor], officer: Actor) -> None:
    opened = shared(officer)
    opened = acknowledge(opened, ACKNOWLEDGED, seen=opened.case.seq)
    assert refused(who(Role.OFFICER, unit="south"), opened) is NotAllowed
    assert RaisedRow.objects.exists()
