"""Names and staff numbers are put in order, told apart and found alike on SQLite and on PostgreSQL: by the bytes of
UTF-8, and in whichever case the letters A to Z are typed. This file is run on both."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from proviso.accounts import force_changes
from proviso.accounts.models import Officer, Unit
from proviso.casework.acts.handing_over import could_take
from tests.accounts.people import NOW, PROMPT, add, add_wessmere

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

IN_ORDER = [
    "Alder", "Alder Two", "Alder-One", "AlderB", "Beech", "alder", "beech",
    "Ärlig", "Éire", "Łódź", "Ω", "ｗide", "🙂 Fir",
]  # fmt: skip
"""Where a server's own language decided, capitals, spaces, hyphens and accents would come elsewhere."""


def test_lists_of_names_are_in_the_same_order() -> None:
    unit = add_wessmere()
    for number, name in enumerate(reversed(IN_ORDER)):
        add(unit, f"N{number}", name=name)
        force_changes.add_unit(unit.force, f"u{number}", name, by=PROMPT, now=NOW)
    assert list(could_take("wessmere", "nobody").values_list("name", flat=True)) == IN_ORDER
    named = Unit.objects.exclude(pk=unit.pk).order_by("name").values_list("name", flat=True)
    assert list(named) == IN_ORDER


def test_staff_numbers_are_one_in_either_case_of_plain_letters_and_of_no_others() -> None:
    unit = add_wessmere()
    add(unit, "é1")
    add(unit, "É1")
    add(unit, "n1")
    with pytest.raises(ValidationError), transaction.atomic():
        add(unit, "N1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Officer.objects.create(staff_number="N1", name="Invented", role="officer", unit=unit)
    found = {typed: [one.staff_number for one in Officer.objects.filter(staff_number__iexact=typed)] for typed in TYPED}
    assert found == TYPED


TYPED = {"N1": ["n1"], "n1": ["n1"], "é1": ["é1"], "É1": ["É1"], "N_": [], "%": [], "n1 ": []}
