"""Cases that were recorded when entries held labels: read as they were, and what the person was told still counts."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from proviso.casework.history import old_labels
from proviso.casework.history.case import Case, Receiver
from proviso.casework.history.kinds import value_of
from proviso.casework.reading.accuracy import found_wrong_in
from proviso.casework.reading.content_words import content_rows, named, purpose_rows, receiver_words
from proviso.casework.reading.exchanges import exchanges_of
from proviso.casework.reading.log_words import with_whom
from proviso.casework.reading.proposal import proposal_of
from proviso.casework.row_codes import What
from proviso.casework.values.content import Additional, BasicField
from proviso.casework.values.correction import Wrong
from proviso.casework.values.decision import Decide, SharingDecided
from proviso.casework.values.reasons import Power, Purpose, Purposes
from proviso.casework.values.shared_content import AdditionalContent, BasicContent, StatedPurpose
from proviso.casework.values.timing import Department

from .duties import RULES
from .examples import CALL_ENDED, CALL_STARTED, MEASURES_TOO, PERSON, PURPOSES, TOLD_BEFORE, VIEWS, changed
from .folding import entry, facts, onto, sharing
from .recorded import STORIES, folded_again, recorded, standing

SHARED = (CALL_STARTED, CALL_ENDED)


def decision_of(case: Case) -> SharingDecided:
    """The latest decision to share of a case."""
    decided = case.latest(SharingDecided)
    assert decided is not None
    return decided


def decided(**held: Any) -> SharingDecided:
    """A decision to share as version 1 kept it."""
    body = {"version": 1, "value": {"reason": "All is in place", "digest": "d" * 64, **held}}
    value = value_of(changed(entry(SharingDecided(reason="All is in place"), 2), body=body))
    assert isinstance(value, SharingDecided)
    return value


@pytest.mark.parametrize("story", STORIES)
def test_a_case_recorded_before_is_read_as_it_was(story: str) -> None:
    then = recorded(story)
    now = standing(folded_again(story), RULES)
    now["due"] = [one for one in now["due"] if one[1] not in {What.SECOND_LOOK, What.LOOK_BEFORE}]  # nobody looked then
    assert now == {name: then[name] for name in then if name != "entries"}


@pytest.mark.parametrize("story", ["decided", "decided_on_more"])
def test_what_was_decided_before_is_what_would_be_decided_now(story: str) -> None:
    case = folded_again(story)
    kept, now = decision_of(case), proposal_of(case).limited_to(decision_of(case).acts)
    assert (kept.content, kept.purposes, kept.recipient) == (now.content, now.purposes, now.recipient)
    assert (kept.power, kept.other_power) == (now.power, now.other_power)
    assert proposal_of(case).is_known_by(kept.digest)
    assert not proposal_of(onto(case, [replace(PERSON, name="Imaginary Oduyay")])).is_known_by(kept.digest)


def test_an_entry_of_labels_says_the_same_in_words_and_keeps_them_as_evidence() -> None:
    kept = decision_of(folded_again("decided_on_more"))
    body = next(one["body"]["value"] for one in recorded("decided_on_more")["entries"][::-1])
    assert [list(row) for row in content_rows(kept.content)] == body["content"]
    assert [list(row) for row in purpose_rows(kept.purposes)] == body["purposes"]
    assert named(kept.recipient, kept.other_recipient) == body["recipient"]
    assert named(kept.power, kept.other_power) == body["power"]
    assert kept.shown == {name: body[name] for name in ("content", "purposes", "recipient", "power")}


def test_what_was_told_before_counts_until_what_is_proposed_changes() -> None:
    case = folded_again("ready")
    assert facts(case)["informed_before"] == "yes"
    for change in (replace(PERSON, name="Imaginary Oduyay"), PURPOSES, replace(MEASURES_TOO, measures="An alarm")):
        assert "informed_before" not in facts(onto(case, [change]))


def test_views_and_weighing_of_before_count_for_the_items_that_they_were_about() -> None:
    case = folded_again("ready")
    assert (facts(case)["views"], facts(case)["gravity_weighed"]) == ("given", True)
    changed = onto(case, [replace(MEASURES_TOO, measures="An alarm")])
    assert not {"views", "gravity_weighed"} & facts(changed).keys()
    assert facts(onto(changed, [VIEWS]))["views"] == "given"
    assert facts(onto(changed, [MEASURES_TOO]))["views"] == "given", "it is about these items again"


def test_who_was_told_before_and_decided_now_was_told_of_what_was_shared() -> None:
    case = folded_again("ready")
    both = sharing(case, Decide.SHARE_BASIC, Decide.SHARE_ADDITIONAL)
    assert facts(onto(case, (both, *SHARED)))["informed_before"] == "yes"
    moved = onto(case, [replace(PERSON, name="Imaginary Oduyay")])
    assert "informed_before" not in facts(onto(moved, (sharing(moved), *SHARED)))


def test_who_is_told_now_of_what_was_decided_before_was_told_of_what_was_shared() -> None:
    case = onto(folded_again("decided"), [TOLD_BEFORE])
    assert facts(case)["informed_before"] == "yes"
    assert facts(onto(case, SHARED))["informed_before"] == "yes"
    other = Purposes(purposes=(Purpose.ADVICE,), advice="What to do")
    told_of_other = onto(folded_again("decided"), (other, TOLD_BEFORE, *SHARED))
    assert "informed_before" not in facts(told_of_other)


def test_a_choice_that_came_after_the_labels_makes_no_digest_of_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    case = folded_again("decided")
    monkeypatch.setattr(old_labels, "DEPARTMENTS", {})
    assert not proposal_of(case).is_known_by(decision_of(case).digest)


def test_what_was_shared_before_can_be_found_wrong_and_is_known_again() -> None:
    case = folded_again("found_wrong")
    (disclosure,) = case.disclosures
    assert {part for part in Wrong if disclosure.has(part)} == {*Wrong} - {Wrong.ADDITIONAL}
    assert found_wrong_in(case, proposal_of(case).content) == (BasicField.NAME, BasicField.CRIME_TYPE)


def test_fields_and_purposes_that_nobody_knows_any_more_stay_readable() -> None:
    kept = decided(content=[["Name", "Imaginary Oduya"], ["Former label", "It"]], purposes=[["For advice", "Which"]])
    assert kept.basic == (BasicContent(BasicField.NAME, "Imaginary Oduya"),)
    assert kept.additional == (AdditionalContent(Additional.OTHER, "Former label: It"),)
    assert kept.purposes == (StatedPurpose(Purpose.OTHER, "For advice: Which"),)


@pytest.mark.parametrize(
    ("kept_then", "read_now"),
    [
        ("", (None, None)),
        ("Common law, in the public interest (4.2)", (Power.COMMON_LAW, None)),
        ("An invented Act", (Power.OTHER, "An invented Act")),
    ],
)
def test_a_power_was_kept_in_words(kept_then: str, read_now: tuple[Power | None, str | None]) -> None:
    kept = decided(power=kept_then)
    assert (kept.power, kept.other_power) == read_now


def test_a_department_that_nobody_knows_any_more_is_a_receiver_of_its_own() -> None:
    case = onto(folded_again("decided"), [decided(recipient="A former department"), CALL_STARTED])
    assert with_whom(case, CALL_ENDED) == "A former department, Operator 12"
    (disclosure,) = onto(case, [CALL_ENDED]).disclosures
    assert (disclosure.recipient, disclosure.other_recipient) == (None, "A former department")
    assert disclosure.receiver == Receiver(None, "A former department, Operator 12")
    assert receiver_words(disclosure.receiver) == "A former department, Operator 12"
    assert receiver_words(None) == "", "nobody recorded who received it"
    assert exchanges_of(onto(case, [CALL_ENDED]))[-1].department == ""


@pytest.mark.parametrize(
    ("label", "words", "read_now"),
    [
        ("Date of birth", "1 February 1991", BasicContent(BasicField.DATE_OF_BIRTH, codes=("1991-02-01",))),
        ("Date of birth", "31 February 1991", BasicContent(BasicField.DATE_OF_BIRTH, "31 February 1991")),
        ("Date of birth", "in 1991", BasicContent(BasicField.DATE_OF_BIRTH, "in 1991")),
        ("Type of crime", "Robbery; Violence", BasicContent(BasicField.CRIME_TYPE, codes=("robbery", "violence"))),
        (
            "Type of crime",
            "Theft or fraud; Poaching; of eggs",
            BasicContent(BasicField.CRIME_TYPE, "Poaching; of eggs", ("theft", "other")),
        ),
        ("Type of crime", "Poaching; Violence; Eggs", BasicContent(BasicField.CRIME_TYPE, "Poaching; Violence; Eggs")),
        (
            "That they are suspected of being an immigration offender",
            "A doubt, not a suspicion: not clear which",
            BasicContent(BasicField.SUSPICION, codes=("doubt", "not_clear")),
        ),
        (
            "That they are suspected of being an immigration offender",
            "Suspected of something",
            BasicContent(BasicField.SUSPICION, "Suspected of something"),
        ),
    ],
)
def test_what_was_chosen_is_read_back_from_its_words_or_stays_as_they_were(
    label: str, words: str, read_now: BasicContent
) -> None:
    kept = decided(content=[[label, words]])
    assert kept.content == (read_now,)
    assert content_rows(kept.content)[0][1] == words


def test_nobody_was_told_of_what_was_shared_without_a_decision() -> None:
    case = folded_again("decided")
    assert decision_of(case).digest.startswith(old_labels.FORM)
    assert not old_labels.is_over_labels(None)
    assert not proposal_of(case).is_known_by(None)


def test_the_golden_bodies_of_labels_are_read_as_codes() -> None:
    golden = json.loads((Path(__file__).parent / "golden" / "sharing_decided-1.json").read_text())
    kept = value_of(replace(entry(SharingDecided(reason="All is in place"), 2), body=golden))
    assert isinstance(kept, SharingDecided)
    assert [one.field for one in kept.content] == [BasicField.NAME, Additional.MEASURES]
    assert (kept.recipient, kept.power) == (Department.NCCU, Power.COMMON_LAW)
