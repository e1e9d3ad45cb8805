"""Each norm's finding: when it arises, when it is met, outstanding or breached, and what a person then reads."""

from datetime import date

import pytest

from proviso.policy.assess import Finding, assess_given
from proviso.policy.library import policy_in_force
from proviso.policy.norms import Act, Effect, Status
from tests.policy.cases import NATIONAL, ON, OPEN, Case, with_, without

UNSHARED = with_(("shared", False))


def found(paragraph: str, case: Case, local: tuple[str, ...] = ()) -> Finding:
    """The finding of a paragraph in a case."""
    answer = assess_given(policy_in_force(ON, local), case, ON)
    return next(each for each in answer.findings if each.paragraph == paragraph)


ADVICE: dict[str, tuple[Effect, tuple[tuple[str, bool | str], ...], str]] = {
    "3.2": (Effect.ADVICE, (), "domestic_abuse"),
    "3.3": (Effect.ADVICE, (), "suspected"),
    "5.3.3": (Effect.ADVICE, (), "suspected"),
    "5.4.5": (Effect.PERMISSION, (("status_used_as_control", True),), "status_used_as_control"),
    "6.2": (Effect.PERMISSION, (), "suspected"),
}


@pytest.mark.parametrize("paragraph", ADVICE)
def test_advice_arises_only_where_it_is_in_point(paragraph: str) -> None:
    effect, point, fact = ADVICE[paragraph]
    finding = found(paragraph, with_(*point))
    assert (finding.status, finding.effect, fact in finding.because) == (Status.MET, effect, True)
    away = found(paragraph, with_(*point, (fact, False)))
    assert (away.status, away.because) == (Status.NOT_APPLICABLE, (fact,))
    unknown = found(paragraph, without(OPEN, fact))
    assert (unknown.status, unknown.needs) == (Status.UNKNOWN, (fact,))


FIRST: dict[str, tuple[str, bool | str]] = {
    "5.1.1": ("allegation_recorded", False),
    "5.1.2": ("protection_considered", False),
    "6.3.1": ("views", "not_sought"),
    "6.3.2": ("gravity_weighed", False),
    "6.3.3": ("home_office_information_weighed", False),
    "6.3.4": ("protection_weighed", False),
    "7.1": ("timing_weighed", False),
    "9.1.1": ("informed_before", "no"),
}


@pytest.mark.parametrize("paragraph", FIRST)
def test_what_had_to_come_first_is_breached(paragraph: str) -> None:
    fact, lacking = FIRST[paragraph]
    assert found(paragraph, OPEN).status is Status.MET
    late = found(paragraph, with_((fact, lacking)))
    assert (late.status, late.because) == (Status.BREACHED, tuple(sorted((fact, "shared"))))
    assert late.says.endswith("That had to come before sharing, and something has been shared.")
    early = found(paragraph, with_((fact, lacking), start=UNSHARED))
    assert (early.status, early.because) == (Status.OUTSTANDING, (fact,))
    unknown = found(paragraph, without(OPEN, fact))
    assert unknown.status is Status.UNKNOWN
    assert fact in unknown.needs


def test_another_recipient_without_a_reason_is_breached_once_shared() -> None:
    elsewhere = (("recipient", "other_home_office"), ("recipient_explained", False))
    assert found("8.1", with_(*elsewhere, start=UNSHARED)).status is Status.OUTSTANDING
    assert found("8.1", with_(*elsewhere)).status is Status.BREACHED


def test_a_routine_check_stays_a_breach_reviewed_or_not() -> None:
    routine = (("arose_from", "status_check"), ("status_check_was", "routine"))
    for reviewed in (True, False):
        finding = found("5.2", with_(*routine, ("breach_reviewed", reviewed)))
        assert (finding.status, finding.because) == (Status.BREACHED, ("arose_from", "status_check_was"))
        assert "came from a routine check" in finding.says
        assert "did not come" not in finding.says
        assert ("A supervisor has reviewed it" in finding.says) is reviewed
    assert found("5.2", with_(*routine, ("role", "neither"))).status is Status.BREACHED
    assert found("5.2", with_(*routine, ("suspected", False))).status is Status.NOT_APPLICABLE


POSTPONED: tuple[tuple[str, bool | str], ...] = (("delay_reason", "other"), ("delay_still_applies", True))
AGAINST: tuple[tuple[str, bool | str], ...] = (("not_sharing_decided", True),)
UNREVIEWED: tuple[tuple[str, bool | str], ...] = (
    ("arose_from", "status_check"), ("status_check_was", "routine"), ("breach_reviewed", False),
)  # fmt: skip
LIFTED: list[tuple[tuple[tuple[str, bool | str], ...], tuple[str, ...], tuple[str, ...], bool]] = [
    ((("delay_reason", "other"), ("delay_still_applies", True)), (), ("delay_reason", "delay_still_applies"), False),
    ((("not_sharing_decided", True),), (), ("not_sharing_decided",), True),
    (
        (("arose_from", "status_check"), ("status_check_was", "routine"), ("breach_reviewed", False)),
        (),
        ("arose_from", "breach_reviewed", "status_check_was"),
        True,
    ),
    ((("senior_authorised", False),), ("exceptional-only",), ("senior_authorised",), True),
    ((("consent", "refused"),), ("consent-first",), ("consent", "domestic_abuse"), True),
]


@pytest.mark.parametrize(("changes", "local", "because", "telling"), LIFTED)
def test_sharing_is_due_unless_it_is_lifted(
    changes: tuple[tuple[str, bool | str], ...], local: tuple[str, ...], because: tuple[str, ...], telling: bool
) -> None:
    due = found("5.4", UNSHARED, local)
    assert (due.status, due.because) == (Status.OUTSTANDING, ("shared",))
    lifted = found("5.4", with_(*changes, start=UNSHARED), local)
    assert (lifted.status, lifted.because) == (Status.NOT_APPLICABLE, because)
    told = found("9.1.1", with_(*changes, start=UNSHARED), local)
    assert told.status is (Status.NOT_APPLICABLE if telling else Status.MET)


@pytest.mark.parametrize(
    ("changes", "local", "says"),
    [
        (POSTPONED, (), "sharing is delayed, and the reason still applies (7.2)"),
        (AGAINST, (), "an officer decided not to share (5.5)"),
        (
            UNREVIEWED,
            (),
            "it is recorded that the suspicion came from a routine check of status, and no supervisor has found "
            "other grounds for it (5.2)",
        ),
        (
            (("senior_authorised", False), ("exceptional_circumstances", False)),
            ("exceptional-only",),
            "the local policy “In exceptional circumstances only” forbids sharing",
        ),
        (
            (("consent", "refused"), ("not_sharing_decided", True)),
            ("consent-first",),
            "an officer decided not to share (5.5); the local policy “Consent first” forbids sharing",
        ),
    ],
)
def test_a_duty_that_is_lifted_says_by_what(
    changes: tuple[tuple[str, bool | str], ...], local: tuple[str, ...], says: str
) -> None:
    assert found("5.4", with_(*changes, start=UNSHARED), local).says == f"This does not arise: {says}."
    assert found("5.4", with_(*changes, start=UNSHARED), local).says_more
    nothing = found("5.4", with_(("role", "neither")))
    assert (nothing.says, nothing.says_more) == ("This does not arise in the case as it is recorded.", False)


DOUBT = "This does not arise: there is only a doubt about status, which is not yet a suspicion (1.1, 5.3)."


@pytest.mark.parametrize(
    ("case", "status", "says"),
    [
        (with_(("certainty", "doubt"), start=UNSHARED), Status.NOT_APPLICABLE, DOUBT),
        (with_(("certainty", "doubt")), Status.NOT_APPLICABLE, DOUBT),
        (without(UNSHARED, "certainty"), Status.UNKNOWN, ""),
        (without(UNSHARED, "certainty", "shared"), Status.UNKNOWN, ""),
        (without(OPEN, "certainty"), Status.MET, ""),
        (with_(("certainty", "suspicion"), start=UNSHARED), Status.OUTSTANDING, ""),
        (with_(("certainty", "doubt"), ("role", "neither")), Status.NOT_APPLICABLE, ""),
    ],
)
def test_a_doubt_calls_for_no_sharing_and_forbids_none(case: Case, status: Status, says: str) -> None:
    finding = found("5.4", case)
    assert finding.status is status
    assert says in finding.says
    assert found("9.1.1", case).status is (Status.NOT_APPLICABLE if case["role"] == "neither" else Status.MET)
    assert ("1.1" in assess_given(NATIONAL, case, ON).acts[Act.SHARE_BASIC].refused_by) is False


def test_an_exception_that_nobody_recorded_lifts_nothing() -> None:
    bare = without(UNSHARED, "delay_reason", "not_sharing_decided", "arose_from", "consent", "senior_authorised")
    assert found("5.4", bare, ("consent-first", "exceptional-only")).status is Status.OUTSTANDING
    assert found("5.4", without(bare, "shared")).needs == ("shared",)


def test_sharing_that_was_done_meets_the_duty() -> None:
    assert (found("5.4", OPEN).status, found("5.4", OPEN).because) == (Status.MET, ("shared",))
    assert found("5.4", with_(("role", "neither"))).because == ("role",)
    both = with_(("role", "neither"), ("not_sharing_decided", True))
    assert found("5.4", both).because == ("role",)


@pytest.mark.parametrize(
    ("paragraph", "fact", "lacking"),
    [
        ("9.1.2", "informed_after", "no"),
        ("10.1.1", "recorded_what", False),
        ("10.1.2", "recorded_when", False),
        ("10.1.3", "recorded_with_whom", False),
        ("10.1.4", "recorded_why", False),
    ],
)
def test_what_follows_sharing_is_due_and_never_breached(paragraph: str, fact: str, lacking: bool | str) -> None:
    assert found(paragraph, OPEN).status is Status.MET
    assert found(paragraph, with_((fact, lacking))).status is Status.OUTSTANDING
    assert found(paragraph, UNSHARED).status is Status.NOT_APPLICABLE
    assert found(paragraph, without(OPEN, "shared")).status is Status.UNKNOWN


def test_the_equality_duty_always_arises() -> None:
    assert found("11.1", {"equality_assessment_current": True}).status is Status.MET
    assert found("11.1", {"equality_assessment_current": False, "role": "neither"}).status is Status.OUTSTANDING
    assert found("11.1", {}).needs == ("equality_assessment_current",)


@pytest.mark.parametrize(
    ("where", "named", "other"),
    [
        ({"jurisdiction": "england_wales"}, {"section 149 of the Equality Act 2010"}, "Northern Ireland"),
        ({"jurisdiction": "northern_ireland"}, {"section 75 of the Northern Ireland Act 1998"}, "Equality Act 2010"),
        ({}, {"section 149 of the Equality Act 2010", "section 75 of the Northern Ireland Act 1998"}, "section 76"),
    ],
)
@pytest.mark.parametrize("stands", [{}, {"equality_assessment_current": True}, {"equality_assessment_current": False}])
def test_the_equality_duty_is_that_of_the_jurisdiction(where: Case, named: set[str], other: str, stands: Case) -> None:
    finding = found("11.1", {**where, **stands})
    assert all(act in finding.says for act in named)
    assert other not in finding.says
    assert set(finding.because) | set(finding.needs) == {"equality_assessment_current"}


def test_immediate_protection_needed_asks_for_delay() -> None:
    needed = with_(("immediate_protection", "needed"))
    waits = with_(("delay_reason", "immediate_protection"), ("delay_still_applies", True), start=needed)
    assert found("7.2", OPEN).status is Status.NOT_APPLICABLE
    assert found("7.2", needed).status is Status.OUTSTANDING
    assert found("7.2", with_(("shared", False), start=waits)).status is Status.MET
    warning = "Immediate protection is needed, and no delay to sharing is recorded."
    assert warning in assess_given(NATIONAL, needed, ON).warnings
    assert warning in assess_given(NATIONAL, without(needed, "delay_reason"), ON).warnings
    assert warning not in assess_given(NATIONAL, waits, ON).warnings


NEEDED = with_(("immediate_protection", "needed"), start=UNSHARED)
WAITS = with_(("delay_reason", "immediate_protection"), ("delay_still_applies", True), start=NEEDED)
SINCE: tuple[str, bool | str] = ("shared_while_delayed", False)
THEN: tuple[str, bool | str] = ("shared_while_delayed", True)


@pytest.mark.parametrize(
    ("case", "status", "says", "basis"),
    [
        (NEEDED, Status.OUTSTANDING, "no delay is recorded", "guidance"),
        (WAITS, Status.MET, "sharing is waiting", "guidance"),
        (with_(("not_sharing_decided", True), start=WAITS), Status.NOT_APPLICABLE, "decided not to share", "guidance"),
        (with_(("not_sharing_decided", True), start=NEEDED), Status.NOT_APPLICABLE, "decided not to", "guidance"),
        (with_(("shared", True), start=WAITS), Status.BREACHED, "Something was shared while", "safeguard"),
        (with_(("shared", True), SINCE, start=WAITS), Status.MET, "anything further is waiting", "guidance"),
        (with_(("shared", True), THEN), Status.BREACHED, "Something was shared while", "safeguard"),
        (with_(("shared", True), THEN, ("not_sharing_decided", True)), Status.BREACHED, "Something was", "safeguard"),
        (with_(("shared", True), SINCE, start=NEEDED), Status.OUTSTANDING, "shared without a delay", "guidance"),
        (with_(("shared", True), THEN, ("role", "neither")), Status.NOT_APPLICABLE, "does not arise", "guidance"),
    ],
)
def test_what_is_said_of_a_delay_is_only_what_is_so(case: Case, status: Status, says: str, basis: str) -> None:
    finding = found("7.2", case)
    assert (finding.status, finding.basis) == (status, basis)
    assert says in finding.says


def test_another_recipient_is_the_guidances_and_its_explanation_ours() -> None:
    elsewhere = (("recipient", "other_home_office"), ("recipient_explained", False))
    assert found("8.1", OPEN).basis == "guidance"
    assert found("8.1", with_(*elsewhere)).basis == found("8.1", with_(*elsewhere, start=UNSHARED)).basis == "safeguard"


def test_what_is_found_of_the_guidances_own_words_rests_on_it() -> None:
    findings = assess_given(NATIONAL, OPEN, ON).findings
    assert [finding.paragraph for finding in findings if finding.basis == "safeguard"] == ["support"]
    routine = found("5.2", with_(("arose_from", "status_check"), ("status_check_was", "routine")))
    assert (routine.status, routine.basis) == (Status.BREACHED, "guidance")


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ((), Status.MET),
        ((("support_offered", False),), Status.OUTSTANDING),
        ((("support_offered", False), ("domestic_abuse", False)), Status.NOT_APPLICABLE),
        ((("support_offered", False), ("role", "witness")), Status.NOT_APPLICABLE),
    ],
)
def test_support_not_offered_is_a_finding_of_ours(changes: tuple[tuple[str, bool | str], ...], status: Status) -> None:
    assert (found("support", with_(*changes)).status, found("support", OPEN).basis) == (status, "safeguard")
    assert found("support", without(OPEN, "support_offered")).needs == ("support_offered",)


def test_the_review_date_is_warned_of_from_the_day_after() -> None:
    first, second = date(2022, 4, 1), date(2022, 4, 2)
    warnings = [assess_given(policy_in_force(on), {}, on).warnings for on in (first, second)]
    assert warnings == [
        (),
        ("The guidance of April 2020 was due for review on 1 April 2022, and that date has passed.",),
    ]


def test_warnings_of_a_doubt_and_of_a_decision_not_to_share() -> None:
    doubt = "There is only a doubt about status, where the guidance speaks of suspicion."
    departs = "An officer decided not to share, where the guidance says that police will: the reasons are recorded."
    assert doubt in assess_given(NATIONAL, with_(("certainty", "doubt")), ON).warnings
    assert doubt not in assess_given(NATIONAL, OPEN, ON).warnings
    decided = with_(("not_sharing_decided", True), start=UNSHARED)
    assert departs in assess_given(NATIONAL, decided, ON).warnings
    assert departs in assess_given(NATIONAL, without(decided, "certainty"), ON).warnings
    assert departs not in assess_given(NATIONAL, with_(("certainty", "doubt"), start=decided), ON).warnings
    refused = with_(("consent", "refused"), start=decided)
    assert departs not in assess_given(policy_in_force(ON, ["consent-first"]), refused, ON).warnings
    routine = with_(("arose_from", "status_check"), ("status_check_was", "routine"), start=decided)
    assert departs not in assess_given(NATIONAL, with_(("breach_reviewed", False), start=routine), ON).warnings
    assert departs in assess_given(NATIONAL, with_(("breach_reviewed", True), start=routine), ON).warnings


def test_every_status_of_every_norm_says_something_of_its_own() -> None:
    for norm in NATIONAL.norms:
        assert norm.met.endswith(".")
        assert norm.says(Status.UNKNOWN) != norm.says(Status.NOT_APPLICABLE)
        assert norm.whether
        if norm.effect is Effect.DUTY:
            assert norm.unmet.endswith(".")
            assert norm.says(Status.OUTSTANDING) == norm.unmet != norm.met


def test_a_finding_is_found_by_the_name_of_its_norm() -> None:
    assert assess_given(NATIONAL, OPEN, ON).finding("share").paragraph == "5.4"
    with pytest.raises(KeyError):
        assess_given(NATIONAL, OPEN, ON).finding("shear")


def test_a_finding_as_json() -> None:
    assert found("9.1.1", with_(("informed_before", "no"), start=UNSHARED)).as_json() == {
        "paragraph": "9.1.1",
        "norm": "inform-before",
        "effect": "duty",
        "basis": "guidance",
        "status": "outstanding",
        "says": "The person has not been told beforehand, and no reason is recorded why telling them is impracticable.",
        "because": ["informed_before"],
        "needs": [],
    }
