"""Each channel by which a message leaves, with its class. What a recipient is listed for says which it is, and no code
beside this names one.
"""

from collections.abc import Mapping
from types import MappingProxyType

from proviso.accounts.channel_codes import Channel
from proviso.disclosure.channels.channel import ForceChannel
from proviso.disclosure.channels.email import Email
from proviso.disclosure.channels.file import File

CLASSES: Mapping[Channel, type[ForceChannel]] = MappingProxyType({one.channel: one for one in (Email, File)})

BY_ITSELF = tuple(channel for channel in CLASSES if channel.by_itself)
"""Those of which a worker takes what waits, and tries again what certainly was not sent."""


def channel_of(channel: Channel, force: str) -> ForceChannel:
    """The channel as the force has set it up. Raises NotSetUp."""
    return CLASSES[channel].from_settings(force)


def lacking(channel: str) -> str:
    """Why what waits to leave by the channel of this code is not tried at all; empty where it is."""
    return CLASSES[Channel(channel)].lacking()
