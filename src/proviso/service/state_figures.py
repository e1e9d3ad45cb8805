"""How the record, the outbox and the lists are at this moment, as figures for whoever watches the service.

Times are given as such, in seconds since 1970, so that what watches works out an age itself.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Count, Min, Q
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric

from proviso.service.config import Config
from proviso.service.verified import BACKED_UP, VERIFIED, remembered


def of_the_database(config: Config) -> Iterator[Metric]:
    """How many entries there are, what waits in the outbox, what is due in each queue. Raises `DatabaseError`."""
    from proviso.casework import clock
    from proviso.casework.models import WorklistRow
    from proviso.casework.row_codes import Queue
    from proviso.disclosure.models import OutboxRow
    from proviso.disclosure.outbox import UNDER_WAY
    from proviso.record.read import head
    from proviso.service.audit_stream import told

    force, now = config.force, clock.now()
    size = head(force).size
    yield GaugeMetricFamily("proviso_record_entries", "Entries of the record.", size)
    if config.syslog.host:
        stream = told(config)
        waits = size - stream.following if stream else size
        yield GaugeMetricFamily("proviso_audit_stream_waiting", "Entries that the audit stream is to tell.", waits)
    waiting = OutboxRow.objects.filter(force=force, state__in=UNDER_WAY)
    by_state = dict(waiting.values_list("state").annotate(Count("pk")).order_by())
    yield _each("proviso_outbox_messages", "Messages that are under way.", "state", UNDER_WAY, by_state)
    oldest = waiting.aggregate(oldest=Min("ordered_at"))["oldest"]
    yield from _when("proviso_outbox_oldest", "When the oldest message that is under way was ordered", oldest)
    due = WorklistRow.objects.filter(force=force).values_list("queue").order_by()
    counts = due.annotate(many=Count("pk"), overdue=Count("pk", Q(due_at__lt=now)), oldest=Min("due_at"))
    counted = {queue: found for queue, *found in counts}
    queues = list(Queue)
    yield _each("proviso_due", "Things that are due.", "queue", queues, {one: row[0] for one, row in counted.items()})
    late = {one: row[1] for one, row in counted.items()}
    yield _each("proviso_overdue", "Things that are overdue.", "queue", queues, late)
    times = GaugeMetricFamily(
        "proviso_due_oldest_timestamp_seconds", "When the oldest thing due was or is due.", labels=("queue",)
    )
    for queue in queues:
        if queue in counted:
            times.add_metric((str(queue),), counted[queue][2].timestamp())
    yield times


def of_what_was_done(config: Config) -> Iterator[Metric]:
    """When the record was last verified and backed up, and whether it was whole; nothing where that is not known."""
    for name, what, done in ((VERIFIED, "verification", "verified"), (BACKED_UP, "backup", "backed up")):
        if found := remembered(config, name):
            yield from _when(f"proviso_{what}", f"When the record was last {done}", found.at)
            yield GaugeMetricFamily(f"proviso_{what}_whole", "Whether everything was whole then.", int(found.whole))


def _each(name: str, says: str, label: str, known: Iterable[str], counted: dict[str, int]) -> Metric:
    """A figure for each code that is known, nought where nothing was counted."""
    family = GaugeMetricFamily(name, says, labels=(label,))
    for code in known:
        family.add_metric((str(code),), counted.get(code, 0))
    return family


def _when(name: str, says: str, at: datetime | None) -> Iterator[Metric]:
    if at is not None:
        yield GaugeMetricFamily(f"{name}_timestamp_seconds", f"{says}, in seconds since 1970.", at.timestamp())
