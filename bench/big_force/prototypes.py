"""The cases that all others are made after: those of the demonstration, recorded by the product's own acts.

Left out are those in which a message waits, came or was sent by e-mail: a message has one number in the whole force.
"""

import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from json import dumps
from pathlib import Path

from bench.big_force.template import Template, template


@dataclass(frozen=True)
class FirstEntry:
    """An entry of a first case, with gaps. `reasons` are the words that must be no other case's."""

    at: datetime
    kind: str
    category: str
    actor: str
    seq: int | None
    body: Template
    with_whom: Template
    why: Template
    reasons: tuple[Template, ...]


@dataclass(frozen=True)
class Prototype:
    """A first case: its entries in order, and its rows beside the record as the product wrote them."""

    unit: str
    owner: str
    seq: int
    stage: str
    unacknowledged: bool
    seen_by_lead: bool
    live: bool
    crime_reference: str
    entries: tuple[FirstEntry, ...]
    shared: tuple[tuple[object, ...], ...]


@dataclass(frozen=True)
class Prototypes:
    """The first cases, who works on them with which role and in which unit, and when all that was."""

    now: datetime
    people: Mapping[str, tuple[str, str]]
    cases: tuple[Prototype, ...]


def made(folder: Path) -> Prototypes:
    """The first cases, made in databases of their own in this folder. Needs Django set up as for tests."""
    from proviso.accounts.models import Officer
    from proviso.casework.models import CaseRow
    from proviso.demonstration.seeding import seed
    from proviso.disclosure.models import OutboxRow, WaitingReply
    from tests.record.disk import migrated, using

    now = datetime.now(UTC).replace(microsecond=0)
    with using(migrated(folder)):
        seed(now)
        people = {one.staff_number: (one.role, one.unit.code) for one in Officer.objects.all()}
        apart = {
            *OutboxRow.objects.values_list("case", flat=True),
            *WaitingReply.objects.values_list("case", flat=True),
        }
        rows = CaseRow.objects.exclude(reference__in=apart).order_by("reference")
        return Prototypes(now, people, tuple(_prototype(row.reference, people) for row in rows))


def made_apart() -> Prototypes:
    """The same, by a process of its own: for one that has other settings than tests have."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "prototypes"
        told = {name: value for name, value in os.environ.items() if not name.startswith("PROVISO_")}
        told["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        said = f"from bench.big_force.prototypes import keep; keep({str(file)!r})"
        subprocess.run([sys.executable, "-c", said], env=told, cwd=Path(__file__).parents[2], check=True)
        read: Prototypes = pickle.loads(file.read_bytes())
        return read


def keep(file: str) -> None:
    """Write the first cases into a file."""
    import django

    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        Path(file).write_bytes(pickle.dumps(made(Path(folder))))


def _prototype(reference: str, people: Mapping[str, tuple[str, str]]) -> Prototype:
    from proviso.casework.history.kinds import KINDS, value_of
    from proviso.casework.history.replay import apply_entry, replay
    from proviso.casework.models import CaseRow, SharedRow, WorklistRow
    from proviso.casework.reading.proposal import proposal_of
    from proviso.casework.values.allegation import Allegation
    from proviso.casework.values.reason_answers import reasons_of
    from proviso.record import read
    from proviso.record.canonical import canonical

    entries = read.entries(reference, with_openings=True)
    row = CaseRow.objects.get(reference=reference)
    case = replay(reference, row.force, entries)
    allegation = case.latest(Allegation)
    given = (allegation.crime_reference if allegation else None) or ""
    instead = {*people, *(unit for _, unit in people.values()), *([given] if given else [])}
    spelled = {one.index: [dumps(words, ensure_ascii=False)[1:-1] for _, words in reasons_of(value_of(one))]
               for one in entries if one.kind in KINDS}  # fmt: skip
    reasons = {words for some in spelled.values() for words in some}
    digested: dict[str, Template] = {}
    told = []
    so_far = replay(reference, row.force, [])
    for one in entries:
        for digest, source in _sources(proposal_of(so_far)):
            digested[digest] = template(source, reasons=reasons)
        so_far = so_far if one.seq is None else apply_entry(so_far, one)
        body = template(canonical(one.body).decode(), instead=instead, reasons=reasons, digested=digested)
        words = tuple(template(words, reasons=reasons) for words in spelled.get(one.index, ()))
        aside = [template(dumps(text, ensure_ascii=False), reasons=reasons) for text in (one.with_whom, one.why)]
        told.append(
            FirstEntry(one.at, one.kind, one.category.value, one.actor, one.seq, body, aside[0], aside[1], words)
        )
    shared = SharedRow.objects.filter(case=reference).order_by("seq")
    return Prototype(
        row.unit,
        row.owner,
        row.seq,
        row.stage,
        row.unacknowledged,
        row.seen_by_lead,
        WorklistRow.objects.filter(case=reference).exists(),
        given,
        tuple(told),
        tuple(shared.values_list("seq", "what", "began_at", "ended_at", "how", "department", "recipient")),
    )


def _sources(proposal: object) -> list[tuple[str, str]]:
    """Each digest by which a proposal is known, with the text that it is of."""
    from proviso.casework.reading import proposal as module
    from proviso.record.canonical import canonical

    found: list[tuple[str, str]] = []
    digest = module._digest

    def noted(parts: list[object]) -> str:
        text = canonical(parts).decode()  # type: ignore[arg-type]
        found.append((digest(parts), text))  # type: ignore[arg-type]
        return found[-1][0]

    module._digest = noted  # type: ignore[assignment]
    try:
        _ = proposal.digest, proposal.items_digest  # type: ignore[attr-defined]
    finally:
        module._digest = digest
    return found
