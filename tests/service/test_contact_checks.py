"""What `proviso check` says where letters and packages cannot say how the force is reached (s.44)."""

from pathlib import Path

import pytest

from proviso.service.config import Config, ContactSettings
from proviso.service.contact_checks import LACKS, reachable

WHOLE = dict.fromkeys(LACKS, "1 Invented Street, Wessmere")


def config(home: Path, **contact: str) -> Config:
    return Config(home=home, contact=ContactSettings.model_validate(contact))


def test_a_force_that_has_said_it_all_is_well(tmp_path: Path) -> None:
    (one,) = reachable(config(tmp_path, **WHOLE))
    assert (one.subject, one.passed, one.do) == ("contact", True, "")


@pytest.mark.parametrize("name", LACKS)
def test_each_that_is_missing_is_named_with_what_to_set(tmp_path: Path, name: str) -> None:
    for empty in ("", "  \n"):
        (one,) = reachable(config(tmp_path, **{**WHOLE, name: empty}))
        assert (one.subject, one.passed) == (f"contact.{name}", False)
        assert one.says == LACKS[name]
        assert one.do == f"Set {name} under [contact] in proviso.toml."


def test_all_that_is_missing_is_named_at_once(tmp_path: Path) -> None:
    assert [one.subject for one in reachable(config(tmp_path))] == [f"contact.{name}" for name in LACKS]


def test_words_that_no_letter_could_show_are_named(tmp_path: Path) -> None:
    (one,) = reachable(config(tmp_path, **{**WHOLE, "force": "Ring us \U0001f4de"}))
    assert not one.passed
    assert "U+1F4DE" in one.says
    assert "no letter could be made with it" in one.do
