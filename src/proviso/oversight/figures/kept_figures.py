"""The figures of a period, worked out once: when it has ended and settled. Whoever looks later sees the same.

So nobody learns anything from looking again once a case was added, put right or erased. What was worked out is sealed
under the force's own key, and holds no case: what is shown of each cell, and no more.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from django.conf import settings
from django.db import IntegrityError
from django.utils.translation import gettext as _

from proviso.accounts.entries import case_of
from proviso.accounts.figure_entries import note_figures_made
from proviso.accounts.models import Force, Unit
from proviso.casework.clock import LONDON
from proviso.casework.counted_rows import bring_up_to_date, counted_lines
from proviso.casework.reading.content_words import day_in_full
from proviso.oversight.figures.cells import Cell, Place
from proviso.oversight.figures.periods import Period, period_of, periods_of
from proviso.oversight.figures.record_began import is_before, nothing_before, record_began
from proviso.oversight.figures.suppressed import suppressed
from proviso.oversight.models import FiguresRow
from proviso.record import keys
from proviso.record.canonical import canonical
from proviso.record.entry import Entry, Json
from proviso.record.keys import DataKey

Progress = Callable[[int, int], None]


class Figures(Protocol):
    """How few are too few, and after how many days a period is given: a force's setting."""

    threshold: int
    settling_days: int


def figure_settings() -> Figures:
    """The force's settings of figures."""
    wanted: Figures = settings.PROVISO_FIGURES
    return wanted


class NotGivenYet(ValueError):
    """The period has not ended, or not settled yet, or ended before the record began; the message says which."""


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """What is shown of one period: of the force (by "") and of each unit, the number of each cell; negative where none
    is shown."""

    period: Period
    made_at: datetime
    threshold: int
    tables: Mapping[str, Mapping[Cell, int]]


def given_from(period: Period) -> date:
    """The first day on which the figures of a period are given."""
    wanted = figure_settings()
    return period.last_day + timedelta(days=1 + wanted.settling_days)


def figures_of(force: Force, period: Period, *, now: datetime, progress: Progress | None = None) -> PeriodFigures:
    """The figures of a period, as they were worked out, or as they are from now on.

    Raises NotGivenYet, KeyLost. `progress` is told (done, of how many) while cases are counted.
    """
    today = now.astimezone(LONDON).date()
    if today < given_from(period):
        raise NotGivenYet(
            _(
                "The figures of %(code)s are given from %(given_from)s, once and for all: before, each "
                "case that was added would show."
            )
            % {"code": period.code, "given_from": day_in_full(given_from(period), _)}
        )
    if (began := record_began(force.code)) and is_before(period, began):
        raise NotGivenYet(nothing_before(period, began))
    key = keys.ensure(case_of(force))
    wanted = FiguresRow.objects.filter(force=force.code, period=period.code)
    row = wanted.first()
    if row is None:
        _work_out(force, period.year, _kept(force, period.year, key), today, key, now, progress)
        row = wanted.get()
    return _opened(row, key)


def _kept(force: Force, year: int, key: DataKey) -> dict[str, PeriodFigures]:
    """Those of a year that were worked out before."""
    rows = FiguresRow.objects.filter(force=force.code, period__startswith=f"{year}").order_by("period")
    return {row.period: _opened(row, key) for row in rows}


def _work_out(
    force: Force,
    year: int,
    kept: Mapping[str, PeriodFigures],
    today: date,
    key: DataKey,
    now: datetime,
    progress: Progress | None,
) -> None:
    """Work out each period of a year that has settled and was not worked out yet, beside those that were."""
    from proviso.oversight.figures.counting import count, frame_of

    wanted = figure_settings()
    due = [one.code for one in periods_of(year) if given_from(one) <= today and one.code not in kept]
    bring_up_to_date(force.code, progress)
    before = {(code, unit): cells for code, one in kept.items() for unit, cells in one.tables.items()}
    units = Unit.objects.filter(force=force).values_list("code", flat=True)
    every = count(frame_of(counted_lines(force.code)), year, units)
    tables = {place: table for place, table in every.items() if place[0] in due or place in before}
    shown = suppressed(tables, year, wanted.threshold, before)
    rows = [_sealed(force, code, shown, wanted.threshold, key, now) for code in due]

    def in_transaction(_entry: Entry) -> None:
        FiguresRow.objects.bulk_create(rows)

    try:
        note_figures_made(force, due, now=now, in_transaction=in_transaction)
    except IntegrityError:  # somebody else worked them out meanwhile: theirs stand
        if not FiguresRow.objects.filter(force=force.code, period__in=due).exists():
            raise


def _sealed(
    force: Force, code: str, shown: Mapping[Place, Mapping[Cell, int]], threshold: int, key: DataKey, now: datetime
) -> FiguresRow:
    tables: dict[str, Json] = {
        unit: {f"{of}:{what}": number for (of, what), number in cells.items()}
        for (period, unit), cells in shown.items()
        if period == code
    }
    told = canonical({"threshold": threshold, "tables": tables})
    return FiguresRow(force=force.code, period=code, made_at=now, sealed=key.seal(told, _about(force.code, code)))


def _opened(row: FiguresRow, key: DataKey) -> PeriodFigures:
    told = json.loads(key.open(bytes(row.sealed), _about(row.force, row.period)))
    tables = {unit: {_cell(name): number for name, number in cells.items()} for unit, cells in told["tables"].items()}
    return PeriodFigures(period_of(row.period), row.made_at, told["threshold"], tables)


def _cell(name: str) -> Cell:
    of, _colon, what = name.partition(":")
    return of, what


def _about(force: str, period: str) -> bytes:
    """What sealed figures are bound to."""
    return f"proviso figures {force} {period}".encode()
