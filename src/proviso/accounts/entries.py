"""Entries of a force's own log about its people: who was added, what changed, who signed in (10.1; s.62 of the Data
Protection Act 2018 asks who consulted). They are sealed under a key of the force, never under that of a case.
"""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from types import MappingProxyType

from proviso.accounts.at_prompt import AtPrompt
from proviso.accounts.models import Force, Officer
from proviso.accounts.reason_required import require_reason
from proviso.accounts.staff_numbers import NOBODY as NOBODY
from proviso.accounts.staff_numbers import SERVER as SERVER
from proviso.record import keys
from proviso.record.append import append
from proviso.record.clock_bounds import CONFIRMED
from proviso.record.copies import CONFIRMED as COPY_CONFIRMED
from proviso.record.entry import Category, Draft, Entry, Json
from proviso.record.keys import DataKey

VERSIONS: Mapping[str, int] = MappingProxyType({"officer_added": 2, "password_changed": 2})
"""The version of each kind whose body has changed its shape; every other is 1. The second of these two say by
`password_digest` which password was set; the first say nothing of it."""

KINDS: Mapping[str, Category] = MappingProxyType(
    {
        "force_added": Category.COLLECTION,
        "unit_added": Category.COLLECTION,
        "officer_added": Category.COLLECTION,
        "role_changed": Category.ALTERATION,
        "rank_changed": Category.ALTERATION,
        "officer_moved": Category.ALTERATION,
        "officer_deactivated": Category.ALTERATION,
        "officer_reactivated": Category.ALTERATION,
        "password_changed": Category.ALTERATION,
        CONFIRMED: Category.ALTERATION,
        COPY_CONFIRMED: Category.ALTERATION,
        "key_encryption_changed": Category.ALTERATION,
        "local_policies_adopted": Category.ALTERATION,
        "equality_assessment_stated": Category.ALTERATION,
        "equality_assessment_named": Category.ALTERATION,
        "recipient_proposed": Category.COLLECTION,
        "recipient_approved": Category.ALTERATION,
        "recipient_withdrawn": Category.ALTERATION,
        "wording_approved": Category.ALTERATION,
        "wording_withdrawn": Category.ALTERATION,
        "log_reconciled": Category.COMBINATION,
        "reconciliation_answered": Category.COLLECTION,
        "signed_in": Category.CONSULTATION,
        "sign_in_failed": Category.CONSULTATION,
        "account_refused": Category.CONSULTATION,
        "sign_ins_failed": Category.CONSULTATION,
        "attempts_held": Category.CONSULTATION,
        "hold_lifted": Category.ALTERATION,
        "signed_out": Category.CONSULTATION,
        "identity_confirmed": Category.CONSULTATION,
        "confirmation_failed": Category.CONSULTATION,
        "record_downloaded": Category.CONSULTATION,
        "figures_worked_out": Category.COMBINATION,
        "figures_read": Category.CONSULTATION,
        "figures_downloaded": Category.CONSULTATION,
        "equality_assessment_answered": Category.COLLECTION,
        "characteristics_joined": Category.COMBINATION,
        "figures_released": Category.DISCLOSURE,
        "figures_release_withdrawn": Category.ALTERATION,
        "sample_population_listed": Category.COMBINATION,
        "sample_ordered": Category.COLLECTION,
        "sample_drawn": Category.COMBINATION,
        "sample_reviewed": Category.COLLECTION,
        "sample_draw_downloaded": Category.CONSULTATION,
        "sample_findings_read": Category.CONSULTATION,
        "sample_learning_noted": Category.COLLECTION,
        "patterns_read": Category.CONSULTATION,
        "pattern_noted": Category.COLLECTION,
        "pattern_note_answered": Category.COLLECTION,
        "unit_reminded": Category.CONSULTATION,
        "unit_reminder_failed": Category.CONSULTATION,
    }
)

ASKS_WHY = frozenset(
    {
        "role_changed",
        "rank_changed",
        "officer_moved",
        "officer_deactivated",
        "officer_reactivated",
        CONFIRMED,
        COPY_CONFIRMED,
        "key_encryption_changed",
        "local_policies_adopted",
        "equality_assessment_stated",
        "equality_assessment_named",
        "recipient_withdrawn",
        "wording_withdrawn",
        "sample_ordered",
        "hold_lifted",
        "pattern_noted",
        "pattern_note_answered",
        "figures_released",
        "figures_release_withdrawn",
    }
)
"""The changes that somebody is asked why."""


def case_of(force: Force) -> str:
    """The reference under which the entries about a force itself are kept."""
    return keys.own_case(force.code)


Changer = Officer | AtPrompt
"""Who makes a change: an officer who is signed in, or somebody at the server's own command line."""


def actor_of(by: Changer) -> str:
    """How an entry names who did it: a staff number, or the server for what is done at its command line."""
    return SERVER if isinstance(by, AtPrompt) else by.staff_number


def password_digest(encoded: str) -> str:
    """A password as an entry names it: the SHA-256, in hexadecimal, of it as it is stored, its own salt included."""
    return sha256(encoded.encode()).hexdigest()


def note(
    force: Force,
    kind: str,
    *,
    actor: str | AtPrompt,
    body: Mapping[str, Json],
    now: datetime,
    why: str = "",
    key: DataKey | None = None,
) -> Entry:
    """Append one entry to the force's log, inside the caller's transaction. What was done at the prompt says so, with
    who says that they did it and under which authority.

    `key` is the force's own where the caller has it; else it is made if there was none. Raises `KeyError` for a kind
    that is not in `KINDS`, `ReasonLacking` for one of `ASKS_WHY` without a reason in words, and what
    `record.append` and `record.keys.ensure` raise.
    """
    if kind in ASKS_WHY:
        require_reason(why, "Say why, for the record")
    return append(
        Draft(
            log=force.code,
            case=case_of(force),
            kind=kind,
            category=KINDS[kind],
            actor=SERVER if isinstance(actor, AtPrompt) else actor,
            body={"version": VERSIONS.get(kind, 1), **body, **(actor.plain() if isinstance(actor, AtPrompt) else {})},
            seq=None,
            why=why,
        ),
        now=now,
        key=key or keys.ensure(case_of(force)),
    )
