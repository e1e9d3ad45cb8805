"""Every word of every page that is visited goes through gettext: none stands bare in a language that is all marks.

The pages are drawn in a process of their own, on the folder that a browser visits, by no browser.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.serving import ROOT, prepare, surroundings
from tests.languages.pseudo import BEGIN, END, bare
from tests.languages.walk import PLAIN, is_data


@pytest.fixture(scope="module")
def found(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the walk found."""
    home = Path(shutil.copytree(filled, tmp_path_factory.mktemp("walked"), dirs_exist_ok=True))
    prepare(home, ("tests.journeys.sampling:a_dip_sample_to_review", "tests.journeys.adopting:every_local_policy"))
    command = [sys.executable, "-m", "tests.languages.walk"]
    around = surroundings(home, "proviso.service.settings")
    told = subprocess.run(command, cwd=ROOT, env=around, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    walked: dict[str, Any] = json.loads(told.stdout)
    return walked


def test_no_words_stand_bare_on_any_page(found: dict[str, Any]) -> None:
    assert found["bare"] == {}


def test_what_goes_through_gettext_is_in_the_catalogue(found: dict[str, Any]) -> None:
    assert [one for one in found["unknown"] if BEGIN not in one and one not in NOT_SHOWN] == []


NOT_SHOWN = {
    "Your password can’t be a commonly used password.",
    "Your password can’t be too similar to your other personal information.",
    "Your password must contain at least %(min_length)d character.",
    "Whether the user will be able to authenticate using a password or not. If disabled, they may still be able to "
    "authenticate using other backends, such as Single Sign-On or LDAP.",
}
"""What Django has ready for every form with a password, and ours say otherwise."""


def test_the_pages_were_read(found: dict[str, Any]) -> None:
    """Whole pages, errors and refusals: a walk that reads nothing finds nothing."""
    assert found["read"]["200"] > 200
    assert found["read"]["422"] > 80
    assert {"403", "404"} <= set(found["read"])
    assert not {one for one in found["read"] if one.startswith("5")}


def test_bare_words_are_found_between_and_around_marks() -> None:
    assert bare(f"{BEGIN}Case {BEGIN}open{END} since{END} and {BEGIN}so on{END}: Save it") == ["and", ": Save it"]
    assert bare(f"{BEGIN}All of it{END}. 12:30") == []


def test_data_is_told_from_words() -> None:
    data = {"PC Example Ashdown", "She sleeps in the day"}
    for said in (
        "PC Example Ashdown, PV-4K7Q-9TZM",
        "“She sleeps in the day”",
        "N101 PC Example Ashdown: 12",
        "12:30 GMT",
    ):
        assert is_data(said, data), said
    for said in ("Save it", "PC Example Ashdown, officer", "by PC Example Ashdown", "12 cases", "She sleeps"):
        assert not is_data(said, data), said
    assert not PLAIN.fullmatch("Open")
