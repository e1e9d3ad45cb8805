"""The token that a form carries, so that what it begins is begun once."""

import secrets

from markupsafe import Markup

BOX = "form_token"

LONGEST = 64


def new_token() -> str:
    """A token that nobody guesses: 128 random bits."""
    return secrets.token_urlsafe(16)


def token_box(token: str = "") -> Markup:
    """The hidden box with the token that came back, or with a new one."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(BOX, token[:LONGEST] or new_token())
