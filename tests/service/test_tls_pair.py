"""A certificate and its key are looked at before anybody is told that pages are served, and nobody is asked to type."""

import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat

from proviso.service.check_result import CheckResult
from proviso.service.config import Config, SyslogSettings
from proviso.service.server import CannotServe, tls
from proviso.service.tls_checks import of_tls
from proviso.service.tls_pair import PairUnfit, load_pair
from proviso.service.watching_checks import watched
from tests.cli.prepared import run
from tests.disclosure.certificates import AUTHORITY, Pair, elliptic, issued

HOST = "proviso.wessmere.example"
LOCKED = PrivateFormat.PKCS8, BestAvailableEncryption(b"typed by nobody")


def pair(folder: Path, **more: object) -> tuple[Path, Path]:
    """The files of a certificate for our host, and of its key."""
    return issued("Invented Force", by=AUTHORITY, host=HOST, **more).written(folder, "ours")  # type: ignore[arg-type]


def locked(certificate: Path, key: Path) -> None:
    pair = issued("Invented Force", by=AUTHORITY, host=HOST)
    certificate.write_text(pair.pem)
    key.write_bytes(pair.key.private_bytes(Encoding.PEM, *LOCKED))


def a_folder(_: Path, key: Path) -> None:
    key.unlink()
    key.mkdir()


WRONG: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "of another": (lambda _, key: Pair(AUTHORITY.certificate, elliptic()).written(key.parent, "ours")[0].write_text(
        issued("Invented Force", by=AUTHORITY, host=HOST).pem), "holds the key of another certificate than"),
    "locked": (locked, "is locked with a pass phrase, and a service has nobody to ask"),
    "no key": (lambda _, key: key.write_text("none"), "hold no certificate with its private key in PEM"),
    "no certificate": (lambda certificate, _: certificate.write_text(""), "hold no certificate with its private key"),
    "a folder": (a_folder, "cannot be read: Is a directory"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_no_process_could_answer_with_is_refused_in_words(tmp_path: Path, name: str) -> None:
    certificate, key = pair(tmp_path)
    spoil, says = WRONG[name]
    config = Config(tls_certificate_file=certificate, tls_key_file=key)
    assert tls(config) == (certificate, key)
    spoil(certificate, key)
    with pytest.raises(CannotServe, match=f"TLS cannot begin: .*{says}"):
        tls(config)
    (one,) = of_tls(config)
    assert (one.subject, one.passed, says in one.says) == ("tls", False, True)


def test_a_service_does_not_say_that_it_serves_with_a_key_of_another_certificate(tmp_path: Path) -> None:
    certificate, key = pair(tmp_path)
    key.write_bytes(Pair(AUTHORITY.certificate, elliptic()).written(tmp_path, "other")[1].read_bytes())
    given = {"PROVISO_TLS_CERTIFICATE_FILE": str(certificate), "PROVISO_TLS_KEY_FILE": str(key)}
    run(["check", "--make-secrets"], tmp_path, **given)
    run(["migrate"], tmp_path, **given)
    done = run(["serve"], tmp_path, **given)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert done.stderr.startswith(f"TLS cannot begin: {key} holds the key of another certificate than {certificate}. ")


def of(tmp_path: Path, *, ends: timedelta) -> list[CheckResult]:
    now = datetime.now(UTC)
    certificate, key = pair(tmp_path, valid=(now - timedelta(days=90), now + ends))
    return list(of_tls(Config(tls_certificate_file=certificate, tls_key_file=key)))


def test_until_when_the_certificate_is_valid_is_said_in_time(tmp_path: Path) -> None:
    days = [(timedelta(days=60), True, "is valid until"), (timedelta(days=20), False, "ends on")]
    for ends, passed, says in [*days, (-timedelta(days=1), False, "ended on")]:
        first, _ = of(tmp_path, ends=ends)
        assert (first.subject, first.passed, says in first.says) == ("tls", passed, True), first
        assert (not passed) == ("restart" in first.do)


def test_a_key_that_others_can_read_is_named(tmp_path: Path) -> None:
    _, well = of(tmp_path, ends=timedelta(days=60))
    assert (well.subject, well.passed) == ("tls_key_file", True)
    (tmp_path / "ours.key").chmod(0o644)
    _, ill = of_tls(Config(tls_certificate_file=tmp_path / "ours.pem", tls_key_file=tmp_path / "ours.key"))
    assert (ill.passed, "can be read by others" in ill.says) == (False, True)


def test_without_a_certificate_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert list(of_tls(Config(proxies=1))) == []


def test_the_certificate_of_the_audit_stream_is_looked_at_and_nobody_is_asked(tmp_path: Path) -> None:
    certificate, key = pair(tmp_path)
    locked(certificate, key)
    with pytest.raises(PairUnfit, match="locked with a pass phrase"):
        load_pair(ssl.create_default_context(), certificate, key)
    syslog = SyslogSettings(host="127.0.0.1", port=1, certificate_file=certificate, key_file=key)
    found, *_ = watched(Config(force="wessmere").model_copy(update={"syslog": syslog}))
    assert (found.passed, f"{key} is locked with a pass phrase" in found.says) == (False, True)
    assert found.do == "Set syslog.certificate_file and syslog.key_file to a pair."
