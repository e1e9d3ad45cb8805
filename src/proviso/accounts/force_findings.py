"""The tables of the accounts held against the logs of their forces: for verifying, and for `proviso check`.

Everything is read of one moment. What somebody who can write to the database wrote there is a finding, of whatever
type it is.
"""

import json
from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass, fields

from proviso.accounts.account_findings import MISSING, NOT_ADDED, TWICE, AccountFinding, Differs, instead, of_account
from proviso.accounts.account_rows import AccountRow, accounts, rows
from proviso.accounts.accounts_on_record import ForceSettings, OnRecord, RecipientEntered, WordingEntered
from proviso.accounts.certificate_text import CertificateRefused, fingerprint_in
from proviso.accounts.read_accounts import LogUnreadable, on_record
from proviso.record.columns import Row
from proviso.record.moment import RECORD_AND_KEYS, one_moment

Columns = Mapping[str, object]
Found = tuple[str, AccountFinding]
"""The log that a finding is of, empty for rows that belong to no force; and the finding."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows of all forces as they lie; `force` of each is its code, None where it has none."""

    accounts: list[AccountRow]
    forces: list[Row]
    units: list[Row]
    recipients: list[Row]
    wordings: list[Row]


_FORCES = """
SELECT code, name, jurisdiction, local_policies, equality_assessment_current, equality_assessments FROM accounts_force
ORDER BY id
"""
_UNITS = (
    "SELECT f.code, u.code, u.name FROM accounts_unit u LEFT JOIN accounts_force f ON f.id = u.force_id ORDER BY u.id"
)
_RECIPIENTS = """
SELECT f.code, r.id, r.department, r.channel, r.name, r.address, r.certificate, r.state, r.proposed_by, r.approved_by
FROM accounts_recipient r LEFT JOIN accounts_force f ON f.id = r.force_id ORDER BY r.id
"""
_WORDINGS = """
SELECT f.code, w.language, w.digest, w.checked_by, w.approved_by FROM accounts_approvedwording w
LEFT JOIN accounts_force f ON f.id = w.force_id ORDER BY w.id
"""
_LOGS = "SELECT log FROM record_head ORDER BY log"


def findings(log: str | None = None) -> list[Found]:
    """Every difference between the tables and the log of one force, or the logs of all of them."""
    with one_moment(RECORD_AND_KEYS):
        tables = Tables(accounts(), rows(_FORCES), rows(_UNITS), rows(_RECIPIENTS), rows(_WORDINGS))
        known = {row[0] for row in (*rows(_LOGS), *tables.forces)}
        logs = sorted(one for one in known if isinstance(one, str)) if log is None else [log]
        found = [(one, finding) for one in logs for finding in _of_log(one, tables)]
        return found if log is not None else [*found, *(("", one) for one in _of_no_force(tables, logs))]


def passwords_unknown(log: str) -> int:
    """How many open accounts have a password of which no entry says anything, because it was set before they did."""
    return sum(one.active and one.password is None for one in on_record(log).accounts.values())


def _of_log(log: str, tables: Tables) -> Iterator[AccountFinding]:
    try:
        on = on_record(log)
    except LogUnreadable as fault:
        yield AccountFinding("log", "", Differs.ENTRY, f"accounts could not be compared with it: {fault}")
        return
    for place in sorted(on.strange, key=str):
        yield AccountFinding(
            "entry", str(place), Differs.ENTRY, "does not count: no act on an account wrote it as it is"
        )
    yield from _compared("force", _settings(log, tables.forces), {log: _given(on.force)} if on.force else {})
    yield from _of_accounts([one for one in tables.accounts if one.force == log], on)
    units = [(code, {"name": name}) for force, code, name in tables.units if force == log]
    yield from _compared("unit", units, {code: {"name": name} for code, name in on.units.items()})
    recipients = [(row[1], _recipient(row)) for row in tables.recipients if row[0] == log]
    yield from _compared("recipient", recipients, {key: _columns(one) for key, one in on.recipients.items()})
    wordings = [(row[1], _wording(row)) for row in tables.wordings if row[0] == log]
    yield from _compared("wording", wordings, {language: _columns(one) for language, one in on.wordings.items()})


def _of_accounts(ours: Collection[AccountRow], on: OnRecord) -> Iterator[AccountFinding]:
    seen: set[object] = set()
    for row in ours:
        yield from of_account(row, on)
        if row.staff_number in seen:
            yield AccountFinding("account", row.number, Differs.TWICE, TWICE)
        seen.add(row.staff_number)
    for number in on.accounts:
        if number not in seen:
            yield AccountFinding("account", number, Differs.MISSING, MISSING)


def _compared(
    table: str, there: Collection[tuple[Hashable, Columns]], entered: Mapping[Hashable, Columns]
) -> Iterator[AccountFinding]:
    seen: set[Hashable] = set()
    for key, columns in there:
        if key not in entered:
            yield AccountFinding(table, str(key), Differs.NOT_ADDED, NOT_ADDED)
        elif key in seen:
            yield AccountFinding(table, str(key), Differs.TWICE, TWICE)
        else:
            for name, was in entered[key].items():
                if columns[name] != was:
                    yield AccountFinding(
                        table, str(key), Differs.VALUE, instead(name.replace("_", " "), columns[name], was)
                    )
        seen.add(key)
    for key in entered:
        if key not in seen:
            yield AccountFinding(table, str(key), Differs.MISSING, MISSING)


def _of_no_force(tables: Tables, logs: Collection[str]) -> Iterator[AccountFinding]:
    """Rows whose force is not there, or has no code that a log could have: no entry added them."""
    for row in tables.accounts:
        if row.force not in logs:
            yield AccountFinding("account", row.number, Differs.NOT_ADDED, NOT_ADDED)
    others = (("force", tables.forces, 0), ("unit", tables.units, 1))
    for table, rows_of, name in (*others, ("recipient", tables.recipients, 1), ("wording", tables.wordings, 1)):
        for one in rows_of:
            if one[0] not in logs:
                yield AccountFinding(table, str(one[name]), Differs.NOT_ADDED, NOT_ADDED)


def _settings(log: str, forces: Collection[Row]) -> list[tuple[Hashable, Columns]]:
    return [
        (code, _spelled(name, jurisdiction, _read(policies), current, _read(assessments)))
        for code, name, jurisdiction, policies, current, assessments in forces
        if code == log
    ]


def _given(force: ForceSettings) -> Columns:
    current = force.equality_assessment_current
    policies, assessments = list(force.local_policies), dict(force.equality_assessments)
    return _spelled(force.name, force.jurisdiction, policies, current, assessments)


def _spelled(name: object, jurisdiction: object, policies: object, current: object, assessments: object) -> Columns:
    return {
        "name": name,
        "jurisdiction": jurisdiction,
        "local_policies": policies,
        "equality_assessment_current": current,
        "equality_assessments": assessments,
    }


def _recipient(row: Row) -> Columns:
    names = ("department", "channel", "name", "address", "certificate", "state", "proposed_by", "approved_by")
    columns = dict(zip(names, row[2:], strict=True))
    return columns | {"certificate": _fingerprint(columns["certificate"])}


def _wording(row: Row) -> Columns:
    return dict(zip(("digest", "checked_by", "approved_by"), row[2:], strict=True))


def _columns(entered: RecipientEntered | WordingEntered) -> Columns:
    return {one.name: getattr(entered, one.name) for one in fields(entered)}


def _read(stored: object) -> object:
    """What a column of JSON holds; what it holds as it lies, where that is none."""
    try:
        return json.loads(stored) if isinstance(stored, (str, bytes)) else stored
    except (ValueError, RecursionError):
        return stored


def _fingerprint(stored: object) -> object:
    """The SHA-256 of a certificate as an entry names it; what the column holds, where that is none."""
    if not isinstance(stored, str) or not stored:
        return stored
    try:
        return fingerprint_in(stored)
    except CertificateRefused:
        return "no certificate"
