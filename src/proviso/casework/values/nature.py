"""What a message that came is: with nothing else, since each process that reads messages starts with it."""

from proviso.accounts.choice import Choice


class Nature(Choice):
    """What a message that came is: what somebody wrote, or what a machine sent by itself (RFC 3464, 8098, 3834)."""

    REPLY = "reply", "A message that somebody wrote, as far as can be seen"
    RETURNED = "returned", "Our message came back: it did not arrive"
    DELAYED = "delayed", "Our message has not arrived yet: a mail server still tries"
    DELIVERED = "delivered", "A mail server’s notice that our message was passed on"
    RECEIPT = "receipt", "A mail program’s receipt for our message"
    AUTOMATIC = "automatic", "An automatic message, such as out of office"

    @property
    def is_no_reply(self) -> bool:
        """Whether it is certain that nobody wrote it."""
        return self not in (Nature.REPLY, Nature.AUTOMATIC)
