"""An officer decides thirteen cases in the same words: one decision is taken, and what else was repeated is shown."""

from dataclasses import replace
from datetime import timedelta

import pytest

from proviso.casework import clock
from proviso.casework.repeated_words import REPEATED
from proviso.casework.values.decision import Decide
from proviso.demonstration.force import ASHDOWN, BRAMBLE, CLOVER
from tests.casework import examples
from tests.casework.every import BY_COMMON_LAW, WAITING
from tests.misuse.conftest import Insiders

THIRTEEN = 13
SHOWN = "The same officer wrote exactly this in another case"


def test_the_same_words_decide_one_case_of_thirteen(insider: Insiders) -> None:
    bramble = insider(BRAMBLE)
    words = "It is not needed for what is being investigated"
    replies = [bramble.decides(bramble.opens_a_case(), words, Decide.NOT_SHARE) for _ in range(THIRTEEN)]
    assert [reply.status for reply in replies] == [302] + [409] * (THIRTEEN - 1)
    assert all(REPEATED in reply.page and words in reply.page for reply in replies[1:])


def test_sharing_in_the_words_of_another_case_is_refused(insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    words = "She would rather hear how she stands than wait for a letter"
    for status in (302, 409):
        reference = ashdown.opens_a_case()
        ashdown.carries(reference, examples.ANSWERS)
        assert ashdown.decides(reference, words).status == status
    assert "Decide" in ashdown.reads(f"/cases/{reference}/decide").page
    assert "word for word what the same officer wrote in another case" in ashdown.said[-1].page


@pytest.mark.parametrize(
    "dressed",
    [
        "IT IS NOT NEEDED FOR THIS ONE", "it  is not... needed, for this one!", "it is n\u200bot needed for this one",
        "Ｉｔ is not needed for this one", "It is not ne\u0301eded for this one", "- It is not needed for this one -",
    ],
)  # fmt: skip
def test_the_same_words_in_other_clothes_are_the_same(insider: Insiders, dressed: str) -> None:
    bramble = insider(BRAMBLE)
    bramble.decides(bramble.opens_a_case(), "It is not needed for this one", Decide.NOT_SHARE)
    refused = bramble.decides(bramble.opens_a_case(), dressed, Decide.NOT_SHARE)
    assert refused.status == 409
    assert REPEATED in refused.page


def test_repeated_answers_are_taken_and_a_supervisor_sees_them(insider: Insiders) -> None:
    bramble, clover = insider(BRAMBLE), insider(CLOVER)
    waiting = replace(WAITING, review_at=clock.now() + timedelta(days=1))
    for reference in (bramble.opens_a_case(), bramble.opens_a_case()):
        bramble.carries(reference, [BY_COMMON_LAW, waiting])
    clover.posts(f"/cases/{reference}/reason", {"reason": "To see how the case is going"})
    assert clover.reads(f"/cases/{reference}/timeline").page.count(SHOWN) == 3
    assert "3 answers are word for word" in clover.reads(f"/cases/{reference}/").page


def test_words_that_somebody_else_wrote_are_still_taken(insider: Insiders) -> None:
    """What still can be done: copying a colleague. The two decisions stand on the record in the same words."""
    words = "His employer has written already, and he knows it"
    for one in (insider(BRAMBLE), insider(ASHDOWN)):
        assert one.decides(one.opens_a_case(), words, Decide.NOT_SHARE).status == 302


def test_a_word_added_is_taken(insider: Insiders) -> None:
    """What still can be done: the same thought with a word more. Nobody judges how much must differ."""
    bramble = insider(BRAMBLE)
    for words in ("Nothing would come of sharing it", "Nothing good would come of sharing it"):
        assert bramble.decides(bramble.opens_a_case(), words, Decide.NOT_SHARE).status == 302
