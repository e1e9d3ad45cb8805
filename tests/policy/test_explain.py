"""Policy in words: conditions, citations, lists."""

import pytest

from proviso.policy.conditions import ALWAYS, Condition, Not
from proviso.policy.explain import ACT_WORDS, ANSWER_WORDS, BASES, citation, english, fact, listed, sentence
from proviso.policy.facts import FACTS, certainty, delay_still_applies, recipient, role, shared, suspected, views
from proviso.policy.national.s05_approach import DELAYED, NOT_FROM_ROUTINE_CHECK
from proviso.policy.norms import Act, Basis


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (ALWAYS, "always"),
        (suspected, "an officer suspects an immigration offence"),
        (~suspected, "nobody suspects an immigration offence"),
        (role.is_("victim", "witness"), "the person is a victim or witness"),
        (~role.is_("neither"), "the person is a victim, a witness or both victim and witness"),
        (shared & certainty.is_("doubt"), "something has been shared and there is only a doubt about status"),
        (~(shared & suspected), "nothing has been shared, or nobody suspects an immigration offence"),
        (~(shared | suspected), "nothing has been shared and nobody suspects an immigration offence"),
        (~~shared, "something has been shared"),
        (
            (shared | suspected) & certainty.is_("doubt"),
            "(something has been shared, or an officer suspects an immigration offence), and "
            "there is only a doubt about status",
        ),
        (
            shared | (role.is_("victim", "witness") & suspected),
            "something has been shared, or (the person is a victim or witness, and "
            "an officer suspects an immigration offence)",
        ),
        (
            DELAYED,
            "sharing is delayed for immediate protection or another reason, and the reason for the delay still applies",
        ),
        (
            NOT_FROM_ROUTINE_CHECK.condition,
            "the suspicion arose from a search made for the investigation, from what the person said, "
            "from what the investigation found, from somebody else or in another way, or "
            "the check was made because of this case, or a supervisor found other grounds for the suspicion",
        ),
    ],
)
def test_a_condition_as_english(condition: Condition, words: str) -> None:
    assert english(condition) == words


@pytest.mark.parametrize("condition", [Condition(), Not(Condition())])
def test_a_stranger_in_the_tree_is_refused(condition: Condition) -> None:
    with pytest.raises(TypeError, match="not a node of the tree"):
        english(condition)


def test_one_value_of_each_fact_is_a_clause() -> None:
    for each in FACTS.values():
        for value in each.values:
            words = fact(each.name, value)
            assert english(each.is_(value)) == words
            assert words[-1] not in ".?"


def test_a_fact_that_is_not_recorded_is_asked_for() -> None:
    assert fact("views", None) == f"it is not recorded: {views.question}"
    assert fact("recipient", "nccu") == recipient.says["nccu"]


def test_citations_in_words() -> None:
    assert citation("9.1.1") == "paragraph 9.1.1"
    assert citation("consent-first/1") == "Consent first, rule 1"
    assert citation("correction") == "our safeguard on corrections"
    assert citation("header") == "the guidance's header"


def test_lists_and_sentences() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b"], "or") == "a or b"
    assert listed(iter(["a", "b", "c"])) == "a, b and c"
    assert sentence("the person is told") == "The person is told."


def test_each_answer_to_an_act_has_its_words() -> None:
    words = {"yes": "Allowed", "no": "Not allowed", "unknown": "Not known yet"}
    assert {answer.value: said for answer, said in ANSWER_WORDS.items()} == words


def test_every_act_has_a_name() -> None:
    assert set(ACT_WORDS) == set(Act)
    assert english(delay_still_applies) == "the reason for the delay still applies"


def test_each_basis_has_its_words() -> None:
    assert {basis: BASES[basis] for basis in Basis} == {
        "guidance": "The guidance",
        "safeguard": "Our safeguard",
        "local": "Local policy",
    }
