"""Reads the messages of files as an import does, and says what that took: run by `test_bad_messages` as a program.

Prints JSON: of each file its seconds and what came of it; and in MB, above bare Python, the most memory of any process
that read, and how much this process grew.
"""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

from proviso.disclosure.bounded_reading import BoundedReader
from proviso.disclosure.message_digest import Digest
from proviso.disclosure.message_files import messages_in
from proviso.disclosure.message_parts import NotRead

BARE = "print([line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')][0])"


def most(whose: int) -> float:
    """The most memory so far, in MB."""
    return resource.getrusage(whose).ru_maxrss / 1024


def measured(file: Path, reader: BoundedReader) -> tuple[float, str]:
    """How long a file took, and what came of it."""
    began = time.monotonic()
    for message in messages_in(file):
        try:
            became = f"read {len(reader.read(Digest().reading(message.pieces())).text)}"
        except NotRead as refused:
            became = refused.limit.value
    return time.monotonic() - began, became


def main(files: list[Path]) -> None:
    """Measure each file."""
    bare = int(subprocess.run([sys.executable, "-c", BARE], capture_output=True, check=True).stdout) / 1024
    before = most(resource.RUSAGE_SELF)
    with BoundedReader() as reader:
        reader.read([b"Subject: the process has started by now\n\n"])
        took = {file.name: measured(file, reader) for file in files}
    reading = most(resource.RUSAGE_CHILDREN) - bare
    print(json.dumps({"took": took, "reading": reading, "here": most(resource.RUSAGE_SELF) - before}))


if __name__ == "__main__":
    main([Path(word) for word in sys.argv[1:]])
