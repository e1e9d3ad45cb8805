"""Serving the pages: uvicorn, in a process for each core or as many as asked, each started again if it dies.

It migrates nothing. Static files are served by whitenoise inside the application; no step by hand comes before.
"""

import os
import resource
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from proviso.service.account_checks import DO, disagreeing
from proviso.service.check_result import whoever_runs_this
from proviso.service.config import Config, nothing_set_here
from proviso.service.cores import cores
from proviso.service.proving import prove
from proviso.service.secrets import NAMES, signing_key
from proviso.service.tls_pair import PairUnfit, server_context
from proviso.service.working import Work, beside, start

if TYPE_CHECKING:
    from uvicorn import Config as UvicornConfig

SECONDS_TO_STOP = 10
"""How long a process may take over what it is answering when it is told to stop."""

SECONDS_TO_SAY_IT_LIVES = 30
"""A process that says nothing for so long is stopped, and another started."""

MOST_FILES = 8_192

FIRST_HANDED_OVER = 3
"""The descriptor of the first socket that systemd hands over."""


class CannotServe(Exception):
    """The service cannot start; the message says why and what to do."""


def serve(
    host: str,
    port: int,
    *,
    config: Config,
    workers: int | None = None,
    worker: bool = True,
    when_ready: Callable[[], None] = lambda: None,
    warn: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve until told to stop, in so many processes or one for each core; `when_ready` is called once nothing stands
    in the way, and `warn` with the words of what a person should look at. Needs Django set up.

    Meanwhile what is over, or a stop left over, is put away; and with `worker`, what waits in the outbox is sent, where
    a mail server is set. A start reads no more of a large record than of a small one.

    Raises `CannotServe` before anything has been served.
    """
    from django.db import connections

    certificate, key = tls(config)
    given = handed_over()
    ready_to_serve(host, port, config=config, look_at_port=given is None)
    in_hand(config)
    if wrong := disagreeing():
        warn(f"{wrong} Nobody can sign in with such an account. {DO}.")
    work = Work.SENDING_AND_SWEEPING if worker and config.email.host else Work.SWEEPING
    with _watched(config):
        when_ready()
        connections.close_all()
        with beside(partial(start, work)):
            answer_at(host, port, workers=workers or cores(), certificate=certificate, key=key, given=given)


@contextmanager
def _watched(config: Config) -> Iterator[None]:
    from proviso.service.watched import PortTaken, watched

    try:
        with watched(config):
            yield
    except PortTaken as fault:
        raise CannotServe(str(fault)) from fault


def answer_at(
    host: str,
    port: int,
    *,
    workers: int,
    certificate: Path | None,
    key: Path | None,
    given: socket.socket | None = None,
) -> None:
    """Answer there until told to stop, in so many processes, or on the socket that was handed over. Each process is
    started again whenever it dies."""
    from uvicorn.supervisors import Multiprocess

    _allow_many_files()
    served = as_served(host, port, workers=workers, certificate=certificate, key=key)
    Multiprocess(served, sockets=[given or bound(host, port)]).run()


def as_served(
    host: str, port: int, *, workers: int = 1, certificate: Path | None = None, key: Path | None = None
) -> "UvicornConfig":
    """How uvicorn is to answer there, whoever starts it."""
    from uvicorn import Config as UvicornConfig

    from proviso.service.connection import BoundedConnection

    return UvicornConfig(
        "proviso.service.answering:answer",
        host=host,
        port=port,
        workers=workers,
        loop="asyncio",
        http=BoundedConnection,
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # whom to believe about the client is allauth's to know, by `proxies`
        ssl_certfile=certificate,
        ssl_keyfile=key,
        ssl_context_factory=_tls_context if certificate else None,
        timeout_graceful_shutdown=SECONDS_TO_STOP,
        timeout_worker_healthcheck=SECONDS_TO_SAY_IT_LIVES,
    )


def _tls_context(served: "UvicornConfig", _: Callable[[], ssl.SSLContext]) -> ssl.SSLContext:
    return server_context(Path(str(served.ssl_certfile)), Path(str(served.ssl_keyfile)))


def _allow_many_files() -> None:
    """As many open connections as the machine lets a process have: often no more than 1,024 unless it asks."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def address(host: str, port: int, config: Config) -> str:
    """The address to type into a browser on this machine."""
    shown = f"[{host}]" if ":" in host else host
    return f"{'https' if config.tls_certificate_file else 'http'}://{shown}:{port}/"


def ready_to_serve(host: str, port: int, *, config: Config, look_at_port: bool = True) -> None:
    """Look before starting: secrets, migrations, what guards the record, the port. Raises `CannotServe` for the first
    that is not right."""
    from django.db import DatabaseError

    from proviso.record import triggers
    from proviso.record.backends import told_of
    from proviso.service.databases import DatabaseUnfit, assert_fit, assert_nothing_gone, pending

    secrets_are_there(config)
    try:
        assert_fit()
        if lacking := pending():
            raise CannotServe(f"The database lacks {len(lacking)} migrations. Apply them with: proviso migrate")
        assert_nothing_gone()
    except DatabaseError as fault:
        raise CannotServe(f"A database cannot be used: {told_of(fault, 'Look at it with: proviso check')}") from fault
    except DatabaseUnfit as fault:
        raise CannotServe(str(fault)) from fault
    try:
        triggers.assert_triggers()
    except triggers.TriggersMissing as fault:
        said = str(fault)
        raise CannotServe(f"{said[0].upper()}{said[1:]}. {fault.what_to_do}") from fault
    prove(config)
    if look_at_port:
        port_is_free(host, port)


def in_hand(config: Config) -> None:
    """Say that this process uses the databases, until it ends. Raises `CannotServe` while a backup is put back."""
    from proviso.service.backup.in_use import hold
    from proviso.service.backup.manifest import NoBackup

    try:
        hold(config)
    except NoBackup as fault:
        raise CannotServe(str(fault)) from fault


def secrets_are_there(config: Config) -> None:
    """Raises `CannotServe` when a secret is missing, or the one that signs sessions holds no text. Needs no Django:
    without the secrets it cannot be set up."""
    missing = [path for name in NAMES if not (path := config.path(name)).exists()]
    if missing:
        make = f"{nothing_set_here()}Make the missing secrets with: proviso check --make-secrets"
        raise CannotServe(f"There is no {missing[0]}. {make}")
    if not signing_key(config):
        path = config.path("secret_key_file")
        if not os.access(path, os.R_OK):
            raise CannotServe(f"{path} cannot be read by {whoever_runs_this()}. Do this as the service’s own user.")
        raise CannotServe(
            f"{path} holds no text that could sign a session. Restore it; or, since only who is signed in rests on it, "
            "remove it and make another with: proviso check --make-secrets"
        )


def handed_over() -> socket.socket | None:
    """The socket that whoever started us listens on already, as systemd hands it over (sd_listen_fds(3)): what asks
    while the service is restarted waits there instead of being refused. None where there is none.

    It is this process's alone: what it starts is told of none.
    """
    if os.environ.get("LISTEN_PID") != str(os.getpid()) or os.environ.get("LISTEN_FDS") != "1":
        return None
    for name in ("LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"):
        os.environ.pop(name, None)
    os.set_inheritable(FIRST_HANDED_OVER, False)
    return socket.socket(fileno=FIRST_HANDED_OVER)


def port_is_free(host: str, port: int) -> None:
    """Raises `CannotServe` when something else listens there already, or the address is not ours."""
    bound(host, port).close()


def bound(host: str, port: int) -> socket.socket:
    """A socket of TCP, bound to that address. Raises `CannotServe`."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        # With the protocol named: of one without, asyncio does not know that small writes are not to wait for others.
        family, kind, protocol, _, address = found[0]
        made = socket.socket(family, kind, protocol)
        try:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            made.bind(address)
        except OSError:
            made.close()
            raise
    except UnicodeError as fault:
        raise CannotServe("What --host names is no address and no name of a machine. Nothing was done.") from fault
    except OSError as fault:
        raise CannotServe(
            f"Port {port} of {host} cannot be used: {fault.strerror}. Something else may be running there; "
            f"choose another port with --port (or: make demo PORT={_another(port)})."
        ) from fault
    return made


def _another(port: int) -> int:
    return port + 1 if port < 65_535 else port - 1


def tls(config: Config) -> tuple[Path | None, Path | None]:
    """The certificate and key to end TLS with, or neither. Raises `CannotServe` for half of it, and for two that no
    process could answer with."""
    certificate, key = config.tls_certificate_file, config.tls_key_file
    for path in filter(None, (certificate, key)):
        if not path.exists():
            raise CannotServe(f"There is no {path}. Set tls_certificate_file and tls_key_file, or neither.")
    if certificate is None and key is None:
        return None, None
    if certificate is None or key is None:
        raise CannotServe("TLS needs both tls_certificate_file and tls_key_file; only one of them is set.")
    try:
        server_context(certificate, key)
    except PairUnfit as fault:
        raise CannotServe(f"TLS cannot begin: {fault}. Set tls_certificate_file and tls_key_file to a pair.") from fault
    return certificate, key
