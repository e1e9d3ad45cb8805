"""References that a page keeps on one line: ours wherever they stand in words, and any that fits on the narrowest."""

import pytest
from markupsafe import Markup

from proviso.web.design.whole_references import LONGEST, references_whole, whole


def kept(reference: str) -> str:
    return f'<span class="proviso-whole">{reference}</span>'


@pytest.mark.parametrize("reference", ["SM-20233", "47/12345/26", "PV-4K7Q-9TZM", "X" * LONGEST])
def test_a_reference_is_kept_whole(reference: str) -> None:
    assert whole(reference) == kept(reference)


def test_one_that_would_not_fit_may_be_broken() -> None:
    assert whole("X" * (LONGEST + 1)) == "X" * (LONGEST + 1)


@pytest.mark.parametrize("typed", ["<b>/1", "<b>" * LONGEST])
def test_what_was_typed_is_escaped(typed: str) -> None:
    assert "<b>" not in whole(typed)
    assert "<b>" not in references_whole(typed)


@pytest.mark.parametrize(
    "reference", ["PV-4K7Q-9TZM", "DS-H2PA-ZVEF", "RC-Q5S4-ZB6E", "PM-3PTA-397R-8B52", "PV-4K7Q-9TZM/17"]
)
def test_each_of_ours_is_kept_whole_within_words(reference: str) -> None:
    words = f"Read what was found in {reference}, and in {reference}."
    assert references_whole(words) == words.replace(reference, kept(reference))
    assert references_whole(Markup("<em>{}</em>").format(reference)) == f"<em>{kept(reference)}</em>"


@pytest.mark.parametrize("words", ["NM-10409 and WES/0421/26", "PV-4K7Q", "a two-step sign-in", ""])
def test_other_words_are_as_they_were(words: str) -> None:
    assert references_whole(words) == words
