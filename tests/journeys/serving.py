"""The product in a process of its own, for the browser: its databases in a folder, its pages on a free loopback port.

A process apart, because playwright's loop and Django's database connections do not live together in one. Run as a
program it prepares a folder (`prepare`) or serves one (`serve`), by the settings in its environment.
"""

import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from proviso.demonstration.stand_in import FORCE, paths

SEEDING: tuple[str, ...] = ("proviso.demonstration.seeding:seed",)
"""What fills the databases once they are migrated: "module:function" names, called in order, without arguments. What is
there already stays, so a filled folder can be added to."""

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 60


def surroundings(home: Path, settings: str) -> dict[str, str]:
    """The environment of such a process: a folder of its own, plain HTTP on loopback, the invented force."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": settings,
        "PROVISO_HOME": str(home),
        "PROVISO_HTTPS": "false",
        "PROVISO_DEMONSTRATION": "true",
        "PROVISO_FORCE": "wessmere",
        "PROVISO_CLOCK_AHEAD_DAYS": "3660",  # it has cases of a year that has ended, and nothing since
        "PROVISO_EMAIL__SENDER": "disclosure@wessmere.example",
        "PROVISO_EMAIL__SIGNING_CERTIFICATE_FILE": str(paths(home, FORCE)[0]),
        "PROVISO_EMAIL__SIGNING_KEY_FILE": str(paths(home, FORCE)[1]),
        "PROVISO_LOOKING__REFERENCES_AN_HOUR": "1000",  # one person looks for all that every page is tried with
        "PROVISO_LOOKING__OPENINGS_AN_HOUR": "1000",
        "PROVISO_LOOKING__OPENINGS_A_DAY": "10000",
        "PROVISO_PACE__WITHIN_MINUTES": "0",  # a browser decides a minute after it opens a case
        "PROVISO_PACE__AFTER_OPENING_MINUTES": "0",
        "PROVISO_REAUTHENTICATION_MINUTES": "30",  # so that a slow machine is not asked again: `passing` is
    }


def prepare(home: Path, filling: tuple[str, ...] = SEEDING) -> None:
    """Make the secrets, migrate both databases and fill them. Raises CalledProcessError."""
    command = [sys.executable, "-m", "tests.journeys.serving", "prepare", *filling]
    subprocess.run(command, cwd=ROOT, env=surroundings(home, "proviso.service.settings"), check=True)


@contextmanager
def serving(home: Path, settings: str = "proviso.service.settings") -> Iterator[str]:
    """The address at which a prepared folder is served while this lasts; what is said on the way is in server.log."""
    command = [sys.executable, "-m", "tests.journeys.serving", "serve"]
    with open(home / "server.log", "ab") as log:
        server = subprocess.Popen(
            command, cwd=ROOT, env=surroundings(home, settings), stdout=subprocess.PIPE, stderr=log, text=True
        )
    assert server.stdout
    try:
        port = server.stdout.readline().strip()
        if not port:
            raise RuntimeError((home / "server.log").read_text()[-4000:])
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=SECONDS_TO_START)
        server.stdout.close()


def _prepare(*filling: str) -> None:
    from django.core.management import call_command

    from proviso.service.config import config
    from proviso.service.secrets import make_secrets

    make_secrets(config())
    _set_up()
    for database in ("default", "keys"):
        call_command("migrate", database=database, verbosity=0)
    for name in filling:
        module, _, function = name.partition(":")
        getattr(importlib.import_module(module), function)()


def _serve() -> None:
    _set_up()
    _keep_templates(Path(os.environ["PROVISO_HOME"]).parent / "templates")
    if os.environ["DJANGO_SETTINGS_MODULE"] == "proviso.service.settings":
        _serve_all()
    else:
        _serve_pages_alone()


def _serve_all() -> None:
    """The product as `proviso serve` serves it, in this process."""
    from uvicorn import Server

    from proviso.service.server import as_served, bound

    listening = bound("127.0.0.1", 0)
    port = listening.getsockname()[1]
    listening.listen()
    print(port, flush=True)
    Server(as_served("127.0.0.1", port)).run(sockets=[listening])


def _serve_pages_alone() -> None:
    """Pages without a record that could be proved, nor anything else of the service."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.set_app(get_wsgi_application())
    print(server.server_port, flush=True)
    server.serve_forever()


def _keep_templates(where: Path) -> None:
    """Let the folder beside the homes of a run keep what Jinja makes of each template: every process served would make
    it anew, which takes a third of the time until its first page."""
    from django.conf import settings
    from jinja2 import FileSystemBytecodeCache

    from proviso.web.design.environment import components

    where.mkdir(exist_ok=True)
    kept = FileSystemBytecodeCache(str(where))
    components().bytecode_cache = kept
    options = cast(dict[str, Any], settings.TEMPLATES[0]["OPTIONS"])
    options["bytecode_cache"] = kept


def _set_up() -> None:
    import django
    from django.contrib.auth.hashers import Argon2PasswordHasher

    django.setup()
    # A password costs 0.3 s to hash and as much at every sign-in, which is meant; no walk is about that. How dear one
    # was is written with it, so that every other process reads what this one wrote.
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 1024, 1


if __name__ == "__main__":
    {"prepare": _prepare, "serve": _serve}[sys.argv[1]](*sys.argv[2:])
