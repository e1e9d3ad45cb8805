"""A sender, an addressee and an envelope; a mail server that does as it is told."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from proviso.accounts.models import Recipient
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor
from proviso.disclosure.channels.channel import Addressee, Attachment, Envelope
from proviso.disclosure.channels.email import Tls
from proviso.disclosure.message import Sender, read_sender
from tests.casework.conftest import force as force
from tests.casework.conftest import officer as officer
from tests.casework.conftest import time as time
from tests.casework.conftest import who as who
from tests.casework.examples import NOW
from tests.disclosure.certificates import AUTHORITY, FORCE, RECIPIENT
from tests.disclosure.ordering import decided, listed, ordered
from tests.disclosure.postbox import Behaviour, Postbox, running

MESSAGE = "PM-7Q2D-K4TX-9WZN"
ADDRESSEE = Addressee("Invented department", "listed@recipient.invalid", RECIPIENT.pem)
PDF, JSON = b"%PDF-1.7\n.\r\n..\x00\xff\n" * 400, '{"name":"Åsa Invented"}'.encode()
ENVELOPE = Envelope(
    MESSAGE,
    "PV-2222-3333",
    "What is attached was decided on.\n.\nA line of one dot.",
    (Attachment("PV-2222-3333.pdf", "application/pdf", PDF), Attachment("PV-2222-3333.json", "application/json", JSON)),
    NOW,
)


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every certificate and key: authority, force, recipient."""
    folder = tmp_path_factory.mktemp("papers")
    for name, pair in (("authority", AUTHORITY), ("force", FORCE), ("recipient", RECIPIENT)):
        pair.written(folder, name)
    return folder


@pytest.fixture(scope="session")
def sender(papers: Path) -> Sender:
    """Wessmere Police, as it sends."""
    paths = papers / "force.pem", papers / "force.key"
    return read_sender("Wessmere Police", "disclosure@wessmere.invalid", "OFFICIAL-SENSITIVE", *paths)


@pytest.fixture
def postbox(tmp_path: Path) -> Iterator[Callable[..., Postbox]]:
    """Starts a mail server: what it does at each step by name, and `tls`, `certificate`, `user`, `offers_tls`."""
    with ExitStack() as started:

        def start(tls: Tls = Tls.IMPLICIT, **told: Any) -> Postbox:
            options = {one: told.pop(one) for one in ("certificate", "user", "password", "offers_tls") if one in told}
            return started.enter_context(running(tmp_path, Postbox(tls, behaviour=Behaviour(**told), **options)))

        yield start


@pytest.fixture
def recipient(officer: Actor) -> Recipient:
    """A mailbox of the force's list."""
    return listed()


@pytest.fixture
def case(officer: Actor, recipient: Recipient) -> OpenCase:
    """A case whose message waits."""
    return ordered(decided(officer), recipient)
