"""Dip samples as the force's log has them: ordered, drawn, reviewed, and what each unit took from it. No table beside.

A sample is drawn by the root of the record's tree that holds the first entry which somebody else made after the order:
whoever orders cannot know it, and what they order again is another sample that everybody sees. Nothing is taken back.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from proviso.accounts import sample_entries as entries
from proviso.accounts.entries import case_of
from proviso.accounts.models import Force
from proviso.casework.models import CaseRow
from proviso.casework.values.value import from_json, to_json
from proviso.oversight.samples.sample_draw import digest_of
from proviso.oversight.samples.sample_order import (
    THE_FORCE,
    SampleAnswer,
    SampleFinding,
    SampleLearning,
    SampleOrder,
    ToldAnswer,
)
from proviso.record import keys
from proviso.record.canonical import canonical
from proviso.record.entry import Entry, Json
from proviso.record.keys import DataKey, KeyLost, SealBroken
from proviso.record.read_by_kind import ByKind, by_kind
from proviso.record.read_consultations import at_places


class NoSuchSample(LookupError):
    """The force has no sample of that number, or nothing in that place of it."""


@dataclass(frozen=True, slots=True)
class Draw:
    """What was drawn: by the root over the first `size` entries; each case with its stratum, in order. `people` could
    review at the time."""

    size: int
    root: str
    cases: tuple[tuple[str, str], ...]
    people: frozenset[str]
    at: datetime


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What was found about one case, by whom and when; `unit` had the case then. `sealed` is the whole finding with its
    words under the key of the case, so that it goes when the case is erased; the three answers stay."""

    proportionate: SampleAnswer
    reason: SampleAnswer
    told: ToldAnswer
    by: str
    unit: str
    at: datetime
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Noted:
    """What a unit took from it, by whom and when."""

    learning: SampleLearning
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Sample:
    """One dip sample. `number` counts the force's own from 1; `place` is that of its order in the log, `listed` that of
    the cases it is drawn from. `shown` are their numbers as figures show them."""

    log: str
    reference: str
    number: int
    order: SampleOrder
    by: str
    at: datetime
    place: int
    listed: int
    digest: str
    shown: Mapping[str, int]
    shown_of_all: int
    draw: Draw | None = None
    reviewed: Mapping[str, Reviewed] = field(default_factory=dict)
    noted: Mapping[str, Noted] = field(default_factory=dict)

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases that were drawn, in order; none yet where it is not drawn."""
        return tuple(case for _stratum, case in self.draw.cases) if self.draw else ()

    def is_of(self, unit: str) -> bool:
        """Whether cases of this unit may be in it."""
        return self.order.where in (THE_FORCE, unit)


def samples_of(force: Force) -> list[Sample]:
    """Every sample of a force, in the order in which they were ordered. Raises KeyLost."""
    found: dict[str, Sample] = {}
    for entry in _entries(force):
        _FOLD[entry.kind](found, entry)
    return list(found.values())


def sample_of(force: Force, reference: str) -> Sample:
    """One sample. Raises NoSuchSample."""
    for one in samples_of(force):
        if one.reference == reference:
            return one
    raise NoSuchSample(reference)


def listing_of(force: Force, sample: Sample) -> dict[str, list[str]]:
    """The cases that a sample is drawn from, by stratum. Raises NoSuchSample where they cannot be read any more, or are
    not those that were ordered."""
    entry = at_places(force.code, {sample.listed}).get(sample.listed)
    strata = _dict(entry.body.get("strata", {})) if entry and entry.kind == entries.POPULATION else {}
    listed = {one: [str(case) for case in _list(cases)] for one, cases in strata.items()}
    if digest_of((stratum, case) for stratum, cases in listed.items() for case in cases) != sample.digest:
        raise NoSuchSample(f"The cases that {sample.reference} is drawn from cannot be read: verify the record.")
    return listed


def sealed_finding(sample: str, case: str, finding: SampleFinding, key: DataKey) -> bytes:
    """A finding under the key of its case."""
    return key.seal(canonical(to_json(finding)), _about(sample, case))


def findings_in_words(sample: Sample, cases: Collection[str]) -> dict[str, SampleFinding | None]:
    """What was found about these cases, with its words; those of a case that was erased are gone, and None stands for
    what cannot be read, because the key of that case or what was sealed under it is damaged."""
    asked = [case for case in cases if case in sample.reviewed]
    there = CaseRow.objects.filter(reference__in=asked).order_by("reference").values_list("reference", flat=True)
    return {case: _in_words(sample, case) for case in there}


def _in_words(sample: Sample, case: str) -> SampleFinding | None:
    try:
        told = keys.of(case).open(sample.reviewed[case].sealed, _about(sample.reference, case))
    except (KeyLost, SealBroken):
        return None
    return from_json(SampleFinding, json.loads(told))


def _about(sample: str, case: str) -> bytes:
    """What a sealed finding is bound to."""
    return f"proviso sample {sample} {case}".encode()


def ordered_alike(sample: Sample, every: Iterable[Sample]) -> list[Sample]:
    """The samples that were ordered of the same period with cases in common, this one among them: whoever tries again
    is seen here."""
    return [
        one
        for one in every
        if one.order.period == sample.order.period
        and (THE_FORCE in (one.order.where, sample.order.where) or one.order.where == sample.order.where)
    ]


def _entries(force: Force) -> Iterable[Entry]:
    rows = by_kind(force.code, entries.FOLDED)
    if not rows:
        return
    seen: set[object] = set()
    for row in rows:
        _index, entry_id = row.place
        entry = None if entry_id in seen else _opened(force.code, case_of(force), row)
        seen.add(entry_id)
        if entry:
            yield entry


@lru_cache(maxsize=4096)
def _opened(log: str, own: str, row: ByKind) -> Entry | None:
    """An entry, opened once in a process for the same bytes."""
    return row.opened(log, keys.of(own))


def _ordered(found: dict[str, Sample], entry: Entry) -> None:
    told = entry.body
    order = from_json(SampleOrder, {**_dict(told["order"]), "why": entry.why})
    reference = str(told["sample"])
    found[reference] = Sample(
        log=entry.log,
        reference=reference,
        number=len(found) + 1,
        order=order,
        by=entry.actor,
        at=entry.at,
        place=entry.index,
        listed=_int(told["population"]),
        digest=str(told["digest"]),
        shown={stratum: _int(many) for stratum, many in _dict(told["shown"]).items()},
        shown_of_all=_int(told["shown_of_all"]),
    )


def _drawn(found: dict[str, Sample], entry: Entry) -> None:
    told = entry.body
    sample = found.get(str(told["sample"]))
    if sample and sample.draw is None:
        cases = tuple((str(_list(pair)[0]), str(_list(pair)[1])) for pair in _list(told["cases"]))
        people = frozenset(map(str, _list(told["people"])))
        draw = Draw(_int(told["size"]), str(told["root"]), cases, people, entry.at)
        found[sample.reference] = replace(sample, draw=draw)


def _reviewed(found: dict[str, Sample], entry: Entry) -> None:
    told = entry.body
    sample = found.get(str(told["sample"]))
    if sample:
        made = Reviewed(
            SampleAnswer(str(told["proportionate"])),
            SampleAnswer(str(told["reason"])),
            ToldAnswer(str(told["told"])),
            entry.actor,
            str(told["unit"]),
            entry.at,
            bytes.fromhex(str(told["sealed"])),
        )
        found[sample.reference] = replace(sample, reviewed={str(told["case"]): made, **sample.reviewed})


def _noted(found: dict[str, Sample], entry: Entry) -> None:
    told = entry.body
    sample = found.get(str(told["sample"]))
    if sample:
        made = Noted(from_json(SampleLearning, _dict(told["learning"])), entry.actor, entry.at)
        found[sample.reference] = replace(sample, noted={str(told["unit"]): made, **sample.noted})


_FOLD = {entries.ORDERED: _ordered, entries.DRAWN: _drawn, entries.REVIEWED: _reviewed, entries.NOTED: _noted}


def _dict(given: Json) -> dict[str, Json]:
    assert isinstance(given, dict)  # noqa: S101  for the reader: an entry of ours, held to its leaf
    return given


def _list(given: Json) -> list[Json]:
    assert isinstance(given, list)  # noqa: S101  as above
    return given


def _int(given: Json) -> int:
    assert isinstance(given, int)  # noqa: S101  as above
    return given
