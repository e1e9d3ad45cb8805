"""The people, the clock and the browsers of the other tests."""

from pathlib import Path

from tests.casework.conftest import colleague as colleague
from tests.casework.conftest import force as force
from tests.casework.conftest import time as time
from tests.casework.conftest import who as who
from tests.disclosure.conftest import papers as papers
from tests.web.conftest import browse as browse
from tests.web.conftest import cases as cases
from tests.web.conftest import elsewhere as elsewhere
from tests.web.conftest import officer as officer


def mail(papers: Path) -> dict[str, str]:
    """The settings of a mail server that takes nothing: what waits goes on waiting."""
    return {
        "PROVISO_EMAIL__HOST": "127.0.0.1",
        "PROVISO_EMAIL__PORT": "1",
        "PROVISO_EMAIL__SENDER": "disclosure@wessmere.example",
        "PROVISO_EMAIL__CA_FILE": str(papers / "authority.pem"),
        "PROVISO_EMAIL__SIGNING_CERTIFICATE_FILE": str(papers / "force.pem"),
        "PROVISO_EMAIL__SIGNING_KEY_FILE": str(papers / "force.key"),
    }
