"""The answers of a value to questions that ask why, what for or how, and what is wrong with them (5.5; our safeguard).

Asked when something is written, never when a value is made: an entry of an earlier version has to be read for ever.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from proviso.accounts.reason_required import instead, is_reason_here
from proviso.accounts.reason_words import says_nothing
from proviso.casework.values.value import Ask, Choice, Refusal, Value, ValueRefused, asked_fields


def reasons_of(value: Value) -> tuple[tuple[str, str], ...]:
    """Every reason that a value gives, as (field, words), in the order asked."""
    return tuple((name, words) for name, asked, words in typed_into(value) if asked.reason)


def lacking_words(value: Value) -> list[Refusal]:
    """What is typed in signs alone, and every reason that is none."""
    return [refusal for name, asked, words in typed_into(value) if (refusal := _refused(name, asked, words))]


def reject_lacking_words(value: Value) -> None:
    """Raise ValueRefused where a reason is no reason, or a box holds nothing but signs."""
    if refusals := lacking_words(value):
        raise ValueRefused(refusals)


def typed_into(value: Value) -> Iterator[tuple[str, Ask, str]]:
    """Every answer of a value that somebody typed, as (field, its question, words), in the order asked."""
    for name, asked, _kind in asked_fields(type(value)):
        given = getattr(value, name)
        if isinstance(given, str) and not isinstance(given, Choice):
            yield name, asked, given


def _refused(name: str, asked: Ask, words: str) -> Refusal | None:
    if asked.reason and not is_reason_here(words, asked.label, asked.missing, hint=asked.hint):
        return Refusal(name, words, "at least three words of your own", instead(asked.missing and _(asked.missing)))
    if not says_nothing(words):
        return None
    if not asked.missing:
        return Refusal(name, words, "nothing, or words", _("Leave this empty, or answer it in words"))
    if any(map(str.isalnum, words)):
        says = _("%(missing)s. “%(given)s” does not say it") % {"missing": _(asked.missing), "given": words}
        return Refusal(name, words, "words that say it", says)
    says = _("%(missing)s, in letters or figures") % {"missing": _(asked.missing)}
    return Refusal(name, words, "letters or figures", says)
