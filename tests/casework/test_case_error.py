"""Whatever a case refuses with: a code of its own for ever, and a status, so that nobody has to compare words."""

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator
from types import ModuleType

import pytest

import proviso.casework
import proviso.disclosure
import proviso.notices
import proviso.oversight
from proviso.casework.case_error import CaseError
from proviso.casework.writing.commit import ActRefused

STATUSES = {403, 404, 409, 410, 422, 429, 500}


def _every(parent: type[CaseError]) -> Iterator[type[CaseError]]:
    for child in parent.__subclasses__():
        yield child
        yield from _every(child)


def _refusals() -> list[type[CaseError]]:
    packages: tuple[ModuleType, ...] = (proviso.casework, proviso.disclosure, proviso.notices, proviso.oversight)
    for package in packages:
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    ours = [one for one in _every(CaseError) if one.__module__.startswith("proviso.")]
    return sorted(ours, key=lambda one: one.__name__)


REFUSALS = _refusals()


@pytest.mark.parametrize("refusal", REFUSALS, ids=[one.__name__ for one in REFUSALS])
def test_every_refusal_has_a_code_of_its_own_and_a_status(refusal: type[CaseError]) -> None:
    assert "code" in vars(refusal), "a code that is inherited names something else"
    assert refusal.code.isidentifier()
    assert refusal.code.islower()
    assert refusal.status in STATUSES
    assert refusal.__doc__


def test_no_two_refusals_share_a_code() -> None:
    assert len(REFUSALS) > 30
    assert {code: many for code, many in Counter(one.code for one in REFUSALS).items() if many > 1} == {}


def test_an_act_that_the_case_does_not_bear_is_a_conflict() -> None:
    assert {one.status for one in _every(ActRefused)} == {ActRefused.status} == {409}


def test_codes_stay_what_they_were() -> None:
    assert {one.code for one in REFUSALS} >= CODES


CODES = {
    "act_refused", "another_now", "answered_since", "case_erased", "case_unreadable", "decision_moved",
    "found_wrong_before",
    "may_have_left", "moved_on", "no_file", "no_file_made", "no_such_case", "no_such_page", "not_allowed",
    "not_listed", "nothing_owed", "nothing_proposed", "nothing_sent", "nothing_shared", "nothing_to_review",
    "nothing_to_send", "nothing_to_tell", "nothing_under_way", "nothing_waits", "nothing_wrong",
    "package_cannot_be_shown", "package_changed", "package_not_kept", "policy_stands_in_the_way", "reason_needed",
    "recorded_already", "reply_waits", "risk_unweighed", "still_on_its_way", "turned_back", "value_refused",
}  # fmt: skip
"""Each code that was ever given. A line is added, never taken away or changed."""
