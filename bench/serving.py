"""Pages a second over HTTP, as `proviso serve` answers them by default, to one, eight and 32 people who are signed in.

Each reads the worklist, a case of theirs, a question, *Check and decide* and the timeline, one page after another
without a pause, over a connection that stays. Beside it a bare view with one query on the same server, in turn. The
people are threads of this process and take their part of the same cores.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import quantiles
from time import monotonic, perf_counter, sleep

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402

from bench import committing  # noqa: E402
from bench.rows import Row  # noqa: E402
from proviso.casework.writing.permissions import Actor  # noqa: E402
from tests.casework.examples import ready  # noqa: E402
from tests.cli.processes import PROVISO, free_port  # noqa: E402
from tests.web.conftest import officer_of  # noqa: E402

PEOPLE = (1, 8, 32)
SECONDS, TURNS = 3, 2
HOST = "127.0.0.1"
PAGES = ("/worklist", "/cases/{0}/", "/cases/{0}/questions/suspicion", "/cases/{0}/decide", "/cases/{0}/timeline")
READY_WITHIN = 60


@dataclass(frozen=True)
class Person:
    """Somebody signed in, with a case."""

    cookie: str
    case: str


@dataclass
class Read:
    """What came of reading pages."""

    seconds: float = 0
    took: list[float] = field(default_factory=list)
    errors: int = 0

    def with_another(self, other: "Read") -> "Read":
        """Both turns together."""
        return Read(self.seconds + other.seconds, self.took + other.took, self.errors + other.errors)

    def a_second(self) -> float:
        """Pages."""
        return len(self.took) / self.seconds

    def at(self, percent: int) -> float:
        """How many ms so many in a hundred took at most."""
        return quantiles(self.took, n=100, method="inclusive")[percent - 1] * 1e3


def run() -> list[Row]:
    """Measure on a service of its own, which goes afterwards."""
    people = _signed_in()
    with _serving() as port:
        return [row for many in PEOPLE for row in _rows(port, people[:many])]


def _signed_in() -> Sequence[Person]:
    for alias in connections:
        call_command("migrate", database=alias, verbosity=0, skip_checks=True)
    committing.found()
    people = []
    for number in range(max(PEOPLE)):
        officer, browser = officer_of(number=f"N{number}"), Client()
        browser.force_login(officer)
        cookie = browser.cookies[settings.SESSION_COOKIE_NAME]
        people.append(Person(f"{cookie.key}={cookie.value}", ready(Actor.of(officer)).case.reference))
    connections.close_all()
    return people


@contextmanager
def _serving() -> Iterator[int]:
    port = free_port()
    told = os.environ | {"DJANGO_SETTINGS_MODULE": "bench.served", "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [PROVISO, "serve", "--no-worker", "--port", str(port)]
    with subprocess.Popen(command, env=told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            until = monotonic() + READY_WITHIN
            while not _answers(port):
                if process.poll() is not None or monotonic() > until:
                    raise RuntimeError("the service did not start")
                sleep(0.1)
            yield port
        finally:
            process.terminate()


def _answers(port: int) -> bool:
    with closing(HTTPConnection(HOST, port)) as connection:
        try:
            connection.request("GET", "/sign-in")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False


def _rows(port: int, people: Sequence[Person]) -> list[Row]:
    ours, bare = Read(), Read()
    for _ in range(TURNS):
        ours = ours.with_another(_reading(port, people, PAGES))
        bare = bare.with_another(_reading(port, people, ("/bare",)))
    who = f"{len(people)} people" if len(people) > 1 else "one person"
    return [
        Row(
            f"pages over HTTP, {who}",
            ours.a_second(),
            bare.a_second(),
            bare.a_second() / ours.a_second(),
            "",
            "a second",
        ),
        Row(f"half of them within, {who}", ours.at(50), bare.at(50), ours.at(50) / bare.at(50), "", "ms"),
        Row(f"95 of 100 within, {who}", ours.at(95), bare.at(95), ours.at(95) / bare.at(95), "", "ms"),
        Row(f"answers that were errors, {who}", ours.errors, bare.errors, None, "at most 0", ""),
    ]


def _reading(port: int, people: Sequence[Person], pages: Sequence[str]) -> Read:
    """All of them read at once, for some seconds; a first round is left out, in which each process opens its files."""
    done: list[Read] = []
    together = threading.Barrier(len(people))

    def reads(person: Person) -> None:
        read = Read()
        with closing(HTTPConnection(HOST, port, timeout=30)) as connection:
            for page in (*pages, *pages):
                _asked(connection, person, page, Read())
            together.wait()
            began = perf_counter()
            while perf_counter() - began < SECONDS:
                for page in pages:
                    _asked(connection, person, page, read)
            read.seconds = perf_counter() - began
        done.append(read)

    threads = [threading.Thread(target=reads, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = max(read.seconds for read in done)
    return Read(seconds, [one for read in done for one in read.took], sum(read.errors for read in done))


def _asked(connection: HTTPConnection, person: Person, page: str, read: Read) -> None:
    began = perf_counter()
    connection.request("GET", page.format(person.case), headers={"Cookie": person.cookie})
    answer = connection.getresponse()
    answer.read()
    read.took.append(perf_counter() - began)
    read.errors += answer.status != 200


if __name__ == "__main__":
    print(*run(), sep="\n", file=sys.stdout)
