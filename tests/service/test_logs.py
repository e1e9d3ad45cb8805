"""How a line of the log is written."""

import logging
import sys

from proviso.service.logs import WithoutWords


def test_a_fault_that_is_its_own_cause_is_written_once() -> None:
    fault = ValueError("kestrels")
    fault.__context__ = other = OSError("kestrels")
    other.__context__ = fault
    try:
        raise fault
    except ValueError:
        record = logging.LogRecord("proviso.errors", logging.ERROR, __file__, 1, "Broken", None, sys.exc_info())
    fault.__context__, other.__context__ = other, fault
    written = WithoutWords("%(message)s").format(record)
    assert written.startswith("Broken\nbuiltins.ValueError\n")
    assert written.count("builtins.OSError") == 1
    assert "kestrels" not in written
