"""The mailbox of the demonstration: a mail server on loopback that takes every message and keeps it as a file.

It stands in for the recipient’s, so that a case can be sent and the encrypted message looked at. It is no mail server
for anything else: it delivers nothing, and knows as much of SMTP (RFC 5321) as that takes. A process of its own.
"""

import os
import re
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import StreamRequestHandler, TCPServer, ThreadingMixIn
from threading import Thread
from uuid import uuid4

from proviso.demonstration.mail_server import SERVER
from proviso.demonstration.stand_in import folder, paths

HOST = "127.0.0.1"
LONGEST_LINE = 2000
LARGEST = 30_000_000
ANSWERS = {b"MAIL": "250 OK", b"RCPT": "250 OK", b"NOOP": "250 OK", b"RSET": "250 OK", b"HELO": "250 Hello"}
_NUMBER = re.compile(rb"^Message-ID: *<([A-Za-z0-9.-]{1,100})@", re.IGNORECASE | re.MULTILINE)


class Conversation(StreamRequestHandler):
    """One client."""

    timeout = 20
    disable_nagle_algorithm = True
    server: "Mailbox"

    def setup(self) -> None:
        """TLS from the first byte."""
        self.request.settimeout(self.timeout)
        self.request = self.server.trust.wrap_socket(self.request, server_side=True)
        super().setup()

    def handle(self) -> None:
        """Answer until the client goes."""
        self._say("220 The demonstration's mailbox")
        while line := self.rfile.readline(LONGEST_LINE):
            verb = line[:4].upper()
            if verb == b"QUIT":
                self._say("221 Goodbye")
                return
            if verb == b"DATA":
                self._say("354 Go ahead")
                self._say(self._kept())
            else:
                self._say("250 Hello" if verb == b"EHLO" else ANSWERS.get(verb, "502 Not here"))

    def _kept(self) -> str:
        """Read a message to its end and keep it whole, or not at all."""
        content = b""
        while (line := self.rfile.readline(LONGEST_LINE)) != b".\r\n":
            content += line.removeprefix(b".")
            if not line or len(content) > LARGEST:
                return "552 Too long, or cut short"
        found = _NUMBER.search(content)
        name = found[1].decode() if found else uuid4().hex
        draft = self.server.folder / f".{uuid4().hex}"
        draft.write_bytes(content)
        draft.rename(self.server.folder / f"{name}.eml")
        return f"250 2.0.0 Kept as {name}.eml"

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class Mailbox(ThreadingMixIn, TCPServer):
    """The server, on a socket that listens already."""

    daemon_threads = True

    def __init__(self, listening: socket.socket, home: Path) -> None:
        super().__init__((HOST, 0), Conversation, bind_and_activate=False)
        self.socket.close()
        self.socket, self.folder = listening, arrivals(home)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self.trust = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.trust.load_cert_chain(*paths(home, SERVER))

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever hangs up, or speaks no TLS, is nobody's concern here."""


def arrivals(home: Path) -> Path:
    """Where messages arrive, as files."""
    return folder(home) / "mail"


@contextmanager
def listening() -> Iterator[socket.socket]:
    """A socket on a free port of loopback, held from before the settings are read."""
    with socket.create_server((HOST, 0)) as held:
        yield held


@contextmanager
def serving(held: socket.socket, home: Path) -> Iterator[None]:
    """Have the mailbox serve meanwhile, into the folder of a demonstration that has its papers."""
    number = held.fileno()
    process = subprocess.Popen(  # noqa: S603  our own module, on our own socket
        [sys.executable, "-m", "proviso.demonstration.mailbox", str(number), str(home)],
        stdin=subprocess.PIPE,
        pass_fds=[number],
        start_new_session=True,
    )
    try:
        yield
    finally:
        process.terminate()
        process.communicate()


def main(words: list[str]) -> None:
    """Serve on a socket that was inherited, until nobody holds the other end of standard input any more."""
    with Mailbox(socket.socket(fileno=int(words[0])), Path(words[1])) as box:
        Thread(target=box.serve_forever, daemon=True).start()
        os.read(sys.stdin.fileno(), 1)
        box.shutdown()


if __name__ == "__main__":
    main(sys.argv[1:])
