"""What a force sets for telling a unit that something waits: its mailbox, and how long things wait (our safeguard)."""

import re

from pydantic import BaseModel, ConfigDict, Field, field_validator

MAILBOX = re.compile(r"[!-?A-~]{1,64}@[A-Za-z0-9.-]{1,189}")
"""An address as a header carries it: ASCII, without spaces."""


class ReminderSettings(BaseModel):
    """Whose mailbox is told that something waits, where nobody of a unit is there. It says nothing else, so that it
    needs no encryption; without a mailbox nobody is told."""

    model_config = ConfigDict(extra="forbid")

    mailboxes: dict[str, str] = Field({}, description="the mailbox of each unit that is told, by the unit’s code")
    risk_hours: int = Field(1, ge=1, le=24 * 7, description="how many hours a risk may wait with nobody there")
    deadline_hours: int = Field(
        4, ge=1, le=24 * 7, description="how many hours anything else may be overdue with nobody there"
    )

    @field_validator("mailboxes")
    @classmethod
    def _mailboxes(cls, given: dict[str, str]) -> dict[str, str]:
        """Mailboxes, each of which a header can carry."""
        if wrong := [unit for unit, address in given.items() if not MAILBOX.fullmatch(address)]:
            raise ValueError(f"what is set for {', '.join(wrong)} is no mailbox, such as unit@force.example")
        return given
