"""The words of the pages in Welsh: a draft until exactly these are approved, and again when one of them changes."""

from pathlib import Path

import pytest

from proviso.accounts.force_changes import NotTheirs
from proviso.accounts.models import Officer, Role
from proviso.casework.values.value import ValueRefused
from proviso.notices import page_words
from proviso.notices.approving import ApprovalWithdrawn, CannotBeApproved, NothingApproved, Stands
from proviso.notices.page_words import PagesApproved, approve, digest, standing, withdraw
from tests.accounts.people import NOW, add, add_wessmere

pytestmark = pytest.mark.django_db(databases="__all__")

CHECKED = PagesApproved(checked_by="Mx Invented Llwyd", why="Every page was read against the English")
WRONG = ApprovalWithdrawn(why="A plural is wrong on the worklist")


@pytest.fixture
def owner() -> Officer:
    return add(add_wessmere(), "owner", Role.POLICY_OWNER)


def stands(owner: Officer) -> Stands:
    return standing(owner.force)[0]


def approved(owner: Officer) -> None:
    approve(owner.force, CHECKED, seen=digest(), by=owner, now=NOW)


def test_they_are_a_draft_at_first_and_approved_by_their_digest(owner: Officer) -> None:
    assert stands(owner) is Stands.DRAFT
    approved(owner)
    how, approval = standing(owner.force)
    assert how is Stands.APPROVED
    assert approval is not None
    assert (approval.language, approval.digest, approval.checked_by) == ("pages:cy", digest(), "Mx Invented Llwyd")


def test_a_change_of_a_word_makes_a_draft_of_all_again(owner: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    approved(owner)
    monkeypatch.setattr(page_words, "digest", lambda: "f" * 64)
    assert stands(owner) is Stands.CHANGED
    with pytest.raises(CannotBeApproved, match="The words changed since you opened this page"):
        approve(owner.force, CHECKED, seen=digest(), by=owner, now=NOW)


def test_the_digest_is_of_what_is_served(tmp_path: Path, settings: object) -> None:
    settings.LOCALE_PATHS = [tmp_path]  # type: ignore[attr-defined]
    served = tmp_path / "cy/LC_MESSAGES/django.mo"
    served.parent.mkdir(parents=True)
    made = set()
    for words in (b"Agor", b"Agorwch"):
        served.write_bytes(words)
        digest.cache_clear()
        made.add(digest())
    digest.cache_clear()
    assert len(made) == 2


def test_withdrawn_they_are_a_draft_again_at_once(owner: Officer) -> None:
    with pytest.raises(NothingApproved, match="The pages in Welsh are not approved, so there is nothing to withdraw"):
        withdraw(owner.force, WRONG, by=owner, now=NOW)
    approved(owner)
    withdraw(owner.force, WRONG, by=owner, now=NOW)
    assert standing(owner.force) == (Stands.DRAFT, None)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER, Role.OFFICER])
def test_nobody_but_the_policy_owner_approves_or_withdraws(owner: Officer, role: Role) -> None:
    other = add(owner.unit, "other", role)
    with pytest.raises(NotTheirs):
        approve(owner.force, CHECKED, seen=digest(), by=other, now=NOW)
    approved(owner)
    with pytest.raises(NotTheirs):
        withdraw(owner.force, WRONG, by=other, now=NOW)
    assert stands(owner) is Stands.APPROVED


@pytest.mark.parametrize("why", ["", "   "])
def test_neither_is_done_without_a_reason(why: str) -> None:
    with pytest.raises(ValueRefused):
        PagesApproved(checked_by="Mx Invented Llwyd", why=why)
    with pytest.raises(ValueRefused):
        ApprovalWithdrawn(why=why)
    with pytest.raises(ValueRefused):
        PagesApproved(checked_by=why, why="Every page was read")
