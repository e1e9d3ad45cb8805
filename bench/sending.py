"""How many messages a second leave: into a mail server on loopback, one connection each, as the outbox does it.

The whole is claimed, assessed twice, read from the record, signed, encrypted, handed over under TLS and recorded, each
commit waiting for the disk. Beside it what TLS and S/MIME take alone, over the same package.
"""

import os
import smtplib
import ssl
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from bench.rows import Row  # noqa: E402
from proviso.accounts.models import Role  # noqa: E402
from proviso.casework import clock  # noqa: E402
from proviso.casework.writing.permissions import Actor  # noqa: E402
from proviso.demonstration.mail_server import authority_file, make_servers_certificate  # noqa: E402
from proviso.demonstration.mailbox import HOST, listening, serving  # noqa: E402
from proviso.disclosure.channels.channel import Addressee, Envelope, HandOver, Outcome  # noqa: E402
from proviso.disclosure.channels.email import Email, Server, Tls  # noqa: E402
from proviso.disclosure.message import compose, read_sender  # noqa: E402
from proviso.disclosure.worker import Worker  # noqa: E402
from tests.casework.conftest import wessmere  # noqa: E402
from tests.casework.examples import NOW  # noqa: E402
from tests.disclosure.certificates import FORCE  # noqa: E402
from tests.disclosure.ordering import decided, listed, ordered  # noqa: E402
from tests.record.disk import migrated, using  # noqa: E402

MESSAGES = 60
OFFICER = Actor("officer-north", Role.OFFICER, "wessmere", "north")


class Watched(Email):
    """The channel, which keeps what it was given last."""

    last: tuple[Envelope, Addressee]

    def send(self, envelope: Envelope, addressee: Addressee, about_to_hand_over: HandOver) -> Outcome:
        self.last = envelope, addressee
        return super().send(envelope, addressee, about_to_hand_over)


def run() -> list[Row]:
    """Measure on files in a temporary folder, which goes afterwards."""
    with tempfile.TemporaryDirectory() as folder, listening() as held:
        home = Path(folder)
        make_servers_certificate(home, datetime.now(UTC))
        with serving(held, home):
            server = Server(HOST, held.getsockname()[1], Tls.IMPLICIT, ca_file=authority_file(home))
            return _rows(home, server)


def _rows(home: Path, server: Server) -> list[Row]:
    sender = read_sender("Wessmere Police", "a@wessmere.invalid", "OFFICIAL", *FORCE.written(home, "signing"))
    channel = Watched(server, sender)
    with using(migrated(home)), clock.driven(lambda: NOW):
        wessmere()
        recipient = listed()
        for _ in range(MESSAGES):
            ordered(decided(OFFICER), recipient)
        whole = _a_second(Worker(lambda *_: channel, lambda _: None).step)
    envelope, addressee = channel.last
    trust = ssl.create_default_context(cafile=server.ca_file)
    composed = compose(envelope, addressee, sender)

    def plain() -> None:
        with smtplib.SMTP_SSL(server.host, server.port, "wessmere.invalid", context=trust) as smtp:
            smtp.sendmail(sender.address, [addressee.address], composed)

    return [
        _row("messages out of the outbox, all in all", whole),
        _row("of that, TLS and S/MIME", _a_second(lambda: channel.send(envelope, addressee, lambda: None))),
        _row("of that, S/MIME alone", _a_second(lambda: compose(envelope, addressee, sender))),
        _row("of that, TLS alone", _a_second(plain)),
    ]


def _row(name: str, rate: float) -> Row:
    return Row(name, rate, None, None, "", "a second")


def _a_second(act: Callable[[], object]) -> float:
    begun = perf_counter()
    for _ in range(MESSAGES):
        act()
    return MESSAGES / (perf_counter() - begun)


if __name__ == "__main__":
    for row in run():
        print(row)
