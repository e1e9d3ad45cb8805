"""A case goes out by each way and comes back negated, is corrected, told of and closed: in the browser, as officers do.

By e-mail it leaves through the outbox's own command to a mail server with TLS on loopback, twice: what was decided, and
the correction of it.
"""

import os
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from proviso.demonstration import home as demonstration
from proviso.demonstration import mailbox
from proviso.demonstration.force import BRAMBLE, FENNEL, FRONT_DESK, MAILBOX
from proviso.demonstration.mail_server import make_servers_certificate
from tests.journeys.carrying import announced, decide, found, says, send_by_telephone, the_desk_acknowledges
from tests.journeys.conftest import SignedIn
from tests.journeys.filling import Answers, follow, just_now, press, save, stands_at
from tests.journeys.sound import is_sound
from tests.journeys.telling import told_them
from tests.journeys.visits import DECIDED, READY
from tests.journeys.visits_sending import BY_HAND

ROOT = Path(__file__).parents[2]
CHECKED: Answers = {"Have you read what will be sent, and is this the right recipient?": True}
NEGATES: Answers = {
    "Who replied?": "The receiving unit",
    "What does it say?": ["It negates the suspicion"],
    "In their words, as near as you have them": "She has leave to remain until 2031",
}


class Post:
    """The demonstration's mail server, and the outbox's command that sends to it."""

    def __init__(self, home: Path, port: int) -> None:
        self._home = home
        self._environment = {**os.environ, **demonstration.surroundings(home, port)}

    def goes(self) -> None:
        """Send what waits, and end."""
        subprocess.run(
            [sys.executable, "-c", "from proviso.cli import main; main()", "worker", "--once"],
            cwd=ROOT, env=self._environment, check=True, capture_output=True,
        )  # fmt: skip

    @property
    def came(self) -> list[bytes]:
        """What the mail server took, whole."""
        return [one.read_bytes() for one in sorted(self._home.rglob("*.eml"))]


def is_sealed(message: bytes) -> bool:
    """Whether it says that it is encrypted, and what it holds does not open with the words of what was signed."""
    lines, _, body = message.partition(b"\r\n\r\n")
    return b"smime-type=enveloped-data" in lines.replace(b'"', b"") and b"signed-data" not in b64decode(body)


def by_telephone(page: Page, post: Post) -> None:
    """Ring them."""
    send_by_telephone(page)


def by_email(page: Page, post: Post) -> None:
    """Decide, and order it; the outbox sends it, and the case says so."""
    decide(page, "Share the basic information", why="Nobody has confirmed the marker")
    follow(page, "Send what was decided")
    follow(page, f"Secure e-mail: {MAILBOX}")
    stands_at(page, "Send by secure e-mail")
    expect(page.locator("main")).to_contain_text("Imaginary Egret")
    is_sound(page, error=False)
    press(page, "Send it")
    is_sound(page, error=True)
    save(page, CHECKED, "Send it")
    stands_at(page, "Being sent")
    expect(page.locator("main")).to_contain_text("It has not been received until they say so")
    post.goes()
    (message,) = post.came
    assert is_sealed(message)
    page.reload()
    expect(page.locator("main")).to_contain_text("Nothing is being sent on this case.")


def by_hand(page: Page, post: Post) -> None:
    """The file was ordered: save it, take it to them, and record who took it."""
    follow(page, "See the status of the sending")
    stands_at(page, "Being sent")
    expect(page.locator("main")).to_contain_text(FRONT_DESK)
    page.get_by_role("button", name="Save the encrypted file").click()
    stands_at(page, "The encrypted file")
    with page.expect_download() as download:
        page.locator("main").get_by_role("button", name="Save the file").click()
    content = download.value.path().read_bytes()
    assert is_sealed(content)
    page.go_back()
    follow(page, "Record that the file was handed over")
    save(page, {"Who took it?": "The person at the front desk", "When?": just_now})
    announced(page, "It is shared, and on the record")


def corrected_by_telephone(page: Page, post: Post) -> None:
    """Ring them again."""
    told: Answers = {
        "What were they told?": "That the suspicion was wrong: she has leave to remain",
        "Who took it?": "The receiving unit",
        "When?": just_now,
    }
    save(page, told)
    announced(page, "Recorded. Tell the person too that it was put right.")


def corrected_by_email(page: Page, post: Post) -> None:
    """Order the correction; the outbox sends it like anything else."""
    follow(page, f"Correct it by secure e-mail instead: {MAILBOX}")
    save(page, {"What are they to be told?": "That the suspicion was wrong"}, "Send the correction")
    announced(page, "It is on its way")
    post.goes()
    assert len(post.came) == 2
    page.reload()


WAYS: list[tuple[str, Callable[[Page, Post], None], Callable[[Page, Post], None]]] = [
    (DECIDED, by_telephone, corrected_by_telephone),
    (READY, by_email, corrected_by_email),
    (BY_HAND, by_hand, corrected_by_telephone),
]


@pytest.mark.parametrize(("number", "goes", "corrected"), WAYS, ids=["telephone", "e-mail", "file"])
def test_a_case_goes_out_and_comes_back_negated_corrected_and_closed(
    signed_in: SignedIn,
    live: str,
    home: Path,
    number: str,
    goes: Callable[[Page, Post], None],
    corrected: Callable[[Page, Post], None],
) -> None:
    bramble = signed_in(BRAMBLE)
    make_servers_certificate(home, datetime.now(UTC))
    with mailbox.listening() as listening, mailbox.serving(listening, home):
        post = Post(home, listening.getsockname()[1])
        post.goes()  # what the demonstration left waiting goes first, and is not this case's
        for one in home.rglob("*.eml"):
            one.unlink()
        reference = found(bramble, live, number)
        goes(bramble, post)

        bramble.goto(f"{live}/cases/{reference}/")
        follow(bramble, "Tell them afterwards")
        save(bramble, told_them())
        the_desk_acknowledges(signed_in(FENNEL), live, reference, unnamed="Imaginary")
        bramble.goto(f"{live}/cases/{reference}/")

        follow(bramble, "Record a reply")
        save(bramble, {**NEGATES, "When did the reply come?": just_now})
        expect(says(bramble, "Close the case")).not_to_contain_text("Allowed")
        follow(bramble, "Correct what was shared")
        expect(bramble.locator("main")).to_contain_text("National Command and Control Unit")
        corrected(bramble, post)

        expect(says(bramble, "Close the case")).not_to_contain_text("Allowed")  # nobody has told her
        follow(bramble, "Tell them of the correction")
        save(bramble, told_them())
        expect(says(bramble, "Close the case")).to_contain_text("Allowed")
        follow(bramble, "Close the case")
        save(bramble, {"Why can it close?": "She was told, and so was everyone who had it"})
        announced(bramble, "The case is closed")
        the_record_says_all_of_it(bramble)


def the_record_says_all_of_it(page: Page) -> None:
    """The record of the case says all of it."""
    follow(page, "Read the record of this case")
    titles = page.locator(".proviso-timeline__title").all_inner_texts()
    for expected in (
        "Sharing decided",
        "Reply recorded",
        "Correction sent",
        "Person told of correction",
        "Case closed",
    ):
        assert expected in titles
