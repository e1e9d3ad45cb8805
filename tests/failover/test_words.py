"""What the drill is asked for, where it cannot be done."""

import pytest

from tests.failover.__main__ import main


@pytest.mark.parametrize("words", [["often"], ["0"], ["-1"], ["²"], ["browser", "2"]])
def test_what_the_drill_does_not_know_is_one_sentence_and_status_2(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.err == f"{' '.join(words)} is not how often each thing happens: give a number such as 5, or browser.\n"
    assert not said.out
