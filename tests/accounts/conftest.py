"""A unit, an administrator, an officer and a policy owner."""

import pytest

from proviso.accounts.models import Officer, Role, Unit
from tests.accounts import people


@pytest.fixture
def unit(db: None) -> Unit:
    return people.add_wessmere()


@pytest.fixture
def administrator(unit: Unit) -> Officer:
    return people.add(unit, "A1", Role.ADMINISTRATOR, "Ruth Okonjo-Vale")


@pytest.fixture
def officer(unit: Unit) -> Officer:
    return people.add(unit, "W1042")


@pytest.fixture
def policy_owner(unit: Unit) -> Officer:
    return people.add(unit, "P7", Role.POLICY_OWNER, "Tomos Ferrar")
