"""Every package of the demonstration's stories keeps to the published schema, in the eyes of three validators."""

import json
from datetime import UTC, datetime

import pytest

from proviso.casework.writing.commit import InTransaction
from proviso.demonstration.seeding import seed
from proviso.disclosure import decide_package
from proviso.disclosure.package import Package
from proviso.disclosure.stored_packages import keep
from proviso.record.keys import DataKey
from tests.disclosure.schema_validators import VALIDATORS

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.system]

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def test_every_package_of_the_stories_is_taken_by_each_validator(monkeypatch: pytest.MonkeyPatch) -> None:
    decided: list[object] = []

    def kept(key: DataKey, package: Package, document: bytes) -> InTransaction:
        decided.append(json.loads(package.json))
        return keep(key, package, document)

    monkeypatch.setattr(decide_package, "keep", kept)
    seed(NOW)
    assert len(decided) > 5
    assert {name: judge(decided) for name, judge in VALIDATORS.items()} == dict.fromkeys(
        VALIDATORS, [True] * len(decided)
    )
