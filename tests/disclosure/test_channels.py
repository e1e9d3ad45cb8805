"""The channels: one enumeration, and for each by which a message leaves one class that makes itself of the settings."""

from pathlib import Path
from typing import Any

import pytest

from proviso.accounts.channel_codes import ORDERED, Channel
from proviso.accounts.models import Force, Recipient
from proviso.casework.values.sharing import SharedHow
from proviso.disclosure.channels.channel_table import BY_ITSELF, CLASSES, channel_of, lacking
from proviso.disclosure.post import NotSetUp
from proviso.service.config import EmailSettings
from tests.disclosure.certificates import FORCE


def test_the_codes_that_the_record_keeps_stay_as_they_are() -> None:
    assert [one.value for one in Channel] == ["telephone", "email", "file"]
    assert Recipient._meta.get_field("channel").choices == [(one.value, one.label) for one in Channel]
    assert {one.value for one in Channel} & {one.value for one in SharedHow} == {"telephone", "email"}


def test_each_channel_by_which_a_message_leaves_has_its_class() -> None:
    assert set(CLASSES) == set(ORDERED) == set(Channel) - {Channel.TELEPHONE}
    assert [one.channel for one in CLASSES.values()] == list(CLASSES)
    assert set(BY_ITSELF) == {one for one in ORDERED if not one.by_hand}


@pytest.mark.django_db(databases=["default"])
@pytest.mark.parametrize("channel", ORDERED)
def test_each_makes_itself_of_the_settings_and_says_what_is_lacking(
    channel: Channel, force: Force, tmp_path: Path, settings: Any
) -> None:
    settings.PROVISO_EMAIL = EmailSettings()
    with pytest.raises(NotSetUp, match=r"No mail server is set|Set email\.sender"):
        channel_of(channel, force.code)
    assert lacking(channel.value) == ("No mail server is set." if channel.by_itself else "")
    certificate, key = FORCE.written(tmp_path, "force")
    settings.PROVISO_EMAIL = EmailSettings(
        host="mail.wessmere.invalid",
        sender="disclosure@wessmere.invalid",
        signing_certificate_file=certificate,
        signing_key_file=key,
    )
    assert isinstance(channel_of(channel, force.code), CLASSES[channel])
    assert lacking(channel.value) == ""
