"""A rank is an entry of the force's log like a role, and one that was written into the table counts for nothing."""

import pytest

from proviso.accounts import force_changes
from proviso.accounts.account_findings import Differs
from proviso.accounts.account_rows import AccountRow
from proviso.accounts.force_changes import NotTheirs, OwnAccount
from proviso.accounts.models import Officer
from proviso.accounts.refused_accounts import standing

from .people import NOW

pytestmark = pytest.mark.django_db(databases="__all__")


def test_an_administrator_gives_a_rank_and_nobody_their_own(officer: Officer, administrator: Officer) -> None:
    changed = force_changes.change_rank(
        officer, "superintendent", by=administrator, now=NOW, why="Promoted by the board"
    )
    assert (changed.rank, standing(AccountRow.of(changed)).findings) == ("superintendent", [])
    with pytest.raises(NotTheirs):
        force_changes.change_rank(administrator, "sergeant", by=officer, now=NOW, why="A favour")
    with pytest.raises(OwnAccount):
        force_changes.change_rank(administrator, "chief_constable", by=administrator, now=NOW, why="Why not")


def test_a_rank_that_was_written_into_the_table_is_found(officer: Officer) -> None:
    Officer.objects.filter(pk=officer.pk).update(rank="chief_constable")
    (found,) = standing(AccountRow.of(Officer.objects.get(pk=officer.pk))).findings
    assert found.differs is Differs.RANK
    assert found.says == "its rank is chief_constable, and the log gave none"
