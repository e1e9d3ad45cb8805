"""The configuration of nginx that the how-to gives, in a real nginx before a service."""

import os
import re
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .deployed import SETTINGS, broken_off

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "deploy.md"
NAME = "proviso.wessmere.example"
BEHIND = SETTINGS | {"PROVISO_HTTPS": "true", "PROVISO_PROXIES": "1", "PROVISO_ALLOWED_HOSTS": f'["{NAME}"]'}
ROUND_IT = """
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
{user}
events {{ worker_connections 1024; }}
http {{
client_body_temp_path {folder}/on-disk;
proxy_temp_path {folder}/on-disk;
{sites}
}}
"""


@dataclass(frozen=True)
class Proxied:
    """A service behind nginx: the ports of both, and the folder in which nginx may write."""

    port: int
    plain: int
    service: int
    folder: Path

    def asked(self, request: bytes) -> ssl.SSLSocket:
        """A connection to nginx on which this much was sent."""
        context = ssl.create_default_context(cafile=str(self.folder / "fullchain.pem"))
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        wrapped = context.wrap_socket(connection, server_hostname=NAME)
        wrapped.sendall(request)
        return wrapped

    def get(self, path: str, *headers: str) -> str:
        """The whole answer, headers first."""
        head = "\r\n".join([f"GET {path} HTTP/1.1", f"Host: {NAME}", "Connection: close", *headers])
        with self.asked(f"{head}\r\n\r\n".encode()) as connection:
            return broken_off(connection, 30).decode(errors="replace")

    def open_to_the_service(self) -> int:
        """How many connections the service has accepted and not ended."""
        rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        return sum(local.endswith(f":{self.service:04X}") and state == "01" for _, local, _, state, *_ in rows)


@contextmanager
def nginx(proxied: Proxied) -> Iterator[None]:
    """nginx with what stands in the how-to, but for its ports and where the certificate is."""
    sites = re.findall(r"```nginx\n(.*?)```", HOW_TO.read_text(), re.DOTALL)[0]
    for stands, here in (
        ("listen 443 ssl;", f"listen 127.0.0.1:{proxied.port} ssl;"),
        ("listen 80;", f"listen 127.0.0.1:{proxied.plain};"),
        ("http://127.0.0.1:8000", f"http://127.0.0.1:{proxied.service}"),
        ("/srv/proviso-keys", str(proxied.folder)),
    ):
        assert stands in sites
        sites = sites.replace(stands, here)
    written = proxied.folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    written.write_text(ROUND_IT.format(folder=proxied.folder, user=user, sites=sites))
    path = f"{os.environ['PATH']}:/usr/sbin:/sbin"
    command = ["nginx", "-c", str(written), "-p", str(proxied.folder), "-e", "stderr"]
    with subprocess.Popen(command, env=os.environ | {"PATH": path}, stderr=subprocess.PIPE, text=True) as process:
        try:
            until = time.monotonic() + 30
            while not listens(proxied.port):
                assert process.poll() is None, process.stderr and process.stderr.read()
                assert time.monotonic() < until
                time.sleep(0.05)
            yield
        finally:
            process.terminate()


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def make_certificate(folder: Path) -> None:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "2", "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}",
         "-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")],
        check=True, capture_output=True,
    )  # fmt: skip
