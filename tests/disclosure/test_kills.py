"""A worker killed at any moment: every message is received once or is a question to a person, and never twice.

The mail server is a real one; it counts what it took by our number of each message.
"""

import gc
import random
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from signal import pause
from time import perf_counter

import pytest

from proviso.accounts.models import Recipient, Role
from proviso.casework import clock
from proviso.casework.history.case import Stage
from proviso.casework.history.replay import replay
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor
from proviso.disclosure.channels.email import Email
from proviso.disclosure.claiming import LEASE
from proviso.disclosure.message import Sender
from proviso.disclosure.models import MessageState, OutboxRow
from proviso.disclosure.worker import Worker
from proviso.record import read
from tests.casework.conftest import wessmere
from tests.casework.examples import NOW
from tests.disclosure.null import Null
from tests.disclosure.ordering import decided, listed, ordered
from tests.disclosure.postbox import Postbox, running
from tests.record.conftest import files as files
from tests.record.conftest import template as template
from tests.record.disk import Files, using
from tests.record.killing import at_once, killed_after

pytestmark = pytest.mark.kills
OFFICER = Actor("officer-north", Role.OFFICER, "wessmere", "north")


class Office:
    """A force whose case waits for an order, the act of a worker that may be killed, and what was received."""

    def __init__(self, base: Files, opened: OpenCase, recipient: Recipient, box: Postbox, channel: Email) -> None:
        self.base, self.opened, self.recipient, self.box, self.channel = base, opened, recipient, box, channel

    def order_and_send(self, number: int) -> None:
        """First the order, then a worker that carries it out; whoever is not killed by then waits to be."""
        if number > 1:
            pause()
        with clock.driven(lambda: NOW):
            (lambda: ordered(self.opened, self.recipient), self.work)[number]()

    def work(self) -> None:
        """All that there is to do, by the real channel."""
        self._all(Worker(lambda *_: self.channel, lambda _: None))

    def work_on(self) -> None:
        """The same by the next worker, whose messages are counted with those that the mail server took."""
        null = Null()
        self._all(Worker(lambda *_: null, lambda _: None))
        self.box.taken.update(envelope.message for envelope, _ in null.sent)

    def _all(self, worker: Worker) -> None:
        while worker.step():
            pass

    def outcome(self, fresh: Files) -> str:
        """What the killed worker left, once another has worked on it. Fails where anything was sent twice, or the case
        says other than what was received."""
        self.box.quiet()
        with using(fresh), clock.driven(lambda: NOW + LEASE + timedelta(seconds=1)):
            before = OutboxRow.objects.first()
            self.work_on()
            after = OutboxRow.objects.first()
            reference = self.opened.case.reference
            case = replay(reference, "wessmere", read.entries(reference, key=self.opened.key))
        if before is None or after is None:
            assert (before, after, case.stage) == (None, None, Stage.DECIDED)
            return "never ordered"
        received = self.box.taken[after.message]
        if after.state == MessageState.SENT:
            assert (received, case.stage, case.unclear) == (1, Stage.SHARED, ())
            return "sent before" if before.state == MessageState.SENT else "sent by the next"
        assert (after.state, case.stage) == (MessageState.UNCLEAR, Stage.SENDING)
        assert [one.value.message for one in case.unclear] == [after.message]
        assert received <= 1
        return f"unclear, {'received' if received else 'not received'}"


@pytest.fixture
def office(template: Files, files: Files, tmp_path: Path, papers: Path, sender: Sender) -> Iterator[Office]:
    base = template.copied(tmp_path / "base")
    with using(base), clock.driven(lambda: NOW):
        wessmere()
        recipient, opened = listed(), decided(OFFICER)
    with running(tmp_path, Postbox()) as box:
        gc.freeze()  # a child that collects garbage copies all of the parent's memory
        yield Office(base, opened, recipient, box, Email(box.server(ca_file=papers / "authority.pem"), sender))
        gc.unfreeze()


def _swept(fresh: Files) -> None:
    for path in fresh.folder.iterdir():
        path.unlink()


def test_killed_at_200_random_moments_every_message_is_received_once_or_asked_about(
    office: Office, tmp_path: Path
) -> None:
    moments = random.Random(20200423)
    with using(office.base.copied(tmp_path / "first")):
        office.order_and_send(0)
        office.order_and_send(1)
    with using(office.base.copied(tmp_path / "measured")):
        office.order_and_send(0)
        begun = perf_counter()
        office.order_and_send(1)
        reach = perf_counter() - begun
    outcomes: Counter[str] = Counter()
    for number in range(200):
        fresh = office.base.copied(tmp_path / str(number))
        killed_after(fresh, office.order_and_send, 1, moments.uniform(0, reach))
        outcome = office.outcome(fresh)
        outcomes[outcome] += 1
        # However busy the machine is, one in a few gets through, and so the moments are spread over the whole.
        reach *= 0.92 if outcome == "sent before" else 1.03
        _swept(fresh)
    assert set(office.box.taken.values()) == {1}
    assert outcomes.total() == 200
    assert set(outcomes) > {"sent before", "sent by the next"}, outcomes


def test_two_workers_at_once_send_each_message_once(office: Office, tmp_path: Path) -> None:
    both = office.base.copied(tmp_path / "both")
    with using(both), clock.driven(lambda: NOW):
        office.order_and_send(0)
        for _ in range(5):
            ordered(decided(OFFICER), office.recipient)

        def work() -> None:
            with clock.driven(lambda: NOW):
                office.work()

        at_once(both, work, work)
        office.box.quiet()
        messages = set(OutboxRow.objects.filter(state=MessageState.SENT).values_list("message", flat=True))
    assert office.box.taken == dict.fromkeys(messages, 1)
    assert len(messages) == 6
