"""What `proviso check` says where a local policy asks for a senior officer and nobody is one."""

from pathlib import Path

import pytest

from proviso.accounts.models import Officer, Role, Unit
from proviso.service.check_result import CheckResult
from proviso.service.config import Config
from proviso.service.policy_checks import authorising
from tests.accounts import people

pytestmark = pytest.mark.django_db(databases="__all__")

NOT_A_SENIOR_OFFICER = [
    ({"rank": "sergeant"}, "no officer or supervisor has a senior rank"),
    ({"rank": "superintendent", "is_active": False}, "no officer or supervisor has a senior rank"),
    ({"rank": "superintendent", "role": Role.ADMINISTRATOR}, "no officer or supervisor has a senior rank"),
]


@pytest.fixture
def unit() -> Unit:
    return people.add_wessmere()


def following(unit: Unit, *policies: str) -> None:
    type(unit.force).objects.update(local_policies=list(policies))


def found(home: Path, *senior: str) -> list[CheckResult]:
    return list(authorising(Config(home=home, force="wessmere", senior_ranks=list(senior))))


@pytest.mark.parametrize("policies", [(), ("doubt-is-not-suspicion",)])
def test_nothing_is_said_where_no_policy_asks_for_a_senior_officer(
    unit: Unit, tmp_path: Path, policies: tuple[str, ...]
) -> None:
    following(unit, *policies)
    assert found(tmp_path) == []


def test_nothing_is_said_of_a_force_that_is_not_there(tmp_path: Path) -> None:
    assert found(tmp_path, "superintendent") == []


def test_a_force_that_calls_no_rank_senior_is_told_which_policies_wait_for_one(unit: Unit, tmp_path: Path) -> None:
    following(unit, "consent-first", "doubt-is-not-suspicion", "exceptional-only")
    (one,) = found(tmp_path)
    assert not one.passed
    assert one.says == (
        "Nobody can authorise what a senior officer has to authorise (consent-first, exceptional-only): "
        "no rank is called senior."
    )
    assert one.do == "Set senior_ranks in proviso.toml."


@pytest.mark.parametrize(("officer", "says"), NOT_A_SENIOR_OFFICER)
def test_whoever_could_not_record_it_does_not_count(
    unit: Unit, tmp_path: Path, officer: dict[str, object], says: str
) -> None:
    following(unit, "exceptional-only")
    people.add(unit, "W1042")
    Officer.objects.update(**officer)
    (one,) = found(tmp_path, "superintendent")
    assert not one.passed
    assert says in one.says
    assert one.do == "Give somebody one: proviso force set-rank"


def test_a_senior_officer_is_enough(unit: Unit, tmp_path: Path) -> None:
    following(unit, "exceptional-only")
    people.add(unit, "W1042", Role.SUPERVISOR)
    Officer.objects.update(rank="superintendent")
    (one,) = found(tmp_path, "superintendent")
    assert (one.passed, one.do) == (True, "")
    assert one.says == "1 can authorise what a senior officer has to authorise (exceptional-only)."
