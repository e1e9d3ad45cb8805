"""`proviso check` tries the server that takes the audit stream, and tells it nothing."""

import socket
import ssl
from contextlib import closing
from pathlib import Path

import pytest

from proviso.service.config import Config, SyslogSettings
from proviso.service.watching_checks import watched
from tests.disclosure.certificates import AUTHORITY, issued
from tests.service.test_audit_stream import Listener


@pytest.fixture
def settings(tmp_path: Path) -> SyslogSettings:
    (tmp_path / "authority.pem").write_text(AUTHORITY.pem)
    return SyslogSettings(host="127.0.0.1", ca_file=tmp_path / "authority.pem")


def said(settings: SyslogSettings, port: int) -> tuple[bool, str, str]:
    """The one line about it: whether it passed, what it says and what to do."""
    config = Config(force="wessmere").model_copy(update={"syslog": settings.model_copy(update={"port": port})})
    (found,) = watched(config)
    assert found.subject == "syslog"
    return found.passed, found.says, found.do


def test_a_server_that_is_there_is_named_and_told_nothing(settings: SyslogSettings, tmp_path: Path) -> None:
    listener = Listener(tmp_path)
    with listener.listening():
        assert said(settings, listener.port) == (
            True,
            f"The audit stream goes to 127.0.0.1 at port {listener.port}, whose certificate is right.",
            "",
        )
    assert listener.came == b""


def test_a_closed_port_is_said_in_one_line(settings: SyslogSettings) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as bound:
        port = bound.getsockname()[1]
    passed, says, do = said(settings, port)
    assert not passed
    assert says == (
        f"The audit stream is told to nobody: 127.0.0.1 at port {port} cannot be reached (Connection refused)."
    )
    assert do.startswith("Look at syslog.host, syslog.port and its files")


def test_a_certificate_for_another_name_is_not_believed(settings: SyslogSettings, tmp_path: Path) -> None:
    listener = Listener(tmp_path, host="siem.wessmere.example")
    with listener.listening():
        passed, says, do = said(settings, listener.port)
    assert (passed, "shows no certificate to believe (IP address mismatch" in says) == (False, True), says
    assert do == "Let it have one for that name, by an authority in syslog.ca_file."
    assert listener.came == b""


def test_a_certificate_by_nobody_who_is_believed_is_not(settings: SyslogSettings, tmp_path: Path) -> None:
    listener = Listener(tmp_path)
    with listener.listening():
        passed, says, _ = said(settings.model_copy(update={"ca_file": None}), listener.port)
    assert (passed, "shows no certificate to believe (" in says) == (False, True), says


def test_a_server_that_asks_for_a_certificate_of_ours_and_gets_none_is_said(
    settings: SyslogSettings, tmp_path: Path
) -> None:
    listener = Listener(tmp_path)
    listener.context.verify_mode = ssl.CERT_REQUIRED
    listener.context.load_verify_locations(cadata=AUTHORITY.pem)
    with listener.listening():
        passed, says, do = said(settings, listener.port)
        assert (passed, "do not agree on TLS (" in says) == (False, True), says
        assert "syslog.certificate_file" in do
        certificate, key = issued("Invented Force", by=AUTHORITY, host="proviso.example").written(tmp_path, "ours")
        ours = settings.model_copy(update={"certificate_file": certificate, "key_file": key, "port": listener.port})
        found = list(watched(Config(force="wessmere").model_copy(update={"syslog": ours})))
        assert found[0].passed, found
        assert found[1].subject == "syslog.key_file"


def test_what_speaks_no_tls_and_files_that_are_not_there_are_said(settings: SyslogSettings, tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as bound:
        lacking = settings.model_copy(update={"ca_file": tmp_path / "nowhere.pem"})
        passed, says, _ = said(lacking, bound.getsockname()[1])
        assert (passed, "cannot be reached (No such file or directory)" in says) == (False, True), says


def test_without_a_server_nothing_is_said() -> None:
    assert list(watched(Config(force="wessmere"))) == []
