"""What policy is asked: each fact from its question, for what it was about, and unknown until somebody says."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proviso.casework.history.case import Case
from proviso.casework.reading.case_facts import ForceSetting
from proviso.casework.values.allegation import Allegation, Investigation
from proviso.casework.values.considerations import Companion, InterpreterWas, Views, ViewsAre, Weighing
from proviso.casework.values.content import AdditionalInformation, BasicInformation, Include, Omission
from proviso.casework.values.decision import Decide, DelayEnded
from proviso.casework.values.local_answer import LocalAnswer
from proviso.casework.values.notification import ToldBefore
from proviso.casework.values.person import Knows, Person, Whereabouts
from proviso.casework.values.protection import Control, Protection, Referral, Support
from proviso.casework.values.reasons import LawfulBasis, Purposes
from proviso.casework.values.role import Start
from proviso.casework.values.suspicion import (
    BreachReviewed,
    ReviewOutcome,
    Source,
    SourceCorrected,
    StatusCheck,
    Suspicion,
)
from proviso.casework.values.timing import Department, RecipientChosen, Timing
from proviso.casework.values.value import Value
from proviso.policy.facts import check

from .every import (
    AFTER_THE_START,
    CONSENT,
    DISPUTED,
    ENDED,
    IN_PLACE,
    NEEDED,
    NEGATED,
    REVIEW_STANDS,
    TRIAL,
    UNSUSPECTED,
    WAITING,
)
from .examples import (
    ADDRESS,
    ALLEGATION,
    ANSWERS,
    BASIC,
    CONTROL,
    MEASURES_TOO,
    NOTHING_MORE,
    PERSON,
    PROTECTION,
    PURPOSES,
    RECIPIENT,
    REPLY,
    START,
    SUPPORT,
    SUSPICION,
    TIMING,
    TOLD_BEFORE,
    VIEWS,
    WEIGHING,
)
from .folding import facts, folded, onto, sharing
from .stories import routine

CONTENT = (ALLEGATION, PERSON, ADDRESS, SUSPICION, PURPOSES, BASIC)

FROM: Mapping[type[Value], str] = {
    Start: "role suspected shared",
    Allegation: "allegation_recorded domestic_abuse sexual_offence modern_slavery",
    Person: "child",
    Protection: "protection_considered immediate_protection",
    Control: "status_used_as_control",
    Support: "support_offered slavery_referral_considered",
    Suspicion: "certainty arose_from status_check_was breach_reviewed",
    Purposes: "purpose_recorded",
    LawfulBasis: "lawful_basis_recorded",
    BasicInformation: "basic_information omission_explained",
    AdditionalInformation: "additional_proposed",
    Views: "views views_oppose views_weighed views_impracticable_explained",
    Weighing: "gravity_weighed home_office_information_weighed protection_weighed",
    Timing: "timing_weighed delay_reason delay_still_applies",
    RecipientChosen: "recipient recipient_explained",
}
"""Which facts rest on which question, and on nothing else."""


def cases() -> st.SearchStrategy[Case]:
    """Cases of answers in any order, sensible or not."""
    step = st.sampled_from([*AFTER_THE_START, "share"])
    start = st.sampled_from([START, UNSUSPECTED])

    def build(given: tuple[Start, list[object]]) -> Case:
        case = folded(start=given[0])
        for one in given[1]:
            case = onto(case, (one if isinstance(one, Value) else sharing(case, *Decide),))
        return case

    return st.tuples(start, st.lists(step, max_size=25)).map(build)


@settings(max_examples=300)
@given(cases())
def test_policy_accepts_the_facts_of_any_case(case: Case) -> None:
    known = facts(case)
    assert check(known) == known


@given(cases())
def test_what_nobody_was_asked_is_unknown_and_never_false(case: Case) -> None:
    known = facts(case, ForceSetting("england_wales", None))
    for question, names in FROM.items():
        outside = question is RecipientChosen and any(one.is_outside for one in case.disclosures)
        if question not in case.answers and not outside:
            assert not known.keys() & set(names.split()), question
    if not case.disclosures and not case.answers[Start].value.already_shared:  # type: ignore[attr-defined]
        assert not {name for name in known if name.startswith(("informed_after", "recorded"))}
    assert "equality_assessment_current" not in known


def gives(expected: dict[str, Any], *values: Value, start: Start = START) -> None:
    """Assert that these answers give these facts; None is for unknown."""
    known = facts(folded(*values, start=start))
    assert {name: known.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (ALLEGATION, {"allegation_recorded": True, "domestic_abuse": False}),
        (replace(ALLEGATION, stands=Investigation.ENDED), {"allegation_recorded": True}),
        (replace(ALLEGATION, stands=Investigation.LOOKED_INTO), {"allegation_recorded": True}),
        (replace(ALLEGATION, stands=Investigation.NOBODY), {"allegation_recorded": False}),
        (replace(ALLEGATION, stands=Investigation.NOT_RECORDED), {"allegation_recorded": None}),
        (PERSON, {"child": False}),
        (DISPUTED, {"child": True}),
        (CONTROL, {"status_used_as_control": False}),
        (replace(CONTROL, used=Knows.NOT_KNOWN), {"status_used_as_control": None}),
        (replace(CONTROL, used=Knows.YES, how="He keeps her papers"), {"status_used_as_control": True}),
        (SUPPORT, {"support_offered": True, "slavery_referral_considered": True}),
        (replace(SUPPORT, support=Referral.NOT_OFFERED), {"support_offered": False}),
        (replace(SUPPORT, support=Referral.NOT_APPLICABLE), {"support_offered": None}),
        (replace(SUPPORT, slavery=Referral.NOT_OFFERED), {"slavery_referral_considered": False}),
        (RECIPIENT, {"recipient": "nccu", "recipient_explained": None}),
        (
            RecipientChosen(department=Department.VISAS, why="They hold the claim"),
            {"recipient": "other_home_office", "recipient_explained": True},
        ),
        (NEEDED, {"protection_considered": True, "immediate_protection": "needed"}),
        (SUSPICION, {"certainty": "suspicion", "status_check_was": None, "breach_reviewed": None}),
    ],
)
def test_an_answer_gives_its_facts(answer: Value, expected: dict[str, Any]) -> None:
    gives(expected, answer)


def test_a_review_lets_the_suspicion_stand_only_as_it_was_when_it_was_reviewed() -> None:
    gives({"arose_from": "status_check", "status_check_was": "routine", "breach_reviewed": False}, routine())
    gives({"breach_reviewed": True}, routine(), REVIEW_STANDS)
    not_so = BreachReviewed(outcome=ReviewOutcome.DOES_NOT_STAND, grounds="Nothing else was found")
    gives({"breach_reviewed": False}, routine(), REVIEW_STANDS, not_so)
    again = replace(routine(), facts="Other facts were found")
    gives({"breach_reviewed": False}, routine(), REVIEW_STANDS, again)
    gives({"breach_reviewed": True}, routine(), REVIEW_STANDS, again, REVIEW_STANDS)


@pytest.mark.parametrize("source", Source)
def test_a_source_can_be_corrected_to_any_other(source: Source) -> None:
    was = StatusCheck.CASE_SPECIFIC if source is Source.STATUS_CHECK else None
    correction = SourceCorrected(arose_from=source, status_check_was=was, reason="The log of the search")
    for before in (SUSPICION, replace(routine(), arose_from=Source.OTHER, status_check_was=None,
                                      arose_otherwise="From a neighbour’s letter")):  # fmt: skip
        case = folded(before, correction)
        suspicion = case.latest(Suspicion)
        assert suspicion is not None
        assert suspicion.facts == before.facts
        assert facts(case)["arose_from"] == source
        assert facts(case).get("status_check_was") == was
    assert folded(correction).latest(Suspicion) is None


def test_basic_information_is_what_there_is_to_share() -> None:
    left_out = replace(BASIC, address=Include.LEAVE_OUT, address_omitted=Omission.RISK)
    gives({"basic_information": "all", "omission_explained": None}, *CONTENT)
    gives({"basic_information": "some", "omission_explained": True}, *CONTENT, left_out)
    gone = replace(ADDRESS, whereabouts=Whereabouts.NOT_KNOWN, address=None)
    gives({"basic_information": "some", "omission_explained": False}, *CONTENT, gone)
    gives({"basic_information": "some", "omission_explained": True}, *CONTENT, gone, left_out)
    gives({"basic_information": "none", "omission_explained": None}, BASIC)


def test_what_was_not_known_and_is_has_no_reason_to_be_left_out() -> None:
    unborn = replace(PERSON, date_of_birth=None)
    unknown = replace(BASIC, date_of_birth=Include.LEAVE_OUT, date_of_birth_omitted=Omission.NOT_KNOWN)
    gives({"basic_information": "some", "omission_explained": True}, *CONTENT, unborn, unknown)
    gives({"basic_information": "some", "omission_explained": False}, *CONTENT, unborn, unknown, PERSON)
    not_needed = replace(unknown, date_of_birth_omitted=Omission.NOT_NEEDED)
    gives({"basic_information": "some", "omission_explained": True}, *CONTENT, unborn, not_needed, PERSON)
    gives({"basic_information": "all", "omission_explained": None}, *CONTENT, unborn, unknown, PERSON, BASIC)


def test_views_and_weighings_count_only_for_the_items_named() -> None:
    weighed = {"views": "given", "views_oppose": True, "views_weighed": True, "gravity_weighed": True}
    unknown = dict.fromkeys(weighed)
    gives(weighed, MEASURES_TOO, VIEWS, WEIGHING)
    gives({**unknown, "additional_proposed": False}, MEASURES_TOO, VIEWS, WEIGHING, NOTHING_MORE)
    gives(unknown, MEASURES_TOO, VIEWS, WEIGHING, replace(MEASURES_TOO, measures="Two markers"))
    gives(weighed, MEASURES_TOO, VIEWS, WEIGHING, replace(MEASURES_TOO, measures="Two markers"), MEASURES_TOO)
    gives(weighed, MEASURES_TOO, VIEWS, WEIGHING, replace(MEASURES_TOO, measures_needed="To warn them"))
    gives(unknown, VIEWS, WEIGHING)


@pytest.mark.parametrize(
    ("views", "expected"),
    [
        (Views(views=ViewsAre.NOT_SOUGHT), {"views": "not_sought", "views_weighed": None}),
        (replace(VIEWS, interpreter=InterpreterWas.ABSENT), {"views": "not_sought", "views_oppose": None}),
        (replace(VIEWS, companion=Companion.ABSENT), {"views": "not_sought", "views_oppose": None}),
        (replace(VIEWS, route_safe=False), {"views": "not_sought", "views_oppose": None}),
        (replace(VIEWS, weighed=None), {"views": "given", "views_oppose": True, "views_weighed": False}),
        (replace(VIEWS, oppose=False), {"views": "given", "views_oppose": False, "views_weighed": True}),
        (
            Views(views=ViewsAre.IMPRACTICABLE, why_impracticable="She is unconscious"),
            {"views": "impracticable", "views_impracticable_explained": True, "views_weighed": None},
        ),
    ],
)
def test_views_are_those_that_were_understood(views: Views, expected: dict[str, Any]) -> None:
    gives(expected, MEASURES_TOO, views)


def test_the_views_of_a_child_count_with_somebody_suitable_beside_them() -> None:
    gives({"views": "not_sought"}, DISPUTED, MEASURES_TOO, VIEWS)
    gives({"views": "given"}, DISPUTED, MEASURES_TOO, replace(VIEWS, companion=Companion.PRESENT))


def test_a_reply_makes_home_office_information_unknown_until_it_is_weighed_again() -> None:
    weighed = {"gravity_weighed": True, "home_office_information_weighed": True, "protection_weighed": True}
    gives(weighed, MEASURES_TOO, WEIGHING)
    gives({**weighed, "home_office_information_weighed": None}, MEASURES_TOO, WEIGHING, REPLY)
    gives(weighed, MEASURES_TOO, WEIGHING, REPLY, WEIGHING)


def test_a_delay_ends_when_somebody_says_so_or_protection_is_in_place_and_not_before() -> None:
    applies = {"delay_reason": "immediate_protection", "delay_still_applies": True}
    gives(applies, NEEDED, WAITING)
    gives({**applies, "delay_still_applies": False}, NEEDED, WAITING, IN_PLACE)
    gives({**applies, "delay_still_applies": False}, NEEDED, WAITING, PROTECTION)
    gives(applies, NEEDED, WAITING, IN_PLACE, NEEDED)
    gives({"delay_still_applies": False}, WAITING, DelayEnded(what_happened="She is safe"))
    gives({"delay_still_applies": True}, WAITING, DelayEnded(what_happened="She is safe"), WAITING)
    gives({"delay_reason": "none", "delay_still_applies": None, "timing_weighed": True}, WAITING, TIMING)
    gives({"delay_reason": "other", "delay_still_applies": True}, NEEDED, TRIAL, IN_PLACE)


def test_the_suspicion_comes_and_goes() -> None:
    gives({"suspected": True}, SUSPICION)
    gives({"suspected": False}, SUSPICION, ENDED)
    gives({"suspected": False}, SUSPICION, NEGATED)
    gives({"suspected": True}, SUSPICION, ENDED, SUSPICION)
    gives({"suspected": True}, SUSPICION, start=UNSUSPECTED)


def test_an_answer_to_a_local_question_goes_only_where_its_parent_stands() -> None:
    given = CONSENT
    withdrawn = LocalAnswer(fact="consent", answer="withdrawn", reason="She rang the desk")
    informed = LocalAnswer(fact="consent_informed", answer="yes", reason="An adviser was there")
    gives({"consent": "given", "consent_informed": True}, given, informed)
    gives({"consent": "withdrawn", "consent_informed": None}, given, informed, withdrawn)
    gives({"consent_informed": None}, informed)
    gives({"consent": "given", "consent_informed": None}, informed, given)
    gives({"consent": "given", "consent_informed": None}, given, informed, withdrawn, given)
    gives(
        {"senior_authorised": False}, LocalAnswer(fact="senior_authorised", answer="no", reason="Not yet agreed upon")
    )


def test_telling_counts_only_for_what_was_told() -> None:
    answers = tuple(one for one in ANSWERS if not isinstance(one, ToldBefore))
    told = (*answers, TOLD_BEFORE)
    gives({"informed_before": "yes"}, *told)
    for change in (
        replace(PERSON, name="Imaginary Adeyemi"),
        replace(PURPOSES, confirm_or_negate="For yet another reason"),
        RecipientChosen(department=Department.BORDER_FORCE, why="They stopped her"),
        MEASURES_TOO,
    ):
        gives({"informed_before": None}, *told, change)
        gives({"informed_before": "yes"}, *told, change, TOLD_BEFORE)
    gives({"informed_before": "yes"}, *told, replace(PERSON, name="Imaginary Adeyemi"), PERSON)
