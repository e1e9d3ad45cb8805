"""The log as one JSON object a line, with the names of the Elastic Common Schema (ECS 8), for a force's own collecting.

It says what the plain log says and no more: `logs` decides that. Times are in UTC.
"""

import json
import logging
from datetime import UTC, datetime
from importlib.metadata import version

from proviso.service.logs import WithoutWords, request_of

ECS = "8.11.0"
_LEVELS = {"WARNING": "warn", "CRITICAL": "fatal"}


class EcsLines(WithoutWords):
    """A formatter whose every line is a JSON object."""

    def __init__(self) -> None:
        super().__init__("%(message)s")
        self._version = version("proviso-casework")

    def format(self, record: logging.LogRecord) -> str:
        """The line. A trace is `error.stack_trace`, and has kinds and places alone."""
        without = logging.makeLogRecord({**record.__dict__, "exc_info": None, "exc_text": None, "stack_info": None})
        line: dict[str, object] = {
            "@timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "log.level": _LEVELS.get(record.levelname, record.levelname.lower()),
            "message": super().format(without),
            "ecs.version": ECS,
            "service.name": "proviso",
            "service.version": self._version,
            "event.dataset": "proviso.log",
            "log.logger": record.name,
            "process.pid": record.process,
        }
        if request := request_of(record):
            status, method, page = request
            line |= {"http.request.method": method, "labels": {"page": page}}
            line |= {"http.response.status_code": status} if status else {}
        if record.exc_info and record.exc_info[0]:
            kind = record.exc_info[0]
            line["error.type"] = f"{kind.__module__}.{kind.__qualname__}"
            line["error.stack_trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=True)
