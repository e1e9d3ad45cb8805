"""What opens a closed act, in the cases that officers meet."""

import pytest

from proviso.policy.assess import assess_given
from proviso.policy.facts import FACTS
from proviso.policy.library import policy_in_force
from proviso.policy.norms import Act
from tests.policy.cases import NATIONAL, ON, OPEN, Case, with_, without


def opens(case: Case, act: Act, *local: str) -> list[dict[str, bool | str]]:
    """The steps that would open an act."""
    answer = assess_given(policy_in_force(ON, local), case, ON).acts[act]
    return [{step.fact: step.becomes for step in opening} for opening in answer.opens]


@pytest.mark.parametrize(
    ("case", "steps"),
    [
        (with_(("informed_before", "no")), [{"informed_before": "yes"}]),
        (
            with_(("informed_before", "impracticable"), ("informed_before_explained", False)),
            [{"informed_before": "yes"}, {"informed_before_explained": True}],
        ),
        (
            with_(("recipient", "other_home_office"), ("recipient_explained", False)),
            [{"recipient_explained": True}],
        ),
        (
            with_(("recipient", "other_home_office"), ("recipient_explained", False), ("informed_before", "no")),
            [{"recipient": "nccu", "informed_before": "yes"}, {"recipient_explained": True, "informed_before": "yes"}],
        ),
        (with_(("basic_information", "some"), ("omission_explained", False)), [{"omission_explained": True}]),
        (
            with_(("timing_weighed", False), ("informed_before", "no"), start=without(OPEN, "purpose_recorded")),
            [{"purpose_recorded": True, "timing_weighed": True, "informed_before": "yes"}],
        ),
    ],
)
def test_sharing_basic_information(case: Case, steps: list[dict[str, bool | str]]) -> None:
    assert opens(case, Act.SHARE_BASIC) == steps


NOT_INFORMED: tuple[str, bool | str] = ("informed_before", "impracticable")
IMPRACTICABLE: list[tuple[str, bool | str]] = [
    NOT_INFORMED,
    ("informed_before_explained", True),
]


@pytest.mark.parametrize(
    ("changes", "step"),
    [
        ([("recipient", "outside_home_office"), ("recipient_explained", True)], {"recipient": "nccu"}),
        ([("basic_information", "none")], {"basic_information": "all"}),
        ([("purpose_recorded", False)], {"purpose_recorded": True}),
        ([("basic_information", "none"), *IMPRACTICABLE], {"basic_information": "all"}),
        ([("recipient", "outside_home_office"), NOT_INFORMED], {"recipient": "nccu"}),
    ],
)
def test_what_changes_the_proposal_has_the_person_told_again(
    changes: list[tuple[str, bool | str]], step: dict[str, bool | str]
) -> None:
    assert opens(with_(*changes), Act.SHARE_BASIC) == [{**step, "informed_before": "yes"}]


def test_what_an_answer_is_about_stands_before_it_in_the_vocabulary() -> None:
    order = [*FACTS]
    about = {name: fact.about for name, fact in FACTS.items() if fact.about}
    assert about == {
        "informed_before": ("purpose_recorded", "basic_information", "additional_proposed", "recipient"),
    }
    assert all(order.index(name) < order.index(answer) for answer, names in about.items() for name in names)


@pytest.mark.parametrize(
    "change",
    [
        [("role", "neither")],
        [("suspected", False)],
        [("delay_reason", "other"), ("delay_still_applies", True)],
        [("arose_from", "status_check"), ("status_check_was", "routine"), ("breach_reviewed", False)],
    ],
)
def test_no_step_is_proper(change: list[tuple[str, bool | str]]) -> None:
    assert opens(with_(*change), Act.SHARE_BASIC) == []


def test_no_step_makes_up_for_consent_or_for_exceptional_circumstances() -> None:
    assert opens(with_(("consent", "refused")), Act.SHARE_BASIC, "consent-first") == []
    assert opens(with_(("exceptional_circumstances", False)), Act.SHARE_BASIC, "exceptional-only") == []
    assert opens(with_(("informed_before", "no"), ("consent", "refused")), Act.SHARE_BASIC) == [
        {"informed_before": "yes"}
    ]


def test_an_unknown_fact_that_is_not_an_officers_to_choose_leaves_no_steps() -> None:
    assert opens(with_(("timing_weighed", False), start=without(OPEN, "arose_from")), Act.SHARE_BASIC) == []


def test_additional_information_is_proposed_asked_about_and_weighed() -> None:
    assert opens(with_(("additional_proposed", False)), Act.SHARE_ADDITIONAL) == [
        {
            "additional_proposed": True,
            "views": "given",
            "views_weighed": True,
            "gravity_weighed": True,
            "home_office_information_weighed": True,
            "protection_weighed": True,
            "informed_before": "yes",
        }
    ]
    assert opens(with_(("views", "not_sought")), Act.SHARE_ADDITIONAL) == [{"views": "given", "views_weighed": True}]
    unexplained = with_(("views", "impracticable"), ("views_impracticable_explained", False))
    assert opens(unexplained, Act.SHARE_ADDITIONAL) == [{"views_impracticable_explained": True}]


def test_a_case_closes_after_telling_recording_and_correcting() -> None:
    left = with_(("informed_after", "no"), ("recorded_why", False), ("corrections_outstanding", True))
    assert opens(left, Act.CLOSE_CASE) == [
        {"informed_after": "yes", "recorded_why": True, "corrections_outstanding": False}
    ]
    undecided = with_(("shared", False))
    assert opens(undecided, Act.CLOSE_CASE) == []


def test_an_open_or_undecided_act_has_nothing_to_open() -> None:
    assert opens(OPEN, Act.SHARE_BASIC) == []
    assert opens(without(OPEN, "timing_weighed"), Act.SHARE_BASIC) == []


def test_a_step_says_what_to_do() -> None:
    answer = assess_given(NATIONAL, with_(("informed_before", "no")), ON).acts[Act.SHARE_BASIC].as_json()
    told = {
        "fact": "informed_before",
        "becomes": "yes",
        "says": "tell the person that it is to be shared, what, and why",
    }
    said = {name: answer[name] for name in ("answer", "refused_by", "needs", "opens")}
    assert said == {"answer": "no", "refused_by": ["9.1.1"], "needs": [], "opens": [[told]]}
    assert [*answer] == [*said, "bases"]
