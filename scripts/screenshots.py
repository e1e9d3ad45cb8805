"""The pictures of the documents, taken from the running product: `make screenshots`.

Starts a demonstration in a folder that goes afterwards, follows docs/tutorial.md in Debian's chromium, and keeps each
picture small. It takes no other picture than those that the tutorial shows.
"""

import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.palette import with_palette
from scripts.tutorial import TUTORIAL, Walk

CHROMIUM = shutil.which("chromium-headless-shell") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
WIDTH, TALLEST = 960, 1200
READY = "Open http"


def main() -> int:
    """Take every picture, and say which and how large. Returns the exit status."""
    pictures = TUTORIAL.parent / "pictures"
    pictures.mkdir(exist_ok=True)
    for old in pictures.glob("*.png"):
        old.unlink()
    with demonstration() as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = chromium.new_page(viewport={"width": WIDTH, "height": 800}, locale="en-GB")
        Walk(page, address, lambda name: take(page, TUTORIAL.parent / name)).all(TUTORIAL.read_text())
        chromium.close()
    return 0


def take(page: Page, path: Path) -> None:
    """One picture of the page from its top, no taller than `TALLEST` pixels."""
    page.evaluate("() => { document.activeElement.blur(); window.scrollTo(0, 0); }")
    high = page.evaluate("() => document.documentElement.scrollHeight")
    whole = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": WIDTH, "height": min(high, TALLEST)})
    small = with_palette(whole)
    path.write_bytes(small)
    print(f"{path.name}: {len(small) / 1024:.0f} KB (was {len(whole) / 1024:.0f})", flush=True)


@contextmanager
def demonstration() -> Iterator[str]:
    """The address of a fresh demonstration, while this lasts. Raises RuntimeError with what it said if it stops."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(Path(sys.executable).with_name("proviso")), "demo", "--port", str(port), "--home"]
    with tempfile.TemporaryDirectory() as folder, open(Path(folder) / "said", "w+", encoding="utf-8") as said:
        server = subprocess.Popen([*command, f"{folder}/home"], stdout=subprocess.PIPE, stderr=said, text=True)
        assert server.stdout
        try:
            for line in server.stdout:
                if line.startswith(READY):
                    break
            else:
                said.seek(0)
                raise RuntimeError(f"The demonstration did not start: {said.read()}")
            _answering(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)
            server.stdout.close()


def _answering(port: int) -> None:
    """Wait until somebody answers at the port."""
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except ConnectionRefusedError:
            continue


if __name__ == "__main__":
    sys.exit(main())
