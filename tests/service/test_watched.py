"""Figures are given where a port is set, and nowhere else; what stands in the way is a sentence."""

import os
import socket
import urllib.request
from contextlib import closing

import pytest

from proviso.service.config import Config, MetricsSettings
from proviso.service.watched import FOLDER, PortTaken, watched
from tests.cli.processes import free_port

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=False)


def at(port: int) -> Config:
    return Config(force="wessmere").model_copy(update={"metrics": MetricsSettings(port=port)})


def test_without_a_port_nothing_is_begun() -> None:
    with watched(at(0)):
        assert FOLDER not in os.environ


def test_a_port_that_is_taken_is_named_with_what_to_do() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        with (
            pytest.raises(PortTaken, match=f"Port {port} of 127.0.0.1, for figures, cannot be used"),
            watched(at(port)),
        ):
            pass
    assert FOLDER not in os.environ


def test_an_address_that_is_not_this_machine_s_is_named_as_what_to_set() -> None:
    elsewhere = MetricsSettings(port=9187, host="192.0.2.1")  # of documentation (RFC 5737), so nobody's
    with (
        pytest.raises(PortTaken, match=r"Port 9187 of 192.0.2.1, .* Set metrics\.host to an address of this machine"),
        watched(at(0).model_copy(update={"metrics": elsewhere})),
    ):
        pass
    assert FOLDER not in os.environ


def test_where_the_database_does_not_answer_that_is_a_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    def gone(_: object) -> None:
        raise OperationalError("kestrels")

    monkeypatch.setattr("proviso.service.watched.of_the_database", gone)
    monkeypatch.setattr("proviso.record.read.head", gone)
    with (
        watched(at(port := free_port())),
        urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30) as answer,
    ):
        said = answer.read().decode()
    assert "proviso_database_reachable 0.0" in said
    assert "kestrels" not in said
    assert "proviso_record_entries" not in said
