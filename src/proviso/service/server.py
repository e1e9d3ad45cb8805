"""Serving the pages: granian in this process, with as many workers as asked. It migrates nothing and makes no secret.

Static files are served by whitenoise inside the application; no step by hand comes before.
"""

import os
import socket
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from proviso.service.config import Config
from proviso.service.proving import prove
from proviso.service.secrets import NAMES, signing_key
from proviso.service.working import beside

SECONDS_TO_STOP = 10
"""How long a worker may take over what it is answering when it is told to stop."""


SHOWN = 5
"""How many cases are named where there are many."""


class CannotServe(Exception):
    """The service cannot start; the message says why and what to do."""


def serve(
    host: str,
    port: int,
    *,
    config: Config,
    workers: int = 1,
    worker: bool = True,
    when_ready: Callable[[], None] = lambda: None,
    warn: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve until told to stop; `when_ready` is called once nothing stands in the way, and `warn` with the words of
    what a person should look at. Needs Django set up.

    With `worker`, what waits in the outbox is sent meanwhile, where a mail server is set.

    Raises `CannotServe` before anything has been served.
    """
    from django.db import connections

    ready_to_serve(host, port, config=config)
    purge_expired()
    if strange := unaccounted():
        warn(strange)
    when_ready()
    connections.close_all()  # workers are forked: a connection must not be shared with them
    certificate, key = tls(config)
    server = Granian(
        "proviso.service.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        log_level=LogLevels.warning,
        log_access=False,
        ssl_cert=certificate,
        ssl_key=key,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_STOP,
    )
    with beside() if worker and config.email.host else nullcontext():
        server.serve(target_loader=_in_a_group_of_its_own)


def _in_a_group_of_its_own(_: str) -> Callable[..., object]:
    """The application, in a worker that a terminal's Ctrl-C does not reach: the parent alone stops it.

    Both at once stop a worker half way: granian sets an event in a signal's handler, and a second signal inside the
    first then waits for it for ever.
    """
    os.setpgid(0, 0)
    from proviso.service.wsgi import application

    return application


def purge_expired() -> list[str]:
    """Forget sessions that are over, and destroy the keys that a kill left behind; returns their cases."""
    from django.contrib.sessions.backends.db import SessionStore

    from proviso.record import sweeping

    SessionStore.clear_expired()
    return sweeping.sweep()


def unaccounted() -> str:
    """What to say of keys whose cases the record does not know, which are left alone; nothing where there are none."""
    from proviso.record import sweeping
    from proviso.record.fault import plain

    cases = sweeping.unused().unaccounted
    if not cases:
        return ""
    shown = ", ".join(plain(case) for case in cases[:SHOWN]) + (" …" if len(cases) > SHOWN else "")
    whose = "1 key is of a case" if len(cases) == 1 else f"{len(cases):,} keys are of cases"
    return (
        f"{whose} that this record has no entry of: {shown}. Nothing was destroyed. Unless an older copy of the record "
        "was just put back, stop the service and look whether database and keys_database name the right files."
    )


def address(host: str, port: int, config: Config) -> str:
    """The address to type into a browser on this machine."""
    shown = f"[{host}]" if ":" in host else host
    return f"{'https' if config.tls_certificate_file else 'http'}://{shown}:{port}/"


def ready_to_serve(host: str, port: int, *, config: Config) -> None:
    """Look before starting: secrets, migrations, what guards the record, the port. Raises `CannotServe` for the first
    that is not right."""
    from django.db import DatabaseError

    from proviso.record import triggers
    from proviso.service.databases import pending

    secrets_are_there(config)
    try:
        lacking = pending()
    except DatabaseError as fault:
        raise CannotServe(f"The database cannot be opened ({fault}). Look at it with: proviso check") from fault
    if lacking:
        raise CannotServe(f"The database lacks {len(lacking)} migrations. Apply them with: proviso migrate")
    try:
        triggers.assert_triggers()
    except triggers.TriggersMissing as fault:
        said = str(fault)
        raise CannotServe(f"{said[0].upper()}{said[1:]}. {triggers.WHAT_TO_DO}") from fault
    prove(config)
    port_is_free(host, port)


def secrets_are_there(config: Config) -> None:
    """Raises `CannotServe` when a secret is missing, or the one that signs sessions holds no text. Needs no Django:
    without the secrets it cannot be set up."""
    missing = [path for name in NAMES if not (path := config.path(name)).exists()]
    if missing:
        raise CannotServe(f"There is no {missing[0]}. Make the missing secrets with: proviso check --make-secrets")
    if not signing_key(config):
        path = config.path("secret_key_file")
        raise CannotServe(
            f"{path} holds no text that could sign a session. Restore it; or, since only who is signed in rests on it, "
            "remove it and make another with: proviso check --make-secrets"
        )


def port_is_free(host: str, port: int) -> None:
    """Raises `CannotServe` when something else listens there already, or the address is not ours."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as fault:
        raise CannotServe(
            f"Port {port} of {host} cannot be used: {fault.strerror}. Something else may be running there; "
            f"choose another port with --port (or: make demo PORT={_another(port)})."
        ) from fault


def _another(port: int) -> int:
    return port + 1 if port < 65_535 else port - 1


def tls(config: Config) -> tuple[Path | None, Path | None]:
    """The certificate and key to end TLS with, or neither. Raises `CannotServe` for half of it."""
    given = (config.tls_certificate_file, config.tls_key_file)
    for path in given:
        if path is not None and not path.exists():
            raise CannotServe(f"There is no {path}. Set tls_certificate_file and tls_key_file, or neither.")
    if (given[0] is None) != (given[1] is None):
        raise CannotServe("TLS needs both tls_certificate_file and tls_key_file; only one of them is set.")
    return given
