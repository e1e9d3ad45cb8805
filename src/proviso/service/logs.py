"""How a line is written to the log of the service: where a fault happened and of which kind, never its words.

The words of an exception can hold what somebody typed about a person; no log of ours may.
"""

import logging
import traceback
from types import TracebackType


class WithoutWords(logging.Formatter):
    """A formatter whose traces name files, lines, functions and kinds of exception, and quote nothing."""

    def formatException(  # noqa: N802  the name is the standard library's
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """The trace of an exception and of what caused it."""
        lines: list[str] = []
        fault = ei[1]
        while fault is not None:
            lines.append(f"{type(fault).__module__}.{type(fault).__qualname__}")
            frames = traceback.extract_tb(fault.__traceback__)
            lines.extend(f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
            fault = fault.__cause__ or fault.__context__
        return "\n".join(lines)
