"""What is kept is what was decided: sealed, held against its digest, and nobody else's."""

import json
from collections.abc import Callable

import pytest

from proviso.casework.acts.decide import withdraw_decision
from proviso.casework.reading.decision_in_force import last_decided
from proviso.casework.values.decision import DecisionWithdrawn
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor
from proviso.disclosure.decide_package import decide_with_package
from proviso.disclosure.models import KeptPackage
from proviso.disclosure.stored_packages import PackageChanged, PackageNotKept, _about, stored_package

from ..casework.examples import CALL_ENDED, CALL_STARTED, answer, ready
from .packages import body
from .test_deciding import SHARE, package_on

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def opened(who: Callable[..., Actor]) -> OpenCase:
    """A case with a decision and its package."""
    case = ready(who())
    return decide_with_package(case, SHARE, seen=case.case.seq)


def test_both_renderings_come_back_as_they_were(opened: OpenCase) -> None:
    data, document = stored_package(opened, package_on(opened))

    assert data.startswith(b"{")
    assert document.startswith(b"%PDF-1.7")
    assert package_on(opened) in body(document, reference=json.loads(data)["reference"])


def test_nothing_of_it_is_in_clear_in_the_table(opened: OpenCase) -> None:
    row = KeptPackage.objects.get()
    for sealed in (bytes(row.document), bytes(row.data)):
        assert b"PDF" not in sealed[:20]
        assert b"Imaginary" not in sealed
        assert b"basic" not in sealed


def test_there_is_none_of_another_digest_or_another_case(opened: OpenCase, who: Callable[..., Actor]) -> None:
    with pytest.raises(PackageNotKept):
        stored_package(opened, "0" * 64)
    with pytest.raises(PackageNotKept):
        stored_package(ready(who()), package_on(opened))


@pytest.mark.parametrize("rendering", ["document", "data"])
def test_a_changed_byte_is_found(opened: OpenCase, rendering: str) -> None:
    row = KeptPackage.objects.get()
    sealed = bytearray(getattr(row, rendering))
    sealed[-1] ^= 1
    KeptPackage.objects.update(**{rendering: bytes(sealed)})
    with pytest.raises(PackageChanged):
        stored_package(opened, package_on(opened))


def test_renderings_cannot_change_places(opened: OpenCase) -> None:
    row = KeptPackage.objects.get()
    KeptPackage.objects.update(document=row.data, data=row.document)
    with pytest.raises(PackageChanged):
        stored_package(opened, package_on(opened))


def test_other_words_under_the_right_seal_are_found_by_the_digest(opened: OpenCase) -> None:
    digest = package_on(opened)
    KeptPackage.objects.update(data=opened.key.seal(b'{"basic":[]}', _about(digest, b"json")))
    with pytest.raises(PackageChanged, match="not what was decided"):
        stored_package(opened, digest)


def test_the_decision_that_stands_is_the_one_that_waits_or_else_what_was_shared_last(opened: OpenCase) -> None:
    shared = answer(opened, (CALL_STARTED, CALL_ENDED))

    assert opened.case.decision is not None
    assert last_decided(opened.case) == opened.case.decision == last_decided(shared.case)


def test_a_decision_that_was_taken_back_does_not_stand(opened: OpenCase) -> None:
    back = withdraw_decision(opened, DecisionWithdrawn(reason="To look again"), seen=opened.case.seq)

    assert last_decided(back.case) is None
