"""A real rsyslog that takes messages over TLS and writes them to a file, as a force's system for incidents would."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CONFIGURATION = """
global(workDirectory="{folder}" defaultNetstreamDriver="gtls" defaultNetstreamDriverCAFile="{folder}/server.pem"
    defaultNetstreamDriverCertFile="{folder}/server.pem" defaultNetstreamDriverKeyFile="{folder}/server.key")
module(load="imtcp" streamDriver.name="gtls" streamDriver.mode="1" streamDriver.authMode="anon")
input(type="imtcp" address="127.0.0.1" port="{port}")
template(name="whole" type="string"
    string="%pri% %timereported:::date-rfc3339% %app-name% %msgid% %structured-data%\\n")
action(type="omfile" file="{folder}/came" template="whole")
"""


@dataclass(frozen=True)
class SyslogServer:
    """Where it listens, and the folder of its certificate and of what came."""

    folder: Path
    port: int

    @property
    def came(self) -> list[str]:
        """The messages that were written, in order."""
        path = self.folder / "came"
        return path.read_text().splitlines() if path.exists() else []

    def wait_for(self, many: int) -> list[str]:
        """The messages, once there are so many."""
        until = time.monotonic() + 30
        while len(self.came) < many:
            assert time.monotonic() < until, f"{len(self.came)} of {many} came"
            time.sleep(0.1)
        return self.came

    @contextmanager
    def running(self) -> Iterator[None]:
        """rsyslog at work."""
        written = self.folder / "rsyslog.conf"
        written.write_text(CONFIGURATION.format(folder=self.folder, port=self.port))
        command = ["rsyslogd", "-n", "-f", str(written), "-i", str(self.folder / "pid")]
        path = f"{os.environ['PATH']}:/usr/sbin:/sbin"
        with subprocess.Popen(command, env=os.environ | {"PATH": path}, stderr=subprocess.PIPE, text=True) as process:
            try:
                until = time.monotonic() + 30
                while not self.listens():
                    assert process.poll() is None, process.stderr and process.stderr.read()
                    assert time.monotonic() < until
                    time.sleep(0.05)
                yield
            finally:
                process.terminate()

    def listens(self) -> bool:
        """Whether something listens there."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def certified(folder: Path, port: int) -> SyslogServer:
    """A server with a certificate of its own, which it is known by."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", str(folder / "server.key"), "-out", str(folder / "server.pem")],
        check=True, capture_output=True,
    )  # fmt: skip
    return SyslogServer(folder, port)
