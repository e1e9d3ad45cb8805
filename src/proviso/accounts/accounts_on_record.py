"""What every account, unit, recipient and setting of a force should be: its log's own entries, replayed. Pure.

An entry that is not shaped as `force_changes` and its neighbours write them is passed over, and its place is kept.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from proviso.accounts.models import Listed
from proviso.record.entry import Entry, Json


@dataclass(frozen=True, slots=True)
class Account:
    """One account. `password` is the digest of what is stored (`entries.password_digest`); None where no entry says.
    `given_at` is when somebody else set it; None where they chose it themselves."""

    staff_number: str
    name: str
    role: str
    unit: str
    active: bool
    password: str | None
    rank: str = ""
    given_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ForceSettings:
    """What stands of the force itself."""

    name: str
    jurisdiction: str
    local_policies: tuple[str, ...] = ()
    equality_assessment_current: bool | None = None
    equality_assessments: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecipientEntered:
    """A recipient on the force's list. `certificate` is its fingerprint."""

    department: str
    channel: str
    name: str
    address: str
    certificate: str
    state: str
    proposed_by: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class WordingEntered:
    """The words that hold for a language."""

    digest: str
    checked_by: str
    approved_by: str


@dataclass(slots=True)
class OnRecord:
    """A force as its log has it. Grows by `apply`; `strange` are the places of entries that no act here made."""

    force: ForceSettings | None = None
    units: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    recipients: dict[int, RecipientEntered] = field(default_factory=dict)
    wordings: dict[str, WordingEntered] = field(default_factory=dict)
    strange: set[object] = field(default_factory=set)

    def apply(self, entry: Entry) -> None:
        """Take one entry in."""
        try:
            CHANGES[entry.kind](self, entry)
        except (AttributeError, LookupError, TypeError, ValueError):
            self.strange.add(entry.index)


def _force_added(on: OnRecord, entry: Entry) -> None:
    on.force = ForceSettings(_text(entry, "name"), _text(entry, "jurisdiction"))


def _unit_added(on: OnRecord, entry: Entry) -> None:
    on.units[_text(entry, "unit")] = _text(entry, "name")


def _officer_added(on: OnRecord, entry: Entry) -> None:
    number = _text(entry, "staff_number")
    on.accounts[number] = Account(
        staff_number=number,
        name=_text(entry, "name"),
        role=_text(entry, "role"),
        unit=_text(entry, "unit"),
        active=True,
        password=_password(entry),
        given_at=entry.at,
        rank=_text(entry, "rank") if "rank" in entry.body else "",
    )


def _rank_changed(on: OnRecord, entry: Entry) -> None:
    account = _account(on, entry)
    on.accounts[account.staff_number] = replace(account, rank=_text(entry, "is"))


def _role_changed(on: OnRecord, entry: Entry) -> None:
    account = _account(on, entry)
    on.accounts[account.staff_number] = replace(account, role=_text(entry, "is"))


def _officer_moved(on: OnRecord, entry: Entry) -> None:
    account = _account(on, entry)
    on.accounts[account.staff_number] = replace(account, unit=_text(entry, "is"))


def _officer_deactivated(on: OnRecord, entry: Entry) -> None:
    account = _account(on, entry)
    on.accounts[account.staff_number] = replace(account, active=False)


def _officer_reactivated(on: OnRecord, entry: Entry) -> None:
    account = _account(on, entry)
    on.accounts[account.staff_number] = replace(account, active=True)


def _password_changed(on: OnRecord, entry: Entry) -> None:
    account = _account(on, entry)
    given_at = None if entry.body["own"] is True else entry.at
    on.accounts[account.staff_number] = replace(account, password=_password(entry), given_at=given_at)


def _local_policies_adopted(on: OnRecord, entry: Entry) -> None:
    chosen = tuple(str(one) for one in _list(entry.body["is"]))
    named = _force(on).equality_assessments
    left = {name: named[name] for name in chosen if name in named}
    on.force = replace(_force(on), local_policies=chosen, equality_assessments=left)


def _equality_assessment_stated(on: OnRecord, entry: Entry) -> None:
    current = entry.body["is"]
    on.force = replace(_force(on), equality_assessment_current=None if current is None else bool(current))


def _equality_assessment_named(on: OnRecord, entry: Entry) -> None:
    named = {**_force(on).equality_assessments, _text(entry, "policy"): entry.body["is"]}
    on.force = replace(_force(on), equality_assessments=named)


def _recipient_proposed(on: OnRecord, entry: Entry) -> None:
    parts = {name: _text(entry, name) for name in ("department", "channel", "name", "address", "certificate")}
    state = Listed.PROPOSED.value
    on.recipients[_key(entry)] = RecipientEntered(**parts, state=state, proposed_by=entry.actor, approved_by="")


def _recipient_approved(on: OnRecord, entry: Entry) -> None:
    one = on.recipients[_key(entry)]
    on.recipients[_key(entry)] = replace(one, state=Listed.APPROVED.value, approved_by=entry.actor)


def _recipient_withdrawn(on: OnRecord, entry: Entry) -> None:
    on.recipients[_key(entry)] = replace(on.recipients[_key(entry)], state=Listed.WITHDRAWN.value)


def _wording_approved(on: OnRecord, entry: Entry) -> None:
    approved = WordingEntered(_text(entry, "digest"), _text(entry, "checked_by"), entry.actor)
    on.wordings[_text(entry, "language")] = approved


def _wording_withdrawn(on: OnRecord, entry: Entry) -> None:
    del on.wordings[_text(entry, "language")]


CHANGES: Mapping[str, Callable[[OnRecord, Entry], None]] = MappingProxyType(
    {
        "force_added": _force_added,
        "unit_added": _unit_added,
        "officer_added": _officer_added,
        "role_changed": _role_changed,
        "rank_changed": _rank_changed,
        "officer_moved": _officer_moved,
        "officer_deactivated": _officer_deactivated,
        "officer_reactivated": _officer_reactivated,
        "password_changed": _password_changed,
        "local_policies_adopted": _local_policies_adopted,
        "equality_assessment_stated": _equality_assessment_stated,
        "equality_assessment_named": _equality_assessment_named,
        "recipient_proposed": _recipient_proposed,
        "recipient_approved": _recipient_approved,
        "recipient_withdrawn": _recipient_withdrawn,
        "wording_approved": _wording_approved,
        "wording_withdrawn": _wording_withdrawn,
    }
)
"""What each kind of entry that changes a table of the accounts makes of a force."""


def _text(entry: Entry, name: str) -> str:
    value = entry.body[name]
    if not isinstance(value, str):
        raise TypeError(name)
    return value


def _password(entry: Entry) -> str | None:
    """The digest that the entry gives; an entry of the first version gives none."""
    return None if entry.body["version"] == 1 else _text(entry, "password_digest")


def _account(on: OnRecord, entry: Entry) -> Account:
    return on.accounts[_text(entry, "staff_number")]


def _force(on: OnRecord) -> ForceSettings:
    if on.force is None:
        raise LookupError("no entry added the force")
    return on.force


def _key(entry: Entry) -> int:
    key = entry.body["recipient"]
    if not isinstance(key, int):
        raise TypeError("recipient")
    return key


def _list(value: Json) -> list[Json]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value
