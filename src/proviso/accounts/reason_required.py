"""What is said where a reason is asked and none was given (5.5): in the language of whoever reads it.

What is a reason is `reason_words`'s to say. Our safeguard.
"""

from django.utils.translation import gettext as _

from proviso.accounts.reason_words import is_reason


class ReasonLacking(ValueError):
    """What was given as a reason is none; the message is a sentence that says what to write instead."""


def require_reason(given: str, says: str) -> None:
    """Raise ReasonLacking where this is no reason. `says` asks for it, as an empty box would: "Say why"."""
    if not is_reason(given, (says,)):
        raise ReasonLacking(instead(says))


def instead(says: str) -> str:
    """What to do about a reason that is none; `says` is what an empty box would have said, in the reader's language,
    "" where it may be empty."""
    ask = says or _("Leave this empty, or answer it")
    words = _(
        "%(ask)s. Use at least three words of your own: a full stop, figures or the question’s words do not say it"
    )
    return words % {"ask": ask}


def is_reason_here(given: str, *asked: str, hint: str = "") -> bool:
    """Whether this is a reason, and neither the question's words nor its hint's: in English, or as it is read here."""
    questions = tuple(dict.fromkeys(words for one in asked if one for words in (one, _(one))))
    return all(is_reason(given, questions, said) for said in ({hint, _(hint)} if hint else {""}))
