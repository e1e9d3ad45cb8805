"""The audit stream goes on where it was, whatever the server does, and says so when nothing was delivered for long."""

import json
import logging
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction

from proviso.accounts.entries import note
from proviso.accounts.models import Unit
from proviso.record.models import Copy
from proviso.record.read import head
from proviso.record.read_since import Watched
from proviso.service import audit_stream
from proviso.service.audit_stream import AuditStream, told
from proviso.service.config import Config, SyslogSettings
from proviso.service.syslog_message import message
from tests.accounts.conftest import unit as unit
from tests.accounts.people import NOW
from tests.disclosure.certificates import AUTHORITY, issued

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


class Listener:
    """A server of syslog over TLS that can be closed, and keeps what came."""

    def __init__(self, folder: Path, host: str = "127.0.0.1") -> None:
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(*issued("Invented SIEM", by=AUTHORITY, host=host).written(folder, "siem"))
        (folder / "authority.pem").write_text(AUTHORITY.pem)
        self.came = b""
        self.port = 0

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take connections one after another until closed; the port stays the same."""
        with closing(socket.create_server(("127.0.0.1", self.port))) as bound:
            self.port = bound.getsockname()[1]
            open_ones: list[ssl.SSLSocket] = []

            def serve() -> None:
                while True:
                    try:
                        plain, _ = bound.accept()
                        connection = self.context.wrap_socket(plain, server_side=True)
                    except ssl.SSLError:
                        continue
                    except OSError:
                        return
                    open_ones.append(connection)
                    self._read(connection)

            thread = threading.Thread(target=serve, daemon=True)
            thread.start()
            try:
                yield
            finally:
                bound.shutdown(socket.SHUT_RDWR)
                until = time.monotonic() + 30
                while thread.is_alive() and time.monotonic() < until:  # one may have been taken a moment ago
                    for one in open_ones:
                        with suppress(OSError):
                            one.shutdown(socket.SHUT_RDWR)
                    thread.join(0.05)
                for one in open_ones:
                    one.close()

    def _read(self, connection: ssl.SSLSocket) -> None:
        try:
            while part := connection.recv(65_536):
                self.came += part
            connection.unwrap().close()
        except (OSError, ValueError):
            connection.close()

    def wait_for(self, many: int) -> None:
        """Wait until so many different entries came: what was sent is not read at once."""
        until = time.monotonic() + 30
        while len(set(self.places)) < many:
            assert time.monotonic() < until, self.places
            time.sleep(0.01)

    @property
    def places(self) -> list[int]:
        """The places of the entries that came, in the order in which they came."""
        return [int(one) for one in re.findall(rb' index="(\d+)"', self.came)]


@pytest.fixture
def listener(tmp_path: Path) -> Listener:
    return Listener(tmp_path)


@pytest.fixture
def config(unit: Unit, listener: Listener, tmp_path: Path) -> Config:
    settings = SyslogSettings(host="127.0.0.1", ca_file=tmp_path / "authority.pem", behind_minutes=1)
    return Config(force="wessmere", database=tmp_path / "proviso.sqlite3").model_copy(update={"syslog": settings})


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_stream, "SECONDS_TO_SETTLE", 0.0)


def at_port(config: Config, port: int) -> Config:
    return config.model_copy(update={"syslog": config.syslog.model_copy(update={"port": port})})


def record(unit: Unit, many: int = 1) -> None:
    for _ in range(many):
        with transaction.atomic():
            note(unit.force, "identity_confirmed", actor="W1", body={"staff_number": "W1"}, now=NOW)


def test_it_goes_on_where_it_was_after_an_end(config: Config, listener: Listener, unit: Unit) -> None:
    with listener.listening():
        first = AuditStream(at_port(config, listener.port))
        first.step()
        first.end()
        record(unit, 3)
        second = AuditStream(at_port(config, listener.port))
        while second.step():
            pass
        second.end()
        listener.wait_for(head("wessmere").size)
    assert listener.places == list(range(head("wessmere").size))
    found = told(config)
    assert found
    assert found.following == head("wessmere").size


def test_what_could_not_be_delivered_waits_and_comes_later(config: Config, listener: Listener, unit: Unit) -> None:
    with listener.listening():
        stream = AuditStream(at_port(config, listener.port))
        stream.step()
        stream.step()
        listener.wait_for(head("wessmere").size)
    record(unit, 5)
    for _ in range(3):
        try:
            stream.step()
        except OSError as fault:
            stream.broken(fault)
            break
    else:
        pytest.fail("nobody noticed that the server is gone")
    with listener.listening():
        stream.step()
        stream.end()
        listener.wait_for(head("wessmere").size)
    assert sorted(set(listener.places)) == list(range(head("wessmere").size))


def test_what_was_sent_before_a_connection_broke_is_sent_again(
    config: Config, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_stream, "SECONDS_TO_SETTLE", 3_600.0)
    with listener.listening():
        stream = AuditStream(at_port(config, listener.port))
        stream.step()
        assert told(config) is None, "nobody knows yet whether it came"
        stream.broken(OSError("torn"))
        stream.step()
        stream.end()
    size = head("wessmere").size
    assert sorted(listener.places) == sorted([*range(size), *range(size)])


def test_what_settled_is_kept_while_more_is_sent_all_the_time(
    config: Config, listener: Listener, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1_000.0]
    monkeypatch.setattr("proviso.service.audit_stream.time.monotonic", lambda: now[0])
    monkeypatch.setattr(audit_stream, "SECONDS_TO_SETTLE", 5.0)
    before = head("wessmere").size
    with listener.listening():
        stream = AuditStream(at_port(config, listener.port))
        for _ in range(10):  # an entry each second, so that there is never a pause
            record(unit)
            stream.step()
            now[0] += 1.0
        found = told(config)
        assert found
        assert found.following == before + 5, "what was sent five seconds ago, and no more"
        stream.broken(OSError("torn"))
        stream.step()
        stream.end()
        listener.wait_for(head("wessmere").size)
    again = [one for one in set(listener.places) if listener.places.count(one) > 1]
    assert sorted(again) == list(range(before + 5, before + 10))


@pytest.mark.parametrize("host", ["siem.wessmere.example", "127.0.0.2"])
def test_a_server_of_another_name_is_told_nothing(config: Config, tmp_path: Path, host: str) -> None:
    other = Listener(tmp_path, host)
    with other.listening(), pytest.raises(ssl.SSLCertVerificationError):
        AuditStream(at_port(config, other.port)).step()
    assert other.came == b""


def test_an_alarm_is_given_once_it_was_so_for_too_long(
    config: Config, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1_000_000.0]
    monkeypatch.setattr("proviso.service.audit_stream.time.time", lambda: now[0])
    stream = AuditStream(config)
    with caplog.at_level(logging.ERROR):
        for _ in range(9):
            now[0] += 20
            stream.broken(ConnectionRefusedError())
    said = [one.getMessage() for one in caplog.records]
    assert len(said) == 3, "once a minute"
    size = head("wessmere").size
    assert said[0] == (
        f"ALARM: the audit stream has delivered nothing for 1 minutes (ConnectionRefusedError), and {size} entries wait"
    )


def test_a_record_that_ends_before_what_was_told_is_named(
    config: Config, listener: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    audit_stream.place_of(config).write_text('{"following": 900, "at": 1.0}')
    with listener.listening(), caplog.at_level(logging.ERROR):
        AuditStream(at_port(config, listener.port)).step()
    assert "and 900 were told to the audit stream: it was cut, or an older copy was put back" in caplog.text
    found = told(config)
    assert found
    assert found.following == head("wessmere").size


@pytest.mark.parametrize("more", [1, 5])
def test_what_was_recorded_since_an_older_copy_was_put_back_is_told_from_there(
    config: Config, listener: Listener, unit: Unit, caplog: pytest.LogCaptureFixture, more: int
) -> None:
    """Before the service starts, its confirmation is recorded, and the record may be as long as before."""
    size = head("wessmere").size
    record(unit, more)
    Copy.objects.create(log="wessmere", size=size, at=0)
    place = {"following": size + 3, "at": 1.0, "leaf": "0" * 64}  # of three entries that were lost with the disk
    audit_stream.place_of(config).write_text(json.dumps(place))
    with listener.listening(), caplog.at_level(logging.ERROR):
        stream = AuditStream(at_port(config, listener.port))
        stream.step()
        stream.end()
        listener.wait_for(more)
    assert listener.places == list(range(size, size + more))
    assert f"or an older copy was put back. It goes on from entry {size}" in caplog.text
    caplog.clear()
    with listener.listening(), caplog.at_level(logging.ERROR):
        again = AuditStream(at_port(config, listener.port))
        again.step()
        again.end()
    assert caplog.text == ""


def test_a_record_that_was_rewritten_is_told_anew(
    config: Config, listener: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    size = head("wessmere").size
    audit_stream.place_of(config).write_text(json.dumps({"following": size, "at": 1.0, "leaf": "0" * 64}))
    with listener.listening(), caplog.at_level(logging.ERROR):
        stream = AuditStream(at_port(config, listener.port))
        stream.step()
        stream.end()
        listener.wait_for(size)
    assert f"Entry {size - 1} of the record is another than was told to the audit stream" in caplog.text


def test_a_message_is_framed_and_nothing_in_it_can_end_it_early() -> None:
    at = datetime(2026, 11, 29, 7, 0, 0, 123, tzinfo=UTC)
    framed = message('we"ss\\m]ere', Watched(7, "signed_in", "consultation", "W–1", at, bytes(32)))
    length, _, said = framed.partition(b" ")
    assert int(length) == len(said)
    assert said.startswith(b"<110>1 2026-11-29T07:00:00.000123Z ")
    assert rb'[proviso@32473 log="we\"ss\\m\]ere" index="7" kind="signed_in"' in said
    assert 'actor="W–1"'.encode() in said


def test_an_act_never_waits_for_the_stream(config: Config, unit: Unit) -> None:
    """The stream is in the middle of sending to a server that takes nothing: an act is recorded meanwhile."""
    with closing(socket.create_server(("127.0.0.1", 0))) as deaf:
        stream = AuditStream(at_port(config, deaf.getsockname()[1]))

        def tell() -> None:
            with suppress(OSError):
                stream._send(b"1 x")

        thread = threading.Thread(target=tell)
        thread.start()
        with deaf.accept()[0] as other:
            assert other.recv(1), "nothing has begun"
            before = head("wessmere").size
            record(unit)
            assert head("wessmere").size == before + 1
            assert thread.is_alive()
    thread.join(30)
