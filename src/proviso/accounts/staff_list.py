"""A list of staff in a file, as a force's personnel system exports it: read whole, and held against who is there.

A list with a line that cannot be used adds nobody, and each such line is named. Whoever is there already stays as they
are: a role or a unit is changed by somebody, with a reason.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from django.core.exceptions import ValidationError

from proviso.accounts.exported_table import NoText, beginning, text_of
from proviso.accounts.models import Force, Officer, Role, Unit
from proviso.accounts.staff_numbers import look_of

NEEDED = ("staff_number", "name", "role", "unit")
COLUMNS = (*NEEDED, "rank")


class StaffListRefused(Exception):
    """The list cannot be used; `faults` are sentences, each with its line."""

    def __init__(self, *faults: str) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class OnStaffList:
    """Somebody on the list: the line of the file, and an officer who is not saved and has no password."""

    line: int
    officer: Officer

    @property
    def placed(self) -> tuple[str, str, str]:
        """Role, unit and rank, by their codes."""
        return self.officer.role, self.officer.unit.code, self.officer.rank


@dataclass(frozen=True, slots=True)
class Compared:
    """The list beside the force: who is new, who is there as the list has them and who otherwise, and the staff numbers
    of open accounts that it does not name."""

    new: Sequence[OnStaffList]
    same: int
    otherwise: Sequence[tuple[OnStaffList, Officer]]
    unnamed: Sequence[str]


def compared(content: bytes, force: Force, ranks: Sequence[str]) -> Compared:
    """Read a list (CSV with the columns of COLUMNS, in any order) and hold it against the accounts of the force.

    `ranks` are the codes that the force's settings know. Raises StaffListRefused.
    """
    rows = _rows(content)
    read = _Reading({unit.code: unit for unit in force.units.all()}, ranks)
    listed = [one for line, row in rows if (one := read.officer(line, row))]
    there = {one.staff_number.casefold(): one for one in Officer.objects.filter(unit__force=force)}
    new = [one for one in listed if one.officer.staff_number.casefold() not in there]
    for one in new:
        read.check(one)
    if read.faults:
        raise StaffListRefused(*read.faults)
    pairs = [(one, there[key]) for one in listed if (key := one.officer.staff_number.casefold()) in there]
    otherwise = [
        (one, is_) for one, is_ in pairs if (*one.placed, True) != (is_.role, is_.unit.code, is_.rank, is_.is_active)
    ]
    named = {one.officer.staff_number.casefold() for one in listed}
    return Compared(
        new=new,
        same=len(pairs) - len(otherwise),
        otherwise=otherwise,
        unnamed=sorted(one.staff_number for key, one in there.items() if one.is_active and key not in named),
    )


def _rows(content: bytes) -> list[tuple[int, dict[str, str]]]:
    """Each line with something on it: its number, and its cells by column. Raises StaffListRefused."""
    try:
        text = text_of(content)
    except NoText as fault:
        raise StaffListRefused(str(fault)) from fault
    begins, separator = beginning(text)
    above = text[:begins].count("\n")
    reader = csv.reader(StringIO(text[begins:], newline=""), delimiter=separator, strict=True)
    try:
        headings = [_code(heading) for heading in next(reader, [])]
        lacking = [one for one in NEEDED if headings.count(one) != 1]
        if lacking:
            raise StaffListRefused(
                f"Line {above + 1} does not have one column each of: {', '.join(NEEDED)}; rank may come too. Wrong or "
                f"missing here: {', '.join(lacking)}. Its headings are: {', '.join(filter(None, headings))[:300]}."
            )
        return [
            (above + reader.line_num, dict(zip(headings, map(str.strip, row), strict=False)))
            for row in reader
            if any(map(str.strip, row))
        ]
    except csv.Error as fault:
        raise StaffListRefused(
            f"Line {above + reader.line_num} cannot be read as CSV: {fault}. Export the list again."
        ) from fault


def _code(words: str) -> str:
    """Words as a code: “Staff number” is staff_number."""
    return "_".join(words.replace("-", " ").split()).casefold()


class _Reading:
    """Reads the lines of a list one by one, and keeps what is wrong with each."""

    def __init__(self, units: Mapping[str, Unit], ranks: Sequence[str]) -> None:
        self.faults: list[str] = []
        self._roles = {_code(words): role for role in Role for words in (role.value, str(role.label))}
        self._ranks = {_code(rank): rank for rank in ranks} | {"": ""}
        named: dict[str, list[Unit]] = {}
        for unit in units.values():
            named.setdefault(unit.name.casefold(), []).append(unit)
        self._units = {name: found[0] for name, found in named.items() if len(found) == 1} | dict(units)
        self._codes = sorted(units)
        self._lines: dict[str, int] = {}

    def officer(self, line: int, row: Mapping[str, str]) -> OnStaffList | None:
        """Who a line names; None where it cannot be used."""
        before = len(self.faults)
        number, name, role, unit, rank = (row.get(column, "") for column in COLUMNS)
        if not number:
            self._wrong(line, "It has no staff number.")
        elif (first := self._lines.setdefault(look_of(number), line)) != line:
            self._wrong(line, f"Line {first} has this staff number too, or one that looks like it.")
        known = self._roles.get(_code(role))
        if known is None:
            self._wrong(line, f"There is no role {role!r}. The roles: {', '.join(Role.values)}.")
        where = self._units.get(unit) or self._units.get(unit.casefold())
        if where is None:
            self._wrong(line, f"The force has no unit {unit!r}. Its units: {', '.join(self._codes) or 'none'}.")
        if _code(rank) not in self._ranks:
            self._wrong(line, f"There is no rank {rank!r}. The ranks: {', '.join(filter(None, self._ranks))}.")
        if len(self.faults) > before or known is None or where is None:
            return None
        officer = Officer(
            staff_number=number, name=" ".join(name.split()), role=known, unit=where, rank=self._ranks[_code(rank)]
        )
        return OnStaffList(line, officer)

    def check(self, one: OnStaffList) -> None:
        """See that an account can be made of it."""
        try:
            one.officer.full_clean(exclude={"password", "unit"})
        except ValidationError as fault:
            for name, found in fault.message_dict.items():
                self._wrong(one.line, f"The {name.replace('_', ' ')}: {' '.join(found)}")

    def _wrong(self, line: int, says: str) -> None:
        self.faults.append(f"Line {line}: {says}")
