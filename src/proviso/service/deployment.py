"""Whether a service is fit to hold cases: secrets, settings, databases, keys, people, clock. It changes nothing.

Each finding is one sentence, and where something is wrong another that says what to do. `proviso check` prints them.
"""

import zoneinfo
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import proviso
from proviso.service.check_result import CheckResult, private, writable
from proviso.service.config import Config
from proviso.service.contact_checks import reachable
from proviso.service.database_settings import DATABASES
from proviso.service.proving import LOOKUP_KEY_WRONG
from proviso.service.secrets import KEY_BYTES, NAMES, SIGNING_CHARACTERS, has_keys, signing_key
from proviso.service.tls_checks import of_tls

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


def inspect(config: Config) -> list[CheckResult]:
    """Look at everything that matters. What cannot be looked at before something else is mended is said to be so."""
    found = [*_secrets(config), *_settings(config), *of_tls(config), *reachable(config)]
    if not signing_key(config):
        unseen = "The databases, the people and Django's own checks could not be looked at."
        return [*found, CheckResult("service", False, unseen, "First make or mend the secrets, as said above.")]
    from proviso.service.account_checks import trusted
    from proviso.service.databases import set_up
    from proviso.service.policy_checks import authorising
    from proviso.service.sending_checks import posting
    from proviso.service.watching_checks import watched

    set_up()
    found += _databases(config)
    if any(one.subject == "migrations" and one.passed for one in found):
        found += [
            *_current(config),
            *_people(config),
            *authorising(config),
            *trusted(config),
            *_keys(config),
            *posting(config),
            *watched(config),
            *_clock(config),
        ]
    else:
        found.append(
            CheckResult("people", False, "Keys, people and the clock could not be looked at.", "Mend the databases.")
        )
    opened = any(one.subject == "migrations" for one in found)  # to look into one that is not there would make it
    return [*found, *_django(tuple(DATABASES) if opened else ())]


def _secrets(config: Config) -> Iterator[CheckResult]:
    for name in NAMES:
        path = config.path(name)
        if not path.is_file():
            lost = name == "key_encryption_key_file" and has_keys(config)
            do = (
                "Restore it: a new one would open none of the keys."
                if lost
                else "Make it: proviso check --make-secrets"
            )
            yield CheckResult(name, False, f"There is no {path}.", do)
            continue
        yield private(name, path)
        try:
            size = len(path.read_bytes().strip() if name == "secret_key_file" else path.read_bytes())
        except OSError as fault:
            yield CheckResult(
                name, False, f"{path} cannot be read: {fault.strerror}.", "Let the service's user own it."
            )
            continue
        right = size >= SIGNING_CHARACTERS if name == "secret_key_file" else size == KEY_BYTES
        asked = (
            f"at least {SIGNING_CHARACTERS} characters" if name == "secret_key_file" else f"exactly {KEY_BYTES} bytes"
        )
        yield CheckResult(
            name,
            right,
            f"{path} is {size} long and needs {asked}.",
            ""
            if right
            else "Restore the right file. Never make a new one where cases are kept: they could not be read.",
        )


def _settings(config: Config) -> Iterator[CheckResult]:
    yield _is(
        "https",
        config.https,
        "Pages are served over HTTPS only.",
        "Pages are served without HTTPS: anybody on the network can read them.",
        "Set https = true in proviso.toml.",
    )
    yield _is(
        "tls",
        config.proxies > 0 or (config.tls_certificate_file is not None and config.tls_key_file is not None),
        "TLS is ended by the service itself or by a proxy in front of it.",
        "Nothing ends TLS: no browser could reach the service.",
        "Set tls_certificate_file and tls_key_file, or proxies = 1 where a proxy of yours is in front.",
    )
    yield _is(
        "allowed_hosts",
        bool(set(config.allowed_hosts) - LOOPBACK)
        and not any(h == "*" or h.startswith(".") or _is_no_name(h) for h in config.allowed_hosts),
        f"The service answers to {', '.join(config.allowed_hosts)}.",
        "The names that the service answers to are those of one machine alone, or too many."
        if not (no_names := [h for h in config.allowed_hosts if _is_no_name(h)])
        else f"No browser asks for {no_names[0]}: a name that the service answers to has no scheme, port or path.",
        'Set allowed_hosts = ["the.name.of.the.service"] in proviso.toml.',
    )
    yield _is(
        "demonstration",
        not config.demonstration,
        "This is no demonstration.",
        "This is a demonstration: its cases are invented and can be reset.",
        "Set demonstration = false, with a home of its own.",
    )
    yield _is(
        "force", bool(config.force), f"The force is {config.force}.", "No force is set.", 'Set force = "its-code".'
    )


def _is_no_name(host: str) -> bool:
    """Whether what is set holds more than a name or an address, so that it is equal to that of no request."""
    return not host or "/" in host or (":" in host and not host.endswith("]"))


def _databases(config: Config) -> Iterator[CheckResult]:
    from django.db import DatabaseError, connections

    from proviso.record.backends import backend_of, file_of
    from proviso.service.database_checks import of_kinds, of_rights
    from proviso.service.databases import NOT_THERE, gone, pending, unfit

    for alias, name in DATABASES.items():
        path = file_of(config.url(name))
        if path and not path.exists():
            yield CheckResult(name, False, f"There is no database at {path}.", f"{NOT_THERE}.")
            return
        backend = backend_of(connections[alias])
        try:
            durability, rights = backend.durability(), backend.rights()
        except DatabaseError as fault:
            yield _unusable(name, backend.where(), fault)
            return
        if path:
            yield private(name, path)
            yield from writable(name, path)
        if secret := getattr(config, f"{name}_password_file"):
            yield private(f"{name}_password_file", secret)
        yield CheckResult(name, *durability)
        yield from of_rights(name, backend.where(), rights)
    yield from of_kinds()
    try:
        if not (will_not_do := unfit()):
            lacking = pending()
            will_not_do = [] if lacking else gone()
    except DatabaseError as fault:
        yield _unusable("database", "A database", fault)
        return
    if will_not_do:
        yield from (CheckResult("database", False, f"{one.says}.", f"{one.what_to_do}.") for one in will_not_do)
        return
    yield _is(
        "migrations",
        not lacking,
        "Both databases are up to date.",
        f"{'1 migration is' if len(lacking) == 1 else f'{len(lacking)} migrations are'} missing, the first "
        f"{lacking[0] if lacking else ''}.",
        "Make a backup, then: proviso migrate",
    )


def _unusable(subject: str, what: str, fault: Exception) -> CheckResult:
    """What is wrong with a database that cannot be looked into, and what to do."""
    from proviso.record.backends import trouble_of

    if trouble := trouble_of(fault):
        return CheckResult(subject, False, f"{what} cannot be used: {trouble.value}.", f"{trouble.what_to_do}.")
    says = f"{what} cannot be used: {' '.join(str(fault).split())}."
    return CheckResult(subject, False, says, "Look whether the file is the right one; else restore it from its backup.")


def _current(config: Config) -> Iterator[CheckResult]:
    """Only where the record is a copy that was put back and waits for somebody's word."""
    from proviso.record.copies import CopyNotConfirmed, assert_current

    try:
        assert_current(config.force)
    except CopyNotConfirmed as fault:
        says, _, do = str(fault).partition(". ")
        yield CheckResult("copy", False, f"{says}.", do)


def _people(config: Config) -> Iterator[CheckResult]:
    from proviso.accounts.models import Force, Officer, Role

    administrators = Officer.objects.filter(
        unit__force__code=config.force, role=Role.ADMINISTRATOR, is_active=True
    ).count()
    codes = sorted(Force.objects.values_list("code", flat=True))
    yield _is(
        "force",
        config.force in codes,
        "The force that is set exists.",
        f"No force has the code {config.force or 'that is set'}.",
        f'Set force = "{codes[0]}", whose service this is.' if codes else "Add it: proviso add-force",
    )
    yield _is(
        "administrator",
        administrators > 0,
        f"{administrators} can administer accounts.",
        "Nobody can administer accounts.",
        "Add a first administrator: proviso add-force",
    )


def _keys(config: Config) -> Iterator[CheckResult]:
    from proviso.casework.lookup_proof import lookup_key_fits
    from proviso.record import keys
    from proviso.record.read import head
    from proviso.service.database_checks import of_deleted_keys

    yield from of_deleted_keys(DATABASES["keys"])
    if not config.force or head(config.force).size == 0:
        return
    try:
        keys.proved()
        keys.of(keys.own_case(config.force))
    except (keys.KeyLost, keys.KeyErased, keys.KeyEncryptionUnusable) as fault:
        yield CheckResult(
            "key_encryption_key_file",
            False,
            f"The key-encryption key does not open the keys that are stored: {fault}.",
            "Stop the service and restore the key that belongs to this database of keys.",
        )
    else:
        yield CheckResult("key_encryption_key_file", True, "The key-encryption key opens the keys that are stored.")
        yield _is(
            "lookup_key_file",
            lookup_key_fits(config.force),
            "Crime references are found by the lookup key.",
            LOOKUP_KEY_WRONG.partition(". ")[0] + ".",
            LOOKUP_KEY_WRONG.partition(". ")[2],
        )


def _clock(config: Config) -> Iterator[CheckResult]:
    from proviso.casework import clock
    from proviso.record.clock_bounds import ClockImplausible, assert_plausible

    now = clock.now()
    made = datetime.fromtimestamp(Path(proviso.__file__).stat().st_mtime, UTC)
    do = "Set the clock by a time service (NTP) before anything else is recorded."
    try:
        assert_plausible(config.force, now)
    except ClockImplausible as fault:
        yield CheckResult("clock", False, str(fault), do)
    else:
        yield _is(
            "clock",
            now >= made - timedelta(days=1),
            f"The clock says {now:%Y-%m-%d %H:%M:%S} UTC, which is possible.",
            f"The clock says {now:%Y-%m-%d %H:%M:%S} UTC, which is before this release.",
            do,
        )
    yield _is(
        "time_zone",
        "Europe/London" in zoneinfo.available_timezones(),
        "Days are counted in Europe/London.",
        "There is no data for Europe/London.",
        "Install the tzdata package again.",
    )


def _django(databases: Sequence[str] = tuple(DATABASES)) -> Iterator[CheckResult]:
    from django.core import checks

    messages = [
        one
        for one in checks.run_checks(include_deployment_checks=True, databases=databases)
        if one.level >= checks.WARNING and not one.is_silenced()
    ]
    if not messages:
        yield CheckResult("django", True, "Django's own checks for a deployment have nothing to say.")
    for one in messages:
        yield CheckResult(
            one.id or "django", False, " ".join(str(one.msg).split()), one.hint or "See Django's documents."
        )


def _is(subject: str, passed: bool, well: str, ill: str, do: str) -> CheckResult:
    return CheckResult(subject, passed, well if passed else ill, "" if passed else do)
