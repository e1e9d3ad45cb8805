"""Notes to a unit about a pattern, and the answers of its supervisors, as the log of the force has them.

Who may see a pattern of the whole force writes; a supervisor of the unit answers, once. Nobody writes or answers a note
about themselves. A row that was changed, or is not what its leaf commits to, is none.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from proviso.accounts.entries import case_of
from proviso.accounts.force_changes import ChangeRefused, NotTheirs
from proviso.accounts.models import Force, Officer, Role, Unit
from proviso.accounts.pattern_entries import ANSWERED, NOTED, note_pattern_answered, note_pattern_noted
from proviso.oversight.patterns.pattern import Pattern, pattern_limits
from proviso.oversight.patterns.pattern_list import BY_CODE, patterns_for
from proviso.record import keys
from proviso.record.entry import Entry
from proviso.record.read_by_kind import by_kind

WRITE = frozenset({Role.DATA_PROTECTION_OFFICER, Role.VULNERABILITY_LEAD})
"""Who writes notes to units; a supervisor speaks with theirs, and answers."""


class AboutThemselves(ChangeRefused):
    """A note about the one who writes or answers it."""


class NoSuchNote(LookupError):
    """There is no such note to this person's eyes."""


class AnsweredAlready(ChangeRefused):
    """Somebody has answered the note."""


class NobodyToAnswer(ChangeRefused):
    """The unit has no supervisor but whoever the note is about."""


@dataclass(frozen=True, slots=True)
class NoteWords:
    """What somebody wrote, and when (UTC)."""

    by: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class UnitNote:
    """A note: its place in the log, to which unit, about which pattern of which period, and perhaps which officer."""

    place: int
    unit: str
    pattern: Pattern
    period: str
    about: str
    said: NoteWords
    answer: NoteWords | None = None

    @property
    def answer_by(self) -> datetime:
        """By when the unit answers."""
        return self.said.at + timedelta(days=pattern_limits().answer_days)


def notes_of(force: Force) -> list[UnitNote]:
    """Every note of a force, the latest first."""
    found: dict[int, UnitNote] = {}
    for entry in _entries(force):
        if entry.kind == NOTED:
            if note := _note(entry):
                found[entry.index] = note
        elif (asked := entry.body.get("note")) in found and isinstance(asked, int) and not found[asked].answer:
            found[asked] = replace(found[asked], answer=NoteWords(entry.actor, entry.at, entry.why))
    return [found[place] for place in sorted(found, reverse=True)]


def _entries(force: Force) -> Iterator[Entry]:
    rows = by_kind(force.code, (NOTED, ANSWERED))
    if rows:
        key = keys.ensure(case_of(force))
        yield from (entry for row in rows if (entry := row.opened(force.code, key)))


def _note(entry: Entry) -> UnitNote | None:
    """The note of an entry; None for one about a pattern that this version does not know."""
    unit, code, period, about = (str(entry.body.get(name, "")) for name in ("unit", "pattern", "period", "about"))
    pattern = BY_CODE.get(code)
    return (
        UnitNote(entry.index, unit, pattern, period, about, NoteWords(entry.actor, entry.at, entry.why))
        if pattern
        else None
    )


def notes_for(reader: Officer) -> list[UnitNote]:
    """The notes that somebody may read, the latest first: all of the force for the data protection officer, their own
    for the vulnerability lead, the unit's for a supervisor; never one about themselves."""
    every = [one for one in notes_of(reader.force) if one.about != reader.staff_number]
    if reader.role == Role.DATA_PROTECTION_OFFICER:
        return every
    if reader.role == Role.VULNERABILITY_LEAD:
        return [one for one in every if one.said.by == reader.staff_number]
    return [one for one in every if one.unit == reader.unit.code] if reader.role == Role.SUPERVISOR else []


def waiting_for(reader: Officer) -> list[UnitNote]:
    """The notes that wait for this supervisor's answer, the oldest first."""
    if reader.role != Role.SUPERVISOR:
        return []
    return [one for one in reversed(notes_for(reader)) if not one.answer and one.said.by != reader.staff_number]


def one_note(reader: Officer, place: int) -> UnitNote:
    """One note that somebody may read. Raises NoSuchNote."""
    found = next((one for one in notes_for(reader) if one.place == place), None)
    if found is None:
        raise NoSuchNote(place)
    return found


def write_note(
    by: Officer, pattern: Pattern, period: str, unit: Unit, about: str, words: str, *, now: datetime
) -> UnitNote:
    """Write a note to a unit about a pattern, and perhaps about one officer of it.

    Raises NotTheirs, AboutThemselves, NobodyToAnswer, `ReasonLacking`.
    """
    if by.role not in WRITE or pattern not in patterns_for(Role(by.role)) or unit.force_id != by.unit.force_id:
        raise NotTheirs(_("Your role does not write notes about this pattern to units."))
    if about == by.staff_number:
        raise AboutThemselves(_("Nobody writes a note about themselves. Ask somebody else who sees this pattern."))
    answer = Officer.objects.filter(unit=unit, role=Role.SUPERVISOR, is_active=True).exclude(staff_number=about)
    if not answer.exists():
        raise NobodyToAnswer(
            _("This unit has no supervisor who could answer it. Write to them, and have a supervisor named first.")
        )
    body = {"unit": unit.code, "pattern": pattern.code, "period": period, "about": about}
    entry = note_pattern_noted(by.force, body, words, by=by, now=now)
    return UnitNote(entry.index, unit.code, pattern, period, about, NoteWords(entry.actor, entry.at, words))


def answer_note(by: Officer, place: int, words: str, *, now: datetime) -> None:
    """Answer a note to one's unit. Raises NoSuchNote for one that is about themselves too, NotTheirs, AnsweredAlready,
    AboutThemselves for one they wrote, `ReasonLacking`."""
    if by.role != Role.SUPERVISOR:
        raise NotTheirs(_("A supervisor of the unit answers this note."))

    def check() -> None:
        note = one_note(by, place)
        if note.said.by == by.staff_number:
            raise AboutThemselves(_("You wrote this note: another supervisor answers it."))
        if note.answer:
            raise AnsweredAlready(_("Somebody has answered this note already. Nothing was recorded."))

    check()
    note_pattern_answered(by.force, place, words, by=by, now=now, check=check)
