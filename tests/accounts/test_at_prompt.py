"""What is changed at the prompt: by whom and under which authority, as they say, and never as a staff number."""

from dataclasses import replace

import pytest

from proviso.accounts import force_changes
from proviso.accounts.accounts_on_record import OnRecord
from proviso.accounts.at_prompt import DEMONSTRATION, AtPrompt, NobodyNamed
from proviso.accounts.models import Role, Unit
from proviso.record import keys, read
from proviso.record.entry import Entry

from .people import NOW, PROMPT, add

pytestmark = pytest.mark.django_db(databases="__all__")
WHY = "Agreed by the board"


def entries() -> list[Entry]:
    return read.entries(keys.own_case("wessmere"), with_openings=True)


def test_an_entry_says_that_it_was_at_the_prompt_by_whom_and_why_they_may(unit: Unit) -> None:
    officer = add(unit, "W1042")
    force_changes.change_password(officer, "another heron in the race", by=PROMPT, now=NOW)
    last = entries()[-1]
    assert (last.kind, last.actor) == ("password_changed", "the server")
    assert last.body["at_the_prompt"] == {
        "by": "Mx Imaginary Yew, systems",
        "authority": "Change request 12, approved by the board",
    }
    assert all("at_the_prompt" in one.body for one in entries())


def test_what_somebody_does_who_is_signed_in_says_nothing_of_a_prompt(unit: Unit) -> None:
    administrator = add(unit, "A1", Role.ADMINISTRATOR)
    force_changes.add_unit(unit.force, "hill", "Hill CID", by=administrator, now=NOW)
    last = entries()[-1]
    assert last.actor == "A1"
    assert not {"at_the_prompt", "in_the_demonstration"} & set(last.body)


def test_what_the_demonstration_does_is_marked_as_its_own(unit: Unit) -> None:
    force_changes.add_unit(unit.force, "hill", "Hill CID", by=DEMONSTRATION, now=NOW)
    last = entries()[-1]
    assert last.body["in_the_demonstration"] == {
        "by": "The demonstration",
        "authority": "An invented force, made to be tried",
    }
    assert "at_the_prompt" not in last.body


@pytest.mark.parametrize("by", ["", ".", "N101", "12 34", "Yew", "Mx " + "y" * 200])
def test_whoever_does_it_gives_a_name_and_no_number_alone(by: str) -> None:
    with pytest.raises(NobodyNamed, match="Say who makes this change"):
        AtPrompt(by, WHY)


@pytest.mark.parametrize("authority", ["", ".", "I may", "1 2 3", ". . . ."])
def test_an_authority_is_three_words_or_more(authority: str) -> None:
    with pytest.raises(NobodyNamed, match="in three words or more"):
        AtPrompt("Mx Imaginary Yew", authority)


def test_entries_with_a_prompt_and_older_ones_without_make_the_same_accounts(unit: Unit) -> None:
    """Entries of before there was such a part are replayed as they were written."""
    officer = add(unit, "W1042")
    force_changes.move(officer, unit, by=PROMPT, now=NOW, why="")
    force_changes.change_role(officer, Role.SUPERVISOR, by=PROMPT, now=NOW, why="Promoted to sergeant")
    told, older = OnRecord(), OnRecord()
    for entry in entries():
        told.apply(entry)
        body = {name: value for name, value in entry.body.items() if name != "at_the_prompt"}
        older.apply(replace(entry, body=body))
    assert told == older
    assert not told.strange
    assert told.accounts["W1042"].role == "supervisor"
