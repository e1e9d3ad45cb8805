"""Wessmere's invented list of recipients: one for each way, approved."""

from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Force, Listed, Recipient
from tests.disclosure.certificates import AUTHORITY, issued, of_rsa


def listed(channel: Channel, department: str = "nccu", state: Listed = Listed.APPROVED) -> Recipient:
    """A recipient of a department by a way."""
    return Recipient.objects.create(
        force=Force.objects.get(code="wessmere"),
        department=department,
        channel=channel,
        name=f"The unit ({channel.label.lower()})",
        address={Channel.TELEPHONE: "01632 960 001", Channel.EMAIL: "unit@receiving.example"}.get(channel, ""),
        certificate="" if channel is Channel.TELEPHONE else issued("The unit", by=AUTHORITY, key=of_rsa()).pem,
        state=state,
        proposed_by="A1",
        approved_by="" if state is Listed.PROPOSED else "A2",
    )
