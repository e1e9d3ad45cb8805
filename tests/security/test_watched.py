"""A service that is watched: its log in JSON, its figures, its audit stream. None holds a case, a person or a word."""

import json
import re
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.cli.processes import free_port

from .deployed import OFFICER, Deployed, Visitor, deployed
from .syslog_server import SyslogServer, certified
from .test_logs import TYPED, provoked

pytestmark = pytest.mark.system

ONE = re.compile(
    r"<?110>? \S+ proviso entry \[proviso@32473 log=\"wessmere\" index=\"(\d+)\" kind=\"(\w+)\" category=\"(\w+)\" "
    r"actor=\"([^\"]*)\" leaf=\"([0-9a-f]{64})\"\]"
)


@dataclass
class Seen:
    """What was seen of a service: its figures as Prometheus gets them, its log, what the audit stream told."""

    statuses: list[int]
    figures: str
    log: str
    stream: list[str]
    root: str
    entries: int

    def figure(self, name: str, **labels: str) -> float:
        """The one figure of this name that has these labels."""
        found = [
            float(line.rpartition(" ")[2])
            for line in self.figures.splitlines()
            if line.startswith(name) and all(f'{label}="{value}"' in line for label, value in labels.items())
        ]
        assert len(found) == 1, (name, labels, found)
        return found[0]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Deployed:
    return deployed(tmp_path_factory)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SyslogServer]:
    made = certified(tmp_path_factory.mktemp("rsyslog"), free_port())
    with made.running():
        yield made


@pytest.fixture(scope="module")
def seen(service: Deployed, server: SyslogServer) -> Seen:
    """A service of two processes, asked for all that a log could tell of, and stopped."""
    watching = {
        "PROVISO_LOG_FORMAT": "json",
        "PROVISO_METRICS__PORT": str(free_port()),
        "PROVISO_SYSLOG__HOST": "localhost",
        "PROVISO_SYSLOG__PORT": str(server.port),
        "PROVISO_SYSLOG__CA_FILE": str(server.folder / "server.pem"),
    }
    service.run("record", "verify", "--remember")
    with service.serving(workers=2, **watching) as visitor:
        asked_for_figures(watching)  # from here on, acts are counted
        assert visitor.sign_in().status == 302
        began = visitor.post("/cases/new", {"role": "victim", "suspected": "yes", "already_shared": "no"})
        reference = began.headers["Location"].split("/")[2]
        statuses = [reply.status for reply in provoked(visitor, reference)]
        statuses += [Visitor(visitor.port).get("/sign-in").status for _ in range(40)]
        statuses += [Visitor(visitor.port).sign_in(TYPED, TYPED).status for _ in range(3)]
        assert Visitor(visitor.port).get("/health").status == 200
        figures = asked_for_figures(watching)
    size, root = re.findall(r"wessmere: ([\d,]+) entries.*root (\w{64})", service.run("record", "verify"))[0]
    return Seen(statuses, figures, visitor.log, server.wait_for(int(size)), root, int(size))


def asked_for_figures(watching: dict[str, str]) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{watching['PROVISO_METRICS__PORT']}/metrics", timeout=30) as answer:
        return str(answer.read().decode())


def test_nothing_that_is_told_names_a_case_or_holds_what_was_typed(seen: Seen) -> None:
    for told in (seen.figures, seen.log, "\n".join(seen.stream)):
        assert TYPED not in told.lower()
        assert not re.search(r"PV-\w{4}", told, re.IGNORECASE)
        assert "Abara" not in told, "the name of an officer"


def test_each_line_of_the_log_is_an_object_with_names_of_ecs(seen: Seen) -> None:
    first, *lines = seen.log.splitlines()
    assert first.startswith("Serving at ")
    told = [json.loads(line) for line in lines]
    assert told
    for one in told:
        assert {"@timestamp", "log.level", "message", "ecs.version", "service.name", "log.logger"} <= one.keys()
    refused = [one for one in told if one.get("http.response.status_code") == 422]
    assert [(one["http.request.method"], one["labels"]) for one in refused] == [
        ("POST", {"page": "/cases/<str:reference>/role"})
    ]


def test_requests_are_summed_over_processes(seen: Seen) -> None:
    assert seen.figure("proviso_requests_total", page="/sign-in", method="GET", status="200") >= 40
    assert seen.figure("proviso_sign_ins_refused_total") == 4
    assert seen.figure("proviso_requests_total", page="/cases/<str:reference>/role", status="422") == 1
    assert seen.figure("proviso_requests_total", page="no page", method="GET", status="404") >= 1


def test_acts_and_the_state_of_the_service_are_figures(seen: Seen) -> None:
    assert seen.figure("proviso_acts_total", kind="signed_in") == 1
    assert seen.figure("proviso_record_entries ") <= seen.entries
    assert seen.figure("proviso_due{", queue="officer") == 1
    assert seen.figure("proviso_outbox_messages", state="queued") == 0
    assert seen.figure("proviso_database_reachable ") == 1
    assert seen.figure("proviso_verification_whole ") == 1
    assert time.time() - 600 < seen.figure("proviso_verification_timestamp_seconds ") <= time.time()
    assert seen.figure("proviso_audit_stream_waiting ") >= 0


def test_every_entry_is_told_once_in_order_and_with_its_digest(seen: Seen) -> None:
    from proviso.record.tree import Frontier

    told = [ONE.fullmatch(line.strip()) for line in seen.stream]
    assert all(told), seen.stream[:3]
    found = [one.groups() for one in told if one]
    assert [int(index) for index, *_ in found] == list(range(seen.entries))
    assert (OFFICER, "signed_in") in {(actor, kind) for _, kind, _, actor, _ in found}
    grown = Frontier(0, ())
    for *_, leaf in found:
        grown, _ = grown.plus(bytes.fromhex(leaf))
    assert grown.root.hex() == seen.root, "the root of the record follows from what was told"
