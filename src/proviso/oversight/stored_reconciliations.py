"""Reconciliations as they are kept, and what the data protection officer found about each thing that was listed.

Sealed under the force's own key; each is noted in the force's log in the same transaction. Nothing is taken away: a
second finding about the same thing stands beside the first.
"""

import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from django.utils.translation import gettext as _

from proviso.accounts.entries import case_of
from proviso.accounts.models import Force, Officer
from proviso.accounts.reconciliation_entries import note_found, note_reconciled
from proviso.casework.values.value import Choice, Refusal, Value, ask, question_of, to_json
from proviso.oversight.models import FoundRow, ReconciliationRow
from proviso.record import keys
from proviso.record.canonical import canonical
from proviso.record.keys import DataKey

if TYPE_CHECKING:
    from proviso.oversight.reconcile import Reconciliation

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LATEST = 20
"""How many reconciliations a page lists."""


class Explained(Choice):
    """What a thing that was listed turned out to be."""

    NOT_A_DISCLOSURE = "not_a_disclosure", "Nothing about a victim or witness was shared in it"
    RECORDED_SINCE = "recorded_since", "Something was shared, and it has been recorded since"
    RECORDED_OTHERWISE = "recorded_otherwise", "It is on record, at another time or in another way"
    UNRECORDED = "unrecorded", "Something was shared, and is still to be recorded"
    OUTSIDE_THE_LOG = "outside_the_log", "It was made, and this log does not show it"
    NOT_MADE = "not_made", "What is on record was not made, or not then, or not in that way"
    NOT_KNOWN = "not_known", "Nobody could say"


class ReconciliationAnswer(Value):
    """What the data protection officer found about one thing that nothing explained (`asked_about`: what is asked)."""

    kind = "reconciliation_answered"

    explained: Explained = ask("What was it?", "Select what it was")
    words: str = ask(
        "Who told you, and what follows?",
        "Enter who told you and what follows",
        long=True,
        most=1000,
        hint="Name no victim or witness; a case’s reference is enough",
        reason=True,
        heard_by=None,
    )

    def refusals(self) -> Iterator[Refusal]:
        """What cannot be found about a thing of this kind."""
        asked = question_of(type(self), "explained")
        if self.explained in asked.without:
            yield Refusal("explained", str(self.explained), "what is listed", _(asked.missing))


class ContactAnswer(ReconciliationAnswer):
    """What was found about a contact that nothing on record explains, and could not only be said of a disclosure."""

    explained: Explained = ask(
        "What was it?", "Select what it was", without=(Explained.OUTSIDE_THE_LOG, Explained.NOT_MADE)
    )


class DisclosureAnswer(ReconciliationAnswer):
    """What was found about what is on record and no contact explains, and could not only be said of a contact."""

    explained: Explained = ask(
        "What was it?",
        "Select what it was",
        without=(
            Explained.NOT_A_DISCLOSURE,
            Explained.RECORDED_SINCE,
            Explained.RECORDED_OTHERWISE,
            Explained.UNRECORDED,
        ),
    )


def asked_about(about: str) -> type[ReconciliationAnswer]:
    """What is asked about a thing that was listed, by its name."""
    return DisclosureAnswer if about.startswith("disclosure-") else ContactAnswer


class NothingListed(LookupError):
    """There is no such reconciliation of this force, or nothing in this place of it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found about one thing, by whom and when (UTC)."""

    finding: ReconciliationAnswer
    by: str
    at: datetime


Listed: TypeAlias = Mapping[str, Any]  # `reconcile.listing`, or one thing of it, as its JSON gives it back


@dataclass(frozen=True, slots=True)
class StoredReconciliation:
    """One reconciliation as it was kept. `listing` is `reconcile.listing`; `found` is by "contact-3", in order."""

    reference: str
    made_at: datetime
    listing: Listed
    found: Mapping[str, tuple[Found, ...]]

    @property
    def open(self) -> int:
        """About how many of the things that were listed nothing was found yet, or that it is still to be recorded."""
        return sum(self._is_open(about) for about in self.things)

    def _is_open(self, about: str) -> bool:
        said = self.found.get(about)
        return not said or said[-1].finding.explained is Explained.UNRECORDED

    @property
    def things(self) -> list[str]:
        """What was listed, by name: "contact-0" and so on, "doubtful-0", then "disclosure-0"."""
        return [
            f"{kind}-{place}" for kind, where in LISTED_AS.items() for place in range(len(self.listing.get(where, ())))
        ]


LISTED_AS: Mapping[str, str] = MappingProxyType(
    {"contact": "contacts", "doubtful": "doubtful_contacts", "disclosure": "disclosures"}
)
"""Each kind of thing that is listed, and under which name its listing has it."""


def keep(force: Force, found: "Reconciliation", *, now: datetime) -> str:
    """Keep a reconciliation, with its entry in the force's log, and return our reference of it."""
    from proviso.oversight.reconcile import counts, listing

    reference = _new_reference()
    key = keys.ensure(case_of(force))
    sealed = key.seal(canonical(listing(found)), _about(reference))

    def in_transaction(_entry: object) -> None:
        ReconciliationRow.objects.create(reference=reference, force=force.code, made_at=now, listing=sealed)

    note_reconciled(force, reference, counts(found), now=now, in_transaction=in_transaction)
    return reference


def latest(force: Force) -> list[StoredReconciliation]:
    """The force's latest reconciliations, the last first."""
    rows = ReconciliationRow.objects.filter(force=force.code).order_by("-made_at", "reference")[:LATEST]
    key = keys.ensure(case_of(force))
    return [_opened(row, key) for row in rows.prefetch_related("found")]


def one(force: Force, reference: str) -> StoredReconciliation:
    """One reconciliation of the force. Raises NothingListed."""
    row = ReconciliationRow.objects.filter(force=force.code, reference=reference).first()
    if row is None:
        raise NothingListed(reference)
    return _opened(row, keys.of(case_of(force)))


def record_found(
    force: Force, reference: str, about: str, finding: ReconciliationAnswer, *, by: Officer, now: datetime
) -> None:
    """Record what was found about one thing that was listed. Raises NothingListed, `NotTheirs`."""
    if about not in one(force, reference).things:
        raise NothingListed(about)
    told = {"about": about, **to_json(finding)}
    sealed = keys.of(case_of(force)).seal(canonical(told), _about(reference, about))

    def in_transaction(_entry: object) -> None:
        FoundRow.objects.create(reconciliation_id=reference, about=about, made_at=now, by=by.staff_number, found=sealed)

    note_found(force, reference, told, by=by, now=now, in_transaction=in_transaction)


def _opened(row: ReconciliationRow, key: DataKey) -> StoredReconciliation:
    found: dict[str, list[Found]] = {}
    for each in sorted(row.found.all(), key=lambda each: each.pk):
        told = json.loads(key.open(bytes(each.found), _about(row.reference, each.about)))
        finding = ReconciliationAnswer(explained=Explained(told["explained"]), words=told["words"])
        said = Found(finding, each.by, each.made_at)
        found.setdefault(each.about, []).append(said)
    listed = json.loads(key.open(bytes(row.listing), _about(row.reference)))
    return StoredReconciliation(
        row.reference, row.made_at, listed, {about: tuple(said) for about, said in found.items()}
    )


def _about(reference: str, about: str = "") -> bytes:
    """What a sealed listing or finding is bound to."""
    return f"proviso reconciliation {reference} {about}".encode()


def _new_reference() -> str:
    drawn = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"RC-{drawn[:4]}-{drawn[4:]}"
