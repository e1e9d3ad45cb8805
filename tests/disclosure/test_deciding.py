"""Deciding with the package: made from what was shown, kept with the decision or not at all, no other words in it."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from proviso.accounts.models import Role
from proviso.casework.acts.decide import PolicyStandsInTheWay, withdraw_decision
from proviso.casework.reading.content_words import content_rows, named, purpose_rows, said
from proviso.casework.reading.proposal import proposal_of
from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.content import Include, Omission
from proviso.casework.values.decision import Decide, Decision, DecisionWithdrawn, SharingDecided
from proviso.casework.values.person import Address
from proviso.casework.values.reasons import LawfulBasis, Power
from proviso.casework.values.value import Value, asked_fields, to_json
from proviso.casework.writing import commit
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import MovedOn
from proviso.casework.writing.permissions import Actor, NotAllowed
from proviso.disclosure.decide_package import PackageCannotBeShown, decide_with_package, preview
from proviso.disclosure.models import KeptPackage
from proviso.disclosure.stored_packages import stored_package
from proviso.record.models import Entry

from ..casework.examples import (
    ADDRESS,
    ALLEGATION,
    ANSWERS,
    BASIC,
    CONTROL,
    MEASURES_TOO,
    PERSON,
    PROTECTION,
    PURPOSES,
    REACH,
    RECIPIENT,
    SUPPORT,
    SUSPICION,
    TIMING,
    TOLD_BEFORE,
    VIEWS,
    WEIGHING,
    answer,
    begun,
    ready,
)
from .packages import body, everything, squeezed

pytestmark = pytest.mark.django_db(databases="__all__")

MakeWho = Callable[..., Actor]
SHARE = Decision(decide=(Decide.SHARE_BASIC,), reason="All is in place")
BOTH = Decision(decide=(Decide.SHARE_BASIC, Decide.SHARE_ADDITIONAL), reason="All is in place")


def with_more(who: Actor) -> OpenCase:
    """A case on which additional information is proposed, and everything that it takes is recorded."""
    told, *before = reversed(ANSWERS)
    return answer(begun(who), (*reversed(before), MEASURES_TOO, VIEWS, WEIGHING, told))


def package_on(opened: OpenCase) -> str:
    decision = opened.case.decision
    assert decision is not None
    assert isinstance(decision.value, SharingDecided)
    assert decision.value.package is not None
    return decision.value.package


def test_the_decision_holds_the_digest_of_what_is_kept_with_it(who: MakeWho) -> None:
    opened = ready(who())
    then = decide_with_package(opened, SHARE, seen=opened.case.seq)
    held = json.loads(stored_package(then, package_on(then)).data)

    assert held["reference"] == f"{then.case.reference}/{then.case.seq}"
    assert held["force"] == "Wessmere Police"
    assert {code: one["words"] for code, one in held["basic"].items()} == {
        one.field.value: said(one) for one in proposal_of(opened.case).basic
    }
    assert held["additional"] == {}
    assert held["recipient"]["department"] == "nccu"
    assert list(KeptPackage.objects.values_list("digest", "case", "force")) == [
        (package_on(then), then.case.reference, "wessmere")
    ]


@pytest.mark.parametrize(
    ("decision", "basic", "additional"),
    [
        (SHARE, 5, 0),
        (BOTH, 5, 1),
        (Decision(decide=(Decide.SHARE_ADDITIONAL,), reason="Only that is needed"), 0, 1),
    ],
)
def test_only_what_is_decided_is_in_it(who: MakeWho, decision: Decision, basic: int, additional: int) -> None:
    opened = with_more(who())
    then = decide_with_package(opened, decision, seen=opened.case.seq)
    held = json.loads(stored_package(then, package_on(then)).data)

    assert (len(held["basic"]), len(held["additional"])) == (basic, additional)
    assert len(held["left_out"]) == 5 - basic
    decided = then.case.decision.value.content if then.case.decision else ()  # type: ignore[attr-defined]
    assert {code: one["words"] for code, one in (held["basic"] | held["additional"]).items()} == {
        one.field.value: said(one) for one in decided
    }


@pytest.mark.parametrize("decision", [Decision(decide=(Decide.NOT_SHARE,), reason="Not today but later")])
def test_what_shares_nothing_keeps_nothing(who: MakeWho, decision: Decision) -> None:
    opened = ready(who())
    decide_with_package(opened, decision, seen=opened.case.seq)

    assert not KeptPackage.objects.exists()


def test_two_decisions_keep_a_package_each(who: MakeWho) -> None:
    opened = ready(who())
    first = decide_with_package(opened, SHARE, seen=opened.case.seq)
    back = withdraw_decision(first, DecisionWithdrawn(reason="To look again"), seen=first.case.seq)
    second = decide_with_package(back, SHARE, seen=back.case.seq)

    assert package_on(first) != package_on(second)
    assert stored_package(second, package_on(first)).document != stored_package(second, package_on(second)).document


def nothing_was_written(opened: OpenCase) -> None:
    assert not KeptPackage.objects.exists()
    assert Entry.objects.filter(case=opened.case.reference, seq__isnull=False).count() == opened.case.seq


def test_what_policy_refuses_keeps_no_package(who: MakeWho) -> None:
    opened = answer(begun(who()), (ALLEGATION, PERSON, ADDRESS, REACH, PROTECTION))
    with pytest.raises(PolicyStandsInTheWay):
        decide_with_package(opened, SHARE, seen=opened.case.seq)

    nothing_was_written(opened)


def test_who_may_not_decide_keeps_no_package(who: MakeWho) -> None:
    opened = ready(who())
    other = replace(opened, actor=replace(opened.actor, role=Role.DISCLOSURE_DESK))
    with pytest.raises(NotAllowed):
        decide_with_package(other, SHARE, seen=opened.case.seq)

    nothing_was_written(opened)


@pytest.mark.parametrize("off", [-1, 1])
def test_a_page_that_showed_another_moment_decides_nothing(who: MakeWho, off: int) -> None:
    opened = ready(who())
    with pytest.raises(MovedOn):
        decide_with_package(opened, SHARE, seen=opened.case.seq + off)

    nothing_was_written(opened)


def test_what_came_while_the_package_was_made_stops_the_decision(who: MakeWho) -> None:
    opened = ready(who())
    later = answer(opened, (replace(PERSON, name="Imaginary Adeyemi"),))
    with pytest.raises(MovedOn):
        decide_with_package(opened, SHARE, seen=opened.case.seq)

    nothing_was_written(later)


def test_a_package_that_cannot_be_kept_undoes_the_decision(who: MakeWho, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise OSError("the disk is full")

    opened = ready(who())
    monkeypatch.setattr(KeptPackage.objects, "create", full)
    with pytest.raises(OSError, match="full"):
        decide_with_package(opened, SHARE, seen=opened.case.seq)

    nothing_was_written(opened)


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        (replace(PERSON, name_written="𠮷"), "Name"),
        (replace(ADDRESS, address="1 Invented \u202eRow"), "Address or location"),
        (replace(PURPOSES, confirm_or_negate="To see whether \U0001f600"), "What for"),
    ],
)
def test_what_was_typed_before_it_was_checked_and_cannot_be_printed_is_said(
    who: MakeWho, changed: Value, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commit, "reject_unprintable", lambda _value: None)
    opened = answer(ready(who()), (changed, TOLD_BEFORE))
    with pytest.raises(PackageCannotBeShown) as stopped:
        decide_with_package(opened, SHARE, seen=opened.case.seq)
    with pytest.raises(PackageCannotBeShown) as shown:
        preview(opened)

    assert str(stopped.value) == str(shown.value)
    assert str(stopped.value).startswith(f"What would be sent cannot be printed. {where}: ")
    assert "U+" in str(stopped.value)
    nothing_was_written(opened)


def test_a_preview_has_all_that_is_proposed_and_is_not_kept(who: MakeWho) -> None:
    opened = with_more(who())
    words = squeezed(everything(preview(opened)).decode(errors="replace"))

    for label, held in content_rows(proposal_of(opened.case).content):
        assert squeezed(label) in words
        assert squeezed(held) in words
    nothing_was_written(opened)


CANARIES = iter(range(1000, 10_000))


def canaried(value: Value) -> Any:
    """The value with a word that nothing else holds in each of its texts, among words enough for a reason."""
    texts = {
        name: f"Kanarie {next(CANARIES)} sings here"
        for name, _asked, kind in asked_fields(type(value))
        if kind is str and getattr(value, name) is not None
    }
    return replace(value, **texts)


def test_no_value_that_was_not_approved_is_in_either_rendering(who: MakeWho) -> None:
    """Every text of the case is looked for in the bytes, the unpacked streams, the words, the metadata and the tags."""
    left_out = replace(
        BASIC,
        date_of_birth=Include.LEAVE_OUT,
        date_of_birth_omitted=Omission.NOT_NEEDED,
        address=Include.LEAVE_OUT,
        address_omitted=Omission.CONFIDENTIAL,
    )
    purposes = replace(PURPOSES, for_the_file="What her employer has done")
    basis = LawfulBasis(power=Power.OTHER, other_power="Another Act", why="It is for what she reported")
    answered = (ADDRESS, REACH, PROTECTION, CONTROL, SUPPORT, SUSPICION, purposes, basis)
    given = [replace(PERSON, date_of_birth=BirthDate(1937, 8, 9)), *answered, left_out, MEASURES_TOO, VIEWS, WEIGHING]
    told = [canaried(one) for one in (ALLEGATION, *given, TIMING, RECIPIENT, TOLD_BEFORE)]
    opened = answer(begun(who()), told)
    then = decide_with_package(opened, canaried(SHARE), seen=opened.case.seq)
    data, document = stored_package(then, package_on(then))
    proposal = proposal_of(opened.case)
    rows = (*content_rows(proposal.basic), *purpose_rows(proposal.purposes))
    approved = [*(words for _, words in rows), named(proposal.power, proposal.other_power)]
    held = b"\n".join((data, everything(document)))
    typed = [one for value in told for one in to_json(value).values() if isinstance(one, str)]
    texts = {found[0] for one in typed if (found := re.search(r"Kanarie \d+", one))}

    assert len(texts) > 15
    assert any(isinstance(one, Address) for one in told)
    for one in texts:
        assert (one.encode() in held) is any(one in words for words in approved), one
        assert one.encode("utf-16-be") not in held or any(one in words for words in approved)
    for day in (rb"1937", rb"9 August", rb"1937-08-09"):  # and not merely among the figures of an offset or a digest
        assert not re.search(rb"(?<![0-9a-fA-F])" + day + rb"(?![0-9a-fA-F])", held)
    assert "Kanarie" in body(document, reference=json.loads(data)["reference"])
