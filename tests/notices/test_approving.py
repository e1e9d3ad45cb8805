"""Approving words: draft until somebody checked them, draft again when anything changes, never without 3.3."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from proviso.accounts.force_changes import NotTheirs
from proviso.accounts.models import Force, Officer, Role
from proviso.casework.values.value import ValueRefused
from proviso.notices import approving
from proviso.notices.approving import (
    Approval,
    ApprovalWithdrawn,
    CannotBeApproved,
    DraftOnly,
    NothingApproved,
    SaysSo,
    Stands,
    approve,
    require_usable,
    standings,
    withdraw,
    wording_status,
)
from proviso.notices.wording import NO_PROMISE, WordingRefused, wordings
from tests.accounts.people import NOW, add, add_wessmere

pytestmark = pytest.mark.django_db(databases="__all__")

CHECKED = Approval(checked_by="Mx Invented Llwyd", promises_nothing=SaysSo.YES)


@pytest.fixture
def owner() -> Officer:
    return add(add_wessmere(), "owner", Role.POLICY_OWNER)


def stands(force: Force, language: str) -> Stands:
    return wording_status(force, language).stands


def approved(owner: Officer, language: str = "cy") -> None:
    approve(owner.force, language, CHECKED, seen=wordings()[language].digest, by=owner, now=NOW)


def changed(monkeypatch: pytest.MonkeyPatch, language: str, **to: object) -> None:
    """Have one language's file be another than it is."""
    held = dict(wordings())
    held[language] = replace(held[language], **to)  # type: ignore[arg-type]
    monkeypatch.setattr(approving, "wordings", lambda: MappingProxyType(held))


def test_every_language_but_english_is_a_draft_at_first(owner: Officer) -> None:
    assert {one.stands for one in standings(owner.force)} == {Stands.SOURCE, Stands.DRAFT}
    assert [one.wording.language.code for one in standings(owner.force) if not one.is_draft] == ["en"]
    for one in standings(owner.force):
        require_usable(one, demonstration=True)
        if one.is_draft:
            with pytest.raises(DraftOnly, match=f"The words in {one.wording.language.name} are a draft"):
                require_usable(one, demonstration=False)


def test_what_was_checked_and_approved_can_be_given_and_says_by_whom(owner: Officer) -> None:
    approved(owner)
    one = wording_status(owner.force, "cy")
    assert (one.stands, one.is_draft) == (Stands.APPROVED, False)
    assert one.approval is not None
    assert (one.approval.checked_by, one.approval.approved_at) == ("Mx Invented Llwyd", NOW)
    require_usable(one, demonstration=False)
    assert stands(owner.force, "ar") is Stands.DRAFT


def test_a_change_of_the_words_makes_a_draft_of_them_again(owner: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    approved(owner)
    words = wordings()["cy"]
    changed(monkeypatch, "cy", sentences={**words.sentences, "why": "Pam?"})
    assert stands(owner.force, "cy") is Stands.CHANGED
    with pytest.raises(DraftOnly):
        require_usable(wording_status(owner.force, "cy"), demonstration=False)


def test_a_change_of_the_english_makes_a_stale_draft_that_cannot_be_approved(
    owner: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(owner)
    words = wordings()["cy"]
    changed(monkeypatch, "cy", english={**words.english, "why": "Why we do it"}, stale=("why",))
    assert stands(owner.force, "cy") is Stands.STALE
    assert wording_status(owner.force, "cy").is_draft
    with pytest.raises(CannotBeApproved, match="The English of 1 sentences changed"):
        approved(owner)


def test_words_without_the_sentence_of_3_3_cannot_be_approved_because_there_are_none(owner: Officer) -> None:
    words = wordings()["cy"]
    without = {key: text for key, text in words.sentences.items() if key != NO_PROMISE}
    with pytest.raises(WordingRefused, match=r"cannot|can be used or approved"):
        replace(words, sentences=without)
    with pytest.raises(ValueRefused, match="cannot be approved without that sentence"):
        Approval(checked_by="Mx Invented Llwyd", promises_nothing=SaysSo.NO)


def test_only_the_words_that_were_read_are_approved(owner: Officer) -> None:
    with pytest.raises(CannotBeApproved, match="The words changed since you opened this page"):
        approve(owner.force, "cy", CHECKED, seen="f" * 64, by=owner, now=NOW)
    with pytest.raises(CannotBeApproved, match="English is what the others translate"):
        approved(owner, "en")
    assert stands(owner.force, "cy") is Stands.DRAFT


def test_nobody_but_the_policy_owner_approves(owner: Officer) -> None:
    other = add(owner.unit, "other", Role.ADMINISTRATOR)
    with pytest.raises(NotTheirs):
        approve(owner.force, "cy", CHECKED, seen=wordings()["cy"].digest, by=other, now=NOW)


def test_what_was_approved_is_taken_back_and_is_a_draft_again(owner: Officer) -> None:
    wrong = ApprovalWithdrawn(why="The third sentence promises")
    with pytest.raises(NothingApproved, match="The words in Welsh are not approved, so there is nothing to withdraw"):
        withdraw(owner.force, "cy", wrong, by=owner, now=NOW)
    approved(owner)
    withdraw(owner.force, "cy", wrong, by=owner, now=NOW)
    assert stands(owner.force, "cy") is Stands.DRAFT
    with pytest.raises(DraftOnly):
        require_usable(wording_status(owner.force, "cy"), demonstration=False)
    approved(owner)
    with pytest.raises(NotTheirs):
        withdraw(owner.force, "cy", wrong, by=add(owner.unit, "other", Role.ADMINISTRATOR), now=NOW)
