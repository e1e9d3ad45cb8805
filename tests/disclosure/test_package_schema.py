"""The published schema takes every package that leaves, and refuses what cannot be: three validators agree on each."""

import copy
import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from proviso.accounts.choice import Offered
from proviso.casework.values.content import Additional, BasicField
from proviso.casework.values.reasons import Power, Purpose
from proviso.casework.values.role import RoleInCase
from proviso.casework.values.timing import Department
from proviso.disclosure.package import RESTS_ON, VERSION, Package

from .package_mutants import mutants
from .packages import BARE, BORN, PACKAGE
from .schema_validators import HERE, PUBLISHED, SCHEMA, VALIDATORS

KNOWN = ("1991-02-28", "1992-02-29", {"year": 1990}, {"year": 1990, "month": 4}, {"year": 1990, "about": True})
RIGHT = [
    PACKAGE,
    BARE,
    replace(PACKAGE, additional=()),
    replace(PACKAGE, power=Power.OTHER, other_power="Another Act, section 1"),
    *(replace(PACKAGE, category=one) for one in RoleInCase),
    *(replace(PACKAGE, recipient=one) for one in Department),
    *(replace(PACKAGE, basic=(PACKAGE.basic[0], replace(BORN, born=one), *PACKAGE.basic[2:])) for one in KNOWN),
    *(
        replace(PACKAGE, basic=(replace(PACKAGE.basic[0], words=one), *PACKAGE.basic[1:]))
        for one in (
            "Nguyễn\nمحمد علی\u200cرضا",
            "ਪੰਜਾਬੀ",
            "श्री\u200dक्षत्रिय",
            "1",
            "¿",
            "O’Brien-Łukasz",
            "王小明",
            "w" * 4_000,
        )
    ),
]
"""Packages that can be, of every kind."""


def plain(package: Package) -> dict[str, Any]:
    """A package as whoever receives it reads it."""
    whole: dict[str, Any] = json.loads(package.json)
    return whole


MUTANTS = mutants(plain(PACKAGE))


def test_there_are_many_mutants_and_each_is_another_package() -> None:
    whole = plain(PACKAGE)
    spelt = [json.dumps(one, sort_keys=True) for one in MUTANTS.values()]
    assert len(MUTANTS) > 40
    assert json.dumps(whole, sort_keys=True) not in spelt


@pytest.mark.system
@pytest.mark.parametrize("by", VALIDATORS)
def test_every_mutant_is_refused(by: str) -> None:
    taken = VALIDATORS[by](list(MUTANTS.values()))
    assert [name for name, passed in zip(MUTANTS, taken, strict=True) if passed] == []


@pytest.mark.system
@pytest.mark.parametrize("by", VALIDATORS)
def test_every_package_that_can_be_is_taken(by: str) -> None:
    assert VALIDATORS[by]([plain(one) for one in RIGHT]) == [True] * len(RIGHT)


def test_the_schema_is_of_draft_7_and_its_words_are_the_same_in_later_ones() -> None:
    Draft7Validator.check_schema(SCHEMA)
    later = Draft202012Validator({**SCHEMA, "$schema": "https://json-schema.org/draft/2020-12/schema"})
    assert [name for name, one in MUTANTS.items() if later.is_valid(one)] == []
    assert all(later.is_valid(plain(one)) for one in RIGHT)


def test_the_schema_knows_every_code_that_is_in_use_and_no_other() -> None:
    parts = SCHEMA["properties"]
    assert set(parts["basic"]["properties"]) == {one.value for one in BasicField}
    assert set(parts["left_out"]["items"]["enum"]) == {one.value for one in BasicField}
    additional = {one.value for one in Additional if one is not Additional.NOTHING}
    assert set(parts["additional"]["properties"]) == additional
    assert set(parts["purposes"]["properties"]) == {one.value for one in Purpose if one.offered is Offered.STILL}
    assert set(parts["lawful_basis"]["properties"]["power"]["enum"]) == {one.value for one in Power}
    assert set(parts["recipient"]["properties"]["department"]["enum"]) == {one.value for one in Department}
    assert set(parts["person"]["properties"]["category"]["enum"]) == {one.value for one in RoleInCase}
    assert {name: one["properties"]["basis"]["const"] for name, one in parts["basic"]["properties"].items()} == {
        field.value: basis.value for field, (_, basis) in RESTS_ON.items()
    }
    assert {one["properties"]["basis"]["const"] for one in parts["additional"]["properties"].values()} == {"assessment"}


def test_nothing_is_asked_of_a_format_that_few_validators_check() -> None:
    assert '"format": "' not in json.dumps(SCHEMA)


def test_a_package_of_the_first_version_is_still_read_by_its_own_schema() -> None:
    first = json.loads((PUBLISHED / "package-1.schema.json").read_text())
    older = json.loads((HERE.parent / "golden/package-1.json").read_bytes())
    assert (older["version"], first["$id"], VERSION) == (1, "urn:proviso:package:1", 2)
    Draft202012Validator(first).validate(older)
    assert not Draft7Validator(SCHEMA).is_valid(older), "a reader refuses a version that it does not know"
    assert not Draft202012Validator(first).is_valid(plain(PACKAGE))


@pytest.mark.parametrize("field", list(BasicField))
def test_each_field_is_there_or_left_out_and_never_both(field: BasicField) -> None:
    judge, whole = Draft7Validator(SCHEMA), plain(PACKAGE)
    whole["basic"].pop(field.value, None)
    whole["left_out"] = sorted({*whole["left_out"], field.value})
    assert judge.is_valid(whole)
    without = copy.deepcopy(whole) | {"left_out": [one for one in whole["left_out"] if one != field.value]}
    assert not judge.is_valid(without)
