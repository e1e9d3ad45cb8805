"""The scope of consent-first is the force's to choose, and consent withdrawn after sharing is a finding of its own."""

import pytest

from proviso.policy.assess import assess_given
from proviso.policy.explain import citation
from proviso.policy.facts import FACTS
from proviso.policy.library import UnknownLocalPolicy, policy_in_force
from proviso.policy.local.consent_first import CRIMES
from proviso.policy.norms import Act, Basis, Status

from .cases import ON, with_

PLAIN = "consent-first"
WIDE = "consent-first:domestic-abuse+sexual-offence+modern-slavery"
NOTHING = (("domestic_abuse", False), ("sexual_offence", False), ("modern_slavery", False), ("consent", "refused"))


@pytest.mark.parametrize("crime", CRIMES)
def test_it_asks_for_consent_where_the_force_chose_it_and_nowhere_else(crime: str) -> None:
    fact = crime.replace("-", "_")
    involved = with_(*NOTHING, (fact, True))
    for name, refused in (
        (f"{PLAIN}:{crime}", ("consent-first/1",)),
        (WIDE, ("consent-first/1",)),
        (PLAIN, ("consent-first/1",) if fact == "domestic_abuse" else ()),
    ):
        answer = assess_given(policy_in_force(ON, [name]), involved, ON).acts[Act.SHARE_BASIC]
        assert answer.refused_by == refused, name
    assert assess_given(policy_in_force(ON, [WIDE]), with_(*NOTHING), ON).acts[Act.SHARE_BASIC].refused_by == ()


def test_the_scope_is_in_the_name_and_in_the_digest() -> None:
    plain, wide = policy_in_force(ON, [PLAIN]), policy_in_force(ON, [WIDE])
    assert (plain.local, wide.local) == ((PLAIN,), (WIDE,))
    assert plain.digest != wide.digest
    assert policy_in_force(ON, ["consent-first:domestic-abuse"]).digest == plain.digest, "it is what it is without one"
    again = policy_in_force(ON, ["consent-first:modern-slavery+sexual-offence+domestic-abuse+domestic-abuse"])
    assert again.local == (WIDE,), "in any order, each once"
    assert "domestic abuse or a sexual offence or modern slavery" in wide.local_policies[0].about


@pytest.mark.parametrize(
    ("names", "accepted"),
    [
        (
            ["consent-first:burglary"],
            "consent-first: and one or more of domestic-abuse, sexual-offence, modern-slavery",
        ),
        (["consent-first:"], "consent-first: and one or more of"),
        (["consent-first:domestic-abuse+"], "consent-first: and one or more of"),
        (["exceptional-only:domestic-abuse"], "consent-first, doubt-is-not-suspicion, exceptional-only"),
        (["consent-last:domestic-abuse"], "consent-first, doubt-is-not-suspicion, exceptional-only"),
        ([PLAIN, "consent-first:sexual-offence"], "consent-first once, with one scope"),
    ],
)
def test_a_scope_that_there_is_not_is_refused(names: list[str], accepted: str) -> None:
    with pytest.raises(UnknownLocalPolicy) as refused:
        policy_in_force(ON, names)
    assert refused.value.accepted.startswith(accepted)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ((("consent", "withdrawn"), ("corrections_outstanding", True)), Status.OUTSTANDING),
        ((("consent", "withdrawn"), ("corrections_outstanding", False)), Status.MET),
        ((("consent", "given"),), Status.NOT_APPLICABLE),
        ((("consent", "withdrawn"), ("shared", False)), Status.NOT_APPLICABLE),
        ((("consent", "withdrawn"), ("domestic_abuse", False)), Status.NOT_APPLICABLE),
    ],
)
def test_consent_that_is_withdrawn_after_sharing_is_a_finding(
    changes: tuple[tuple[str, bool | str], ...], status: Status
) -> None:
    found = assess_given(policy_in_force(ON, [PLAIN]), with_(*changes), ON).finding("withdrawn-consent-told")
    assert (found.status, found.basis, found.paragraph) == (status, Basis.LOCAL, "consent-first/2")
    assert citation(found.paragraph) == "Consent first, rule 2"
    with pytest.raises(KeyError):
        assess_given(policy_in_force(ON), with_(*changes), ON).finding("withdrawn-consent-told")


def test_it_asks_no_more_questions_with_a_wider_scope() -> None:
    facts = [fact.name for fact in policy_in_force(ON, [WIDE]).local_facts]
    assert facts == ["consent", "consent_informed", "senior_authorised"]
    assert FACTS["consent"].page == "local"
