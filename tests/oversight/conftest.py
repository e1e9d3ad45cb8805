"""An invented force with recipients on its list, and logs of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Force, Listed, Officer, Recipient, Role, Unit
from tests.casework.conftest import force as force
from tests.casework.conftest import officer as officer
from tests.casework.conftest import time as time
from tests.casework.conftest import who as who

Written = Callable[..., Path]


@pytest.fixture
def recipients(force: Force) -> dict[str, Recipient]:
    """Two telephones and a mailbox; one of them is off the list by now."""
    told = {
        "unit": ("nccu", Channel.TELEPHONE, "+44 1632 960001", Listed.APPROVED),
        "team": ("immigration_enforcement", Channel.TELEPHONE, "01632 960002", Listed.WITHDRAWN),
        "mailbox": ("nccu", Channel.EMAIL, "Desk@Unit.Example", Listed.APPROVED),
        "proposed": ("nccu", Channel.TELEPHONE, "01632 960009", Listed.PROPOSED),
    }
    return {
        name: Recipient.objects.create(
            force=force,
            department=department,
            channel=channel,
            name=f"The {name}",
            address=address,
            state=state,
            proposed_by="admin-1",
            approved_by="" if state == Listed.PROPOSED else "admin-2",
        )
        for name, (department, channel, address, state) in told.items()
    }


@pytest.fixture
def log(tmp_path: Path) -> Written:
    """A log of these lines, under a heading."""

    def make(*lines: str, heading: str = "When,From,To") -> Path:
        (path := tmp_path / "calls.csv").write_text("\n".join([heading, *lines, ""]), encoding="utf-8")
        return path

    return make


@pytest.fixture
def protection_officer(force: Force) -> Officer:
    """The data protection officer of the force."""
    unit = Unit.objects.get(force=force, code="north")
    return Officer.objects.create(
        staff_number="dpo-1", name="Invented Ashe", role=Role.DATA_PROTECTION_OFFICER, unit=unit
    )
