"""What Prometheus is given when it asks: what all processes counted, and how the record, the outbox and the lists are
at that moment. Everything is a number under a code that this program knows: no reference, no name, no words.

It answers on a port of its own, in a thread of the process that starts the others.
"""

import logging
import os
import shutil
import tempfile
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connections
from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from proviso.service.config import Config
from proviso.service.state_figures import of_the_database, of_what_was_done

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable by which prometheus-client knows that several processes count; it is read when it is first imported
in each of them, and those that count are started within `watched`."""

log = logging.getLogger("proviso.watched")


class PortTaken(Exception):
    """Figures cannot be given where the settings say; the message says what to do."""


@contextmanager
def watched(config: Config) -> Iterator[None]:
    """While inside, answer Prometheus where a port is set, and let the processes that are started within count for it.

    Needs Django set up. Raises PortTaken.
    """
    if not config.metrics.port:
        yield
        return
    folder = tempfile.mkdtemp(prefix="proviso-metrics-")
    os.environ[FOLDER] = folder
    try:
        registry = CollectorRegistry()
        MultiProcessCollector(registry, folder)
        registry.register(ServiceCollector(config))
        try:
            server, thread = start_http_server(config.metrics.port, config.metrics.host, registry)
        except OSError as fault:
            raise PortTaken(
                f"Port {config.metrics.port} of {config.metrics.host}, for figures, cannot be used: {fault.strerror}. "
                "Set metrics.host to an address of this machine and metrics.port to a free port, or to 0 for none."
            ) from fault
        try:
            yield
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
    finally:
        del os.environ[FOLDER]
        shutil.rmtree(folder, ignore_errors=True)


class ServiceCollector(Collector):
    """How the service is, as prometheus-client asks for it. Entries are counted from where the record ended when the
    service was started, whoever made them: another process, another machine or the command line."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._one_at_a_time = threading.Lock()
        self._acts: Counter[str] = Counter()
        self._counted_to: int | None = None

    def describe(self) -> Iterable[Metric]:
        """Nothing beforehand: what is registered asks no database."""
        return ()

    def collect(self) -> Iterable[Metric]:
        """Each figure, as it is now."""
        found: list[Metric] = []
        try:
            with self._one_at_a_time:
                found = [self._counted(), *of_the_database(self._config)]
        except DatabaseError:
            log.exception("The databases could not be asked for figures")
        finally:
            connections.close_all()  # those of this thread, which ends with the answer
        yield GaugeMetricFamily("proviso_database_reachable", "Whether the databases answer.", int(bool(found)))
        yield from found
        yield from of_what_was_done(self._config)

    def _counted(self) -> Metric:
        """The entries that were made since the first time that it was asked."""
        from proviso.record.read import head
        from proviso.record.read_since import kinds_between

        size = head(self._config.force).size
        if self._counted_to is not None and size > self._counted_to:
            self._acts.update(kinds_between(self._config.force, self._counted_to, size))
        self._counted_to = size
        acts = CounterMetricFamily("proviso_acts", "Entries of the record, by kind.", labels=("kind",))
        for kind, many in sorted(self._acts.items()):
            acts.add_metric((kind,), many)
        return acts
